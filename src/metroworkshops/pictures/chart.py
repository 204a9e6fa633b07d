"""The chart: a heading, an axis of months, a row for each thing, what has no dates, and a key."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import field, frozen

from metroworkshops.words import Catalogue
from metroworkshops.words.catalogue import catalogue_for

from .axis import Axis, Tick
from .dress import AXIS, DETAIL, HEADING, TITLE
from .lettering import lines, paragraph, pixels, tidy
from .rows import Row
from .sheet import Sheet
from .signs import BAR, draw, explained, middle_of, swatch
from .svg import element

__all__ = ["Chart"]

_BOLD = 1.06
"""How much wider bold letters are."""
_LINE = 1.35
"""How far lines are apart, in sizes of their letters."""


@frozen
class Chart:
    """One drawing, for a sheet.

    Attributes:
        title: Its heading.
        rows: What is drawn or listed.
        notes: What is said below.
        language: A BCP 47 tag, or a catalogue.
        sheet: What it is drawn on.
    """

    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    language: str | Catalogue = field(repr=False)
    sheet: Sheet

    def draw(self) -> tuple[list[str], float]:
        """Give what is drawn, and how high it is."""
        drawn = [row for row in self.rows if row.marks]
        axis = Axis.over([*(mark for row in drawn for mark in row.marks), *(row.taken for row in drawn if row.taken)])
        parts: list[str] = []
        y = self._written(parts, lines(self.title, self.sheet.room, HEADING * _BOLD, 3), 12, HEADING, "heading") + 18
        if axis is not None:
            y = self._rows(parts, drawn, axis, y)
        y = self._list(parts, y, below=axis is not None)
        if axis is not None:
            y = self._key(parts, y)
        return parts, y + 16

    def _written(self, parts: list[str], said: list[str], y: float, size: float, kind: str, ahead: float = 0) -> float:
        """Write lines below each other."""
        for line in said:
            y += size * _LINE
            parts.append(self.sheet.text(line, y, kind, ahead=ahead))
        return y

    def _rows(self, parts: list[str], drawn: list[Row], axis: Axis, top: float) -> float:
        base = top + 2 * AXIS + 8
        rows: list[str] = []
        y = base + 10
        for row in drawn:
            y = self._row(rows, row, axis, y)
        parts += self._axis(axis, base, y)
        for row in drawn:
            parts += [self.sheet.rule(at, base, y, "limit") for at in middle_of(row, axis, self.sheet)]
        parts += rows
        return y

    def _axis(self, axis: Axis, base: float, bottom: float) -> Iterator[str]:
        """Draw years above months, each ahead of the line at which it begins."""
        ticks = axis.ticks(self.language, self.sheet.room_for_axis)
        years = [tick for tick in ticks if tick.is_year]
        months = [tick for tick in ticks if not tick.is_year]
        for tick in months or years:
            if tick.at > 0 or self.sheet.column:  # the first would stand on the first letters
                yield self.sheet.rule(self.sheet.on_axis(tick.at), base, bottom, "grid")
            yield self.sheet.rule(self.sheet.on_axis(tick.at), base - 6, base, "base")
        yield self.sheet.across(base, "base", start=self.sheet.column)
        for tick in months:
            yield self.sheet.text(tick.label, base - 9, "month", at=self.sheet.on_axis(tick.at), ahead=1)
        for tick, following in pairwise([*years, Tick(2, "", is_year=True)]):
            # A year of which there are few months is left out where the next one would stand on it.
            if (following.at - tick.at) * self.sheet.room_for_axis > pixels(tick.label, AXIS) + 6:
                above = base - (27 if months else 9)
                yield self.sheet.text(tick.label, above, "year", at=self.sheet.on_axis(tick.at), ahead=1)

    def _row(self, parts: list[str], row: Row, axis: Axis, top: float) -> float:
        written: list[str] = []
        y = self._words(written, row, top + 4)
        if self.sheet.column:
            bars, bottom = top + 4 + TITLE * _LINE - 13, y + 16
        else:
            bars, bottom = y + 9, y + 9 + BAR + 16
        track = self.sheet.across(bars + BAR / 2, "track", start=self.sheet.column)
        parts.append(element("g", {"class": row.kind.value}, [*written, track, *draw(row, axis, self.sheet, bars)]))
        return bottom

    def _words(self, parts: list[str], row: Row, y: float) -> float:
        parts.append(element("title", {}, f"{row.title} — {row.said(in_right_to_left=self.sheet.is_mirrored)}"))
        room = self.sheet.room_for_words if row.marks else self.sheet.room
        title = lines(row.title, room, TITLE * _BOLD, 2)
        y = self._written(parts, title, y, TITLE, "title cancelled" if row.is_cancelled else "title")
        mirrored = self.sheet.is_mirrored
        said = paragraph(row.parts, room, DETAIL, 3, in_right_to_left=mirrored)
        return self._written(parts, said, y, DETAIL, "detail")

    def _list(self, parts: list[str], y: float, *, below: bool) -> float:
        """List what has no dates, and what else there is to say."""
        listed = [row for row in self.rows if not row.marks]
        if below and (listed or self.notes):
            parts.append(self.sheet.across(y + 2, "base"))
            y += 10
        if below and listed:
            said = tidy(catalogue_for(self.language).say("picture-undated"))
            y = self._written(parts, lines(said, self.sheet.room, DETAIL * _BOLD, 2), y, DETAIL, "subheading") + 2
        for row in listed:
            written: list[str] = []
            y = self._words(written, row, y + 4)
            parts.append(element("g", {"class": row.kind.value}, written))
        for note in self.notes:
            y = self._written(parts, lines(note, self.sheet.room, DETAIL, 3), y + 4, DETAIL, "detail")
        return y + 16 if listed or self.notes else y

    def _key(self, parts: list[str], y: float) -> float:
        parts.append(self.sheet.across(y + 2, "base"))
        y += 8
        for kind, sign, words in explained(self.rows, self.language):
            drawn = [self.sheet.pinned(0, y + DETAIL * _LINE - 5, [swatch(sign, self.sheet.forward)])]
            y = self._written(drawn, lines(words, self.sheet.room - 42, DETAIL, 2), y, DETAIL, "detail", 40) + 4
            parts.append(element("g", {"class": kind.value}, drawn))
        return y
