"""Text in calendars: whatever an organiser writes, no line, property or component is added, and it reads back as it is.

An input is a text for each field, with the byte 0xFF between them, which no UTF-8 has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Final, TypeVar

from harness import main
from icalendar import Calendar

import metroworkshops as mw
from metroworkshops import InvalidValue, Publication
from metroworkshops.calendars import CalendarOptions, publish, to_ical
from metroworkshops.calendars.text import clean, one_line
from metroworkshops.words import calendar_description, calendar_name, entry_description, entry_location, entry_title
from metroworkshops.words.names import text_in

T = TypeVar("T")

_AT: Final = datetime(2020, 1, 15, tzinfo=UTC)
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\ufeff]")


class _Texts:
    """The texts of an input, one after the other; where the domain refuses one, and after the last, a plain one."""

    def __init__(self, data: bytes) -> None:
        self._texts = iter(one.decode("utf-8", "surrogateescape") for one in data.split(b"\xff"))

    def give(self, make: Callable[[str], T], plain: str = "Plain") -> T:
        given = next(self._texts, plain)
        try:
            return make(given)
        except InvalidValue:
            return make(plain)


def _publication(texts: _Texts) -> Publication:
    text = mw.Text
    city = texts.give(lambda one: mw.City("c", one, country="IT", time_zone="Europe/Rome", coordinates=(44.5, 11.3)))
    area = texts.give(lambda one: mw.Area("a", one))
    part = texts.give(lambda one: mw.Part("p", one, when="2020-03-09T10:00/2020-03-09T12:00"))
    session = texts.give(lambda one: mw.Session("s", one, when="2020-03-09", places=[city], parts=[part]))
    session = texts.give(
        lambda one: session.moved_to("2020-03-09/2020-03-13", announced=_AT, reason=text(one), parts=[part])
    )
    other = texts.give(lambda one: mw.Session("o", text(en="Other", fr=one), when="2020-05-04", places=[area]))
    other = texts.give(lambda one: other.cancelled(announced=_AT, reason=text(fr=one, en="late")))
    milestone = texts.give(lambda one: mw.Milestone("m", one, when="2020-02"))
    deadline = texts.give(lambda one: mw.Deadline.on("2020-01-31", zone="Europe/Paris", id=one), "plain")
    call = texts.give(lambda one: mw.Call([deadline], forms=one), "https://a.example/form")
    edition = texts.give(
        lambda one: mw.Edition(
            "a.example", "e", title=one, sessions=[session, other], call=call, milestones=[milestone]
        )
    )
    edition = texts.give(lambda one: mw.Edition(
        "a.example", one, title=edition.title, sessions=edition.sessions, call=call, milestones=[milestone]
    ), "e")  # fmt: skip
    programme = texts.give(lambda one: mw.Programme("a.example", one, editions=[edition]))
    return publish(programme, at=_AT, milestones=True)


def _lines(data: bytes) -> list[tuple[str, str]]:
    """Read content lines without any help: the name with its parameters, and the value."""
    assert data.endswith(b"\r\n")
    for octets in data[:-2].split(b"\r\n"):
        assert len(octets) <= 75
        assert not _FORBIDDEN.search(octets.decode("utf-8"))  # and no character is cut in two
    found = []
    for line in data[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n"):
        name, colon, value = line.partition(":")
        assert colon
        found.append((name, value))
    return found


def _unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", value)
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


@cache
def _plain_names(language: str) -> list[str]:
    options = CalendarOptions(name=mw.Text("Plain"))
    return [name for name, _ in _lines(to_ical(_publication(_Texts(b"")), language=language, options=options))]


def try_one(data: bytes) -> None:
    """Write a calendar with the texts, and one with plain texts: they must differ in their texts alone."""
    texts = _Texts(data)
    publication = _publication(texts)
    options = texts.give(lambda one: CalendarOptions(name=mw.Text(one)))
    for language in ("en", "fr"):
        written = to_ical(publication, language=language, options=options)
        lines = _lines(written)
        assert [name for name, _ in lines] == _plain_names(language)
        read = Calendar.from_ical(written)
        _check_calendar(publication, language, options, dict(lines))
        components = [one for one in read.subcomponents if one.name in ("VEVENT", "VTODO")]
        shown = {entry.uid: entry for entry in publication.entries if publication.shows(entry)}
        assert {str(one["UID"]) for one in components} == set(shown)
        mine = _components(lines)
        for one in components:
            entry = shown[str(one["UID"])]
            own = mine[entry.uid]
            expected = {
                "SUMMARY": one_line(entry_title(entry, publication, language)),
                "DESCRIPTION": clean(entry_description(entry, publication, language)),
            }
            place = entry_location(entry, language)
            if place is not None:
                expected["LOCATION"] = one_line(place)
            for name, text in expected.items():
                assert _unescaped(own[name]) == text
                assert str(one[name]) == text, f"icalendar reads {one[name]!r}, written was {text!r}"


def _check_calendar(publication: Publication, language: str, options: CalendarOptions, lines: dict[str, str]) -> None:
    name = text_in(options.name, language) if options.name else calendar_name(publication, language)
    for key in ("NAME", "X-WR-CALNAME"):
        assert _unescaped(lines[key]) == one_line(name)
    assert _unescaped(lines["X-WR-CALDESC"]) == clean(calendar_description(publication, language))


def _components(lines: list[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Give the lines of each entry by its UID."""
    found: dict[str, dict[str, str]] = {}
    own: dict[str, str] = {}
    for name, value in lines:
        if name == "BEGIN" and value in ("VEVENT", "VTODO"):
            own = {}
        own.setdefault(name, value)
        if name == "END" and value in ("VEVENT", "VTODO"):
            found[_unescaped(own["UID"])] = own
    return found


if __name__ == "__main__":
    main(try_one)
