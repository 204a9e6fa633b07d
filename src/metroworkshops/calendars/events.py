"""Entries of a publication as components: a VEVENT, or a VTODO for a deadline (RFC 5545 section 3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from attrs import frozen
from icalendar import Alarm, Event, Todo, vDuration, vGeo, vInt, vUri

from metroworkshops.domain.city import City
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.identity import uuid_of
from metroworkshops.domain.milestone import Milestone
from metroworkshops.domain.publication import Entry, Publication, Subject
from metroworkshops.domain.published_part import PublishedPart
from metroworkshops.domain.state import Mode, State
from metroworkshops.domain.time_zone import tz
from metroworkshops.domain.when import Days, Span
from metroworkshops.words import Catalogue, entry_description, entry_location, entry_title
from metroworkshops.words.names import text_in

from .addresses import ascii_address
from .identity import session_uid
from .options import CalendarOptions, DeadlineAs
from .text import CalendarText, one_line
from .times import clock_time, day, instant

__all__ = ["Told", "clock_times", "component", "is_tentative", "told"]

_DAY: Final = timedelta(days=1)


@frozen
class Told:
    """What is said of an entry in a language.

    Attributes:
        title: On one line; it says what is not settled.
        description: One fact a line.
        place: On one line; None for a deadline or a milestone.
        address: The address of the form of a deadline.
    """

    title: str
    description: str
    place: str | None
    address: str | None


def told(entry: Entry, publication: Publication, language: str | Catalogue) -> Told:
    """Say what there is to say of an entry.

    Raises:
        NotFound: There are no messages in the language.
    """
    return Told(
        one_line(entry_title(entry, publication, language)),
        entry_description(entry, publication, language),
        entry_location(entry, language),
        _form(entry, publication, language),
    )


def component(entry: Entry, said: Told, programme: str, options: CalendarOptions) -> Event | Todo:
    """Make the component of an entry that a publication shows.

    Args:
        entry: The entry.
        said: What is said of it.
        programme: The id of the programme.
        options: How it is written.

    Raises:
        InvalidValue: The entry has no dates.
    """
    is_to_do = isinstance(entry.subject, Deadline) and options.deadlines is DeadlineAs.TO_DO
    made = Todo() if is_to_do else Event()
    status, title, modified = _status(entry), CalendarText(said.title), instant(entry.modified)
    made["UID"] = CalendarText(entry.uid)
    # Without METHOD it means when the entry last changed (RFC 5545 section 3.8.7.2), never when the file was made.
    made["DTSTAMP"] = modified
    made["CREATED"] = instant(entry.published)
    made["LAST-MODIFIED"] = modified
    made["SEQUENCE"] = vInt(entry.sequence)
    made["SUMMARY"] = title
    made["DESCRIPTION"] = CalendarText(said.description)
    for name, value in _due(entry) if is_to_do else _extent(entry):
        made[name] = value
    if is_to_do:
        made["STATUS"] = CalendarText("CANCELLED" if status == "CANCELLED" else "NEEDS-ACTION")
    else:
        made["STATUS"] = CalendarText(status)
        made["TRANSP"] = CalendarText("OPAQUE" if status == "CONFIRMED" and _takes_time(entry) else "TRANSPARENT")
    if said.place is not None:
        made["LOCATION"] = CalendarText(one_line(said.place))
    if (position := _position(entry.subject)) is not None:
        made["GEO"] = position
    if said.address is not None:
        made["URL"] = vUri(said.address)
    if isinstance(entry.subject, PublishedPart):
        made["RELATED-TO"] = CalendarText(session_uid(entry.subject.session, programme))
    if status != "CANCELLED":
        for alarm in _alarms(entry, title, options):
            made.add_component(alarm)
    return made


def _alarms(entry: Entry, title: CalendarText, options: CalendarOptions) -> Iterator[Alarm]:
    """Make the reminders of an entry whose first day is known, where it has no parts that have their own."""
    if not isinstance(entry.dates, Days) or entry.is_split:
        return
    duty = isinstance(entry.subject, Deadline | Milestone)
    for lead in options.deadline_alarms if duty else options.session_alarms:
        alarm = Alarm()
        alarm["UID"] = CalendarText(str(uuid_of("alarm", entry.uid, str(lead))))  # RFC 9074 section 4
        alarm["ACTION"] = CalendarText("DISPLAY")
        alarm["DESCRIPTION"] = title
        alarm["TRIGGER"] = vDuration(-lead)
        yield alarm


def is_tentative(entry: Entry) -> bool:
    """Tell whether an entry says something that is not settled."""
    return _status(entry) == "TENTATIVE"


def _status(entry: Entry) -> str:
    if entry.withdrawn is not None or entry.is_taken_back:
        return "CANCELLED"
    subject, exact = entry.subject, isinstance(entry.dates, Days)
    if isinstance(subject, Deadline | Milestone):
        return "CONFIRMED" if exact else "TENTATIVE"
    if subject.state in (State.CANCELLED, State.POSTPONED):
        return "CANCELLED"
    settled = subject.state is State.HELD or (subject.dates_confirmed and subject.place_confirmed)
    return "CONFIRMED" if exact and settled else "TENTATIVE"


def _takes_time(entry: Entry) -> bool:
    """Tell whether it takes the time of who comes: not a deadline, nor a session that does so in its parts."""
    return not isinstance(entry.subject, Deadline | Milestone) and _run(entry) is not None


def _run(entry: Entry) -> Span | None:
    """Give the one run of days that an entry takes; None for a window, separate days, and a session in parts."""
    spans = entry.dates.spans if isinstance(entry.dates, Days) and not entry.is_split else ()
    return spans[0] if len(spans) == 1 else None


def clock_times(entry: Entry) -> tuple[datetime, datetime] | None:
    """Give when an entry starts and ends on the clock of its zone; None when it is shown as whole days.

    Both ends must be known, for a calendar would invent the other.
    """
    subject = entry.subject
    if isinstance(subject, Deadline | Milestone):
        return None
    span = _run(entry)
    if span is None or subject.zone is None or span.opens is None or span.closes is None:
        return None
    zone = tz(subject.zone)
    start = datetime.combine(span.first, span.opens, tzinfo=zone)
    end = datetime.combine(span.last, span.closes, tzinfo=zone)
    return start, end


def _extent(entry: Entry) -> list[tuple[str, Any]]:
    """Give start and end; the end of whole days is the day after (RFC 5545 section 3.6.1)."""
    if (times := clock_times(entry)) is not None:
        return [("DTSTART", clock_time(times[0])), ("DTEND", clock_time(times[1]))]
    first, last = _days(entry)
    return [("DTSTART", day(first)), ("DTEND", day(last + _DAY))]


def _due(entry: Entry) -> list[tuple[str, Any]]:
    """Give the last day, which is included here (RFC 5545 section 3.8.2.3); of a window, the first day too."""
    first, last = _days(entry)
    due = [("DUE", day(last))]
    return due if isinstance(entry.dates, Days) else [("DTSTART", day(first)), *due]


def _days(entry: Entry) -> tuple[date, date]:
    first: date | None = entry.dates.earliest if entry.dates else None
    last: date | None = entry.dates.latest if entry.dates else None
    if first is None or last is None:
        raise InvalidValue(f"an entry must have dates to be shown, got {entry.dates!r}", entry.dates)
    return first, last


def _position(subject: Subject) -> vGeo | None:
    """Give the position of a session, when it is known and is one."""
    if isinstance(subject, Deadline | Milestone) or subject.mode is Mode.ONLINE or len(subject.places) != 1:
        return None
    (place,) = subject.places
    return _Position(place.coordinates) if isinstance(place, City) and place.coordinates else None


class _Position(vGeo):
    """A position with six decimals and no exponent, which some readers drop or refuse (RFC 5545 section 3.8.1.6)."""

    def to_ical(self) -> str:
        return f"{self.latitude:.6f};{self.longitude:.6f}"


def _form(entry: Entry, publication: Publication, language: str | Catalogue) -> str | None:
    """Give the address of the form of a deadline, in this language."""
    if not isinstance(entry.subject, Deadline):
        return None
    forms = (publication.edition(one).forms for one in entry.editions)
    return next((ascii_address(text_in(form, language)) for form in forms if form is not None), None)
