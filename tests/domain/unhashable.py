"""A rule that a host wrote wrongly: it compares, and cannot be kept by what it is."""

from __future__ import annotations

from typing import ClassVar

import attrs

from metroworkshops import Applicant, Edition, Finding


@attrs.frozen
class Unhashable:
    """A rule of a host whose field is a list."""

    KIND: ClassVar[str] = "unhashable"

    kinds: list[str]

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        raise NotImplementedError
