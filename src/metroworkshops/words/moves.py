"""What happened to a session between two publications, as clauses that stand behind its title."""

from __future__ import annotations

from metroworkshops.domain.session import Session
from metroworkshops.domain.state import Mode, State

from .catalogue import Catalogue
from .phrases import in_a_sentence, said
from .places import place
from .schedules import clock_zone, dates, ended, in_parts, rescheduled
from .venues import crosses_the_line, moved_elsewhere

__all__ = ["announced", "session_moved"]


def announced(value: Session, language: str | Catalogue, *, again: bool = False) -> str:
    """Say what is known of a session that is new, or back in the programme."""
    code = f"change-{'revived' if again else 'added'}-{value.state.value}"
    return said(code, language, dates=dates(value, language), place=place(value, language))


def session_moved(before: Session, after: Session, language: str | Catalogue) -> list[str]:
    """Give a clause for each thing that changed for somebody who comes; nothing when only the wording did."""
    if after.state is State.CANCELLED and before.state is not State.CANCELLED:
        return [ended("change-cancelled", before, language)]
    if after.state is State.POSTPONED and before.state is not State.POSTPONED:
        return [ended("change-postponed", before, language), *moved_elsewhere(before, after, language)]
    if after.state is State.HELD and before.state is not State.HELD:
        clauses = [_held(before, after, language)]
        clauses += clock_zone(before, after, language) if before.when != after.when else []
        return [*clauses, *moved_elsewhere(before, after, language)]
    if before.state is not after.state:
        clause = _again(before, after, language)
        return [
            clause,
            *moved_elsewhere(before, after, language),
            *_confirmed(before, after, language, dates_said=True),
        ]
    days = list(rescheduled(before, after, language))
    where = moved_elsewhere(before, after, language)
    settled = _confirmed(before, after, language, dates_said=bool(days), place_said=bool(where))
    # "moved online; now in 6 parts": how people meet explains the rest.
    return [*where, *days, *settled] if crosses_the_line(before, after) else [*days, *where, *settled]


def _held(before: Session, after: Session, language: str | Catalogue) -> str:
    if not after.when.is_known:
        return said("change-held", language)
    now = in_a_sentence(after.when, language)
    if before.when == after.when or not before.when.is_known:
        return said("change-held-on", language, now=now)
    return said("change-held-otherwise", language, now=now, before=in_a_sentence(before.when, language))


def _again(before: Session, after: Session, language: str | Catalogue) -> str:
    code = "change-again-dated" if before.state is State.POSTPONED and after.when.is_known else "change-again"
    if in_parts(after):
        return said(f"{code}-split", language, n=len(after.parts), parts=dates(after, language))
    return said(code, language, now=dates(after, language))


def _confirmed(
    before: Session, after: Session, language: str | Catalogue, *, dates_said: bool, place_said: bool = False
) -> list[str]:
    if after.state is not State.PLANNED:
        return []
    when = after.dates_confirmed and not before.dates_confirmed
    moved_online = after.mode is Mode.ONLINE and before.mode is not Mode.ONLINE
    where = after.place_confirmed and not before.place_confirmed and not moved_online
    when_said, where_said = in_a_sentence(after.when, language), place(after, language)
    if when and where and not (dates_said or place_said):
        return [said("change-confirmed", language, dates=when_said, place=where_said)]
    clauses = []
    if when and where:
        clauses.append(said("change-confirmed-both", language))
    elif when and dates_said:
        clauses.append(said("change-dates-confirmed", language))
    elif when:
        clauses.append(said("change-dates-confirmed-on", language, now=when_said))
    elif where and place_said:
        clauses.append(said("change-place-confirmed", language))
    elif where:
        clauses.append(said("change-place-confirmed-in", language, now=where_said))
    if before.dates_confirmed and not after.dates_confirmed and after.when.is_known:
        clauses.append(said("change-dates-tentative", language))
    chosen = after.places and not after.one_of_places and after.mode is not Mode.ONLINE
    if before.place_confirmed and not after.place_confirmed and chosen:
        clauses.append(said("change-place-tentative", language))
    return clauses
