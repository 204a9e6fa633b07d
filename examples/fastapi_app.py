"""A web API around a programme: documents, the state of a call, calendars, and applications.

Usage: python examples/fastapi_app.py FOLDER      ask it everything, in this process, and write its OpenAPI document
       uvicorn examples.fastapi_app:app           serve it

It needs FastAPI: pip install fastapi httpx uvicorn (httpx asks, uvicorn serves).
"""

import asyncio
import json
import sys
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from attrs import evolve
from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel

import metroworkshops as mw
from metroworkshops import Applicant, DocumentError, Fault, MetroworkshopsError, Programme, Publication, Standing
from metroworkshops.documents import Limits

ONE_APPLICATION = Limits(size=64 * 1024, faults=100)
# Whoever applies would be believed: what only the organiser can know must not come from them.
FOR_THE_ORGANISER = ("applied_at", "extensions", "evidence")


class CallNow(BaseModel):
    """Where a call stands: `is_open` is yes, no or unknown; each deadline closes between two instants."""

    at: datetime
    state: str
    is_open: str
    deadlines: dict[str, tuple[datetime | None, datetime | None]]
    said: str


class Received(BaseModel):
    """What came of an application: what is missing from who applies, and what was found, in words."""

    outcome: str
    missing: list[str]
    explanation: str


def clock() -> datetime:
    """Give the time, at the edge of the program: the library never reads the clock."""
    return datetime.now(UTC)


Now = Annotated[datetime, Depends(clock)]


def documented(kind: str) -> dict[str, Any]:
    """Describe a kind of document for OpenAPI, whose schemas are JSON Schema too."""
    return {"content": {"application/json": {"schema": mw.documents.json_schema(kind)}}}


def claims(applicant: Applicant, place: str = "$") -> list[Fault]:
    """List what an application claims that is for the organiser to say."""
    claimed = [name for name in FOR_THE_ORGANISER if getattr(applicant, name)]
    for name in ("languages", "statements"):
        given = enumerate(getattr(applicant, name) or ())
        claimed += [f"{name}[{n}].standing" for n, one in given if one.standing is not Standing.DECLARED]
    faults = [Fault(f"{place}.{path}", "must be left out: it is for the organiser to say") for path in claimed]
    for n, member in enumerate(applicant.members or ()):
        faults += claims(member, f"{place}.members[{n}]")
    return faults


def make_app(programme: Programme, publication: Publication) -> FastAPI:
    """Make the API of a programme, with the calendars of its publication."""
    app = FastAPI(title=f"{programme.title}", version="1")

    @lru_cache(maxsize=64)
    def calendar(edition: str, language: str) -> tuple[bytes, str]:
        view = publication.only(edition=edition)
        if not any(map(view.shows, view.entries)):
            raise HTTPException(404, "No dates are known yet.")  # an empty calendar is not a valid one
        data = mw.calendars.to_ical(view, language=language)
        return data, f'"{sha256(data).hexdigest()[:32]}"'

    @app.exception_handler(MetroworkshopsError)
    def refused(_: Request, error: MetroworkshopsError) -> Response:
        if not isinstance(error, DocumentError):
            return JSONResponse({"detail": str(error)}, 404 if isinstance(error, mw.NotFound) else 422)
        return JSONResponse({"detail": [{"path": one.path, "message": one.message} for one in error.faults]}, 422)

    # Before the document: "2020.fr.ics" could be an id.
    @app.head("/editions/{edition}.{language}.ics", include_in_schema=False)
    @app.get("/editions/{edition}.{language}.ics", responses={200: {"content": {"text/calendar": {}}}})
    def ics(edition: str, language: str, if_none_match: Annotated[str, Header()] = "") -> Response:
        data, tag = calendar(edition, language)
        headers = {"ETag": tag, "Cache-Control": "public, max-age=300"}
        if tag in if_none_match or if_none_match == "*":
            return Response(status_code=304, headers=headers)
        return Response(data, headers=headers, media_type="text/calendar; charset=utf-8")

    @app.get("/editions/{edition}", responses={200: documented("edition")})
    def document(edition: str) -> Response:
        return Response(mw.documents.dumps(programme.edition(edition)), media_type="application/json")

    @app.get("/editions/{edition}/state")
    def state(edition: str, now: Now, at: AwareDatetime | None = None, language: str = "en") -> CallNow:
        call, moment = programme.edition(edition).call, at or now
        if call is None:
            raise HTTPException(404, "This edition has no call for applications.")
        return CallNow(
            at=moment,
            state=call.state(moment).value,
            is_open=call.is_open(moment).value,
            deadlines={deadline.id: deadline.closes_between() for deadline in call.deadlines},
            said=mw.words.call_at(call, moment, language),
        )

    @app.post("/editions/{edition}/apply", openapi_extra={"requestBody": {"required": True, **documented("applicant")}})
    async def apply(edition: str, request: Request, now: Now, language: str = "en") -> Received:
        data = b""
        async for chunk in request.stream():
            data += chunk
            if len(data) > ONE_APPLICATION.size:
                break  # enough to be refused
        applicant = mw.documents.loads(data, Applicant, limits=ONE_APPLICATION)
        if faults := claims(applicant):
            raise DocumentError("Applicant", tuple(faults))
        screening = mw.screen(evolve(applicant, applied_at=now), programme.edition(edition))
        return Received(
            outcome=screening.outcome.value,
            missing=[
                mw.words.rule(finding.rule, language, edition=screening.edition)
                for finding in screening.missing
                if finding.whose is mw.Whose.APPLICANT
            ],
            explanation=mw.words.explain(screening, language, reader="applicant"),
        )

    return app


workshops = mw.metropolitan_workshops()
app = make_app(workshops, mw.calendars.publish(workshops, at=datetime(2019, 12, 1, tzinfo=UTC)))


async def main(folder: Path) -> None:
    """Ask it as its clients do, on the evening of the deadline."""
    from httpx import ASGITransport, AsyncClient

    app.dependency_overrides[clock] = lambda: datetime(2020, 1, 31, 23, 30, tzinfo=UTC)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://localhost") as client:
        print((await client.get("/editions/2020/state")).json()["said"])
        first = await client.get("/editions/2020.fr.ics")
        again = await client.get("/editions/2020.fr.ics", headers={"If-None-Match": first.headers["ETag"]})
        print(f"{first.url}: {first.status_code}, {len(first.content)} bytes; asked again: {again.status_code}")
        application: dict[str, Any] = {"format": "metroworkshops", "version": 1, "kind": "applicant", "id": "a-1"}
        for skill in ({"level": "C3"}, {"level": "C1", "standing": "assessed"}, {"level": "C1"}):
            application["languages"] = [{"language": "fr", **skill}]
            answer = await client.post("/editions/2020/apply", json=application)
            print(answer.status_code, json.dumps(answer.json(), indent=2))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "openapi.json").write_bytes((await client.get("/openapi.json")).content)
    print(folder / "openapi.json")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    asyncio.run(main(Path(sys.argv[1])))
