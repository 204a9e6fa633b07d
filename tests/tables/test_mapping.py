"""A mapping states all that reading needs, and nothing that does not fit."""

from __future__ import annotations

from typing import Any

import pytest

import metroworkshops as mw
from metroworkshops import Column, ColumnFact, InvalidValue, TableMapping, documents

REFUSED: list[tuple[dict[str, Any], object, str, str]] = [
    (
        {"fact": "birth_date"},
        None,
        (
            "'form' must be stated for a day, and be one of 'dd/mm/yyyy', 'mm/dd/yyyy', 'yyyy/mm/dd', 'dd-mm-yyyy', "
            "'dd.mm.yyyy', 'yyyy-mm-dd'; got None"
        ),
        "form",
    ),
    (
        {"fact": "birth_date", "form": "jj/mm/aaaa"},
        "jj/mm/aaaa",
        (
            "'form' must be stated for a day, and be one of 'dd/mm/yyyy', 'mm/dd/yyyy', 'yyyy/mm/dd', 'dd-mm-yyyy', "
            "'dd.mm.yyyy', 'yyyy-mm-dd'; got 'jj/mm/aaaa'"
        ),
        "form",
    ),
    (
        {"fact": "birth_date", "form": "dd/mm/yyyy hh:mm"},
        "dd/mm/yyyy hh:mm",
        (
            "'form' must be stated for a day, and be one of 'dd/mm/yyyy', 'mm/dd/yyyy', 'yyyy/mm/dd', 'dd-mm-yyyy', "
            "'dd.mm.yyyy', 'yyyy-mm-dd'; got 'dd/mm/yyyy hh:mm'"
        ),
        "form",
    ),
    (
        {"fact": "applied_at"},
        None,
        (
            "'form' must be stated for a time, as a form of date and of time such as 'dd/mm/yyyy hh:mm', 'mm/dd/yyyy "
            "hh:mm AM' or, with the offset in the cell, 'yyyy-mm-dd hh:mm +hh:mm'; got None"
        ),
        "form",
    ),
    (
        {"fact": "applied_at", "form": "dd/mm/yyyy"},
        "dd/mm/yyyy",
        (
            "'form' must be stated for a time, as a form of date and of time such as 'dd/mm/yyyy hh:mm', 'mm/dd/yyyy "
            "hh:mm AM' or, with the offset in the cell, 'yyyy-mm-dd hh:mm +hh:mm'; got 'dd/mm/yyyy'"
        ),
        "form",
    ),
    (
        {"fact": "applied_at", "form": "jj/mm/aaaa hh:mm"},
        "jj/mm/aaaa hh:mm",
        (
            "'form' must be stated for a time, as a form of date and of time such as 'dd/mm/yyyy hh:mm', 'mm/dd/yyyy "
            "hh:mm AM' or, with the offset in the cell, 'yyyy-mm-dd hh:mm +hh:mm'; got 'jj/mm/aaaa hh:mm'"
        ),
        "form",
    ),
    (
        {"fact": "applied_at", "form": "dd/mm/yyyy hh:mm"},
        None,
        "'time_zone' must be stated for times without an offset such as 'Europe/Paris': none is guessed; got nothing",
        "time_zone",
    ),
    (
        {"fact": "applied_at", "form": "dd/mm/yyyy hh:mm", "time_zone": "CET"},
        "CET",
        (
            "'zone' must be an IANA time zone such as 'Europe/Paris', 'UTC', 'AoE' or an offset that the call states "
            "such as '+01:00', got 'CET' (did you mean 'Europe/Paris' or 'Europe/Rome' or 'Africa/Tunis' or "
            "'Africa/Algiers'?)"
        ),
        "",
    ),
    (
        {"fact": "applied_at", "form": "yyyy-mm-dd hh:mm +hh:mm", "time_zone": "UTC"},
        "UTC",
        "'time_zone' must be left out where cells have their offset, got 'UTC'",
        "time_zone",
    ),
    (
        {"fact": "name", "form": "dd/mm/yyyy"},
        "dd/mm/yyyy",
        "'form' must be left out for 'name', got 'dd/mm/yyyy'",
        "form",
    ),
    (
        {"fact": "birth_date", "form": "dd/mm/yyyy", "time_zone": "UTC"},
        "UTC",
        "'time_zone' must be left out for 'birth_date', got 'UTC'",
        "time_zone",
    ),
    ({"fact": "language"}, None, "'of' must be the tag of the language such as 'fr', got nothing", "of"),
    (
        {"fact": "language", "of": "french"},
        "french",
        "must be a BCP 47 language tag such as 'fr' or 'ar-TN', got 'french'",
        "of",
    ),
    ({"fact": "commitment"}, None, "'of' must be the id of the session such as 'bologna-2020', got nothing", "of"),
    (
        {"fact": "commitment", "of": "two words"},
        "two words",
        "an id must be 1 to 200 visible characters without spaces such as 'bologna-2020', got 'two words'",
        "of",
    ),
    (
        {"fact": "statement"},
        None,
        "'of' must be the name of what is stated such as 'travel document', got nothing",
        "of",
    ),
    ({"fact": "residence", "of": "MA"}, "MA", "'of' must be left out for 'residence', got 'MA'", "of"),
    (
        {"fact": "language", "of": "fr", "words": {"courant": "fluent"}},
        "fluent",
        "what 'courant' means: 'level' must be a CEFR level such as 'C1' (A1 to C2), got 'fluent'",
        "words",
    ),
    (
        {"fact": "residence", "words": {"Maroc": "Morocco"}},
        "Morocco",
        "what 'Maroc' means: 'country' must be an ISO 3166-1 code such as 'MA', got 'Morocco'",
        "words",
    ),
    (
        {"fact": "education", "words": {"licence": "licence"}},
        "licence",
        (
            "what 'licence' means: 'education' must be one of 'primary', 'lower secondary', 'upper secondary', "
            "'post-secondary non-tertiary', 'short-cycle tertiary', 'bachelor', 'master', 'doctoral', got 'licence'"
        ),
        "words",
    ),
    (
        {"fact": "experience_years", "words": {"beaucoup": "lots"}},
        "lots",
        "what 'beaucoup' means: must be a number of years from 0 to 100 such as '2.5', got 'lots'",
        "words",
    ),
    (
        {"fact": "experience_years", "words": {"beaucoup": "100.5"}},
        "100.5",
        "what 'beaucoup' means: must be a number of years from 0 to 100 such as '2.5', got '100.5'",
        "words",
    ),
    (
        {"fact": "experience_years", "words": {"beaucoup": 7}},
        7,
        "must be text that is not empty such as 'Bologna', got 7",
        "",
    ),
    (
        {"fact": "name", "words": {"a": "b"}},
        (("a", "b"),),
        "'words' must be left out for 'name', got {'a': 'b'}",
        "words",
    ),
    (
        {"fact": "roles", "words": {"Élu": "mayor", "élu ": "mayor"}},
        "élu ",
        "each word must be given once, got 'élu ' again",
        "",
    ),
    ({"fact": "roles", "words": "Élu"}, "Élu", "must be a table such as {'courant': 'C1'}, got 'Élu'", ""),
    ({"fact": "roles", "words": 7}, 7, "must be a table such as {'courant': 'C1'}, got 7", ""),
    (
        {"fact": "residence", "separator": ","},
        ",",
        "'separator' must be left out for 'residence', got ','",
        "separator",
    ),
    ({"fact": "roles", "separator": ""}, "", "'separator' must be 1 to 10 characters such as ';', got ''", ""),
    (
        {"fact": "roles", "separator": "           "},
        "           ",
        "'separator' must be 1 to 10 characters such as ';', got '           '",
        "",
    ),
    ({"fact": "roles", "separator": 7}, 7, "'separator' must be 1 to 10 characters such as ';', got 7", ""),
    ({"fact": "experience_years", "decimal": ";"}, ";", "'decimal' must be ',' or '.', got ';'", ""),
    ({"fact": "residence", "decimal": ","}, ",", "'decimal' must be left out for 'residence', got ','", "decimal"),
    (
        {"fact": "name", "standing": "assessed"},
        "assessed",
        "'standing' must be left out for 'name', got 'assessed'",
        "standing",
    ),
    (
        {"fact": "commitment", "of": "s", "standing": "assessed"},
        "assessed",
        "'standing' must be left out for 'commitment', got 'assessed'",
        "standing",
    ),
    (
        {"fact": "roles", "empty": "not listed"},
        "not listed",
        "'empty' must be left out for 'roles', got 'not listed'",
        "empty",
    ),
    (
        {"fact": "language", "of": "fr", "empty": "blank"},
        "blank",
        "'empty' must be one of 'not given', 'not listed', got 'blank'",
        "",
    ),
    (
        {"fact": "roles", "to": "2020-03"},
        mw.When.parse("2020-03"),
        "'to' must be left out for 'roles', got When.parse('2020-03')",
        "to",
    ),
    (
        {"fact": "age"},
        "age",
        (
            "'fact' must be one of 'id', 'name', 'email', 'birth_date', 'applied_at', 'language', 'commitment', "
            "'statement', 'roles', 'sectors', 'nationalities', 'residence', 'works_in_countries', 'experience_years', "
            "'education', got 'age'"
        ),
        "",
    ),
]
"""What is stated, the value that is refused, what is said of it, and its place when it does not fit the fact."""


@pytest.mark.parametrize(("given", "value", "said", "where"), REFUSED)
def test_a_column_says_what_reading_needs_and_no_more(
    given: dict[str, Any], value: object, said: str, where: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        Column("H", **given)
    error = caught.value
    assert (error.message, error.value, error.where) == (said, value, where)


def test_a_column_that_lacks_several_things_is_told_all_of_them() -> None:
    with pytest.raises(InvalidValue) as caught:
        Column("H", "birth_date", of="fr", words={"a": "b"}, time_zone="UTC", separator=";", decimal=",", to="2020-03")
    assert [problem.where for problem in caught.value.problems] == [
        "of",
        "words",
        "form",
        "time_zone",
        "separator",
        "decimal",
        "to",
    ]


@pytest.mark.parametrize(
    ("fact", "name", "value"),
    [
        ("roles", "separator", "+"),
        ("roles", "separator", " and also "),
        ("experience_years", "decimal", ","),
        ("experience_years", "decimal", "."),
        ("residence", "standing", mw.Standing.ASSESSED),
        ("applied_at", "form", "dd.mm.yyyy hh:mm AM +hh:mm"),
    ],
)
def test_what_fits_a_fact_is_kept_as_it_was_stated(fact: str, name: str, value: Any) -> None:
    assert getattr(Column("H", fact, **{name: value}), name) == value


@pytest.mark.parametrize(
    ("fact", "of", "words"),
    [
        ("experience_years", None, {"aucune": "0", "cent": "100"}),
        ("language", "fr", {"courant": mw.Level.C1, "jamais": "none"}),
        ("education", None, {"doctorat": mw.EducationLevel.DOCTORAL, "licence": "bachelor"}),
    ],
)
def test_words_mean_what_is_written_or_taken_from_the_library(
    fact: str, of: str | None, words: dict[str, object]
) -> None:
    kept = Column("H", fact, of=of, words=words).words
    assert kept == tuple((word, str(meaning)) for word, meaning in words.items())


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
