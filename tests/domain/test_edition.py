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
    Part,
    Partner,
    Preference,
    Programme,
    Quota,
    Ranking,
    Session,
    Speaks,
    Truth,
)

ID = "workshops.example.org"
BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
MODENA = attrs.evolve(BOLOGNA, name="Modena")
TUNIS = City("tunis", "Tunis", country="TN", time_zone="Africa/Tunis")
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
        ([MARCH_DAYS, Session("until", "U", when="/2020-04")], Offset(0), "XXXX"),
        ([MARCH_DAYS, Session("from", "F", when="2020-04/")], Offset(0), "2020-03-09"),
        ([MARCH_DAYS, Session("from", "F", when="2020-04/")], Offset(0, edge="end"), "XXXX"),
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


def test_a_place_under_a_better_name_has_it_wherever_it_was_named() -> None:
    def edition(place: City) -> Edition:
        part = Part("p", places=[TUNIS, place])
        session = Session("s", "S", when="2020-03", places=[place, TUNIS], parts=[part])
        moved = session.moved_to("2020-04", places=[TUNIS, place], parts=[part], announced=AT)
        return Edition(ID, "2020", sessions=[moved, Session("t", "T", places=[TUNIS])])

    assert edition(BOLOGNA).replacing(MODENA) == edition(MODENA)


def test_a_session_is_replaced_in_the_editions_that_have_it() -> None:
    alone = Edition(ID, "1", sessions=[ONE])
    programme = Programme(ID, "W", editions=[alone, Edition(ID, "2", sessions=[TWO])])
    moved = TWO.moved_to("2020-10", announced=AT)
    assert programme.replacing(moved).editions == (alone, Edition(ID, "2", sessions=[moved]))


def test_rules_of_preferences_and_quotas_may_ask_for_the_deadlines_of_the_call() -> None:
    in_time = AppliedInTime("round-2")
    call = Call([Deadline.on("2020-01-31", id="round-2")])
    edition = Edition(
        ID,
        "2020",
        call=call,
        ranking=Ranking([Preference("p", in_time, points=1)]),
        quotas=[Quota("q", in_time, at_least=1)],
    )
    assert edition.ranking == Ranking([Preference("p", in_time, points=1)])
    with pytest.raises(InvalidValue) as caught:
        attrs.evolve(edition, call=None)
    assert [problem.where for problem in caught.value.problems] == [
        "ranking.preferences[0].rule.deadline",
        "quotas[0].rule.deadline",
    ]


def test_what_cannot_be_asked_is_not_said_to_be_impossible_besides() -> None:
    with pytest.raises(InvalidValue) as caught:
        Edition(ID, "2020", eligibility=Speaks("fr", "fluent") & Declares("x") & ~Declares("x"))
    assert [problem.where for problem in caught.value.problems] == ["eligibility.of[0].level"]


def test_a_shared_session_that_differs_is_told_once_and_its_places_not_besides() -> None:
    editions = [Edition(ID, "1", sessions=[ONE]), Edition(ID, "2", sessions=[attrs.evolve(ONE, places=[MODENA])])]
    with pytest.raises(InvalidValue) as caught:
        Programme(ID, "W", editions=editions)
    assert [problem.where for problem in caught.value.problems] == ["editions[1].sessions[0]"]


def test_an_edition_prints_what_was_given() -> None:
    assert repr(Edition(ID, "2020")) == f"Edition(programme={ID!r}, id='2020')"
    assert repr(Edition(ID, "2020", label="2020-2021")) == f"Edition(programme={ID!r}, id='2020', label='2020-2021')"


@pytest.mark.parametrize(
    ("number", "there"),
    [
        (2, "s-0, s-1"),
        (10, "s-0, s-1, s-2, s-3, s-4, s-5, s-6, s-7, s-8, s-9"),
        (11, "s-0, s-1, s-2, s-3, s-4, s-5, s-6, s-7, s-8, s-9, ..."),
    ],
)
def test_of_many_that_would_have_done_the_first_ten_are_named(number: int, there: str) -> None:
    sessions = [Session(f"s-{one}", "S") for one in range(number)]
    with pytest.raises(InvalidValue) as caught:
        Edition(ID, "2020", sessions=sessions, milestones=[Milestone("m", "M", relative=Offset(1, "x"))])
    assert caught.value.message == f"a milestone must be counted from one of the sessions ({there}), got 'x'"


def test_two_clocks_at_one_instant_may_be_two_days_apart() -> None:
    pago, kiritimati = (
        City(zone, zone, country=country, time_zone=f"Pacific/{zone}")
        for zone, country in (("Pago_Pago", "AS"), ("Kiritimati", "KI"))
    )
    first = Session("a", "A", when="2020-01-01T23:00/2020-01-01T23:30", places=[pago])
    last = Session("b", "B", when="2020-01-03T00:15/2020-01-03T00:45", places=[kiritimati])
    assert Edition(ID, "2020", sessions=[last, first]).can_attend_all() is Truth.NO


@pytest.mark.parametrize(("number", "answer"), [(33, Truth.YES), (34, Truth.UNKNOWN)])
def test_sessions_of_one_day_are_compared_up_to_sixteen_others_each(number: int, answer: Truth) -> None:
    hours = [f"2020-03-09T{10 + one // 6}:{one % 6}0/2020-03-09T{10 + one // 6}:{one % 6}9" for one in range(number)]
    sessions = [Session(f"s-{one}", "S", when=when, time_zone="Europe/Rome") for one, when in enumerate(hours)]
    assert Edition(ID, "2020", sessions=sessions).can_attend_all() is answer


@pytest.mark.parametrize(("number", "answer"), [(256, Truth.YES), (257, Truth.UNKNOWN)])
def test_of_many_to_choose_from_256_are_looked_at(number: int, answer: Truth) -> None:
    """The last one alone leaves room for the session that everybody attends."""
    chosen = [
        Session(f"c-{one}", "C", when="2020-03-09" if one < number else "2020-03-10", choice="any")
        for one in range(1, number + 1)
    ]
    edition = Edition(ID, "2020", sessions=[Session("a", "A", when="2020-03-09"), *chosen])
    assert edition.can_attend_all() is answer


@pytest.mark.parametrize("month", ["2020-03", "2020-04"])
def test_many_parts_of_one_month_are_too_many_to_place_and_leave_the_answer_open(month: str) -> None:
    whole, second = (
        Session(id_, "S", when=when, parts=[Part(f"p-{one}", when=when) for one in range(40)])
        for id_, when in (("a", "2020-03"), ("b", month))
    )
    answer = Edition(ID, "2020", sessions=[whole, second]).can_attend_all()
    assert answer is (Truth.UNKNOWN if month == "2020-03" else Truth.YES)
