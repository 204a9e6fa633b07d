"""Overviews in words: an edition or a programme on a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from metroworkshops.domain.edition import Edition
from metroworkshops.domain.milestone import Edge, Milestone
from metroworkshops.domain.partner import Partner
from metroworkshops.domain.programme import Programme
from metroworkshops.domain.rule import AllOf, parts_of
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import Attendance, Mode
from metroworkshops.domain.when import Days

from .catalogue import Catalogue, catalogue_for
from .criteria import rule
from .dates import instant, when
from .deadlines import deadline, limit
from .history import deadline_history, session_history
from .lists import both, commas, one_line
from .names import call_state, language_name, length, mode, status, text_in
from .parts import dates
from .phrases import dated, said
from .places import country_name, place
from .summaries import quota_lines, ranking_lines

__all__ = ["edition", "edition_title", "programme"]


def edition_title(value: Edition, language: str | Catalogue) -> str:
    """Name an edition: its title, else its label."""
    return text_in(value.title, language) if value.title else one_line(value.label)


def edition(value: Edition, language: str | Catalogue, *, at: datetime | None = None) -> str:
    """Show an edition as plain text: number, place, dates and status of each session, partners, call, criteria.

    Args:
        value: The edition.
        language: A BCP 47 tag, or a catalogue.
        at: The instant at which the state of the call is shown. None: it is not shown.

    Raises:
        NotFound: There are no messages in the language.

    >>> from metroworkshops import metropolitan_workshops
    >>> print(edition(metropolitan_workshops().edition("2018"), "en").splitlines()[0])
    Metropolitan Workshops 2018
    """
    catalogue = catalogue_for(language)
    lines = [edition_title(value, language)]
    if value.label != value.id or not value.title:
        lines.append(catalogue.say("overview-label", label=value.label))
    lines.append(catalogue.say("overview-programme", programme=value.programme))
    if value.languages:
        named = both([language_name(tag, language) for tag in value.languages], language)
        lines.append(catalogue.say("overview-languages", languages=named))
    if value.capacity is not None:
        lines.append(catalogue.say("overview-capacity", n=value.capacity))
    lines += _said(value.wording, value.sources, language)
    if value.partners:
        lines += ["", catalogue.say("overview-partners"), *(_item(_partner(one, language)) for one in value.partners)]
    lines += ["", catalogue.say("overview-sessions")]
    if not value.sessions:
        lines.append(_item(catalogue.say("overview-no-sessions")))
    for number, session in enumerate(value.sessions, 1):
        lines += _session(number, session, language)
    if value.more_sessions:
        lines.append(_item(catalogue.say("overview-more-sessions")))
    lines += ["", catalogue.say("overview-call"), *_call(value, language, at)]
    lines += ["", catalogue.say("overview-criteria"), *map(_item, _criteria(value, language))]
    if value.levels:
        lines += ["", catalogue.say("overview-readings")]
        for reading in value.levels:
            said = catalogue.say("overview-reading", words=reading.words, level=reading.level)
            note = f" — {text_in(reading.note, language)}" if reading.note else ""
            lines.append(_item(f"{said}{note}"))
    if value.groups:
        lines += ["", catalogue.say("overview-groups")]
        for group in value.groups:
            named = text_in(group.title, language) if group.title else group.name
            said = both([country_name(one, language) for one in group.members], language)
            lines.append(_item(catalogue.say("label-and-value", label=named, value=said)))
    if value.ranking is not None:
        lines += ["", catalogue.say("overview-ranking"), *map(_item, ranking_lines(value.ranking, language, value))]
    if value.quotas:
        lines += ["", catalogue.say("overview-quotas"), *map(_item, quota_lines(value, language))]
    if value.milestones:
        lines += ["", catalogue.say("overview-milestones")]
        for milestone in value.milestones:
            lines += _milestone(milestone, value, language)
    return "\n".join(map(_trimmed, lines))


def _item(text: str) -> str:
    return f"  - {one_line(text)}"


def _trimmed(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip(" "))]
    return f"{indent}{one_line(line)}"


def _said(wording: str | None, sources: Iterable[str], language: str | Catalogue) -> list[str]:
    catalogue = catalogue_for(language)
    said = [catalogue.say("overview-wording", wording=wording)] if wording else []
    return said + [catalogue.say("overview-source", source=source) for source in sources]


def _partner(value: Partner, language: str | Catalogue) -> str:
    name = text_in(value.name, language)
    if value.acronym:
        name = f"{name} ({one_line(value.acronym)})"
    parts = [name, *value.roles, *([value.url] if value.url else [])]
    return commas(parts, language)


def _session(number: int, value: Session, language: str | Catalogue) -> list[str]:
    catalogue = catalogue_for(language)
    label, parts = text_in(value.title, language), [dates(value, language), status(value, language)]
    where = place(value, language)
    after = where.removeprefix(label)
    if after != where and not (after[:1].isalnum() or after[:1].isspace()):
        label = where  # "Bologna, Italy" and not "Bologna: Bologna, Italy"
    else:
        parts.insert(0, where)
    if value.mode is Mode.IN_PERSON:  # the place says the others
        parts.append(mode(value.mode, language))
    if value.attendance is Attendance.OPTIONAL:
        parts.append(catalogue.say("attendance-optional"))
    if value.choice is not None:
        parts.append(catalogue.say("choice", choice=value.choice))
    if value.length is not None:
        parts.append(length(value.length, language))
    if isinstance(value.when, Days) and value.when.has_clock_times and value.zone:
        parts.append(value.zone)
    elif value.time_zone:
        parts.append(value.time_zone)
    title = catalogue.say("label-and-value", label=label, value=commas(parts, language))
    details = [*_said(value.wording, value.sources, language), *session_history(value, language)]
    return [f"  {number}. {one_line(title)}", *(f"     {one_line(detail)}" for detail in details)]


def _call(value: Edition, language: str | Catalogue, at: datetime | None) -> list[str]:
    catalogue, call = catalogue_for(language), value.call
    if call is None:
        return [_item(catalogue.say("overview-no-call"))]
    lines = []
    if at is not None:
        state = call_state(call.state(at), language)
        lines.append(_item(said("overview-state", language, instant=dated(instant(at, language)), state=state)))
    if call.opens is not None:
        lines.append(_item(catalogue.say("overview-opens", limit=limit(call.opens, language))))
    for one in call.deadlines:
        lines.append(_item(catalogue.say("overview-deadline", id=one.id, limit=deadline(one, language))))
        details = []
        if one.opens is not None:
            details.append(catalogue.say("overview-opens", limit=limit(one.opens, language)))
        if one.grace_minutes:
            details.append(catalogue.say("overview-grace", n=one.grace_minutes))
        details += [*_said(one.wording, one.sources, language), *deadline_history(one, language)]
        lines += _details(details)
    if call.rolling:
        lines.append(_item(catalogue.say("overview-rolling")))
    for word in call.declared:
        state, announced = call_state(word.state, language), dated(instant(word.announced, language))
        declared = said("overview-declared", language, state=state, instant=announced)
        lines += [_item(declared), *_details(_said(word.wording, (), language))]
    if call.forms is not None:
        lines.append(_item(catalogue.say("overview-form", url=text_in(call.forms, language))))
    lines += map(_item, _said(call.wording, call.sources, language))
    return lines or [_item(catalogue.say("call-at-not announced"))]


def _details(lines: Iterable[str]) -> list[str]:
    return [f"    {one_line(line)}" for line in lines]


def _criteria(value: Edition, language: str | Catalogue) -> list[str]:
    if value.eligibility is None:
        return [catalogue_for(language).say("overview-no-criteria")]
    top = parts_of(value.eligibility) if isinstance(value.eligibility, AllOf) else ()
    return [rule(one, language, edition=value) for one in top or (value.eligibility,)]


def _milestone(value: Milestone, of: Edition, language: str | Catalogue) -> list[str]:
    catalogue = catalogue_for(language)
    said = catalogue.say(
        "label-and-value", label=text_in(value.title, language), value=when(of.when_of(value), language)
    )
    offset = value.relative
    if offset is not None:
        side = "after" if offset.days > 0 else "before"
        named = "offset-first-session" if offset.edge is Edge.START else "offset-last-session"
        session = (
            catalogue.say(named) if offset.session is None else text_in(of.session(offset.session).title, language)
        )
        counted = catalogue.say(f"offset-{side}-{offset.edge.value}", n=abs(offset.days), session=session)
        said = f"{said} ({counted})"
    details = _said(value.wording, value.sources, language)
    return [_item(said), *_details(details)]


def programme(value: Programme, language: str | Catalogue) -> str:
    """Show a programme as plain text: whom it is for, and its editions.

    Raises:
        NotFound: There are no messages in the language.
    """
    catalogue = catalogue_for(language)
    lines = [text_in(value.title, language), catalogue.say("overview-programme", programme=value.id)]
    if value.audience:
        named = both([text_in(one, language) for one in value.audience], language)
        lines.append(catalogue.say("overview-audience", audience=named))
    lines += _said(value.wording, value.sources, language)
    if value.editions:
        lines += ["", catalogue.say("overview-editions")]
        for one in value.editions:
            places = [text_in(session.title, language) for session in one.sessions]
            said = both(places, language) or catalogue.say("overview-no-sessions")
            lines.append(_item(catalogue.say("label-and-value", label=edition_title(one, language), value=said)))
    return "\n".join(map(_trimmed, lines))
