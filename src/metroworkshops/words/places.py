"""Places in words."""

from __future__ import annotations

from collections.abc import Sequence

from metroworkshops.domain.area import Area
from metroworkshops.domain.city import City
from metroworkshops.domain.earlier import Earlier
from metroworkshops.domain.place import Place
from metroworkshops.domain.published_part import PublishedPart
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import Mode

from .catalogue import Catalogue, catalogue_for
from .lists import both, commas, either
from .locale import locale_for
from .names import text_in

__all__ = ["country_name", "place", "places"]


def place(value: Session | Earlier | PublishedPart | Place, language: str | Catalogue) -> str:
    """Put the place of a session, or a place, into words: "Casablanca, Morocco".

    Names of countries are those of CLDR. Places that are all visited are joined by "and", those of which one is
    still to be chosen by "or"; a country that they share is named once.

    Raises:
        NotFound: The language is not known to CLDR; or a message is needed and there is no catalogue.

    >>> from metroworkshops import metropolitan_workshops
    >>> place(metropolitan_workshops().edition("2018").sessions[0], "fr")
    'Tanger et Tétouan, Maroc'
    """
    if isinstance(value, City | Area):
        return places([value], language)
    if value.mode is Mode.ONLINE:
        return catalogue_for(language).say("place-online")
    if not value.places:
        return catalogue_for(language).say("place-unknown")
    words = places(value.places, language, one_of=value.one_of_places)
    return catalogue_for(language).say("place-hybrid", place=words) if value.mode is Mode.HYBRID else words


def places(values: Sequence[Place], language: str | Catalogue, *, one_of: bool = False) -> str:
    """Put several places into words.

    Args:
        values: One place or more.
        language: A BCP 47 tag, or a catalogue.
        one_of: Whether one of them is still to be chosen.
    """
    join = either if one_of else both
    names = [text_in(value.name, language) for value in values]
    countries = [_country(value, language) for value in values]
    if len(set(countries)) == 1:
        return commas([join(names, language), *filter(None, countries[:1])], language)
    whole = [f"{name} ({country})" if country else name for name, country in zip(names, countries, strict=True)]
    return join(whole, language)


def country_name(code: str, language: str | Catalogue) -> str:
    """Name a country by its code, as CLDR does; what is no code is given as it is."""
    return str(locale_for(language).territories.get(code, code))


def _country(value: Place, language: str | Catalogue) -> str:
    if value.country is None:
        return ""
    return country_name(value.country, language)
