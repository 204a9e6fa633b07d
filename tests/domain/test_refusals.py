"""What values refuse of a caller, each with what it says; documents are refused by the same words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

import metroworkshops as mw

from .unhashable import Unhashable

AT = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
EVIL: Any = "not what is expected"
EVIL_SET: Any = {1}
ONE: Any = 1


REFUSALS: dict[str, tuple[Any, str]] = {
    "seen is text": (
        lambda: mw.Finding(mw.Speaks("fr"), "yes", reason="r", seen=EVIL),
        "a list of names and values",
    ),
    "seen is a set": (
        lambda: mw.Finding(mw.Speaks("fr"), "yes", reason="r", seen=[("level", EVIL_SET)]),
        "a name and a piece of evidence",
    ),
    "group of nobody": (lambda: mw.Group("g", []), "a group must have members"),
    "fold of 2": (lambda: mw.Limit.on("2020-01-31", fold=EVIL), "'fold' must be 0 for the first or 1"),
    "milestone beside nothing": (lambda: mw.Milestone("m", "M", relative=EVIL), "'relative' must be an Offset"),
    "place of another kind": (lambda: mw.Session("s", "S", places=[EVIL]), "must be a City or an Area"),
    "entry of nothing": (lambda: mw.Entry("u", EVIL, published=AT, modified=AT), "'subject' must be a Session"),
    "sequence below 0": (
        lambda: mw.Entry("u", mw.Session("s", "S"), sequence=-1, published=AT, modified=AT),
        "must be a whole number from 0 to 2147483647",
    ),
    "modified before published": (
        lambda: mw.Entry("u", mw.Session("s", "S"), published=AT, modified=AT - dt.timedelta(days=1)),
        "'modified' must not be before 'published'",
    ),
    "points that are not exact": (lambda: mw.RankedPart("p", EVIL, possible=1, out_of=1), "must be an exact number"),
    "rule that is no value": (lambda: mw.AllOf(Unhashable(["a"])), "which cannot be hashed"),
    "language twice": (
        lambda: mw.Edition("a.example", "1", languages=["fr", "FR"]),
        "each language must be given once",
    ),
    "text of no text": (lambda: mw.Text(7), "must be text such as"),  # type: ignore[arg-type]
    "screening of nobody": (lambda: mw.screen(EVIL, mw.Edition("a.example", "1")), "must be an Applicant such as"),
    "progress never": (
        lambda: list(mw.screen_all([], mw.Edition("a.example", "1"), progress=print, every=0)),
        "'every' must be a whole number of 1 or more",
    ),
    "instant before the year 1 in UTC": (
        lambda: mw.Applicant("a", applied_at=dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=14)))),
        "years 1 to 9999 in UTC",
    ),
    "replaced by another kind": (lambda: mw.Edition("a.example", "1").replacing(EVIL), "must be a Session, a Deadline"),
    "members asked for a word that is no level": (
        lambda: mw.Edition("a.example", "1", eligibility=mw.MembersMeet(mw.Speaks("fr", "excellent"))),
        "excellent",
    ),
    "announced at no instant": (lambda: mw.Session("s", "S").cancelled(announced=EVIL), "must be an instant such as"),
    "dates of no text": (lambda: mw.Window(ONE), "as text"),
    "day before zones": (lambda: mw.Deadline.on("0001-01-01", zone="Africa/Tunis").closes_at(), "years 1 to 9999"),
    "hour before zones": (
        lambda: mw.Deadline.on("0001-01-01T12:00", zone="Africa/Tunis").closes_at(),
        "years 1 to 9999",
    ),
    "state of no call": (lambda: mw.words.call_at(EVIL, AT, "en"), "must be a Call such as"),
    "ranking of another kind": (lambda: mw.Edition("a.example", "1", ranking=EVIL), "'ranking' must be a Ranking"),
}


@pytest.mark.parametrize(("refused", "said"), REFUSALS.values(), ids=REFUSALS)
def test_what_a_value_refuses(refused: Any, said: str) -> None:
    with pytest.raises(mw.InvalidValue) as caught:
        refused()
    assert said in str(caught.value)


def test_a_publication_names_the_editions_that_it_has() -> None:
    publication = mw.calendars.publish(mw.Edition("a.example", "2020"), at=AT)
    with pytest.raises(mw.NotFound, match="no edition '1999' in this publication; there are: 2020"):
        publication.edition("1999")


def test_values_compare_with_their_own_kind_alone() -> None:
    assert mw.screen(mw.Applicant("a"), mw.Edition("a.example", "1")) != "a"


def test_values_add_up_with_their_own_kind_alone() -> None:
    for value in (mw.Summary(), mw.RuleCounts(mw.Speaks("fr"))):
        with pytest.raises(TypeError, match="unsupported operand"):
            _ = value + ONE
    with pytest.raises(TypeError, match="unsupported operand"):
        _ = mw.Truth.YES & ONE
    with pytest.raises(TypeError, match="unsupported operand"):
        _ = mw.Truth.YES | ONE


def test_a_screening_prints_who_and_what_came_of_it() -> None:
    screening = mw.screen(mw.Applicant("a-017"), mw.Edition("a.example", "2020"))
    assert repr(screening) == f"<Screening of 'a-017' in '2020': {screening.outcome}>"


def test_a_number_too_long_to_print_is_refused_all_the_same() -> None:
    with pytest.raises(mw.InvalidValue, match="a number too long to print"):
        mw.Applicant("a", experience_years=10**5000)


@pytest.mark.parametrize("text", ["31 Foo 2020", "Foo 2020", "1-3 Foo 2020", "early Foo 2020", "x" * 61])
def test_a_date_in_words_that_name_no_month_is_refused_without_a_guess(text: str) -> None:
    with pytest.raises(mw.InvalidDate) as caught:
        mw.When.parse(text)
    assert "did you mean" not in str(caught.value)


def test_a_city_that_is_corrected_changes_wherever_a_programme_names_it() -> None:
    bologna = mw.City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
    session = mw.Session("s", "S", places=[bologna])
    editions = [mw.Edition("a.example", "1", sessions=[session]), mw.Edition("a.example", "2")]
    programme = mw.Programme("a.example", "A", editions=editions)
    corrected = programme.replacing(attrs.evolve(bologna, name="Bologne"))
    assert str(corrected.edition("1").session("s").places[0].name) == "Bologne"
    assert corrected.edition("2") == programme.edition("2")
    for stranger in (programme, editions[1]):
        with pytest.raises(mw.NotFound, match="no place 'tunis'"):
            stranger.replacing(mw.City("tunis", "Tunis", country="TN", time_zone="Africa/Tunis"))


def test_levels_of_education_are_numbered_as_unesco_does() -> None:
    """ISCED 2011, section 6: doctoral level is 8."""
    assert [level.isced for level in mw.EducationLevel] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert list(mw.EducationLevel)[-1] is mw.EducationLevel("doctoral")


@pytest.mark.parametrize(
    ("given", "same"), [("{2020-03-09}", "2020-03-09"), ("{2020-03-09..2020-03-13}", "2020-03-09/2020-03-13")]
)
def test_a_set_of_one_is_that_one(given: str, same: str) -> None:
    assert mw.When.parse(given) == mw.When.parse(same)


def test_a_session_that_leaves_the_screen_has_no_confirmed_place() -> None:
    online = mw.Session("s", "S", when="2020-03", mode="online", place_confirmed=True, dates_confirmed=True)
    met = online.moved_to("2020-03-09T09:30/2020-03-09T17:00", mode="in person", time_zone="Africa/Tunis", announced=AT)
    assert (met.mode, met.zone, met.place_confirmed) == (mw.Mode.IN_PERSON, "Africa/Tunis", False)
    back = online.moved_to("2020-04", mode="online", place_confirmed=True, announced=AT)
    assert back.place_confirmed


def test_more_ways_to_choose_days_than_anybody_counts_leave_the_answer_open() -> None:
    days = ",".join(f"2020-03-{day:02}" for day in range(1, 30, 2))
    first, second = (
        mw.Session(name, name, parts=[mw.Part(f"{name}-{n}", when=f"[{days}]") for n in range(3)]) for name in "ab"
    )
    assert first.clashes_with(second) is mw.Truth.UNKNOWN
