"""What people read, as files that were reviewed by eye. To renew them: UPDATE_GOLDEN=1 pytest, then read the diff."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from click.testing import Result

import metroworkshops as mw

GOLDEN = Path(__file__).parent / "golden"
DOUBT = "2020-01-31T23:30:00Z"

Run = Callable[..., Result]


def check(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_show(run: Run, language: str) -> None:
    edition = run("show", "programme.json", "--edition", "2020", "--at", DOUBT, "--language", language)
    programme = run("show", "programme.json", "--language", language)
    assert (edition.exit_code, programme.exit_code, edition.stderr + programme.stderr) == (0, 0, "")
    check(f"show.{language}.txt", f"{programme.stdout}\n{edition.stdout}")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_check(run: Run, folder: Path, language: str) -> None:
    text = mw.documents.dumps(mw.metropolitan_workshops(), form="yaml")
    (folder / "bad.yaml").write_text(text.replace("2020-03", "2020-13").replace(": IT", ": Italy"), encoding="utf-8")
    found = run("check", "edition.json", "bad.yaml", "--language", language)
    assert (found.exit_code, found.stderr) == (1, "")
    check(f"check.{language}.txt", found.stdout)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_state(run: Run, language: str) -> None:
    said = []
    for at, more, code in (
        ("2020-01-10T12:00:00Z", (), 0),
        (DOUBT, (), 4),
        (DOUBT, ("--read-in", "Europe/Paris"), 1),
        ("2020-02-02T12:00:00+01:00", (), 1),
    ):
        found = run("state", "edition.json", "--at", at, "--zone", "Africa/Tunis", "--language", language, *more)
        assert (found.exit_code, found.stderr) == (code, "")
        said.append(found.stdout)
    check(f"state.{language}.txt", "\n".join(said))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_counts_of_a_screening(run: Run, language: str) -> None:
    arguments = ("edition.json", "applications.csv", "--mapping", "applications.mapping.json")
    found = run("screen", *arguments, "--language", language)
    assert (found.exit_code, found.stderr) == (1, "")
    check(f"screen.{language}.txt", found.stdout)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_changes(run: Run, folder: Path, language: str) -> None:
    first = run("publish", "edition.json", "--publication", "p.json", "--create", "--at", "2019-12-01T00:00:00Z")
    assert first.exit_code == 0
    edition = mw.documents.load(folder / "edition.json", mw.Edition)
    moved = attrs.evolve(edition.sessions[0], when="2020-03-09/2020-03-13")
    mw.documents.dump(attrs.evolve(edition, sessions=(moved, *edition.sessions[1:])), folder / "edition.json")
    arguments = ("edition.json", "--publication", "p.json", "--at", "2020-01-05T00:00:00Z", "--language", language)
    found = run("changes", *arguments)
    assert (found.exit_code, found.stderr) == (0, "")
    assert len(found.stdout.splitlines()) == 1
    check(f"changes.{language}.txt", found.stdout)
