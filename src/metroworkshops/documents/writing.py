"""Writing: domain values into plain JSON values, with places, organisations and sessions listed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from attrs import field, frozen

from metroworkshops.domain.area import Area
from metroworkshops.domain.city import City
from metroworkshops.domain.column import CellWords
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.finding import Details
from metroworkshops.domain.partner import Partner
from metroworkshops.domain.programme import Programme
from metroworkshops.domain.publication import Entry
from metroworkshops.domain.rule import EligibilityRule, SupportsExamine
from metroworkshops.domain.session import Session
from metroworkshops.domain.text import UNTAGGED, Text
from metroworkshops.domain.value import Value
from metroworkshops.domain.when import When

from .details import is_details, kind_of_detail
from .keys import Key, keys_of

__all__ = ["Registry", "record", "written"]


@frozen
class Registry:
    """What a document lists once and names by id: its cities, areas and organisations, and the sessions seen so far."""

    cities: dict[str, City | Area] = field(factory=dict)
    areas: dict[str, City | Area] = field(factory=dict)
    organisations: dict[str, Partner] = field(factory=dict)
    sessions: dict[str, Session] = field(factory=dict)


def written(value: Any, registry: Registry) -> Any:
    """Write a value as plain JSON values, filling the registry on the way."""
    if value is None or isinstance(value, str | bool | int | float):
        return value.value if isinstance(value, Enum) else value
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value, registry)
    raise InvalidValue(f"must be a value that documents know, got {shown(value)}", value)


def _instant(value: datetime, _: Registry) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _text(value: Text, _: Registry) -> str | dict[str, str]:
    if value.tags == (UNTAGGED,):
        return str(value)
    strings = dict(value.strings)
    return strings if value.original == min(strings) else {**strings, "original": value.original}


def record(value: Any, registry: Registry) -> dict[str, Any]:
    """Write every field that is not its default."""
    found: dict[str, Any] = {}
    for key in keys_of(type(value)):
        holder: Any = value.limit if key.inside is not None else value
        given = getattr(holder, key.field)
        if key.required or given != key.default:
            found[key.name] = _at(key, given, registry)
    return found


def _at(key: Key, given: Any, registry: Registry) -> Any:
    if key.name == "zone":
        return given[0] if len(given) == 1 else list(given)
    if is_details(key.type):
        return _details(given, registry)
    if key.type == CellWords:
        return dict(given)
    return written(given, registry)


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
    name = "session" if isinstance(value.subject, Session) else "deadline"
    subject = record(value.subject, registry)
    return {"uid": found.pop("uid"), name: subject, **found}


_WRITERS: tuple[tuple[Any, Callable[[Any, Registry], Any]], ...] = (
    (Enum, lambda value, _: value.value),
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
    (Value, record),
)
