"""Kleene's strong three-valued logic."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metroworkshops import InvalidValue, Truth

Y, N, U = Truth.YES, Truth.NO, Truth.UNKNOWN
truths = st.sampled_from(Truth)

AND = {
    (Y, Y): Y, (Y, N): N, (Y, U): U,
    (N, Y): N, (N, N): N, (N, U): N,
    (U, Y): U, (U, N): N, (U, U): U,
}  # fmt: skip
OR = {
    (Y, Y): Y, (Y, N): Y, (Y, U): Y,
    (N, Y): Y, (N, N): N, (N, U): U,
    (U, Y): Y, (U, N): U, (U, U): U,
}  # fmt: skip


@pytest.mark.parametrize(("a", "b"), list(product(Truth, Truth)))
def test_the_tables_are_kleenes(a: Truth, b: Truth) -> None:
    assert (a & b) is AND[a, b]
    assert (a | b) is OR[a, b]


def test_not_turns_what_is_settled() -> None:
    assert (~Y, ~N, ~U) == (N, Y, U)


@given(truths, truths, truths)
def test_order_and_grouping_do_not_matter(a: Truth, b: Truth, c: Truth) -> None:
    assert (a & b) is (b & a)
    assert (a | b) is (b | a)
    assert ((a & b) & c) is (a & (b & c))
    assert ((a | b) | c) is (a | (b | c))
    assert (a & (b | c)) is ((a & b) | (a & c))


@given(truths, truths)
def test_de_morgan(a: Truth, b: Truth) -> None:
    assert ~(a & b) is (~a | ~b)
    assert ~(a | b) is (~a & ~b)


@given(st.integers(0, 4), st.lists(truths, min_size=1, max_size=5))
def test_at_least_holds_when_it_holds_however_the_unknown_turns_out(n: int, answers: list[Truth]) -> None:
    unknown = answers.count(U)
    counts = {answers.count(Y) + settled.count(Y) for settled in product((Y, N), repeat=unknown)}
    outcomes = {count >= n for count in counts}
    expected = U if len(outcomes) == 2 else (Y if True in outcomes else N)
    assert Truth.at_least(n, answers) is expected


@given(st.lists(truths, min_size=1, max_size=5))
def test_all_of_and_any_of_are_the_operators_applied_again_and_again(answers: list[Truth]) -> None:
    all_of = any_of = answers[0]
    for answer in answers[1:]:
        all_of, any_of = all_of & answer, any_of | answer
    assert Truth.all_of(answers) is all_of
    assert Truth.any_of(answers) is any_of


def test_of_nothing_the_answer_is_unknown() -> None:
    assert Truth.all_of([]) is Truth.any_of([]) is Truth.at_least(0, []) is U


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(InvalidValue, match="0 or more"):
        Truth.at_least(-1, [Y])


@pytest.mark.parametrize("answer", Truth)
def test_three_answers_are_not_two(answer: Truth) -> None:
    with pytest.raises(TypeError, match=r"is Truth\.YES"):
        bool(answer)


def test_an_operator_takes_answers_only() -> None:
    with pytest.raises(TypeError):
        Y & True  # type: ignore[operator]
