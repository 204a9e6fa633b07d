"""Deadlines and calls in words: never a date without its zone, never a zone that was not stated."""

from __future__ import annotations

from datetime import datetime

from metroworkshops.domain.call import Call, CallState
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.time_zone import AOE
from metroworkshops.domain.truth import Truth

from .catalogue import Catalogue, catalogue_for
from .dates import city_of, instant, when
from .lists import either

__all__ = ["call_at", "deadline", "doubt", "limit"]


def deadline(value: Deadline, language: str | Catalogue) -> str:
    r"""Put the limit of a deadline into words, as it is known now, with its zone or the lack of one.

    >>> from metroworkshops import Deadline
    >>> deadline(Deadline.on("2020-01-31"), "en")
    'January 31, 2020 (time zone not stated)'
    >>> deadline(Deadline.on("2021-05-20T17:00", zone="Europe/Brussels"), "fr")
    '20 mai 2021, 17:00 (heure locale\xa0: Bruxelles)'
    """
    return limit(value.current, language)


def limit(value: Limit, language: str | Catalogue) -> str:
    """Put a limit into words, with its zone or the lack of one."""
    catalogue = catalogue_for(language)
    words = when(value.when, language)
    if value.exclusive:
        words = catalogue.say("limit-exclusive", limit=words)
    if not value.zones:
        return catalogue.say("limit-no-zone", limit=words)
    if len(value.zones) == 1:
        (zone,) = value.zones
        if zone == AOE:
            return catalogue.say("limit-aoe", limit=words)
        if "/" in zone:
            return catalogue.say("limit-zone", limit=words, zone=city_of(zone, language))
    zones = either([_zone(zone, language) for zone in value.zones], language)
    return catalogue.say("limit-offset", limit=words, zone=zones)


def _zone(zone: str, language: str | Catalogue) -> str:
    if zone[0] in "+-":
        return f"UTC{zone}"
    return city_of(zone, language) if "/" in zone else zone


def doubt(value: Deadline, language: str | Catalogue) -> str | None:
    """Say between which instants a deadline closes, when that is in doubt; None when it is not."""
    earliest, latest = value.current.ends_between()
    if earliest == latest:
        return None
    return catalogue_for(language).say(
        "entry-limit-doubt", earliest=instant(earliest, language), latest=instant(latest, language)
    )


def call_at(call: Call, at: datetime, language: str | Catalogue, *, zone: str = "UTC") -> str:
    r"""Say whether a call is open at an instant; where that cannot be known, why, and between which instants.

    Args:
        call: The call.
        at: An aware datetime.
        language: A BCP 47 tag, or a catalogue.
        zone: The reader's zone, on whose clock instants are shown.

    Raises:
        InvalidValue: *at* has no zone.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import Call, Deadline
    >>> call_at(Call([Deadline.on("2020-01-31", zone="UTC")]), datetime(2020, 1, 10, tzinfo=UTC), "en")
    'The call is open. It closes at February 1, 2020, 12:00\u202fAM UTC.'
    """
    catalogue = catalogue_for(language)
    state = call.state(at)
    sentences = [catalogue.say(f"call-at-{state.value}")]
    if state is CallState.UNDETERMINED:
        if call.opens is not None and call.opens.begun(at) is Truth.UNKNOWN:
            earliest, latest = (instant(edge, language, zone) for edge in call.opens.begins_between())
            sentences.append(catalogue.say("call-doubt-opening", earliest=earliest, latest=latest))
        if not call.deadlines and len(sentences) == 1:
            sentences.append(catalogue.say("call-no-deadline"))
        for one in call.deadlines:
            if one.passed(at) is Truth.UNKNOWN:
                earliest, latest = (instant(edge, language, zone) for edge in one.current.ends_between())
                sentences.append(
                    catalogue.say("call-doubt-zone", deadline=deadline(one, language), earliest=earliest, latest=latest)
                )
    elif state is CallState.OPEN and call.deadlines:
        edges = [one.current.ends_between() for one in call.deadlines]
        earliest_edge, latest_edge = max(edges, key=lambda pair: pair[1])
        if earliest_edge == latest_edge:
            sentences.append(catalogue.say("call-until", instant=instant(latest_edge, language, zone)))
    return " ".join(sentences)
