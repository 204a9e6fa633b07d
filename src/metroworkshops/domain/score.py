"""Scores: what people gave an applicant for a criterion."""

from __future__ import annotations

from attrs import field, frozen

from .points import some_points
from .value import Value, identifier, readable

__all__ = ["Score"]


@frozen(repr=False)
class Score(Value):
    """What somebody gave an applicant for a criterion. It is a judgement about them, and no fact that they gave.

    Args:
        applicant: The id of the applicant.
        criterion: The id of the criterion.
        points: From 0 to what the criterion is out of, with six decimals at most.
        by: Who gave it, by role, such as "first reader"; no name is needed.

    Raises:
        InvalidValue: The points are not such a number.

    >>> Score("a-017", "motivation", points=3.5, by="first reader")
    Score(applicant='a-017', criterion='motivation', points=3.5, by='first reader')
    """

    applicant: str = field(converter=identifier)
    criterion: str = field(converter=identifier)
    points: float = field(kw_only=True, converter=some_points)
    by: str = field(kw_only=True, converter=readable)
