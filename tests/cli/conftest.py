"""A folder as somebody has it who runs the command, and the command itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import metroworkshops as mw
from metroworkshops.cli.app import NAME, app

EXAMPLES = Path(__file__).parents[2] / "examples"

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped programme, its edition of 2020, and an export of applications; the process stands in it."""
    programme = mw.metropolitan_workshops()
    mw.documents.dump(programme, tmp_path / "programme.json")
    mw.documents.dump(programme.edition("2020"), tmp_path / "edition.json")
    for name in ("applications.csv", "applications.mapping.json"):
        shutil.copy(EXAMPLES / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Run the command in the folder; no error but a message of ours may come of it."""

    def run_(*arguments: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, arguments, input=stdin, prog_name=NAME)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert "Traceback" not in result.output
        return result

    assert folder.is_dir()
    return run_
