"""Milestones: the other dated duties of an edition."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from .text import Text, text
from .value import Value, identifier, optional_readable, strings
from .when import UNKNOWN, When, as_when

__all__ = ["Milestone"]


def _sources(given: Iterable[str]) -> tuple[str, ...]:
    return strings(given)


@frozen(repr=False)
class Milestone(Value):
    """A dated duty beside the deadlines: confirmation of a place, visa papers, an employer's letter.

    Args:
        id: Unique in the edition.
        title: What has to be done.
        when: By when, as far as it is known.
        wording: The date as the organiser wrote it.
        sources: Where that was read.

    >>> str(Milestone(id="visa", title=Text(en="Send visa papers"), when="2020-02").when)
    '2020-02'
    """

    id: str = field(converter=identifier)
    title: Text = field(converter=text)
    when: When = field(kw_only=True, default=UNKNOWN, converter=as_when)
    wording: str | None = field(kw_only=True, default=None, converter=optional_readable)
    sources: tuple[str, ...] = field(kw_only=True, default=(), converter=_sources)
