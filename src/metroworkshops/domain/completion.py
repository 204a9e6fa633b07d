"""Completions: every way in which a statement about days may turn out.

A statement is a choice of alternatives; an alternative is a row of runs of days; a run begins between two days and
ends between two days. Questions are answered over all completions at once, by comparing bounds: YES when every
completion says yes, NO when none does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple, Self, TypeVar

from .truth import Truth

T = TypeVar("T", int, datetime)

__all__ = [
    "ALWAYS",
    "MOST_NEAR",
    "Alternative",
    "Run",
    "before",
    "can_keep_apart",
    "contains",
    "hull",
    "meet",
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
    most: int = LAST_OF_ALL - FIRST_OF_ALL + 1

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

    @property
    def shortest(self) -> int:
        """How many days the shortest completion lasts."""
        return max(self.least, self.end_from - self.start_to + 1)

    @property
    def longest(self) -> int:
        """How many days the longest completion lasts."""
        return min(self.most, self.end_to - self.start_from + 1)

    @property
    def latest_start(self) -> int:
        """The last day on which a completion starts."""
        return min(self.start_to, self.end_to - self.least + 1)


Alternative = tuple[Run, ...]
"""Runs that all come about, in order and apart from each other."""

_MOST_OPEN: Final = 6
"""How many entangled runs that are not fixed are tried in every order."""

MOST_NEAR: Final = 16
"""How many others each may meet, on average, for them all to be looked at: more than a square of work would follow."""

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
    can = meet(_widest(mine), _widest(theirs))
    # The first two that are tried mostly leave room.
    return _over(can, any(never_meet(a, b) for a in mine for b in theirs))


def _widest(alternatives: Sequence[Alternative]) -> Iterator[tuple[int, int]]:
    """Give the days that each run may take, from the first to the one after the last."""
    return ((run.start_from, run.end_to + 1) for alternative in alternatives for run in alternative)


def meet(mine: Iterable[tuple[T, T]], theirs: Iterable[tuple[T, T]]) -> bool:
    """Tell whether a stretch of the one meets a stretch of the other, of which each goes from a start up to an end.

    >>> meet([(1, 3), (7, 9)], [(3, 5), (8, 9)]), meet([(1, 3), (7, 9)], [(3, 7)])
    (True, False)
    """
    # In the order of their starts, a stretch meets one before it when that one is not over.
    stretches: list[tuple[T, T, bool]] = [(start, end, True) for start, end in mine]
    stretches += [(start, end, False) for start, end in theirs]
    stretches.sort()
    latest: dict[bool, T] = {}
    for start, end, own in stretches:
        if (not own) in latest and start < latest[not own]:
            return True
        latest[own] = max(latest.get(own, end), end)
    return False


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

    If they can, they can also be placed one after the other, each as short as it may be and on the first days that
    those before it leave. So only these places are tried, in every order. Where too many runs are entangled for that,
    it is taken that they can, unless two of them cannot.

    Args:
        rows: One alternative of each.
        pairs: Which of them, by position, the lower first.
    """
    runs = [(run, row) for row, alternative in enumerate(rows) for run in alternative]
    found = _near(runs, pairs)
    if found is None:
        return True
    if not all(_can_part(runs[a][0], runs[b][0]) for a, near in enumerate(found) for b in near):
        return False
    for group in _entangled(found):
        waiting = [one for one in group if not runs[one][0].is_fixed]
        # A run that is fixed has one place, which is taken from the first.
        taken = {one: _shortest(runs[one][0]) for one in group if runs[one][0].is_fixed}
        if len(waiting) <= _MOST_OPEN and not _can_place(waiting, taken, runs, found):
            return False
    return True


def _near(runs: Sequence[tuple[Run, int]], pairs: Collection[tuple[int, int]]) -> list[list[int]] | None:
    """List for each run, by position, those that it may meet and must not; None when they are too many."""
    near: list[list[int]] = [[] for _ in runs]
    going: list[int] = []
    left = MOST_NEAR * len(runs)
    for one in sorted(range(len(runs)), key=lambda index: runs[index][0]):
        run, row = runs[one]
        going = [other for other in going if runs[other][0].end_to >= run.start_from]
        left -= len(going)
        if left < 0:
            return None
        for other in going:
            if (min(row, runs[other][1]), max(row, runs[other][1])) in pairs:
                near[one].append(other)
                near[other].append(one)
        going.append(one)
    return near


def _can_part(mine: Run, theirs: Run) -> bool:
    """Tell whether one of two runs can be over before the other starts."""
    return _shortest(mine)[1] < theirs.latest_start or _shortest(theirs)[1] < mine.latest_start


def _entangled(near: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Group runs that may meet, directly or through others, and must not; what meets none is left out."""
    seen: set[int] = set()
    for one, others in enumerate(near):
        if not others or one in seen:
            continue
        group = [one]
        seen.add(one)
        for member in group:  # which grows as it is walked
            fresh = [other for other in near[member] if other not in seen]
            group += fresh
            seen.update(fresh)
        yield group


def _can_place(
    waiting: Sequence[int],
    taken: dict[int, tuple[int, int]],
    runs: Sequence[tuple[Run, int]],
    near: Sequence[Sequence[int]],
) -> bool:
    """Tell whether there is room for all that wait beside the days that are taken."""
    for one in waiting:
        place = _first_free(runs[one][0], [taken[other] for other in near[one] if other in taken])
        if place is None:
            return False  # and with more that is taken there would be none either
        rest = [other for other in waiting if other != one]
        if not rest or _can_place(rest, {**taken, one: place}, runs, near):
            return True
    return not waiting


def _shortest(run: Run) -> tuple[int, int]:
    return run.shortest_from(run.start_from)


def _first_free(run: Run, taken: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Find the first days on which a run has room beside those that are taken; None when it has none."""
    first, last = _shortest(run)
    for start, end in sorted(taken):
        if start > last:
            break
        if end >= first:
            first, last = run.shortest_from(end + 1)
    return (first, last) if first <= run.latest_start else None


def contains(mine: Sequence[Alternative], theirs: Sequence[Alternative]) -> Truth:
    """Tell whether every day of the other is a day of the one."""
    can = any(_can_cover(a, b) for a in mine for b in theirs)
    can_not = any(not _must_cover(a, b) for a in mine for b in theirs)
    return _over(can, can_not)


def _can_cover(mine: Alternative, theirs: Alternative) -> bool:
    if len(mine) == 1 and mine[0].longest < theirs[-1].end_from - theirs[0].latest_start + 1:
        return False
    widest = _merged((run.start_from, run.end_to) for run in mine)
    return all(
        any(
            run.shortest_from(max(run.start_from, first))[1] <= last
            for first, last in _reached(widest, run.start_from, run.latest_start)
        )
        for run in theirs
    )


def _must_cover(mine: Alternative, theirs: Alternative) -> bool:
    certain = _merged((run.start_to, run.end_from) for run in mine if run.start_to <= run.end_from)
    return all(
        any(run.end_to <= last for _, last in _reached(certain, run.start_from, run.start_from)) for run in theirs
    )


def _reached(intervals: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Give those of some intervals, which stand in order and apart, that hold a day between two."""
    at = bisect_left(intervals, first, key=lambda interval: interval[1])
    while at < len(intervals) and intervals[at][0] <= last:
        yield intervals[at]
        at += 1


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
    return all(any(_is_within(a, b) for b in theirs) or _is_one_of(a, theirs) for a in mine)


def _is_one_of(mine: Alternative, theirs: Sequence[Alternative]) -> bool:
    """Tell whether a single day, whichever it is, is one that the other may turn out as, here or there."""
    if len(mine) != 1 or mine[0].longest > 1:
        return False
    single = [runs[0] for runs in theirs if len(runs) == 1 and runs[0].least == 1]
    days = ((max(run.start_from, run.end_from), min(run.start_to, run.end_to)) for run in single)
    reached = _merged((first, last) for first, last in days if first <= last)
    return any(first <= mine[0].start_from and mine[0].start_to <= last for first, last in reached)


def _is_within(mine: Alternative, theirs: Alternative) -> bool:
    if len(theirs) == 1 and not theirs[0].is_fixed:
        return _is_inside(Run(mine[0].start_from, mine[0].start_to, mine[-1].end_from, mine[-1].end_to), theirs[0])
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
        and theirs.least <= mine.shortest
        and mine.longest <= theirs.longest
    )
