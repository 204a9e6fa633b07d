"""Reading: the rows of a table into applicants, with every fault at its row and column."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Final

from attrs import frozen

from metroworkshops.domain.applicant import FACTS, Applicant, Evidence
from metroworkshops.domain.column import Column, ColumnFact, EmptyCell
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.errors import DocumentError, Fault, InvalidValue, shown
from metroworkshops.domain.level import Standing
from metroworkshops.domain.table_mapping import TableMapping
from metroworkshops.domain.unreadable import Unreadable

from .cells import NOT_LISTED, Cell, Read, Refused, is_empty, reader_of
from .rows import NO_RESULT, SUBJECT
from .sources import Source, opened

__all__ = ["read"]

_LISTS: Final = ("languages", "commitments", "statements")
_MOST_FAULTS: Final = 100
"""How many columns of a row are told: a row of a megabyte may have half a million."""
_LONGEST: Final = 500
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_NO_RESULT: Final = (
    "must be a value, got a formula without its result: open the file in a spreadsheet and save it again"
)


def read(
    source: str | os.PathLike[str] | bytes, mapping: TableMapping, edition: Edition | None = None
) -> Iterator[Applicant | Unreadable]:
    r"""Read a table of applicants, row by row: each is an applicant, or a record that could not be read.

    Text (.csv, .tsv, .txt) and workbooks (.xlsx, which need the extra ``xlsx``) are read as forms and spreadsheets
    write them: with semicolons, commas or tabs, in UTF-8 with or without a byte order mark or in cp1252, with line
    breaks within quotes. Rows are counted as a spreadsheet shows them: the headers are row 1, a line break within
    quotes begins no row, hidden rows count. There are as many results as rows in which something stands; rows that are
    wholly empty are nobody's.

    An empty cell means that a fact was not given. Columns of languages make one list, and so do those of sessions and
    of statements. A list that is given is the whole list, so it is given only when each of its columns has a cell that
    is not empty, or says what an empty one means (`Column.empty`): otherwise it is None, which asks a person, and the
    evidence names the columns that are empty. Every fact has its row and columns as its evidence.

    The text is read as the results are taken, so that memory stays flat whatever the number of rows, but for the ids.
    Faults do not repeat names, e-mail addresses or birth dates.

    A workbook is a zip, which may hold far more than it looks: one that unpacks to more than 64 MiB is refused, and one
    that goes on after 1,048,576 rows or 5 million cells is read so far, as is one that is damaged further down: the
    last result says so. Text may be of any length.

    Args:
        source: A path, or what is in the file.
        mapping: Which column is which fact.
        edition: The edition as the form showed it: what people promise to attend are its sessions. None: the columns
            state the dates, or there are none of sessions.

    Raises:
        DocumentError: The table as a whole cannot be read: bytes that are no text, a column that is missing, unknown or
            there twice, a delimiter that is not clear; all of it at once, before any row.
        InvalidValue: A session is not among the edition's, or the file's name ends otherwise.
        OSError: It cannot be read.
        ImportError: It is a workbook, and openpyxl is not installed.

    >>> from metroworkshops import Column, TableMapping
    >>> mapping = TableMapping([
    ...     Column("Dossier", "id"),
    ...     Column("Naissance", "birth_date", form="dd/mm/yyyy"),
    ...     Column("Français", "language", of="fr", words={"courant": "C1"}),
    ... ])
    >>> export = "Dossier;Naissance;Français\na-1;30/06/1985;Courant\na-2;1985;bilingue\n".encode()
    >>> first, second = read(export, mapping)
    >>> first.languages
    (LanguageSkill(language='fr', level=Level.C1),)
    >>> print(*second.faults, sep="\n")
    row 3, column Naissance: must be a day that exists, written dd/mm/yyyy; what came is personal and not repeated here
    row 3, column Français: must be a CEFR level such as 'C1', or a word of its table ('courant'); got 'bilingue'
    """
    if not isinstance(mapping, TableMapping):
        raise InvalidValue(f"must be a TableMapping such as TableMapping([...]), got {shown(mapping)}", mapping)
    readers = [reader_of(column, mapping, edition) for column in mapping.columns]
    table = opened(source, mapping)
    return _Layout.of(table.header, mapping, readers).results(table)


@frozen
class _Place:
    """A column in its place."""

    index: int
    column: Column
    read: Read
    field: str
    name: str


@frozen
class _Layout:
    """Where the columns of a mapping stand in a file."""

    places: tuple[_Place, ...]
    header: tuple[str, ...]
    unnamed: tuple[int, ...]

    @classmethod
    def of(cls, header: tuple[str, ...], mapping: TableMapping, readers: Sequence[Read]) -> _Layout:
        wanted = [column.header for column in mapping.columns]
        named = {*wanted, *mapping.ignored}
        found: list[tuple[str, str]] = []
        seen: set[str] = set()
        for one in filter(None, header):
            if one in seen:
                found.append((one, "every header must be there once, got it again"))
            seen.add(one)
        unknown = [one for one in dict.fromkeys(header) if one and one not in named]
        for one in (*wanted, *mapping.ignored):
            if one not in seen:
                close = get_close_matches(one, unknown[:_MOST_FAULTS], n=1)
                hint = f" (is it {close[0]!r}?)" if close else ""
                found.append((one, f"must be there as the mapping says, got no such header{hint}"))
        found += [
            (one, "must be named in the mapping, as a fact or as ignored; got a column that is not") for one in unknown
        ]
        if found:
            raise DocumentError(SUBJECT, _told(1, found))
        places = [
            _Place(header.index(column.header), column, read, column.fact.field, " ".join(column.header.split()))
            for column, read in zip(mapping.columns, readers, strict=True)
        ]
        places.sort(key=lambda place: place.index)
        return cls(tuple(places), header, tuple(index for index, one in enumerate(header) if not one))

    def results(self, table: Source) -> Iterator[Applicant | Unreadable]:
        seen: dict[str, int] = {}
        for number, cells in table.rows():
            if isinstance(cells, str):
                yield Unreadable(f"row-{number}", [Fault(f"row {number}", cells)])
            elif not all(map(is_empty, cells)):
                yield self._result(number, cells, seen)

    def _result(self, number: int, cells: Sequence[Cell], seen: dict[str, int]) -> Applicant | Unreadable:
        faults: list[Fault] = []
        facts: dict[str, Any] = {}
        lists = _Lists()
        evidence: dict[str, tuple[list[str], Standing]] = {}
        for place in self.places:
            column = place.column
            cell = cells[place.index] if place.index < len(cells) else None
            field = place.field
            if is_empty(cell):
                if field in _LISTS:
                    lists.empty(field, column, place.name)
                continue
            if cell is NO_RESULT:
                faults.append(Fault(_place(number, column.header), _NO_RESULT))
                continue
            try:
                found = place.read(cell)
            except Refused as e:
                faults.append(Fault(_place(number, column.header), str(e)))
                continue
            if field in _LISTS:
                lists.add(field, found)
            else:
                facts[field] = found
            evidence.setdefault(field, ([], column.standing))[0].append(place.name)
        faults += self._strays(number, cells)
        id_ = self._id(number, facts, seen, faults)
        if not faults:
            facts |= lists.whole()
            facts["evidence"] = [
                _evidence(number, field, names, standing, lists)
                for field, (names, standing) in evidence.items()
                if field in FACTS
            ]
            return Applicant(id_, **facts)  # each cell holds by itself, and no two columns are the same fact
        return Unreadable(id_, faults)

    def _id(self, number: int, facts: dict[str, Any], seen: dict[str, int], faults: list[Fault]) -> str:
        """Give the id; that of the row where there is none, or where it is another's."""
        row = f"row-{number}"
        given: str | None = facts.pop("id", None)
        column = next((place.column for place in self.places if place.column.fact is ColumnFact.ID), None)
        if column is None:
            return row
        where = _place(number, column.header)
        if given is None:
            if all(fault.path != where for fault in faults):
                faults.append(Fault(where, "must be the id of the applicant such as 'a-017', got nothing"))
            return row
        first = seen.setdefault(given, number)
        if first != number:
            faults.append(Fault(where, f"every id must be given once, got that of row {first} again"))
            return row
        return given

    def _strays(self, number: int, cells: Sequence[Cell]) -> Sequence[Fault]:
        """Find what stands under no header."""
        width = len(self.header)
        if len(cells) <= width and not self.unnamed:
            return []
        at = [index for index in (*self.unnamed, *range(width, len(cells))) if index < len(cells)]
        strays = [str(index + 1) for index in at if not is_empty(cells[index])]
        return _told(number, [(one, "must be empty, as it has no header; got something") for one in strays])


class _Lists:
    """The lists that several columns make, of one row."""

    def __init__(self) -> None:
        self.found: dict[str, list[Any]] = {}
        self.gaps: dict[str, list[str]] = {}

    def add(self, field: str, found: object) -> None:
        """Take what a cell gave."""
        listed = self.found.setdefault(field, [])
        if found is not NOT_LISTED:
            listed.append(found)

    def empty(self, field: str, column: Column, name: str) -> None:
        """Take an empty cell."""
        if column.empty is EmptyCell.NOT_LISTED:
            self.found.setdefault(field, [])
        else:
            self.gaps.setdefault(field, []).append(name)

    def whole(self) -> dict[str, list[Any]]:
        """Give the lists that are whole."""
        return {field: listed for field, listed in self.found.items() if field not in self.gaps}


def _told(number: int, found: Sequence[tuple[str, str]]) -> tuple[Fault, ...]:
    """Make faults of columns and what is wrong with each: as many as somebody reads."""
    faults = [Fault(_place(number, column), message) for column, message in found[:_MOST_FAULTS]]
    if len(found) > _MOST_FAULTS:
        more = len(found) - _MOST_FAULTS
        faults.append(Fault(f"row {number}", f"must not have so many faults: {more} more are not told"))
    return tuple(faults)


def _place(number: int, header: str) -> str:
    """Say where a cell stands: what strangers wrote above it goes on one line, without what a terminal obeys."""
    named = " ".join(_CONTROLS.sub(" ", header).split())
    return f"row {number}, column {named if len(named) <= _LONGEST else f'{named[: _LONGEST - 3]}...'}"


def _evidence(number: int, field: str, names: list[str], standing: Standing, lists: _Lists) -> Evidence:
    source = f"row {number}, column{'s' if len(names) > 1 else ''} {', '.join(names)}"
    if gaps := lists.gaps.get(field):
        source += f" (not the whole list: nothing in {', '.join(gaps)})"
    own = None if field in _LISTS or standing is Standing.DECLARED else standing
    return Evidence(field, standing=own, source=source)
