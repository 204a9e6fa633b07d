"""Documents read from files, or from stdin as ``-``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final, TypeVar, get_args, overload

import click

import metroworkshops as mw
from metroworkshops.documents.by_hand import Form, form_of
from metroworkshops.documents.document import kind_name
from metroworkshops.documents.limits import DEFAULT, Limits
from metroworkshops.domain.errors import DocumentError, InvalidValue
from metroworkshops.domain.value import Value

from .exits import refused
from .terminal import printable

__all__ = ["edition_in", "form_in", "is_stdin", "name_of", "one_from_stdin", "read_bytes", "read_document"]

T = TypeVar("T")

_STDIN: Final = "-"


def is_stdin(path: Path | None) -> bool:
    """Tell whether a path means stdin, or stdout."""
    return path is not None and str(path) == _STDIN


def one_from_stdin(*paths: Path | None) -> None:
    """Refuse to read two files from stdin."""
    if sum(map(is_stdin, paths)) > 1:
        raise click.UsageError("only one file can be '-', got several")


def form_in(path: Path, form: str | None, *, otherwise: Form = "json") -> Form:
    """Tell how a document is written: as is stated, else as the file's name ends, else as is the rule for streams."""
    for one in get_args(Form):
        if one == form:
            return one  # type: ignore[no-any-return]
    if is_stdin(path):
        return otherwise
    try:
        return form_of(path)
    except InvalidValue as e:
        raise click.UsageError(f"{e.message}: state how it is written") from None


@overload
def read_document(path: Path, *, form: str | None = None, limits: Limits = DEFAULT) -> Value: ...
@overload
def read_document(path: Path, kind: type[T], *, form: str | None = None, limits: Limits = DEFAULT) -> T: ...
def read_document(path: Path, kind: type[Any] = Value, *, form: str | None = None, limits: Limits = DEFAULT) -> Any:
    """Read a document from a file or from stdin.

    Raises:
        DocumentError: It has faults; the subject names the file.
        OSError: It cannot be read.
    """
    written = form_in(path, form)
    data = read_bytes(path, limits.size + 1)
    try:
        return mw.documents.loads(data, kind, form=written, limits=limits)
    except DocumentError as e:
        raise DocumentError(f"{e.subject} from {name_of(path)}", e.faults) from None


def read_bytes(path: Path, most: int = -1) -> bytes:
    """Read a file or stdin, up to some number of bytes."""
    if is_stdin(path):
        return sys.stdin.buffer.read(most)
    with path.open("rb") as file:
        return file.read(most)


def name_of(path: Path) -> str:
    """Name a file for people."""
    return "stdin" if is_stdin(path) else printable(str(path))


def edition_in(value: Any, path: Path, id: str | None) -> mw.Edition:
    """Find the edition that is meant, in a document of an edition or of a programme."""
    if isinstance(value, mw.Edition):
        if id not in (None, value.id):
            raise click.UsageError(f"'--edition' must be {value.id!r}, the one edition of this document, got {id!r}")
        return value
    if not isinstance(value, mw.Programme):
        raise refused(f"{name_of(path)}: must be an edition or a programme, got a document of the kind "
                      f"{kind_name(type(value))!r}")  # fmt: skip
    if id is None and len(value.editions) == 1:
        return value.editions[0]
    known = ", ".join(edition.id for edition in value.editions) or "none"
    for edition in value.editions:
        if edition.id == id:
            return edition
    said = "no edition was named" if id is None else f"there is no edition {id!r}"
    raise click.UsageError(f"{said}; there are: {known}. Choose one with '--edition'")
