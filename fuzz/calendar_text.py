"""Text in calendars: whatever an organiser writes, no line, property or component is added, and it reads back as it is.

The first line of an input says what is written: "text", one event by the writer of lines alone; "session",
"cancelled" or "duties", the calendar of an edition with these. After it comes a text for each field, with the byte 0xFF
between them, which no UTF-8 has. What is written is read here by RFC 5545 and nothing of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import Final, TypeVar
from unicodedata import normalize

from harness import atheris, main
from icalendar import Calendar, Event, vUri

import metroworkshops as mw
from metroworkshops import InvalidValue, Publication
from metroworkshops.calendars import CalendarOptions, publish, to_ical
from metroworkshops.calendars.addresses import ascii_address
from metroworkshops.calendars.lines import FoldingCalendar
from metroworkshops.calendars.text import CalendarText, one_line
from metroworkshops.domain.value import web_address
from metroworkshops.words import calendar_name, entry_description, entry_location, entry_title
from metroworkshops.words.names import text_in

T = TypeVar("T")
Lines = list[tuple[str, str]]
"""The name of each content line with its parameters, and its value."""

_AT: Final = datetime(2020, 1, 15, tzinfo=UTC)
_BREAK: Final = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\ufeff]")
_URI: Final = re.compile(r"https?://[!#-;=?-\[\]_a-z~%]+", re.ASCII)


# What must be there


def _expected(text: str) -> str:
    """Say what of a text has to arrive: lines, no other control characters, and no character that no file can hold."""
    text = _BREAK.sub("\n", text)
    kept = (one for one in text if one in "\t\n" or not (_FORBIDDEN.match(one) or "\ud800" <= one <= "\udfff"))
    return normalize("NFC", "".join(kept))


def _on_one_line(text: str) -> str:
    return re.sub("[\t\n]", " ", _expected(text)).strip(" ")


def _run(data: bytes, mark: bytes) -> int:
    """Count how often a mark stands at the end."""
    return len(data) - len(data.rstrip(mark))


def _lines(data: bytes) -> Lines:
    """Read content lines (RFC 5545 section 3.1)."""
    assert data.endswith(b"\r\n")
    for octets in data[:-2].split(b"\r\n"):
        assert len(octets) <= 75
        assert not _FORBIDDEN.search(octets.decode("utf-8"))  # and no character is cut in two
    for before, after in pairwise(data.split(b"\r\n ")):
        # Nor is an escape, which some readers lose then: of text by a backslash, of parameters by a caret (RFC 6868).
        assert _run(before, b"\\") % 2 == 0
        assert _run(before, b"^") % 2 == 0 or after[:1] not in (b"n", b"'", b"^")
    found = []
    for line in data[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n"):
        name, colon, value = line.partition(":")
        assert colon
        found.append((name, value))
    return found


def _unescaped(value: str) -> str:
    """Undo the escapes of a text (section 3.3.11)."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _check_texts(lines: Mapping[str, str], expected: Mapping[str, str]) -> None:
    for name, text in expected.items():
        assert _unescaped(lines[name]) == text, f"{name} reads {lines[name]!r}, written was {text!r}"


# The writer alone


def _uri(address: str) -> str | None:
    try:
        return ascii_address(web_address(address) or "")
    except InvalidValue:
        return None


def _try_text(given: Iterable[str]) -> None:
    summary, description, place, address = (*given, "", "", "", "")[:4]
    event = Event()
    event["SUMMARY"] = CalendarText(one_line(summary))
    event["DESCRIPTION"] = CalendarText(description)
    event["LOCATION"] = CalendarText(one_line(place))
    names = ["BEGIN", "BEGIN", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "END", "END"]
    uri = _uri(address)
    if uri is None:
        names.remove("URL")
    else:
        assert _URI.fullmatch(uri), f"{uri!r} is no address"
        event["URL"] = vUri(uri)
    calendar = FoldingCalendar()
    calendar.add_component(event)
    lines = _lines(calendar.to_ical(sorted=False))
    assert [name for name, _ in lines] == names
    expected = {"SUMMARY": _on_one_line(summary), "DESCRIPTION": _expected(description)}
    _check_texts(dict(lines), {**expected, "LOCATION": _on_one_line(place)})
    assert dict(lines).get("URL") == uri


# Whole calendars


class _Texts:
    """The texts of an input, one after the other; where the domain refuses one, and after the last, a plain one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = iter(texts)

    def give(self, make: Callable[[str], T], plain: str = "Plain") -> T:
        given = next(self._texts, plain)
        try:
            return make(given)
        except InvalidValue:
            return make(plain)


def _session(texts: _Texts) -> Publication:
    text = mw.Text
    city = texts.give(lambda one: mw.City("c", one, country="IT", time_zone="Europe/Rome", coordinates=(44.5, 11.3)))
    part = texts.give(lambda one: mw.Part("p", one, when="2020-03-09T10:00/2020-03-09T12:00"))
    session = texts.give(lambda one: mw.Session("s", one, when="2020-03-09", places=[city], parts=[part]))
    session = texts.give(
        lambda one: session.moved_to("2020-03-09/2020-03-13", announced=_AT, reason=text(one), parts=[part])
    )
    return _published(texts, sessions=[session])


def _cancelled(texts: _Texts) -> Publication:
    text = mw.Text
    area = texts.give(lambda one: mw.Area("a", one))
    session = texts.give(lambda one: mw.Session("o", text(en="Other", fr=one), when="2020-05-04", places=[area]))
    session = texts.give(lambda one: session.cancelled(announced=_AT, reason=text(fr=one, en="late")))
    return _published(texts, sessions=[session])


def _duties(texts: _Texts) -> Publication:
    milestone = texts.give(lambda one: mw.Milestone("m", one, when="2020-02"))
    deadline = texts.give(lambda one: mw.Deadline.on("2020-01-31", zone="Europe/Paris", id=one), "plain")
    call = texts.give(lambda one: mw.Call([deadline], forms=one), "https://a.example/form")
    return _published(texts, call=call, milestones=[milestone])


def _published(texts: _Texts, **fields: object) -> Publication:
    edition = texts.give(lambda one: mw.Edition("a.example", "e", title=one, **fields))  # type: ignore[arg-type]
    edition = texts.give(lambda one: mw.Edition("a.example", one, title=edition.title, **fields), "e")  # type: ignore[arg-type]
    programme = texts.give(lambda one: mw.Programme("a.example", one, editions=[edition]))
    return publish(programme, at=_AT, milestones=True)


_KINDS: Final[Mapping[str, Callable[[_Texts], Publication]]] = {
    "session": _session,
    "cancelled": _cancelled,
    "duties": _duties,
}


@cache
def _plain_names(kind: str, language: str) -> list[str]:
    options = CalendarOptions(name=mw.Text("Plain"))
    return _names(_lines(to_ical(_KINDS[kind](_Texts([])), language=language, options=options)))


def _names(lines: Lines) -> list[str]:
    """Give the names of lines but those of addresses, which are left out where no reader could follow them."""
    return [name for name, _ in lines if name != "URL"]


def _try_calendar(kind: str, given: list[str], language: str) -> None:
    """Write a calendar with the texts, and one with plain texts: they must differ in their texts alone."""
    texts = _Texts(given)
    publication = _KINDS[kind](texts)
    options = texts.give(lambda one: CalendarOptions(name=mw.Text(one)))
    written = to_ical(publication, language=language, options=options)
    lines = _lines(written)
    assert _names(lines) == _plain_names(kind, language)
    assert all(_URI.fullmatch(value) for name, value in lines if name == "URL")
    name = text_in(options.name, language) if options.name else calendar_name(publication, language)
    _check_texts(dict(lines), dict.fromkeys(("NAME", "X-WR-CALNAME"), _on_one_line(name)))
    mine = _components(lines)
    theirs = {str(one["UID"]): one for one in Calendar.from_ical(written).subcomponents if "UID" in one}
    entries = [entry for entry in publication.entries if publication.shows(entry)]
    assert set(mine) == set(theirs) == {entry.uid for entry in entries}
    for entry in entries:
        place = entry_location(entry, language)
        expected = {
            "SUMMARY": _on_one_line(entry_title(entry, publication, language)),
            "DESCRIPTION": _expected(entry_description(entry, publication, language)),
            **({} if place is None else {"LOCATION": _on_one_line(place)}),
        }
        _check_texts(mine[entry.uid], expected)
        for key, text in expected.items():
            read = theirs[entry.uid][key]
            assert str(read) == text, f"icalendar reads {read!r}, written was {text!r}"


def _components(lines: Lines) -> dict[str, dict[str, str]]:
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


def try_one(data: bytes) -> None:
    """Write the texts, and read them."""
    first, _, rest = data.partition(b"\n")
    texts = [one.decode("utf-8", "surrogateescape") for one in rest.split(b"\xff")]
    kind = first.decode("utf-8", "replace")
    if kind in _KINDS:
        _try_calendar(kind, texts, ("en", "fr", "ar")[len(data) % 3])
    else:
        _try_text(texts)


def mutate(data: bytes, largest: int, seed: int) -> bytes:
    """Change the texts; whole calendars, which cost twenty times as much, are written now and then."""
    first, _, rest = data.partition(b"\n")
    if seed % 4 or first.decode("utf-8", "replace") not in _KINDS:
        first = b"text"
    changed: bytes = atheris.Mutate(rest, largest - len(first) - 1)
    return first + b"\n" + changed


if __name__ == "__main__":
    main(try_one, mutate)
