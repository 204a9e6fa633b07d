"""A host's own classes hold our values, and they come back the same through every back end of cattrs."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from importlib import import_module
from typing import Any

import attrs
import cattrs
import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import documents, testing
from metroworkshops.documents.plain import plain
from metroworkshops.domain.value import Value

from .test_round_trip import STRATEGIES

BACK_ENDS = ("json", "orjson", "msgspec", "pyyaml", "tomlkit")
EDITION = mw.metropolitan_workshops().edition("2020")
SHORTCUTS = (list, dict, tuple, str, int, float, bool, type(None))


def converter_of(back_end: str) -> Any:
    converter = import_module(f"cattrs.preconf.{back_end}").make_converter()
    documents.configure(converter)
    return converter


class Colour(Enum):
    """One of the host's own enumerations, whose way of being written is the host's."""

    BLUE = "blue"


@frozen
class Dossier:
    """A host's own class, which holds ours in every way a field can."""

    name: str
    colour: Colour
    edition: mw.Edition
    sessions: list[mw.Session]
    days: dict[str, mw.When]
    limits: tuple[mw.Deadline, ...]
    rule: mw.EligibilityRule
    place: mw.City | mw.Area
    exact: mw.Days | mw.Window
    anything: Value
    perhaps: list[mw.Applicant | None] = attrs.field(factory=list)
    texts: dict[str, list[mw.Text]] = attrs.field(factory=dict)


dossiers = st.builds(
    Dossier,
    name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5),
    colour=st.sampled_from(Colour),
    edition=testing.editions(),
    sessions=st.lists(testing.sessions(), max_size=2),
    days=st.dictionaries(st.sampled_from(["a", "b"]), testing.whens()),
    limits=st.lists(testing.deadlines(), max_size=2).map(tuple),
    rule=testing.rules(),
    place=testing.places(),
    exact=testing.days() | testing.windows(),
    anything=st.one_of(testing.decisions(), testing.whens(), testing.calls()),
    perhaps=st.lists(testing.applicants(), max_size=2),
    texts=st.dictionaries(st.sampled_from(["a"]), st.lists(testing.texts(), max_size=2)),
)


def python_types(value: Any) -> set[type]:
    """List the types of everything inside a value."""
    found: set[type] = set()
    pending = [value]
    while pending:
        one = pending.pop()
        found.add(type(one))
        if attrs.has(type(one)):
            pending += [getattr(one, field.name) for field in attrs.fields(type(one))]
        elif isinstance(one, list | tuple):
            pending += one
        elif isinstance(one, dict):
            pending += [*one, *one.values()]
    return found


def test_a_hosts_class_comes_back_the_same_through_each_back_end() -> None:
    converters = {back_end: converter_of(back_end) for back_end in BACK_ENDS}

    @settings(max_examples=settings().max_examples // 2)
    @given(dossiers)
    def holds(dossier: Dossier) -> None:
        for back_end, converter in converters.items():
            back = converter.loads(converter.dumps(dossier), Dossier)
            assert back == dossier, back_end
            # Nothing of the back end stays in our values: tomlkit reads strings of a class of its own.
            ours = [getattr(back, name) for name in ("edition", "sessions", "limits", "rule", "place", "anything")]
            foreign = [kind for kind in python_types(ours) if kind.__module__.startswith(("tomlkit", "yaml"))]
            assert not foreign, back_end

    holds()


@pytest.mark.parametrize("kind", STRATEGIES)
def test_every_kind_comes_back_the_same_through_each_back_end(kind: str) -> None:
    converters = {back_end: converter_of(back_end) for back_end in BACK_ENDS}

    @settings(max_examples=settings().max_examples // 3)
    @given(STRATEGIES[kind])
    def holds(value: Any) -> None:
        for back_end, converter in converters.items():
            text = converter.dumps(value)
            for wanted in (type(value), Value):
                back = converter.loads(text, wanted)
                assert back == value, back_end
                assert type(back) is type(value), back_end
            assert documents.dumps(back) == documents.dumps(value), back_end

    holds()


@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_no_shortcut_goes_round_the_document(back_end: str) -> None:
    """orjson writes dataclasses and enumerations of its own accord, msgspec attrs classes too: never ours."""
    converter = converter_of(back_end)

    @frozen
    class Loose:
        anything: Any
        listed: list[Any]
        bare: Any

    @frozen
    class Narrow:
        place: mw.City

    city = EDITION.sessions[0].places[0]
    assert isinstance(city, mw.City)
    for value, find in (
        (Loose(city, [city], {"a": city}), lambda data: [data["anything"], data["listed"][0], data["bare"]["a"]]),
        (Narrow(city), lambda data: [data["place"]]),
        ([city], lambda data: data),
        ({"a": city}, lambda data: [data["a"]]),
    ):
        plain = converter.unstructure(value)
        assert python_types(plain) <= set(SHORTCUTS)
        found: Callable[[Any], list[Any]] = find
        for one in found(plain):
            assert one == json.loads(documents.dumps(city))
        if isinstance(value, dict | Narrow | Loose):
            written = converter.loads(converter.dumps(value), dict)
            assert [documents.loads(json.dumps(one)) for one in found(written)] == [city] * len(found(written))


@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_the_hosts_own_hooks_stay_as_they_are(back_end: str) -> None:
    @frozen
    class Own:
        at: datetime
        colour: Colour

    own = Own(datetime(2020, 1, 31, 12, tzinfo=UTC), Colour.BLUE)
    taught, untaught = converter_of(back_end), import_module(f"cattrs.preconf.{back_end}").make_converter()
    assert taught.dumps(own) == untaught.dumps(own)
    assert taught.loads(taught.dumps(own), Own) == own


@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_a_converter_may_have_been_used_before_it_is_taught(back_end: str) -> None:
    @frozen
    class Own:
        reading: mw.Milestone

    converter = import_module(f"cattrs.preconf.{back_end}").make_converter()
    own = Own(mw.Milestone("visa", "Visa papers", when="2020-02"))
    assert "format" not in converter.unstructure(own)["reading"]
    documents.configure(converter)
    assert converter.unstructure(own)["reading"]["format"] == "metroworkshops"
    assert converter.loads(converter.dumps(own), Own) == own


@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_a_bad_document_is_refused_with_its_place(back_end: str) -> None:
    converter = converter_of(back_end)
    text = converter.dumps(EDITION)
    bad = text.replace(b"2020-06", b"2020-13") if isinstance(text, bytes) else text.replace("2020-06", "2020-13")
    with pytest.raises(mw.DocumentError, match=r"\$\.sessions\[1\]\.when: no such month"):
        converter.loads(bad, mw.Edition)
    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter.structure({"name": "x", "place": converter.unstructure(EDITION)}, Dossier)
    assert any(isinstance(one, mw.DocumentError) for one in caught.value.exceptions)


def test_a_union_takes_only_what_it_names() -> None:
    converter = converter_of("json")
    when = mw.When.parse("2020-03")
    union: Any = mw.City | mw.Area | None
    assert converter.structure(None, union) is None
    with pytest.raises(mw.DocumentError, match="must be City or Area"):
        converter.structure(converter.unstructure(when), mw.City | mw.Area)


@frozen
class Wishes:
    """A host's own class, with fields of one kind of ours or none, of several or none, and of none of ours."""

    session: mw.Session | None = None
    place: mw.City | mw.Area | None = None
    seats: int | None = None
    label: int | str = ""


def test_a_field_may_have_one_of_our_kinds_or_several_or_none() -> None:
    converter = converter_of("json")
    for wishes in (Wishes(), Wishes(EDITION.sessions[0], EDITION.sessions[0].places[0], 25, "x"), Wishes(label=7)):
        assert converter.structure(converter.unstructure(wishes), Wishes) == wishes


WHEN = {"format": "metroworkshops", "version": 1, "kind": "when", "value": "2020-03"}


@pytest.mark.parametrize(
    ("kind", "data", "told"),
    [
        (
            mw.City | mw.Area | None,
            WHEN,
            "cannot read City or Area or None:\n  $: must be City or Area or None, got When.parse('2020-03')",
        ),
        (
            mw.City | mw.Area,
            {**WHEN, "value": 7},
            (
                "cannot read document:\n  "
                '$.value: must be a date in EDTF such as "2020-03" or "2020-03-09/2020-03-13", got 7'
            ),
        ),
        (
            mw.City | None,
            WHEN,
            'cannot read City:\n  $.kind: must be "city", which was asked for, got "when"',
        ),
        (
            mw.When,
            # YAML 1.1 reads the language of Norway as false.
            {**WHEN, "value": [{"no": "Bologna", False: "Bologna"}]},
            'cannot read When:\n  $.value[0]: must have text for keys such as "id", got the key false',
        ),
        (Value, {7: 1}, 'cannot read document:\n  $: must have text for keys such as "id", got the key 7'),
    ],
)
def test_what_a_field_is_refused_for_is_told_in_full(kind: Any, data: Any, told: str) -> None:
    with pytest.raises(mw.DocumentError) as caught:
        converter_of("json").structure(data, kind)
    assert str(caught.value) == told


def test_what_a_back_end_reads_is_made_plain_as_deep_as_a_document_may_be() -> None:
    class Own(str):
        __slots__ = ()

    def nested(levels: int) -> Any:
        value: Any = date(2020, 3, 9)
        for level in range(levels):
            value = [value] if level % 2 else {Own("key"): value}
        return value

    made: Any = plain(nested(100))
    assert python_types(made) == {dict, list, str}
    for _ in range(100):
        made = made["key"] if isinstance(made, dict) else made[0]
    assert made == "2020-03-09"
    assert date in python_types(plain(nested(101)))  # which the reader refuses


def test_days_that_a_back_end_reads_of_its_own_accord_are_read_as_their_text() -> None:
    header = "format: metroworkshops\nversion: 1\nkind: applicant\nid: a\n"
    text = header + "birth_date: 1985-06-30\napplied_at: 2020-01-31T12:00:00Z\n"
    applicant = converter_of("pyyaml").loads(text, mw.Applicant)
    assert (applicant.birth_date, applicant.applied_at) == (date(1985, 6, 30), datetime(2020, 1, 31, 12, tzinfo=UTC))
    toml = text.replace(": ", " = ").replace("metroworkshops", '"metroworkshops"').replace("applicant", '"applicant"')
    assert converter_of("tomlkit").loads(toml.replace("id = a", 'id = "a"'), mw.Applicant) == applicant


def test_hostile_values_of_a_back_end_are_refused_and_no_crash() -> None:
    nested: Any = {"format": "metroworkshops"}
    for _ in range(5000):
        nested = {"format": nested}
    header = {"format": "metroworkshops", "version": 1, "kind": "city"}
    for data in (nested, {1: 2}, {**header, "coordinates": [math.nan, math.inf]}, {**header, "id": b"x"}, object()):
        with pytest.raises(mw.DocumentError):
            converter_of("json").structure(data, mw.City)
