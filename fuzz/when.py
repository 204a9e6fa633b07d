"""Dates: whatever text comes is refused with `InvalidDate`, or is a value that its own text says again.

An input is a text, or two on a line each: then what is said of the two must agree.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Final

from harness import check, check_line, main

from metroworkshops import Days, InvalidDate, Truth, When
from metroworkshops.documents import dumps, loads
from metroworkshops.words import languages, when

_WRITTEN: Final = re.compile(r"[0-9TX:~?%/.,{}\[\] -]+", re.ASCII)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LANGUAGES: Final = languages()


def _parsed(text: str) -> When | None:
    try:
        return When.parse(text)
    except InvalidDate as e:
        check(e, 500)
        return None


def _check_one(text: str, stated: When) -> None:
    assert _WRITTEN.fullmatch(text), f"{text!r} holds what no date does"
    again = When.parse(str(stated))
    assert again == stated
    assert str(again) == str(stated)
    assert loads(dumps(stated)) == stated
    assert stated.before(stated) is not Truth.YES
    assert stated.narrows(stated)
    earliest, latest = stated.earliest or date.min, stated.latest or date.max
    assert earliest <= latest
    # As Python's own library reads them, and wherever in the text they stand.
    assert all(earliest <= date.fromisoformat(day) <= latest for day in _DAY.findall(text))
    if isinstance(stated, Days):
        assert (stated.first, stated.last) == (earliest, latest)
        assert all(span.first <= span.last for span in stated.spans)
        assert all(before.last <= after.first for before, after in pairwise(stated.spans))
    check_line(when(stated, _LANGUAGES[len(text) % len(_LANGUAGES)]))


def _check_two(one: When, other: When) -> None:
    before, after = one.before(other), one.after(other)
    assert (after, before) == (other.before(one), other.after(one))
    apart = Truth.YES in (before, after)
    assert not before is after is Truth.YES
    meet, contains = one.overlaps(other), one.contains(other)
    assert meet is other.overlaps(one)
    assert one.clashes_with(other) is other.clashes_with(one)
    if apart or contains is Truth.YES:
        assert meet in (Truth.of(not apart), Truth.UNKNOWN)  # of many windows it may stay unknown
    if one.narrows(other) and other.narrows(one):
        assert (one.earliest, one.latest) == (other.earliest, other.latest)


def try_one(data: bytes) -> None:
    """Read a date or two, and ask what they say."""
    found: list[When] = []
    for text in data.decode("utf-8", "surrogateescape").split("\n", 1):
        stated = _parsed(text)
        if stated is not None:
            _check_one(text, stated)
            found.append(stated)
    if len(found) == 2:
        _check_two(*found)


if __name__ == "__main__":
    main(try_one)
