"""A screening as a document: all that a reader asks of it comes back, and nothing in it contradicts itself."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    Applicant,
    AppliedInTime,
    Call,
    Deadline,
    Edition,
    Evidence,
    Fault,
    Finding,
    LanguageSkill,
    Outcome,
    Preference,
    Quota,
    Ranking,
    Screening,
    Speaks,
    Truth,
    Unreadable,
    WorksIn,
    decide,
    documents,
    rank,
    screen,
    screen_all,
    summarise,
    tally,
)
from metroworkshops.documents import make_converter
from metroworkshops.documents.screening_record import ScreeningRecord
from metroworkshops.domain.case import Case
from metroworkshops.testing import screenings

AT = datetime(2020, 2, 5, tzinfo=UTC)
EDITION = Edition(
    "workshops.example.org",
    "2020",
    call=Call([Deadline.on("2020-01-31", zone="Europe/Paris")]),
    eligibility=Speaks("fr", "C1") & (AppliedInTime() | Speaks("ar")),
    ranking=Ranking([Preference("local", WorksIn("local government"), points=2)]),
    quotas=[Quota("local", WorksIn("local government"), at_least=1)],
)
APPLICANT = Applicant(
    "a-017",
    "Amina B.",
    languages=[LanguageSkill("fr", "C1")],
    sectors=["local government"],
    evidence=[Evidence("languages", source="row 17, column Langues")],
)
SCREENING = screen(APPLICANT, EDITION)
(UNREADABLE,) = screen_all(
    [Unreadable("row-17", [Fault("row 17, column Niveau", "must be a CEFR level such as 'C1', got 'C3'")])], EDITION
)


def again(screening: Screening) -> Screening:
    return documents.loads(documents.dumps(screening), Screening)


def written(screening: Screening = SCREENING) -> Any:
    return json.loads(documents.dumps(screening))


def refused(data: Any) -> list[str]:
    with pytest.raises(mw.DocumentError) as caught:
        documents.loads(json.dumps(data), Screening)
    return [str(fault) for fault in caught.value.faults]


@given(screenings())
def test_all_that_is_asked_of_a_screening_comes_back(screening: Screening) -> None:
    back = again(screening)
    assert (back, hash(back)) == (screening, hash(screening))
    for name in ("applicant", "edition", "rule", "truth", "outcome", "reasons", "findings", "missing"):
        assert getattr(back, name) == getattr(screening, name)
    for reader in ("committee", "applicant"):
        assert mw.words.explain(back, "fr", reader=reader) == mw.words.explain(screening, "fr", reader=reader)
    assert documents.dumps(decide(back, at=AT)) == documents.dumps(decide(screening, at=AT))
    assert summarise([back, back]) == summarise([screening, screening])
    for copied in (copy.copy(back), copy.deepcopy(back), pickle.loads(pickle.dumps(back))):
        assert copied == back
        assert documents.dumps(copied) == documents.dumps(screening)


@pytest.mark.parametrize("screening", [SCREENING, UNREADABLE], ids=["applicant", "unreadable"])
def test_one_that_was_read_is_ranked_and_counted_as_it_was(screening: Screening) -> None:
    back = again(screening)
    assert rank([back]) == rank([screening])
    assert tally([back]) == tally([screening])


def test_it_holds_who_was_asked_what_and_all_that_was_found() -> None:
    data = written()
    assert list(data) == ["format", "version", "kind", "applicant", "edition", "outcome", "missing", "findings"]
    assert (data["applicant"]["id"], data["edition"]["id"], data["outcome"]) == ("a-017", "2020", "undecided")
    assert [finding["reason"] for finding in data["findings"]] == [
        "language-met",
        "time-not-given",
        "language-not-listed",
    ]
    assert [data["findings"][index]["reason"] for index in data["missing"]] == ["time-not-given"]
    assert data["findings"][0]["came_from"] == ["row 17, column Langues"]


def test_rules_stand_in_it_only_where_they_are_not_those_of_the_edition() -> None:
    assert "rule" not in written()
    assert "rule" not in written(screen(APPLICANT, evolve(EDITION, eligibility=None)))
    other = Case(EDITION, Speaks("ar")).screen(APPLICANT)
    assert written(other)["rule"] == {"rule": "speaks", "language": "ar"}
    assert again(other) == other != screen(APPLICANT, EDITION)
    repeated = written() | {"rule": written()["edition"]["eligibility"]}
    assert documents.loads(json.dumps(repeated)) == SCREENING


def changed(change: Callable[[Any], object], screening: Screening = SCREENING) -> list[str]:
    data = written(screening)
    change(data)
    return refused(data)


def test_what_does_not_follow_is_refused_with_its_place() -> None:
    assert changed(lambda data: data.update(outcome="eligible")) == [
        "$.outcome: 'outcome' must be what follows from the findings, 'undecided'; got 'eligible'"
    ]
    assert changed(lambda data: data.pop("missing")) == [
        "$.missing: 'missing' must be what follows from the findings, [1]; got []"
    ]
    assert changed(lambda data: data["findings"][0].update(truth="no")) == [
        "$.outcome: 'outcome' must be what follows from the findings, 'not eligible'; got 'undecided'",
        "$.missing: 'missing' must be what follows from the findings, []; got [1]",
    ]
    assert changed(lambda data: data["findings"].pop()) == [
        "$.findings: 'findings' must be those of the conditions of the rule, 3 in their order, got 2"
    ]
    assert changed(lambda data: data["findings"].reverse()) == [
        "$.findings[0].rule: must be the condition that stands there in the rule, 'speaks'; got 'speaks' that differs",
        "$.findings[2].rule: must be the condition that stands there in the rule, 'speaks'; got 'speaks' that differs",
    ]
    assert changed(lambda data: data["findings"][1].update(rule={"rule": "declares", "name": "letter"})) == [
        "$.findings[1].rule: must be the condition that stands there in the rule, 'applied in time'; got 'declares'"
    ]


def test_every_fault_is_told_at_once() -> None:
    def spoil(data: Any) -> None:
        data["applicant"]["languages"][0]["level"] = "C3"
        data["edition"]["call"]["deadlines"][0]["limit"] = "2020-13"
        data["findings"][1]["truth"] = "perhaps"
        data["missing"] = ["1"]
        data["fee"] = 7

    assert [fault.partition(":")[0] for fault in changed(spoil)] == [
        "$.applicant.languages[0].level",
        "$.edition.call.deadlines[0].limit",
        "$.missing[0]",
        "$.findings[1].truth",
        "$.fee",
    ]
    both = changed(lambda data: data["applicant"].update(age=7) or data.update(outcome="eligible"))
    assert [fault.partition(":")[0] for fault in both] == ["$.applicant.age", "$.outcome"]


def test_it_is_of_an_applicant_or_of_a_record_that_could_not_be_read() -> None:
    assert changed(lambda data: data.pop("applicant")) == [
        "$: must have one of the keys applicant, unreadable; got neither"
    ]
    unreadable = written(UNREADABLE)
    assert (unreadable["unreadable"]["id"], unreadable["outcome"], unreadable["missing"]) == (
        "row-17",
        "undecided",
        [0],
    )
    assert "got both" in changed(lambda data: data.update(applicant={"id": "a"}), UNREADABLE)[0]
    for change in (
        lambda data: data["unreadable"]["faults"].pop(),
        lambda data: data["findings"][0].update(truth="yes"),
        lambda data: data.update(findings=[]),
    ):
        (told,) = changed(change, UNREADABLE)
        assert told.startswith("$.findings: 'findings' must be the one that the record could not be read")


def test_other_rules_must_be_ones_that_can_be_asked_in_the_edition() -> None:
    other = written(Case(EDITION, Speaks("ar")).screen(APPLICANT))
    other["rule"]["level"] = "excellent"
    assert any(fault.startswith("$.rule") and "levels" in fault for fault in refused(other))


def test_what_could_not_be_read_leaves_alone_what_would_follow_from_it() -> None:
    def told(change: Callable[[Any], object]) -> list[str]:
        return [fault.partition(":")[0] for fault in changed(change)]

    assert told(lambda data: data["findings"][1].update(truth="perhaps")) == ["$.findings[1].truth"]
    assert told(lambda data: data.update(missing=["1"])) == ["$.missing[0]"]


def test_what_follows_is_asked_of_other_rules_and_of_a_record_that_could_not_be_read_too() -> None:
    other = Case(EDITION, Speaks("ar")).screen(APPLICANT)
    assert changed(lambda data: data.update(outcome="eligible"), other) == [
        "$.outcome: 'outcome' must be what follows from the findings, 'not eligible'; got 'eligible'"
    ]
    assert changed(lambda data: data.update(outcome="eligible", missing=[1]), UNREADABLE) == [
        "$.outcome: 'outcome' must be what follows from the findings, 'undecided'; got 'eligible'",
        "$.missing: 'missing' must be what follows from the findings, [0]; got [1]",
    ]


@frozen
class NotHere(mw.EligibilityRule):
    """A host's own rule, which this edition cannot ask."""

    KIND: ClassVar[str] = "not here"

    def problems(self, edition: Edition) -> Iterator[mw.InvalidValue]:  # noqa: ARG002 - the shape of a rule
        yield mw.InvalidValue("cannot be asked here", "a-017")


RECORD = ScreeningRecord.of(SCREENING)
LETTER = evolve(RECORD.findings[1], rule=mw.Declares("letter"))


@pytest.mark.parametrize(
    ("record", "change", "where", "value"),
    [
        (RECORD, {"outcome": Outcome.ELIGIBLE}, "outcome", Outcome.ELIGIBLE),
        (RECORD, {"missing": (0,)}, "missing", (0,)),
        (RECORD, {"findings": RECORD.findings[:2]}, "findings", RECORD.findings[:2]),
        (RECORD, {"findings": (RECORD.findings[0], LETTER, RECORD.findings[2])}, "findings[1].rule", LETTER.rule),
        (ScreeningRecord.of(UNREADABLE), {"findings": (LETTER,)}, "findings", (LETTER,)),
        (RECORD, {"rule": AppliedInTime("x") | Speaks("ar")}, "rule.of[0].deadline", "x"),
        (RECORD, {"rule": NotHere()}, "rule", "a-017"),
    ],
)
def test_what_is_refused_holds_its_place_and_what_came(
    record: ScreeningRecord, change: dict[str, Any], where: str, value: object
) -> None:
    with pytest.raises(mw.InvalidValue) as caught:
        evolve(record, **change)
    told = {problem.where: problem.value for problem in caught.value.problems}
    assert told[where] == value


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_documents_do_not_have_is_no_evidence(number: float) -> None:
    with pytest.raises(mw.InvalidValue, match="must be a name and a piece of evidence such as"):
        Finding(Speaks("fr"), Truth.YES, reason="x", seen=[("number", number)])


def test_a_very_large_number_is_evidence_like_any_other(tmp_path: Path) -> None:
    found = Finding(Speaks("fr"), Truth.YES, reason="x", seen=[("number", 1.5e21)])
    decision = evolve(decide(screen(APPLICANT, evolve(EDITION, eligibility=Speaks("fr"))), at=AT), findings=[found])
    mw.tables.write_json_lines(tmp_path / "decisions.jsonl", [decision])
    assert list(mw.tables.read_json_lines(tmp_path / "decisions.jsonl", mw.Decision)) == [decision]


def test_places_and_organisations_of_the_edition_are_listed_once() -> None:
    screening = screen(APPLICANT, mw.metropolitan_workshops().edition("2020"))
    data = written(screening)
    assert data["edition"]["sessions"][0]["places"] == ["bologna"]
    assert data["cities"][0]["id"] == "bologna"
    assert again(screening) == screening
    data["edition"]["sessions"][0]["places"] = ["modena"]
    assert [fault.partition(":")[0] for fault in refused(data)] == ["$.edition.sessions[0].places[0]"]


def test_findings_stay_as_they_were_found() -> None:
    """A better library or newer time zones may find otherwise; what was found then is not rewritten."""
    data = written()
    data["findings"][0]["reason"] = "language-met-as-we-said-then"
    data["findings"][1]["cautions"] = ["approximate-dates"]
    recorded = documents.loads(json.dumps(data), Screening)
    assert recorded.findings[0].reason == recorded.reasons[0] == "language-met-as-we-said-then"
    assert recorded.findings[1].cautions == ("approximate-dates",)
    assert json.loads(documents.dumps(recorded)) == data
    assert screen(APPLICANT, EDITION) == SCREENING != recorded != SCREENING
    evidence_alone = written()
    evidence_alone["findings"][1]["cautions"] = ["approximate-dates"]
    assert documents.loads(json.dumps(evidence_alone)) != SCREENING


@frozen
class Speeches:
    """A host's own condition."""

    KIND: ClassVar[str] = "gave a speech"

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:  # noqa: ARG002 - the shape of a condition
        return Finding(self, Truth.of(applicant.id == "a-017"), reason="speech", seen=[("speeches", 3)])


def test_a_hosts_own_condition_is_read_by_a_converter_that_knows_it() -> None:
    screening = screen(APPLICANT, evolve(EDITION, eligibility=Speaks("fr", "C1") & Speeches()))
    data = written(screening)
    back = make_converter(rules=[Speeches]).structure(data, Screening)
    assert (back, back.outcome) == (screening, Outcome.ELIGIBLE)
    assert any("must be one of" in fault for fault in refused(data))


@given(st.data())
def test_one_that_was_read_can_be_kept_as_lines(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("lines") / "screenings.jsonl"
    given_ones = data.draw(st.lists(screenings(), max_size=2))
    mw.tables.write_json_lines(path, given_ones)
    assert list(mw.tables.read_json_lines(path, Screening)) == given_ones


def test_under_pseudonyms_it_is_refused() -> None:
    pseudonyms = mw.tables.Pseudonyms(b"for tests alone: no secret at all")
    with pytest.raises(mw.InvalidValue, match="must be an Applicant or a Decision"):
        pseudonyms.value(SCREENING)
