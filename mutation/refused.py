"""Which mutants mypy refuses: an error within a mutated copy of a function that its original copy does not have."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

__all__ = ["refused_by_types"]

_DEFINED: Final = re.compile(r"\s*(?:async )?def (\w+)\(")
_COPY: Final = re.compile(r"(.+__mutmut)_(orig|\d+)$")


def refused_by_types(mutants: Path) -> set[str]:
    """Check the copy of the source in which each function stands once for each of its mutants.

    Args:
        mutants: The folder that mutmut made.
    """
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "src/metroworkshops",
            "--output",
            "json",
            "--disable-error-code",
            "unused-ignore",
        ],
        cwd=mutants,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in filter(None, done.stdout.splitlines()):
        error = json.loads(line)
        if error["severity"] == "error":
            said[error["file"]].append((error["line"], error["message"]))
    refused: set[str] = set()
    for file, errors in said.items():
        owners = _owners((mutants / file).read_text(encoding="utf-8").splitlines())
        by_copy: defaultdict[str, set[str]] = defaultdict(set)
        for at, message in errors:
            by_copy[owners[at - 1]].add(message)
        module = file.removeprefix("src/").removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for copy, messages in by_copy.items():
            match = _COPY.match(copy)
            if match and match[2] != "orig" and messages - by_copy.get(f"{match[1]}_orig", set()):
                refused.add(f"{module}.{copy}")
    return refused


def _owners(lines: list[str]) -> list[str]:
    """Name for each line the copy of a function that it stands in; functions within it do not count."""
    owner, owners = "", []
    for line in lines:
        if (found := _DEFINED.match(line)) and (_COPY.match(found[1]) or not line.startswith("        ")):
            owner = found[1]
        owners.append(owner)
    return owners
