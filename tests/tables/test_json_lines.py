"""JSON lines: a document a line, and a line that is none is a record that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import Applicant, InvalidValue, Unreadable, tables
from metroworkshops.testing import applicants, whens


@given(st.lists(applicants() | whens(), max_size=4))
def test_what_is_written_is_read_back_line_by_line(
    tmp_path_factory: pytest.TempPathFactory, values: list[mw.Applicant | mw.When]
) -> None:
    path = tmp_path_factory.mktemp("lines") / "values.jsonl"
    assert tables.write_json_lines(path, values) == len(values)
    assert path.read_bytes().count(b"\n") == len(values)
    assert list(tables.read_json_lines(path)) == values


def test_a_line_that_is_no_document_is_a_fault_and_the_next_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "applicants.ndjson"
    tables.write_json_lines(path, [Applicant("a-1"), Applicant("a-2", residence="MA")])
    first, second = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f'{first}\n\n{second.replace("MA", "Maroc")}\n{{"x"\n{first}\n', encoding="utf-8")
    one, two, three, four = tables.read_json_lines(path, Applicant)
    assert one == four == Applicant("a-1")
    assert isinstance(two, Unreadable)
    assert (two.id, two.faults[0].path) == ("line-3", "line 3, $.residence")
    assert isinstance(three, Unreadable)
    assert three.faults[0].path == "line 4, $"
    (screening,) = mw.screen_all([two], mw.Edition("workshops.example.org", "2020", eligibility=mw.Speaks("fr")))
    assert "ligne 3, $.residence\u00a0: " in mw.words.explain(screening, "fr")


def test_a_value_that_is_no_document_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "values.jsonl"
    tables.write_json_lines(path, [Applicant("old")])

    def values() -> Iterator[mw.When]:
        yield mw.When.parse("2020")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        tables.write_json_lines(path, values())
    with pytest.raises(InvalidValue, match="must be a kind of document"):
        tables.write_json_lines(path, [mw.LanguageSkill("fr")])
    assert list(tables.read_json_lines(path)) == [Applicant("old")]
    assert [one.name for one in tmp_path.iterdir()] == ["values.jsonl"]


def test_under_pseudonyms_each_line_is_of_a_pseudonym(tmp_path: Path) -> None:
    path = tmp_path / "applicants.jsonl"
    pseudonyms = tables.Pseudonyms(b"for tests alone: no secret at all")
    tables.write_json_lines(path, [Applicant("a-1", "Amina", birth_date="1985-06-30")], pseudonyms=pseudonyms)
    assert list(tables.read_json_lines(path, Applicant)) == [Applicant(pseudonyms.of("a-1"))]


def test_the_name_of_a_file_says_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=r"\.jsonl or \.ndjson"):
        tables.write_json_lines(tmp_path / "values.json", [])
    with pytest.raises(InvalidValue, match=r"\.jsonl or \.ndjson"):
        tables.read_json_lines(tmp_path / "values.json")
