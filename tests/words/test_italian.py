"""Italian: prepositions that melt into the article of a date, and the typography of its catalogue."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given

import metroworkshops as mw
from metroworkshops import words
from metroworkshops.domain.when import When
from metroworkshops.words.catalogue import catalogue_for
from metroworkshops.words.messages import MESSAGES

from .test_changes import NOW, POINTS, plain, published, visa, workshop
from .test_golden import at

UNMELTED = re.compile(r"\b(?:[Dd]a|[Aa]|[Dd]i) \d|\b(?:il|[Dd]al|[Aa]l|[Dd]el) (?:8|11)\b|\b[Aa] a|\b1 [a-z]")


def said(before: mw.Session | mw.Milestone, after: mw.Session | mw.Milestone) -> str:
    return plain(words.changes(published([before], [after]), "it"))


@pytest.mark.parametrize(
    ("before", "after", "italian"),
    [
        ("2020-03", "2020-10", "rinviata da marzo a ottobre 2020"),
        ("2020-10", "2021-04", "rinviata da ottobre 2020 ad aprile 2021"),
        ("2020-04", "2020-08", "rinviata da aprile ad agosto 2020"),
        ("2020-10", "2020-09", "anticipata da ottobre 2020 a settembre 2020"),
        ("2020-03-09", "2020-10-05", "rinviata dal 9 marzo al 5 ottobre 2020"),
        ("2020-03-08", "2020-10-11", "rinviata dall’8 marzo all’11 ottobre 2020"),
        ("2020-03-18", "2020-10-01", "rinviata dal 18 marzo al 1º ottobre 2020"),
        ("2019", "2020-03", "rinviata dal 2019 a marzo 2020"),
        (
            "2020-03-09/2020-03-11",
            "2020-10-08/2020-10-13",
            "rinviata; nuove date: dall’8 al 13 ottobre 2020 (prima: dal 9 all’11 marzo)",
        ),
        (
            "2020-03",
            "2020-03-01/2020-03-05",
            "i giorni sono ora noti: dal 1º al 5 marzo 2020 (date annunciate: marzo 2020)",
        ),
        ("2020-03", "2020-03-09", "il giorno è ora noto: 9 marzo 2020 (date annunciate: marzo 2020)"),
    ],
)
def test_dates_that_move_as_people_say_it(before: str, after: str, italian: str) -> None:
    assert said(workshop(before), workshop(after)) == f"Bologna: {italian}"


@given(POINTS, POINTS)
def test_prepositions_melt_into_the_article_of_a_date(before: When, after: When) -> None:
    for line in (said(workshop(before.edtf), workshop(after.edtf)), said(visa(before.edtf), visa(after.edtf))):
        assert not UNMELTED.search(line), line


def test_titles_and_names_are_left_as_people_wrote_them() -> None:
    title = "Laboratori di 8 città, da 11 porti a 9 isole"
    assert said(workshop("2020-03", title=title), workshop("2020-10", title=title)) == (
        f"{title}: rinviata da marzo a ottobre 2020"
    )


@pytest.mark.parametrize(
    ("day", "between"),
    [
        ("2020-03-08", "tra l’8 marzo 2020, 10:00 (UTC) e il 9 marzo 2020, 12:00 (UTC)"),
        ("2020-03-10", "tra il 10 marzo 2020, 10:00 (UTC) e l’11 marzo 2020, 12:00 (UTC)"),
        ("2020-01-31", "tra il 31 gennaio 2020, 10:00 (UTC) e il 1º febbraio 2020, 12:00 (UTC)"),
    ],
)
def test_instants_have_their_article_wherever_they_stand_in_a_sentence(day: str, between: str) -> None:
    deadline = mw.Deadline.on(day)
    call = mw.Call([deadline])
    edition = mw.Edition("workshops.example.org", "2020", call=call)
    publication = mw.calendars.publish(edition, at=NOW)
    before, doubtful = at(2020, 1, 1), deadline.current.ends_between()[0]
    for sentence in (
        words.call_at(call, before, "it"),
        words.call_at(call, doubtful, "it"),
        words.countdown(deadline, before, "it", zone="UTC"),
        words.entry_description(publication.entries[0], publication, "it"),
    ):
        assert between in sentence


def test_limits_receipts_and_waivers_have_it_too() -> None:
    assert (
        words.deadline(mw.Deadline.on("2023-04-20", zone="UTC", exclusive=True), "it")
        == "prima del 20 aprile 2023 (UTC)"
    )
    eighth = datetime(2023, 4, 8, 6, tzinfo=UTC)
    deadline = mw.Deadline.on("2023-04-11", zone="UTC", exclusive=True)
    assert words.deadline(deadline, "it") == "prima dell’11 aprile 2023 (UTC)"
    edition = mw.Edition("a.example", "1", call=mw.Call([deadline]), eligibility=mw.AppliedInTime())
    screening = mw.screen(mw.Applicant("a", applied_at=eighth), edition)
    decision = mw.decide(screening, at=eighth, waivers=[mw.Waiver(reason="dubbio", by="il comitato", at=eighth)])
    assert words.explain(decision, "it").split("\n") == [
        "Sì — candidatura nei termini: ricevuta l’8 aprile 2023, 06:00 (UTC); termine: prima dell’11 aprile 2023 (UTC)",
        "Deroga — il comitato, l’8 aprile 2023, 06:00 (UTC): dubbio",
    ]


def test_what_was_announced_before_has_it_too() -> None:
    session = workshop("2020-03").moved_to("2020-10", announced=at(2020, 3, 8))
    assert "fino all’8 marzo 2020, 00:00 (UTC): marzo 2020" in words.edition(
        mw.Edition("a.example", "1", sessions=[session]), "it"
    )


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_set_as_italian_is(code: str) -> None:
    """Apostrophes and quotation marks are curved or angled, and no space stands before a mark or inside of them."""
    names = dict.fromkeys(re.findall(r"\{(\w+)\}", str(MESSAGES[code])), "x")
    for n in (1, 2):
        message = catalogue_for("it").say(code, **{**names, "n": n})  # type: ignore[arg-type]
        assert not re.search(r"""['"]|\s[:;,.!?»”)]|[«“(]\s|\s\s|’\s|\N{NO-BREAK SPACE}""", message)
