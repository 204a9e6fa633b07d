"""Details: pieces of evidence in documents, each with its kind, so that it is read back as what it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import cattrs

from metroworkshops.domain.education import EducationLevel
from metroworkshops.domain.finding import Details
from metroworkshops.domain.level import Level, Standing
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.text import Text
from metroworkshops.domain.when import When

from .faults import Faulty, Path, came

__all__ = ["DETAIL_KINDS", "details_hook", "is_details", "kind_of_detail"]

DETAIL_KINDS: Final[Mapping[str, Any]] = {
    "string": str,
    "number": float,
    "instant": datetime,
    "level": Level,
    "standing": Standing,
    "education": EducationLevel,
    "text": Text,
    "limit": Limit,
    "when": When,
    "texts": tuple[Text, ...],
    "strings": tuple[str, ...],
}
"""The kinds of evidence, by the name that they have in documents."""

_KEYS: Final = ("name", "kind", "value")


def is_details(kind: Any) -> bool:
    """Tell whether a type is that of a list of details."""
    return bool(kind == Details)


def kind_of_detail(value: object) -> str:
    """Name the kind of a piece of evidence."""
    if isinstance(value, tuple):
        return "texts" if value and isinstance(value[0], Text) else "strings"
    kinds = ((name, (int, float) if kind is float else kind) for name, kind in DETAIL_KINDS.items())
    return next(name for name, kind in kinds if isinstance(value, kind))


def details_hook(converter: cattrs.Converter) -> Callable[[Any, Any], Details]:
    """Make what reads a list of details."""

    def read(data: Any, _: Any) -> Details:
        if not isinstance(data, list):
            raise Faulty([((), f"must be a list such as [...], got {came(data)}")])
        faults: list[tuple[Path, str]] = []
        found: list[tuple[str, Any]] = []
        for index, given in enumerate(data):
            try:
                found.append(one(given))
            except Faulty as e:
                faults += [((index, *path), message) for path, message in e.faults]
        if faults:
            raise Faulty(faults)
        return tuple(found)

    def one(given: Any) -> tuple[str, Any]:
        if not isinstance(given, Mapping) or set(given) != set(_KEYS):
            raise Faulty([((), f"must be an object with the keys {', '.join(_KEYS)}, got {came(given)}")])
        name, kind, value = (given[key] for key in _KEYS)
        if not isinstance(name, str):
            raise Faulty([(("name",), f'must be text such as "level", got {came(name)}')])
        if not isinstance(kind, str) or kind not in DETAIL_KINDS:
            known = ", ".join(map(came, DETAIL_KINDS))
            raise Faulty([(("kind",), f"must be one of {known}, got {came(kind)}")])
        if kind == "number" and isinstance(value, int) and not isinstance(value, bool):
            return name, value
        try:
            return name, converter.structure(value, DETAIL_KINDS[kind])
        except Faulty as e:
            raise Faulty([(("value", *path), message) for path, message in e.faults]) from None

    return read
