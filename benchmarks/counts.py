"""Counts of what Python executes, which no mood of a machine changes: whether the library has become slower.

Usage: python benchmarks/counts.py [--renew] [--only NAME ...] [--kept FILE]

Each work runs in a process of its own, once so that everything is loaded, and once counted: the instructions of Python
that the library's own code executes, and the calls that it makes to what is not its own. They are compared with those
kept in counts.json for this version of Python. More than 5 % apart, either way, is told, and is an error. Whatever the
version, four times as much of a work must take no more than 4.2 times as many instructions.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from attrs import evolve

import metroworkshops as mw
from metroworkshops import Applicant, Deadline, When

__all__ = ["Count", "Work", "counted", "faults", "growth_faults", "work_counts"]

TOLERANCE = 0.05
MOST_GROWTH = 4.2
KEPT = Path(__file__).with_name("counts.json")
SOURCE = str(Path(mw.__file__).parent)
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"

Count = dict[str, int]
"""How many instructions, and how many calls."""

Work = Callable[[int], Callable[[], object]]
"""Prepares work of a size, which is not counted, and gives what does it."""

# --- Counting ---------------------------------------------------------------------------


def counted(run: Callable[[], object], source: str = SOURCE) -> Count:
    """Run something, and count what the code in a folder executes: its instructions, and its calls of other code.

    From Python 3.12 on, instructions of a function are told from its second call on.
    """
    instructions = calls = 0

    def is_ours(frame: FrameType | None) -> bool:
        return frame is not None and frame.f_code.co_filename.startswith(source)

    def inside(_frame: FrameType, event: str, _: object) -> Any:
        nonlocal instructions
        instructions += event == "opcode"
        return inside

    def entered(frame: FrameType, _event: str, _: object) -> Any:
        if not is_ours(frame):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return inside

    def called(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        if event == "c_call":
            calls += is_ours(frame)
        elif event == "call":
            calls += is_ours(frame.f_back) and not is_ours(frame)

    before = sys.gettrace(), sys.getprofile()
    sys.setprofile(called)
    sys.settrace(entered)
    try:
        run()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return {"instructions": instructions, "calls": calls}


def work_counts(work: Work, sizes: tuple[int, ...]) -> dict[str, Count]:
    """Count a work at its sizes; it runs once before, for nothing; where it has one size, its first time counts."""
    if len(sizes) > 1:
        counted(work(sizes[0]))
    return {str(size): counted(work(size)) for size in sizes}


# --- The works --------------------------------------------------------------------------

AT = datetime(2026, 1, 1, tzinfo=UTC)
# Dates that were read before are not read again: each preparation takes later ones.
FIRST_DAYS = (date(1900, 1, 1) + timedelta(days=number) for number in itertools.count(0, 4_000))


def parse(size: int) -> Callable[[], object]:
    """Read dates, no two the same."""
    first = next(FIRST_DAYS)
    days = [first + timedelta(days=number) for number in range(size)]
    texts = [f"{day}/{day + timedelta(days=4)}" if day.day % 2 else f"{day}" for day in days]
    return lambda: [When.parse(text) for text in texts]


def passed(size: int) -> Callable[[], object]:
    """Ask one deadline about many instants."""
    deadline = Deadline.on("2026-01-31", zone="Europe/Paris")
    instants = [AT + timedelta(minutes=90 * number) for number in range(size)]
    return lambda: [deadline.passed(at) for at in instants]


def made(size: int) -> Callable[[], object]:
    """Make deadlines, and ask each once."""
    first = next(FIRST_DAYS)
    days = [first + timedelta(days=number) for number in range(size)]
    return lambda: [Deadline.on(day, zone="Europe/Paris").passed(AT) for day in days]


def load_edition(size: int) -> Callable[[], object]:
    """Read an edition of so many sessions."""
    import calendars

    text = mw.documents.dumps(calendars.given(size).edition)
    return lambda: mw.documents.loads(text, mw.Edition)


def load_applicants(size: int) -> Callable[[], object]:
    """Read applicants, a document each."""
    import loading

    texts = [mw.documents.dumps(one) for one in loading.applicants(size)]
    return lambda: [mw.documents.loads(text, Applicant) for text in texts]


def dumps(size: int) -> Callable[[], object]:
    """Write a team of applicants."""
    import loading

    team = Applicant("everybody", members=list(loading.applicants(size)))
    return lambda: mw.documents.dumps(team)


def screen(size: int) -> Callable[[], object]:
    """Screen applicants, and read the findings of each tenth."""
    import screening

    given = list(screening.cohort(size))
    edition = evolve(screening.EDITION)  # what an edition keeps to be quick is new too

    def run() -> None:
        for number, one in enumerate(mw.screening.screen_all(given, edition)):
            if number % 10 == 0:
                assert len(one.findings) == 5

    return run


def publish(size: int) -> Callable[[], object]:
    """Publish an edition of so many sessions, half of them with hours, and write its calendar."""
    import calendars

    days, hours = calendars.given(size // 2).edition, calendars.given(size // 2, hours=True).edition
    return lambda: [
        mw.calendars.to_ical(mw.calendars.publish(edition, at=AT), language="fr") for edition in (days, hours)
    ]


def republish(size: int) -> Callable[[], object]:
    """Publish an edition anew, of which one session moved."""
    import calendars

    one = calendars.given(size)
    moved = one.edition.sessions[0].moved_to("2026-09", announced=AT + timedelta(days=1))
    edition = one.edition.replacing(moved)
    return lambda: mw.calendars.publish(edition, previous=one.publication, at=AT + timedelta(days=2))


def first_calendar(_: int) -> Callable[[], object]:
    """Do everything for the first time in a process: what is imported counts."""

    def run() -> None:
        edition = mw.metropolitan_workshops().edition("2020")
        mw.calendars.to_ical(mw.calendars.publish(edition, at=datetime(2020, 1, 1, tzinfo=UTC)), language="en")

    return run


WORKS: Mapping[str, tuple[Work, tuple[int, ...]]] = {
    "read dates": (parse, (250, 1_000)),
    "ask a deadline": (passed, (250, 1_000)),
    "make deadlines": (made, (50, 200)),
    "load an edition": (load_edition, (10, 40)),
    "load applicants": (load_applicants, (50, 200)),
    "write a team": (dumps, (50, 200)),
    "screen": (screen, (50, 200)),
    "publish": (publish, (10, 40)),
    "publish anew": (republish, (10, 40)),
    "a first calendar": (first_calendar, (1,)),
}


# --- Judging ----------------------------------------------------------------------------

Counts = Mapping[str, Mapping[str, Count]]
"""By work and size."""


def faults(kept: Counts, found: Counts) -> list[str]:
    """Tell what is more than the tolerance away from what was kept, either way."""
    told = []
    for name, sizes in found.items():
        for size, count in sizes.items():
            for what, now in count.items():
                before = kept.get(name, {}).get(size, {}).get(what)
                if before is None:
                    told.append(f"{name}, {size}: nothing is kept of its {what}")
                elif abs(now / before - 1) > TOLERANCE:
                    way = "rose" if now > before else "fell"
                    told.append(
                        f"{name}, {size}: its {what} {way} by {abs(now / before - 1):.0%}, {before:,} to {now:,}"
                    )
    return told


def growth_faults(found: Counts) -> list[str]:
    """Tell what takes more than its share at four times the size."""
    told = []
    for name, sizes in found.items():
        counts = [one["instructions"] for one in sizes.values()]
        if len(counts) == 2 and counts[1] > MOST_GROWTH * counts[0]:
            few, many = sizes
            told.append(
                f"{name}: {many} take {counts[1] / counts[0]:.1f} times the instructions of {few}, "
                f"and must take no more than {MOST_GROWTH} times"
            )
    return told


def in_a_process(name: str) -> dict[str, Count]:
    """Count a work in a new process, in which sets have the same order each time."""
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    command = [sys.executable, __file__, "--count", name]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise RuntimeError(f"{name!r} failed:\n{done.stderr}")
    found: dict[str, Count] = json.loads(done.stdout)
    return found


def main() -> int:
    """Count, and compare or keep; answer 1 where something must be looked at."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--renew", action="store_true", help="keep the counts of this version of Python")
    reader.add_argument(
        "--only", nargs="+", choices=WORKS, default=list(WORKS), metavar="NAME", help="leave others out"
    )
    reader.add_argument("--kept", type=Path, default=KEPT, help="the file of counts")
    reader.add_argument("--count", choices=WORKS, help=argparse.SUPPRESS)
    asked = reader.parse_args()
    if asked.count:
        print(json.dumps(work_counts(*WORKS[asked.count])))
        return 0
    found = {name: in_a_process(name) for name in asked.only}
    for name, sizes in found.items():
        print(
            f"{name:18}",
            "; ".join(f"{size}: {one['instructions']:,} and {one['calls']:,}" for size, one in sizes.items()),
        )
    every = json.loads(asked.kept.read_text(encoding="utf-8")) if asked.kept.exists() else {}
    if asked.renew:
        every[VERSION] = {**every.get(VERSION, {}), **found}
        asked.kept.write_text(json.dumps(dict(sorted(every.items())), indent=1) + "\n", encoding="utf-8")
        print(f"kept for Python {VERSION} in {asked.kept.name}; say with the change why they differ")
    told = growth_faults(found)
    if VERSION in every:
        told += faults(every[VERSION], found)
    else:
        print(f"nothing is kept for Python {VERSION}: only the growth was checked")
    for one in told:
        print(one, file=sys.stderr)
    if told:
        print(
            "Mend what became slower. What is meant, or a gain to be kept: python benchmarks/counts.py --renew",
            file=sys.stderr,
        )
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
