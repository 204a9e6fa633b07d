"""Numbers in words, by CLDR."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_decimal

from .catalogue import Catalogue
from .locale import locale_for

__all__ = ["number"]


def number(value: float | Fraction, language: str | Catalogue) -> str:
    """Write a number as readers of a language do, rounded to hundredths for them (a half to the even one).

    >>> number(Fraction(10, 3), "en"), number(12345, "en"), number(3.5, "fr")
    ('3.33', '12,345', '3,5')
    """
    exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    hundredths = round(exact * 100)
    return format_decimal(Decimal(hundredths) / 100, locale=locale_for(language))
