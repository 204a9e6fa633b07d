"""Results: whole, explained, harmless in a spreadsheet, and under pseudonyms of the same counts."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import Applicant, Commitment, Fault, InvalidValue, LanguageSkill, Unreadable, tables
from metroworkshops.tables import Pseudonyms
from metroworkshops.tables.results import harmless
from metroworkshops.testing import applicants, editions, plain_texts

GOLDEN = Path(__file__).parent / "golden"
EDITION = mw.metropolitan_workshops().edition("2020")
AT = datetime(2020, 2, 5, tzinfo=UTC)
SECRET = b"for tests alone: no secret at all"
DELIMITERS = (";", ",", "\t")


def cohort() -> list[Applicant | Unreadable]:
    promises = [Commitment(session.id, to=session.when) for session in EDITION.sessions]
    early = datetime(2020, 1, 30, tzinfo=UTC)
    return [
        Applicant("a-1", languages=[LanguageSkill("fr", "C1")], commitments=promises, applied_at=early),
        Applicant("=cmd|'/C'!A0", languages=[LanguageSkill("fr", "B2")], commitments=promises[:1], applied_at=early),
        Applicant("a-3", languages=[], applied_at=datetime(2020, 1, 31, 23, 30, tzinfo=UTC)),
        Applicant("a-4"),
        Unreadable("row-6", [Fault("row 6, column Niveau", "must be a CEFR level such as 'C1'; got '=1+1'")]),
    ]


def text_of(screenings: Any, language: str = "en", **given: Any) -> str:
    text = io.StringIO(newline="")
    tables.write_csv(text, screenings, language, **given)
    return text.getvalue()


def cells_of(text: str, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_the_committee_receives(language: str, tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    assert tables.write_csv(path, mw.screen_all(cohort(), EDITION), language) == 5
    golden = GOLDEN / f"results.{language}.csv"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(path.read_bytes())
    assert path.read_bytes() == golden.read_bytes()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_every_screening_is_a_row_with_an_answer_to_every_criterion() -> None:
    head, *rows = cells_of(text_of(mw.screen_all(cohort(), EDITION)))
    assert {len(row) for row in rows} == {len(head)} == {9}
    assert [row[1] for row in rows] == ["eligible", "not eligible", "not eligible", "undecided", "undecided"]
    assert rows[4][2:5] == ["Unknown"] * 3
    assert rows[3][7].startswith("speaks French")
    assert rows[4][7:] == ["", "a record that can be read"]


def test_a_criterion_that_is_there_twice_has_two_columns() -> None:
    rule = mw.AllOf(mw.Speaks("fr"), mw.AnyOf(mw.Speaks("fr"), mw.Speaks("ar")))
    edition = mw.Edition("a.example", "1", eligibility=rule)
    (head,) = cells_of(text_of([mw.screen(Applicant("a"), edition)]))[:1]
    assert len(set(head)) == len(head)


def test_of_nobody_there_are_the_headers() -> None:
    assert cells_of(text_of([]))[0][:2] == ["Id", "Outcome"]


def test_screenings_under_other_criteria_are_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    tables.write_csv(path, [], "en")
    before = path.read_bytes()
    other = mw.Edition("a.example", "1", eligibility=mw.Speaks("fr"))
    with pytest.raises(InvalidValue, match="under the same criteria"):
        tables.write_csv(path, [mw.screen(Applicant("a"), EDITION), mw.screen(Applicant("b"), other)], "en")

    def broken() -> Iterator[mw.Screening]:
        yield mw.screen(Applicant("a"), EDITION)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        tables.write_csv(path, broken(), "en")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["results.csv"]


def test_other_delimiters_files_and_languages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="'delimiter' must be"):
        text_of([], delimiter="|")
    with pytest.raises(InvalidValue, match=r"must end in \.csv"):
        tables.write_csv(tmp_path / "results.xlsx", [], "en")
    with pytest.raises(mw.NotFound):
        tables.write_csv(tmp_path / "results.csv", [], "eu")
    assert not list(tmp_path.iterdir())


# No spreadsheet runs it.


def can_run(cell: str) -> bool:
    """Tell whether a spreadsheet could take a cell for a formula (OWASP, CSV Injection), spaces before it or not."""
    seen = cell.lstrip("".join(c for c in set(cell) if category(c)[0] in "ZC"))
    return cell[:1] in tuple("\t\r\n\0") or normalize("NFKC", seen)[:1] in tuple("=+-@")


HOSTILE = st.one_of(
    plain_texts(),
    st.text(st.sampled_from("=+-@＝＋－＠﹦\t\r\n\0 ;,|\"'a1\u200b\ufeff\u00a0"), max_size=12),
)


@given(HOSTILE)
@example('=1+2";=1+2')
@example("=1+2'\" ;,=1+2")
@example("\u200b=1")
@example('a";"=1')
@example("a\n=1")
def test_no_cell_can_be_run_whichever_delimiter_the_file_is_opened_with(text: str) -> None:
    for delimiter in DELIMITERS:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerow(["a-1", harmless(text), harmless(text)])
        for opened_with in DELIMITERS:
            for row in cells_of(out.getvalue(), opened_with):
                # Fallen apart, a cell may be a line break and nothing else, which runs nothing.
                is_whole = opened_with == delimiter
                assert not [cell for cell in row if can_run(cell if is_whole else cell.strip())]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "P", "S", "Z", "Cf"]), max_size=20))
def test_what_is_harmless_stays_as_it_was(text: str) -> None:
    assume(not can_run(text))
    assert harmless(text) == text


@given(st.data())
def test_no_written_table_can_be_run(data: st.DataObject) -> None:
    edition = data.draw(editions())
    people = data.draw(st.lists(applicants(edition=edition), max_size=3))
    people = [attrs.evolve(one, roles=["=HYPERLINK(1)", "+1;=2"]) for one in people]
    delimiter = data.draw(st.sampled_from(DELIMITERS))
    text = text_of(mw.screen_all(people, edition), data.draw(st.sampled_from(("en", "fr"))), delimiter=delimiter)
    rows = cells_of(text, delimiter)
    assert len(rows) == len(people) + 1
    assert not [cell for row in rows for cell in row if can_run(cell)]


# Under pseudonyms.

TELLING = ("id-that-tells", "Name That Tells", "mail-that-tells@example.org", "1977-07-07")


def known(applicant: Applicant, number: int) -> Applicant:
    id_, name, email, day = TELLING
    return attrs.evolve(
        applicant,
        id=f"{id_}-{number}",
        name=name,
        email=email,
        birth_date=date.fromisoformat(day),
        evidence=[mw.Evidence("birth_date", source=name)],
        members=None if applicant.members is None else [known(one, i) for i, one in enumerate(applicant.members)],
    )


@given(st.data())
def test_under_pseudonyms_the_counts_are_the_same_and_nobody_is_told(data: st.DataObject) -> None:
    edition = data.draw(editions())
    people = [known(one, n) for n, one in enumerate(data.draw(st.lists(applicants(edition=edition), max_size=4)))]
    screenings = list(mw.screen_all([*people, Unreadable(TELLING[0], [Fault("row 2", TELLING[1])])], edition))
    pseudonyms = Pseudonyms(SECRET)
    plain = cells_of(text_of(screenings))
    text = text_of(screenings, pseudonyms=pseudonyms)
    told = cells_of(text)
    assert not [one for one in TELLING if one in text]
    explanation = len(plain[0]) - 3
    without = [[*row[1:explanation], *row[explanation + 1 :]] for row in plain]
    assert Counter(map(tuple, without)) == Counter(tuple(row[1:]) for row in told)
    assert [row[0] for row in told[1:]] == [pseudonyms.of(one.applicant.id) for one in screenings]


@given(st.data())
def test_json_lines_under_pseudonyms_tell_nobody_and_count_the_same(data: st.DataObject) -> None:
    edition = data.draw(editions())
    people = [known(one, n) for n, one in enumerate(data.draw(st.lists(applicants(edition=edition), max_size=3)))]
    pseudonyms = Pseudonyms(SECRET)
    for person in people:
        text = mw.documents.dumps(pseudonyms.applicant(person))
        assert not [one for one in TELLING if one in text]
        decision = mw.decide(mw.screen(person, edition), at=AT)
        told = pseudonyms.value(decision)
        assert not [one for one in TELLING if one in mw.documents.dumps(told)]
        assert told.outcome is decision.outcome
        assert [one.reason for one in told.findings] == [one.reason for one in decision.findings]


@given(st.lists(st.text(min_size=1), unique=True, max_size=20))
def test_pseudonyms_differ_and_the_same_secret_gives_the_same(ids: list[str]) -> None:
    ids = [one for one in ids if one.isprintable()]
    pseudonyms = Pseudonyms(SECRET)
    found = [pseudonyms.of(one) for one in ids]
    assert len(set(found)) == len(ids)
    assert found == [Pseudonyms(SECRET).of(one) for one in ids]
    assert not set(found) & {Pseudonyms(SECRET + b"!").of(one) for one in ids}


def test_a_secret_is_long_enough_and_never_shown() -> None:
    assert "secret" not in repr(Pseudonyms(SECRET))
    for short in (b"short", "a text that is long enough but no bytes"):
        with pytest.raises(InvalidValue, match="16 bytes or more") as caught:
            Pseudonyms(short)  # type: ignore[arg-type]
        assert str(short) not in str(caught.value)


def test_only_what_is_about_an_applicant_has_a_pseudonym() -> None:
    with pytest.raises(InvalidValue, match="must be an Applicant or a Decision, got something of type Edition"):
        Pseudonyms(SECRET).value(EDITION)
