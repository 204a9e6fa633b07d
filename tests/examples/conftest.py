"""The examples as modules: they are programs, and no package."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def loaded(name: str) -> ModuleType:
    spec = spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def feed_wsgi() -> ModuleType:
    return loaded("feed_wsgi")


@pytest.fixture(scope="session")
def caldav_sync() -> ModuleType:
    return loaded("caldav_sync")


@pytest.fixture(scope="session")
def call_page() -> ModuleType:
    return loaded("call_page")


@pytest.fixture(scope="session")
def follow_bologna() -> ModuleType:
    return loaded("follow_bologna")


@pytest.fixture(scope="session")
def screen_csv() -> ModuleType:
    return loaded("screen_csv")
