"""The first page of the reference is a table of contents of the problem: whatever can be imported stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import metroworkshops as mw

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"


def test_every_promised_name_stands_in_the_table_of_contents_once() -> None:
    page = (REFERENCE / "index.md").read_text(encoding="utf-8")
    targets = re.findall(r"\{py:obj\}`(?:[^`<]*<)?[.~]?([\w.]+)>?`", page)
    told = sorted(name for name in (target.rpartition(".")[2] for target in targets) if name in mw.__all__)
    rooms = ["calendars", "documents", "pictures", "screening", "tables", "testing", "words"]
    assert told == sorted(set(mw.__all__) - set(rooms))


def test_every_room_has_its_part_of_the_reference() -> None:
    page = (REFERENCE / "rooms.md").read_text(encoding="utf-8")
    rooms = re.findall(r"^\.\. automodule:: metroworkshops\.(\w+)$", page, re.MULTILINE)
    assert set(rooms) - {"cli"} == mw._ROOMS
