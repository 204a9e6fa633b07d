"""Calendar files: every rule of the publisher's checklist, judged by parsers that are not ours."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    Area,
    Call,
    City,
    Deadline,
    Edition,
    InvalidDate,
    InvalidValue,
    Limit,
    Programme,
    Session,
    Text,
)
from metroworkshops.calendars import publish, to_calendar, to_ical
from metroworkshops.calendars.text import clean, one_line
from metroworkshops.domain.time_zone import zone_names
from metroworkshops.testing import editions

GOLDEN = Path(__file__).parent / "golden"
FIRST = datetime(2019, 12, 1, tzinfo=UTC)
EDITION = mw.metropolitan_workshops().edition("2020")
FORM = Text(en="https://example.org/form", fr="https://example.org/formulaire")
ROME = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome", coordinates=(44.4939, 11.3428))


def lines(data: bytes) -> list[str]:
    """Unfold content lines as RFC 5545 section 3.1 says: a reader of our own, for the tests alone."""
    assert data.endswith(b"\r\n")
    text = data.decode("utf-8")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def structure(found: list[str]) -> list[str]:
    """Keep of each line its name and parameters, and of components and counted values all."""
    kept = re.compile(r"(?:BEGIN|END|UID|STATUS|TRANSP|SEQUENCE):")
    return [line if kept.match(line) else line.split(":", 1)[0] for line in found]


def values(found: list[str]) -> list[dict[str, str]]:
    """Read the values of the calendar's own properties, then of each event: unescaped in one pass."""
    read: list[dict[str, str]] = [{}]
    for line in found[: found.index("END:VCALENDAR")]:
        if line in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE"):
            read.append({})
        elif line == "END:VTIMEZONE":
            read.pop()
        else:
            name, value = line.split(":", 1)
            name = name.split(";")[0]
            in_zone = "TZID" in read[-1]
            assert name not in read[-1] or in_zone, f"{name} twice"
            read[-1][name] = re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), value)
    return read


ALWAYS = {
    *("SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CREATED", "LAST-MODIFIED"),
    *("STATUS", "TRANSP", "END"),
}
SOMETIMES = {"LOCATION", "GEO", "URL", "RELATED-TO"}


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


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "\N{FIRST STRONG ISOLATE}Bologna\N{POP DIRECTIONAL ISOLATE}"), ("it", "Bologna")]
)
def test_the_2020_edition_is_golden_in_other_languages(language: str, title: str) -> None:
    path = GOLDEN / f"2020-1.{language}.ics"
    data = to_ical(publish(EDITION, at=FIRST + timedelta(days=90)), language=language)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(data)
    assert path.read_bytes() == data
    # What keeps a title in Latin letters from turning an Arabic line round reaches the reader.
    assert f"SUMMARY:{title} (" in "\n".join(lines(data))


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


def test_an_entry_that_somebody_gave_dates_without_an_end_is_refused() -> None:
    publication = published(CONFIRMED)
    without_end = [attrs.evolve(entry, dates="2020-03-09/..") for entry in publication.entries]
    with pytest.raises(InvalidValue, match="an entry must have dates to be shown"):
        to_ical(attrs.evolve(publication, entries=without_end), language="en")


def test_an_hour_that_clocks_skip_is_refused_before_any_calendar() -> None:
    with pytest.raises(InvalidDate, match="02:30 must be an hour that Europe/Rome has"):
        attrs.evolve(CONFIRMED, when="2020-03-29T02:30/2020-03-29T03:10")


def test_the_last_day_of_all_is_left_out() -> None:
    publication = published(attrs.evolve(CONFIRMED, when="9999-12-31"), Session("t", "T", when="2020-03"))
    assert lines(to_ical(publication, language="en")).count("BEGIN:VEVENT") == 1


def test_defect_9_every_zone_is_named_also_those_that_share_their_clocks_with_utc() -> None:
    for zone in sorted(zone_names()):
        session = attrs.evolve(CONFIRMED, places=[], place_confirmed=False, time_zone=zone)
        publication = published(attrs.evolve(session, when="2020-07-09T09:30/2020-07-09T17:00"))
        found = {
            line
            for line in to_ical(publication, language="en").decode().split("\r\n")
            if line.startswith(("DT", "TZID"))
        }
        assert {f"TZID:{zone}", f"DTSTART;TZID={zone}:20200709T093000", f"DTEND;TZID={zone}:20200709T170000"} <= found


def test_separate_days_are_one_span_that_does_not_block_time_and_are_named_in_the_title() -> None:
    found = event(attrs.evolve(CONFIRMED, when="{2020-03-03,2020-03-10}"))
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20200303", "20200311")
    assert found["TRANSP"] == "TRANSPARENT"
    assert found["SUMMARY"] == "S (March 3\\, 2020 and March 10\\, 2020)"


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "44.493900;11.342800"),
        ({"mode": "hybrid"}, "44.493900;11.342800"),
        ({"mode": "online"}, None),
        ({"places": [ROME, attrs.evolve(ROME, id="b")], "place_confirmed": False}, None),
        ({"places": [Area("it", "Italy")], "place_confirmed": False}, None),
        ({"places": [attrs.evolve(ROME, coordinates=None)]}, None),
        ({"places": [attrs.evolve(ROME, coordinates=(1e-5, -0.0000001))]}, "0.000010;-0.000000"),
    ],
)
def test_defect_8_a_position_is_given_when_it_is_one_and_in_six_decimals(
    fields: dict[str, Any], shown: str | None
) -> None:
    assert event(attrs.evolve(CONFIRMED, **fields)).get("GEO") == shown


def test_a_deadline_that_is_a_window_is_tentative_and_one_taken_back_is_cancelled() -> None:
    late = Call([Deadline.on("2020-01-21~/2020-01-31~")])
    found = event(call=late)
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20200121", "20200201")
    assert (found["STATUS"], found["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    edition = Edition("workshops.example.org", "2020", call=late)
    vague = attrs.evolve(edition, call=Call([Deadline("applications", Limit.on("2020"))]))
    second = publish(vague, previous=publish(edition, at=FIRST), at=FIRST)
    data = lines(to_ical(second, language="en"))
    assert {"STATUS:CANCELLED", "DTSTART;VALUE=DATE:20200121"} <= set(data)


def test_the_form_of_a_deadline_is_in_the_readers_language() -> None:
    call = Call([Deadline.on("2020-01-31")], forms=FORM)
    assert event(call=call, language="fr")["URL"] == "https://example.org/formulaire"
    assert "https://example.org/formulaire" in event(call=call, language="fr")["DESCRIPTION"]
    odd = event(call=Call([Deadline.on("2020-01-31")], forms="https://é..example/"))
    assert "URL" not in odd
    assert "https://é..example/" in odd["DESCRIPTION"]


SHARED = Session("shared", "Shared", when="2020-03")
PROGRAMME = Programme(
    "workshops.example.org",
    "Workshops",
    editions=[
        Edition("workshops.example.org", "2019", sessions=[SHARED]),
        Edition(
            "workshops.example.org", "2020", title="The second", sessions=[SHARED, Session("b", "B", when="2020-04")]
        ),
    ],
)


def test_a_shared_session_reads_alike_in_the_whole_and_in_each_editions_view() -> None:
    whole = publish(PROGRAMME, at=FIRST)
    views = [whole.only(edition=edition.id) for edition in PROGRAMME.editions]
    texts = []
    for publication in (whole, *views):
        found = values(lines(to_ical(publication, language="en")))
        texts += [one for one in found if one.get("SUMMARY", "").startswith("Shared")]
    assert len(texts) == 3
    assert texts[0] == texts[1] == texts[2]
    assert values(lines(to_ical(views[1], language="en")))[0]["NAME"] == "The second"


def test_an_edition_that_left_the_programme_is_cancelled_in_its_own_view_too() -> None:
    whole = publish(PROGRAMME, at=FIRST)
    after = publish(attrs.evolve(PROGRAMME, editions=PROGRAMME.editions[:1]), previous=whole, at=FIRST)
    found = lines(to_ical(after.only(edition="2020"), language="en"))
    assert {"SUMMARY:Withdrawn: B", "STATUS:CANCELLED"} <= set(found)


def test_the_order_of_sessions_and_their_neighbours_change_no_event() -> None:
    first = publish(EDITION, at=FIRST)
    turned = attrs.evolve(EDITION, sessions=EDITION.sessions[::-1])
    assert to_ical(publish(turned, previous=first, at=FIRST), language="fr") == to_ical(first, language="fr")
    more = attrs.evolve(EDITION, sessions=[Session("new", "New", when="2020-02"), *EDITION.sessions])
    later = values(lines(to_ical(publish(more, previous=first, at=FIRST + timedelta(days=9)), language="fr")))
    assert later[1:-1] == values(lines(to_ical(first, language="fr")))[1:]


def test_a_calendar_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must hold at least one entry with dates"):
        to_ical(published(Session("a", "Nowhen")), language="en")


def test_no_personal_data_and_no_clock() -> None:
    data = to_ical(publish(EDITION, at=FIRST), language="en")
    assert b"DTSTAMP:20191201T000000Z" in data
    assert data.count(b"DTSTAMP") == data.count(b"DTSTAMP:20191201T000000Z")


def test_instants_are_in_utc_wherever_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    here = event(Session("s", "S", when="2020-03"))
    monkeypatch.setenv("TZ", "Asia/Beirut")
    time.tzset()
    try:
        assert event(Session("s", "S", when="2020-03")) == here
    finally:
        monkeypatch.undo()
        time.tzset()
    assert here["DTSTAMP"] == "20191201T000000Z"


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
        "zones = ('Europe/Rome', 'Africa/Cairo', 'Africa/Casablanca', 'Asia/Gaza', 'Africa/Dakar');"
        "when = '2027-07-10T09:30/2027-07-10T17:00';"
        "timed = [mw.Session(zone[-5:], zone, when=when, time_zone=zone) for zone in zones];"
        "programme = mw.metropolitan_workshops();"
        "more = mw.Edition(programme.id, '2027', sessions=timed);"
        "programme = mw.Programme(programme.id, 'All', editions=[*programme.editions, more]);"
        "p = mw.calendars.publish(programme, at=datetime(2020, 1, 1, tzinfo=UTC));"
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
    (data,) = outputs
    assert data.count(b"BEGIN:VTIMEZONE") == 5


@given(editions(), st.sampled_from(["en", "fr"]))
def test_whatever_is_published_reads_back_and_nothing_is_added(edition: Edition, language: str) -> None:
    publication = publish(edition, at=FIRST)
    shown = [one for one in publication.entries if publication.shows(one)]
    if not shown:
        return
    data = to_ical(publication, language=language)
    found = lines(data)
    head, *events = values(found)
    components = [line for line in found if line.startswith("BEGIN:") and line != "BEGIN:VTIMEZONE"]
    assert [one for one in components if one not in ("BEGIN:STANDARD", "BEGIN:DAYLIGHT")] == [
        "BEGIN:VCALENDAR",
        *("BEGIN:VEVENT" for _ in shown),
    ]
    for entry, ours, theirs in zip(
        shown, events, icalendar.Calendar.from_ical(data.decode()).walk("VEVENT"), strict=True
    ):
        assert theirs.errors == []
        assert set(ours) >= ALWAYS
        assert set(ours) <= ALWAYS | SOMETIMES
        said = {
            "UID": entry.uid,
            "SUMMARY": one_line(mw.words.entry_title(entry, publication, language)),
            "DESCRIPTION": clean(mw.words.entry_description(entry, publication, language)),
        }
        if isinstance(entry.subject, Session):
            said["LOCATION"] = one_line(mw.words.entry_location(entry, language) or "")
        for name, text in said.items():
            assert ours[name] == text
            assert "\\" in text or str(theirs[name]) == text  # icalendar reads a backslash before n as a line break
        start, end = theirs.decoded("DTSTART"), theirs.decoded("DTEND")
        assert type(start) is type(end)
        assert start < end
        assert int(ours["SEQUENCE"]) == entry.sequence
    assert head["NAME"] == head["X-WR-CALNAME"] == one_line(mw.words.calendar_name(publication, language))
    description = clean(mw.words.calendar_description(publication, language))
    assert head["DESCRIPTION"] == head["X-WR-CALDESC"] == description


HOSTILE = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1) | st.text(
    st.sampled_from("\\;,:\"'\r\n\t\x00\x0b\x85\u2028\u2029\ufeffNnab ^{}"), min_size=1
)
INJECTION = "x\r\nBEGIN:VALARM\nATTENDEE:mailto:a@b.example\u2028METHOD:CANCEL\x85END:VEVENT"


@given(HOSTILE.filter(lambda text: any(map(str.isprintable, text.strip()))))
@example(INJECTION)
@example("C:\\New\\nothing; a, b: \\")
def test_defects_2_to_4_and_11_hostile_text_in_every_field_adds_nothing(text: str) -> None:
    """No input adds a component, a property, a parameter or a line; what it says reads back."""

    def edition(text: str) -> Edition:
        place = City("p", text, country="IT", time_zone="Europe/Rome")
        session = Session("s", text, when="2020-03", places=[place], wording=text, sources=[text])
        deadline = Deadline.on("2020-01-31", wording=text, sources=[text])
        return Edition(
            "workshops.example.org",
            "2020",
            title=text,
            label=text,
            sessions=[
                session.moved_to("2020-04-06T09:30/2020-04-07T17:00", announced=FIRST, reason=text),
                Session("t", text, wording=text),
            ],
            call=Call([deadline.extended_to("2020-02-14", announced=FIRST, reason=text)], forms=FORM),
        )

    publication = publish(edition(text), at=FIRST)
    hostile = lines(to_ical(publication, language="en"))
    plain = lines(to_ical(publish(edition("Bologna and its port"), at=FIRST), language="en"))
    assert structure(hostile) == structure(plain)
    shown = [entry for entry in publication.entries if publication.shows(entry)]
    for entry, read in zip(shown, values(hostile)[1:], strict=True):
        assert read["SUMMARY"] == one_line(mw.words.entry_title(entry, publication, "en"))
        assert read["DESCRIPTION"] == clean(mw.words.entry_description(entry, publication, "en"))


def test_trap_4_nothing_random_nothing_versioned_nothing_twice() -> None:
    """Defects 5 and 7 too: identities and stamps are ours, ends are after starts, properties stand once."""
    data = to_ical(publish(EDITION, at=FIRST), language="en")
    assert b"icalendar" not in data
    assert data == to_ical(publish(EDITION, at=FIRST), language="en")
    for one in values(lines(data))[1:]:  # which refuses what stands twice
        assert one["DTEND"] > one["DTSTART"]


def test_trap_10_what_feeds_in_the_wild_get_wrong() -> None:
    timed = EDITION.replacing(
        EDITION.sessions[0].moved_to("2020-03-09T09:30/2020-03-10T17:00", announced=FIRST, dates_confirmed=True)
    )
    first = publish(timed, at=FIRST)
    fewer = attrs.evolve(timed, sessions=timed.sessions[1:])
    second = publish(fewer, previous=first, at=FIRST + timedelta(days=1))
    before, after = (values(lines(to_ical(one, language="en")))[1:] for one in (first, second))
    # Identities that are neither random nor positions: what stays is the same, and nothing else moves.
    assert [one["UID"] for one in after] == [one["UID"] for one in before]
    assert after[1:] == before[1:]
    # A stamp that says when the event changed, not when the file was made; a sequence that rises.
    assert [one["DTSTAMP"] for one in after] == ["20191202T000000Z", *["20191201T000000Z"] * 3]
    assert [one["SEQUENCE"] for one in after] == ["1", "0", "0", "0"]
    # What vanished is cancelled, in the title too, at its last dates.
    assert after[0]["STATUS"] == "CANCELLED"
    assert after[0]["SUMMARY"].startswith("Withdrawn: ")
    assert after[0]["DTSTART"] == "20200309T093000"
    # A zone that is named is in the file, and nobody can name one that is not known.
    assert "TZID:Europe/Rome" in lines(to_ical(second, language="en"))
    with pytest.raises(InvalidValue, match="IANA time zone"):
        Session("s", "S", when="2020-03-09T09:30", time_zone="Romance Standard Time")
    # What one client ignores is said in another place too: the state in the title.
    assert before[0]["SUMMARY"] == "Bologna (place to be confirmed)"


def test_hosts_read_instants_off_the_components() -> None:
    timed = Session("s", "S", when="2020-07-09T09:30/2020-07-09T17:00", time_zone="Africa/Dakar")
    (one,) = to_calendar(published(timed), language="en").events
    assert one.start == datetime(2020, 7, 9, 9, 30, tzinfo=ZoneInfo("Africa/Dakar"))
    assert one.end == datetime(2020, 7, 9, 17, 0, tzinfo=UTC)


def test_hosts_can_add_their_own() -> None:
    calendar = to_calendar(publish(EDITION, at=FIRST), language="en")
    own = icalendar.Event()
    own.add("uid", "own@example.org")
    own.add("dtstamp", FIRST)
    own.add("dtstart", date(2020, 5, 1))
    own.add("dtend", date(2020, 5, 2))
    calendar.add_component(own)
    assert len(icalendar.Calendar.from_ical(calendar.to_ical().decode()).walk("VEVENT")) == 5
