"""One story, read by the clients that people have: each agrees with the model after each of its six revisions."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from metroworkshops.calendars import to_ical

from .caldav import RadicaleWithCaldav
from .client import Client
from .event import Event, expected
from .story import STEPS, publications

GOLDEN = Path(__file__).parent / "golden"
NUMBERS = range(len(STEPS))

# What subscribers must be shown of the session and its parts, worked out by hand: the first day and the day after the
# last, or instants in UTC. Clocks in Rome are two hours ahead of UTC until 25 October, and one after it.
SHOWN = {
    "beirut for a month": """
        2019-11-01 2019-12-01 tentative 0 Beirut (dates to be confirmed)
    """,
    "bologna instead": """
        2020-03-01 2020-04-01 tentative 1 Bologna (dates to be confirmed)
    """,
    "days confirmed": """
        2020-03-09 2020-03-14 confirmed 2 Bologna
    """,
    "postponed": """
        2020-03-09 2020-03-14 cancelled 3 Postponed: Bologna
    """,
    "online some time in autumn": """
        2020-09-01 2020-12-01 tentative 4 Bologna (dates to be confirmed)
    """,
    "six webinars": """
        2020-09-30 2020-11-05 confirmed 5 Bologna (6 parts)
        2020-09-30T12:30 2020-09-30T14:00 confirmed 0 Bologna – Webinar 1
        2020-10-07T12:30 2020-10-07T14:00 confirmed 0 Bologna – Webinar 2
        2020-10-14T12:30 2020-10-14T14:00 confirmed 0 Bologna – Webinar 3
        2020-10-21T12:30 2020-10-21T14:00 confirmed 0 Bologna – Webinar 4
        2020-10-28T13:30 2020-10-28T15:00 confirmed 0 Bologna – Webinar 5
        2020-11-04T13:30 2020-11-04T15:00 confirmed 0 Bologna – Webinar 6
    """,
    "held, one of them a day later": """
        2020-09-30 2020-11-05 confirmed 6 Bologna (6 parts)
        2020-09-30T12:30 2020-09-30T14:00 confirmed 1 Bologna – Webinar 1
        2020-10-07T12:30 2020-10-07T14:00 confirmed 1 Bologna – Webinar 2
        2020-10-14T12:30 2020-10-14T14:00 confirmed 1 Bologna – Webinar 3
        2020-10-22T12:30 2020-10-22T14:00 confirmed 1 Bologna – Webinar 4
        2020-10-28T13:30 2020-10-28T15:00 confirmed 1 Bologna – Webinar 5
        2020-11-04T13:30 2020-11-04T15:00 confirmed 1 Bologna – Webinar 6
    """,
}


def line(event: Event) -> str:
    start, end = (
        one.replace(tzinfo=None).isoformat(timespec="minutes") if isinstance(one, datetime) else one.isoformat()
        for one in (event.start, event.end)
    )
    assert event.status is not None
    return f"{start} {end} {event.status.lower()} {event.sequence} {event.title}"


def midnight(value: date) -> datetime:
    """Take a day for the instant at which it begins in UTC, as servers do (RFC 4791 section 9.9)."""
    return value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)


@pytest.mark.parametrize("number", NUMBERS, ids=STEPS)
def test_the_model_says_what_subscribers_must_be_shown(number: int) -> None:
    publication = publications()[number]
    identity = next(entry.uid for entry in publication.entries if entry.subject.id == "beirut-2019")
    told = [one for one in expected(publication, "en") if identity in (one.uid, one.whole)]
    assert [line(event) for event in told] == [text.strip() for text in SHOWN[STEPS[number]].strip().splitlines()]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("number", NUMBERS, ids=STEPS)
def test_each_revision_is_golden(number: int, language: str) -> None:
    path = GOLDEN / f"{number}.{language}.ics"
    data = to_ical(publications()[number], language=language)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(data)
    assert path.read_bytes() == data


@pytest.mark.clients
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_client_agrees_with_the_model_after_each_revision(client: Client, language: str) -> None:
    for step, publication in zip(STEPS, publications(), strict=True):
        assert client.differences(to_ical(publication, language=language), publication, language) == [], step


@pytest.mark.clients
@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [
        ("start", "DTSTART;TZID=Europe/Rome:20201028T143000", "DTSTART;TZID=Europe/Rome:20201028T133000"),
        ("end", "DTEND;VALUE=DATE:20201105", "DTEND;VALUE=DATE:20201104"),
        ("title", "Webinar 5", "Webinar five"),
        ("status", "STATUS:TENTATIVE", "STATUS:CONFIRMED"),
        ("sequence", "SEQUENCE:6", "SEQUENCE:5"),
        ("place", "LOCATION:online", "LOCATION:Bologna"),
        ("busy", "TRANSP:OPAQUE", "TRANSP:TRANSPARENT"),
        ("whole", "RELATED-TO:", "RELATED-TO:0"),
    ],
)
def test_each_client_would_notice(field: str, right: str, wrong: str, client: Client) -> None:
    publication = publications()[-1]
    data = to_ical(publication, language="en")
    assert right.encode() in data
    found = client.differences(data.replace(right.encode(), wrong.encode()), publication, "en")
    assert any(one.startswith(f"{field} of ") for one in found) is (field not in client.untold)


@pytest.mark.clients
def test_a_server_finds_what_takes_place_in_each_week_after_each_revision(server: RadicaleWithCaldav) -> None:
    for step, publication in zip(STEPS, publications(), strict=True):
        server.read(to_ical(publication, language="en"))
        wanted = expected(publication, "en")
        for week in range(52):
            start = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(weeks=week)
            end = start + timedelta(weeks=1)
            found = {one.uid for one in wanted if midnight(one.start) < end and start < midnight(one.end)}
            assert server.between(start, end) == found, f"{step}, from {start}"
