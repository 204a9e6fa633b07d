"""The sheet that is drawn on: from left to right or from right to left, of one width or of any."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import field, frozen

from .svg import element, number

__all__ = ["NARROWEST", "WIDE", "Sheet"]

NARROWEST: Final = 360
"""In pixels, what a sheet of any width is still read on: a telephone held upright."""
WIDE: Final = 720
"""From how many pixels on words have a column of their own, beside what is drawn."""

_MARGIN: Final = 0.04
_COLUMN: Final = 0.4
_GAP: Final = 14


@frozen
class Sheet:
    """A sheet whose heights are pixels and whose widths are parts of the whole, counted from where reading starts.

    Attributes:
        width: How many pixels wide it is, at the least.
        is_fixed: Whether it is exactly so wide. Else it is as wide as where it stands: places are written in per cent,
            so that letters keep their size.
        is_mirrored: Whether reading starts on the right.
    """

    width: int = field(default=NARROWEST)
    is_fixed: bool = field(kw_only=True, default=False)
    is_mirrored: bool = field(kw_only=True, default=False)

    @property
    def column(self) -> float:
        """How much of the way words take before the axis begins; 0 where they stand above it."""
        return _COLUMN if self.width >= WIDE else 0

    @property
    def room(self) -> float:
        """How many pixels there are between the margins."""
        return self.width * (1 - 2 * _MARGIN)

    @property
    def room_for_words(self) -> float:
        """How many pixels there are for words."""
        return self.room * self.column - _GAP if self.column else self.room

    @property
    def room_for_axis(self) -> float:
        """How many pixels long the axis is."""
        return self.room * (1 - self.column)

    @property
    def forward(self) -> int:
        """1 where reading goes to the right, -1 where it goes to the left."""
        return -1 if self.is_mirrored else 1

    def on_axis(self, at: float) -> float:
        """Tell how far along the sheet a part of the axis is."""
        return self.column + at * (1 - self.column)

    def place(self, at: float) -> str:
        """Write where a part of the way between the margins is, from 0 to 1."""
        way = _MARGIN + at * (1 - 2 * _MARGIN)
        return self._written(1 - way if self.is_mirrored else way)

    def _written(self, part: float) -> str:
        return number(part * self.width) if self.is_fixed else f"{number(part * 100)}%"

    def bar(self, start: float, end: float, y: float, height: float, kind: str) -> str:
        """Draw a bar from one part of the way to another."""
        first = 1 - end if self.is_mirrored else start
        way = _MARGIN + first * (1 - 2 * _MARGIN)
        across = self._written((end - start) * (1 - 2 * _MARGIN))
        return element(
            "rect", {"class": kind, "x": self._written(way), "y": y, "width": across, "height": height, "rx": 3}
        )

    def rule(self, at: float, top: float, bottom: float, kind: str) -> str:
        """Draw an upright line."""
        return element("line", {"class": kind, "x1": self.place(at), "x2": self.place(at), "y1": top, "y2": bottom})

    def across(self, y: float, kind: str, *, start: float = 0) -> str:
        """Draw a level line, as far as the margin."""
        return element("line", {"class": kind, "x1": self.place(start), "x2": self.place(1), "y1": y, "y2": y})

    def text(self, text: str, y: float, kind: str, *, at: float = 0, ahead: float = 0) -> str:
        """Write a line of text that starts at a part of the way, and some pixels ahead of it."""
        placed: dict[str, str | float] = {"class": kind, "x": self.place(at), "y": y}
        if ahead:
            placed["dx"] = ahead * self.forward
        return element("text", placed, text)

    def pinned(self, at: float, y: float, drawn: Iterable[str]) -> str:
        """Pin a small drawing, around its own (0, 0), to a part of the way."""
        placed: dict[str, str | float] = {"x": self.place(at), "y": y, "overflow": "visible"}
        return element("svg", placed, drawn)
