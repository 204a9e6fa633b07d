"""The pictures of the documentation are what the library says today."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from .contrast import contrast

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "pictures"


def script() -> ModuleType:
    spec = spec_from_file_location("draw_pictures", PICTURES / "draw.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


DRAW = script()


@pytest.mark.parametrize("name", DRAW.PICTURES)
def test_the_picture_is_what_the_script_draws(name: str) -> None:
    """To renew them: python docs/pictures/draw.py; look at them before you commit them."""
    assert (PICTURES / name).read_text(encoding="utf-8") == DRAW.PICTURES[name]() + "\n"


def test_every_picture_is_shown_on_a_page_with_alternative_text() -> None:
    pages = [page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md")]
    assert {path.name for path in PICTURES.glob("*.svg")} == set(DRAW.PICTURES)
    for name in DRAW.PICTURES:
        shown = [page.partition(f"pictures/{name}\n---\nalt: >-\n")[2] for page in pages]
        assert any(alternative.strip() for alternative in shown), name


@pytest.mark.parametrize("name", DRAW.PICTURES)
def test_a_picture_stands_alone_and_says_what_it_shows(name: str) -> None:
    root = ET.parse(PICTURES / name).getroot()  # noqa: S314 - what was drawn here
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.findtext(f"{space}title")
    assert root.findtext(f"{space}desc")
    assert "prefers-color-scheme:dark" in (root.findtext(f"{space}style") or "")
    assert not any("href" in key or key.startswith("on") for element in root.iter() for key in element.attrib)


def test_the_arrows_are_the_imports() -> None:
    looks, packages = DRAW._imports()
    assert looks["pictures"] == {"domain", "words"}
    assert looks["domain"] == set()
    assert "babel" in packages["words"]


def test_the_steps_of_a_session_are_found_by_taking_them() -> None:
    found = {(str(start), str(step), str(end)) for start, step, end in DRAW.steps()}
    assert ("postponed", "moved", "tentative") in found
    assert ("confirmed", "moved", "tentative") in found
    assert not any(start == "held" for start, _, _ in found)
    assert not any((start, step) == ("cancelled", "postponed") for start, step, _ in found)


@pytest.mark.parametrize(
    ("letters", "ground"),
    [("ink", "doubt"), ("ink", "glow"), ("ink", "box"), ("ink", "line"), ("muted", "box"), ("paper", "session")],
)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_letters_stand_out_from_what_they_stand_on(letters: str, ground: str, dark: bool) -> None:
    assert contrast(DRAW._COLOURS[letters][dark], DRAW._COLOURS[ground][dark]) >= 4.5
