"""What is refused of sessions and of the steps of their lives: the exact words, the place, and what came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from metroworkshops import (
    City,
    Earlier,
    InvalidValue,
    Length,
    Mode,
    Part,
    PublishedPart,
    Session,
    State,
    When,
)

TRUE: Any = True
AT, LATER = datetime(2020, 3, 2, tzinfo=UTC), datetime(2020, 9, 1, tzinfo=UTC)
BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
TUNIS = City("tunis", "Tunis", country="TN", time_zone="Africa/Tunis")
PART = Part("p", when="2020-04")
SESSION = Session("s", "S", when="2020-03", places=[BOLOGNA])
HELD = SESSION.held(announced=AT)
POSTPONED = SESSION.postponed(announced=AT)
ONLINE = SESSION.moved_online(announced=AT)
AN_ID = "an id must be 1 to 200 visible characters without spaces such as 'bologna-2020', got "


REFUSALS: dict[str, tuple[Callable[[], object], str, object, str]] = {
    # Sessions.
    "part twice": (
        lambda: Session("s", "S", parts=[PART, PART]),
        "every id in 'parts' must be given once, got 'p' again",
        "p",
        "parts[1].id",
    ),
    "hours without a zone": (
        lambda: Session("s", "S", when="2020-03-09T10:00"),
        (
            "'time_zone' must be given, such as 'Europe/Rome', when clock times are given and the places do "
            "not share one zone, got '2020-03-09T10:00' with no zone"
        ),
        None,
        "time_zone",
    ),
    "hours in two zones": (
        lambda: Session("s", "S", when="2020-03-09T10:00", places=[TUNIS, BOLOGNA]),
        (
            "'time_zone' must be given, such as 'Europe/Rome', when clock times are given and the places do "
            "not share one zone, got '2020-03-09T10:00' with ['Africa/Tunis', 'Europe/Rome']"
        ),
        None,
        "time_zone",
    ),
    "hours of a part without a zone": (
        lambda: Session("s", "S", parts=[Part("p", when="2020-03-09"), Part("q", when="2020-03-09T10:00")]),
        (
            "'time_zone' must be given, such as 'Europe/Rome', when clock times are given and the places do "
            "not share one zone, got '2020-03-09T10:00' with no zone"
        ),
        None,
        "time_zone",
    ),
    "hours that were skipped": (
        lambda: Session("s", "S", when="2020-03-29T02:30", places=[BOLOGNA]),
        "2020-03-29T02:30 must be an hour that Europe/Rome has: clocks there skipped it",
        When.parse("2020-03-29T02:30"),
        "when",
    ),
    "hours of a part that were skipped": (
        lambda: Session("s", "S", places=[TUNIS], parts=[PART, Part("q", when="2020-03-29T02:30", places=[BOLOGNA])]),
        "2020-03-29T02:30 must be an hour that Europe/Rome has: clocks there skipped it",
        When.parse("2020-03-29T02:30"),
        "parts[1].when",
    ),
    "hours whose end was skipped": (
        lambda: Session("s", "S", when="2020-03-29T01:30/2020-03-29T02:30", places=[BOLOGNA]),
        "2020-03-29T02:30 must be an hour that Europe/Rome has: clocks there skipped it",
        When.parse("2020-03-29T01:30/2020-03-29T02:30"),
        "when",
    ),
    "confirmed dates of which nothing is known": (
        lambda: Session("s", "S", dates_confirmed=True),
        "'dates_confirmed' must be False while nothing is known of the dates, got True with 'XXXX'",
        TRUE,
        "dates_confirmed",
    ),
    "choice of one place": (
        lambda: Session("s", "S", places=[BOLOGNA], one_of_places=True),
        "'one_of_places' must be False unless there are two places or more to choose from, got 1",
        TRUE,
        "one_of_places",
    ),
    "confirmed place that is to be chosen": (
        lambda: Session("s", "S", places=[BOLOGNA, TUNIS], one_of_places=True, place_confirmed=True),
        ("'place_confirmed' must be False while a place is still to be chosen, got True with one of several places"),
        TRUE,
        "place_confirmed",
    ),
    "confirmed place of none": (
        lambda: Session("s", "S", place_confirmed=True),
        "'place_confirmed' must be False while a place is still to be chosen, got True with no place",
        TRUE,
        "place_confirmed",
    ),
    "postponed with a date": (
        lambda: Session("s", "S", when="2020-03", state="postponed"),
        (
            "'when' must be 'XXXX' for a postponed session, which has no new date yet (with a new date it "
            "has moved); got '2020-03'"
        ),
        When.parse("2020-03"),
        "when",
    ),
    "part of a postponed session with a date": (
        lambda: Session("s", "S", state="postponed", parts=[Part("q"), PART]),
        "a part of a postponed session must have no date yet, got '2020-04'",
        When.parse("2020-04"),
        "parts[1].when",
    ),
    "part outside the dates": (
        lambda: Session("s", "S", when="2020-03", parts=[Part("q"), PART]),
        "a part must lie within the dates of its session, 2020-03; got '2020-04'",
        When.parse("2020-04"),
        "parts[1].when",
    ),
    "length that does not fit": (
        lambda: Session("s", "S", when="2020-03", length=32),
        (
            "'length' must fit the dates, 2020-03: a run of so many days within them, or throughout dates "
            "that have a first and a last day; got Length(least=32)"
        ),
        Length(32),
        "length",
    ),
    "length of dates with a gap": (
        lambda: Session("s", "S", when="{2020-03,2020-05}", length=3),
        (
            "'length' must fit the dates, {2020-03,2020-05}: a run of so many days within them, or "
            "throughout dates that have a first and a last day; got Length(least=3)"
        ),
        Length(3),
        "length",
    ),
    "throughout dates without an end": (
        lambda: Session("s", "S", when="2020-03/", length=Length(throughout=True)),
        (
            "'length' must fit the dates, 2020-03/: a run of so many days within them, or throughout dates "
            "that have a first and a last day; got Length(throughout=True)"
        ),
        Length(throughout=True),
        "length",
    ),
    "choice of an optional session": (
        lambda: Session("s", "S", choice="spring", attendance="optional"),
        ("'choice' must be of required sessions, of which one is attended; got 'spring' with an optional one"),
        "spring",
        "choice",
    ),
    "choice that is no id": (
        lambda: Session("s", "S", choice="this spring"),
        f"{AN_ID}'this spring'",
        "this spring",
        "",
    ),
    "history out of order": (
        lambda: attrs.evolve(SESSION, earlier=[Earlier("moved", LATER), Earlier("held", AT)]),
        (
            "'earlier' must be in the order of announcement, got 2020-03-02T00:00:00+00:00 after "
            "2020-09-01T00:00:00+00:00"
        ),
        AT,
        "earlier[1].announced",
    ),
    "step that is none": (
        lambda: Earlier("lost", AT),
        ("'step' must be one of 'confirmed', 'moved', 'moved online', 'postponed', 'cancelled', 'held', got 'lost'"),
        "lost",
        "",
    ),
    "confirming nothing": (
        lambda: SESSION.confirmed(announced=AT, dates=False, place=False),
        "confirming must be of the dates, the place, or both, got neither",
        None,
        "",
    ),
    "confirming what was held": (
        lambda: HELD.confirmed(announced=AT),
        "a session must be planned to be confirmed, got 's', which is held",
        State.HELD,
        "",
    ),
    "moving nothing": (
        lambda: SESSION.moved_to(announced=AT),
        "a move must be to other dates such as '2020-10' or to another place, got neither",
        None,
        "",
    ),
    "moving what was held": (
        lambda: HELD.moved_to("2021", announced=AT),
        "a session must be planned or postponed or cancelled to be moved, got 's', which is held",
        State.HELD,
        "",
    ),
    "moving what has no date": (
        lambda: POSTPONED.moved_to(places=[TUNIS], announced=AT),
        "a postponed session must be given a date, such as '2020-10', to be moved; got none",
        None,
        "",
    ),
    "moving online what is online": (
        lambda: ONLINE.moved_online(announced=AT),
        "a session must be in person, hybrid or unknown to move online, got 's', which is online",
        Mode.ONLINE,
        "",
    ),
    "moving online what was postponed": (
        lambda: POSTPONED.moved_online(announced=AT),
        "a session must be planned to be moved online, got 's', which is postponed",
        State.POSTPONED,
        "",
    ),
    "postponing what was postponed": (
        lambda: POSTPONED.postponed(announced=AT),
        "a session must be planned to be postponed, got 's', which is postponed",
        State.POSTPONED,
        "",
    ),
    "cancelling what was held": (
        lambda: HELD.cancelled(announced=AT),
        "a session must be planned or postponed to be cancelled, got 's', which is held",
        State.HELD,
        "",
    ),
    "holding what was held": (
        lambda: HELD.held(announced=AT),
        "a session must be planned to be held, got 's', which is held",
        State.HELD,
        "",
    ),
    "history backwards": (
        lambda: SESSION.moved_to("2021", announced=LATER).moved_to("2022", announced=AT),
        (
            "'earlier' must be in the order of announcement, got 2020-03-02T00:00:00+00:00 after "
            "2020-09-01T00:00:00+00:00"
        ),
        AT,
        "earlier[1].announced",
    ),
    "part that is published of a session with a contradiction": (
        lambda: PublishedPart("s", "p", title="P", dates_confirmed=True),
        "'dates_confirmed' must be False while nothing is known of the dates, got True with 'XXXX'",
        TRUE,
        "dates_confirmed",
    ),
    "part that is published in no choice": (
        lambda: PublishedPart("s", "p", title="P", choice="a b"),
        f"{AN_ID}'a b'",
        "a b",
        "",
    ),
}


@pytest.mark.parametrize(("make", "message", "value", "where"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_says_what_must_hold_and_keeps_what_came(
    make: Callable[[], object], message: str, value: object, where: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        make()
    assert (caught.value.message, caught.value.value, caught.value.where) == (message, value, where)
