"""Dates as parts of a sentence: the year said once, and prepositions in the form that the date after them asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from babel import Locale

from metroworkshops.domain.edtf import Form, StatedDate, Unit
from metroworkshops.domain.value import Named
from metroworkshops.domain.when import Days, When

from .catalogue import Catalogue, catalogue_for
from .dates import day_by, day_patterns, hour, hours, when
from .lists import both
from .locale import locale_for

__all__ = ["Shape", "clock_times", "dated", "days_list", "from_to", "in_a_sentence", "said", "shape", "together"]

# Stands before each date while a sentence is put together, so that a contraction is never made in a title or a name.
# Unicode keeps it for the inside of programs (The Unicode Standard, section 23.7).
_MARK: Final = "\ufdd0"

# How the words before a date change with it, for the languages where they do: a translator writes "de {before}".
# French: Académie française, "du" and "au" for days, elision before vowels.
# Italian: Treccani, "preposizioni articolate" and "D eufonica": years have an article too, elided before 8 and 11.
_DAY: Final = rf"{_MARK}(?=\d\d?(?!\d))"
_VOWEL: Final = rf"{_MARK}(?=(?:8|11)(?!\d))"
_DIGIT: Final = rf"{_MARK}(?=\d)"
_CONTRACTIONS: Final = {
    "fr": (
        (re.compile(rf"\b([Dd])e {_DAY}"), rf"\1u {_MARK}"),
        (re.compile(rf"\bà {_DAY}"), f"au {_MARK}"),
        (re.compile(rf"\b([Dd])e {_MARK}(?=[ao])"), rf"\1’{_MARK}"),
    ),
    "it": (
        (re.compile(rf"\b([Dd]a|[Aa]) {_VOWEL}"), rf"\1ll’{_MARK}"),
        (re.compile(rf"\b([Dd])i {_VOWEL}"), rf"\1ell’{_MARK}"),
        (re.compile(rf"\bil {_VOWEL}"), f"l’{_MARK}"),
        (re.compile(rf"\b([Dd]a|[Aa]) {_DIGIT}"), rf"\1l {_MARK}"),
        (re.compile(rf"\b([Dd])i {_DIGIT}"), rf"\1el {_MARK}"),
        (re.compile(rf"\b([Aa]) {_MARK}(?=a)"), rf"\1d {_MARK}"),
    ),
}


class Shape(Named):
    """How dates fit into a sentence."""

    POINT = "point"
    """One day, month or year, or a range of months or years: it may follow "from" or "to"."""
    RUN = "run"
    """Several days in a row: "from" and "to" may be said of it already."""
    OTHER = "other"
    """Anything else: it can only stand by itself."""


def shape(value: When) -> Shape:
    """Tell how dates fit into a sentence.

    >>> shape(When.parse("2020-03")), shape(When.parse("2020-03-09/2020-03-13"))
    (Shape.POINT, Shape.RUN)
    """
    stated = [one for one in value.dates if one is not None]
    if len(stated) != len(value.dates) or any(one.mark or one.clock or one.until for one in stated):
        return Shape.OTHER
    units = {one.unit for one in stated}
    if value.form is Form.DATE and units <= {Unit.DAY, Unit.MONTH, Unit.YEAR}:
        return Shape.POINT
    if value.form is Form.INTERVAL and units in ({Unit.MONTH}, {Unit.YEAR}):
        return Shape.POINT
    return Shape.RUN if value.form is Form.INTERVAL and units == {Unit.DAY} else Shape.OTHER


def said(code: str, language: str | Catalogue, /, *, n: int | None = None, **values: object) -> str:
    """Say a message in which dates are filled in, with the prepositions before them in the form that they ask for.

    >>> said("change-later", "fr", before=in_a_sentence("2020-10", "fr"), now=in_a_sentence("2021-03-09", "fr"))
    'reportée d’octobre 2020 au 9 mars 2021'
    """
    catalogue = catalogue_for(language)
    sentence = catalogue.say(code, n=n, **values)
    for pattern, form in _CONTRACTIONS.get(catalogue.language.partition("-")[0], ()):
        sentence = pattern.sub(form, sentence)
    return sentence.replace(_MARK, "")


def together(clauses: Sequence[str], language: str | Catalogue) -> str:
    """Join clauses on one line."""
    first, *others = clauses
    for clause in others:
        first = catalogue_for(language).say("change-and", first=first, second=clause)
    return first


def in_a_sentence(value: When | str, language: str | Catalogue) -> str:
    """Put dates into words that `said` fills into a sentence."""
    return _phrase(When.parse(value) if isinstance(value, str) else value, language)


def dated(words: str) -> str:
    """Take words that begin with a date, which `said` fills into a sentence."""
    return f"{_MARK}{words}"


def from_to(before: When, now: When, language: str | Catalogue) -> tuple[str, str]:
    """Put the dates of a move into words; a year that both share is said once, where it is said last.

    Not when they are earlier now: "from October to March 2020" would start in another year.
    """
    once = _year_of(before) is not None and _year_of(before) == _year_of(now) and before.sort_key < now.sort_key
    return _phrase(before, language, year=not once), _phrase(now, language)


def days_list(values: Sequence[When], language: str | Catalogue) -> str:
    """List dates; a year that all share is said once, where it is said last."""
    years = {_year_of(one) for one in values}
    once = len(years) == 1 and None not in years
    return both([_phrase(one, language, year=one is values[-1] or not once, listed=True) for one in values], language)


def clock_times(value: When, language: str | Catalogue) -> str | None:
    """Put the clock times of one day into words, without the day; None when it has none, or is several days."""
    if not isinstance(value, Days) or len(value.spans) != 1 or value.first != value.last:
        return None
    (span,) = value.spans
    if span.opens is None:
        return None
    locale = locale_for(language)
    return hour(span.opens, locale) if span.closes is None else hours(span.opens, span.closes, locale)


def _year_of(value: When) -> int | None:
    """Give the year of dates that lie in one and are said with it at their end; None for others."""
    stated = [one for one in value.dates if one is not None]
    if shape(value) is Shape.OTHER or any(one.unit is Unit.YEAR for one in stated):
        return None
    years = {year for one in stated for year in (one.first.year, one.last.year)}
    return years.pop() if len(years) == 1 else None


def _phrase(value: When, language: str | Catalogue, *, year: bool = True, listed: bool = False) -> str:
    locale = locale_for(language)
    form = shape(value)
    stated = [one for one in value.dates if one is not None]
    if form is Shape.RUN and (ends := _ends(stated[0].first, stated[-1].last, locale, year=year)):
        first, separator, last = ends
        if listed:
            return dated(f"{first}{separator}{last}")
        return catalogue_for(language).say("change-days", first=dated(first), last=dated(last))
    if value.form is Form.SET and isinstance(value, Days) and not value.has_clock_times:
        return days_list([When.parse(one.text.replace("..", "/")) for one in stated], language)
    if form is Shape.POINT and not year and (short := _without_year(stated, locale)):
        return dated(short)
    return dated(when(value, language))


def _ends(first: date, last: date, locale: Locale, *, year: bool) -> tuple[str, str, str] | None:
    """Write both ends of a range of days, and what CLDR has between them; None where a year cannot be left out."""
    start, end = day_patterns(first, last, locale)
    shorter = end if year else _pattern_without_year(end)
    if shorter is None:
        return None
    opening = start.rstrip("\u2009\u00a0 –-")
    return (
        day_by(opening, first, locale),
        start.removeprefix(opening),
        day_by(shorter, last, locale),
    )


def _without_year(stated: Sequence[StatedDate], locale: Locale) -> str | None:
    """Write a day, a month or a range of months without its year; None where the language says it first or inside."""
    first, last = stated[0], stated[-1]
    if first.unit is Unit.DAY:
        patterns = ["", str(locale.date_formats["long"].pattern)]
    elif first is last:
        patterns = ["", str(locale.datetime_skeletons["yMMMM"].pattern)]
    else:
        patterns = list((locale.interval_formats.get("yMMMM") or {}).get("M") or ())
    if len(patterns) != 2 or (end := _pattern_without_year(patterns[1])) is None:
        return None
    opening = day_by(patterns[0], first.first, locale) if patterns[0] else ""
    return f"{opening}{day_by(end, last.first, locale)}"


def _pattern_without_year(pattern: str) -> str | None:
    """Take the year off the end of a pattern of CLDR, when it stands there by itself."""
    match = re.fullmatch(r"([^y]*[dML]),? y+", pattern)
    return match[1] if match else None
