"""Content lines: folded so that no reader loses a character or a feed (RFC 5545 section 3.1)."""

from __future__ import annotations

from typing import Any, Final

from icalendar import Calendar

from metroworkshops.domain.errors import InvalidValue, shown

__all__ = ["FoldingCalendar", "folded"]

_ROOM: Final = 74
"""How many octets a line holds beside the space that begins a continuation: 75 in all."""


class FoldingCalendar(Calendar):
    r"""A calendar that folds its lines itself.

    icalendar 7.3 folds between the two backslashes that stand for one, and Google drops the whole of a feed in which an
    escape is split (https://github.com/collective/icalendar/issues/1501).
    """

    def to_ical(self, sorted: bool = True) -> bytes:
        """Write the calendar with all its components.

        Raises:
            InvalidValue: A value that a host added writes a line break, which would begin another line.
        """
        return b"".join(_line(name, value, sorted) for name, value in self.property_items(sorted=sorted))


def _line(name: str, value: Any, sorted: bool) -> bytes:
    """Write a property as a content line, with its end."""
    written = value if isinstance(value, bytes) else value.to_ical()
    if isinstance(written, str):
        written = written.encode("utf-8")
    parameters = getattr(value, "params", None)
    if parameters and (more := parameters.to_ical(sorted=sorted)):
        line = b"%b;%b:%b" % (name.encode("utf-8"), more, written)
    else:
        line = b"%b:%b" % (name.encode("utf-8"), written)
    if b"\n" in line or b"\r" in line:
        raise InvalidValue(f"a property must be written without line breaks, got {name} with {shown(written)}", value)
    return (line if len(line) <= _ROOM else folded(line)) + b"\r\n"


def folded(data: bytes) -> bytes:
    r"""Fold a line to 75 octets, never inside a character, nor between a backslash or a caret and what it escapes.

    >>> folded(b"SUMMARY:" + b"x" * 65 + rb"\, y")
    b'SUMMARY:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n \\, y'
    """
    pieces: list[bytes] = []
    start = 0
    while len(data) - start > _ROOM:
        end = start + _ROOM
        while data[end] & 0xC0 == 0x80:
            end -= 1
        for mark in b"^\\":
            before = data[start:end]
            # An odd number of them: the last begins an escape.
            if (len(before) - len(before.rstrip(bytes((mark,))))) % 2:
                end -= 1
        pieces.append(data[start:end])
        start = end
    pieces.append(data[start:])
    return b"\r\n ".join(pieces)
