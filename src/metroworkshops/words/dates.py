"""Dates and instants in words, by CLDR."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final, Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_timezone_location

from metroworkshops.domain.edtf import Form, StatedDate, Unit
from metroworkshops.domain.time_zone import tz, zone_reading
from metroworkshops.domain.value import instant as checked_instant
from metroworkshops.domain.when import Days, When, as_when

from .catalogue import Catalogue, catalogue_for
from .lists import both, either
from .locale import locale_for

__all__ = ["city_of", "day_by", "day_patterns", "hour", "hours", "instant", "when"]

_SEASONS: Final = {
    21: "spring",
    22: "summer",
    23: "autumn",
    24: "winter",
}
# How the first of a month is said beside its name, where that is not "1", which is all that CLDR has. French: Académie
# française, "adjectifs numéraux ordinaux"; Italian: Treccani, "data".
_FIRST: Final = {"fr": "1er", "it": "1º"}
_NOON: Final = time(12)
# The convention of When.part_of_month: days 1 to 10, 11 to 20, 21 to the end.
_PARTS: Final[dict[int, Literal["early", "mid", "late"]]] = {1: "early", 11: "mid", 21: "late"}


def when(value: When | str, language: str | Catalogue) -> str:
    """Put dates into words, and no more into them than is known.

    Names, order and the collapsing of ranges are those of CLDR; only seasons, halves, parts of a month, doubts and
    "to be announced" need a catalogue of messages.

    Args:
        value: The dates; a text in EDTF is read.
        language: A BCP 47 tag, or a catalogue.

    Raises:
        NotFound: CLDR does not know the language; or a message is needed and there is no catalogue.

    >>> when("2020-10-05/2020-10-09", "fr"), when("2020-03", "it")
    ('5–9 octobre 2020', 'marzo 2020')
    """
    stated = as_when(value)
    if stated.form is Form.UNKNOWN:
        return catalogue_for(language).say("when-unknown")
    if stated.form is Form.DATE:
        (only,) = stated.dates
        return _date(only, language) if only else ""
    if stated.form is Form.INTERVAL:
        return _interval(stated.dates[0], stated.dates[1], stated, language)
    words = [_date(one, language) for one in stated.dates if one is not None]
    return (both if stated.form is Form.SET else either)(words, language)


def _interval(first: StatedDate | None, last: StatedDate | None, stated: When, language: str | Catalogue) -> str:
    if first is None or last is None:
        never = ".." in stated.edtf
        if first is not None:
            code = "when-no-end" if never else "when-end-unknown"
            return catalogue_for(language).say(code, start=_date(first, language))
        code = "when-no-start" if never else "when-start-unknown"
        return catalogue_for(language).say(code, end="" if last is None else _date(last, language))
    if part := _part_of_month(first, last):
        month = format_skeleton("yMMMM", first.first, locale=locale_for(language))
        return catalogue_for(language).say(f"month-{part}", month=month)
    if not (first.mark or last.mark) and first.unit is last.unit:
        locale = locale_for(language)
        if first.unit is Unit.MONTH:
            return _collapsed(first.first, last.last, "yMMMM", locale)
        if first.unit is Unit.YEAR:
            return _collapsed(first.first, last.last, "y", locale)
        if first.unit is Unit.DAY:
            if isinstance(stated, Days) and stated.has_clock_times:
                return _clock_span(first.first, first.clock, last.first, last.clock, locale)
            return _days(first.first, last.first, locale)
    return _joined(_date(first, language), _date(last, language), locale_for(language))


def _part_of_month(first: StatedDate, last: StatedDate) -> str | None:
    if first.mark != "~" or last.mark != "~" or first.unit is not Unit.DAY or last.unit is not Unit.DAY:
        return None
    part = _PARTS.get(first.first.day)
    if part is None:
        return None
    convention = When.part_of_month(part, first.first.year, first.first.month)
    return part if convention.edtf == f"{first.text}/{last.text}" else None


def _date(stated: StatedDate, language: str | Catalogue) -> str:
    words = _unmarked(stated, language)
    if stated.mark in ("~", "%"):
        words = catalogue_for(language).say("when-approximate", when=words)
    if stated.mark in ("?", "%"):
        words = catalogue_for(language).say("when-uncertain", when=words)
    return words


def _unmarked(stated: StatedDate, language: str | Catalogue) -> str:
    locale = locale_for(language)
    first, last = stated.first, stated.last
    if stated.unit is Unit.DAY:
        if stated.clock or stated.until:
            return _clock_span(first, stated.clock, last, stated.until, locale)
        return _days(first, last, locale)
    if stated.unit is Unit.MONTH:
        return str(format_skeleton("yMMMM", first, locale=locale))
    if stated.unit is Unit.YEAR:
        return str(format_skeleton("y", first, locale=locale))
    if stated.unit is Unit.QUARTER:
        return str(format_skeleton("yQQQQ", first, locale=locale))
    year = _collapsed(first, last, "y", locale)
    if stated.unit is Unit.HALF:
        return catalogue_for(language).say(f"half-{stated.number - 39}", year=year)
    return catalogue_for(language).say(f"season-{_SEASONS[(stated.number - 21) % 4 + 21]}", year=year)


def _days(first: date, last: date, locale: Locale) -> str:
    """Write a range of days with full names of months, collapsed as CLDR collapses the abbreviated one.

    Few locales have interval patterns for full names; UTS 35 widens those of the nearest skeleton, and so do we.
    """
    if first == last:
        return _day(first, locale)
    start, end = day_patterns(first, last, locale)
    return f"{day_by(start, first, locale)}{day_by(end, last, locale)}"


def _day(day: date, locale: Locale) -> str:
    return day_by(str(locale.date_formats["long"].pattern), day, locale)


def day_by(pattern: str, day: date, locale: Locale) -> str:
    """Write a day by a pattern of CLDR, the first of a month as people say it.

    >>> day_by("d MMMM", date(2020, 2, 1), Locale("fr"))
    '1er février'
    """
    if day.day == 1 and (first := _FIRST.get(locale.language)):
        pattern = re.sub(r"\bd\b", f"'{first}'", pattern)
    return str(format_date(day, pattern, locale=locale))


def day_patterns(first: date, last: date, locale: Locale) -> tuple[str, str]:
    """Give the patterns of both ends of a range of days, the separator with the first. Every locale of CLDR has them.

    Names of months are full, and days have as many digits as in a date by itself: UTS 35 adjusts the lengths of fields
    to what is asked for. Italian, Croatian and Serbian pad days in ranges with abbreviated months alone.
    """
    formats = locale.interval_formats.get("yMMMMd") or locale.interval_formats["yMMMd"]
    greatest = next(
        field
        for field, differs in (("y", first.year != last.year), ("M", first.month != last.month), ("d", True))
        if differs
    )
    start, end = (re.sub(r"(?<![ML])([ML])\1\1(?!\1)", r"\1\1\1\1", pattern) for pattern in formats[greatest])
    if "dd" not in str(locale.date_formats["long"].pattern):
        start, end = start.replace("dd", "d"), end.replace("dd", "d")
    return start, end


def _collapsed(first: date, last: date, skeleton: str, locale: Locale) -> str:
    """Write a range of months or years, collapsed as CLDR collapses it."""
    differ = ("y", first.year != last.year), ("M", first.month != last.month)
    greatest = next((field for field, differs in differ if differs), None)
    patterns = (locale.interval_formats.get(skeleton) or {}).get(greatest)
    if greatest and patterns and len(patterns) != 2:
        # Babel splits a pattern where a letter comes again, and Persian writes the two months with two letters.
        start, end = (str(format_skeleton(skeleton, day, locale=locale)) for day in (first, last))
        return _joined(start, end, locale)
    return str(format_interval(first, last, skeleton, locale=locale))


def _joined(first: str, last: str, locale: Locale) -> str:
    """Join the two ends of a range as CLDR does when it has no pattern of its own for them."""
    pattern = locale.interval_formats.get(None) or "{0} – {1}"
    return str(pattern).replace("{0}", first).replace("{1}", last)


def _clock_span(first: date, opens: time | None, last: date, closes: time | None, locale: Locale) -> str:
    if first == last and opens and closes:
        return _at(first, hours(opens, closes, locale), locale)
    start = _clock(first, opens, locale)
    return start if first == last and closes is None else _joined(start, _clock(last, closes, locale), locale)


def hours(opens: time, closes: time, locale: Locale) -> str:
    """Write a range of clock times on one day."""
    pattern = "Hm" if "H" in locale.time_formats["short"].pattern else "hm"
    parts_of_a_day = any("B" in one for forms in locale.interval_formats.get(pattern, {}).values() for one in forms)
    # Babel cannot write "in the afternoon", which Traditional Chinese has in its ranges; CLDR has no range up to noon.
    if parts_of_a_day or (_NOON in (opens, closes) and _noon(locale)):
        return _joined(hour(opens, locale), hour(closes, locale), locale)
    some_day = date(2000, 1, 1)
    ends = datetime.combine(some_day, opens), datetime.combine(some_day, closes)
    return str(format_interval(*ends, pattern, locale=locale))


def hour(clock: time, locale: Locale) -> str:
    """Write one clock time. Noon is called so where hours are counted to twelve: many take 12:00 PM for midnight."""
    pattern = locale.time_formats["short"].pattern
    if clock == _NOON and (noon := _noon(locale)):
        # UTS 35 has the letter `b` for this, to which Babel gives the form of a name that stands alone.
        pattern = pattern.replace("a", "'" + noon.replace("'", "''") + "'")
    return str(format_time(clock, pattern, locale=locale))


def _noon(locale: Locale) -> str | None:
    """Give the word that stands where AM or PM would; None where neither is said, or CLDR has no word."""
    if "a" not in locale.time_formats["short"].pattern:
        return None
    noon: str | None = locale.day_periods["format"]["abbreviated"].get("noon")
    return noon


def _clock(day: date, clock: time | None, locale: Locale) -> str:
    return _day(day, locale) if clock is None else _at(day, hour(clock, locale), locale)


def _at(day: date, clock: str, locale: Locale) -> str:
    """Put a clock time beside a day as CLDR does."""
    pattern = str(locale.datetime_formats["medium"])
    return pattern.replace("{1}", _day(day, locale)).replace("{0}", clock)


def instant(at: datetime, language: str | Catalogue, zone: str = "UTC") -> str:
    """Put an instant into words, on the clock of a zone that is named beside it.

    Args:
        at: An aware datetime.
        language: A BCP 47 tag, or a catalogue.
        zone: An IANA zone, ``UTC``, ``AoE`` or an offset such as ``+01:00``.

    Raises:
        InvalidValue: *at* has no zone, or *zone* is none.
        NotFound: There are no messages in the language.

    >>> from datetime import UTC, datetime
    >>> instant(datetime(2020, 1, 31, 10, 0, tzinfo=UTC), "fr")
    '31 janvier 2020, 10:00 UTC'
    """
    local = checked_instant(at).astimezone(tz(zone_reading(zone)))
    name = city_of(zone, language) if "/" in zone else zone
    clock = _clock(local.date(), local.time(), locale_for(language))
    return catalogue_for(language).say("instant-zone", instant=clock, zone=name)


def city_of(zone: str, language: str | Catalogue) -> str:
    """Name the city of an IANA zone, by CLDR: "Bruxelles" for Europe/Brussels in French."""
    return str(get_timezone_location(zone, locale=locale_for(language), return_city=True))
