"""Areas: places that are too wide, or too little known, to have one time zone."""

from __future__ import annotations

from attrs import field, frozen

from .country import optional_country_code
from .text import Text, text
from .value import Value, identifier

__all__ = ["Area"]


@frozen(repr=False)
class Area(Value):
    """A place without a zone of its own: a country, a region, "a Moroccan metropolis".

    Args:
        id: What the programme calls it.
        name: Its name, in one language or several.
        country: ISO 3166-1 alpha-2 code, or XK, when it lies in one country.

    Raises:
        InvalidValue: An unknown country.

    >>> Area(id="morocco", name="a Moroccan metropolis", country="MA")
    Area(id='morocco', name=Text('a Moroccan metropolis'), country='MA')
    """

    id: str = field(converter=identifier)
    name: Text = field(converter=text)
    country: str | None = field(kw_only=True, default=None, converter=optional_country_code)
