"""Ranked: the place of an applicant among the others, with all that it adds up from."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from .counting import counted
from .errors import InvalidValue, shown
from .points import simplest
from .score import Score
from .screening import Outcome
from .truth import Truth
from .value import Value, identifier, member, tuple_of

__all__ = ["Ranked", "RankedPart"]


def _number(given: float | Fraction) -> int | Fraction:
    if type(given) is int:
        return given
    if isinstance(given, bool) or not isinstance(given, int | Fraction):
        raise InvalidValue(f"must be an exact number such as 3 or Fraction(7, 2), got {shown(given)}", given)
    return simplest(given)


def _truth(given: Truth | str | None) -> Truth | None:
    return None if given is None else member(Truth, given, "truth")


def _count(given: int) -> int:
    return counted(given)


def _scores(given: Iterable[Score]) -> tuple[Score, ...]:
    scores = tuple_of(Score, given, "Score('a-017', 'motivation', points=4, by='first reader')")
    return tuple(sorted(scores, key=lambda score: (score.by, score.points)))


def _outcome(given: Outcome | str) -> Outcome:
    return member(Outcome, given, "outcome")


def _parts(given: Iterable[RankedPart]) -> tuple[RankedPart, ...]:
    return tuple_of(RankedPart, given, "RankedPart('local', 2, ...)")


@frozen(repr=False)
class RankedPart(Value):
    """What one preference or criterion adds to a total. All numbers are exact; round them for display alone.

    Attributes:
        id: The id of the preference or criterion.
        points: What it adds for certain; 0 while that is unknown.
        possible: What it may add at most: as many as *points* once it is settled.
        out_of: The most that anybody can have of it.
        truth: Whether the rule of the preference is met. None for a criterion that has scores, and
            `Truth.UNKNOWN` for one that nobody gave a score for.
        scores: The scores that were averaged, in the order of who gave them; none for a preference.
    """

    id: str = field(converter=identifier)
    points: int | Fraction = field(converter=_number)
    possible: int | Fraction = field(kw_only=True, converter=_number)
    out_of: int | Fraction = field(kw_only=True, converter=_number)
    truth: Truth | None = field(kw_only=True, converter=_truth)
    scores: tuple[Score, ...] = field(kw_only=True, default=(), converter=_scores)


@frozen(repr=False)
class Ranked(Value):
    """The place of one applicant among all who were ranked together.

    Attributes:
        rank: 1 for the first. Equals share one, and the next stands as many places lower: 1, 2, 2, 4.
        applicant: The id of the applicant.
        outcome: What their screening came to; it plays no part in the rank.
        total: The points that they have for certain, by which they are ranked: the sum of the parts, exactly.
        possible: The most that it may become, once what is unknown is known.
        parts: What adds up to it: the preferences in order, then the criteria.
    """

    rank: int = field(converter=_count)
    applicant: str = field(converter=identifier)
    outcome: Outcome = field(kw_only=True, converter=_outcome)
    total: int | Fraction = field(kw_only=True, converter=_number)
    possible: int | Fraction = field(kw_only=True, converter=_number)
    parts: tuple[RankedPart, ...] = field(kw_only=True, default=(), converter=_parts)
