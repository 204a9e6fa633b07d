"""Loading and writing: what documents cost beside hand-written code, pydantic in strict mode, and msgspec.

Besides: an edition's JSON in and its calendar out, as a whole process.

Usage: python benchmarks/loading.py [--quick]

Ratios are to the first candidate of each table: pydantic, where it is installed. All read the same from 1,000 lines,
there and back and as one document, and refuse the same faults, which is compared before anything is timed. Peers are
measured where they are installed: python -m pip install --requirement benchmarks/requirements.txt
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, repeat
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import icalendar
from attrs import evolve
from loading_peers import Peer, by_hand, peers
from measuring import OURS, Work, by_size, main, measure, peaks

from metroworkshops import (
    Applicant,
    City,
    DocumentError,
    Edition,
    EducationLevel,
    Session,
    Standing,
    Statement,
    When,
    documents,
    tables,
)
from metroworkshops.documents.document import to_document
from screening import COUNTRIES, cohort

ROLES = ("urban planner", "architect", "engineer", "local government representative", "élu local")
LETTERS = ("employer's letter", "travel document")


def applicants(count: int) -> Iterator[Applicant]:
    """Invent applicants with all that a form asks for; about one fact in ten is missing."""
    random = Random(2027)  # noqa: S311 - no secret
    for number, one in enumerate(cohort(count)):
        given: dict[str, Any] = {
            "name": f"Amina Ben Salah {number}",
            "email": f"applicant.{number}@example.org",
            "roles": random.sample(ROLES, random.randint(1, 2)),
            "nationalities": random.sample(COUNTRIES, random.choice((1, 1, 1, 2))),
            "experience_years": random.choice((0, 2, 2.5, 7, 12, 30)),
            "education": random.choice(list(EducationLevel)),
            "statements": [
                Statement(name, random.random() < 0.9, standing=random.choice(list(Standing))) for name in LETTERS
            ],
        }
        known = {fact: value for fact, value in given.items() if random.random() < 0.9}
        yield evolve(one, extensions=(), **known)


# --- Candidates ---------------------------------------------------------------------


def library() -> Peer:
    """Read and write documents with the library."""
    every = documents.Limits(size=2**31)
    return Peer(
        read=lambda text: documents.loads(text, Applicant, limits=every),
        write=lambda one: json.dumps(to_document(one), ensure_ascii=False, separators=(",", ":")).encode(),
        refusal=DocumentError,
    )


def facts(person: Any) -> tuple[object, ...]:
    """List everything that a candidate read of a person, whatever its classes are; None where nothing was given."""

    def each(name: str, *inner: str) -> object:
        found = getattr(person, name)
        return found and tuple(tuple(_text_of(getattr(one, field)) for field in inner) for one in found)

    alone = ("id", "name", "email", "birth_date", "applied_at", "residence", "experience_years", "education")
    return (
        *(getattr(person, name) for name in alone),
        *(given and tuple(given) for given in (person.roles, person.nationalities)),
        each("languages", "language", "level", "standing"),
        each("commitments", "session", "to", "places", "mode", "attends"),
        each("statements", "name", "holds", "standing"),
    )


def _text_of(fact: object) -> object:
    return fact.edtf if isinstance(fact, When) else fact


# --- Comparing -----------------------------------------------------------------------

# What each candidate must refuse, as a change of an applicant that is right: where, and what is put there.
WRONG: tuple[tuple[tuple[str | int, ...], object], ...] = (
    (("id",), 7),
    (("id",), ""),
    (("id",), "a 1"),
    (("id",), "a" * 201),
    (("name",), " "),
    (("email",), "amina"),
    (("birth_date",), "1985-02-30"),
    (("birth_date",), 7),
    (("languages",), "fr"),
    (("languages", 0, "language"), "french"),
    (("languages", 0, "level"), "C3"),
    (("languages", 0, "standing"), None),
    (("languages", 0, "fee"), 1),
    (("commitments", 0, "to"), "2020-13"),
    (("commitments", 0, "attends"), 1),
    (("commitments", 0, "attends"), "true"),
    (("commitments", 0, "mode"), "on line"),
    (("commitments", 1, "session"), "tunis-2026"),
    (("applied_at",), "2026-01-31T12:00:00"),
    (("residence",), "XX"),
    (("nationalities",), ["FR", "FR"]),
    (("roles",), ["engineer", "Engineer"]),
    (("experience_years",), "7"),
    (("experience_years",), True),
    (("experience_years",), 101),
    (("education",), "school"),
    (("statements", 0, "holds"), "no"),
    (("statements", 1, "name"), "employer's letter"),
    (("fee",), 1),
    (("kind",), "person"),
    (("version",), "1"),
)
RIGHT = {
    "format": "metroworkshops",
    "version": 1,
    "kind": "applicant",
    "id": "a-1",
    "languages": [{"language": "fr", "level": "C1"}],
    "commitments": [{"session": "tunis-2026", "to": "2026-03"}, {"session": "tirana-2026", "to": "2026-09"}],
    "statements": [{"name": "employer's letter"}, {"name": "travel document", "holds": False}],
}
REPEATED = b'{"format":"metroworkshops","version":1,"kind":"applicant","id":"a-1","id":"a-2"}'


def changed(path: tuple[str | int, ...], value: object) -> bytes:
    """Give the applicant that is right with one thing wrong."""
    data: Any = json.loads(json.dumps(RIGHT))
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return json.dumps(data).encode()


def refuses(peer: Peer, line: bytes) -> bool:
    """Tell whether a candidate refuses a line."""
    try:
        peer.read(line)
    except peer.refusal:
        return True
    return False


def agree(candidates: Mapping[str, Peer], lines: Path) -> int:
    """Compare all that is read, there and back, and what is refused, before anything is timed; count the applicants.

    Raises:
        ValueError: Two differ.
    """
    for path, value in WRONG:
        lax = [name for name, peer in candidates.items() if not refuses(peer, changed(path, value))]
        if lax:
            raise ValueError(f"{', '.join(lax)}: {value!r} is taken at {path}")
    print("A key given twice is refused by:", *(name for name, peer in candidates.items() if refuses(peer, REPEATED)))
    (base, first), *others = candidates.items()
    compared = 0
    with lines.open("rb") as file:
        for line in file:
            expected = facts(first.read(line))
            for name, peer in others:
                mine = peer.read(line)
                if facts(mine) != expected or facts(first.read(peer.write(mine))) != expected:
                    raise ValueError(f"{name!r} differs from {base!r} in {line!r}")
            compared += 1
    text = lines.with_suffix(".json").read_bytes()
    members = list(map(facts, first.read(text).members))
    if any(list(map(facts, peer.read(text).members)) != members for _, peer in others):
        raise ValueError("the documents of all differ")
    return compared


# --- Measuring -----------------------------------------------------------------------


def use(answers: Iterable[object]) -> None:
    """Take each answer and let it go, as in a stream."""
    deque(answers, maxlen=0)


def lines_of(path: Path) -> Iterator[bytes]:
    """Read a file line by line."""
    with path.open("rb") as file:
        yield from file


LIBRARY = f"{OURS}, documents.loads"
FROM_LINES = f"{OURS}, read_json_lines"
COMPACT = f"{OURS}, dumps on one line"
CANONICAL = f"{OURS}, write_json_lines, canonical"
DUMPS = f"{OURS}, dumps"
Run = Callable[[Path], object]


def candidates() -> dict[str, Peer]:
    """Give all that are installed, the library last."""
    return {**dict(peers()), "by hand, json and attrs": by_hand(), LIBRARY: library()}


def stream(peer: Peer) -> Run:
    """Give what reads lines and lets them go, one by one."""
    return lambda lines: use(map(peer.read, lines_of(lines)))


def kept(peer: Peer) -> Run:
    """Give what reads lines and keeps all until the last is read."""
    return lambda lines: len(list(map(peer.read, lines_of(lines))))


def document(peer: Peer) -> Run:
    """Give what reads one document, a team."""
    return lambda lines: len(peer.read(lines.with_suffix(".json").read_bytes()).members)


def reading(files: Mapping[int, Path], *, quick: bool) -> Iterator[Work]:
    """Measure lines that are let go and kept, with and without the cyclic collector, and one document."""
    each = candidates()
    small = min(files.values(), key=lambda path: path.stat().st_size)

    def inputs(size: int) -> Iterator[Path]:
        return chain([small], repeat(files[size]))

    def measured(make: Callable[[Peer], Run], more: Mapping[str, Run] | None = None) -> dict[int, Any]:
        runs = {name: make(peer) for name, peer in each.items()} | dict(more or {})
        return by_size(runs, inputs, tuple(files), quick=quick)

    memory = {size: str(path) for size, path in files.items()}
    streamed = measured(stream, {FROM_LINES: lambda lines: use(tables.read_json_lines(lines, Applicant))})
    yield Work(
        "loading/lines",
        "Read JSON lines, let go one by one",
        "applicant",
        streamed,
        peaks("loading", memory, [FROM_LINES]),
        ours=FROM_LINES,
        aims={FROM_LINES: 1.3},
    )
    yield Work(
        "loading/kept",
        "Read JSON lines, all kept",
        "applicant",
        measured(kept),
        peaks("loading", memory, each),
        ours=LIBRARY,
        aims={LIBRARY: 0.5},
    )
    gc.disable()
    try:
        paused = measured(kept)
    finally:
        gc.enable()
    title = "Read JSON lines, all kept, the cyclic collector paused"
    yield Work("loading/paused", title, "applicant", paused, aims={LIBRARY: 1.3})
    yield Work("loading/document", "Read one document, a team", "applicant", measured(document))


def writing(files: Mapping[int, Path], *, quick: bool) -> Iterator[Work]:
    """Measure what writing takes, a line each and one document; the library's also as people get it.

    Each writes what it read, and all of a size is held meanwhile.
    """
    each = candidates()
    target = next(iter(files.values())).with_name("written.jsonl")

    def people(size: int) -> Iterator[Mapping[str, list[Any]]]:
        return repeat({name: list(map(peer.read, lines_of(files[size]))) for name, peer in each.items()})

    def teams(size: int) -> Iterator[Mapping[str, Any]]:
        text = files[size].with_suffix(".json").read_bytes()
        return repeat({name: peer.read(text) for name, peer in each.items()})

    def lines(name: str, write: Callable[[Any], bytes]) -> Callable[[Mapping[str, list[Any]]], object]:
        return lambda given: use(map(write, given[name]))

    def whole(name: str, write: Callable[[Any], bytes]) -> Callable[[Mapping[str, Any]], object]:
        return lambda given: use([write(given[name])])

    def named(name: str) -> str:
        return COMPACT if name == LIBRARY else name

    runs = {named(name): lines(name, peer.write) for name, peer in each.items()}
    runs[CANONICAL] = lambda given: use([tables.write_json_lines(target, given[LIBRARY])])
    results = by_size(runs, people, tuple(files), quick=quick)
    yield Work("writing/lines", "Write JSON lines", "applicant", results)

    wholes = {named(name): whole(name, peer.write) for name, peer in each.items()}
    wholes[DUMPS] = lambda given: use([documents.dumps(given[LIBRARY])])
    results = by_size(wholes, teams, tuple(files), quick=quick)
    memory = peaks("loading", {size: str(path) for size, path in files.items()}, [DUMPS])
    yield Work("writing/document", "Write one document, a team", "applicant", results, memory, ours=DUMPS)


def prepared(run: Run) -> Callable[[str], Callable[[], object]]:
    """Give what runs over a file."""
    return lambda path: lambda: run(Path(path))


def dumping(path: str) -> Callable[[], object]:
    """Read a team, and give what writes it."""
    team = library().read(Path(path).with_suffix(".json").read_bytes())
    return lambda: documents.dumps(team)


def held() -> Mapping[str, Callable[[str], Callable[[], object]]]:
    """Give what the memory of is measured."""
    return {
        **{name: prepared(kept(peer)) for name, peer in candidates().items()},
        FROM_LINES: prepared(lambda lines: use(tables.read_json_lines(lines, Applicant))),
        DUMPS: dumping,
    }


# --- One edition ---------------------------------------------------------------------

EDITION = Edition(
    "workshops.example.org",
    "2026",
    title={"en": "Metropolitan Workshops 2026", "fr": "Ateliers métropolitains 2026"},
    sessions=[
        Session(f"{place.id}-2026", place.name, when=when, places=[place], dates_confirmed=True, place_confirmed=True)
        for place, when in (
            (City("tunis", "Tunis", country="TN", time_zone="Africa/Tunis"), "2026-03-09/2026-03-13"),
            (City("tirana", "Tirana", country="AL", time_zone="Europe/Tirane"), "2026-06-08/2026-06-12"),
            (City("marseille", "Marseille", country="FR", time_zone="Europe/Paris"), "2026-10-05/2026-10-09"),
        )
    ],
)

WITH_THE_LIBRARY = """
import sys
from datetime import UTC, datetime
from metroworkshops import Edition, calendars, documents
edition = documents.loads(sys.stdin.buffer.read(), Edition)
publication = calendars.publish(edition, at=datetime(2026, 1, 1, tzinfo=UTC))
sys.stdout.buffer.write(calendars.to_ical(publication, language="en"))
"""
FIRST_AND_SECOND = """
import sys
from time import process_time
from metroworkshops import Edition, documents
first = sys.stdin.read()
second = first.replace("2026", "2027")
for text in (first, second):
    start = process_time()
    documents.loads(text, Edition)
    print((process_time() - start) * 1000)
"""


def ran(text: bytes, *arguments: str) -> bytes:
    """Run a program in a new process."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, input=text, capture_output=True, check=True).stdout  # noqa: S603 - our own


def events(calendar: bytes) -> set[tuple[str, object, object]]:
    """List what a calendar says: titles and days."""
    found = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    return {(str(one["SUMMARY"]), one.decoded("DTSTART"), one.decoded("DTEND")) for one in found}


def one_edition(rounds: int) -> Iterator[Work]:
    """Measure one edition: its calendar, the whole process; and how long reading it takes, the first and the second.

    Raises:
        ValueError: Two calendars differ.
    """
    text = documents.dumps(EDITION).encode()
    program = f"{OURS}, loads, publish and to_ical"
    programs = {
        "straightforward, on the four packages": (str(Path(__file__).with_name("straightforward.py")),),
        program: ("-c", WITH_THE_LIBRARY),
    }
    told = [events(ran(text, *program)) for program in programs.values()]
    if told[0] != told[1] or len(told[0]) != len(EDITION.sessions):
        raise ValueError(f"the calendars differ: {told}")
    runs: dict[str, Callable[[bytes], object]] = {
        name: lambda given, program=program: ran(given, *program).count(b"BEGIN:VEVENT")  # type: ignore[misc]
        for name, program in programs.items()
    }
    results = measure(runs, repeat(text), rounds=rounds, clock=perf_counter)
    title = "An edition in, its calendar out, the whole process"
    yield Work("loading/edition", title, "process", {1: results}, ours=program, aims={program: 0.7})
    times = [list(map(float, ran(text, "-c", FIRST_AND_SECOND).split())) for _ in range(rounds)]
    first, second = (median(column) for column in zip(*times, strict=True))
    print(f"The first edition that a process reads: {first:.1f} ms; the second, another: {second:.2f} ms")


def write_files(folder: Path, count: int) -> Path:
    """Write the same applicants as JSON lines and, beside them, as one document: a team with all of them."""
    lines = folder / f"{count}.jsonl"
    people = list(applicants(count))
    tables.write_json_lines(lines, people)
    team = Applicant("everybody", members=people)
    lines.with_suffix(".json").write_bytes(library().write(team))
    return lines


def works(quick: bool) -> Iterator[Work]:
    """Compare, then measure."""
    sizes = (50, 500, 5_000) if quick else (1_000, 10_000, 100_000)
    with TemporaryDirectory() as folder:
        files = {count: write_files(Path(folder), count) for count in sizes}
        compared = agree(candidates(), files.get(1_000) or write_files(Path(folder), 1_000))
        print(f"Equal: {compared:,} applicants, {len(WRONG)} faults refused by all")
        yield from one_edition(5 if quick else 15)
        yield from reading(files, quick=quick)
        if not quick:
            files = {count: files.get(count) or write_files(Path(folder), count) for count in (1_000, 5_000, 20_000)}
        yield from writing(files, quick=quick)


if __name__ == "__main__":
    main(works, __doc__)
