"""Counts of what is executed: the same each time, and a slowdown is found."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import counts
import pytest
from counts import WORKS, Work, counted, faults, growth_faults, work_counts

import metroworkshops as mw

SIZES = (20, 80)
SAME = counts.passed


def twice(work: Work) -> Work:
    """The same work, done two times over."""

    def prepare(size: int) -> Callable[[], object]:
        run = work(size)
        return lambda: (run(), run())

    return prepare


def with_one_more_look(size: int) -> Callable[[], object]:
    """The same work, with a little more for each instant: a property of ours that is asked and thrown away."""
    run, when = SAME(size), mw.When.parse("2020-03")
    return lambda: ([when.earliest for _ in range(size)], run())


def each_beside_each(size: int) -> Callable[[], object]:
    dates = [mw.When.parse(f"2020-03-{day % 28 + 1:02}") for day in range(size)]
    return lambda: [one.narrows(other) for one in dates for other in dates]


def run_script(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, counts.__file__, "--only", "ask a deadline", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def test_the_same_work_has_the_same_counts() -> None:
    found = work_counts(SAME, SIZES)
    assert found == work_counts(SAME, SIZES)
    assert found["20"]["instructions"] > 100
    assert found["20"]["calls"] > 0


def test_only_our_own_code_is_counted_and_its_calls_of_other_code() -> None:
    assert counted(lambda: json.loads("[1, 2]"), counts.SOURCE) == {"instructions": 0, "calls": 0}

    def run() -> None:
        json.loads("[1, 2]")

    counted(run, __file__)
    here = counted(run, __file__)
    assert here["calls"] == 1
    assert 3 <= here["instructions"] <= 12


def test_a_work_done_twice_is_found() -> None:
    kept, found = work_counts(SAME, SIZES), work_counts(twice(SAME), SIZES)
    told = faults({"ask": kept}, {"ask": found})
    assert len(told) == 4
    assert all(re.search(r"rose by ([89]\d|100)%", one) for one in told)
    assert growth_faults({"ask": found}) == []


def test_a_little_more_is_found() -> None:
    told = faults({"ask": work_counts(SAME, SIZES)}, {"ask": work_counts(with_one_more_look, SIZES)})
    assert any("instructions rose" in one for one in told)


def test_a_gain_is_told_so_that_it_is_kept() -> None:
    told = faults({"ask": work_counts(twice(SAME), SIZES)}, {"ask": work_counts(SAME, SIZES)})
    assert "ask, 20: its instructions fell by 50%" in told[0]


@pytest.mark.parametrize(("now", "is_told"), [(1049, False), (951, False), (1051, True), (949, True)])
def test_a_twentieth_is_let_pass(now: int, is_told: bool) -> None:
    kept = {"ask": {"20": {"instructions": 1000, "calls": 10}}}
    told = faults(kept, {"ask": {"20": {"instructions": now, "calls": 10}}})
    assert bool(told) is is_told


def test_a_work_of_which_nothing_is_kept_is_told() -> None:
    assert faults({}, {"ask": {"20": {"instructions": 7}}}) == ["ask, 20: nothing is kept of its instructions"]


def test_what_grows_with_the_square_is_found() -> None:
    (told,) = growth_faults({"each": work_counts(each_beside_each, (10, 40))})
    assert re.match(r"each: 40 take 1[56]\.\d times the instructions of 10, ", told)


@pytest.mark.parametrize(
    ("factor", "status", "said"),
    [(1.0, 0, ""), (0.5, 1, "its instructions rose by 100%"), (2.0, 1, "its instructions fell by 50%")],
)
def test_the_script_compares_with_what_was_kept(factor: float, status: int, said: str, tmp_path: Path) -> None:
    kept = tmp_path / "counts.json"
    assert run_script("--kept", str(kept), "--renew").returncode == 0
    every = json.loads(kept.read_text(encoding="utf-8"))
    for count in every[counts.VERSION]["ask a deadline"].values():
        count.update({what: round(number * factor) for what, number in count.items()})
    kept.write_text(json.dumps(every), encoding="utf-8")
    done = run_script("--kept", str(kept))
    assert done.returncode == status
    assert said in done.stderr
    assert ("--renew" in done.stderr) is bool(status)


def test_without_counts_for_this_python_only_the_growth_is_checked(tmp_path: Path) -> None:
    kept = tmp_path / "counts.json"
    kept.write_text('{"2.7": {}}', encoding="utf-8")
    done = run_script("--kept", str(kept))
    assert done.returncode == 0
    assert f"nothing is kept for Python {counts.VERSION}: only the growth was checked" in done.stdout


def test_what_is_kept_names_every_work_at_its_sizes() -> None:
    every = json.loads(counts.KEPT.read_text(encoding="utf-8"))
    assert "3.11" in every
    for kept in every.values():
        assert {name: list(sizes) for name, sizes in kept.items()} == {
            name: [str(size) for size in sizes] for name, (_, sizes) in WORKS.items()
        }
