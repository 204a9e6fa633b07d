"""JSON text: strictly read, stably written, and in its canonical form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Never

from metroworkshops.domain.errors import DocumentError, Fault

from .faults import Path, came, document_error

__all__ = ["canonical", "parse", "pretty"]


class _Object(dict[str, Any]):
    """An object as written, which remembers the keys that it gives twice."""

    __slots__ = ("repeated",)

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        seen: set[str] = set()
        self.repeated = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]


def _no_constant(name: str) -> Never:
    raise ValueError(f"must be JSON, which has no {name}")


def parse(text: str | bytes, subject: str) -> Any:
    """Read JSON text (RFC 8259): no key twice in an object, no NaN or Infinity, no lone surrogates.

    Raises:
        DocumentError: It is not such text; the message has line and column.
    """
    try:
        string = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
    except UnicodeDecodeError as e:
        raise DocumentError(subject, (Fault("$", f"must be UTF-8, got byte {text[e.start]!r} at {e.start}"),)) from None
    try:
        data = json.loads(string, object_pairs_hook=_Object, parse_constant=_no_constant)
    except json.JSONDecodeError as e:
        message = f"must be JSON: {e.msg} at line {e.lineno}, column {e.colno}"
        raise DocumentError(subject, (Fault("$", message),)) from None
    except RecursionError:
        raise DocumentError(subject, (Fault("$", "must not be nested so deeply"),)) from None
    except ValueError as e:
        raise DocumentError(subject, (Fault("$", str(e)),)) from None
    faults = _faults_of_text(data)
    if faults:
        raise document_error(subject, faults)
    return data


def _faults_of_text(data: Any) -> list[tuple[Path, str]]:
    faults: list[tuple[Path, str]] = []
    pending: list[tuple[Path, Any]] = [((), data)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, _Object):
            faults += [((*path, key), f"every key must be given once, got {came(key)} again") for key in value.repeated]
            for key, inner in value.items():
                if _has_surrogate(key):
                    faults.append((path, f"must be text that can be encoded, got the key {key!r}"))
                pending.append(((*path, key), inner))
        elif isinstance(value, list):
            pending += [((*path, index), inner) for index, inner in enumerate(value)]
        elif isinstance(value, str) and _has_surrogate(value):
            faults.append((path, f"must be text that can be encoded, without lone surrogates, got {value!r}"))
    return sorted(faults, key=lambda fault: tuple(map(str, fault[0])))


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def pretty(data: Mapping[str, Any]) -> str:
    """Write JSON for people: two spaces, every character as itself, a line break at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def canonical(data: Any) -> str:
    """Write JSON in its canonical form (RFC 8785): keys sorted by UTF-16 code units, no spaces, shortest numbers."""
    if isinstance(data, Mapping):
        keys = sorted(data, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(data[key])}" for key in keys) + "}"
    if isinstance(data, list):
        return "[" + ",".join(map(canonical, data)) + "]"
    if isinstance(data, float):
        return _number(data)
    return json.dumps(data, ensure_ascii=False)


def _number(value: float) -> str:
    """Write a number as ECMAScript does (RFC 8785 section 3.2.2.3), for the magnitudes of coordinates."""
    if value == 0:
        return "0"
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    digits = repr(value)
    if "e" not in digits:
        return digits
    mantissa, _, exponent = digits.partition("e")
    power = int(exponent)
    if power >= -6:
        significant = len(mantissa.replace(".", "").replace("-", ""))
        return f"{value:.{significant - 1 - power}f}"
    return f"{mantissa}e{power}"
