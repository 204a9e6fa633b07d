"""Content lines: folded so that no reader loses a character or a feed (RFC 5545 section 3.1)."""

from __future__ import annotations

from typing import Final

from icalendar import Calendar

__all__ = ["FoldingCalendar", "folded"]

_ROOM: Final = 74
"""How many octets a line holds beside the space that begins a continuation: 75 in all."""


class FoldingCalendar(Calendar):
    r"""A calendar that folds its lines itself.

    icalendar 7.3 folds between the two backslashes that stand for one, and Google drops the whole of a feed in which an
    escape is split (https://github.com/collective/icalendar/issues/1501).
    """

    def to_ical(self, sorted: bool = True) -> bytes:
        """Write the calendar with all its components."""
        return b"".join(folded(str(line)) + b"\r\n" for line in self.content_lines(sorted=sorted) if line)


def folded(line: str) -> bytes:
    r"""Fold a line to 75 octets, never inside a character, nor between a backslash or a caret and what it escapes.

    >>> folded("SUMMARY:" + "x" * 65 + r"\, y")
    b'SUMMARY:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n \\, y'
    """
    data = line.encode("utf-8")
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
