"""Strategies for summaries."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from metroworkshops.domain.finding import Whose
from metroworkshops.domain.rule import Rule, leaves_of
from metroworkshops.domain.summary import MissingCount, ReasonCount, RuleCounts, Summary
from metroworkshops.domain.truth import Truth

from .rules import rules
from .texts import identifiers

__all__ = ["summaries"]

_SELDOM = st.sampled_from((True, *(False,) * 9))
_SETTLED = st.sampled_from(((Truth.YES, "language-met"), (Truth.NO, "language-below"), (Truth.NO, "a-host-s-own")))


@st.composite
def summaries(draw: DrawFn) -> Summary:
    """Draw a summary whose counts add up, sometimes of nobody."""
    if draw(_SELDOM):
        return Summary()
    eligible, not_eligible, undecided = (draw(st.sampled_from((0, 1, 2, 200))) for _ in range(3))
    unreadable = draw(st.integers(0, min(undecided, 3)))
    screened = eligible + not_eligible + undecided - unreadable
    rule = draw(rules())
    return Summary(
        "workshops.example.org",
        draw(identifiers()),
        rule=rule,
        eligible=eligible,
        not_eligible=not_eligible,
        undecided=undecided,
        unreadable=unreadable,
        leaves=[draw(_rule_counts(leaf, screened)) for leaf in leaves_of(rule)],
    )


@st.composite
def _rule_counts(draw: DrawFn, leaf: Rule, screened: int) -> RuleCounts:
    unknown = draw(st.integers(0, screened))
    open_ = draw(st.integers(0, unknown))
    truth, reason = draw(_SETTLED)
    reasons = [ReasonCount(truth, reason, count=screened - unknown)]
    reasons.append(ReasonCount(Truth.UNKNOWN, "language-not-given", count=unknown))
    missing = MissingCount("language-not-given", draw(st.none() | st.sampled_from(Whose)), count=open_)
    return RuleCounts(leaf, [one for one in reasons if one.count], missing=[missing] if open_ else [])
