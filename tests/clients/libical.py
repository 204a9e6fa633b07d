"""libical, the engine of GNOME, Evolution and KDE: called through ctypes, from Debian's package libical3."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from ctypes.util import find_library
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar, Final

from .client import Absent, Client
from .event import Event

__all__ = ["LibIcal"]

_TEXT: Final = ctypes.c_char_p
_POINTER: Final = ctypes.c_void_p
_NUMBER: Final = ctypes.c_int


class Time(ctypes.Structure):
    """What icaltime.h calls ``struct icaltimetype``."""

    _fields_: ClassVar = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_dst")),
        ("zone", ctypes.c_void_p),
    ]


# Name, result, arguments: as the headers of libical 3.0 declare them.
_FUNCTIONS: Final[Sequence[tuple[str, Any, Sequence[Any]]]] = (
    ("icalparser_parse_string", _POINTER, [_TEXT]),
    ("icalcomponent_free", None, [_POINTER]),
    ("icalcomponent_string_to_kind", _NUMBER, [_TEXT]),
    ("icalcomponent_get_first_component", _POINTER, [_POINTER, _NUMBER]),
    ("icalcomponent_get_next_component", _POINTER, [_POINTER, _NUMBER]),
    ("icalcomponent_count_errors", _NUMBER, [_POINTER]),
    ("icalcomponent_get_uid", _TEXT, [_POINTER]),
    ("icalcomponent_get_summary", _TEXT, [_POINTER]),
    ("icalcomponent_get_location", _TEXT, [_POINTER]),
    ("icalcomponent_get_description", _TEXT, [_POINTER]),
    ("icalcomponent_get_sequence", _NUMBER, [_POINTER]),
    ("icalcomponent_get_status", _NUMBER, [_POINTER]),
    ("icalcomponent_get_dtstart", Time, [_POINTER]),
    ("icalcomponent_get_dtend", Time, [_POINTER]),
    ("icalproperty_string_to_kind", _NUMBER, [_TEXT]),
    ("icalcomponent_get_first_property", _POINTER, [_POINTER, _NUMBER]),
    ("icalproperty_get_value_as_string", _TEXT, [_POINTER]),
    ("icalproperty_status_to_string", _TEXT, [_NUMBER]),
    ("icalrestriction_check", _NUMBER, [_POINTER]),
    ("icaltime_convert_to_zone", Time, [Time, _POINTER]),
    ("icaltimezone_get_utc_timezone", _POINTER, []),
    ("icaltimezone_new", _POINTER, []),
    ("icaltimezone_free", None, [_POINTER, _NUMBER]),
    ("icaltimezone_set_component", _NUMBER, [_POINTER, _POINTER]),
    ("icaltimezone_get_utc_offset", _NUMBER, [_POINTER, ctypes.POINTER(Time), ctypes.POINTER(ctypes.c_int)]),
    (
        "icaltimezone_get_utc_offset_of_utc_time",
        _NUMBER,
        [_POINTER, ctypes.POINTER(Time), ctypes.POINTER(ctypes.c_int)],
    ),
    ("icalcomponent_new_clone", _POINTER, [_POINTER]),
)


class LibIcal(Client):
    """libical: what it finds fault with, in syntax or in what RFC 5545 allows, is not read."""

    name = "libical"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        found = find_library("ical")
        if found is None:
            raise Absent("libical is not on this machine: apt-get install libical3")
        self.library = ctypes.CDLL(found)
        # It does not say which it is: the name of its file does, on Linux.
        maps = Path("/proc/self/maps")
        mapped = re.search(rf"\S*/{re.escape(found)}\S*", maps.read_text(encoding="utf-8") if maps.exists() else "")
        self.version = (mapped[0] if mapped else found).rpartition(".so.")[2]
        for name, result, arguments in _FUNCTIONS:
            function = getattr(self.library, name)
            function.restype, function.argtypes = result, arguments
        self.utc = self.library.icaltimezone_get_utc_timezone()

    def read(self, data: bytes) -> list[Event]:
        calendar = self.library.icalparser_parse_string(data)
        try:
            assert calendar, "libical reads nothing"
            assert self.library.icalcomponent_count_errors(calendar) == 0
            assert self.library.icalrestriction_check(calendar) == 1
            return [self._event(one) for one in self._components(calendar, b"VEVENT")]
        finally:
            self.library.icalcomponent_free(calendar)

    @staticmethod
    def shown(text: str) -> str:
        """Tell how it shows a text: without spaces at its end."""
        return text.rstrip(" ")

    def _components(self, calendar: int, kind: bytes) -> Iterator[int]:
        number = self.library.icalcomponent_string_to_kind(kind)
        one = self.library.icalcomponent_get_first_component(calendar, number)
        while one:
            yield one
            one = self.library.icalcomponent_get_next_component(calendar, number)

    def _event(self, one: int) -> Event:
        def text(function: Callable[[int], bytes | None]) -> str:
            return (function(one) or b"").decode()

        library = self.library
        return Event(
            uid=text(library.icalcomponent_get_uid),
            start=self._date(library.icalcomponent_get_dtstart(one)),
            end=self._date(library.icalcomponent_get_dtend(one)),
            title=text(library.icalcomponent_get_summary),
            status=library.icalproperty_status_to_string(library.icalcomponent_get_status(one)).decode(),
            sequence=library.icalcomponent_get_sequence(one),
            place=text(library.icalcomponent_get_location),
            description=text(library.icalcomponent_get_description),
            busy=self._value(one, b"TRANSP") == "OPAQUE",
            whole=self._value(one, b"RELATED-TO"),
        )

    def _value(self, one: int, name: bytes) -> str:
        kind = self.library.icalproperty_string_to_kind(name)
        found = self.library.icalcomponent_get_first_property(one, kind)
        return self.library.icalproperty_get_value_as_string(found).decode() if found else ""

    def _date(self, time: Time) -> date:
        if time.is_date:
            return date(time.year, time.month, time.day)
        assert time.zone, "libical reads a time without a zone"
        utc = self.library.icaltime_convert_to_zone(time, self.utc)
        return datetime(utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second, tzinfo=UTC)

    def offsets(self, data: bytes, times: Sequence[datetime]) -> list[int]:
        """Give the offset from UTC, in seconds, that the only VTIMEZONE of a file has at local times."""
        return self._offsets(self.library.icaltimezone_get_utc_offset, data, times)

    def offsets_of_instants(self, data: bytes, times: Sequence[datetime]) -> list[int]:
        """Give the offset from UTC, in seconds, that the only VTIMEZONE of a file has at instants in UTC."""
        return self._offsets(self.library.icaltimezone_get_utc_offset_of_utc_time, data, times)

    def _offsets(self, function: Callable[..., int], data: bytes, times: Sequence[datetime]) -> list[int]:
        calendar = self.library.icalparser_parse_string(data)
        (component,) = self._components(calendar, b"VTIMEZONE")
        zone = self.library.icaltimezone_new()
        try:
            assert self.library.icaltimezone_set_component(zone, self.library.icalcomponent_new_clone(component))
            found = []
            for at in times:
                time = Time(at.year, at.month, at.day, at.hour, at.minute, at.second)
                found.append(function(zone, ctypes.byref(time), None))
            return found
        finally:
            self.library.icaltimezone_free(zone, 1)
            self.library.icalcomponent_free(calendar)
