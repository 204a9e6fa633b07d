"""Rows: what a picture of an edition shows, in words and in marks, in the order of dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from attrs import frozen

from metroworkshops.domain.call import Call
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.milestone import Milestone
from metroworkshops.domain.programme import Programme
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import State
from metroworkshops.domain.value import Named
from metroworkshops.domain.when import UNKNOWN, When
from metroworkshops.words import Catalogue, place, status
from metroworkshops.words import deadline as limit_in_words
from metroworkshops.words import when as when_in_words
from metroworkshops.words.catalogue import catalogue_for
from metroworkshops.words.countdowns import duration
from metroworkshops.words.dates import instant
from metroworkshops.words.deadlines import limit
from metroworkshops.words.history import deadline_history
from metroworkshops.words.names import text_in
from metroworkshops.words.overview import edition_title
from metroworkshops.words.phrases import dated, said

from .lettering import SEPARATOR, isolated, tidy
from .marks import Mark, marks_of_session, marks_of_when

__all__ = ["Kind", "Row", "rows_of", "title_of"]


class Kind(Named):
    """What a row is about."""

    DEADLINE = "deadline"
    SESSION = "session"
    MILESTONE = "milestone"


@frozen
class Row:
    """One thing with its dates.

    Attributes:
        kind: What it is.
        title: What it is called.
        when: Its dates in words.
        where: Its place in words; empty when it has none.
        status: What is settled of it, and what is in doubt; empty when there is nothing to say.
        marks: What of its dates can be drawn. None at all where nothing is known.
        is_cancelled: Whether it does not take place.
        taken: The days on which applications are certainly taken, where it is stated when that begins.
    """

    kind: Kind
    title: str
    when: str
    where: str
    status: str
    marks: tuple[Mark, ...]
    is_cancelled: bool = False
    taken: Mark | None = None

    @property
    def parts(self) -> list[str]:
        """What is said of it beside its title."""
        return [part for part in (self.when, self.where, self.status) if part]

    def said(self, *, in_right_to_left: bool) -> str:
        """Say the same on one line, each part kept together where it is read the other way."""
        return SEPARATOR.join(isolated(part, in_right_to_left=in_right_to_left) for part in self.parts)


def title_of(value: Edition | Programme, language: str | Catalogue) -> str:
    """Name what is shown."""
    return tidy(edition_title(value, language) if isinstance(value, Edition) else text_in(value.title, language))


def rows_of(value: Edition | Programme, language: str | Catalogue) -> list[Row]:
    """List what is shown, in the order of dates; what has none comes last. A session that is shared comes once."""
    editions = value.editions if isinstance(value, Programme) else (value,)
    found: list[tuple[When, Row]] = []
    seen: set[str] = set()
    for edition in editions:
        if edition.call is not None:
            found += _deadlines(edition, edition.call, language, is_named=isinstance(value, Programme))
        for session in edition.sessions:
            if session.id not in seen:
                found.append((session.when, _session(session, language)))
                seen.add(session.id)
        found += [(edition.when_of(one), _milestone(one, edition, language)) for one in edition.milestones]
    return [row for _, row in sorted(found, key=lambda one: one[0].sort_key[:2])]


def _session(session: Session, language: str | Catalogue) -> Row:
    return Row(
        Kind.SESSION,
        tidy(text_in(session.title, language)),
        tidy(when_in_words(session.when, language)),
        tidy(place(session, language)),
        tidy(status(session, language)),
        marks_of_session(session),
        is_cancelled=session.state is State.CANCELLED,
    )


def _milestone(milestone: Milestone, edition: Edition, language: str | Catalogue) -> Row:
    when = edition.when_of(milestone)
    title = tidy(text_in(milestone.title, language))
    return Row(Kind.MILESTONE, title, tidy(when_in_words(when, language)), "", "", marks_of_when(when))


def _deadlines(
    edition: Edition, call: Call, language: str | Catalogue, *, is_named: bool
) -> Iterator[tuple[When, Row]]:
    catalogue = catalogue_for(language)
    for deadline in call.deadlines:
        several = len(call.deadlines) > 1
        if is_named:
            code = "entry-deadline-named" if several else "entry-deadline"
            title = catalogue.say(code, edition=edition.label, id=deadline.id)
        else:
            title = catalogue.say("change-deadline-named" if several else "change-deadline", id=deadline.id)
        opens = deadline.opens or call.opens
        said = [_doubt(deadline, language), *deadline_history(deadline, language)]
        if opens is not None:
            said.append(catalogue.say("overview-opens", limit=limit(opens, language)))
        row = Row(
            Kind.DEADLINE,
            tidy(title),
            tidy(limit_in_words(deadline, language)),
            "",
            tidy(SEPARATOR.join(filter(None, said))),
            marks_of_when(deadline.current.when),
            taken=_taken(opens, deadline.current) if opens else None,
        )
        yield deadline.current.when, row
    if call.deadlines:
        return
    title = tidy(catalogue.say("overview-call"))
    if call.opens is not None:
        opening = tidy(catalogue.say("overview-opens", limit=limit(call.opens, language)))
        yield call.opens.when, Row(Kind.DEADLINE, title, opening, "", "", marks_of_when(call.opens.when))
    elif call.rolling:
        yield UNKNOWN, Row(Kind.DEADLINE, title, tidy(catalogue.say("overview-rolling")), "", "", ())


def _taken(opens: Limit, closes: Limit) -> Mark | None:
    """Tell on which days applications are certainly taken."""
    first, last = opens.when.latest, closes.when.earliest
    return Mark(first, last, is_certain=True) if first and last and first <= last else None


def _doubt(deadline: Deadline, language: str | Catalogue) -> str:
    """Say for how long it cannot be known whether a deadline is past; on a picture of months that is not seen."""
    earliest, latest = deadline.current.ends_between()
    if earliest == latest:
        return ""
    catalogue, doubt = catalogue_for(language), latest - earliest
    hours, rest = divmod(doubt, timedelta(hours=1))
    return said(
        "picture-doubt",
        language,
        # "26 hours", as this doubt is spoken of everywhere else.
        duration=duration(doubt, language) if rest or hours > 48 else catalogue.say("picture-hours", n=hours),
        earliest=dated(instant(earliest, language)),
        latest=dated(instant(latest, language)),
    )
