"""Text in calendars: cleaned, escaped, and with no way to add a line.

icalendar 7.3 lets control characters through, turns a backslash before N into a line break, and leaves NAME and X-
properties unescaped; this text escapes itself (RFC 5545 section 3.3.11).
"""

from __future__ import annotations

import re
from typing import Any, Final, Self
from unicodedata import normalize

from icalendar import vText

__all__ = ["CalendarText", "clean", "one_line"]

# Every character that some reader takes for a line break becomes one. Other controls that RFC 5545 section 3.1 forbids
# are deleted, with the byte order mark and lone surrogates; the tab is allowed there.
_BREAKS: Final = dict.fromkeys(map(ord, "\r\v\f\x85\u2028\u2029"), "\n")
_DELETED: Final = {
    **dict.fromkeys(code for code in range(0x20) if chr(code) not in "\t\n\r\v\f"),
    **dict.fromkeys(range(0xD800, 0xE000)),
    **dict.fromkeys((0x7F, 0xFEFF)),
}
# To look for them first is much quicker, and most text has none.
_UNCLEAN: Final = re.compile("[" + "".join(map(re.escape, map(chr, [*_BREAKS, *_DELETED]))) + "]")


def clean(text: str) -> str:
    r"""Make text safe for every reader: NFC, line breaks of one kind, no control characters, BOM or lone surrogates.

    >>> clean("one\r\ntwo\x00")
    'one\ntwo'
    """
    if _UNCLEAN.search(text):
        text = text.replace("\r\n", "\n").translate(_BREAKS).translate(_DELETED)
    return text if text.isascii() else normalize("NFC", text)


def one_line(text: str) -> str:
    """Clean text and put it on one line, for titles and places: some readers refuse an escaped break there."""
    return " ".join(clean(text).replace("\t", " ").split("\n")).strip(" ")


class CalendarText(vText):
    """Text that escapes itself."""

    def __new__(cls, value: str, *args: Any, **kwargs: Any) -> Self:
        """Clean the text first, so that what is read back equals it."""
        return super().__new__(cls, clean(value), *args, **kwargs)

    def to_ical(self) -> bytes:
        """Escape backslashes, semicolons, commas and line breaks."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode("utf-8")
