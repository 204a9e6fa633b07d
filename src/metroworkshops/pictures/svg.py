"""SVG: elements with their text escaped, and colours that follow the reader's choice of light or dark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

__all__ = ["FONT", "PALETTE", "colours", "element", "number"]

FONT: Final = "system-ui,'Segoe UI','Noto Sans','Helvetica Neue',Arial,'DejaVu Sans',sans-serif"

PALETTE: Final[Mapping[str, tuple[str, str]]] = {
    # In the light, and in the dark. Letters stand on paper in any but the line, at 4.5:1 or more (WCAG 2.2, success
    # criterion 1.4.3); a test holds this.
    "paper": ("#ffffff", "#12181f"),
    "ink": ("#17212b", "#eaf0f5"),
    "muted": ("#52606d", "#a9b6c2"),
    "line": ("#dde3e9", "#2d3945"),
    "session": ("#0b6a86", "#5fc4dd"),
    "deadline": ("#b5371b", "#ff9d7e"),
    "milestone": ("#6a4c9c", "#c6abf7"),
}


def number(value: float) -> str:
    """Write a number to hundredths, in its shortest form.

    >>> number(4.0), number(-0.001), number(12.345)
    ('4', '0', '12.35')
    """
    rounded = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if rounded == "-0" else rounded


def element(name: str, attributes: Mapping[str, str | float], content: str | Iterable[str] | None = None) -> str:
    """Write an element.

    Args:
        name: Its name.
        attributes: Its attributes; numbers are rounded.
        content: Text, which is escaped; or elements that are written already.

    >>> element("text", {"x": 4.0}, "<Bologna>")
    '<text x="4">&lt;Bologna&gt;</text>'
    """
    written = "".join(
        f' {key}="{escape(value) if isinstance(value, str) else number(value)}"' for key, value in attributes.items()
    )
    if content is None:
        return f"<{name}{written}/>"
    inside = escape(content, quote=False) if isinstance(content, str) else "".join(content)
    return f"<{name}{written}>{inside}</{name}>"


def colours(scope: str, palette: Mapping[str, tuple[str, str]] = PALETTE) -> str:
    """Write a palette as custom properties of a class, light and dark, which a page can overrule."""
    light, dark = ("".join(f"--{name}:{pair[index]};" for name, pair in palette.items()) for index in (0, 1))
    return f".{scope}{{{light}}}@media (prefers-color-scheme:dark){{.{scope}{{{dark}}}}}"
