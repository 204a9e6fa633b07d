"""Each condition by itself: what it says of which facts, and of what is missing or contradicts itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import attrs
import pytest

from metroworkshops import (
    AllOf,
    Applicant,
    AppliedInTime,
    AtLeast,
    Attends,
    AttendsEverySession,
    Call,
    City,
    Commitment,
    Deadline,
    Declares,
    Edition,
    EducationLevel,
    EligibilityRule,
    Evidence,
    Finding,
    FromCountry,
    Group,
    HasEducation,
    HasExperience,
    HasMembers,
    InvalidValue,
    LanguageSkill,
    MembersMeet,
    OfAge,
    Session,
    Speaks,
    Standing,
    Statement,
    Truth,
    Whose,
    WorksAs,
    WorksIn,
    screen,
    words,
)
from metroworkshops.words.catalogue import catalogue_for

ID = "workshops.example.org"
Y, N, U = Truth.YES, Truth.NO, Truth.UNKNOWN
AT = datetime(2020, 1, 20, tzinfo=UTC)


def found(rule: EligibilityRule, applicant: Applicant, **fields: Any) -> Finding:
    (finding,) = screen(applicant, Edition(ID, "2020", eligibility=rule, **fields)).findings
    return finding


def asked(rule: EligibilityRule, applicant: Applicant, **fields: Any) -> tuple[Truth, str]:
    finding = found(rule, applicant, **fields)
    return finding.truth, finding.reason


def person(**facts: Any) -> Applicant:
    return Applicant("a", **facts)


# Age


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("1980-01-31", "2020-01-31", 40),  # turns 40 on the very day
        ("1980-02-01", "2020-01-31", 39),
        ("1980-01-30", "2020-01-31", 40),
        ("2000-02-29", "2018-02-28", 17),  # no such day that year: a year more on 1 March
        ("2000-02-29", "2018-03-01", 18),
        ("2000-02-29", "2020-02-28", 19),
        ("2000-02-29", "2020-02-29", 20),
        ("1999-12-31", "2000-01-01", 0),
        ("2000-01-01", "2000-01-01", 0),
    ],
)
def test_ages_are_completed_years(birth: str, day: str, age: int) -> None:
    applicant = person(birth_date=birth)
    assert asked(OfAge(at_least=age, on=day), applicant) == (Y, "age-met")
    assert asked(OfAge(at_least=age + 1, on=day), applicant) == (N, "age-not-met")
    assert asked(OfAge(at_most=age, on=day), applicant) == (Y, "age-met")
    assert asked(OfAge(under=age + 1, on=day), applicant) == (Y, "age-met")


DEADLINE = Call([Deadline.on("2020-01-31", zone="Europe/Paris")])


@pytest.mark.parametrize(
    ("rule", "birth", "answer"),
    [
        (OfAge(under=40, on="deadline"), "1980-01-31", N),
        (OfAge(under=40, on="deadline"), "1980-02-01", Y),
        (OfAge(at_most=40, on="deadline"), "1980-01-31", Y),
        (OfAge(at_most=40, on="deadline"), "1979-02-01", Y),  # up to 40 holds until the 41st birthday
        (OfAge(at_most=40, on="deadline"), "1979-01-31", N),
        (OfAge(at_least=18, on="deadline"), "2002-01-31", Y),
        (OfAge(over=18, on="deadline"), "2002-01-31", N),
        (OfAge(over=18, on="deadline"), "2001-01-31", Y),
        (OfAge(at_least=18, under=40, on="deadline"), "2002-02-01", N),
    ],
)
def test_under_and_up_to_differ(rule: OfAge, birth: str, answer: Truth) -> None:
    assert asked(rule, person(birth_date=birth), call=DEADLINE)[0] is answer


@pytest.mark.parametrize(
    ("birth", "answer", "age"),
    [
        ("1984-03-01", (N, "age-not-met"), {"age": 36}),  # 36 on every day of March
        ("1984-03-02", (U, "age-turns-within"), {"youngest": 35, "oldest": 36}),
        ("1984-03-31", (U, "age-turns-within"), {"youngest": 35, "oldest": 36}),
        ("1984-04-01", (Y, "age-met"), {"age": 35}),
        ("1990-03-15", (Y, "age-met"), {"youngest": 29, "oldest": 30}),  # turns, but not over the bound
    ],
)
def test_an_age_that_turns_within_the_month_is_unknown(
    birth: str, answer: tuple[Truth, str], age: dict[str, int]
) -> None:
    sessions = [Session("march", "March", when="2020-03"), Session("june", "June", when="2020-06")]
    finding = found(OfAge(at_most=35, on="first session"), person(birth_date=birth), sessions=sessions)
    assert ((finding.truth, finding.reason), dict(finding.seen)) == (answer, age)
    assert finding.whose is (Whose.ORGANISER if finding.truth is U else None)


ROUNDS = Call([Deadline.on("2020-01-31", id="one"), Deadline.on("2020-06-30", id="two")])


@pytest.mark.parametrize(
    ("deadline", "answer"), [(None, (U, "age-turns-within")), ("one", (Y, "age-met")), ("two", (N, "age-not-met"))]
)
def test_of_several_rounds_the_day_is_that_of_the_one_named(deadline: str | None, answer: tuple[Truth, str]) -> None:
    rule = OfAge(under=40, on="deadline", deadline=deadline)
    assert asked(rule, person(birth_date="1980-03-15"), call=ROUNDS) == answer


def test_a_deadline_within_a_window_is_any_of_its_days() -> None:
    call = Call([Deadline.on("2020-01")])
    rule = OfAge(under=40, on="deadline")
    assert asked(rule, person(birth_date="1980-01-15"), call=call) == (U, "age-turns-within")
    assert asked(rule, person(birth_date="1980-02-01"), call=call) == (Y, "age-met")


@pytest.mark.parametrize(
    ("bounds", "answer"),
    [
        ({"at_least": 29}, (Y, "age-met")),
        ({"at_least": 30}, (U, "age-turns-within")),
        ({"at_most": 29}, (U, "age-turns-within")),
        ({"at_most": 30}, (Y, "age-met")),
        ({"over": 30}, (N, "age-not-met")),
        ({"under": 29}, (N, "age-not-met")),
    ],
)
def test_an_age_that_turns_within_the_day_is_asked_of_both_ages_and_no_other(
    bounds: dict[str, Any], answer: tuple[Truth, str]
) -> None:
    """29 on the first of March and 30 on the last."""
    assert asked(OfAge(on="2020-03", **bounds), person(birth_date="1990-03-15")) == answer


def test_an_extended_deadline_is_the_day_that_counts() -> None:
    extended = DEADLINE.deadlines[0].extended_to("2020-02-14", announced=AT)
    rule = OfAge(under=40, on="deadline")
    assert asked(rule, person(birth_date="1980-02-10"), call=DEADLINE)[0] is Y
    assert asked(rule, person(birth_date="1980-02-10"), call=Call([extended]))[0] is N


CANCELLED = Session("early", "Early", when="2019-01").cancelled(announced=datetime(2018, 12, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("fields", "day_is_known"),
    [
        ({}, False),
        ({"sessions": [Session("march", "March", when="2020-03-02")]}, True),
        ({"sessions": [Session("march", "March", when="2020-03-02")], "more_sessions": True}, False),
        ({"sessions": [Session("march", "March", when="2020-03-02"), Session("later", "Later")]}, False),
        ({"sessions": [CANCELLED]}, False),
        ({"sessions": [CANCELLED, Session("march", "March", when="2020-03-02")]}, True),
    ],
)
def test_the_first_session_may_not_be_known_yet(fields: dict[str, Any], day_is_known: bool) -> None:
    finding = found(OfAge(under=40, on="first session"), person(birth_date="1990-01-01"), **fields)
    assert (finding.truth is Y) is day_is_known
    if not day_is_known:
        assert (finding.reason, finding.whose, finding.seen) == ("age-day-not-known", Whose.ORGANISER, ())


@pytest.mark.parametrize(
    ("applied_at", "answer"),
    [
        (datetime(2020, 1, 30, 9, 59, tzinfo=UTC), (Y, "age-met")),  # 39 wherever on Earth it was sent
        (datetime(2020, 1, 30, 10, 0, tzinfo=UTC), (U, "age-turns-within")),  # 31 January already, at UTC+14
        (datetime(2020, 1, 31, 0, 30, tzinfo=UTC), (U, "age-turns-within")),
        (datetime(2020, 1, 31, 11, 59, tzinfo=UTC), (U, "age-turns-within")),  # 30 January still, at UTC-12
        (datetime(2020, 1, 31, 12, 0, tzinfo=UTC), (N, "age-not-met")),
        (None, (U, "age-no-submission")),
    ],
)
def test_the_day_of_an_application_is_the_day_somewhere_on_earth(
    applied_at: datetime | None, answer: tuple[Truth, str]
) -> None:
    rule = OfAge(under=40, on="submission")
    assert asked(rule, person(birth_date="1980-01-31", applied_at=applied_at)) == answer


def test_born_after_the_day_that_counts_is_a_finding_and_not_a_crash() -> None:
    late = person(birth_date="2021-05-01", applied_at=AT)
    for on in ("deadline", "submission", "2020-01-31"):
        finding = found(OfAge(at_least=0, on=on), late, call=DEADLINE)
        assert (finding.truth, finding.reason, finding.whose) == (U, "age-contradiction", Whose.APPLICANT)
        assert finding.seen == ()
        assert finding.cautions == ("born-after-applying",)


def test_born_after_applying_is_said_whatever_the_age() -> None:
    finding = found(OfAge(under=35, on="2030-01-01"), person(birth_date="2021-05-01", applied_at=AT))
    assert (finding.truth, finding.cautions) == (Y, ("born-after-applying",))


def test_nothing_shows_the_birth_date() -> None:
    finding = found(OfAge(under=35, on="2020-03"), person(birth_date="1984-03-15"))
    assert "1984" not in repr(finding)


@pytest.mark.parametrize(
    ("bounds", "refused"),
    [
        ({}, "must have a bound"),
        ({"at_least": 18, "over": 17}, "one lower bound"),
        ({"at_most": 40, "under": 41}, "one upper bound"),
        ({"at_least": 40, "under": 40}, "never hold"),
        ({"over": 40, "under": 18}, "never hold"),
        ({"over": 39, "under": 40}, "never hold"),  # an age is whole
        ({"over": 39, "under": 41}, None),
        ({"at_least": 40, "at_most": 40}, None),
        ({"at_least": 39.5, "at_most": 39.75}, "never hold"),
        ({"at_least": -1}, "from 0 to 1000"),
        ({"at_least": True}, "from 0 to 1000"),
        ({"under": float("nan")}, "from 0 to 1000"),
        ({"under": 0}, "never hold"),
    ],
)
def test_ages_that_nobody_can_have_are_refused(bounds: dict[str, Any], refused: str | None) -> None:
    if refused is None:
        OfAge(on="deadline", **bounds)
        return
    with pytest.raises(InvalidValue, match=refused):
        OfAge(on="deadline", **bounds)


@pytest.mark.parametrize("on", ["2020-13", "XXXX", "2020-01-01/..", "the deadline", ""])
def test_a_day_for_an_age_has_bounds(on: str) -> None:
    with pytest.raises(InvalidValue, match="'on' must be"):
        OfAge(under=40, on=on)


# Experience and education: halves and the like are possible


@pytest.mark.parametrize(
    ("rule", "years", "answer"),
    [
        (HasExperience(at_least=3), 3, Y),
        (HasExperience(at_least=3), 2.5, N),
        (HasExperience(over=3), 3, N),
        (HasExperience(over=3), 3.25, Y),
        (HasExperience(at_most=5), 5, Y),
        (HasExperience(under=5), 4.9, Y),
        (HasExperience(under=5), 5, N),
        (HasExperience(over=2, under=3), 2.5, Y),  # somebody can have that
        (HasExperience(over=2, under=2.25), 2.125, Y),
        (HasExperience(at_least=0), 0, Y),
        (HasExperience(at_least=3), None, U),
    ],
)
def test_experience(rule: HasExperience, years: float | None, answer: Truth) -> None:
    assert asked(rule, person(experience_years=years))[0] is answer


@pytest.mark.parametrize("level", EducationLevel)
def test_education_is_met_by_the_level_and_those_above(level: EducationLevel) -> None:
    order = list(EducationLevel)
    for had in order:
        answer = Y if order.index(had) >= order.index(level) else N
        assert asked(HasEducation(level), person(education=had))[0] is answer
    assert asked(HasEducation(level), person()) == (U, "education-not-given")


# Roles, sectors, countries

GROUPS = [
    Group("Urban practitioners", ["urban planner", "architect"]),
    Group("Balkans", ["AL", "XK", "RS"], title={"en": "a country of the Balkans"}),
]


@pytest.mark.parametrize(
    ("named", "roles", "answer"),
    [
        ("urban planner", ["urban planner"], Y),
        ("urban planner", ["Urban  Planner"], Y),
        ("urban planner", ["URBAN\u00a0PLANNER"], Y),
        ("Élu  local", ["e\u0301lu local"], Y),
        ("urban planner", ["urban planners"], N),
        ("urban practitioners", ["architect"], Y),
        ("urban  PRACTITIONERS", ["Architect"], Y),
        ("urban practitioners", ["urban practitioners"], Y),
        ("urban practitioners", ["mayor"], N),
        (["mayor", "urban practitioners"], ["clerk", "architect"], Y),
        ("urban planner", [], N),
        ("urban planner", None, U),
    ],
)
@pytest.mark.parametrize(("kind", "fact"), [(WorksAs, "roles"), (WorksIn, "sectors")])
def test_terms(
    kind: Callable[[Any], EligibilityRule], fact: str, named: object, roles: list[str] | None, answer: Truth
) -> None:
    assert asked(kind(named), person(**{fact: roles}), groups=GROUPS)[0] is answer


@pytest.mark.parametrize(
    ("of", "by", "facts", "answer"),
    [
        ("MA", "nationality", {"nationalities": ["FR", "MA"]}, (Y, "nationality-met")),
        ("MA", "nationality", {"nationalities": ["FR"], "residence": "MA"}, (N, "nationality-not-met")),
        ("MA", "nationality", {"residence": "MA"}, (U, "nationality-not-given")),
        ("MA", "nationality", {"nationalities": []}, (N, "nationality-not-met")),
        ("XK", "residence", {"residence": "XK"}, (Y, "residence-met")),
        ("Balkans", "residence", {"residence": "XK"}, (Y, "residence-met")),
        ("balkans", "residence", {"residence": "IT"}, (N, "residence-not-met")),
        (["IT", "Balkans"], "work", {"works_in_countries": ["IT"]}, (Y, "work-met")),
        ("IT", "work", {"residence": "IT"}, (U, "work-not-given")),
    ],
)
def test_countries(of: Any, by: str, facts: dict[str, Any], answer: tuple[Truth, str]) -> None:
    assert asked(FromCountry(of, by=by), person(**facts), groups=GROUPS) == answer


@pytest.mark.parametrize("of", ["UK", "ma", "Europe", "Urban practitioners"])
def test_what_is_no_country_is_refused_with_its_place(of: str) -> None:
    with pytest.raises(InvalidValue, match=r"eligibility\.of\[1\]: (.* )?must be "):
        Edition(ID, "2020", eligibility=FromCountry(["IT", of], by="work"), groups=GROUPS)


# How a fact is known

STANDINGS = tuple(Standing)


def with_evidence(fact: str, value: object, standing: Standing) -> Applicant:
    return person(**{fact: value}, evidence=[Evidence(fact, standing=standing)])


FACT_CONDITIONS: list[tuple[str, Callable[[Standing], EligibilityRule], Callable[[Standing], Applicant]]] = [
    (
        "language",
        lambda s: Speaks("fr", "B2", standing=s),
        lambda s: person(languages=[LanguageSkill("fr", "C1", standing=s)]),
    ),
    ("works-as", lambda s: WorksAs("mayor", standing=s), lambda s: with_evidence("roles", ["mayor"], s)),
    ("works-in", lambda s: WorksIn("parks", standing=s), lambda s: with_evidence("sectors", ["parks"], s)),
    (
        "nationality",
        lambda s: FromCountry("MA", by="nationality", standing=s),
        lambda s: with_evidence("nationalities", ["MA"], s),
    ),
    (
        "residence",
        lambda s: FromCountry("MA", by="residence", standing=s),
        lambda s: with_evidence("residence", "MA", s),
    ),
    (
        "work",
        lambda s: FromCountry("MA", by="work", standing=s),
        lambda s: with_evidence("works_in_countries", ["MA"], s),
    ),
    (
        "age",
        lambda s: OfAge(under=40, on="2020-01-31", standing=s),
        lambda s: with_evidence("birth_date", date(1990, 1, 1), s),
    ),
    ("experience", lambda s: HasExperience(at_least=3, standing=s), lambda s: with_evidence("experience_years", 5, s)),
    ("education", lambda s: HasEducation("master", standing=s), lambda s: with_evidence("education", "doctoral", s)),
    (
        "members",
        lambda s: HasMembers(at_least=1, standing=s),
        lambda s: with_evidence("members", [Applicant("b")], s),
    ),
    (
        "statement",
        lambda s: Declares("travel document", standing=s),
        lambda s: person(statements=[Statement("Travel  document", standing=s)]),
    ),
]


@pytest.mark.parametrize("known", STANDINGS)
@pytest.mark.parametrize("needed", STANDINGS)
@pytest.mark.parametrize(("topic", "rule", "applicant"), FACT_CONDITIONS, ids=[topic for topic, *_ in FACT_CONDITIONS])
def test_a_fact_known_less_firmly_is_unknown_and_never_no(
    topic: str,
    rule: Callable[[Standing], EligibilityRule],
    applicant: Callable[[Standing], Applicant],
    needed: Standing,
    known: Standing,
) -> None:
    finding = found(rule(needed), applicant(known))
    assert finding.standing is known
    if known.reaches(needed):
        assert (finding.truth, finding.reason, finding.whose) == (Y, f"{topic}-met", None)
        return
    assert (finding.truth, finding.reason) == (U, f"{topic}-standing")
    assert finding.whose is (Whose.ORGANISER if needed is Standing.ASSESSED else Whose.APPLICANT)


@pytest.mark.parametrize("on", ["submission", "first session", "deadline"])
@pytest.mark.parametrize("reader", ["committee", "applicant"])
@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("en", "that day is not known yet"),
        ("fr", "ce jour n’est pas encore connu"),
        ("it", "quel giorno non è ancora noto"),
        ("ar", "ذلك اليوم غير معلوم بعد"),
    ],
)
def test_an_age_known_less_firmly_on_a_day_that_is_not_known_is_not_said_to_be_none(
    language: str, why: str, reader: Literal["committee", "applicant"], on: str
) -> None:
    edition = Edition(ID, "2020", eligibility=OfAge(under=40, on=on, standing="evidenced"))
    screening = screen(person(birth_date=date(1990, 6, 15)), edition)
    (finding,) = screening.findings
    assert (finding.reason, finding.seen) == ("age-standing", ())
    told = words.explain(screening, language, reader=reader)
    assert why in told
    assert catalogue_for(language).say("nothing-seen") not in told


# Statements


@pytest.mark.parametrize(
    ("standing", "statements", "answer"),
    [
        ("declared", None, (U, "statement-not-given")),
        ("declared", [], (N, "statement-not-listed")),
        ("declared", [Statement("exception")], (Y, "statement-met")),
        ("declared", [Statement("exception", False)], (N, "statement-denied")),
        ("evidenced", None, (U, "statement-not-given")),
        ("evidenced", [], (N, "statement-not-listed")),
        ("evidenced", [Statement("exception")], (U, "statement-standing")),
        ("evidenced", [Statement("exception", False)], (U, "statement-standing")),
        ("evidenced", [Statement("exception", False, standing="evidenced")], (N, "statement-denied")),
        ("assessed", None, (U, "statement-not-assessed")),
        ("assessed", [], (U, "statement-not-assessed")),  # whatever the applicant lists
        ("assessed", [Statement("exception", standing="evidenced")], (U, "statement-standing")),
        ("assessed", [Statement("exception", standing="assessed")], (Y, "statement-met")),
        ("assessed", [Statement("exception", False, standing="assessed")], (N, "statement-denied")),
    ],
)
def test_declares(standing: str, statements: list[Statement] | None, answer: tuple[Truth, str]) -> None:
    assert asked(Declares("exception", standing=standing), person(statements=statements)) == answer


def test_a_discretionary_exception_leaves_undecided_whom_the_rule_refuses() -> None:
    rule = Speaks("fr", "C1") | Declares("exception", standing="assessed")
    edition = Edition(ID, "2020", eligibility=rule)
    below = person(languages=[LanguageSkill("fr", "B2")], statements=[])
    assert screen(below, edition).truth is U
    granted = attrs.evolve(below, statements=[Statement("exception", standing="assessed")])
    refused = attrs.evolve(below, statements=[Statement("exception", False, standing="assessed")])
    assert screen(granted, edition).truth is Y
    assert screen(refused, edition).truth is N


# Teams


def team(*members: Applicant) -> Applicant:
    return Applicant("team", members=members)


@pytest.mark.parametrize(
    ("rule", "size", "answer"),
    [
        (HasMembers(at_least=2, at_most=4), None, (U, "members-not-given")),
        (HasMembers(at_least=2, at_most=4), 1, (N, "members-not-met")),
        (HasMembers(at_least=2, at_most=4), 2, (Y, "members-met")),
        (HasMembers(at_least=2, at_most=4), 4, (Y, "members-met")),
        (HasMembers(at_least=2, at_most=4), 5, (N, "members-not-met")),
        (HasMembers(at_most=0), 0, (Y, "members-met")),
    ],
)
def test_has_members(rule: HasMembers, size: int | None, answer: tuple[Truth, str]) -> None:
    applicant = Applicant("x") if size is None else team(*(Applicant(f"m{one}") for one in range(size)))
    assert asked(rule, applicant) == answer


SKILLED = {"y": [LanguageSkill("fr", "C1")], "n": [LanguageSkill("fr", "A2")], "u": None}


def members(answers: str) -> Applicant:
    """Make a team: a letter for each member."""
    return team(*(Applicant(f"m{index}", languages=SKILLED[one]) for index, one in enumerate(answers)))


@pytest.mark.parametrize(
    ("at_least", "answers", "answer", "counts"),
    [
        (None, "yy", (Y, "members-meet-met"), (2, 0, 2)),
        (None, "yn", (N, "members-meet-not-met"), (1, 0, 2)),
        (None, "yu", (U, "members-meet-open"), (1, 1, 2)),
        (None, "nu", (N, "members-meet-not-met"), (0, 1, 2)),
        (1, "nny", (Y, "members-meet-met"), (1, 0, 3)),
        (1, "nuu", (U, "members-meet-open"), (0, 2, 3)),
        (2, "yyu", (Y, "members-meet-met"), (2, 1, 3)),  # the one who is open does not matter any more
        (2, "ynu", (U, "members-meet-open"), (1, 1, 3)),
        (2, "nnu", (N, "members-meet-not-met"), (0, 1, 3)),  # nor here
        (3, "yy", (N, "members-meet-not-met"), (2, 0, 2)),
        (None, "", (U, "members-meet-nobody"), (0, 0, 0)),
        (1, "", (U, "members-meet-nobody"), (0, 0, 0)),
    ],
)
def test_members_meet_a_rule_of_their_own(
    at_least: int | None, answers: str, answer: tuple[Truth, str], counts: tuple[int, int, int]
) -> None:
    finding = found(MembersMeet(Speaks("fr", "B2"), at_least=at_least), members(answers))
    assert (finding.truth, finding.reason) == answer
    assert tuple(dict(finding.seen)[name] for name in ("meeting", "open", "members")) == counts
    assert [(one.member, one.truth) for one in finding.members] == [
        (f"m{index}", {"y": Y, "n": N, "u": U}[one]) for index, one in enumerate(answers)
    ]
    assert finding.whose is (Whose.APPLICANT if finding.truth is U else None)


def test_a_team_whose_members_are_not_given_is_asked() -> None:
    finding = found(MembersMeet(Speaks("fr")), Applicant("x"))
    assert (finding.truth, finding.reason, finding.whose) == (U, "members-not-given", Whose.APPLICANT)


def test_what_only_the_organiser_can_settle_of_members_is_theirs() -> None:
    rule = MembersMeet(Declares("exception", standing="assessed"))
    assert found(rule, team(Applicant("m0"), Applicant("m1"))).whose is Whose.ORGANISER
    both = MembersMeet(Declares("exception", standing="assessed") & Speaks("fr"))
    assert found(both, team(Applicant("m0"))).whose is Whose.APPLICANT


# Attendance

BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
MARCH = Session("march", "March", when="2020-03", places=[BOLOGNA], mode="in person")
JUNE = Session("june", "June", when="2020-06")
OCTOBER = Session("october", "October", when="2020-10")


def promised(*sessions: str | Commitment) -> Applicant:
    dates = {"march": "2020-03", "june": "2020-06", "october": "2020-10"}
    return person(
        commitments=[one if isinstance(one, Commitment) else Commitment(one, to=dates[one]) for one in sessions]
    )


@pytest.mark.parametrize(
    ("at_least", "commitments", "answer"),
    [
        (None, ["march", "june", "october"], (Y, "attendance-met")),
        (None, ["march", "june"], (N, "attendance-not-promised")),
        (1, ["june"], (Y, "attendance-met")),
        (1, [], (N, "attendance-not-promised")),
        (2, ["march", "october"], (Y, "attendance-met")),
        (2, ["march"], (N, "attendance-not-promised")),
        (2, ["march", Commitment("june", "2020-07")], (U, "attendance-session-changed")),
        (1, ["march", Commitment("june", "2020-07")], (Y, "attendance-met")),
        (2, [Commitment("june", "2020-07")], (N, "attendance-not-promised")),
        (1, [Commitment("march", "2020-03", attends=False)], (N, "attendance-not-promised")),
    ],
)
def test_attends_all_or_at_least_so_many(
    at_least: int | None, commitments: list[str | Commitment], answer: tuple[Truth, str]
) -> None:
    rule = Attends(["march", "june", "october"], at_least=at_least)
    assert asked(rule, promised(*commitments), sessions=[MARCH, JUNE, OCTOBER]) == answer


def test_attends_is_unknown_as_long_as_nothing_was_said() -> None:
    finding = found(Attends("march"), person(), sessions=[MARCH])
    assert (finding.truth, finding.reason, finding.whose) == (U, "attendance-not-given", Whose.APPLICANT)


@pytest.mark.parametrize(
    ("march", "answer", "whose"),
    [
        (MARCH, (Y, "attendance-met"), None),
        (MARCH.cancelled(announced=AT), (Y, "attendance-met"), None),  # only June is left
        (MARCH.postponed(announced=AT), (U, "attendance-session-changed"), Whose.ORGANISER),
        (MARCH.moved_to("2020-04", announced=AT), (U, "attendance-session-changed"), Whose.APPLICANT),
        (MARCH.moved_to("2020-03-09/2020-03-13", announced=AT), (Y, "attendance-met"), None),
        (MARCH.moved_online(announced=AT), (Y, "attendance-met"), None),  # how to meet was not part of the promise
        (MARCH.moved_to(places=[attrs.evolve(BOLOGNA, id="modena")], announced=AT), (Y, "attendance-met"), None),
    ],
)
def test_attends_what_is_still_on(march: Session, answer: tuple[Truth, str], whose: Whose | None) -> None:
    finding = found(Attends(["march", "june"]), promised("march", "june"), sessions=[march, JUNE])
    assert ((finding.truth, finding.reason), finding.whose) == (answer, whose)


@pytest.mark.parametrize(
    "commitment",
    [Commitment("march", "2020-03", places=["bologna"]), Commitment("march", "2020-03", mode="in person")],
)
def test_a_promise_of_a_place_or_of_a_way_of_meeting_is_open_when_that_changed(commitment: Commitment) -> None:
    elsewhere = MARCH.moved_to(places=[attrs.evolve(BOLOGNA, id="modena")], mode="online", announced=AT)
    assert asked(Attends("march"), promised(commitment), sessions=[MARCH])[0] is Y
    assert asked(Attends("march"), promised(commitment), sessions=[elsewhere]) == (U, "attendance-session-changed")


def test_sessions_that_are_all_cancelled_cannot_be_attended() -> None:
    off = [MARCH.cancelled(announced=AT), JUNE.cancelled(announced=AT)]
    for rule in (Attends(["march", "june"]), Attends(["march", "june"], at_least=1), AttendsEverySession()):
        assert asked(rule, promised("march", "june"), sessions=off) == (U, "attendance-no-sessions")
    two = Attends(["march", "june"], at_least=2)
    assert asked(two, promised("june"), sessions=[off[0], JUNE]) == (Y, "attendance-met")


def test_a_choice_is_told_as_one() -> None:
    spring = [attrs.evolve(session, choice="spring") for session in (MARCH, JUNE)]
    finding = found(AttendsEverySession(), promised("october"), sessions=[*spring, OCTOBER])
    titles = [("sessions", tuple(one.title for one in group)) for group in (spring, [OCTOBER])]
    assert list(finding.needed) == titles
    assert list(finding.seen) == titles[:1]


@pytest.mark.parametrize(
    ("sessions", "at_least", "refused"),
    [
        ([], None, "must name a session or more"),
        (["march", "march"], None, "named once"),
        (["march"], 2, "could never hold"),
        (["march"], 0, "1 or more"),
        (["march"], True, "1 or more"),
        (["a session"], None, "without spaces"),
    ],
)
def test_sessions_that_cannot_be_asked_for_are_refused(sessions: list[str], at_least: int | None, refused: str) -> None:
    with pytest.raises(InvalidValue, match=refused):
        Attends(sessions, at_least=at_least)


def test_a_session_that_the_edition_does_not_have_is_refused_with_its_place() -> None:
    with pytest.raises(InvalidValue, match=r"^eligibility\.of\[1\]\.sessions\[1\]: must be one of the sessions"):
        Edition(ID, "2020", eligibility=Speaks("fr") & Attends(["march", "june"]), sessions=[MARCH])


# In time

LIMIT = datetime(2020, 1, 31, 23, tzinfo=UTC)
"""The first instant after 31 January in Paris."""


@pytest.mark.parametrize(
    ("after", "grace", "answer"),
    [
        (timedelta(seconds=-1), 0, (Y, "time-met")),
        (timedelta(0), 0, (N, "time-late")),
        (timedelta(0), 60, (Y, "time-met-grace")),
        (timedelta(minutes=59, seconds=59), 60, (Y, "time-met-grace")),
        (timedelta(minutes=60), 60, (N, "time-late")),
    ],
)
def test_grace_is_said(after: timedelta, grace: int, answer: tuple[Truth, str]) -> None:
    call = Call([attrs.evolve(DEADLINE.deadlines[0], grace_minutes=grace)])
    assert asked(AppliedInTime(), person(applied_at=LIMIT + after), call=call) == answer


@pytest.mark.parametrize(
    ("hours", "answer"),
    [(11, (U, "time-undetermined")), (13, (U, "time-undetermined")), (14, (N, "time-late"))],
)
def test_grace_follows_the_last_instant_at_which_the_limit_may_be(hours: int, answer: tuple[Truth, str]) -> None:
    """Without a zone the last of 31 January is at noon of 1 February by UTC."""
    call = Call([Deadline.on("2020-01-31", grace_minutes=120)])
    at = datetime(2020, 2, 1, hours, 59, tzinfo=UTC) if hours < 14 else datetime(2020, 2, 1, hours, tzinfo=UTC)
    assert asked(AppliedInTime(), person(applied_at=at), call=call) == answer


@pytest.mark.parametrize("deadline", ["round-3", "applications "])
def test_a_deadline_that_the_call_does_not_have_is_refused_with_its_place(deadline: str) -> None:
    with pytest.raises(InvalidValue):
        Edition(ID, "2020", eligibility=AppliedInTime(deadline), call=DEADLINE)
    with pytest.raises(InvalidValue, match=r"^eligibility\.deadline: "):
        Edition(ID, "2020", eligibility=OfAge(under=40, on="deadline", deadline="round-3"), call=DEADLINE)


# What can never hold


@pytest.mark.parametrize(
    ("n", "parts", "refused"),
    [(0, 2, "1 or more"), (3, 2, "could never hold"), (True, 2, "1 or more"), (1, 0, "could never hold")],
)
def test_at_least_has_no_more_to_hold_than_there_are(n: int, parts: int, refused: str) -> None:
    with pytest.raises(InvalidValue, match=refused):
        AtLeast(n, *[Speaks("fr"), Speaks("ar")][:parts])


MINOR, OLDER = OfAge(under=18, on="deadline"), OfAge(over=40, on="deadline")
LETTER = Declares("employer's letter")
NEVER: list[EligibilityRule] = [
    MINOR & OLDER,
    LETTER & ~LETTER,
    (Speaks("fr") & MINOR) & (Speaks("ar") | Speaks("en")) & ~MINOR,
    HasExperience(at_least=10) & HasExperience(under=5),
    HasMembers(at_most=1) & HasMembers(at_least=2),
    AtLeast(2, MINOR, OLDER),
    ~(MINOR | ~MINOR),
    ~HasMembers(at_least=0),
    HasMembers(over=1) & HasMembers(under=2),
    LETTER & ~LETTER & AllOf(*map(Declares, "abcdefghijk")),  # in 4,096 ways to answer
    MembersMeet(MINOR & OLDER),
    Speaks("fr") & MembersMeet(LETTER & ~LETTER, at_least=1),
]


@pytest.mark.parametrize("rule", NEVER)
def test_criteria_that_nobody_can_meet_are_refused(rule: EligibilityRule) -> None:
    with pytest.raises(InvalidValue, match=r"^eligibility: 'eligibility' must be a rule that somebody can meet"):
        Edition(ID, "2020", eligibility=rule)


SOMETIMES: list[EligibilityRule] = [
    MINOR & OfAge(over=40, on="2060-01-01"),  # another day
    MINOR | OLDER,
    ~MembersMeet(MINOR & OLDER),
    HasExperience(over=2) & HasExperience(under=3),
    HasExperience(over=2) & HasExperience(under=2.25),
    ~HasExperience(at_least=0.25),
    ~HasExperience(at_most=100),
    HasMembers(at_least=1) & HasMembers(under=1.5),
    Declares("a letter") & ~Declares("another letter"),
]


@pytest.mark.parametrize("rule", SOMETIMES)
def test_criteria_that_somebody_can_meet_are_not(rule: EligibilityRule) -> None:
    assert Edition(ID, "2020", eligibility=rule).eligibility == rule


def test_of_criteria_with_very_many_ways_to_answer_it_is_taken_that_somebody_can_meet_them() -> None:
    rule = LETTER & ~LETTER & AllOf(*map(Declares, "abcdefghijkl"))
    assert Edition(ID, "2020", eligibility=rule).eligibility == rule
