"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

import metroworkshops as mw
from metroworkshops import documents
from metroworkshops.documents import files

EDITION = mw.metropolitan_workshops().edition("2020")


def test_a_value_comes_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "edition.json"
    documents.dump(EDITION, path)
    assert documents.load(path) == EDITION
    assert documents.load(str(path), mw.Edition) == EDITION
    assert [file.name for file in tmp_path.iterdir()] == ["edition.json"]


@pytest.mark.parametrize("broken", ["fsync", "replace", "write"])
def test_when_writing_fails_the_old_file_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    path = tmp_path / "edition.json"
    path.write_text("precious", encoding="utf-8")

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    if broken == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    elif broken == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(files._Part, "write", fail)
    with pytest.raises(OSError, match="No space"):
        documents.dump(EDITION, path)
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "precious"
    assert [file.name for file in tmp_path.iterdir()] == ["edition.json"]


def test_a_value_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(mw.InvalidValue):
        documents.dump(mw.LanguageSkill("fr"), path)
    assert path.read_text(encoding="utf-8") == "precious"


def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "edition.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    documents.dump(EDITION, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_new_files_and_the_process_keeps_its_mask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To ask for the mask is to change it for a moment, in which other threads may make files."""

    def fail(_: int) -> int:
        raise AssertionError("the mask of the process was changed")

    monkeypatch.setattr(os, "umask", fail)
    plain, written = tmp_path / "plain.json", tmp_path / "edition.json"
    plain.touch()
    documents.dump(EDITION, written)
    assert stat.S_IMODE(written.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_another_ending_than_json_is_refused(tmp_path: Path) -> None:
    acts: list[Any] = [lambda p: documents.dump(EDITION, p), documents.load]
    for act in acts:
        with pytest.raises(mw.InvalidValue, match=r"must end in \.json such as 'edition\.json'"):
            act(tmp_path / "edition.txt")


def test_a_file_that_is_not_there_is_said_as_python_says_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        documents.load(tmp_path / "nowhere.json")
    with pytest.raises(FileNotFoundError):
        documents.dump(EDITION, tmp_path / "no" / "folder.json")


def test_a_broken_file_tells_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "edition.json"
    text = documents.dumps(EDITION).replace("2020-06", "2020-13").replace('"IT"', '"Italy"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(mw.DocumentError, match="cannot read Edition") as caught:
        documents.load(path, mw.Edition)
    assert [fault.path for fault in caught.value.faults] == ["$.sessions[1].when", "$.cities[0].country"]
