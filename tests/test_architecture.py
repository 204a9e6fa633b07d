"""Arrows point at the domain: the imports say so."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "metroworkshops"
FILES = sorted(SOURCE.rglob("*.py"))

# Which rooms each room may look into.
ARROWS = {
    "domain": set(),
    "documents": {"domain"},
    "words": {"domain"},
    "screening": {"domain", "documents"},
    "calendars": {"domain", "documents", "words"},
    "tables": {"domain", "documents", "words"},
    "pictures": {"domain", "words"},
    "data": {"domain", "documents"},
    "testing": {"domain", "screening", "calendars"},
    "cli": {"domain", "documents", "words", "screening", "calendars", "tables", "data"},
}
# Which foreign packages may appear in which room; attrs may appear in all.
FOREIGN = {
    "cattrs": "documents",
    "icalendar": "calendars",
    "babel": "words",
    "hypothesis": "testing",
    "pendulum": "domain",
    "openpyxl": "tables",
    "click": "cli",
    "rich": "cli",
    "tomlkit": "documents",
    "yaml": "documents",
}


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Name what a file imports, absolutely, and whether at its top."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = ["metroworkshops", *path.relative_to(SOURCE).parts[:-1]]
    # What stands under `if TYPE_CHECKING` is not imported at run time.
    inside = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.If)
        for child in ast.walk(node)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node not in inside
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{module}.{alias.name}", node not in inside


def room(path: Path) -> str:
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else "front door"


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(SOURCE)) for path in FILES])
def test_every_import_follows_an_arrow(path: Path) -> None:
    here = room(path)
    for name, at_top in imports(path):
        parts = name.split(".")
        if parts[0] == "metroworkshops":
            there = parts[1] if len(parts) > 1 and parts[1] in ARROWS else here
            if here != "front door":
                assert there == here or there in ARROWS[here] or parts[1:] == ["documents"], f"{path}: {name}"
        elif parts[0] not in sys.stdlib_module_names and parts[0] not in ("attrs", "attr"):
            assert FOREIGN.get(parts[0]) == here, f"{path}: {name}"
            assert here != "domain" or not at_top, f"{path}: {name} must be imported where it is used"


def test_nothing_of_an_applicant_can_enter_a_calendar() -> None:
    """Calendars do not know what an applicant is, nor what is found or decided of one."""
    about_people = ("applicant", "screening", "finding", "decision", "case", "unreadable")
    for path in (*(SOURCE / "calendars").glob("*.py"), SOURCE / "domain" / "publication.py"):
        for name, _ in imports(path):
            assert not any(f"domain.{noun}" in name for noun in about_people), (path, name)


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(SOURCE)) for path in FILES])
def test_all_is_a_promise(path: Path) -> None:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    module = import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    if not hasattr(module, "__all__"):
        assert path.name == "__init__.py"
        return
    assert len(set(module.__all__)) == len(module.__all__)
    for name in module.__all__:
        assert hasattr(module, name)


def test_modules_can_be_read_in_one_sitting() -> None:
    longest = max(FILES, key=lambda path: len(path.read_text(encoding="utf-8").splitlines()))
    assert len(longest.read_text(encoding="utf-8").splitlines()) < 620, longest
