"""Parts: one workshop can become six webinars."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from metroworkshops import City, InvalidDate, InvalidValue, Mode, Part, Session, Step, Truth

AT = datetime(2020, 9, 1, tzinfo=UTC)
BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
TUNIS = City("tunis", "Tunis", country="TN", time_zone="Africa/Tunis")
SESSION = Session("bologna-2020", "Bologna", places=[BOLOGNA], when="2020-03")
WEDNESDAYS = ("2020-09-30", "2020-10-07", "2020-10-14", "2020-10-21", "2020-10-28", "2020-11-04")
WEBINARS = [Part(f"webinar-{number}", when=day) for number, day in enumerate(WEDNESDAYS, start=1)]


def six_webinars() -> Session:
    postponed = SESSION.postponed(announced=datetime(2020, 3, 2, tzinfo=UTC), reason="borders closed")
    return postponed.moved_to(f"{{{','.join(WEDNESDAYS)}}}", mode="online", announced=AT, parts=WEBINARS)


def test_one_workshop_becomes_six_webinars_and_stays_one_session() -> None:
    session = six_webinars()
    assert (session.id, session.mode, len(session.parts)) == ("bologna-2020", Mode.ONLINE, 6)
    assert [one.step for one in session.earlier] == [Step.POSTPONED, Step.MOVED]
    assert [one.parts for one in session.earlier] == [(), ()]


def test_a_session_with_parts_takes_place_in_its_parts_alone() -> None:
    whole = Session("s", "S", when="2020-10", parts=[Part("one", when="2020-10-05"), Part("two", when="2020-10-20")])
    assert whole.clashes_with(Session("t", "T", when="2020-10-05")) is Truth.YES
    assert whole.clashes_with(Session("t", "T", when="2020-10-06/2020-10-19")) is Truth.NO
    assert whole.clashes_with(Session("t", "T", when="2020-10")) is Truth.UNKNOWN


def test_hours_of_parts_are_read_in_the_zone_of_their_own_place() -> None:
    morning = "2020-10-05T09:00/2020-10-05T10:00"
    session = Session("s", "S", when="2020-10", places=[BOLOGNA], parts=[Part("p", when=morning, places=[TUNIS])])
    assert session.zone_of(session.parts[0]) == "Africa/Tunis"
    an_hour_earlier_in_tunis = Session("t", "T", when=morning, places=[BOLOGNA])
    assert session.clashes_with(an_hour_earlier_in_tunis) is Truth.NO


def test_new_dates_take_the_old_parts_away_and_keep_them_on_record() -> None:
    moved = six_webinars().moved_to("2021-03", announced=datetime(2020, 9, 20, tzinfo=UTC))
    assert moved.parts == ()
    assert moved.earlier[-1].parts == tuple(WEBINARS)
    postponed = six_webinars().postponed(announced=datetime(2020, 9, 20, tzinfo=UTC))
    assert postponed.parts == ()


def test_another_place_leaves_the_parts_as_they_are() -> None:
    elsewhere = six_webinars().moved_to(places=[TUNIS], announced=datetime(2020, 9, 20, tzinfo=UTC))
    assert elsewhere.parts == tuple(WEBINARS)


def test_held_keeps_the_parts_that_its_days_allow() -> None:
    after = datetime(2020, 11, 5, tzinfo=UTC)
    assert six_webinars().held(announced=after).parts == tuple(WEBINARS)
    assert six_webinars().held("2020-09-30/2020-11-04", announced=after).parts == tuple(WEBINARS)
    assert six_webinars().held("2020-10", announced=after).parts == ()


@pytest.mark.parametrize(
    ("fields", "error", "where", "message"),
    [
        (
            {"when": "2020-10", "parts": [Part("p", when="2020-11-04")]},
            InvalidValue,
            "parts[0].when",
            "a part must lie within the dates of its session, 2020-10; got '2020-11-04'",
        ),
        ({"parts": [Part("p"), Part("p")]}, InvalidValue, "parts[1].id", "given once, got 'p' again"),
        (
            {"parts": [Part("p", when="2020-10-05T09:00")]},
            InvalidValue,
            "time_zone",
            "'time_zone' must be given, such as 'Europe/Rome'",
        ),
        (
            {"places": [BOLOGNA], "parts": [Part("p", when="2020-03-29T02:30")]},
            InvalidDate,
            "parts[0].when",
            "02:30 must be an hour that Europe/Rome has: clocks there skipped it",
        ),
        (
            {"state": "postponed", "parts": [Part("p", when="2020-10-05")]},
            InvalidValue,
            "parts[0].when",
            "a part of a postponed session must have no date yet",
        ),
    ],
)
def test_parts_that_contradict_their_session_are_refused(
    fields: dict[str, Any], error: type[Exception], where: str, message: str
) -> None:
    with pytest.raises(error, match=message.replace("[", r"\[")) as caught:
        Session("s", "S", **fields)
    assert isinstance(caught.value, InvalidValue)
    assert caught.value.where == where


def test_a_part_without_a_date_may_stand_anywhere() -> None:
    assert Session("s", "S", when="2020-10", parts=[Part("p")]).parts[0].when.earliest is None


def test_what_is_no_part_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"must be a Part such as Part\('webinar-1'"):
        Session("s", "S", parts=["webinar-1"])  # type: ignore[list-item]
