"""Every example runs: those of the page about the command line, and those of the help of each command."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest

from metroworkshops.cli import main
from metroworkshops.cli.app import app
from metroworkshops.cli.exits import ExitCode

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
MARK = "=== the next command"
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="the examples are for bash")


def examples() -> Iterator[tuple[str, str]]:
    """List the commands of the page, each with what it says."""
    for block in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = part.partition("\n")
            yield command, said


def in_bash(commands: list[str], folder: Path) -> list[str]:
    """Run commands one after the other in one shell, and give what each says on stdout and stderr."""
    function = f'metroworkshops() {{ "{sys.executable}" -m metroworkshops "$@"; }}\n'
    each = [f"{{ {command}\n}} 2>&1; code=$?; echo '{MARK}'; (exit $code)\n" for command in commands]
    done = subprocess.run(  # noqa: S603
        ["bash", "-c", function + "".join(each)],  # noqa: S607
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split(f"{MARK}\n")[:-1]


@needs_bash
def test_the_page_says_what_the_command_says(folder: Path) -> None:
    commands, expected = zip(*examples(), strict=True)
    assert len(commands) > 15
    for command, said, stated in zip(commands, in_bash(list(commands), folder), expected, strict=True):
        assert re.sub(r"[^\S\n]", " ", said) == stated, command  # the page has plain spaces in dates


@needs_bash
@pytest.mark.parametrize(
    "some", [("state", "changes"), pytest.param(tuple(app.commands), marks=pytest.mark.slow)], ids=["some", "all"]
)
def test_the_example_of_each_help_runs(folder: Path, some: tuple[str, ...]) -> None:
    found = {}
    for name, command in app.commands.items():
        assert command.epilog is not None
        found[name] = command.epilog.partition("Example:\n")[2].strip()
        assert found[name].startswith(f"metroworkshops {name}")
    home = "mkdir -p home/.local/share/bash-completion/completions; HOME=$PWD/home"
    setting = f"{home}; metroworkshops convert edition.json edition.yaml; cp programme.json publication.json"
    before = {"changes": f"{found['publish']} > out.txt 2>&1"}
    said = in_bash([setting, *(f"{before.get(name, ':')}; {found[name]}; echo code $?" for name in some)], folder)
    codes = {name: int(text.rpartition("code ")[2]) for name, text in zip(some, said[1:], strict=True)}
    other = {"state": ExitCode.UNKNOWN, "screen": ExitCode.NO}
    assert codes == {name: other.get(name, ExitCode.FINE) for name in some}


def test_the_page_and_the_help_list_every_exit_code() -> None:
    table = [int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)]
    assert table == list(ExitCode)
    assert app.epilog is not None
    assert [int(code) for code in re.findall(r"^  (\d+) ", app.epilog, re.MULTILINE)] == list(ExitCode)


def test_the_page_names_every_command_and_option() -> None:
    for name, command in app.commands.items():
        assert f"[`{name}`](#{name})" in PAGE
        with click.Context(command, info_name=name) as ctx:
            assert "Example:" in command.get_help(ctx)


def test_the_installed_command_is_this_one() -> None:
    (found,) = entry_points(group="console_scripts", name="metroworkshops")
    assert found.load() is main
