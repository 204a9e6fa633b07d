"""Places: cities and areas."""

from __future__ import annotations

from collections.abc import Iterable

from .area import Area
from .city import City
from .errors import InvalidValue, shown

__all__ = ["Place", "as_places", "shared_zone"]

Place = City | Area


def as_places(given: Iterable[Place]) -> tuple[Place, ...]:
    """Make a tuple of places."""
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise InvalidValue(f"'places' must be a list such as [City(...)], got {shown(given)}", given)
    places = tuple(given)
    for index, place in enumerate(places):
        if not isinstance(place, City | Area):
            raise InvalidValue(f"must be a City or an Area, got {shown(place)}", place, f"[{index}]")
    return places


def shared_zone(places: Iterable[Place]) -> str | None:
    """Give the IANA zone that all these places share; None when there is none, or one of them has no zone."""
    zones = {place.time_zone if isinstance(place, City) else None for place in places}
    return zones.pop() if len(zones) == 1 else None
