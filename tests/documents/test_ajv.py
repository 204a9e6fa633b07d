"""A JavaScript program that has only the published schemas can check our documents: with ajv, from npm."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from metroworkshops import documents
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


def ours() -> dict[str, Any]:
    paths = [*sorted((HERE / "corpus").rglob("*.json")), HERE / "golden" / "edition-2020.json"]
    read = {f"{path.parent.name}-{path.stem}": json.loads(path.read_text(encoding="utf-8")) for path in paths}
    examples = {f"example-{kind}": documents.json_schema(kind)["examples"][0] for kind in KINDS}
    return read | examples


@pytest.mark.slow
def test_ajv_finds_all_our_documents_valid(ajv: Path, tmp_path: Path) -> None:
    given = ours()
    assert {document["kind"] for document in given.values()} == set(KINDS)
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


@pytest.mark.slow
def test_ajv_refuses_what_is_spoiled(ajv: Path, tmp_path: Path) -> None:
    edition = json.loads((HERE / "golden" / "edition-2020.json").read_text(encoding="utf-8"))
    given: dict[str, Any] = {}
    for name, (path, value) in SPOILED.items():
        given[name] = copy.deepcopy(edition)
        at = given[name]
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
    assert refused(given, ajv, tmp_path).keys() == SPOILED.keys()
