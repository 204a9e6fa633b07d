"""Parts of sessions: one workshop can become six webinars."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from .place import Place, as_places
from .text import Text, optional_text
from .value import Value, identifier, tuple_of
from .when import UNKNOWN, When, as_when

__all__ = ["Part", "as_parts"]


@frozen(repr=False)
class Part(Value):
    """One of the parts in which a session takes place.

    Args:
        id: Unique in the session, and the same for life.
        title: What it is called, if it has a title of its own.
        when: What is known about its days, within those of the session; clock times are in the zone of its places, else
            in that of the session.
        places: Where it takes place, if not where the session does.

    >>> Part("webinar-1", when="2020-09-30")
    Part(id='webinar-1', when=When.parse('2020-09-30'))
    """

    id: str = field(converter=identifier)
    title: Text | None = field(default=None, converter=optional_text)
    when: When = field(kw_only=True, default=UNKNOWN, converter=as_when)
    places: tuple[Place, ...] = field(kw_only=True, default=(), converter=as_places)


def as_parts(given: Iterable[Part]) -> tuple[Part, ...]:
    """Make a tuple of parts."""
    return tuple_of(Part, given, "Part('webinar-1', when='2020-09-30')")
