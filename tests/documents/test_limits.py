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


def test_a_limit_is_a_whole_number_of_1_or_more() -> None:
    for bad in (0, -1, True, 1.5, "1"):
        with pytest.raises(InvalidValue, match="a limit must be a whole number of 1 or more"):
            Limits(size=bad)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="'depth' must be at most 100"):
        Limits(depth=101)
