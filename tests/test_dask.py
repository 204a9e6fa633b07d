"""The example that screens files with Dask: the decisions are those of `screen_all`, one file after the other."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import metroworkshops as mw
from metroworkshops import Applicant, screen_all

EXAMPLE = Path(__file__).parent.parent / "examples" / "screen_with_dask.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-W", "error", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
        check=False,
    )


def test_decisions_by_dask_are_those_of_one_file_after_the_other(tmp_path: Path) -> None:
    done = run(str(EXAMPLE), str(tmp_path / "cohort"), "100")
    assert done.returncode == 0, done.stderr
    assert "The decisions are equal." in done.stdout
    edition = mw.metropolitan_workshops().edition("2020")
    serial = [
        [path.name, one.applicant.id, str(one.outcome)]
        for path in sorted((tmp_path / "cohort").glob("*.jsonl"))
        for one in screen_all(mw.tables.read_json_lines(path, Applicant), edition)
    ]
    assert len(serial) == 100
    assert {outcome for *_, outcome in serial} == {"eligible", "not eligible", "undecided"}
    with (tmp_path / "cohort" / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == serial


def test_a_line_that_cannot_be_read_is_undecided_by_dask_too(tmp_path: Path) -> None:
    path = tmp_path / "applicants.jsonl"
    path.write_text('{"format": "metroworkshops", "version": 1, "kind": "applicant"}\nno JSON\n', encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        f"""
import runpy
from pathlib import Path
import metroworkshops as mw

if __name__ == "__main__":
    example = runpy.run_path({str(EXAMPLE)!r})
    edition = mw.metropolitan_workshops().edition("2020")
    paths = [Path({str(path)!r})]
    rows = example["screen_with_dask"](paths, edition)
    assert rows == example["screen_serially"](paths, edition)
    print([outcome for *_, outcome in rows])
""",
        encoding="utf-8",
    )
    done = run(str(script))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "['undecided', 'undecided']"


def test_without_dask_the_first_half_is_done_and_the_rest_is_said(tmp_path: Path) -> None:
    program = f"""
import runpy, sys
from importlib import util
found = util.find_spec
util.find_spec = lambda name, package=None: None if name == "dask" else found(name, package)
sys.argv = [{str(EXAMPLE)!r}, {str(tmp_path / "cohort")!r}, "50"]
runpy.run_path({str(EXAMPLE)!r}, run_name="__main__")
"""
    done = run("-c", program)
    assert done.returncode == 0, done.stderr
    assert "Dask is not installed" in done.stdout
    assert "eligible" in done.stdout
    assert not (tmp_path / "cohort" / "outcomes.csv").exists()
