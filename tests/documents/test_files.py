"""Files are written whole or not at all."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any, ClassVar

import attrs
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


def test_what_replaces_a_private_file_is_private_from_its_first_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "edition.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    modes: list[int] = []
    chmod = Path.chmod

    def look(file: Path, mode: int) -> None:
        modes.append(stat.S_IMODE(file.stat().st_mode))
        chmod(file, mode)

    monkeypatch.setattr(Path, "chmod", look)
    documents.dump(EDITION, path)
    assert modes == [0o600, 0o600]


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


@pytest.mark.parametrize("act", [lambda path: documents.dump(EDITION, path), documents.load], ids=["dump", "load"])
def test_another_ending_than_those_of_a_form_is_refused(act: Any) -> None:
    with pytest.raises(mw.InvalidValue) as caught:
        act("edition.txt")
    assert str(caught.value) == (
        "a document's file must end in .json such as 'edition.json', or in .yaml, .yml or .toml, got 'edition.txt'"
    )
    assert caught.value.value == Path("edition.txt")


def test_another_form_is_refused() -> None:
    other: Any = "xml"
    for act in (lambda: documents.dumps(EDITION, form=other), lambda: documents.loads("{}", form=other)):
        with pytest.raises(mw.InvalidValue) as caught:
            act()
        assert str(caught.value) == "'form' must be one of json, yaml, toml, got 'xml'"
        assert caught.value.value == "xml"


@attrs.frozen
class Even:
    """A host's own kind of rule, which needs no base class."""

    KIND: ClassVar[str] = "even"

    def examine(self, applicant: mw.Applicant, edition: mw.Edition) -> mw.Finding:
        raise NotImplementedError(applicant, edition)


class NoRule:
    KIND = "even"


class Examiner:
    def examine(self) -> Any: ...


def test_there_is_a_document_for_a_value_of_ours_and_for_a_hosts_rule_and_for_nothing_else() -> None:
    kinds = (
        "programme, edition, session, city, area, partner, call, deadline, milestone, applicant, screening, decision, "
        "summary, score, ranking result, tally, text, when, eligibility rule, publication, table mapping"
    )
    header = {"format": "metroworkshops", "version": 1, "kind": "eligibility rule"}
    assert json.loads(documents.dumps(Even())) == {**header, "rule": "even"}  # type: ignore[arg-type]
    others: list[Any] = [NoRule(), Examiner(), 7]
    for other in others:
        with pytest.raises(mw.InvalidValue) as caught:
            documents.dumps(other)
        kind = type(other)
        assert str(caught.value) == f"must be a kind of document such as Edition ({kinds}), got {kind!r}"
        assert caught.value.value is kind


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
