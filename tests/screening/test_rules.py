"""Laws of rules as values: operators, parts and leaves, bounds, and the finding that each kind of condition makes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from metroworkshops import (
    AgeDay,
    AllOf,
    AnyOf,
    Applicant,
    AppliedInTime,
    AtLeast,
    Attends,
    AttendsEverySession,
    CountryTie,
    Declares,
    Edition,
    EducationLevel,
    EligibilityRule,
    FromCountry,
    HasEducation,
    HasExperience,
    HasMembers,
    InvalidValue,
    Level,
    MembersMeet,
    Not,
    OfAge,
    Speaks,
    Standing,
    Truth,
    Whose,
    WorksAs,
    WorksIn,
    screen,
)
from metroworkshops.documents.document import RULES
from metroworkshops.domain.applicant import FACTS
from metroworkshops.domain.condition import FactCondition, PreparedCondition, Verdict
from metroworkshops.domain.conditions.bounded import Bounded
from metroworkshops.domain.rule import Rule, evaluated, leaves_of, parts_of

from .test_host_rules import Supported
from .test_laws import EDITION, ID, some_applicants, some_rules, truth

STANDINGS = st.sampled_from(Standing)
GROUP, COUNTRIES = EDITION.groups
ELSEWHERE = Edition(ID, "2025")
"""An edition of which nothing is known: it reads no words, and has no sessions, no deadlines and no groups."""

CONDITIONS: dict[str, st.SearchStrategy[PreparedCondition]] = {
    "applied in time": st.builds(AppliedInTime, st.sampled_from((None, "round-2"))),
    "attends": st.just(Attends(["march", "june"], at_least=1)),
    "attends every session": st.just(AttendsEverySession()),
    "declares": st.builds(Declares, st.sampled_from(("travel document", "exception")), standing=STANDINGS),
    "from country": st.builds(
        FromCountry,
        st.sampled_from((["MA"], ["TN", "FR"], [COUNTRIES.name])),
        by=st.sampled_from(CountryTie),
        standing=STANDINGS,
    ),
    "has education": st.builds(HasEducation, st.sampled_from(EducationLevel), standing=STANDINGS),
    "has experience": st.builds(HasExperience, at_least=st.integers(0, 9), standing=STANDINGS),
    "has members": st.builds(HasMembers, at_most=st.integers(0, 3)),
    "members meet": st.builds(
        MembersMeet, st.sampled_from((Speaks("fr", "excellent command"), HasEducation("master"))), at_least=st.just(1)
    ),
    "of age": st.builds(
        OfAge,
        at_least=st.integers(0, 40),
        on=st.sampled_from((*AgeDay, "2024-01-01", "2024-06")),
        standing=STANDINGS,
    ),
    "speaks": st.builds(
        Speaks, st.sampled_from(("fr", "ar")), st.sampled_from((None, "excellent command", *Level)), standing=STANDINGS
    ),
    "works as": st.builds(WorksAs, st.sampled_from((["mayor"], [GROUP.name, "mayor"])), standing=STANDINGS),
    "works in": st.builds(WorksIn, st.sampled_from((["university"], ["university", "local government"]))),
}
of_kinds = pytest.mark.parametrize("kind", CONDITIONS)


def within(rule: Rule) -> list[Rule]:
    """List a rule and all that it is made of."""
    return [rule, *chain.from_iterable(map(within, parts_of(rule)))]


# Combinations


@given(some_rules, some_rules, some_applicants)
def test_operators_are_those_of_answers(one: EligibilityRule, other: EligibilityRule, applicant: Applicant) -> None:
    first, second = truth(one, applicant), truth(other, applicant)
    assert truth(one & other, applicant) is first & second
    assert truth(one | other, applicant) is first | second
    assert truth(~one, applicant) is ~first
    assert ~Not(one) == one
    # A host's own kind need not have operators.
    assert (Supported() & one).parts[0] == (Supported() | one).parts[0] == Supported()
    assert leaves_of(Supported() & one) == (Supported(), *one.leaves)


@given(some_rules, some_rules, some_applicants)
def test_a_rule_is_answered_from_its_parts_and_comes_down_to_their_leaves(
    one: EligibilityRule, other: EligibilityRule, applicant: Applicant
) -> None:
    for rule in within(AllOf(AnyOf(one, other), AtLeast(1, one, other), Not(one))):
        assert isinstance(rule, EligibilityRule)
        answers = [truth(part, applicant) for part in rule.parts]
        if rule.parts:
            assert rule.combine(answers) is truth(rule, applicant)
            assert rule.leaves == tuple(chain.from_iterable(map(leaves_of, rule.parts)))
            assert rule.depth == 1 + max(part.depth for part in rule.parts if isinstance(part, EligibilityRule))
        else:
            assert rule.depth == 0
        if isinstance(rule, AllOf | AnyOf):
            assert type(rule).made(rule.parts) == rule
        elif isinstance(rule, AtLeast):
            assert AtLeast.made(rule.parts, rule.n) == rule


@given(some_rules, some_applicants)
def test_a_screening_holds_a_verdict_for_each_leaf_and_answers_from_them(rule: Rule, applicant: Applicant) -> None:
    screening = screen(applicant, evolve(EDITION, eligibility=AnyOf(rule, Speaks("fr"))))
    assert [one.truth for one in screening.verdicts] == [one.truth for one in screening.findings]
    assert [one.reason for one in screening.verdicts] == list(screening.reasons)
    assert evaluated(screening.rule, iter([one.truth for one in screening.verdicts]))[0] is screening.truth


# Conditions


@of_kinds
def test_a_finding_is_the_verdict_of_its_condition_with_the_evidence_that_it_collects(kind: str) -> None:
    @given(CONDITIONS[kind], some_applicants)
    def holds(condition: PreparedCondition, applicant: Applicant) -> None:
        assert kind == condition.KIND
        verdict = condition.asked(EDITION)(applicant)
        finding = condition.examine(applicant, EDITION)
        assert finding == condition.found(applicant, EDITION, verdict)
        assert (finding.truth, finding.reason, finding.whose) == (verdict.truth, verdict.reason, verdict.whose)
        assert finding.seen == condition.seen(applicant, EDITION, verdict)
        assert finding.needed == condition.needed(EDITION)
        assert finding.standing is condition.standing_seen(applicant, EDITION, verdict)
        assert finding.cautions == condition.cautions(applicant, EDITION)
        assert finding.members == condition.members(applicant, EDITION)
        assert finding.looked_at == condition.facts
        assert finding.came_from == applicant.sources_of(condition.facts)
        # What it does not say it looks at plays no part.
        bare = Applicant(applicant.id, **{fact: getattr(applicant, fact) for fact in (*condition.facts, "extensions")})
        kept = [one for one in applicant.evidence if one.fact in condition.facts]
        again = condition.examine(evolve(bare, evidence=kept), EDITION)
        assert (again.truth, again.reason) == (finding.truth, finding.reason)

    holds()


@of_kinds
def test_an_edition_takes_a_condition_in_which_it_finds_no_problem(kind: str) -> None:
    @given(CONDITIONS[kind])
    def holds(condition: PreparedCondition) -> None:
        assert list(condition.problems(EDITION)) == []
        problems = list(condition.problems(ELSEWHERE))
        within = [list(rule.problems(ELSEWHERE)) for rule in (Not(condition), AllOf(condition, condition))]
        assert [[one.message for one in some] for some in within] == [
            [one.message for one in problems],
            [one.message for one in problems] * 2,
        ]
        if problems:
            with pytest.raises(InvalidValue) as refused:
                evolve(ELSEWHERE, eligibility=condition)
            assert {one.message for one in problems} <= {one.message for one in refused.value.problems}
        else:
            assert evolve(ELSEWHERE, eligibility=condition).eligibility == condition

    holds()


@pytest.mark.parametrize("kind", [rule.KIND for rule in RULES if issubclass(rule, FactCondition)])
def test_a_fact_that_is_known_less_firmly_than_asked_leaves_the_answer_open(kind: str) -> None:
    @given(CONDITIONS[kind], some_applicants)
    def holds(condition: FactCondition, applicant: Applicant) -> None:
        found = Verdict(Truth.NO, "looked-at")
        weak = condition.weak("too-weak")
        assert (weak.truth, weak.reason) == (Truth.UNKNOWN, "too-weak")
        assert (weak.whose is Whose.ORGANISER) == (condition.standing is Standing.ASSESSED)
        fact = condition.facts[0]
        firm = getattr(applicant, fact) is None or applicant.standing_of(fact).reaches(condition.standing)
        answer = condition.firmly(lambda _: found, "too-weak")(applicant)
        assert (answer is found) == firm
        assert (answer.truth, answer.reason) == ((found.truth, found.reason) if firm else (weak.truth, weak.reason))

    holds()


@given(some_applicants)
def test_a_fact_is_declared_unless_there_is_evidence_of_it(applicant: Applicant) -> None:
    known = {one.fact: one for one in applicant.evidence}
    for fact in FACTS:
        stated = known[fact].standing if fact in known else None
        assert applicant.standing_of(fact) is (stated or Standing.DECLARED)
    sources = {one.source for one in applicant.evidence if one.source is not None}
    assert set(applicant.sources_of(FACTS)) == sources
    assert set(applicant.sources_of(())) == set()


# Bounds

SOME = st.none() | st.integers(0, 30)
KINDS: list[Any] = [HasExperience, lambda **bounds: OfAge(**bounds, on=AgeDay.SUBMISSION), HasMembers]


@given(st.sampled_from(KINDS), st.integers(0, 20), st.integers(1, 20), st.booleans(), st.booleans(), st.data())
def test_the_answer_to_a_number_changes_at_the_bounds_alone(
    make: Any, low: int, more: int, over: bool, under: bool, data: st.DataObject
) -> None:
    lower, upper = "over" if over else "at_least", "under" if under else "at_most"
    condition: Bounded = make(**{lower: low, upper: low + more + 1})
    assert dict(condition.bounds()) == {lower: low, upper: low + more + 1}
    assert condition.quantity == evolve(condition, standing=Standing.ASSESSED).quantity
    number = data.draw(st.integers(0, 45))
    within = (number > low if over else number >= low) and (
        number < low + more + 1 if under else number <= low + more + 1
    )
    assert condition.holds_for(number) == within
    changes = condition.holds_for(number) != condition.holds_for(number + 1)
    assert not changes or {number, number + 1} & condition.points
    assert {low, low + more + 1} <= condition.points


@given(st.sampled_from((*AgeDay, "2024-01-01")), st.sampled_from((*AgeDay, "2024-01-01")), st.integers(1, 40))
def test_ages_on_one_day_are_one_quantity_and_on_two_days_two(one: Any, other: Any, age: int) -> None:
    first, second = OfAge(at_least=age, on=one), OfAge(under=age, on=other)
    assert (first.quantity == second.quantity) == (one == other)
    assert first.quantity != HasExperience(at_least=age).quantity
    born = date(2024 - age, 1, 1)
    applicant = Applicant("a", birth_date=born, applied_at=datetime(2024, 1, 1, 12, tzinfo=UTC))
    assert {truth(first, applicant), truth(OfAge(under=age, on=one), applicant)} != {Truth.YES}
