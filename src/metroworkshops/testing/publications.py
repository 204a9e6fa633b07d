"""Strategies for publications, with a history of what subscribers were told."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from metroworkshops.calendars import publish
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.programme import Programme
from metroworkshops.domain.publication import Publication
from metroworkshops.domain.session import Session

from .calls import deadlines
from .dates import instants, whens
from .editions import editions, programmes
from .sessions import sessions

__all__ = ["publications"]


@st.composite
def publications(draw: DrawFn, *, most: int = 4) -> Publication:
    """Draw the last of some publications of an edition or a programme, whose organiser changed something in between.

    Sessions are moved, postponed, called off, held, announced anew under their old id, dropped, and come back;
    deadlines change or are withdrawn; milestones are asked for or not.

    Args:
        draw: Given by Hypothesis.
        most: How many publications there may be, 1 or more.
    """
    announced = draw(st.one_of(editions(), programmes()))
    at = draw(instants())
    told = publish(announced, at=at, milestones=draw(st.booleans()), keep_days=draw(st.sampled_from((90, 0, 30))))
    what = announced
    for _ in range(draw(st.integers(0, most - 1))):
        at += timedelta(days=draw(st.sampled_from((0, 1, 30, 400))))
        what = _changed(draw, draw(st.sampled_from((what, announced))), at)
        told = publish(what, previous=told, at=at, milestones=draw(st.none() | st.booleans()))
    return told


def _changed(draw: DrawFn, what: Edition | Programme, at: datetime) -> Edition | Programme:
    """Change some sessions, in all editions alike, and some deadlines."""
    every = what.editions if isinstance(what, Programme) else (what,)
    now = {one.id: _session(draw, one, at) for one in dict.fromkeys(s for edition in every for s in edition.sessions)}
    found = [_edition(draw, edition, now) for edition in every]
    return evolve(what, editions=found) if isinstance(what, Programme) else found[0]


def _session(draw: DrawFn, session: Session, at: datetime) -> Session | None:
    """Take a step with a session, where it can be taken; or drop it."""
    step = draw(st.sampled_from(("none", "none", "moved", "postponed", "cancelled", "held", "anew", "dropped")))
    try:
        match step:
            case "moved":
                return session.moved_to(draw(whens()), announced=at)
            case "postponed":
                return session.postponed(announced=at)
            case "cancelled":
                return session.cancelled(announced=at)
            case "held":
                return session.held(announced=at)
            case "anew":
                return draw(sessions(id=session.id))
            case "dropped":
                return None
    except InvalidValue:
        pass  # it cannot be taken from here
    return session


def _edition(draw: DrawFn, edition: Edition, now: dict[str, Session | None]) -> Edition:
    call = edition.call
    if call is not None:
        call = evolve(call, opens=None, deadlines=[new for old in call.deadlines if (new := _deadline(draw, old))])
    return evolve(
        edition,
        sessions=[kept for session in edition.sessions if (kept := now[session.id])],
        call=call,
        # They are not published, and may ask for what is no more.
        eligibility=None,
        ranking=None,
        quotas=(),
    )


def _deadline(draw: DrawFn, deadline: Deadline) -> Deadline | None:
    """Keep a deadline, state another under its id, or withdraw it."""
    return draw(st.sampled_from((deadline, deadline, None)) | deadlines(id=deadline.id))
