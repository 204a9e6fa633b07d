"""A mapping states all that reading needs, and nothing that does not fit."""

from __future__ import annotations

from typing import Any

import pytest

import metroworkshops as mw
from metroworkshops import Column, ColumnFact, InvalidValue, TableMapping, documents


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"fact": "birth_date"}, "'form' must be stated for a day"),
        ({"fact": "birth_date", "form": "jj/mm/aaaa"}, "got 'jj/mm/aaaa'"),
        ({"fact": "birth_date", "form": "dd/mm/yyyy hh:mm"}, "must be stated for a day"),
        ({"fact": "applied_at", "form": "dd/mm/yyyy"}, "'form' must be stated for a time"),
        ({"fact": "applied_at", "form": "dd/mm/yyyy hh:mm"}, "'time_zone' must be stated"),
        ({"fact": "applied_at", "form": "dd/mm/yyyy hh:mm", "time_zone": "CET"}, "did you mean 'Europe/Paris'"),
        (
            {"fact": "applied_at", "form": "yyyy-mm-dd hh:mm +hh:mm", "time_zone": "UTC"},
            "where cells have their offset",
        ),
        ({"fact": "name", "form": "dd/mm/yyyy"}, "'form' must be left out for 'name'"),
        ({"fact": "birth_date", "form": "dd/mm/yyyy", "time_zone": "UTC"}, "'time_zone' must be left out"),
        ({"fact": "language"}, "'of' must be the tag of the language such as 'fr', got nothing"),
        ({"fact": "language", "of": "french"}, "BCP 47"),
        ({"fact": "commitment", "of": "two words"}, "an id must be"),
        ({"fact": "statement"}, "'of' must be the name of what is stated"),
        ({"fact": "residence", "of": "MA"}, "'of' must be left out for 'residence'"),
        ({"fact": "language", "of": "fr", "words": {"courant": "fluent"}}, "what 'courant' means: 'level' must be"),
        ({"fact": "residence", "words": {"Maroc": "Morocco"}}, "ISO 3166-1"),
        ({"fact": "education", "words": {"licence": "licence"}}, "'education' must be one of"),
        ({"fact": "experience_years", "words": {"beaucoup": "lots"}}, "number of years"),
        ({"fact": "experience_years", "words": {"beaucoup": "101"}}, "number of years"),
        ({"fact": "name", "words": {"a": "b"}}, "'words' must be left out for 'name'"),
        ({"fact": "roles", "words": {"Élu": "mayor", "élu ": "mayor"}}, "each word must be given once"),
        ({"fact": "roles", "words": "Élu"}, "must be a table such as"),
        ({"fact": "residence", "separator": ","}, "'separator' must be left out"),
        ({"fact": "roles", "separator": ""}, "1 to 10 characters"),
        ({"fact": "experience_years", "decimal": ";"}, "'decimal' must be ',' or '.'"),
        ({"fact": "residence", "decimal": ","}, "'decimal' must be left out"),
        ({"fact": "name", "standing": "assessed"}, "'standing' must be left out"),
        ({"fact": "commitment", "of": "s", "standing": "assessed"}, "'standing' must be left out"),
        ({"fact": "roles", "empty": "not listed"}, "'empty' must be left out"),
        ({"fact": "roles", "to": "2020-03"}, "'to' must be left out"),
        ({"fact": "age"}, "'fact' must be one of 'id', 'name'"),
    ],
)
def test_a_column_says_what_reading_needs_and_no_more(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Column("H", **given)
    assert message in str(caught.value)


def test_headers_are_compared_trimmed_and_composed() -> None:
    assert Column(" Pre\u0301nom ", "name").header == "Pr\u00e9nom"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: TableMapping([]), "a column or more"),
        (lambda: TableMapping([Column("A", "id"), Column("A", "name")]), "every column must be named once, got 'A'"),
        (lambda: TableMapping([Column("A", "id")], ignored=["A "]), "every column must be named once"),
        (lambda: TableMapping([Column("A", "roles"), Column("B", "roles")]), "every fact must have one column"),
        (
            lambda: TableMapping([Column("A", "language", of="fr-ma"), Column("B", "language", of="fr-MA")]),
            "every fact must have one column",
        ),
        (lambda: TableMapping([Column("A", "id")], delimiter="|"), "';', ',' or a tab"),
        (lambda: TableMapping([Column("A", "id")], encoding="latin-1"), "'utf-8' or 'cp1252'"),
        (lambda: TableMapping([Column("A", "id")], no=["Oui"]), "yes or no, got 'Oui' for both"),
        (lambda: TableMapping([Column("A", "id")], yes=["ja", "JA"]), "each term must be given once"),
    ],
)
def test_a_mapping_names_each_thing_once(make: Any, message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        make()
    assert message in str(caught.value)


def test_what_is_declared_and_what_an_interview_showed_may_both_be_there() -> None:
    mapping = TableMapping(
        [Column("Dit", "language", of="fr"), Column("Entretien", "language", of="fr", standing="assessed")]
    )
    (found,) = mw.tables.read(b"Dit;Entretien\nC1;B2\n", mapping)
    assert isinstance(found, mw.Applicant)
    assert found.languages == (mw.LanguageSkill("fr", "C1"), mw.LanguageSkill("fr", "B2", standing="assessed"))


def test_a_mapping_is_a_document_whose_faults_have_places() -> None:
    text = """{"format": "metroworkshops", "version": 1, "kind": "table mapping", "columns": [
        {"header": "Né le", "fact": "birth_date"},
        {"header": "Français", "fact": "language", "of": "fr", "words": {"courant": 7}},
        {"header": "Arabe", "fact": "language", "of": "ar", "words": ["courant"]},
        {"header": "Pays", "fact": "residence", "words": {"Maroc": "Maroc"}}]}"""
    with pytest.raises(mw.DocumentError) as caught:
        documents.loads(text)
    assert [fault.path for fault in caught.value.faults] == [
        "$.columns[0].form",
        "$.columns[1].words.courant",
        "$.columns[2].words",
        "$.columns[3].words",
    ]


def test_a_fact_names_the_field_that_it_fills() -> None:
    assert ColumnFact.LANGUAGE.field == "languages"
    assert ColumnFact.BIRTH_DATE.field == "birth_date"
