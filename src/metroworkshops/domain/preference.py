"""Preferences: what counts in favour of an applicant, and refuses nobody."""

from __future__ import annotations

from attrs import field, frozen

from .points import positive_points
from .rule import Rule, as_rule
from .text import Text, optional_text
from .value import Value, identifier

__all__ = ["Preference"]


def _points(given: float) -> float:
    return positive_points(given, "points")


@frozen(repr=False)
class Preference(Value):
    """What counts in favour of an applicant: points for whoever meets a rule. Who does not meet it is refused nothing.

    Args:
        id: Unique among the preferences and criteria of a ranking.
        rule: The rule. Its points are given where it is met; where that is unknown they stay possible.
        points: How many, more than 0 and 1,000,000 at most, with six decimals at most.
        title: What it is called. Default: the rule in words.

    Raises:
        InvalidValue: The points are not such a number.

    >>> from metroworkshops import WorksIn
    >>> Preference("local", WorksIn("local government"), points=2)
    Preference(id='local', rule=WorksIn(of=('local government',)), points=2)
    """

    id: str = field(converter=identifier)
    rule: Rule = field(converter=as_rule)
    points: float = field(kw_only=True, converter=_points)
    title: Text | None = field(kw_only=True, default=None, converter=optional_text)
