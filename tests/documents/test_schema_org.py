"""Editions in the words of schema.org: valid against the vocabulary, and nothing that was not stated."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

import metroworkshops as mw
from metroworkshops import Area, Call, City, Deadline, Earlier, Edition, Length, Partner, Session, Text, When, testing
from metroworkshops.calendars.identity import uid
from metroworkshops.documents import schema_org_script, to_schema_org
from metroworkshops.domain.identity import uuid_of
from metroworkshops.domain.part import Part

HERE = Path(__file__).parent
TERMS = json.loads((HERE / "data" / "schema-org-terms.json").read_text(encoding="utf-8"))
EDITION = mw.metropolitan_workshops().edition("2020")
BOLOGNA = City(
    "bologna",
    Text(en="Bologna", fr="Bologne"),
    country="IT",
    time_zone="Europe/Rome",
    coordinates=(44.4939, 11.3428),
)
TUNIS = City("tunis", "Tunis", country="TN", time_zone="Africa/Tunis")
TOLD = datetime(2020, 3, 2, tzinfo=UTC)


def above(name: str) -> set[str]:
    """Name a type and every type above it."""
    return {name}.union(*(above(one) for one in TERMS["types"][name])) if name in TERMS["types"] else {name}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def kinds(value: Any) -> set[str]:
    """Name the types that a value may be of, by how it is written."""
    if isinstance(value, dict):
        return set().union(*(above(one) for one in listed(value["@type"])))
    if isinstance(value, int | float):
        assert not isinstance(value, bool)
        return {"Number", "Integer"} if isinstance(value, int) else {"Number"}
    found = {"Text"}
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        assert date.fromisoformat(f"{value}-01-01"[:10])
        found.add("Date")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", value):
        assert datetime.fromisoformat(value).tzinfo
        found.add("DateTime")
    if re.fullmatch(r"https?://\S+", value):
        found |= {"URL", TERMS["members"].get(value.removeprefix("https://schema.org/"), "URL")}
    if re.fullmatch(r"P\d+D", value):
        found.add("Duration")
    return found


def faults(node: dict[str, Any], path: str = "$") -> Iterator[str]:
    types = kinds(node)
    yield from (f"{path}: no type {one}" for one in listed(node["@type"]) if one not in TERMS["types"])
    for key, value in node.items():
        if key in ("@context", "@type", "@id"):
            continue
        term = TERMS["properties"].get(key)
        if term is None or not types & set(term["domainIncludes"]):
            yield f"{path}: {key} is no property of {node['@type']}"
            continue
        if not listed(value):
            yield f"{path}.{key}: an empty list"
        for one in listed(value):
            if not kinds(one) & set(term["rangeIncludes"]):
                yield f"{path}.{key}: {one!r} is no {' or '.join(term['rangeIncludes'])}"
            if isinstance(one, dict):
                yield from faults(one, f"{path}.{key}")


def dates(event: dict[str, Any], *keys: str) -> list[str]:
    return [one for key in keys if key in event for one in listed(event[key])]


def is_stated(written: str, whens: list[When]) -> bool:
    """Tell whether a date is, letter for letter, one of those in some statements; its offset aside."""
    tokens = {token for when in whens for token in re.split(r"[/,{}\[\]]|\.\.", str(when))}
    if "T" in written:
        return any("T" in token and written.startswith(token) for token in tokens)
    return written in {token.partition("T")[0] for token in tokens}


def event(session: Session, language: str = "en", **fields: Any) -> dict[str, Any]:
    data = to_schema_org(Edition("a.example", "1", sessions=[session], **fields), language)
    assert list(faults(data)) == []
    (found,) = data["subEvent"]
    assert isinstance(found, dict)
    return found


def status(session: Session) -> list[str]:
    return [one.removeprefix("https://schema.org/") for one in dates(event(session), "eventStatus")]


def called(*deadlines: Deadline, **fields: Any) -> dict[str, Any]:
    data = to_schema_org(Edition("a.example", "1", call=Call(deadlines, **fields)), "en")
    assert list(faults(data)) == []
    return data


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "EducationEvent", "applicationDeadline": "2020-01-31"},
        {"@type": "EducationEvent", "startDate": "March 2020"},
        {"@type": "EducationEvent", "startDate": "2020-03-09T14:30"},
        {"@type": "EducationEvent", "eventStatus": "https://schema.org/EventTentative"},
        {"@type": "EducationEvent", "organizer": {"@type": "Place"}},
        {"@type": "EventSeries", "subEvent": [{"@type": "Workshop"}]},
    ],
)
def test_the_check_against_the_vocabulary_finds_what_is_wrong(wrong: dict[str, Any]) -> None:
    assert list(faults(wrong))


def test_no_term_is_superseded() -> None:
    assert TERMS["superseded"] == []


@given(testing.editions(), testing.language_tags())
def test_every_edition_is_valid_against_the_vocabulary(edition: Edition, language: str) -> None:
    data = to_schema_org(edition, language)
    assert list(faults(data)) == []
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data == to_schema_org(mw.documents.loads(mw.documents.dumps(edition), Edition), language)


@given(testing.editions())
def test_every_date_is_one_that_was_stated(edition: Edition) -> None:
    data = to_schema_org(edition, "en")
    assert not {"startDate", "endDate", "previousStartDate"} & set(data)
    assert len(data.get("subEvent", [])) == len(edition.sessions)
    for session, told in zip(edition.sessions, data.get("subEvent", []), strict=True):
        assert all(is_stated(one, [session.when]) for one in dates(told, "startDate", "endDate"))
        assert all(is_stated(one, [e.when for e in session.earlier]) for one in dates(told, "previousStartDate"))
        for meeting in told.get("subEvent", []):
            own = [part for part in session.parts if part.id == meeting.get("identifier")]
            now = [part.when for part in own] or [session.when]
            before = [old.when for e in session.earlier for old in e.parts if old.id == meeting.get("identifier")]
            assert all(is_stated(one, now) for one in dates(meeting, "startDate", "endDate"))
            assert all(is_stated(one, before) for one in dates(meeting, "previousStartDate"))
    call = edition.call or Call()
    for written in dates(data, "applicationDeadline"):
        assert any(
            is_stated(written, [deadline.current.when])
            or (deadline.current.exclusive and date.fromisoformat(written) + timedelta(1) in deadline.current.when)  # type: ignore[operator]
            or written == deadline.wording
            for deadline in call.deadlines
        )
    opens = [one.opens.when for one in (call, *call.deadlines) if one.opens]  # type: ignore[attr-defined]
    assert all(is_stated(one, opens) for one in dates(data, "applicationStartDate"))


@given(testing.editions())
def test_what_is_one_thing_in_a_calendar_is_the_same_thing_here(edition: Edition) -> None:
    data = to_schema_org(edition, "en")
    for session, told in zip(edition.sessions, data.get("subEvent", []), strict=True):
        assert told["@id"] == f"urn:uuid:{uid(session, programme=edition.programme, edition=edition.id)}"
    everywhere = re.findall(r'"@id": "(.*?)"', json.dumps({**data, "subEvent": [], "superEvent": {}}))
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in everywhere)


def test_the_same_under_every_hash_seed() -> None:
    code = (
        "import metroworkshops as mw, json, sys; e = mw.metropolitan_workshops().edition('2020');"
        "sys.stdout.write(json.dumps(mw.documents.to_schema_org(e, 'fr')))"
    )
    outputs = {
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(outputs) == 1


def test_describing_an_edition_loads_no_words_and_no_calendars() -> None:
    code = (
        "import metroworkshops as mw, sys; e = mw.metropolitan_workshops().edition('2020');"
        "mw.documents.to_schema_org(e, 'fr'); print(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"babel", "icalendar", "pendulum", "hypothesis"}


def story() -> Iterator[tuple[str, Edition]]:
    """Tell what became of Bologna: moved, moved online, held as six webinars; and here called off in the end."""
    yield "edition-2020", EDITION
    session = EDITION.sessions[0].moved_to("2020-10", announced=TOLD, reason="borders closed")
    yield "bologna-1-moved", EDITION.replacing(session)
    session = session.moved_online(announced=datetime(2020, 9, 1, tzinfo=UTC))
    yield "bologna-2-online", EDITION.replacing(session)
    # Of the days, the first and the last are public.
    webinars = [
        Part("webinar-1", Text(en="First webinar", fr="Premier webinaire"), when="2020-09-30"),
        *(Part(f"webinar-{number}") for number in range(2, 6)),
        Part("webinar-6", when="2020-11-04"),
    ]
    session = session.moved_to(
        "2020-09-30/2020-11-04", announced=datetime(2020, 9, 10, tzinfo=UTC), parts=webinars, dates_confirmed=True
    )
    yield "bologna-3-webinars", EDITION.replacing(session)
    session = session.cancelled(announced=datetime(2020, 9, 20, tzinfo=UTC))
    yield "bologna-4-cancelled", EDITION.replacing(session)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("name", "edition"), list(story()), ids=[name for name, _ in story()])
def test_the_2020_edition_and_the_bologna_story_are_golden(name: str, edition: Edition, language: str) -> None:
    data = to_schema_org(edition, language)
    assert list(faults(data)) == []
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    golden = HERE / "golden" / f"{name}.{language}.jsonld.json"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2020-03-09", "2020-03-09", "2020-03-09"),
        ("2020-03-09/2020-03-13", "2020-03-09", "2020-03-13"),
        ("2020-03", "2020-03", None),
        ("2020", "2020", None),
        ("2020-10/2020-11", None, None),
        ("2020-03-09/2020-04", None, None),
        ("2020-03-09/", "2020-03-09", None),
        ("2020-03-09T14:30/..", "2020-03-09T14:30:00+01:00", None),
        ("../2020-03-13", None, "2020-03-13"),
        ("[2020-03,2020-04]", None, None),
        ("[2020-03-09,2020-03-16]", None, None),
        ("{2020-03-09,2020-06}", "2020-03-09", None),
        ("2020-03~", None, None),
        ("2020-03-09?", None, None),
        ("2020-03-21~/2020-03-31~", None, None),
        ("2020-25", None, None),
        ("2020-33", None, None),
        ("XXXX", None, None),
    ],
)
def test_a_date_is_as_precise_as_it_was_stated(when: str, start: str | None, end: str | None) -> None:
    found = event(Session("s", "S", when=when, places=[BOLOGNA]))
    assert (found.get("startDate"), found.get("endDate")) == (start, end)


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2023-05-04T14:30/2023-05-05T18:00", "2023-05-04T14:30:00+02:00", "2023-05-05T18:00:00+02:00"),
        ("2023-03-25T09:00/2023-03-26T12:00", "2023-03-25T09:00:00+01:00", "2023-03-26T12:00:00+02:00"),
        ("2023-05-04T14:30", "2023-05-04T14:30:00+02:00", None),
        ("1850-05-04T14:30", "1850-05-04", "1850-05-04"),
    ],
)
def test_clock_times_have_the_offset_of_the_zone_on_that_day(when: str, start: str, end: str | None) -> None:
    found = event(Session("s", "S", when=when, places=[BOLOGNA]))
    assert (found["startDate"], found.get("endDate")) == (start, end)


def test_separate_days_are_meetings_with_the_first_and_the_last_day_around_them() -> None:
    found = event(Session("s", "S", when="{2022-02-03..2022-02-05,2022-02-10}", places=[BOLOGNA], mode="in person"))
    assert (found["startDate"], found["endDate"]) == ("2022-02-03", "2022-02-10")
    assert [(one["startDate"], one["endDate"]) for one in found["subEvent"]] == [
        ("2022-02-03", "2022-02-05"),
        ("2022-02-10", "2022-02-10"),
    ]
    # A meeting has no identity of its own that could last: only parts have.
    assert all("@id" not in one and one["location"] == found["location"] for one in found["subEvent"])


def test_a_length_in_days_is_a_duration_where_the_days_are_not_known() -> None:
    assert event(Session("s", "S", when="2020-03", length=5))["duration"] == "P5D"
    assert "duration" not in event(Session("s", "S", when="2020-03", length=Length(3, 5)))
    assert "duration" not in event(Session("s", "S", when="2020-03-09/2020-03-13", length=5))
    throughout = event(Session("s", "S", when="2020-10/2020-11", length=Length(throughout=True)))
    assert (throughout["startDate"], throughout["endDate"], "duration" in throughout) == ("2020-10", "2020-11", False)


def test_what_is_not_confirmed_has_no_status_and_what_is_takes_place_as_scheduled() -> None:
    march = Session("s", "S", when="2020-03-09", places=[BOLOGNA])
    confirmed = march.confirmed(announced=TOLD)
    assert (status(march), status(confirmed)) == ([], ["EventScheduled"])
    assert status(confirmed.held(announced=TOLD)) == ["EventScheduled"]
    assert status(confirmed.held("2020-03-10", announced=TOLD)) == ["EventRescheduled"]
    assert status(march.confirmed(announced=TOLD, place=False)) == []
    # "On the startDate as scheduled" (schema.org/EventScheduled) needs one.
    assert (
        status(Session("s", "S", when="2020-10/2020-11", dates_confirmed=True, place_confirmed=True, mode="online"))
        == []
    )


@pytest.mark.parametrize(
    ("before", "after", "expected", "previous"),
    [
        ("2020-03", "2020-03-09/2020-03-13", [], None),
        ("2020-03", "2020-10", ["EventRescheduled"], "2020-03"),
        ("2020-03-09", "2020-10-05", ["EventRescheduled"], "2020-03-09"),
        ("2020-03-09", "2020-10", ["EventRescheduled"], "2020-03-09"),
        ("2020-10/2020-11", "2020-12", ["EventRescheduled"], None),
        ("2020-03-09", "2020-03-09T14:00", [], None),
        ("2020-03-09T14:00", "2020-03-09", [], None),
        ("2020-03-09T14:00", "2020-03-09T15:00", ["EventRescheduled"], "2020-03-09T14:00:00+01:00"),
        ("2020-03-09/2020-03-13", "2020-03-09/2020-03-11", [], None),
        ("2020-03-09/2020-03-13", "2020-03-06/2020-03-10", ["EventRescheduled"], "2020-03-09"),
        ("2020-03-09/2020-03-13", "2020-03-11/2020-03-17", ["EventRescheduled"], "2020-03-09"),
        ("[2020-03,2020-06]", "2020-04", ["EventRescheduled"], None),
        ("XXXX", "2020-04", [], None),
    ],
)
def test_it_is_rescheduled_when_the_start_contradicts_what_was_announced(
    before: str, after: str, expected: list[str], previous: str | None
) -> None:
    moved = Session("s", "S", when=before, places=[BOLOGNA]).moved_to(after, announced=TOLD)
    assert (status(moved), event(moved).get("previousStartDate")) == (expected, previous)


def test_dates_that_were_announced_one_after_the_other_are_each_given_once() -> None:
    session = Session("s", "S", when="2020-03", places=[BOLOGNA])
    for when in ("2020-03-09", "2020-05", "2020-05-04", "2020-10-05"):
        session = session.moved_to(when, announced=TOLD)
    assert event(session)["previousStartDate"] == ["2020-03-09", "2020-05-04"]
    back = session.moved_to("2020-05-04", announced=TOLD)
    assert event(back)["previousStartDate"] == ["2020-03-09", "2020-10-05"]


def test_an_hour_of_before_that_its_zone_skipped_is_a_day() -> None:
    before = Earlier("moved", when="2021-03-28T02:30", places=[BOLOGNA], announced=TOLD)
    session = Session("s", "S", when="2021-04-01", places=[BOLOGNA], earlier=[before])
    assert event(session)["previousStartDate"] == "2021-03-28"


@pytest.mark.parametrize(
    ("before", "previous"),
    [
        # Each in the zone of then: stated, or that of the places of then; none where there was none.
        (
            Earlier("moved", when="2023-03-09T14:00", time_zone="Africa/Tunis", announced=TOLD),
            "2023-03-09T14:00:00+01:00",
        ),
        (Earlier("moved", when="2023-07-09T14:00", places=[TUNIS], announced=TOLD), "2023-07-09T14:00:00+01:00"),
        (
            Earlier("moved", when="2023-07-09T14:00", places=[TUNIS], time_zone="Europe/Rome", announced=TOLD),
            "2023-07-09T14:00:00+02:00",
        ),
        (Earlier("moved", when="2023-07-09T14:00", announced=TOLD), "2023-07-09"),
        (Earlier("moved", when="2022-10/2022-11", length=Length(throughout=True), announced=TOLD), "2022-10"),
        (Earlier("moved", when="2022-10/2022-11", announced=TOLD), None),
    ],
)
def test_a_date_of_before_is_written_as_it_was_announced_then(before: Earlier, previous: str | None) -> None:
    found = event(Session("s", "S", when="2024-04-01", places=[BOLOGNA], earlier=[before]))
    assert found.get("previousStartDate") == previous


def test_an_hour_that_its_zone_had_twice_is_the_one_that_is_meant() -> None:
    found = event(Session("s", "S", when="2021-10-31T02:30", places=[BOLOGNA]))
    assert found["startDate"] == "2021-10-31T02:30:00+02:00"  # the first of both


def test_an_end_is_written_by_itself_where_it_alone_is_known() -> None:
    def ends(when: str, length: Length | None = None) -> tuple[str | None, str | None]:
        found = event(Session("s", "S", when=when, places=[BOLOGNA], length=length))
        return found.get("startDate"), found.get("endDate")

    assert ends("../2020-03-13T18:00") == (None, "2020-03-13T18:00:00+01:00")
    assert ends("2020-03-09T14:30/..") == ("2020-03-09T14:30:00+01:00", None)
    assert ends("2020-03", Length(throughout=True)) == ("2020-03", "2020-03")


def test_offsets_of_whole_minutes_are_written_and_others_are_not() -> None:
    kathmandu = City("k", "K", country="NP", time_zone="Asia/Kathmandu")
    monrovia = City("m", "M", country="LR", time_zone="Africa/Monrovia")
    assert event(Session("s", "S", when="2023-05-04T14:30", places=[kathmandu]))["startDate"] == (
        "2023-05-04T14:30:00+05:45"
    )
    # It was UTC less 44 minutes and 30 seconds there until 1972.
    assert event(Session("s", "S", when="1971-05-04T14:30", places=[monrovia]))["startDate"] == "1971-05-04"
    assert event(Session("s", "S", when="1973-05-04T14:30", places=[monrovia]))["startDate"] == (
        "1973-05-04T14:30:00+00:00"
    )


def test_separate_days_with_hours_have_the_offsets_of_their_days() -> None:
    when = "{2023-03-24T10:00,2023-03-27T10:00}"
    found = event(Session("s", "S", when=when, places=[BOLOGNA]))
    assert [one["startDate"] for one in found["subEvent"]] == ["2023-03-24T10:00:00+01:00", "2023-03-27T10:00:00+02:00"]


def test_a_part_that_moved_had_its_hours_where_it_was_to_meet_then() -> None:
    def previous(place: list[City], session_place: list[City], zone: str | None = None) -> Any:
        before = Earlier(
            "moved",
            when="2023-07",
            parts=[Part("other", when="2023-07-01"), Part("a", when="2023-07-04T10:00", places=place)],
            places=session_place,
            time_zone=zone,
            mode="in person",
            announced=TOLD,
        )
        parts = [Part("a", when="2023-08-04T10:00")]
        session = Session("s", "S", when="2023-08", places=[BOLOGNA], parts=parts, earlier=[before], mode="in person")
        (found,) = event(session)["subEvent"]
        assert found["@id"] == uuid_of("part", "a.example", "s", "a").urn
        return found.get("previousStartDate")

    assert previous([TUNIS], [BOLOGNA]) == "2023-07-04T10:00:00+01:00"
    assert previous([], [TUNIS], "Europe/Rome") == "2023-07-04T10:00:00+02:00"
    assert previous([], [TUNIS]) == "2023-07-04T10:00:00+01:00"
    assert previous([], []) == "2023-07-04"


def test_a_part_has_moved_online_when_the_session_has() -> None:
    before = Earlier(
        "moved online", when="2023-07-04", parts=[Part("a", when="2023-07-04")], places=[BOLOGNA], announced=TOLD
    )
    session = Session(
        "s", "S", when="2023-07-04", places=[BOLOGNA], mode="online", parts=[Part("a", when="2023-07-04")],
        earlier=[before],
    )  # fmt: skip
    assert event(session)["subEvent"][0]["eventStatus"] == "https://schema.org/EventMovedOnline"


def test_a_date_that_was_not_known_then_is_passed_over() -> None:
    session = Session("s", "S", when="2020-03-09", places=[BOLOGNA]).postponed(announced=TOLD)
    session = session.moved_to("2020-10-05", announced=TOLD).moved_to("2020-11-05", announced=TOLD)
    assert event(session)["previousStartDate"] == ["2020-03-09", "2020-10-05"]


def test_a_session_that_is_planned_without_dates_and_not_postponed_was_still_announced_otherwise() -> None:
    session = Session("s", "S", when="2020-03-09", places=[BOLOGNA]).moved_to("XXXX", announced=TOLD)
    assert "previousStartDate" not in event(session)


def test_the_day_before_and_the_wording_are_what_a_deadline_says() -> None:
    one = Deadline.on("2020-03-01", exclusive=True, id="1")
    two = Deadline.on("2020-01/2020-02", wording="soon", id="2")
    assert called(one, two)["applicationDeadline"] == ["2020-02-29", "soon"]


def test_a_postponed_session_has_no_date_but_the_one_before() -> None:
    march = Session("s", "S", when="2020-03-09/2020-03-13", places=[BOLOGNA])
    postponed = march.postponed(announced=TOLD)
    found = event(postponed)
    assert status(postponed) == ["EventPostponed"]
    assert found["previousStartDate"] == "2020-03-09"
    assert not {"startDate", "endDate"} & set(found)
    assert status(postponed.moved_to("2020-03-09/2020-03-13", announced=TOLD)) == []


def test_a_cancelled_session_keeps_its_dates_or_those_before() -> None:
    march = Session("s", "S", when="2020-03-09", places=[BOLOGNA])
    found = event(march.moved_to("2020-10-05", announced=TOLD).cancelled(announced=TOLD))
    assert (found["eventStatus"], found["startDate"]) == ("https://schema.org/EventCancelled", "2020-10-05")
    assert "previousStartDate" not in found  # it would be cancelled too
    found = event(march.postponed(announced=TOLD).cancelled(announced=TOLD))
    assert (found["eventStatus"], found["previousStartDate"]) == ("https://schema.org/EventCancelled", "2020-03-09")
    assert "startDate" not in found


def test_a_session_that_moved_online_is_where_nobody_goes() -> None:
    march = Session("s", "S", when="2020-03-09", places=[BOLOGNA], mode="in person")
    online = march.moved_online(announced=TOLD)
    found = event(online)
    assert found["location"] == {"@type": "VirtualLocation"}
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert status(online) == ["EventMovedOnline"]
    assert status(online.moved_to("2020-10-05", announced=TOLD)) == ["EventRescheduled", "EventMovedOnline"]
    assert status(online.postponed(announced=TOLD)) == ["EventPostponed", "EventMovedOnline"]
    assert status(online.cancelled(announced=TOLD)) == ["EventCancelled"]
    assert status(online.moved_to(mode="in person", announced=TOLD)) == []
    assert status(march.moved_to(mode="hybrid", announced=TOLD)) == ["EventMovedOnline"]
    assert status(Session("s", "S", when="2020-03-09", mode="online")) == []
    assert status(Session("s", "S", when="2020-03-09").moved_to(mode="online", announced=TOLD)) == []


def test_a_part_was_moved_when_it_was_announced_otherwise_itself() -> None:
    session = Session("s", "S", when="2020-03-09/2020-03-20", places=[BOLOGNA], mode="in person").moved_online(
        announced=TOLD
    )
    split = session.moved_to(parts=[Part("a", when="2020-03-09"), Part("b", when="2020-03-16")], announced=TOLD)
    assert [one.get("eventStatus") for one in event(split)["subEvent"]] == [None, None]
    again = split.moved_to(parts=[Part("a", when="2020-03-10"), Part("b", when="2020-03-16")], announced=TOLD)
    moved, kept = event(again)["subEvent"]
    assert (moved["eventStatus"], moved["previousStartDate"]) == ("https://schema.org/EventRescheduled", "2020-03-09")
    assert "eventStatus" not in kept
    assert moved["@id"] == event(split)["subEvent"][0]["@id"]


def test_parts_meet_where_the_session_does_or_where_they_say() -> None:
    parts = [
        Part("a", when="2023-05-04T10:00", places=[TUNIS]),
        Part("b", "Second", when="2023-05-05T10:00/2023-05-05T12:00"),
    ]
    first, second = event(Session("s", "S", when="2023-05", places=[BOLOGNA], parts=parts))["subEvent"]
    assert (first["name"], first["startDate"], first["location"]["name"]) == ("S", "2023-05-04T10:00:00+01:00", "Tunis")
    assert (second["name"], second["startDate"]) == ("Second", "2023-05-05T10:00:00+02:00")
    assert second["location"]["name"] == "Bologna"


def test_places_are_all_visited_and_one_that_is_not_chosen_is_no_location() -> None:
    both = event(Session("s", "S", places=[BOLOGNA, TUNIS]), "fr")
    assert both["location"][0] == {
        "@type": "Place",
        "name": "Bologne",
        "address": {"@type": "PostalAddress", "addressLocality": "Bologne", "addressCountry": "IT"},
        "geo": {"@type": "GeoCoordinates", "latitude": 44.4939, "longitude": 11.3428},
    }
    assert both["location"][1]["name"] == "Tunis"
    assert "location" not in event(Session("s", "S", places=[BOLOGNA, TUNIS], one_of_places=True))
    hybrid = event(Session("s", "S", places=[BOLOGNA, TUNIS], one_of_places=True, mode="hybrid"))
    assert hybrid["location"] == {"@type": "VirtualLocation"}
    assert hybrid["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    own = Part("a", when="2020-03-09", places=[BOLOGNA, TUNIS])
    split = event(Session("s", "S", places=[BOLOGNA, TUNIS], one_of_places=True, when="2020-03", parts=[own]))
    assert len(split["subEvent"][0]["location"]) == 2  # the part says for itself where it takes place


def test_an_area_is_a_place_without_a_locality() -> None:
    area = Area("morocco", "a Moroccan metropolis", country="MA")
    assert event(Session("s", "S", places=[area]))["location"] == {
        "@type": "Place",
        "name": "a Moroccan metropolis",
        "address": {"@type": "PostalAddress", "addressCountry": "MA"},
    }
    assert event(Session("s", "S", places=[Area("med", "the Mediterranean")]))["location"] == {
        "@type": "Place",
        "name": "the Mediterranean",
    }


def test_the_description_is_the_wording_until_it_is_stale() -> None:
    session = Session("s", "S", when="2020-03", places=[BOLOGNA], wording="Bologna, March 2020")
    assert event(session)["description"] == "Bologna, March 2020"
    assert event(session.confirmed(announced=TOLD))["description"] == "Bologna, March 2020"
    assert event(session.cancelled(announced=TOLD))["description"] == "Bologna, March 2020"
    for changed in (
        session.moved_to("2020-10", announced=TOLD),
        session.moved_to(places=[TUNIS], announced=TOLD),
        session.moved_online(announced=TOLD),
        session.postponed(announced=TOLD),
    ):
        assert "description" not in event(changed)


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline.on("2020-01-31"), "2020-01-31"),
        (Deadline.on("2020-01-31", zone="Europe/Paris"), "2020-01-31"),
        (Deadline.on("2020-01-31T23:59", zone="Europe/Paris"), "2020-01-31"),
        (Deadline.on("2020-01-31", exclusive=True), "2020-01-30"),
        (Deadline.on("2020-01-31T17:00"), "2020-01-31"),
        (Deadline.on("2020-01-31T17:00", zone=["+01:00", "+02:00"]), "2020-01-31"),
        (Deadline.on("2020-01-31T17:00", zone="Europe/Paris"), "2020-01-31T17:00:00+01:00"),
        (Deadline.on("2019-10-27T02:30", zone="Europe/Paris", fold=1), "2019-10-27T02:30:00+01:00"),
        (Deadline.on("2020-01"), "2020-01"),
        (Deadline.on("2020-01-21~/2020-01-31~", wording="end of January"), "end of January"),
        (Deadline.on("2020-01-21~/2020-01-31~"), None),
        (Deadline.on("2020-01-31").extended_to("2020-02-14", announced=TOLD), "2020-02-14"),
        (Deadline.on("2020-01/2020-02", wording="in winter").extended_to("2020-03/2020-04", announced=TOLD), None),
    ],
)
def test_a_deadline_is_a_day_or_a_text_as_the_vocabulary_has_it(deadline: Deadline, expected: str | None) -> None:
    data = called(deadline)
    assert data.get("applicationDeadline") == expected
    assert data["@type"] == (["EventSeries", "EducationalOccupationalProgram"] if expected else "EventSeries")


def test_each_round_has_its_deadline_and_the_call_its_opening_and_its_form() -> None:
    rounds = [Deadline.on("2020-01-31", id="1"), Deadline.on("2020-06-30", id="2", opens="2020-05-01T09:00")]
    data = called(*rounds, opens="2019-12", forms={"en": "https://a.example/apply", "fr": "https://a.example/postuler"})
    assert data["applicationDeadline"] == ["2020-01-31", "2020-06-30"]
    assert data["applicationStartDate"] == ["2019-12", "2020-05-01"]
    assert data["potentialAction"] == {"@type": "ApplyAction", "target": "https://a.example/apply"}
    assert "applicationStartDate" not in called(opens="2019-10/2019-11")


def test_partners_stand_under_what_they_do() -> None:
    partners = [
        Partner("o", "Organiser", acronym="O", roles=["organiser", "funder"], url="https://o.example/"),
        Partner("h", "Host", roles=["host", "media"]),
        Partner("s", "Sponsor", roles=["Sponsor"]),
        Partner("n", "Nothing said"),
        Partner("b", "Both", roles=["sponsor", "media"]),
    ]
    data = to_schema_org(Edition("a.example", "1", partners=partners), "en")
    assert list(faults(data)) == []
    assert data["organizer"] == data["funder"]
    assert data["organizer"] == {
        "@type": "Organization",
        "@id": data["organizer"]["@id"],
        "name": "Organiser",
        "alternateName": "O",
        "url": "https://o.example/",
    }
    assert [one["name"] for one in data["sponsor"]] == ["Sponsor", "Both"]
    assert [one["name"] for one in data["contributor"]] == ["Host", "Nothing said", "Both"]


def test_what_an_edition_says_of_itself() -> None:
    edition = Edition(
        "a.example", "1", title=Text(en="Workshops"), label="2020-2021", languages=["fr", "ar"], capacity=25
    )
    data = to_schema_org(edition, "fr-MA")
    assert (data["@context"], data["@type"]) == ("https://schema.org", "EventSeries")
    assert (data["name"], data["alternateName"]) == ("Workshops", "2020-2021")
    assert (data["inLanguage"], data["maximumAttendeeCapacity"]) == (["fr", "ar"], 25)
    assert data["superEvent"]["@id"] == to_schema_org(Edition("a.example", "2"), "en")["superEvent"]["@id"]
    assert to_schema_org(Edition("a.example", "1", label="2020-2021"), "en")["name"] == "2020-2021"
    assert data["@id"] == to_schema_org(evolve(edition, title="Other", label="x"), "en")["@id"]


def test_what_is_no_edition_is_refused_in_full() -> None:
    wrong: Any = "2020"
    with pytest.raises(mw.InvalidValue) as caught:
        to_schema_org(wrong, "en")
    assert str(caught.value) == ("what is described must be an Edition such as programme.edition('2020'), got '2020'")
    assert caught.value.value == "2020"


def test_the_description_of_an_edition_is_its_wording() -> None:
    assert to_schema_org(Edition("a.example", "1", wording="All of it"), "en")["description"] == "All of it"


@pytest.mark.parametrize(("given_", "language"), [("2020", "en"), (EDITION, "french"), (EDITION, None)])
def test_what_is_no_edition_or_no_language_is_refused(given_: Any, language: Any) -> None:
    with pytest.raises(mw.InvalidValue, match="must be"):
        to_schema_org(given_, language)


class Reader(HTMLParser):
    """What a browser makes of a page: the elements, and the text of the scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(f"{tag} {dict(attrs)}")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)</script>", "<!--<script>", "</SCRIPT >", "a & b &lt;", '"\\', "\u2028"]
)
def test_no_title_breaks_out_of_the_page(title: str) -> None:
    data = to_schema_org(Edition("a.example", "1", title=f"T {title}"), "en")
    script = schema_org_script(data)
    reader = Reader()
    reader.feed(f"<p>{script}</p>")
    reader.close()
    assert reader.elements == ["p {}", "script {'type': 'application/ld+json'}"]
    assert json.loads(reader.text) == data
    assert not re.search(r"[<>&\u2028]", reader.text)


def test_a_script_is_written_with_every_character_as_itself_but_those_of_html() -> None:
    assert schema_org_script({"name": "é X <&>\u2029"}) == (
        '<script type="application/ld+json">{"name": "é X \\u003c\\u0026\\u003e\\u2029"}</script>'
    )


def test_a_script_holds_only_what_json_has() -> None:
    with pytest.raises(ValueError, match="JSON"):
        schema_org_script({"price": float("nan")})
    with pytest.raises(TypeError, match="JSON"):
        schema_org_script({"at": TOLD})
