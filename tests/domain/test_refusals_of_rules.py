"""What criteria say when they refuse, by themselves and in an edition: the words, the value, its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import attrs
import pytest

import metroworkshops as mw

SPEAKS = mw.Speaks("fr", "C1")
GROUPS = [mw.Group("UfM member states", ["MA", "IT"]), mw.Group("urban practitioners", ["architect"])]
LEVELS = [mw.LevelReading("excellent command", "C1"), mw.LevelReading("good command", "B2")]
MARCH = mw.Session("march", "March", when="2020-03")
JUNE = mw.Session("june", "June", when="2020-06")
CALL = mw.Call([mw.Deadline.on("2020-01-31", id="one"), mw.Deadline.on("2020-06-30", id="two")])


def edition(rule: mw.EligibilityRule, **fields: Any) -> mw.Edition:
    return mw.Edition("workshops.example.org", "2020", eligibility=rule, **fields)


@attrs.frozen
class Closed(mw.Condition):
    """A rule of a host that no edition can ask, and that names no field of its own."""

    KIND: ClassVar[str] = "closed"

    where: str

    def problems(self, edition: mw.Edition) -> Iterator[mw.InvalidValue]:  # noqa: ARG002
        yield mw.InvalidValue(f"must be asked of an office that is open, got {self.where!r}", self.where)


Refusal = tuple[Callable[[Any], object], object, str, str]
"""What is made of a value, the value, what is said of it, and its place in what was to be made."""

REFUSALS: list[Refusal] = [
    # Numbers
    (
        lambda given: mw.OfAge(at_least=given, on="deadline"),
        True,
        "a bound must be a number from 0 to 1000 such as 40, got True",
        "",
    ),
    (
        lambda given: mw.OfAge(under=given, on="deadline"),
        "40",
        "a bound must be a number from 0 to 1000 such as 40, got '40'",
        "",
    ),
    (
        lambda given: mw.HasExperience(over=given),
        -0.5,
        "a bound must be a number from 0 to 1000 such as 40, got -0.5",
        "",
    ),
    (
        lambda given: mw.HasMembers(at_most=given),
        1000.5,
        "a bound must be a number from 0 to 1000 such as 40, got 1000.5",
        "",
    ),
    (
        lambda given: mw.HasExperience(at_least=given),
        None,
        "must have a bound such as at_least=18 or under=40, got none",
        "",
    ),
    (
        lambda given: mw.HasExperience(at_least=3, over=given),
        2.5,
        "must have one lower bound, 'at_least' (included) or 'over' (not included); got 3 and 2.5",
        "over",
    ),
    (
        lambda given: mw.HasMembers(at_most=4, under=given),
        5,
        "must have one upper bound, 'at_most' (included) or 'under' (not included); got 4 and 5",
        "under",
    ),
    (
        lambda _: mw.OfAge(at_least=40, under=40, on="deadline"),
        None,
        "must have bounds between which a number lies: it could never hold; got at_least=40, under=40",
        "",
    ),
    (
        lambda _: mw.HasExperience(over=2.5, at_most=2.5),
        None,
        "must have bounds between which a number lies: it could never hold; got over=2.5, at_most=2.5",
        "",
    ),
    (
        lambda given: mw.OfAge(on=given, under=40),
        "the deadline",
        (
            "'on' must be one of 'deadline', 'submission', 'first session', or a date such as '2020-01-01', got 'the "
            "deadline'"
        ),
        "",
    ),
    (
        lambda given: mw.OfAge(on=given, under=40),
        2020,
        "'on' must be one of 'deadline', 'submission', 'first session', or a date such as '2020-01-01', got 2020",
        "",
    ),
    (
        lambda given: mw.OfAge(on=given, under=40),
        "2020-01-01/..",
        "'on' must be a date that has bounds such as '2020-01-01', got '2020-01-01/..'",
        "",
    ),
    (
        lambda given: mw.OfAge(on="deadline", under=40, deadline=given),
        "round 2",
        "an id must be 1 to 200 visible characters without spaces such as 'bologna-2020', got 'round 2'",
        "",
    ),
    (
        lambda given: edition(mw.OfAge(on="deadline", under=40, deadline=given), call=CALL),
        "three",
        "'deadline' must be one of the call's ('one', 'two'), got 'three'",
        "eligibility.deadline",
    ),
    (
        lambda given: edition(mw.OfAge(on="deadline", under=40, deadline=given)),
        "one",
        "'deadline' must be one of the call's (it has none), got 'one'",
        "eligibility.deadline",
    ),
    # Attendance
    (lambda given: mw.Attends(given), [], "must name a session or more such as 'bologna-2020', got none", ""),
    (lambda given: mw.Attends(["march", given]), "march", "each session must be named once, got 'march' again", "[1]"),
    (
        lambda given: mw.Attends(given),
        "the march session",
        "an id must be 1 to 200 visible characters without spaces such as 'bologna-2020', got 'the march session'",
        "",
    ),
    (
        lambda given: mw.Attends(["march", "june"], at_least=given),
        0,
        "'at_least' must be a whole number of 1 or more such as 2, got 0",
        "",
    ),
    (
        lambda given: mw.Attends(["march", "june"], at_least=given),
        True,
        "'at_least' must be a whole number of 1 or more such as 2, got True",
        "",
    ),
    (
        lambda given: mw.Attends(["march", "june"], at_least=given),
        1.5,
        "'at_least' must be a whole number of 1 or more such as 2, got 1.5",
        "",
    ),
    (
        lambda given: mw.Attends(["march", "june"], at_least=given),
        3,
        "'at_least' must not be more than the sessions named, 2: it could never hold; got 3",
        "at_least",
    ),
    (
        lambda given: edition(mw.Attends(["march", given]), sessions=[MARCH, JUNE]),
        "july",
        "must be one of the sessions of the edition ('march', 'june'), got 'july'",
        "eligibility.sessions[1]",
    ),
    (
        lambda given: edition(mw.Attends(given)),
        "march",
        "must be one of the sessions of the edition (it has none), got 'march'",
        "eligibility.sessions[0]",
    ),
    # Terms and countries
    (lambda given: mw.WorksAs(given), [], "must name a term or more such as 'urban planner', got none", ""),
    (lambda given: mw.WorksIn(given), [], "must name a term or more such as 'urban planner', got none", ""),
    (
        lambda given: mw.FromCountry("MA", by=given),
        "birth",
        "'by' must be one of 'nationality', 'residence', 'work', got 'birth'",
        "",
    ),
    (
        lambda given: edition(mw.FromCountry(["MA", given], by="work"), groups=GROUPS),
        "Europe",
        (
            "must be an ISO 3166-1 code such as 'MA', or the name of one of the groups of the edition ('UfM member "
            "states', 'urban practitioners'); got 'Europe'"
        ),
        "eligibility.of[1]",
    ),
    (
        lambda given: edition(mw.FromCountry(given, by="residence")),
        "uk",
        (
            "must be an ISO 3166-1 code such as 'MA', or the name of one of the groups of the edition (it has none); "
            "got 'uk'"
        ),
        "eligibility.of[0]",
    ),
    (
        lambda _: edition(mw.FromCountry(["MA", "Urban  practitioners"], by="work"), groups=GROUPS),
        "architect",
        (
            "the members of the group 'Urban  practitioners' must be ISO 3166-1 codes such as 'MA' for a rule on "
            "countries, got 'architect'"
        ),
        "eligibility.of[1]",
    ),
    # In time
    (
        lambda given: mw.AppliedInTime(given),
        "round 2",
        "an id must be 1 to 200 visible characters without spaces such as 'bologna-2020', got 'round 2'",
        "",
    ),
    (
        lambda given: edition(mw.AppliedInTime(given), call=CALL),
        "three",
        "'deadline' must be one of the call's ('one', 'two'), got 'three'",
        "eligibility.deadline",
    ),
    (
        lambda given: edition(mw.AppliedInTime(given)),
        "one",
        "'deadline' must be one of the call's (it has none), got 'one'",
        "eligibility.deadline",
    ),
    # Members
    (
        lambda given: mw.MembersMeet(SPEAKS, at_least=given),
        0,
        "'at_least' must be a whole number of 1 or more such as 2, got 0",
        "",
    ),
    (
        lambda given: mw.MembersMeet(SPEAKS, at_least=given),
        True,
        "'at_least' must be a whole number of 1 or more such as 2, got True",
        "",
    ),
    (
        lambda given: mw.MembersMeet(SPEAKS, at_least=given),
        "2",
        "'at_least' must be a whole number of 1 or more such as 2, got '2'",
        "",
    ),
    (
        lambda given: mw.MembersMeet(given),
        "speaks",
        "must be an eligibility rule such as Speaks('fr', 'C1'), got 'speaks'",
        "",
    ),
    (
        lambda given: edition(mw.MembersMeet(SPEAKS & mw.AppliedInTime(given)), call=CALL),
        "three",
        "'deadline' must be one of the call's ('one', 'two'), got 'three'",
        "eligibility.of.of[1].deadline",
    ),
    (
        lambda given: edition(mw.MembersMeet(mw.AppliedInTime(given)), call=CALL),
        "three",
        "'deadline' must be one of the call's ('one', 'two'), got 'three'",
        "eligibility.of.deadline",
    ),
    (
        lambda given: edition(mw.MembersMeet(mw.FromCountry(given, by="work")), call=CALL),
        "Europe",
        (
            "must be an ISO 3166-1 code such as 'MA', or the name of one of the groups of the edition (it has none); "
            "got 'Europe'"
        ),
        "eligibility.of.of[0]",
    ),
    # Languages, statements, education
    (lambda given: mw.Speaks("fr", given), " ", "must be text that is not empty such as 'Bologna', got ' '", ""),
    (
        lambda given: edition(mw.MembersMeet(Closed(given))),
        "the office",
        "must be asked of an office that is open, got 'the office'",
        "eligibility.of",
    ),
    (
        lambda given: edition(SPEAKS & mw.MembersMeet(SPEAKS | Closed(given))),
        "the office",
        "must be asked of an office that is open, got 'the office'",
        "eligibility.of[1].of.of[1]",
    ),
    (
        lambda given: edition(mw.Speaks("fr", given), levels=LEVELS),
        "excellent",
        (
            "'level' must be a CEFR level such as 'C1', or words that the edition's own 'levels' read as one "
            "('excellent command', 'good command'); got 'excellent'"
        ),
        "eligibility.level",
    ),
    (
        lambda given: edition(mw.Speaks("fr", given)),
        "excellent",
        (
            "'level' must be a CEFR level such as 'C1', or words that the edition's own 'levels' read as one (it "
            "reads none); got 'excellent'"
        ),
        "eligibility.level",
    ),
    (lambda given: mw.Declares(given), "", "must be text that is not empty such as 'Bologna', got ''", ""),
    (
        lambda given: mw.HasEducation(given),
        "university",
        (
            "'education' must be one of 'primary', 'lower secondary', 'upper secondary', 'post-secondary "
            "non-tertiary', 'short-cycle tertiary', 'bachelor', 'master', 'doctoral', got 'university'"
        ),
        "",
    ),
    (
        lambda given: mw.Speaks("fr", standing=given),
        "sworn",
        "'standing' must be one of 'declared', 'evidenced', 'assessed', got 'sworn'",
        "",
    ),
]


@pytest.mark.parametrize(("make", "given", "said", "where"), REFUSALS)
def test_a_refusal_says_what_must_hold_and_carries_what_came(
    make: Callable[[Any], object], given: object, said: str, where: str
) -> None:
    with pytest.raises(mw.InvalidValue) as caught:
        make(given)
    error = caught.value
    assert (error.message, error.value, error.where) == (said, given, where)
