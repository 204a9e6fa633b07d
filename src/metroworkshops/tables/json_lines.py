"""JSON lines: one document a line, written whole or not at all, and read one by one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar, overload

from metroworkshops.documents import loads
from metroworkshops.documents.document import to_document
from metroworkshops.documents.files import replacing
from metroworkshops.documents.text_form import canonical
from metroworkshops.domain.errors import DocumentError, Fault, InvalidValue, shown
from metroworkshops.domain.unreadable import Unreadable
from metroworkshops.domain.value import Value

from .pseudonyms import Pseudonyms

__all__ = ["read_json_lines", "write_json_lines"]

T = TypeVar("T")

_ENDINGS: Final = (".jsonl", ".ndjson")


def write_json_lines(
    path: str | os.PathLike[str], values: Iterable[Value], *, pseudonyms: Pseudonyms | None = None
) -> int:
    """Write values as JSON lines: each a document of ours on one line, in its canonical form (RFC 8785).

    Values are taken one by one; the file takes the place of the old one when all are written.

    Args:
        path: A file that ends in .jsonl or .ndjson.
        values: Any that are documents: decisions, applicants, editions.
        pseudonyms: Put in the place of applicants' ids, in applicants and decisions; what else tells who somebody is is
            left out.

    Returns:
        How many were written.

    Raises:
        InvalidValue: There is no kind of document for a value, or the file's name ends otherwise.
        OSError: It cannot be written; whatever is raised, what was there is as it was.

    >>> import tempfile
    >>> from metroworkshops import Applicant
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = f"{folder}/applicants.jsonl"
    ...     count = write_json_lines(path, [Applicant("a-1"), Applicant("a-2", residence="MA")])
    ...     count, list(read_json_lines(path, Applicant))
    (2, [Applicant(id='a-1'), Applicant(id='a-2', residence='MA')])
    """
    count = 0
    with replacing(_checked(path)) as file:
        for value in values:
            told = value if pseudonyms is None else pseudonyms.value(value)
            file.write(canonical(to_document(told)).encode() + b"\n")
            count += 1
    return count


@overload
def read_json_lines(path: str | os.PathLike[str]) -> Iterator[Value | Unreadable]: ...
@overload
def read_json_lines(path: str | os.PathLike[str], kind: type[T]) -> Iterator[T | Unreadable]: ...
def read_json_lines(path: str | os.PathLike[str], kind: type[Any] = Value) -> Iterator[Any]:
    """Read JSON lines one by one: each is a value, or a record that could not be read, with its faults.

    Empty lines are nothing.

    Args:
        path: A file that ends in .jsonl or .ndjson.
        kind: The class that each line must hold. Default: any.

    Raises:
        InvalidValue: The file's name ends otherwise.
        OSError: It cannot be read.
    """
    return _values(_checked(path), kind)


def _values(path: Path, kind: type[Any]) -> Iterator[Any]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                yield loads(line, kind)
            except DocumentError as e:
                faults = [Fault(f"line {number}, {fault.path}", fault.message) for fault in e.faults]
                yield Unreadable(f"line-{number}", faults)


def _checked(path: str | os.PathLike[str]) -> Path:
    checked = Path(path)
    if checked.suffix.lower() not in _ENDINGS:
        raise InvalidValue(
            f"a file of JSON lines must end in .jsonl or .ndjson such as 'decisions.jsonl', got {shown(checked.name)}",
            path,
        )
    return checked
