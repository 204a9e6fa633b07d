"""What a mutant changed, and why those that survive are right to."""

from __future__ import annotations

import difflib
import fnmatch
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["Change", "changes", "explained"]

_COPY: Final = re.compile(r"(\s*)(?:async )?def (\w+__mutmut_(?:orig|\d+))\(")


@dataclass(frozen=True, slots=True)
class Change:
    """A mutant as one reads it: the function, and its lines before and after."""

    mutant: str
    function: str
    before: str
    after: str

    @property
    def room(self) -> str:
        """The room that it stands in."""
        return self.mutant.split(".")[1]

    def __str__(self) -> str:
        """Show it as a difference."""
        return "\n".join([self.function, *(f"  - {line}" for line in self.before.splitlines()),
                          *(f"  + {line}" for line in self.after.splitlines())])  # fmt: skip


def changes(source: Path, mutants: Iterable[str]) -> Iterator[Change]:
    """Say of each mutant what it changed.

    Args:
        source: The folder of the package that mutmut wrote.
        mutants: Names as mutmut gives them.
    """
    by_module: defaultdict[str, list[str]] = defaultdict(list)
    for mutant in mutants:
        by_module[mutant.rpartition(".")[0]].append(mutant)
    for module, names in by_module.items():
        path = source / (module.replace(".", "/") + ".py")
        copies = _copies(path if path.exists() else source / module.replace(".", "/") / "__init__.py")
        for mutant in names:
            copy = mutant.rpartition(".")[2]
            base = copy.partition("__mutmut_")[0]
            before = [line.replace("__mutmut_orig", "") for line in copies[f"{base}__mutmut_orig"]]
            after = [line.replace(copy, base) for line in copies[copy]]
            lines = [line for line in difflib.ndiff(before, after) if line[0] in "-+"]
            function = f"{module}.{base.removeprefix('x_').removeprefix('xǁ').replace('ǁ', '.')}"
            yield Change(
                mutant,
                function.removeprefix("metroworkshops."),
                "\n".join(line[2:].strip() for line in lines if line[0] == "-"),
                "\n".join(line[2:].strip() for line in lines if line[0] == "+"),
            )


def _copies(path: Path) -> dict[str, list[str]]:
    """Give the lines of each copy of each function that a file holds."""
    copies: dict[str, list[str]] = {}
    lines: list[str] | None = None
    indent = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := _COPY.match(line):
            lines, indent = copies.setdefault(found[2], []), len(found[1])
        elif line.strip() and len(line) - len(line.lstrip()) <= indent and not line.strip().startswith(")"):
            lines = None
        if lines is not None and line.strip():
            lines.append(line)
    return copies


@cache
def _explanations() -> list[dict[str, str]]:
    text = Path(__file__).with_name("survivors.toml").read_text(encoding="utf-8")
    listed: list[dict[str, str]] = tomllib.loads(text)["survivor"]
    return listed


def explained(change: Change) -> str | None:
    """Say why a mutant may survive, if `survivors.toml` does: the function, and what it became, must both match."""
    for one in _explanations():
        if fnmatch.fnmatch(change.function, one["function"]) and re.search(one["after"], change.after):
            return one["why"]
    return None
