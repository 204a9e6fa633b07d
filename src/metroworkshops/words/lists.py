"""Lists in words, by CLDR."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from babel.lists import format_list

from .catalogue import Catalogue
from .locale import locale_for

__all__ = ["both", "commas", "either", "one_line"]

# What stands between details in a row where it is not a comma and a space: "localeSeparator" of CLDR 44.1, which Babel
# does not read.
_SEPARATORS: Final = {"ar": "، "}

# The control characters (Cc) and the separators of lines and paragraphs (Zl, Zp) of Unicode, with the spaces around
# them; and spaces in a row.
_BREAKS: Final = re.compile(" *[\x00-\x1f\x7f-\x9f\u2028\u2029][\x00-\x1f\x7f-\x9f\u2028\u2029 ]*|  +")


def both(items: Sequence[str], language: str | Catalogue) -> str:
    """List all of several: "Tangier and Tetouan"."""
    return format_list(list(items), style="standard", locale=locale_for(language)) if items else ""


def either(items: Sequence[str], language: str | Catalogue) -> str:
    """List one of several: "Nice or Tangier"."""
    return format_list(list(items), style="or", locale=locale_for(language)) if items else ""


def commas(details: Sequence[str], language: str | Catalogue) -> str:
    """Put details in a row: "Bologna, Italy".

    >>> commas(["Bologna", "March"], "en"), commas(["بولونيا", "مارس"], "ar-TN")
    ('Bologna, March', 'بولونيا، مارس')
    """
    return _SEPARATORS.get(locale_for(language).language, ", ").join(details)


def one_line(text: str) -> str:
    """Put text on one line: line breaks and other control characters become single spaces."""
    return _BREAKS.sub(" ", text).strip(" ")
