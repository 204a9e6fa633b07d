"""An edition as a timeline."""

from __future__ import annotations

from typing import Final

from metroworkshops.domain.edition import Edition
from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.programme import Programme
from metroworkshops.words import Catalogue
from metroworkshops.words.catalogue import catalogue_for
from metroworkshops.words.months import is_right_to_left

from .drawing import drawing
from .lettering import tidy
from .picture import Picture
from .rows import rows_of, title_of
from .sheet import NARROWEST
from .table import table

__all__ = ["timeline"]

_WIDEST: Final = 10_000


def timeline(value: Edition | Programme, language: str | Catalogue, *, width: int | None = None) -> Picture:
    """Draw the sessions, deadlines and other dates of an edition, or of all editions of a programme.

    Exact days are solid; a window is hatched, because the days lie somewhere within it; dates that are approximate have
    a broken edge and a tilde; what has no end or start that is known fades into an arrow. Nothing known is not drawn:
    it is listed below. Whatever the drawing says is said in words too.

    Args:
        value: What to draw.
        language: A BCP 47 tag, or a catalogue. Where it is read from the right, time goes to the left.
        width: How many pixels wide, 360 or more, for where a drawing needs a size of its own, such as a document to be
            printed. None: as wide as where it stands, from 360 pixels on, with letters that keep their size.

    Raises:
        NotFound: There are no messages in the language.
        InvalidValue: It is neither, or *width* is not a whole number from 360 to 10000.

    >>> from metroworkshops import metropolitan_workshops
    >>> print(timeline(metropolitan_workshops().edition("2018"), "en"))
    Metropolitan Workshops 2018
    <BLANKLINE>
    When            What                 Where                         Status
    ──────────────  ───────────────────  ────────────────────────────  ──────
    May 2018        Tangier and Tetouan  Tangier and Tetouan, Morocco  held
    September 2018  Greater Tunis        Greater Tunis, Tunisia        held
    December 2018   Tirana               Tirana, Albania               held
    """
    if width is not None and (isinstance(width, bool) or not isinstance(width, int) or not _fits(width)):
        raise InvalidValue(
            f"'width' must be a whole number of pixels from {NARROWEST} to {_WIDEST} such as 720, got {shown(width)}",
            width,
        )
    if not isinstance(value, Edition | Programme):
        raise InvalidValue(f"must be an Edition or a Programme, got {shown(value)}", value)
    catalogue = catalogue_for(language)
    title, rows = title_of(value, language), rows_of(value, language)
    editions = value.editions if isinstance(value, Programme) else (value,)
    notes = []
    if not any(edition.sessions for edition in editions):
        notes.append(tidy(catalogue.say("overview-no-sessions")))
    if any(edition.more_sessions for edition in editions):
        notes.append(tidy(catalogue.say("overview-more-sessions")))
    return Picture(
        drawing(title, rows, notes, language, width),
        table(title, rows, notes, language),
        language.language if isinstance(language, Catalogue) else language,
        is_right_to_left=is_right_to_left(language),
    )


def _fits(width: int) -> bool:
    return NARROWEST <= width <= _WIDEST
