"""CLDR locales of languages."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec
from typing import Any

from babel import Locale, UnknownLocaleError, localedata

from metroworkshops.domain.errors import NotFound
from metroworkshops.domain.text import UNTAGGED, lookup_order

from .catalogue import Catalogue

__all__ = ["locale_for"]


class _OwnLocale(Locale):
    """A locale whose data nobody else reads.

    Babel 2.18 and before write what they resolve for one locale into data that other locales share: what a month is
    called in Arabic or Bosnian then depends on the languages that were asked for before, by us or by the host.
    """

    def __init__(self, *parts: str | None) -> None:
        super().__init__(*parts)  # type: ignore[arg-type]
        self._own = localedata.LocaleDataDict(_copied(_cldr().load(str(self))))

    @property
    def _data(self) -> localedata.LocaleDataDict:
        return self._own


@cache
def _cldr() -> Any:
    """Load Babel's reader of CLDR once more, so that what it keeps is ours alone."""
    spec: Any = find_spec("babel.localedata")  # which is there: it is imported above
    reader: Any = module_from_spec(spec)
    spec.loader.exec_module(reader)
    reader.Alias = localedata.Alias  # the class by which the stored data refer to other data
    return reader


def _copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copied(value) for key, value in data.items()}
    if isinstance(data, tuple):  # a reference to other data, and what differs from them
        return tuple(map(_copied, data))
    return data


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    for candidate in lookup_order(tag):
        if candidate.startswith(UNTAGGED):
            break  # no particular language, which CLDR would take for the likeliest of all: English
        try:
            return _OwnLocale.parse(candidate, sep="-")
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
