"""Calendars stay right: the publication first, nothing touched in vain, and a run that was stopped ends right."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs
import icalendar
import pytest
from click.testing import Result

import metroworkshops as mw
from metroworkshops.cli import writing

Run = Callable[..., Result]

COMMON = ("--publication", "published.json", "--folder", "out", "--language", "fr", "--language", "en")
FIRST = ("--create", "--at", "2019-12-01T00:00:00Z")
LATER = ("--at", "2020-01-05T00:00:00Z")


def contents(folder: Path) -> dict[str, bytes]:
    files = [folder / "published.json", *(folder / "out").iterdir()]
    return {path.name: path.read_bytes() for path in files if path.exists()}


def times(folder: Path) -> Mapping[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (folder / "published.json", *(folder / "out").iterdir())}


def move_bologna(folder: Path) -> None:
    edition = mw.documents.load(folder / "edition.json", mw.Edition)
    moved = attrs.evolve(edition.sessions[0], when="2020-03-09/2020-03-13")
    mw.documents.dump(attrs.evolve(edition, sessions=(moved, *edition.sessions[1:])), folder / "edition.json")


def test_an_edition_becomes_a_calendar_for_each_language(run: Run, folder: Path) -> None:
    found = run("publish", "edition.json", *COMMON, *FIRST)
    assert found.exit_code == 0
    assert len(found.stdout.splitlines()) == 4
    assert sorted(contents(folder)) == ["2020.en.ics", "2020.fr.ics", "published.json"]
    calendars = [
        icalendar.Calendar.from_ical((folder / "out" / f"2020.{tag}.ics").read_bytes()) for tag in ("en", "fr")
    ]
    english, french = ([str(event["UID"]) for event in calendar.events] for calendar in calendars)
    assert english == french
    assert mw.documents.load(folder / "published.json", mw.Publication).at.isoformat() == "2019-12-01T00:00:00+00:00"


def test_a_programme_has_a_calendar_of_its_own_and_of_each_edition(run: Run, folder: Path) -> None:
    found = run("publish", "programme.json", *COMMON[:-2], *FIRST, "--json")
    told = json.loads(found.stdout)
    assert sorted(contents(folder)) == ["2018.fr.ics", "2020.fr.ics", "programme.fr.ics", "published.json"]
    assert set(told["files"].values()) == {"written"}
    assert list(told["left_out"]) == ["2019.fr.ics"]
    assert {change["kind"] for change in told["changes"]} == {"added"}
    again = json.loads(run("publish", "programme.json", *COMMON[:-2], "--json").stdout)
    assert set(again["files"].values()) == {"unchanged"}
    assert again["changes"] == []


def test_a_calendar_that_would_be_empty_is_named_with_why_it_was_left_out(run: Run, folder: Path) -> None:
    found = run("publish", "programme.json", *COMMON, *FIRST)
    assert found.exit_code == 0
    left_out = [line for line in found.stderr.splitlines() if line.startswith("left out: ")]
    assert [line.split(": ")[1] for line in left_out] == ["2019.fr.ics", "2019.en.ics"]
    assert all("dates" in line for line in left_out)
    assert not (folder / "out" / "2019.fr.ics").exists()


def test_an_unchanged_publication_touches_no_file(run: Run, folder: Path) -> None:
    run("publish", "edition.json", *COMMON, *FIRST)
    before = times(folder), contents(folder)
    found = run("publish", "edition.json", *COMMON, *LATER)
    assert (found.exit_code, found.stdout) == (0, "Aucun changement.\n")
    assert (times(folder), contents(folder)) == before


def test_a_publication_that_was_edited_by_hand_keeps_its_look_until_it_changes(run: Run, folder: Path) -> None:
    run("publish", "edition.json", "--publication", "p.yaml", "--folder", "out", *FIRST)
    text = "# ours\n" + (folder / "p.yaml").read_text("utf-8")
    (folder / "p.yaml").write_text(text, "utf-8")
    run("publish", "edition.json", "--publication", "p.yaml", "--folder", "out", *LATER)
    assert (folder / "p.yaml").read_text("utf-8") == text


@pytest.mark.parametrize("stopped_at", [1, 2, 3])
def test_stopped_half_way_and_run_again_it_ends_right(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, stopped_at: int
) -> None:
    """Whichever file could not be written, the same command an hour later gives what one whole run would have given."""
    run("publish", "edition.json", *COMMON, *FIRST)
    before = contents(folder)
    move_bologna(folder)
    written = 0

    def stops(path: Path, data: bytes) -> bool:
        nonlocal written
        written += 1
        if written == stopped_at:
            raise OSError(28, "No space left on device", str(path))
        return writing.put(path, data)

    with monkeypatch.context() as patch:
        patch.setattr("metroworkshops.cli.publish.put", stops)
        found = run("publish", "edition.json", *COMMON, *LATER)
    assert (found.exit_code, "No space left on device" in found.stderr) == (3, True)
    halfway = contents(folder)
    # Never a calendar that the publication does not know of.
    assert (halfway == before) == (stopped_at == 1)
    assert (halfway["published.json"] == before["published.json"]) == (stopped_at == 1)
    at = "2020-01-05T01:00:00Z" if stopped_at > 1 else LATER[1]
    assert run("publish", "edition.json", *COMMON, "--at", at).exit_code == 0
    ended = contents(folder)
    for name, data in before.items():
        (folder / "out" / name if name.endswith(".ics") else folder / name).write_bytes(data)
    run("publish", "edition.json", *COMMON, *LATER)
    assert ended == contents(folder)


def test_what_is_refused_changes_nothing(run: Run, folder: Path) -> None:
    run("publish", "edition.json", *COMMON, *FIRST)
    before = contents(folder)
    move_bologna(folder)
    found = run("publish", "edition.json", *COMMON, "--at", "2019-01-01T00:00:00Z")
    assert (found.exit_code, "must not be before the previous publication" in found.stderr) == (1, True)
    assert contents(folder) == before


def test_stdout_takes_one_calendar(run: Run, folder: Path) -> None:
    arguments = ("edition.json", "--publication", "published.json", "--language", "fr")
    found = run("publish", *arguments, *FIRST, "--folder", "-")
    assert found.exit_code == 0
    calendar = icalendar.Calendar.from_ical(found.stdout_bytes)
    assert len(calendar.events) == 4
    assert found.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")
    assert "written: published.json" in found.stderr
    empty = mw.Edition("workshops.example.org", "1")
    found = run("publish", "-", "--publication", "p.json", "--create", "--folder", "-", stdin=mw.documents.dumps(empty))
    assert (found.exit_code, found.stdout, (folder / "p.json").exists()) == (1, "", False)


def test_no_id_can_leave_the_folder(run: Run, folder: Path) -> None:
    edition = attrs.evolve(mw.metropolitan_workshops().edition("2020"), id="../2020/été")
    arguments = ("-", "--publication", "p.json", "--folder", "out", *FIRST)
    assert run("publish", *arguments, stdin=mw.documents.dumps(edition)).exit_code == 0
    assert [path.name for path in (folder / "out").iterdir()] == ["..%2F2020%2F%C3%A9t%C3%A9.en.ics"]


def test_two_calendars_never_share_a_name(run: Run, folder: Path) -> None:
    edition = attrs.evolve(mw.metropolitan_workshops().edition("2020"), id="Programme")
    programme = mw.Programme(edition.programme, "Workshops", editions=[edition])
    arguments = ("-", "--publication", "p.json", "--folder", "out", *FIRST)
    found = run("publish", *arguments, stdin=mw.documents.dumps(programme))
    assert (found.exit_code, (folder / "p.json").exists()) == (1, False)
    found = run("publish", *arguments, "--edition", "Programme", stdin=mw.documents.dumps(programme))
    assert found.exit_code == 0


def test_changes_writes_nothing_and_says_what_publish_would(run: Run, folder: Path) -> None:
    run("publish", "edition.json", *COMMON, *FIRST)
    move_bologna(folder)
    before = contents(folder)
    would = run("changes", "edition.json", "--publication", "published.json", *LATER, "--language", "fr")
    told = run("changes", "edition.json", "--publication", "published.json", *LATER, "--json")
    assert contents(folder) == before
    assert run("publish", "edition.json", *COMMON, *LATER).stdout == would.stdout
    (change,) = json.loads(told.stdout)
    assert (change["kind"], change["editions"]) == ("dates", ["2020"])
    assert "March 9" in change["text"]
