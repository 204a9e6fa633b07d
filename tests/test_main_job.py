"""The main job: the real 2020 edition on screen, asked, screened, and on disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import icalendar
import pytest

import metroworkshops as mw

EXAMPLE = Path(__file__).parent.parent / "examples" / "metropolitan_2020.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own example
        [sys.executable, str(EXAMPLE), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
        check=False,
    )


def test_it_shows_asks_screens_and_writes(tmp_path: Path) -> None:
    done = run(str(tmp_path / "new" / "folder"))
    assert done.returncode == 0, done.stderr
    for shown in (
        "1. Bologna, Italy: March 2020, to be confirmed",
        "Whether the call is open cannot be known. The deadline is January 31, 2020 (time zone not stated)",
        "a-001: eligible",
        "a-002: non éligible",
        "a-003: undecided",
        "Non — français",
    ):
        assert shown in done.stdout
    folder = tmp_path / "new" / "folder"
    assert sorted(path.name for path in folder.iterdir()) == ["2020.en.ics", "2020.fr.ics", "2020.json"]
    assert mw.documents.load(folder / "2020.json") == mw.metropolitan_workshops().edition("2020")
    for language in ("en", "fr"):
        calendar = icalendar.Calendar.from_ical((folder / f"2020.{language}.ics").read_bytes())
        statuses = [str(event["STATUS"]) for event in calendar.walk("VEVENT")]
        assert statuses == ["TENTATIVE", "TENTATIVE", "TENTATIVE", "CONFIRMED"]


@pytest.mark.parametrize("arguments", [(), ("a", "b")])
def test_without_a_folder_it_says_how_to_use_it(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode != 0
    assert "Usage: python examples/metropolitan_2020.py FOLDER" in done.stderr


def test_the_shipped_document_holds_no_more_than_was_stated() -> None:
    programme = mw.metropolitan_workshops()
    edition = programme.edition("2020")
    assert edition.call is not None
    assert edition.call.deadlines[0].limit.zones == ()
    assert {str(session.when) for session in programme.edition("2019").sessions} == {"2019"}
    assert all(session.state is mw.State.HELD for session in programme.edition("2018").sessions)
    (reading,) = edition.levels
    assert reading.level is mw.Level.C1
    assert "not the organisers'" in str(reading.note)
    assert edition.more_sessions is False
