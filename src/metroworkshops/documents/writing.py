"""Writing: domain values into plain JSON values, with places, organisations and sessions listed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from fractions import Fraction
from math import isfinite
from typing import Any, TypeAlias

from attrs import field, frozen

from metroworkshops.domain.area import Area
from metroworkshops.domain.city import City
from metroworkshops.domain.column import CellWords
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.errors import Fault, InvalidValue, shown
from metroworkshops.domain.finding import Details
from metroworkshops.domain.partner import Partner
from metroworkshops.domain.programme import Programme
from metroworkshops.domain.publication import Entry
from metroworkshops.domain.rule import EligibilityRule, SupportsExamine
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.session import Session
from metroworkshops.domain.text import UNTAGGED, Text
from metroworkshops.domain.value import Value
from metroworkshops.domain.when import When

from .details import is_details, kind_of_detail
from .exact import written_exact
from .keys import SUBJECTS, Key, keys_of
from .screening_record import ScreeningRecord

__all__ = ["Registry", "record", "written"]


Writer: TypeAlias = Callable[[Any, "Registry"], Any]

# Looked up once for each class, and not for each value.
_KNOWN: dict[type[Any], Writer] = {}
_FIELDS: dict[type[Any], tuple[tuple[Key, Writer], ...]] = {}


@frozen
class Registry:
    """What a document lists once and names by id: its cities, areas and organisations, and the sessions seen so far."""

    cities: dict[str, City | Area] = field(factory=dict)
    areas: dict[str, City | Area] = field(factory=dict)
    organisations: dict[str, Partner] = field(factory=dict)
    sessions: dict[str, Session] = field(factory=dict)


def written(value: Any, registry: Registry) -> Any:
    """Write a value as plain JSON values, filling the registry on the way."""
    kind = type(value)
    if kind not in _KNOWN:
        _KNOWN[kind] = _writer_of(value)
    return _KNOWN[kind](value, registry)


def _writer_of(value: Any) -> Writer:
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write
    raise InvalidValue(f"must be a value that documents know, got {shown(value)}", value)


def _finite(value: float, _: Registry) -> float:
    if not isfinite(value):
        raise InvalidValue(f"must be a finite number, got {value}", value)
    return value


def _instant(value: datetime, _: Registry) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _text(value: Text, _: Registry) -> str | dict[str, str]:
    if value.tags == (UNTAGGED,):
        return str(value)
    strings = dict(value.strings)
    return strings if value.original == min(strings) else {**strings, "original": value.original}


def record(value: Any, registry: Registry) -> dict[str, Any]:
    """Write every field that is not its default."""
    kind: type[Any] = type(value)
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple((key, _writer_at(key)) for key in keys_of(kind))
    found: dict[str, Any] = {}
    for key, write in _FIELDS[kind]:
        holder: Any = value.limit if key.inside is not None else value
        given = getattr(holder, key.field)
        if key.required or given != key.default:
            found[key.name] = write(given, registry)
    return found


def _writer_at(key: Key) -> Writer:
    if key.name == "zone":
        return lambda given, _: given[0] if len(given) == 1 else list(given)
    if is_details(key.type):
        return _details
    if key.type == CellWords:
        return lambda given, _: dict(given)
    return written


def _list(value: tuple[Any, ...], registry: Registry) -> list[Any]:
    return [written(element, registry) for element in value]


def _session(value: Session, registry: Registry) -> dict[str, Any] | str:
    if value.id in registry.sessions:
        return value.id
    registry.sessions[value.id] = value
    return record(value, registry)


def _place(value: City | Area, registry: Registry) -> str | dict[str, Any]:
    """Write the id of a place, which is listed once; in full when another place is listed under that id."""
    name, listed, others = (
        ("city", registry.cities, registry.areas)
        if isinstance(value, City)
        else ("area", registry.areas, registry.cities)
    )
    if value.id not in others and listed.setdefault(value.id, value) == value:
        return value.id
    return {name: record(value, registry)}


def _partner(value: Partner, registry: Registry) -> dict[str, Any]:
    registry.organisations.setdefault(value.id, value)
    roles = {"roles": list(value.roles)} if value.roles else {}
    return {"organisation": value.id, **roles}


def _edition(value: Edition, registry: Registry) -> dict[str, Any]:
    found = record(value, registry)
    if value.label == value.id:
        del found["label"]
    return found


def _programme(value: Programme, registry: Registry) -> dict[str, Any]:
    found = record(value, registry)
    for edition in found.get("editions", []):
        del edition["programme"]  # it is the programme around it
    return found


def _rule(value: EligibilityRule | SupportsExamine, registry: Registry) -> dict[str, Any]:
    return {"rule": value.KIND, **record(value, registry)}


def _details(value: Details, registry: Registry) -> list[dict[str, Any]]:
    return [
        {"name": name, "kind": kind_of_detail(detail), "value": written(detail, registry)} for name, detail in value
    ]


def _entry(value: Entry, registry: Registry) -> dict[str, Any]:
    found = record(value, registry)
    found.pop("subject")
    name = next(name for name, kind in SUBJECTS.items() if isinstance(value.subject, kind))
    subject = record(value.subject, registry)
    return {"uid": found.pop("uid"), name: subject, **found}


def _screening(value: Screening, registry: Registry) -> dict[str, Any]:
    return record(ScreeningRecord.of(value), registry)


_WRITERS: tuple[tuple[Any, Writer], ...] = (
    (Enum, lambda value, _: value.value),
    (str | bool | int | None, lambda value, _: value),
    (float, _finite),
    (datetime, _instant),
    (date, lambda value, _: value.isoformat()),
    (Text, _text),
    (When, lambda value, _: value.edtf),
    (tuple, _list),
    (Session, _session),
    (City | Area, _place),
    (Partner, _partner),
    (Edition, _edition),
    (Programme, _programme),
    (EligibilityRule | SupportsExamine, _rule),
    (Entry, _entry),
    (Screening, _screening),
    (Fraction, lambda value, _: written_exact(value)),
    (Value | Fault, record),
)
