"""What is said of a session beside its dates and places: how people meet, who has to come, whether it takes place."""

from __future__ import annotations

from .value import Named, member

__all__ = ["Attendance", "Mode", "State", "Status", "as_attendance", "as_mode", "as_state", "optional_mode"]


class Mode(Named):
    """How people meet."""

    IN_PERSON = "in person"
    ONLINE = "online"
    HYBRID = "hybrid"
    UNKNOWN = "unknown"


class Attendance(Named):
    """Whether those who were admitted have to come."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class State(Named):
    """What the organiser says of a session: `POSTPONED` means that there is no new date yet."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"


class Status(Named):
    """What a reader is told: the `State` when it is not planned, else whether date and place are both confirmed."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"


def as_mode(given: Mode | str) -> Mode:
    """Take a way of meeting, or find it by its name."""
    return member(Mode, given, "mode")


def optional_mode(given: Mode | str | None) -> Mode | None:
    """Take a way of meeting that may be missing."""
    return None if given is None else as_mode(given)


def as_attendance(given: Attendance | str) -> Attendance:
    """Take an attendance, or find it by its name."""
    return member(Attendance, given, "attendance")


def as_state(given: State | str) -> State:
    """Take a state, or find it by its name."""
    return member(State, given, "state")
