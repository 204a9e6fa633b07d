"""Strategies for eligibility rules."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

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
_AGES = st.sampled_from(
    ({"under": 40}, {"at_most": 40}, {"at_least": 18}, {"at_least": 18, "under": 40}, {"over": 17, "at_most": 30})
)
_YEARS = st.sampled_from(({"at_least": 3}, {"over": 2}, {"at_most": 30}, {"at_least": 0.5, "under": 10}))
_DAYS = st.sampled_from((*AgeDay, "2024-01-01", "2024-06"))


def _some(terms: Sequence[str]) -> SearchStrategy[list[str]]:
    return st.lists(
        st.sampled_from(terms), min_size=1, max_size=3, unique_by=lambda term: " ".join(term.casefold().split())
    )


# Strategies that depend on no edition are made once: to make and check one costs more than to draw from it.
_PLAIN: dict[str, SearchStrategy[Rule]] = {
    "attends every session": st.just(AttendsEverySession()),
    "works in": st.builds(WorksIn, _some(SECTORS), standing=_STANDINGS),
    "of age": st.builds(lambda ages, on, standing: OfAge(**ages, on=on, standing=standing), _AGES, _DAYS, _STANDINGS),
    "has experience": st.builds(lambda years, standing: HasExperience(**years, standing=standing), _YEARS, _STANDINGS),
    "has education": st.builds(HasEducation, st.sampled_from(EducationLevel), standing=_STANDINGS),
    "declares": st.builds(Declares, st.sampled_from(STATEMENTS), standing=_STANDINGS),
    "has members": st.builds(HasMembers, at_most=st.integers(0, 3)),
}
_ROLES = {False: _some(ROLES), True: _some((*ROLES, GROUPS[0].name))}
_COUNTRIES = {False: _some(COUNTRIES), True: _some((*COUNTRIES, GROUPS[1].name))}
_PERSONAL = (
    *(kind for kind in _PLAIN if kind != "has members"),
    "speaks",
    "works as",
    "from country",
    "applied in time",
)
_COMBINED = ("all of", "any of", "at least", "not")
_LEVELS: tuple[Level | str | None, ...] = (None, *Level)


@st.composite
def rules(
    draw: DrawFn,
    *,
    words: Sequence[str] = (),
    deadlines: Sequence[str] = (),
    sessions: Sequence[str] = (),
    groups: Sequence[Group] = (),
    hosts: Sequence[SearchStrategy[Rule]] = (),
) -> Rule:
    """Draw a rule: a condition, or a combination of some, nested up to a few levels.

    Args:
        draw: Given by Hypothesis.
        words: The words that the edition reads as levels of language.
        deadlines: The ids of the deadlines that the edition's call has.
        sessions: The ids of the edition's sessions.
        groups: The edition's groups.
        hosts: Strategies for the host's own kinds of rule.
    """
    named = {group.name for group in groups}
    personal = (*_PERSONAL, *(("attends",) if sessions else ()), *(("host",) if hosts else ()))

    def condition() -> Rule:
        kind = draw(st.sampled_from(personal))
        if kind == "host":
            return draw(st.one_of(hosts))
        if kind == "speaks":
            level = draw(st.sampled_from((*_LEVELS, *words)))
            return Speaks(draw(st.sampled_from(("fr", "en", "ar", "it"))), level, standing=draw(_STANDINGS))
        if kind == "works as":
            return WorksAs(draw(_ROLES[GROUPS[0].name in named]), standing=draw(_STANDINGS))
        if kind == "from country":
            of = draw(_COUNTRIES[GROUPS[1].name in named])
            return FromCountry(of, by=draw(st.sampled_from(CountryTie)), standing=draw(_STANDINGS))
        if kind == "applied in time":
            return AppliedInTime(draw(st.sampled_from((None, *deadlines))))
        if kind == "attends":
            some = draw(st.lists(st.sampled_from(sessions), min_size=1, max_size=3, unique=True))
            return Attends(some, at_least=draw(st.sampled_from((None, *range(1, len(some) + 1)))))
        return draw(_PLAIN[kind])

    def rule(deeper: int) -> Rule:
        kinds = ("condition", "condition", "has members", "members meet", *(_COMBINED if deeper else ()))
        kind = draw(st.sampled_from(kinds))
        if kind == "members meet":
            return MembersMeet(condition(), at_least=draw(st.sampled_from((None, 1, 2))))
        if kind == "not":
            return Not(rule(deeper - 1))
        if kind not in _COMBINED:
            return condition() if kind == "condition" else draw(_PLAIN[kind])
        parts = [rule(deeper - 1) for _ in range(draw(st.integers(int(kind == "at least"), 3)))]
        if kind == "at least":
            return AtLeast(draw(st.integers(1, len(parts))), *parts)
        return AllOf(*parts) if kind == "all of" else AnyOf(*parts)

    return rule(draw(st.sampled_from((0, 1, 1, 2))))
