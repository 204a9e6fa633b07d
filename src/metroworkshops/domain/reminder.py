"""Reminders of a deadline, and what remains until it closes."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import field, frozen

from .errors import InvalidValue, shown
from .value import Value

__all__ = ["Remaining", "Reminder", "lead_days"]


@frozen(repr=False)
class Remaining(Value):
    """How long it is until a deadline closes.

    Attributes:
        least: The shortest it can be; zero when it may be past already.
        most: The longest it can be; the same when there is no doubt; zero when it is past.
    """

    least: timedelta
    most: timedelta


@frozen(repr=False)
class Reminder(Value):
    """One reminder of a deadline, as data: sending it is the host's.

    Attributes:
        days: How many days before the limit, on the wall clock of its zone.
        at: The instant, in UTC.
        is_certain: Whether the limit has one closing instant; else the reminder counts from the earliest.
    """

    days: int
    at: datetime
    is_certain: bool = field(default=True, kw_only=True)


def lead_days(given: int | timedelta) -> int:
    """Check a lead of whole days."""
    days = given.days if isinstance(given, timedelta) and given == timedelta(days=given.days) else given
    if isinstance(days, bool) or not isinstance(days, int) or not 0 <= days <= 3650:
        raise InvalidValue(
            "a lead must be a whole number of days from 0 to 3650 such as 14 or timedelta(weeks=2), "
            f"got {shown(given)}",
            given,
        )
    return days
