"""Importing: what a process takes until the library is there, and until it has done its first work.

Usage: python benchmarks/imports.py [--quick]

Each candidate is a whole process, its start and its end included; ratios are to one that imports attrs. What the .pth
files of the environment import is in all of them: one with only the library and these benchmarks' peers compares best.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from measuring import OURS, Work, main, measure

CLASS = """
@frozen
class Class{0}:
    id: str
    name: str | None = None
    days: tuple[int, ...] = ()
    known: bool = False
"""
CLASSES = "from __future__ import annotations\nfrom attrs import frozen\n" + "".join(map(CLASS.format, range(25)))

DOCUMENT = "import metroworkshops; metroworkshops.metropolitan_workshops()"
CALENDAR = """
from datetime import UTC, datetime
import metroworkshops as mw
edition = mw.metropolitan_workshops().edition("2020")
mw.calendars.to_ical(mw.calendars.publish(edition, at=datetime(2020, 1, 1, tzinfo=UTC)), language="en")
"""

PROGRAMS = {
    "import attrs": "import attrs",
    "the interpreter alone": "",
    "attrs, and 25 frozen classes": "import classes_of_attrs",
    f"{OURS}, imported": "import metroworkshops",
    f"{OURS}, Edition": "from metroworkshops import Edition",
    f"{OURS}, a first When.parse": "from metroworkshops import When; When.parse('2020-10/2020-11')",
    f"{OURS}, a first document": DOCUMENT,
    f"{OURS}, a first calendar": CALENDAR,
    "attrs, cattrs, pendulum, icalendar, babel": "import attrs, cattrs, pendulum, icalendar, babel",
}
MEMORY = "\nprint(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')])"


def ran(program: str, *folders: str) -> str:
    """Run a program in a new process, which finds modules in these folders too."""
    found = f"import sys; sys.path[:0] = {list(folders)!r}\n{program}"
    done = subprocess.run([sys.executable, "-c", found], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return done.stdout


def memory(program: str, *folders: str) -> float | None:
    """Tell how many MiB a whole process holds at most. None where the system is not Linux."""
    return float(ran(program + MEMORY, *folders)) / 1024 if sys.platform == "linux" else None


def works(quick: bool) -> Iterator[Work]:
    """Measure whole processes."""
    with TemporaryDirectory() as folder:
        Path(folder, "classes_of_attrs.py").write_text(CLASSES, encoding="utf-8")

        def run(program: str) -> Callable[[object], object]:
            return lambda _: ran(program, folder)

        runs = {name: run(program) for name, program in PROGRAMS.items()}
        results = measure(runs, repeat(None), rounds=5 if quick else 25, clock=perf_counter)
        held = {name: memory(program, folder) for name, program in PROGRAMS.items()}
    yield Work(
        "imports",
        "From the start of a process to its end",
        "process",
        {1: results},
        {name: {1: most} for name, most in held.items() if most is not None},
        ours=f"{OURS}, imported",
        aims={f"{OURS}, imported": 1.5},
    )


if __name__ == "__main__":
    main(works, __doc__)
