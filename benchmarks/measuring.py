"""Measure candidates in turn: medians of ratios, growth over sizes, and memory.

A shared machine is now fast and now slow, so times taken one after another do not compare. Here candidates run in turn
(A B C, A B C, ...): each round gives every candidate one ratio to the first, taken within the same moments, and the
median of these ratios is what to quote. Times are printed to give an order of magnitude.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TypeVar

__all__ = ["OURS", "Measured", "Work", "by_size", "compared", "installed", "main", "measure", "peak", "peaks", "table"]

T = TypeVar("T")

OURS = "metroworkshops"
"""What the names of the library's own candidates begin with."""

# A candidate that would need longer than this for one round of the next size is left out of it, unless it is ours or
# the one that all are compared with.
PATIENCE = 12.0
QUICK_PATIENCE = 2.0
# No further round begins after so many, nor after so many seconds, once there were three.
ROUNDS = 40
SECONDS = 3.0
QUICK_SECONDS = 0.5
# What is sooner done than the first of these, in seconds, is done several times a round, within the second.
SHORTEST = 0.005
LONGEST = 0.25


@dataclass(frozen=True)
class Measured:
    """What was measured of one candidate.

    Attributes:
        name: What it is called in the table.
        seconds: The median time of a round.
        ratio: The median, over the rounds, of its time divided by the first candidate's time in the same round.
        quartiles: Half of these ratios lie between the two.
    """

    name: str
    seconds: float
    ratio: float
    quartiles: tuple[float, float]


@dataclass(frozen=True)
class Work:
    """Some work, done by several candidates at several sizes.

    Attributes:
        key: What the page calls its table.
        title: The work.
        piece: What a size counts: "applicant".
        sizes: What was measured, by size, beginning with the smallest.
        peaks: The most memory that a candidate took, in MiB, by its name and the size.
        ours: The candidate that stands for the library in the picture, if the work is in it.
        aims: By candidate, the ratio at the largest size that we aimed at.
    """

    key: str
    title: str
    piece: str
    sizes: Mapping[int, Sequence[Measured]]
    peaks: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    ours: str | None = None
    aims: Mapping[str, float] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The candidates, as they were first measured."""
        return list(dict.fromkeys(one.name for results in self.sizes.values() for one in results))

    def of(self, name: str) -> dict[int, Measured]:
        """Give what was measured of a candidate, by size."""
        return {size: one for size, results in self.sizes.items() for one in results if one.name == name}

    def growth(self, name: str) -> float | None:
        """Divide the cost of a piece at the largest size by that at the smallest; None where only one was measured."""
        found = self.of(name)
        least, most = min(found), max(found)
        return None if least == most else (found[most].seconds / most) / (found[least].seconds / least)


def measure(
    candidates: Mapping[str, Callable[[T], object]],
    inputs: Iterable[T],
    *,
    rounds: int = ROUNDS,
    within: float | None = None,
    together: bool = True,
    clock: Callable[[], float] | None = None,
) -> list[Measured]:
    """Run candidates in turn, and compare each with the first.

    The cyclic collector runs as it does in any program; what earlier rounds left behind is collected beforehand.

    Args:
        candidates: By name, functions of an input. Their answers must be equal, and small: they are held until the
            round is over, and the collector would go through them in the time of others.
        inputs: More than are needed. All candidates answer the first before anything is timed, and it is not timed:
            where the first time costs more, later inputs must be new ones.
        rounds: How many rounds there are at most, and as many as there are inputs for.
        within: After so many seconds no further round begins, once there were three.
        together: Whether a round may hold several inputs, one after the other, where one is too short to be timed.
        clock: What times are read from: where none is given, the time for which the processor worked for this process,
            so that what other programs do meanwhile does not count.

    Raises:
        ValueError: Two candidates gave different answers, before or while they were timed.
    """
    clock = clock or process_time
    given = iter(inputs)
    first = next(given)
    _agree({name: run(first) for name, run in candidates.items()})

    def a_round(batch: Sequence[T]) -> dict[str, float]:
        """Give what an input took each candidate."""
        took, answers = {}, {}
        for name, run in candidates.items():
            gc.collect()
            start = clock()
            answers[name] = [run(one) for one in batch]
            took[name] = (clock() - start) / len(batch)
        _agree(answers)
        return took

    began = perf_counter()
    found = [a_round([next(given)])]
    count = _how_many(list(found[0].values())) if together else 1
    if count > 1:
        found = []
    while len(found) < rounds and not (within is not None and len(found) >= 3 and perf_counter() - began > within):
        batch = list(islice(given, count))
        if len(batch) < count:
            break
        found.append(a_round(batch))
    return compared({name: [one[name] for one in found] for name in candidates})


def _how_many(took: Sequence[float]) -> int:
    """Tell how many inputs a round needs for the first candidate to be timed well, and the slowest not to take long."""
    return max(1, min(1_000, int(SHORTEST / max(took[0], 1e-9)), int(LONGEST / max(*took, 1e-9))))


def compared(seconds: Mapping[str, Sequence[float]]) -> list[Measured]:
    """Compare the times of candidates, by their names, with the first one's in the same rounds: two rounds at least."""
    base = next(iter(seconds.values()))
    found = []
    for name, own in seconds.items():
        ratios = [mine / theirs for mine, theirs in zip(own, base, strict=True)]
        low, middle, high = quantiles(ratios, n=4, method="inclusive")
        found.append(Measured(name, median(own), middle, (low, high)))
    return found


def _agree(answers: Mapping[str, object]) -> None:
    (first, expected), *others = answers.items()
    for name, answer in others:
        if answer != expected:
            raise ValueError(f"candidates must give equal answers to be compared; {name!r} differs from {first!r}")


def by_size(
    candidates: Mapping[str, Callable[[T], object]],
    inputs: Callable[[int], Iterable[T]],
    sizes: Sequence[int],
    *,
    quick: bool,
) -> dict[int, list[Measured]]:
    """Measure candidates at several sizes.

    Args:
        candidates: As for `measure`.
        inputs: Gives, for a size, the inputs for `measure`.
        sizes: From the smallest, which all are measured at. Small ones get more rounds.
        quick: Whether to hurry.
    """
    found: dict[int, list[Measured]] = {}
    able = dict(candidates)
    base = next(iter(candidates))
    for size in sizes:
        found[size] = measure(able, inputs(size), within=QUICK_SECONDS if quick else SECONDS)
        longest = (QUICK_PATIENCE if quick else PATIENCE) / 10  # for the next size is mostly ten times this
        slow = {one.name for one in found[size] if one.seconds > longest and not one.name.startswith(OURS)}
        able = {name: run for name, run in able.items() if name == base or name not in slow}
    return found


def installed(peers: Mapping[str, Callable[[], T]]) -> Iterator[tuple[str, T]]:
    """Make the peers that are installed, and say which are not."""
    for name, make in peers.items():
        try:
            peer = make()
        except ModuleNotFoundError as error:
            print(f"{name}: not measured, for {error.name} is not installed")
        else:
            yield name, peer


# --- Memory --------------------------------------------------------------------------


def peaks(module: str, given: Mapping[int, str], names: Iterable[str]) -> dict[str, dict[int, float]]:
    """Measure the memory of some of a module's candidates, each time in a process of its own.

    Args:
        module: A module with `held()`: by name, a function of one text, which prepares, and gives what is to be
            measured.
        given: That text, by size.
        names: Which of these.
    """
    each = {name: {size: peak(module, name, text) for size, text in given.items()} for name in names}
    return {
        name: {size: most for size, most in found.items() if most is not None}
        for name, found in each.items()
        if None not in found.values()
    }


def peak(module: str, name: str, given: str) -> float | None:
    """Tell by how many MiB the memory of a process grows at most while it works, as the system counts it.

    What is prepared beforehand is not counted. None where the system does not tell: Linux does.
    """
    command = [sys.executable, __file__, module, name, given]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return float(done.stdout.split()[-1]) if done.stdout.strip() else None


def _print_peak(module: str, name: str, given: str) -> None:
    run = import_module(module).held()[name](given)
    gc.collect()
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew: proc(5)
        before = resident("VmRSS")
    except OSError:
        return
    kept = run()  # held until its memory was read
    print(resident("VmHWM") - before)
    del kept


def resident(what: str) -> float:
    """Read how much memory this process holds ("VmRSS") or held at most ("VmHWM"), in MiB.

    Raises:
        OSError: The system is not Linux.
    """
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name == what:
            return int(value.split()[0]) / 1024
    raise OSError(f"/proc/self/status does not tell {what}")


# --- Printing ------------------------------------------------------------------------


def table(work: Work) -> str:
    """Write what was measured as a small table: ratios at each size, the time of a piece, its growth, and memory."""
    width = max(48, *(len(name) for name in work.names))
    heads = "".join(f"{size:>10,}" for size in work.sizes)
    lines = [f"{work.title}, ratios", f"  {'':{width}}{heads}{'each':>11}{'growth':>8}  MiB"]
    for name in work.names:
        found = work.of(name)
        ratios = "".join(f"{ratio(found[size].ratio) if size in found else '-':>10}" for size in work.sizes)
        most = max(found)
        growth = work.growth(name)
        memory = " / ".join(f"{most:.1f}" for most in work.peaks.get(name, {}).values())
        lines.append(
            f"  {name:{width}}{ratios}{time(found[most].seconds / most):>11}"
            f"{'' if growth is None else f'{growth:.2f}':>8}  {memory}".rstrip()
        )
    return "\n".join(lines)


def time(seconds: float) -> str:
    """Write a time in its unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            told = f"{seconds / size:.1f}" if seconds < 10 * size else f"{seconds / size:.0f}"
            return f"{told} {unit}"
    return f"{seconds / 1e-9:.0f} ns"


def ratio(value: float) -> str:
    """Write a ratio to two digits."""
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 10 else f"{value:.0f}"


def main(works: Callable[[bool], Iterable[Work]], told: str | None) -> None:
    """Run the benchmarks of one module by themselves."""
    reader = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--quick", action="store_true", help="smaller sizes and fewer rounds")
    print(f"CPython {sys.version.split()[0]}; medians of ratios, candidates in turn")
    for work in works(reader.parse_args().quick):
        print(f"\n{table(work)}", flush=True)


if __name__ == "__main__":
    _print_peak(*sys.argv[1:])
