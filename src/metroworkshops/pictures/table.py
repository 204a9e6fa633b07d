"""The same as a table of plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from metroworkshops.words import Catalogue
from metroworkshops.words.catalogue import catalogue_for
from metroworkshops.words.months import is_right_to_left

from .lettering import columns, isolated, tidy
from .rows import Row

__all__ = ["table"]

# A longer cell is written in full, and moves what follows it on its own line alone.
_WIDEST: Final = 44
_READ_FROM_THE_RIGHT: Final = "\u200f"


def table(title: str, rows: Sequence[Row], notes: Sequence[str], language: str | Catalogue) -> str:
    """Write rows one below the other, under their headings, with columns that are aligned wherever letters are.

    Every line in a language that is read from the right starts with a mark that says so, and every cell keeps its own
    direction (UAX 9): so the columns stand from right to left even where a cell begins with a Latin letter.
    """
    catalogue = catalogue_for(language)
    headings = [tidy(catalogue.say(f"picture-{one}")) for one in ("when", "what", "where", "status")]
    written = [[row.when, row.title, row.where, row.status] for row in rows]
    filled = [index for index in range(len(headings)) if any(cells[index] for cells in written)]
    lines = [[headings[index] for index in filled]] if written else []
    lines += [[cells[index] for index in filled] for cells in written]
    widths = [
        max((width for line in lines if (width := columns(line[column])) <= _WIDEST), default=0)
        for column in range(len(filled))
    ]
    if lines:
        lines.insert(1, ["─" * width for width in widths])
    from_the_right = is_right_to_left(language)
    start = _READ_FROM_THE_RIGHT if from_the_right else ""
    body = [_line(line, widths, in_right_to_left=from_the_right) for line in lines]
    said = [title, "", *body, *(["", *notes] if notes else [])]
    return "\n".join(start + line if line else line for line in said).rstrip("\n")


def _line(cells: Sequence[str], widths: Sequence[int], *, in_right_to_left: bool) -> str:
    padded = [
        isolated(cell, in_right_to_left=in_right_to_left) + " " * max(width - columns(cell), 0)
        for cell, width in zip(cells, widths, strict=True)
    ]
    return "  ".join(padded).rstrip(" ")
