"""What can go wrong around us: each is told clearly, and nothing is lost."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import metroworkshops as mw

from .answers import questions

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src" / "metroworkshops"
WRITTEN = ("edition.json", "edition.yaml", "results.csv", "people.jsonl")
KEPT = "What was there is as it was"
needs_posix = pytest.mark.skipif(os.name != "posix", reason="limits, users and signals of POSIX")


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own scripts
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


def bad_day(how: str, folder: Path, *before: str) -> dict[str, list[str]]:
    done = run(*before, sys.executable, "-W", "error", str(HERE / "bad_days.py"), how, str(folder))
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


# Files


@needs_posix
def test_a_file_that_may_not_grow_is_told_at_whichever_byte(tmp_path: Path) -> None:
    assert bad_day("short", tmp_path) == {
        name: [f"[Errno 27] File too large: '{name}'\n{KEPT}; make room on its disk, or choose another."]
        for name in WRITTEN
    }


@needs_posix
def test_a_full_disk_is_told_and_there_is_a_way_on(tmp_path: Path) -> None:
    mount = f"mount -t tmpfs -o size=192k none {tmp_path}"
    own = ["unshare", "--mount", *(() if os.getuid() == 0 else ("--map-root-user",))]
    if shutil.which("unshare") is None or run(*own, "sh", "-c", mount).returncode:
        pytest.skip("a small disk cannot be mounted here; the test before this one fills files")
    assert bad_day("full", tmp_path, *own, "sh", "-c", f'{mount} && exec "$@"', "sh") == {
        name: [f"[Errno 28] No space left on device: '{name}'\n{KEPT}; make room on its disk, or choose another."]
        for name in WRITTEN
    }


@needs_posix
def test_a_folder_that_may_not_be_written_in_is_told(tmp_path: Path) -> None:
    advice = "close it where it is open, or choose a folder that may be written in"
    assert bad_day("forbidden", tmp_path) == {
        name: [f"[Errno 13] Permission denied: '{name}'\n{KEPT}; {advice}."] for name in WRITTEN
    }


@needs_posix
def test_a_process_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    assert bad_day("killed", tmp_path) == {"left": [".part"]}


@needs_posix
def test_the_command_says_the_same(tmp_path: Path) -> None:
    document = tmp_path / "edition.json"
    mw.documents.dump(mw.metropolitan_workshops().edition("2020"), document)
    published = ("--create", "--publication", "published.json", "--folder", "out", "--language", "fr")
    command = (sys.executable, "-m", "metroworkshops", "publish", str(document), "--at", "2019-12-01T00:00:00Z")
    script = f'cd "{tmp_path}" && ulimit -f 1 && exec "$@"'
    # Which lines it ran could not be written either, where that is measured.
    without = {"PYTHONDONTWRITEBYTECODE": "1", "COVERAGE_PROCESS_CONFIG": ""}
    done = run("sh", "-c", script, "sh", *command, *published, **without)
    assert done.returncode == 3
    assert done.stderr == f"Error: published.json: File too large\n{KEPT}; make room on its disk, or choose another.\n"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [document]


def test_an_error_of_what_is_read_meanwhile_is_not_taken_for_one_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    with pytest.raises(FileNotFoundError, match="nowhere"):
        mw.tables.write_json_lines(path, mw.tables.read_json_lines(tmp_path / "nowhere.jsonl", mw.Applicant))
    with pytest.raises(FileNotFoundError, match=r"no.folder.people\.jsonl") as caught:
        mw.tables.write_json_lines(tmp_path / "no" / "folder" / "people.jsonl", [])
    assert caught.value.__notes__ == [f"{KEPT}; make its folder first."]
    assert list(tmp_path.iterdir()) == []


# Time zones

ASK = """
import pickle, sys
if sys.argv[1:] == ["hidden"]:
    sys.modules["tzdata"] = None
import metroworkshops as mw
for act in (
    lambda: mw.City("kyiv", "Kyiv", country="UA", time_zone="Europe/Kyiv"),
    lambda: mw.Deadline.on("2020-01-31", zone="Europe/Kyiv"),
    lambda: pickle.loads(sys.stdin.buffer.read()).closes_at(),
):
    try:
        print("fine", act())
    except (mw.MetroworkshopsError, ImportError) as e:
        print(type(e).__name__, e)
"""


def asked(*arguments: str, **environment: str) -> list[str]:
    """Ask for a zone in a new process; the last question is about a deadline that was made where it is known."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", ASK, *arguments],
        input=pickle.dumps(mw.Deadline.on("2020-01-31", zone="Europe/Kyiv")),
        capture_output=True,
        check=True,
        env={**os.environ, **environment},
    )
    return done.stdout.decode().splitlines()


MADE_ELSEWHERE = (
    "NotFound this machine must know the time zone 'Europe/Kyiv': install a newer tzdata (pip install --upgrade tzdata)"
)


def test_a_machine_without_time_zones_is_told_what_to_install() -> None:
    missing = (
        "ModuleNotFoundError the package tzdata must be installed (pip install tzdata): it lists the time zones, and "
        "'Europe/Kyiv' was asked for"
    )
    assert asked("hidden", PYTHONTZPATH="") == [missing, missing, MADE_ELSEWHERE]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A folder with the package tzdata of a time when Kyiv was written otherwise."""
    shipped = Path(str(pytest.importorskip("tzdata").__file__)).parent
    folder = tmp_path / "tzdata"
    for area in ("", "zoneinfo", "zoneinfo/Europe"):
        (folder / area).mkdir()
        (folder / area / "__init__.py").touch()
    for name in ("UTC", "Europe/Kiev", "Europe/Paris"):
        shutil.copy(shipped / "zoneinfo" / name, folder / "zoneinfo" / name)
    (folder / "zones").write_text("Europe/Kiev\nEurope/Paris\n", encoding="utf-8")
    return tmp_path


def test_a_zone_that_is_newer_than_the_database_is_refused_by_its_name(older: Path) -> None:
    city, deadline, made_elsewhere = asked(PYTHONTZPATH="", PYTHONPATH=str(older))
    assert city == "InvalidValue 'time_zone' must be an IANA time zone such as 'Europe/Paris', got 'Europe/Kyiv'"
    assert deadline.startswith("InvalidValue 'zone' must be an IANA time zone such as 'Europe/Paris'")
    assert deadline.endswith("got 'Europe/Kyiv'")
    assert made_elsewhere == MADE_ELSEWHERE


def test_a_package_that_is_older_than_the_machine_is_told_as_that(older: Path, tmp_path: Path) -> None:
    machine = tmp_path / "machine" / "Europe"
    machine.mkdir(parents=True)
    shutil.copy(older / "tzdata" / "zoneinfo" / "Europe" / "Kiev", machine / "Kyiv")
    known = "(this machine knows it, the package tzdata does not yet: pip install --upgrade tzdata)"
    city, deadline, made_elsewhere = asked(PYTHONTZPATH=str(machine.parent), PYTHONPATH=str(older))
    assert city.endswith(f"got 'Europe/Kyiv' {known}")
    assert deadline.endswith(f"got 'Europe/Kyiv' {known}")
    assert made_elsewhere == "fine 2020-02-01 00:00:00+02:00"


# Languages


@pytest.mark.parametrize("language", ["xx", "zz-ZZ"])
def test_a_language_that_does_not_exist_is_told_by_everything_that_speaks(language: str) -> None:
    spoken = {name: ask for name, ask in questions([language], []).items() if name.endswith(f" {language}")}
    for name in ("words.calendar_name", "to_schema_org", "schema_org_script"):
        spoken.pop(f"{name} {language}")()  # they choose among the texts that the organiser gave
    assert len(spoken) > 30
    refused = {name: refusal(ask) for name, ask in spoken.items()}
    assert {
        name for name, e in refused.items() if e is None or e.value != language or repr(language) not in str(e)
    } == set()


def refusal(ask: Callable[[], object]) -> mw.NotFound | None:
    try:
        ask()
    except mw.NotFound as e:
        return e
    return None


# The clock


def test_no_answer_asks_the_clock() -> None:
    done = run(sys.executable, str(HERE / "answers.py"), "clock")
    assert done.returncode == 0, done.stderr
    # Packages that ask it when they are loaded, or for what we give them and what nobody reads.
    # The last is loaded by pendulum before 3.1.
    known = {"dateutil.parser._parser", "babel.messages.catalog", "time_machine"}
    found = json.loads(done.stdout)
    assert set(found) <= known, found
    assert all("metroworkshops" not in module for module in found)


CLOCK = re.compile(r"\.(?:now|today|utcnow)\(|\b(?:import time|from time import)\b")


def test_the_clock_is_read_in_one_place_where_somebody_sits_before_it() -> None:
    asking = {path for path in SOURCE.rglob("*.py") if CLOCK.search(path.read_text(encoding="utf-8"))}
    assert {path.relative_to(SOURCE).as_posix() for path in asking} == {"cli/options.py"}
