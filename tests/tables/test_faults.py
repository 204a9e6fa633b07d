"""Every fault is told with its row and column; good rows go on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import metroworkshops as mw
from metroworkshops import Applicant, Column, DocumentError, InvalidValue, TableMapping, Unreadable, tables

EDITION = mw.metropolitan_workshops().edition("2020")

CELLS: dict[str, tuple[dict[str, Any], str, str]] = {
    "id with a space": ({"fact": "id"}, "two words", "an id must be"),
    "email": ({"fact": "email"}, "secret at example.org", "must be an e-mail address such as"),
    "name": ({"fact": "name"}, "#REF!", "must be a value, got #REF!, an error of the spreadsheet"),
    "day in another order": ({"fact": "birth_date", "form": "dd/mm/yyyy"}, "06/30/1985", "written dd/mm/yyyy"),
    "day with two digits of a year": ({"fact": "birth_date", "form": "dd/mm/yyyy"}, "30/06/85", "must be a day"),
    "day in words": ({"fact": "birth_date", "form": "dd/mm/yyyy"}, "30 juin 1985", "must be a day that exists"),
    "day with another mark": ({"fact": "birth_date", "form": "dd/mm/yyyy"}, "30-06-1985", "must be a day"),
    "no such day": ({"fact": "birth_date", "form": "yyyy-mm-dd"}, "1985-02-30", "must be a day that exists"),
    "error of the spreadsheet": ({"fact": "residence"}, "#N/A", "must be a value, got #N/A"),
    "error in French": ({"fact": "education"}, "#NOM?", "an error of the spreadsheet"),
    "level": ({"fact": "language", "of": "fr", "words": {"courant": "C1"}}, "bilingue", "its table ('courant')"),
    "country by name": ({"fact": "residence"}, "Morocco", "must be an ISO 3166-1 code such as 'MA'"),
    "country twice": ({"fact": "nationalities", "separator": ","}, "MA, MA", "each country must be given once"),
    "one of several countries": ({"fact": "nationalities", "separator": ","}, "MA, Tunisie", "got 'Tunisie'"),
    "role twice": ({"fact": "roles", "separator": ","}, "Mayor, mayor", "each term must be given once"),
    "education": ({"fact": "education"}, "Bac+5", "must be a level of education ('primary'"),
    "years in words": ({"fact": "experience_years"}, "cinq", "must be a number of years such as 5"),
    "mark not stated": ({"fact": "experience_years"}, "5,5", "which states none; got '5,5'"),
    "another mark": ({"fact": "experience_years", "decimal": ","}, "5.5", "which states ','; got '5.5'"),
    "too many years": ({"fact": "experience_years"}, "101", "a number from 0 to 100"),
    "neither yes nor no": ({"fact": "statement", "of": "letter"}, "peut-être", "must be yes or no, as one of 'yes'"),
    "promise": ({"fact": "commitment", "of": "bologna-2020"}, "je pense", "must be yes or no"),
    "time": ({"fact": "applied_at", "form": "dd/mm/yyyy hh:mm", "time_zone": "UTC"}, "31/01/2020", "must be a time"),
    "no such hour": (
        {"fact": "applied_at", "form": "dd/mm/yyyy hh:mm", "time_zone": "UTC"},
        "31/01/2020 24:01",
        "must be a time that exists",
    ),
    "no such hour of twelve": (
        {"fact": "applied_at", "form": "dd/mm/yyyy hh:mm AM", "time_zone": "UTC"},
        "31/01/2020 13:00 PM",
        "must be a time that exists",
    ),
    "hour that clocks skipped": (
        {"fact": "applied_at", "form": "dd/mm/yyyy hh:mm", "time_zone": "Europe/Paris"},
        "29/03/2020 02:30",
        "clocks there skipped it",
    ),
    "hour that came twice": (
        {"fact": "applied_at", "form": "dd/mm/yyyy hh:mm", "time_zone": "Europe/Paris"},
        "25/10/2020 02:30",
        "comes twice",
    ),
    "no offset": ({"fact": "applied_at", "form": "yyyy-mm-dd hh:mm +hh:mm"}, "2020-01-31 12:00", "must be a time"),
    "no such minutes of an offset": (
        {"fact": "applied_at", "form": "yyyy-mm-dd hh:mm +hh:mm"},
        "2020-01-31 12:00 +01:75",
        "must be a time that exists",
    ),
    "no such offset": (
        {"fact": "applied_at", "form": "yyyy-mm-dd hh:mm +hh:mm"},
        "2020-01-31 12:00 +25:00",
        "must be a time",
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_cannot_be_read_is_a_fault_at_its_row_and_column(name: str) -> None:
    given, cell, message = CELLS[name]
    mapping = TableMapping([Column("Colonne", **given)], ignored=["n"])
    rows = f'n;Colonne\n1;\n2;"{cell}"\n'.encode()
    if given["fact"] == "id":
        rows = f'n;Colonne\n1;a\n2;"{cell}"\n'.encode()
    good, bad = tables.read(rows, mapping, EDITION)
    assert isinstance(good, Applicant)
    assert isinstance(bad, Unreadable)
    ((place, told),) = [(fault.path, fault.message) for fault in bad.faults]
    assert place == "row 3, column Colonne"
    assert message in told
    assert "must" in told or "comes twice" in told


def test_all_faults_of_a_row_are_told_at_once_and_nothing_personal_is_repeated() -> None:
    mapping = TableMapping(
        [
            Column("Id", "id"),
            Column("Nom", "name"),
            Column("Courriel", "email"),
            Column("Né", "birth_date", form="dd/mm/yyyy"),
            Column("Pays", "residence"),
        ]
    )
    (bad,) = tables.read("Id;Nom;Courriel;Né;Pays\na-1;Secrète;secret@@example;31/02/1985;Maroc\n".encode(), mapping)
    assert isinstance(bad, Unreadable)
    assert bad.id == "a-1"
    assert [fault.path for fault in bad.faults] == [f"row 2, column {name}" for name in ("Courriel", "Né", "Pays")]
    told = " ".join(map(str, bad.faults))
    assert "secret" not in told.lower()
    assert "1985" not in told


def test_an_id_that_is_there_twice_is_a_fault_of_the_second_that_names_the_first() -> None:
    mapping = TableMapping([Column("Id", "id"), Column("Pays", "residence")])
    first, second, third = tables.read(b"Id;Pays\na;MA\na;TN\n;FR\n", mapping)
    assert isinstance(first, Applicant)
    assert isinstance(second, Unreadable)
    assert second.id == "row-3"
    assert "got that of row 2 again" in second.faults[0].message
    assert isinstance(third, Unreadable)
    assert str(third.faults[0]) == "row 4, column Id: must be the id of the applicant such as 'a-017', got nothing"


def test_what_stands_under_no_header_is_a_fault_and_not_dropped() -> None:
    mapping = TableMapping([Column("Id", "id"), Column("Pays", "residence")])
    found = list(tables.read(b"Id;Pays;;\na;MA;;\nb;TN;x;\nc;FR;;;;y\nd\n", mapping))
    assert [type(one).__name__ for one in found] == ["Applicant", "Unreadable", "Unreadable", "Applicant"]
    places = [fault.path for one in found if isinstance(one, Unreadable) for fault in one.faults]
    assert places == ["row 3, column 3", "row 4, column 6"]


def test_a_row_with_broken_quotes_is_a_fault_and_the_next_goes_on() -> None:
    mapping = TableMapping([Column("Id", "id"), Column("Pays", "residence")])
    bad, good = tables.read(b'Id;Pays\n"a"b;MA\nc;TN\n', mapping)
    assert isinstance(bad, Unreadable)
    assert (bad.id, bad.faults[0].path) == ("row-2", "row 2")
    assert "quotes in pairs" in bad.faults[0].message
    assert isinstance(good, Applicant)


@pytest.mark.parametrize("length", [10, 200_000])
def test_a_quote_that_is_never_closed_says_that_nothing_after_it_was_read(length: int) -> None:
    mapping = TableMapping([Column("Id", "id"), Column("Pays", "residence")])
    rows = b'Id;Pays\na;MA\n"b;TN\n' + b"c;FR\n" * length
    good, bad = tables.read(rows, mapping)
    assert isinstance(good, Applicant)
    assert isinstance(bad, Unreadable)
    assert bad.faults[0].path == "row 3"
    assert "nothing after it can be told apart, and it was not read" in bad.faults[0].message


# The file as a whole.


def file_faults(source: bytes, mapping: TableMapping) -> list[tuple[str, str]]:
    with pytest.raises(DocumentError) as caught:
        tables.read(source, mapping)
    assert str(caught.value).startswith("cannot read table of applicants:")
    return [(fault.path, fault.message) for fault in caught.value.faults]


MAPPING = TableMapping([Column("Dossier", "id"), Column("Pays", "residence")], ignored=["Remarques"])


def test_columns_that_are_missing_unknown_or_there_twice_are_told_all_at_once() -> None:
    found = file_faults("Dosier;Pays;Pays;Âge\na;MA;MA;30\n".encode(), MAPPING)
    assert [place for place, _ in found] == [
        "row 1, column Pays",
        "row 1, column Dossier",
        "row 1, column Remarques",
        "row 1, column Dosier",
        "row 1, column Âge",
    ]
    assert "is it 'Dosier'?" in found[1][1]
    assert "must be named in the mapping" in found[3][1]


@pytest.mark.parametrize(
    ("source", "mapping", "place", "message"),
    [
        (b"", MAPPING, "row 1", "state 'delimiter'"),
        (b"", TableMapping([Column("A", "id")], delimiter=";"), "row 1", "must be the headers"),
        (b"\nDossier;Pays;Remarques\n", TableMapping(MAPPING.columns, delimiter=";"), "row 1", "must be the headers"),
        (b"Dossier\na\n", TableMapping([Column("Dossier", "id")]), "row 1", "state 'delimiter' in the mapping"),
        (b"x;y,z\n", MAPPING, "row 1", "state 'delimiter' in the mapping"),
        (b"sep=|\nDossier|Pays\n", MAPPING, "file", "a semicolon, comma or tab"),
        (b"sep=,\nA,B\n", TableMapping(MAPPING.columns, delimiter=";"), "file", "must be written with ';'"),
        (b'"Dossier;Pays\n', TableMapping(MAPPING.columns, delimiter=";"), "row 1", "quotes in pairs"),
        ("Dossier;Pays".encode("utf-16"), MAPPING, "file", "got UTF-16: save it as “CSV UTF-8”"),
        (b"\xd0\xcf\x11\xe0rest", MAPPING, "file", "got an old .xls workbook"),
        (b"PK\x03\x04rest", MAPPING, "file", "must be a workbook that can be read"),
        (b"a\nb\xe9;", TableMapping([Column("A", "id")], encoding="utf-8"), "file", "byte 0xe9 at 3, on line 2"),
        (b"a\n\x81\xe9;", MAPPING, "file", "must be UTF-8 or cp1252, got byte 0x81 at 2, on line 2"),
        (b"\xef\xbb\xbfa", TableMapping([Column("A", "id")], encoding="cp1252"), "file", "got UTF-8 with a byte order"),
    ],
)
def test_a_file_that_cannot_be_read_at_all(source: bytes, mapping: TableMapping, place: str, message: str) -> None:
    ((told_place, told),) = file_faults(source, mapping)
    assert told_place == place
    assert message in told


def test_bytes_that_are_no_text_are_found_wherever_they_stand() -> None:
    rows = b"Dossier;Pays;Remarques\n" + "é;MA;\n".encode() * 30_000 + b"\xff"
    mapping = TableMapping(MAPPING.columns, ignored=MAPPING.ignored, encoding="utf-8")
    ((_, told),) = file_faults(rows, mapping)
    assert f"byte 0xff at {len(rows) - 1}, on line 30002" in told


def test_a_file_of_another_kind_or_a_mapping_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"must end in \.csv, \.txt, \.tsv or \.xlsx"):
        tables.read("applications.ods", MAPPING)
    with pytest.raises(InvalidValue, match="must be a TableMapping"):
        tables.read(b"", {"Dossier": "id"})  # type: ignore[arg-type]


def test_promises_need_the_edition_or_the_dates_and_a_session_that_is_there() -> None:
    mapping = TableMapping([Column("B", "commitment", of="bologna-2020")], delimiter=";")
    with pytest.raises(InvalidValue, match="the edition must be given, or 'to' be stated"):
        tables.read(b"B\noui\n", mapping)
    other = TableMapping([Column("B", "commitment", of="nice-2020")], delimiter=";")
    with pytest.raises(mw.NotFound, match="nice-2020"):
        tables.read(b"B\noui\n", other, EDITION)
    dated = TableMapping([Column("B", "commitment", of="bologna-2020", to="2020-03")], delimiter=";")
    (found,) = tables.read(b"B\noui\n", dated)
    assert isinstance(found, Applicant)
    assert found.commitments == (mw.Commitment("bologna-2020", to="2020-03"),)


def test_an_unreadable_row_becomes_a_finding_of_its_own() -> None:
    screenings = list(mw.screen_all(tables.read(b"Dossier;Pays;Remarques\na;Maroc;\nb;MA;\n", MAPPING), EDITION))
    assert len(screenings) == 2
    assert screenings[0].reasons == ("record-broken",)
    assert "row 2, column Pays: must be" in mw.words.explain(screenings[0], "en")
    for language, place in (("fr", "ligne 2, colonne Pays\u00a0: must"), ("it", "riga 2, colonna Pays: must")):
        for reader in ("committee", "applicant"):
            assert place in mw.words.explain(screenings[0], language, reader=reader)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ('a;"M;A', "ligne 2\u00a0: must have its quotes in pairs"),
        ("a;MA;;more", "ligne 2, colonne 4\u00a0: must be empty"),
    ],
)
def test_the_place_of_a_fault_is_told_in_the_reader_s_language(row: str, place: str) -> None:
    (screening,) = mw.screen_all(tables.read(f"Dossier;Pays;Remarques\n{row}\n".encode(), MAPPING), EDITION)
    assert place in mw.words.explain(screening, "fr")


def test_years_are_not_shortened_by_a_date_type() -> None:
    mapping = TableMapping([Column("D", "birth_date", form="dd/mm/yyyy")], delimiter=";")
    (found,) = tables.read(b"D\n1/3/1985\n", mapping)
    assert isinstance(found, Applicant)
    assert found.birth_date == dt.date(1985, 3, 1)
