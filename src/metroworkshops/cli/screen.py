"""``metroworkshops screen``: a table of applicants in, decisions and counts out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

import click
from attrs import define, field

import metroworkshops as mw
from metroworkshops.documents.document import to_document
from metroworkshops.documents.files import replacing
from metroworkshops.documents.text_form import canonical
from metroworkshops.domain.errors import DocumentError, Fault
from metroworkshops.words.catalogue import catalogue_for

from .counts import tell_counts
from .exits import ExitCode
from .options import (
    DOCUMENT,
    FILE,
    Language,
    at_option,
    chosen_edition_option,
    example,
    form_option,
    json_option,
    language_option,
)
from .reading import edition_in, is_stdin, name_of, one_from_stdin, read_bytes, read_document
from .terminal import progress_shown, say
from .writing import print_bytes, print_json

__all__ = ["screen"]

Record = mw.Applicant | mw.Unreadable

_JSON_LINES: Final = (".jsonl", ".ndjson")
_BATCH: Final = 1000
"""How many screenings are counted at a time."""


@click.command(
    epilog=example(
        "metroworkshops screen edition.json applications.csv --mapping applications.mapping.json \\\n"
        "    --decisions decisions.jsonl --results results.csv"
    )
)
@DOCUMENT
@click.argument("applicants", type=FILE)
@chosen_edition_option
@click.option(
    "--mapping",
    type=FILE,
    help="Which column of the table is which fact: a document. Needed for a table (.csv, .tsv, .txt, .xlsx); JSON "
    "lines of applicants (.jsonl) need none.",
)
@click.option(
    "--decisions",
    type=FILE,
    help="Where decisions go, one a line, in the order of the rows: a file ending in .jsonl, or '-'.",
)
@click.option("--results", type=FILE, help="Where a table for the committee goes: a file ending in .csv.")
@at_option
@language_option
@form_option
@json_option
def screen(
    document: Path,
    applicants: Path,
    *,
    edition_id: str | None,
    mapping: Path | None,
    decisions: Path | None,
    results: Path | None,
    at: datetime,
    language: Language,
    form: str | None,
    as_json: bool,
) -> None:
    """Screen a table of applicants, and count what came out.

    The criteria are those of the edition. A table with faults in its headers is refused, with all of them. A row with
    faults is not lost: it is undecided, its faults are told, and the exit code is 1. INSTANT is when the decisions are
    recorded. Files are replaced when all rows are done, or not at all.

    What was counted goes to stdout; to stderr, and in words, when stdout takes the decisions. Nothing that is personal
    goes to stderr: of a row that could not be read, only its place does.
    """
    one_from_stdin(document, mapping, applicants)
    _check_targets(decisions, results, sources=(document, mapping, applicants))
    edition = edition_in(read_document(document, form=form), document, edition_id)
    records, rows = _records(applicants, mapping, edition)
    found = _Found()
    with progress_shown(rows) as progress, _recorder(decisions, at) as record:
        screened = found.watch(mw.screen_all(records, edition, progress=progress, every=250), record)
        if results is not None:
            mw.tables.write_csv(results, screened, language)
        else:
            deque(screened, maxlen=0)
    if is_stdin(decisions):
        tell_counts(found.summary, language, edition, stderr=True)
        for place in dict.fromkeys(fault.path for fault in found.faults):
            say(f"  - {place}", stderr=True)
    elif as_json:
        faults = [{"path": fault.path, "message": fault.message} for fault in found.faults]
        print_json({"summary": to_document(found.summary), "faults": faults})
    else:
        tell_counts(found.summary, language, edition)
        if found.faults:
            said = catalogue_for(language).say("check-faults", file=name_of(applicants), n=len(found.faults))
            say(f"\n{said}", style="bold red")
            for fault in found.faults:
                say(f"  - {fault}", style="none")
    if found.faults:
        click.get_current_context().exit(ExitCode.NO)


def _check_targets(decisions: Path | None, results: Path | None, *, sources: Iterable[Path | None]) -> None:
    if decisions is not None and not is_stdin(decisions) and decisions.suffix.lower() not in _JSON_LINES:
        raise click.UsageError(f"'--decisions' must end in .jsonl or .ndjson, or be '-', got {str(decisions)!r}")
    if results is not None and results.suffix.lower() != ".csv":
        raise click.UsageError(f"'--results' must end in .csv, got {str(results)!r}")
    read = [source.resolve() for source in sources if source is not None and not is_stdin(source)]
    for target in (decisions, results):
        if target is not None and target.resolve() in read:
            raise click.UsageError(f"what is read must not be written over, got {str(target)!r} for both")


def _records(path: Path, mapping: Path | None, edition: mw.Edition) -> tuple[Iterator[Record], int | None]:
    """Open the applicants, and say how many there are at most, where that is cheap to know."""
    if mapping is not None:
        read = read_document(mapping, mw.TableMapping)
        source = read_bytes(path) if is_stdin(path) else path
        rows = None if path.suffix.lower() == ".xlsx" else _line_breaks(source)
        return mw.tables.read(source, read, edition), rows
    if is_stdin(path):
        return _applicants_from(read_bytes(path)), None
    if path.suffix.lower() not in _JSON_LINES:
        raise click.UsageError(f"'--mapping' is needed to read a table, got none for {str(path)!r}")
    return mw.tables.read_json_lines(path, mw.Applicant), _line_breaks(path)


def _line_breaks(source: Path | bytes) -> int:
    if isinstance(source, bytes):
        return source.count(b"\n")
    with source.open("rb") as file:
        return sum(line.endswith(b"\n") for line in file)


def _applicants_from(data: bytes) -> Iterator[Record]:
    """Read JSON lines of applicants that came through stdin, as `tables.read_json_lines` reads a file."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield mw.documents.loads(line, mw.Applicant)
        except DocumentError as e:
            faults = [Fault(f"line {number}, {fault.path}", fault.message) for fault in e.faults]
            yield mw.Unreadable(f"line-{number}", faults)


@contextmanager
def _recorder(target: Path | None, at: datetime) -> Iterator[Callable[[mw.Screening], object]]:
    """Give what puts screenings on record as decisions, one a line."""

    def line(screening: mw.Screening) -> bytes:
        return f"{canonical(to_document(mw.decide(screening, at=at)))}\n".encode()

    if target is None:
        yield lambda _: None
    elif is_stdin(target):
        yield lambda screening: print_bytes(line(screening))
    else:
        with replacing(target) as file:
            yield lambda screening: file.write(line(screening))


@define
class _Found:
    """What is known of a batch once it went by."""

    summary: mw.Summary = field(factory=mw.Summary)
    faults: list[Fault] = field(factory=list)

    def watch(
        self, screenings: Iterator[mw.Screening], record: Callable[[mw.Screening], object]
    ) -> Iterator[mw.Screening]:
        """Count and record screenings as they go by."""
        while batch := list(islice(screenings, _BATCH)):
            self.summary += mw.summarise(batch)
            for screening in batch:
                record(screening)
                if isinstance(screening.applicant, mw.Unreadable):
                    self.faults += screening.applicant.faults
            yield from batch
