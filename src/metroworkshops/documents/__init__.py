"""Documents: every value as plain JSON that other programs can check and read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, overload

import cattrs

from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.rule import Rule, SupportsExamine
from metroworkshops.domain.value import Value

from .document import KINDS, RULES, from_document, to_document
from .files import replace_file
from .reading import make_reader
from .schema import json_schema
from .schema_org import schema_org_script, to_schema_org
from .text_form import canonical, parse, pretty

__all__ = [
    "configure",
    "dump",
    "dumps",
    "fingerprint",
    "json_schema",
    "load",
    "loads",
    "make_converter",
    "schema_org_script",
    "to_schema_org",
]

T = TypeVar("T")


@cache
def _reader() -> cattrs.Converter:
    return make_reader(RULES)


def dumps(value: Value) -> str:
    """Write a value as a JSON document: in a stable order, with the name and the version of the format inside.

    What is as it is by default is left out; cities, areas, organisations and sessions are listed once.

    Raises:
        InvalidValue: There is no kind of document for it.

    >>> from metroworkshops import Milestone
    >>> print(dumps(Milestone("visa", "Visa papers", when="2020-02")), end="")
    {
      "format": "metroworkshops",
      "version": 1,
      "kind": "milestone",
      "id": "visa",
      "title": "Visa papers",
      "when": "2020-02"
    }
    """
    return pretty(to_document(value))


@overload
def loads(text: str | bytes) -> Value: ...
@overload
def loads(text: str | bytes, kind: type[T]) -> T: ...
def loads(text: str | bytes, kind: type[Any] = Value) -> Any:
    """Read a value from a JSON document, strictly.

    Nothing is coerced, unknown keys are refused, and every fault is told at once with its place.

    Args:
        text: The document, as text or as UTF-8.
        kind: The class that it must hold. Default: any.

    Raises:
        DocumentError: It is not such a document; `faults` has them all.

    >>> loads('{"format": "metroworkshops", "version": 1, "kind": "when", "value": "2020-13"}')
    Traceback (most recent call last):
    ...
    metroworkshops.domain.errors.DocumentError: cannot read document:
      $.value: no such month in '2020-13': months go from '01' to '12', seasons from '21' to '32', quarters from '33' \
to '36', halves are '40' and '41'
    """
    subject = kind.__name__ if kind is not Value else "document"
    return from_document(parse(text, subject), kind, reader=_reader())


@overload
def load(path: str | os.PathLike[str]) -> Value: ...
@overload
def load(path: str | os.PathLike[str], kind: type[T]) -> T: ...
def load(path: str | os.PathLike[str], kind: type[Any] = Value) -> Any:
    """Read a value from a JSON file, as `loads` does. No other file or address is opened.

    Raises:
        DocumentError: It is not such a document.
        InvalidValue: The file's name does not end in .json.
        OSError: It cannot be read.
    """
    return loads(_json_path(path).read_bytes(), kind)


def dump(value: Value, path: str | os.PathLike[str]) -> None:
    """Write a value to a JSON file, whole or not at all.

    The text goes to a temporary file in the same folder, which then replaces the old one.

    Raises:
        InvalidValue: There is no kind of document for it, or the file's name does not end in .json.
        OSError: It cannot be written; what was there is as it was.
    """
    target = _json_path(path)
    replace_file(target, dumps(value).encode())


def _json_path(path: str | os.PathLike[str]) -> Path:
    checked = Path(path)
    if checked.suffix.lower() != ".json":
        raise InvalidValue(f"a document's file must end in .json such as 'edition.json', got {shown(str(path))}", path)
    return checked


def fingerprint(value: Value | SupportsExamine) -> str:
    """Give the SHA-256 of a value's document in its canonical form (RFC 8785), over format 1.

    Raises:
        InvalidValue: There is no kind of document for it.

    >>> from metroworkshops import When
    >>> fingerprint(When.parse("2020-03"))[:20]
    'f1-sha256:eb09055fb0'
    """
    return f"f1-sha256:{hashlib.sha256(canonical(to_document(value)).encode()).hexdigest()}"


def make_converter(*, rules: Iterable[type[Rule]] = ()) -> cattrs.Converter:
    """Make a cattrs converter that knows our values.

    Args:
        rules: The host's own kinds of rule, beside ours.

    >>> from metroworkshops import Edition
    >>> converter = make_converter()
    >>> edition = Edition("workshops.example.org", "2020")
    >>> converter.structure(converter.unstructure(edition), Edition) == edition
    True
    """
    converter = cattrs.Converter()
    configure(converter, rules=rules)
    return converter


def configure(converter: cattrs.BaseConverter, *, rules: Iterable[type[Rule]] = ()) -> None:
    """Teach the host's own cattrs converter our values; its other hooks stay as they are.

    Each of our values that the host's classes hold becomes a whole document of plain JSON values, with its header.
    Reading one refuses with `DocumentError`.

    Args:
        converter: The host's converter.
        rules: The host's own kinds of rule, beside ours.
    """
    reader = make_reader((*RULES, *rules))

    def is_ours(kind: Any) -> bool:
        return isinstance(kind, type) and issubclass(kind, tuple(KINDS.values()))

    converter.register_unstructure_hook_func(is_ours, to_document)
    converter.register_structure_hook_func(is_ours, lambda data, kind: from_document(data, kind, reader=reader))
