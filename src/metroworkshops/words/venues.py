"""How the place of a session, and the way of meeting, changed between two publications, as clauses."""

from __future__ import annotations

from collections.abc import Sequence

from metroworkshops.domain.place import Place
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import Mode

from .catalogue import Catalogue, catalogue_for
from .names import mode, text_in
from .phrases import said
from .places import places

__all__ = ["crosses_the_line", "identity", "moved_elsewhere"]


def identity(values: Sequence[Place]) -> object:
    """Give what makes places other places: not their names in one more language."""
    return [(type(one), one.id, one.country) for one in values]


def moved_elsewhere(before: Session, after: Session, language: str | Catalogue) -> list[str]:
    """Give the clauses for a place and a way of meeting that changed."""
    if crosses_the_line(before, after):
        return [_line_crossed(before, after, language)]
    clauses = []
    elsewhere = (identity(before.places), before.one_of_places) != (identity(after.places), after.one_of_places)
    if elsewhere and after.mode is not Mode.ONLINE:
        clauses.append(_place_moved(before, after, language))
    if before.mode is not after.mode:
        clauses.append(_mode_moved(before, after, language))
    return clauses


def crosses_the_line(before: Session, after: Session) -> bool:
    """Tell whether a session moved online, or came back."""
    return before.mode is not after.mode and Mode.ONLINE in (before.mode, after.mode)


def _line_crossed(before: Session, after: Session, language: str | Catalogue) -> str:
    if after.mode is Mode.ONLINE:
        if not before.places:
            return said("change-online", language)
        return said("change-online-before", language, before=_place(before, language))
    return said(f"change-from-online-{after.mode.value}", language, now=_place(after, language))


def _mode_moved(before: Session, after: Session, language: str | Catalogue) -> str:
    if after.mode is Mode.UNKNOWN:
        return said("change-mode-withdrawn", language, before=mode(before.mode, language))
    return said(f"change-mode-{before.mode.value}-{after.mode.value}", language)


def _place(value: Session, language: str | Catalogue) -> str:
    """Put the places of a session into words, without the way of meeting."""
    if not value.places:
        return catalogue_for(language).say("place-unknown")
    return places(value.places, language, one_of=value.one_of_places)


def _place_moved(before: Session, after: Session, language: str | Catalogue) -> str:
    now = _place(after, language)
    if not after.places:
        return said("change-place-withdrawn", language, before=_place(before, language))
    if after.one_of_places:
        if not before.places:
            return said("change-place-open", language, now=now)
        return said("change-place-open-before", language, now=now, before=_place(before, language))
    if not before.places:
        return said("change-place-first", language, now=now)
    candidates = [one.id for one in before.places]
    if before.one_of_places and all(one.id in candidates for one in after.places):
        return said("change-place-chosen", language, now=now)
    if len(before.places) == len(after.places) == 1:
        was = before.places[0]
        # The city's name alone, when that tells the two apart.
        name = text_in(was.name, language)
        name = places([was], language) if name == text_in(after.places[0].name, language) else name
        return said("change-place", language, now=now, before=name)
    return said("change-place-other", language, now=now, before=_place(before, language))
