"""Publications: what subscribers of a calendar have been told so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar, Self

from attrs import evolve, field, frozen

from .deadline import Deadline
from .edition import programme_id
from .errors import InvalidValue, NotFound, named, shown
from .milestone import Milestone
from .published_part import PublishedPart
from .session import Session
from .text import Text, optional_text
from .truth import Truth
from .value import (
    HOLE,
    Invariant,
    Named,
    Value,
    flag,
    identifier,
    instant,
    optional_instant,
    readable,
    tuple_of,
    unique_ids,
)
from .when import Days, When, optional_when

__all__ = ["Change", "ChangeKind", "Entry", "Publication", "PublishedEdition", "Subject", "stated_dates"]

Subject = Session | PublishedPart | Deadline | Milestone
"""What an entry of a calendar may be of."""


class ChangeKind(Named):
    """What a new publication changes for a subscriber."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    REVIVED = "revived"
    DATES = "dates"
    PLACE = "place"
    MODE = "mode"
    STATUS = "status"
    WORDING = "wording"

    @property
    def is_material(self) -> bool:
        """Whether it raises the sequence number: a change in wording alone does not."""
        return self not in (ChangeKind.ADDED, ChangeKind.WORDING)


@frozen(repr=False)
class Change(Value):
    """One thing that a new publication changes, computed from values and the same in every language.

    Attributes:
        kind: What it is.
        uid: The entry's UID.
        before: What the entry is of, as it was published; None for an added one.
        after: The same as it is now; None for a withdrawn one.
        editions: The ids of the editions it belongs to.
    """

    kind: ChangeKind
    uid: str
    before: Subject | None = field(kw_only=True, default=None)
    after: Subject | None = field(kw_only=True, default=None)
    editions: tuple[str, ...] = field(kw_only=True, default=())

    @property
    def part_of(self) -> str | None:
        """For a part of a session, or one of its separate days, the session's id; its own changes tell of it too."""
        subject = self.after or self.before
        return subject.session if isinstance(subject, PublishedPart) else None


def _subject(given: Subject) -> Subject:
    if not isinstance(given, Subject):
        raise InvalidValue(
            f"'subject' must be a Session, a PublishedPart, a Deadline or a Milestone, got {shown(given)}", given
        )
    return given


def _sequence(given: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < 2**31:
        raise InvalidValue(f"must be a whole number from 0 to {2**31 - 1} such as 1, got {shown(given)}", given)
    return given


def _edition_ids(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(identifier, tuple_of(str, given, "'2020'")))


def _modified_after_published(published: datetime, modified: datetime) -> Iterator[InvalidValue]:
    if modified < published:
        yield InvalidValue(
            f"'modified' must not be before 'published', {published.isoformat()}; got {modified.isoformat()}",
            modified,
            "modified",
        )


def stated_dates(subject: Subject) -> When:
    """Give the dates that a subject has now; a session without any of its own has those that its parts span."""
    if isinstance(subject, Deadline):
        return subject.current.when
    return subject.extent if isinstance(subject, Session) else subject.when


@frozen(repr=False)
class Entry(Value):
    """One entry of a calendar, as subscribers know it.

    Attributes:
        uid: Its identity for life (RFC 5545 section 3.8.4.7), the same in every language.
        subject: What it is of, as last published; a milestone stands on the date that was worked out for it.
        editions: The ids of the editions it belongs to.
        sequence: 0 at first; rises by one when dates, times, place, mode or status change (RFC 5546 section 2.1.4).
        published: When it was first published.
        modified: When anything of it last changed.
        dates: The dates that subscribers were last shown. They stay when the subject has none any more; None when it
            never had any that a calendar can show.
        withdrawn: Since when it is not in the programme any more; None when it is.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("published", "modified"), _modified_after_published),)

    uid: str = field(converter=identifier)
    subject: Subject = field(converter=_subject)
    editions: tuple[str, ...] = field(kw_only=True, default=(), converter=_edition_ids)
    sequence: int = field(kw_only=True, default=0, converter=_sequence)
    published: datetime = field(kw_only=True, converter=instant)
    modified: datetime = field(kw_only=True, converter=instant)
    dates: When | None = field(kw_only=True, default=None, converter=optional_when)
    withdrawn: datetime | None = field(kw_only=True, default=None, converter=optional_instant)

    @property
    def stated(self) -> When:
        """The dates that its subject has now, whether a calendar can show them or not."""
        return stated_dates(self.subject)

    @property
    def is_split(self) -> bool:
        """Whether it is a session that takes place in parts or on separate days, which have entries of their own."""
        if not isinstance(self.subject, Session):
            return False
        return bool(self.subject.parts) or (isinstance(self.dates, Days) and len(self.dates.spans) > 1)

    @property
    def is_taken_back(self) -> bool:
        """Whether the dates that subscribers were last shown hold no more, and there are none to show instead."""
        return self.dates is not None and self.dates != self.stated


@frozen(repr=False)
class PublishedEdition(Value):
    """What a calendar says of an edition as a whole.

    Attributes:
        id: The edition's id.
        label: How people name it.
        title: What it is called.
        forms: The address of the application form, for each language.
    """

    id: str = field(converter=identifier)
    label: str = field(converter=readable)
    title: Text | None = field(kw_only=True, default=None, converter=optional_text)
    forms: Text | None = field(kw_only=True, default=None, converter=optional_text)


def _editions(given: Iterable[PublishedEdition]) -> tuple[PublishedEdition, ...]:
    return tuple_of(PublishedEdition, given, "PublishedEdition(...)")


def _entries(given: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple_of(Entry, given, "Entry(...)")


def _days(given: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= 36500:
        raise InvalidValue(f"must be a whole number of days from 0 to 36500 such as 90, got {shown(given)}", given)
    return given


def _one_entry_per_uid(entries: Sequence[Any]) -> Iterator[InvalidValue]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry is not HOLE:
            if entry.uid in seen:
                yield InvalidValue(
                    f"every 'uid' must be given once, got {entry.uid!r} again", entry.uid, f"entries[{index}].uid"
                )
            seen.add(entry.uid)


def _editions_are_told(editions: Sequence[Any], entries: Sequence[Any]) -> Iterator[InvalidValue]:
    if HOLE in editions:
        return
    known = {edition.id: None for edition in editions}
    for index, entry in enumerate(entries):
        if entry is not HOLE and (others := [one for one in entry.editions if one not in known]):
            yield InvalidValue(
                f"an entry's editions must be among those of the publication ({named(known) or 'none'}), "
                f"got {shown(others[0])}",
                others[0],
                f"entries[{index}].editions",
            )


@frozen(repr=False)
class Publication(Value):
    """What subscribers have been told so far. Make one with `metroworkshops.calendars.publish`; keep it as a document.

    Attributes:
        programme: The id of the programme.
        at: When something in it last changed.
        title: What the calendar is called.
        editions: The editions it covers, and those that left the programme while entries of theirs are kept.
        entries: Everything ever published, in the order of first publication; what was withdrawn stays.
        keep_days: For how many days a withdrawn entry is still shown as cancelled.
        longest_window: The longest window that is shown as an entry, in days.
        milestones: Whether the milestones of its editions are shown as entries.
        view: Whether it shows one edition of a whole: see `only`.
        changes: What this publication changed from the one before. Not part of its equality or its document.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        unique_ids("editions"),
        Invariant(("entries",), _one_entry_per_uid),
        Invariant(("editions", "entries"), _editions_are_told),
    )

    programme: str = field(converter=programme_id)
    at: datetime = field(converter=instant)
    title: Text | None = field(kw_only=True, default=None, converter=optional_text)
    editions: tuple[PublishedEdition, ...] = field(kw_only=True, default=(), converter=_editions)
    entries: tuple[Entry, ...] = field(kw_only=True, default=(), converter=_entries)
    keep_days: int = field(kw_only=True, default=90, converter=_days)
    longest_window: int = field(kw_only=True, default=92, converter=_days)
    milestones: bool = field(kw_only=True, default=False, converter=flag)
    view: bool = field(kw_only=True, default=False, converter=flag)
    changes: tuple[Change, ...] = field(kw_only=True, default=(), eq=False)

    def shows(self, entry: Entry) -> bool:
        """Tell whether an entry is in the calendar: it has dates to show, and was not withdrawn too long ago.

        A milestone is there when milestones are asked for. A part that was withdrawn is not, when its session now takes
        place on those days as a whole: that would say that they were called off.
        """
        if entry.dates is None or (isinstance(entry.subject, Milestone) and not self.milestones):
            return False
        if entry.withdrawn is None:
            return True
        return self.at < entry.withdrawn + timedelta(days=self.keep_days) and not self._is_taken_in(entry)

    def _is_taken_in(self, entry: Entry) -> bool:
        """Tell whether it is a part that was withdrawn, on days that its session now takes as a whole."""
        if not isinstance(entry.subject, PublishedPart) or entry.withdrawn is None or entry.dates is None:
            return False
        whole = self._sessions.get(entry.subject.session)
        return (
            whole is not None
            and whole.withdrawn is None
            and whole.dates is not None
            and not (whole.is_split or whole.is_taken_back)
            and whole.dates.contains(entry.dates) is Truth.YES
        )

    @cached_property
    def _sessions(self) -> dict[str, Entry]:
        """The entries of whole sessions, by the sessions' ids."""
        return {entry.subject.id: entry for entry in self.entries if isinstance(entry.subject, Session)}

    def edition(self, id: str) -> PublishedEdition:
        """Find an edition by its id.

        Raises:
            NotFound: There is none; the error names those there are.
        """
        found = self._editions.get(id)
        if found is None:
            known = tuple(self._editions)
            raise NotFound(f"no edition {id!r} in this publication; there are: {', '.join(known) or 'none'}", id, known)
        return found

    @cached_property
    def _editions(self) -> dict[str, PublishedEdition]:
        """The editions by their ids: each entry looks for its own."""
        return {edition.id: edition for edition in self.editions}

    def only(self, *, edition: str) -> Self:
        """Give the view of one edition: its entries, just as they are in the whole.

        The view is for writing a calendar. What is published next is published from the whole, so that a session
        shared by two editions has one sequence; a view is refused there. An entry that moved to another edition
        leaves the view at once.

        Raises:
            NotFound: There is no such edition.
        """
        found = self.edition(edition)
        # What its session takes in, which a view may not hold, is shown in none.
        entries = tuple(entry for entry in self.entries if edition in entry.editions and not self._is_taken_in(entry))
        # The other editions of a shared session stay, for its text names them and is the same in every calendar.
        named = {edition, *(one for entry in entries for one in entry.editions)}
        return evolve(
            self,
            title=found.title or self.title,
            editions=tuple(one for one in self.editions if one.id in named),
            entries=entries,
            view=True,
            changes=tuple(change for change in self.changes if edition in change.editions),
        )
