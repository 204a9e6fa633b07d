"""Events: one entry of a publication as a VEVENT (RFC 5545 section 3.6.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Event, vDDDTypes, vGeo, vUri

from metroworkshops.domain.city import City
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.publication import Entry, Publication
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import Mode, State
from metroworkshops.domain.when import Days
from metroworkshops.words import Catalogue, entry_description, entry_location, entry_title

from .addresses import ascii_address
from .text import CalendarText, one_line

__all__ = ["clock_times", "event"]

_DAY: Final = timedelta(days=1)


def event(entry: Entry, publication: Publication, language: str | Catalogue) -> Event:
    """Make the event of an entry that a publication shows.

    Raises:
        InvalidValue: The entry has no dates.
        NotFound: There are no messages in the language.
    """
    subject = entry.subject
    made = Event()
    made.add("UID", CalendarText(entry.uid))
    # Without METHOD it means when the entry last changed (RFC 5545 section 3.8.7.2), never when the file was made.
    made.add("DTSTAMP", entry.modified)
    made.add("CREATED", entry.published)
    made.add("LAST-MODIFIED", entry.modified)
    made.add("SEQUENCE", entry.sequence)
    made.add("SUMMARY", CalendarText(one_line(entry_title(entry, publication, language))))
    made.add("DESCRIPTION", CalendarText(entry_description(entry, publication, language)))
    for name, value in zip(("DTSTART", "DTEND"), _extent(entry), strict=True):
        made.add(name, value)
    status = _status(entry)
    made.add("STATUS", CalendarText(status))
    made.add("TRANSP", CalendarText("OPAQUE" if status == "CONFIRMED" and _takes_time(entry) else "TRANSPARENT"))
    if (location := entry_location(entry, language)) is not None:
        made.add("LOCATION", CalendarText(one_line(location)))
    if (position := _position(subject)) is not None:
        made.add("GEO", position)
    if (address := _form(entry, publication, language)) is not None:
        made.add("URL", vUri(address))
    return made


def _status(entry: Entry) -> str:
    if entry.withdrawn is not None or entry.is_taken_back:
        return "CANCELLED"
    subject, exact = entry.subject, isinstance(entry.dates, Days)
    if isinstance(subject, Deadline):
        return "CONFIRMED" if exact else "TENTATIVE"
    if subject.state in (State.CANCELLED, State.POSTPONED):
        return "CANCELLED"
    settled = subject.state is State.HELD or (subject.dates_confirmed and subject.place_confirmed)
    return "CONFIRMED" if exact and settled else "TENTATIVE"


def _takes_time(entry: Entry) -> bool:
    """Tell whether it takes the time of who comes: not a deadline, nor the days between days that lie apart."""
    return isinstance(entry.subject, Session) and isinstance(entry.dates, Days) and len(entry.dates.spans) == 1


def clock_times(entry: Entry) -> tuple[datetime, datetime] | None:
    """Give when an entry starts and ends on the clock of its zone; None when it is shown as whole days.

    Both ends must be known, for a calendar would invent the other.
    """
    subject, dates = entry.subject, entry.dates
    if not isinstance(subject, Session) or not isinstance(dates, Days) or len(dates.spans) != 1:
        return None
    (span,) = dates.spans
    if subject.zone is None or span.opens is None or span.closes is None:
        return None
    zone = ZoneInfo(subject.zone)
    start = datetime.combine(span.first, span.opens, tzinfo=zone)
    end = datetime.combine(span.last, span.closes, tzinfo=zone)
    return start, end


def _extent(entry: Entry) -> tuple[Any, Any]:
    """Give start and end; the end of whole days is the day after (RFC 5545 section 3.6.1)."""
    if (times := clock_times(entry)) is not None:
        return _ClockTime(times[0]), _ClockTime(times[1])
    first: date | None = entry.dates.earliest if entry.dates else None
    last: date | None = entry.dates.latest if entry.dates else None
    if first is None or last is None:
        raise InvalidValue(f"an entry must have dates to be shown, got {entry.dates!r}", entry.dates)
    return first, last + _DAY


class _ClockTime(vDDDTypes):
    """A local time with the name of its zone, always.

    icalendar 7.3 writes the thirteen zones that share their clocks with UTC (Dakar, Abidjan, Reykjavik...) as UTC, and
    the wall clock would be lost when the law changes.
    """

    def __init__(self, local: datetime) -> None:
        super().__init__(local)
        self.params["TZID"] = str(local.tzinfo)
        self._written = local.replace(tzinfo=None).isoformat(timespec="seconds").replace("-", "").replace(":", "")

    def to_ical(self) -> bytes:
        return self._written.encode("ascii")


def _position(subject: Session | Deadline) -> vGeo | None:
    """Give the position of a session, when it is known and is one."""
    if not isinstance(subject, Session) or subject.mode is Mode.ONLINE or len(subject.places) != 1:
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
    tag = language.language if isinstance(language, Catalogue) else language
    forms = (publication.edition(one).forms for one in entry.editions)
    return next((ascii_address(form.in_language(tag)) for form in forms if form is not None), None)
