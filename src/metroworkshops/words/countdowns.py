"""Countdowns: the sentence that a site shows beside a deadline."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import inf
from typing import Literal

from babel.dates import format_timedelta
from babel.lists import format_list

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.time_zone import zone_reading
from metroworkshops.domain.truth import Truth

from .catalogue import Catalogue, catalogue_for
from .dates import instant
from .deadlines import deadline as limit_in_words
from .locale import locale_for
from .phrases import dated, said

__all__ = ["countdown", "duration"]


def duration(value: timedelta, language: str | Catalogue) -> str:
    """Put a length of time into words: its two largest units, never rounded up.

    >>> from datetime import timedelta
    >>> duration(timedelta(days=25, hours=3, minutes=59), "en")
    '25 days, 3 hours'
    """
    locale = locale_for(language)
    minutes = int(value.total_seconds() // 60)
    parts: tuple[tuple[Literal["day", "hour", "minute"], timedelta], ...] = (
        ("day", timedelta(days=minutes // 1440)),
        ("hour", timedelta(hours=minutes // 60 % 24)),
        ("minute", timedelta(minutes=minutes % 60)),
    )
    largest = next((place for place, (_, part) in enumerate(parts) if part), 2)
    told = [one for one in parts[largest : largest + 2] if one[1]] or [parts[2]]
    # CLDR gives Italian, Turkish or Arabic no long form of a day and inherits the short one. `format_unit` does not,
    # and says "25 duration-day"; this does, and below a threshold that nothing reaches it counts in the unit named.
    words = [format_timedelta(part, granularity=unit, threshold=inf, locale=locale) for unit, part in told]
    # CLDR lists wide units as short ones where it says nothing else (German), and these as anything (Arabic, Spanish).
    # Babel stops at a style that has any pattern, though it be none for two.
    style: Literal["unit", "unit-short", "standard"] = "standard"
    if "2" in locale.list_patterns.get("unit", {}):
        style = "unit"
    elif "2" in locale.list_patterns.get("unit-short", {}):
        style = "unit-short"
    return format_list(words, style=style, locale=locale)


def countdown(deadline: Deadline, at: datetime, language: str | Catalogue, *, zone: str) -> str:
    r"""Say what a site shows: the limit in its own zone, when that is for the reader, what is left, and the doubt.

    Args:
        deadline: The deadline.
        at: The instant at which it is read; an aware datetime.
        language: A BCP 47 tag, or a catalogue.
        zone: The reader's IANA zone.

    Raises:
        InvalidValue: *at* has no zone, or *zone* is none.
        NotFound: There are no messages in the language.

    >>> from datetime import UTC, datetime
    >>> paris = Deadline.on("2020-01-31", zone="Europe/Paris")
    >>> countdown(paris, datetime(2020, 1, 30, 21, 0, tzinfo=UTC), "en-GB", zone="Africa/Cairo")
    'Limit: 31 January 2020 (Paris time). It closes at 1 February 2020, 01:00 Cairo. Left: 1 day, 2 hours.'
    """
    zone_reading(zone)
    catalogue = catalogue_for(language)
    sentences = [catalogue.say("countdown-limit", limit=limit_in_words(deadline, language))]
    earliest, latest = deadline.current.ends_between()
    answer, left = deadline.passed(at), deadline.remaining(at)
    if answer is Truth.YES:
        return " ".join([*sentences, catalogue.say("countdown-past")])
    if answer is Truth.UNKNOWN:
        sentences.append(catalogue.say("countdown-past-unknown"))
    if earliest == latest:
        sentences.append(catalogue.say("countdown-local", instant=instant(latest, language, zone)))
    else:
        first, last = (dated(instant(edge, language, zone)) for edge in (earliest, latest))
        sentences.append(said("countdown-between", language, earliest=first, latest=last))
    if answer is Truth.NO:
        code = "countdown-left" if earliest == latest else "countdown-left-least"
        sentences.append(catalogue.say(code, left=duration(left.least, language)))
    return " ".join(sentences)
