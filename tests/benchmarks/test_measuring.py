"""Ratios are medians over rounds in turn; growth and memory are what they say."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import repeat
from pathlib import Path

import measuring
import pytest
from measuring import Measured, Work, by_size, measure, peak


class Clock:
    """A clock that goes on only when somebody works."""

    now = 0.0

    def __call__(self) -> float:
        return self.now

    def working(self, seconds: float) -> Callable[[int], int]:
        """A candidate that takes so long for each piece."""

        def run(size: int) -> int:
            self.now += seconds * size
            return size

        return run


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(measuring, "perf_counter", clock)
    monkeypatch.setattr(measuring, "process_time", clock)
    return clock


def test_ratios_are_to_the_first(clock: Clock) -> None:
    plain, ours = measure({"plain": clock.working(0.2), "ours": clock.working(0.3)}, repeat(10, 5))
    assert [plain.ratio, plain.seconds] == pytest.approx([1.0, 2.0])
    assert [ours.ratio, ours.seconds] == pytest.approx([1.5, 3.0])


def test_what_slows_a_whole_round_changes_no_ratio(clock: Clock) -> None:
    """The machine becomes ten times slower after three rounds."""
    moods = iter([1, 1, 1, 1, 1, 1, 1, 1, 10, 10, 10, 10, 10, 10])

    def candidate(seconds: float) -> Callable[[int], int]:
        return lambda size: clock.working(seconds * next(moods))(size)

    _, ours = measure({"plain": candidate(1), "ours": candidate(3)}, repeat(1, 7))
    assert ours.ratio == pytest.approx(3)
    assert ours.quartiles == pytest.approx((3, 3))


def test_the_first_input_is_not_timed(clock: Clock) -> None:
    (only,) = measure({"only": clock.working(1.0)}, [1_000, 1, 1])
    assert only.seconds == pytest.approx(1.0)


def test_no_round_begins_after_the_time_that_is_given_but_three_do(clock: Clock) -> None:
    rounds = iter(range(100, 200))
    measure({"only": lambda size: clock.working(1.0)(size)}, rounds, within=1.0)
    assert next(rounds) == 104  # one that was not timed, and three


def test_what_is_too_short_to_be_timed_is_done_several_times_a_round(clock: Clock) -> None:
    asked: list[int] = []

    def short(given: int) -> int:
        asked.append(given)
        clock.now += 0.001
        return given

    (only,) = measure({"only": short}, range(1_000), rounds=2)
    assert only.seconds == pytest.approx(0.001)
    assert asked == list(range(1 + 1 + 2 * 5))  # one for its answer, one to see how short it is, and two rounds of five
    asked.clear()
    measure({"only": short}, range(1_000), rounds=2, together=False)
    assert asked == list(range(1 + 2))


def test_another_clock_can_be_given(clock: Clock) -> None:
    other = Clock()
    (only,) = measure({"only": other.working(2.0)}, repeat(1, 4), clock=other)
    assert only.seconds == pytest.approx(2.0)
    assert clock.now == 0


def test_answers_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="'other' differs from 'one'"):
        measure({"one": lambda size: size, "other": lambda size: size + 1}, repeat(1, 3))


def test_a_peer_that_is_too_slow_is_left_out_of_larger_sizes_and_ours_never(clock: Clock) -> None:
    candidates = {
        "first": clock.working(1.0),
        "slow": clock.working(1.0),
        "quick": clock.working(1e-6),
        "metroworkshops, slow": clock.working(1.0),
    }
    found = by_size(candidates, lambda size: repeat(size), (1, 10), quick=True)
    assert [one.name for one in found[1]] == list(candidates)
    assert [one.name for one in found[10]] == ["first", "quick", "metroworkshops, slow"]


def test_growth_is_the_cost_of_a_piece_to_that_at_the_smallest_size() -> None:
    def took(seconds: float) -> list[Measured]:
        return [Measured("ours", seconds, 1.0, (1.0, 1.0))]

    assert Work("k", "t", "p", {10: took(1.0), 100: took(20.0)}).growth("ours") == pytest.approx(2.0)
    assert Work("k", "t", "p", {10: took(1.0)}).growth("ours") is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process")
def test_memory_is_that_of_the_work_and_not_of_what_was_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mebibytes.py").write_text(
        "def held():\n"
        "    def prepare(size):\n"
        "        before = b'x' * 2**25\n"
        "        return lambda: len(before) + len(b'x' * (int(size) * 2**20))\n"
        "    return {'bytes': prepare}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = peak("mebibytes", "bytes", "64")
    assert found == pytest.approx(64, abs=4)
