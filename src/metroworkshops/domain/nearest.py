"""The nearest form in EDTF to dates as people write them, for messages alone: nothing is ever read this way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final
from unicodedata import combining, normalize

__all__ = ["nearest"]

_NAMES: Final = {
    # English, then French without accents; months also by their first letters.
    **dict.fromkeys(("january", "janvier"), 1),
    **dict.fromkeys(("february", "fevrier"), 2),
    **dict.fromkeys(("march", "mars"), 3),
    **dict.fromkeys(("april", "avril"), 4),
    **dict.fromkeys(("may", "mai"), 5),
    **dict.fromkeys(("june", "juin"), 6),
    **dict.fromkeys(("july", "juillet"), 7),
    **dict.fromkeys(("august", "aout"), 8),
    **dict.fromkeys(("september", "septembre"), 9),
    **dict.fromkeys(("october", "octobre"), 10),
    **dict.fromkeys(("november", "novembre"), 11),
    **dict.fromkeys(("december", "decembre"), 12),
    **dict.fromkeys(("spring", "printemps"), 21),
    **dict.fromkeys(("summer", "ete"), 22),
    **dict.fromkeys(("autumn", "fall", "automne"), 23),
    **dict.fromkeys(("winter", "hiver"), 24),
}
_EARLY: Final = {
    **dict.fromkeys(("early", "debut", "beginning of"), (1, 10)),
    **dict.fromkeys(("mid", "mi"), (11, 20)),
    **dict.fromkeys(("late", "fin", "end of"), (21, 0)),
}
_FIRST: Final = ("first", "premier", "1er", "1")
_NOTHING: Final = (
    "",
    "tbc",
    "tba",
    "tbd",
    "to be confirmed",
    "to be announced",
    "unknown",
    "a confirmer",
    "a preciser",
)
_NAME: Final = r"([a-z]{3,9})\.?"
_RANGE: Final = re.compile(r" ?(?: - | to | au | a |-(?=[a-z])|(?<=[a-z])-)")


def nearest(text: str) -> str:
    """Name what was probably meant, as the end of a message: " (did you mean '2020-03'?)"; empty where nothing is near.

    What the text leaves open, such as which of two numbers is the month, gives two candidates.

    >>> nearest("31 January 2020"), nearest("03/04/2020")
    (" (did you mean '2020-01-31'?)", " (did you mean '2020-04-03' or '2020-03-04'?)")
    """
    if len(text) > 60:
        return ""  # no date, and a hostile text costs nothing
    plain = normalize("NFD", text.casefold())
    plain = "".join(character for character in plain if not combining(character))
    plain = re.sub(r"\s+", " ", re.sub("[\u2010-\u2015\u2212]", "-", plain)).strip(" .,")
    if plain in _NOTHING:
        return " (did you mean 'XXXX'?)"
    found = list(dict.fromkeys(candidate for candidate in _candidates(plain) if _is_date(candidate)))[:2]
    return f" (did you mean {' or '.join(map(repr, found))}?)" if found else ""


def _is_date(candidate: str) -> bool:
    from .edtf import read
    from .errors import InvalidDate

    try:
        read(candidate)
    except InvalidDate:
        return False
    return True


def _candidates(plain: str) -> Iterator[str]:
    yield from _single(plain)
    yield from _within_a_month(plain)
    parts = _RANGE.split(plain)
    if len(parts) == 2:
        first, last = parts
        if (year := re.search(r"\b[0-9]{4}$", last)) and not re.search(r"\b[0-9]{4}\b", first):
            first = f"{first} {year[0]}"
        for begin in _single(first):
            for end in _single(last):
                yield f"{begin}/{end}"


def _within_a_month(plain: str) -> Iterator[str]:
    """Days of one month: "9 - 13 March 2020", "March 9-13, 2020"."""
    if match := re.fullmatch(rf"([0-9]{{1,2}}) ?(?:-|to|au|and|et) ?([0-9]{{1,2}}) {_NAME} ([0-9]{{4}})", plain):
        first, last, name, year = match.groups()
    elif match := re.fullmatch(rf"{_NAME} ([0-9]{{1,2}}) ?(?:-|to) ?([0-9]{{1,2}}),? ([0-9]{{4}})", plain):
        name, first, last, year = match.groups()
    else:
        return
    if (month := _number(name)) and month <= 12:
        yield f"{year}-{month:02}-{int(first):02}/{year}-{month:02}-{int(last):02}"


def _number(name: str) -> int | None:
    """Find a month or a season by its name, or a month by its first letters."""
    if name in _NAMES:
        return _NAMES[name]
    return next((number for known, number in _NAMES.items() if number <= 12 and known.startswith(name)), None)


def _single(plain: str) -> Iterator[str]:
    for pattern, make in _FORMS:
        if match := re.fullmatch(pattern, plain):
            yield from make(*match.groups())


def _numbers(year: str, month: str, day: str | None = None) -> Iterator[str]:
    yield "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])


def _day_first(first: str, second: str, year: str) -> Iterator[str]:
    yield from _numbers(year, second, first)
    yield from _numbers(year, first, second)


def _named(name: str, year: str) -> Iterator[str]:
    if number := _number(name):
        yield f"{year}-{number:02}"


def _day_of(day: str, name: str, year: str) -> Iterator[str]:
    if (number := _number(name)) and number <= 12:
        yield f"{year}-{number:02}-{int(day):02}"


def _part_of(part: str, name: str, year: str) -> Iterator[str]:
    from .edtf import month_end

    number = _number(name)
    if number and number <= 12:
        first, last = _EARLY[part]
        last = last or month_end(int(year), number).day
        yield f"{year}-{number:02}-{first:02}~/{year}-{number:02}-{last:02}~"


def _quarter(number: str, year: str) -> Iterator[str]:
    yield f"{year}-{32 + int(number)}"


def _half(number: str, year: str) -> Iterator[str]:
    yield f"{year}-{40 if number in _FIRST else 41}"


def _hour(day: str, hour: str, minute: str | None) -> Iterator[str]:
    yield f"{day}T{hour.zfill(2)}:{(minute or '00').zfill(2)}"


_YEAR: Final = "([0-9]{4})"
_PART: Final = "|".join(_EARLY)
_FORMS: Final[tuple[tuple[str, Callable[..., Iterator[str]]], ...]] = (
    (rf"{_YEAR}[-/.]([0-9]{{1,2}})(?:[-/.]([0-9]{{1,2}}))?", _numbers),
    (rf"([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]{_YEAR}", _day_first),
    (rf"{_NAME},? {_YEAR}", _named),
    (rf"([0-9]{{1,2}})(?:st|nd|rd|th|er)? (?:of )?{_NAME},? {_YEAR}", _day_of),
    (rf"{_NAME} ([0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}", lambda name, day, year: _day_of(day, name, year)),
    (rf"({_PART})[- ]{_NAME} {_YEAR}", _part_of),
    (rf"[qt]([1-4])[- ]?{_YEAR}", _quarter),
    (rf"{_YEAR}[- ]?[qt]([1-4])", lambda year, number: _quarter(number, year)),
    (rf"([1-4])(?:er|e|st|nd|rd|th)? (?:quarter|trimestre)(?: of| de)? {_YEAR}", _quarter),
    (rf"[hs]([12])[- ]?{_YEAR}", _half),
    (rf"{_YEAR}[- ]?[hs]([12])", lambda year, number: _half(number, year)),
    (rf"(first|second) half(?: of)? {_YEAR}", _half),
    (rf"(premier|second|deuxieme|1er|2e) semestre(?: de)? {_YEAR}", _half),
    (r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ t,]+([0-9]{1,2}) ?[:h] ?([0-9]{2})?", _hour),
)
"""Ways in which people write dates, without accents and capitals, and what each may mean."""
