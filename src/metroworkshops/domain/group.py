"""Groups: an edition's own names for several roles, sectors or countries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from attrs import field, frozen

from .errors import InvalidValue
from .text import Text, optional_text
from .value import Value, readable, tuple_of

__all__ = ["Group", "spelled_out", "term_key", "terms"]

_SPACE: Final = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def term_key(term: str) -> str:
    """Give the form in which two spellings of a term are one: without regard to case and to the width of spaces.

    >>> term_key("Urban  Planner") == term_key("urban planner")
    True
    """
    return _SPACE.sub(" ", normalize("NFC", normalize("NFC", term).casefold())).strip()


def terms(given: Iterable[str]) -> tuple[str, ...]:
    """Check a list of terms, each given once."""
    found = tuple_of(str, given, "'urban planner'")
    seen: set[str] = set()
    for index, one in enumerate(found):
        key = term_key(readable(one))
        if key in seen:
            raise InvalidValue(f"each term must be given once, got {one!r} again", one, f"[{index}]")
        seen.add(key)
    return found


def _members(given: Iterable[str]) -> tuple[str, ...]:
    found = terms(given)
    if not found:
        raise InvalidValue("a group must have members such as ['MA', 'TN'], got none", given)
    return found


@frozen(repr=False)
class Group(Value):
    """An edition's own name for several roles, sectors or countries: rules name the group, and mean its members.

    Args:
        name: The name that rules use, such as "UfM member states"; case and the width of spaces play no part.
        members: Terms of an open vocabulary, or ISO 3166-1 codes of countries (and XK).
        title: What it is called in people's languages. Default: the name.

    Raises:
        InvalidValue: No member, or one given twice.

    >>> Group("urban practitioners", ["urban planner", "architect"]).members
    ('urban planner', 'architect')
    """

    name: str = field(converter=readable)
    members: tuple[str, ...] = field(converter=_members)
    title: Text | None = field(kw_only=True, default=None, converter=optional_text)


def spelled_out(named: Iterable[str], groups: Iterable[Group]) -> frozenset[str]:
    """List what terms stand for, as keys: themselves, and the members of groups of that name."""
    keys = {term_key(one) for one in named}
    members = {term_key(one) for group in groups if term_key(group.name) in keys for one in group.members}
    return frozenset(keys | members)
