"""Programmes: a series of editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Self

from attrs import evolve, field, frozen

from .area import Area
from .city import City
from .edition import Edition, programme_id, same_places
from .errors import InvalidValue, NotFound, shown
from .place import Place
from .session import Session
from .text import Text, text
from .value import HOLE, Invariant, Value, optional_readable, strings, tuple_of, unique_ids

__all__ = ["Programme"]


def _editions(given: Iterable[Edition]) -> tuple[Edition, ...]:
    return tuple_of(Edition, given, "Edition(...)")


def _audience(given: Iterable[Text | str]) -> tuple[Text, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidValue(f"'audience' must be a list such as ['urban practitioners'], got {shown(given)}", given)
    return tuple(map(text, given))


def _sources(given: Iterable[str]) -> tuple[str, ...]:
    return strings(given)


def _editions_are_its_own(id: str, editions: Sequence[Any]) -> Iterator[InvalidValue]:
    for index, edition in enumerate(editions):
        if edition is not HOLE and edition.programme != id:
            yield InvalidValue(
                f"an edition's programme must be {id!r}, got {edition.programme!r}",
                edition.programme,
                f"editions[{index}].programme",
            )


def _shared_sessions_are_equal(editions: Sequence[Any]) -> Iterator[InvalidValue]:
    seen: dict[str, tuple[str, Session]] = {}
    for e, edition in enumerate(editions):
        if edition is HOLE:
            continue
        for s, session in enumerate(edition.sessions):
            first, known = seen.setdefault(session.id, (edition.id, session))
            if known != session:
                yield InvalidValue(
                    f"the session {session.id!r} must be equal in all its editions: it differs from that of "
                    f"edition {first!r}",
                    session,
                    f"editions[{e}].sessions[{s}]",
                )


def _partners_are_the_same(editions: Sequence[Any]) -> Iterator[InvalidValue]:
    seen: dict[str, Any] = {}
    for e, edition in enumerate(editions):
        if edition is HOLE:
            continue
        for p, partner in enumerate(edition.partners):
            organisation = evolve(partner, roles=())
            if seen.setdefault(partner.id, organisation) != organisation:
                yield InvalidValue(
                    f"the partner {partner.id!r} must be the same organisation in all editions (its roles may differ), "
                    "got one that differs",
                    partner,
                    f"editions[{e}].partners[{p}]",
                )


def _places_are_the_same(editions: Sequence[Any]) -> Iterator[InvalidValue]:
    known: dict[str, Any] = {}
    shared: set[str] = set()
    for e, edition in enumerate(editions):
        if edition is HOLE:
            continue
        fresh = [HOLE if session.id in shared else session for session in edition.sessions]
        yield from same_places(fresh, f"editions[{e}].sessions", known)
        shared.update(session.id for session in edition.sessions)


@frozen(repr=False)
class Programme(Value):
    """A series of editions.

    Args:
        id: A domain name or URI that the organiser controls: it is unique on Earth, and the same for life.
        title: What the series is called.
        editions: In the organiser's order.
        audience: Whom it addresses.
        wording: What the organiser wrote of it.
        sources: Where that was read.

    Raises:
        InvalidValue: A duplicate id, an edition of another programme, a session or place or partner that has one id
            and differs between two editions.

    >>> Programme(id="workshops.example.org", title=Text(en="Workshops")).editions
    ()
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        unique_ids("editions"),
        Invariant(("id", "editions"), _editions_are_its_own),
        Invariant(("editions",), _shared_sessions_are_equal),
        Invariant(("editions",), _partners_are_the_same),
        Invariant(("editions",), _places_are_the_same),
    )

    id: str = field(converter=programme_id)
    title: Text = field(converter=text)
    editions: tuple[Edition, ...] = field(kw_only=True, default=(), converter=_editions)
    audience: tuple[Text, ...] = field(kw_only=True, default=(), converter=_audience)
    wording: str | None = field(kw_only=True, default=None, converter=optional_readable)
    sources: tuple[str, ...] = field(kw_only=True, default=(), converter=_sources)

    def edition(self, id: str) -> Edition:
        """Find an edition by its id.

        Raises:
            NotFound: There is none; the error names those there are.
        """
        for edition in self.editions:
            if edition.id == id:
                return edition
        known = tuple(edition.id for edition in self.editions)
        raise NotFound(
            f"no edition {id!r} in programme {self.id!r}; there are: {', '.join(known) or 'none'}", id, known
        )

    def replacing(self, new: Edition | Session | Place) -> Self:
        """Put an edition, or a session or a place wherever it is named, where the one with the same id was.

        Raises:
            NotFound: There is none with that id.
            InvalidValue: A session would differ between two editions, or lose its history.
        """
        if isinstance(new, City | Area):
            replaced = []
            places: dict[str, None] = {}
            for edition in self.editions:
                try:
                    replaced.append(edition.replacing(new))
                except NotFound as e:
                    places |= dict.fromkeys(e.known)
                    replaced.append(edition)
            if all(one is edition for one, edition in zip(replaced, self.editions, strict=True)):
                raise NotFound(
                    f"no place {new.id!r} in programme {self.id!r}; there are: {', '.join(places) or 'none'}",
                    new.id,
                    tuple(places),
                )
            return evolve(self, editions=tuple(replaced))
        if isinstance(new, Session):
            if not any(session.id == new.id for edition in self.editions for session in edition.sessions):
                known = tuple(dict.fromkeys(s.id for edition in self.editions for s in edition.sessions))
                raise NotFound(f"no session {new.id!r}; there are: {', '.join(known) or 'none'}", new.id, known)
            return evolve(
                self,
                editions=tuple(
                    edition.replacing(new) if any(s.id == new.id for s in edition.sessions) else edition
                    for edition in self.editions
                ),
            )
        self.edition(new.id)
        return evolve(self, editions=tuple(new if edition.id == new.id else edition for edition in self.editions))
