"""Names of time zones, and the instants at which days and hours begin and end in them.

All arithmetic goes through UTC: clocks skip midnights, and go back over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .errors import InvalidDate, InvalidValue, NotFound, shown

__all__ = [
    "day_begins",
    "day_ends",
    "hour_falls",
    "optional_time_zone_name",
    "time_zone_name",
    "tz",
    "wall_clock",
    "zone_names",
    "zone_reading",
    "zone_readings",
]

AOE: Final = "AoE"
"""Anywhere on Earth: the last place on Earth to end a day, UTC-12 (IEEE 802.16 usage; no IANA name)."""

_OFFSET: Final = re.compile(r"([+-])([01][0-9]):([0-5][0-9])", re.ASCII)
# No zone has ever changed its clocks twice within a day (tzdata, 2026: never within six days), so that looking once a
# day misses no change. The tests hold this against the tzdata that is installed.
_STEP: Final = timedelta(days=1)
# No zone has ever been further from UTC than this (tzdata, Manila and Metlakatla before 1868: under 16 hours).
_WIDEST: Final = timedelta(hours=17)

_ABBREVIATIONS: Final = {
    # What people write on calls, and the places they may mean (tzdata, 2026).
    "CET": ("Europe/Paris", "Europe/Rome", "Africa/Tunis", "Africa/Algiers"),
    "CEST": ("Europe/Paris", "Europe/Rome"),
    "EET": ("Europe/Athens", "Africa/Cairo", "Asia/Beirut"),
    "EEST": ("Europe/Athens", "Asia/Beirut"),
    "WET": ("Europe/Lisbon", "Africa/Casablanca"),
    "WEST": ("Europe/Lisbon",),
    "GMT": ("UTC", "Europe/London", "Africa/Abidjan"),
    "BST": ("Europe/London",),
    "MET": ("Europe/Paris",),
    "EST": ("America/New_York", "America/Panama"),
    "EDT": ("America/New_York",),
    "PT": ("America/Los_Angeles", "Europe/Lisbon"),
    "PST": ("America/Los_Angeles",),
    "TRT": ("Europe/Istanbul",),
    "EGYPT": ("Africa/Cairo",),
    "TURKEY": ("Europe/Istanbul",),
    "PORTUGAL": ("Europe/Lisbon",),
    "Z": ("UTC",),
}


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """List the Area/Location names of tzdata.

    Read from the tzdata package, so that the same names are known on every machine. A name without a slash (CET, EST,
    Egypt) is no place, and Etc is no area.
    """
    from pkgutil import get_data  # not needed before a zone is named; importlib.resources takes three times as long

    listed = get_data("tzdata", "zones")
    if listed is None:
        raise ModuleNotFoundError("the package tzdata must be installed (pip install tzdata): it lists the time zones")
    return frozenset(
        name for name in listed.decode().split() if "/" in name and not name.startswith(("Etc/", "SystemV/"))
    )


def _meaning(given: object, on: date | None) -> str:
    """Say what an abbreviation would mean on a day, where that differs from what it says: CET in June."""
    if not isinstance(given, str) or on is None or given.upper() not in _ABBREVIATIONS:
        return ""
    written = given.upper()
    for name in filter(_is_listed, _ABBREVIATIONS[written]):  # UTC is on no clock of a place
        noon = datetime(on.year, on.month, on.day, 12, tzinfo=tz(name))
        if (then := noon.tzname()) and then.isalpha() and then != written:
            place = name.rpartition("/")[2].replace("_", " ")
            return f"; on {on.isoformat()} clocks in {place} show {then}: name {name!r}, or give both offsets"
    return ""


def _candidates(given: object) -> str:
    if not isinstance(given, str):
        return ""
    found: Iterable[str] = _ABBREVIATIONS.get(given.upper(), ())
    if not found:
        ending = given.rpartition("/")[2].replace(" ", "_").lower()
        found = sorted(name for name in zone_names() if name.rpartition("/")[2].lower() == ending)
    if not found and _is_newer(given):
        return " (this machine knows it, the package tzdata does not yet: pip install --upgrade tzdata)"
    return f" (did you mean {' or '.join(map(repr, found))}?)" if found else ""


def _is_newer(given: str) -> bool:
    """Tell whether a name that tzdata does not list is a place to the machine's own database."""
    if given.partition("/")[0] not in {name.partition("/")[0] for name in zone_names()}:
        return False
    try:
        ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_listed(given: str) -> bool:
    try:
        return given in zone_names()
    except ModuleNotFoundError as e:
        raise ModuleNotFoundError(f"{e}, and {given!r} was asked for") from None


def time_zone_name(given: str) -> str:
    """Check the zone of a place: an Area/Location name that tzdata lists.

    Raises:
        InvalidValue: It is an abbreviation, an offset, UTC, or not listed; the message names candidates.

    >>> time_zone_name("Africa/Casablanca")
    'Africa/Casablanca'
    """
    if not isinstance(given, str) or not _is_listed(given):
        raise InvalidValue(
            f"'time_zone' must be an IANA time zone such as 'Europe/Paris', got {shown(given)}{_candidates(given)}",
            given,
        )
    return given


def optional_time_zone_name(given: str | None) -> str | None:
    """Check the zone of a place that may be missing."""
    return None if given is None else time_zone_name(given)


def zone_reading(given: str, *, on: date | None = None) -> str:
    """Check one zone on whose clock something is read, as `zone_readings` checks several."""
    if not isinstance(given, str) or not (given in ("UTC", AOE) or _offset(given) is not None or _is_listed(given)):
        raise InvalidValue(
            "'zone' must be an IANA time zone such as 'Europe/Paris', 'UTC', 'AoE' or an offset that the call "
            f"states such as '+01:00', got {shown(given)}{_candidates(given)}{_meaning(given, on)}",
            given,
        )
    return given


def zone_readings(given: str | Iterable[str] | None, *, on: date | None = None) -> tuple[str, ...]:
    """Check how a limit may be read: one zone, several candidates, or none stated.

    A zone is an Area/Location name that tzdata lists, ``UTC``, ``AoE``, or an offset stated by the call, from
    ``-12:00`` to ``+14:00``.

    Args:
        given: One zone, or several candidates.
        on: The day of the limit, for a message about an abbreviation that is wrong on that day.

    Raises:
        InvalidValue: An abbreviation or another unknown name, or one given twice.
    """
    if given is None:
        return ()
    if not isinstance(given, Iterable):
        raise InvalidValue(f"'zone' must be a time zone such as 'Europe/Paris', or several, got {shown(given)}", given)
    readings = (given,) if isinstance(given, str) else tuple(given)
    for reading in readings:
        zone_reading(reading, on=on)
    if len(set(readings)) < len(readings):
        raise InvalidValue(
            f"each zone must be given once such as ['+01:00', '+02:00'], got {shown(list(readings))}", given
        )
    return readings


def _offset(zone: str) -> timedelta | None:
    match = _OFFSET.fullmatch(zone)
    if not match:
        return None
    sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(f"{sign}{hours}"), minutes=int(f"{sign}{minutes}"))
    return offset if timedelta(hours=-12) <= offset <= timedelta(hours=14) else None


def tz(zone: str) -> tzinfo:
    """Give the `tzinfo` of a zone that was checked.

    Raises:
        NotFound: This machine does not have it: it was checked on another one, by a newer tzdata.
    """
    if zone == "UTC":
        return UTC
    if zone == AOE:
        return timezone(timedelta(hours=-12))
    offset = _offset(zone)
    if offset is not None:
        return timezone(offset)
    try:
        return ZoneInfo(zone)
    except ZoneInfoNotFoundError:
        raise NotFound(
            f"this machine must know the time zone {zone!r}: install a newer tzdata (pip install --upgrade tzdata)",
            zone,
        ) from None


def _spells(day: date, zone: tzinfo) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Walk the spells of constant offset around a day: first instant, first instant after, offset from UTC."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    start = midnight - _WIDEST
    end = midnight + timedelta(days=1) + _WIDEST

    def offset(at: datetime) -> timedelta:
        return at.astimezone(zone).utcoffset() or timedelta(0)

    spell, at, current = start, start, offset(start)
    while at < end:
        later = min(at + _STEP, end)
        following = offset(later)
        if following != current:
            low, high = at, later
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if offset(middle) == current else (low, middle)
            yield spell, high, current
            spell, current = high, following
        at = later
    yield spell, end, current


def day_ends(day: date, zone: str) -> datetime:
    """Find the first instant after which a day is over for good in a zone, in UTC.

    Where clocks go back over midnight the day is over only the second time; where they skip midnight it is over at
    the skip.

    Args:
        day: The day, from 0001-01-03 to 9999-12-29.
        zone: A zone as `zone_readings` takes it.

    Raises:
        InvalidDate: The zone skipped that day.

    >>> from datetime import date
    >>> day_ends(date(2025, 3, 29), "Asia/Beirut")  # clocks went from 00:00 to 01:00
    datetime.datetime(2025, 3, 29, 22, 0, tzinfo=datetime.timezone.utc)
    """
    return _day(day, zone)[1]


def day_begins(day: date, zone: str) -> datetime:
    """Find the first instant of a day in a zone, in UTC.

    Raises:
        InvalidDate: The zone skipped that day.
    """
    return _day(day, zone)[0]


@lru_cache(maxsize=1024)
def _day(day: date, zone: str) -> tuple[datetime, datetime]:
    if not date(1, 1, 3) <= day <= date(9999, 12, 29):
        raise InvalidDate(f"a day read in a zone must lie in the years 1 to 9999 such as 2020-01-31, got {day}", day)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    pieces = [
        (max(start, midnight - offset), min(end, midnight + timedelta(days=1) - offset))
        for start, end, offset in _spells(day, tz(zone))
    ]
    pieces = [(start, end) for start, end in pieces if start < end]
    if not pieces:
        raise InvalidDate(f"{day} must be a day that {zone} has: clocks there skipped it", day)
    return pieces[0][0], pieces[-1][1]


def hour_falls(local: datetime, zone: str, fold: int | None = None) -> datetime:
    """Find the instant of a local hour in a zone, in UTC.

    Args:
        local: The clock time, without a zone.
        zone: A zone as `zone_readings` takes it.
        fold: Which of two, 0 for the first and 1 for the second, when clocks went back over that hour.

    Raises:
        InvalidDate: The hour does not exist there, or it exists twice and *fold* does not say which.
    """
    if not date(1, 1, 3) <= local.date() <= date(9999, 12, 29):
        raise InvalidDate(f"an hour read in a zone must lie in the years 1 to 9999, got {local.isoformat()}", local)
    area = tz(zone)
    found = sorted(
        {
            at
            for which in (0, 1)
            if (at := local.replace(tzinfo=area, fold=which).astimezone(UTC)).astimezone(area).replace(tzinfo=None)
            == local
        }
    )
    if not found:
        raise InvalidDate(
            f"{local.isoformat(timespec='minutes')} must be an hour that {zone} has: clocks there skipped it", local
        )
    if len(found) == 2 and fold is None:
        raise InvalidDate(
            f"{local.isoformat(timespec='minutes')} comes twice in {zone}: 'fold' must say which, 0 for the first or "
            "1 for the second",
            local,
        )
    return found[fold or 0] if len(found) == 2 else found[0]


def wall_clock(local: datetime, zone: str) -> datetime:
    """Find the instant of a time on a wall clock, in UTC: the first of two; as much later as clocks skipped.

    For times that may give way a little, such as reminders; limits use `hour_falls`, which refuses.
    """
    return local.replace(tzinfo=tz(zone), fold=0).astimezone(UTC)
