"""Marks: what of a statement about days can be drawn, and no more than that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from metroworkshops.domain.completion import Alternative
from metroworkshops.domain.session import Session
from metroworkshops.domain.when import When

__all__ = ["Mark", "marks_of_session", "marks_of_when"]

_FIRST: Final = date.min.toordinal()
_LAST: Final = date.max.toordinal()


@frozen
class Mark:
    """A run of days to be drawn, both ends included.

    Attributes:
        first: The first day; None when it has none that is known.
        last: The last day; None when it has none that is known. At least one of the two is known.
        is_certain: Whether all of these days are meant. Else something lies somewhere within.
        is_approximate: Whether the ends rest on a convention: "around", "perhaps", a season.
    """

    first: date | None
    last: date | None
    is_certain: bool
    is_approximate: bool = False


def marks_of_when(when: When) -> tuple[Mark, ...]:
    """Draw what is known of some dates: nothing at all when nothing is.

    >>> [mark.is_certain for mark in marks_of_when(When.parse("2024-09-16/"))]
    [False, True]
    """
    return _marks(when.completions, when.is_approximate) if when.is_known else ()


def marks_of_session(session: Session) -> tuple[Mark, ...]:
    """Draw what is known of the days of a session: those of its parts, if it has any and all of them are known."""
    parts = [part.when for part in session.parts if part.when.is_known]
    drawn = [mark for when in parts for mark in marks_of_when(when)]
    if parts and len(parts) == len(session.parts):
        return tuple(drawn)
    if not session.when.is_known:
        return tuple(drawn)
    whole = session.when.completions if session.parts else session.completions
    return (*_marks(whole, session.when.is_approximate), *drawn)


def _marks(ways: Sequence[Alternative], is_approximate: bool) -> tuple[Mark, ...]:
    certain: list[tuple[int, int]] = []
    if len(ways) == 1 and not is_approximate:
        certain = _joined((run.start_to, run.end_from) for run in ways[0] if run.start_to <= run.end_from)
    possible = _joined((run.start_from, run.end_to) for runs in ways for run in runs)
    windows = [
        Mark(_day(first), _day(last), is_certain=False, is_approximate=is_approximate)
        for first, last in possible
        if (first, last) not in certain and (first >= _FIRST or last <= _LAST)
    ]
    return (*windows, *(Mark(_day(first), _day(last), is_certain=True) for first, last in certain))


def _joined(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join runs of days that touch."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if _FIRST <= ordinal <= _LAST else None
