"""Applicants as other programs read and write them: with pydantic in strict mode, with msgspec, and by hand.

All check the same: types without coercion, unknown keys, null where a key may be left out, the characters of ids,
enumerations, countries, language tags, dates in EDTF, instants with their offset, bounds, and what may stand in a list
once. They know the keys of the applicants of this benchmark, and no more. None of them collects faults with our places:
pydantic has its own, and the others stop at the first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from importlib import import_module
from types import GenericAlias
from typing import Annotated, Any, Literal, TypeVar
from unicodedata import normalize

from attrs import asdict, frozen
from measuring import installed

from metroworkshops import EducationLevel, Level, Standing, When
from metroworkshops.domain.country import COUNTRIES
from metroworkshops.domain.state import Mode

__all__ = ["Peer", "by_hand", "peers"]

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


@dataclass(frozen=True)
class Peer:
    """One way to read and to write a document of one applicant.

    Attributes:
        read: Takes the bytes of the document.
        write: Takes what `read` gave.
        refusal: What `read` raises.
    """

    read: Callable[[bytes], Any]
    write: Callable[[Any], bytes]
    refusal: type[Exception]


# --- Checks that all of them share: a regular expression or a function where a library has none -----------

TAG = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$"
EMAIL = r"^[^@\s]+@[^@\s]*$"
VISIBLE = r"\S"
HEADER = {"format": "metroworkshops", "version": 1, "kind": "applicant"}

edtf = lru_cache(maxsize=4096)(When.parse)


def identifier(given: str) -> str:
    """Check an id."""
    if not 0 < len(given) <= 200 or not given.isprintable() or " " in given:
        raise ValueError("must be an id")
    return given


def when(given: object) -> When:
    """Read a date in EDTF."""
    if not isinstance(given, str):
        raise ValueError("must be text")  # noqa: TRY004 - pydantic takes a ValueError for a refusal
    return edtf(given)


def once(given: tuple[T, ...], key: Callable[[T], str]) -> tuple[T, ...]:
    """Check that nothing stands twice in a list."""
    if len(set(map(key, given))) < len(given):
        raise ValueError("must be given once")
    return given


@lru_cache(maxsize=4096)
def term_key(term: str) -> str:
    """Give the form in which two spellings of a term are one."""
    return " ".join(normalize("NFC", normalize("NFC", term).casefold()).split())


def each_term_once(given: tuple[str, ...]) -> tuple[str, ...]:
    """Check terms."""
    return once(given, term_key)


def each_statement_once(given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Check statements."""
    return once(given, lambda one: term_key(one.name))


def each_session_once(given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Check commitments."""
    return once(given, lambda one: str(one.session))


def each_country_once(given: tuple[str, ...]) -> tuple[str, ...]:
    """Check nationalities."""
    return once(given, str)


def each_member_once(given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Check the members of a team."""
    return once(given, lambda one: str(one.id))


# --- pydantic --------------------------------------------------------------------------


def several(kind: Any) -> Any:
    """Name the type of a tuple of so many."""
    return GenericAlias(tuple, (kind, ...))


def by_pydantic() -> Peer:
    """Make models in strict mode. None is a default and not a type: null is refused, as in our documents."""
    of: Any = import_module("pydantic")
    config = of.ConfigDict(strict=True, extra="forbid", frozen=True, arbitrary_types_allowed=True)

    def model(name: str, base: Any = None, /, **fields: Any) -> Any:
        return of.create_model(name, **({"__base__": base} if base else {"__config__": config}), **fields)

    def text(pattern: str) -> Any:
        return Annotated[str, of.Field(pattern=pattern)]

    def checked(kind: Any, check: Callable[[Any], Any]) -> Any:
        return Annotated[kind, of.AfterValidator(check)]

    ident, visible, country = checked(str, identifier), text(VISIBLE), Literal[*sorted(COUNTRIES)]
    edtf_text = Annotated[When, of.PlainValidator(when), of.PlainSerializer(str)]
    standing = (Standing, Standing.DECLARED)
    language = model("Language", language=(text(TAG), ...), level=(Level, None), standing=standing)
    commitment = model(
        "Commitment",
        session=(ident, ...),
        to=(edtf_text, ...),
        places=(several(ident), None),
        mode=(Mode, None),
        attends=(bool, True),
    )
    statement = model("Statement", name=(visible, ...), holds=(bool, True), standing=standing)
    person = model(
        "Person",
        id=(ident, ...),
        name=(visible, None),
        email=(text(EMAIL), None),
        birth_date=(date, None),
        languages=(several(language), None),
        commitments=(checked(several(commitment), each_session_once), None),
        applied_at=(of.AwareDatetime, None),
        roles=(checked(several(visible), each_term_once), None),
        nationalities=(checked(several(country), each_country_once), None),
        residence=(country, None),
        experience_years=(Annotated[float, of.Field(ge=0, le=100)], None),
        education=(EducationLevel, None),
        statements=(checked(several(statement), each_statement_once), None),
    )
    document = model(
        "Document",
        person,
        format=(Literal["metroworkshops"], ...),
        version=(Literal[1], ...),
        kind=(Literal["applicant"], ...),
        members=(checked(several(person), each_member_once), None),
    )
    return Peer(
        read=document.model_validate_json,
        write=lambda one: one.model_dump_json(exclude_defaults=True).encode(),
        refusal=of.ValidationError,
    )


# --- msgspec ---------------------------------------------------------------------------


def by_msgspec() -> Peer:
    """Make structs. What spans elements is checked after each is made.

    Dates in EDTF are checked and stay text: msgspec reads any attrs class, such as `When`, as an object.
    """
    of: Any = import_module("msgspec")

    def struct(name: str, fields: list[Any], checks: Mapping[str, Callable[[Any], Any]]) -> Any:
        def check(made: Any) -> None:
            for field, run in checks.items():
                given = getattr(made, field)
                if given is not None:
                    run(given)

        return of.defstruct(
            name,
            fields,
            namespace={"__post_init__": check} if checks else {},
            frozen=True,
            forbid_unknown_fields=True,
            omit_defaults=True,
            kw_only=True,
        )

    def text(pattern: str) -> Any:
        return Annotated[str, of.Meta(pattern=pattern)]

    visible, country = text(VISIBLE), Literal[*sorted(COUNTRIES)]
    standing = ("standing", Standing, Standing.DECLARED)
    language = struct("Language", [("language", text(TAG)), ("level", Level, None), standing], {})
    commitment = struct(
        "Commitment",
        [
            ("session", str),
            ("to", str),
            ("places", tuple[str, ...], None),
            ("mode", Mode, None),
            ("attends", bool, True),
        ],
        {"session": identifier, "to": edtf, "places": lambda given: [identifier(one) for one in given]},
    )
    statement = struct("Statement", [("name", visible), ("holds", bool, True), standing], {})
    fields = [
        ("id", str),
        ("name", visible, None),
        ("email", text(EMAIL), None),
        ("birth_date", date, None),
        ("languages", several(language), None),
        ("commitments", several(commitment), None),
        ("applied_at", Annotated[datetime, of.Meta(tz=True)], None),
        ("roles", several(visible), None),
        ("nationalities", several(country), None),
        ("residence", country, None),
        ("experience_years", Annotated[float, of.Meta(ge=0, le=100)], None),
        ("education", EducationLevel, None),
        ("statements", several(statement), None),
    ]
    checks: dict[str, Callable[[Any], Any]] = {
        "id": identifier,
        "commitments": each_session_once,
        "roles": each_term_once,
        "nationalities": each_country_once,
        "statements": each_statement_once,
    }
    person = struct("Person", fields, checks)
    header = [("format", Literal["metroworkshops"]), ("version", Literal[1]), ("kind", Literal["applicant"])]
    members = ("members", several(person), None)
    document = struct("Document", [*header, *fields, members], {**checks, "members": each_member_once})
    return Peer(
        read=of.json.Decoder(document).decode,
        write=of.json.Encoder().encode,
        refusal=of.ValidationError,
    )


# --- By hand: json and attrs -------------------------------------------------------------


@frozen(kw_only=True)
class Language:
    """A language that somebody speaks."""

    language: str
    level: Level | None = None
    standing: Standing = Standing.DECLARED


@frozen(kw_only=True)
class Commitment:
    """A promise."""

    session: str
    to: When
    places: tuple[str, ...] | None = None
    mode: Mode | None = None
    attends: bool = True


@frozen(kw_only=True)
class Statement:
    """Something that was stated."""

    name: str
    holds: bool = True
    standing: Standing = Standing.DECLARED


@frozen(kw_only=True)
class Person:
    """Who applies."""

    id: str
    name: str | None = None
    email: str | None = None
    birth_date: date | None = None
    languages: tuple[Language, ...] | None = None
    commitments: tuple[Commitment, ...] | None = None
    applied_at: datetime | None = None
    roles: tuple[str, ...] | None = None
    nationalities: tuple[str, ...] | None = None
    residence: str | None = None
    experience_years: float | None = None
    education: EducationLevel | None = None
    statements: tuple[Statement, ...] | None = None
    members: tuple[Person, ...] | None = None


Reader = Callable[[Any], Any]


def record(kind: Callable[..., T], readers: Mapping[str, Reader], required: frozenset[str]) -> Callable[[Any], T]:
    """Make what reads one kind of object."""

    def read(given: Any) -> T:
        if not isinstance(given, dict) or not required <= given.keys():
            raise ValueError("must be an object with the keys it needs")
        known = {}
        for name, value in given.items():
            if name not in readers:
                raise ValueError("must have no other keys")
            known[name] = readers[name](value)
        return kind(**known)

    return read


def pattern(pattern: str) -> Reader:
    """Make what checks text against a regular expression."""
    found = re.compile(pattern).search

    def read(given: Any) -> str:
        if not isinstance(given, str) or not found(given):
            raise ValueError("must be such text")
        return given

    return read


def member(kind: type[E]) -> Reader:
    """Make what finds a member of an enumeration."""
    known = {one.value: one for one in kind}

    def read(given: Any) -> E:
        if not isinstance(given, str) or given not in known:
            raise ValueError("must be one of them")
        return known[given]

    return read


def each(read_one: Reader, check: Callable[[tuple[Any, ...]], object] = tuple) -> Reader:
    """Make what reads a list."""

    def read(given: Any) -> tuple[Any, ...]:
        if not isinstance(given, list):
            raise ValueError("must be a list")  # noqa: TRY004 - one kind of refusal is enough
        found = tuple(map(read_one, given))
        check(found)
        return found

    return read


def by_hand() -> Peer:
    """Compose readers of functions."""

    def of_type(kind: type[T], check: Callable[[Any], Any]) -> Reader:
        def read(given: Any) -> Any:
            if type(given) is not kind:
                raise ValueError("must be of that type")
            return check(given)

        return read

    def number(given: Any) -> float:
        if type(given) not in (int, float) or not 0 <= given <= 100:
            raise ValueError("must be a number from 0 to 100")
        return float(given)

    def instant(given: str) -> datetime:
        found = datetime.fromisoformat(given)
        if found.tzinfo is None:
            raise ValueError("must have an offset")
        return found.astimezone(UTC)

    def country(given: Any) -> str:
        if not isinstance(given, str) or given not in COUNTRIES:
            raise ValueError("must be a country")
        return given

    ident, visible, boolean = of_type(str, identifier), pattern(VISIBLE), of_type(bool, bool)
    standing = member(Standing)
    language = record(
        Language, {"language": pattern(TAG), "level": member(Level), "standing": standing}, frozenset({"language"})
    )
    commitment = record(
        Commitment,
        {"session": ident, "to": when, "places": each(ident), "mode": member(Mode), "attends": boolean},
        frozenset({"session", "to"}),
    )
    statement = record(Statement, {"name": visible, "holds": boolean, "standing": standing}, frozenset({"name"}))
    readers: dict[str, Reader] = {
        "id": ident,
        "name": visible,
        "email": pattern(EMAIL),
        "birth_date": of_type(str, date.fromisoformat),
        "languages": each(language),
        "commitments": each(commitment, each_session_once),
        "applied_at": of_type(str, instant),
        "roles": each(visible, each_term_once),
        "nationalities": each(country, each_country_once),
        "residence": country,
        "experience_years": number,
        "education": member(EducationLevel),
        "statements": each(statement, each_statement_once),
    }
    person = record(Person, readers, frozenset({"id"}))
    team = record(Person, {**readers, "members": each(person, each_member_once)}, frozenset({"id"}))

    def read(text: bytes) -> Person:
        given = json.loads(text, object_pairs_hook=_without_repetition)
        if not isinstance(given, dict) or any(
            type(given.get(key)) is not type(value) or given.pop(key) != value for key, value in HEADER.items()
        ):
            raise ValueError("must have the header")
        return team(given)

    return Peer(read=read, write=_written, refusal=ValueError)


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("must have each key once")
    return found


def _written(person: Person) -> bytes:
    found = asdict(person, filter=lambda attribute, value: value != attribute.default, value_serializer=_plain)
    return json.dumps({**HEADER, **found}, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(_: object, __: object, value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, When):
        return value.edtf
    return value.isoformat() if isinstance(value, date) else value


def peers() -> Iterator[tuple[str, Peer]]:
    """Make the peers that are installed, and say which are not."""
    return installed({"pydantic, strict": by_pydantic, "msgspec": by_msgspec})
