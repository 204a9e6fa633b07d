"""Signs: how marks are drawn, and the key that explains them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from metroworkshops.domain.state import Status
from metroworkshops.words import Catalogue, status
from metroworkshops.words.catalogue import catalogue_for

from .axis import Axis
from .lettering import tidy
from .marks import Mark
from .rows import Kind, Row
from .sheet import Sheet
from .svg import element

__all__ = ["BAR", "draw", "explained", "middle_of", "swatch"]

BAR: Final = 16
"""How high a bar is, in pixels."""

_LEAST: Final = 5
"""How wide a mark is at the least, in pixels: a day in a year is less than one."""
_DIAMOND: Final = "M0 -10L9 0L0 10L-9 0Z"
_DOT: Final = "M-7 0A7 7 0 1 1 7 0A7 7 0 1 1 -7 0Z"
_TILDE: Final = (
    element("circle", {"class": "hole", "r": 8}),
    element("text", {"class": "tilde", "y": 6}, "~"),
)


def _sign(mark: Mark) -> str:
    if mark.is_certain:
        return "solid"
    return "around" if mark.is_approximate else "window"


def _is_point(row: Row, mark: Mark) -> bool:
    return row.kind is not Kind.SESSION and mark.is_certain and mark.first == mark.last


def _extent(mark: Mark, axis: Axis, sheet: Sheet) -> tuple[float, float]:
    start, end = axis.extent(mark, _LEAST / sheet.room_for_axis)
    return sheet.on_axis(start), sheet.on_axis(end)


def middle_of(row: Row, axis: Axis, sheet: Sheet) -> Iterator[float]:
    """Tell where the days of a deadline are, along the sheet."""
    for mark in row.marks:
        if row.kind is Kind.DEADLINE and _is_point(row, mark):
            yield sum(_extent(mark, axis, sheet)) / 2


def draw(row: Row, axis: Axis, sheet: Sheet, y: float) -> Iterator[str]:
    """Draw what is known of the dates of a row.

    Args:
        row: The row.
        axis: The axis along which it is drawn.
        sheet: What it is drawn on.
        y: Where its bars begin, in pixels from the top.
    """
    middle = y + BAR / 2
    if row.taken is not None:
        start, end = _extent(row.taken, axis, sheet)
        yield sheet.bar(start, end, middle - 2, 4, "taken")
    for mark in row.marks:
        start, end = _extent(mark, axis, sheet)
        if _is_point(row, mark):
            shape = _DIAMOND if row.kind is Kind.DEADLINE else _DOT
            yield sheet.pinned((start + end) / 2, middle, [element("path", {"class": "solid", "d": shape})])
            continue
        yield sheet.bar(start, end, y, BAR, f"{_sign(mark)} void" if row.is_cancelled else _sign(mark))
        reach = min((end - start) * 0.6, 0.15)
        if mark.first is None:
            yield sheet.bar(start, start + reach, y - 2, BAR + 4, "from-nowhere")
            yield sheet.pinned(start, middle, [_arrow(-sheet.forward)])
        if mark.last is None:
            yield sheet.bar(end - reach, end, y - 2, BAR + 4, "to-nowhere")
            yield sheet.pinned(end, middle, [_arrow(sheet.forward)])
        if mark.is_approximate:
            yield _tilde(start, end, middle, sheet)
        if row.is_cancelled:
            yield sheet.bar(start, end, middle - 1.25, 2.5, "struck")


def _tilde(start: float, end: float, y: float, sheet: Sheet) -> str:
    """Draw a tilde on its bar, or beside one that is too short."""
    if (end - start) * sheet.room >= 30:
        return sheet.pinned((start + end) / 2, y, _TILDE)
    at, way = (end, sheet.forward) if end < 0.96 else (start, -sheet.forward)
    return sheet.pinned(at, y, [element("g", {"transform": f"translate({10 * way} 0)"}, _TILDE)])


def _arrow(way: int) -> str:
    return element("path", {"class": "arrow", "d": f"M{-7 * way} -6L0 0L{-7 * way} 6"})


def explained(rows: Iterable[Row], language: str | Catalogue) -> Iterator[tuple[Kind, str, str]]:
    """Say in words what the signs mean that are used, and no others."""
    catalogue = catalogue_for(language)
    marks = [(row, mark) for row in rows for mark in row.marks]
    bars = {_sign(mark): row.kind for row, mark in marks if not _is_point(row, mark)}
    # In the colour of sessions, if that is how one of them is drawn.
    bars |= {_sign(mark): row.kind for row, mark in marks if row.kind is Kind.SESSION}
    for sign, code in (("solid", "picture-days"), ("window", "picture-window"), ("around", "picture-approximate")):
        if sign in bars:
            yield bars[sign], sign, tidy(catalogue.say(code))
    for row, mark in marks:
        if mark.first is None or mark.last is None:
            yield row.kind, "arrow", tidy(catalogue.say("picture-open"))
            break
    if any(row.is_cancelled for row, _ in marks):
        yield Kind.SESSION, "struck", tidy(status(Status.CANCELLED, language))
    if any(row.kind is Kind.DEADLINE for row, _ in marks):
        yield Kind.DEADLINE, "diamond", tidy(catalogue.say("picture-limit"))
    if any(row.kind is Kind.MILESTONE for row, _ in marks):
        yield Kind.MILESTONE, "dot", tidy(catalogue.say("picture-milestone"))


def swatch(sign: str, way: int) -> str:
    """Draw a sign for the key, 28 pixels wide from (0, 0) on, to the right when *way* is 1, to the left when -1."""
    box: dict[str, str | float] = {"x": min(0, 28 * way), "y": -6, "width": 28, "height": 12, "rx": 3}
    if sign == "arrow":
        path = f"M0 0H{27 * way}M{20 * way} -6L{27 * way} 0L{20 * way} 6"
        return element("path", {"class": "arrow", "d": path})
    if sign in ("diamond", "dot"):
        shape = _DIAMOND if sign == "diamond" else _DOT
        return element("path", {"class": "solid", "d": shape, "transform": f"translate({14 * way} 0)"})
    if sign == "struck":
        line = element("rect", box | {"class": "struck", "y": -1.25, "height": 2.5})
        return element("g", {}, [element("rect", box | {"class": "window void"}), line])
    bar = element("rect", box | {"class": sign})
    if sign == "around":
        return element("g", {}, [bar, element("g", {"transform": f"translate({14 * way} 0)"}, _TILDE)])
    return bar
