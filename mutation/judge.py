"""A pytest plugin that judges mutants: each in a fork of a process that has gathered the tests once.

mutmut starts pytest anew for each mutant, and most of the time of a run goes there. This plugin takes the mutants that
mutmut made, and the tests that mutmut saw to reach each function, and runs these, the quickest first, until one fails.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import time
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest
from forget import forget_everything, import_everything

WORKERS: Final = int(os.environ.get("MUTATION_WORKERS", str(os.cpu_count() or 1)))
LIMIT: Final = float(os.environ.get("MUTATION_LIMIT", "15"))
"""Tests of how many seconds, as mutmut measured them, may try one mutant: too few let some survive, and kill none."""
CASES: Final = 3
OVERHEAD: Final = 0.003
"""Seconds that pytest takes for a test, whatever it does."""
EVERY: Final = os.environ.get("MUTATION_EVERY") == "1"
"""Whether each mutant is tried by all tests that were gathered, for tests that mutmut has not seen."""
CONTROL: Final = os.environ.get("MUTATION_CONTROL", "1") == "1"
"""Whether all tests are tried without a mutant first."""
STATS: Final = Path("mutmut-stats.json")
ASKED: Final = Path("asked.json")
"""The mutants to judge, as a list of their names."""
VERDICTS: Final = Path("verdicts.jsonl")
"""A line for each mutant judged: its name, what became of it, the seconds, and the test that failed."""
_VERDICTS: Final = {0: "survived", 1: "killed"}
_OUT_OF_TIME: Final = {signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL}


class _Failures:
    """The first test that failed in this process."""

    def __init__(self) -> None:
        self.first: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.first is None:
            self.first = report.nodeid


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Judge the mutants instead of running the tests."""
    asked: list[str] = json.loads(ASKED.read_text(encoding="utf-8"))
    stats = json.loads(STATS.read_text(encoding="utf-8"))
    seconds: dict[str, float] = stats["duration_by_test"]
    reached: dict[str, list[str]] = stats["tests_by_mangled_function_name"]
    items = {item.nodeid: item for item in session.items}
    killers: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def tests_of(mutant: str) -> list[pytest.Item]:
        """List the tests that reach a mutant.

        Those that killed others of its function come first, then those of its module, of what its room refuses, and of
        its room; the quickest of them before the others and a few cases of each test at a time.
        """
        function = mutant.partition("__mutmut_")[0]
        names = list(items) if EVERY else [name for name in reached.get(function, ()) if name in items]
        killed = killers[function]
        names.sort(key=lambda name: seconds.get(name, 0.0))
        cases: Counter[str] = Counter()
        turn: dict[str, int] = {}
        for name in names:
            test = name.partition("[")[0]
            turn[name] = cases[test] // CASES
            cases[test] += 1
        _, at_home, *modules = function.split(".")[:-1]
        files = tuple(f"/test_{module}" for module in (*modules, "refusals"))

        def distance(name: str) -> int:
            here = name.startswith(f"tests/{at_home}/")
            return next((place for place, file in enumerate(files) if here and file in name), len(files) + (not here))

        names.sort(key=lambda name: (-killed[name], distance(name), turn[name]))
        return [items[name] for name in names]

    def within_limit(tests: list[pytest.Item]) -> list[pytest.Item]:
        kept, spent = [], 0.0
        for test in tests:
            spent += seconds.get(test.nodeid, 0.0) + OVERHEAD
            if spent > LIMIT:
                break
            kept.append(test)
        return kept or tests[:1]

    import_everything()
    import_module("hypothesis.internal.charmap").charmap()
    forget_everything()
    gc.freeze()
    order = sorted(session.items, key=lambda item: seconds.get(item.nodeid, 0.0))
    code, failed = _wait(_fork("", order, 3600.0)) if CONTROL else (0, None)
    if code != 0:
        pytest.exit(f"without a mutant the tests must pass in this order, and do not ({code}): {failed}", 1)
    running: dict[int, tuple[str, float]] = {}

    def collect() -> None:
        pid, status = os.wait()
        mutant, began = running.pop(pid)
        code = os.waitstatus_to_exitcode(status)
        test = _failed(pid)
        verdict = (
            "survived" if code == 0 else "killed" if code == 1 else "timeout" if -code in _OUT_OF_TIME else "crashed"
        )
        if test in items:
            killers[mutant.partition("__mutmut_")[0]][test] += 1
        _say(verdicts, mutant, verdict, time.monotonic() - began, test)

    with VERDICTS.open("a", encoding="utf-8") as verdicts:
        for number, mutant in enumerate(asked):
            tests = tests_of(mutant) if EVERY else within_limit(tests_of(mutant))
            if not tests:
                _say(verdicts, mutant, "no tests", 0.0, None)
                continue
            while len(running) >= WORKERS:
                collect()
            estimate = sum(seconds.get(test.nodeid, 0.0) for test in tests)
            pid = _fork(mutant, tests, 10 + 4 * estimate)
            running[pid] = (mutant, time.monotonic())
            if number % 100 == 0:
                os.write(2, f"{number} of {len(asked)}\n".encode())
        while running:
            collect()
    return True


def _message(pid: int) -> Path:
    return Path(f"failed-{pid}")


def _fork(mutant: str, tests: list[pytest.Item], limit: float) -> int:
    """Run the tests in a child until one fails; `limit` is of processor seconds."""
    pid = os.fork()
    if pid:
        return pid
    code = 2
    try:
        # By its name, for it is not there where types are checked.
        import_module("mutmut.mutation.trampoline").set_mutant_under_test(mutant)
        nothing = os.open(os.devnull, os.O_WRONLY)
        for descriptor in (1, 2):
            os.dup2(nothing, descriptor)
        resource.setrlimit(
            resource.RLIMIT_CPU, (int(time.process_time() + limit), int(time.process_time() + limit) + 5)
        )
        signal.alarm(int(60 + 10 * limit))
        failures = _Failures()
        tests[0].config.pluginmanager.register(failures)
        code = 0
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            test.ihook.pytest_runtest_protocol(item=test, nextitem=following)
            if failures.first is not None:
                _message(os.getpid()).write_text(failures.first, encoding="utf-8")
                code = 1
                break
    except BaseException as error:  # whatever a mutant raises where nobody looks for it ends this child and no other
        _message(os.getpid()).write_text(f"{type(error).__name__}: {error}"[:500], encoding="utf-8", errors="replace")
        code = 1
    finally:
        os._exit(code)


def _wait(pid: int) -> tuple[int, str | None]:
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), _failed(pid)


def _failed(pid: int) -> str | None:
    path = _message(pid)
    if not path.exists():
        return None
    text = path.read_text(encoding="utf-8")
    path.unlink()
    return text


def _say(verdicts: Any, mutant: str, verdict: str, took: float, test: str | None) -> None:
    line = {"mutant": mutant, "verdict": verdict, "seconds": round(took, 2), "test": test}
    verdicts.write(json.dumps(line, ensure_ascii=False) + "\n")
    verdicts.flush()
