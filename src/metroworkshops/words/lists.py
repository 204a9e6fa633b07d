"""Lists in words, by CLDR."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category

from babel.lists import format_list

from .catalogue import Catalogue
from .locale import locale_for

__all__ = ["both", "either", "one_line"]


def both(items: Sequence[str], language: str | Catalogue) -> str:
    """List all of several: "Tangier and Tetouan"."""
    return format_list(list(items), style="standard", locale=locale_for(language)) if items else ""


def either(items: Sequence[str], language: str | Catalogue) -> str:
    """List one of several: "Nice or Tangier"."""
    return format_list(list(items), style="or", locale=locale_for(language)) if items else ""


def one_line(text: str) -> str:
    """Put text on one line: line breaks and other control characters become single spaces."""
    spaced = "".join(" " if category(character) in ("Cc", "Zl", "Zp") else character for character in text)
    return re.sub(" {2,}", " ", spaced).strip(" ")
