"""Publishing: what subscribers have been told, what is true now, and the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from attrs import evolve

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.milestone import Milestone
from metroworkshops.domain.programme import Programme
from metroworkshops.domain.publication import (
    Change,
    ChangeKind,
    Entry,
    Publication,
    PublishedEdition,
    Subject,
    stated_dates,
)
from metroworkshops.domain.published_part import PublishedPart
from metroworkshops.domain.session import Session
from metroworkshops.domain.text import Text
from metroworkshops.domain.value import instant
from metroworkshops.domain.when import Days, When

from .identity import uid
from .parts import parts_of

__all__ = ["publish"]

T = TypeVar("T")
_Stated = tuple[Subject, list[str]]


def publish(
    what: Session | Edition | Programme,
    *,
    previous: Publication | None = None,
    at: datetime,
    programme: str | None = None,
    milestones: bool | None = None,
    keep_days: int | None = None,
    longest_window: int | None = None,
) -> Publication:
    """Compare what was last published with what is true now, and give the next publication.

    A pure function: the clock is not read. Each entry whose dates, times, place, mode or status changed gets a
    sequence number higher by one (RFC 5546 section 2.1.4); new wording raises only when it was last modified: titles,
    names of places, sources, the history. What vanished stays as a cancelled entry with its last dates, for
    `keep_days`; what comes back keeps its identity. With nothing changed, a later *at* changes nothing at all.

    A session is an entry. When it takes place in parts or on separate days, each of them is an entry too, and that of
    the session spans them. An entry whose dates are taken back (postponed, or nothing known any more) stays at the
    dates that subscribers were last shown, as cancelled, until it has new ones. One that never had dates is left out.

    A programme has one publication. An edition's own feed is a view of it, `Publication.only`. An edition or a session
    can be published alone too, as long as no other is: its publication may be followed by one of the edition or the
    programme around it, never the reverse, which would withdraw all the others.

    Args:
        what: A whole programme, one edition, or one session.
        previous: What was published last; None the first time.
        at: The instant of this publication, not before that of *previous*.
        programme: The id of the programme, for a session, which does not say it.
        milestones: Whether the milestones of editions are entries too. Default: as before, at first not.
        keep_days: For how many days a withdrawn entry is still shown. Default: as before, at first 90.
        longest_window: The longest window that is shown as an entry, in days. Default: as before, at first 92.

    Raises:
        InvalidValue: *at* has no zone or is before the previous publication; *previous* is of another programme, is a
            view of one edition, or covers more than *what* does; *programme* is not given for a session, or given for
            anything else.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import metropolitan_workshops
    >>> first = publish(metropolitan_workshops().edition("2020"), at=datetime(2019, 12, 1, tzinfo=UTC))
    >>> len(first.entries), first.entries[0].sequence
    (4, 0)
    """
    now = instant(at)
    editions = _editions(what)
    before = Publication(_programme(what, programme), now) if previous is None else _checked(previous)
    draft = Publication(
        _programme(what, programme),
        now,
        title=what.title,
        editions=_told(editions, before),
        milestones=_or(milestones, before.milestones),
        keep_days=_or(keep_days, before.keep_days),
        longest_window=_or(longest_window, before.longest_window),
    )
    _check(before, draft, what)
    stated = _Collector(draft.programme, before.entries)
    if isinstance(what, Session):
        stated.add_session(what, None)
    for edition in editions:
        stated.add(edition, milestones=draft.milestones)
    following = [_next(old, stated.subjects.pop(old.uid, None), draft, before) for old in before.entries]
    # Whether a part that was withdrawn is shown depends on its session as it is now.
    now_shown = evolve(draft, entries=tuple(entry for entry, _ in following)).shows
    entries: list[Entry] = []
    changes: list[Change] = []
    for old, told in zip(before.entries, following, strict=True):
        unseen = old.withdrawn is not None and told[0].withdrawn is not None and not now_shown(old)
        entry, kinds = (old, []) if unseen else told
        entries.append(entry)
        concerned = tuple(dict.fromkeys((*old.editions, *entry.editions)))
        after = None if entry.withdrawn else entry.subject
        changes += [Change(kind, old.uid, before=old.subject, after=after, editions=concerned) for kind in kinds]
    for identity, (subject, listed) in stated.subjects.items():
        belongs = tuple(listed)
        dates = _dates(subject, None, draft.longest_window)
        entries.append(Entry(identity, subject, editions=belongs, published=now, modified=now, dates=dates))
        changes.append(Change(ChangeKind.ADDED, identity, after=subject, editions=belongs))
    publication = evolve(draft, entries=tuple(entries), changes=tuple(changes))
    return publication if previous is None else _unless_the_same(publication, previous)


def _or(given: T | None, otherwise: T) -> T:
    return otherwise if given is None else given


def _editions(what: Session | Edition | Programme) -> tuple[Edition, ...]:
    if isinstance(what, Session):
        return ()
    if isinstance(what, Edition):
        return (what,)
    if isinstance(what, Programme):
        return what.editions
    raise InvalidValue(f"what is published must be a Session, an Edition or a Programme, got {shown(what)}", what)


def _programme(what: Session | Edition | Programme, given: str | None) -> str:
    if isinstance(what, Session):
        if given is None:
            raise InvalidValue(
                "'programme' must be given for a session, which does not say of which programme it is, such as "
                "'workshops.example.org'"
            )
        return given
    if given is not None:
        raise InvalidValue(f"'programme' must be given for a session alone, got {shown(given)}", given)
    return what.programme if isinstance(what, Edition) else what.id


def _checked(previous: Publication) -> Publication:
    if not isinstance(previous, Publication):
        raise InvalidValue(f"'previous' must be a Publication that publish() gave, got {shown(previous)}", previous)
    if previous.view:
        raise InvalidValue(
            "'previous' must be the whole publication, not a view that only(edition=...) gave: sequence numbers would "
            "part",
            previous,
        )
    return previous


def _check(previous: Publication, draft: Publication, what: Session | Edition | Programme) -> None:
    if previous.programme != draft.programme:
        raise InvalidValue(
            f"'previous' must be a publication of {draft.programme!r}, got one of {previous.programme!r}",
            previous.programme,
        )
    if draft.at < previous.at:
        raise InvalidValue(
            f"'at' must not be before the previous publication, {previous.at.isoformat()}; got {draft.at.isoformat()}",
            draft.at,
        )
    kind, others = _others(previous, what)
    if others:
        raise InvalidValue(
            f"'previous' covers other {kind} too ({', '.join(others)}), which would be withdrawn: publish the "
            "programme, and take its view with only(edition=...)",
            previous,
        )


def _others(previous: Publication, what: Session | Edition | Programme) -> tuple[str, list[str]]:
    """Name what a publication covers beside something, and would be withdrawn with it."""
    if isinstance(what, Session) and not previous.editions:
        sessions = [one.subject.id for one in previous.entries if isinstance(one.subject, Session)]
        return "sessions", [one for one in sessions if one != what.id]
    editions = () if isinstance(what, Programme) else previous.editions
    return "editions", [one.id for one in editions if isinstance(what, Session) or one.id != what.id]


def _told(editions: Sequence[Edition], previous: Publication) -> tuple[PublishedEdition, ...]:
    """List what is said of each edition; one that left the programme stays, for its entries still name it."""
    now = [PublishedEdition(e.id, e.label, title=e.title, forms=e.call.forms if e.call else None) for e in editions]
    ids = {edition.id for edition in editions}
    return (*now, *(one for one in previous.editions if one.id not in ids))


class _Collector:
    """Collects what there is to publish, by identity, with the editions that each belongs to."""

    def __init__(self, programme: str, before: Iterable[Entry]) -> None:
        self.programme = programme
        self.subjects: dict[str, _Stated] = {}
        self.published: dict[str, list[PublishedPart]] = {}
        self.withdrawn: dict[str, list[PublishedPart]] = {}
        self.titles: dict[str, Text] = {}
        for entry in before:
            if isinstance(entry.subject, Session):
                self.titles[entry.subject.id] = entry.subject.title
            if isinstance(entry.subject, PublishedPart):
                parts = self.published if entry.withdrawn is None else self.withdrawn
                parts.setdefault(entry.subject.session, []).append(entry.subject)

    def add(self, edition: Edition, *, milestones: bool) -> None:
        for session in edition.sessions:
            self.add_session(session, edition.id)
        for deadline in edition.call.deadlines if edition.call else ():
            # Grace is not announced, so that subscribers are not told of it, nor of its changes.
            self._add(evolve(deadline, grace_minutes=0), edition.id)
        for milestone in edition.milestones if milestones else ():
            self._add(evolve(milestone, when=edition.when_of(milestone), relative=None), edition.id)

    def add_session(self, session: Session, edition: str | None) -> None:
        self._add(session, edition)
        published, withdrawn = self.published.get(session.id, ()), self.withdrawn.get(session.id, ())
        for part in parts_of(session, published, withdrawn, self.titles.get(session.id, session.title)):
            self._add(part, edition)

    def _add(self, subject: Subject, edition: str | None) -> None:
        identity = uid(subject, programme=self.programme, edition=edition)
        _, editions = self.subjects.setdefault(identity, (subject, []))
        if edition is not None:
            editions.append(edition)


def _dates(subject: Subject, shown_before: When | None, longest: int) -> When | None:
    """Choose the dates to show: those it has, else those that subscribers were last shown."""
    when = stated_dates(subject)
    # The end of whole days is the day after, and the last day of all has none.
    if when.earliest is None or when.latest is None or when.latest == date.max:
        return shown_before
    if isinstance(when, Days) or (when.latest - when.earliest).days < longest:
        return when
    return shown_before


def _reworded(old: Entry, editions: tuple[str, ...], draft: Publication, previous: Publication) -> bool:
    """Tell whether what an entry says of its editions changed: their names, and for a deadline the forms."""
    if old.editions != editions:
        return True

    def text(publication: Publication) -> list[object]:
        told = [publication.edition(one) for one in editions]
        return [(one.title or one.label, one.forms if isinstance(old.subject, Deadline) else None) for one in told]

    return text(previous) != text(draft)


def _next(old: Entry, now: _Stated | None, draft: Publication, previous: Publication) -> tuple[Entry, list[ChangeKind]]:
    """Make the next of an entry and say what changed; without anything stated now, it is not in the programme."""
    if isinstance(old.subject, Milestone) and not draft.milestones:
        return old, []  # nobody is shown it, nor told of it, until milestones are asked for again
    subject, editions = (None, old.editions) if now is None else (now[0], tuple(now[1]))
    reworded = _reworded(old, editions, draft, previous)
    if subject is None and old.withdrawn is None:
        kinds = [ChangeKind.WITHDRAWN]
        following = evolve(old, withdrawn=draft.at)
    elif subject is None:
        kinds = [ChangeKind.WORDING] if reworded else []  # if it is still shown, which is seen when all are made
        following = old
    else:
        dates = _dates(subject, old.dates, draft.longest_window)
        subject = _on_the_clock_of(old, subject, dates)
        kinds = [ChangeKind.REVIVED] if old.withdrawn is not None else list(_differences(old.subject, subject))
        if not kinds and (old.subject != subject or reworded):
            kinds = [ChangeKind.WORDING]
        following = evolve(old, subject=subject, editions=editions, dates=dates, withdrawn=None)
    if not kinds and following == old:
        return old, []
    # Without any change in it, an entry appears because longer windows are now shown.
    raised = old.sequence + any(kind.is_material for kind in kinds)
    return evolve(following, sequence=raised, modified=draft.at), kinds


def _on_the_clock_of(old: Entry, subject: Subject, dates: When | None) -> Subject:
    """Keep the zone of the clock times that subscribers were last shown, wherever it now is, until there are others."""
    if isinstance(subject, Deadline | Milestone) or isinstance(old.subject, Deadline | Milestone):
        return subject
    kept = isinstance(dates, Days) and dates.has_clock_times and dates != subject.when
    if not kept or subject.zone == old.subject.zone:
        return subject
    if isinstance(subject, Session) and any(
        isinstance(one.when, Days) and one.when.has_clock_times for one in subject.parts
    ):
        return subject  # their hours are told, and its own as whole days
    return evolve(subject, time_zone=old.subject.zone)


def _differences(before: Subject, after: Subject) -> Iterator[ChangeKind]:
    """Compare values: what differs for somebody who comes."""
    seen = _seen(after)
    return (kind for kind, value in _seen(before).items() if seen[kind] != value)


def _seen(subject: Subject) -> dict[ChangeKind, object]:
    """Give what a subscriber goes by."""
    if isinstance(subject, Deadline):
        return {ChangeKind.DATES: subject.current}
    if isinstance(subject, Milestone):
        return {ChangeKind.DATES: subject.when}
    return {
        ChangeKind.DATES: _all_dates(subject),
        ChangeKind.PLACE: _whereabouts(subject),
        ChangeKind.MODE: subject.mode,
        ChangeKind.STATUS: (subject.status, subject.dates_confirmed, subject.place_confirmed),
    }


def _all_dates(subject: Session | PublishedPart) -> object:
    """Give the dates of a session and of its parts, with the zone of clock times; their order plays no part."""
    stated = {"": (subject.when, subject.zone)}
    if isinstance(subject, Session):
        stated |= {part.id: (part.when, subject.zone_of(part)) for part in subject.parts}
    return {
        one: (when, isinstance(when, Days) and when.has_clock_times and zone) for one, (when, zone) in stated.items()
    }


def _whereabouts(subject: Session | PublishedPart) -> object:
    """Give what makes a place another place: not its name in one more language, nor its exact position."""
    stated = {"": subject.places}
    if isinstance(subject, Session):
        stated |= {part.id: part.places for part in subject.parts}
    named = {
        one: [(type(place), place.id, place.country) for place in places] for one, places in stated.items() if places
    }
    return named, subject.one_of_places


def _unless_the_same(following: Publication, previous: Publication) -> Publication:
    """Give the previous publication again when nothing changed, so that not a byte does."""
    unchanged = evolve(following, at=previous.at) == previous
    if unchanged and all(following.shows(entry) == previous.shows(entry) for entry in previous.entries):
        return evolve(previous, changes=())
    return following
