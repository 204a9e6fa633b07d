"""Every error is a message on stderr with its exit code, and no input brings forth a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops.cli import main
from metroworkshops.cli.app import app
from metroworkshops.testing import editions

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["show", "nothere.json"], 3, "nothere.json: No such file or directory"),
        (["show", "."], 2, "state how it is written"),
        (["show", ".", "--form", "json"], 3, "Is a directory"),
        (["show", "applications.csv"], 2, "must end in .json"),
        (["show", "applications.csv", "--form", "json"], 1, "cannot read document from applications.csv"),
        (["show"], 2, "Missing argument"),
        (["show", "edition.json", "--at", "2020-01-31"], 2, "with its offset from UTC"),
        (["show", "edition.json", "--at", "2020-01-31T23:30"], 2, "with its offset from UTC"),
        (["show", "edition.json", "--at", "2020-02-31T23:30:00Z"], 2, "with its offset from UTC"),
        (["show", "edition.json", "--at", "0001-01-01T00:00:00+14:00"], 2, "with its offset from UTC"),
        (["show", "edition.json", "--language", "xx"], 2, "there are no messages in 'xx'"),
        (["show", "edition.json", "--language", "!"], 2, "--language"),
        (["show", "edition.json", "--language", "nothere.po"], 3, "nothere.po: No such file"),
        (["show", "edition.json", "--edition", "2019"], 2, "'2020'"),
        (["show", "programme.json", "--edition", "1999"], 2, "there are: 2018, 2019, 2020"),
        (["state", "programme.json"], 2, "there are: 2018, 2019, 2020"),
        (["state", "edition.json", "--zone", "CET"], 2, "did you mean 'Europe/Paris'"),
        (["state", "applications.mapping.json"], 1, "must be an edition or a programme"),
        (["check", "-", "-"], 2, "only one file can be '-'"),
        (["check", "nothere.json", "edition.json"], 3, "nothere.json: No such file"),
        (["convert", "edition.json", "nofolder/edition.json"], 3, "No such file"),
        (["convert", "edition.json", "edition.txt"], 2, "must end in .json"),
        (["convert", "edition.json", "--json", "--to", "yaml"], 2, "exclude each other"),
        (["schema", "nothing"], 2, "'nothing' is not one of"),
        (["publish", "edition.json", "--publication", "p.json"], 3, "begin with '--create'"),
        (["publish", "edition.json", "--publication", "-"], 2, "must be a file"),
        (["publish", "edition.json", "--publication", "edition.json"], 1, "cannot read Publication from edition.json"),
        (["publish", "applications.mapping.json", "--publication", "p.json"], 1, "an edition or a programme"),
        (["publish", "edition.json", "--publication", "p.json", "--create", "--folder", "edition.json"], 3, "exists"),
        (["publish", "programme.json", "--publication", "p.json", "--create", "--folder", "-"], 2, "one calendar"),
        (["publish", "edition.json", "--publication", "p.json", "--create", "--edition", "1"], 2, "there are: 2020"),
        (["screen", "edition.json", "applications.csv"], 2, "'--mapping' is needed"),
        (["screen", "edition.json", "a.jsonl", "--decisions", "a.csv"], 2, "must end in .jsonl"),
        (["screen", "edition.json", "a.jsonl", "--decisions", "a.jsonl"], 2, "must not be written over"),
        (["screen", "edition.json", "a.jsonl", "--results", "a.xlsx"], 2, "'--results' must end in .csv"),
        (["screen", "edition.json", "a.jsonl"], 3, "a.jsonl: No such file"),
        (["screen", "edition.json", "a.csv", "--mapping", "edition.json"], 1, "cannot read TableMapping"),
        (["completion", "tcsh"], 2, "'tcsh' is not one of"),
        (["nothing"], 2, "No such command 'nothing'"),
    ],
)  # fmt: skip
def test_errors_are_told_with_their_exit_code(run: Run, arguments: list[str], code: int, told: str) -> None:
    found = run(*arguments)
    assert (found.exit_code, told in " ".join(found.stderr.split())) == (code, True), found.output


def test_a_file_that_cannot_be_read_hides_no_other(run: Run) -> None:
    found = run("check", "nothere.json", "edition.json", "--json")
    assert (found.exit_code, json.loads(found.stdout)) == (
        3,
        [{"file": "edition.json", "kind": "edition", "faults": []}],
    )


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.sampled_from(["json", "yaml", "toml"]))
def test_no_document_brings_forth_a_traceback(data: bytes, form: str) -> None:
    for command in (["check", "-"], ["show", "-"], ["state", "-"], ["convert", "-"]):
        result = CliRunner().invoke(app, [*command, "--form", form], input=data)
        assert isinstance(result.exception, SystemExit)
        assert result.exit_code == 1
        assert "Traceback" not in result.output


@given(editions(), st.data())
def test_no_damaged_document_does_either(edition: mw.Edition, data: st.DataObject) -> None:
    text = bytearray(mw.documents.dumps(edition).encode())
    text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    for command in ("check", "show", "state", "convert"):
        result = CliRunner().invoke(app, [command, "-"], input=bytes(text))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert result.exit_code in (0, 1, 4)


@given(editions())
def test_whatever_an_edition_says_the_terminal_gets_no_control_characters(edition: mw.Edition) -> None:
    for command in ("show", "state"):
        said = CliRunner().invoke(app, [command, "-"], input=mw.documents.dumps(edition)).stdout
        assert not {character for character in said if character < " " or "\x7f" <= character <= "\x9f"} - {"\n"}


def test_the_process_has_the_exit_code_and_stderr_the_message(folder: Path) -> None:
    command = [sys.executable, "-m", "metroworkshops", "show", "nothere.json"]
    done = subprocess.run(command, capture_output=True, cwd=folder, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "Error: nothere.json: No such file or directory\n"


def test_a_stream_of_few_letters_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "metroworkshops", "show", "edition.json", "--language", "fr"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, cwd=folder, env=environment, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Crit\xe8res".encode("latin-1") in done.stdout
    assert b"octobre\\u2009\\u2013\\u2009novembre 2020" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_reader_who_has_read_enough_ends_it_without_a_word(folder: Path) -> None:
    lines = b'{"format": "metroworkshops", "version": 1, "kind": "applicant", "id": "a"}\n' * 2000
    command = [sys.executable, "-m", "metroworkshops", "screen", "edition.json", "-", "--decisions", "-"]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, input=lines, stdout=write, stderr=subprocess.PIPE, cwd=folder, check=False)  # noqa: S603
    os.close(write)
    assert (done.returncode, done.stderr) == (3, b"")


@pytest.mark.parametrize("package", ["click", "rich"])
def test_without_the_extra_it_says_what_to_install(
    package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("metroworkshops.cli.find_spec", lambda name: None if name == package else object())
    assert main(["--help"]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"Error: the command line needs {package}: pip install metroworkshops[cli]\n"


def test_without_the_package_of_a_form_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    found = run("convert", "edition.json", "edition.yaml")
    assert found.exit_code == 3
    assert "pip install metroworkshops[yaml]" in found.stderr


def test_an_interruption_has_its_own_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(mw.documents, "loads", interrupted)
    found = run("show", "edition.json")
    assert (found.exit_code, found.stdout) == (130, "")
