"""iCalendar: a publication as a calendar object (RFC 5545, RFC 7986), one for each language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vGeo, vUri

from metroworkshops.domain.city import City
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.publication import Entry, Publication
from metroworkshops.domain.session import Mode, Session, State
from metroworkshops.domain.when import Days, Span
from metroworkshops.words import (
    Catalogue,
    calendar_description,
    calendar_name,
    entry_description,
    entry_location,
    entry_title,
)

from .text import CalendarText, one_line
from .time_zones import time_zone

__all__ = ["PRODID", "to_calendar", "to_ical"]

PRODID: Final = "-//metroworkshops//EN"
"""Who wrote the file. No version in it: an upgrade alone must not change a byte."""

_REFRESH: Final = timedelta(hours=12)


def to_ical(publication: Publication, *, language: str | Catalogue) -> bytes:
    """Write a publication as the bytes of an .ics file, to be served as ``text/calendar; charset=utf-8``.

    The same publication gives the same bytes. In another language the entries keep their identities.

    Args:
        publication: What `publish` gave, or a view of it.
        language: A BCP 47 tag, or a catalogue of messages.

    Raises:
        InvalidValue: Nothing in it has dates that a calendar can show: an empty calendar is invalid (RFC 5545
            section 3.6).
        NotFound: There are no messages in the language.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import metropolitan_workshops
    >>> from metroworkshops.calendars import publish
    >>> publication = publish(metropolitan_workshops().edition("2020"), at=datetime(2019, 12, 1, tzinfo=UTC))
    >>> to_ical(publication, language="fr").splitlines()[0]
    b'BEGIN:VCALENDAR'
    """
    data: bytes = to_calendar(publication, language=language).to_ical()
    return data


def to_calendar(publication: Publication, *, language: str | Catalogue) -> Calendar:
    """Make a publication an `icalendar.Calendar`, for hosts who add their own.

    No METHOD and no ORGANIZER, for a feed is not an invitation (RFC 5546); no UID of the calendar, which some readers
    take for that of its entries.

    Raises:
        InvalidValue: Nothing in it has dates that a calendar can show.
        NotFound: There are no messages in the language.
    """
    shown = [entry for entry in publication.entries if publication.shows(entry)]
    if not shown:
        raise InvalidValue(
            "a calendar must hold at least one entry with dates, such as a session in '2020-03'; "
            + calendar_description(publication, language).replace("\n", "; "),
            publication,
        )
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", CalendarText(PRODID))
    calendar.add("CALSCALE", CalendarText("GREGORIAN"))
    name = CalendarText(one_line(calendar_name(publication, language)))
    description = CalendarText(calendar_description(publication, language))
    for key, text in (
        ("NAME", name),
        ("X-WR-CALNAME", name),
        ("DESCRIPTION", description),
        ("X-WR-CALDESC", description),
    ):
        calendar.add(key, text)
    calendar.add("LAST-MODIFIED", max(publication.at, *(entry.modified for entry in shown)))
    calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", CalendarText("PT12H"))
    events = [_event(entry, publication, language) for entry in shown]
    for zone in _zones(shown):
        calendar.add_component(zone)
    for event in events:
        calendar.add_component(event)
    return calendar


def _event(entry: Entry, publication: Publication, language: str | Catalogue) -> Event:
    subject = entry.subject
    event = Event()
    event.add("UID", CalendarText(entry.uid))
    # Without METHOD it means when the entry last changed (RFC 5545 section 3.8.7.2), never when the file was made.
    event.add("DTSTAMP", entry.modified)
    event.add("CREATED", entry.published)
    event.add("LAST-MODIFIED", entry.modified)
    event.add("SEQUENCE", entry.sequence)
    event.add("SUMMARY", CalendarText(one_line(entry_title(entry, publication, language))))
    event.add("DESCRIPTION", CalendarText(entry_description(entry, publication, language)))
    start, end = _extent(entry)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    status = _status(entry)
    event.add("STATUS", CalendarText(status))
    busy = status == "CONFIRMED" and isinstance(subject, Session) and _is_unbroken(entry)
    event.add("TRANSP", CalendarText("OPAQUE" if busy else "TRANSPARENT"))
    if (location := entry_location(entry, language)) is not None:
        event.add("LOCATION", CalendarText(one_line(location)))
    if isinstance(subject, Session) and (where := _point(subject)):
        event.add("GEO", where)
    if isinstance(subject, Deadline) and (address := _form(entry, publication, language)):
        event.add("URL", address)
    return event


def _is_unbroken(entry: Entry) -> bool:
    return isinstance(entry.dates, Days) and len(entry.dates.spans) == 1


def _status(entry: Entry) -> str:
    subject = entry.subject
    if entry.withdrawn is not None:
        return "CANCELLED"
    if isinstance(subject, Deadline):
        return "CONFIRMED" if isinstance(entry.dates, Days) else "TENTATIVE"
    if subject.state in (State.CANCELLED, State.POSTPONED) or entry.dates != subject.when:
        # Where dates were taken back, what was shown does not take place then.
        return "CANCELLED"
    exact = isinstance(entry.dates, Days)
    if subject.state is State.HELD:
        return "CONFIRMED" if exact else "TENTATIVE"
    return "CONFIRMED" if exact and subject.dates_confirmed and subject.place_confirmed else "TENTATIVE"


def _timed(entry: Entry) -> Span | None:
    """Give the clock times of a session: both ends, or nothing, for a calendar would invent the other."""
    if not isinstance(entry.subject, Session) or not isinstance(entry.dates, Days) or entry.subject.zone is None:
        return None
    spans = entry.dates.spans
    return spans[0] if len(spans) == 1 and spans[0].opens and spans[0].closes else None


def _extent(entry: Entry) -> tuple[date | datetime, date | datetime]:
    """Give start and end; the end of whole days is the day after (RFC 5545 section 3.6.1)."""
    span = _timed(entry)
    if span and span.opens and span.closes and isinstance(entry.subject, Session) and entry.subject.zone:
        zone = ZoneInfo(entry.subject.zone)
        start = datetime.combine(span.first, span.opens, tzinfo=zone)
        return start, datetime.combine(span.last, span.closes, tzinfo=zone)
    first, last = entry.dates.earliest if entry.dates else None, entry.dates.latest if entry.dates else None
    if first is None or last is None:
        raise InvalidValue(f"an entry must have dates to be shown, got {entry.dates!r}", entry.dates)
    return first, last + timedelta(days=1)


def _zones(entries: Iterable[Entry]) -> Sequence[Timezone]:
    """Make the zones that clock times need, for the years that they need, in the order of their names."""
    needed: dict[str, list[int]] = {}
    for entry in entries:
        span = _timed(entry)
        if span and isinstance(entry.subject, Session) and entry.subject.zone:
            needed.setdefault(entry.subject.zone, []).extend((span.first.year, span.last.year))
    return [time_zone(name, min(years), max(years)) for name, years in sorted(needed.items())]


def _point(subject: Session) -> _Point | None:
    if subject.mode is Mode.ONLINE or len(subject.places) != 1:
        return None
    (place,) = subject.places
    return _Point(place.coordinates) if isinstance(place, City) and place.coordinates else None


class _Point(vGeo):
    """A position with six decimals and no exponent, which some readers drop or refuse."""

    def to_ical(self) -> str:
        return f"{self.latitude:.6f};{self.longitude:.6f}"


def _form(entry: Entry, publication: Publication, language: str | Catalogue) -> Any:
    """Give the address of the application form in this language, in ASCII (RFC 3986)."""
    tag = language.language if isinstance(language, Catalogue) else language
    for edition in entry.editions:
        forms = publication.edition(edition).forms
        if forms is not None:
            return vUri(_ascii(forms.in_language(tag)))
    return None


def _ascii(address: str) -> str:
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    kept = "/:@!$&'()*+,;=-._~%"
    return urlunsplit(
        (parts.scheme, host, quote(parts.path, kept), quote(parts.query, kept + "?"), quote(parts.fragment, kept + "?"))
    )
