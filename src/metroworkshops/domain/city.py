"""Cities: places with a country and a time zone."""

from __future__ import annotations

from attrs import field, frozen

from .country import country_code
from .errors import InvalidValue, shown
from .text import Text, text
from .time_zone import time_zone_name
from .value import Value, identifier

__all__ = ["City"]


def _coordinates(given: tuple[float, float] | list[float] | None) -> tuple[float, float] | None:
    if given is None:
        return None
    if (
        isinstance(given, tuple | list)
        and len(given) == 2
        and all(isinstance(number, int | float) and not isinstance(number, bool) for number in given)
    ):
        latitude, longitude = given
        # Compared as they came: a whole number may be larger than any float.
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return float(latitude) + 0.0, float(longitude) + 0.0
    raise InvalidValue(
        "'coordinates' must be latitude and longitude in degrees (WGS 84) such as (44.4939, 11.3428), "
        f"got {shown(given)}",
        given,
    )


@frozen(repr=False)
class City(Value):
    """A city or metropolitan area.

    Args:
        id: What the programme calls it; stays when the name changes.
        name: Its name, in one language or several.
        country: ISO 3166-1 alpha-2 code, or XK for Kosovo as CLDR has it.
        time_zone: Its IANA zone, an Area/Location name.
        coordinates: Latitude and longitude in degrees (WGS 84), if known.

    Raises:
        InvalidValue: An unknown country or zone, or coordinates off the globe.

    >>> City(id="bologna", name=Text(en="Bologna", fr="Bologne"), country="IT", time_zone="Europe/Rome")
    City(id='bologna', name=Text(en='Bologna', fr='Bologne'), country='IT', time_zone='Europe/Rome')
    """

    id: str = field(converter=identifier)
    name: Text = field(converter=text)
    country: str = field(kw_only=True, converter=country_code)
    time_zone: str = field(kw_only=True, converter=time_zone_name)
    coordinates: tuple[float, float] | None = field(kw_only=True, default=None, converter=_coordinates)
