"""The example of a web API, asked within the process, in the slower proofs: FastAPI is not needed for the others."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any

import pytest

import metroworkshops as mw

from .conftest import loaded

pytestmark = pytest.mark.slow

APPLICANT = {"format": "metroworkshops", "version": 1, "kind": "applicant", "id": "a-1"}
PROMISES = [
    {"session": "bologna-2020", "to": "2020-03"},
    {"session": "casablanca-2020", "to": "2020-06"},
    {"session": "aix-marseille-provence-2020", "to": "2020-10/2020-11"},
]
FULL = {**APPLICANT, "languages": [{"language": "fr", "level": "C1"}], "commitments": PROMISES}
OPEN = datetime(2020, 1, 10, 12, 0, tzinfo=UTC)

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def api() -> Any:
    if find_spec("fastapi") is None or find_spec("httpx") is None:
        assert "CI" not in os.environ, "FastAPI and httpx must be there in CI"
        pytest.skip("FastAPI or httpx is not installed")
    return loaded("fastapi_app")


@pytest.fixture
def ask(api: Any) -> Ask:
    """Ask something of the API, at an instant."""
    import httpx

    def ask(method: str, address: str, *, now: datetime = OPEN, **more: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(api.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, address, **more)

        api.app.dependency_overrides[api.clock] = lambda: now
        return asyncio.run(asked())

    return ask


def test_a_document_is_the_document(ask: Ask) -> None:
    answer = ask("GET", "/editions/2020")
    assert answer.headers["Content-Type"] == "application/json"
    assert mw.documents.loads(answer.content) == mw.metropolitan_workshops().edition("2020")


@pytest.mark.parametrize(
    ("at", "state", "is_open"),
    [
        ("2020-01-31T09:59:59Z", "open", "yes"),
        ("2020-01-31T10:00:00Z", "undetermined", "unknown"),
        ("2020-02-01T13:59:59+02:00", "undetermined", "unknown"),
        ("2020-02-01T12:00:00Z", "closed", "no"),
    ],
)
def test_the_state_of_a_call_has_three_answers(ask: Ask, at: str, state: str, is_open: str) -> None:
    told = ask("GET", "/editions/2020/state", params={"at": at}).json()
    assert (told["state"], told["is_open"]) == (state, is_open)
    assert told["deadlines"] == {"applications": ["2020-01-31T10:00:00Z", "2020-02-01T12:00:00Z"]}
    now = ask("GET", "/editions/2020/state", now=datetime.fromisoformat(at)).json()
    assert (now["state"], now["is_open"]) == (state, is_open)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/editions/1999", 404, "there are: 2018, 2019, 2020"),
        ("/editions/1999.en.ics", 404, "1999"),
        ("/editions/2020.tlh.ics", 404, "tlh"),
        ("/editions/2019.en.ics", 404, "No dates are known yet"),
        ("/editions/2018/state", 404, "no call"),
        ("/editions/2020/state?at=2020-01-31T12:00:00", 422, "timezone"),
        ("/editions/2020/state?language=tlh", 404, "tlh"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(ask: Ask, address: str, status: int, said: str) -> None:
    answer = ask("GET", address)
    assert (answer.status_code, said in answer.text) == (status, True), answer.text


def test_a_calendar_is_sent_again_only_when_it_changed(ask: Ask) -> None:
    english, french = (ask("GET", f"/editions/2020.{language}.ics") for language in ("en", "fr"))
    assert english.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert english.content.count(b"BEGIN:VEVENT") == 4
    assert english.headers["ETag"] != french.headers["ETag"]
    for tags in (english.headers["ETag"], f'"x", W/{english.headers["ETag"]}', "*"):
        again = ask("GET", "/editions/2020.en.ics", headers={"If-None-Match": tags})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == english.headers["ETag"]
    other = ask("GET", "/editions/2020.en.ics", headers={"If-None-Match": french.headers["ETag"]})
    assert (other.status_code, other.content) == (200, english.content)
    assert ask("HEAD", "/editions/2020.en.ics").headers["ETag"] == english.headers["ETag"]


def test_an_application_is_screened_and_told_what_is_missing(ask: Ask) -> None:
    full = ask("POST", "/editions/2020/apply", json=FULL).json()
    assert (full["outcome"], full["missing"]) == ("eligible", [])
    unsaid = ask("POST", "/editions/2020/apply?language=fr", json=APPLICANT).json()
    assert (unsaid["outcome"], len(unsaid["missing"])) == ("undecided", 2)
    assert "participe à toutes les sessions" in unsaid["missing"]
    # In the hours of doubt nothing is missing from who applies: it is for the organiser to settle.
    doubtful = ask("POST", "/editions/2020/apply", json=FULL, now=datetime(2020, 1, 31, 23, 30, tzinfo=UTC)).json()
    assert (doubtful["outcome"], doubtful["missing"]) == ("undecided", [])
    late = ask("POST", "/editions/2020/apply", json=FULL, now=datetime(2020, 2, 2, tzinfo=UTC)).json()
    assert late["outcome"] == "not eligible"


def test_an_application_is_refused_with_all_its_faults(ask: Ask) -> None:
    faulty = {**FULL, "languages": [{"language": "fr", "level": "C3"}], "residence": "Morocco", "shoes": 44}
    answer = ask("POST", "/editions/2020/apply", json=faulty)
    assert answer.status_code == 422
    assert {one["path"] for one in answer.json()["detail"]} == {"$.languages[0].level", "$.residence", "$.shoes"}
    large = ask("POST", "/editions/2020/apply", content=b" " * 1_000_000)
    assert (large.status_code, "must not be larger" in large.text) == (422, True)
    assert ask("POST", "/editions/2020/apply", content=b"\xff").status_code == 422


def test_nobody_says_of_themselves_what_is_for_the_organiser_to_say(ask: Ask) -> None:
    letter = {"name": "employer's letter", "standing": "evidenced"}
    claims = {
        "applied_at": "2020-01-01T00:00:00Z",
        "extensions": [{"deadline": "applications", "until": {"on": "2021-01-31"}, "granted_by": "me"}],
        "evidence": [{"fact": "residence", "standing": "assessed"}],
        "languages": [{"language": "fr", "level": "C1"}, {"language": "it", "standing": "assessed"}],
    }
    member = {"id": "a-2", "statements": [letter]}
    answer = ask("POST", "/editions/2020/apply", json={**FULL, **claims, "members": [member]})
    assert answer.status_code == 422, answer.text
    assert [one["path"] for one in answer.json()["detail"]] == [
        "$.applied_at",
        "$.extensions",
        "$.evidence",
        "$.languages[1].standing",
        "$.members[0].statements[0].standing",
    ]


def test_its_description_holds_our_schemas(ask: Ask) -> None:
    described = ask("GET", "/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    body = described["paths"]["/editions/{edition}/apply"]["post"]["requestBody"]
    assert body["content"]["application/json"]["schema"] == mw.documents.json_schema("applicant")
    document = described["paths"]["/editions/{edition}"]["get"]["responses"]["200"]
    assert document["content"]["application/json"]["schema"] == mw.documents.json_schema("edition")
