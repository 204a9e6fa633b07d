"""Lettering: how wide text is, and how it is cut into lines, without a font to measure with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, takewhile
from typing import Final
from unicodedata import bidirectional, category, east_asian_width

__all__ = ["SEPARATOR", "columns", "isolated", "lines", "paragraph", "pixels", "tidy"]

SEPARATOR: Final = " · "
"""What stands between parts of a line."""

# What changes the order of all that follows it (Unicode Standard Annex 9, section 2), and the byte order mark.
_REORDERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
# Surrogates and what is no character: the rest of what XML 1.0 leaves out (section 2.2), beside the controls.
_FOREIGN_TO_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FIRST_STRONG: Final = "\u2068"
_POP: Final = "\u2069"
_JOINER: Final = "\u200d"
_ELLIPSIS: Final = "…"


def tidy(text: str) -> str:
    r"""Put text on one line that XML can hold, without what is not seen but changes what is.

    >>> tidy(" nul\x00bell\x07 \u202eabc\n")
    'nul bell abc'
    """
    seen = (
        " " if category(one) in ("Cc", "Zl", "Zp") else one
        for one in _FOREIGN_TO_XML.sub("", text)
        if one not in _REORDERING
    )
    return re.sub(" +", " ", "".join(seen)).strip(" ")


def isolated(text: str, *, in_right_to_left: bool = False) -> str:
    """Keep text together that may be read the other way than what stands around it, and leave that alone (UAX 9)."""
    if (text and in_right_to_left) or any(bidirectional(one) in ("R", "AL") for one in text):
        return f"{_FIRST_STRONG}{text}{_POP}"
    return text


def columns(text: str) -> int:
    """Count the columns that text takes where every letter has one: two for wide letters (UAX 11), none for marks.

    >>> columns("Bologna"), columns("東京"), columns("e\u0301")
    (7, 4, 1)
    """
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text if not _is_mark(one))


def pixels(text: str, size: float) -> float:
    """Estimate how wide text is in a sans-serif font of a size, rather too much than too little."""
    return size * sum(map(_ems, text))


def lines(text: str, width: float, size: float, most: int) -> list[str]:
    """Cut text into lines of a width; what does not fit on so many of them is left out behind an ellipsis.

    >>> lines("Agency for Sustainable Cities", 120, 16, 2)
    ['Agency for', 'Sustainable…']
    """
    found = [""]
    for piece in _pieces(text, width, size):
        joined = found[-1] + piece
        if pixels(joined.rstrip(" "), size) <= width:
            found[-1] = joined
        elif len(found) < most:
            found.append(piece.lstrip(" "))
        else:
            found[-1] = _shortened(joined, width, size)
            break
    return [line.strip(" ") for line in found]


def paragraph(
    parts: Iterable[str], width: float, size: float, most: int, *, in_right_to_left: bool = False
) -> list[str]:
    """Put parts on lines of a width, several on a line where they fit; each is cut by itself into so many lines.

    >>> paragraph(["March 2020", "Bologna", "to be confirmed"], 150, 14, 2)
    ['March 2020 · Bologna', 'to be confirmed']
    """
    found: list[str] = []
    for part in parts:
        cut = [isolated(line, in_right_to_left=in_right_to_left) for line in lines(part, width, size, most)]
        joined = SEPARATOR.join([*found[-1:], cut[0]])
        if found and len(cut) == 1 and pixels(joined, size) <= width:
            found[-1] = joined
        else:
            found += cut
    return found


def _shortened(text: str, width: float, size: float) -> str:
    starts = takewhile(lambda start: pixels(start + _ELLIPSIS, size) <= width, accumulate(_clusters(text)))
    return max(starts, key=len, default="").rstrip(" ") + _ELLIPSIS


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    """Yield what is not to be torn apart: words, each with the space before it; letters, where a word is too long."""
    for word in re.findall(" ?[^ ]+", text):
        if pixels(word.strip(" "), size) > width or any(east_asian_width(one) in "WF" for one in word):
            yield from _clusters(word)
        else:
            yield word


def _clusters(text: str) -> Iterator[str]:
    """Yield letters, each with its marks and with what it is joined to."""
    cluster = ""
    for one in text:
        if cluster and not _is_mark(one) and not cluster.endswith(_JOINER):
            yield cluster
            cluster = ""
        cluster += one
    yield cluster


def _is_mark(one: str) -> bool:
    return category(one) in ("Mn", "Me", "Cf")


def _ems(one: str) -> float:
    """Estimate the width of one letter, as a part of the size of its font."""
    if _is_mark(one):
        return 0
    if east_asian_width(one) in "WF" or category(one) == "So":
        return 1.3 if category(one) == "So" else 1.0
    if one in "iljtfrI.,:;'’|!()[] \u00a0\u202f·":
        return 0.36
    if one in "mwMW@%—…&":
        return 0.95
    return 0.7 if one.isupper() else 0.57
