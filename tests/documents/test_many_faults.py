"""A document with very many faults is read no further than anybody mends."""

from __future__ import annotations

import json
from typing import Any

import pytest

import metroworkshops as mw
from metroworkshops import DocumentError
from metroworkshops.documents import Limits

HEADER = {"format": "metroworkshops", "version": 1, "kind": "edition", "programme": "a.example", "id": "e"}
MANY = 30_000
MORE = "must not have so many faults: 9001 more and perhaps others are not told; Limits(faults=...) tells more"


def refused(text: str, faults: int = 1000) -> list[mw.Fault]:
    with pytest.raises(DocumentError) as caught:
        mw.documents.loads(text, limits=Limits(faults=faults))
    return list(caught.value.faults)


def test_a_list_with_very_many_faults_is_read_no_further() -> None:
    text = json.dumps({**HEADER, "sessions": [{}] * MANY})
    faults = refused(text, faults=2 * MANY)
    assert len(faults) == 10_001
    assert (faults[-2].path, faults[-1].path) == ("$.sessions[4999].title", "$.sessions[5000]")
    assert faults[-1].message == "25000 elements from here on are not read, after so many faults"
    assert refused(text)[-1].message == MORE


def test_so_it_is_within_the_elements_of_a_list() -> None:
    sessions = [{"id": f"s-{n}", "title": "S", "parts": [{}] * 3_000} for n in range(10)]
    faults = refused(json.dumps({**HEADER, "sessions": sessions}), faults=2 * MANY)
    assert [fault.path for fault in faults[-2:]] == ["$.sessions[3].parts[2999].id", "$.sessions[4]"]


def test_the_last_elements_that_are_wrong_are_still_told_by_themselves() -> None:
    faults = refused(json.dumps({**HEADER, "milestones": [1] * 10_000}), faults=2 * MANY)
    assert len(faults) == 10_000
    assert faults[-1].path == "$.milestones[9999]"


@pytest.mark.parametrize(
    "extra",
    [
        {"sessions": [f"s-{n}" for n in range(MANY)]},
        {"cities": [{"id": f"c-{n}"} for n in range(MANY)]},
        {"cities": [{"id": f"c-{n}", "name": "C", "country": "IT"} for n in range(MANY)]},
        {"sessions": [{"id": "s", "title": "S", "places": [f"c-{n}" for n in range(MANY)]}]},
        {"title": {f"en-x-v{n}": "" for n in range(MANY)}},
    ],
    ids=["sessions elsewhere", "cities", "cities named nowhere", "places not there", "blank titles"],
)
def test_so_it_is_wherever_there_may_be_many(extra: dict[str, Any]) -> None:
    faults = refused(json.dumps({**HEADER, **extra}), faults=2 * MANY)
    assert 10_000 <= len(faults) <= MANY


def test_of_keys_given_twice_the_first_are_told() -> None:
    faults = refused("[" + ",".join(['{"a": 1, "a": 2}'] * MANY) + "]", faults=2 * MANY)
    assert len(faults) == 10_000
    assert {fault.path for fault in faults} == {f"$[{n}].a" for n in range(10_000)}


def test_they_are_told_in_the_order_of_the_document() -> None:
    """Cities are looked at first, wherever they stand."""
    text = json.dumps({**HEADER, "organisations": [1] * 2, "cities": [1] * 9_998})
    assert [fault.path for fault in refused(text)[:3]] == ["$.organisations[0]", "$.organisations[1]", "$.cities[0]"]
