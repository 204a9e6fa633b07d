"""iCalendar: a publication as a calendar object (RFC 5545, RFC 7986), one for each language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from icalendar import Calendar, Timezone

from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.publication import Entry, Publication
from metroworkshops.words import Catalogue, calendar_description, calendar_name

from .events import clock_times, event
from .lines import FoldingCalendar
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

    Args:
        publication: What `publish` gave, or a view of it.
        language: A BCP 47 tag, or a catalogue of messages.

    Raises:
        InvalidValue: Nothing in it has dates that a calendar can show; the message names what is left out.
        NotFound: There are no messages in the language.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import metropolitan_workshops
    >>> from metroworkshops.calendars import publish
    >>> publication = publish(metropolitan_workshops().edition("2020"), at=datetime(2019, 12, 1, tzinfo=UTC))
    >>> [str(event["SUMMARY"]) for event in to_calendar(publication, language="en").events][:2]
    ['Bologna (dates to be confirmed)', 'Casablanca (dates to be confirmed)']
    """
    shown = [entry for entry in publication.entries if publication.shows(entry)]
    if not shown:
        raise InvalidValue(
            "a calendar must hold at least one entry with dates, such as a session in '2020-03'; "
            + calendar_description(publication, language).replace("\n", "; "),
            publication,
        )
    calendar = FoldingCalendar()
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
    calendar.add("LAST-MODIFIED", publication.at)
    calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", CalendarText("PT12H"))
    # Some readers want zones before the events that use them.
    for zone in _zones(shown):
        calendar.add_component(zone)
    for entry in shown:
        calendar.add_component(event(entry, publication, language))
    return calendar


def _zones(entries: Iterable[Entry]) -> Sequence[Timezone]:
    """Make the zones that clock times need, for the years that they need, in the order of their names."""
    needed: dict[str, list[int]] = {}
    for entry in entries:
        for time in clock_times(entry) or ():
            needed.setdefault(str(time.tzinfo), []).append(time.year)
    return [time_zone(name, min(years), max(years)) for name, years in sorted(needed.items())]
