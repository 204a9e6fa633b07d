"""What a stranger wrote is told on one line, shortly, and without what breaks lines or cannot be encoded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from metroworkshops import DocumentError, documents
from metroworkshops.documents.faults import came, json_path

UNSEEN = {
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "next line": "\x85",
    "delete": "\x7f",
    "the start of a sequence that a terminal obeys": "\x9b",
    "escape": "\x1b",
    "line break": "\n",
    "nul": "\x00",
}
FUZZ = Path(__file__).parent.parent.parent / "fuzz" / "corpus" / "documents"
SEEDS = [path for path in sorted(FUZZ.glob("*.json")) if not path.name.startswith("hostile")]
HEADER = {"format": "metroworkshops", "version": 1, "kind": "edition", "programme": "a.example", "id": "e"}


@pytest.mark.parametrize("character", UNSEEN.values(), ids=UNSEEN)
@pytest.mark.parametrize("where", ["value", "key", "key of a text", "kind", "whole"])
def test_no_fault_holds_a_character_that_ends_a_line_or_is_obeyed(character: str, where: str) -> None:
    text = f"a{character}b"
    document: Any = {
        "value": {**HEADER, "capacity": text},
        "key": {**HEADER, text: 1},
        "key of a text": {**HEADER, "title": {text: "t"}},
        "kind": {**HEADER, "kind": text},
        "whole": text,
    }[where]
    with pytest.raises(DocumentError) as caught:
        documents.loads(json.dumps(document, ensure_ascii=False))
    for fault in caught.value.faults:
        assert not any(one in str(fault) for one in UNSEEN.values())
    # And it is told, by its escape.
    escaped = json.dumps(character) if character < "\x7f" else f'"\\u{ord(character):04x}"'
    assert escaped[1:-1] in str(caught.value).replace("\\x", "\\u00")


@pytest.mark.parametrize("character", [*UNSEEN.values(), "\ud800", "é", "\u200f"])
def test_what_came_reads_back_as_json_and_so_does_its_place(character: str) -> None:
    assert json.loads(came({character: [character]})) == {character: [character]}
    assert came(character).encode()
    assert json.loads(json_path((character,)).removeprefix("$[").removesuffix("]")) == character


def test_an_answer_that_is_no_text_is_refused_beside_those_that_are() -> None:
    document = {**HEADER, "kind": "table mapping", "columns": [{"header": "Id", "fact": "id"}]}
    del document["programme"], document["id"]
    with pytest.raises(DocumentError) as caught:
        documents.loads(json.dumps({**document, "ignored": [1, 1], "yes": ["oui", True, "non"], "no": [False, "Non"]}))
    assert [(fault.path, fault.message[:40]) for fault in caught.value.faults] == [
        ("$.ignored[0]", 'must be text such as "2020", got 1'),
        ("$.ignored[1]", 'must be text such as "2020", got 1'),
        ("$.yes[1]", 'must be text such as "2020", got true'),
        ("$.no[0]", 'must be text such as "2020", got false'),
        ("$.no[1]", "a word must mean yes or no, got 'Non' fo"),
    ]


WRONG: tuple[Any, ...] = (True, None, 1, "", [], {}, [True, True], "x")
"""What nearly no place of a document may hold."""


def places(document: Any) -> Iterator[tuple[Any, Any]]:
    pending = [document]
    while pending:
        holder = pending.pop()
        for at in list(holder) if isinstance(holder, dict) else range(len(holder)):
            yield holder, at
            if isinstance(holder[at], dict | list):
                pending.append(holder[at])


def said_of(text: str) -> str:
    """Give what is said of a document that is refused; nothing of one that is read."""
    try:
        documents.loads(text)
    except DocumentError as e:
        return str(e)
    return ""


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_whatever_stands_in_any_one_place_of_a_document_is_refused_or_read(seed: Path) -> None:
    """What could not be read leaves a gap: nothing that is checked after it stumbles over it, or tells of it."""
    document = json.loads(seed.read_bytes().partition(b"\n")[2])
    tried = 0
    for holder, at in list(places(document)):
        stood = holder[at]
        for number, wrong in enumerate(WRONG):
            # All of them in lists, whose gaps are seen by what is checked of the whole.
            if isinstance(holder, list) or number == tried % len(WRONG):
                holder[at] = wrong
                assert "HOLE" not in said_of(json.dumps(document))
        holder[at] = stood
        tried += 1
    assert tried >= 4


@pytest.mark.parametrize("key", [False, True], ids=["value", "key"])
def test_a_text_that_cannot_be_encoded_is_told_shortly_however_long_it_is(key: bool) -> None:
    long = json.dumps("\ud800" + "x" * 100_000)
    with pytest.raises(DocumentError) as caught:
        documents.loads(f"{{{long}: 1}}" if key else f"[{long}]")
    (fault,) = caught.value.faults
    assert "must be text that can be encoded" in fault.message
    assert "'\\ud800xxx" in fault.message
    assert len(str(fault)) < 200
