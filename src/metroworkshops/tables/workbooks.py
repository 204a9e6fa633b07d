"""Workbooks: the rows of a sheet of an .xlsx file, which is a zip of XML and may be far larger than it looks."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import IO, Any, Final
from zipfile import BadZipFile, ZipFile

from metroworkshops.domain.errors import shown

from .rows import NO_RESULT, Row, refused

__all__ = ["LARGEST", "MOST_CELLS", "MOST_ROWS", "workbook_rows"]

LARGEST: Final = 64 * 1024 * 1024
"""How many bytes all parts of a workbook may have when they are unpacked. A hundred thousand applicants with a dozen
columns have about 50 million."""

MOST_ROWS: Final = 1_048_576
"""How many rows a sheet has at most (Microsoft, "Excel specifications and limits")."""

MOST_CELLS: Final = 5_000_000
"""How many cells are gone through, the empty ones that stand before others among them: a row may say that its only cell
stands in column 16,384."""

_SLACK: Final = 128 * 1024
_NAMED: Final = 20
_INSTALL: Final = "reading .xlsx needs openpyxl: pip install metroworkshops[xlsx]"
_INSTEAD: Final = "save the sheet as CSV, which is read at any length"
_TOO_LONG: Final = (
    f"a sheet must have at most {MOST_ROWS} rows and {MOST_CELLS} cells, got more: this row and what is after it were "
    f"not read; remove what is not needed, or {_INSTEAD}"
)


class _TooMuch(Exception):  # a signal inside this module
    """More of a file was asked for than its parts hold."""


class _Rationed:
    """A file of which no more is read than it takes to go through each of its parts three times.

    A workbook may name one part as its sheet a million times, and openpyxl goes into every one.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = 3 * stream.seek(0, io.SEEK_END) + _SLACK
        stream.seek(0)

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise _TooMuch
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True


def workbook_rows(open_: Callable[[], IO[bytes]], sheet: str | None) -> Iterator[Row]:
    """Go through the rows of a sheet, each with the number that a spreadsheet shows.

    What comes too late to refuse the whole, damage or an end that is not reached, stands in the place of its row, and
    is the last.

    Args:
        open_: Opens the file.
        sheet: The name of the sheet; None: the only one.

    Raises:
        DocumentError: It is no workbook, larger than `LARGEST`, or has no such sheet.
        ImportError: openpyxl is not installed.
    """
    with open_() as values, open_() as formulas:
        _check_size(values)
        sheets = [_sheet(stream, sheet, only) for stream, only in ((values, True), (formulas, False))]
        both = zip_longest(*(sheet.iter_rows(values_only=True) for sheet in sheets), fillvalue=())
        number = cells = 0
        while True:
            number += 1
            try:
                row = next(both)
            except StopIteration:
                return
            except Exception as e:  # openpyxl raises whatever it meets in a damaged sheet
                yield (
                    number,
                    f"must be a row that can be read, got damage ({type(e).__name__}): nothing after it was read",
                )
                return
            if number > MOST_ROWS or cells > MOST_CELLS:
                yield number, _TOO_LONG
                return
            # The number of a row may leave out a million before it.
            if any(row) or number == 1:
                cells += max(map(len, row))
                yield number, _with_results(*row)


def _check_size(stream: IO[bytes]) -> None:
    """Refuse a workbook that is too large when unpacked; zipfile reads no more of a part than its entry says."""
    try:
        parts = ZipFile(stream).infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as e:
        raise _damaged(e) from None
    size = sum(part.file_size for part in parts)
    if size > LARGEST:
        raise refused(f"must not be larger than {LARGEST} bytes when unpacked, got {size}: {_INSTEAD}")


def _damaged(e: Exception) -> Exception:
    return refused(f"must be a workbook that can be read, got one that cannot: {type(e).__name__}")


def _with_results(cells: Sequence[Any], written: Sequence[Any]) -> Sequence[Any]:
    """Mark the cells whose formula was never worked out: they are not empty."""
    return [
        NO_RESULT if cell is None and formula is not None else cell for cell, formula in zip_longest(cells, written)
    ]


def _sheet(stream: IO[bytes], name: str | None, values: bool) -> Any:
    try:
        import openpyxl
    except ImportError as e:
        raise ImportError(_INSTALL) from e
    rationed: Any = _Rationed(stream)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles, validations and the like, which say nothing about cells
            book = openpyxl.load_workbook(rationed, read_only=True, data_only=values)
    except _TooMuch:
        raise refused(f"must have each of its parts as one sheet, got some again and again: {_INSTEAD}") from None
    except Exception as e:  # a zip of another kind, or a damaged one: openpyxl raises whatever it meets
        raise _damaged(e) from None
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if name is None and len(sheets) == 1:
        (found,) = sheets.values()
    elif name is not None and name in sheets:
        found = sheets[name]
    else:
        known = ", ".join([*map(shown, list(sheets)[:_NAMED]), *(["..."] if len(sheets) > _NAMED else [])])
        must = f"'sheet' must be one of {known}" if name else f"the mapping must state 'sheet', one of {known}"
        raise refused(f"{must}; got {'nothing' if name is None else shown(name)}")
    found.reset_dimensions()  # what a file says of its size may be wrong
    return found
