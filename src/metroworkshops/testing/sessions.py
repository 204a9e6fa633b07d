"""Strategies for sessions, with histories made by an organiser's own steps."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.length import Length
from metroworkshops.domain.part import Part
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import Attendance, Mode
from metroworkshops.domain.text import Text
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.when import UNKNOWN, When, as_when

from .dates import instants, whens
from .places import places
from .texts import identifiers, plain_texts, texts

__all__ = ["sessions"]


@st.composite
def _announced_first(draw: DrawFn, session_id: str | None) -> Session:
    """Draw a session as it is announced first."""
    visited = draw(st.lists(places(), max_size=3, unique_by=lambda place: place.id))
    when = draw(whens())
    attendance = draw(st.sampled_from((Attendance.REQUIRED, Attendance.REQUIRED, Attendance.OPTIONAL)))
    return Session(
        draw(identifiers()) if session_id is None else session_id,
        draw(texts()),
        when=when,
        dates_confirmed=when.is_known and draw(st.booleans()),
        places=visited,
        one_of_places=len(visited) > 1 and draw(st.booleans()),
        mode=draw(st.sampled_from(Mode)),
        attendance=attendance,
        choice=draw(st.sampled_from((None, None, "spring", "autumn"))) if attendance is Attendance.REQUIRED else None,
        length=_fitting(when, draw(st.none() | st.builds(Length, st.integers(1, 5)) | st.sampled_from(_LENGTHS))),
        # Clock times in places that share no zone need one; so that it is given rather too often than not enough.
        time_zone=draw(st.sampled_from(("Europe/Rome", "Africa/Casablanca"))),
        wording=draw(st.none() | plain_texts()),
        sources=draw(st.lists(plain_texts(), max_size=2)),
        parts=draw(_parts(when)),
    )


@st.composite
def _parts(draw: DrawFn, when: When) -> list[Part]:
    """Draw parts that lie within some dates: mostly none."""
    count = draw(st.sampled_from((0, 0, 0, 1, 2, 6)))
    days = [day for day in (when.earliest, when.latest) if day]
    dates = [UNKNOWN, when, *(day for day in map(as_when, days) if when.contains(day) is not Truth.NO)]
    return [
        Part(
            f"part-{number}",
            draw(st.none() | texts()),
            when=draw(st.sampled_from(dates)),
            places=draw(st.lists(places(), max_size=1)),
        )
        for number in range(count)
    ]


_LENGTHS = (Length(2, 5), Length(throughout=True))


def _fitting(when: When, length: Length | None) -> Length | None:
    """Keep a length that fits the dates."""
    try:
        return Session("s", "S", when=when, time_zone="Europe/Rome", length=length).length
    except InvalidValue:
        return None


@st.composite
def sessions(draw: DrawFn, *, id: str | None = None, most_steps: int = 4) -> Session:
    """Draw a session: as first announced, or after some steps that its organiser took.

    Args:
        draw: Given by Hypothesis.
        id: Its id. None: any.
        most_steps: How many steps it may have behind it.
    """
    session = draw(_announced_first(id))
    if session.zone is not None and draw(st.booleans()):
        alone = _without_zone(session)
        session = session if alone is None else alone
    at = draw(instants())
    for step in draw(st.lists(st.sampled_from(_STEPS), max_size=most_steps)):
        reason = draw(st.none() | texts())
        at += timedelta(days=draw(st.integers(0, 60)))
        session = draw(_taken(session, step, at, reason))
    return session


def _without_zone(session: Session) -> Session | None:
    """Leave the zone to the places, where they settle it."""
    try:
        return evolve(session, time_zone=None)
    except InvalidValue:
        return None


_STEPS = ("confirmed", "moved", "moved online", "postponed", "cancelled", "held")


@st.composite
def _taken(draw: DrawFn, session: Session, step: str, at: datetime, reason: Text | None) -> Session:
    """Take a step, where it can be taken."""
    try:
        if step == "confirmed":
            place = bool(session.places) and not session.one_of_places
            return session.confirmed(announced=at, reason=reason, dates=session.when.is_known, place=place)
        if step == "moved":
            return session.moved_to(draw(whens()), announced=at, reason=reason)
        if step == "moved online":
            return session.moved_online(announced=at, reason=reason)
        if step == "postponed":
            return session.postponed(announced=at, reason=reason)
        if step == "cancelled":
            return session.cancelled(announced=at, reason=reason)
        return session.held(announced=at, reason=reason)
    except InvalidValue:
        return session  # it cannot be taken from here
