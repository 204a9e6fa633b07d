"""Places in a ranking and tallies as documents: numbers are exact, and nothing in them contradicts itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import Quota, QuotaCount, Ranked, RankedPart, Score, Tally, Truth, WorksIn, documents
from metroworkshops.documents.exact import read_exact, written_exact
from metroworkshops.documents.faults import Faulty, came

READERS = [
    Score("a-017", "motivation", points=points, by=by) for points, by in ((3, "one"), (4.5, "two"), (3.5, "six"))
]
LOCAL = RankedPart("local", 2, possible=2, out_of=2, truth="yes")
MOTIVATION = RankedPart(
    "motivation", Fraction(11, 3), possible=Fraction(11, 3), out_of=Fraction(9, 2), truth=None, scores=READERS
)
RANKED = Ranked(
    1,
    "a-017",
    outcome="eligible",
    total=Fraction(17, 3),
    possible=Fraction(17, 3),
    parts=[LOCAL, MOTIVATION],
)
TALLY = Tally(
    capacity=2, eligible=3, undecided=1, quotas=[QuotaCount(Quota("local", WorksIn("port"), at_least=1), 2, unknown=1)]
)


def refused(value: mw.Ranked | mw.Tally, change: Callable[[Any], object]) -> list[str]:
    data = json.loads(documents.dumps(value))
    change(data)
    with pytest.raises(mw.DocumentError) as caught:
        documents.loads(json.dumps(data))
    return [str(fault) for fault in caught.value.faults]


def test_a_number_is_written_as_one_where_it_is_exact_and_as_a_fraction_otherwise() -> None:
    data = json.loads(documents.dumps(RANKED))
    assert (data["total"], data["parts"][1]["out_of"], data["parts"][0]["points"]) == ("17/3", 4.5, 2)
    assert "truth" not in data["parts"][1]
    assert documents.loads(documents.dumps(RANKED)) == RANKED


@example(Fraction(10**400 + 1, 3))  # which no float is near
@example(Fraction(10**400 + 1, 2))
@given(st.fractions(min_value=0).filter(lambda number: number.denominator != 1))
def test_every_exact_number_goes_there_and_back(number: Fraction) -> None:
    written = written_exact(number)
    assert read_exact(json.loads(json.dumps(written)), None) == number
    assert isinstance(written, str) or Fraction(repr(written)) == number


@given(st.floats(min_value=0, allow_infinity=False))
def test_a_number_is_read_as_the_decimal_that_is_written(number: float) -> None:
    assert read_exact(number, None) == Fraction(repr(number))


@pytest.mark.parametrize(
    "given",
    [
        "7/2",
        "14/6",
        "6/3",
        "0/3",
        "7/0",
        "07/3",
        "-7/3",
        "7 / 3",
        "3",
        "6/1",
        True,
        None,
        1e999,
        [7, 3],
        "1/" + "3" * 5000,
    ],
)
def test_what_is_no_exact_number_is_refused(given: Any) -> None:
    with pytest.raises(Faulty) as caught:
        read_exact(given, None)
    must = 'must be a number such as 3.5, or a fraction in lowest terms such as "7/3" where no number is exact'
    assert caught.value.faults == (((), f"{must}, got {came(given)}"),)


def test_a_place_that_does_not_add_up_is_refused_with_its_place() -> None:
    assert refused(RANKED, lambda data: data.update(total=5)) == [
        "$.total: 'total' must be the sum of the parts, 17/3; got 5"
    ]
    assert refused(RANKED, lambda data: data.update(possible=6, rank=0)) == [
        "$.rank: 'rank' must be a whole number of 1 or more such as 1, got 0",
        "$.possible: 'possible' must be the sum of the parts, 17/3; got 6",
    ]
    assert refused(RANKED, lambda data: data.update(applicant="a-018"))[0] == (
        "$.parts[1].scores[0].applicant: the scores must be those of 'a-018', got one of 'a-017'"
    )
    assert refused(RANKED, lambda data: data["parts"][0].update(truth="no")) == [
        "$.parts[0].points: 'points' must be what follows from the answer 'no', 0; got 2",
        "$.parts[0].possible: 'possible' must be what follows from the points and the answer, 0; got 2",
    ]
    assert refused(RANKED, lambda data: data["parts"][0].pop("truth")) == [
        "$.parts[0].truth: 'truth' must be left out where there are scores, and only there; got neither"
    ]
    assert refused(RANKED, lambda data: data["parts"][1].update(id="merit"))[0] == (
        "$.parts[1].scores[0].criterion: the scores must be for 'merit', got one for 'motivation'"
    )
    assert refused(RANKED, lambda data: data["parts"][1].update(out_of=3)) == [
        "$.parts[1].points: 'points' must be from 0 to 3, got 11/3"
    ]
    assert refused(RANKED, lambda data: data["parts"].append(data["parts"][0]))[-1] == (
        "$.parts[2].id: every id in 'parts' must be given once, got 'local' again"
    )


def test_the_constructor_refuses_the_same() -> None:
    with pytest.raises(mw.InvalidValue, match="must be the sum of the parts, 17/3; got 4"):
        evolve(RANKED, total=4)
    with pytest.raises(mw.InvalidValue, match="must be what follows from the answer 'unknown', 0; got 2"):
        evolve(LOCAL, truth=Truth.UNKNOWN)
    with pytest.raises(mw.InvalidValue, match="'out_of' must be a number of 0 or more, got -1"):
        evolve(LOCAL, out_of=-1)


def test_a_tally_that_counts_more_than_there_are_is_refused_with_its_place() -> None:
    assert documents.loads(documents.dumps(TALLY)) == TALLY
    assert documents.loads(documents.dumps(Tally())) == Tally()
    assert refused(TALLY, lambda data: data["quotas"][0].update(met=4)) == [
        "$.quotas[0]: 'met' and 'unknown' must not be more than the 4 who were counted, got 5"
    ]
    assert refused(TALLY, lambda data: data["quotas"].append(data["quotas"][0])) == [
        "$.quotas[1].quota.id: each quota must be counted once, got 'local' again"
    ]
    assert refused(TALLY, lambda data: data["quotas"][0]["quota"].pop("at_least"))[0].startswith("$.quotas[0].quota")


def test_a_score_is_within_its_bounds() -> None:
    score = json.loads(documents.dumps(READERS[1]))
    assert score["points"] == 4.5
    for points in (-1, 1_000_001, 0.1234567, "3"):
        with pytest.raises(mw.DocumentError) as caught:
            documents.loads(json.dumps(score | {"points": points}), Score)
        assert [fault.path for fault in caught.value.faults] == ["$.points"]


@pytest.mark.parametrize("value", [READERS[0], RANKED])
def test_under_pseudonyms_it_is_refused(value: mw.Score | mw.Ranked) -> None:
    with pytest.raises(mw.InvalidValue, match="must be an Applicant or a Decision"):
        mw.tables.Pseudonyms(b"for tests alone: no secret at all").value(value)
