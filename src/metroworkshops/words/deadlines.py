"""Deadlines and calls in words: never a date without its zone, never a zone that was not stated."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from metroworkshops.domain.call import Call, CallState
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.time_zone import AOE, zone_reading
from metroworkshops.domain.truth import Truth

from .catalogue import Catalogue, catalogue_for
from .dates import city_of, instant, when
from .lists import either
from .phrases import dated, said

__all__ = ["call_at", "deadline", "doubt", "limit", "limit_in_doubt"]


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
        words = said("limit-exclusive", language, limit=dated(words))
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


def limit_in_doubt(value: Limit, language: str | Catalogue) -> str:
    """Put a limit into words, with the instants between which it ends where these differ."""
    words, (earliest, latest) = limit(value, language), value.ends_between()
    if earliest == latest:
        return words
    first, last = (dated(instant(edge, language)) for edge in (earliest, latest))
    return said("limit-in-doubt", language, limit=dated(words), earliest=first, latest=last)


def _zone(zone: str, language: str | Catalogue) -> str:
    if zone[0] in "+-":
        return f"UTC{zone}"
    return city_of(zone, language) if "/" in zone else zone


def doubt(value: Deadline, language: str | Catalogue) -> str | None:
    """Say between which instants a deadline closes, when that is in doubt; None when it is not."""
    earliest, latest = value.current.ends_between()
    if earliest == latest:
        return None
    first, last = (dated(instant(edge, language)) for edge in (earliest, latest))
    return said("entry-limit-doubt", language, earliest=first, latest=last)


def call_at(call: Call, at: datetime, language: str | Catalogue, *, zone: str = "UTC") -> str:
    r"""Say whether a call is open at an instant; where that cannot be known, why, and between which instants.

    Args:
        call: The call.
        at: An aware datetime.
        language: A BCP 47 tag, or a catalogue.
        zone: The reader's zone, on whose clock instants are shown.

    Raises:
        InvalidValue: It is no call, *at* has no zone, or *zone* is none.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import Call, Deadline
    >>> call_at(Call([Deadline.on("2020-01-31", zone="UTC")]), datetime(2020, 1, 10, tzinfo=UTC), "en")
    'The call is open. It closes at February 1, 2020, 12:00\u202fAM UTC.'
    """
    zone_reading(zone)
    if not isinstance(call, Call):
        raise InvalidValue(f"must be a Call such as edition.call, got {shown(call)}", call)
    catalogue = catalogue_for(language)
    state = call.state(at)

    def between(edges: tuple[datetime, datetime]) -> dict[str, Any]:
        earliest, latest = (dated(instant(edge, language, zone)) for edge in edges)
        return {"earliest": earliest, "latest": latest}

    sentences = [catalogue.say(f"call-at-{state.value}")]
    if state is CallState.UNDETERMINED:
        if call.opens is not None and call.opens.begun(at) is Truth.UNKNOWN:
            sentences.append(said("call-doubt-opening", language, **between(call.opens.begins_between())))
        if not call.deadlines and len(sentences) == 1:
            sentences.append(catalogue.say("call-no-deadline"))
        for one in call.deadlines:
            if one.passed(at) is Truth.UNKNOWN:
                code = "call-doubt" if one.current.zones else "call-doubt-zone"
                edges = between(one.current.ends_between())
                sentences.append(said(code, language, deadline=deadline(one, language), **edges))
    elif state is CallState.OPEN and (open_ := _open_until(call, at)):
        earliest, latest = open_
        if earliest == latest:
            sentences.append(catalogue.say("call-until", instant=instant(latest, language, zone)))
        else:
            sentences.append(said("call-until-between", language, **between(open_)))
    elif state is CallState.NOT_OPEN_YET and (opening := _opens_next(call, at)):
        earliest, latest = opening
        if earliest == latest:
            sentences.append(catalogue.say("call-opens", instant=instant(earliest, language, zone)))
        else:
            sentences.append(said("call-doubt-opening", language, **between(opening)))
    return " ".join(sentences)


def _open_until(call: Call, at: datetime) -> tuple[datetime, datetime] | None:
    """Between which instants a call that is open closes: at the end of the rounds that touch each other."""
    until: tuple[datetime, datetime] | None = None
    for one in sorted(call.deadlines, key=lambda one: one.current.ends_between()[1]):
        opens = (at, at) if one.opens is None else one.opens.begins_between()
        if one.passed(at) is not Truth.YES and opens[0] <= (until[1] if until else at):
            until = one.current.ends_between()
    return until


def _opens_next(call: Call, at: datetime) -> tuple[datetime, datetime] | None:
    """Between which instants a call that is not open opens next, if that is stated."""
    stated = [call.opens, *(one.opens for one in call.deadlines)]
    openings = [one.begins_between() for one in stated if one is not None and one.begun(at) is not Truth.YES]
    return min(openings, default=None)
