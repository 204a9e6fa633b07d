"""Documents: whatever bytes come are a value or a `DocumentError`, and a value is written, and read back, as it is.

The first line of an input says its form: json, yaml or toml.
"""

from __future__ import annotations

from typing import Final

from harness import check, main
from json_mutator import mutated

from metroworkshops import DocumentError
from metroworkshops.documents import dumps, fingerprint, loads
from metroworkshops.documents.by_hand import Form

_FORMS: Final[dict[bytes, Form]] = {b"json": "json", b"yaml": "yaml", b"toml": "toml"}


def try_one(data: bytes) -> None:
    """Read a document, and write it in its own form and as JSON."""
    first, _, text = data.partition(b"\n")
    form: Form = _FORMS.get(first, "json")
    try:
        value = loads(text, form=form)
    except DocumentError as e:
        check(e)
        return
    forms: set[Form] = {form, "json"}
    for one in forms:
        written = dumps(value, form=one)
        again = loads(written, form=one)
        assert again == value, f"{one} reads back {again!r}, wrote {value!r}"
        assert dumps(again, form=one) == written
        assert fingerprint(again) == fingerprint(value)


def mutate(data: bytes, largest: int, seed: int) -> bytes:
    """Keep the first line, and of JSON the structure."""
    first, _, text = data.partition(b"\n")
    if first not in _FORMS:
        first = b"json"
    return first + b"\n" + mutated(text, largest - len(first) - 1, seed)


if __name__ == "__main__":
    main(try_one, mutate)
