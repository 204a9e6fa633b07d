"""How the dates of a session, and of its parts, changed between two publications, as clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from metroworkshops.domain.part import Part
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import State
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.when import Days, When

from .catalogue import Catalogue, catalogue_for
from .dates import city_of
from .lists import both, commas
from .names import text_in
from .phrases import Shape, clock_times, days_list, from_to, in_a_sentence, said, shape, together
from .places import places
from .venues import identity

__all__ = ["clock_zone", "dates", "ended", "in_parts", "rescheduled"]

_ENDINGS: Final = {Shape.POINT: "", Shape.RUN: "-days", Shape.OTHER: "-other"}


def _dates_moved(before: When, after: When, language: str | Catalogue, *, planned: bool = True) -> str:
    """Say how the dates of a session, or of a part of one, changed.

    Args:
        before: What was announced.
        after: What is known now; not the same.
        language: A BCP 47 tag, or a catalogue.
        planned: Whether it is still to come: else it is neither postponed nor brought forward.
    """
    if not before.is_known:
        return said("change-dates-first", language, now=in_a_sentence(after, language))
    if not after.is_known:
        return said("change-dates-withdrawn", language, before=in_a_sentence(before, language))
    if _same_day(before, after):
        return _hours_moved(before, after, language)
    direction = _direction(before, after) if planned else None
    if direction is not None:
        ending = _ENDINGS[_joint_shape(before, after)]
        was, now = from_to(before, after, language) if ending != "-other" else _apart(before, after, language)
        return said(f"change-{direction}{ending}", language, before=was, now=now)
    was, now = _apart(before, after, language)
    return said(_precision(before, after), language, n=_count(after), before=was, now=now)


def _joint_shape(before: When, after: When) -> Shape:
    shapes = {shape(before), shape(after)}
    return next(one for one in (Shape.OTHER, Shape.RUN, Shape.POINT) if one in shapes)


def _apart(before: When, after: When, language: str | Catalogue) -> tuple[str, str]:
    return in_a_sentence(before, language), in_a_sentence(after, language)


def _precision(before: When, after: When) -> str:
    """Choose the message for dates that were neither postponed nor brought forward."""
    narrower, wider = after.narrows(before), before.narrows(after)
    if narrower and wider:  # the same days: only the doubt about them can differ
        narrower, wider = before.is_approximate, after.is_approximate
    if narrower == wider:
        return "change-dates"
    if wider:
        return "change-dates-widened"
    known = isinstance(after, Days) and not isinstance(before, Days)
    return "change-dates-known" if known else "change-dates-refined"


def _count(value: When) -> int:
    """Count days, for the grammar of those that are known; nothing counts those that are not."""
    return sum(last - first + 1 for first, last in _runs([value])) if isinstance(value, Days) else 0


def _direction(before: When, after: When) -> str | None:
    if isinstance(before, Days) and isinstance(after, Days):
        if before.first < after.first and before.last < after.last:
            return "later"
        return "earlier" if after.first < before.first and after.last < before.last else None
    if after.after(before) is Truth.YES:
        return "later"
    return "earlier" if after.before(before) is Truth.YES else None


def _same_day(before: When, after: When) -> bool:
    """Tell whether both are one day, the same, and differ in clock times alone."""
    if not (isinstance(before, Days) and isinstance(after, Days)):
        return False
    return before.first == before.last == after.first == after.last and len(before.spans) == len(after.spans) == 1


def _hours_moved(before: When, after: When, language: str | Catalogue) -> str:
    was, now = clock_times(before, language), in_a_sentence(after, language)
    if clock_times(after, language) is None:
        return said("change-hours-withdrawn", language, now=now)
    if was is None:
        return said("change-hours-first", language, now=now)
    return said("change-hours", language, before=was, now=now)


def dates(value: Session, language: str | Catalogue) -> str:
    """Put the dates of a session into words, or its parts where these say the same."""
    if in_parts(value):
        return _parts_list(value, language)
    words = in_a_sentence(value.when, language)
    if isinstance(value.when, Days) and value.when.has_clock_times and value.zone:
        words = commas([words, said("change-zone", language, zone=_zone(value.zone, language))], language)
    if parts := _parts_list(value, language):
        words = commas([words, catalogue_for(language).say("parts", parts=parts)], language)
    return words


def _zone(zone: str, language: str | Catalogue) -> str:
    return city_of(zone, language) if "/" in zone else zone


def clock_zone(before: Session, after: Session, language: str | Catalogue) -> list[str]:
    """Say on which clock the times are, once for all that are in the session's own zone."""
    if after.zone is None or not _has_clock_times(after):
        return []
    zone = _zone(after.zone, language)
    if before.zone is None or before.zone == after.zone or not _has_clock_times(before):
        return [said("change-zone", language, zone=zone)]
    return [said("change-zone-moved", language, zone=zone, before=_zone(before.zone, language))]


def _has_clock_times(value: Session) -> bool:
    own = [value.when, *(part.when for part in value.parts if value.zone_of(part) == value.zone)]
    return any(isinstance(one, Days) and one.has_clock_times for one in own)


def ended(code: str, before: Session | Part, language: str | Catalogue) -> str:
    """Say that something does not take place as announced, with its dates if it had any."""
    if not before.when.is_known:
        return said(code, language)
    return said(f"{code}-before", language, before=in_a_sentence(before.when, language))


def rescheduled(before: Session, after: Session, language: str | Catalogue) -> Iterator[str]:
    """Give the clauses for dates, parts and clock times that changed while the state stayed."""
    planned = after.state is State.PLANNED
    clocks = _clocks(before) != _clocks(after)
    if {part.id for part in before.parts}.isdisjoint(part.id for part in after.parts):
        if after.parts:
            yield from _split(before, after, language, planned=planned)
        else:
            if before.when != after.when:
                yield _dates_moved(before.when, after.when, language, planned=planned)
            if before.parts:
                yield said("change-unsplit", language)
    else:
        if before.when != after.when and not (in_parts(before) and in_parts(after)):
            yield _dates_moved(before.when, after.when, language, planned=planned)
        yield from _parts_moved(before, after, language, planned=planned)
    if clocks:
        yield from clock_zone(before, after, language)


def _split(before: Session, after: Session, language: str | Catalogue, *, planned: bool) -> Iterator[str]:
    moved = before.when != after.when
    now, n = _parts_list(after, language), len(after.parts)
    if moved and in_parts(after) and before.when.is_known:
        # The parts say the days, which would be said twice.
        yield said("change-split-before", language, n=n, parts=now, before=in_a_sentence(before.when, language))
        return
    if moved and not in_parts(after):
        yield _dates_moved(before.when, after.when, language, planned=planned)
    yield said("change-split", language, n=n, parts=now) if now else said("change-split-bare", language, n=n)


def _clocks(value: Session) -> object:
    """Give all that clock times depend on."""
    stated = [("", value.when, value.zone), *((part.id, part.when, value.zone_of(part)) for part in value.parts)]
    return [(one, days, zone) for one, days, zone in stated if isinstance(days, Days) and days.has_clock_times]


def in_parts(value: Session) -> bool:
    """Tell whether the parts say all of the days of a session."""
    if not value.parts or not isinstance(value.when, Days):
        return False
    parts = [part.when for part in value.parts if isinstance(part.when, Days)]
    return len(parts) == len(value.parts) and _runs(parts) == _runs([value.when])


def _runs(values: Iterable[Days]) -> list[tuple[int, int]]:
    """Join days to runs from one to another, which are told apart by their ordinals."""
    spans = sorted((span.first.toordinal(), span.last.toordinal()) for days in values for span in days.spans)
    runs = spans[:1]
    for first, last in spans[1:]:
        if first <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(runs[-1][1], last)
        else:
            runs.append((first, last))
    return runs


def _parts_moved(before: Session, after: Session, language: str | Catalogue, *, planned: bool) -> Iterator[str]:
    earlier = {part.id: part for part in before.parts}
    for part in after.parts:
        was = earlier.pop(part.id, None)
        if was is None:
            clauses = [said("change-part-added", language, now=_details(after, part, language))]
        else:
            clauses = []
            if was.when != part.when:
                clauses.append(_dates_moved(was.when, part.when, language, planned=planned))
            if identity(was.places) != identity(part.places):
                clauses.append(_part_place(was, part, language))
        if clauses:
            yield said("change-line", language, title=_name(part, language), change=together(clauses, language))
    for part in earlier.values():
        dropped = ended("change-part-withdrawn", part, language)
        yield said("change-line", language, title=_name(part, language), change=dropped)


def _part_place(before: Part, after: Part, language: str | Catalogue) -> str:
    if not after.places:
        return said("change-part-place-shared", language, before=places(before.places, language))
    now = places(after.places, language)
    if not before.places:
        return said("change-part-place", language, now=now)
    return said("change-place-other", language, now=now, before=places(before.places, language))


def _name(part: Part, language: str | Catalogue) -> str:
    return text_in(part.title, language) if part.title else part.id


def _details(session: Session, part: Part, language: str | Catalogue) -> str:
    words = in_a_sentence(part.when, language)
    zone = session.zone_of(part)
    if isinstance(part.when, Days) and part.when.has_clock_times and zone and zone != session.zone:
        words = commas([words, said("change-zone", language, zone=_zone(zone, language))], language)
    return commas([words, places(part.places, language)], language) if part.places else words


def _parts_list(value: Session, language: str | Catalogue) -> str:
    """List parts: by their dates alone, when they have neither titles nor places of their own; nothing without any."""
    if not any(part.title or part.places for part in value.parts):
        if not any(part.when.is_known for part in value.parts):
            return ""
        return days_list([part.when for part in value.parts], language)
    return both([f"{_name(part, language)} ({_details(value, part, language)})" for part in value.parts], language)
