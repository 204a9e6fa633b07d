"""CLDR locales of languages."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from metroworkshops.domain.errors import NotFound
from metroworkshops.domain.text import lookup_order

from .catalogue import Catalogue

__all__ = ["locale_for"]


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    for candidate in lookup_order(tag):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise NotFound(
        f"CLDR has no locale for {tag!r}, nor for the language itself; known are such as 'fr' or 'ar-TN'", tag
    )


def locale_for(language: str | Catalogue) -> Locale:
    """Find the CLDR locale of a language, with its region where CLDR has it.

    Raises:
        NotFound: CLDR knows neither.
        InvalidValue: The tag is malformed.
    """
    return _locale(language.language if isinstance(language, Catalogue) else language)
