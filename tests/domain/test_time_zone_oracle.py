"""Days and hours in time zones, judged by whenever, which reads the same files of zones with code of its own.

Both look where `zoneinfo.TZPATH` says, and in the package tzdata for what is not there (whenever 0.11).
"""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
import whenever
from hypothesis import example, given, settings
from hypothesis import strategies as st
from whenever import Instant, PlainDateTime, RepeatedTime, SkippedTime, ZonedDateTime

from metroworkshops import Deadline, InvalidDate
from metroworkshops.domain.time_zone import day_begins, day_ends, hour_falls, wall_clock, zone_names

ZONES = sorted(zone_names())
DAY = timedelta(days=1)
# Cheap to try, and much to hide in: five times the examples of the profile.
MANY = settings(max_examples=settings().max_examples * 5)


def test_both_read_the_same_files() -> None:
    assert whenever.get_tzpath() == zoneinfo.TZPATH


def instant(at: ZonedDateTime) -> datetime:
    return at.to_stdlib().astimezone(UTC)


def noon(day: date, zone: str) -> ZonedDateTime:
    """Give the noon of a day; of the day after, where clocks skipped it."""
    return ZonedDateTime(day.year, day.month, day.day, 12, tz=zone, disambiguation="compatible")


def theirs(day: date, zone: str) -> tuple[datetime, datetime] | None:
    """Give the bounds of a day by whenever; None for a day that never was.

    Where clocks go back over midnight, a day is shown once more after whenever has begun the next. For us it is over
    when it was shown for the last time, which is the later of the two midnights.
    """
    if noon(day, zone).date().to_stdlib() != day:
        return None
    after = noon(day + DAY, zone).start_of("day")
    change = after.next_transition()
    if change and change.date().to_stdlib() == day:
        following = day + DAY
        after = ZonedDateTime(following.year, following.month, following.day, tz=zone, disambiguation="later")
    return instant(noon(day, zone).start_of("day")), instant(after)


def ours(day: date, zone: str) -> tuple[datetime, datetime] | None:
    try:
        return day_begins(day, zone), day_ends(day, zone)
    except InvalidDate:
        return None


@st.composite
def days_near_changes(draw: st.DrawFn) -> tuple[str, date]:
    """Draw a zone and a day there; in one of two cases the day of a change of clocks, or one beside it."""
    zone, day = draw(st.sampled_from(ZONES)), draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    change = noon(day, zone).next_transition() if draw(st.booleans()) else None
    return zone, (change.date().to_stdlib() if change else day) + draw(st.integers(-1, 1)) * DAY


@MANY
@given(days_near_changes())
@example(("Asia/Beirut", date(2025, 3, 30)))  # midnight is skipped
@example(("Asia/Beirut", date(2025, 10, 25)))  # 23:00 to 23:59 comes twice
@example(("Atlantic/Azores", date(2024, 10, 27)))  # so does midnight itself
@example(("America/St_Johns", date(2006, 10, 28)))  # clocks go back over midnight
@example(("Africa/Casablanca", date(2027, 2, 7)))  # Ramadan
@example(("Africa/Casablanca", date(2027, 3, 14)))
@example(("Australia/Lord_Howe", date(2024, 4, 7)))  # half an hour
@example(("Pacific/Apia", date(2011, 12, 30)))  # a day that never was
@example(("Pacific/Kwajalein", date(1993, 8, 21)))  # another
@example(("Pacific/Kwajalein", date(1969, 9, 30)))  # a day that came twice
def test_a_day_begins_and_ends_where_whenever_says(drawn: tuple[str, date]) -> None:
    zone, day = drawn
    assert ours(day, zone) == theirs(day, zone)


@MANY
@given(days_near_changes())
def test_a_deadline_closes_when_whenever_says_that_its_day_is_over(drawn: tuple[str, date]) -> None:
    zone, day = drawn
    if bounds := theirs(day, zone):
        begins, ends = bounds
        assert Deadline.on(day, zone=zone).closes_between() == (ends, ends)
        assert Deadline.on(day, zone=zone, exclusive=True).closes_between() == (begins, begins)
    else:
        with pytest.raises(InvalidDate, match="clocks there skipped it"):
            Deadline.on(day, zone=zone).closes_between()


def test_what_whenever_says_otherwise() -> None:
    """For whenever a day is over when the next one first begins, and a day that never was is the next one."""
    day, zone = date(2006, 10, 28), "America/St_Johns"
    assert day_ends(day, zone) - instant(noon(day + DAY, zone).start_of("day")) == timedelta(hours=1)
    assert noon(date(2011, 12, 30), "Pacific/Apia").date().to_stdlib() == date(2011, 12, 31)


def test_anywhere_on_earth_is_twelve_hours_behind() -> None:
    assert ours(date(2020, 1, 31), "AoE") == theirs(date(2020, 1, 31), "Etc/GMT+12")


@st.composite
def hours_near_changes(draw: st.DrawFn) -> tuple[str, datetime]:
    """Draw a zone and an hour there, in one of two cases within three hours of a change of clocks."""
    zone, local = draw(st.sampled_from(ZONES)), draw(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)))
    change = noon(local.date(), zone).next_transition() if draw(st.booleans()) else None
    if change:
        local = change.to_stdlib().replace(tzinfo=None) + timedelta(minutes=draw(st.integers(-180, 180)))
    return zone, local.replace(second=0, microsecond=0, fold=0)


@MANY
@given(hours_near_changes())
@example(("Asia/Beirut", datetime(2025, 3, 30, 0, 30)))
@example(("Asia/Beirut", datetime(2025, 10, 25, 23, 30)))
@example(("Australia/Lord_Howe", datetime(2024, 4, 7, 1, 45)))
@example(("Pacific/Apia", datetime(2011, 12, 30, 12)))
def test_an_hour_falls_where_whenever_says_and_is_refused_where_it_does_not_know(drawn: tuple[str, datetime]) -> None:
    zone, local = drawn
    plain = PlainDateTime(local)
    assert wall_clock(local, zone) == instant(plain.assume_tz(zone, disambiguation="compatible"))
    try:
        only = instant(plain.assume_tz(zone, disambiguation="raise"))
    except SkippedTime:
        with pytest.raises(InvalidDate, match="skipped it"):
            hour_falls(local, zone)
    except RepeatedTime:
        with pytest.raises(InvalidDate, match="comes twice"):
            hour_falls(local, zone)
        first, second = (plain.assume_tz(zone, disambiguation=which) for which in ("earlier", "later"))
        assert (hour_falls(local, zone, 0), hour_falls(local, zone, 1)) == (instant(first), instant(second))
    else:
        assert hour_falls(local, zone) == hour_falls(local, zone, 1) == only


@pytest.mark.slow
def test_days_are_right_in_every_zone_around_every_change_from_2000_to_2037() -> None:
    for zone in ZONES:
        at: ZonedDateTime | None = Instant.from_utc(2000, 1, 1).to_tz(zone)
        while at and at.year < 2038:
            for days in (-1, 0, 1):
                day = at.date().to_stdlib() + days * DAY
                assert ours(day, zone) == theirs(day, zone), (zone, day)
            at = at.next_transition()
