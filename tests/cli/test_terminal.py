"""In a terminal: wrapped, lightly coloured, with a bar on long work; plain text anywhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import metroworkshops as mw

pty = pytest.importorskip("pty")

WIDTH = 60
DOUBT = ("state", "edition.json", "--at", "2020-01-31T23:30:00Z")
COLOUR = re.compile(r"\x1b\[[0-9;]*\b(3[0-7]|38;[0-9;]+)m")
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_a_terminal(folder: Path, *arguments: str, **variables: str) -> str:
    """Run the command with a terminal as its stdout and stderr."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "CI")}
    environment |= {"TERM": "xterm-256color", "COLUMNS": str(WIDTH), "LINES": "40", **variables}
    command = [sys.executable, "-m", "metroworkshops", *arguments]
    process = subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)  # noqa: S603
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 65536):
            said += part
    except OSError:  # Linux ends a terminal that nobody has open any more so
        pass
    process.wait()
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def test_lines_are_wrapped_under_what_they_continue(folder: Path) -> None:
    said = on_a_terminal(folder, "show", "edition.json")
    assert "\x1b[1mMetropolitan Workshops 2020" in said
    lines = [re.sub(r"\s", " ", line) for line in ANSI.sub("", said).splitlines()]
    assert max(map(len, lines)) <= WIDTH
    assert "  3. Aix-Marseille-Provence, France: October – November" in lines
    assert "     2020, to be confirmed" in lines


def test_an_answer_has_its_colour_and_no_color_is_heeded(folder: Path) -> None:
    assert COLOUR.search(on_a_terminal(folder, *DOUBT))
    assert not COLOUR.search(on_a_terminal(folder, *DOUBT, NO_COLOR="1"))
    assert "\x1b" not in on_a_terminal(folder, *DOUBT, TERM="dumb")


def test_a_pipe_gets_plain_text_however_long_the_lines(folder: Path) -> None:
    command = [sys.executable, "-m", "metroworkshops", *DOUBT]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603
    assert b"\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) > WIDTH


def test_counts_are_a_table_that_fits(folder: Path) -> None:
    said = on_a_terminal(folder, "screen", "edition.json", "applications.csv", "--mapping", "applications.mapping.json")
    lines = ANSI.sub("", said).splitlines()
    assert max(map(len, lines)) <= WIDTH
    header = next(line for line in lines if {"Yes", "No", "Unknown"} <= set(line.split()))
    row = next(line for line in lines if line.strip().startswith("attends every session"))
    assert row.split()[-3:] == ["7", "1", "1"]
    assert len(header.rstrip()) == len(row.rstrip())


def test_counts_without_anything_missing_end_with_their_table(folder: Path) -> None:
    rows = (folder / "applications.csv").read_bytes().splitlines(keepends=True)
    (folder / "two.csv").write_bytes(b"".join(rows[:3]))
    said = on_a_terminal(folder, "screen", "edition.json", "two.csv", "--mapping", "applications.mapping.json")
    lines = [line.strip() for line in ANSI.sub("", said).splitlines() if line.strip()]
    assert lines[-1].split()[-3:] == ["2", "0", "0"]


def test_long_work_shows_how_far_it_is_and_leaves_nothing_of_that_behind(folder: Path) -> None:
    mw.tables.write_json_lines(folder / "a.jsonl", (mw.Applicant(f"a-{number}") for number in range(1500)))
    said = on_a_terminal(folder, "screen", "edition.json", "a.jsonl")
    assert "1500/1500" in said
    assert said.rindex("\x1b[2K") < said.index("Applications to edition")  # the bar's line is cleared before


def test_what_a_document_says_cannot_steer_the_terminal(folder: Path) -> None:
    hostile = mw.Edition("a.example", "1", title="\x1b[2J\x1b]0;owned\x07Workshops\x9b31m")
    mw.documents.dump(hostile, folder / "edition.json")
    for command in ("show", "state"):
        said = ANSI.sub("", on_a_terminal(folder, command, "edition.json"))
        assert not {"\x1b", "\x07", "\x9b"} & set(said)
        assert "Workshops" in said
