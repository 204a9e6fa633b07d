"""Measure candidates in turn: medians of ratios.

A shared machine is now fast and now slow, so times taken one after another do not compare. Here candidates run in turn
(A B C, A B C, ...): each round gives every candidate one ratio to the first, taken within the same moments, and the
median of these ratios is what to quote. Times are printed to give an order of magnitude.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

__all__ = ["Measured", "measure", "table"]

T = TypeVar("T")


@dataclass(frozen=True)
class Measured:
    """What was measured of one candidate.

    Attributes:
        name: What it is called in the table.
        seconds: The median time of a round.
        ratio: The median, over the rounds, of its time divided by the first candidate's time in the same round.
    """

    name: str
    seconds: float
    ratio: float


def measure(candidates: Mapping[str, Callable[[T], object]], inputs: Iterable[T]) -> list[Measured]:
    """Run candidates in turn, and compare each with the first.

    The cyclic collector runs as it does in any program; what earlier rounds left behind is collected beforehand.

    Args:
        candidates: By name, functions of an input. Their answers must be equal.
        inputs: One for each round. All candidates answer the first before anything is timed, and it is not timed: where
            the first time costs more, later inputs must be new ones.

    Raises:
        ValueError: Two candidates gave different answers, before or while they were timed.
    """
    first, *timed = inputs
    _agree({name: run(first) for name, run in candidates.items()})
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    for given in timed:
        answers = {}
        for name, run in candidates.items():
            gc.collect()
            start = perf_counter()
            answers[name] = run(given)
            seconds[name].append(perf_counter() - start)
        _agree(answers)
    base = next(iter(seconds.values()))
    return [
        Measured(name, median(own), median(mine / theirs for mine, theirs in zip(own, base, strict=True)))
        for name, own in seconds.items()
    ]


def _agree(answers: Mapping[str, object]) -> None:
    (first, expected), *others = answers.items()
    for name, answer in others:
        if answer != expected:
            raise ValueError(f"candidates must give equal answers to be compared; {name!r} differs from {first!r}")


def table(title: str, results: Sequence[Measured], *, pieces: int = 1) -> str:
    """Write what was measured as a small table.

    Args:
        title: The work that was done.
        results: From `measure`.
        pieces: How many pieces of work one round holds; times are those of one piece.
    """
    width = max(48, *(len(one.name) for one in results))
    lines = [title, f"  {'':{width}}  {'each':>10}  {'ratio':>7}"]
    lines += [f"  {one.name:{width}}  {_time(one.seconds / pieces):>10}  {_ratio(one.ratio):>7}" for one in results]
    return "\n".join(lines)


def _time(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds / 1e-9:.0f} ns"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"
