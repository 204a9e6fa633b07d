"""Publishing: what subscribers have been told, what is true now, and the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

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
    sequence number higher by one (RFC 5546 section 2.1.4); new wording raises only when it was last modified. What
    vanished stays as a cancelled entry with its last dates, for `keep_days`; what comes back keeps its identity. With
    nothing changed, a later *at* changes nothing at all.

    An entry whose dates are taken back (postponed, or nothing known any more) stays at the dates that subscribers were
    last shown, as cancelled, until it has new ones. One that never had dates is left out.

    Args:
        what: A whole programme, or one edition. Publish always from the same: an edition's feed out of a programme is
            `Publication.only`.
        previous: What was published last; None the first time.
        at: The instant of this publication, not before that of *previous*.
        keep_days: For how many days a withdrawn entry is still shown. Default: as before, at first 90.
        longest_window: The longest window that is shown as an entry, in days. Default: as before, at first 92.

    Raises:
        InvalidValue: *at* has no zone or is before the previous publication, *previous* is of another programme, or
            it covers editions that *what* does not hold although it is no programme.

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
        editions=tuple(
            PublishedEdition(e.id, e.label, title=e.title, forms=e.call.forms if e.call else None) for e in editions
        ),
        keep_days=_or(keep_days, previous.keep_days if previous else 90),
        longest_window=_or(longest_window, previous.longest_window if previous else 92),
    )
    known = {entry.uid: entry for entry in previous.entries} if previous else {}
    told = {edition.id: edition for edition in previous.editions} if previous else {}
    reworded = {edition.id for edition in draft.editions if told.get(edition.id, edition) != edition}
    subjects = _subjects(editions, programme)
    entries: list[Entry] = []
    changes: list[Change] = []
    for identity, old in known.items():
        if identity in subjects:
            subject, belongs = subjects.pop(identity)
            entry, found = _next(old, subject, belongs, draft, reworded)
        else:
            entry, found = _withdrawn(old, now)
        entries.append(entry)
        changes += found
    for identity, (subject, belongs) in subjects.items():
        entries.append(
            Entry(
                identity,
                subject,
                editions=belongs,
                published=now,
                modified=now,
                dates=_dates(subject, None, draft.longest_window),
            )
        )
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


def _subjects(editions: Sequence[Edition], programme: str) -> dict[str, tuple[Subject, tuple[str, ...]]]:
    """List what there is to publish by identity, with the editions that each belongs to."""
    found: dict[str, tuple[Subject, tuple[str, ...]]] = {}
    for edition in editions:
        deadlines = edition.call.deadlines if edition.call else ()
        subjects: tuple[Subject, ...] = (*edition.sessions, *deadlines)
        for subject in subjects:
            identity = uid(subject, programme=programme, edition=edition.id)
            _, belongs = found.get(identity, (subject, ()))
            found[identity] = subject, (*belongs, edition.id)
    return found


def _dates(subject: Subject, shown_before: When | None, longest: int) -> When | None:
    """Choose the dates to show: those it has, else those that subscribers were last shown."""
    when = subject.when if isinstance(subject, Session) else subject.current.when
    if when.earliest is None or when.latest is None:
        return shown_before
    if isinstance(when, Days) or (when.latest - when.earliest).days < longest:
        return when
    return shown_before


def _next(
    old: Entry, subject: Subject, belongs: tuple[str, ...], draft: Publication, reworded: set[str]
) -> tuple[Entry, list[Change]]:
    kinds = list(_differences(old.subject, subject))
    if old.withdrawn is not None:
        kinds = [ChangeKind.REVIVED]
    if not kinds and (old.subject != subject or old.editions != belongs or reworded.intersection(belongs)):
        kinds = [ChangeKind.WORDING]
    dates = _dates(subject, old.dates, draft.longest_window)
    if not kinds and dates != old.dates:
        kinds = [ChangeKind.DATES]  # the longest window to be shown is another
    if not kinds:
        return old, []
    entry = evolve(
        old,
        subject=subject,
        editions=belongs,
        sequence=old.sequence + any(kind.is_material for kind in kinds),
        modified=draft.at,
        dates=dates,
        withdrawn=None,
    )
    return entry, [
        Change(kind, old.uid, before=old.subject, after=subject, editions=_joined(old.editions, belongs))
        for kind in kinds
    ]


def _joined(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *after)))


def _withdrawn(old: Entry, now: datetime) -> tuple[Entry, list[Change]]:
    if old.withdrawn is not None:
        return old, []
    entry = evolve(old, sequence=old.sequence + 1, modified=now, withdrawn=now)
    return entry, [Change(ChangeKind.WITHDRAWN, old.uid, before=old.subject, editions=old.editions)]


def _differences(before: Subject, after: Subject) -> Iterator[ChangeKind]:
    """Compare values: what differs for somebody who comes, and last of all the wording."""
    if isinstance(before, Session) and isinstance(after, Session):
        if (before.when, before.zone if _timed(before) else None) != (
            after.when,
            after.zone if _timed(after) else None,
        ):
            yield ChangeKind.DATES
        if (before.places, before.one_of_places) != (after.places, after.one_of_places):
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


def _timed(session: Session) -> bool:
    return isinstance(session.when, Days) and session.when.has_clock_times


def _unless_the_same(following: Publication, previous: Publication) -> Publication:
    """Give the previous publication again when nothing changed, so that not a byte does."""
    at_rest = evolve(following, at=previous.at)
    if at_rest != previous:
        return following
    expired = any(
        entry.withdrawn is not None
        and previous.at < entry.withdrawn + timedelta(days=previous.keep_days) <= following.at
        for entry in previous.entries
    )
    return following if expired else evolve(previous, changes=())
