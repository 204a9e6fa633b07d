"""Run the laws, each on a few examples, and see which public functions they call.

``python called_by_laws.py FILES...`` prints as JSON, for every public function, the code of a law that calls it, or
null; after it, what pytest had to say when a law did not hold.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import json
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "metroworkshops"
ROOMS = ("calendars", "cli", "data", "documents", "pictures", "screening", "tables", "testing", "words")


def public_functions() -> dict[CodeType, str]:
    """Find all that a host can call: what the front door and the rooms promise, and the methods of their classes.

    Left out is what cannot be given any values: a function without arguments is a constant, and what a protocol or an
    abstract class leaves to others has no body.
    """
    found: dict[CodeType, str] = {}
    for room in ("metroworkshops", *(f"metroworkshops.{room}" for room in ROOMS)):
        module = import_module(room)
        for name in module.__all__:
            promised = getattr(module, name)
            if inspect.isclass(promised):
                found |= {code: method for method, code in _methods(promised)}
            elif not isinstance(promised, ModuleType):
                function = inspect.unwrap(promised)
                if inspect.signature(function).parameters or room.endswith("testing"):
                    found[function.__code__] = f"{room}.{name}".removeprefix("metroworkshops.")
    return found


def _methods(kind: type) -> Iterator[tuple[str, CodeType]]:
    """Yield the public methods, operators and properties of a class that are written in our source."""
    for base in kind.__mro__:
        for name, value in vars(base).items():
            found = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
            is_public = not name.startswith("_") or (name.endswith("__") and name != "__attrs_post_init__")
            if is_public and isinstance(found, FunctionType) and _is_within(found.__code__.co_filename, SOURCE):
                has_body = "NotImplementedError" not in found.__code__.co_names and not getattr(base, "_is_protocol", 0)
                if has_body:
                    yield f"{base.__name__}.{name}", found.__code__


@cache
def _is_within(file: str, folder: Path) -> bool:
    return Path(file).is_relative_to(folder)


@cache
def _laws(path: Path) -> frozenset[str]:
    """Name the functions and classes of a file that draw values, or run a machine that does."""
    return frozenset(
        node.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and any(word in ast.unparse(node) for word in ("given(", "run_state_machine_as_test("))
    )


def _is_law(item: pytest.Item) -> bool:
    return any(getattr(node, "originalname", node.name) in _laws(item.path) for node in item.listchain())


class Watch:
    """A plugin of pytest, which notes who calls the public functions while Hypothesis gives values to a law.

    A strategy is called when a file of laws is imported, before any value is drawn, and counts then.
    """

    def __init__(self) -> None:
        self.public: dict[CodeType, str] = {}
        self.unseen: set[CodeType] = set()
        self.callers: dict[CodeType, str] = {}
        self.is_drawing: Callable[[], bool] = lambda: True

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Iterator[None]:
        self.public = public_functions()
        self.unseen = {code for code, name in self.public.items() if name.startswith("testing.")}
        return (yield from self._watched())

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if _is_law(item)]
        self.unseen = set(self.public) - set(self.callers)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        from hypothesis.control import currently_in_test_context

        self.is_drawing = currently_in_test_context
        return (yield from self._watched())

    def _watched(self) -> Iterator[None]:
        sys.setprofile(self._see)
        try:
            return (yield)
        finally:
            sys.setprofile(None)

    def _see(self, frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and code in self.unseen and self.is_drawing() and (caller := _own_caller(frame)):
            self.callers[code] = caller
            self.unseen.discard(code)


def _own_caller(frame: FrameType) -> str | None:
    """Name the code of tests that called, through nothing but what attrs and the standard library put between."""
    before = frame.f_back
    while before is not None:
        file = before.f_code.co_filename
        if _is_within(file, TESTS):
            return f"{Path(file).relative_to(TESTS).as_posix()}::{before.f_code.co_qualname}"
        if _is_within(file, SOURCE) or "hypothesis" in file:
            return None
        before = before.f_back
    return None


def main(arguments: list[str]) -> None:
    watch, told = Watch(), io.StringIO()
    with contextlib.redirect_stdout(told):
        failed = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments], plugins=[watch])
    called = {name: watch.callers.get(code) for code, name in watch.public.items()}
    print(json.dumps(dict(sorted(called.items())), indent=1))
    if failed:
        print(told.getvalue())


if __name__ == "__main__":
    main(sys.argv[1:])
