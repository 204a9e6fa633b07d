"""Instants: kept in UTC, as the standard library's own type, whatever clock they were read from."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from metroworkshops import City, InvalidDate, InvalidValue, Limit, NotFound, Waiver
from metroworkshops.domain import time_zone
from metroworkshops.domain.time_zone import day_begins, day_ends, hour_falls, time_zone_name, tz, wall_clock
from metroworkshops.domain.value import instant

EXACT = datetime(2020, 1, 31, 22, 59, 58, 123456, tzinfo=UTC)


class Stamp(datetime):
    """A host's own kind of datetime."""


class Nowhere(tzinfo):
    """A zone that does not say how far from UTC it is."""

    def utcoffset(self, _: datetime | None) -> None:
        return None

    def dst(self, _: datetime | None) -> None:
        return None

    def tzname(self, _: datetime | None) -> str:
        return "nowhere"


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose own clock is far from UTC."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of the machine can be set on POSIX alone")
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Pacific/Apia")
    time.tzset()
    yield
    if before is None:
        monkeypatch.delenv("TZ")
    else:
        monkeypatch.setenv("TZ", before)
    time.tzset()


@pytest.mark.parametrize(
    "given",
    [
        EXACT,
        EXACT.replace(fold=1),
        EXACT.astimezone(ZoneInfo("Europe/Paris")),
        EXACT.astimezone(timezone(timedelta(hours=-3, minutes=-30))),
        Stamp(2020, 1, 31, 22, 59, 58, 123456, tzinfo=UTC),
        Stamp(2020, 2, 1, 0, 59, 58, 123456, tzinfo=timezone(timedelta(hours=2))),
    ],
)
@pytest.mark.usefixtures("elsewhere")
def test_an_instant_is_kept_in_utc(given: datetime) -> None:
    kept = instant(given)
    assert (type(kept), kept.tzinfo, kept.fold) == (datetime, UTC, 0)
    assert kept.replace(tzinfo=None) == EXACT.replace(tzinfo=None)
    assert Waiver("why", by="committee", at=given).at == EXACT


def test_a_zone_that_says_nothing_is_none() -> None:
    given = datetime(2020, 1, 31, tzinfo=Nowhere())
    with pytest.raises(InvalidValue, match="must have a time zone") as caught:
        instant(given)
    assert caught.value.value is given


@pytest.mark.usefixtures("elsewhere")
def test_local_hours_are_instants_in_utc_on_whatever_machine() -> None:
    hour = datetime(2020, 1, 31, 17)
    for at in (hour_falls(hour, "Europe/Paris"), wall_clock(hour, "Europe/Paris")):
        assert (at, at.tzinfo) == (datetime(2020, 1, 31, 16, tzinfo=UTC), UTC)
    assert tz("UTC") is UTC


def test_of_two_hours_a_wall_clock_shows_the_first() -> None:
    twice = datetime(2020, 10, 25, 2, 30)
    for given in (twice, twice.replace(fold=1)):
        assert wall_clock(given, "Europe/Paris") == datetime(2020, 10, 25, 0, 30, tzinfo=UTC)


def test_of_two_hours_a_limit_begins_and_ends_at_the_one_that_is_meant() -> None:
    for fold in (0, 1):
        limit = Limit.on("2020-10-25T02:30", zone="Europe/Paris", fold=fold)
        at = datetime(2020, 10, 25, fold, 30, tzinfo=UTC)
        assert limit.begins_between() == limit.ends_between() == (at, at)


@pytest.mark.parametrize("zone", ["UTC", "Africa/Tunis", "-12:00", "+14:00"])
@pytest.mark.parametrize("day", ["0001-01-03", "9999-12-29"])
def test_zones_are_read_on_nearly_all_days_of_the_calendar(day: str, zone: str) -> None:
    hour = Limit.on(f"{day}T12:00", zone=zone).ends_between()[0]
    begins, ends = Limit.on(day, zone=zone).begins_between()[0], Limit.on(day, zone=zone).ends_between()[0]
    assert hour - begins == ends - hour == timedelta(hours=12)


def test_a_zone_that_another_machine_knew_is_told() -> None:
    with pytest.raises(NotFound) as caught:
        tz("Europe/Atlantis")
    assert (str(caught.value), caught.value.value) == (
        "this machine must know the time zone 'Europe/Atlantis': install a newer tzdata (pip install --upgrade tzdata)",
        "Europe/Atlantis",
    )


NEWER = " (this machine knows it, the package tzdata does not yet: pip install --upgrade tzdata)"


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("Europe/Rome", NEWER),
        ("America/Bogota", NEWER),
        ("America/Argentina/Tucuman", NEWER),
        ("Europe/Atlantis", ""),
        ("Europe/../Rome", ""),
        ("Asia/Tokyo", ""),
        ("Etc/UTC", ""),
        ("Rome", ""),
        ("Paris", " (did you mean 'Europe/Paris'?)"),
        ("", ""),
    ],
)
def test_a_place_that_is_newer_than_the_list_is_told(given: str, hint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = frozenset({"Europe/Paris", "America/Argentina/Salta"})
    monkeypatch.setattr(time_zone, "zone_names", lambda: listed)
    with pytest.raises(InvalidValue) as caught:
        City("c", "C", country="IT", time_zone=given)
    assert caught.value.message == (
        f"'time_zone' must be an IANA time zone such as 'Europe/Paris', got {given!r}{hint}"
    )


def test_without_the_list_of_zones_it_is_said_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> frozenset[str]:
        raise ModuleNotFoundError("the package tzdata must be installed")

    monkeypatch.setattr(time_zone, "zone_names", none)
    with pytest.raises(
        ModuleNotFoundError, match=r"^the package tzdata must be installed, and 'Europe/Rome' was asked for$"
    ):
        time_zone_name("Europe/Rome")


def test_clocks_that_were_changed_by_odd_seconds_are_read_to_the_second() -> None:
    """Liberia went from 44 minutes and 30 seconds behind UTC to UTC at midnight (tzdata, africa: 7 January 1972)."""
    midnight = datetime(1972, 1, 7, 0, 44, 30, tzinfo=UTC)
    assert day_ends(date(1972, 1, 6), "Africa/Monrovia") == day_begins(date(1972, 1, 7), "Africa/Monrovia") == midnight


@pytest.mark.parametrize(
    ("day", "zone"),
    [
        (date(1844, 12, 31), "Asia/Manila"),
        (date(1994, 12, 31), "Pacific/Enderbury"),
        (date(1994, 12, 31), "Pacific/Kiritimati"),
        (date(1993, 8, 21), "Pacific/Kwajalein"),
        (date(2011, 12, 30), "Pacific/Apia"),
    ],
)
def test_a_day_that_a_place_left_out_is_refused(day: date, zone: str) -> None:
    """Those that crossed the date line westwards (tzdata, asia and australasia)."""
    with pytest.raises(InvalidDate) as caught:
        day_ends(day, zone)
    assert caught.value.message == f"{day} must be a day that {zone} has: clocks there skipped it"
    assert caught.value.value == day
