"""Ids that are given once, and announcements in order: whatever could not be read beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from metroworkshops import Partner, Session
from metroworkshops.domain.value import HOLE, announced_in_order, unique_ids

A, B = Partner("a", "A"), Partner("b", "B")
EARLIER = Session("s", "S", when="2020-03").moved_to("2020-04", announced=datetime(2020, 3, 1, tzinfo=UTC)).earlier[0]
LATER = Session("s", "S", when="2020-03").moved_to("2020-05", announced=datetime(2020, 9, 1, tzinfo=UTC)).earlier[0]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], []),
        ([A, B], []),
        ([HOLE, HOLE], []),
        ([A, A], [("every id in 'partners' must be given once, got 'a' again", "a", "partners[1].id")]),
        ([HOLE, B, A, B], [("every id in 'partners' must be given once, got 'b' again", "b", "partners[3].id")]),
    ],
)
def test_every_id_is_given_once(given: Sequence[object], told: list[tuple[str, object, str]]) -> None:
    condition = unique_ids("partners")
    assert condition.fields == ("partners",)
    assert [(one.message, one.value, one.where) for one in condition.problems(given)] == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([EARLIER, LATER], []),
        ([EARLIER, EARLIER], []),
        (
            [LATER, HOLE, EARLIER],
            [
                (
                    (
                        "'earlier' must be in the order of announcement, got 2020-03-01T00:00:00+00:00 after "
                        "2020-09-01T00:00:00+00:00"
                    ),
                    EARLIER.announced,
                    "earlier[2].announced",
                )
            ],
        ),
    ],
)
def test_what_was_announced_stands_in_order(given: Sequence[object], told: list[tuple[str, object, str]]) -> None:
    condition = announced_in_order("earlier")
    assert condition.fields == ("earlier",)
    assert [(one.message, one.value, one.where) for one in condition.problems(given)] == told


def test_what_could_not_be_read_prints_as_such() -> None:
    assert repr([HOLE, A]) == "[HOLE, Partner(id='a', name=Text('A'))]"
