"""JSON Schema (2020-12) of each kind of document, made from the same keys that reading and writing use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin

from metroworkshops.domain.city import City
from metroworkshops.domain.column import CellWords
from metroworkshops.domain.conditions import AgeDay
from metroworkshops.domain.country import COUNTRIES
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.level import Level
from metroworkshops.domain.partner import Partner
from metroworkshops.domain.place import Place
from metroworkshops.domain.programme import Programme
from metroworkshops.domain.publication import Entry
from metroworkshops.domain.rule import EligibilityRule
from metroworkshops.domain.session import Session
from metroworkshops.domain.text import Text
from metroworkshops.domain.value import Value
from metroworkshops.domain.when import When

from .details import DETAIL_KINDS, is_details
from .document import FORMAT, KINDS, RULES, VERSION, kind_name
from .keys import Key, keys_of

__all__ = ["Schema", "detail_schema", "json_schema"]

Schema = dict[str, Any]

_ID: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\s\\u0000-\\u001f]+$"}
_SENTENCE: Final[Schema] = {"type": "string", "minLength": 1}
_TAG: Final = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$|^[xX](-[A-Za-z0-9]{1,8})+$"
_DATE: Final = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?)?)?[~?%]?"
_DATES: Final = rf"{_DATE}(\.\.{_DATE})?(,{_DATE}(\.\.{_DATE})?)*"
_INSTANT: Final[Schema] = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$",
    "description": "An instant (RFC 3339), with its offset from UTC; to the microsecond at most.",
    "examples": ["2020-01-31T12:00:00Z"],
}
_DEFINITIONS: Final[dict[str, Schema]] = {
    "text": {
        "description": "Text for people: in no particular language, or by BCP 47 tag. 'original' names the tag to fall "
        "back to; left out, it is the alphabetically first.",
        "oneOf": [
            _SENTENCE,
            {
                "type": "object",
                "minProperties": 1,
                "properties": {"original": {"type": "string", "pattern": _TAG}},
                "patternProperties": {_TAG: _SENTENCE},
                "additionalProperties": False,
            },
        ],
        "examples": ["AViTeM", {"en": "Bologna", "fr": "Bologne"}],
    },
    "when": {
        "description": "What is known about the days, in our profile of EDTF (ISO 8601-2:2019).",
        "type": "string",
        "pattern": rf"^(XXXX|{_DATE}(/{_DATE})?|{_DATE}/(\.\.)?|(\.\.)?/{_DATE}|\{{{_DATES}\}}|\[{_DATES}\])$",
        "examples": ["2020-03", "2020-10/2020-11", "2020-03-09/2020-03-13", "XXXX"],
    },
    "zone": {
        "description": "An IANA time zone, UTC, AoE (anywhere on Earth), an offset that the call states, or several "
        "candidates.",
        "oneOf": [_SENTENCE, {"type": "array", "items": _SENTENCE, "uniqueItems": True, "minItems": 2}],
        "examples": ["Europe/Paris", "AoE", ["+01:00", "+02:00"]],
    },
    "detail": {
        "description": "A piece of evidence: its name, its kind, and its value as that kind is written.",
        "type": "object",
        "properties": {"name": _SENTENCE, "kind": {"enum": list(DETAIL_KINDS)}, "value": True},
        "required": ["name", "kind", "value"],
        "additionalProperties": False,
    },
    "organisation in a role": {
        "description": "An organisation of the document, and what it does in this edition.",
        "type": "object",
        "properties": {"organisation": _ID, "roles": {"type": "array", "items": _SENTENCE}},
        "required": ["organisation"],
        "additionalProperties": False,
    },
}
# What the type of a field does not say.
_BY_NAME: Final[dict[str, Schema]] = {
    "residence": {"enum": sorted(COUNTRIES), "description": "ISO 3166-1 alpha-2, and XK."},
    "country": {"enum": sorted(COUNTRIES), "description": "ISO 3166-1 alpha-2, and XK."},
    "capacity": {"type": "integer", "minimum": 1},
    "sequence": {"type": "integer", "minimum": 0},
    "keep_days": {"type": "integer", "minimum": 0},
    "longest_window": {"type": "integer", "minimum": 0},
    "fold": {"enum": [0, 1]},
    "url": {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"},
    "language": {"type": "string", "pattern": _TAG},
    "languages of": {"type": "array", "items": {"type": "string", "pattern": _TAG}, "uniqueItems": True},
    "coordinates": {
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": -90, "maximum": 90},
            {"type": "number", "minimum": -180, "maximum": 180},
        ],
        "items": False,
        "minItems": 2,
    },
    "zone": {"$ref": "#/$defs/zone"},
}


def json_schema(kind: str | type[Value]) -> Schema:
    """Make the JSON Schema (2020-12) of a kind of document.

    Everything that `dumps` writes validates. What a schema cannot say (a day that exists, an id that is there) is left
    to `loads`.

    Args:
        kind: The name of a kind, such as ``edition``, or its class.

    Raises:
        InvalidValue: There is no such kind.

    >>> json_schema("edition")["properties"]["kind"]
    {'const': 'edition'}
    """
    name = kind if isinstance(kind, str) and kind in KINDS else kind_name(kind)  # type: ignore[arg-type]
    target = KINDS[name]
    definitions = dict(_DEFINITIONS)
    header: dict[str, Any] = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "kind": {"const": name},
    }
    schema: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:metroworkshops:{VERSION}:{name.replace(' ', '-')}",
        "title": f"metroworkshops: {name}",
    }
    if issubclass(target, Text | When):
        body: Schema = {"type": "object", "properties": {"value": _of(target, definitions)}, "required": ["value"]}
    elif target is EligibilityRule:
        rule = _of(EligibilityRule, definitions)
        schema |= {"type": "object", "required": list(header), "properties": header, "$defs": definitions} | rule
        return schema | {"unevaluatedProperties": False}
    else:
        body = _object(target, definitions)
    properties = {**header, **body["properties"]}
    if target in (Programme, Edition, Session, KINDS["publication"]):
        properties |= _registries(definitions)
    return {
        **schema,
        **body,
        "properties": properties,
        "required": [*header, *body.get("required", [])],
        "additionalProperties": False,
        "$defs": definitions,
    }


def detail_schema(kind: str, definitions: dict[str, Schema]) -> Schema:
    """Say what the value of a piece of evidence of a kind is, with what it refers to added to the definitions.

    >>> detail_schema("number", {})
    {'type': 'number'}
    """
    return _of(DETAIL_KINDS[kind], definitions)


def _registries(definitions: dict[str, Schema]) -> dict[str, Schema]:
    organisation = _object(Partner, definitions)
    organisation["properties"].pop("roles")
    definitions["organisation"] = organisation
    listed = {"cities": _ref(City, definitions), "areas": _ref(KINDS["area"], definitions)}
    listed["organisations"] = {"$ref": "#/$defs/organisation"}
    return {
        name: {"type": "array", "items": items, "description": f"The {name} that this document names by id."}
        for name, items in listed.items()
    }


def _place(definitions: dict[str, Schema]) -> Schema:
    def whole(name: str, kind: type[Any]) -> Schema:
        properties = {name: _ref(kind, definitions)}
        return {"type": "object", "properties": properties, "required": [name], "additionalProperties": False}

    if "place" not in definitions:
        definitions["place"] = {
            "description": "The id of a city or an area of the document; or one in full, where the document lists "
            "another under the same id.",
            "oneOf": [_ID, whole("city", City), whole("area", KINDS["area"])],
        }
    return {"$ref": "#/$defs/place"}


def _ref(kind: type[Any], definitions: dict[str, Schema]) -> Schema:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # a name first: rules hold rules
        definitions[name] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(kind: type[Any], definitions: dict[str, Schema]) -> Schema:
    described = _descriptions(kind)
    properties: dict[str, Schema] = {}
    for key in keys_of(kind):
        schema = _of_key(kind, key, definitions)
        if key.field in described and "$ref" not in schema:
            schema = {"description": described[key.field]} | schema
        properties[key.name] = schema
    required = [key.name for key in keys_of(kind) if key.required]
    found: Schema = {
        "description": cleandoc(kind.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if kind is Entry:
        del properties["subject"]
        properties |= {"session": _ref(Session, definitions), "deadline": _ref(KINDS["deadline"], definitions)}
        required.remove("subject")
        found["oneOf"] = [{"required": ["session"]}, {"required": ["deadline"]}]
    if required:
        found["required"] = required
    return found


def _of_key(kind: type[Any], key: Key, definitions: dict[str, Schema]) -> Schema:
    if key.type == tuple[Place, ...]:
        return {"type": "array", "items": _place(definitions)}
    if kind is Edition and key.name == "partners":
        return {"type": "array", "items": {"$ref": "#/$defs/organisation in a role"}}
    if kind is Edition and key.name == "sessions":
        return {"type": "array", "items": {"oneOf": [_ref(Session, definitions), _ID]}}
    if kind is Programme and key.name == "editions":
        edition = _object(Edition, definitions)
        edition["required"].remove("programme")  # it is the programme around it
        definitions["Edition"] = edition
        return {"type": "array", "items": {"$ref": "#/$defs/Edition"}}
    if key.name == "languages" and kind is Edition:
        return _BY_NAME["languages of"]
    if key.name in ("id", "session", "uid"):
        return _ID
    return _BY_NAME.get(key.name) or _of(key.type, definitions)


def _of(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if is_details(kind):
        return {"type": "array", "items": {"$ref": "#/$defs/detail"}}
    if kind == CellWords:
        return {"type": "object", "additionalProperties": _SENTENCE}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], definitions)}
    if get_origin(kind) in (Union, UnionType):
        options = [one for one in get_args(kind) if one is not NoneType]
        if AgeDay in options:
            return {**_SENTENCE, "examples": ["deadline", "submission", "first session", "2020-01-01"]}
        if Level in options:
            return _SENTENCE if str in options else _of(Level, definitions)
        return _of(options[0], definitions)
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if issubclass(kind, Text):
        return {"$ref": "#/$defs/text"}
    if issubclass(kind, When):
        return {"$ref": "#/$defs/when"}
    if issubclass(kind, EligibilityRule):
        return _rules(definitions)
    for plain, schema in _PLAIN.items():
        if issubclass(kind, plain):
            return dict(schema)
    return _ref(kind, definitions)


_PLAIN: Final[Mapping[type[Any], Schema]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: _SENTENCE,
    datetime: _INSTANT,
    date: {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "examples": ["1985-06-30"]},
}


def _rules(definitions: dict[str, Schema]) -> Schema:
    if "rule" not in definitions:
        definitions["rule"] = {}
        options = []
        for kind in RULES:
            schema = _object(kind, definitions)
            schema["properties"] = {"rule": {"const": kind.KIND}, **schema["properties"]}
            schema["required"] = ["rule", *schema.get("required", [])]
            del schema["additionalProperties"]
            options.append(schema)
        definitions["rule"] = {
            "description": "A criterion, or a combination of criteria.",
            "type": "object",
            "oneOf": options,
        }
    return {"$ref": "#/$defs/rule"}


def _descriptions(kind: type[Any]) -> dict[str, str]:
    """Read what the docstring of a class says of its fields."""
    found: dict[str, str] = {}
    section, name = False, ""
    for line in cleandoc(kind.__doc__ or "").splitlines():
        if line in ("Args:", "Attributes:"):
            section = True
        elif line and not line.startswith(" "):
            section = False
        elif section and line.startswith("    ") and not line.startswith("     "):
            name, _, text = line.strip().partition(": ")
            found[name] = text
        elif section and line.strip():
            found[name] += f" {line.strip()}"
    return found
