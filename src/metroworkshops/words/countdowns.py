"""Countdowns: the sentence that a site shows beside a deadline."""

from __future__ import annotations

from datetime import datetime, timedelta

from babel.lists import format_list
from babel.units import format_unit

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.truth import Truth

from .catalogue import Catalogue, catalogue_for
from .dates import instant
from .deadlines import deadline as limit_in_words
from .locale import locale_for

__all__ = ["countdown", "duration"]


def duration(value: timedelta, language: str | Catalogue) -> str:
    """Put a length of time into words: its two largest units, never rounded up.

    >>> from datetime import timedelta
    >>> duration(timedelta(days=25, hours=3, minutes=59), "en")
    '25 days, 3 hours'
    """
    locale = locale_for(language)
    minutes = int(value.total_seconds() // 60)
    counts = (("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60))
    largest = next((place for place, (_, count) in enumerate(counts) if count), 2)
    told = [(unit, count) for unit, count in counts[largest : largest + 2] if count] or [("minute", 0)]
    words = [format_unit(count, f"duration-{unit}", length="long", locale=locale) for unit, count in told]
    return format_list(words, style="unit", locale=locale)


def countdown(deadline: Deadline, at: datetime, language: str | Catalogue, *, zone: str) -> str:
    r"""Say what a site shows: the limit in its own zone, when that is for the reader, what is left, and the doubt.

    Args:
        deadline: The deadline.
        at: The instant at which it is read; an aware datetime.
        language: A BCP 47 tag, or a catalogue.
        zone: The reader's IANA zone.

    Raises:
        InvalidValue: *at* has no zone.
        NotFound: There are no messages in the language.

    >>> from datetime import UTC, datetime
    >>> paris = Deadline.on("2020-01-31", zone="Europe/Paris")
    >>> countdown(paris, datetime(2020, 1, 30, 21, 0, tzinfo=UTC), "en-GB", zone="Africa/Cairo")
    'Limit: 31 January 2020 (Paris time). It closes at 1 February 2020, 01:00 Cairo. Left: 1 day, 2 hours.'
    """
    catalogue = catalogue_for(language)
    said = [catalogue.say("countdown-limit", limit=limit_in_words(deadline, language))]
    earliest, latest = deadline.current.ends_between()
    answer, left = deadline.passed(at), deadline.remaining(at)
    if answer is Truth.YES:
        return " ".join([*said, catalogue.say("countdown-past")])
    if answer is Truth.UNKNOWN:
        said.append(catalogue.say("countdown-past-unknown"))
    if earliest == latest:
        said.append(catalogue.say("countdown-local", instant=instant(latest, language, zone)))
    else:
        first, last = (instant(edge, language, zone) for edge in (earliest, latest))
        said.append(catalogue.say("countdown-between", earliest=first, latest=last))
    if answer is Truth.NO:
        code = "countdown-left" if earliest == latest else "countdown-left-least"
        said.append(catalogue.say(code, left=duration(left.least, language)))
    return " ".join(said)
