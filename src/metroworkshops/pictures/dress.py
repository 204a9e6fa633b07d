"""Dress: the style and the patterns of a drawing, under a name that nothing else on the page has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from .rows import Kind
from .sheet import WIDE
from .svg import FONT, colours, element

__all__ = ["AXIS", "DETAIL", "HEADING", "TITLE", "patterns", "style"]

HEADING: Final = 20
TITLE: Final = 16
DETAIL: Final = 14
AXIS: Final = 13

_RULES: Final = (
    ".paper{fill:var(--paper)}",
    # A halo of paper keeps lines away from letters.
    (
        "text{fill:var(--ink);stroke:var(--paper);stroke-width:4px;stroke-linejoin:round;paint-order:stroke;"
        "text-anchor:start}"
    ),
    f".heading{{font-size:{HEADING}px;font-weight:700}}",
    f".title{{font-size:{TITLE}px;font-weight:600}}",
    ".heading,.title{unicode-bidi:plaintext}",
    ".cancelled{text-decoration:line-through;stroke:none}",
    f".detail,.subheading{{font-size:{DETAIL}px;fill:var(--muted)}}",
    ".subheading{font-weight:600}",
    f".month,.year{{font-size:{AXIS}px;fill:var(--muted)}}",
    ".year{font-weight:600;fill:var(--ink)}",
    ".grid{stroke:var(--line)}",
    ".base{stroke:var(--muted)}",
    ".track{stroke:var(--line);stroke-width:2}",
    ".limit{stroke:var(--deadline);stroke-width:1.5;stroke-dasharray:1 4;stroke-linecap:round}",
    ".window{stroke-width:1.5}",
    ".around{stroke-width:1.5;stroke-dasharray:5 4}",
    ".stripe{stroke-width:3.5}",
    ".arrow{fill:none;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}",
    ".veil{stop-color:var(--paper)}",
    ".struck{fill:var(--muted)}",
    ".hole{fill:var(--paper)}",
    ".tilde{font-size:18px;font-weight:700;text-anchor:middle;stroke:none}",
)


def style(name: str, heights: Mapping[str, float]) -> str:
    """Write the style of a drawing.

    Args:
        name: Its class.
        heights: How high it is when it is narrow and when it is wide; empty when it has one height.
    """
    own = f".{name}"
    rules = [f"{own}{{font:{DETAIL}px {FONT};max-width:60rem}}", *(_within(own, rule) for rule in _RULES)]
    for kind in Kind:
        one, ink = f"{own} .{kind.value}", f"var(--{kind.value})"
        rules += [
            f"{one} .solid,{one} .taken,{one} .tilde{{fill:{ink}}}",
            f"{one} .window,{one} .around{{fill:url(#{name}-{kind.value});stroke:{ink}}}",
            f"{one}.stripe,{one} .arrow{{stroke:{ink}}}",
            f"{one} .void{{fill:none;stroke:var(--muted);stroke-width:1.25}}",
        ]
    rules += [f"{own} .{way}-nowhere{{fill:url(#{name}-{way})}}" for way in ("from", "to")]
    if heights:
        narrow = f"{own}{{height:{heights['narrow']:g}px}}{own} .narrow{{display:inline}}{own} .wide{{display:none}}"
        wide = f"{own}{{height:{heights['wide']:g}px}}"
        rules += [f"@media (max-width:{WIDE - 1}px){{{narrow}}}", f"@media (min-width:{WIDE}px){{{wide}}}"]
    return colours(name) + "".join(rules)


def _within(own: str, rule: str) -> str:
    """Keep a rule within the drawing, whichever of its selectors applies: the page around it has its own titles."""
    selectors, brace, body = rule.partition("{")
    return ",".join(f"{own} {one}" for one in selectors.split(",")) + brace + body


def patterns(name: str, kinds: Iterable[Kind], *, is_mirrored: bool, fades: bool) -> Iterator[str]:
    """Draw what bars are filled with: stripes in the colour of each kind, and what they fade into."""
    for kind in kinds:
        stripe = element("path", {"d": "M0 0V7", "class": f"{kind.value} stripe"})
        size: dict[str, str | float] = {"width": 7, "height": 7, "patternUnits": "userSpaceOnUse"}
        turned = {"patternTransform": f"rotate({-45 if is_mirrored else 45})"}
        yield element("pattern", {"id": f"{name}-{kind.value}", **size, **turned}, [stripe])
    for way in ("from", "to") if fades else ():
        hidden = (way == "from") is not is_mirrored
        stops = [
            element("stop", {"class": "veil", "offset": offset, "stop-opacity": int(hidden is (offset == 0))})
            for offset in (0, 1)
        ]
        yield element("linearGradient", {"id": f"{name}-{way}"}, stops)
