"""Documents of older versions are read for ever; those of newer ones are refused with what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import City, Deadline, DocumentError, Edition, Session
from metroworkshops.documents.document import KINDS, kind_name
from metroworkshops.documents.migrations import OLDEST, VERSION, migrated

DRAFT: dict[str, Any] = {
    "format": "metroworkshops",
    "version": 0,
    "kind": "edition",
    "programme": "workshops.example.org",
    "id": "2020",
    "sessions": [{"id": "bologna-2020", "title": "Bologna", "dates": "2020-03", "city": "bologna"}],
    "deadline": "2020-01-31",
    "deadline_zone": "Europe/Paris",
    "cities": [{"id": "bologna", "name": "Bologna", "country": "IT", "time_zone": "Europe/Rome"}],
}


def test_a_draft_of_version_0_is_read() -> None:
    bologna = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
    assert mw.documents.loads(json.dumps(DRAFT)) == Edition(
        "workshops.example.org",
        "2020",
        sessions=[Session("bologna-2020", "Bologna", when="2020-03", places=[bologna])],
        call=mw.Call([Deadline.on("2020-01-31", zone="Europe/Paris")]),
    )


def test_a_draft_of_version_0_need_not_state_the_zone_of_its_deadline() -> None:
    draft = {key: value for key, value in DRAFT.items() if key != "deadline_zone"}
    read = mw.documents.loads(json.dumps(draft), Edition)
    assert read.call == mw.Call([Deadline.on("2020-01-31")])


def test_a_programme_of_version_0_is_read_edition_by_edition() -> None:
    edition = {
        key: value for key, value in DRAFT.items() if key not in ("format", "version", "kind", "programme", "cities")
    }
    draft = {
        **{key: DRAFT[key] for key in ("format", "version", "cities")},
        "kind": "programme",
        "id": "workshops.example.org",
        "title": "Workshops",
        "editions": [edition],
    }
    programme = mw.documents.loads(json.dumps(draft), mw.Programme)
    assert str(programme.edition("2020").session("bologna-2020").when) == "2020-03"


def test_what_is_written_again_is_of_the_present_version() -> None:
    text = mw.documents.dumps(mw.documents.loads(json.dumps(DRAFT), Edition))
    assert json.loads(text)["version"] == VERSION
    assert mw.documents.loads(text) == mw.documents.loads(json.dumps(DRAFT))


def test_faults_of_an_old_document_are_told_too() -> None:
    draft = {**DRAFT, "deadline": "soon", "fee": 10}
    with pytest.raises(DocumentError) as caught:
        mw.documents.loads(json.dumps(draft))
    assert [fault.path for fault in caught.value.faults] == ["$.fee", "$.call.deadlines[0].limit"]


@pytest.mark.parametrize("version", [2, 10**30])
def test_a_newer_format_says_so(version: int) -> None:
    with pytest.raises(DocumentError, match="a newer metroworkshops wrote this document and can read it"):
        mw.documents.loads(json.dumps({**DRAFT, "version": version}))


@pytest.mark.parametrize("version", [-1, True, 0.0, "1", None, [1]])
def test_what_is_no_version_is_refused(version: Any) -> None:
    with pytest.raises(DocumentError) as caught:
        mw.documents.loads(json.dumps({**DRAFT, "version": version}))
    assert "$.version" in [fault.path for fault in caught.value.faults]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.sampled_from(("programme", "edition", "session", "city", None)),
    st.dictionaries(st.sampled_from(("sessions", "editions", "deadline", "city", "call", "dates")), anything),
)
def test_a_step_leaves_alone_what_it_does_not_understand(kind: Any, body: dict[str, Any]) -> None:
    draft = {**body, "kind": kind, "version": OLDEST}
    assert migrated(draft)["version"] == VERSION
    with pytest.raises(DocumentError):
        mw.documents.loads(json.dumps({"format": "metroworkshops", **draft}))


OLD: dict[str, Any] = {"format": "metroworkshops", "version": 0}
MOVED = {"when": "2020-03", "places": ["bologna"]}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"kind": "session", "dates": "2020-03", "city": "bologna"}, {"kind": "session", **MOVED}),
        # What was new already stays, and what is old is refused beside it.
        ({"kind": "session", "city": "rome", **MOVED}, {"kind": "session", "city": "rome", **MOVED}),
        (
            {"kind": "edition", "deadline": "2020", "deadline_zone": "UTC", "call": {}},
            {"kind": "edition", "deadline": "2020", "deadline_zone": "UTC", "call": {}},
        ),
        # No key but those of version 0 is touched.
        (
            {"kind": "edition", "sessions": [7, {"dates": "2020"}], "milestones": [{"dates": "2020"}]},
            {"kind": "edition", "sessions": [7, {"when": "2020"}], "milestones": [{"dates": "2020"}]},
        ),
        ({"kind": "edition", "sessions": 7}, {"kind": "edition", "sessions": 7}),
        ({"kind": "edition", "sessions": {"dates": 7}}, {"kind": "edition", "sessions": {"dates": 7}}),
        (
            {"kind": "programme", "editions": [7, {"deadline": "2020"}], "sources": [{"deadline": "2020"}]},
            {
                "kind": "programme",
                "editions": [7, {"call": {"deadlines": [{"id": "applications", "limit": "2020"}]}}],
                "sources": [{"deadline": "2020"}],
            },
        ),
        ({"kind": "city", "dates": "2020", "city": "rome"}, {"kind": "city", "dates": "2020", "city": "rome"}),
        ({"kind": ["session"], "dates": "2020"}, {"kind": ["session"], "dates": "2020"}),
    ],
)
def test_a_step_changes_what_version_0_had_and_nothing_else(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert migrated({**OLD, **old}) == {**OLD, **new, "version": VERSION}


CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.json")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_stored_document_of_every_version_loads_and_means_what_it_meant(path: Path) -> None:
    value = mw.documents.load(path)
    stored = json.loads((path.parent / "fingerprints").read_text(encoding="utf-8"))
    assert mw.documents.fingerprint(value) == stored[path.name]


def test_every_kind_of_document_is_stored_for_the_present_version() -> None:
    """What is here is never changed: a document that was kept once has to mean the same for ever."""
    stored = {mw.documents.load(path) for path in (CORPUS / str(VERSION)).glob("*.json")}
    assert {kind_name(type(value)) for value in stored} == set(KINDS)
