"""A whole drawing: its alternative text, its dress, and the chart for each width."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from metroworkshops.words import Catalogue
from metroworkshops.words.catalogue import catalogue_for
from metroworkshops.words.months import is_right_to_left

from .chart import Chart
from .dress import patterns, style
from .lettering import tidy
from .rows import Kind, Row
from .sheet import NARROWEST, WIDE, Sheet
from .svg import element

__all__ = ["drawing"]


def drawing(title: str, rows: Sequence[Row], notes: Sequence[str], language: str | Catalogue, width: int | None) -> str:
    """Draw a timeline as one SVG element.

    Args:
        title: Its heading.
        rows: What is drawn or listed.
        notes: What is said below.
        language: A BCP 47 tag, or a catalogue.
        width: How many pixels wide it is. None: any width, for which it holds two charts, one for narrow places.
    """
    catalogue = catalogue_for(language)
    tag = language.language if isinstance(language, Catalogue) else language
    mirrored = is_right_to_left(language)
    # Two drawings on a page do not share patterns or styles; the same one has the same name wherever it is made.
    name = "mw-" + sha256(repr((title, rows, notes, tag, width)).encode()).hexdigest()[:12]

    def chart(width: int, *, is_fixed: bool) -> tuple[list[str], float]:
        sheet = Sheet(width, is_fixed=is_fixed, is_mirrored=mirrored)
        return Chart(title, tuple(rows), tuple(notes), language, sheet).draw()

    if width is not None:
        parts, height = chart(width, is_fixed=True)
        size: dict[str, str | float] = {"viewBox": f"0 0 {width} {height:g}", "width": width, "height": height}
        heights = {}
    else:
        drawn = {"narrow": chart(NARROWEST, is_fixed=False), "wide": chart(WIDE, is_fixed=False)}
        parts = [
            element("g", {"class": "narrow", "display": "none"}, drawn["narrow"][0]),
            element("g", {"class": "wide"}, drawn["wide"][0]),
        ]
        heights = {kind: height for kind, (_, height) in drawn.items()}
        # Where it is an image and no part of a page, this height holds for both charts, and the style below for none.
        size = {"width": "100%", "height": max(heights.values())}
    shown = [mark for row in rows for mark in row.marks]
    said = [
        tidy(catalogue.say("label-and-value", label=row.title, value=row.said(in_right_to_left=mirrored)))
        for row in rows
    ]
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": name,
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "lang": tag,
            "direction": "rtl" if mirrored else "ltr",
            **size,
        },
        [
            element("title", {"id": f"{name}-title"}, tidy(catalogue.say("picture-timeline", title=title))),
            element("desc", {"id": f"{name}-desc"}, "; ".join([*said, *notes])),
            element("style", {}, style(name, heights)),
            element(
                "defs",
                {},
                patterns(
                    name,
                    [kind for kind in Kind if any(row.kind is kind for row in rows)],
                    is_mirrored=mirrored,
                    fades=any(mark.first is None or mark.last is None for mark in shown),
                ),
            ),
            element("rect", {"class": "paper", "width": "100%", "height": "100%", "rx": 8}),
            *parts,
        ],
    )
