"""Quotas: how many of those admitted should meet a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from attrs import field, frozen

from .counting import optional_places
from .errors import InvalidValue
from .rule import Rule, as_rule
from .text import Text, optional_text
from .value import Invariant, Value, identifier

__all__ = ["Quota"]


def _at_least(given: int | None) -> int | None:
    return optional_places(given, "at_least")


def _at_most(given: int | None) -> int | None:
    return optional_places(given, "at_most")


def _has_bounds(at_least: int | None, at_most: int | None) -> Iterator[InvalidValue]:
    if at_least is None and at_most is None:
        yield InvalidValue("a quota must have a bound such as at_least=5 or at_most=8, got none")
    if at_least is not None and at_most is not None and at_least > at_most:
        yield InvalidValue(
            f"'at_least' must not be more than 'at_most', got {at_least} and {at_most}", at_least, "at_least"
        )


@frozen(repr=False)
class Quota(Value):
    """How many of those admitted should meet a rule. It counts; it decides about nobody.

    Args:
        id: Unique in the edition.
        rule: The rule.
        title: What it is called. Default: the rule in words.
        at_least: The fewest, 1 or more.
        at_most: The most, 1 or more; "8 from one country" is a quota for each country.

    Raises:
        InvalidValue: No bound, or a least that is more than the most.

    >>> from metroworkshops import WorksIn
    >>> Quota("local", WorksIn("local government"), at_least=5)
    Quota(id='local', rule=WorksIn(of=('local government',)), at_least=5)
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("at_least", "at_most"), _has_bounds),)

    id: str = field(converter=identifier)
    rule: Rule = field(converter=as_rule)
    title: Text | None = field(kw_only=True, default=None, converter=optional_text)
    at_least: int | None = field(kw_only=True, default=None, converter=_at_least)
    at_most: int | None = field(kw_only=True, default=None, converter=_at_most)
