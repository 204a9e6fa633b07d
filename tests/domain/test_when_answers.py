"""What is asked of two statements about days is answered over all their completions.

The oracle writes down every completion as a set of days and asks each pair; it shares no function with the library.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metroworkshops import Truth, When
from metroworkshops.domain.completion import Run

Completion = frozenset[int]
Case = tuple[str, list[Completion]]
# Statements lie on days 3 to 8 of a month; runs that are open at an end reach to day 1 or 10, which is as good as
# for ever: no other statement goes there.
FIRST, LAST = 1, 10


def runs(starts: range, ends: range) -> list[Completion]:
    return [frozenset(range(s, e + 1)) for s in starts for e in ends if s <= e]


def day(number: int) -> str:
    return f"2024-01-{number:02}"


@st.composite
def cases(draw: st.DrawFn) -> Case:
    a, b = sorted(draw(st.tuples(st.integers(3, 8), st.integers(3, 8))))
    form = draw(
        st.sampled_from(["days", "window", "open", "from", "to", "set", "parts", "one of", "one of a run", "unknown"])
    )
    if form == "days":
        return f"{day(a)}/{day(b)}", runs(range(a, a + 1), range(b, b + 1))
    if form == "window":
        return f"{day(a)}~/{day(b)}~", runs(range(a, b + 1), range(a, b + 1))
    if form == "open":
        return f"{day(a)}/..", [frozenset(range(a, LAST + 1))]
    if form == "open before":
        return f"../{day(b)}", [frozenset(range(FIRST, b + 1))]
    if form == "from":
        return f"{day(a)}/", runs(range(a, a + 1), range(a, LAST + 1))
    if form == "to":
        return f"/{day(b)}", runs(range(FIRST, b + 1), range(b, b + 1))
    if form == "one of a run":
        return f"[{day(a)}..{day(b)}]", [frozenset([number]) for number in range(a, b + 1)]
    if form == "unknown":
        return "XXXX", runs(range(FIRST, LAST + 1), range(FIRST, LAST + 1))
    chosen = sorted(draw(st.sets(st.integers(3, 8), min_size=2, max_size=4)))
    if form == "set":
        return "{" + ",".join(map(day, chosen)) + "}", [frozenset(chosen)]
    if form == "one of":
        return "[" + ",".join(map(day, chosen)) + "]", [frozenset([number]) for number in chosen]
    if b - a >= 1 and b + 1 <= 8:
        return f"{{{day(a)}..{day(b - 1)},{day(b + 1)}}}", [frozenset([*range(a, b), b + 1])]
    return day(a), [frozenset([a])]


def over_all(first: Case, second: Case, ask: Callable[[Completion, Completion], bool]) -> Truth:
    answers = {ask(a, b) for a in first[1] for b in second[1]}
    if answers == {True}:
        return Truth.YES
    return Truth.NO if answers == {False} else Truth.UNKNOWN


@settings(max_examples=12 * settings().max_examples)
@given(cases(), cases())
def test_before_is_answered_over_all_completions(first: Case, second: Case) -> None:
    expected = over_all(first, second, lambda a, b: max(a) < min(b))
    assert When.parse(first[0]).before(When.parse(second[0])) is expected
    assert When.parse(second[0]).after(When.parse(first[0])) is expected


@settings(max_examples=12 * settings().max_examples)
@given(cases(), cases())
def test_overlap_and_clash_are_answered_over_all_completions(first: Case, second: Case) -> None:
    expected = over_all(first, second, lambda a, b: bool(a & b))
    mine, other = When.parse(first[0]), When.parse(second[0])
    assert mine.overlaps(other) is other.overlaps(mine) is expected
    assert mine.clashes_with(other) is other.clashes_with(mine) is expected


@settings(max_examples=12 * settings().max_examples)
@given(cases(), cases())
def test_membership_is_answered_over_all_completions(first: Case, second: Case) -> None:
    expected = over_all(first, second, lambda a, b: b <= a)
    assert When.parse(first[0]).contains(When.parse(second[0])) is expected


@settings(max_examples=8 * settings().max_examples)
@given(cases(), st.integers(3, 8))
def test_a_day_is_a_member_or_not(case: Case, number: int) -> None:
    expected = over_all(case, ("", [frozenset([number])]), lambda a, b: b <= a)
    assert When.parse(case[0]).contains(date(2024, 1, number)) is expected


def subsets(days: Completion) -> set[Completion]:
    return {frozenset(chosen) for size in range(1, len(days) + 1) for chosen in combinations(sorted(days), size)}


def meanings(case: Case) -> set[Completion]:
    """Every set of days that a statement allows: a session within a window may fall on separate days of it."""
    text, completions = case
    if "~" in text or text == "XXXX":
        return set().union(*(subsets(days) for days in completions))
    if text.endswith("/"):
        first = min(completions[0])
        return {days for days in subsets(max(completions, key=len)) if min(days) == first}
    if text.startswith("/"):
        last = max(completions[0])
        return {days for days in subsets(max(completions, key=len)) if max(days) == last}
    return set(completions)


@settings(max_examples=8 * settings().max_examples)
@given(cases(), cases())
def test_narrowing_is_saying_the_same_or_more(first: Case, second: Case) -> None:
    mine, other = When.parse(first[0]), When.parse(second[0])
    assert mine.narrows(other) is (meanings(first) <= meanings(second))


@pytest.mark.parametrize(
    ("mine", "other", "answer"),
    [
        ("[2024-01-01..2024-01-31]", "2024-01-05/2024-01-06", Truth.NO),  # one day holds no two
        ("{2024-01-01,2024-01-05..2024-01-09}", "/2024-01-08", Truth.UNKNOWN),
        ("{2024-01-01,2024-01-03,2024-01-05..2024-01-09}", "/2024-01-08", Truth.UNKNOWN),
        ("{2024-01-01,2024-01-03,2024-01-05..2024-01-07}", "/2024-01-08", Truth.NO),
    ],
)
def test_what_is_held_may_lie_in_any_of_several_runs(mine: str, other: str, answer: Truth) -> None:
    assert When.parse(mine).contains(When.parse(other)) is answer


@settings(max_examples=8 * settings().max_examples)
@given(cases())
def test_bounds_are_the_outermost_of_all_completions(case: Case) -> None:
    when = When.parse(case[0])
    firsts, lasts = [min(days) for days in case[1]], [max(days) for days in case[1]]
    for found, expected in (
        (when.starts.earliest, min(firsts)),
        (when.starts.latest, max(firsts)),
        (when.ends.earliest, min(lasts)),
        (when.ends.latest, max(lasts)),
    ):
        assert (found and found.day) == (expected if 3 <= expected <= 8 else None)


@pytest.mark.parametrize(
    ("mine", "other", "answer"),
    [
        ("2023-05-04T09:00/2023-05-04T12:00", "2023-05-04T14:00/2023-05-04T18:00", Truth.NO),
        ("2023-05-04T09:00/2023-05-04T14:00", "2023-05-04T14:00/2023-05-04T18:00", Truth.NO),
        ("2023-05-04T09:00/2023-05-04T14:01", "2023-05-04T14:00/2023-05-04T18:00", Truth.YES),
        ("2023-05-04T09:00/2023-05-04T12:00", "2023-05-04", Truth.YES),
        ("2023-05-04T09:00/2023-05-04T12:00", "2023-05", Truth.UNKNOWN),
    ],
)
def test_clock_times_can_keep_two_apart_on_one_day(mine: str, other: str, answer: Truth) -> None:
    assert When.parse(mine).clashes_with(When.parse(other)) is answer


@pytest.mark.parametrize(
    ("mine", "other", "answer"),
    [
        ("2024-01-05", "2024-01-05", Truth.NO),
        ("2024-01-05", "2024-01-06", Truth.YES),
        ("[2024-01-04..2024-01-05]", "[2024-01-05..2024-01-06]", Truth.UNKNOWN),
        ("[2024-01-04..2024-01-05]", "[2024-01-06..2024-01-07]", Truth.YES),
        ("[2024-01-05..2024-01-06]", "[2024-01-04..2024-01-05]", Truth.NO),
    ],
)
def test_what_is_before_is_over_before_the_other_begins(mine: str, other: str, answer: Truth) -> None:
    assert When.parse(mine).before(When.parse(other)) is answer


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ("{2024-01-05,2024-01-06}", "2024-01-05/2024-01-06"),
        ("{2024-01-05,2024-01-06,2024-01-07}", "2024-01-05/2024-01-07"),
        ("{2024-01-03,2024-01-05,2024-01-06,2024-01-07}", "{2024-01-03,2024-01-05..2024-01-07}"),
    ],
)
def test_days_that_touch_are_one_run(mine: str, other: str) -> None:
    one, same = When.parse(mine), When.parse(other)
    assert one.contains(same) is same.contains(one) is Truth.YES
    assert one.narrows(same)
    assert same.narrows(one)


@pytest.mark.parametrize("gap", ["{2024-01-05,2024-01-07}", "{2024-01-04..2024-01-05,2024-01-07..2024-01-08}"])
def test_days_with_a_gap_are_not(gap: str) -> None:
    days, whole = When.parse(gap), When.parse("2024-01-05/2024-01-07")
    assert days.contains(whole) is Truth.NO
    assert not days.narrows(whole)
    assert not whole.narrows(days)


def test_a_run_of_a_known_length_has_the_bounds_of_all_that_it_may_turn_out_as() -> None:
    """Each run that begins on days 1 to 4 and ends on days 1 to 4, for each length of up to three days."""
    days, lengths = range(1, 5), [(1, 1), (1, 2), (2, 2), (2, 3), (3, 3)]
    for start_from, start_to, end_from, end_to, (least, most) in product(days, days, days, days, lengths):
        starts, ends = range(start_from, start_to + 1), range(end_from, end_to + 1)
        found = [(start, end) for start in starts for end in ends if least <= end - start + 1 <= most]
        drawn = Run(start_from, start_to, end_from, end_to).lasting(least, most)
        if found:
            first, last = [start for start, _ in found], [end for _, end in found]
            assert drawn == Run(min(first), max(first), min(last), max(last), least, most)


def test_a_day_in_a_gap_is_a_no() -> None:
    assert When.parse("{2022-02-03,2022-02-10}").contains(date(2022, 2, 5)) is Truth.NO
    assert When.parse("[2020-03,2020-05]").overlaps(When.parse("2020-04")) is Truth.NO
