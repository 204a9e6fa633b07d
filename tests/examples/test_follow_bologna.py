"""The example that follows a session: one identity, a sequence number more for each step, and valid calendars."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import icalendar
import pytest

import metroworkshops as mw
from metroworkshops import Publication

STEPS = 7


def test_the_session_stays_one_through_all_its_calendars(
    follow_bologna: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    follow_bologna.main(tmp_path)
    published = mw.documents.load(tmp_path / "publication.json", Publication)
    identity = next(one.uid for one in published.entries if one.subject.id == "beirut-2019")
    for language in ("en", "fr"):
        seen = []
        for number in range(1, STEPS + 1):
            data = (tmp_path / f"{number}.{language}.ics").read_bytes()
            calendar = icalendar.Calendar.from_ical(data)
            assert not any(component.errors for component in calendar.walk())
            (event,) = (one for one in calendar.events if one["UID"] == identity)
            seen.append((event.sequence, str(event["STATUS"])))
        assert seen == list(
            enumerate(["TENTATIVE", "TENTATIVE", "CONFIRMED", "CANCELLED", "TENTATIVE", "CONFIRMED", "CONFIRMED"])
        )
    said = capsys.readouterr().out
    assert said.count(identity) == STEPS
    for words in ("borders closed", "frontières fermées", "Webinar 6 (November 4, 2020, 2:30 – 4:00 PM)"):
        assert words in said.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{THIN SPACE}", " ")


def test_it_is_one_session_of_two_editions(follow_bologna: ModuleType) -> None:
    *_, (_, programme) = follow_bologna.story()
    assert programme.edition("2019").sessions[2] == programme.edition("2020").sessions[0]
