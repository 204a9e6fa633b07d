"""Strategies for rankings, scores and quotas."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from metroworkshops.domain.applicant import Applicant
from metroworkshops.domain.preference import Preference
from metroworkshops.domain.quota import Quota
from metroworkshops.domain.ranking import APPLIED_AT, Ranking
from metroworkshops.domain.rule import Rule
from metroworkshops.domain.score import Score
from metroworkshops.domain.scored_criterion import ScoredCriterion

from .rules import rules
from .texts import identifiers, texts

__all__ = ["preferences", "quotas", "rankings", "scored_criteria", "scores"]

_POINTS = st.sampled_from((1, 1, 2, 5, 0.5, 2.25, 0.1, 0.000001, 1_000_000))


@st.composite
def preferences(draw: DrawFn, *, id: str | None = None, of: SearchStrategy[Rule] | None = None) -> Preference:
    """Draw a preference.

    Args:
        draw: Given by Hypothesis.
        id: Its id. None: any.
        of: Its rule. None: any that needs no edition.
    """
    given = draw(identifiers()) if id is None else id
    rule = draw(rules() if of is None else of)
    return Preference(given, rule, points=draw(_POINTS), title=draw(st.none() | texts()))


@st.composite
def scored_criteria(draw: DrawFn, *, id: str | None = None) -> ScoredCriterion:
    """Draw a criterion that people give scores for.

    Args:
        draw: Given by Hypothesis.
        id: Its id. None: any.
    """
    given = draw(identifiers()) if id is None else id
    out_of = draw(st.sampled_from((5, 10, 20, 100, 4.5)))
    return ScoredCriterion(given, draw(texts()), out_of=out_of, weight=draw(_POINTS))


@st.composite
def rankings(draw: DrawFn, *, of: SearchStrategy[Rule] | None = None) -> Ranking:
    """Draw a ranking, with preferences, criteria or both, and some of them to break ties.

    Args:
        draw: Given by Hypothesis.
        of: The rules of its preferences. None: any that need no edition.
    """
    ids = draw(st.lists(identifiers().filter(lambda one: one != APPLIED_AT), max_size=4, unique=True))
    first = draw(st.integers(0, len(ids)))
    ties = draw(st.permutations((*ids, APPLIED_AT)))
    fewest = 0 if ids else 1
    return Ranking(
        [draw(preferences(id=one, of=of)) for one in ids[:first]],
        [draw(scored_criteria(id=one)) for one in ids[first:]],
        ties=ties[: draw(st.integers(fewest, len(ties)))],
    )


@st.composite
def scores(draw: DrawFn, ranking: Ranking, applicants: Sequence[Applicant]) -> tuple[Score, ...]:
    """Draw what people gave applicants: none for some criteria, and several for others.

    Args:
        draw: Given by Hypothesis.
        ranking: The ranking, of which the criteria are.
        applicants: The applicants.
    """
    if not ranking.criteria or not applicants:
        return ()
    return tuple(
        Score(
            draw(st.sampled_from(applicants)).id,
            criterion.id,
            points=draw(st.sampled_from((0, 1, 2.5, 3.1, 0.000001, 4)) | st.just(criterion.out_of)),
            by=draw(st.sampled_from(("first reader", "second reader", "the committee"))),
        )
        for criterion in draw(st.lists(st.sampled_from(ranking.criteria), max_size=8))
    )


@st.composite
def quotas(draw: DrawFn, *, of: SearchStrategy[Rule] | None = None, capacity: int | None = None) -> Quota:
    """Draw a quota: at least so many, at most so many, or both.

    Args:
        draw: Given by Hypothesis.
        of: Its rule. None: any that needs no edition.
        capacity: How many places there are, which its least does not pass. None: not stated.
    """
    at_least = draw(st.none() | st.integers(1, min(capacity or 30, 30)))
    upper = st.integers(at_least or 1, 30)
    at_most = draw(upper if at_least is None else st.none() | upper)
    rule = draw(rules() if of is None else of)
    return Quota(draw(identifiers()), rule, title=draw(st.none() | texts()), at_least=at_least, at_most=at_most)
