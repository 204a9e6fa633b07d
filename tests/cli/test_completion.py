"""Shells complete commands, options, files, zones and languages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def shell(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], list[str]]:
    """Run a script in a shell that finds the command, and give its lines."""
    command = folder / "bin" / "metroworkshops"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m metroworkshops "$@"\n', "utf-8")
    command.chmod(0o755)

    def run_(name: str, script: str) -> list[str]:
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not on this machine")
        plain = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[name]
        done = subprocess.run([name, *plain, "-c", script], capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
        assert done.stderr == ""
        return done.stdout.splitlines()

    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    return run_


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("st", ["state"]),
        ("state --zone Africa/Tu", ["Africa/Tunis"]),
        ("show --language f", ["fr"]),
        ("convert --to y", ["yaml"]),
        ("screen --dec", ["--decisions"]),
    ],
)
@pytest.mark.parametrize("name", ["bash", "fish"])
def test_what_is_typed_is_completed(
    shell: Callable[[str, str], list[str]], name: str, typed: str, offered: list[str]
) -> None:
    if name == "bash":
        words = f"COMP_WORDS=(metroworkshops {typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))"
        ask = f"{words}; _metroworkshops_completion metroworkshops; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        script = f'eval "$(metroworkshops completion bash)"; {ask}'
    else:
        script = f"metroworkshops completion fish | source; complete --do-complete 'metroworkshops {typed}'"
    assert [line.split("\t")[0] for line in shell(name, script)] == offered


def test_zsh_can_read_its_script(shell: Callable[[str, str], list[str]]) -> None:
    load = 'autoload -U compinit; compinit -D -u; eval "$(metroworkshops completion zsh)"'
    assert shell("zsh", f"{load}; print -r -- $_comps[metroworkshops]") == ["_metroworkshops_completion"]


def test_the_three_scripts_name_the_command(run: Run) -> None:
    for name in ("bash", "zsh", "fish"):
        found = run("completion", name)
        assert found.exit_code == 0
        assert f"_METROWORKSHOPS_COMPLETE={name}_complete" in found.stdout
