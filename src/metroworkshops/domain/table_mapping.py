"""Mappings: which column of a table of applicants is which fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Final

from attrs import field, frozen

from .column import Column, ColumnFact, header_text
from .errors import InvalidValue, shown
from .group import term_key, terms
from .text import language_tag
from .value import HOLE, Invariant, Value, optional_readable, strings, tuple_of

__all__ = ["NO_WORDS", "YES_WORDS", "TableMapping"]

YES_WORDS: Final = ("yes", "oui", "نعم", "y", "o", "1", "true", "vrai", "x")
"""What a cell says for yes, in any case."""
NO_WORDS: Final = ("no", "non", "لا", "n", "0", "false", "faux")
"""What a cell says for no, in any case."""

_DELIMITERS: Final = (";", ",", "\t")
_ENCODINGS: Final = ("utf-8", "cp1252")


def _columns(given: Iterable[Column]) -> tuple[Column, ...]:
    columns = tuple_of(Column, given, "Column('Nom', 'name')")
    if not columns:
        raise InvalidValue("must have a column or more such as Column('Nom', 'name'), got none", given)
    return columns


def _ignored(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(header_text, strings(given)))


def _delimiter(given: str | None) -> str | None:
    if given is not None and given not in _DELIMITERS:
        raise InvalidValue(f"'delimiter' must be ';', ',' or a tab, got {shown(given)}", given)
    return given


def _encoding(given: str | None) -> str | None:
    if given is not None and given not in _ENCODINGS:
        raise InvalidValue(f"'encoding' must be 'utf-8' or 'cp1252', got {shown(given)}", given)
    return given


def _answers(given: Iterable[str]) -> tuple[str, ...]:
    return terms(given)


def _headers_differ(columns: Sequence[Any], ignored: Sequence[Any]) -> Iterator[InvalidValue]:
    seen: set[str] = set()
    named = [(f"columns[{i}].header", column.header) for i, column in enumerate(columns) if column is not HOLE]
    for where, header in [*named, *((f"ignored[{i}]", header) for i, header in enumerate(ignored))]:
        if header is HOLE:
            continue
        if header in seen:
            yield InvalidValue(f"every column must be named once, got {header!r} again", header, where)
        seen.add(header)


def _facts_differ(columns: Sequence[Any]) -> Iterator[InvalidValue]:
    seen: set[tuple[object, ...]] = set()
    for index, column in enumerate(columns):
        if column is HOLE:
            continue
        what: tuple[object, ...] = (column.fact, column.of and term_key(column.of))
        if column.fact is ColumnFact.LANGUAGE:
            # What somebody declares and what an interview shows may both be there.
            what = (column.fact, column.of and language_tag(column.of), column.standing)
        if what in seen:
            said = column.fact.value if column.of is None else f"{column.fact.value} {column.of!r}"
            yield InvalidValue(f"every fact must have one column, got {said} again", column, f"columns[{index}]")
        seen.add(what)


def _answers_differ(yes: Sequence[Any], no: Sequence[Any]) -> Iterator[InvalidValue]:
    keys = {term_key(word) for word in yes if word is not HOLE}
    for index, word in enumerate(no):
        if word is not HOLE and term_key(word) in keys:
            yield InvalidValue(f"a word must mean yes or no, got {word!r} for both", word, f"no[{index}]")


@frozen(repr=False)
class TableMapping(Value):
    """Which column of a table is which fact about an applicant, and how the file is written.

    It is a document (kind "table mapping"), so that it stands beside the export and says how it was read. A column of
    the file that it does not name is a fault of the file: nothing is dropped in silence.

    Args:
        columns: The columns, in any order. Without one that is the id, applicants are called by their rows: "row-17".
        ignored: The headers of the columns that are left out.
        delimiter: What stands between cells: ";", "," or a tab. None: told by the line of headers, and refused when
            that is not clear.
        encoding: "utf-8" (with or without a byte order mark) or "cp1252". None: UTF-8; only if the bytes are no UTF-8,
            cp1252. That is safe, for text with accents in cp1252 is not UTF-8 but by a freak: every letter with an
            accent would have to be followed by just the right signs.
        sheet: The sheet of a workbook. None: its only one.
        yes: What a cell says for yes, in any case; anything but these and *no* is a fault.
        no: What a cell says for no, in any case.

    Raises:
        InvalidValue: No column, a header or a fact named twice, a word that means yes and no.

    >>> mapping = TableMapping([Column("Dossier", "id"), Column("Nom", "name")], ignored=["Remarques"])
    >>> [column.fact for column in mapping.columns]
    [ColumnFact.ID, ColumnFact.NAME]
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("columns", "ignored"), _headers_differ),
        Invariant(("columns",), _facts_differ),
        Invariant(("yes", "no"), _answers_differ),
    )

    columns: tuple[Column, ...] = field(converter=_columns)
    ignored: tuple[str, ...] = field(kw_only=True, default=(), converter=_ignored)
    delimiter: str | None = field(kw_only=True, default=None, converter=_delimiter)
    encoding: str | None = field(kw_only=True, default=None, converter=_encoding)
    sheet: str | None = field(kw_only=True, default=None, converter=optional_readable)
    yes: tuple[str, ...] = field(kw_only=True, default=YES_WORDS, converter=_answers)
    no: tuple[str, ...] = field(kw_only=True, default=NO_WORDS, converter=_answers)
