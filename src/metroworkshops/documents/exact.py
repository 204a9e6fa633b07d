"""Exact numbers in documents: a JSON number wherever it says the same, and a fraction as text where none does."""

from __future__ import annotations

import re
from fractions import Fraction
from math import isfinite
from typing import Any, Final

from metroworkshops.domain.points import exact, simplest

from .faults import Faulty, came

__all__ = ["is_exact", "read_exact", "written_exact"]

_FRACTION: Final = re.compile(r"[1-9][0-9]*/[1-9][0-9]*")


def is_exact(kind: Any) -> bool:
    """Tell whether a type is that of an exact number."""
    return bool(kind == int | Fraction)


def written_exact(value: Fraction) -> float | str:
    """Write a number that is not whole.

    >>> written_exact(Fraction(7, 2)), written_exact(Fraction(7, 3))
    (3.5, '7/3')
    """
    try:
        number = float(value)
    except OverflowError:
        return str(value)
    # A number of JSON is the decimal that is written, and not the binary number next to it.
    return number if exact(number) == value else str(value)


def read_exact(value: Any, _: Any) -> int | Fraction:
    """Read a number, or a fraction in lowest terms that no number says."""
    # A whole number may be larger than any float, and is then not one that can be asked whether it is finite.
    if (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and isfinite(value)):
        return simplest(exact(value))
    if isinstance(value, str) and _FRACTION.fullmatch(value):
        try:
            fraction = Fraction(value)
        except ValueError:  # of more digits than Python reads
            fraction = None
        if fraction is not None and written_exact(fraction) == value:
            return fraction
    must = 'must be a number such as 3.5, or a fraction in lowest terms such as "7/3" where no number is exact'
    raise Faulty([((), f"{must}, got {came(value)}")])
