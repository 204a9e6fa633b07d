"""Faults found while a document is read, with the places where they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from metroworkshops.domain.errors import DocumentError, Fault, InvalidValue

__all__ = ["MOST_FAULTS", "Faulty", "Path", "came", "document_error", "json_path", "of_problem"]

Path = tuple[str | int, ...]

MOST_FAULTS: Final = 10_000
"""After how many faults a list is read no further: a document can have millions, and nobody mends so many by hand."""

_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
# JSON escapes those before the space itself.
_UNSEEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TOKEN: Final = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")


class Faulty(Exception):  # a signal inside this room: readers raise it, the reader of the whole catches it
    """What could not be read, and what could be of it.

    Attributes:
        faults: Places, relative to the value, and messages. None at all when the fault is reported elsewhere.
        partial: A tuple with `HOLE` for the elements that could not be read; None for anything but a list.
    """

    def __init__(self, faults: Iterable[tuple[Path, str]], partial: tuple[object, ...] | None = None) -> None:
        super().__init__()
        self.faults: tuple[tuple[Path, str], ...] = tuple(faults)
        self.partial: tuple[object, ...] | None = partial


def came(value: object) -> str:
    """Print what came as JSON has it, on one line and not longer than 80 characters."""
    if value is None:
        return "null (leave the key out when there is nothing to say)"
    try:
        text = _json(value)
    except (ValueError, RecursionError):  # a number of more digits than Python prints, or what holds itself
        return "a value that cannot be printed"
    return text if len(text) <= 80 else f"{text[:77]}..."


def of_problem(problem: InvalidValue, names: Mapping[str, str]) -> tuple[Path, str]:
    """Turn a refusal of the domain into a place and a message, with fields under the names they have in documents."""
    path = tuple(int(index) if index else names.get(name, name) for name, index in _TOKEN.findall(problem.where))
    return path, problem.message


def json_path(path: Path) -> str:
    """Write a place as a JSON path: ``$.editions[2].title["fr-MA"]``."""
    written = "$"
    for step in path:
        if isinstance(step, int):
            written += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            written += f".{step}"
        else:
            written += f"[{_json(step)}]"
    return written


def _json(value: object) -> str:
    """Write a value as JSON on one line, with escapes for all that breaks a line somewhere or cannot be encoded."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if text.isascii() and "\x7f" not in text else _UNSEEN.sub(lambda one: f"\\u{ord(one[0]):04x}", text)


def document_error(subject: str, faults: Iterable[tuple[Path, str]]) -> DocumentError:
    """Make the error that carries all faults."""
    return DocumentError(subject, tuple(Fault(json_path(path), message) for path, message in faults))
