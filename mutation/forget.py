"""A pytest plugin: each test begins with empty caches, so that mutmut sees all that it reaches."""

from __future__ import annotations

import gc
import pkgutil
from functools import cache
from importlib import import_module
from typing import Any, Final

import pytest

__all__ = ["forget_everything", "import_everything"]

_CACHED: Final = type(cache(len))


def import_everything() -> None:
    """Import now what each test, or each child of a process, would otherwise import for itself."""
    package = import_module("metroworkshops")
    for module in pkgutil.walk_packages(package.__path__, "metroworkshops."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in ("babel.dates", "babel.lists", "babel.messages.pofile", "babel.units", "icalendar", "pendulum"):
        import_module(name)


@cache
def _caches() -> tuple[Any, ...]:
    import_everything()
    gc.unfreeze()  # the collector does not tell of what is frozen, which is all that lived before the tests
    return tuple(
        one for one in gc.get_objects() if isinstance(one, _CACHED) and one.__module__.startswith("metroworkshops")
    )


def forget_everything() -> None:
    """Empty the library's caches: what is kept there hides a mutant, and which test needs it."""
    for one in _caches():
        one.cache_clear()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Forget what the tests before needed."""
    forget_everything()
