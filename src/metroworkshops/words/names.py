"""Names of states, levels, languages and the like."""

from __future__ import annotations

from babel import Locale
from babel.core import get_global

from metroworkshops.domain.call import CallState
from metroworkshops.domain.length import Length
from metroworkshops.domain.published_part import PublishedPart
from metroworkshops.domain.screening import Outcome
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import Mode, Status
from metroworkshops.domain.text import Text
from metroworkshops.domain.truth import Truth

from .catalogue import Catalogue, catalogue_for
from .lists import commas, one_line
from .locale import locale_for

__all__ = ["call_state", "language_name", "length", "mode", "outcome", "status", "text_in", "truth"]


def status(value: Session | PublishedPart | Status, language: str | Catalogue) -> str:
    """Name the status of a session; one that is tentative says what is still to be confirmed.

    >>> from metroworkshops import Session
    >>> status(Session("s", "Bologna", when="2020-03"), "en")
    'to be confirmed'
    """
    catalogue = catalogue_for(language)
    if not isinstance(value, Status):
        if value.status is Status.TENTATIVE and value.place_confirmed:
            return catalogue.say("dates-tentative")
        if value.status is Status.TENTATIVE and value.dates_confirmed:
            return catalogue.say("place-tentative")
        value = value.status
    return catalogue.say(f"status-{value.value}")


def length(value: Length, language: str | Catalogue) -> str:
    """Say how long a session lasts.

    >>> from metroworkshops import Length
    >>> length(Length(3, 5), "fr")
    '3 à 5 jours'
    """
    catalogue = catalogue_for(language)
    if value.throughout or value.least is None:
        return catalogue.say("length-throughout")
    if value.most is None or value.most == value.least:
        return catalogue.say("length-days", n=value.least)
    return catalogue.say("length-range", least=value.least, most=value.most)


def call_state(value: CallState, language: str | Catalogue) -> str:
    """Name the state of a call."""
    return catalogue_for(language).say(f"call-{value.value}")


def mode(value: Mode, language: str | Catalogue) -> str:
    """Name a way of meeting."""
    return catalogue_for(language).say(f"mode-{value.value}")


def outcome(value: Outcome, language: str | Catalogue) -> str:
    """Name the outcome of a screening.

    >>> from metroworkshops import Outcome
    >>> outcome(Outcome.UNDECIDED, "fr")
    'à trancher'
    """
    return catalogue_for(language).say(f"outcome-{value.value}")


def truth(value: Truth, language: str | Catalogue) -> str:
    """Name an answer: yes, no, unknown."""
    return catalogue_for(language).say(f"truth-{value.value}")


def language_name(tag: str, language: str | Catalogue) -> str:
    """Name a language in a language, by CLDR; one that CLDR does not know is named by its tag.

    What the tag says of script, country and variant stands in brackets (UTS 35, "Display Name Elements").

    >>> language_name("fr", "en"), language_name("sr-Latn-RS", "fr"), language_name("fr-x-sms", "fr")
    ('French', 'serbe (latin, Serbie)', 'français (fr-x-sms)')
    """
    locale = locale_for(language)
    code, *subtags = tag.split("-")
    known = locale.languages
    name = known.get(code.lower()) or known.get(get_global("language_aliases").get(code.lower(), ""))
    if not name:
        return one_line(tag)
    details = [_subtag_name(subtag, locale) for subtag in subtags]
    if not all(details):
        return f"{name} ({one_line(tag)})"
    return f"{name} ({commas(details, language)})" if details else str(name)


def _subtag_name(subtag: str, locale: Locale) -> str:
    """Name a script, a country or a variant, which lengths tell apart (RFC 5646, 2.2); "" for what has no name."""
    if len(subtag) == 4 and subtag.isalpha():
        found = locale.scripts.get(subtag.title())
    elif len(subtag) <= 3:
        found = locale.territories.get(subtag.upper())
    else:
        found = locale.variants.get(subtag.upper())
    return str(found or "").replace("(", "[").replace(")", "]")


def text_in(value: Text, language: str | Catalogue) -> str:
    """Give a text in a language, on one line."""
    return one_line(value.in_language(language.language if isinstance(language, Catalogue) else language))
