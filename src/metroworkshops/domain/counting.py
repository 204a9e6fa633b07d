"""Counting: whole numbers of people and of things."""

from __future__ import annotations

from .errors import InvalidValue, shown

__all__ = ["counted", "optional_places"]


def counted(given: int) -> int:
    """Check a count: a whole number of 0 or more."""
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise InvalidValue(f"must be a whole number of 0 or more such as 25, got {shown(given)}", given)
    return given


def optional_places(given: int | None, name: str) -> int | None:
    """Check a number of places that may not be stated: a whole number of 1 or more."""
    if given is not None and (isinstance(given, bool) or not isinstance(given, int) or given < 1):
        raise InvalidValue(f"{name!r} must be a whole number of 1 or more such as 5, got {shown(given)}", given)
    return given
