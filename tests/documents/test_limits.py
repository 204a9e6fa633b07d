"""A hostile document costs little time and memory, and its error is no larger than somebody can read."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

import metroworkshops as mw
from metroworkshops import DocumentError, Edition, InvalidValue
from metroworkshops.documents import Limits

HEADER = {"format": "metroworkshops", "version": 1, "kind": "edition", "programme": "a.example", "id": "e"}
SECONDS = 10
"""Far more than any of these takes on a slow machine, and far less than one that grows with the square would."""


def refused(text: str | bytes, **limits: int) -> list[mw.Fault]:
    started = perf_counter()
    with pytest.raises(DocumentError) as caught:
        mw.documents.loads(text, Edition, limits=Limits(**limits))
    assert perf_counter() - started < SECONDS
    return list(caught.value.faults)


def test_a_larger_document_is_refused_before_it_is_read() -> None:
    text = mw.documents.dumps(mw.metropolitan_workshops().edition("2020"))
    (fault,) = refused(text, size=100)
    assert fault.message == f"must not be larger than 100 bytes, got {len(text)}; Limits(size=...) allows more"
    assert mw.documents.loads(text, limits=Limits(size=len(text)))


def test_a_larger_file_is_refused_after_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(10**11)  # a hundred gigabytes, of which the disk holds none
    with pytest.raises(DocumentError, match="must not be larger than 1000 bytes, got 100000000000"):
        mw.documents.load(path, limits=Limits(size=1000))


@pytest.mark.parametrize("form", ["yaml", "toml"])
def test_the_other_forms_have_the_same_limits(form: Any) -> None:
    text = mw.documents.dumps(mw.metropolitan_workshops().edition("2020"), form=form)
    with pytest.raises(DocumentError, match="must not be larger than 100 bytes"):
        mw.documents.loads(text, form=form, limits=Limits(size=100))
    broken = text.replace("2020-0", "2020-9")
    with pytest.raises(DocumentError) as caught:
        mw.documents.loads(broken, form=form, limits=Limits(faults=1))
    assert len(caught.value.faults) == 2
    assert caught.value.faults[0].line is not None


@pytest.mark.parametrize("form", ["yaml", "toml"])
@pytest.mark.parametrize("text", ["a = " + "1" * 1_000_000, b"a: " + b"1" * 1_000_000, "é" * 5_000_000])
def test_a_form_for_writing_by_hand_is_not_longer_than_anybody_writes(form: Any, text: str | bytes) -> None:
    with pytest.raises(DocumentError, match="must not be longer than 1000000 characters in a form for writing by hand"):
        mw.documents.loads(text, form=form)


def test_depth_is_limited() -> None:
    data = {**HEADER, "title": {"en": [[["deep"]]]}}
    assert "must not be nested more than 3 levels deep" in refused(json.dumps(data), depth=3)[0].message
    assert "nested" in refused("[" * 100_000 + "]" * 100_000)[0].message
    assert "nested" in refused('{"a":' * 500 + "1" + "}" * 500)[0].message


def test_as_many_faults_are_told_as_were_asked_for() -> None:
    sessions = [{"id": f"s-{n}", "title": "S", "when": "2020-13"} for n in range(50)]
    faults = refused(json.dumps({**HEADER, "sessions": sessions}), faults=7)
    assert [fault.path for fault in faults[:-1]] == [f"$.sessions[{n}].when" for n in range(7)]
    assert faults[-1].message == "must not have so many faults: 43 more are not told; Limits(faults=...) tells more"
    assert len(refused(json.dumps({**HEADER, "sessions": sessions}))) == 50


@pytest.mark.parametrize(
    "extra",
    [
        {f"key-{n}": n for n in range(50_000)},
        {"sessions": [{"id": "s"} for _ in range(10_000)]},
        {"sessions": [1] * 50_000},
        {"sources": [""] * 50_000},
        {"title": {f"no tag {n}": "t" for n in range(20_000)}},
        {"title": "t" * 10_000_000, "fee": 1},
        {"cities": [{"id": "a", "name": "A", "country": "IT", "time_zone": "Europe/Rome"}] * 10_000},
        {"eligibility": {"rule": "all of", "of": [{"rule": "speakes"}] * 5_000}},
    ],
    ids=["unknown keys", "bare sessions", "no sessions", "blank texts", "tags", "long text", "one city", "rules"],
)
def test_any_number_of_faults_costs_little_and_is_told_shortly(extra: dict[str, Any]) -> None:
    faults = refused(json.dumps({**HEADER, **extra}))
    assert 1 <= len(faults) <= 1001
    assert sum(len(str(fault)) for fault in faults) < 1_000_000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("NaN", "must be JSON, which has no NaN"),
        ('{"capacity": -Infinity}', "must be JSON, which has no -Infinity"),
        ('{"capacity": ' + "9" * 5000 + "}", "digits"),
        ('"\\ud800"', "without lone surrogates"),
        ("", "must be JSON: Expecting value at line 1, column 1"),
    ],
)
def test_what_json_does_not_have_is_refused_clearly(text: str, message: str) -> None:
    (fault,) = refused(text)
    assert message in fault.message


def test_many_faults_of_one_kind_keep_the_order_of_the_document() -> None:
    data = {"zeta": 1, **HEADER, "alpha": 2, "capacity": "many"}
    assert [fault.path for fault in refused(json.dumps(data))] == ["$.zeta", "$.alpha", "$.capacity"]


@pytest.mark.parametrize("limit", ["size", "depth", "faults"])
@pytest.mark.parametrize("bad", [0, -1, True, 1.5, "1"])
def test_a_limit_is_a_whole_number_of_1_or_more(limit: str, bad: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        Limits(**{limit: bad})
    assert str(caught.value) == f"a limit must be a whole number of 1 or more such as 1000, got {bad!r}"
    assert caught.value.value is bad
    assert getattr(Limits(**{limit: 1}), limit) == 1


def test_a_depth_is_at_most_that_of_the_deepest_that_is_written() -> None:
    with pytest.raises(InvalidValue) as caught:
        Limits(depth=101)
    assert str(caught.value) == "'depth' must be at most 100, which no document of ours passes; got 101"
    assert caught.value.value == 101
    assert Limits(depth=100) == Limits()


def test_limits_are_those_of_a_hundred_thousand_applicants_unless_told_otherwise() -> None:
    assert (Limits().size, Limits().depth, Limits().faults) == (64 * 1024 * 1024, 100, 1000)


@pytest.mark.parametrize(("kind", "subject"), [((), "document"), ((Edition,), "Edition")])
def test_a_document_is_read_up_to_its_last_byte_and_a_larger_one_not_at_all(
    tmp_path: Path, kind: tuple[type[Edition], ...], subject: str
) -> None:
    path = tmp_path / "edition.json"
    text = json.dumps(HEADER)
    path.write_text(text, encoding="utf-8")
    for read, source in ((mw.documents.load, path), (mw.documents.loads, text)):
        act: Any = read
        assert act(source, *kind, limits=Limits(size=len(text))) == Edition("a.example", "e")
        with pytest.raises(DocumentError) as caught:
            act(source, *kind, limits=Limits(size=len(text) - 1))
        told = f"must not be larger than {len(text) - 1} bytes, got {len(text)}; Limits(size=...) allows more"
        assert str(caught.value) == f"cannot read {subject}:\n  $: {told}"


def test_a_file_has_the_limits_that_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "edition.json"
    path.write_text(json.dumps({**HEADER, "fee": 1, "price": 2, "title": [[]]}), encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        mw.documents.load(path, limits=Limits(faults=1))
    last = "must not have so many faults: 2 more are not told; Limits(faults=...) tells more"
    assert [fault.path for fault in caught.value.faults] == ["$.fee", "$"]
    assert caught.value.faults[-1].message == last


def test_the_last_fault_says_how_many_more_there_are() -> None:
    def told(faults: int, limit: int) -> list[tuple[str, str]]:
        text = json.dumps({**HEADER, "sources": [7] * faults})
        return [(fault.path, fault.message) for fault in refused(text, faults=limit)]

    each = [(f"$.sources[{index}]", 'must be text such as "2020", got 7') for index in range(10_000)]
    assert told(3, 4) == told(3, 3) == each[:3]
    for limit in (1, 2):
        more = f"must not have so many faults: {3 - limit} more are not told; Limits(faults=...) tells more"
        assert told(3, limit) == [*each[:limit], ("$", more)]
    more = "must not have so many faults: 9998 more are not told; Limits(faults=...) tells more"
    assert told(9_999, 1) == [each[0], ("$", more)]
    perhaps = "must not have so many faults: 9999 more and perhaps others are not told; Limits(faults=...) tells more"
    assert told(10_000, 1) == [each[0], ("$", perhaps)]
    unread = "2 elements from here on are not read, after so many faults"
    assert told(10_002, 20_000) == [*each, ("$.sources[10000]", unread)]


def test_a_hundred_unknown_keys_of_one_object_are_told_and_the_others_counted() -> None:
    def told(keys: int) -> list[tuple[str, str]]:
        city = {"id": "c", "name": "C", "country": "IT", "time_zone": "Europe/Rome"}
        text = json.dumps({**HEADER, "cities": [{**city, **{f"key-{n}": n for n in range(keys)}}]})
        return [(fault.path, fault.message) for fault in refused(text)]

    assert len(told(100)) == 100
    assert told(102) == [("$.cities[0]", "must have none of 2 more unknown keys"), *told(100)]


@pytest.mark.parametrize(
    ("came", "told"),
    [("x" * 78, f'"{"x" * 78}"'), ("x" * 79, f'"{"x" * 76}...'), ("x" * 80, f'"{"x" * 76}...'), (["é"], '["é"]')],
)
def test_what_came_is_told_whole_up_to_80_characters(came: object, told: str) -> None:
    (fault,) = refused(json.dumps({**HEADER, "capacity": came}))
    assert fault.message == f"must be a whole number such as 25, got {told}"


@pytest.mark.parametrize(
    ("data", "depth", "place"),
    [
        ({**HEADER, "title": {"en": {}}}, 3, None),
        ({**HEADER, "title": {"en": [1]}}, 3, "$.title.en[0]"),
        ({**HEADER, "title": {"en": [[[1]]]}}, 4, "$.title.en[0]"),
        ({**HEADER, "sessions": [{"id": 1}]}, 2, "$.sessions[0]"),
        ({**HEADER, "title": {"en": [1]}, "wording": {}}, 3, "$.title.en[0]"),
        ({**HEADER, "sources": [[1]], "cities": []}, 3, "$.sources[0][0]"),
        (HEADER, 1, "$.format"),
        ({**HEADER, "sources": []}, 2, None),
        ({**HEADER, "sources": [1]}, 2, "$.sources[0]"),
        ({**HEADER, "sources": [1]}, 3, None),
    ],
)
def test_a_document_may_be_nested_as_deeply_as_is_asked_for(
    data: dict[str, Any], depth: int, place: str | None
) -> None:
    try:
        mw.documents.loads(json.dumps(data), limits=Limits(depth=depth))
        told = []
    except DocumentError as e:
        told = [(fault.path, fault.message) for fault in e.faults]
    message = f"must not be nested more than {depth} levels deep, got more"
    assert (told == [(place, message)]) if place else message not in dict(told).values()
