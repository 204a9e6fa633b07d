"""YAML, for people: read as text and structure alone, and written so that no reader takes it for something else.

PyYAML finds the structure (its events); nothing of its types is used. YAML 1.1 takes ``NO`` for false, ``12:30`` for
750 and ``2020-03-09`` for a day; here a value without quotes is what its key wants, which the JSON Schema of the
document says: a whole number, a number or true and false as the JSON schema of YAML 1.2.2 (section 10.2.1) spells
them, and otherwise the text that stands there. A value in quotes is always text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any, Final

from metroworkshops.domain.errors import DocumentError, Fault

from .by_hand import MOST_FAULTS, Lines, Place, decoded, fault_at
from .details import DETAIL_KINDS
from .document import KINDS
from .faults import Path, came
from .limits import DEEPEST
from .schema import Schema, detail_schema, json_schema

__all__ = ["parse_yaml", "pretty_yaml"]

_INSTALL: Final = "reading and writing YAML needs PyYAML: pip install metroworkshops[yaml]"
_CORE: Final = "tag:yaml.org,2002:"
_SCALARS: Final = ("str", "int", "float", "bool", "null")
_NULL: Final = ("", "~", "null")
# YAML 1.2.2, section 10.2.1.
_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?", re.ASCII)
# PyYAML ends lines at these, as YAML 1.1 does; YAML 1.2.2 (section 5.4) does not.
_OLD_BREAK: Final = re.compile("[\x85\u2028\u2029]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# What a reader of YAML 1.2 (section 10.3.2) or of the letter of 1.1 (yaml.org/type, 2005) would take for something
# else, beside what PyYAML itself would.
_MISREAD: Final = re.compile(
    r"y|Y|n|N|[-+]?(0o?[0-9_]+|0x[0-9a-fA-F_]+|0b[01_]+|\.?[0-9][0-9_.]*([eE][-+]?[0-9]+)?|[0-9][0-9_]*(:[0-5]?[0-9])+"
    r"(\.[0-9_]*)?)|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    re.ASCII,
)


def _yaml() -> ModuleType:
    try:
        import yaml
    except ImportError as e:
        raise ImportError(_INSTALL) from e
    return yaml


def parse_yaml(text: str | bytes, subject: str) -> tuple[Any, dict[Path, Place]]:
    r"""Read YAML into plain JSON values, and say where each stands.

    No anchors, aliases or merges, no tags but those of plain values, no key twice, one document.

    Args:
        text: The document, as text or as UTF-8.
        subject: What is being read, for the error.

    Raises:
        DocumentError: It is not such text; each fault has its line and column.
        ImportError: PyYAML is not installed.

    >>> parse_yaml("kind: city\ncountry: NO", "City")
    ({'kind': 'city', 'country': 'NO'}, {(): (1, 1), ('kind',): (1, 1), ('country',): (2, 1)})
    """
    yaml = _yaml()
    string = decoded(text, subject)
    lines = Lines.of(string)
    old = [
        fault_at((), f"must be written as an escape in double quotes, got the character {_code_point(found)}", place)
        for found in _OLD_BREAK.finditer(string)
        for place in (lines.place(found.start()),)
    ]
    if old:
        raise DocumentError(subject, tuple(old[:MOST_FAULTS]))
    composer = _Composer(yaml, lines, subject)
    data = composer.compose(string)
    return _typed(data), composer.places


def _code_point(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()):04X}"


class _Plain(str):
    """A value without quotes, as it is written."""

    __slots__ = ()


class _Open:
    """A list or an object that is being read."""

    __slots__ = ("into", "key", "path")

    def __init__(self, into: list[Any] | dict[str, Any], path: Path) -> None:
        self.into = into
        self.path = path
        self.key: str | None = None


class _Composer:
    """Puts the events of the parser together: with a stack of its own, so that no depth can exhaust Python's."""

    def __init__(self, yaml: ModuleType, lines: Lines, subject: str) -> None:
        self.yaml = yaml
        self.lines = lines
        self.subject = subject
        self.places: dict[Path, Place] = {}
        self.faults: list[Fault] = []
        self.stack: list[_Open] = []
        self.root: Any = None
        self.documents = 0

    def compose(self, string: str) -> Any:
        for event in self._events(string):
            self._take(event)
        if not self.places:
            raise self._refused("must be a document, got nothing", (1, 1))
        if self.faults:
            raise DocumentError(self.subject, tuple(self.faults))
        return self.root

    def _events(self, string: str) -> Iterator[Any]:
        yaml = self.yaml
        try:
            loader = yaml.SafeLoader(string)
        except yaml.reader.ReaderError as e:
            message = f"must be YAML: the character U+{e.character:04X} is not allowed"
            raise self._refused(message, self.lines.place(e.position)) from None
        while True:
            try:
                event = loader.get_event()  # None after the last
            except yaml.MarkedYAMLError as e:
                said = ", ".join(filter(None, (e.context, e.problem)))
                hint = ": indent with spaces" if "'\\t'" in said else ""
                raise self._refused(f"must be YAML: {said}{hint}", _place(e.problem_mark or e.context_mark)) from None
            except (ValueError, OverflowError) as e:  # an escape of no character, a version of thousands of digits
                raise self._refused(f"must be YAML: {e}", _place(loader.get_mark())) from None
            if event is None:
                return
            yield event

    def _take(self, event: Any) -> None:
        yaml = self.yaml
        place = _place(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._refused("must be one document, got a second", place)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            top = self.stack[-1] if self.stack else None
            if top is not None and isinstance(top.into, dict) and top.key is None:
                self._key(event, top, place)
            else:
                self._value(event, top, place)

    def _key(self, event: Any, top: _Open, place: Place) -> None:
        if isinstance(event, self.yaml.CollectionStartEvent):
            raise self._refused("a key must be text such as title, got a list or an object", place, top.path)
        key = f"*{event.anchor}" if isinstance(event, self.yaml.AliasEvent) else str(event.value)
        path = (*top.path, key)
        self._check(event, path, place)
        if key in top.into:
            self._fault(path, f"every key must be given once, got {came(key)} again", place)
        if _SURROGATE.search(key):
            self._fault(top.path, f"must be text that can be encoded, got the key {key!r}", place)
        self.places.setdefault(path, place)
        top.key = key

    def _value(self, event: Any, top: _Open | None, place: Place) -> None:
        path: Path = ()
        if top is not None:
            path = (*top.path, len(top.into) if top.key is None else top.key)
        self._check(event, path, place)
        self.places.setdefault(path, place)
        value = self._plain(event, path, place)
        if top is None:
            self.root = value
        elif isinstance(top.into, list):
            top.into.append(value)
        else:
            top.into[str(top.key)] = value
            top.key = None
        if isinstance(value, list | dict):
            if len(path) >= DEEPEST:
                message = f"must not be nested more than {DEEPEST} levels deep, got more"
                raise self._refused(message, place, path[:3])
            self.stack.append(_Open(value, path))

    def _plain(self, event: Any, path: Path, place: Place) -> Any:
        yaml = self.yaml
        if isinstance(event, yaml.MappingStartEvent):
            return {}
        if isinstance(event, yaml.SequenceStartEvent):
            return []
        if isinstance(event, yaml.AliasEvent):
            return None  # the fault is told
        if _SURROGATE.search(event.value):
            self._fault(path, f"must be text that can be encoded, without lone surrogates, got {event.value!r}", place)
        is_text = event.style is not None if event.tag is None else event.tag == f"{_CORE}str"
        return event.value if is_text else _Plain(event.value)

    def _check(self, event: Any, path: Path, place: Place) -> None:
        yaml = self.yaml
        if event.anchor is not None:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            # Aliases grow without bound ("billion laughs"), and a document has ids for what it names twice.
            self._fault(
                path, f"must be written out: anchors and aliases are not read, got {_cut(mark + event.anchor)}", place
            )
        tag = getattr(event, "tag", None)
        if tag is None:
            return
        allowed = {yaml.MappingStartEvent: ("map",), yaml.SequenceStartEvent: ("seq",)}.get(type(event), _SCALARS)
        if tag not in [f"{_CORE}{name}" for name in allowed]:
            said = _cut(tag.replace(_CORE, "!!", 1))
            self._fault(path, f"must have no tag, or one that fits of !!str, !!int, ..., got {said}", place)

    def _fault(self, path: Path, message: str, place: Place | None) -> None:
        self.faults.append(fault_at(path, message, place))
        if len(self.faults) >= MOST_FAULTS:
            raise DocumentError(self.subject, tuple(self.faults))

    def _refused(self, message: str, place: Place, path: Path = ()) -> DocumentError:
        """Make the error with all that was found, and what nothing can be read after."""
        return DocumentError(self.subject, (*self.faults, fault_at(path, message, place)))


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."


# What a value without quotes is


@cache
def _wishes(kind: str) -> _Wishes:
    return _Wishes(json_schema(kind))


def _typed(data: Any) -> Any:
    kind = data.get("kind") if isinstance(data, dict) else None
    # Of a document of no known kind, only the header is read.
    header: Schema = {"properties": {"version": {"type": "integer"}}}
    wishes = _wishes(str(kind)) if isinstance(kind, str) and kind in KINDS else _Wishes(header)
    return wishes.grant(data, [wishes.schema])


class _Wishes:
    """What each place of a kind of document wants, as its JSON Schema says."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.definitions: dict[str, Schema] = schema.get("$defs", {})
        self.evidence = {kind: detail_schema(kind, self.definitions) for kind in DETAIL_KINDS}

    def grant(self, value: Any, wanted: list[Schema]) -> Any:
        """Make every value without quotes what is wanted where it stands."""
        if isinstance(value, dict):
            options = self._options(wanted)
            return {key: self.grant(one, self._of_key(options, key, value)) for key, one in value.items()}
        if isinstance(value, list):
            options = self._options(wanted)
            return [self.grant(one, _of_index(options, index)) for index, one in enumerate(value)]
        if isinstance(value, _Plain):
            return _scalar(str(value), _kinds(self._options(wanted)))
        return value

    def _options(self, wanted: list[Schema]) -> list[Schema]:
        """List what a value may be, with references followed; a rule may be of any kind, whichever it names."""
        found: list[Schema] = []
        pending = list(wanted)
        while pending:
            schema = pending.pop()
            if "$ref" in schema:
                pending.append(self.definitions[schema["$ref"].rpartition("/")[2]])
            pending += schema.get("oneOf", [])
            found.append(schema)
        return found

    def _of_key(self, options: list[Schema], key: str, holder: Mapping[str, Any]) -> list[Schema]:
        listed = [option["properties"][key] for option in options if key in option.get("properties", {})]
        # A piece of evidence says beside its value what kind it is of.
        kind = holder.get("kind")
        evidence = self.evidence.get(kind, {}) if isinstance(kind, str) else {}
        return [evidence if schema is True else schema for schema in listed]


def _of_index(options: list[Schema], index: int) -> list[Schema]:
    found: list[Schema] = []
    for option in options:
        first = option.get("prefixItems", [])
        item = first[index] if index < len(first) else option.get("items")
        if isinstance(item, dict):
            found.append(item)
    return found


def _kinds(options: list[Schema]) -> set[str]:
    """Name the types that a value may be of, those of whole numbers to choose from included."""
    chosen = [value for option in options for value in (*option.get("enum", ()), option.get("const"))]
    whole = {"integer" for value in chosen if isinstance(value, int)}
    return whole | {option["type"] for option in options if "type" in option}


def _scalar(text: str, kinds: set[str]) -> Any:
    if text in _NULL:
        return None
    if "boolean" in kinds and text in ("true", "false"):
        return text == "true"
    if kinds & {"integer", "number"} and _NUMBER.fullmatch(text):
        try:
            return int(text) if _INTEGER.fullmatch(text) else float(text)
        except ValueError:  # thousands of digits: refused as the text that it is
            return text
    return text


# Writing


def pretty_yaml(data: Mapping[str, Any]) -> str:
    """Write YAML for people: block style, keys in the order of the document, every character as itself.

    Quotes stand where a reader of YAML 1.1 or 1.2 would take a text for something else.

    Raises:
        ImportError: PyYAML is not installed.

    >>> print(pretty_yaml({"kind": "city", "id": "oslo", "country": "NO", "places": ["2020-03-09"]}), end="")
    kind: city
    id: oslo
    country: 'NO'
    places:
      - '2020-03-09'
    """
    yaml = _yaml()
    written: str = yaml.dump(
        data,
        Dumper=_dumper(),
        allow_unicode=True,
        sort_keys=False,
        width=sys.maxsize,
    )
    return written


@cache
def _dumper() -> Any:
    yaml = _yaml()

    class Dumper(yaml.SafeDumper):  # type: ignore[misc, name-defined]
        """Writes no aliases, and lists further in than their key."""

        def ignore_aliases(self, _: Any) -> bool:
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
            super().increase_indent(flow, False)

    Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar(f"{_CORE}str", text, style=_style(text)))
    return Dumper


def _style(text: str) -> str | None:
    if _OLD_BREAK.search(text):
        return '"'
    if "\n" in text:
        return '"' if text[0] in " \n" else "|"
    return "'" if _MISREAD.fullmatch(text) else None
