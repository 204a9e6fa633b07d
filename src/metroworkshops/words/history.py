"""What was announced before, in words."""

from __future__ import annotations

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import Mode, State, Status

from .catalogue import Catalogue, catalogue_for
from .dates import instant
from .deadlines import limit
from .lists import commas
from .names import length, mode, status, text_in
from .parts import dates
from .phrases import dated, said
from .places import place

__all__ = ["deadline_history", "session_history"]


def session_history(value: Session, language: str | Catalogue) -> list[str]:
    """List what was announced of a session before: until when, what, and why it changed."""
    catalogue = catalogue_for(language)
    lines = []
    for earlier in value.earlier:
        parts = [dates(earlier, language), place(earlier, language)]
        if earlier.mode is Mode.IN_PERSON:  # the place says the others
            parts.append(mode(earlier.mode, language))
        if earlier.length is not None:
            parts.append(length(earlier.length, language))
        if earlier.time_zone is not None:
            parts.append(earlier.time_zone)
        if earlier.state is not State.PLANNED:
            parts.append(status(Status(earlier.state.value), language))
        else:
            parts += [] if earlier.dates_confirmed else [catalogue.say("dates-tentative")]
            parts += [] if earlier.place_confirmed else [catalogue.say("place-tentative")]
        until = dated(instant(earlier.announced, language))
        line = said("overview-earlier", language, date=until, before=commas(parts, language))
        step = catalogue.say(f"step-{earlier.step.value}")
        line = catalogue.say("overview-step", earlier=line, step=step)
        reason = text_in(earlier.reason, language) if earlier.reason else None
        lines.append(catalogue.say("change-reason", change=line, reason=reason) if reason else line)
    return lines


def deadline_history(value: Deadline, language: str | Catalogue) -> list[str]:
    """List the amendments of a deadline: what it was before, when that changed, and why."""
    catalogue = catalogue_for(language)
    lines, before = [], value.limit
    for amendment in value.amendments:
        line = catalogue.say(f"deadline-{amendment.kind.value}", before=limit(before, language))
        if amendment.announced:
            announced = catalogue.say("announced-on", date=instant(amendment.announced, language))
            line = commas([line, announced], language)
        reason = text_in(amendment.reason, language) if amendment.reason else None
        lines.append(catalogue.say("change-reason", change=line, reason=reason) if reason else line)
        before = amendment.applied_to(before)
    return lines
