"""VTIMEZONE components that independent readers agree with (RFC 5545 section 3.6.5).

One STANDARD and one DAYLIGHT with a yearly rule where the zone is regular; one observance for each change where it is
not. Never a list of dates (RDATE), of which some readers take only the first. The start of an observance is the local
time before the change.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from attrs import frozen
from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vUTCOffset

from metroworkshops.domain.time_zone import tz

from .text import CalendarText
from .times import local_time

__all__ = ["time_zone"]

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# No two changes since 1970 are nearer than a week less an hour (tzdata 2026: Recife, October 2000).
_STEP: Final = timedelta(days=6)
_STEP_BEFORE_1970: Final = timedelta(days=1)
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - onsets are local times


@frozen
class _State:
    """What a zone says of its clocks at an instant."""

    offset: timedelta
    name: str


@frozen
class _Change:
    """A change of a zone's offset from UTC.

    Attributes:
        onset: The local time before the change.
    """

    onset: datetime
    before: _State
    after: _State

    @property
    def is_daylight(self) -> bool:
        """Whether clocks go forward.

        Where winter time is the exception in law (Dublin, Casablanca), tzdata marks it with a negative saving; readers
        expect DAYLIGHT to be ahead of STANDARD.
        """
        return self.after.offset > self.before.offset


def time_zone(name: str, first_year: int, last_year: int) -> Timezone:
    """Make the VTIMEZONE of an IANA zone, from the year before the first that is needed to the year after the last.

    Args:
        name: An IANA zone.
        first_year: The first year that must be right.
        last_year: The last year that must be right.

    >>> time_zone("Africa/Tunis", 2020, 2020).to_ical().decode().splitlines()[2:5]
    ['BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZNAME:CET']
    """
    first_year, last_year = max(first_year - 1, 2), min(last_year + 1, 9998)
    at_first, changes = _changes(name, first_year, last_year)
    component = Timezone()
    component.add("TZID", CalendarText(name))
    if rules := _yearly_rules(changes, first_year, last_year):
        for change, rule in rules:
            component.add_component(_observance(change, rule))
        return component
    # What holds before the first change, or always.
    since = min(_EPOCH, datetime(first_year, 1, 1))  # noqa: DTZ001 - a local time
    for change in (_Change(since, at_first, at_first), *changes):
        component.add_component(_observance(change))
    return component


def _observance(change: _Change, rule: vRecur | None = None) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if change.is_daylight else TimezoneStandard()
    observance["DTSTART"] = local_time(change.onset)
    observance["TZOFFSETFROM"] = vUTCOffset(change.before.offset)
    observance["TZOFFSETTO"] = vUTCOffset(change.after.offset)
    observance["TZNAME"] = CalendarText(change.after.name)
    if rule is not None:
        observance["RRULE"] = rule
    return observance


@lru_cache(maxsize=256)
def _changes(name: str, first_year: int, last_year: int) -> tuple[_State, tuple[_Change, ...]]:
    """Walk the changes of a zone in some years, to the second, and say what holds before the first."""
    zone = tz(name)

    def offset(at: datetime) -> timedelta:
        return zone.fromutc(at).utcoffset() or timedelta(0)

    def state(at: datetime) -> _State:
        return _State(offset(at), zone.fromutc(at).tzname() or name)

    # In UTC throughout: `fromutc` wants the zone itself in that place.
    at, end = (datetime(year, 1, 1, tzinfo=zone) for year in (first_year, last_year + 1))
    at_first = state(at)
    found: list[_Change] = []
    before = at_first.offset
    step = _STEP if first_year >= _EPOCH.year else _STEP_BEFORE_1970
    while at < end:
        later = at + step
        if offset(later) != before:
            low, high = at, later
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if offset(middle) == before else (low, middle)
            if high >= end:
                break  # the last step reaches beyond the years asked for
            found.append(_Change(high.replace(tzinfo=None) + before, state(low), state(high)))
            before = offset(later)
        at = later
    return at_first, tuple(found)


def _yearly_rules(changes: Sequence[_Change], first_year: int, last_year: int) -> list[tuple[_Change, vRecur]]:
    """Find the two yearly rules that make exactly these changes; none when the zone is not that regular."""
    rules: list[tuple[_Change, vRecur]] = []
    for is_daylight in (False, True):
        of_kind = [change for change in changes if change.is_daylight is is_daylight]
        if [change.onset.year for change in of_kind] != list(range(first_year, last_year + 1)):
            return []
        alike = {(c.onset.month, c.onset.weekday(), c.onset.time(), c.before, c.after) for c in of_kind}
        week = _week([change.onset for change in of_kind])
        if len(alike) != 1 or week is None:
            return []
        onset = of_kind[0].onset
        day = f"{week}{_WEEKDAYS[onset.weekday()]}"
        rules.append((of_kind[0], vRecur(FREQ="YEARLY", BYMONTH=onset.month, BYDAY=day)))
    return rules


def _week(days: Sequence[datetime]) -> int | None:
    """Find which weekday of its month each day is: the last (-1), or the first to the fourth."""
    if all(day.day > monthrange(day.year, day.month)[1] - 7 for day in days):
        return -1
    weeks = {(day.day - 1) // 7 + 1 for day in days}
    return weeks.pop() if len(weeks) == 1 else None
