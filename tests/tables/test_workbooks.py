"""Workbooks: dates come as dates, numbers as numbers, and what a formula came to must be in the file."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from metroworkshops import Applicant, Column, DocumentError, LanguageSkill, Statement, TableMapping, Unreadable, tables

MAPPING = TableMapping(
    [
        Column("Dossier", "id"),
        Column("Naissance", "birth_date", form="dd/mm/yyyy"),
        Column("Déposé", "applied_at", form="dd/mm/yyyy hh:mm", time_zone="Europe/Paris"),
        Column("Expérience", "experience_years", decimal=","),
        Column("Français", "language", of="fr", words={"courant": "C1"}),
        Column("Lettre", "statement", of="letter"),
    ]
)
HEADERS = [column.header for column in MAPPING.columns]


def workbook(*rows: list[Any], more: dict[str, list[list[Any]]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Candidatures"
    for row in (HEADERS, *rows):
        sheet.append(row)
    for title, others in (more or {}).items():
        other: Any = book.create_sheet(title)
        for row in others:
            other.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_dates_numbers_and_answers_come_as_they_are(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [17, datetime(1985, 6, 30), datetime(2020, 1, 31, 18, 5), 5.5, "courant", True],
        ["x-18", "30/06/1985", "31/01/2020 18:05", "5,5", "C1", "non"],
        [None] * 6,
        [19.0, date(1985, 6, 30), None, 5, "", 1],
    ]
    path = tmp_path / "applications.xlsx"
    path.write_bytes(workbook(*rows))
    first, second, third = tables.read(path, MAPPING)
    assert isinstance(first, Applicant)
    assert (first.id, first.birth_date, first.experience_years) == ("17", date(1985, 6, 30), 5.5)
    assert first.applied_at == datetime(2020, 1, 31, 17, 5, tzinfo=UTC)
    assert (first.languages, first.statements) == ((LanguageSkill("fr", "C1"),), (Statement("letter"),))
    assert isinstance(second, Applicant)
    assert (second.birth_date, second.applied_at) == (first.birth_date, first.applied_at)
    assert isinstance(third, Applicant)
    assert (third.id, third.languages, third.statements) == ("19", None, (Statement("letter"),))
    assert third.sources_of(["experience_years"]) == ("row 5, column Expérience",)


@pytest.mark.parametrize(
    ("index", "cell", "message"),
    [
        (0, datetime(2020, 1, 1), "must be text, got a date cell"),
        (1, 31_000, "must be a day that exists"),
        (1, datetime(1985, 6, 30, 12, 0), "must be a day, got a day with a time"),
        (2, 43_861.75, "must be a time that exists"),
        (2, datetime(2020, 3, 29, 2, 30), "clocks there skipped it"),
        (3, True, "must be a number of years"),
        (3, time(5, 30), "must be text, got a cell of time"),
        (4, "#N/A", "must be a value, got #N/A, an error of the spreadsheet"),
        (4, 3, "must be a CEFR level"),
        (5, "=TRUE()", "must be a value, got a formula without its result"),
        (5, 2, "must be yes or no"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_at_its_place(index: int, cell: object, message: str) -> None:
    row: list[Any] = ["a", None, None, None, None, None]
    row[index] = cell
    (bad,) = tables.read(workbook(row), MAPPING)
    assert isinstance(bad, Unreadable)
    (fault,) = bad.faults
    assert fault.path == f"row 2, column {HEADERS[index]}"
    assert message in fault.message


def test_a_date_cell_has_no_offset() -> None:
    mapping = TableMapping([Column("T", "applied_at", form="yyyy-mm-dd hh:mm +hh:mm")], sheet="T")
    (bad,) = tables.read(workbook(more={"T": [["T"], [datetime(2020, 1, 31, 12, 0)]]}), mapping)
    assert isinstance(bad, Unreadable)
    assert "got a date cell" in bad.faults[0].message


@pytest.mark.parametrize("name", [None, "Notess"])
def test_one_of_several_sheets_must_be_named(name: str | None) -> None:
    book = workbook(["a"], more={"Notes": [["x"]]})
    with pytest.raises(DocumentError, match="'Candidatures', 'Notes'"):
        tables.read(book, TableMapping(MAPPING.columns, sheet=name))
    (found,) = tables.read(book, TableMapping(MAPPING.columns, sheet="Candidatures"))
    assert found == Applicant("a")


def test_without_openpyxl_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    book = workbook(["a"])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ImportError, match=r"pip install metroworkshops\[xlsx\]"):
        tables.read(book, MAPPING)
