"""Milestones: the other dated duties of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from attrs import field, frozen

from .errors import InvalidValue, shown
from .text import Text, text
from .value import Invariant, Named, Value, identifier, member, optional_identifier, optional_readable, strings
from .when import UNKNOWN, When, as_when

__all__ = ["Edge", "Milestone", "Offset"]


def _sources(given: Iterable[str]) -> tuple[str, ...]:
    return strings(given)


class Edge(Named):
    """Which end of a session days are counted from."""

    START = "start"
    END = "end"


def _edge(given: Edge | str) -> Edge:
    return member(Edge, given, "edge")


def _days(given: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not -3660 <= given <= 3660:
        raise InvalidValue(
            "'days' must be a whole number of days from -3660 to 3660, before when negative, such as -30; "
            f"got {shown(given)}",
            given,
        )
    return given


@frozen(repr=False)
class Offset(Value):
    """A day counted from a session: "30 days before the first session".

    Args:
        days: How many days after it; before it when negative.
        session: The id of the session. None: whichever of the edition starts first, or ends last.
        edge: Whether they are counted from its first day or from its last.

    >>> Offset(-30)
    Offset(days=-30)
    """

    days: int = field(converter=_days)
    session: str | None = field(default=None, converter=optional_identifier)
    edge: Edge = field(kw_only=True, default=Edge.START, converter=_edge)


def _offset(given: Offset | None) -> Offset | None:
    if given is not None and not isinstance(given, Offset):
        raise InvalidValue(f"'relative' must be an Offset such as Offset(-30), got {shown(given)}", given)
    return given


def _absolute_or_relative(when: When, relative: Offset | None) -> Iterator[InvalidValue]:
    if relative is not None and when.is_known:
        yield InvalidValue(
            f"a milestone must be on a date or counted from a session, not both; got {when.edtf!r} and {relative!r}",
            relative,
            "relative",
        )


@frozen(repr=False)
class Milestone(Value):
    """A dated duty beside the deadlines: confirmation of a place, visa papers, an employer's letter.

    Args:
        id: Unique in the edition.
        title: What has to be done.
        when: By when, as far as it is known.
        relative: Or counted from a session: `Edition.when_of` works it out.
        wording: The date as the organiser wrote it.
        sources: Where that was read.

    >>> str(Milestone(id="visa", title=Text(en="Send visa papers"), when="2020-02").when)
    '2020-02'
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("when", "relative"), _absolute_or_relative),)

    id: str = field(converter=identifier)
    title: Text = field(converter=text)
    when: When = field(kw_only=True, default=UNKNOWN, converter=as_when)
    relative: Offset | None = field(kw_only=True, default=None, converter=_offset)
    wording: str | None = field(kw_only=True, default=None, converter=optional_readable)
    sources: tuple[str, ...] = field(kw_only=True, default=(), converter=_sources)
