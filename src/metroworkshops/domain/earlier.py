"""What was announced of a session before."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from .length import Length, optional_length
from .part import Part, as_parts
from .place import Place, as_places
from .state import Mode, State, as_mode, as_state
from .text import Text, optional_text
from .time_zone import optional_time_zone_name
from .value import Named, Value, flag, instant, member
from .when import UNKNOWN, When, as_when

__all__ = ["Earlier", "Step"]


class Step(Named):
    """What an organiser did to a session."""

    CONFIRMED = "confirmed"
    MOVED = "moved"
    MOVED_ONLINE = "moved online"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"


def _step(given: Step | str) -> Step:
    return member(Step, given, "step")


@frozen(repr=False)
class Earlier(Value):
    """What was announced of a session before, and the step that replaced it.

    Attributes:
        step: What the organiser did next.
        announced: When that was announced.
        reason: Why, if it was said.
        when: The dates before the step. So too for `dates_confirmed`, `places`, `one_of_places`, `place_confirmed`,
            `mode`, `state`, `length`, `time_zone` and `parts`.
    """

    step: Step = field(converter=_step)
    announced: datetime = field(converter=instant)
    reason: Text | None = field(kw_only=True, default=None, converter=optional_text)
    when: When = field(kw_only=True, default=UNKNOWN, converter=as_when)
    dates_confirmed: bool = field(kw_only=True, default=False, converter=flag)
    places: tuple[Place, ...] = field(kw_only=True, default=(), converter=as_places)
    one_of_places: bool = field(kw_only=True, default=False, converter=flag)
    place_confirmed: bool = field(kw_only=True, default=False, converter=flag)
    mode: Mode = field(kw_only=True, default=Mode.UNKNOWN, converter=as_mode)
    state: State = field(kw_only=True, default=State.PLANNED, converter=as_state)
    length: Length | None = field(kw_only=True, default=None, converter=optional_length)
    time_zone: str | None = field(kw_only=True, default=None, converter=optional_time_zone_name)
    parts: tuple[Part, ...] = field(kw_only=True, default=(), converter=as_parts)
