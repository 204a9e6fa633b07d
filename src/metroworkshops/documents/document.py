"""Documents: a header, a value, and what the value names by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar, cast

import cattrs

from metroworkshops.domain.applicant import Applicant
from metroworkshops.domain.area import Area
from metroworkshops.domain.call import Call
from metroworkshops.domain.city import City
from metroworkshops.domain.conditions import (
    AppliedInTime,
    Attends,
    AttendsEverySession,
    Declares,
    FromCountry,
    HasEducation,
    HasExperience,
    HasMembers,
    MembersMeet,
    OfAge,
    Speaks,
    WorksAs,
    WorksIn,
)
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.decision import Decision
from metroworkshops.domain.edition import Edition, programme_id
from metroworkshops.domain.errors import InvalidValue, named, shown
from metroworkshops.domain.milestone import Milestone
from metroworkshops.domain.partner import Partner
from metroworkshops.domain.programme import Programme
from metroworkshops.domain.publication import Publication
from metroworkshops.domain.ranked import Ranked
from metroworkshops.domain.rule import AllOf, AnyOf, AtLeast, EligibilityRule, Not, Rule, SupportsExamine
from metroworkshops.domain.score import Score
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.session import Session
from metroworkshops.domain.summary import Summary
from metroworkshops.domain.table_mapping import TableMapping
from metroworkshops.domain.tally import Tally
from metroworkshops.domain.text import Text
from metroworkshops.domain.value import HOLE, Value
from metroworkshops.domain.when import When

from .faults import MOST_FAULTS, Faulty, Path, came, document_error
from .limits import DEEPEST
from .migrations import VERSION, migrated
from .reading import Again
from .writing import Registry, record, written

__all__ = ["FORMAT", "KINDS", "RULES", "VERSION", "from_document", "kind_name", "to_document"]

FORMAT: Final = "metroworkshops"

KINDS: Final[Mapping[str, type[Any]]] = {
    "programme": Programme,
    "edition": Edition,
    "session": Session,
    "city": City,
    "area": Area,
    "partner": Partner,
    "call": Call,
    "deadline": Deadline,
    "milestone": Milestone,
    "applicant": Applicant,
    "screening": Screening,
    "decision": Decision,
    "summary": Summary,
    "score": Score,
    "ranking result": Ranked,
    "tally": Tally,
    "text": Text,
    "when": When,
    "eligibility rule": EligibilityRule,
    "publication": Publication,
    "table mapping": TableMapping,
}
"""The kinds of document, by name."""

RULES: Final[tuple[type[Rule], ...]] = (
    AllOf,
    AnyOf,
    AtLeast,
    Not,
    Speaks,
    AttendsEverySession,
    Attends,
    AppliedInTime,
    WorksAs,
    WorksIn,
    FromCountry,
    OfAge,
    HasExperience,
    HasEducation,
    Declares,
    HasMembers,
    MembersMeet,
)
"""The kinds of rule that every reader knows."""

_HEADER: Final = ("format", "version", "kind")
_REGISTRIES: Final[Mapping[str, type[Any]]] = {"cities": City, "areas": Area, "organisations": Partner}
_WHOLE_PLACES: Final[Mapping[str, type[Any]]] = {"city": City, "area": Area}
_LINKING: Final = ("programme", "edition", "session", "publication", "screening")
_PLAIN: Final = ("text", "when")

T = TypeVar("T")


def kind_name(kind: type[Any]) -> str:
    """Name the kind of document that holds a value of a class.

    Raises:
        InvalidValue: There is none.
    """
    for name, known in KINDS.items():
        if isinstance(kind, type) and issubclass(kind, known):
            return name
    if isinstance(kind, type) and hasattr(kind, "KIND") and hasattr(kind, "examine"):
        return "eligibility rule"  # a host's own kind, which needs no base class
    raise InvalidValue(f"must be a kind of document such as Edition ({', '.join(KINDS)}), got {shown(kind)}", kind)


def to_document(value: Value | SupportsExamine) -> dict[str, Any]:
    """Write a value as a document of plain JSON values.

    Raises:
        InvalidValue: There is no kind of document for it.
    """
    name = kind_name(type(value))
    header: dict[str, Any] = {"format": FORMAT, "version": VERSION, "kind": name}
    registry = Registry()
    if name in _PLAIN:
        return {**header, "value": written(value, registry)}
    if name in ("city", "area", "partner"):
        return {**header, **record(value, registry)}
    body = written(value, registry)
    lists: dict[str, Any] = {
        "cities": [record(city, registry) for city in registry.cities.values()],
        "areas": [record(area, registry) for area in registry.areas.values()],
        "organisations": [_organisation(partner) for partner in registry.organisations.values()],
    }
    return {**header, **body, **_without_empty(lists)}


def _organisation(partner: Partner) -> dict[str, Any]:
    found = record(partner, Registry())
    found.pop("roles", None)
    return found


def _without_empty(lists: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: listed for name, listed in lists.items() if listed}


def from_document(data: Any, kind: type[T], *, reader: cattrs.Converter, depth: int | None = DEEPEST) -> T:
    """Read a document of plain JSON values.

    Args:
        data: The document.
        kind: The class that it must hold; `Value` for any.
        reader: What `make_reader` made.
        depth: How deeply it may be nested; None: it is known to be nested less deeply.

    Raises:
        DocumentError: It is not one, or it holds something else; with every fault at once.
    """
    subject = kind.__name__ if kind is not Value else "document"
    if not isinstance(data, Mapping):
        raise document_error(subject, [((), f"must be an object with the keys {', '.join(_HEADER)}, got {came(data)}")])
    if depth is not None and _is_deep(data, depth):
        raise document_error(subject, _deep(data, depth))
    data = migrated(data)
    faults = _header_faults(data, kind)
    if faults:
        raise document_error(subject, faults)
    name = data["kind"]
    target = KINDS[name]
    body: Any = {key: value for key, value in data.items() if key not in _HEADER}
    prefix: Path = ()
    if name in _PLAIN:
        body, prefix = body.get("value", HOLE), ("value",)
        extra = [key for key in data if key not in (*_HEADER, "value")]
        faults += [
            ((key,), "unknown key; a document of this kind has the keys format, version, kind, value") for key in extra
        ]
        if body is HOLE:
            raise document_error(subject, [*faults, (("value",), "must be given, got nothing")])
    links: _Links | None = None
    if name in _LINKING:
        try:
            links = _Links(body, name, reader, faults)
        except Faulty:
            raise document_error(subject, _in_order(faults, data)) from None
        body = links.linked
    value: Any = None
    try:
        value = reader.structure(body, cast("Any", target))
    except Faulty as e:
        faults += [((*prefix, *path), message) for path, message in e.faults]
    if links and not faults:
        # With faults, it may be one of them that should have named it.
        faults += links.unnamed()
    if faults:
        raise document_error(subject, _in_order(faults, data))
    if not isinstance(value, kind):
        # A document of its kind, but of another class of it: a Window where Days were asked for.
        raise document_error(subject, [(prefix, f"must be {kind.__name__}, got {shown(value)}")])
    return value


def _header_faults(data: Mapping[str, Any], kind: type[Any]) -> list[tuple[Path, str]]:
    faults: list[tuple[Path, str]] = []
    if data.get("format") != FORMAT:
        faults.append((("format",), f"must be {came(FORMAT)}, got {_came(data, 'format')}"))
    version = data.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        faults.append((("version",), f"must be {VERSION}, got {_came(data, 'version')}"))
    elif version > VERSION:
        faults.append(
            (
                ("version",),
                f"must be {VERSION}, got {version}: a newer metroworkshops wrote this document and can read it",
            )
        )
    name = data.get("kind")
    if not isinstance(name, str) or name not in KINDS:
        known = ", ".join(map(came, KINDS))
        faults.append((("kind",), f"must be one of {known}, got {_came(data, 'kind')}"))
    elif kind is not Value and not (issubclass(kind, KINDS[name]) or issubclass(KINDS[name], kind)):
        faults.append((("kind",), f"must be {came(kind_name(kind))}, which was asked for, got {came(name)}"))
    return faults


def _came(data: Mapping[str, Any], key: str) -> str:
    return came(data[key]) if key in data else "nothing"


def _is_deep(data: Any, depth: int) -> bool:
    """Tell whether something is nested more deeply than it may be, before anything recurses into it."""
    level = [data]
    for _ in range(depth - 1):
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return any(level)


def _deep(data: Any, depth: int) -> list[tuple[Path, str]]:
    """Tell where something is nested too deeply, which is somewhere."""
    level: list[tuple[Path, Any]] = [((), data)]
    for _ in range(depth):
        deeper: list[tuple[Path, Any]] = []
        for path, value in level:
            if isinstance(value, Mapping):
                deeper += [((*path, str(key)), inner) for key, inner in value.items()]
            elif isinstance(value, list):
                deeper += [((*path, index), inner) for index, inner in enumerate(value)]
        level = deeper
    return [(level[0][0][:3], f"must not be nested more than {depth} levels deep, got more")]


def _in_order(faults: Iterable[tuple[Path, str]], data: Any) -> list[tuple[Path, str]]:
    """Put faults in the order of the document."""
    places: dict[int, dict[str, int]] = {}

    def place_of(step: str, at: Any) -> int:
        if not isinstance(at, Mapping):
            return 0
        keys = places.get(id(at))
        if keys is None:
            keys = places[id(at)] = {key: index for index, key in enumerate(at)}
        return keys.get(step, len(keys))

    def position(fault: tuple[Path, str]) -> tuple[int, ...]:
        found: list[int] = []
        at = data
        for step in fault[0]:
            if isinstance(step, int):
                found.append(step)
                at = at[step] if isinstance(at, list) and step < len(at) else None
            else:
                found.append(place_of(step, at))
                at = at.get(step) if isinstance(at, Mapping) else None
        return tuple(found)

    return sorted(faults, key=position)


class _Links:
    """Puts what a document lists once in the places where it is named by id."""

    def __init__(
        self, body: dict[str, Any], name: str, reader: cattrs.Converter, faults: list[tuple[Path, str]]
    ) -> None:
        self.faults = faults
        self.reader = reader
        self.used: set[tuple[str, str]] = set()
        self.sessions: dict[str, Any] = {}
        self.known: dict[str, dict[str, Any]] = {}
        self.nameless: set[str] = set()
        self.listed = [
            (registry, index, given)
            for registry, kind in _REGISTRIES.items()
            for index, given in self._read(body.pop(registry, []), registry, kind)
        ]
        for given in sorted(self.known["cities"].keys() & self.known["areas"].keys()):
            self._tell((("areas",), f"an id must be of a city or of an area, got {came(given)} for both"))
        self.linked = self._link(body, name, ())

    def unnamed(self) -> Iterator[tuple[Path, str]]:
        """Tell of what is listed and named nowhere, which would be lost."""
        for registry, index, given in self.listed:
            if (registry, given) not in self.used:
                yield (registry, index), f"must be named somewhere in the document, got {came(given)}, which is not"

    def _tell(self, *faults: tuple[Path, str]) -> None:
        self.faults += faults
        if len(self.faults) >= MOST_FAULTS:
            raise Faulty([])  # and nothing more is read

    def _read(self, listed: Any, registry: str, kind: type[Any]) -> Iterator[tuple[int, str]]:
        known = self.known[registry] = {}
        if not isinstance(listed, list):
            self._tell(((registry,), f"must be a list such as [...], got {came(listed)}"))
            self.nameless.add(registry)
            return
        for index, data in enumerate(listed):
            given = data.get("id") if isinstance(data, Mapping) else None
            if isinstance(given, str) and given in known:
                self._tell(((registry, index, "id"), f"every id must be given once, got {came(given)} again"))
                continue
            value: Any = HOLE
            try:
                value = self.reader.structure(data, kind)
            except Faulty as e:
                self._tell(*(((registry, index, *path), message) for path, message in e.faults))
                if not isinstance(given, str) or any(path[:1] == ("id",) for path, _ in e.faults):
                    self.nameless.add(registry)
                    continue
            if kind is Partner and "roles" in data:
                self._tell(((registry, index, "roles"), "unknown key; the roles of a partner stand with the edition"))
                value = HOLE
            known[str(given)] = value
            yield index, str(given)

    def _find(self, given: Any, registries: tuple[str, ...], path: Path) -> Any:
        for registry in registries:
            if isinstance(given, str) and given in self.known[registry]:
                self.used.add((registry, given))
                return self.known[registry][given]
        if isinstance(given, str) and self.nameless.intersection(registries):
            return HOLE  # it may be the one whose id could not be read
        known = (known for registry in registries for known in self.known[registry])
        there = named(map(came, known)) or "none"
        what = " or ".join(registries)
        self._tell((path, f"must be the id of one of the {what} of this document ({there}), got {came(given)}"))
        return HOLE

    def _link(self, body: Any, name: str, path: Path) -> Any:
        if not isinstance(body, Mapping):
            return body
        linked = dict(body)
        if name == "programme":
            parent = _valid_programme(body.get("id"))
            linked |= self._each(body, "editions", path, lambda one, at: self._edition(one, at, parent))
        elif name == "edition":
            linked |= self._each(body, "sessions", path, self._session)
            linked |= self._each(body, "partners", path, self._partner)
        elif name in ("session", "earlier"):
            linked |= self._each(body, "places", path, self._place)
            linked |= self._each(body, "parts", path, lambda one, at: self._link(one, "part", at))
            linked |= self._each(body, "earlier", path, lambda one, at: self._link(one, "earlier", at))
        elif name == "part":
            linked |= self._each(body, "places", path, self._place)
        elif name == "publication":
            linked |= self._each(body, "entries", path, self._entry)
        elif name == "screening" and "edition" in body:
            linked["edition"] = self._link(body["edition"], "edition", (*path, "edition"))
        return linked

    def _each(self, body: Mapping[str, Any], key: str, path: Path, link: Callable[[Any, Path], Any]) -> dict[str, Any]:
        listed = body.get(key)
        if not isinstance(listed, list):
            return {}
        return {key: [link(one, (*path, key, index)) for index, one in enumerate(listed)]}

    def _edition(self, data: Any, path: Path, programme: Any) -> Any:
        linked = self._link(data, "edition", path)
        return {"programme": programme, **linked} if isinstance(linked, Mapping) else linked

    def _session(self, data: Any, path: Path) -> Any:
        if isinstance(data, str):
            if data in self.sessions:
                return Again(self.sessions[data])
            there = named(map(came, self.sessions)) or "none"
            self._tell((path, f"must be a session, or the id of one written earlier ({there}), got {came(data)}"))
            return HOLE
        linked = self._link(data, "session", path)
        if isinstance(linked, Mapping) and isinstance(linked.get("id"), str):
            self.sessions.setdefault(linked["id"], linked)
        return linked

    def _entry(self, data: Any, path: Path) -> Any:
        if not isinstance(data, Mapping):
            return data
        placed = {key: self._link(data[key], key, (*path, key)) for key in ("session", "part") if key in data}
        return {**data, **placed}

    def _place(self, given: Any, path: Path) -> Any:
        """Find a place by its id; or read one that stands here in full, because another is listed under its id."""
        if not isinstance(given, Mapping):
            return self._find(given, ("cities", "areas"), path)
        if len(given) != 1 or not given.keys() <= _WHOLE_PLACES.keys():
            self._tell((path, f'must be an id, or a place in full under "city" or "area", got {came(given)}'))
            return HOLE
        ((name, data),) = given.items()
        try:
            return self.reader.structure(data, _WHOLE_PLACES[name])
        except Faulty as e:
            self._tell(*(((*path, name, *inner), message) for inner, message in e.faults))
            return HOLE

    def _partner(self, data: Any, path: Path) -> Any:
        if not isinstance(data, Mapping):
            self._tell((path, f"must be an object with the keys organisation, roles, got {came(data)}"))
            return HOLE
        if "organisation" not in data:
            self._tell(((*path, "organisation"), "must be given: the id of an organisation of this document"))
            return HOLE
        extra = [key for key in data if key not in ("organisation", "roles")]
        for key in extra:
            self._tell(((*path, key), "unknown key; a partner of an edition has the keys organisation, roles"))
        found = self._find(data["organisation"], ("organisations",), (*path, "organisation"))
        if found is HOLE or extra:
            return HOLE
        return {**_kept(found), **({"roles": data["roles"]} if "roles" in data else {})}


def _valid_programme(given: Any) -> object:
    """Give a programme's id, or a hole where it is reported already, so that its editions are not blamed."""
    try:
        return programme_id(given)
    except InvalidValue:
        return HOLE


def _kept(partner: Partner) -> dict[str, Any]:
    return record(partner, Registry())
