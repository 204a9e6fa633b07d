"""Calendars: what writing a feed costs beside naive icalendar code, ical, ics and vobject.

Usage: python benchmarks/calendars.py [--quick]

All write the same properties of the same entries from the same texts, and what each wrote is read and compared before
anything is timed. Ratios are to naive icalendar code. Peers are measured where they are installed:
python -m pip install --requirement benchmarks/requirements.txt
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import chain, repeat
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from attrs import frozen
from measuring import OURS, Measured, Work, by_size, compared, installed, main, measure, peaks

from metroworkshops import City, Edition, Entry, Publication, Session, Text
from metroworkshops.calendars import CalendarOptions, publish, to_ical
from metroworkshops.calendars.events import Told, clock_times, component, told
from metroworkshops.calendars.lines import FoldingCalendar, folded
from metroworkshops.calendars.text import CalendarText
from metroworkshops.calendars.time_zones import time_zone

AT = datetime(2026, 1, 1, tzinfo=UTC)
BOLOGNA = City("bologna", Text(en="Bologna", fr="Bologne"), country="IT", time_zone="Europe/Rome")
PLAIN = CalendarOptions(refresh=None)
COMPARED = "UID DTSTAMP CREATED LAST-MODIFIED SEQUENCE SUMMARY DESCRIPTION DTSTART DTEND STATUS TRANSP LOCATION".split()


@frozen
class Given:
    """What there is to write: an edition, its entries, and the texts of each, made beforehand."""

    edition: Edition
    publication: Publication
    texts: Sequence[tuple[Entry, Told]]


def given(count: int, *, hours: bool = False) -> Given:
    """Make an edition of some sessions, of five days each or of hours, and publish it."""
    sessions = []
    for number in range(count):
        day = date(2026, 1, 1) + timedelta(days=number % 700)
        sessions.append(
            Session(
                f"session-{number}",
                Text(en=f"Metropolitan project, step {number}", fr=f"Projet métropolitain, étape {number}"),
                when=f"{day}T10:00/{day}T12:30" if hours else f"{day}/{day + timedelta(days=4)}",
                places=[BOLOGNA],
                dates_confirmed=True,
                place_confirmed=True,
                wording="a week, to be announced in the spring; see the page of the programme",
            )
        )
    edition = Edition("workshops.example.org", "2026", title="Metropolitan Workshops", sessions=sessions)
    publication = publish(edition, at=AT)
    return Given(edition, publication, [(entry, told(entry, publication, "fr")) for entry in publication.entries])


class Feed:
    """What a candidate wrote, equal to what says the same."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Feed) and self.events() == other.events()

    def __hash__(self) -> int:
        return hash(self.data)

    def events(self) -> list[dict[str, str]]:
        """Read the compared properties of each event."""
        found: list[dict[str, str]] = []
        text = self.data.decode().replace("\r\n ", "").replace("\n ", "")
        for line in text.splitlines():
            name, _, value = line.partition(":")
            name = name.partition(";")[0]
            if line == "BEGIN:VEVENT":
                found.append({})
            elif found and name in COMPARED:
                found[-1][name] = value.replace("\\,", ",").replace("\\;", ";")
        return sorted(found, key=lambda event: event["UID"])


def ours(one: Given) -> Feed:
    """Write components with their texts as `to_ical` does."""
    calendar = FoldingCalendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", CalendarText("-//metroworkshops//EN"))
    if any(clock_times(entry) for entry, _ in one.texts):
        calendar.add_component(time_zone("Europe/Rome", 2026, 2026))
    for entry, said in one.texts:
        calendar.add_component(component(entry, said, one.publication.programme, PLAIN))
    return Feed(calendar.to_ical())


def ours_with_words(one: Given) -> Feed:
    """Do the whole work, words included, which the others are given."""
    return Feed(to_ical(one.publication, language="fr", options=PLAIN))


def ours_from_the_edition(one: Given) -> Feed:
    """Publish, and do the whole work."""
    return Feed(to_ical(publish(one.edition, at=AT), language="fr", options=PLAIN))


def days(entry: Entry) -> tuple[date, date]:
    """Give the first day of an entry and the day after its last."""
    first, last = entry.stated.earliest, entry.stated.latest
    assert first is not None
    assert last is not None
    return first, last + timedelta(days=1)


def naive_icalendar(one: Given) -> Feed:
    """Write as the manual of icalendar shows."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//naive//EN")
    for entry, said in one.texts:
        start, end = days(entry)
        event = icalendar.Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", entry.modified)
        event.add("created", entry.published)
        event.add("last-modified", entry.modified)
        event.add("sequence", entry.sequence)
        event.add("summary", said.title)
        event.add("description", said.description)
        event.add("dtstart", start)
        event.add("dtend", end)
        event.add("status", "CONFIRMED")
        event.add("transp", "OPAQUE")
        event.add("location", said.place)
        calendar.add_component(event)
    return Feed(calendar.to_ical())


def with_ical() -> Callable[[Given], Feed]:
    """Make the candidate of ical, the library of Home Assistant."""
    event, stream = import_module("ical.event"), import_module("ical.calendar_stream")
    calendar_module = import_module("ical.calendar")

    def write(one: Given) -> Feed:
        calendar = calendar_module.Calendar()
        for entry, said in one.texts:
            start, end = days(entry)
            calendar.events.append(
                event.Event(
                    uid=entry.uid,
                    dtstamp=entry.modified,
                    created=entry.published,
                    last_modified=entry.modified,
                    sequence=entry.sequence,
                    summary=said.title,
                    description=said.description,
                    dtstart=start,
                    dtend=end,
                    status="CONFIRMED",
                    transparency="OPAQUE",
                    location=said.place,
                )
            )
        return Feed(stream.IcsCalendarStream.calendar_to_ics(calendar).encode())

    return write


def with_ics() -> Callable[[Given], Feed]:
    """Make the candidate of ics."""
    module: Any = import_module("ics")
    line = import_module("ics.grammar.parse").ContentLine

    def write(one: Given) -> Feed:
        calendar = module.Calendar(creator="-//ics//EN")
        for entry, said in one.texts:
            start, end = days(entry)
            event = module.Event(
                name=said.title,
                begin=start.isoformat(),
                end=(end - timedelta(days=1)).isoformat(),
                uid=entry.uid,
                description=said.description,
                created=entry.modified,  # which it writes as DTSTAMP
                last_modified=entry.modified,
                location=said.place,
                transparent=False,
                status="CONFIRMED",
            )
            event.make_all_day()
            event.extra.append(line("SEQUENCE", value=str(entry.sequence)))
            event.extra.append(line("CREATED", value=f"{entry.published:%Y%m%dT%H%M%SZ}"))
            calendar.events.add(event)
        return Feed(calendar.serialize().encode())

    return write


def with_vobject() -> Callable[[Given], Feed]:
    """Make the candidate of vobject."""
    module: Any = import_module("vobject")
    utc = import_module("dateutil.tz").UTC  # the only one that it writes as Z

    def write(one: Given) -> Feed:
        calendar = module.iCalendar()
        for entry, said in one.texts:
            start, end = days(entry)
            event = calendar.add("vevent")
            for name, value in (
                ("uid", entry.uid),
                ("dtstamp", entry.modified.astimezone(utc)),
                ("created", entry.published.astimezone(utc)),
                ("last-modified", entry.modified.astimezone(utc)),
                ("sequence", str(entry.sequence)),
                ("summary", said.title),
                ("description", said.description),
                ("dtstart", start),
                ("dtend", end),
                ("status", "CONFIRMED"),
                ("transp", "OPAQUE"),
                ("location", said.place),
            ):
                event.add(name).value = value
        return Feed(calendar.serialize().encode())

    return write


def escaped(text: str) -> str:
    """Escape text (RFC 5545 section 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def plain_lines(one: Given) -> Feed:
    """Write lines without any object: as far as it goes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//plain//EN"]
    for entry, said in one.texts:
        start, end = days(entry)
        modified = f"{entry.modified:%Y%m%dT%H%M%SZ}"
        lines += [
            "BEGIN:VEVENT",
            f"SUMMARY:{escaped(said.title)}",
            f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
            f"DTEND;VALUE=DATE:{end:%Y%m%d}",
            f"DTSTAMP:{modified}",
            f"UID:{entry.uid}",
            f"SEQUENCE:{entry.sequence}",
            f"CREATED:{entry.published:%Y%m%dT%H%M%SZ}",
            f"DESCRIPTION:{escaped(said.description)}",
            f"LAST-MODIFIED:{modified}",
            f"LOCATION:{escaped(said.place or '')}",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return Feed(b"".join(folded(line.encode()) + b"\r\n" for line in lines))


def zoned_icalendar(one: Given) -> Feed:
    """Write sessions with hours as the manual of icalendar shows, zones included."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//naive//EN")
    zone = ZoneInfo("Europe/Rome")
    for entry, said in one.texts:
        start, _ = days(entry)
        event = icalendar.Event.new(
            uid=entry.uid,
            stamp=entry.modified,
            created=entry.published,
            last_modified=entry.modified,
            sequence=entry.sequence,
            summary=said.title,
            description=said.description,
            start=datetime(start.year, start.month, start.day, 10, tzinfo=zone),
            end=datetime(start.year, start.month, start.day, 12, 30, tzinfo=zone),
            status=icalendar.STATUS.CONFIRMED,
            transparency=icalendar.TRANSP.OPAQUE,
            location=said.place,
        )
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return Feed(calendar.to_ical())


NAIVE = "icalendar, naive"
TEXTS_GIVEN = f"{OURS}, the same texts"
WITH_WORDS = f"{OURS}, to_ical with its words"
PUBLISHED = f"{OURS}, publish and to_ical"
LINES = "lines, without any object"


def first_time(name: str) -> float:
    """Time the first call of a candidate in a new process: the time that the processor was at work."""
    code = (
        "import calendars, time; one = calendars.given(3, hours=True);"
        f"start = time.process_time(); calendars.ZONED[{name!r}](one); print(time.process_time() - start)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


ZONED: Mapping[str, Callable[[Given], Feed]] = {
    "icalendar, with add_missing_timezones": zoned_icalendar,
    TEXTS_GIVEN: ours,
    WITH_WORDS: ours_with_words,
}


def prepared(write: Callable[[Given], Feed]) -> Callable[[str], Callable[[], object]]:
    """Give what writes so many entries, which were made beforehand."""

    def prepare(size: str) -> Callable[[], object]:
        one = given(int(size))
        return lambda: write(one)

    return prepare


def held() -> Mapping[str, Callable[[str], Callable[[], object]]]:
    """Give what the memory of is measured."""
    writers = {NAIVE: naive_icalendar, TEXTS_GIVEN: ours, WITH_WORDS: ours_with_words, LINES: plain_lines}
    return {name: prepared(write) for name, write in writers.items()}


def works(quick: bool) -> Iterator[Work]:
    """Measure; each round compares what all wrote."""
    candidates: dict[str, Callable[[Given], Feed]] = {
        NAIVE: naive_icalendar,
        TEXTS_GIVEN: ours,
        WITH_WORDS: ours_with_words,
        PUBLISHED: ours_from_the_edition,
        **dict(installed({"ical": with_ical, "ics": with_ics, "vobject": with_vobject})),
        LINES: plain_lines,
    }
    sizes = (5, 50, 500) if quick else (100, 1_000, 10_000)
    yield Work(
        "calendars/entries",
        "Write entries of days",
        "entry",
        by_size(candidates, lambda size: chain([given(10)], repeat(given(size))), sizes, quick=quick),
        peaks("calendars", {size: str(size) for size in sizes}, held()),
        ours=TEXTS_GIVEN,
        aims={TEXTS_GIVEN: 0.45},
    )
    three = given(3, hours=True)
    again: list[Measured] = measure(ZONED, repeat(three), rounds=20 if quick else 60)
    yield Work("calendars/zoned", "Write three sessions with hours, again and again", "calendar", {1: again})
    times = [{name: first_time(name) for name in ZONED} for _ in range(3 if quick else 15)]
    first = compared({name: [one[name] for one in times] for name in ZONED})
    title = "Write three sessions with hours, the first time in a process"
    yield Work("calendars/cold", title, "calendar", {1: first}, ours=TEXTS_GIVEN, aims={TEXTS_GIVEN: 0.1})


if __name__ == "__main__":
    main(works, __doc__)
