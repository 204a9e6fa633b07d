"""Lengths of sessions, where the days themselves are not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from attrs import field, frozen

from .errors import InvalidValue, shown
from .value import Invariant, Value, flag

__all__ = ["Length", "optional_length"]


def _days(given: int | None) -> int | None:
    if given is not None and (isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= 3660):
        raise InvalidValue(
            f"a length must be a whole number of days from 1 to 3660 such as 5, got {shown(given)}", given
        )
    return given


def _says_one_thing(least: int | None, most: int | None, throughout: bool) -> Iterator[InvalidValue]:
    if throughout is (least is not None) or (throughout and most is not None):
        yield InvalidValue(
            "a length must be in days, such as least=3, or throughout, and not both; "
            f"got {shown(least)} and {throughout}"
        )
    elif most is not None and least is not None and most < least:
        yield InvalidValue(f"'most' must not be less than 'least', {least}; got {most}", most, "most")


@frozen(repr=False)
class Length(Value):
    """How long a session lasts: so many days, or throughout its window.

    Args:
        least: The least number of days, 1 or more.
        most: The most, included. Default: as many as the least.
        throughout: Whether it lasts from the first day of its window to the last.

    Raises:
        InvalidValue: Neither or both are given, or the most is less than the least.

    >>> Length(5), Length(3, 5).most, Length(throughout=True)
    (Length(least=5), 5, Length(throughout=True))
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("least", "most", "throughout"), _says_one_thing),)

    least: int | None = field(default=None, converter=_days)
    most: int | None = field(default=None, converter=_days)
    throughout: bool = field(kw_only=True, default=False, converter=flag)


def optional_length(given: Length | int | None) -> Length | None:
    """Take a length that may be missing; a number is so many days."""
    if given is None or isinstance(given, Length):
        return given
    return Length(given)
