"""Completions: every way in which a statement about days may turn out.

A statement is a choice of alternatives; an alternative is a row of runs of days; a run begins between two days and
ends between two days. Questions are answered over all completions at once, by comparing bounds: YES when every
completion says yes, NO when none does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple, Self

from .truth import Truth

__all__ = [
    "ALWAYS",
    "Alternative",
    "Run",
    "before",
    "can_keep_apart",
    "contains",
    "hull",
    "narrows",
    "never_meet",
    "overlaps",
]

FIRST_OF_ALL: Final = -(10**8)
LAST_OF_ALL: Final = 10**8
"""Beyond every day there is: a run may begin or end there when nothing is known of it."""


class Run(NamedTuple):
    """An unbroken run of days of which each end is known between two days, all included, as ordinals of `date`.

    Attributes:
        start_from: The first day it may start.
        start_to: The last day it may start.
        end_from: The first day it may end.
        end_to: The last day it may end.
        least: How many days it lasts at the least.
        most: How many days it lasts at the most.
    """

    start_from: int
    start_to: int
    end_from: int
    end_to: int
    least: int = 1
    most: int = LAST_OF_ALL

    @classmethod
    def exactly(cls, first: date, last: date) -> Self:
        """From one day to another."""
        return cls(first.toordinal(), first.toordinal(), last.toordinal(), last.toordinal())

    @classmethod
    def within(cls, first: date, last: date) -> Self:
        """Somewhere between two days."""
        return cls(first.toordinal(), last.toordinal(), first.toordinal(), last.toordinal())

    @property
    def is_fixed(self) -> bool:
        """Whether there is one completion only."""
        return self.start_from == self.start_to and self.end_from == self.end_to

    @property
    def is_possible(self) -> bool:
        """Whether there is a completion at all."""
        return self.start_from <= self.start_to and self.end_from <= self.end_to

    def lasting(self, least: int, most: int) -> Self:
        """Keep the completions of this length, and draw the bounds in accordingly."""
        start_from = max(self.start_from, self.end_from - most + 1)
        start_to = min(self.start_to, self.end_to - least + 1)
        end_from = max(self.end_from, start_from + least - 1)
        end_to = min(self.end_to, start_to + most - 1)
        return type(self)(start_from, start_to, end_from, end_to, max(least, self.least), min(most, self.most))

    def shortest_from(self, start: int) -> tuple[int, int]:
        """The shortest completion that starts on a day."""
        return start, max(self.end_from, start + self.least - 1)


Alternative = tuple[Run, ...]
"""Runs that all come about, in order and apart from each other."""

_MOST_OPEN: Final = 6
"""How many entangled runs that are not fixed are tried in every order."""

ALWAYS: Final[Alternative] = (Run(FIRST_OF_ALL, LAST_OF_ALL, FIRST_OF_ALL, LAST_OF_ALL),)
"""Nothing is known."""


def _over(can: bool, can_not: bool) -> Truth:
    if can and can_not:
        return Truth.UNKNOWN
    return Truth.of(can)


def before(mine: Sequence[Alternative], theirs: Sequence[Alternative]) -> Truth:
    """Tell whether the last day of the one is before the first day of the other."""
    can = min(a[-1].end_from for a in mine) < max(b[0].start_to for b in theirs)
    can_not = max(a[-1].end_to for a in mine) >= min(b[0].start_from for b in theirs)
    return _over(can, can_not)


def overlaps(mine: Sequence[Alternative], theirs: Sequence[Alternative]) -> Truth:
    """Tell whether the two share a day."""
    pairs = [(a, b) for a in mine for b in theirs]
    can = any(p.start_from <= q.end_to and q.start_from <= p.end_to for a, b in pairs for p in a for q in b)
    return _over(can, any(never_meet(a, b) for a, b in pairs))


def hull(alternatives: Sequence[Alternative]) -> Alternative:
    """Give one run that has every completion of several among its own."""
    runs = [run for alternative in alternatives for run in alternative]
    first, last = min(run.start_from for run in runs), max(run.end_to for run in runs)
    return (Run(first, last, first, last),)


def never_meet(mine: Alternative, theirs: Alternative) -> bool:
    """Tell whether the runs of the two can be placed so that they share no day."""
    return can_keep_apart((mine, theirs), {(0, 1)})


def can_keep_apart(rows: Sequence[Alternative], pairs: Collection[tuple[int, int]]) -> bool:
    """Tell whether the runs of several can be placed so that certain pairs of them share no day.

    If they can, they can also be placed with every run as short and as early as possible: at its first day, or right
    after a run that it is kept apart from. So only these places are tried. Where too many runs are entangled to try
    them in every order, it is taken that they can, unless two of them cannot.

    Args:
        rows: One alternative of each.
        pairs: Which of them, by position, the lower first.
    """
    runs = [_Placed(run, row) for row, alternative in enumerate(rows) for run in alternative]
    return all(
        _can_place(group, [], pairs)
        if sum(not one.run.is_fixed for one in group) <= _MOST_OPEN
        else all(_can_place([a, b], [], pairs) for a, b in combinations(group, 2))
        for group in _entangled(runs, pairs)
    )


class _Placed(NamedTuple):
    """A run of one of several rows; with the days it was given, once it was."""

    run: Run
    row: int
    first: int = 0
    last: int = 0

    def is_kept_from(self, other: _Placed, pairs: Collection[tuple[int, int]]) -> bool:
        return (min(self.row, other.row), max(self.row, other.row)) in pairs


def _entangled(runs: Iterable[_Placed], pairs: Collection[tuple[int, int]]) -> list[list[_Placed]]:
    """Group runs that may meet, directly or through others, and must not."""
    groups: list[list[_Placed]] = []
    for one in runs:
        met = [
            group
            for group in groups
            if any(
                one.is_kept_from(other, pairs)
                and one.run.start_from <= other.run.end_to
                and other.run.start_from <= one.run.end_to
                for other in group
            )
        ]
        groups = [group for group in groups if group not in met]
        groups.append([one, *(other for group in met for other in group)])
    return groups


def _can_place(waiting: list[_Placed], placed: list[_Placed], pairs: Collection[tuple[int, int]]) -> bool:
    if not waiting:
        return True
    # A run that is fixed has one place, and comes first; among the others any may be the earliest.
    fixed = [index for index, one in enumerate(waiting) if one.run.is_fixed][:1]
    for index in fixed or range(len(waiting)):
        one = waiting[index]
        run, rest = one.run, waiting[:index] + waiting[index + 1 :]
        others = [other for other in placed if one.is_kept_from(other, pairs)]
        for start in {run.start_from, *(other.last + 1 for other in others)}:
            first, last = run.shortest_from(start)
            fits = run.start_from <= start <= run.start_to and last <= run.end_to
            if fits and all(last < other.first or other.last < first for other in others):
                here = one._replace(first=first, last=last)
                if _can_place(rest, [*placed, here], pairs):
                    return True
    return False


def contains(mine: Sequence[Alternative], theirs: Sequence[Alternative]) -> Truth:
    """Tell whether every day of the other is a day of the one."""
    can = any(_can_cover(a, b) for a in mine for b in theirs)
    can_not = any(not _must_cover(a, b) for a in mine for b in theirs)
    return _over(can, can_not)


def _can_cover(mine: Alternative, theirs: Alternative) -> bool:
    widest = _merged((run.start_from, run.end_to) for run in mine)
    return all(
        any(
            run.start_from <= start <= run.start_to and first <= start and run.shortest_from(start)[1] <= last
            for first, last in widest
            for start in (max(run.start_from, first),)
        )
        for run in theirs
    )


def _must_cover(mine: Alternative, theirs: Alternative) -> bool:
    certain = _merged((run.start_to, run.end_from) for run in mine if run.start_to <= run.end_from)
    return all(any(first <= run.start_from and run.end_to <= last for first, last in certain) for run in theirs)


def _merged(intervals: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join intervals of days that touch."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(intervals):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def narrows(mine: Sequence[Alternative], theirs: Sequence[Alternative]) -> bool:
    """Tell whether every completion of the one is a completion of the other.

    A run of the other that is not fixed may turn out as several runs: separate days narrow the month they lie in.
    """
    return all(any(_is_within(a, b) for b in theirs) for a in mine)


def _is_within(mine: Alternative, theirs: Alternative) -> bool:
    if len(theirs) == 1 and not theirs[0].is_fixed:
        hull = Run(mine[0].start_from, mine[0].start_to, mine[-1].end_from, mine[-1].end_to)
        return _is_inside(hull, theirs[0])
    if all(run.is_fixed for run in (*mine, *theirs)):
        # The same days may be written as one run or as several that touch.
        return _merged((r.start_from, r.end_to) for r in mine) == _merged((r.start_from, r.end_to) for r in theirs)
    return len(mine) == len(theirs) and all(_is_inside(m, t) for m, t in zip(mine, theirs, strict=True))


def _is_inside(mine: Run, theirs: Run) -> bool:
    return (
        theirs.start_from <= mine.start_from
        and mine.start_to <= theirs.start_to
        and theirs.end_from <= mine.end_from
        and mine.end_to <= theirs.end_to
    )
