"""The keys of each kind of object in a document, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from sys import modules
from types import SimpleNamespace
from typing import Any, Final, cast, get_type_hints

from attrs import NOTHING, AttrsInstance, Factory, fields, frozen

from metroworkshops.domain.amendment import Amendment
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.milestone import Milestone
from metroworkshops.domain.publication import Publication
from metroworkshops.domain.published_part import PublishedPart
from metroworkshops.domain.session import Session

__all__ = ["SUBJECTS", "Key", "keys_of", "wire_names"]

# Names chosen for the reader of the JSON, where they are not those of the fields.
_NAMES: Final[Mapping[type[Any], Mapping[str, str]]] = {
    Limit: {"when": "on", "zones": "zone"},
    Amendment: {"when": "limit", "zones": "zone"},
    Deadline: {"when": "limit", "zones": "zone"},
}
# The key under which an entry of a publication has what it is of.
SUBJECTS: Final[Mapping[str, type[Any]]] = {
    "session": Session,
    "part": PublishedPart,
    "deadline": Deadline,
    "milestone": Milestone,
}
_LEFT_OUT: Final = {(Publication, "changes")}


@frozen
class Key:
    """One key of an object.

    Attributes:
        name: The key.
        field: The field it fills.
        type: The field's type.
        default: What the field is when the key is left out; NOTHING when the class works it out.
        required: Whether it may not be left out.
        convert: The field's own check.
        inside: For a field whose own fields stand at this level: that value's class; the key fills one of them.
    """

    name: str
    field: str
    type: Any
    default: object
    required: bool
    convert: Callable[[Any], Any] | None
    inside: type[Any] | None = None


def wire_names(kind: type[Any]) -> Mapping[str, str]:
    """Map the names of fields to those of keys, where they differ."""
    return _NAMES.get(kind, {})


def keys_of(kind: type[Any]) -> tuple[Key, ...]:
    """List the keys of a kind of object."""
    # Type checkers do not take a class for what can be a key of a dictionary.
    return _keys_of(cast("Any", kind))


@cache
def _keys_of(kind: type[Any]) -> tuple[Key, ...]:
    types = _types(kind)
    names = wire_names(kind)
    keys: list[Key] = []
    # What may stand first without its name is written first.
    for attribute in sorted(fields(cast("type[AttrsInstance]", kind)), key=lambda attribute: attribute.kw_only):
        if (kind, attribute.name) in _LEFT_OUT:
            continue
        if kind is Deadline and attribute.name == "limit":
            keys += [
                Key(
                    names.get(key.field, key.field),
                    key.field,
                    key.type,
                    key.default,
                    key.required,
                    key.convert,
                    inside=Limit,
                )
                for key in keys_of(Limit)
            ]
            continue
        default: Any = attribute.default
        if isinstance(default, cast("Any", Factory)):
            # A default that depends on other fields is left to the class.
            default = NOTHING if default.takes_self else default.factory()
        keys.append(
            Key(
                names.get(attribute.name, attribute.name),
                attribute.name,
                types[attribute.name],
                default,
                attribute.default is NOTHING,
                cast("Callable[[Any], Any] | None", attribute.converter),
            )
        )
    return tuple(keys)


def _types(kind: type[Any]) -> dict[str, Any]:
    """Resolve the types of the fields alone: what a class works out later may name what is not imported."""
    names = {attribute.name for attribute in fields(cast("type[AttrsInstance]", kind))}
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        own = {name: hint for name, hint in vars(base).get("__annotations__", {}).items() if name in names}
        if own:
            found |= get_type_hints(SimpleNamespace(__annotations__=own), vars(modules[base.__module__]))
    return found
