"""Documents: whatever bytes come are a value or a `DocumentError`, and a value is written, and read back, as it is.

The first line of an input says its form: json, yaml or toml.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from random import Random
from typing import Any, Final

import json_mutator
import tomlkit
import yaml
from harness import check, main

from metroworkshops import DocumentError
from metroworkshops.documents import dumps, fingerprint, loads
from metroworkshops.documents.by_hand import Form

_FORMS: Final[dict[bytes, Form]] = {b"json": "json", b"yaml": "yaml", b"toml": "toml"}


# More than any form takes for the end of a line.
_BREAK: Final = re.compile(rb"\r\n|[\r\n\x0b\x0c]|\xc2\x85|\xe2\x80[\xa8\xa9]")


def _yaml(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except Exception as e:  # PyYAML raises whatever it meets
        raise ValueError from e


def _toml(value: Any) -> str:
    try:
        return tomlkit.dumps(value)
    except Exception as e:  # so does tomlkit, of what is no table or holds a null
        raise ValueError from e


_READ: Final[dict[Form, Callable[[str], Any]]] = {"json": json.loads, "yaml": _yaml, "toml": tomllib.loads}
_WRITE: Final[dict[Form, Callable[[Any], str]]] = {
    "json": json_mutator.written,
    "yaml": lambda value: str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False)),
    "toml": _toml,
}


def _check_faults(error: DocumentError, text: bytes, form: Form) -> None:
    check(error)
    lines = len(_BREAK.split(text))
    assert 1 <= len(error.faults) <= 1_001
    for fault in error.faults:
        assert fault.path.startswith("$")
        assert len(fault.message) < 2_000
        assert "HOLE" not in fault.message or b"HOLE" in text  # what stands inside for what could not be read
        if form == "json":
            assert fault.line is fault.column is None
        elif fault.line is not None:
            assert 1 <= fault.line <= lines
            assert fault.column is not None
            assert 1 <= fault.column <= len(text) + 1


def try_one(data: bytes) -> None:
    """Read a document, and write it in its own form and as JSON."""
    first, _, text = data.partition(b"\n")
    form: Form = _FORMS.get(first, "json")
    try:
        value = loads(text, form=form)
    except DocumentError as e:
        _check_faults(e, text, form)
        return
    if form == "json":
        assert isinstance(json.loads(text), dict)
    forms: set[Form] = {form, "json"}
    for one in forms:
        written = dumps(value, form=one)
        again = loads(written, type(value), form=one)
        assert again == value, f"{one} reads back {again!r}, wrote {value!r}"
        assert dumps(again, form=one) == written
        assert fingerprint(again) == fingerprint(value)


def mutate(data: bytes, largest: int, seed: int) -> bytes:
    """Change a document in its form, or write it in another; what is read and written here knows nothing of ours."""
    random = Random(seed)  # noqa: S311 - nothing secret
    first, _, text = data.partition(b"\n")
    form = _FORMS.get(first, "json")
    to = form if random.random() < 0.9 else random.choice(list(_WRITE))
    # Where they mean one thing, aliases make a tree of what is a billion times itself.
    is_tree = form != "yaml" or b"&" not in text
    read = _READ[form] if is_tree else _READ["json"]
    changed = json_mutator.mutated(text, largest - 5, seed, read=read, write=_WRITE[to])
    return to.encode() + b"\n" + changed


if __name__ == "__main__":
    main(try_one, mutate)
