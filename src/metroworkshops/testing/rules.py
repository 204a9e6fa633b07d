"""Strategies for eligibility rules."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from metroworkshops.domain.conditions import AppliedInTime, AttendsEverySession, Speaks
from metroworkshops.domain.level import Level, Standing
from metroworkshops.domain.rule import AllOf, AnyOf, EligibilityRule, Not

__all__ = ["rules"]


def rules(*, words: Sequence[str] = (), deadlines: Sequence[str] = ()) -> SearchStrategy[EligibilityRule]:
    """Draw a rule: a condition, or a combination of some, nested up to a few levels.

    Args:
        words: The words that the edition reads as levels of language.
        deadlines: The ids of the deadlines that the edition's call has.
    """
    levels: list[Level | str | None] = [None, *Level, *words]
    conditions = st.one_of(
        st.builds(
            Speaks,
            st.sampled_from(("fr", "en", "ar", "it")),
            st.sampled_from(levels),
            standing=st.sampled_from((Standing.DECLARED, Standing.DECLARED, *Standing)),
        ),
        st.just(AttendsEverySession()),
        st.builds(AppliedInTime, st.sampled_from((None, *deadlines))),
    )
    return st.recursive(
        conditions,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda parts: AllOf(*parts)),
            st.lists(inner, max_size=3).map(lambda parts: AnyOf(*parts)),
            inner.map(Not),
        ),
        max_leaves=6,
    )
