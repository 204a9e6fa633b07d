"""Sources: the rows of a text file or of a workbook, as they stand in it."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

from attrs import frozen

from metroworkshops.domain.column import header_text
from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.table_mapping import TableMapping

from .rows import Row, refused
from .workbooks import workbook_rows

__all__ = ["Source", "opened"]

_DELIMITERS: Final = {";": "semicolon", ",": "comma", "\t": "tab"}
_CHUNK: Final = 1 << 16
_TEXT: Final = (".csv", ".txt", ".tsv")
_SEP: Final = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)
_BOMS: Final = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}

_UNCLOSED: Final = (
    'must have its quotes in pairs such as "a; b", got one that opens in this row and is not closed: nothing after it '
    "can be told apart, and it was not read"
)
_AFTER_QUOTES: Final = (
    'must have its quotes in pairs, doubled within quotes such as "a ""b""", got text after quotes that close a cell'
)


@frozen
class Source:
    """A table that was opened.

    Attributes:
        header: Its first row.
        rows: Gives the rows after it, anew at each call.
    """

    header: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]


def opened(source: str | os.PathLike[str] | bytes, mapping: TableMapping) -> Source:
    """Open a table, and read its header.

    Raises:
        DocumentError: It is no such table.
        InvalidValue: Its name ends otherwise than in .csv, .tsv, .txt or .xlsx.
        OSError: It cannot be read.
    """
    if isinstance(source, bytes | bytearray):
        data = bytes(source)
        return _of_kind(lambda: io.BytesIO(data), mapping)
    path = Path(source)
    if path.suffix.lower() not in (*_TEXT, ".xlsx"):
        raise InvalidValue(
            f"a table's file must end in {', '.join(_TEXT)} or .xlsx such as 'applications.csv', got "
            f"{shown(path.name)}: save it as one of these",
            source,
        )
    return _of_kind(lambda: path.open("rb"), mapping)


def _of_kind(open_: Callable[[], IO[bytes]], mapping: TableMapping) -> Source:
    with open_() as stream:
        start = stream.read(8)
    if start.startswith(b"PK\x03\x04"):
        return _workbook(open_, mapping)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise refused("must be .csv or .xlsx, got an old .xls workbook or one under a password: save it anew")
    return _text_file(open_, mapping)


# Text files


def _text_file(open_: Callable[[], IO[bytes]], mapping: TableMapping) -> Source:
    encoding = _encoding(open_, mapping.encoding)

    def lines() -> IO[str]:
        return io.TextIOWrapper(open_(), encoding=encoding, newline="")

    with lines() as text:
        first = next(iter(text), "")
    stated = _SEP.fullmatch(first)
    delimiter = mapping.delimiter
    if stated:
        if stated[1] not in _DELIMITERS or delimiter not in (None, stated[1]):
            raise refused(
                f"must be written with {shown(delimiter) if delimiter else 'a semicolon, comma or tab'}, got "
                f"{shown(first.strip())} on its first line"
            )
        delimiter = stated[1]

    def records(delimiter: str) -> Iterator[Row]:
        with lines() as text:
            if stated:
                next(iter(text))
            yield from _records(text, delimiter)

    if delimiter is None:
        delimiter = _delimiter(records, mapping)
    chosen = delimiter
    header = _first(records(chosen))

    def rows() -> Iterator[Row]:
        found = records(chosen)
        next(found)
        yield from found

    return Source(header, rows)


def _encoding(open_: Callable[[], IO[bytes]], stated: str | None) -> str:
    with open_() as stream:
        start = stream.read(3)
    for mark, name in _BOMS.items():
        if start.startswith(mark):
            raise refused(f"must be UTF-8 or cp1252, got {name}: save it as “CSV UTF-8”")
    if start == codecs.BOM_UTF8:
        if stated == "cp1252":
            raise refused("must be cp1252 as the mapping states, got UTF-8 with a byte order mark")
        stated = "utf-8"
    at = None if stated == "cp1252" else _undecodable(open_, "utf-8")
    if at is None and stated != "cp1252":
        return "utf-8-sig"
    if stated == "utf-8":
        assert at is not None  # noqa: S101 - for the type checker
        raise refused(f"must be UTF-8, got {at}")
    at = _undecodable(open_, "cp1252")
    if at is not None:
        raise refused(f"must be {'UTF-8 or ' if stated is None else ''}cp1252, got {at}")
    return "cp1252"


def _undecodable(open_: Callable[[], IO[bytes]], encoding: str) -> str | None:
    """Find the first bytes that an encoding does not have, going through the file once."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = line = 0
    with open_() as stream:
        while True:
            chunk = stream.read(_CHUNK)
            held = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as e:
                line += e.object[: e.start].count(b"\n")
                return f"byte 0x{e.object[e.start]:02x} at {done - held + e.start}, on line {line + 1}"
            if not chunk:
                return None
            done += len(chunk)
            line += chunk.count(b"\n")


def _records(lines: IO[str], delimiter: str) -> Iterator[Row]:
    """Number the records as a spreadsheet does: a line break within quotes begins no row, an empty line is one."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as e:
            if "field limit" in str(e) or "end of data" in str(e):
                yield number, _UNCLOSED
                return
            yield number, _AFTER_QUOTES
            continue
        yield number, cells


def _first(rows: Iterator[Row]) -> tuple[str, ...]:
    number, cells = next(rows, (1, ()))
    if isinstance(cells, str):
        raise refused(cells, f"row {number}")
    found = tuple("" if cell is None else header_text(str(cell)) for cell in cells)
    if not any(found):
        raise refused("must be the headers of the columns, got nothing", "row 1")
    return found


def _delimiter(records: Callable[[str], Iterator[Row]], mapping: TableMapping) -> str:
    """Tell the delimiter by the line of headers: the one under which it has the headers of the mapping."""
    wanted = {*(column.header for column in mapping.columns), *mapping.ignored}
    found: dict[str, int] = {}
    for delimiter in _DELIMITERS:
        _, cells = next(records(delimiter), (1, ()))
        headers = {header_text(str(cell)) for cell in cells} if not isinstance(cells, str) else set()
        if len(headers) > 1:
            found[delimiter] = len(headers & wanted)
    most = max(found.values(), default=0)
    best = [delimiter for delimiter, count in found.items() if count == most]
    if len(best) == 1 and (most or len(found) == 1):
        return best[0]
    raise refused(
        "must have headers that tell what stands between cells, a semicolon, a comma or a tab; got a line that leaves "
        "it open: state 'delimiter' in the mapping",
        "row 1",
    )


# Workbooks


def _workbook(open_: Callable[[], IO[bytes]], mapping: TableMapping) -> Source:
    header = _first(workbook_rows(open_, mapping.sheet))

    def after() -> Iterator[Row]:
        found = workbook_rows(open_, mapping.sheet)
        next(found)
        yield from found

    return Source(header, after)
