"""Days and hours in time zones, judged against zoneinfo walked by hand. The oracle shares no function with src."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pycountry
import pytest

from metroworkshops import Area, City, InvalidDate, InvalidValue
from metroworkshops.domain.country import COUNTRIES
from metroworkshops.domain.time_zone import day_begins, day_ends, hour_falls, zone_names, zone_readings

MINUTE = timedelta(minutes=1)


def walked(day: date, zone: str) -> tuple[datetime, datetime] | None:
    """Walk UTC minute by minute: the first minute of the day, and the first after its last."""
    area = ZoneInfo(zone)
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=16)
    found: list[datetime] = []
    for _ in range(56 * 60):
        if at.astimezone(area).date() == day:
            found.append(at)
        at += MINUTE
    return (found[0], found[-1] + MINUTE) if found else None


CHANGES = [
    ("Asia/Beirut", date(2025, 3, 29)),  # clocks skip midnight
    ("Asia/Beirut", date(2025, 3, 30)),
    ("Asia/Beirut", date(2025, 10, 25)),  # 23:00 to 23:59 happens twice
    ("Asia/Beirut", date(2025, 10, 26)),
    ("Africa/Cairo", date(2024, 4, 25)),
    ("Africa/Cairo", date(2024, 4, 26)),
    ("Africa/Cairo", date(2024, 10, 31)),
    ("Asia/Gaza", date(2020, 3, 27)),
    ("Africa/Casablanca", date(2027, 2, 7)),  # Ramadan
    ("Africa/Casablanca", date(2027, 3, 14)),
    ("Africa/El_Aaiun", date(2027, 2, 7)),
    ("America/St_Johns", date(2006, 10, 28)),  # clocks go back over midnight
    ("America/St_Johns", date(2006, 10, 29)),
    ("America/Goose_Bay", date(2009, 10, 31)),
    ("America/Moncton", date(2005, 10, 29)),
    ("Pacific/Apia", date(2011, 12, 29)),
    ("Pacific/Apia", date(2011, 12, 31)),
    ("Pacific/Kiritimati", date(2020, 1, 31)),
    ("Australia/Lord_Howe", date(2024, 4, 7)),  # half an hour
    ("America/Asuncion", date(2020, 10, 3)),
    ("America/Asuncion", date(2020, 3, 21)),
    ("America/Havana", date(2020, 3, 8)),
    ("America/Havana", date(2020, 10, 31)),
    ("America/Sao_Paulo", date(2017, 10, 14)),
    ("Antarctica/Troll", date(2024, 3, 31)),
    ("Atlantic/Azores", date(2024, 10, 26)),
    ("Europe/Paris", date(2020, 1, 31)),
    ("Europe/Lisbon", date(2024, 3, 31)),
    ("Europe/Athens", date(2024, 10, 27)),
    ("Europe/Istanbul", date(2016, 3, 27)),
    ("Europe/Malta", date(2024, 3, 31)),
    ("Africa/Tunis", date(2008, 3, 30)),
    ("Africa/Algiers", date(2024, 6, 1)),
]


@pytest.mark.parametrize(("zone", "day"), CHANGES, ids=[f"{zone}-{day}" for zone, day in CHANGES])
def test_a_day_begins_and_ends_where_the_walk_says(zone: str, day: date) -> None:
    assert (day_begins(day, zone), day_ends(day, zone)) == walked(day, zone)


def test_a_day_that_never_was_is_refused() -> None:
    assert walked(date(2011, 12, 30), "Pacific/Apia") is None
    with pytest.raises(InvalidDate, match="clocks there skipped it"):
        day_ends(date(2011, 12, 30), "Pacific/Apia")


def every_change(zone: str, first: int, last: int) -> set[date]:
    """The days on and around each change of offset, found hour by hour."""
    area, at, found = ZoneInfo(zone), datetime(first, 1, 1, tzinfo=UTC), set()
    before = at.astimezone(area).utcoffset()
    while at.year <= last:
        at += timedelta(hours=1)
        offset = at.astimezone(area).utcoffset()
        if offset != before:
            local = at.astimezone(area).date()
            found |= {local + timedelta(days=days) for days in (-1, 0, 1)}
            before = offset
    return found


def walked_by_offsets(day: date, zone: str) -> tuple[datetime, datetime] | None:
    """Walk in steps of 15 minutes: no zone has changed its clocks at another minute since 2000."""
    area = ZoneInfo(zone)
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=16)
    inside = [
        moment
        for moment in (at + timedelta(minutes=15) * step for step in range(56 * 4))
        if moment.astimezone(area).date() == day
    ]
    return (inside[0], inside[-1] + timedelta(minutes=15)) if inside else None


@pytest.mark.slow
@pytest.mark.parametrize("zone", sorted(zone_names()))
def test_every_zone_on_and_around_each_change_from_2000_to_2037(zone: str) -> None:
    days = every_change(zone, 2000, 2037) | {date(year, 1, 31) for year in range(2000, 2038)}
    for day in sorted(days):
        expected = walked_by_offsets(day, zone)
        if expected is None:
            with pytest.raises(InvalidDate):
                day_ends(day, zone)
        else:
            assert (day_begins(day, zone), day_ends(day, zone)) == expected


def test_an_hour_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidDate, match="skipped it"):
        hour_falls(datetime(2025, 3, 30, 0, 30), "Asia/Beirut")


def test_an_hour_that_comes_twice_needs_a_fold() -> None:
    twice = datetime(2025, 10, 25, 23, 30)
    with pytest.raises(InvalidDate, match="'fold' must say which"):
        hour_falls(twice, "Asia/Beirut")
    first, second = (hour_falls(twice, "Asia/Beirut", fold) for fold in (0, 1))
    assert (first, second - first) == (datetime(2025, 10, 25, 20, 30, tzinfo=UTC), timedelta(hours=1))


def test_fixed_readings() -> None:
    assert day_ends(date(2020, 1, 31), "AoE") == datetime(2020, 2, 1, 12, tzinfo=UTC)
    assert day_ends(date(2020, 1, 31), "UTC") == datetime(2020, 2, 1, tzinfo=UTC)
    assert day_ends(date(2020, 1, 31), "+05:30") == datetime(2020, 1, 31, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "candidate"),
    [
        ("CET", "Europe/Paris"),
        ("EST", "America/New_York"),
        ("GMT", "Europe/London"),
        ("PT", "America/Los_Angeles"),
        ("Egypt", "Africa/Cairo"),
        ("Etc/GMT+12", ""),
        ("Europe/Bologna", ""),
        ("Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("+15:00", ""),
        ("", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_what_is_no_place_is_refused_with_candidates(name: str, candidate: str) -> None:
    for refused in (lambda: zone_readings(name), lambda: City("x", "X", country="IT", time_zone=name)):
        with pytest.raises(InvalidValue, match=r"such as 'Europe/Paris'") as caught:
            refused()
        assert candidate in str(caught.value)


def test_a_zone_is_given_once() -> None:
    with pytest.raises(InvalidValue, match="given once"):
        zone_readings(["UTC", "UTC"])


def test_the_countries_are_those_of_iso_3166_and_kosovo() -> None:
    assert {country.alpha_2 for country in pycountry.countries} | {"XK"} == COUNTRIES
    for bad in ("it", "ITA", "UK", "ZZ", "", None):
        with pytest.raises(InvalidValue, match="ISO 3166-1"):
            City("x", "X", country=bad, time_zone="Europe/Rome")  # type: ignore[arg-type]
        if bad is not None:
            with pytest.raises(InvalidValue, match="ISO 3166-1"):
                Area("x", "X", country=bad)
