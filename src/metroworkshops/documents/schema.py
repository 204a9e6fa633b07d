"""JSON Schema (2020-12) of each kind of document, made from the same keys that reading and writing use."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, datetime
from enum import Enum
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin

from metroworkshops.domain.applicant import FACTS
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
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.session import Session
from metroworkshops.domain.table_mapping import TableMapping
from metroworkshops.domain.text import Text
from metroworkshops.domain.value import Value
from metroworkshops.domain.when import When

from .details import DETAIL_KINDS, is_details
from .document import FORMAT, KINDS, RULES, VERSION, kind_name
from .exact import is_exact
from .examples import EXAMPLES
from .keys import SUBJECTS, Key, keys_of
from .screening_record import ScreeningRecord

__all__ = ["Schema", "detail_schema", "json_schema"]

Schema = dict[str, Any]

_ID: Final[Schema] = {
    "type": "string",
    "minLength": 1,
    "maxLength": 200,
    "pattern": "^[^\\s\\u0000-\\u001f\\u007f-\\u00a0\\u00ad]+$",
}
# With something to see: not only spaces, control characters and marks without width.
_UNSEEN: Final = r"\s\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\ufeff"
_SENTENCE: Final[Schema] = {"type": "string", "pattern": f"[^{_UNSEEN}]"}
_TAG: Final = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$|^[xX](-[A-Za-z0-9]{1,8})+$"
_DAY: Final = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_DATE: Final = (
    r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-4]):[0-5][0-9](:[0-5][0-9])?)?)?"
    r"|-(2[1-9]|3[0-6]|4[01]))?[~?%]?"
)
_LABEL: Final = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DATES: Final = rf"{_DATE}(\.\.{_DATE})?(,{_DATE}(\.\.{_DATE})?)*"
_AREA_LOCATION: Final = "[A-Za-z_]+(/[A-Za-z0-9_+-]+)+"
_ZONE: Final[Schema] = {
    "type": "string",
    "pattern": rf"^(UTC|AoE|[+-](0[0-9]|1[0-4]):[0-5][0-9]|{_AREA_LOCATION})$",
    "examples": ["Europe/Paris", "UTC", "AoE", "+01:00"],
}
_INSTANT: Final[Schema] = {
    "type": "string",
    "pattern": rf"^{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{{1,6}})?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$",
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
        "oneOf": [_ZONE, {"type": "array", "items": _ZONE, "uniqueItems": True, "minItems": 2}],
        "examples": ["Europe/Paris", "AoE", ["+01:00", "+02:00"]],
    },
    "exact number": {
        "description": "A number that is exact as it is written in decimals; a fraction in lowest terms where no such "
        "number is exact.",
        "oneOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": "^[1-9][0-9]*/[1-9][0-9]*$"}],
        "examples": [3, 3.5, "7/3"],
    },
    "organisation in a role": {
        "description": "An organisation of the document, and what it does in this edition.",
        "type": "object",
        "properties": {"organisation": _ID, "roles": {"type": "array", "items": _SENTENCE}},
        "required": ["organisation"],
        "additionalProperties": False,
    },
}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_ONE_OR_MORE: Final[Schema] = {"type": "integer", "minimum": 1}
_LENGTH: Final[Schema] = {"type": "integer", "minimum": 1, "maximum": 3660}
_BOUND: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1000}
_EXACT: Final[Schema] = {"$ref": "#/$defs/exact number"}
_POINTS: Final[Schema] = {"type": "number", "exclusiveMinimum": 0, "maximum": 1_000_000}
_COUNTRY: Final[Schema] = {"enum": sorted(COUNTRIES), "description": "ISO 3166-1 alpha-2, and XK."}
_COUNTRIES: Final[Schema] = {"type": "array", "items": _COUNTRY, "uniqueItems": True}
_SOME: Final[Schema] = {"type": "array", "items": _SENTENCE, "minItems": 1}
_LANGUAGE: Final[Schema] = {"type": "string", "pattern": _TAG}
_FINGERPRINT: Final[Schema] = {"type": "string", "pattern": "^f1-sha256:[0-9a-f]{64}$"}
_PROGRAMME: Final[Schema] = {
    "description": "A domain name or a URI that the organiser controls, so that it is unique on Earth.",
    "type": "string",
    "maxLength": 200,
    "pattern": rf"^({_LABEL}(\.{_LABEL})+|[a-z][a-z0-9+.-]*:[!-~]+)$",
}
# What the type of a field does not say: of a key of one kind of object, or of a key wherever it stands.
_BY_NAME: Final[dict[str, Schema]] = {
    "Programme.id": _PROGRAMME,
    "programme": _PROGRAMME,
    "id": _ID,
    "session": _ID,
    "uid": _ID,
    "residence": _COUNTRY,
    "country": _COUNTRY,
    "nationalities": _COUNTRIES,
    "works_in_countries": _COUNTRIES,
    "capacity": {**_ONE_OR_MORE, "maximum": 2**31 - 1},
    "n": _ONE_OR_MORE,
    "least": _LENGTH,
    "most": _LENGTH,
    "Offset.days": {"type": "integer", "minimum": -3660, "maximum": 3660},
    "Attends.at_least": _ONE_OR_MORE,
    "Attends.sessions": {"type": "array", "items": _ID, "minItems": 1, "uniqueItems": True},
    "MembersMeet.at_least": _ONE_OR_MORE,
    "Quota.at_least": _ONE_OR_MORE,
    "Quota.at_most": _ONE_OR_MORE,
    "at_least": _BOUND,
    "over": _BOUND,
    "at_most": _BOUND,
    "under": _BOUND,
    "Score.points": {"type": "number", "minimum": 0, "maximum": 1_000_000},
    "RankedPart.points": _EXACT,
    "RankedPart.out_of": _EXACT,
    "points": _POINTS,
    "out_of": _POINTS,
    "weight": _POINTS,
    "experience_years": {"type": "number", "minimum": 0, "maximum": 100},
    "sequence": _COUNT | {"maximum": 2**31 - 1},
    "keep_days": _COUNT | {"maximum": 36_500},
    "longest_window": _COUNT | {"maximum": 36_500},
    "Deadline.grace_minutes": _COUNT | {"maximum": 527_040},
    "grace_minutes": _COUNT,
    "eligible": _COUNT,
    "not_eligible": _COUNT,
    "undecided": _COUNT,
    "Summary.unreadable": _COUNT,
    "count": _COUNT,
    "Score.applicant": _ID,
    "Score.criterion": _ID,
    "Ranked.applicant": _ID,
    "rank": _ONE_OR_MORE,
    "QuotaCount.met": _COUNT,
    "QuotaCount.unknown": _COUNT,
    "ScreeningRecord.missing": {"type": "array", "items": _COUNT, "uniqueItems": True},
    "Fault.path": {"type": "string"},
    "Fault.message": {"type": "string"},
    "rules_fingerprint": _FINGERPRINT,
    "edition_fingerprint": _FINGERPRINT,
    "applicant_fingerprint": _FINGERPRINT,
    "fold": {"enum": [0, 1]},
    "url": {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s]*[^\\s/][^\\s]*$"},
    "language": _LANGUAGE,
    "Edition.languages": {"type": "array", "items": _LANGUAGE, "uniqueItems": True},
    "email": {"type": "string", "pattern": "^[^\\s@]+@[^\\s@]*$"},
    "Declaration.state": {"enum": ["open", "closed"]},
    "Evidence.fact": {"enum": list(FACTS)},
    "WorksAs.of": _SOME,
    "WorksIn.of": _SOME,
    "FromCountry.of": _SOME,
    "Group.members": _SOME | {"uniqueItems": True},
    "delimiter": {"enum": [";", ",", "\t"]},
    "encoding": {"enum": ["utf-8", "cp1252"]},
    "decimal": {"enum": [",", "."]},
    "separator": {"type": "string", "minLength": 1, "maxLength": 10},
    "coordinates": {
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": -90, "maximum": 90},
            {"type": "number", "minimum": -180, "maximum": 180},
        ],
        "items": False,
        "minItems": 2,
    },
    "Column.time_zone": _ZONE,
    "time_zone": {"type": "string", "pattern": f"^{_AREA_LOCATION}$", "examples": ["Europe/Paris"]},
    "zone": {"$ref": "#/$defs/zone"},
}


def _with(*names: str) -> Schema:
    # Strict validators (ajv) want to see that what is required is a property.
    return {"properties": dict.fromkeys(names, True), "required": list(names)}


_HAS_BOUNDS: Final[Schema] = {
    "anyOf": [_with(name) for name in ("at_least", "over", "at_most", "under")],
    "allOf": [{"not": _with("at_least", "over")}, {"not": _with("at_most", "under")}],
}
# What spans the keys of one kind of object.
_ACROSS: Final[dict[str, Schema]] = {
    "OfAge": _HAS_BOUNDS,
    "HasExperience": _HAS_BOUNDS,
    "HasMembers": _HAS_BOUNDS,
    "Quota": {"anyOf": [_with("at_least"), _with("at_most")]},
    "ScreeningRecord": {"oneOf": [_with("applicant"), _with("unreadable")]},
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
    if issubclass(target, Text | When):
        value = _of(target, definitions)
        description = definitions[value["$ref"].rpartition("/")[2]]["description"]
        body: Schema = {"description": description, "properties": {"value": value}, "required": ["value"]}
    elif target is EligibilityRule:
        _of(EligibilityRule, definitions)
        body = {"description": definitions["criterion"]["description"], "$ref": "#/$defs/criterion"}
    else:
        body = _object(ScreeningRecord if target is Screening else target, definitions)
    properties = {**header, **body.get("properties", {})}
    if target in (Programme, Edition, Session, Screening, KINDS["publication"]):
        properties |= _registries(definitions)
    closed = "unevaluatedProperties" if target is EligibilityRule else "additionalProperties"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:metroworkshops:{VERSION}:{name.replace(' ', '-')}",
        "title": f"metroworkshops: {name}",
        **body,
        "type": "object",
        "properties": properties,
        "required": [*header, *body.get("required", [])],
        closed: False,
        "examples": [{"format": FORMAT, "version": VERSION, "kind": name, **deepcopy(EXAMPLES[name])}],
        "$defs": _needed(definitions, [body, properties]),
    }


def _needed(definitions: dict[str, Schema], wanted: Any) -> dict[str, Schema]:
    """Keep the definitions that something refers to."""
    found: dict[str, Schema] = {}
    pending = [wanted]
    while pending:
        at = pending.pop()
        if isinstance(at, dict):
            name = str(at.get("$ref")).removeprefix("#/$defs/")
            if name in definitions and name not in found:
                found[name] = definitions[name]
                pending.append(found[name])
            pending += at.values()
        elif isinstance(at, list):
            pending += at
    return dict(sorted(found.items()))


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

    definitions["place"] = {
        "description": "The id of a city or an area of the document; or one in full, where the document lists another "
        "under the same id.",
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
        if key.field in described:
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
        properties |= {name: _ref(subject, definitions) for name, subject in SUBJECTS.items()}
        required.remove("subject")
        found["oneOf"] = [_with(name) for name in SUBJECTS]
    if required:
        found["required"] = required
    return found | _ACROSS.get(kind.__name__, {})


def _of_key(kind: type[Any], key: Key, definitions: dict[str, Schema]) -> Schema:
    if kind is TableMapping and key.name == "columns":
        return _of(key.type, definitions) | {"minItems": 1}
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
    return _BY_NAME.get(f"{kind.__name__}.{key.name}") or _BY_NAME.get(key.name) or _of(key.type, definitions)


def _of(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if is_details(kind):
        return {"type": "array", "items": _detail(definitions)}
    if kind == CellWords:
        return {"type": "object", "propertyNames": _SENTENCE, "additionalProperties": _SENTENCE}
    if is_exact(kind):
        return dict(_EXACT)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], definitions)}
    if get_origin(kind) in (Union, UnionType):
        options = [one for one in get_args(kind) if one is not NoneType]
        if AgeDay in options:
            names = [member.value for member in AgeDay]
            return {"oneOf": [{"enum": names}, {"$ref": "#/$defs/when"}], "examples": [*names, "2020-01-01"]}
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
    date: {"type": "string", "pattern": f"^{_DAY}$", "examples": ["1985-06-30"]},
}


def _detail(definitions: dict[str, Schema]) -> Schema:
    definitions["detail"] = {
        "description": "A piece of evidence: its name, its kind, and its value as that kind is written.",
        "type": "object",
        "properties": {"name": _SENTENCE, "kind": {"enum": list(DETAIL_KINDS)}, "value": True},
        "required": ["name", "kind", "value"],
        "additionalProperties": False,
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}},
                "then": {"properties": {"value": detail_schema(kind, definitions)}},
            }
            for kind in DETAIL_KINDS
        ],
    }
    return {"$ref": "#/$defs/detail"}


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
        definitions["criterion"] = {
            "description": "A criterion, or a combination of criteria.",
            "type": "object",
            "oneOf": options,
        }
        # A document of a rule has the keys of its header beside those of the rule; elsewhere there are no others.
        definitions["rule"] = {"type": "object", "$ref": "#/$defs/criterion", "unevaluatedProperties": False}
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
