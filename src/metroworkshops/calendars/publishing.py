"""Publishing: what subscribers have been told, what is true now, and the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from attrs import evolve

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.programme import Programme
from metroworkshops.domain.publication import Change, ChangeKind, Entry, Publication, PublishedEdition
from metroworkshops.domain.session import Session
from metroworkshops.domain.value import instant
from metroworkshops.domain.when import Days, When

from .identity import uid

__all__ = ["publish"]

Subject = Session | Deadline


def publish(
    what: Edition | Programme,
    *,
    previous: Publication | None = None,
    at: datetime,
    keep_days: int | None = None,
    longest_window: int | None = None,
) -> Publication:
    """Compare what was last published with what is true now, and give the next publication.

    A pure function: the clock is not read. Each entry whose dates, times, place, mode or status changed gets a
    sequence number higher by one (RFC 5546 section 2.1.4); new wording raises only when it was last modified: titles,
    names of places, sources, the history. What vanished stays as a cancelled entry with its last dates, for
    `keep_days`; what comes back keeps its identity. With nothing changed, a later *at* changes nothing at all.

    An entry whose dates are taken back (postponed, or nothing known any more) stays at the dates that subscribers were
    last shown, as cancelled, until it has new ones. One that never had dates is left out.

    A programme has one publication. An edition's own feed is a view of it, `Publication.only`. An edition can be
    published alone too, as long as no other is: a publication of one edition may be followed by one of its whole
    programme, never the reverse, which would withdraw all the other editions.

    Args:
        what: A whole programme, or one edition.
        previous: What was published last; None the first time.
        at: The instant of this publication, not before that of *previous*.
        keep_days: For how many days a withdrawn entry is still shown. Default: as before, at first 90.
        longest_window: The longest window that is shown as an entry, in days. Default: as before, at first 92.

    Raises:
        InvalidValue: *at* has no zone or is before the previous publication; *previous* is of another programme, is a
            view of one edition, or covers other editions while *what* is a single one.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import metropolitan_workshops
    >>> first = publish(metropolitan_workshops().edition("2020"), at=datetime(2019, 12, 1, tzinfo=UTC))
    >>> len(first.entries), first.entries[0].sequence
    (4, 0)
    """
    now = instant(at)
    editions = _editions(what)
    programme = what.programme if isinstance(what, Edition) else what.id
    if previous is not None:
        _check(previous, programme, now, editions, whole=isinstance(what, Programme))
    draft = Publication(
        programme,
        now,
        title=what.title,
        editions=_told(editions, previous),
        keep_days=_or(keep_days, previous.keep_days if previous else 90),
        longest_window=_or(longest_window, previous.longest_window if previous else 92),
    )
    subjects = _subjects(editions, programme)
    entries: list[Entry] = []
    changes: list[Change] = []
    for old in previous.entries if previous else ():
        subject, belongs = subjects.pop(old.uid, None) or (None, old.editions)
        entry, kinds = _next(old, subject, belongs, draft, reworded=_reworded(old, belongs, draft, previous))
        entries.append(entry)
        concerned = tuple(dict.fromkeys((*old.editions, *belongs)))
        changes += [Change(kind, old.uid, before=old.subject, after=subject, editions=concerned) for kind in kinds]
    for identity, (subject, belongs) in subjects.items():
        dates = _dates(subject, None, draft.longest_window)
        entries.append(Entry(identity, subject, editions=belongs, published=now, modified=now, dates=dates))
        changes.append(Change(ChangeKind.ADDED, identity, after=subject, editions=belongs))
    following = evolve(draft, entries=tuple(entries), changes=tuple(changes))
    return following if previous is None else _unless_the_same(following, previous)


def _or(given: int | None, otherwise: int) -> int:
    return otherwise if given is None else given


def _editions(what: Edition | Programme) -> tuple[Edition, ...]:
    if isinstance(what, Edition):
        return (what,)
    if isinstance(what, Programme):
        return what.editions
    raise InvalidValue(f"what is published must be an Edition or a Programme, got {shown(what)}", what)


def _check(previous: Publication, programme: str, now: datetime, editions: Sequence[Edition], *, whole: bool) -> None:
    if not isinstance(previous, Publication):
        raise InvalidValue(f"'previous' must be a Publication that publish() gave, got {shown(previous)}", previous)
    if previous.view:
        raise InvalidValue(
            "'previous' must be the whole publication, not a view that only(edition=...) gave: sequence numbers would "
            "part",
            previous,
        )
    if previous.programme != programme:
        raise InvalidValue(
            f"'previous' must be a publication of {programme!r}, got one of {previous.programme!r}", previous.programme
        )
    if now < previous.at:
        raise InvalidValue(
            f"'at' must not be before the previous publication, {previous.at.isoformat()}; got {now.isoformat()}", now
        )
    others = [edition.id for edition in previous.editions if edition.id not in {e.id for e in editions}]
    if others and not whole:
        raise InvalidValue(
            f"'previous' covers other editions too ({', '.join(others)}), which would be withdrawn: publish the "
            "programme, and take its view with only(edition=...)",
            previous,
        )


def _told(editions: Sequence[Edition], previous: Publication | None) -> tuple[PublishedEdition, ...]:
    """List what is said of each edition; one that left the programme stays, for its entries still name it."""
    now = [PublishedEdition(e.id, e.label, title=e.title, forms=e.call.forms if e.call else None) for e in editions]
    ids = {edition.id for edition in editions}
    return (*now, *(one for one in (previous.editions if previous else ()) if one.id not in ids))


def _subjects(editions: Sequence[Edition], programme: str) -> dict[str, tuple[Subject, tuple[str, ...]]]:
    """List what there is to publish by identity, with the editions that each belongs to."""
    found: dict[str, tuple[Subject, tuple[str, ...]]] = {}
    for edition in editions:
        deadlines = edition.call.deadlines if edition.call else ()
        # Grace is not announced, so that subscribers are not told of it, nor of its changes.
        subjects: tuple[Subject, ...] = (*edition.sessions, *(evolve(one, grace_minutes=0) for one in deadlines))
        for subject in subjects:
            identity = uid(subject, programme=programme, edition=edition.id)
            _, belongs = found.get(identity, (subject, ()))
            found[identity] = subject, (*belongs, edition.id)
    return found


def _dates(subject: Subject, shown_before: When | None, longest: int) -> When | None:
    """Choose the dates to show: those it has, else those that subscribers were last shown."""
    when = subject.when if isinstance(subject, Session) else subject.current.when
    # The end of whole days is the day after, and the last day of all has none.
    if when.earliest is None or when.latest is None or when.latest == date.max:
        return shown_before
    if isinstance(when, Days) or (when.latest - when.earliest).days < longest:
        return when
    return shown_before


def _reworded(old: Entry, belongs: tuple[str, ...], draft: Publication, previous: Publication | None) -> bool:
    """Tell whether what an entry says of its editions changed: their names, and for a deadline the forms."""
    if previous is None or old.editions != belongs:
        return True

    def text(publication: Publication) -> list[object]:
        told = [publication.edition(one) for one in belongs]
        return [(one.title or one.label, one.forms if isinstance(old.subject, Deadline) else None) for one in told]

    return text(previous) != text(draft)


def _next(
    old: Entry, subject: Subject | None, belongs: tuple[str, ...], draft: Publication, *, reworded: bool
) -> tuple[Entry, list[ChangeKind]]:
    """Make the next of an entry and say what changed; without a subject, it is not in the programme any more."""
    if subject is None and old.withdrawn is None:
        kinds = [ChangeKind.WITHDRAWN]
        following = evolve(old, withdrawn=draft.at)
    elif subject is None:
        kinds = [ChangeKind.WORDING] if reworded and draft.shows(old) else []
        following = old
    else:
        kinds = [ChangeKind.REVIVED] if old.withdrawn is not None else list(_differences(old.subject, subject))
        if not kinds and (old.subject != subject or reworded):
            kinds = [ChangeKind.WORDING]
        dates = _dates(subject, old.dates, draft.longest_window)
        following = evolve(old, subject=subject, editions=belongs, dates=dates, withdrawn=None)
    if not kinds and following == old:
        return old, []
    # Without any change in it, an entry appears because longer windows are now shown.
    raised = old.sequence + any(kind.is_material for kind in kinds)
    return evolve(following, sequence=raised, modified=draft.at), kinds


def _differences(before: Subject, after: Subject) -> Iterator[ChangeKind]:
    """Compare values: what differs for somebody who comes."""
    if isinstance(before, Session) and isinstance(after, Session):
        if _all_dates(before) != _all_dates(after):
            yield ChangeKind.DATES
        if _whereabouts(before) != _whereabouts(after):
            yield ChangeKind.PLACE
        if before.mode is not after.mode:
            yield ChangeKind.MODE
        if (before.status, before.dates_confirmed, before.place_confirmed) != (
            after.status,
            after.dates_confirmed,
            after.place_confirmed,
        ):
            yield ChangeKind.STATUS
    elif isinstance(before, Deadline) and isinstance(after, Deadline) and before.current != after.current:
        yield ChangeKind.DATES


def _all_dates(session: Session) -> object:
    """Give the dates of a session and of its parts, with the zone of clock times; without any, it plays no part."""
    stated = [("", session.when, session.zone)]
    stated += [(part.id, part.when, session.zone_of(part)) for part in session.parts]
    return [(one, when, isinstance(when, Days) and when.has_clock_times and zone) for one, when, zone in stated]


def _whereabouts(session: Session) -> object:
    """Give what makes a place another place: not its name in one more language, nor its exact position."""
    stated = [("", session.places), *((part.id, part.places) for part in session.parts)]
    return (
        [(one, [(type(place), place.id, place.country) for place in places]) for one, places in stated if places],
        session.one_of_places,
    )


def _unless_the_same(following: Publication, previous: Publication) -> Publication:
    """Give the previous publication again when nothing changed, so that not a byte does."""
    unchanged = evolve(following, at=previous.at) == previous
    if unchanged and all(following.shows(entry) == previous.shows(entry) for entry in previous.entries):
        return evolve(previous, changes=())
    return following
