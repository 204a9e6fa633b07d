"""Mutation testing of the four rooms that answer for people: what is killed, what survives, and why that is right.

Usage: python mutation/run.py [--limit SECONDS] [--keep] [PATTERN...]

mutmut makes the mutants and sees which test reaches which function; mypy, which CI runs in strict mode, refuses those
that break a type; `judge` tries the others by a few seconds of tests, and by more what survives these without a reason.
A pattern chooses mutants by name, such as `metroworkshops.domain.when.*`. The end says the score by room, and each
survivor that `survivors.toml` does not explain; there must be none.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

from refused import refused_by_types
from survivors import Change, changes, explained

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent
MUTANTS: Final = ROOT / "mutants"
VERDICTS: Final = MUTANTS / "verdicts.jsonl"
ROOMS: Final = ("domain", "screening", "documents", "calendars")
TESTS: Final = tuple(f"tests/{room}" for room in (*ROOMS, "words", "tables"))
SLOW: Final = (
    "not hostile and not test_cost and not many_faults and not memory_stays_flat"
    " and not every_locale_of_cldr and not real_criteria"
)
"""Tests of cost, which take seconds and which mutants of meaning do not concern."""


def make() -> None:
    """Let mutmut write the mutants, and see which tests reach them."""
    # It wants a mutant to judge, and gets one.
    one = "metroworkshops.calendars.lines.x_folded__mutmut_1"
    subprocess.run([Path(sys.executable).with_name("mutmut"), "run", one], cwd=ROOT, env=_environment(), check=True)  # noqa: S603


SURVIVED: Final = ("survived", "no tests")
QUICKLY: Final = 3.0
"""Seconds of tests that every mutant is tried by; most are killed by the first of them."""


def names(patterns: list[str]) -> list[str]:
    """Name the mutants that a pattern chooses, or all."""
    found: list[str] = []
    for room in ROOMS:
        for path in sorted((MUTANTS / "src" / "metroworkshops" / room).rglob("*.meta")):
            found += json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return [name for name in found if not patterns or any(fnmatch.fnmatch(name, pattern) for pattern in patterns)]


def judge(asked: list[str], limit: float, *, control: bool = True) -> None:
    """Try mutants, each by tests of so many seconds."""
    if not asked:
        return
    (MUTANTS / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "judge", "-p", "no:cacheprovider", "-p", "no:xdist"]
    command += ["--tb=no", "--assert=plain", "-k", SLOW, *TESTS]
    environment = {"MUTATION_CONTROL": str(int(control)), **_environment(), "MUTATION_LIMIT": str(limit)}
    subprocess.run(command, cwd=MUTANTS, env=environment, stdout=subprocess.DEVNULL, check=True)  # noqa: S603


def verdicts_of(mutants: list[str]) -> dict[str, str]:
    """Tell what became of those that were tried, the last time that they were."""
    lines = VERDICTS.read_text(encoding="utf-8").splitlines() if VERDICTS.exists() else []
    known = {verdict["mutant"]: verdict["verdict"] for verdict in map(json.loads, lines)}
    return {name: known[name] for name in mutants if name in known}


def unexplained(verdicts: dict[str, str]) -> list[Change]:
    """List what survives and is in no list of reasons."""
    survived = [name for name, verdict in verdicts.items() if verdict in SURVIVED]
    return [change for change in changes(MUTANTS / "src", survived) if not explained(change)]


def report(refused: set[str], verdicts: dict[str, str]) -> int:
    """Say the score by room, and the survivors that nothing explains; return how many these are."""
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    left = unexplained(verdicts)
    alive = {change.mutant for change in left}
    for name in refused:
        rows[name.split(".")[1]]["refused"] += 1
    for name, verdict in verdicts.items():
        kind = "left" if name in alive else "explained" if verdict in SURVIVED else "killed"
        rows[name.split(".")[1]][kind] += 1
    for change in left:
        print(change)
    total: Counter[str] = sum(rows.values(), Counter())
    print(
        "| room | mutants | refused by types | tried | killed | survive, explained | survive | killed of those tried |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for room, row in [*sorted(rows.items()), ("all", total)]:
        tried = row["killed"] + row["explained"] + row["left"]
        counts = (row.total(), row["refused"], tried, row["killed"], row["explained"], row["left"])
        print(f"| {room} | {' | '.join(f'{count:,}' for count in counts)} | {row['killed'] / max(tried, 1):.1%} |")
    return len(left)


def _environment() -> dict[str, str]:
    return os.environ | {
        "HYPOTHESIS_PROFILE": "mutation",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": f"{HERE}{os.pathsep}src",
    }


def main() -> int:
    """Run it all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", metavar="PATTERN")
    parser.add_argument(
        "--limit", type=float, default=15.0, help="seconds of tests that may try what nothing explains (15)"
    )
    parser.add_argument("--keep", action="store_true", help="go on where a run ended: what was killed stays so")
    asked = parser.parse_args()
    if not asked.keep:
        make()
        VERDICTS.unlink(missing_ok=True)
    every = names(asked.patterns)
    refused = refused_by_types(MUTANTS) & set(every)
    known = verdicts_of(every)
    judge([name for name in every if name not in refused and known.get(name, "survived") in SURVIVED], QUICKLY)
    left = [change.mutant for change in unexplained(verdicts_of(every))]
    judge(left, asked.limit, control=False)
    return min(report(refused, verdicts_of(every)), 1)


if __name__ == "__main__":
    sys.exit(main())
