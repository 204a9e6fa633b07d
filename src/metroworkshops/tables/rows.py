"""Rows: as they stand in a table, and the refusal of a table as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from metroworkshops.domain.errors import DocumentError, Fault

from .cells import Cell

__all__ = ["NO_RESULT", "SUBJECT", "Row", "refused"]

SUBJECT: Final = "table of applicants"

Row = tuple[int, Sequence[Cell] | str]
"""The number that a person sees beside the row, and its cells; or what is wrong with all of it."""

NO_RESULT: Final = object()
"""Stands in a cell whose formula has no result in the file."""


def refused(message: str, place: str = "file") -> DocumentError:
    """Make the error for a table that cannot be read at all."""
    return DocumentError(SUBJECT, (Fault(place, message),))
