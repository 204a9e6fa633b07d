"""A table in, decisions out: every row, in order, and nothing personal where it does not belong."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import metroworkshops as mw

Run = Callable[..., Result]

TABLE = ("screen", "edition.json", "applications.csv", "--mapping", "applications.mapping.json")
AT = ("--at", "2020-02-05T10:00:00Z")


def test_decisions_are_those_of_the_library(run: Run, folder: Path) -> None:
    found = run(*TABLE, *AT, "--decisions", "decisions.jsonl", "--results", "results.csv")
    assert (found.exit_code, found.stderr) == (1, "")
    edition = mw.metropolitan_workshops().edition("2020")
    mapping = mw.documents.load(folder / "applications.mapping.json", mw.TableMapping)
    screenings = list(mw.screen_all(mw.tables.read(folder / "applications.csv", mapping, edition), edition))
    at = mw.documents.loads((folder / "decisions.jsonl").read_text("utf-8").splitlines()[0], mw.Decision).decided
    assert at.isoformat() == "2020-02-05T10:00:00+00:00"
    expected = [mw.decide(screening, at=at) for screening in screenings]
    assert list(mw.tables.read_json_lines(folder / "decisions.jsonl", mw.Decision)) == expected
    mw.tables.write_csv(folder / "expected.csv", screenings, "en")
    assert (folder / "results.csv").read_bytes() == (folder / "expected.csv").read_bytes()


def test_without_targets_nothing_is_written(run: Run, folder: Path) -> None:
    before = {path.name for path in folder.iterdir()}
    assert run(*TABLE).exit_code == 1
    assert {path.name for path in folder.iterdir()} == before


def test_json_holds_the_summary_and_every_fault(run: Run) -> None:
    found = json.loads(run(*TABLE, "--json").stdout)
    summary = mw.documents.loads(json.dumps(found["summary"]), mw.Summary)
    assert (summary.total, summary.eligible, summary.not_eligible, summary.unreadable) == (12, 3, 3, 3)
    assert [fault["path"] for fault in found["faults"]] == [
        "row 10, column Date de naissance",
        "row 12, column Niveau de français",
        "row 13, column Aix-Marseille, automne 2020",
    ]
    assert all("must be" in fault["message"] for fault in found["faults"])


def test_nothing_personal_goes_to_stderr(run: Run, folder: Path) -> None:
    found = run(*TABLE, *AT, "--decisions", "-", "--json")
    assert found.exit_code == 1
    assert len(found.stdout.splitlines()) == 12
    assert all(mw.documents.loads(line, mw.Decision) for line in found.stdout.splitlines())
    assert "Applications to edition “2020”: 12" in found.stderr
    assert found.stderr.splitlines()[-3:] == [
        "  - row 10, column Date de naissance",
        "  - row 12, column Niveau de français",
        "  - row 13, column Aix-Marseille, automne 2020",
    ]
    with (folder / "applications.csv").open(encoding="cp1252", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    personal = {row[name] for row in rows for name in ("Dossier", "Nom", "Courriel", "Date de naissance", "Fonction")}
    assert not [value for value in personal | {"bilingue", "peut-être"} if value and value in found.stderr]


def test_a_table_without_faults_is_fine(run: Run, folder: Path) -> None:
    lines = (folder / "applications.csv").read_bytes().splitlines(keepends=True)
    found = run(*TABLE[:2], "-", *TABLE[3:], "--json", stdin=b"".join(lines[:3]))
    assert (found.exit_code, found.stderr) == (0, "")
    assert json.loads(found.stdout)["summary"]["eligible"] == 2


def test_counts_of_a_table_without_faults_speak_of_none(run: Run, folder: Path) -> None:
    lines = (folder / "applications.csv").read_bytes().splitlines(keepends=True)
    found = run(*TABLE[:2], "-", *TABLE[3:], stdin=b"".join(lines[:3]))
    assert (found.exit_code, found.stderr) == (0, "")
    assert "2" in found.stdout.splitlines()[0]
    assert "stdin" not in found.stdout


def test_a_table_with_other_headers_is_refused_with_all_that_is_wrong(run: Run, folder: Path) -> None:
    (folder / "decisions.jsonl").write_text("kept", "utf-8")
    text = (folder / "applications.csv").read_bytes().replace(b"Dossier", b"Number").replace(b"Remarques", b"Remarks")
    (folder / "applications.csv").write_bytes(text)
    found = run(*TABLE, "--decisions", "decisions.jsonl")
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.count("row 1, column") == 4
    assert (folder / "decisions.jsonl").read_text("utf-8") == "kept"


@pytest.mark.parametrize("through_stdin", [False, True])
def test_json_lines_of_applicants_need_no_mapping(run: Run, folder: Path, through_stdin: bool) -> None:
    applicants = [mw.Applicant("a-1"), mw.Applicant("a-2", languages=[])]
    mw.tables.write_json_lines(folder / "a.jsonl", applicants)
    with (folder / "a.jsonl").open("ab") as file:
        file.write(b'\n{"format": "metroworkshops", "version": 1, "kind": "applicant"}\n')
    stdin = (folder / "a.jsonl").read_bytes()
    found = run("screen", "edition.json", *(("-",) if through_stdin else ("a.jsonl",)), "--json", stdin=stdin)
    assert found.exit_code == 1
    told = json.loads(found.stdout)
    assert (told["summary"]["undecided"], told["summary"]["not_eligible"]) == (2, 1)
    assert [fault["path"] for fault in told["faults"]] == ["line 4, $.id"]


def test_counts_of_many_batches_add_up(run: Run, folder: Path) -> None:
    applicants = (mw.Applicant(f"a-{n}", languages=[] if n % 3 else None) for n in range(2500))
    mw.tables.write_json_lines(folder / "a.jsonl", applicants)
    found = run("screen", "edition.json", "a.jsonl", "--json")
    summary = json.loads(found.stdout)["summary"]
    assert (found.exit_code, summary["undecided"], summary["not_eligible"]) == (0, 834, 1666)
