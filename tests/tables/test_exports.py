"""Exports as French and English Excel and online forms write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import metroworkshops as mw
from metroworkshops import Applicant, Column, Commitment, LanguageSkill, Statement, TableMapping, Unreadable, tables

SAMPLES = Path(__file__).parent / "samples"
EDITION = mw.metropolitan_workshops().edition("2020")


def applicants(source: Path | bytes, mapping: TableMapping, edition: mw.Edition | None = None) -> list[Applicant]:
    found = list(tables.read(source, mapping, edition))
    assert not [one.faults for one in found if isinstance(one, Unreadable)]
    return [one for one in found if isinstance(one, Applicant)]


FRENCH = TableMapping(
    [
        Column("Dossier", "id"),
        Column("Nom", "name"),
        Column("Naissance", "birth_date", form="dd/mm/yyyy"),
        Column("Niveau de français", "language", of="fr", words={"courant": "C1", "très bien": "B2"}),
        Column("Expérience", "experience_years", decimal=","),
        Column("Pays", "residence", words={"Maroc": "MA", "France": "FR"}),
        Column("Lettre de l’employeur", "statement", of="employer's letter"),
    ],
    ignored=["Remarques"],
)


def test_french_excel_semicolons_cp1252_day_first_decimal_comma_oui_non() -> None:
    zoe, noel, third = applicants(SAMPLES / "french_excel.csv", FRENCH)
    assert (zoe.id, zoe.name, zoe.birth_date) == ("F-01", "Zoé Exemple", date(1985, 6, 30))
    assert zoe.languages == (LanguageSkill("fr", "C1"),)
    assert (zoe.experience_years, zoe.residence) == (5.5, "MA")
    assert zoe.statements == (Statement("employer's letter"),)
    assert noel.birth_date == date(1990, 2, 1)
    assert noel.statements == (Statement("employer's letter", holds=False),)
    assert third == Applicant("F-03", "Œuvre d’Essai")


def test_every_fact_has_its_row_and_column_and_a_line_break_in_quotes_begins_no_row() -> None:
    _, noel, third = applicants(SAMPLES / "french_excel.csv", FRENCH)
    assert noel.sources_of(["birth_date", "languages"]) == (
        "row 3, column Naissance",
        "row 3, column Niveau de français",
    )
    assert third.sources_of(["birth_date"]) == ()
    mapping = TableMapping([Column("Dossier", "id"), Column("Pays", "residence")], ignored=[])
    rows = b'Dossier;Pays\n"a-1";"M\nA"\n\na-2;MA\n'
    broken, fine = tables.read(rows, mapping)
    assert isinstance(broken, Unreadable)
    assert broken.faults[0].path == "row 2, column Pays"
    assert isinstance(fine, Applicant)
    assert fine.sources_of(["residence"]) == ("row 4, column Pays",)


def test_english_excel_commas_byte_order_mark_month_first() -> None:
    mapping = TableMapping(
        [
            Column("Ref", "id"),
            Column("Full name", "name"),
            Column("Date of birth", "birth_date", form="mm/dd/yyyy"),
            Column("French", "language", of="fr"),
            Column("Country of work", "works_in_countries", separator=","),
        ]
    )
    ann, bob = applicants(SAMPLES / "english_excel.csv", mapping)
    assert (ann.id, ann.name, ann.birth_date) == ("E-01", "Sample, Ann", date(1985, 6, 30))
    assert ann.works_in_countries == ("MA", "TN")
    assert bob.birth_date == date(1979, 12, 1)


def test_online_form_quoted_line_breaks_and_times_with_their_offset() -> None:
    mapping = TableMapping(
        [
            Column("Submitted at", "applied_at", form="yyyy-mm-dd hh:mm +hh:mm"),
            Column("Id", "id"),
            Column("What do you work as?", "roles", separator=";", words={"Mayor": "elected official"}),
            Column("French", "language", of="fr"),
        ],
        ignored=["Motivation"],
    )
    first, second = applicants(SAMPLES / "online_form.csv", mapping)
    assert first.applied_at == datetime(2020, 1, 31, 17, 5, 12, tzinfo=UTC)
    assert first.roles == ("Urban planner", "Architect")
    assert second.roles == ("elected official",)
    assert second.languages is None


def test_online_form_tabs_and_twelve_hours_and_promises_of_sessions() -> None:
    mapping = TableMapping(
        [
            Column("Horodateur", "applied_at", form="yyyy/mm/dd hh:mm AM +hh:mm"),
            Column("Identifiant", "id"),
            Column("Bologne, mars 2020", "commitment", of="bologna-2020"),
            Column("Casablanca, juin 2020", "commitment", of="casablanca-2020", to="2020-06"),
        ]
    )
    first, second = applicants(SAMPLES / "online_form.tsv", mapping, EDITION)
    assert first.applied_at == datetime(2020, 1, 31, 17, 5, 12, tzinfo=UTC)
    assert first.commitments == (
        Commitment("bologna-2020", to="2020-03", places=["bologna"]),
        Commitment("casablanca-2020", to="2020-06", attends=False),
    )
    assert second.applied_at == datetime(2020, 1, 31, 22, 59, 59, tzinfo=UTC)
    assert second.commitments is None


def test_arabic_words_and_digits() -> None:
    mapping = TableMapping(
        [
            Column("الرقم", "id"),
            Column("تاريخ الميلاد", "birth_date", form="dd/mm/yyyy"),
            Column("رسالة من صاحب العمل", "statement", of="employer's letter"),
            Column("سنوات الخبرة", "experience_years"),
        ]
    )
    first, second = applicants(SAMPLES / "arabic_form.csv", mapping)
    assert (first.id, first.birth_date, first.experience_years) == ("ع-١", date(1985, 6, 30), 7)
    assert first.statements == (Statement("employer's letter"),)
    assert second.statements == (Statement("employer's letter", holds=False),)


@pytest.mark.parametrize("word", ["yes", "Oui", "نعم", "Y", "o", "1", "TRUE", "vrai", " X "])
def test_ways_to_say_yes(word: str) -> None:
    (found,) = applicants(f"S\n{word}\n".encode(), TableMapping([Column("S", "statement", of="s")], delimiter=";"))
    assert found.statements == (Statement("s"),)


@pytest.mark.parametrize("word", ["no", "Non", "لا", "N", "0", "false", "FAUX"])
def test_ways_to_say_no(word: str) -> None:
    (found,) = applicants(f"S\n{word}\n".encode(), TableMapping([Column("S", "statement", of="s")], delimiter=";"))
    assert found.statements == (Statement("s", holds=False),)


@pytest.mark.parametrize(
    ("form", "zone", "cell", "utc"),
    [
        ("dd/mm/yyyy hh:mm", "Europe/Paris", "31/01/2020 18:05", (2020, 1, 31, 17, 5)),
        ("dd/mm/yyyy hh:mm", "Africa/Tunis", "1/2/2020 8:05:30", (2020, 2, 1, 7, 5, 30)),
        ("mm/dd/yyyy hh:mm", "UTC", "1/31/2020 18:05", (2020, 1, 31, 18, 5)),
        ("mm/dd/yyyy hh:mm AM", "America/New_York", "1/31/2020 12:05 am", (2020, 1, 31, 5, 5)),
        ("dd.mm.yyyy hh:mm", "+02:00", "31.01.2020 00:05", (2020, 1, 30, 22, 5)),
        ("yyyy-mm-dd hh:mm", "Europe/Paris", "2020-01-31T18:05:12.250", (2020, 1, 31, 17, 5, 12, 250000)),
        ("yyyy-mm-dd hh:mm +hh:mm", None, "2020-01-31T18:05:12Z", (2020, 1, 31, 18, 5, 12)),
        ("yyyy-mm-dd hh:mm +hh:mm", None, "2020-01-31 18:05:12 -0530", (2020, 1, 31, 23, 35, 12)),
        ("yyyy/mm/dd hh:mm AM +hh:mm", None, "2020/01/31 12:00:00 PM UTC", (2020, 1, 31, 12)),
    ],
)
def test_times_are_read_as_the_mapping_states(form: str, zone: str | None, cell: str, utc: tuple[int, ...]) -> None:
    mapping = TableMapping([Column("T", "applied_at", form=form, time_zone=zone)], delimiter=";")
    (found,) = applicants(f"T\n{cell}\n".encode(), mapping)
    assert found.applied_at == datetime(*utc, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_a_first_line_that_names_the_separator_is_obeyed_and_is_no_row() -> None:
    mapping = TableMapping([Column("A", "id"), Column("B", "residence")])
    (found,) = applicants(b"sep=,\r\nA,B\r\nx,MA\r\n", mapping)
    assert found.sources_of(["residence"]) == ("row 2, column B",)


def test_without_a_column_of_ids_people_are_called_by_their_rows() -> None:
    mapping = TableMapping([Column("A", "residence"), Column("B", "education")])
    assert [one.id for one in applicants(b"A;B\nMA;master\n\nTN;Bachelor\n", mapping)] == ["row-2", "row-4"]


# What empty cells mean in lists.

LANGUAGES = [Column("Id", "id"), Column("Fr", "language", of="fr"), Column("En", "language", of="en")]
TICKED = [Column("Id", "id"), Column("Fr", "language", of="fr"), Column("En", "language", of="en", empty="not listed")]


@pytest.mark.parametrize(
    ("columns", "row", "languages"),
    [
        (LANGUAGES, "a;C1;B2", (LanguageSkill("fr", "C1"), LanguageSkill("en", "B2"))),
        (LANGUAGES, "a;;", None),
        (LANGUAGES, "a;;B2", None),
        (LANGUAGES, "a;non;B2", (LanguageSkill("en", "B2"),)),
        (LANGUAGES, "a;oui;non", (LanguageSkill("fr"),)),
        (LANGUAGES, "a;non;non", ()),
        (TICKED, "a;C1;", (LanguageSkill("fr", "C1"),)),
        (TICKED, "a;;", None),
    ],
)
def test_a_list_is_given_when_each_of_its_columns_says_something(
    columns: list[Column], row: str, languages: tuple[LanguageSkill, ...] | None
) -> None:
    (found,) = applicants(f"Id;Fr;En\n{row}\n".encode(), TableMapping(columns))
    assert found.languages == languages


def test_an_empty_cell_refuses_nobody_and_the_committee_is_told_which_it_is() -> None:
    (found,) = applicants(b"Id;Fr;En\na-1;;B2\n", TableMapping(LANGUAGES))
    screening = mw.screen(found, EDITION)
    assert screening.outcome is mw.Outcome.UNDECIDED
    assert "row 2, column En (not the whole list: nothing in Fr)" in mw.words.explain(screening, "en")


@pytest.mark.parametrize(
    ("language", "wholly", "partly"),
    [
        ("en", "[from: row 2, columns Fr, En]", "[from: row 3, column En (not the whole list: nothing in Fr)]"),
        ("fr", "[d’après : ligne 2, colonnes Fr, En]", "ligne 3, colonne En (liste incomplète : rien dans Fr)]"),
        ("it", "[fonte: riga 2, colonne Fr, En]", "riga 3, colonna En (elenco incompleto: niente in Fr)]"),
        ("ar", "السطر 2، العمودان Fr, En", "السطر 3، العمود En (القائمة غير كاملة: لا شيء في Fr)"),
    ],
)
def test_the_committee_is_told_in_its_language_where_facts_stand(language: str, wholly: str, partly: str) -> None:
    found = applicants(b"Id;Fr;En\na-1;C1;B2\na-2;;B2\n", TableMapping(LANGUAGES))
    for one, source in zip(found, (wholly, partly), strict=True):
        told = re.sub("[\u2066-\u2069]", "", mw.words.explain(mw.screen(one, EDITION), language))
        assert source in told.replace("\u00a0", " ")


def test_a_source_that_a_host_wrote_is_told_as_it_is() -> None:
    for source in ("the form of 2020", "row of houses", "row 2 of the list", "line 3"):
        given = mw.Applicant("a", residence="MA", evidence=[mw.Evidence("residence", source=source)])
        edition = mw.Edition("a.example", "1", eligibility=mw.FromCountry("MA", by="residence"))
        assert f"[d’après\u00a0: {source}]" in mw.words.explain(mw.screen(given, edition), "fr")


def test_what_staff_filled_in_is_assessed() -> None:
    mapping = TableMapping(
        [
            Column("Id", "id"),
            Column("Pays vérifié", "residence", standing="assessed"),
            Column("Lettre vue", "statement", of="letter", standing="evidenced"),
        ]
    )
    (found,) = applicants("Id;Pays vérifié;Lettre vue\na;MA;x\n".encode(), mapping)
    assert found.standing_of("residence") is mw.Standing.ASSESSED
    assert found.statements == (Statement("letter", standing="evidenced"),)
