"""VTIMEZONE components that independent readers agree with (RFC 5545 section 3.6.5).

One STANDARD and one DAYLIGHT with a yearly rule where the zone is regular; one observance for each change where it is
not. Never a list of dates (RDATE), of which some readers take only the first. The start of an observance is the local
time before the change.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from attrs import frozen
from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from .text import CalendarText

__all__ = ["time_zone"]

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEP: Final = timedelta(hours=6)
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - onsets are local times


@frozen
class _Transition:
    at: datetime  # UTC
    before: timedelta
    after: timedelta
    is_daylight: bool
    name: str

    @property
    def local(self) -> datetime:
        """The local time before the change."""
        return (self.at + self.before).replace(tzinfo=None)


def time_zone(name: str, first_year: int, last_year: int) -> Timezone:
    """Make the VTIMEZONE of an IANA zone for some years, both included, and the year before them.

    Args:
        name: An IANA zone.
        first_year: The first year that must be right.
        last_year: The last year that must be right.
    """
    component = Timezone()
    component.add("TZID", CalendarText(name))
    changes = _transitions(name, first_year - 1, last_year)
    zone = ZoneInfo(name)
    start = datetime(first_year - 1, 1, 1, tzinfo=UTC).astimezone(zone)
    offset = start.utcoffset() or timedelta(0)
    if not changes:
        component.add_component(_observance(_EPOCH, offset, offset, False, start.tzname() or name))
        return component
    rules = _yearly(changes, first_year - 1, last_year)
    for change in rules or changes:
        observance = _observance(change.local, change.before, change.after, change.is_daylight, change.name)
        if rules:
            observance.add("RRULE", _rule(change, changes))
        component.add_component(observance)
    if not rules:
        # What held before the first change.
        first = _observance(_EPOCH, offset, offset, bool(start.dst()), start.tzname() or name)
        component.subcomponents.insert(0, first)
    return component


def _observance(
    local: datetime, before: timedelta, after: timedelta, is_daylight: bool, name: str
) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if is_daylight else TimezoneStandard()
    observance.add("DTSTART", local)
    observance.add("TZOFFSETFROM", before)
    observance.add("TZOFFSETTO", after)
    observance.add("TZNAME", CalendarText(name))
    return observance


@lru_cache(maxsize=256)
def _transitions(name: str, first_year: int, last_year: int) -> tuple[_Transition, ...]:
    """Walk the changes of offset or name of a zone, to the second."""
    zone = ZoneInfo(name)

    def state(at: datetime) -> tuple[timedelta, bool]:
        local = at.astimezone(zone)
        return local.utcoffset() or timedelta(0), bool(local.dst())

    found: list[_Transition] = []
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 2, tzinfo=UTC)
    while at < end:
        later = at + _STEP
        before, after = state(at), state(later)
        if before[0] != after[0]:
            low, high = at, later
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if state(middle)[0] == before[0] else (low, middle)
            name_after = high.astimezone(zone).tzname() or name
            found.append(_Transition(high, before[0], after[0], _is_daylight(before, after), name_after))
        at = later
    return tuple(found)


def _is_daylight(before: tuple[timedelta, bool], after: tuple[timedelta, bool]) -> bool:
    """Tell summer time by the clock going forward.

    Where winter time is the exception in law (Dublin, Casablanca), zoneinfo marks it with a negative saving; readers
    expect DAYLIGHT to be ahead of STANDARD.
    """
    return after[0] > before[0]


def _yearly(changes: Sequence[_Transition], first_year: int, last_year: int) -> list[_Transition]:
    """Find two changes of which yearly rules make all the others; nothing when the zone is not that regular."""
    rules: list[_Transition] = []
    for is_daylight in (False, True):
        of_kind = [change for change in changes if change.is_daylight is is_daylight]
        if [change.local.year for change in of_kind] != list(range(first_year, last_year + 1)):
            return []
        alike = {(c.local.month, c.local.weekday(), c.local.time(), c.before, c.after, c.name) for c in of_kind}
        if len(alike) != 1 or _week(of_kind) is None:
            return []
        rules.append(of_kind[0])
    return rules


def _week(of_kind: Sequence[_Transition]) -> int | None:
    """Find which weekday of the month a change always falls on: 1 to 4, or -1 for the last."""
    if all(change.local.day > monthrange(change.local.year, change.local.month)[1] - 7 for change in of_kind):
        return -1
    weeks = {(change.local.day - 1) // 7 + 1 for change in of_kind}
    return weeks.pop() if len(weeks) == 1 else None


def _rule(change: _Transition, changes: Sequence[_Transition]) -> vRecur:
    of_kind = [other for other in changes if other.is_daylight is change.is_daylight]
    day = f"{_week(of_kind)}{_WEEKDAYS[change.local.weekday()]}"
    return vRecur(FREQ="YEARLY", BYMONTH=change.local.month, BYDAY=day)
