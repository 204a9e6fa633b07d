"""The laws of screening: what holds of every rule, every edition and every applicant."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count, islice, product
from typing import Any, ClassVar, Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metroworkshops import (
    AllOf,
    AnyOf,
    Applicant,
    AppliedInTime,
    AtLeast,
    Attends,
    Call,
    Deadline,
    Edition,
    EligibilityRule,
    Extension,
    Fault,
    Finding,
    LanguageSkill,
    Level,
    LevelReading,
    MembersMeet,
    Not,
    Outcome,
    Screening,
    Session,
    Speaks,
    Truth,
    Unreadable,
    Whose,
    documents,
    screen,
    screen_all,
    words,
)
from metroworkshops.domain.applicant import FACTS
from metroworkshops.domain.case import Case
from metroworkshops.domain.contradiction import can_hold
from metroworkshops.domain.rule import Rule, SupportsExamine, leaves_of, parts_of
from metroworkshops.testing import applicants, editions, rules
from metroworkshops.testing.rules import GROUPS

ID = "workshops.example.org"
Y, N, U = Truth.YES, Truth.NO, Truth.UNKNOWN

EDITION = Edition(
    ID,
    "2024",
    sessions=[Session("march", "March", when="2024-03"), Session("june", "June", when="2024-06-03/2024-06-07")],
    call=Call([Deadline.on("2024-01-31"), Deadline.on("2024-02-15", zone="Europe/Paris", id="round-2")]),
    levels=[LevelReading("excellent command", "C1")],
    groups=GROUPS,
)
"""One edition that every kind of rule can be asked in."""

some_rules = rules(
    words=["excellent command"], deadlines=["applications", "round-2"], sessions=["march", "june"], groups=GROUPS
)
some_applicants = applicants(edition=EDITION)
any_case = editions().flatmap(lambda edition: st.tuples(st.just(edition), applicants(edition=edition)))


def truth(rule: Rule, applicant: Applicant) -> Truth:
    return Case(EDITION, rule).screen(applicant).truth


# Kleene's tables, through real conditions: a language at the level, below it, at a level that was not given.

LEAVES = (Speaks("fr", "C1"), Speaks("en", "C1"), Speaks("ar", "C1"))
SKILLED = {Y: Level.C1, N: Level.B1, U: None}


def answering(*answers: Truth) -> Applicant:
    skills = zip(LEAVES, answers, strict=False)
    return Applicant("a", languages=[LanguageSkill(leaf.language, SKILLED[answer]) for leaf, answer in skills])


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (Y, Y, Y, Y),
        (Y, N, N, Y),
        (Y, U, U, Y),
        (N, Y, N, Y),
        (N, N, N, N),
        (N, U, N, U),
        (U, Y, U, Y),
        (U, N, N, U),
        (U, U, U, U),
    ],
)
def test_all_and_any_follow_kleene(a: Truth, b: Truth, both: Truth, either: Truth) -> None:
    one, other, _ = LEAVES
    assert truth(one & other, answering(a, b)) is truth(AllOf(one, other), answering(a, b)) is both
    assert truth(one | other, answering(a, b)) is truth(AnyOf(one, other), answering(a, b)) is either


@pytest.mark.parametrize(("answer", "opposite"), [(Y, N), (N, Y), (U, U)])
def test_not_turns_what_is_settled(answer: Truth, opposite: Truth) -> None:
    assert truth(~LEAVES[0], answering(answer)) is truth(Not(LEAVES[0]), answering(answer)) is opposite
    assert truth(Not(Not(LEAVES[0])), answering(answer)) is answer


def test_a_rule_or_its_opposite_is_unknown_where_the_rule_is() -> None:
    assert truth(LEAVES[0] | ~LEAVES[0], answering(U)) is U


@pytest.mark.parametrize(
    ("answers", "one", "two", "three"),
    [
        ((Y, Y, Y), Y, Y, Y),
        ((Y, Y, N), Y, Y, N),
        ((Y, Y, U), Y, Y, U),
        ((Y, N, N), Y, N, N),
        ((Y, N, U), Y, U, N),
        ((Y, U, U), Y, U, U),
        ((N, N, N), N, N, N),
        ((N, N, U), U, N, N),
        ((N, U, U), U, U, N),
        ((U, U, U), U, U, U),
    ],
)
def test_at_least_counts_what_is_sure_and_what_is_possible(
    answers: tuple[Truth, ...], one: Truth, two: Truth, three: Truth
) -> None:
    applicant = answering(*answers)
    assert [truth(AtLeast(n, *LEAVES), applicant) for n in (1, 2, 3)] == [one, two, three]


@pytest.mark.parametrize("nothing", [AllOf(), AnyOf()])
def test_nothing_of_anything_is_unknown(nothing: EligibilityRule) -> None:
    assert truth(nothing, answering(Y)) is truth(Not(nothing), answering(Y)) is U


# Algebra


@given(st.lists(some_rules, min_size=1, max_size=3), some_applicants)
def test_de_morgan(parts: list[Rule], applicant: Applicant) -> None:
    negated = [Not(part) for part in parts]
    assert truth(Not(AllOf(*parts)), applicant) is truth(AnyOf(*negated), applicant)
    assert truth(Not(AnyOf(*parts)), applicant) is truth(AllOf(*negated), applicant)
    for n in range(1, len(parts) + 1):
        fewer = AtLeast(len(parts) + 1 - n, *negated)
        assert truth(Not(AtLeast(n, *parts)), applicant) is truth(fewer, applicant)


@given(st.lists(some_rules, min_size=1, max_size=3), some_applicants)
def test_all_and_any_are_at_least_all_and_at_least_one(parts: list[Rule], applicant: Applicant) -> None:
    assert truth(AllOf(*parts), applicant) is truth(AtLeast(len(parts), *parts), applicant)
    assert truth(AnyOf(*parts), applicant) is truth(AtLeast(1, *parts), applicant)


def shuffled(rule: Rule, data: st.DataObject) -> Rule:
    """Put the parts of combinations in another order, all the way down."""
    parts = [shuffled(part, data) for part in parts_of(rule)]
    if isinstance(rule, Not):
        return Not(parts[0])
    if isinstance(rule, MembersMeet):
        return attrs.evolve(rule, of=shuffled(rule.of, data))
    if not parts:
        return rule
    order = data.draw(st.permutations(parts))
    return AtLeast(rule.n, *order) if isinstance(rule, AtLeast) else type(rule)(*order)


@given(some_rules, some_applicants, st.data())
def test_the_order_of_rules_does_not_matter(rule: Rule, applicant: Applicant, data: st.DataObject) -> None:
    one, other = (Case(EDITION, each).screen(applicant) for each in (rule, shuffled(rule, data)))
    assert one.truth is other.truth
    assert Counter(one.reasons) == Counter(other.reasons)
    assert Counter(finding.reason for finding in one.missing) == Counter(finding.reason for finding in other.missing)


@given(some_rules, some_rules, some_rules, some_applicants)
def test_the_grouping_of_rules_does_not_matter(a: Rule, b: Rule, c: Rule, applicant: Applicant) -> None:
    for kind in (AllOf, AnyOf):
        flat = Case(EDITION, kind(a, b, c)).screen(applicant)
        for grouped in (kind(kind(a, b), c), kind(a, kind(b, c)), kind(kind(a, b, c))):
            nested = Case(EDITION, grouped).screen(applicant)
            assert (nested.truth, nested.findings, nested.missing) == (flat.truth, flat.findings, flat.missing)


# Unknown is an answer


def filled(applicant: Applicant, fuller: Applicant, data: st.DataObject) -> Applicant:
    """Give some of the facts that were not given, and some of those of the members."""
    given = {
        fact: getattr(fuller, fact)
        for fact in FACTS
        if getattr(applicant, fact) is None and getattr(fuller, fact) is not None and data.draw(st.booleans())
    }
    if applicant.members:
        given["members"] = [filled(member, attrs.evolve(fuller, members=None), data) for member in applicant.members]
    return attrs.evolve(applicant, **given)


@given(some_rules, some_applicants, some_applicants, st.data())
def test_filling_an_unknown_fact_never_turns_a_settled_answer(
    rule: Rule, applicant: Applicant, fuller: Applicant, data: st.DataObject
) -> None:
    case = Case(EDITION, rule)
    before, after = case.screen(applicant), case.screen(filled(applicant, fuller, data))
    for old, new in zip(before.findings, after.findings, strict=True):
        assert old.truth is U or new.truth is old.truth
        for one, other in zip(old.members, new.members, strict=False):
            assert one.truth is U or other.truth is one.truth
    assert before.outcome is Outcome.UNDECIDED or after.outcome is before.outcome


@given(some_rules, some_applicants)
def test_missing_is_empty_exactly_when_the_outcome_is_settled(rule: Rule, applicant: Applicant) -> None:
    screening = Case(EDITION, rule).screen(applicant)
    assert (not screening.missing) is (screening.outcome is not Outcome.UNDECIDED) is screening.truth.is_settled
    for finding in screening.findings:
        assert (finding.whose is None) is finding.truth.is_settled


def evaluate(rule: Rule, answers: Iterator[Truth]) -> Truth:
    """An oracle of its own: strong Kleene logic by the count of answers."""
    if not parts_of(rule):
        return next(answers)
    found = [evaluate(part, answers) for part in parts_of(rule)]
    if isinstance(rule, Not):
        return {Y: N, N: Y, U: U}[found[0]]
    if isinstance(rule, AtLeast):
        surely, perhaps = found.count(Y), found.count(Y) + found.count(U)
        return Y if surely >= rule.n else N if perhaps < rule.n else U
    decisive, otherwise = (N, Y) if isinstance(rule, AllOf) else (Y, N)
    if decisive in found:
        return decisive
    return U if U in found else otherwise


@given(some_rules, some_applicants)
def test_missing_is_what_could_still_turn_the_outcome(rule: Rule, applicant: Applicant) -> None:
    screening = Case(EDITION, rule).screen(applicant)
    truths = [finding.truth for finding in screening.findings]
    whole = evaluate(screening.rule, iter(truths))
    assert screening.truth is whole
    in_order = iter(screening.findings)
    assert all(any(finding == one for one in in_order) for finding in screening.missing)
    assert all(finding.truth is U for finding in screening.missing)
    unknown = [index for index, answer in enumerate(truths) if answer is U]
    if whole is U or len(unknown) > 6:
        return
    for settled in product((Y, N), repeat=len(unknown)):
        for index, answer in zip(unknown, settled, strict=True):
            truths[index] = answer
        assert evaluate(screening.rule, iter(truths)) is whole


# Explanations

Reader = Literal["applicant", "committee"]
READERS: tuple[Reader, ...] = ("committee", "applicant")


@given(any_case)
def test_every_leaf_stands_once_in_the_explanation(case: tuple[Edition, Applicant]) -> None:
    screening = screen(case[1], case[0])
    assert tuple(finding.rule for finding in screening.findings) == leaves_of(screening.rule)
    for language, reader in product(("en", "fr"), READERS):
        lines = words.explain(screening, language, reader=reader).split("\n")
        own = [line for line in lines if not line.startswith("    ")]
        inner = sum(len(member.findings) for finding in screening.findings for member in finding.members)
        assert (len(own), len(lines) - len(own)) == (len(screening.findings), inner)
        for line, finding in zip(own, screening.findings, strict=True):
            answers = {words.truth(finding.truth, language), words.truth(~finding.truth, language)}
            assert line.split(" — ")[0] in answers


# Documents


@given(any_case)
def test_a_document_changes_no_decision(case: tuple[Edition, Applicant]) -> None:
    edition, applicant = (documents.loads(documents.dumps(one)) for one in case)
    assert isinstance(edition, Edition)
    assert isinstance(applicant, Applicant)
    before, after = screen(case[1], case[0]), screen(applicant, edition)
    assert (after, after.outcome, after.findings) == (before, before.outcome, before.findings)


# Screening is a pure function


@given(some_rules.filter(can_hold), some_applicants, st.lists(some_applicants, max_size=3))
def test_screening_is_pure(rule: Rule, applicant: Applicant, others: list[Applicant]) -> None:
    edition = attrs.evolve(EDITION, eligibility=rule)
    first = screen(applicant, edition)
    findings = first.findings
    for other in others:
        screen(other, edition)
    fresh = attrs.evolve(edition)
    for again in (
        screen(applicant, edition),
        screen(applicant, fresh),
        Case(edition).screen(applicant),
        screen(pickle.loads(pickle.dumps(applicant)), pickle.loads(pickle.dumps(edition))),
    ):
        assert again == first
        assert hash(again) == hash(first)
        assert (again.findings, again.missing, again.outcome) == (findings, first.missing, first.outcome)


@pytest.mark.parametrize("rule", [AllOf(), Attends("march"), AppliedInTime()])
def test_a_pickled_screening_has_the_same_findings(rule: EligibilityRule) -> None:
    late = datetime(2024, 2, 20, tzinfo=UTC)
    granted = Extension("applications", "2024-03-01", granted_by="the officer")
    applicant = Applicant("a", commitments=[], languages=[LanguageSkill("fr")], applied_at=late, extensions=[granted])
    screening = screen(applicant, attrs.evolve(EDITION, eligibility=rule))
    again = pickle.loads(pickle.dumps(screening))
    assert again == screening
    assert again.findings == screening.findings


@given(some_rules, st.lists(some_applicants, max_size=4))
def test_the_quick_way_decides_as_the_condition_does_alone(rule: Rule, cohort: list[Applicant]) -> None:
    case = Case(EDITION, rule)
    for applicant, (leaf, ask) in product(cohort, zip(case.leaves, case.asked, strict=True)):
        verdict = ask(applicant)
        if not isinstance(leaf, SupportsExamine):
            assert (verdict.truth, verdict.reason) == (U, "nothing-asked")
            continue
        finding = leaf.examine(applicant, EDITION)
        assert (verdict.truth, verdict.reason, verdict.whose) == (finding.truth, finding.reason, finding.whose)
    assert case.screen_each(cohort) == [case.screen(applicant) for applicant in cohort]


# Many at once


@attrs.frozen
class Moody:
    """A host's own kind that raises on some applicants."""

    KIND: ClassVar[str] = "moody"

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        if applicant.languages is None:
            raise RuntimeError(f"no languages of {applicant.id} in {edition.id}")
        return Finding(self, Y, reason="in-the-mood")


BROKEN = Unreadable("row-17", [Fault("row 17, column Niveau", "must be a CEFR level such as 'C1', got 'C3'")])
moody = attrs.evolve(EDITION, eligibility=Moody() & Speaks("fr"))
records = st.lists(
    some_applicants | st.just(BROKEN) | st.sampled_from([None, "a-017", {"id": "a-017"}]),
    max_size=6,
)


def expected(record: object, edition: Edition, number: int) -> tuple[str, tuple[str, ...]]:
    if isinstance(record, Unreadable):
        return record.id, ("record-broken",)
    if not isinstance(record, Applicant):
        return f"record-{number}", ("record-broken",)
    if record.languages is None:
        return record.id, ("rule-failed", "language-not-given")
    return record.id, ("in-the-mood", screen(record, attrs.evolve(edition, eligibility=Speaks("fr"))).reasons[0])


@given(records)
def test_nobody_is_lost_whatever_a_record_or_a_rule_does(cohort: Sequence[Any]) -> None:
    found = list(screen_all(cohort, moody))
    assert [(one.applicant.id, one.reasons) for one in found] == [
        expected(record, moody, number) for number, record in enumerate(cohort, 1)
    ]
    for one in found:
        if {"record-broken", "rule-failed"} & set(one.reasons):
            assert one.outcome is not Outcome.ELIGIBLE
            assert any(finding.whose is Whose.ORGANISER for finding in one.findings)
            assert words.explain(one, "en")


@given(some_rules, st.lists(some_applicants, max_size=5))
def test_many_are_screened_as_each_is_alone(rule: Rule, cohort: list[Applicant]) -> None:
    case = Case(EDITION, rule)
    edition = attrs.evolve(EDITION, eligibility=None)
    assert list(screen_all(cohort, edition)) == [screen(one, edition) for one in cohort]
    assert case.screen_each(cohort) == [case.screen_anyhow(one) for one in cohort]


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 255, 256, 257, 1000])
@pytest.mark.parametrize("every", [1, 10, 1000])
def test_progress_is_told_now_and_then_and_at_the_end(size: int, every: int) -> None:
    told: list[int] = []
    cohort = (Applicant(f"a-{number}") for number in range(size))
    found = list(screen_all(cohort, moody, progress=told.append, every=every))
    assert [one.applicant.id for one in found] == [f"a-{number}" for number in range(size)]
    whole = [*range(every, size + 1, every)]
    assert told == (whole if size % every == 0 else [*whole, size])


def test_a_record_that_could_not_be_read_is_said_to_be_so_where_nothing_is_asked_either() -> None:
    (found,) = screen_all([BROKEN], attrs.evolve(EDITION, eligibility=None))
    assert found.reasons == ("record-broken",)


def test_progress_is_told_after_every_thousand_unless_the_host_says_otherwise() -> None:
    told: list[int] = []
    for _ in screen_all((Applicant(f"a-{number}") for number in range(2_001)), moody, progress=told.append):
        pass
    assert told == [1000, 2000, 2001]


def test_a_record_that_is_no_applicant_is_named_by_its_number_and_kind_and_nothing_that_it_holds() -> None:
    cohort: list[Any] = [Applicant("a-1"), Applicant("a-2"), {"name": "Amina"}]
    *_, third = screen_all(cohort, moody, every=2)
    assert words.explain(third, "en") == (
        "Unknown — the record could not be read: record 3: must be an Applicant such as Applicant('a-017'), "
        "got something of type dict [for the organiser to settle]"
    )


@pytest.mark.parametrize("progress", [None, lambda done: done])
def test_screening_streams(progress: Any) -> None:
    """A cohort without an end is screened as it comes, and only a few hundred are taken ahead."""
    taken = count()
    endless = (Applicant(f"a-{next(taken)}") for _ in count())
    found: list[Screening] = list(islice(screen_all(endless, moody, progress=progress), 300))
    assert [one.applicant.id for one in found] == [f"a-{number}" for number in range(300)]
    assert next(taken) <= 600


def test_nobody_is_screened_before_somebody_asks() -> None:
    taken: list[int] = []
    screen_all((Applicant(f"a-{taken.append(1)}") for _ in range(3)), moody)  # type: ignore[func-returns-value]
    assert taken == []
