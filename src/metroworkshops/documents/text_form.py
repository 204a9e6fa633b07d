"""JSON text: strictly read, stably written, and in its canonical form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, Never

from metroworkshops.domain.errors import DocumentError, Fault, shown

from .faults import MOST_FAULTS, Path, came, document_error
from .limits import too_many_digits

__all__ = ["canonical", "has_fewer_brackets", "parse", "pretty"]


class _KeyRepeated(Exception):  # a signal inside this module
    """An object gives a key twice."""


class _Repeating(dict[str, Any]):
    """An object as written, which remembers the keys that it gives twice."""

    __slots__ = ("repeated",)

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        seen: set[str] = set()
        self.repeated = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _KeyRepeated
    return found


class _NotJson(ValueError):
    """Says what JSON does not have."""


def _no_constant(name: str) -> Never:
    raise _NotJson(f"must be JSON, which has no {name}")


# Made once: to make one costs as much as to read a short document.
_STRICT: Final = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
_TO_TELL: Final = json.JSONDecoder(object_pairs_hook=_Repeating, parse_constant=_no_constant)


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
        data = _decoded(string, subject, _STRICT)
    except _KeyRepeated:
        data = _decoded(string, subject, _TO_TELL)
        raise document_error(subject, _faults_of_text(data)) from None
    # A surrogate comes escaped, or in text that cannot be encoded itself. Few documents are gone through for them.
    if r"\ud" in string or r"\uD" in string or not _is_encodable(string):
        faults = _faults_of_text(data)
        if faults:
            raise document_error(subject, faults)
    return data


def _decoded(string: str, subject: str, decoder: json.JSONDecoder) -> Any:
    try:
        return decoder.decode(string)
    except json.JSONDecodeError as e:
        message = f"must be JSON: {e.msg} at line {e.lineno}, column {e.colno}"
    except RecursionError:
        message = "must not be nested so deeply"
    except _NotJson as e:
        message = str(e)
    except ValueError:  # Python reads no number that is longer
        message = too_many_digits()
    raise DocumentError(subject, (Fault("$", message),))


def has_fewer_brackets(text: str | bytes, depth: int) -> bool:
    """Tell whether JSON text has fewer brackets than *depth*: then it cannot be nested so deeply.

    >>> has_fewer_brackets('{"places": ["bologna"]}', 3)
    True
    """
    if isinstance(text, bytes):
        return text.count(b"{") + text.count(b"[") < depth
    return text.count("{") + text.count("[") < depth


def _faults_of_text(data: Any) -> list[tuple[Path, str]]:
    faults: list[tuple[Path, str]] = []
    pending: list[tuple[Path, Any]] = [((), data)]
    while pending and len(faults) < MOST_FAULTS:
        path, value = pending.pop()
        if isinstance(value, _Repeating):
            faults += [((*path, key), f"every key must be given once, got {came(key)} again") for key in value.repeated]
        if isinstance(value, dict):
            for key in value:
                if not _is_encodable(key):
                    faults.append((path, f"must be text that can be encoded, got the key {shown(key)}"))
            pending += [((*path, key), inner) for key, inner in reversed(value.items())]
        elif isinstance(value, list):
            pending += [((*path, index), inner) for index, inner in reversed([*enumerate(value)])]
        elif isinstance(value, str) and not _is_encodable(value):
            faults.append((path, f"must be text that can be encoded, without lone surrogates, got {shown(value)}"))
    return sorted(faults)


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def pretty(data: Mapping[str, Any]) -> str:
    """Write JSON for people: two spaces, every character as itself, a line break at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


# Text needs no more than this one writer; `json.dumps` makes a new one for each.
_text: Final = json.JSONEncoder(ensure_ascii=False).encode


def canonical(data: Any) -> str:
    """Write JSON in its canonical form (RFC 8785): keys sorted by UTF-16 code units, no spaces, shortest numbers."""
    if isinstance(data, str):
        return _text(data)
    if isinstance(data, Mapping):
        plain = "".join(data).isascii()  # then characters and code units have one order
        keys = sorted(data) if plain else sorted(data, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join([f"{_text(key)}:{canonical(data[key])}" for key in keys]) + "}"
    if isinstance(data, list):
        return "[" + ",".join(map(canonical, data)) + "]"
    if isinstance(data, float):
        return _number(data)
    return _text(data)


def _number(value: float) -> str:
    """Write a number as ECMAScript does (RFC 8785 section 3.2.2.3)."""
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    digits = repr(value)
    if "e" not in digits:
        return digits
    mantissa, _, exponent = digits.partition("e")
    power = int(exponent)
    if -7 < power < 0:
        significant = len(mantissa.replace(".", "").replace("-", ""))
        return f"{value:.{significant - 1 - power}f}"
    return f"{mantissa}e{power:+}"
