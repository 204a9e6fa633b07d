"""What stands along an axis of time, by CLDR: short names of months, years, and which way a language is read."""

from __future__ import annotations

from datetime import date

from babel.dates import format_skeleton

from .catalogue import Catalogue
from .locale import locale_for

__all__ = ["is_right_to_left", "short_month", "year"]


def short_month(day: date, language: str | Catalogue) -> str:
    """Name the month of a day in few letters, as it is named without a day beside it.

    >>> short_month(date(2020, 3, 1), "en"), short_month(date(2020, 3, 1), "ar")
    ('Mar', 'مارس')
    """
    return str(format_skeleton("MMM", day, locale=locale_for(language)))


def year(day: date, language: str | Catalogue) -> str:
    """Write the year of a day.

    >>> year(date(2020, 3, 1), "ja")
    '2020年'
    """
    return str(format_skeleton("y", day, locale=locale_for(language)))


def is_right_to_left(language: str | Catalogue) -> bool:
    """Tell whether a language is read from right to left.

    >>> is_right_to_left("ar"), is_right_to_left("fr")
    (True, False)
    """
    return str(locale_for(language).character_order) == "right-to-left"
