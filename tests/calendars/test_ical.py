"""Calendar files: every rule of the publisher's checklist, judged by parsers that are not ours."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from unicodedata import normalize
from zoneinfo import ZoneInfo

import attrs
import icalendar
import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import Call, City, Deadline, Edition, InvalidValue, Session, Text
from metroworkshops.calendars import publish, to_calendar, to_ical
from metroworkshops.calendars.text import CalendarText, clean
from metroworkshops.calendars.time_zones import time_zone
from metroworkshops.testing import editions

GOLDEN = Path(__file__).parent / "golden"
FIRST = datetime(2019, 12, 1, tzinfo=UTC)
EDITION = mw.metropolitan_workshops().edition("2020")
ROME = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome", coordinates=(44.4939, 11.3428))


def lines(data: bytes) -> list[str]:
    """Unfold content lines as RFC 5545 section 3.1 says: a reader of our own, for the tests alone."""
    assert data.endswith(b"\r\n")
    text = data.decode("utf-8")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def published(*sessions: Session, **fields: Any) -> mw.Publication:
    edition = Edition("workshops.example.org", "2020", title="Workshops", sessions=sessions, **fields)
    return publish(edition, at=FIRST)


def event(*sessions: Session, language: str = "en", **fields: Any) -> dict[str, str]:
    found = lines(to_ical(published(*sessions, **fields), language=language))
    inside = found[found.index("BEGIN:VEVENT") + 1 : found.index("END:VEVENT")]
    return {re.split("[:]", line, maxsplit=1)[0]: line.split(":", 1)[1] for line in inside}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_2020_edition_and_the_bologna_story_are_golden(language: str) -> None:
    moved = EDITION.replacing(
        EDITION.sessions[0].moved_to(
            "2020-10",
            announced=datetime(2020, 3, 2, tzinfo=UTC),
            reason=Text(en="borders closed", fr="frontières fermées"),
        )
    )
    online = moved.replacing(moved.sessions[0].moved_online(announced=datetime(2020, 9, 1, tzinfo=UTC)))
    held = online.replacing(
        online.sessions[0].moved_to(
            "2020-09-30T14:00/2020-09-30T16:00", announced=datetime(2020, 9, 10, tzinfo=UTC), dates_confirmed=True
        )
    )
    publication = None
    for number, edition in enumerate((EDITION, moved, online, held), 1):
        publication = publish(edition, previous=publication, at=FIRST + number * timedelta(days=90))
        path = GOLDEN / f"2020-{number}.{language}.ics"
        data = to_ical(publication, language=language)
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_bytes(data)
        assert path.read_bytes() == data


def test_the_calendar_object_follows_the_checklist() -> None:
    found = lines(to_ical(published(Session("s", "S", when="2020-03")), language="en"))
    head = found[: found.index("BEGIN:VEVENT")]
    for line in (
        "VERSION:2.0",
        "PRODID:-//metroworkshops//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Workshops",
        "X-WR-CALNAME:Workshops",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "LAST-MODIFIED:20191201T000000Z",
    ):
        assert line in head
    for absent in ("METHOD", "UID", "ORGANIZER", "ATTENDEE", "BEGIN:VALARM", "X-WR-TIMEZONE"):
        assert not any(line.startswith(absent) for line in head)
    assert not any("LANGUAGE=" in line or "ALTREP" in line or line.startswith("ORGANIZER") for line in found)


def test_a_window_is_a_tentative_span_that_does_not_block_time() -> None:
    found = event(Session("s", "Bologna", when="2020-03", places=[ROME]))
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20200301", "20200401")
    assert (found["STATUS"], found["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert found["SUMMARY"] == "Bologna (dates to be confirmed)"
    assert found["LOCATION"] == "Bologna\\, Italy"
    assert found["GEO"] == "44.493900;11.342800"


CONFIRMED = Session("s", "S", when="2020-03-09/2020-03-13", places=[ROME], dates_confirmed=True, place_confirmed=True)


CONFIRMED_ELSEWHERE = Session("t", "T", when="2020-04-09T09:30/2020-04-09T17:00", time_zone="Africa/Casablanca")


@pytest.mark.parametrize(
    ("session", "status", "transparency", "title"),
    [
        (CONFIRMED, "CONFIRMED", "OPAQUE", "S"),
        (attrs.evolve(CONFIRMED, dates_confirmed=False), "TENTATIVE", "TRANSPARENT", "S (dates to be confirmed)"),
        (attrs.evolve(CONFIRMED, place_confirmed=False), "TENTATIVE", "TRANSPARENT", "S (place to be confirmed)"),
        (
            attrs.evolve(CONFIRMED, dates_confirmed=False, place_confirmed=False),
            "TENTATIVE",
            "TRANSPARENT",
            "S (to be confirmed)",
        ),
        (CONFIRMED.cancelled(announced=FIRST), "CANCELLED", "TRANSPARENT", "Cancelled: S"),
        (CONFIRMED.held(announced=FIRST), "CONFIRMED", "OPAQUE", "S"),
        (attrs.evolve(CONFIRMED, when="2020-03"), "TENTATIVE", "TRANSPARENT", "S (dates to be confirmed)"),
    ],
)
def test_status_is_in_the_title_too(session: Session, status: str, transparency: str, title: str) -> None:
    found = event(session)
    assert (found["STATUS"], found["TRANSP"], found["SUMMARY"]) == (status, transparency, title)


def test_an_end_is_always_written_and_exclusive() -> None:
    found = event(CONFIRMED)
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20200309", "20200314")
    one_day = event(attrs.evolve(CONFIRMED, when="2020-12-31"))
    assert (one_day["DTSTART;VALUE=DATE"], one_day["DTEND;VALUE=DATE"]) == ("20201231", "20210101")


def test_clock_times_carry_their_zone_and_a_half_known_time_is_not_completed() -> None:
    timed = attrs.evolve(CONFIRMED, when="2020-03-09T09:30/2020-03-10T17:00")
    found = event(timed)
    assert found["DTSTART;TZID=Europe/Rome"] == "20200309T093000"
    assert found["DTEND;TZID=Europe/Rome"] == "20200310T170000"
    data = lines(to_ical(published(timed), language="en"))
    assert data.index("BEGIN:VTIMEZONE") < data.index("BEGIN:VEVENT")
    half = event(attrs.evolve(CONFIRMED, when="2020-03-09T09:30"))
    assert (half["DTSTART;VALUE=DATE"], half["DTEND;VALUE=DATE"]) == ("20200309", "20200310")
    assert "9:30" in half["DESCRIPTION"]


def test_what_was_taken_back_is_cancelled_where_it_was_seen() -> None:
    edition = Edition("workshops.example.org", "2020", sessions=[CONFIRMED])
    first = publish(edition, at=FIRST)
    for after, title in (
        (edition.replacing(CONFIRMED.postponed(announced=FIRST)), "Postponed: S"),
        (attrs.evolve(edition, sessions=[]), "Withdrawn: S"),
        (edition.replacing(CONFIRMED.moved_to("XXXX", announced=FIRST)), "New dates to be announced: S"),
    ):
        found = lines(to_ical(publish(after, previous=first, at=FIRST), language="en"))
        assert "STATUS:CANCELLED" in found
        assert f"SUMMARY:{title}" in found
        assert "DTSTART;VALUE=DATE:20200309" in found


def test_a_deadline_is_an_event_that_people_see_with_its_zone_in_the_text() -> None:
    call = Call([Deadline.on("2020-01-31T17:00", zone="Africa/Tunis")], forms=Text(en="https://example.org/dépôt?a=é"))
    found = event(call=call)
    assert found["SUMMARY"] == "Deadline for applications: Workshops"
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20200131", "20200201")
    assert (found["STATUS"], found["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    assert "5:00\u202fPM (Tunis time)" in found["DESCRIPTION"]
    assert found["URL"] == "https://example.org/d%C3%A9p%C3%B4t?a=%C3%A9"
    doubt = event(call=Call([Deadline.on("2020-01-31")]))
    assert "time zone not stated" in doubt["DESCRIPTION"]
    assert "No single closing instant follows" in doubt["DESCRIPTION"]


def test_what_has_no_dates_is_named_and_not_shown() -> None:
    publication = published(Session("a", "Nowhen"), Session("b", "Somewhen", when="2020"), CONFIRMED)
    found = lines(to_ical(publication, language="en"))
    assert found.count("BEGIN:VEVENT") == 1
    (said,) = (line for line in found if line.startswith("DESCRIPTION:Programme"))
    assert "Not shown\\, for want of dates: Nowhen (dates to be announced) and Somewhen (2020)" in said


def test_a_calendar_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must hold at least one entry with dates"):
        to_ical(published(Session("a", "Nowhen")), language="en")


def test_no_personal_data_and_no_clock() -> None:
    data = to_ical(publish(EDITION, at=FIRST), language="en")
    assert b"DTSTAMP:20191201T000000Z" in data
    assert data.count(b"DTSTAMP") == data.count(b"DTSTAMP:20191201T000000Z")


def test_two_languages_are_two_files_of_the_same_identities() -> None:
    publication = publish(EDITION, at=FIRST)
    english, french = (
        [line for line in lines(to_ical(publication, language=language)) if re.match("UID|SEQUENCE|DT|STATUS", line)]
        for language in ("en", "fr")
    )
    assert english == french


def test_the_same_bytes_under_every_hash_seed() -> None:
    code = (
        "import sys, metroworkshops as mw; from datetime import datetime, UTC;"
        "p = mw.calendars.publish(mw.metropolitan_workshops(), at=datetime(2020, 1, 1, tzinfo=UTC));"
        "sys.stdout.buffer.write(mw.calendars.to_ical(p, language='fr'))"
    )
    outputs = {
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("0", "1", "7")
    }
    assert len(outputs) == 1


@given(editions())
def test_whatever_is_published_reads_back_and_nothing_is_added(edition: Edition) -> None:
    publication = publish(edition, at=FIRST)
    shown = [one for one in publication.entries if publication.shows(one)]
    if not shown:
        return
    data = to_ical(publication, language="fr")
    found = lines(data)
    assert found.count("BEGIN:VEVENT") == found.count("END:VEVENT") == len(shown)
    assert [line.split(":")[1] for line in found if line.startswith("UID:")] == [one.uid for one in shown]
    for name in ("SUMMARY", "DESCRIPTION", "DTSTAMP", "SEQUENCE", "STATUS", "TRANSP", "CREATED"):
        extra = 1 if name == "DESCRIPTION" else 0
        assert sum(line.startswith((f"{name}:", f"{name};")) for line in found) == len(shown) + extra
    known = re.compile(r"[A-Z-]+(;[A-Z]+=[A-Za-z_/+-]+)*:")
    assert all(known.match(line) for line in found)
    calendar = icalendar.Calendar.from_ical(data)
    for one, read in zip(shown, calendar.walk("VEVENT"), strict=True):
        assert read.errors == []
        assert str(read["SUMMARY"]) == clean(mw.words.entry_title(one, publication, "fr")).replace("\t", " ").strip(" ")
        start, end = read.decoded("DTSTART"), read.decoded("DTEND")
        assert type(start) is type(end)
        assert start < end


hostile = st.one_of(st.text(), st.text(st.sampled_from("\\;,:\"'\r\n\t\x00\x0b\x85\u2028\u2029\ufeffNnab ^")))


@given(hostile)
def test_text_reads_back_as_it_was_cleaned_and_adds_no_line(text: str) -> None:
    component = icalendar.Event()
    for name in ("SUMMARY", "NAME", "X-WR-CALNAME", "DESCRIPTION"):
        component.add(name, CalendarText(text))
    found = lines(component.to_ical())
    assert len(found) == 6
    for line in found[1:-1]:
        value = line.split(":", 1)[1]
        unescaped = re.sub(r"\\(.)", lambda match: {"n": "\n", "N": "\n"}.get(match[1], match[1]), value)
        assert unescaped == clean(text)
        assert not re.search(r"(?<!\\)(\\\\)*[;,]", value)


@given(hostile)
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == normalize("NFC", cleaned)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", cleaned)


ZONES = [
    "Europe/Rome", "Europe/Paris", "Europe/Lisbon", "Europe/Dublin", "Europe/Athens", "Europe/Istanbul",
    "Europe/Malta", "Africa/Tunis", "Africa/Algiers", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Cairo",
    "Asia/Beirut", "Asia/Gaza",
    "Asia/Jerusalem", "Atlantic/Azores", "America/Santiago", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
]  # fmt: skip


@pytest.mark.parametrize("name", ZONES)
def test_an_independent_reader_agrees_with_each_zone_on_every_hour_around_each_change(name: str) -> None:
    first, last = 2024, 2028
    component = time_zone(name, first, last)
    text = component.to_ical().decode()
    assert "RDATE" not in text
    assert "COMMENT" not in text
    wrapped = f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n"
    theirs: Any = tzical(StringIO(wrapped)).get()
    ours = ZoneInfo(name)
    at, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    while at < end:
        local = at.astimezone(ours)
        # Local times that come twice are left out: the reader takes them for the first, and events say no more.
        if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
            assert local.replace(tzinfo=theirs).utcoffset() == local.utcoffset(), local
        at += timedelta(hours=1)


def test_trap_3_moroccos_short_winter_time_is_not_dropped() -> None:
    text = time_zone("Africa/Casablanca", 2027, 2027).to_ical().decode()
    assert "20270207T030000" in text
    assert "20270314T020000" in text


def test_trap_4_nothing_random_nothing_versioned_nothing_twice() -> None:
    data = to_ical(publish(EDITION, at=FIRST), language="en")
    assert b"icalendar" not in data
    assert data == to_ical(publish(EDITION, at=FIRST), language="en")


def test_trap_10_no_zone_without_its_definition_and_no_cancelled_event_that_vanishes() -> None:
    timed = attrs.evolve(CONFIRMED, when="2020-03-09T09:30/2020-03-10T17:00")
    first = publish(Edition("workshops.example.org", "2020", sessions=[timed, CONFIRMED_ELSEWHERE]), at=FIRST)
    found = lines(to_ical(first, language="en"))
    named = {match[1] for line in found if (match := re.search("TZID=([^:;]+)", line))}
    defined = {line.removeprefix("TZID:") for line in found if line.startswith("TZID:")}
    assert named == defined == {"Europe/Rome", "Africa/Casablanca"}
    gone = Edition("workshops.example.org", "2020", sessions=[timed.cancelled(announced=FIRST)])
    after = lines(to_ical(publish(gone, previous=first, at=FIRST), language="en"))
    assert after.count("STATUS:CANCELLED") == 2
    assert after.count("SEQUENCE:1") == 2


def test_hosts_can_add_their_own() -> None:
    calendar = to_calendar(publish(EDITION, at=FIRST), language="en")
    own = icalendar.Event()
    own.add("uid", "own@example.org")
    own.add("dtstamp", FIRST)
    own.add("dtstart", date(2020, 5, 1))
    own.add("dtend", date(2020, 5, 2))
    calendar.add_component(own)
    assert len(icalendar.Calendar.from_ical(calendar.to_ical()).walk("VEVENT")) == 5
