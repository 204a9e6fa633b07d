"""A program that has only the published schemas can check our documents: with jsonschema, or in JavaScript with ajv.

The two are given the same documents, whole ones and spoiled ones, and find the same.
"""

from __future__ import annotations

import copy
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from metroworkshops import DocumentError, documents
from metroworkshops.documents.document import KINDS

HERE = Path(__file__).parent
SCHEMAS = Path(documents.__file__).parent / "schemas"


def run(*command: str | Path, at: Path) -> str:
    done = subprocess.run(  # noqa: S603 - npm and node, with files of our own
        list(map(str, command)), cwd=at, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def ajv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    npm = shutil.which("npm")
    if npm is None and "CI" not in os.environ:
        pytest.skip("npm is not on this machine")
    assert npm is not None, "npm has to be there in CI"
    folder = tmp_path_factory.mktemp("ajv")
    for path in (HERE / "ajv").iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    run(npm, "install", "--no-audit", "--no-fund", at=folder)
    return folder


def refused(given: dict[str, Any], ajv: Path, at: Path) -> dict[str, list[str]]:
    for name, document in given.items():
        (at / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    node = shutil.which("node")
    assert node is not None
    found = json.loads(run(node, "check.mjs", SCHEMAS, at, at=ajv))
    return {name.removesuffix(".json"): reasons for name, reasons in found.items()}


def refused_by_jsonschema(given: dict[str, Any]) -> set[str]:
    validators = {kind: Draft202012Validator(documents.json_schema(kind)) for kind in KINDS}
    return {name for name, document in given.items() if not validators[document["kind"]].is_valid(document)}


def ours() -> dict[str, Any]:
    paths = [*sorted((HERE / "corpus").rglob("*.json")), HERE / "golden" / "edition-2020.json"]
    read = {f"{path.parent.name}-{path.stem}": json.loads(path.read_text(encoding="utf-8")) for path in paths}
    examples = {f"example-{kind}": documents.json_schema(kind)["examples"][0] for kind in KINDS}
    return read | examples


@pytest.mark.slow
def test_both_find_all_our_documents_valid(ajv: Path, tmp_path: Path) -> None:
    given = ours()
    assert {document["kind"] for document in given.values()} == set(KINDS)
    assert refused_by_jsonschema(given) == set()
    assert refused(given, ajv, tmp_path) == {}


SPOILED: dict[str, tuple[tuple[str | int, ...], Any]] = {
    "unknown-key": (("fee",), 7),
    "unknown-key-of-a-rule": (("eligibility", "of", 0, "points"), 3),
    "unknown-rule": (("eligibility", "of", 0, "rule"), "sings"),
    "null": (("title",), None),
    "free-text-for-a-date": (("sessions", 0, "when"), "next spring"),
    "no-such-month": (("sessions", 0, "when"), "2020-13"),
    "no-such-country": (("cities", 0, "country"), "XX"),
    "abbreviated-zone": (("call", "deadlines", 0, "zone"), "CET"),
    "text-for-a-number": (("capacity",), "25"),
    "nobody": (("capacity",), 0),
    "newer-version": (("version",), 2),
    "programme-without-a-domain": (("programme",), "workshops"),
    "blank-title": (("title",), {"en": " "}),
}


def spoiled() -> dict[str, Any]:
    edition = json.loads((HERE / "golden" / "edition-2020.json").read_text(encoding="utf-8"))
    given: dict[str, Any] = {}
    for name, (path, value) in SPOILED.items():
        given[name] = copy.deepcopy(edition)
        at = given[name]
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
    return given


def test_jsonschema_refuses_what_is_spoiled() -> None:
    assert refused_by_jsonschema(spoiled()) == SPOILED.keys()


@pytest.mark.slow
def test_ajv_refuses_what_is_spoiled(ajv: Path, tmp_path: Path) -> None:
    assert refused(spoiled(), ajv, tmp_path).keys() == SPOILED.keys()


# Values that belong hardly anywhere, and some over which regular expressions and numbers of two languages may differ.
STRANGE: tuple[Any, ...] = (
    *(None, True, 0, -1, 25.0, 1.5, 10**30, "", " ", "x", "1", [], {}, [None], {"x": 1}),
    *("2020-03-09\n", "\n2020-03-09", "٢٠٢٠", "2020-13", "fr\u2028", "\ufeffbologna", "Europe/Paris ", "😀"),
)


def places(value: Any) -> Iterator[tuple[Any, str | int]]:
    """Name every place of a document: what holds it, and the key or the number there."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


def damaged(document: Any, chance: random.Random) -> Any:
    """Damage one place of a document by a strange value, a key too few or too many, or something said twice."""
    found = copy.deepcopy(document)
    held, key = chance.choice([(held, key) for held, key in places(found) if key != "kind"])
    strange, text = chance.choice(STRANGE), held[key]
    damages: list[Callable[[], Any]] = [
        lambda: held.__setitem__(key, strange),
        lambda: held.__setitem__(key, f"{text}{strange}"),
        lambda: held.pop(key),
        lambda: held.__setitem__("fee", 7) if isinstance(held, dict) else held.append(held[key]),
    ]
    chance.choice(damages)()
    return found


def texts(value: Any) -> Iterator[str]:
    return (held[key] for held, key in places(value) if isinstance(held[key], str))


# jsonschema (4.26) takes patterns for regular expressions of Python, where JSON Schema 2020-12 (Core, 6.4) asks for
# those of ECMA-262: `$` then matches before a last line feed too, and `\s` does not match U+FEFF.
PYTHONS_OWN = ("\n", "\ufeff")


@pytest.mark.slow
def test_both_judge_documents_alike_that_are_damaged_anywhere(ajv: Path, tmp_path: Path) -> None:
    chance = random.Random(2020)  # noqa: S311 - the same documents on every run
    given = {f"{name}-{turn}": damaged(document, chance) for name, document in ours().items() for turn in range(8)}
    there, here = refused(given, ajv, tmp_path).keys(), refused_by_jsonschema(given)
    assert here - there == set()
    own = {name for name, document in given.items() if any(sign in "".join(texts(document)) for sign in PYTHONS_OWN)}
    assert there - here - own == set()
    assert there & here & own
    assert len(given) // 2 < len(there) < len(given)


@pytest.mark.parametrize("place", ["bologna\n", "\ufeffbologna"])
def test_what_jsonschema_lets_through_we_refuse(place: str) -> None:
    area = json.loads((HERE / "corpus" / "1" / "area.json").read_text(encoding="utf-8"))
    given = {"area": {**area, "id": place}}
    assert refused_by_jsonschema(given) == set()
    with pytest.raises(DocumentError, match="visible characters without spaces"):
        documents.loads(json.dumps(given["area"]))
