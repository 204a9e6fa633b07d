"""Hostile text in every field of the model: what each client reads back is that text, and nothing more.

khal and caldav write what they read again with icalendar, so that its writer would be judged there: they are not asked.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from metroworkshops import Call, City, Deadline, Edition, Milestone, Part, Publication, Session, Text
from metroworkshops.calendars import publish, to_ical
from metroworkshops.calendars.text import clean

from .client import Client

AT = datetime(2019, 12, 1, tzinfo=UTC)
# What calendars, their parsers and terminals give a meaning, beside all other characters.
CHARACTERS = st.characters(exclude_categories=["Cs"]) | st.sampled_from(
    "\\;,:\"'\r\n\t\x00\x0b\x85\u2028\u2029\u202e\ufeff\u00a0\u0301Nnab ^{}<>&%=[]|*#`$é"
)
INJECTION = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:y\u2028METHOD:CANCEL\x85ATTENDEE:mailto:a@b.example"


def shows_something(text: str) -> bool:
    return any(character.isprintable() and character != " " for character in clean(text))


def published(text: str) -> Publication:
    place = City("place", text, country="IT", time_zone="Europe/Rome")
    session = Session("moved", text, when="2020-03", places=[place], wording=text, sources=[text])
    deadline = Deadline.on("2020-01-31", wording=text, sources=[text])
    moved = session.moved_to(
        "2020-04-06/2020-04-20",
        announced=AT,
        reason=text,
        parts=[Part("one", Text(text), when="2020-04-06T09:30/2020-04-06T17:00")],
    )
    edition = Edition(
        "workshops.example.org",
        "2020",
        title=text,
        label=text,
        sessions=[moved],
        call=Call([deadline.extended_to("2020-02-14", announced=AT, reason=text)]),
        milestones=[Milestone("visa", text, when="2020-02")],
    )
    return publish(edition, milestones=True, at=AT)


@pytest.mark.clients
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(CHARACTERS, min_size=1).filter(shows_something))
@example(text=INJECTION)
@example(text="C:\\New\\nothing; a, b: \\")
def test_what_each_client_reads_is_the_text_of_the_model(reader: Client, text: str) -> None:
    publication = published(text)
    assert reader.differences(to_ical(publication, language="en"), publication, "en") == []
