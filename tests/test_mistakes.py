"""Mistakes that everybody makes once: each is answered in the library's own words, with what to do instead."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

import metroworkshops as mw

AT = datetime(2020, 1, 10, tzinfo=UTC)
EDITION: Any = mw.metropolitan_workshops().edition("2020")
SESSION: Any = EDITION.sessions[0]


@pytest.mark.parametrize(
    ("mistake", "answer"),
    [
        (
            lambda: mw.calendars.to_ical(EDITION, language="fr"),
            r"must be a Publication: give the edition to publish\(\)",
        ),
        (lambda: mw.calendars.to_calendar(EDITION, language="fr"), r"give the edition to publish\(\) first"),
        (lambda: mw.calendars.to_jcal(SESSION, language="fr"), r"give the edition to publish\(\) first"),
        (lambda: mw.words.call_at(EDITION, AT, "fr"), "must be a Call such as edition.call"),
        (lambda: mw.pictures.timeline(SESSION, "fr"), "must be an Edition or a Programme"),
        (lambda: EDITION.replacing("bologna-2020"), "must be a Session, a Deadline, a City or an Area"),
    ],
)
def test_what_came_and_what_to_do_are_said(mistake: Callable[[], object], answer: str) -> None:
    with pytest.raises(mw.InvalidValue, match=answer):
        mistake()


def test_the_strategies_say_what_to_install() -> None:
    code = "import sys; sys.modules['hypothesis'] = None; import metroworkshops as mw; mw.testing"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)  # noqa: S603
    assert "metroworkshops.testing needs Hypothesis: python -m pip install 'metroworkshops[testing]'" in done.stderr


def test_all_names_can_be_had_without_hypothesis() -> None:
    code = "import sys; sys.modules['hypothesis'] = None; from metroworkshops import *; print(calendars, Edition)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    assert "Edition" in done.stdout
