"""Documents written by hand: what the YAML and the TOML form share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Final, Literal

from attrs import frozen

from metroworkshops.domain.errors import DocumentError, Fault, InvalidValue, shown

from .faults import Path, json_path

__all__ = [
    "LARGEST",
    "MOST_FAULTS",
    "Form",
    "Lines",
    "Place",
    "decoded",
    "fault_at",
    "form_of",
    "of_bounded_length",
    "with_places",
]

Form = Literal["json", "yaml", "toml"]
"""How a document is written."""

Place = tuple[int, int]
"""A line and a column of a file, both from 1 as editors count them."""

FORMS: Final[Mapping[str, Form]] = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".toml": "toml"}
LARGEST: Final = 1_000_000
"""How many characters a document written by hand may have. The Metropolitan Workshops of three years have 10 000."""

MOST_FAULTS: Final = 100
"""How many faults of its form alone are told of one document; a person mends these and sees the rest."""

_LAST_STEP: Final = re.compile(r"""(\.[A-Za-z_][A-Za-z0-9_]*|\[[0-9]+\]|\["(?:[^"\\]|\\.)*"\])$""")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def form_of(path: PurePath) -> Form:
    """Tell by the end of a file's name how its document is written.

    Raises:
        InvalidValue: It ends in none of .json, .yaml, .yml and .toml.

    >>> form_of(PurePath("edition.yml"))
    'yaml'
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise InvalidValue(
            "a document's file must end in .json such as 'edition.json', or in .yaml, .yml or .toml, got "
            f"{shown(str(path))}",
            path,
        )
    return form


@frozen
class Lines:
    """Turns a position in a text into a line and a column."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """Find where the lines of a text start."""
        return cls((0, *(found.end() for found in re.finditer("\n", text))))

    def place(self, position: int) -> Place:
        r"""Give the place of a position.

        >>> Lines.of("a: 1\nb: 2\n").place(8)
        (2, 4)
        """
        line = bisect_right(self.starts, position)
        return line, position - self.starts[line - 1] + 1


def fault_at(path: Path, message: str, place: Place | None) -> Fault:
    """Make a fault with its place in the file, where it has one."""
    return Fault(json_path(path), message, *(place or ()))


def decoded(text: str | bytes, subject: str) -> str:
    """Read UTF-8, with or without a byte order mark, with every end of a line as one character.

    Raises:
        DocumentError: It is not UTF-8, or is longer than `LARGEST`.
    """
    # No character takes more than four bytes: what is far too long is not decoded first.
    if len(text) > 4 * LARGEST:
        raise DocumentError(subject, (Fault("$", _TOO_LONG),))
    try:
        string = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
    except UnicodeDecodeError as e:
        raise DocumentError(subject, (Fault("$", f"must be UTF-8, got byte {text[e.start]!r} at {e.start}"),)) from None
    if len(string) > LARGEST:
        raise DocumentError(subject, (Fault("$", _TOO_LONG),))
    string = string.replace("\r\n", "\n")
    lone = _SURROGATE.search(string)
    if lone:
        place = Lines.of(string).place(lone.start())
        message = f"must be text that can be encoded, without lone surrogates, got {lone.group()!r}"
        raise DocumentError(subject, (fault_at((), message, place),))
    return string


_TOO_LONG: Final = f"must not be longer than {LARGEST} characters in a form for writing by hand: write it as JSON"


def of_bounded_length(text: str, value: object) -> str:
    """Give a text back that can be read again.

    Raises:
        InvalidValue: It is longer than `LARGEST`.
    """
    if len(text) > LARGEST:
        raise InvalidValue(f"{_TOO_LONG}, got {len(text)}", value)
    return text


def with_places(faults: Iterable[Fault], places: Mapping[Path, Place]) -> tuple[Fault, ...]:
    """Give faults the places where they stand in the file; what is not there stands where it should have been."""
    known = {json_path(path): place for path, place in places.items()}
    found: list[Fault] = []
    for fault in faults:
        at = fault.path
        while at not in known and _LAST_STEP.search(at):
            at = _LAST_STEP.sub("", at)
        line, column = known.get(at, (None, None))
        found.append(Fault(fault.path, fault.message, line, column))
    return tuple(found)
