"""Sessions: what is known of them, and the steps of their lives."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given

from metroworkshops import (
    Area,
    City,
    Days,
    InvalidValue,
    Length,
    Mode,
    Part,
    Session,
    State,
    Status,
    Step,
    Truth,
    When,
)
from metroworkshops.domain.when import UNKNOWN
from metroworkshops.testing import sessions

AT = datetime(2020, 3, 2, tzinfo=UTC)
LATER = datetime(2020, 9, 1, tzinfo=UTC)
BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
NICE = City("nice", "Nice", country="FR", time_zone="Europe/Paris")
TUNIS = City("tunis", "Tunis", country="TN", time_zone="Africa/Tunis")
SESSION = Session("bologna-2020", "Bologna", places=[BOLOGNA], when="2020-03")


def test_a_new_session_is_tentative() -> None:
    assert SESSION.status is Status.TENTATIVE
    assert Session("s", "S").when == UNKNOWN


def test_it_is_confirmed_when_both_are() -> None:
    dated = SESSION.moved_to("2020-03-09/2020-03-13", announced=AT)
    assert dated.confirmed(announced=AT, place=False).status is Status.TENTATIVE
    assert dated.confirmed(announced=AT, dates=False).status is Status.TENTATIVE
    assert dated.confirmed(announced=AT).status is Status.CONFIRMED


@given(sessions())
def test_every_step_keeps_what_was_before(session: Session) -> None:
    at = datetime(2033, 1, 1, tzinfo=UTC)
    steps: list[Any] = [
        lambda: session.moved_to("2033-05", announced=at, reason="why"),
        lambda: session.postponed(announced=at),
        lambda: session.cancelled(announced=at),
        lambda: session.moved_online(announced=at),
        lambda: session.held(announced=at),
    ]
    for step in steps:
        try:
            after = step()
        except InvalidValue:
            continue
        assert after.earlier[:-1] == session.earlier
        record = after.earlier[-1]
        assert (record.when, record.places, record.mode, record.state) == (
            session.when,
            session.places,
            session.mode,
            session.state,
        )
        assert (record.dates_confirmed, record.place_confirmed) == (session.dates_confirmed, session.place_confirmed)
        assert (after.id, after.title) == (session.id, session.title)


def test_the_bologna_story() -> None:
    moved = SESSION.moved_to("2020-10", announced=AT, reason="borders closed")
    online = moved.moved_online(announced=LATER)
    held = online.held("{2020-09-30,2020-10-07}", announced=datetime(2020, 11, 5, tzinfo=UTC))
    assert [step.step for step in held.earlier] == [Step.MOVED, Step.MOVED_ONLINE, Step.HELD]
    assert [str(step.when) for step in held.earlier] == ["2020-03", "2020-10", "2020-10"]
    assert (held.mode, held.state, held.status) == (Mode.ONLINE, State.HELD, Status.HELD)
    assert held.places == (BOLOGNA,)


def test_moving_takes_confirmation_back() -> None:
    confirmed = SESSION.confirmed(announced=AT)
    assert not confirmed.moved_to("2020-10", announced=AT).dates_confirmed
    assert confirmed.moved_to("2020-10", announced=AT).place_confirmed
    elsewhere = confirmed.moved_to(places=[NICE], announced=AT)
    assert elsewhere.dates_confirmed
    assert not elsewhere.place_confirmed


def test_a_postponed_session_has_no_date_until_it_moves() -> None:
    postponed = SESSION.postponed(announced=AT)
    assert (postponed.status, postponed.when) == (Status.POSTPONED, UNKNOWN)
    assert postponed.moved_to("2020-10", announced=LATER).status is Status.TENTATIVE
    with pytest.raises(InvalidValue, match="must be given a date"):
        postponed.moved_to(places=[NICE], announced=LATER)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: SESSION.cancelled(announced=AT).cancelled(announced=AT),
        lambda: SESSION.held(announced=AT).moved_to("2021", announced=AT),
        lambda: SESSION.moved_online(announced=AT).moved_online(announced=AT),
        lambda: SESSION.moved_to(announced=AT),
        lambda: SESSION.confirmed(announced=AT, dates=False, place=False),
        lambda: SESSION.postponed(announced=datetime(2020, 1, 1)),
        lambda: SESSION.moved_to("2021", announced=LATER).moved_to("2022", announced=AT),
        lambda: Session("s", "S").confirmed(announced=AT),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidValue, match=r"must|got"):
        wrong()


@pytest.mark.parametrize(
    ("fields", "where", "message"),
    [
        ({"dates_confirmed": True}, "dates_confirmed", "while nothing is known"),
        ({"place_confirmed": True}, "place_confirmed", "still to be chosen, got True with no place"),
        (
            {"places": [BOLOGNA, NICE], "one_of_places": True, "place_confirmed": True},
            "place_confirmed",
            "one of several places",
        ),
        ({"places": [BOLOGNA], "one_of_places": True}, "one_of_places", "two places or more"),
        ({"state": "postponed", "when": "2020-03"}, "when", "has no new date yet"),
        ({"when": "2020-03-09T10:00"}, "time_zone", "must be given"),
        ({"when": "2020-03-09T10:00", "places": [BOLOGNA, TUNIS]}, "time_zone", "do not share one zone"),
        ({"when": "2020-03-09T10:00", "places": [BOLOGNA, Area("x", "X")]}, "time_zone", "do not share one zone"),
        ({"places": [BOLOGNA, BOLOGNA]}, "places[1].id", "given once"),
    ],
)
def test_fields_that_contradict_each_other_are_refused(fields: dict[str, Any], where: str, message: str) -> None:
    with pytest.raises(InvalidValue, match=message) as caught:
        Session("s", "S", **fields)
    assert caught.value.where == where


def test_several_contradictions_are_told_at_once() -> None:
    with pytest.raises(InvalidValue, match="cannot make Session") as caught:
        Session("s", "S", dates_confirmed=True, place_confirmed=True)
    assert [problem.where for problem in caught.value.problems] == ["dates_confirmed", "place_confirmed"]
    assert str(caught.value) == (
        "cannot make Session:\n"
        "  dates_confirmed: 'dates_confirmed' must be False while nothing is known of the dates, got True with 'XXXX'\n"
        "  place_confirmed: 'place_confirmed' must be False while a place is still to be chosen, got True with no place"
    )


@pytest.mark.parametrize(
    ("places", "time_zone", "zone"),
    [
        ([], None, None),
        ([BOLOGNA], None, "Europe/Rome"),
        ([BOLOGNA, TUNIS], None, None),
        ([BOLOGNA, TUNIS], "Africa/Tunis", "Africa/Tunis"),
        ([Area("x", "X")], None, None),
    ],
)
def test_the_zone_of_its_clock_times(places: list[City | Area], time_zone: str | None, zone: str | None) -> None:
    assert Session("s", "S", places=places, time_zone=time_zone).zone == zone


def test_the_place_of_an_online_session_is_settled() -> None:
    assert Session("s", "S", mode="online", place_confirmed=True).place_confirmed
    days = When.parse("2020-03-09")
    assert isinstance(days, Days)


@pytest.mark.parametrize(
    ("mine", "theirs", "answer"),
    [
        ({"when": "2020-03"}, {"when": "2020-04"}, Truth.NO),
        ({"when": "2020-03"}, {"when": "2020-03-09"}, Truth.UNKNOWN),
        ({"when": "2020-03-09/2020-03-13"}, {"when": "2020-03-13"}, Truth.YES),
        ({"when": "2020-02", "length": 29}, {"when": "2020-02-10"}, Truth.YES),
        ({"when": "2020-02", "length": Length(throughout=True)}, {"when": "2020-02-10"}, Truth.YES),
        ({"when": "2020-02", "length": 20}, {"when": "2020-02-15"}, Truth.YES),
        ({"when": "2020-02", "length": 5}, {"when": "2020-02-15"}, Truth.UNKNOWN),
        ({"when": "2020-02", "length": 15}, {"when": "2020-02", "length": 15}, Truth.YES),
        ({"when": "2020-02", "length": 14}, {"when": "2020-02", "length": 15}, Truth.UNKNOWN),
        ({"when": "XXXX"}, {"when": "2020-02-15"}, Truth.UNKNOWN),
        ({"when": "2020-03-09", "state": "cancelled"}, {"when": "2020-03-09"}, Truth.NO),
    ],
)
def test_whether_one_person_can_attend_both(mine: Any, theirs: Any, answer: Truth) -> None:
    a, b = Session("a", "A", **mine), Session("b", "B", **theirs)
    assert a.clashes_with(b) is b.clashes_with(a) is answer


def test_hours_in_two_zones_are_compared_as_instants() -> None:
    rome = Session("a", "A", when="2020-06-01T10:00/2020-06-01T11:00", places=[BOLOGNA])
    tunis = Session("b", "B", when="2020-06-01T10:00/2020-06-01T11:00", places=[TUNIS])
    assert rome.clashes_with(tunis) is Truth.NO  # 10:00 in Tunis is 11:00 in Bologna
    assert rome.clashes_with(attrs.evolve(tunis, when="2020-06-01T09:30/2020-06-01T10:00")) is Truth.YES


@pytest.mark.parametrize(
    ("when", "length"),
    [("2020-03", 32), ("2020-03-09/2020-03-13", 4), ("2020-03/", Length(throughout=True)), ("{2020-03,2020-05}", 3)],
)
def test_a_length_must_fit_the_dates(when: str, length: Any) -> None:
    with pytest.raises(InvalidValue, match="'length' must fit the dates") as caught:
        Session("s", "S", when=when, length=length)
    assert caught.value.where == "length"


@pytest.mark.parametrize("fields", [{}, {"least": 3, "throughout": True}, {"least": 3, "most": 2}, {"least": 0}])
def test_a_length_says_one_thing(fields: Any) -> None:
    with pytest.raises(InvalidValue, match="must"):
        Length(**fields)


def test_new_dates_that_a_length_does_not_fit_replace_it() -> None:
    session = Session("s", "S", when="2020-03", length=5)
    assert session.moved_to("2020-04", announced=AT).length == Length(5)
    assert session.moved_to("2020-04-01/2020-04-03", announced=AT).length is None
    assert session.postponed(announced=AT).length == Length(5)


def test_a_choice_is_of_required_sessions() -> None:
    with pytest.raises(InvalidValue, match="'choice' must be of required sessions"):
        Session("s", "S", choice="spring", attendance="optional")


def test_each_step_keeps_its_reason_and_when_it_was_announced() -> None:
    steps = [
        SESSION.confirmed(announced=AT, reason="why"),
        SESSION.moved_to("2020-10", announced=AT, reason="why"),
        SESSION.moved_online(announced=AT, reason="why"),
        SESSION.postponed(announced=AT, reason="why"),
        SESSION.cancelled(announced=AT, reason="why"),
        SESSION.held(announced=AT, reason="why"),
    ]
    assert [(str(step.earlier[-1].reason), step.earlier[-1].announced) for step in steps] == [("why", AT)] * 6
    assert [step.earlier[-1].step for step in steps] == list(Step)


def test_another_way_of_meeting_leaves_a_place_confirmed_unless_people_come_back() -> None:
    confirmed = SESSION.confirmed(announced=AT)
    assert confirmed.moved_to(mode="hybrid", announced=LATER).place_confirmed
    assert confirmed.moved_to(mode="online", announced=LATER).place_confirmed
    assert SESSION.moved_online(announced=AT).place_confirmed
    assert not confirmed.moved_online(announced=AT).moved_to(mode="in person", announced=LATER).place_confirmed


HOURS = {"when": "2020-06-01T10:00/2020-06-01T12:00", "places": [BOLOGNA]}
FROM_NOON, UNTIL_NOON = {"when": "2020-06-02T12:00"}, {"when": "2020-06-01/2020-06-02T12:00"}
TWO_MORNINGS = {"when": "{2020-06-01T10:00..2020-06-01T12:00,2020-06-08T10:00..2020-06-08T12:00}", "places": [BOLOGNA]}


@pytest.mark.parametrize(
    ("mine", "theirs", "answer"),
    [
        # Without hours the whole day may be taken.
        (HOURS, {"when": "2020-06-01"}, Truth.YES),
        (HOURS, {"when": "2020-06-01T13:00", "places": [BOLOGNA]}, Truth.NO),
        # On one clock an hour at one end is enough to keep two apart; on two clocks the days are compared.
        (FROM_NOON | {"places": [BOLOGNA]}, UNTIL_NOON | {"places": [BOLOGNA]}, Truth.NO),
        (FROM_NOON | {"places": [BOLOGNA]}, UNTIL_NOON | {"places": [TUNIS]}, Truth.YES),
        (FROM_NOON | {"places": [BOLOGNA], "length": 1}, UNTIL_NOON | {"places": [BOLOGNA]}, Truth.YES),
        # Each of several runs of hours counts.
        (TWO_MORNINGS, {"when": "2020-06-08T09:00/2020-06-08T10:00", "places": [TUNIS]}, Truth.YES),
        (TWO_MORNINGS, {"when": "2020-06-08T12:00/2020-06-08T13:00", "places": [TUNIS]}, Truth.NO),
        (TWO_MORNINGS, {"when": "2020-06-01T12:00/2020-06-08T10:00", "places": [BOLOGNA]}, Truth.NO),
        # An hour that comes twice is the first of two: half past two in Bologna is half past one in Tunis.
        (
            {"when": "2020-10-25T02:30/2020-10-25T02:45", "places": [BOLOGNA]},
            {"when": "2020-10-25T01:30/2020-10-25T01:45", "places": [TUNIS]},
            Truth.YES,
        ),
    ],
)
def test_hours_keep_sessions_apart_where_all_are_known(mine: Any, theirs: Any, answer: Truth) -> None:
    a, b = Session("a", "A", **mine), Session("b", "B", **theirs)
    assert a.clashes_with(b) is b.clashes_with(a) is answer


@pytest.mark.parametrize(("months", "answer"), [(8, Truth.NO), (9, Truth.UNKNOWN)])
def test_ways_to_turn_out_are_looked_at_one_by_one_up_to_256(months: int, answer: Truth) -> None:
    parts = [Part(f"p-{month}", when=f"[2020-{month:02}-02,2020-{month:02}-04]") for month in range(1, months + 1)]
    between = Session("b", "B", when="2020-01-03")
    assert Session("a", "A", parts=parts).clashes_with(between) is answer
