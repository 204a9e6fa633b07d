"""A session without known dates is where its parts are; where these have none either, it stays where it was seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import icalendar
import pytest

from metroworkshops import Part, Publication, Session, When
from metroworkshops.calendars import publish, to_ical
from metroworkshops.documents import dumps, loads

PROGRAMME = "workshops.example.org"
FIRST = datetime(2020, 1, 15, tzinfo=UTC)
MARCH = Session("bologna", "Bologna", when="2020-03-09/2020-03-13")


def now_in(*parts: Part) -> Session:
    return attrs.evolve(MARCH, when="XXXX", parts=parts)


def published(*sessions: Session) -> Publication:
    last: Publication | None = None
    for number, one in enumerate(sessions):
        last = publish(one, programme=PROGRAMME, previous=last, at=FIRST + timedelta(days=number))
    assert last is not None
    return last


def seen(publication: Publication) -> list[tuple[str, str, str, object]]:
    """Say what stands in somebody's phone: on which day, under which title, with which status and sequence."""
    events: list[Any] = icalendar.Calendar.from_ical(to_ical(publication, language="en")).walk("VEVENT")
    return [(str(e["DTSTART"].dt), str(e["SUMMARY"]), str(e["STATUS"]), e["SEQUENCE"]) for e in events]


def test_the_entry_moves_to_where_the_session_is_now_known_to_take_place() -> None:
    moved = published(MARCH, now_in(Part("webinar-1", "Opening", when="2020-09-30"), Part("webinar-2", "Closing")))
    assert seen(moved) == [
        ("2020-09-30", "Bologna (2 parts) (dates to be confirmed)", "TENTATIVE", 1),
        ("2020-09-30", "Bologna – Opening (to be confirmed)", "TENTATIVE", 0),
    ]
    assert loads(dumps(moved), Publication) == moved


def test_it_spans_the_parts_that_have_dates() -> None:
    one, two, none = Part("one", when="2020-09-30"), Part("two", when="2020-11"), Part("none")
    assert [now_in(*parts).extent for parts in ([one], [one, two], [two, none], [none])] == [
        When.parse("2020-09-30"),
        When.parse("2020-09-30/2020-11-30"),
        When.parse("2020-11-01/2020-11-30"),
        When.parse("XXXX"),
    ]
    assert seen(published(MARCH, now_in(one, none), now_in(one, two)))[0][0::3] == ("2020-09-30", 2)


def test_its_own_dates_come_first() -> None:
    assert attrs.evolve(MARCH, parts=[Part("one", when="2020-03-10")]).extent == MARCH.when


@pytest.mark.parametrize(
    "parts", [[], [Part("none")], [Part("open", when="2020-09/")]], ids=["none", "unknown", "open"]
)
def test_without_dates_of_a_part_it_stays_where_it_was_seen(parts: list[Part]) -> None:
    found = seen(published(MARCH, now_in(*parts)))
    assert [(day, status) for day, _, status, _ in found] == [("2020-03-09", "CANCELLED")]
    assert found[0][1].startswith("New dates to be announced: Bologna")


def test_new_dates_of_its_own_are_the_same_event() -> None:
    part = Part("webinar-1", when="2020-09-30")
    whole = attrs.evolve(MARCH, when="2020-09-30/2020-11-04", parts=[part])
    *_, before, last = [published(MARCH, now_in(part)), published(MARCH, now_in(part), whole)]
    assert [entry.uid for entry in last.entries] == [entry.uid for entry in before.entries]
    assert seen(last)[0] == ("2020-09-30", "Bologna (1 part) (to be confirmed)", "TENTATIVE", 2)
