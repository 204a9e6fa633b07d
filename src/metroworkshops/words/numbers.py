"""Numbers in words, by CLDR."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from babel.numbers import format_decimal

from .catalogue import Catalogue
from .locale import locale_for

__all__ = ["number"]

# Where four digits stand together, and grouping begins with five: "minimumGroupingDigits" of CLDR 47 is 2, which Babel
# does not read. Ewe, where it is 3, is grouped from four digits on.
_FOUR_TOGETHER: Final = frozenset(
    "be be_TARASK bg es es_EA es_GQ es_IC es_PH et hu ia ie it it_CH it_SM it_VA ka lv pl pt_CH pt_CV pt_GQ pt_GW "
    "pt_LU pt_MO pt_MZ pt_PT pt_ST pt_TL ru_UA sl sq sq_MK sq_XK".split()
)


def number(value: float | Fraction, language: str | Catalogue) -> str:
    """Write a number as readers of a language do, rounded to hundredths for them (a half to the even one).

    >>> number(Fraction(10, 3), "en"), number(1234, "en"), number(1234, "it"), number(3.5, "fr")
    ('3.33', '1,234', '1234', '3,5')
    """
    exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    hundredths = round(exact * 100)
    locale = locale_for(language)
    together = str(locale) in _FOUR_TOGETHER and abs(hundredths) < 1_000_000
    return format_decimal(Decimal(hundredths) / 100, locale=locale, group_separator=not together)
