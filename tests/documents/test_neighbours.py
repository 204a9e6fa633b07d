"""An element that cannot be read hides nothing that is wrong beside it, and is blamed for nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

import metroworkshops as mw

BOLOGNA = mw.City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
FRENCH, ARABIC = mw.Speaks("fr"), mw.Speaks("ar")
SESSION = mw.Session("s", "S", when="2020-03-09T10:00", places=[BOLOGNA])
EDITION = mw.Edition(
    "a.example",
    "2020",
    sessions=[SESSION, mw.Session("t", "T")],
    milestones=[mw.Milestone("m", "M"), mw.Milestone("n", "N", relative=mw.Offset(1, "t"))],
    eligibility=FRENCH & ARABIC,
    levels=[mw.LevelReading("good", "C1")],
    groups=[mw.Group(name, [name]) for name in "abc"],
    ranking=mw.Ranking(
        [mw.Preference(name, FRENCH, points=1) for name in "xyz"],
        [mw.ScoredCriterion("u", "U", out_of=5)],
        ties=["x"],
    ),
    quotas=[mw.Quota("q", FRENCH, at_least=1)],
)
PROGRAMME = mw.Programme(
    "a.example", "A", editions=[mw.Edition("a.example", year, sessions=[SESSION]) for year in "123"]
)
APPLICANTS = [mw.Applicant("a", languages=[mw.LanguageSkill("fr")]), mw.Applicant("b")]
SUMMARY = mw.summarise(mw.screen_all(APPLICANTS, mw.Edition("a.example", "2020", eligibility=FRENCH & ARABIC)))
TALLY = mw.Tally(eligible=3, quotas=[mw.QuotaCount(mw.Quota(name, FRENCH, at_least=1), 2) for name in "abc"])
MAPPING = mw.TableMapping([mw.Column("A", "name"), mw.Column("B", "email"), mw.Column("C", "id")])
NOBODY = {
    "rule": "all of",
    "of": [{"rule": "declares", "name": "x"}, {"rule": "not", "of": {"rule": "declares", "name": "x"}}],
}

Edit = tuple[Sequence[str | int], object]
CASES: dict[str, tuple[Any, list[Edit], list[str]]] = {
    "a group, and one named twice": (
        EDITION,
        [(("groups", 0), 7), (("groups", 2, "name"), "b")],
        ["$.groups[0]", "$.groups[2].name"],
    ),
    "a milestone, and one counted from no session": (
        EDITION,
        [(("milestones", 0), 7), (("milestones", 1, "relative", "session"), "z")],
        ["$.milestones[0]", "$.milestones[1].relative.session"],
    ),
    "a session, from which a milestone may be counted": (
        EDITION,
        [(("sessions", 1), 7), (("milestones", 1, "relative", "session"), "t")],
        ["$.sessions[1]"],
    ),
    "a preference, and one named twice": (
        EDITION,
        [(("ranking", "preferences", 0), 7), (("ranking", "preferences", 2, "id"), "y")],
        ["$.ranking.preferences[0]", "$.ranking.preferences[2].id"],
    ),
    "a preference, by which ties may be broken": (
        EDITION,
        [(("ranking", "preferences", 0), 7)],
        ["$.ranking.preferences[0]"],
    ),
    "a criterion, by which ties may be broken": (
        EDITION,
        [(("ranking", "criteria", 0), 7), (("ranking", "ties", 0), "u")],
        ["$.ranking.criteria[0]"],
    ),
    "a group, which criteria may need to be met": (
        EDITION,
        [(("groups", 0), 7), (("eligibility",), NOBODY)],
        ["$.groups[0]"],
    ),
    "a level, by which words may be read": (
        EDITION,
        [(("levels", 0), 7), (("quotas", 0, "rule", "level"), "good"), (("eligibility", "of", 0, "level"), "good")],
        ["$.levels[0]"],
    ),
    "a place, whose zone may be that of the hours": (
        EDITION,
        [(("sessions", 0, "places"), ["bologna", 7])],
        ["$.sessions[0].places[1]"],
    ),
    "a place, and hours that the zone given skipped": (
        EDITION,
        [
            (("sessions", 0, "places"), ["bologna", 7]),
            (("sessions", 0, "time_zone"), "Europe/Rome"),
            (("sessions", 0, "when"), "2020-03-29T02:30"),
        ],
        ["$.sessions[0].when", "$.sessions[0].places[1]"],
    ),
    "an edition, and sessions of others that differ": (
        PROGRAMME,
        [
            (("editions", 0, "id"), 7),
            (("editions", 2, "sessions", 0), {"id": "s", "title": "S", "when": "2020-04", "places": ["bologna"]}),
        ],
        ["$.editions[0].id", "$.editions[2].sessions[0]"],
    ),
    "a leaf, and one that does not add up": (
        SUMMARY,
        [(("leaves", 0), 7), (("leaves", 1, "reasons", 0, "count"), 9)],
        ["$.leaves[0]", "$.leaves[1].reasons"],
    ),
    "a reason, and one that is counted twice": (
        SUMMARY,
        [
            (("leaves", 0, "missing"), [7, *[{"reason": "language-not-given", "whose": "applicant", "count": 0}] * 2]),
        ],
        ["$.leaves[0].missing[0]", "$.leaves[0].missing[2]"],
    ),
    "a quota, and one that is counted twice": (
        TALLY,
        [(("quotas", 0), 7), (("quotas", 2, "quota", "id"), "b")],
        ["$.quotas[0]", "$.quotas[2].quota.id"],
    ),
    "a column, and a header that is there twice": (
        MAPPING,
        [(("columns", 0), 7), (("columns", 2, "header"), "B")],
        ["$.columns[0]", "$.columns[2].header"],
    ),
    "a header that is ignored, and one that is ignored twice": (
        MAPPING,
        [(("ignored",), [7, "X", "X"])],
        ["$.ignored[0]", "$.ignored[2]"],
    ),
    "a column, and a fact that has two": (
        MAPPING,
        [(("columns", 0), 7), (("columns", 2, "fact"), "email")],
        ["$.columns[0]", "$.columns[2]"],
    ),
}


@pytest.mark.parametrize(("value", "edits", "places"), CASES.values(), ids=CASES)
def test_what_cannot_be_read_hides_no_other_fault_and_makes_none(
    value: Any, edits: list[Edit], places: list[str]
) -> None:
    data = json.loads(mw.documents.dumps(value))
    for path, put in edits:
        at: Any = data
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = put
    with pytest.raises(mw.DocumentError) as caught:
        mw.documents.loads(json.dumps(data), type(value))
    assert [fault.path for fault in caught.value.faults] == places, str(caught.value)
