"""Rows in = applicants + faults, whatever stands in the cells; an empty cell refuses nobody; memory stays flat."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import Applicant, Column, ColumnFact, Outcome, TableMapping, Unreadable, tables
from metroworkshops.testing import identifiers, plain_texts

EDITION = mw.metropolitan_workshops().edition("2020")
HEADERS = ("Dossier", "Nom", "Pays", "Métier", "Français")
MAPPING = TableMapping(
    [
        Column("Dossier", "id"),
        Column("Nom", "name"),
        Column("Pays", "residence"),
        Column("Métier", "roles"),
        Column("Français", "language", of="fr", words={"courant": "C1"}),
    ]
)
BLANK = st.sampled_from(("", "", " ", "\u00a0"))
CELLS = (
    st.one_of(identifiers(), plain_texts(), BLANK),
    st.one_of(plain_texts(), BLANK),
    st.one_of(st.sampled_from(("MA", "FR", "Maroc")), plain_texts(), BLANK),
    st.one_of(plain_texts(), BLANK),
    st.one_of(st.sampled_from(("C1", "b2", "Courant", "non", "#N/A")), plain_texts(), BLANK),
)
ROWS = st.lists(st.one_of(st.tuples(*CELLS), st.tuples(*([BLANK] * len(CELLS)))), max_size=8)


def written(rows: list[tuple[str, ...]], delimiter: str, encoding: str, quoting: int) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    writer.writerows([HEADERS, *rows])
    return text.getvalue().encode(encoding, "replace")


@given(
    ROWS,
    st.sampled_from((";", ",", "\t")),
    st.sampled_from(("utf-8", "utf-8-sig", "cp1252")),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
)
def test_rows_in_are_applicants_and_faults_in_every_dialect(
    rows: list[tuple[str, ...]], delimiter: str, encoding: str, quoting: int
) -> None:
    # What an encoding does not have is replaced before, as by the program that exports.
    rows = [tuple(cell.encode(encoding, "replace").decode(encoding) for cell in row) for row in rows]
    found = list(tables.read(written(rows, delimiter, encoding, quoting), MAPPING))
    given_rows = [(number, row) for number, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)]
    assert len(found) == len(given_rows)
    for one, (number, row) in zip(found, given_rows, strict=True):
        id_, name, residence, role, level = (cell.strip() for cell in row)
        if isinstance(one, Unreadable):
            assert one.faults
            assert all(fault.path.startswith(f"row {number}") for fault in one.faults)
            continue
        assert (one.id, one.name or "", one.residence or "", one.roles or ()) == (
            id_,
            name,
            residence.upper(),
            (role,) if role else (),
        )
        assert (one.languages is None) == (not level)
        assert all(e.source and e.source.startswith(f"row {number}, column") for e in one.evidence)
    assert len({one.id for one in found if isinstance(one, Applicant)}) == sum(
        isinstance(one, Applicant) for one in found
    )


@given(ROWS, st.sampled_from((";", ",", "\t")))
def test_the_same_bytes_give_the_same_results_from_a_file_and_on_every_run(
    rows: list[tuple[str, ...]], delimiter: str
) -> None:
    data = written(rows, delimiter, "utf-8", csv.QUOTE_MINIMAL)
    assert list(tables.read(data, MAPPING)) == list(tables.read(data, MAPPING))


ASKED = TableMapping(
    [
        Column("Id", "id"),
        Column("Fr", "language", of="fr"),
        Column("En", "language", of="en"),
        Column("Le", "applied_at", form="yyyy-mm-dd hh:mm", time_zone="Europe/Paris"),
        *(Column(f"S{index}", "commitment", of=session.id) for index, session in enumerate(EDITION.sessions)),
    ]
)
ANSWERS = st.tuples(
    st.sampled_from(("C1", "B2", "non", "")),
    st.sampled_from(("C1", "non", "")),
    st.sampled_from(("2020-01-30 12:00", "2020-01-31 23:30", "2020-02-03 12:00", "")),
    *[st.sampled_from(("oui", "non", ""))] * 3,
)


@given(ANSWERS, st.integers(0, 5))
def test_an_empty_cell_refuses_nobody(row: tuple[str, ...], emptied: int) -> None:
    blanked = tuple("" if index == emptied else cell for index, cell in enumerate(row))
    lines = ["Id;Fr;En;Le;S0;S1;S2", *(";".join((id_, *cells)) for id_, cells in (("a", row), ("b", blanked)))]
    before, after = mw.screen_all(tables.read("\n".join(lines).encode(), ASKED, EDITION), EDITION)
    if after.outcome is Outcome.NOT_ELIGIBLE:
        assert before.outcome is Outcome.NOT_ELIGIBLE
    if after.outcome is Outcome.ELIGIBLE:
        assert before.outcome is Outcome.ELIGIBLE


@given(st.sampled_from(ColumnFact))
def test_each_fact_of_a_column_fills_a_field_of_applicants(fact: ColumnFact) -> None:
    assert fact.field in {one.name for one in attrs.fields(Applicant)}
    # Several columns fill one field where each is of one language, one session or one statement.
    one_of_many = (ColumnFact.LANGUAGE, ColumnFact.COMMITMENT, ColumnFact.STATEMENT)
    assert (fact.field == fact.value) == (fact not in one_of_many)


@given(st.binary(min_size=32, max_size=64))
def test_a_secret_is_never_printed(secret: bytes) -> None:
    pseudonyms = tables.Pseudonyms(secret)
    assert repr(pseudonyms) == repr(tables.Pseudonyms(b"for tests alone: no secret at all"))
    assert secret not in repr(pseudonyms).encode()


def test_a_column_of_many_different_words_is_read_as_one_of_few() -> None:
    mapping = TableMapping([Column("Id", "id"), Column("Role", "roles")])
    roles = [*(f"role {number}" for number in range(5000)), "role 0", "role 4999"]
    lines = ["Id;Role", *(f"a-{number};{role}" for number, role in enumerate(roles))]
    found = list(tables.read("\n".join(lines).encode(), mapping))
    assert [one.roles for one in found if isinstance(one, Applicant)] == [(role,) for role in roles]


def test_reading_is_lazy_and_its_memory_flat(tmp_path: Path) -> None:
    path = tmp_path / "applications.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(HEADERS) + "\n")
        file.writelines(f"a-{number};Exemple {number};MA;urbaniste;C1\n" for number in range(100_000))
    assert path.stat().st_size > 3_000_000
    tracemalloc.start()
    try:
        found = tables.read(path, MAPPING)
        first = next(found)
        _, peak = tracemalloc.get_traced_memory()
        found.close()  # type: ignore[attr-defined]
    finally:
        tracemalloc.stop()
    assert isinstance(first, Applicant)
    assert peak < 1_000_000


@pytest.mark.slow
def test_a_hundred_thousand_rows_stay_within_twenty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "applications.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(HEADERS) + "\n")
        file.writelines(f"a-{number};Exemple {number};MA;urbaniste;C1\n" for number in range(100_000))
    tracemalloc.start()
    try:
        assert sum(1 for _ in tables.read(path, MAPPING)) == 100_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000  # the ids, so that none is taken twice
