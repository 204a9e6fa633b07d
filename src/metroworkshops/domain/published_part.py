"""Published parts: what subscribers are told of a part of a session, or of one of its separate days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from attrs import field, frozen

from .errors import InvalidValue
from .occasion import Occasion
from .place import Place, as_places
from .session import Session
from .state import Attendance, Mode, State, as_attendance, as_mode, as_state
from .text import Text, text
from .time_zone import optional_time_zone_name
from .value import HOLE, Invariant, flag, identifier, optional_identifier
from .when import UNKNOWN, When, as_when

__all__ = ["PublishedPart"]

_FIELDS = (
    "id",
    "title",
    "when",
    "dates_confirmed",
    "places",
    "one_of_places",
    "place_confirmed",
    "mode",
    "attendance",
    "choice",
    "time_zone",
    "state",
)


def _holds_together(*values: Any) -> Iterator[InvalidValue]:
    """A part can be just what a session can be."""
    fields = dict(zip(_FIELDS, values, strict=True))
    if HOLE in fields["places"]:
        return
    try:
        Session(**fields)
    except InvalidValue as e:
        yield from e.problems


@frozen(repr=False)
class PublishedPart(Occasion):
    """What subscribers are told of a part of a session, or of one of its separate days.

    It has an entry of its own in calendars, and says there what it takes over from the session. Made by
    `metroworkshops.calendars.publish`.

    Attributes:
        session: The id of the session.
        id: The id of the part, unique in the session. A separate day gets one when it is first published.
        title: The session's title, with that of the part after it, or its id; for a separate day the session's alone.
        when: What is known about its days.
        dates_confirmed: Whether the dates are confirmed. So too for `one_of_places`, `place_confirmed`, `mode`,
            `attendance`, `choice` and `state`: as they are for the session.
        places: Where it takes place, if that is known.
        time_zone: The IANA zone of its clock times.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(_FIELDS, _holds_together),)

    session: str = field(converter=identifier)
    id: str = field(converter=identifier)
    title: Text = field(kw_only=True, converter=text)
    when: When = field(kw_only=True, default=UNKNOWN, converter=as_when)
    dates_confirmed: bool = field(kw_only=True, default=False, converter=flag)
    places: tuple[Place, ...] = field(kw_only=True, default=(), converter=as_places)
    one_of_places: bool = field(kw_only=True, default=False, converter=flag)
    place_confirmed: bool = field(kw_only=True, default=False, converter=flag)
    mode: Mode = field(kw_only=True, default=Mode.UNKNOWN, converter=as_mode)
    attendance: Attendance = field(kw_only=True, default=Attendance.REQUIRED, converter=as_attendance)
    choice: str | None = field(kw_only=True, default=None, converter=optional_identifier)
    time_zone: str | None = field(kw_only=True, default=None, converter=optional_time_zone_name)
    state: State = field(kw_only=True, default=State.PLANNED, converter=as_state)
