"""iCalendar: a publication as a calendar object (RFC 5545, RFC 7986), one for each language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from icalendar import Calendar, Timezone, vDuration, vUri

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.errors import shown as refused
from metroworkshops.domain.publication import Entry, Publication
from metroworkshops.words import Catalogue, calendar_description, calendar_name
from metroworkshops.words.names import text_in

from .addresses import ascii_address
from .events import clock_times, component, is_tentative, told
from .lines import FoldingCalendar
from .options import CalendarOptions, DeadlineAs
from .text import CalendarText, one_line
from .time_zones import time_zone

__all__ = ["PRODID", "to_calendar", "to_ical", "to_jcal"]

PRODID: Final = "-//metroworkshops//EN"
"""Who wrote the file. No version in it: an upgrade alone must not change a byte."""

_DEFAULTS: Final = CalendarOptions()


def to_ical(publication: Publication, *, language: str | Catalogue, options: CalendarOptions = _DEFAULTS) -> bytes:
    """Write a publication as the bytes of an .ics file, to be served as ``text/calendar; charset=utf-8``.

    The same publication gives the same bytes. In another language the entries keep their identities.

    Args:
        publication: What `publish` gave, or a view of it.
        language: A BCP 47 tag, or a catalogue of messages.
        options: How it is written. Two feeds of one publication may differ in them.

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
    data: bytes = to_calendar(publication, language=language, options=options).to_ical()
    return data


def to_jcal(publication: Publication, *, language: str | Catalogue, options: CalendarOptions = _DEFAULTS) -> list[Any]:
    """Write a publication as jCal (RFC 7265): the same calendar in plain JSON values, for programs in a browser.

    To be served as ``application/calendar+json`` once it is made text with `json.dumps`.

    Args:
        publication: What `publish` gave, or a view of it.
        language: A BCP 47 tag, or a catalogue of messages.
        options: How it is written.

    Raises:
        InvalidValue: Nothing in it has dates that a calendar can show.
        NotFound: There are no messages in the language.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import metropolitan_workshops
    >>> from metroworkshops.calendars import publish
    >>> publication = publish(metropolitan_workshops().edition("2020"), at=datetime(2019, 12, 1, tzinfo=UTC))
    >>> name, properties, components = to_jcal(publication, language="en")
    >>> name, properties[0], len(components)
    ('vcalendar', ['version', {}, 'text', '2.0'], 4)
    """
    data: list[Any] = to_calendar(publication, language=language, options=options).to_jcal()
    return data


def to_calendar(
    publication: Publication, *, language: str | Catalogue, options: CalendarOptions = _DEFAULTS
) -> Calendar:
    """Make a publication an `icalendar.Calendar`, for hosts who add their own.

    No METHOD and no ORGANIZER, for a feed is not an invitation (RFC 5546); no UID of the calendar, which some readers
    take for that of its entries.

    Args:
        publication: What `publish` gave, or a view of it.
        language: A BCP 47 tag, or a catalogue of messages.
        options: How it is written. Two feeds of one publication may differ in them.

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
    if not isinstance(publication, Publication):
        raise InvalidValue(
            "must be a Publication: give the edition to publish() first, and write what that gives; got "
            f"{refused(publication)}",
            publication,
        )
    shown, hidden = _shown(publication, options)
    description = calendar_description(publication, language, hidden=hidden)
    if not shown:
        raise InvalidValue(
            "a calendar must hold at least one entry with dates, such as a session in '2020-03'; "
            + description.replace("\n", "; "),
            publication,
        )
    calendar = FoldingCalendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", CalendarText(PRODID))
    calendar.add("CALSCALE", CalendarText("GREGORIAN"))
    name = text_in(options.name, language) if options.name else calendar_name(publication, language)
    for keys, text in ((("NAME", "X-WR-CALNAME"), one_line(name)), (("DESCRIPTION", "X-WR-CALDESC"), description)):
        for key in keys:
            calendar.add(key, CalendarText(text))
    calendar.add("LAST-MODIFIED", publication.at)
    if options.refresh is not None:
        calendar.add("REFRESH-INTERVAL", options.refresh, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(options.refresh))
    if options.colour is not None:
        calendar.add("COLOR", CalendarText(options.colour))
    if options.source is not None and (source := ascii_address(options.source)):
        calendar.add("SOURCE", vUri(source), parameters={"VALUE": "URI"})
    if options.page is not None and (page := ascii_address(options.page)):
        calendar.add("URL", vUri(page))
    # Some readers want zones before the events that use them.
    for zone in _zones(shown):
        calendar.add_component(zone)
    for entry in shown:
        calendar.add_component(component(entry, told(entry, publication, language), publication.programme, options))
    return calendar


def _shown(publication: Publication, options: CalendarOptions) -> tuple[list[Entry], list[Entry]]:
    """Choose the entries to write; and give those that are left out because they are not settled."""
    shown = [entry for entry in publication.entries if publication.shows(entry)]
    if options.deadlines is DeadlineAs.NOTHING:
        shown = [entry for entry in shown if not isinstance(entry.subject, Deadline)]
    if options.tentative:
        return shown, []
    return [one for one in shown if not is_tentative(one)], [one for one in shown if is_tentative(one)]


def _zones(entries: Iterable[Entry]) -> Sequence[Timezone]:
    """Make the zones that clock times need, for the years that they need, in the order of their names."""
    needed: dict[str, list[int]] = {}
    for entry in entries:
        for time in clock_times(entry) or ():
            needed.setdefault(str(time.tzinfo), []).append(time.year)
    return [time_zone(name, min(years), max(years)) for name, years in sorted(needed.items())]
