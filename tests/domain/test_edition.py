"""Editions and programmes: what must agree across them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from metroworkshops import (
    AllOf,
    AppliedInTime,
    Attends,
    Call,
    City,
    Deadline,
    Declares,
    Edition,
    FromCountry,
    Group,
    InvalidValue,
    LevelReading,
    Milestone,
    Not,
    NotFound,
    OfAge,
    Offset,
    Partner,
    Programme,
    Session,
    Speaks,
    Truth,
)

ID = "workshops.example.org"
BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
MODENA = attrs.evolve(BOLOGNA, name="Modena")
ONE, TWO = Session("one", "One", places=[BOLOGNA]), Session("two", "Two", when="2020-03")
AT = datetime(2020, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "where", "message"),
    [
        ({"sessions": [ONE, ONE]}, "sessions[1].id", "given once, got 'one' again"),
        ({"partners": [Partner("a", "A"), Partner("a", "B")]}, "partners[1].id", "given once"),
        ({"milestones": [Milestone("m", "M"), Milestone("m", "N")]}, "milestones[1].id", "given once"),
        (
            {"sessions": [ONE, Session("three", "Three", places=[MODENA])]},
            "sessions[1].places[0]",
            "must be the same wherever it is named",
        ),
        (
            {"eligibility": Speaks("fr", "C3")},
            "eligibility.level",
            "must be a CEFR level such as 'C1'.*it reads none.*'C3'",
        ),
        ({"eligibility": AllOf(Not(Speaks("fr", "fluent")))}, "eligibility.of[0].of.level", "CEFR level"),
        ({"eligibility": AppliedInTime("round-2")}, "eligibility.deadline", "must be one of the call's"),
        (
            {"eligibility": AllOf(Speaks("fr"), Attends(["one", "three"])), "sessions": [ONE]},
            "eligibility.of[1].sessions[1]",
            r"must be one of the sessions of the edition \('one'\), got 'three'",
        ),
        (
            {"eligibility": FromCountry(["MA", "UfM"], by="work")},
            "eligibility.of[1]",
            "one of the groups of the edition",
        ),
        (
            {"eligibility": FromCountry("UfM", by="work"), "groups": [Group("UfM", ["MA", "Tunisia"])]},
            "eligibility.of[0]",
            "the members of the group 'UfM' must be ISO 3166-1 codes.*got 'Tunisia'",
        ),
        (
            {"eligibility": OfAge(under=18, on="deadline") & OfAge(over=40, on="deadline")},
            "eligibility",
            "a rule that somebody can meet.*which never holds",
        ),
        ({"eligibility": Declares("x") & ~Declares("x")}, "eligibility", "which never holds"),
        ({"groups": [Group("UfM", ["MA"]), Group("ufm", ["TN"])]}, "groups[1].name", "named once, got 'ufm' again"),
    ],
)
def test_what_contradicts_is_refused_with_its_place(fields: dict[str, Any], where: str, message: str) -> None:
    with pytest.raises(InvalidValue, match=message) as caught:
        Edition(ID, "2020", **fields)
    assert caught.value.where == where


@pytest.mark.parametrize("capacity", [0, -1, 2.5, True, "25"])
def test_capacity_is_one_or_more(capacity: Any) -> None:
    with pytest.raises(InvalidValue, match="'capacity' must be a whole number of 1 or more such as 25"):
        Edition(ID, "2020", capacity=capacity)


def test_a_capacity_that_could_not_even_be_printed_is_refused() -> None:
    for capacity in (2**31, 10**5000):
        with pytest.raises(InvalidValue, match="'capacity' must be less than 2147483648"):
            Edition(ID, "2020", capacity=capacity)


@pytest.mark.parametrize("programme", ["Example.org", "example", "", "a b.org", "-a.org", "x" * 250 + ".org"])
def test_the_id_of_a_programme_is_a_domain_name_or_a_uri(programme: str) -> None:
    with pytest.raises(InvalidValue, match="domain name"):
        Edition(programme, "2020")
    assert Edition("urn:isbn:0451450523", "2020").programme == "urn:isbn:0451450523"


def test_the_label_is_the_id_unless_it_is_given() -> None:
    assert Edition(ID, "2020").label == "2020"
    assert Edition(ID, "2020", label="2020-2021").label == "2020-2021"


def test_an_edition_without_sessions_is_valid() -> None:
    assert Edition(ID, "2020").sessions == ()


def test_words_are_levels_by_the_editions_own_table_only() -> None:
    rule = Speaks("fr", "excellent command")
    Edition(ID, "2020", eligibility=rule, levels=[LevelReading("excellent command", "C1")])
    with pytest.raises(InvalidValue, match="read once"):
        Edition(ID, "2020", levels=[LevelReading("good", "C1"), LevelReading("good", "B2")])


def test_a_session_is_found_and_replaced_by_its_id() -> None:
    edition = Edition(ID, "2020", sessions=[ONE, TWO])
    moved = TWO.moved_to("2020-10", announced=AT)
    after = edition.replacing(moved)
    assert after.sessions == (ONE, moved)
    with pytest.raises(InvalidValue, match="append-only"):
        after.replacing(TWO)
    with pytest.raises(NotFound, match="there are: one, two") as caught:
        edition.session("three")
    assert caught.value.known == ("one", "two")
    with pytest.raises(NotFound):
        edition.replacing(Session("three", "Three"))


def test_a_deadline_is_replaced_in_its_call() -> None:
    deadline = Deadline.on("2020-01-31")
    edition = Edition(ID, "2020", call=Call([deadline]))
    longer = deadline.extended_to("2020-02-14", announced=AT)
    assert edition.replacing(longer).call == Call([longer])
    with pytest.raises(NotFound, match="no call"):
        Edition(ID, "2020").replacing(deadline)


def test_a_programme_holds_its_own_editions_once() -> None:
    with pytest.raises(InvalidValue, match=r"must be 'workshops\.example\.org', got 'other\.example\.org'"):
        Programme(ID, "W", editions=[Edition("other.example.org", "2020")])
    with pytest.raises(InvalidValue, match="given once"):
        Programme(ID, "W", editions=[Edition(ID, "2020"), Edition(ID, "2020")])


def test_a_shared_session_is_equal_in_all_its_editions() -> None:
    first, second = Edition(ID, "1", sessions=[ONE, TWO]), Edition(ID, "2", sessions=[TWO])
    programme = Programme(ID, "W", editions=[first, second])
    other = Edition(ID, "2", sessions=[attrs.evolve(TWO, when="2020-04")])
    with pytest.raises(InvalidValue, match="must be equal in all its editions") as caught:
        Programme(ID, "W", editions=[first, other])
    assert caught.value.where == "editions[1].sessions[0]"
    moved = programme.replacing(TWO.moved_to("2020-10", announced=AT))
    assert {str(edition.session("two").when) for edition in moved.editions} == {"2020-10"}
    with pytest.raises(InvalidValue, match="equal in all"):
        programme.replacing(other)


def test_one_id_is_one_place_and_one_organisation_in_all_editions() -> None:
    with pytest.raises(InvalidValue, match="the place 'bologna' must be the same"):
        Programme(
            ID,
            "W",
            editions=[
                Edition(ID, "1", sessions=[ONE]),
                Edition(ID, "2", sessions=[Session("three", "T", places=[MODENA])]),
            ],
        )
    roles = [Partner("a", "A", roles=["host"]), Partner("a", "A", roles=["funder"])]
    Programme(ID, "W", editions=[Edition(ID, str(n), partners=[partner]) for n, partner in enumerate(roles)])
    with pytest.raises(InvalidValue, match="the partner 'a' must be the same organisation"):
        Programme(
            ID,
            "W",
            editions=[Edition(ID, "1", partners=roles[:1]), Edition(ID, "2", partners=[Partner("a", "B")])],
        )


def test_editions_are_found_and_replaced_by_their_ids() -> None:
    programme = Programme(ID, "W", editions=[Edition(ID, "1"), Edition(ID, "2")])
    longer = Edition(ID, "2", capacity=25)
    assert programme.replacing(longer).edition("2").capacity == 25
    for wrong in (Edition(ID, "3"), ONE):
        with pytest.raises(NotFound):
            programme.replacing(wrong)


@pytest.mark.parametrize(
    ("sessions", "answer"),
    [
        ([], Truth.UNKNOWN),
        ([TWO], Truth.YES),
        ([TWO, Session("three", "T", when="2020-03")], Truth.UNKNOWN),
        ([TWO, Session("three", "T", when="2020-04")], Truth.YES),
        ([Session("a", "A", when="2020-03-09"), Session("b", "B", when="2020-03-09")], Truth.NO),
        (
            [
                Session("a", "A", when="2020-03-09"),
                Session("b", "B", when="2020-03-09", choice="spring"),
                Session("c", "C", when="2020-04-09", choice="spring"),
            ],
            Truth.YES,
        ),
        (
            [Session("a", "A", when="2020-03-09"), Session("b", "B", when="2020-03-09", attendance="optional")],
            Truth.YES,
        ),
    ],
)
def test_whether_one_person_can_attend_all(sessions: list[Session], answer: Truth) -> None:
    assert Edition(ID, "2020", sessions=sessions).can_attend_all() is answer


MARCH_DAYS = Session("days", "D", when="2020-03-09/2020-03-13")


@pytest.mark.parametrize(
    ("sessions", "offset", "when"),
    [
        ([MARCH_DAYS], Offset(-30), "2020-02-08"),
        ([MARCH_DAYS], Offset(7, edge="end"), "2020-03-20"),
        ([TWO], Offset(-30), "[2020-01-31..2020-03-01]"),
        ([TWO, Session("june", "J", when="2020-06")], Offset(-30), "[2020-01-31..2020-03-01]"),
        ([TWO, Session("june", "J", when="2020-06")], Offset(1, "june", edge="end"), "[2020-06-02..2020-07-01]"),
        ([MARCH_DAYS, Session("june", "J", when="2020-06")], Offset(0), "2020-03-09"),
        ([MARCH_DAYS, ONE], Offset(0), "XXXX"),
        ([MARCH_DAYS, ONE], Offset(0, "days"), "2020-03-09"),
        ([MARCH_DAYS.cancelled(announced=AT), TWO], Offset(0), "[2020-03-01..2020-03-31]"),
        ([], Offset(0), "XXXX"),
    ],
)
def test_a_milestone_counted_from_a_session(sessions: list[Session], offset: Offset, when: str) -> None:
    milestone = Milestone("m", "M", relative=offset)
    edition = Edition(ID, "2020", sessions=sessions, milestones=[milestone])
    assert str(edition.when_of(milestone)) == when


def test_a_milestone_is_on_a_date_or_counted_from_a_session_that_is_there() -> None:
    with pytest.raises(InvalidValue, match="not both"):
        Milestone("m", "M", when="2020-03", relative=Offset(-30))
    with pytest.raises(InvalidValue, match=r"one of the sessions \(none\), got 'x'") as caught:
        Edition(ID, "2020", milestones=[Milestone("m", "M", relative=Offset(-30, "x"))])
    assert caught.value.where == "milestones[0].relative.session"
    for days in (True, 2.5, "30"):
        with pytest.raises(InvalidValue, match="'days' must be"):
            Offset(days)  # type: ignore[arg-type]
