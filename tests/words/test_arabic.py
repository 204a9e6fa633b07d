"""Arabic: read from right to left whatever letters a title is in, with its own punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import testing, words
from metroworkshops.words.catalogue import catalogue_for
from metroworkshops.words.messages import MESSAGES

from .test_golden import EDITION, at, story

ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
QUOTED = re.compile(f"{ISOLATE}[^{ISOLATE}{END}]*{END}")


def without_isolates(line: str) -> str:
    """Take away what is isolated, the innermost first."""
    while (shorter := QUOTED.sub("", line)) != line:
        line = shorter
    return line


def is_read_from_the_right(line: str) -> bool:
    """Tell which way a line of plain text runs: Unicode Standard Annex 9, rules P2 and P3."""
    depth = 0
    for character in line:
        kind = bidirectional(character)
        depth += {"LRI": 1, "RLI": 1, "FSI": 1, "PDI": -1 if depth else 0}.get(kind, 0)
        if not depth and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def said() -> Iterator[str]:
    """Say what stands in mails, calendars and decisions, of titles in Latin letters."""
    publication = None
    for number, edition in enumerate(story(), 1):
        publication = mw.calendars.publish(edition, previous=publication, at=at(2020, number, 1))
        yield from words.changes(publication, "ar").split("\n")
        for entry in publication.entries:
            title = words.entry_title(entry, publication, "ar")
            if title != "Bologna":  # when it is confirmed, nothing is added
                yield title
            yield from words.entry_description(entry, publication, "ar").split("\n")
    for applicant in (mw.Applicant("nothing-given"), mw.Applicant("late", languages=[], applied_at=at(2020, 2, 2))):
        for reader in ("committee", "applicant"):
            yield from words.explain(mw.screen(applicant, EDITION), "ar", reader=reader).split("\n")


def test_lines_run_from_right_to_left_whatever_letters_a_title_is_in() -> None:
    lines = list(said())
    assert any(line.startswith(f"{ISOLATE}Bologna{END}") for line in lines)
    assert [line for line in lines if not is_read_from_the_right(line)] == []


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_closes_what_it_isolates_and_has_arabic_punctuation(code: str) -> None:
    names = dict.fromkeys(re.findall(r"\{(\w+)\}", str(MESSAGES[code])), "x")
    for n in (0, 1, 2, 3, 11, 100):
        message = catalogue_for("ar").say(code, **{**names, "n": n})  # type: ignore[arg-type]
        assert not {ISOLATE, END} & set(without_isolates(message))
        assert not re.search(r"""[,;?"'“”]""", message)


@pytest.mark.parametrize(
    ("days", "counted"),
    [
        (1, "يوم واحد"),
        (2, "يومان"),
        (3, "3 أيام"),
        (10, "10 أيام"),
        (11, "11 يومًا"),
        (100, "100 يوم"),
        (103, "103 أيام"),
    ],
)
def test_days_are_counted_as_grammar_asks(days: int, counted: str) -> None:
    assert words.length(mw.Length(days), "ar") == counted


def test_two_days_are_a_dual() -> None:
    first = mw.Session("s", "س", when="2020-03")
    for when, known in (
        ("2020-03-09", "اليوم"),
        ("2020-03-09/2020-03-10", "اليومان"),
        ("2020-03-09/2020-03-11", "الأيام"),
    ):
        before = mw.calendars.publish(mw.Edition("a.example", "1", sessions=[first]), at=at(2020, 1, 1))
        moved = mw.Edition("a.example", "1", sessions=[first.moved_to(when, announced=at(2020, 1, 2))])
        after = mw.calendars.publish(moved, previous=before, at=at(2020, 1, 2))
        assert f"حُدّد{'ت' if known == 'الأيام' else ''} {known}:" in words.changes(after, "ar")


@pytest.mark.parametrize(("language", "month"), [("ar", "يناير"), ("ar-TN", "جانفي"), ("ar-LB", "كانون الثاني")])
def test_months_are_those_of_the_region(language: str, month: str) -> None:
    deadline = mw.Deadline.on("2020-01-31", zone="Africa/Tunis")
    assert words.countdown(deadline, at(2020, 1, 29), language, zone="Africa/Tunis").count(month) == 1
    assert words.deadline(deadline, language) == f"31 {month} 2020 (بتوقيت تونس)"


@given(testing.editions(programme="workshops.example.org", id="2020"), st.sampled_from(("ar", "ar-MA")))
def test_an_overview_keeps_each_line_to_itself(edition: mw.Edition, language: str) -> None:
    """What is isolated ends where it began; the organiser's own text has neither mark here."""
    assume(not {ISOLATE, END} & set(words.edition(edition, "en")))
    for line in words.edition(edition, language, at=at(2020, 1, 1)).split("\n"):
        assert not {ISOLATE, END} & set(without_isolates(line))
