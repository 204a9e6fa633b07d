"""Strategies for eligibility rules."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from metroworkshops.domain.conditions import (
    AgeDay,
    AppliedInTime,
    Attends,
    AttendsEverySession,
    Declares,
    FromCountry,
    HasEducation,
    HasExperience,
    HasMembers,
    MembersMeet,
    OfAge,
    Speaks,
    WorksAs,
    WorksIn,
)
from metroworkshops.domain.country_tie import CountryTie
from metroworkshops.domain.education import EducationLevel
from metroworkshops.domain.group import Group
from metroworkshops.domain.level import Level, Standing
from metroworkshops.domain.rule import AllOf, AnyOf, AtLeast, Not, Rule

__all__ = ["COUNTRIES", "GROUPS", "ROLES", "SECTORS", "STATEMENTS", "rules"]

COUNTRIES = ("MA", "TN", "FR", "IT", "LB", "XK")
ROLES = ("urban planner", "Urban  Planner", "architect", "mayor", "élu local")
SECTORS = ("local government", "public transport", "university")
STATEMENTS = ("employer's letter", "travel document", "took part before", "exception")
GROUPS = (
    Group("urban practitioners", ["urban planner", "architect"]),
    Group("UfM member states", ["MA", "TN", "FR", "IT", "LB"]),
)
"""What rules, applicants and editions are drawn from alike, so that they meet."""

_STANDINGS = st.sampled_from((Standing.DECLARED, Standing.DECLARED, *Standing))
_LOWER = st.sampled_from(({}, {"at_least": 18}, {"over": 2}))
_UPPER = st.sampled_from(({"under": 40}, {"at_most": 40}, {"under": 41, "at_least": 1}))


def rules(
    *,
    words: Sequence[str] = (),
    deadlines: Sequence[str] = (),
    sessions: Sequence[str] = (),
    groups: Sequence[Group] = (),
    hosts: Sequence[SearchStrategy[Rule]] = (),
) -> SearchStrategy[Rule]:
    """Draw a rule: a condition, or a combination of some, nested up to a few levels.

    Args:
        words: The words that the edition reads as levels of language.
        deadlines: The ids of the deadlines that the edition's call has.
        sessions: The ids of the edition's sessions.
        groups: The edition's groups.
        hosts: Strategies for the host's own kinds of rule.
    """
    alone = _conditions(words, deadlines, sessions, [group.name for group in groups], hosts)
    members = st.builds(MembersMeet, alone, at_least=st.sampled_from((None, 1, 2)))
    return st.recursive(
        st.one_of(alone, alone, alone, members, st.builds(HasMembers, at_most=st.integers(0, 3))),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda parts: AllOf(*parts)),
            st.lists(inner, max_size=3).map(lambda parts: AnyOf(*parts)),
            st.lists(inner, min_size=1, max_size=3).flatmap(
                lambda parts: st.integers(1, len(parts)).map(lambda n: AtLeast(n, *parts))
            ),
            inner.map(Not),
        ),
        max_leaves=6,
    )


def _conditions(
    words: Sequence[str],
    deadlines: Sequence[str],
    sessions: Sequence[str],
    groups: Sequence[str],
    hosts: Sequence[SearchStrategy[Rule]],
) -> SearchStrategy[Rule]:
    """Draw a condition on one person."""
    levels: list[Level | str | None] = [None, *Level, *words]
    named = st.none() | st.sampled_from(deadlines) if deadlines else st.none()
    days = st.sampled_from((*AgeDay, "2024-01-01", "2024-06"))
    kinds: list[SearchStrategy[Rule]] = [
        st.builds(Speaks, st.sampled_from(("fr", "en", "ar", "it")), st.sampled_from(levels), standing=_STANDINGS),
        st.just(AttendsEverySession()),
        st.builds(AppliedInTime, named),
        st.builds(WorksAs, _some(ROLES, [one for one in groups if one == GROUPS[0].name]), standing=_STANDINGS),
        st.builds(WorksIn, _some(SECTORS, []), standing=_STANDINGS),
        st.builds(
            FromCountry,
            _some(COUNTRIES, [one for one in groups if one == GROUPS[1].name]),
            by=st.sampled_from(CountryTie),
            standing=_STANDINGS,
        ),
        st.builds(
            lambda lower, upper, on, standing: OfAge(**lower | upper, on=on, standing=standing),
            _LOWER.filter(lambda lower: "over" not in lower),
            _UPPER.filter(lambda upper: "at_least" not in upper),
            days,
            _STANDINGS,
        ),
        st.builds(
            lambda lower, standing: HasExperience(**lower or {"at_most": 30}, standing=standing), _LOWER, _STANDINGS
        ),
        st.builds(HasEducation, st.sampled_from(EducationLevel), standing=_STANDINGS),
        st.builds(Declares, st.sampled_from(STATEMENTS), standing=_STANDINGS),
        *hosts,
    ]
    if sessions:
        kinds.append(
            st.lists(st.sampled_from(sessions), min_size=1, max_size=3, unique=True).flatmap(
                lambda named: st.builds(Attends, st.just(named), at_least=st.none() | st.integers(1, len(named)))
            )
        )
    return st.one_of(kinds)


def _some(terms: Sequence[str], groups: Sequence[str]) -> SearchStrategy[list[str]]:
    return st.lists(
        st.sampled_from((*terms, *groups)),
        min_size=1,
        max_size=3,
        unique_by=lambda term: " ".join(term.casefold().split()),
    )
