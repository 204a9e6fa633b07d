"""Loading and writing: what documents cost beside hand-written code, pydantic in strict mode, and msgspec.

Besides: an edition's JSON in and its calendar out, as a whole process.

Usage: python benchmarks/loading.py [--quick]

Ratios are to the first candidate of each table: pydantic, where it is installed. Peers that are not are left out:
python -m pip install --requirement benchmarks/requirements.txt
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import repeat
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import icalendar
from attrs import evolve
from loading_peers import Peer, by_hand, peers
from measuring import measure, table

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


def agree(candidates: Mapping[str, Peer], lines: Path, whole: Path) -> int:
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
    text = whole.read_bytes()
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


def streamed(candidates: Mapping[str, Peer], lines: Path, count: int, rounds: int) -> None:
    """Measure lines that are read and let go, one by one."""

    def run(peer: Peer) -> Callable[[object], object]:
        return lambda _: use(map(peer.read, lines_of(lines)))

    runs = {name: run(peer) for name, peer in candidates.items()}
    runs["library, read_json_lines"] = lambda _: use(tables.read_json_lines(lines, Applicant))
    print(table(f"{count:,}, JSON lines, let go", measure(runs, repeat(None, rounds + 1)), pieces=count))


def kept(candidates: Mapping[str, Peer], lines: Path, whole: Path, count: int, rounds: int) -> None:
    """Measure what is kept, of lines and of one document; and of lines, what of that is the collector's."""

    def each(peer: Peer) -> Callable[[object], object]:
        return lambda _: len(list(map(peer.read, lines_of(lines))))

    def document(peer: Peer) -> Callable[[object], object]:
        return lambda _: len(peer.read(whole.read_bytes()).members)

    runs = {name: each(peer) for name, peer in candidates.items()}
    print(table(f"{count:,}, JSON lines, kept", measure(runs, repeat(None, rounds + 1)), pieces=count))
    gc.disable()
    try:
        paused = measure(runs, repeat(None, rounds + 1))
    finally:
        gc.enable()
    print(table(f"{count:,}, JSON lines, kept, the cyclic collector paused", paused, pieces=count))
    runs = {name: document(peer) for name, peer in candidates.items()}
    print(table(f"{count:,}, one document", measure(runs, repeat(None, rounds + 1)), pieces=count))


def writing(candidates: Mapping[str, Peer], lines: Path, count: int, rounds: int) -> None:
    """Measure how long writing takes, a line each; the library's also in its canonical form, into a file."""

    def lengths(peer: Peer) -> Callable[[object], object]:
        values = list(map(peer.read, lines_of(lines)))
        return lambda _: use(map(peer.write, values))

    target = lines.with_name("written.jsonl")
    own = list(tables.read_json_lines(lines, Applicant))
    runs = {name: lengths(peer) for name, peer in candidates.items()}
    runs["library, write_json_lines"] = lambda _: use([tables.write_json_lines(target, own)])
    print(table(f"{count:,}, written as JSON lines", measure(runs, repeat(None, rounds + 1)), pieces=count))


def peak(run: Callable[[], object]) -> float:
    """Give the most memory held, in MiB."""
    gc.collect()
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def memory(candidates: Mapping[str, Peer], files: Mapping[int, Path]) -> None:
    """Tell the memory of JSON lines that are read, at each size."""

    def told(title: str, run: Callable[[Path], object]) -> None:
        each = "  ".join(f"{count:,}: {peak(lambda path=path: run(path)):.1f} MiB" for count, path in files.items())  # type: ignore[misc]
        print(f"  {title:48}  {each}")

    print("Memory at its peak, JSON lines")
    told("library, one by one", lambda path: use(tables.read_json_lines(path, Applicant)))
    for name, peer in candidates.items():
        told(f"{name}, kept in a list", lambda path, peer=peer: list(map(peer.read, lines_of(path))))  # type: ignore[misc]


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
from time import perf_counter
from metroworkshops import Edition, documents
first = sys.stdin.read()
second = first.replace("2026", "2027")
for text in (first, second):
    start = perf_counter()
    documents.loads(text, Edition)
    print((perf_counter() - start) * 1000)
"""


def ran(text: bytes, *arguments: str) -> bytes:
    """Run a program in a new process."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, input=text, capture_output=True, check=True).stdout  # noqa: S603 - our own


def events(calendar: bytes) -> set[tuple[str, object, object]]:
    """List what a calendar says: titles and days."""
    found = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    return {(str(one["SUMMARY"]), one.decoded("DTSTART"), one.decoded("DTEND")) for one in found}


def one_edition(rounds: int) -> None:
    """Measure one edition: how long reading it takes in a new process, and its calendar, the whole process.

    Raises:
        ValueError: Two calendars differ.
    """
    text = documents.dumps(EDITION).encode()
    programs = {
        "straightforward, on the four packages": (str(Path(__file__).with_name("straightforward.py")),),
        "library": ("-c", WITH_THE_LIBRARY),
    }
    told = [events(ran(text, *program)) for program in programs.values()]
    if told[0] != told[1] or len(told[0]) != len(EDITION.sessions):
        raise ValueError(f"the calendars differ: {told}")
    runs: dict[str, Callable[[bytes], object]] = {
        name: lambda given, program=program: ran(given, *program).count(b"BEGIN:VEVENT")  # type: ignore[misc]
        for name, program in programs.items()
    }
    print(table("An edition in, its calendar out, whole process", measure(runs, repeat(text, rounds + 1))))
    times = [list(map(float, ran(text, "-c", FIRST_AND_SECOND).split())) for _ in range(rounds)]
    first, second = (median(column) for column in zip(*times, strict=True))
    print(f"The first edition that a process reads: {first:.1f} ms; the second, another: {second:.2f} ms")


def write_files(folder: Path, count: int) -> tuple[Path, Path]:
    """Write the same applicants as JSON lines and as one document: a team with all of them."""
    lines, whole = folder / f"{count}.jsonl", folder / f"{count}.json"
    tables.write_json_lines(lines, applicants(count))
    team = Applicant("everybody", members=list(applicants(count)))
    whole.write_bytes(library().write(team))
    return lines, whole


def main(*arguments: str) -> None:
    """Compare, then measure."""
    if arguments not in ((), ("--quick",)):
        sys.exit(__doc__)
    few, many = (1_000, 10_000) if arguments else (1_000, 100_000)
    print(f"CPython {sys.version.split()[0]}; medians, candidates in turn")
    candidates = {**dict(peers()), "by hand, json and attrs": by_hand(), "library": library()}
    with TemporaryDirectory() as folder:
        files = {count: write_files(Path(folder), count) for count in (few, many)}
        print(f"Equal: {agree(candidates, *files[few]):,} applicants, {len(WRONG)} faults refused by all\n")
        one_edition(15)
        streamed(candidates, files[few][0], few, 15)
        writing(candidates, files[few][0], few, 15)
        kept(candidates, *files[few], few, 15)
        kept(candidates, *files[many], many, 3)
        memory(candidates, {count: files[count][0] for count in files})


if __name__ == "__main__":
    main(*sys.argv[1:])
