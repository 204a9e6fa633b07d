"""Documents: every value as plain JSON that other programs can check and read, or as YAML or TOML for people."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, overload

import cattrs

from metroworkshops.domain.errors import DocumentError, InvalidValue, shown
from metroworkshops.domain.rule import Rule, SupportsExamine
from metroworkshops.domain.value import Value

from .by_hand import Form, form_of, of_bounded_length, with_places
from .document import KINDS, RULES, from_document, to_document
from .faults import Faulty, document_error
from .files import replace_file
from .limits import DEFAULT, Limits, bounded, too_large
from .plain import plain
from .reading import make_reader
from .schema import json_schema
from .schema_org import schema_org_script, to_schema_org
from .text_form import canonical, has_fewer_brackets, parse, pretty
from .toml_form import parse_toml, pretty_toml
from .yaml_form import parse_yaml, pretty_yaml

__all__ = [
    "Limits",
    "Value",
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


def dumps(value: Value, *, form: Form = "json") -> str:
    """Write a value as a document: in a stable order, with the name and the version of the format inside.

    What is as it is by default is left out; cities, areas, organisations and sessions are listed once.

    Args:
        value: What to write.
        form: "json"; or "yaml" or "toml", for people who change it by hand (extras of the same names).

    Raises:
        InvalidValue: There is no kind of document for it; or it is too long for a form written by hand.
        ImportError: The package that writes the form is not installed.

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
    if form not in _WRITERS:
        raise _no_form(form)
    text = _WRITERS[form](to_document(value))
    return text if form == "json" else of_bounded_length(text, value)


@overload
def loads(text: str | bytes, *, form: Form = "json", limits: Limits = DEFAULT) -> Value: ...
@overload
def loads(text: str | bytes, kind: type[T], *, form: Form = "json", limits: Limits = DEFAULT) -> T: ...
def loads(text: str | bytes, kind: type[Any] = Value, *, form: Form = "json", limits: Limits = DEFAULT) -> Any:
    """Read a value from a document, strictly.

    Nothing is coerced, unknown keys are refused, and every fault is told at once with its place.

    Args:
        text: The document, as text or as UTF-8.
        kind: The class that it must hold. Default: any.
        form: "json"; or "yaml" or "toml", as people write them by hand, whose faults have a line and a column.
        limits: How much of it is read, so that a hostile document costs little.

    Raises:
        DocumentError: It is not such a document, or larger than the limits; `faults` has them all, up to the limit.
        ImportError: The package that reads the form is not installed.

    >>> loads('{"format": "metroworkshops", "version": 1, "kind": "when", "value": "2020-13"}')
    Traceback (most recent call last):
    ...
    metroworkshops.domain.errors.DocumentError: cannot read document:
      $.value: no such month in '2020-13': months go from '01' to '12', seasons from '21' to '32', quarters from '33' \
to '36', halves are '40' and '41'
    """
    if form not in _WRITERS:
        raise _no_form(form)
    subject = _subject(kind)
    if len(text) > limits.size:
        raise too_large(subject, len(text), limits)
    places: dict[Any, Any] = {}
    depth: int | None = limits.depth
    try:
        if form == "json":
            data = parse(text, subject)
            if has_fewer_brackets(text, limits.depth):
                depth = None  # so short a document need not be walked through
        else:
            data, places = (parse_yaml if form == "yaml" else parse_toml)(text, subject)
        return from_document(data, kind, reader=_reader(), depth=depth)
    except DocumentError as e:
        told = bounded(e, limits)
        if not places:
            raise told from None
        raise DocumentError(told.subject, with_places(told.faults, places)) from None


def _subject(kind: type[Any]) -> str:
    return kind.__name__ if kind is not Value else "document"


@overload
def load(path: str | os.PathLike[str], *, limits: Limits = DEFAULT) -> Value: ...
@overload
def load(path: str | os.PathLike[str], kind: type[T], *, limits: Limits = DEFAULT) -> T: ...
def load(path: str | os.PathLike[str], kind: type[Any] = Value, *, limits: Limits = DEFAULT) -> Any:
    """Read a value from a file, as `loads` does. No other file or address is opened.

    Args:
        path: A file whose name ends in .json, .yaml, .yml or .toml.
        kind: The class that it must hold. Default: any.
        limits: How much of it is read.

    Raises:
        DocumentError: It is not such a document, or larger than the limits.
        InvalidValue: The file's name ends otherwise.
        ImportError: The package that reads the form is not installed.
        OSError: It cannot be read.
    """
    source = Path(path)
    form = form_of(source)
    with source.open("rb") as file:
        data = file.read(limits.size + 1)
        if len(data) > limits.size:
            raise too_large(_subject(kind), os.fstat(file.fileno()).st_size, limits)
    return loads(data, kind, form=form, limits=limits)


def dump(value: Value, path: str | os.PathLike[str]) -> None:
    """Write a value to a file, whole or not at all.

    The text goes to a temporary file in the same folder, which then replaces the old one, with any comments in it.

    Args:
        value: What to write.
        path: A file whose name ends in .json, .yaml, .yml or .toml.

    Raises:
        InvalidValue: There is no kind of document for it, or the file's name ends otherwise.
        ImportError: The package that writes the form is not installed.
        OSError: It cannot be written; what was there is as it was.
    """
    target = Path(path)
    replace_file(target, dumps(value, form=form_of(target)).encode())


_WRITERS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "json": pretty,
    "yaml": pretty_yaml,
    "toml": pretty_toml,
}


def _no_form(form: object) -> InvalidValue:
    return InvalidValue(f"'form' must be one of {', '.join(_WRITERS)}, got {shown(form)}", form)


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

    Each of our values that the host's classes hold becomes a whole document of plain JSON values, with its header: so
    it comes back the same through every back end (`cattrs.preconf`: json, orjson, msgspec, pyyaml, tomlkit). A field
    may have any class that has documents, `Value` for all of them, or a union of such classes. Reading one refuses
    with `DocumentError`.

    Args:
        converter: The host's converter.
        rules: The host's own kinds of rule, beside ours.

    >>> from cattrs.preconf.json import make_converter as json_converter
    >>> from metroworkshops import When
    >>> converter = json_converter()
    >>> configure(converter)
    >>> text = converter.dumps({"bologna": When.parse("2020-03")})
    >>> converter.loads(text, dict[str, When])
    {'bologna': When.parse('2020-03')}
    """
    reader = make_reader((*RULES, *rules))
    ours = tuple(KINDS.values())

    def is_ours(kind: Any) -> bool:
        return kind is Value or (isinstance(kind, type) and issubclass(kind, ours))

    def is_union_of_ours(kind: Any) -> bool:
        several = [one for one in get_args(kind) if one is not NoneType]
        return get_origin(kind) in (Union, UnionType) and len(several) > 1 and all(map(is_ours, several))

    def read(data: Any, kind: Any) -> Any:
        try:
            document = plain(data)
        except Faulty as e:
            raise document_error(_subject(kind), e.faults) from None
        return from_document(document, kind, reader=reader)

    def read_one_of(data: Any, union: Any) -> Any:
        if data is None and NoneType in get_args(union):
            return None
        value = read(data, Value)
        if not isinstance(value, get_args(union)):
            named = " or ".join("None" if one is NoneType else one.__name__ for one in get_args(union))
            raise document_error(named, [((), f"must be {named}, got {shown(value)}")])
        return value

    converter.register_unstructure_hook_func(is_ours, to_document)
    converter.register_structure_hook_func(is_ours, read)
    converter.register_structure_hook_func(is_union_of_ours, read_one_of)
