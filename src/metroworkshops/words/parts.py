"""Parts of a session in words."""

from __future__ import annotations

from metroworkshops.domain.earlier import Earlier
from metroworkshops.domain.part import Part
from metroworkshops.domain.session import Session

from .catalogue import Catalogue, catalogue_for
from .dates import when
from .lists import both, commas
from .names import text_in
from .places import places

__all__ = ["dates", "part"]


def part(value: Part, language: str | Catalogue) -> str:
    """Put a part of a session into words: its title (or its id), its dates, and its place if it has one of its own.

    >>> from metroworkshops import Part
    >>> part(Part("webinar-1", "Opening", when="2020-09-30"), "en")
    'Opening (September 30, 2020)'
    """
    said = [when(value.when, language)]
    if value.places:
        said.append(places(value.places, language))
    title = text_in(value.title, language) if value.title else value.id
    return f"{title} ({commas(said, language)})"


def dates(value: Session | Earlier, language: str | Catalogue) -> str:
    """Put the dates of a session into words, with those of its parts.

    >>> from metroworkshops import Part, Session
    >>> webinars = [Part("1", "Opening", when="2020-09-30"), Part("2", "Closing", when="2020-10-07")]
    >>> dates(Session("s", "Bologna", when="{2020-09-30,2020-10-07}", parts=webinars), "en")
    'September 30, 2020 and October 7, 2020, in parts: Opening (September 30, 2020) and Closing (October 7, 2020)'
    """
    said = when(value.when, language)
    if not value.parts:
        return said
    named = both([part(one, language) for one in value.parts], language)
    return commas([said, catalogue_for(language).say("parts", parts=named)], language)
