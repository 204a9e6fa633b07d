"""A cohort in several files, screened file after file, and then by Dask, a file at a time: the decisions are equal.

Usage: python examples/screen_with_dask.py FOLDER [APPLICANTS]

Dask is an ordinary scheduler of work: python -m pip install "dask>=2024.8". Without it, only the first half is done.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter

import metroworkshops as mw
from metroworkshops import Applicant, Commitment, Edition, LanguageSkill, screen_all

FILES = 8

Row = tuple[str, str, str]
"""The name of the file, the id of an applicant, and the outcome."""


def invented(edition: Edition, count: int) -> Iterator[Applicant]:
    """Make up applicants, the same each time; some of them left a question out."""
    random = Random(2020)  # noqa: S311 - no secret
    opened = datetime(2019, 12, 1, tzinfo=UTC)
    for number in range(count):
        promises = [Commitment(one.id, to=one.when) for one in edition.sessions if random.random() < 0.95]
        french = LanguageSkill("fr", random.choice(("B1", "B2", "C1", "C2")))
        yield Applicant(
            f"a-{number:07}",
            languages=[french] if random.random() < 0.9 else None,
            commitments=promises if random.random() < 0.9 else None,
            applied_at=opened + timedelta(minutes=random.randrange(64 * 24 * 60)),
        )


def write_files(folder: Path, edition: Edition, count: int) -> list[Path]:
    """Write applicants to several files of about the same size, a document in each line."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"applicants-{number}.jsonl" for number in range(1, FILES + 1)]
    applicants = invented(edition, count)
    for number, path in enumerate(paths):
        size = count * (number + 1) // FILES - count * number // FILES
        mw.tables.write_json_lines(path, islice(applicants, size))
    return paths


def screen_file(path: Path, edition: Edition) -> list[Row]:
    """Screen the applicants of a file. Small rows come back: what was read stays in the process that read it."""
    applicants = mw.tables.read_json_lines(path, Applicant)
    return [(path.name, one.applicant.id, one.outcome.value) for one in screen_all(applicants, edition)]


def screen_serially(paths: Sequence[Path], edition: Edition) -> list[Row]:
    """Screen one file after the other."""
    return [row for path in paths for row in screen_file(path, edition)]


def screen_with_dask(paths: Sequence[Path], edition: Edition) -> list[Row]:
    """Screen the files in as many processes as there are cores; the rows come in the order of the files."""
    from dask import bag
    from dask.delayed import delayed

    partitions = [delayed(screen_file)(path, edition) for path in paths]
    rows: list[Row] = bag.from_delayed(partitions).compute(scheduler="processes")  # type: ignore[no-untyped-call]
    return rows


def main(folder: Path, count: int = 2_000) -> None:
    """Write a cohort, screen it both ways, compare, and write the outcomes."""
    edition = mw.metropolitan_workshops().edition("2020")
    paths = write_files(folder, edition, count)
    print(f"{count:,} applicants in {len(paths)} files")

    start = perf_counter()
    serial = screen_serially(paths, edition)
    print(f"one file after the other: {perf_counter() - start:.1f} s")
    for outcome, number in Counter(outcome for *_, outcome in serial).most_common():
        print(f"  {outcome}: {number:,}")

    if find_spec("dask") is None:
        print('Dask is not installed, so this is all: python -m pip install "dask>=2024.8"')
        return
    start = perf_counter()
    rows = screen_with_dask(paths, edition)
    print(f"by Dask, a file at a time: {perf_counter() - start:.1f} s, its processes started")
    assert rows == serial, "the decisions must be equal"
    print("The decisions are equal.")

    with (folder / "outcomes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("file", "id", "outcome"), *rows])
    print(folder / "outcomes.csv")


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder]:
            main(Path(folder))
        case [folder, count] if count.isdecimal():
            main(Path(folder), int(count))
        case _:
            sys.exit(__doc__)
