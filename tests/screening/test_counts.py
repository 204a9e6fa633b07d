"""Laws of what is recorded and counted: decisions, answers by condition, quotas, places, points."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from metroworkshops import (
    Decision,
    Finding,
    MissingCount,
    Outcome,
    Quota,
    QuotaCount,
    ReasonCount,
    RuleCounts,
    ScoredCriterion,
    Speaks,
    Tally,
    Truth,
    Waiver,
    Whose,
)
from metroworkshops.testing import decisions, identifiers, scored_criteria, tallies

OUTCOMES = {Truth.YES: Outcome.ELIGIBLE, Truth.NO: Outcome.NOT_ELIGIBLE, Truth.UNKNOWN: Outcome.UNDECIDED}
AT = datetime(2020, 3, 2, tzinfo=UTC)
FRENCH = Speaks("fr")


def told(findings: tuple[Finding, ...]) -> list[tuple[Truth, str]]:
    return [(one.truth, one.reason) for one in findings]


@given(decisions(), st.text("abc", min_size=1))
def test_a_waiver_stands_beside_the_outcome_and_replaces_nothing(decision: Decision, reason: str) -> None:
    waiver = Waiver(reason, by="committee", at=AT)
    waived = decision.waived(waiver)
    assert waived.waivers == (*decision.waivers, waiver)
    assert attrs.evolve(waived, waivers=decision.waivers) == decision
    assert OUTCOMES[waived.truth] is waived.outcome is decision.outcome


@given(decisions(), identifiers())
def test_a_decision_under_a_pseudonym_says_the_same_of_nobody(decision: Decision, pseudonym: str) -> None:
    hidden = decision.under(pseudonym)
    assert (hidden.applicant, hidden.applicant_fingerprint) == (pseudonym, None)
    assert (hidden.truth, hidden.outcome, hidden.waivers) == (decision.truth, decision.outcome, decision.waivers)
    assert told(hidden.findings) == told(decision.findings)
    assert told(hidden.missing) == told(decision.missing)
    assert all(one.came_from == () for one in hidden.findings)
    assert hidden.under(pseudonym) == hidden


# Counts of answers

reasons = st.lists(
    st.builds(
        ReasonCount,
        st.sampled_from(Truth),
        st.sampled_from(("language-met", "language-below", "not-given")),
        count=st.integers(1, 99),
    ),
    unique_by=lambda one: (one.truth, one.reason),
)


@st.composite
def rule_counts(draw: st.DrawFn) -> RuleCounts:
    found = draw(reasons)
    unknown = [one for one in found if one.truth is Truth.UNKNOWN]
    missing = [
        MissingCount(one.reason, draw(st.none() | st.sampled_from(Whose)), count=draw(st.integers(1, one.count)))
        for one in unknown
    ]
    return RuleCounts(FRENCH, found, missing=missing)


@given(rule_counts(), rule_counts(), rule_counts())
def test_counts_of_answers_add_up_in_any_order(one: RuleCounts, other: RuleCounts, third: RuleCounts) -> None:
    nobody = RuleCounts(FRENCH)
    assert one + other == other + one
    assert (one + other) + third == one + (other + third)
    assert one + nobody == nobody + one == one
    for answer in Truth:
        assert (one + other).count(answer) == one.count(answer) + other.count(answer)


# Quotas and places


@given(st.integers(0, 30), st.integers(0, 30), st.none() | st.integers(1, 30), st.none() | st.integers(0, 30))
def test_a_quota_is_kept_when_it_is_however_the_unknown_turns_out(
    met: int, unknown: int, least: int | None, more: int | None
) -> None:
    most = None if more is None else max(1, (least or 0) + more)
    if least is None and most is None:
        least = 1
    count = QuotaCount(Quota("french", FRENCH, at_least=least, at_most=most), met, unknown=unknown)
    kept = {(least or 0) <= n and (most is None or n <= most) for n in range(met, met + unknown + 1)}
    assert count.is_within is (Truth.of(kept.pop()) if len(kept) == 1 else Truth.UNKNOWN)
    assert count.possible == met + unknown


@given(tallies())
def test_there_are_too_many_only_where_places_are_stated(tally: Tally) -> None:
    without = attrs.evolve(tally, capacity=None)
    assert (without.over, without.over_possible) == (None, None)
    assert tally.total == tally.eligible + tally.undecided + tally.not_eligible
    if tally.capacity is not None:
        assert tally.over is not None
        assert tally.over_possible is not None
        assert 0 <= tally.over <= tally.over_possible <= tally.over + tally.undecided
        assert (tally.over == 0) == (tally.eligible <= tally.capacity)
        roomy = attrs.evolve(tally, capacity=tally.capacity + tally.over_possible)
        assert (roomy.over, roomy.over_possible) == (0, 0)


# Points


@given(scored_criteria(), st.integers(1, 20))
def test_the_most_that_a_criterion_counts_grows_with_its_weight_exactly(criterion: ScoredCriterion, times: int) -> None:
    one = attrs.evolve(criterion, weight=1)
    assert one.most == Fraction(str(criterion.out_of))
    assert attrs.evolve(criterion, weight=times).most == times * one.most
