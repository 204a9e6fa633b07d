"""What is handed out: one picture, to look at and to read."""

from __future__ import annotations

from html import escape

from attrs import field, frozen

__all__ = ["Picture"]


@frozen
class Picture:
    """A picture and the same in plain text. A notebook shows both.

    Attributes:
        svg: The picture, as one SVG element that needs nothing else: no script, no font, no address. It follows the
            reader's choice of light or dark, and carries its own alternative text.
        text: The same as a table of plain text.
        language: The BCP 47 tag of its language.
        is_right_to_left: Whether that language is read from right to left.
    """

    svg: str = field(repr=False)
    text: str = field(repr=False)
    language: str
    is_right_to_left: bool = False

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        direction = "rtl" if self.is_right_to_left else "ltr"
        return (
            f'<div lang="{escape(self.language)}" dir="{direction}">\n{self.svg}\n'
            f'<pre style="overflow-x:auto">{escape(self.text)}</pre>\n</div>'
        )
