"""Laws of words: what is said is of what is known, whatever that is, and of nothing else."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    CallState,
    Deadline,
    Edition,
    Length,
    Mode,
    Outcome,
    Part,
    Screening,
    Status,
    Truth,
    documents,
    testing,
    words,
)
from metroworkshops.words.catalogue import catalogue_for
from metroworkshops.words.messages import MESSAGES

LANGUAGES = st.sampled_from(("en", "fr", "ar", "it"))
ZONES = st.sampled_from(("Africa/Tunis", "America/St_Johns", "Asia/Kathmandu", "Europe/Rome"))
NAMED = st.sampled_from(("ar", "de", "en", "es", "fr", "he", "it", "pt", "sq", "tr"))

MANY = dict.fromkeys(
    {name for english in MESSAGES.values() for name in re.findall(r"\{(\w+)\}", str(english))} - {"n"}, "⟦x⟧"
)
lengths = st.builds(Length, st.integers(1, 9), st.none() | st.integers(9, 30)) | st.just(Length(throughout=True))
parts = st.builds(
    Part, testing.identifiers(), testing.texts(), when=testing.whens(), places=st.lists(testing.areas(), max_size=1)
)
SAID: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any, str], str]]] = {
    "deadline": (testing.deadlines(), words.deadline),
    "length": (lengths, words.length),
    "limit": (testing.limits(), words.limit),
    "part": (parts, words.part),
    "rule": (testing.rules(), words.rule),
    "status": (testing.sessions(), words.status),
}


@pytest.mark.parametrize("name", SAID)
def test_whatever_is_known_is_said_on_one_line_and_alike_of_equal_values(name: str) -> None:
    values, say = SAID[name]

    @given(values, LANGUAGES)
    def holds(value: Any, language: str) -> None:
        said = say(value, language)
        assert said.strip() == said != ""
        assert said.splitlines() == [said]
        assert say(pickle.loads(pickle.dumps(value)), language) == said

    holds()


@pytest.mark.parametrize(
    ("kind", "say"),
    [
        (CallState, words.call_state),
        (Mode, words.mode),
        (Outcome, words.outcome),
        (Status, words.status),
        (Truth, words.truth),
    ],
)
def test_what_differs_is_named_otherwise(kind: Any, say: Any) -> None:
    @given(st.sampled_from(kind), st.sampled_from(kind), LANGUAGES)
    def holds(one: Any, other: Any, language: str) -> None:
        assert (say(one, language) == say(other, language)) == (one is other)

    holds()


@given(st.sampled_from(sorted(MESSAGES)), LANGUAGES, st.integers(0, 200))
def test_a_message_is_filled_in_and_said_alike_in_another_process(code: str, language: str, n: int) -> None:
    catalogue = catalogue_for(language)
    said = catalogue.say(code, n=n, **MANY)
    assert not re.search(r"[{}]", said)
    assert pickle.loads(pickle.dumps(catalogue)).say(code, n=n, **MANY) == said
    english = MESSAGES[code]
    if isinstance(english, str):
        assert said.count("⟦x⟧") >= len(set(re.findall(r"\{\w+\}", english)))


@given(NAMED, NAMED, LANGUAGES, testing.language_tags())
def test_languages_have_names_of_their_own(one: str, other: str, language: str, any_tag: str) -> None:
    assert (words.language_name(one, language) == words.language_name(other, language)) == (one == other)
    assert words.language_name(any_tag, language).strip()


@given(testing.deadlines(), LANGUAGES)
def test_a_deadline_is_said_as_its_limit_of_now(deadline: Deadline, language: str) -> None:
    assert words.deadline(deadline, language) == words.limit(deadline.current, language)


@given(testing.instants(), ZONES, ZONES, LANGUAGES)
def test_an_instant_is_said_on_the_clock_of_a_zone_whichever_it_came_in(
    at: datetime, zone: str, other: str, language: str
) -> None:
    said = words.instant(at, language, zone)
    assert words.instant(at.astimezone(ZoneInfo(other)), language, zone) == said
    assert (words.instant(at, language, other) == said) == (zone == other)


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@given(st.timedeltas(timedelta(0), timedelta(days=400)), LANGUAGES)
def test_what_is_left_is_said_in_its_two_largest_units_and_never_rounded_up(left: timedelta, language: str) -> None:
    smallest = HOUR if left >= DAY else MINUTE
    floor = left // smallest * smallest
    assert words.duration(left, language) == words.duration(floor, language)
    assert words.duration(floor + smallest, language) != words.duration(floor, language)


@given(testing.deadlines(), testing.instants(), LANGUAGES, ZONES)
def test_a_countdown_gives_the_limit_as_stated_and_says_nothing_new_once_it_is_past(
    deadline: Deadline, at: datetime, language: str, zone: str
) -> None:
    earliest, latest = deadline.closes_between()
    said = words.countdown(deadline, at, language, zone=zone)
    assert words.deadline(deadline, language) in said
    past = words.countdown(deadline, latest, language, zone=zone)
    assert (said == past) == (at >= latest)
    assert words.countdown(deadline, latest + DAY, language, zone=zone) == past
    soon = words.countdown(deadline, earliest - HOUR, language, zone=zone)
    assert words.duration(HOUR, language) in soon


@given(testing.rules(), LANGUAGES)
def test_a_criterion_reads_the_same_after_it_was_kept(rule: Any, language: str) -> None:
    kept: Any = documents.loads(documents.dumps(rule))
    assert words.rule(kept, language) == words.rule(rule, language)


@given(testing.tallies(), LANGUAGES)
def test_a_tally_reads_the_same_after_it_was_kept_and_gives_each_quota_a_line(tally: mw.Tally, language: str) -> None:
    edition = Edition("workshops.example.org", "2020")
    said = words.tally(tally, language, edition=edition)
    assert words.tally(documents.loads(documents.dumps(tally), mw.Tally), language, edition=edition) == said
    assert len(said.splitlines()) > len(tally.quotas)


@given(testing.screenings(), testing.instants(), LANGUAGES)
def test_a_decision_that_is_the_same_is_said_to_be_in_one_line(
    screening: Screening, at: datetime, language: str
) -> None:
    said = words.decision_change(mw.explain_change(mw.decide(screening, at=at), screening), language)
    assert said.splitlines() == [said]
    assert words.outcome(screening.outcome, language) in said
