"""Partners: the organisations behind an edition."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from .text import Text, text
from .value import Value, identifier, optional_readable, strings, web_address

__all__ = ["Partner"]


def _roles(given: Iterable[str]) -> tuple[str, ...]:
    return strings(given)


@frozen(repr=False)
class Partner(Value):
    """An organisation, and what it does in one edition.

    Args:
        id: What the programme calls it; the same in all editions.
        name: Its name, in one language or several.
        acronym: How it is known for short.
        roles: Open vocabulary, such as ``organiser``, ``funder``, ``host``; in this edition only.
        url: Its site, http or https.

    Raises:
        InvalidValue: A bare string for *roles*, or a link that is not one.

    >>> Partner(id="afd", name="French Development Agency", acronym="AFD", roles=["funder"]).roles
    ('funder',)
    """

    id: str = field(converter=identifier)
    name: Text = field(converter=text)
    acronym: str | None = field(kw_only=True, default=None, converter=optional_readable)
    roles: tuple[str, ...] = field(kw_only=True, default=(), converter=_roles)
    url: str | None = field(kw_only=True, default=None, converter=web_address)
