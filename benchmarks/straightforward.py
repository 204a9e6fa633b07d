"""An edition's JSON in, its calendar out, as one would write it on attrs, cattrs, pendulum and icalendar.

It reads the shape that `metroworkshops` writes, from standard input, and only days. Nothing is checked beyond that.
"""

from __future__ import annotations

import json
import sys

import cattrs
import icalendar
import pendulum
from attrs import field, frozen


@frozen
class Session:
    """One workshop."""

    id: str
    title: str
    when: str
    places: tuple[str, ...] = ()
    dates_confirmed: bool = False


@frozen
class City:
    """A place."""

    id: str
    name: str
    country: str
    time_zone: str


@frozen
class Edition:
    """A cycle of workshops."""

    programme: str
    id: str
    title: dict[str, str]
    sessions: tuple[Session, ...] = ()
    cities: tuple[City, ...] = field(default=())


def calendar_of(edition: Edition) -> icalendar.Calendar:
    """Make an event of each session."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//straightforward//EN")
    calendar.add("version", "2.0")
    calendar.add("name", edition.title["en"])
    cities = {city.id: city for city in edition.cities}
    for session in edition.sessions:
        first, last = (pendulum.Date.fromisoformat(day) for day in session.when.split("/"))
        event = icalendar.Event()
        event.add("uid", f"{session.id}@{edition.programme}")
        event.add("dtstamp", pendulum.datetime(2026, 1, 1))
        event.add("summary", session.title)
        event.add("dtstart", first)
        event.add("dtend", last.add(days=1))
        event.add("location", ", ".join(f"{cities[one].name}, {cities[one].country}" for one in session.places))
        event.add("status", "CONFIRMED" if session.dates_confirmed else "TENTATIVE")
        calendar.add_component(event)
    return calendar


if __name__ == "__main__":
    given = cattrs.Converter().structure(json.load(sys.stdin.buffer), Edition)
    sys.stdout.buffer.write(calendar_of(given).to_ical())
