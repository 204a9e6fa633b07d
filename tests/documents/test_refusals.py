"""What a document of a decision, a publication or an edition is refused for, each fault at its place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

import metroworkshops as mw

AT = datetime(2020, 1, 1, tzinfo=UTC)
SPEAKS = mw.Speaks("fr", "C1")
EDITION = mw.Edition(
    "a.example",
    "2020",
    sessions=[mw.Session("s", "S", when="2020-03", places=[mw.City("c", "C", country="TN", time_zone="Africa/Tunis")])],
    partners=[mw.Partner("p", "P", roles=["host"])],
    call=mw.Call([mw.Deadline.on("2020-01-31", zone="Africa/Tunis")]),
    eligibility=SPEAKS & mw.OfAge(at_least=18, on="first session"),
    groups=[mw.Group("urban practitioners", ["architect"])],
    ranking=mw.Ranking([mw.Preference("p", SPEAKS, points=1)], ties=["p"]),
)
SCREENING = mw.screen(mw.Applicant("a", languages=[mw.LanguageSkill("fr", "B1")]), EDITION)
DECISION = mw.decide(SCREENING, at=AT)
SUMMARY = mw.summarise([SCREENING, mw.screen(mw.Applicant("b"), EDITION)])
PUBLICATION = mw.calendars.publish(EDITION, at=AT)
MAPPING = mw.TableMapping([mw.Column("Nom", "name")])

LEVEL = {"name": "level", "kind": "level", "value": "B1"}
CASES: list[tuple[Any, Sequence[str | int], object, str, str]] = [
    (DECISION, ("findings", 0, "seen"), "level", "$.findings[0].seen", "must be a list such as [...]"),
    (
        DECISION,
        ("findings", 0, "seen"),
        [{"name": "level"}],
        "$.findings[0].seen[0]",
        "must be an object with the keys",
    ),
    (DECISION, ("findings", 0, "seen"), [LEVEL | {"name": 7}], "$.findings[0].seen[0].name", "must be text such as"),
    (DECISION, ("findings", 0, "seen"), [LEVEL | {"kind": "x"}], "$.findings[0].seen[0].kind", "must be one of"),
    (DECISION, ("findings", 0, "seen"), [LEVEL | {"value": "Z9"}], "$.findings[0].seen[0].value", "must be"),
    (PUBLICATION, ("entries", 0), "s", "$.entries[0]", "must be an entry such as"),
    (PUBLICATION, ("entries", 0, "session"), None, "$.entries[0].session", "must be an object"),
    (PUBLICATION, ("entries", 0, "deadline"), {}, "$.entries[0]", "must have one of the keys"),
    (PUBLICATION, ("entries", 0, "subject"), {}, "$.entries[0].subject", "unknown key; what an entry is of"),
    (DECISION, ("findings", 0), "met", "$.findings[0]", "must be an object"),
    (SUMMARY, ("leaves", 0), 12, "$.leaves[0]", "must be an object"),
    (SUMMARY, ("leaves", 0, "reasons", 0), 12, "$.leaves[0].reasons[0]", "must be an object"),
    (SUMMARY, ("leaves", 0, "missing", 0), 12, "$.leaves[0].missing[0]", "must be an object"),
    (PUBLICATION, ("editions", 0), "2020", "$.editions[0]", "must be an object"),
    (EDITION, ("groups", 0), "architects", "$.groups[0]", "must be an object"),
    (EDITION, ("ranking", "ties", 0), 7, "$.ranking.ties[0]", "must"),
    (EDITION, ("eligibility",), "speaks", "$.eligibility", "must be a rule such as"),
    (EDITION, ("eligibility",), {"language": "fr"}, "$.eligibility.rule", "must be given: one of"),
    (EDITION, ("eligibility", "of", 1, "on"), 7, "$.eligibility.of[1].on", 'must be "deadline"'),
    (
        EDITION,
        ("eligibility",),
        {"rule": "nott", "of": {"rule": "speaks", "language": "french"}},
        "$.eligibility.of.language",
        "must be a BCP 47",
    ),
    (EDITION, ("cities",), "c", "$.cities", "must be a list such as [...]"),
    (EDITION, ("cities", 0, "coordinates"), [1], "$.cities[0].coordinates", "must be latitude and longitude"),
    (EDITION, ("areas",), [{"id": "c", "name": "C"}], "$.areas", "an id must be of a city or of an area"),
    (EDITION, ("call", "deadlines", 0, "zone"), [7], "$.call.deadlines[0].zone", "a list of candidates"),
    (EDITION, ("partners", 0), {"roles": ["host"]}, "$.partners[0].organisation", "must be given"),
    (EDITION, ("partners", 0), "p", "$.partners[0]", "must be an object"),
]


@pytest.mark.parametrize(
    ("value", "path", "put", "place", "message"),
    CASES,
    ids=[f"{case[3]}-{number}" for number, case in enumerate(CASES)],
)
def test_a_fault_is_told_at_its_place(
    value: Any, path: Sequence[str | int], put: object, place: str, message: str
) -> None:
    data = json.loads(mw.documents.dumps(value))
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = put
    with pytest.raises(mw.DocumentError) as caught:
        mw.documents.loads(json.dumps(data), type(value))
    assert [fault.path for fault in caught.value.faults if message in fault.message] == [place], str(caught.value)


def test_evidence_is_read_as_what_it_is() -> None:
    data = json.loads(mw.documents.dumps(DECISION))
    given = {"instant": "2020-01-31T12:00:00+01:00", "number": 3, "string": "3"}
    data["findings"][0]["seen"] = [{"name": "x", "kind": kind, "value": value} for kind, value in given.items()]
    read = mw.documents.loads(json.dumps(data), mw.Decision).findings[0].seen
    assert read == (("x", datetime(2020, 1, 31, 11, tzinfo=UTC)), ("x", 3), ("x", "3"))
    instant, number, _ = (value for _, value in read)
    assert isinstance(instant, datetime)
    assert instant.tzinfo is UTC
    assert type(number) is int


def test_the_value_of_a_document_must_be_given() -> None:
    data = {"format": "metroworkshops", "version": 1, "kind": "when"}
    with pytest.raises(mw.DocumentError) as caught:
        mw.documents.loads(json.dumps(data))
    assert [(fault.path, fault.message) for fault in caught.value.faults] == [("$.value", "must be given, got nothing")]


def test_an_old_edition_that_is_none_is_refused_as_such() -> None:
    old = {"format": "metroworkshops", "version": 0, "kind": "programme", "id": "a.example", "editions": ["2020"]}
    with pytest.raises(mw.DocumentError) as caught:
        mw.documents.loads(json.dumps(old), mw.Programme)
    assert "$.editions[0]" in {fault.path for fault in caught.value.faults}


def test_a_number_that_python_does_not_read_is_told_in_our_words() -> None:
    text = '{"format": "metroworkshops", "version": 1, "kind": "edition", "capacity": ' + "9" * 5000 + "}"
    with pytest.raises(mw.DocumentError, match=r"\$: must have whole numbers of at most 4,300 digits"):
        mw.documents.loads(text)


def test_what_cannot_be_read_hides_no_fault_of_its_neighbours() -> None:
    data = json.loads(mw.documents.dumps(mw.Applicant("t", members=[mw.Applicant(one) for one in "abc"])))
    data["members"][0]["id"] = "two words"
    data["members"][2]["id"] = "b"
    with pytest.raises(mw.DocumentError) as caught:
        mw.documents.loads(json.dumps(data))
    assert [fault.path for fault in caught.value.faults] == ["$.members[0].id", "$.members[2].id"]


def test_a_change_of_a_deadline_that_cannot_be_read_is_the_one_fault_told() -> None:
    deadline = mw.Deadline.on("2020-01-31", zone="Africa/Tunis", opens="2020-01-01")
    deadline = deadline.extended_to("2020-02-14", announced=AT).extended_to("2020-02-21", announced=AT)
    data = json.loads(mw.documents.dumps(mw.Call([deadline])))
    data["deadlines"][0]["amendments"][0]["when"] = "soon"
    data["deadlines"][0]["opens"]["on"] = "2020-02-10"
    with pytest.raises(mw.DocumentError) as caught:
        mw.documents.loads(json.dumps(data))
    assert [fault.path for fault in caught.value.faults] == ["$.deadlines[0].amendments[0].when"]
