"""Ranked: the place of an applicant among the others, with all that it adds up from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, ClassVar

from attrs import field, frozen

from .errors import InvalidValue, shown
from .points import simplest
from .score import Score
from .screening import Outcome
from .truth import Truth
from .value import HOLE, Invariant, Value, identifier, member, tuple_of, unique_ids

__all__ = ["Ranked", "RankedPart"]


def _number(given: float | Fraction) -> int | Fraction:
    if type(given) is int:
        return given
    if isinstance(given, bool) or not isinstance(given, int | Fraction):
        raise InvalidValue(f"must be an exact number such as 3 or Fraction(7, 2), got {shown(given)}", given)
    return simplest(given)


def _truth(given: Truth | str | None) -> Truth | None:
    return None if given is None else member(Truth, given, "truth")


def _rank(given: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise InvalidValue(f"'rank' must be a whole number of 1 or more such as 1, got {shown(given)}", given)
    return given


def _scores(given: Iterable[Score]) -> tuple[Score, ...]:
    scores = tuple_of(Score, given, "Score('a-017', 'motivation', points=4, by='first reader')")
    return tuple(sorted(scores, key=lambda score: (score.by, score.points)))


def _outcome(given: Outcome | str) -> Outcome:
    return member(Outcome, given, "outcome")


def _parts(given: Iterable[RankedPart]) -> tuple[RankedPart, ...]:
    return tuple_of(RankedPart, given, "RankedPart('local', 2, ...)")


def _points_follow(
    points: int | Fraction, possible: int | Fraction, out_of: int | Fraction, truth: Truth | None
) -> Iterator[InvalidValue]:
    if out_of < 0:
        yield InvalidValue(f"'out_of' must be a number of 0 or more, got {out_of}", out_of, "out_of")
        return
    if truth is None:
        least, most = points, points
        if not 0 <= points <= out_of:
            yield InvalidValue(f"'points' must be from 0 to {out_of}, got {points}", points, "points")
    else:
        least = out_of if truth is Truth.YES else 0
        most = 0 if truth is Truth.NO else out_of
        if points != least:
            yield InvalidValue(
                f"'points' must be what follows from the answer {truth.value!r}, {least}; got {points}",
                points,
                "points",
            )
    if possible != most:
        yield InvalidValue(
            f"'possible' must be what follows from the points and the answer, {most}; got {possible}",
            possible,
            "possible",
        )


def _scores_are_its_own(id: str, truth: Truth | None, scores: Sequence[Any]) -> Iterator[InvalidValue]:
    if bool(scores) is not (truth is None):
        yield InvalidValue(
            "'truth' must be left out where there are scores, and only there; got "
            + (f"{truth.value!r} and scores" if truth is not None else "neither"),
            truth,
            "truth",
        )
    for index, score in enumerate(scores):
        if score is not HOLE and score.criterion != id:
            yield InvalidValue(
                f"the scores must be for {id!r}, got one for {score.criterion!r}",
                score.criterion,
                f"scores[{index}].criterion",
            )


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

    Raises:
        InvalidValue: The numbers do not follow from the answer, or a score is for something else.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("points", "possible", "out_of", "truth"), _points_follow),
        Invariant(("id", "truth", "scores"), _scores_are_its_own),
    )

    id: str = field(converter=identifier)
    points: int | Fraction = field(converter=_number)
    possible: int | Fraction = field(kw_only=True, converter=_number)
    out_of: int | Fraction = field(kw_only=True, converter=_number)
    truth: Truth | None = field(kw_only=True, default=None, converter=_truth)
    scores: tuple[Score, ...] = field(kw_only=True, default=(), converter=_scores)


def _adds_up(total: int | Fraction, possible: int | Fraction, parts: Sequence[Any]) -> Iterator[InvalidValue]:
    if HOLE in parts:
        return
    for name, given, follows in (
        ("total", total, sum([part.points for part in parts])),
        ("possible", possible, sum([part.possible for part in parts])),
    ):
        if given != follows:
            yield InvalidValue(f"{name!r} must be the sum of the parts, {follows}; got {given}", given, name)


def _scores_are_theirs(applicant: str, parts: Sequence[Any]) -> Iterator[InvalidValue]:
    for index, part in enumerate(parts):
        for place, score in enumerate(() if part is HOLE else part.scores):
            if score.applicant != applicant:
                yield InvalidValue(
                    f"the scores must be those of {applicant!r}, got one of {score.applicant!r}",
                    score.applicant,
                    f"parts[{index}].scores[{place}].applicant",
                )


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

    Raises:
        InvalidValue: It does not add up, or a score is of somebody else.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("total", "possible", "parts"), _adds_up),
        Invariant(("applicant", "parts"), _scores_are_theirs),
        unique_ids("parts"),
    )

    rank: int = field(converter=_rank)
    applicant: str = field(converter=identifier)
    outcome: Outcome = field(kw_only=True, converter=_outcome)
    total: int | Fraction = field(kw_only=True, converter=_number)
    possible: int | Fraction = field(kw_only=True, converter=_number)
    parts: tuple[RankedPart, ...] = field(kw_only=True, default=(), converter=_parts)
