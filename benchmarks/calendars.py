"""Calendars: what writing a feed costs beside naive icalendar code, ical, ics and vobject.

Usage: python benchmarks/calendars.py [--quick]

All write the same properties of the same entries from the same texts, and what each wrote is read and compared before
anything is timed. Ratios are to naive icalendar code. Peers are measured where they are installed:
python -m pip install --requirement benchmarks/requirements.txt
"""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from attrs import frozen
from measuring import Measured, measure, table

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
    """What there is to write: entries, and the texts of each, made beforehand."""

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
    return Given(publication, [(entry, told(entry, publication, "fr")) for entry in publication.entries])


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


def with_ical(_: Any) -> Callable[[Given], Feed]:
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


def with_ics(module: Any) -> Callable[[Given], Feed]:
    """Make the candidate of ics."""
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


def with_vobject(module: Any) -> Callable[[Given], Feed]:
    """Make the candidate of vobject."""
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


def peers() -> dict[str, Callable[[Given], Feed]]:
    """Give the candidates that are installed."""
    found = {}
    for name, make in (("ical", with_ical), ("ics", with_ics), ("vobject", with_vobject)):
        try:
            found[name] = make(import_module(name))
        except ImportError:
            print(f"{name}: not installed, not measured")
    return found


def large(count: int, rounds: int) -> list[Measured]:
    """Compare all candidates over a feed of this many entries."""
    candidates: dict[str, Callable[[Given], Feed]] = {
        "icalendar, naive": naive_icalendar,
        "metroworkshops, the same texts": ours,
        "metroworkshops, to_ical with its words": ours_with_words,
        **peers(),
        "lines, without any object": plain_lines,
    }
    one = given(count)
    return measure(candidates, [one] * (rounds + 1))


def peak(write: Callable[[Given], Feed], one: Given) -> float:
    """Give the peak of memory that writing takes, in MiB."""
    tracemalloc.start()
    write(one)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def main() -> None:
    """Print the tables."""
    quick = "--quick" in sys.argv[1:]
    each = {}
    for count, rounds in ((10, 30), (1_000, 7)) if quick else ((10, 200), (1_000, 15), (10_000, 5)):
        results = large(count, rounds)
        each[count] = {one.name: one.seconds / count for one in results}
        print(table(f"\nWrite {count:,} entries", results, pieces=count))
    big = max(each)
    print(f"\nTime of an entry in {big:,} to that of one in 1,000:")
    for name in each[big]:
        print(f"  {name:48}  {each[big][name] / each[1_000][name]:.2f}")
    print("\nPeak of memory, MiB:")
    for count in (1_000,) if quick else (1_000, 10_000):
        one = given(count)
        found = ", ".join(
            f"{name} {peak(write, one):.1f}"
            for name, write in {"icalendar": naive_icalendar, "metroworkshops": ours, "lines": plain_lines}.items()
        )
        print(f"  {count:6,}: {found}")
    three = given(3, hours=True)
    print(table("\nWrite 3 sessions with hours in Bologna, warm", measure(ZONED, [three] * (20 if quick else 60))))
    print("\nThe first time in a process (packages are loaded):")
    times = [{name: first_time(name) for name in ZONED} for _ in range(5 if quick else 21)]
    base = next(iter(ZONED))
    for name in ZONED:
        seconds, ratio = median(one[name] for one in times), median(one[name] / one[base] for one in times)
        print(f"  {name:48}  {seconds * 1e3:7.1f} ms  {ratio:7.2f}")


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


ZONED: dict[str, Callable[[Given], Feed]] = {
    "icalendar, with add_missing_timezones": zoned_icalendar,
    "metroworkshops, the same texts": ours,
    "metroworkshops, to_ical with its words": ours_with_words,
}


if __name__ == "__main__":
    main()
