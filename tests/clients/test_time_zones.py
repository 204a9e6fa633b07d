"""VTIMEZONEs, judged by the two readers that most calendars are built on: they agree with tzdata, from 2018 to 2037."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from metroworkshops.calendars.time_zones import time_zone
from metroworkshops.domain.time_zone import zone_names

from .client import ReadsZones
from .libical import LibIcal

FIRST, LAST = 2018, 2037
HOUR = timedelta(hours=1)
# How far around a change every hour is looked at.
AROUND = timedelta(hours=36)
ZONES = [
    "Europe/Rome", "Europe/Paris", "Europe/Lisbon", "Europe/Dublin", "Europe/Athens", "Europe/Istanbul",
    "Africa/Tunis", "Africa/Algiers", "Africa/Dakar", "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut", "Asia/Gaza",
    "Asia/Jerusalem", "Atlantic/Azores", "America/Santiago", "America/New_York", "America/Nuuk", "Australia/Lord_Howe",
    "Asia/Kolkata",
]  # fmt: skip


def moments(zone: ZoneInfo) -> Iterator[datetime]:
    """Give instants in a zone: every hour around each change, and noon in UTC of every day."""
    day, end = datetime(FIRST, 1, 1, 12, tzinfo=UTC), datetime(LAST, 12, 31, 12, tzinfo=UTC)
    while day < end:
        following = day + timedelta(days=1)
        yield day.astimezone(zone)
        if day.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            at = day - AROUND
            while at < following + AROUND:
                yield at.astimezone(zone)
                at += HOUR
        day = following


def offset(local: datetime) -> int:
    """Give the offset of a local time, in seconds.

    An hour that comes twice is the first in RFC 5545 section 3.3.5; both readers take it for the second.
    """
    return int((local.replace(fold=1).utcoffset() or timedelta(0)).total_seconds())


def calendar(name: str) -> bytes:
    zone: bytes = time_zone(name, FIRST, LAST).to_ical()
    return b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + zone + b"END:VCALENDAR\r\n"


def disagreements(data: bytes, name: str, reader: ReadsZones) -> list[str]:
    asked = list(moments(ZoneInfo(name)))
    read = reader.offsets(data, [at.replace(tzinfo=None) for at in asked])
    found = [f"{at.isoformat()}: read {one} s" for at, one in zip(asked, read, strict=True) if one != offset(at)]
    # ical.js errs by hours around a change when it is asked for the local time of an instant, whatever the file says.
    if isinstance(reader, LibIcal):
        instants = [at.astimezone(UTC) for at in asked]
        read = reader.offsets_of_instants(data, instants)
        for instant, at, one in zip(instants, asked, read, strict=True):
            if timedelta(seconds=one) != at.utcoffset():
                found.append(f"{instant.isoformat()}: read {one} s")
    return found


@pytest.mark.clients
@pytest.mark.parametrize("name", ZONES)
def test_each_reader_agrees_on_every_hour_around_each_change(name: str, zone_reader: ReadsZones) -> None:
    assert disagreements(calendar(name), name, zone_reader) == []


@pytest.mark.clients
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("DTSTART:20171029T030000", "DTSTART:20171029T020000"),  # the local time after the change
        ("BYDAY=-1SU;BYMONTH=10", "BYDAY=4SU;BYMONTH=10"),
        ("TZOFFSETTO:+0200", "TZOFFSETTO:+0300"),
    ],
)
def test_each_reader_would_notice(right: str, wrong: str, zone_reader: ReadsZones) -> None:
    data = calendar("Europe/Rome")
    assert right.encode() in data
    assert disagreements(data.replace(right.encode(), wrong.encode()), "Europe/Rome", zone_reader) != []


@pytest.mark.clients
def test_libical_would_notice_a_spring_that_starts_an_hour_late(zone_reader: ReadsZones) -> None:
    """Nobody can tell from local times: the hour that it is late by does not exist."""
    late = calendar("Europe/Rome").replace(b"DTSTART:20170326T020000", b"DTSTART:20170326T030000")
    assert (disagreements(late, "Europe/Rome", zone_reader) != []) is isinstance(zone_reader, LibIcal)


@pytest.mark.slow
@pytest.mark.clients
@pytest.mark.parametrize("name", sorted(zone_names() - set(ZONES)))
def test_each_reader_agrees_on_every_hour_around_each_change_of_every_zone(name: str, zone_reader: ReadsZones) -> None:
    assert disagreements(calendar(name), name, zone_reader) == []
