"""Scored criteria: what people judge and give a score for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from .points import exact, positive_points, simplest
from .text import Text, text
from .value import Value, identifier

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["ScoredCriterion"]


def _out_of(given: float) -> float:
    return positive_points(given, "out_of")


def _weight(given: float) -> float:
    return positive_points(given, "weight")


@frozen(repr=False)
class ScoredCriterion(Value):
    """What people judge and give a score for, such as the motivation; a rule cannot.

    Args:
        id: Unique among the preferences and criteria of a ranking.
        title: What it is called.
        out_of: The best score, more than 0 and 1,000,000 at most, with six decimals at most. The lowest is 0.
        weight: By what the score is multiplied before it is added, within the same bounds: a score out of 5 with the
            weight 2 counts up to 10 points.

    Raises:
        InvalidValue: A number is out of these bounds.

    >>> ScoredCriterion("motivation", "Motivation", out_of=5, weight=2).most
    10
    """

    id: str = field(converter=identifier)
    title: Text = field(converter=text)
    out_of: float = field(kw_only=True, converter=_out_of)
    weight: float = field(kw_only=True, default=1, converter=_weight)

    @property
    def most(self) -> int | Fraction:
        """How many points it counts at most: the best score times the weight, exactly."""
        return simplest(exact(self.out_of) * exact(self.weight))
