"""Reading: plain JSON values into domain values, strictly, with every fault at its place.

cattrs finds the reader for each type; nothing is coerced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from enum import Enum
from functools import cached_property
from inspect import formatannotation
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import cattrs
from attrs import NOTHING, has

from metroworkshops.domain.applicant import Commitment, LanguageSkill, Statement
from metroworkshops.domain.area import Area
from metroworkshops.domain.city import City
from metroworkshops.domain.column import CellWords
from metroworkshops.domain.conditions import AgeDay
from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.level import Level
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.place import Place
from metroworkshops.domain.publication import Entry
from metroworkshops.domain.rule import Combination, EligibilityRule, Rule
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.text import Text
from metroworkshops.domain.value import HOLE
from metroworkshops.domain.when import When

from .details import details_hook, is_details
from .exact import is_exact, read_exact
from .faults import MOST_FAULTS, Faulty, Path, came, of_problem
from .keys import SUBJECTS, Key, keys_of, wire_names
from .screening_record import ScreeningRecord

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

# What many applicants have in common, word for word.
_SHARED: Final = (Commitment, LanguageSkill, Statement)
_MOST_SHARED: Final = 4096
_LONGEST_SHARED: Final = 1000


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


def _enumeration_hook(kind: type[Enum]) -> Callable[[Any, Any], Enum]:
    members: dict[object, Enum] = {member.value: member for member in kind}

    def read(value: Any, _: Any) -> Enum:
        if isinstance(value, str) and value in members:
            return members[value]
        known = list(map(str, members))
        raise _refused(f"one of {', '.join(map(came, known))}{_nearest(value, known)}", value)

    return read


def _is_enumeration(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _nearest(value: object, known: Iterable[str]) -> str:
    found = get_close_matches(value, list(known)) if isinstance(value, str) else []
    return f" (did you mean {came(found[0])}?)" if found else ""


def _text(value: Any, _: Any) -> Text:
    if isinstance(value, str):
        return _checked(lambda: Text(value))
    if not isinstance(value, Mapping):
        raise _refused('text such as "Bologna", or texts by language such as {"en": "Bologna", "fr": "Bologne"}', value)
    strings = {tag: string for tag, string in value.items() if tag != "original"}
    original = value.get("original", min(strings, default=None))
    if isinstance(original, str):
        try:
            return Text(strings, original=original)
        except InvalidValue:
            pass  # what is wrong is told below, each string by itself
    faults: list[tuple[Path, str]] = []
    for tag, string in strings.items():
        if len(faults) >= MOST_FAULTS:
            break
        if not isinstance(string, str):
            faults.append(((tag,), f'must be text such as "Bologna", got {came(string)}'))
            continue
        try:
            Text({tag: string})
        except InvalidValue as e:
            faults.append(((tag,), e.message))
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
    """Take a place that was found by its id before; a host's rule that stands by itself has none to find it in."""
    if isinstance(value, City | Area):
        return value
    if value is HOLE:
        raise Faulty([])
    raise _refused('the id of a city or an area of this document such as "bologna"', value)


def _coordinates(value: Any, _: Any) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) != 2:
        raise _refused("latitude and longitude such as [44.4939, 11.3428]", value)
    return _list_of(_number)(value, None)


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


def _list_of(element: Callable[[Any, Any], Any]) -> Callable[[Any, Any], tuple[Any, ...]]:
    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _refused("a list such as [...]", value)
        faults: list[tuple[Path, str]] = []
        elements: list[object] = []
        broken = False
        for index, given in enumerate(value):
            try:
                elements.append(element(given, None))
            except Faulty as e:
                broken = True
                elements.append(HOLE)
                faults += [((index, *path), message) for path, message in e.faults]
                if len(faults) >= MOST_FAULTS:
                    break
        if broken:
            if unread := len(value) - len(elements):
                faults.append(((len(elements),), f"{unread} elements from here on are not read, after so many faults"))
            elements += [HOLE] * unread
            raise Faulty(faults, tuple(elements))
        return tuple(elements)

    return read


class _Record:
    """Reads one kind of object: every key, then the value itself, which checks its fields and what spans them.

    Where nothing is wrong each field is checked that once. Where something is, the fields are gone through one by one,
    so that every fault is told.
    """

    def __init__(self, kind: type[Any], converter: cattrs.Converter) -> None:
        self.kind = kind
        self.converter = converter

    # Worked out when the first such object is read: a kind may hold itself, and a document holds few of all kinds.
    @cached_property
    def readers(self) -> Mapping[str, tuple[str, Callable[[Any, Any], Any]]]:
        return {key.name: (key.field, _reader_of(key, self.converter)) for key in keys_of(self.kind)}

    @cached_property
    def required(self) -> frozenset[str]:
        return frozenset(key.name for key in keys_of(self.kind) if key.required)

    @cached_property
    def make(self) -> Callable[..., Any]:
        if any(key.inside for key in keys_of(self.kind)):
            return lambda **known: self.kind(limit=Limit(**_limit_of(known)), **known)
        return self.kind.made if issubclass(self.kind, Combination) else self.kind

    def read(self, data: Any, _: Any) -> Any:
        if not isinstance(data, dict):
            return self._elsewhere(data)
        known: dict[str, Any] = {}
        broken: dict[str, Faulty] = {}
        unknown: list[str] = []
        readers = self.readers
        for name, given in data.items():
            if name not in readers:
                unknown.append(name)
                continue
            field, read = readers[name]
            try:
                known[field] = read(given, None)
            except Faulty as e:
                broken[field] = Faulty([]) if given is HOLE else e
        problems: tuple[InvalidValue, ...] = ()
        if not broken and not unknown and self.required <= data.keys():
            try:
                return self.make(**known)
            except InvalidValue as e:
                problems = e.problems
        raise Faulty([*self._unknown(unknown), *self._faults(data, known, broken, problems)])

    def _elsewhere(self, data: Any) -> Any:
        """Take what was read elsewhere in the document."""
        if isinstance(data, Again):
            try:
                return self.read(data.data, None)
            except Faulty:
                raise Faulty([]) from None  # its faults are reported where it was written
        if data is HOLE:
            raise Faulty([])
        raise _refused(f"an object with the keys {', '.join(self.readers)}", data)

    def _unknown(self, names: list[str]) -> Iterator[tuple[Path, str]]:
        keys = ", ".join(self.readers)
        for name in names[:_MOST_UNKNOWN]:
            yield (name,), f"unknown key{_nearest(name, self.readers)}; an object here has the keys {keys}"
        if len(names) > _MOST_UNKNOWN:
            yield (), f"must have none of {len(names) - _MOST_UNKNOWN} more unknown keys"

    def _faults(
        self,
        data: Mapping[str, Any],
        known: Mapping[str, Any],
        broken: Mapping[str, Faulty],
        problems: tuple[InvalidValue, ...],
    ) -> list[tuple[Path, str]]:
        """Check each field by itself, and what spans the fields that could be read."""
        names = wire_names(self.kind)
        faults: list[tuple[Path, str]] = []
        checked: dict[str, Any] = {}
        for key in keys_of(self.kind):
            if key.field in broken:
                faults += [((key.name, *path), message) for path, message in broken[key.field].faults]
                if broken[key.field].partial is not None:
                    checked[key.field] = broken[key.field].partial
            elif key.field in known:
                try:
                    checked[key.field] = known[key.field] if key.convert is None else key.convert(known[key.field])
                except InvalidValue as e:
                    inner = (of_problem(problem, names) for problem in e.problems)
                    faults += [((key.name, *path), message) for path, message in inner]
            elif key.name not in data and key.required:
                faults.append(((key.name,), "must be given, got nothing"))
            elif key.default is not NOTHING:
                checked[key.field] = key.default
        if problems and not faults:
            return [of_problem(problem, names) for problem in problems]
        if any(key.inside for key in keys_of(self.kind)):
            faults += self._limit(checked)
        return faults + [
            of_problem(problem, names)
            for invariant in getattr(self.kind, "INVARIANTS", ())
            if all(name in checked for name in invariant.fields)
            for problem in invariant.problems(*(checked[name] for name in invariant.fields))
        ]

    def _limit(self, checked: dict[str, Any]) -> list[tuple[Path, str]]:
        """Put the limit whose fields stand at this level in their place."""
        fields = _limit_of(checked)
        if len(fields) == len(keys_of(Limit)):
            try:
                checked["limit"] = Limit(**fields)
            except InvalidValue as e:
                return [of_problem(problem, wire_names(self.kind)) for problem in e.problems]
        return []


def _limit_of(known: dict[str, Any]) -> dict[str, Any]:
    """Take the fields of a limit out of those of a deadline."""
    return {key.field: known.pop(key.field) for key in keys_of(Limit) if key.field in known}


def _reader_of(key: Key, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    if key.name == "zone":
        return _zones
    if key.name == "subject":
        return _read_before
    return _hook_of(key.type, converter)


def _hook_of(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """Find the reader of a type, which is not told the type again when it reads."""
    # Before 26.2, cattrs asks its own hook for enumerations first, which takes whatever is equal.
    if _is_enumeration(kind):
        return _enumeration_hook(kind)
    hook = converter.get_structure_hook(kind)
    if (hook.__module__ or "").startswith("metroworkshops."):
        return hook

    def read(value: Any, _: Any) -> Any:
        # One of cattrs, for a type of a host's rule, asks for the type again, and refuses in ways of its own.
        try:
            return hook(value, kind)
        except (TypeError, ValueError, LookupError, ArithmeticError):
            raise _refused(f"what can be read as {formatannotation(kind)}", value) from None

    return read


def _read_before(value: Any, _: Any) -> Any:
    """Take what an entry of a publication is of, which was read before it, under the key of its kind."""
    if value is HOLE:
        raise Faulty([])
    return value


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and has(kind) and not issubclass(kind, When | Text)


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
    converter.register_structure_hook(Enum, lambda value, kind: _enumeration_hook(kind)(value, kind))
    converter.register_structure_hook_func(lambda kind: kind is Text, _text)
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
    ):
        converter.register_structure_hook(kind, hook)
    rule_hook = _rule_hook({rule.KIND: rule for rule in rules}, converter)
    converter.register_structure_hook_func(lambda kind: kind is EligibilityRule or kind == Rule, rule_hook)
    converter.register_structure_hook_func(is_details, details_hook(converter))
    converter.register_structure_hook_func(lambda kind: kind == CellWords, _cell_words)
    converter.register_structure_hook_func(is_exact, read_exact)
    converter.register_structure_hook(Entry, _entry_hook(converter))
    converter.register_structure_hook(Screening, _screening_hook(converter))
    return converter


def _record_hook(kind: type[Any], converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    record = _Record(kind, converter)
    return _sharing(record.read) if kind in _SHARED else record.read


def _sharing(read: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Read equal objects once, and give the one value: values never change, so nobody can tell."""
    known: dict[str, Any] = {}

    def shared(data: Any, _: Any) -> Any:
        try:
            text = repr(data)  # which tells true from 1, where == does not
        except ValueError:  # a number of more digits than Python prints
            return read(data, None)
        found = known.get(text)
        if found is None:
            found = read(data, None)
            if len(text) <= _LONGEST_SHARED:
                if len(known) >= _MOST_SHARED:
                    known.clear()
                known[text] = found
        return found

    return shared


def _list_hook(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    return _list_of(_hook_of(get_args(kind)[0], converter))


def _optional_hook(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    rest = [one for one in get_args(kind) if one is not NoneType]
    inner: Any = rest[0]
    for one in rest[1:]:
        inner = inner | one
    return _hook_of(inner, converter)


def _rule_hook(kinds: dict[str, type[Any]], converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    records = {kind: _Record(kind, converter) for kind in kinds.values()}

    def read(data: Any, _: Any) -> Rule:
        if not isinstance(data, Mapping):
            raise _refused('a rule such as {"rule": "speaks", "language": "fr"}', data)
        if "rule" not in data:
            raise Faulty([(("rule",), f"must be given: one of {', '.join(map(came, kinds))}; got nothing")])
        name = data["rule"]
        kind = kinds.get(name) if isinstance(name, str) else None
        if kind is None:
            known = ", ".join(map(came, kinds))
            unknown = ("rule",), f"must be one of {known}{_nearest(name, kinds)}, got {came(name)}"
            raise Faulty([unknown, *_within(data.get("of"))])
        rule: Rule = records[kind].read({key: value for key, value in data.items() if key != "rule"}, kind)
        return rule

    def _within(parts: Any) -> list[tuple[Path, str]]:
        """Find the faults of the parts of a rule of an unknown kind."""
        try:
            if isinstance(parts, list) and all(isinstance(part, Mapping) for part in parts):
                _list_of(read)(parts, None)
            elif isinstance(parts, Mapping):
                read(parts, None)
        except Faulty as e:
            return [(("of", *path), message) for path, message in e.faults]
        return []

    return read


def _entry_hook(converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """An entry has its subject under the key of its kind: "session", "deadline" or "milestone"."""

    def read(data: Any, _: Any) -> Entry:
        if not isinstance(data, Mapping):
            raise _refused('an entry such as {"uid": ..., "session": {...}}', data)
        given = [name for name in SUBJECTS if name in data]
        if len(given) != 1:
            keys = ", ".join(SUBJECTS)
            raise Faulty([((), f"must have one of the keys {keys}; got " + (" and ".join(given) or "none of them"))])
        (name,) = given
        faults: list[tuple[Path, str]] = []
        if "subject" in data:
            faults.append((("subject",), f"unknown key; what an entry is of stands under one of {', '.join(SUBJECTS)}"))
        subject: object = HOLE
        try:
            subject = converter.structure(data[name], SUBJECTS[name])
        except Faulty as e:
            faults += [((name, *path), message) for path, message in e.faults]
        rest = {key: value for key, value in data.items() if key != name}
        try:
            entry: Entry = record.read({**rest, "subject": subject}, Entry)
        except Faulty as e:
            raise Faulty([*faults, *e.faults]) from None
        if faults:
            raise Faulty(faults)
        return entry

    record = _Record(Entry, converter)
    return read


def _screening_hook(converter: cattrs.Converter) -> Callable[[Any, Any], Screening]:
    def read(data: Any, _: Any) -> Screening:
        return converter.structure(data, ScreeningRecord).screening

    return read
