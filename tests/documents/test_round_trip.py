"""Every value comes back from its document, and the document is the same on every run."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, ClassVar

import cattrs
import cattrs.preconf.json
import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import metroworkshops as mw
from metroworkshops import documents, testing
from metroworkshops.calendars import publish
from metroworkshops.documents.document import KINDS
from metroworkshops.documents.text_form import canonical

AT = datetime(2020, 1, 1, tzinfo=UTC)
STRATEGIES: dict[str, st.SearchStrategy[Any]] = {
    "programme": testing.programmes(),
    "edition": testing.editions(),
    "session": testing.sessions(),
    "city": testing.cities(),
    "area": testing.areas(),
    "partner": testing.partners(),
    "call": testing.calls(),
    "deadline": testing.deadlines(),
    "milestone": testing.milestones(),
    "applicant": testing.applicants(),
    "decision": testing.decisions(),
    "text": testing.texts(),
    "when": testing.whens(),
    "eligibility rule": testing.rules(),
    "summary": testing.summaries(),
    "screening": testing.screenings(),
    "score": st.builds(
        mw.Score,
        testing.identifiers(),
        testing.identifiers(),
        points=st.integers(0, 1_000_000) | st.sampled_from((0.1, 2.25, 0.000001, 999_999.999999)),
        by=testing.plain_texts(),
    ),
    "ranking result": testing.ranking_results(),
    "tally": testing.tallies(),
    "table mapping": testing.table_mappings(),
    "publication": testing.publications(),
}


def shuffled(data: Any, order: random.Random) -> Any:
    if isinstance(data, dict):
        keys = list(data)
        order.shuffle(keys)
        return {key: shuffled(data[key], order) for key in keys}
    return [shuffled(one, order) for one in data] if isinstance(data, list) else data


def test_every_kind_of_document_is_tried() -> None:
    assert set(STRATEGIES) == set(KINDS)


@pytest.mark.parametrize("kind", STRATEGIES)
def test_every_value_comes_back_and_validates_and_the_order_of_keys_says_nothing(kind: str) -> None:
    validator = Draft202012Validator(documents.json_schema(kind))
    validator.check_schema(validator.schema)

    @settings(max_examples=settings().max_examples // 2)
    @given(STRATEGIES[kind], st.randoms(use_true_random=False))
    def holds(value: Any, order: random.Random) -> None:
        text = documents.dumps(value)
        back = documents.loads(text)
        assert back == value
        assert documents.dumps(back) == text
        data = json.loads(text)
        assert list(data)[:3] == ["format", "version", "kind"]
        validator.validate(data)
        mixed = json.dumps(shuffled(data, order))
        back = documents.loads(mixed)
        assert back == value
        assert documents.fingerprint(back) == documents.fingerprint(value)

    holds()


def test_the_same_bytes_under_every_hash_seed() -> None:
    code = (
        "import metroworkshops as mw, sys; p = mw.metropolitan_workshops();"
        "sys.stdout.write(mw.documents.dumps(p) + mw.documents.fingerprint(p))"
    )
    outputs = {
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(outputs) == 1


def test_the_shipped_programme_is_golden() -> None:
    golden = Path(__file__).parent / "golden" / "edition-2020.json"
    edition = mw.metropolitan_workshops().edition("2020")
    assert documents.dumps(edition) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (44.4939, "44.4939"),
        (0.0, "0"),
        (-0.0, "0"),
        (7.0, "7"),
        (-7.5, "-7.5"),
        (1.5e-05, "0.000015"),
        (-1.25e-06, "-0.00000125"),
        (1e-06, "0.000001"),
        (9.5e-07, "9.5e-7"),
        (1e-07, "1e-7"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (-1.5e300, "-1.5e+300"),
    ],
)
def test_numbers_are_written_as_rfc_8785_says(number: float, written: str) -> None:
    assert canonical(number) == written


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system's zone cannot be changed here")
def test_an_instant_is_written_in_utc_wherever_the_computer_is(monkeypatch: pytest.MonkeyPatch) -> None:
    applicant = mw.Applicant("a", applied_at=datetime(2020, 1, 31, 12, tzinfo=timezone(timedelta(hours=1))))
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        written = documents.dumps(applicant)
    time.tzset()
    assert json.loads(written)["applied_at"] == "2020-01-31T11:00:00Z"


def test_one_zone_is_written_as_itself_and_candidates_as_a_list() -> None:
    def zone(*given: str) -> object:
        return json.loads(documents.dumps(mw.Deadline.on("2020-01-31", zone=given)))["zone"]

    assert zone("+01:00") == "+01:00"
    assert zone("+01:00", "+02:00") == ["+01:00", "+02:00"]


@frozen
class Odd:
    """A host's own condition, of a thing that no document holds."""

    KIND: ClassVar[str] = "odd"
    things: Any

    def examine(self, applicant: mw.Applicant, edition: mw.Edition) -> mw.Finding:  # noqa: ARG002 - the shape of one
        return mw.Finding(self, mw.Truth.UNKNOWN, reason="odd")


@pytest.mark.parametrize(
    ("thing", "message"),
    [
        (frozenset({7}), "must be a value that documents know, got frozenset({7})"),
        (float("inf"), "must be a finite number, got inf"),
    ],
)
def test_a_value_that_documents_do_not_know_is_refused(thing: object, message: str) -> None:
    with pytest.raises(mw.InvalidValue) as caught:
        documents.dumps(mw.Edition("a.example", "1", eligibility=mw.Speaks("fr") & Odd(thing)))
    assert str(caught.value) == message
    assert caught.value.value == thing


def test_canonical_keys_are_sorted_by_utf_16() -> None:
    # RFC 8785 section 3.2.3: an emoji (surrogates) comes before U+FB33.
    assert canonical({"\ufb33": 1, "\U0001f600": 2, "1": [True, None, "a\n"]}) == (
        '{"1":[true,null,"a\\n"],"\U0001f600":2,"\ufb33":1}'
    )


@frozen
class HostsOwn:
    name: str
    edition: mw.Edition


@pytest.mark.parametrize("make", [cattrs.Converter, cattrs.preconf.json.make_converter])
def test_a_hosts_own_converter_learns_our_values_and_keeps_its_ways(make: Any) -> None:
    converter = make()
    documents.configure(converter)
    own = HostsOwn("x", mw.metropolitan_workshops().edition("2020"))
    data = converter.unstructure(own)
    assert json.loads(json.dumps(data)) == data
    assert converter.structure(data, HostsOwn) == own
    assert converter.structure({"name": 7, "edition": data["edition"]}, HostsOwn).name == "7"
    data["edition"]["sessions"][0]["when"] = "2020-13"
    with pytest.raises((mw.DocumentError, cattrs.BaseValidationError)):
        converter.structure(data, HostsOwn)
    with pytest.raises(mw.DocumentError):
        converter.structure(data["edition"], mw.Edition)


def test_each_session_place_and_organisation_is_listed_once() -> None:
    session = mw.metropolitan_workshops().edition("2020").sessions[0]
    editions = [mw.Edition("a.example", name, sessions=[session]) for name in ("1", "2")]
    programme = mw.Programme("a.example", "P", editions=editions)
    data = json.loads(documents.dumps(programme))
    assert [city["id"] for city in data["cities"]] == ["bologna"]
    assert data["editions"][1]["sessions"] == ["bologna-2020"]
    assert documents.loads(documents.dumps(programme)) == programme


def test_places_that_differ_under_one_id_are_all_kept() -> None:
    bologna = mw.City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
    renamed = mw.City("bologna", "Bologna la Grassa", country="IT", time_zone="Europe/Rome")
    region = mw.Area("bologna", "Region of Bologna", country="IT")
    session = mw.Session("s", "S", when="2020-03", places=[bologna])
    for place in (renamed, region):
        session = session.moved_to(places=[place], announced=AT)
    assert documents.loads(documents.dumps(session)) == session

    def edition(name: str, *places: Any) -> mw.Edition:
        return mw.Edition("a.example", "1", sessions=[mw.Session(name, "S", when="2020-03", places=places)])

    first = publish(edition("a", bologna), at=AT)
    second = publish(edition("b", renamed), previous=first, at=AT)
    third = publish(edition("c", region), previous=second, at=AT)
    assert [entry.subject.places for entry in third.entries] == [(bologna,), (renamed,), (region,)]  # type: ignore[union-attr]
    text = documents.dumps(third)
    assert documents.loads(text) == third
    Draft202012Validator(documents.json_schema("publication")).validate(json.loads(text))


def test_a_value_without_a_kind_of_document_is_refused() -> None:
    with pytest.raises(mw.InvalidValue, match="must be a kind of document such as Edition"):
        documents.dumps(mw.LanguageSkill("fr"))
    with pytest.raises(mw.InvalidValue, match="must be a kind of document such as Edition"):
        documents.json_schema("poem")
