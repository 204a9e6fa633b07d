"""Strategies for limits, deadlines and calls."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from metroworkshops.domain.call import Call, CallState, Declaration
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.text import Text

from .dates import instants
from .texts import plain_texts, texts

__all__ = ["calls", "deadlines", "limits"]

_ZONES = st.one_of(
    st.just(()),
    st.sampled_from(
        ("Europe/Paris", "Africa/Casablanca", "Asia/Beirut", "Africa/Cairo", "Atlantic/Azores", "Pacific/Kiritimati")
    ).map(lambda zone: (zone,)),
    st.just(("AoE",)),
    st.just(("UTC",)),
    st.sampled_from(("+01:00", "+02:00", "-03:30")).map(lambda zone: (zone,)),
    st.just(("+01:00", "+02:00")),
    st.just(("Europe/Paris", "Africa/Tunis")),
)


@st.composite
def limits(draw: DrawFn, *, first: date = date(2018, 1, 1), last: date = date(2031, 12, 1)) -> Limit:
    """Draw a limit: a day, an hour of the day, "before" a day, or a part of a month; in every kind of zone or none."""
    day = draw(st.dates(first, last))
    zones = draw(_ZONES)
    form = draw(st.sampled_from(("day", "day", "hour", "before", "window")))
    if form == "hour":
        # Between 6 and 21 o'clock no zone of these changes its clocks.
        hour, minute = draw(st.tuples(st.integers(6, 21), st.sampled_from((0, 30))))
        return Limit.on(f"{day}T{hour:02}:{minute:02}", zone=zones)
    if form == "window":
        return Limit.on(f"{day}~/{day + timedelta(days=9)}~", zone=zones)
    return Limit.on(day, zone=zones, exclusive=form == "before")


@st.composite
def deadlines(draw: DrawFn, *, id: str = "applications") -> Deadline:
    """Draw a deadline: as first stated, read in a zone, extended, or brought forward.

    Args:
        draw: Given by Hypothesis.
        id: Its id.
    """
    deadline = Deadline(
        id,
        draw(limits()),
        wording=draw(st.none() | plain_texts()),
        sources=draw(st.lists(plain_texts(), max_size=2)),
        grace_minutes=draw(st.sampled_from((0, 0, 0, 60))),
    )
    at = draw(instants())
    for step in draw(st.lists(st.sampled_from(("read", "extended", "brought forward")), max_size=3)):
        at += timedelta(days=draw(st.integers(0, 30)))
        reason = draw(st.none() | texts())
        deadline = draw(_amended(deadline, step, at, reason))
    return deadline


@st.composite
def _amended(draw: DrawFn, deadline: Deadline, step: str, at: datetime, reason: Text | None) -> Deadline:
    current = deadline.current.when
    earliest, latest = current.earliest or date.min, current.latest or date.max
    more = timedelta(days=draw(st.integers(2, 40)))
    if step == "read":
        return deadline.read_in("Europe/Paris", announced=at, reason=reason)
    if step == "extended":
        return deadline.extended_to(latest + more, announced=at, reason=reason)
    return deadline.brought_forward_to(earliest - more, announced=at, reason=reason)


@st.composite
def calls(draw: DrawFn) -> Call:
    """Draw a call: with several rounds, one deadline or none; rolling or not; opened, declared, with forms."""
    ids = draw(st.sampled_from(((), ("applications",), ("applications",), ("round-1", "round-2"))))
    found = tuple(draw(deadlines(id=one)) for one in ids)
    opens = None
    if draw(st.booleans()):
        first = min((d.current.when.earliest or date.min for d in found), default=date(2020, 1, 1))
        opens = draw(limits(first=first - timedelta(days=200), last=first - timedelta(days=20)))
    declared = []
    if draw(st.integers(0, 3)) == 0:
        state = draw(st.sampled_from((CallState.OPEN, CallState.CLOSED)))
        declared.append(Declaration(state, draw(instants()), wording=draw(st.none() | plain_texts())))
    form = st.sampled_from(
        ("https://example.org/apply", "https://example.org/dépôt?a=1&b=é", "http://xn--e1afmkfd.xn--p1ai/")
    )
    return Call(
        found,
        opens,
        rolling=draw(st.booleans()),
        declared=declared,
        forms=draw(st.none() | form.map(Text) | form.map(lambda url: Text(fr=url))),
        wording=draw(st.none() | plain_texts()),
        sources=draw(st.lists(plain_texts(), max_size=1)),
    )
