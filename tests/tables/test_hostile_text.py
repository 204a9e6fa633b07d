"""A text file of a stranger: however wide it is, and whatever is written in it, it costs little and is told shortly."""

from __future__ import annotations

import tracemalloc
from time import process_time

import pytest

from metroworkshops import Applicant, Column, DocumentError, TableMapping, Unreadable, tables

MAPPING = TableMapping([Column("Id", "id"), Column("Pays", "residence")])
SECONDS = 10
"""Far more than any of these takes on a slow machine, and far less than one that grows with the square would."""


def refused(source: bytes) -> DocumentError:
    started = process_time()
    with pytest.raises(DocumentError) as caught:
        tables.read(source, MAPPING)
    assert process_time() - started < SECONDS
    assert len(str(caught.value)) < 100_000
    return caught.value


def test_any_number_of_headers_that_nobody_knows_costs_little() -> None:
    error = refused(("Id;Pais;" + ";".join(f"c{n}" for n in range(200_000))).encode())
    assert error.faults[0].message == "must be there as the mapping says, got no such header (is it 'Pais'?)"
    assert [fault.path for fault in error.faults[1:3]] == ["row 1, column Pais", "row 1, column c0"]
    assert len(error.faults) == 101
    assert str(error.faults[-1]) == "row 1: must not have so many faults: 199902 more are not told"


def test_one_header_any_number_of_times_costs_little() -> None:
    error = refused(b"Id;Pays" + b";Pays" * 200_000)
    assert str(error.faults[0]) == "row 1, column Pays: every header must be there once, got it again"
    assert str(error.faults[-1]) == "row 1: must not have so many faults: 199900 more are not told"


def test_any_number_of_cells_without_a_header_costs_little() -> None:
    started = process_time()
    first, second = tables.read(b"Id;Pays\na-1;MA" + b";1" * 500_000 + b"\na-2;MA;;1\n", MAPPING)
    assert process_time() - started < SECONDS
    assert isinstance(first, Unreadable)
    assert isinstance(second, Unreadable)
    assert len(first.faults) == 101
    assert str(first.faults[0]) == "row 2, column 3: must be empty, as it has no header; got something"
    assert str(first.faults[-1]) == "row 2: must not have so many faults: 499900 more are not told"
    assert [fault.path for fault in second.faults] == ["row 3, column 4"]


def test_rows_that_are_wrong_are_told_one_by_one_and_memory_stays_flat() -> None:
    source = b"Id;Pays\n" + b";?\n" * 20_000
    tracemalloc.start()
    try:
        found = [len(one.faults) for one in tables.read(source, MAPPING) if isinstance(one, Unreadable)]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == [2] * 20_000
    assert peak < 3_000_000


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (b"a\x1b[2Jb", "a [2Jb"),  # which clears a terminal
        (b"a\x00\x07b", "a b"),
        ("a\x85\u2028\u2029b".encode(), "a b"),
        (b'"a\r\n\tb"', "a b"),
        ("a\u00a0\u200fb".encode(), "a \u200fb"),
        (b"a" * 501, "a" * 497 + "..."),
        (b"a" * 500, "a" * 500),
    ],
)
def test_a_header_is_told_on_one_line_without_what_a_terminal_obeys(header: bytes, said: str) -> None:
    error = refused(b"Id;Pays;" + header)
    assert [fault.path for fault in error.faults] == [f"row 1, column {said}"]


def test_text_after_quotes_is_told_in_our_words_whatever_stands_between_cells() -> None:
    for mark in b";,\t":
        between = bytes((mark,))
        source = between.join((b"Id", b"Pays")) + b'\n"a"b' + between + b"MA\n" + between.join((b"c", b"MA"))
        found, last = tables.read(source, MAPPING)
        assert isinstance(found, Unreadable)
        assert str(found.faults[0]) == (
            'row 2: must have its quotes in pairs, doubled within quotes such as "a ""b""", got text after quotes that '
            "close a cell"
        )
        assert isinstance(last, Applicant)
        assert (last.id, last.residence) == ("c", "MA")
