"""What happens to a call, in order."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from .value import Named, Value

__all__ = ["CallEvent", "CallEventKind"]


class CallEventKind(Named):
    """What happens."""

    OPENS = "opens"
    CLOSES = "closes"
    ANNOUNCED = "announced"
    DECLARED_OPEN = "declared open"
    DECLARED_CLOSED = "declared closed"


@frozen(repr=False)
class CallEvent(Value):
    """One thing that happens to a call.

    Attributes:
        kind: What it is. ANNOUNCED is a later change of a deadline.
        earliest: The first instant at which it may be, in UTC.
        latest: The last; the same when there is no doubt.
        deadline: The id of the deadline that it concerns; None when it concerns the call as a whole.
    """

    kind: CallEventKind
    earliest: datetime
    latest: datetime = field(kw_only=True)
    deadline: str | None = field(kw_only=True, default=None)
