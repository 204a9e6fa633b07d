"""Days and hours in time zones, judged against zoneinfo walked by hand. The oracle shares no function with src."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import pycountry
import pytest

from metroworkshops import Area, City, Deadline, InvalidDate, InvalidValue
from metroworkshops.domain.country import COUNTRIES
from metroworkshops.domain.time_zone import day_begins, day_ends, hour_falls, zone_names, zone_readings

MINUTE = timedelta(minutes=1)


@cache
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


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = date(2000, 1, 1), date(2037, 12, 31)
STEP_SECONDS, DAY_SECONDS = 43200, 86400


@dataclass(frozen=True)
class Spell:
    """A time during which clocks keep one offset: its first second, the first second after it, the offset."""

    first: int
    end: int
    offset: int


def offset_at(second: int, area: tzinfo) -> int:
    offset = datetime.fromtimestamp(second, area).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


@cache
def spells(zone: str) -> tuple[Spell, ...]:
    """Walk the zone by half days from 2000 to 2037, two days wider, and find each change of offset to the second."""
    area = timezone(timedelta(hours=-12)) if zone == "AoE" else ZoneInfo(zone)
    start = (FIRST - EPOCH.date()).days * DAY_SECONDS - 2 * DAY_SECONDS
    stop = (LAST - EPOCH.date()).days * DAY_SECONDS + 3 * DAY_SECONDS
    found: list[Spell] = []
    first, offset = start, offset_at(start, area)
    for at in range(start + STEP_SECONDS, stop, STEP_SECONDS):
        following = offset_at(at, area)
        if following != offset:
            before, after = at - STEP_SECONDS, at
            while after - before > 1:
                between = (before + after) // 2
                if offset_at(between, area) == offset:
                    before = between
                else:
                    after = between
            found.append(Spell(first, after, offset))
            first, offset = after, following
    return (*found, Spell(first, stop, offset))


@lru_cache(maxsize=8)
def days_shown(zone: str) -> dict[date, tuple[datetime, datetime]]:
    """Read every local day off the spells: the first instant that shows it, and the first after the last that does.

    A day that clocks skipped is not in it.
    """
    seen: dict[int, tuple[int, int]] = {}
    for spell in spells(zone):
        for day in range(
            (spell.first + spell.offset) // DAY_SECONDS, (spell.end + spell.offset - 1) // DAY_SECONDS + 1
        ):
            first = max(day * DAY_SECONDS - spell.offset, spell.first)
            end = min((day + 1) * DAY_SECONDS - spell.offset, spell.end)
            seen[day] = (seen[day][0] if day in seen else first, end)
    return {
        EPOCH.date() + timedelta(days=day): (EPOCH + timedelta(seconds=first), EPOCH + timedelta(seconds=end))
        for day, (first, end) in seen.items()
    }


def every_day() -> Iterator[date]:
    return (FIRST + timedelta(days=days) for days in range((LAST - FIRST).days + 1))


def days_around_changes(zone: str) -> list[date]:
    """The local days before, of and after each change of offset, and the last day of every January."""
    found = {date(year, 1, 31) for year in range(FIRST.year, LAST.year + 1)}
    for before, after in pairwise(spells(zone)):
        shown = {EPOCH.date() + timedelta(seconds=after.first + spell.offset) for spell in (before, after)}
        found |= {day + timedelta(days=days) for day in shown for days in (-1, 0, 1)}
    return sorted(day for day in found if FIRST <= day <= LAST)


def prove(zone: str, days: Iterable[date]) -> None:
    """Compare each day with what the clocks of the zone show; a day that they never show must be refused."""
    shown = days_shown(zone)
    for day in days:
        if day in shown:
            assert (day_begins(day, zone), day_ends(day, zone)) == shown[day], day
        else:
            with pytest.raises(InvalidDate, match="clocks there skipped it"):
                day_ends(day, zone)


@pytest.mark.parametrize(("zone", "day"), CHANGES, ids=[f"{zone}-{day}" for zone, day in CHANGES])
def test_the_oracle_agrees_with_the_walk_minute_by_minute(zone: str, day: date) -> None:
    assert days_shown(zone)[day] == walked(day, zone)


def test_the_oracle_knows_the_day_that_never_was() -> None:
    shown = days_shown("Pacific/Apia")
    assert set(every_day()) - set(shown) == {date(2011, 12, 30)}
    assert shown[date(2011, 12, 29)][1] == shown[date(2011, 12, 31)][0]


def listed_changes(zone: str) -> list[int]:
    """The seconds at which tzdata itself lists a change of offset: the 64-bit block of TZif (RFC 9636, 3.2)."""
    data = (files("tzdata") / "zoneinfo").joinpath(*zone.split("/")).read_bytes()

    def counts(at: int) -> tuple[int, ...]:
        return struct.unpack(">6l", data[at + 20 : at + 44])

    isutc, isstd, leap, times, types, characters = counts(0)
    second = 44 + times * 5 + types * 6 + characters + leap * 8 + isstd + isutc
    times, types = counts(second)[3:5]
    at = second + 44
    moments = struct.unpack(f">{times}q", data[at : at + times * 8])
    kinds = data[at + times * 8 : at + times * 9]
    offsets = [struct.unpack_from(">l", data, at + times * 9 + kind * 6)[0] for kind in range(types)]
    return [
        moment
        for index, moment in enumerate(moments)
        if not index or offsets[kinds[index]] != offsets[kinds[index - 1]]
    ]


def test_a_walk_by_half_days_misses_no_change() -> None:
    """No zone has changed its offset twice within a day: two changes cannot hide between two steps.

    After the last change that tzdata lists, a zone follows a rule of two changes a year, months apart.
    """
    for zone in zone_names():
        assert all(later - one > DAY_SECONDS for one, later in pairwise(listed_changes(zone))), zone


DELICATE = [
    "Asia/Beirut",
    "Africa/Cairo",
    "Asia/Gaza",
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Africa/Tunis",
    "Africa/Algiers",
    "Europe/Istanbul",
    "Europe/Athens",
    "Europe/Malta",
    "Europe/Paris",
    "Europe/Lisbon",
    "Atlantic/Azores",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Australia/Lord_Howe",
    "America/Goose_Bay",
    "America/St_Johns",
    "America/Moncton",
    "America/Asuncion",
    "America/Havana",
    "America/Sao_Paulo",
    "Antarctica/Troll",
    "AoE",
]


@pytest.mark.parametrize("zone", DELICATE)
def test_the_closing_instant_is_right_on_and_around_every_change_from_2000_to_2037(zone: str) -> None:
    prove(zone, days_around_changes(zone))


@pytest.mark.parametrize("zone", DELICATE)
def test_a_deadline_closes_when_the_clocks_of_its_zone_show_its_day_for_the_last_time(zone: str) -> None:
    shown = days_shown(zone)
    for day in days_around_changes(zone)[::3]:
        if day in shown:
            begins, ends = shown[day]
            assert Deadline.on(day, zone=zone).closes_between() == (ends, ends)
            assert Deadline.on(day, zone=zone, exclusive=True).closes_between() == (begins, begins)


@pytest.mark.slow
@pytest.mark.parametrize("zone", sorted(zone_names()))
def test_the_closing_instant_is_right_in_every_zone_on_every_day_from_2000_to_2037(zone: str) -> None:
    prove(zone, every_day())


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
