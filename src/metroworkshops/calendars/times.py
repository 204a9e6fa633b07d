"""Times in calendars: whole days, instants in UTC, and local times with the name of their zone, written as they are.

icalendar 7.3 writes the thirteen zones that share their clocks with UTC (Dakar, Abidjan, Reykjavik...) as UTC, and the
wall clock would be lost when the law changes; and it looks for the zone of every value that it is given.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from icalendar import Parameters, vDDDTypes

__all__ = ["clock_time", "day", "instant", "local_time"]


class _Written(vDDDTypes):
    """A value of icalendar with its text."""

    def __init__(self, value: date, text: str, **parameters: str) -> None:  # its parent's would look for a zone
        self.dt = value
        self.params = Parameters(parameters)
        self._text = text

    def to_ical(self) -> bytes:
        return self._text.encode("ascii")


class _ClockTime(_Written):
    def __init__(self, local: datetime) -> None:
        super().__init__(local, _compact(local), TZID=str(local.tzinfo))
        self._local = local.replace(tzinfo=None).isoformat(timespec="seconds")

    def to_jcal(self, name: str) -> list[Any]:
        return [name, self.params.to_jcal(), "date-time", self._local]


def day(value: date) -> vDDDTypes:
    """Write a whole day (RFC 5545 section 3.3.4).

    >>> day(date(2020, 3, 9)).to_ical()
    b'20200309'
    """
    return _Written(value, value.isoformat().replace("-", ""), VALUE="DATE")


def instant(at: datetime) -> vDDDTypes:
    """Write an instant in UTC, to the second (RFC 5545 section 3.3.5, form 2).

    >>> instant(datetime(2020, 3, 9, 12, tzinfo=UTC)).to_ical()
    b'20200309T120000Z'
    """
    utc = at.astimezone(UTC)
    return _Written(utc, f"{_compact(utc)}Z")


def local_time(local: datetime) -> vDDDTypes:
    """Write a local time without a zone, as the rules of a zone have them (RFC 5545 section 3.6.5).

    >>> local_time(datetime(2020, 3, 29, 2)).to_ical()
    b'20200329T020000'
    """
    return _Written(local, _compact(local))


def clock_time(local: datetime) -> vDDDTypes:
    """Write a local time, to the second, with the name of its zone (RFC 5545 section 3.3.5, form 3).

    >>> from zoneinfo import ZoneInfo
    >>> written = clock_time(datetime(2020, 3, 9, 12, tzinfo=ZoneInfo("Africa/Dakar")))
    >>> written.to_ical(), written.params["TZID"]
    (b'20200309T120000', 'Africa/Dakar')
    """
    return _ClockTime(local)


def _compact(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="seconds").replace("-", "").replace(":", "")
