"""Reading: plain JSON values into domain values, strictly, with every fault at its place.

cattrs finds the reader for each type; nothing is coerced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import cattrs
from attrs import NOTHING, has

from metroworkshops.domain.area import Area
from metroworkshops.domain.city import City
from metroworkshops.domain.column import CellWords
from metroworkshops.domain.conditions import AgeDay
from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.errors import Fault, InvalidValue
from metroworkshops.domain.level import Level
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.place import Place
from metroworkshops.domain.publication import Entry
from metroworkshops.domain.rule import Combination, EligibilityRule, Rule
from metroworkshops.domain.session import Session
from metroworkshops.domain.text import Text
from metroworkshops.domain.value import HOLE, Value
from metroworkshops.domain.when import When

from .details import details_hook, is_details
from .faults import Faulty, Path, came, of_problem
from .keys import Key, keys_of, wire_names

__all__ = ["Again", "make_reader"]

T = TypeVar("T")

# To look for the key that was meant costs something; nobody mends more of one object at a time.
_MOST_UNKNOWN: Final = 100
_INSTANT: Final = "2020-01-31T12:00:00Z"
# RFC 3339 section 5.6. More than microseconds could not be kept; a leap second is no time of a datetime.
_RFC_3339: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Again:
    """Stands for an object that was written earlier in the document and is named here by its id."""

    __slots__ = ("data",)

    def __init__(self, data: object) -> None:
        self.data: object = data


def _refused(must: str, value: object) -> Faulty:
    return Faulty([((), f"must be {must}, got {came(value)}")])


def _string(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise _refused('text such as "2020"', value)
    return value


def _integer(value: Any, _: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refused("a whole number such as 25", value)
    return value


def _boolean(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise _refused("true or false", value)
    return value


def _number(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused("a number such as 44.49", value)
    try:
        return float(value)
    except OverflowError:
        raise _refused("a number such as 44.49", value) from None


def _date(value: Any, _: Any) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _refused('a day such as "1985-06-30"', value)


def _instant(value: Any, _: Any) -> datetime:
    try:
        if isinstance(value, str) and _RFC_3339.fullmatch(value):
            return datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):  # no such day; or before the year 1 or after 9999 in UTC
        pass
    raise _refused(f'an instant with its offset from UTC (RFC 3339) such as "{_INSTANT}"', value)


def _enumeration(value: Any, kind: type[Enum]) -> Enum:
    for member in kind:
        if isinstance(value, str) and member.value == value:
            return member
    known = [str(member.value) for member in kind]
    raise _refused(f"one of {', '.join(map(came, known))}{_nearest(value, known)}", value)


def _nearest(value: object, known: Iterable[str]) -> str:
    found = get_close_matches(value, list(known), n=1) if isinstance(value, str) else []
    return f" (did you mean {came(found[0])}?)" if found else ""


def _text(value: Any, _: Any) -> Text:
    if isinstance(value, str):
        return _checked(lambda: Text(value))
    if not isinstance(value, Mapping):
        raise _refused('text such as "Bologna", or texts by language such as {"en": "Bologna", "fr": "Bologne"}', value)
    strings = {tag: string for tag, string in value.items() if tag != "original"}
    faults: list[tuple[Path, str]] = []
    for tag, string in strings.items():
        if not isinstance(string, str):
            faults.append(((tag,), f'must be text such as "Bologna", got {came(string)}'))
            continue
        try:
            Text({tag: string})
        except InvalidValue as e:
            faults.append(((tag,), e.message))
    original = value.get("original", min(strings, default=None))
    if "original" in value and not isinstance(original, str):
        faults.append((("original",), f'must be a language tag such as "fr", got {came(original)}'))
    if faults:
        raise Faulty(faults)
    return _checked(lambda: Text(strings, original=original))


def _when(value: Any, _: Any) -> When:
    if not isinstance(value, str):
        raise _refused('a date in EDTF such as "2020-03" or "2020-03-09/2020-03-13"', value)
    return _checked(lambda: When.parse(value))


def _level_or_words(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise _refused('a CEFR level such as "C1", or words of the call', value)
    return value


def _age_day(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise _refused('"deadline", "submission", "first session", or a date such as "2020-01-01"', value)
    return value


def _place(value: Any, _: Any) -> City | Area:
    if isinstance(value, City | Area):
        return value
    if value is HOLE:
        raise Faulty([])
    raise _refused('the id of a city or an area of this document such as "bologna"', value)


def _coordinates(value: Any, _: Any) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) != 2:
        raise _refused("latitude and longitude such as [44.4939, 11.3428]", value)
    return tuple(_number(number, float) for number in value)


def _cell_words(value: Any, _: Any) -> CellWords:
    if not isinstance(value, Mapping):
        raise _refused('what words mean such as {"courant": "C1"}', value)
    faults = [
        ((words,), f'must be text such as "C1", got {came(meaning)}')
        for words, meaning in value.items()
        if not isinstance(meaning, str)
    ]
    if faults:
        raise Faulty(faults)
    return tuple(value.items())


def _zones(value: Any, _: Any) -> tuple[str, ...]:
    """One zone stands alone; several candidates stand in a list."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(zone, str) for zone in value):
        raise _refused('a zone such as "Europe/Paris", or a list of candidates', value)
    return tuple(value)


def _checked(make: Callable[[], T], names: Mapping[str, str] | None = None) -> T:
    try:
        return make()
    except InvalidValue as e:
        raise Faulty([of_problem(problem, names or {}) for problem in e.problems]) from None


def _list_of(element: Callable[[Any, Any], Any], kind: Any) -> Callable[[Any, Any], tuple[Any, ...]]:
    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _refused("a list such as [...]", value)
        faults: list[tuple[Path, str]] = []
        elements: list[object] = []
        broken = False
        for index, given in enumerate(value):
            try:
                elements.append(element(given, kind))
            except Faulty as e:
                broken = True
                elements.append(HOLE)
                faults += [((index, *path), message) for path, message in e.faults]
        if broken:
            raise Faulty(faults, tuple(elements))
        return tuple(elements)

    return read


class _Record:
    """Reads one kind of object: every key, then what spans keys."""

    def __init__(self, kind: type[Any], converter: cattrs.Converter) -> None:
        self.kind = kind
        self.keys = keys_of(kind)
        self.names = [key.name for key in self.keys]
        self.readers = {key.name: _reader_of(key, converter) for key in self.keys}

    def read(self, data: Any, _: Any, marker: str | None = None) -> Any:
        if isinstance(data, Again):
            try:
                return self.read(data.data, _)
            except Faulty:
                raise Faulty([]) from None  # its faults are reported where it was written
        if isinstance(data, self.kind):
            return data
        if data is HOLE:
            raise Faulty([])
        if not isinstance(data, Mapping):
            raise _refused(f"an object with the keys {', '.join(self.names)}", data)
        faults: list[tuple[Path, str]] = []
        known: dict[str, object] = {}
        inner: dict[str, object] = {}
        broken = False
        for key in self.keys:
            into = known if key.inside is None else inner
            if key.name not in data and key.default is NOTHING and not key.required:
                continue
            try:
                into[key.field] = self._field(key, data)
            except Faulty as e:
                broken = True
                faults += [((key.name, *path), message) for path, message in e.faults]
                if e.partial is not None:
                    into[key.field] = e.partial
        unknown = [name for name in data if name not in self.names and name != marker]
        for name in unknown[:_MOST_UNKNOWN]:
            keys = ", ".join(self.names)
            faults.append(((name,), f"unknown key{_nearest(name, self.names)}; an object here has the keys {keys}"))
        if len(unknown) > _MOST_UNKNOWN:
            faults.append(((), f"must have none of {len(unknown) - _MOST_UNKNOWN} more unknown keys"))
        broken |= bool(unknown)
        if any(key.inside for key in self.keys):
            broken |= self._embed(inner, known, faults)
        if broken:
            faults += self._across(known)
            raise Faulty(faults)
        make: Callable[..., Any] = self.kind.made if issubclass(self.kind, Combination) else self.kind
        return _checked(lambda: make(**known), wire_names(self.kind))

    def _field(self, key: Key, data: Mapping[str, Any]) -> object:
        if key.name not in data:
            if key.required:
                raise Faulty([((), "must be given, got nothing")])
            return key.default
        if data[key.name] is HOLE:
            raise Faulty([])
        value = self.readers[key.name](data[key.name], key.type)
        return value if key.convert is None else _checked(lambda: key.convert(value), wire_names(self.kind))  # type: ignore[misc]

    def _embed(self, inner: dict[str, object], known: dict[str, object], faults: list[tuple[Path, str]]) -> bool:
        if len(inner) < len(keys_of(Limit)):
            return True
        try:
            known["limit"] = _checked(lambda: Limit(**inner), wire_names(self.kind))  # type: ignore[arg-type]
        except Faulty as e:
            faults += e.faults
            return True
        return False

    def _across(self, known: dict[str, object]) -> list[tuple[Path, str]]:
        """Check what spans the fields that could be read."""
        return [
            of_problem(problem, wire_names(self.kind))
            for invariant in getattr(self.kind, "INVARIANTS", ())
            if all(name in known for name in invariant.fields)
            for problem in invariant.problems(*(known[name] for name in invariant.fields))
        ]


def _reader_of(key: Key, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    if key.name == "zone":
        return _zones
    if key.name == "subject":
        return lambda value, _: value  # read before, under the key of its kind
    return converter.get_structure_hook(key.type)


def _is_record(kind: Any) -> bool:
    ours = isinstance(kind, type) and (issubclass(kind, Value) or kind is Fault) and has(kind)
    return ours and not issubclass(kind, When | Text)


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind)


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[-1:] == (Ellipsis,)


def make_reader(rules: Iterable[type[Rule]]) -> cattrs.Converter:
    """Make the converter that reads parts of documents; *rules* are the kinds of rule it knows."""
    converter = cattrs.Converter(detailed_validation=False)
    converter.register_structure_hook_factory(_is_record, lambda kind: _record_hook(kind, converter))
    converter.register_structure_hook_factory(_is_list, lambda kind: _list_hook(kind, converter))
    converter.register_structure_hook_factory(_is_optional, lambda kind: _optional_hook(kind, converter))
    converter.register_structure_hook(Enum, _enumeration)
    converter.register_structure_hook_func(lambda kind: kind == tuple[float, float], _coordinates)
    converter.register_structure_hook_func(lambda kind: kind == Place, _place)
    converter.register_structure_hook_func(lambda kind: kind == Level | str, _level_or_words)
    converter.register_structure_hook_func(lambda kind: kind == AgeDay | When, _age_day)
    converter.register_structure_hook_func(lambda kind: isinstance(kind, type) and issubclass(kind, When), _when)
    for kind, hook in (
        (str, _string),
        (int, _integer),
        (bool, _boolean),
        (float, _number),
        (date, _date),
        (datetime, _instant),
        (Text, _text),
    ):
        converter.register_structure_hook(kind, hook)
    rule_hook = _rule_hook({rule.KIND: rule for rule in rules}, converter)
    converter.register_structure_hook(EligibilityRule, rule_hook)
    converter.register_structure_hook_func(lambda kind: kind == Rule, rule_hook)
    converter.register_structure_hook_func(is_details, details_hook(converter))
    converter.register_structure_hook_func(lambda kind: kind == CellWords, _cell_words)
    converter.register_structure_hook(Entry, _entry_hook(converter))
    return converter


def _record_hook(kind: type[Any], converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    return _Record(kind, converter).read


def _list_hook(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    # The reader of the elements is found when it is needed: the members of a team are applicants.
    return _list_of(converter.structure, get_args(kind)[0])


def _optional_hook(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    rest = [one for one in get_args(kind) if one is not NoneType]
    inner: Any = rest[0]
    for one in rest[1:]:
        inner = inner | one
    hook = converter.get_structure_hook(inner)
    return lambda value, _: hook(value, inner)


def _rule_hook(kinds: dict[str, type[Any]], converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    def read(data: Any, _: Any) -> Rule:
        known = ", ".join(map(came, kinds))
        if not isinstance(data, Mapping):
            raise _refused('a rule such as {"rule": "speaks", "language": "fr"}', data)
        if "rule" not in data:
            raise Faulty([(("rule",), f"must be given: one of {known}; got nothing")])
        name = data["rule"]
        kind = kinds.get(name) if isinstance(name, str) else None
        if kind is None:
            unknown = ("rule",), f"must be one of {known}{_nearest(name, kinds)}, got {came(name)}"
            raise Faulty([unknown, *_within(data.get("of"))])
        rule: Rule = _Record(kind, converter).read(data, kind, marker="rule")
        return rule

    def _within(parts: Any) -> list[tuple[Path, str]]:
        """Find the faults of the parts of a rule of an unknown kind."""
        try:
            if isinstance(parts, list) and all(isinstance(part, Mapping) for part in parts):
                _list_of(read, EligibilityRule)(parts, None)
            elif isinstance(parts, Mapping):
                read(parts, None)
        except Faulty as e:
            return [(("of", *path), message) for path, message in e.faults]
        return []

    return read


def _entry_hook(converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """An entry has its subject under the key of its kind: "session" or "deadline"."""

    def read(data: Any, _: Any) -> Entry:
        if not isinstance(data, Mapping):
            raise _refused('an entry such as {"uid": ..., "session": {...}}', data)
        subjects = {"session": Session, "deadline": Deadline}
        given = [name for name in subjects if name in data]
        if len(given) != 1:
            raise Faulty(
                [((), "must have one of the keys session, deadline; got " + (" and ".join(given) or "neither"))]
            )
        (name,) = given
        faults: list[tuple[Path, str]] = []
        if "subject" in data:
            faults.append((("subject",), "unknown key; what an entry shows stands under session or deadline"))
        subject: object = HOLE
        try:
            subject = converter.structure(data[name], subjects[name])
        except Faulty as e:
            faults += [((name, *path), message) for path, message in e.faults]
        rest = {key: value for key, value in data.items() if key != name}
        try:
            entry: Entry = record.read({**rest, "subject": subject}, Entry)
        except Faulty as e:
            raise Faulty([*faults, *e.faults]) from None
        return entry

    record = _Record(Entry, converter)
    return read
