"""Occasions: what a session, and a part of one as subscribers are told of it, say alike."""

from __future__ import annotations

from .place import Place, shared_zone
from .state import State, Status
from .value import Value

__all__ = ["Occasion"]


class Occasion(Value):
    """Something that takes place, as far as that is known and settled."""

    __slots__ = ()

    # Each kind has these fields where its documents have them.
    dates_confirmed: bool
    places: tuple[Place, ...]
    place_confirmed: bool
    time_zone: str | None
    state: State

    @property
    def status(self) -> Status:
        """What a reader is told: the state when it is not planned, else CONFIRMED when date and place both are."""
        if self.state is not State.PLANNED:
            return Status(self.state.value)
        return Status.CONFIRMED if self.dates_confirmed and self.place_confirmed else Status.TENTATIVE

    @property
    def zone(self) -> str | None:
        """The IANA zone of its clock times: the one given, or the one that all its places share; None when neither."""
        return self.time_zone or shared_zone(self.places)
