"""What is asked of sessions is answered over all the ways in which their days may turn out.

The oracle writes down every completion of a session as a set of days and asks each; it shares no function with src.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metroworkshops import Edition, Length, Part, Session, Truth

Completion = frozenset[int]
Case = tuple[dict[str, Any], list[Completion]]
FIRST, LAST = 3, 8


def day(number: int) -> str:
    return f"2024-01-{number:02}"


def window(first: int, last: int) -> str:
    return f"{day(first)}~/{day(last)}~"


def runs(first: int, last: int, least: int = 1, most: int = 99) -> list[Completion]:
    return [
        frozenset(range(start, end + 1))
        for start in range(first, last + 1)
        for end in range(start, last + 1)
        if least <= end - start + 1 <= most
    ]


@st.composite
def parts(draw: st.DrawFn) -> Case:
    """Some parts, each on a day or within a window: the session is on their days alone."""
    ways: list[list[Completion]] = []
    made = []
    for number in range(draw(st.integers(1, 2))):
        first, last = sorted(draw(st.tuples(st.integers(FIRST, LAST), st.integers(FIRST, LAST))))
        exact = draw(st.booleans())
        made.append(Part(f"part-{number}", when=f"{day(first)}/{day(last)}" if exact else window(first, last)))
        ways.append([frozenset(range(first, last + 1))] if exact else runs(first, last))
    together = [frozenset[int]().union(*chosen) for chosen in product(*ways)]
    return {"when": window(FIRST, LAST), "parts": made}, together


@st.composite
def cases(draw: st.DrawFn) -> Case:
    first, last = sorted(draw(st.tuples(st.integers(FIRST, LAST), st.integers(FIRST, LAST))))
    form = draw(st.sampled_from(["days", "window", "length", "throughout", "one of", "parts"]))
    if form == "days":
        return {"when": f"{day(first)}/{day(last)}"}, [frozenset(range(first, last + 1))]
    if form == "length":
        least = draw(st.integers(1, last - first + 1))
        most = draw(st.integers(least, last - first + 1))
        return {"when": window(first, last), "length": Length(least, most)}, runs(first, last, least, most)
    if form == "throughout":
        whole = frozenset(range(first, last + 1))
        return {"when": window(first, last), "length": Length(throughout=True)}, [whole]
    if form == "one of":
        chosen = sorted(draw(st.sets(st.integers(FIRST, LAST), min_size=2, max_size=3)))
        return {"when": f"[{','.join(map(day, chosen))}]"}, [frozenset([number]) for number in chosen]
    if form == "parts":
        return draw(parts())
    return {"when": window(first, last)}, runs(first, last)


def answered(answers: set[bool]) -> Truth:
    if answers == {True}:
        return Truth.YES
    return Truth.NO if answers == {False} else Truth.UNKNOWN


@settings(max_examples=8 * settings().max_examples)
@given(cases(), cases())
def test_a_clash_is_answered_over_all_completions(first: Case, second: Case) -> None:
    a, b = Session("a", "A", **first[0]), Session("b", "B", **second[0])
    expected = answered({bool(mine & other) for mine in first[1] for other in second[1]})
    assert a.clashes_with(b) is b.clashes_with(a) is expected


def programme(cases: list[Case], choices: dict[int, str] | None = None) -> Edition:
    named = choices or {}
    return Edition(
        "workshops.example.org",
        "2024",
        sessions=[Session(str(n), "S", choice=named.get(n), **fields) for n, (fields, _) in enumerate(cases)],
    )


def apart(days: tuple[Completion, ...]) -> bool:
    return all(not a & b for a, b in combinations(days, 2))


@settings(max_examples=4 * settings().max_examples)
@given(st.lists(cases(), min_size=1, max_size=3))
def test_whether_one_person_can_attend_all_is_answered_over_all_completions(given_cases: list[Case]) -> None:
    expected = answered({apart(days) for days in product(*(completions for _, completions in given_cases))})
    assert programme(given_cases).can_attend_all() is expected


@settings(max_examples=4 * settings().max_examples)
@given(st.lists(cases(), min_size=3, max_size=3))
def test_with_a_choice_a_settled_answer_holds_in_every_completion(given_cases: list[Case]) -> None:
    answers = {
        any(apart((days[0], days[chosen])) for chosen in (1, 2))
        for days in product(*(completions for _, completions in given_cases))
    }
    answer = programme(given_cases, {1: "one", 2: "one"}).can_attend_all()
    assert answer in (Truth.UNKNOWN, answered(answers))


@pytest.mark.parametrize("days", [5, 10, 13])
def test_three_sessions_that_do_not_fit_one_month_together(days: int) -> None:
    """Any two of them have room, and so may all three up to ten days each: February has 29."""
    sessions = [Session(str(n), "S", when="2024-02", length=days) for n in range(3)]
    expected = Truth.UNKNOWN if days * 3 <= 29 else Truth.NO
    assert Edition("workshops.example.org", "2024", sessions=sessions).can_attend_all() is expected


def test_twelve_months_and_a_crowded_one_are_answered_at_once() -> None:
    apart_months = [Session(str(m), "S", when=f"2024-{m:02}") for m in range(1, 13)]
    crowded = [Session(f"c{n}", "S", when="2024-05", length=3) for n in range(8)]
    edition = Edition("workshops.example.org", "2024", sessions=[*apart_months, *crowded])
    assert edition.can_attend_all() is Truth.UNKNOWN
    assert Edition("workshops.example.org", "2024", sessions=apart_months).can_attend_all() is Truth.YES


@pytest.mark.parametrize(
    ("weekends", "hours", "last", "expected"),
    [
        (6, 0, 12, Truth.UNKNOWN),  # there is room
        (6, 0, 11, Truth.NO),
        (7, 0, 13, Truth.UNKNOWN),  # there is none, but seven are not tried in every order
        (6, 27, 12, Truth.NO),
        (6, 28, 12, Truth.UNKNOWN),  # each is at the time of more than sixteen others, on average
    ],
)
def test_as_many_as_are_looked_at_get_an_answer(weekends: int, hours: int, last: int, expected: Truth) -> None:
    """Two days each, all within a dozen; and quarters of an hour on one of those days, one after the other."""
    sessions = [Session(f"w{n}", "W", when=window(1, last), length=2) for n in range(weekends)]
    for n in range(hours):
        hour, quarter = f"{day(5)}T{8 + n // 4:02}", 15 * (n % 4)
        when = f"{hour}:{quarter:02}/{hour}:{quarter + 14:02}"
        sessions.append(Session(f"h{n}", "H", when=when, time_zone="Europe/Paris"))
    assert Edition("workshops.example.org", "2024", sessions=sessions).can_attend_all() is expected
