"""Events: what a calendar has to say of an entry, and what a client read of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from attrs import frozen

from metroworkshops import Days, Entry, Publication, PublishedPart, Session, State, Status, words
from metroworkshops.calendars.text import clean, one_line

__all__ = ["Event", "expected", "instant"]


@frozen
class Event:
    """An event, as the model has it or as a client shows it; None is what a client does not tell.

    Attributes:
        uid: Its identity.
        start: Its first day, or the instant at which it starts, in UTC.
        end: The day after its last, or the instant at which it ends, in UTC.
        title: Its SUMMARY.
        status: TENTATIVE, CONFIRMED or CANCELLED.
        sequence: Its revision.
        place: Its LOCATION; "" without one.
        description: Its DESCRIPTION.
        busy: Whether it takes the time of who comes (TRANSP).
        whole: The identity of the session that it is a part of (RELATED-TO); "" when it is none.
    """

    uid: str
    start: date
    end: date
    title: str
    status: str | None
    sequence: int | None
    place: str | None
    description: str | None
    busy: bool | None
    whole: str | None


def instant(value: date) -> date:
    """Put an instant into UTC; a day stays itself, and a time without a zone is an error of the reader."""
    if not isinstance(value, datetime):
        return value
    assert value.tzinfo is not None, f"{value} was read without a zone"
    return value.astimezone(UTC)


def expected(publication: Publication, language: str) -> list[Event]:
    """Tell what every client must read of a publication: from its values, not from what the writer makes of them."""
    sessions = {one.subject.id: one.uid for one in publication.entries if isinstance(one.subject, Session)}
    return [
        Event(
            uid=entry.uid,
            start=start,
            end=end,
            title=one_line(words.entry_title(entry, publication, language)),
            status=_status(entry),
            sequence=entry.sequence,
            place=one_line(words.entry_location(entry, language) or ""),
            description=clean(words.entry_description(entry, publication, language)),
            busy=_status(entry) == "CONFIRMED" and _takes_place(entry) and not entry.is_split,
            whole=sessions[entry.subject.session] if isinstance(entry.subject, PublishedPart) else "",
        )
        for entry in publication.entries
        if publication.shows(entry)
        for start, end in [_extent(entry)]
    ]


def _takes_place(entry: Entry) -> bool:
    return isinstance(entry.subject, Session | PublishedPart)


def _extent(entry: Entry) -> tuple[date, date]:
    """Give the instants of the clock times, when both ends have one, else the first day and the day after the last."""
    dates = entry.dates
    assert dates is not None
    assert dates.earliest is not None
    assert dates.latest is not None
    if isinstance(dates, Days) and _takes_place(entry) and not entry.is_split:
        (span,) = dates.spans
        if span.opens is not None and span.closes is not None:
            assert isinstance(entry.subject, Session | PublishedPart)
            zone = ZoneInfo(str(entry.subject.zone))
            start, end = datetime.combine(span.first, span.opens, zone), datetime.combine(span.last, span.closes, zone)
            return start.astimezone(UTC), end.astimezone(UTC)
    return dates.earliest, dates.latest + timedelta(days=1)


def _status(entry: Entry) -> str:
    if entry.withdrawn is not None or entry.is_taken_back:
        return "CANCELLED"
    if isinstance(entry.subject, Session | PublishedPart):
        if entry.subject.state in (State.CANCELLED, State.POSTPONED):
            return "CANCELLED"
        if entry.subject.status is Status.TENTATIVE:
            return "TENTATIVE"
    # What was held or confirmed on days that nobody knows is not certain in a calendar.
    return "CONFIRMED" if isinstance(entry.dates, Days) else "TENTATIVE"
