"""The page of laws names tests that are there, and every property test is on it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "explanation" / "laws.md"
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
# What draws values to look at the strategies themselves, and holds no law of the library.
HELPERS = {
    ("testing/test_strategies.py", "counted"),
    ("screening/test_host_rules.py", "test_strategies_draw_them_among_ours"),
}


def is_law(node: ast.AST) -> bool:
    """Tell whether Hypothesis gives values to a function, or to a function within it, or drives a machine."""
    if isinstance(node, ast.ClassDef):
        return any("RuleBasedStateMachine" in ast.unparse(base) for base in node.bases)
    return any(
        ast.unparse(decorator).startswith(("given(", "hypothesis.given("))
        for inner in ast.walk(node)
        if isinstance(inner, ast.FunctionDef)
        for decorator in inner.decorator_list
    )


def defined(path: Path) -> Iterator[tuple[str, bool]]:
    """Name what a file of tests defines, and whether it is a law."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, is_law(node)


def test_every_law_is_on_the_page_with_a_test_that_is_there() -> None:
    found = {
        (path.relative_to(TESTS).as_posix(), name): law
        for path in TESTS.rglob("test_*.py")
        for name, law in defined(path)
    }
    named = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    gone = [f"take `{file}::{name}` off: there is no such test" for file, name in named if (file, name) not in found]
    laws = {key for key, law in found.items() if law}
    new = [
        f"add, in plain words: - {name.removeprefix('test_').replace('_', ' ').capitalize()}. `{file}::{name}`"
        for file, name in sorted(laws - set(named) - HELPERS)
    ]
    assert gone + new == [], "\n".join([f"{PAGE.name}:", *gone, *new])
    assert len(set(named)) == len(named), "each test must stand once on the page"
    assert laws >= HELPERS


def test_every_line_of_the_page_names_a_test() -> None:
    laws = PAGE.read_text(encoding="utf-8").split("\n- ")[1:]
    assert [law for law in laws if not NAMED.search(law)] == []
