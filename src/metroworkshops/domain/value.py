"""What all values share: a `repr` that can be pasted back, and checks that look across fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar
from unicodedata import category

from attrs import Attribute, AttrsInstance, Factory, fields, frozen

from .errors import InvalidValue, refuse, shown

__all__ = [
    "HOLE",
    "LONGEST_ID",
    "PERSONAL",
    "Invariant",
    "Named",
    "Value",
    "announced_in_order",
    "flag",
    "identifier",
    "instant",
    "member",
    "optional_identifier",
    "optional_instant",
    "optional_readable",
    "readable",
    "strings",
    "tuple_of",
    "unique_ids",
    "web_address",
]

PERSONAL: Final = {"personal": True}
"""Field metadata of what identifies a person; `repr` hides it."""

LONGEST_ID: Final = 200
"""How many characters an id may have."""

T = TypeVar("T")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # controls, marks without width, spaces (Unicode, UAX 44)
_Factory: Any = Factory  # a class at run time, a function to type checkers


def _fields(kind: type[Any]) -> tuple[Attribute[Any], ...]:
    attrs_class: type[AttrsInstance] = kind
    return tuple(fields(attrs_class))


class _Hole:
    """Stands for an element that could not be read, so that its neighbours keep their places."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "HOLE"


HOLE: Final = _Hole()


class Named(Enum):
    """An enumeration whose members print as they are written in code."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    def __str__(self) -> str:
        return str(self.value)

    if not TYPE_CHECKING:
        # Members are one of a kind, so their identity will do; a set of them is asked for every applicant.
        __hash__ = object.__hash__


M = TypeVar("M", bound=Named)


@frozen
class Invariant:
    """A condition that spans fields.

    The constructor checks it, and so does the reader of documents, which may know only some of the fields: then it is
    left alone. A list may hold `HOLE` where an element could not be read.

    Attributes:
        fields: The names of the fields it reads.
        problems: Takes their values in that order, yields what is wrong.
    """

    fields: tuple[str, ...]
    problems: Callable[..., Iterator[InvalidValue]]


class Value:
    """The base of all values."""

    __slots__ = ()

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = ()

    def __attrs_post_init__(self) -> None:
        if self.INVARIANTS:
            refuse(
                type(self).__name__,
                [
                    problem
                    for invariant in self.INVARIANTS
                    for problem in invariant.problems(*[getattr(self, name) for name in invariant.fields])
                ],
            )

    def __repr__(self) -> str:
        """Print what differs from the defaults, ready to be pasted back; personal data is hidden."""
        # What may stand first without its name is read first.
        attributes = sorted(_fields(type(self)), key=lambda attribute: attribute.kw_only)
        parts = [
            f"{attribute.alias}={'<hidden>' if attribute.metadata.get('personal') else repr(value)}"
            for attribute in attributes
            if attribute.init and (value := getattr(self, attribute.name)) != self._default(attribute.default)
        ]
        return f"{type(self).__name__}({', '.join(parts)})"

    def _default(self, default: Any) -> object:
        if isinstance(default, _Factory):
            return default.factory(self) if default.takes_self else default.factory()
        return default


def identifier(given: str) -> str:
    """Check an id: visible characters without spaces, at most 200 of them."""
    if not isinstance(given, str) or not given or len(given) > LONGEST_ID or not given.isprintable() or " " in given:
        raise InvalidValue(
            f"an id must be 1 to 200 visible characters without spaces such as 'bologna-2020', got {shown(given)}",
            given,
        )
    return given


def optional_identifier(given: str | None) -> str | None:
    """Check an id that may be missing."""
    return None if given is None else identifier(given)


def flag(given: bool) -> bool:
    """Check a boolean: nothing else is taken for one."""
    if given is not True and given is not False:
        raise InvalidValue(f"must be True or False, got {shown(given)}", given)
    return given


def member(kind: type[M], given: M | str, name: str) -> M:
    """Take a member of an enumeration, or find it by its value."""
    if isinstance(given, kind):
        return given
    try:
        return kind(given)
    except ValueError:
        known = ", ".join(repr(one.value) for one in kind)
        raise InvalidValue(f"{name!r} must be one of {known}, got {shown(given)}", given) from None


def tuple_of(kind: type[T], given: Iterable[T], example: str) -> tuple[T, ...]:
    """Make a tuple, refusing a bare string and elements of another kind."""
    if not isinstance(given, tuple) and (isinstance(given, str | bytes) or not isinstance(given, Iterable)):
        raise InvalidValue(f"must be a list such as [{example}], got {shown(given)}", given)
    elements = tuple(given)
    for index, element in enumerate(elements):
        if not isinstance(element, kind):
            wanted = "text" if kind is str else f"{'an' if kind.__name__[0] in 'AEIOU' else 'a'} {kind.__name__}"
            raise InvalidValue(f"must be {wanted} such as {example}, got {shown(element)}", element, f"[{index}]")
    return elements


def _shows_something(text: str) -> bool:
    return any(category(character) not in _UNSEEN for character in text.strip())


def readable(given: str) -> str:
    """Check text for people: with something to see, and encodable (no lone surrogates, which no file can hold)."""
    if not isinstance(given, str) or not _shows_something(given) or (not given.isascii() and _SURROGATE.search(given)):
        raise InvalidValue(f"must be text that is not empty such as 'Bologna', got {shown(given)}", given)
    return given


def optional_readable(given: str | None) -> str | None:
    """Check text that may be missing."""
    return None if given is None else readable(given)


def strings(given: Iterable[str]) -> tuple[str, ...]:
    """Make a tuple of texts that are not empty."""
    elements = tuple_of(str, given, "'2020 call'")
    for element in elements:
        readable(element)
    return elements


def web_address(given: str | None) -> str | None:
    """Check a link: http or https with a host, no spaces (RFC 3986)."""
    if given is None:
        return None
    if isinstance(given, str) and given.isprintable() and " " not in given:
        scheme, separator, rest = given.partition("://")
        if separator and scheme.lower() in ("http", "https") and rest.strip("/"):
            return given
    raise InvalidValue(f"must be a web address such as 'https://example.org/call', got {shown(given)}", given)


def instant(given: datetime) -> datetime:
    """Check an instant: an aware datetime, kept in UTC as the standard library's own type."""
    if not isinstance(given, datetime):
        raise InvalidValue(
            f"must be an instant such as datetime(2020, 1, 31, 12, 0, tzinfo=UTC), got {shown(given)}", given
        )
    if type(given) is datetime and given.tzinfo is UTC and not given.fold:
        return given  # as it is kept already: what applications received by a server mostly are
    if given.tzinfo is None or given.utcoffset() is None:
        raise InvalidValue(
            "must have a time zone such as datetime(2020, 1, 31, 12, 0, tzinfo=UTC): nothing is assumed for it; "
            f"got {shown(given)}",
            given,
        )
    try:
        utc = given.astimezone(UTC)
    except OverflowError:
        raise InvalidValue(f"must be an instant of the years 1 to 9999 in UTC, got {shown(given)}", given) from None
    # A plain datetime in place of a subclass, so that equal values print, pickle and hash alike.
    return datetime(utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second, utc.microsecond, tzinfo=UTC)


def optional_instant(given: datetime | None) -> datetime | None:
    """Check an instant that may be missing."""
    return None if given is None else instant(given)


def unique_ids(name: str) -> Invariant:
    """Make the condition that the elements of a list have different ids."""

    def problems(elements: Sequence[Any]) -> Iterator[InvalidValue]:
        seen: set[str] = set()
        for index, element in enumerate(elements):
            if element is HOLE:
                continue
            if element.id in seen:
                yield InvalidValue(
                    f"every id in {name!r} must be given once, got {element.id!r} again",
                    element.id,
                    f"{name}[{index}].id",
                )
            seen.add(element.id)

    return Invariant((name,), problems)


def announced_in_order(name: str) -> Invariant:
    """Make the condition that the elements of a list stand in the order in which they were announced."""

    def problems(elements: Sequence[Any]) -> Iterator[InvalidValue]:
        known = [(index, element) for index, element in enumerate(elements) if element is not HOLE]
        for (_, before), (index, after) in pairwise(known):
            if after.announced < before.announced:
                yield InvalidValue(
                    f"{name!r} must be in the order of announcement, got {after.announced.isoformat()} after "
                    f"{before.announced.isoformat()}",
                    after.announced,
                    f"{name}[{index}].announced",
                )

    return Invariant((name,), problems)
