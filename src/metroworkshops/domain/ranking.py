"""Rankings: how an edition puts its applicants in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Final

from attrs import field, frozen

from .errors import InvalidValue, named
from .preference import Preference
from .scored_criterion import ScoredCriterion
from .value import HOLE, Invariant, Value, strings, tuple_of

__all__ = ["APPLIED_AT", "Ranking"]

APPLIED_AT: Final = "applied_at"
"""Names the time of the application among what breaks ties."""


def _preferences(given: Iterable[Preference]) -> tuple[Preference, ...]:
    return tuple_of(Preference, given, "Preference('local', rule, points=2)")


def _criteria(given: Iterable[ScoredCriterion]) -> tuple[ScoredCriterion, ...]:
    return tuple_of(ScoredCriterion, given, "ScoredCriterion('motivation', 'Motivation', out_of=5)")


def _ties(given: Iterable[str]) -> tuple[str, ...]:
    return strings(given)


def _ranks_by_something(
    preferences: Sequence[Any], criteria: Sequence[Any], ties: Sequence[Any]
) -> Iterator[InvalidValue]:
    if not preferences and not criteria and not ties:
        yield InvalidValue("must have something to rank by such as preferences=[Preference(...)], got nothing")


def _ids_differ(preferences: Sequence[Any], criteria: Sequence[Any]) -> Iterator[InvalidValue]:
    seen: set[str] = set()
    for name, listed in (("preferences", preferences), ("criteria", criteria)):
        for index, one in enumerate(listed):
            if one is HOLE:
                continue
            place = f"{name}[{index}].id"
            if one.id == APPLIED_AT:
                yield InvalidValue(
                    f"an id must not be {APPLIED_AT!r}, which names the time of the application; got it", one.id, place
                )
            elif one.id in seen:
                yield InvalidValue(
                    f"every id among preferences and criteria must be given once, got {one.id!r} again", one.id, place
                )
            seen.add(one.id)


def _ties_are_known(preferences: Sequence[Any], criteria: Sequence[Any], ties: Sequence[Any]) -> Iterator[InvalidValue]:
    if HOLE in ties:
        return
    known = {one.id: None for one in (*preferences, *criteria) if one is not HOLE}
    seen: set[str] = set()
    complete = HOLE not in preferences and HOLE not in criteria
    for index, tie in enumerate(ties):
        if complete and tie != APPLIED_AT and tie not in known:
            there = named(map(repr, known)) or "none"
            yield InvalidValue(
                f"what breaks ties must be the id of a preference or criterion ({there}) or {APPLIED_AT!r}, "
                f"got {tie!r}",
                tie,
                f"ties[{index}]",
            )
        if tie in seen:
            yield InvalidValue(f"what breaks ties must be named once, got {tie!r} again", tie, f"ties[{index}]")
        seen.add(tie)


@frozen(repr=False)
class Ranking(Value):
    """How an edition puts its applicants in order: it ranks them, and refuses nobody.

    The points of the preferences that are met and of the scores that people gave add up; more come first.

    Args:
        preferences: What counts in favour of an applicant by itself.
        criteria: What people give scores for.
        ties: What decides among equal totals, in this order: the id of a preference or a criterion (more points come
            first), or ``"applied_at"`` (the earlier application comes first, and one whose time is not given comes
            last, as nobody can show that it was earlier). Who is equal in all of them shares a rank.

    Raises:
        InvalidValue: There is nothing to rank by, an id is given twice, or *ties* names what is not there.

    >>> from metroworkshops import WorksIn
    >>> local = Preference("local", WorksIn("local government"), points=2)
    >>> Ranking([local], ties=["applied_at"]).ties
    ('applied_at',)
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("preferences", "criteria", "ties"), _ranks_by_something),
        Invariant(("preferences", "criteria"), _ids_differ),
        Invariant(("preferences", "criteria", "ties"), _ties_are_known),
    )

    preferences: tuple[Preference, ...] = field(default=(), converter=_preferences)
    criteria: tuple[ScoredCriterion, ...] = field(default=(), converter=_criteria)
    ties: tuple[str, ...] = field(kw_only=True, default=(), converter=_ties)
