"""Quotas and places: counted with what is unknown, and never an outcome."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    Applicant,
    Edition,
    Fault,
    FromCountry,
    InvalidValue,
    LanguageSkill,
    Preference,
    Quota,
    QuotaCount,
    Ranking,
    Screening,
    Speaks,
    Tally,
    Truth,
    Unreadable,
    WorksIn,
    rank,
    screen,
    screen_all,
    tally,
)
from metroworkshops.testing import applicants, editions, quotas

ID = "workshops.example.org"
LOCAL = Quota("local", WorksIn("local government"), at_least=2)
MOROCCO = Quota("morocco", FromCountry("MA", by="nationality"), title="From Morocco", at_most=1)
EDITION = Edition(ID, "2020", capacity=2, quotas=[LOCAL, MOROCCO], eligibility=Speaks("fr"))
BROKEN = Unreadable("row-17", [Fault("row 17", "must be an applicant, got nothing")])


@st.composite
def batches(draw: st.DrawFn) -> list[Screening]:
    drawn = draw(st.lists(quotas(), max_size=3, unique_by=lambda quota: quota.id))
    edition = Edition(ID, "2020", quotas=drawn, capacity=draw(st.none() | st.integers(30, 40)))
    edition = attrs.evolve(edition, eligibility=draw(st.sampled_from((None, Speaks("fr")))))
    pool: list[Applicant | Unreadable] = [*draw(st.lists(applicants(), max_size=4)), BROKEN]
    return list(screen_all(draw(st.lists(st.sampled_from(pool), max_size=8)), edition))


@given(batches(), st.randoms(use_true_random=False))
def test_everybody_is_counted_in_any_order(batch: list[Screening], order: random.Random) -> None:
    found = tally(batch)
    assert found.total == len(batch)
    shuffled = list(batch)
    order.shuffle(shuffled)
    assert tally(shuffled) == found
    for one in found.quotas:
        assert 0 <= one.met <= one.possible <= found.total


@given(batches(), st.data())
def test_the_counts_of_parts_add_up(batch: list[Screening], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(batch)))
    first, second, whole = tally(batch[:cut]), tally(batch[cut:]), tally(batch)
    for name in ("eligible", "undecided", "not_eligible"):
        assert getattr(first, name) + getattr(second, name) == getattr(whole, name)
    if batch[:cut] and batch[cut:]:
        for one, two, both in zip(first.quotas, second.quotas, whole.quotas, strict=True):
            assert (one.met + two.met, one.unknown + two.unknown) == (both.met, both.unknown)


@given(editions(), st.data())
def test_quotas_and_places_change_no_outcome(edition: Edition, data: st.DataObject) -> None:
    applicant = data.draw(applicants(edition=edition))
    without = attrs.evolve(edition, quotas=(), capacity=None)
    assert screen(applicant, edition).findings == screen(applicant, without).findings
    assert screen(applicant, edition).outcome is screen(applicant, without).outcome


@pytest.mark.parametrize("bounds", [(2, None), (None, 2), (1, 3), (2, 2)])
@pytest.mark.parametrize(("met", "unknown"), list(product(range(5), range(4))))
def test_within_is_what_all_ways_to_turn_out_agree_on(
    bounds: tuple[int | None, int | None], met: int, unknown: int
) -> None:
    least, most = bounds
    quota = Quota("local", LOCAL.rule, at_least=least, at_most=most)
    ways = {
        (least is None or met + more >= least) and (most is None or met + more <= most) for more in range(unknown + 1)
    }
    expected = Truth.UNKNOWN if len(ways) > 1 else Truth.of(ways.pop())
    assert QuotaCount(quota, met, unknown=unknown).is_within is expected


def people() -> list[Applicant]:
    return [
        Applicant("a", languages=[LanguageSkill("fr")], sectors=["local government"], nationalities=["MA"]),
        Applicant("b", languages=[LanguageSkill("fr")], sectors=[], nationalities=["TN"]),
        Applicant("c", languages=[LanguageSkill("fr")], nationalities=["MA", "FR"]),
        Applicant("d", sectors=["local government"]),
        Applicant("e", languages=[]),
    ]


def test_places_and_quotas_are_counted_over_those_who_are_given() -> None:
    found = tally(screen_all(people(), EDITION))
    assert (found.eligible, found.undecided, found.not_eligible) == (3, 1, 1)
    assert (found.capacity, found.over, found.over_possible) == (2, 1, 2)
    local, morocco = found.quotas
    assert (local.quota, local.met, local.possible, local.is_within) == (LOCAL, 2, 4, Truth.YES)
    assert (morocco.quota, morocco.met, morocco.possible, morocco.is_within) == (MOROCCO, 2, 4, Truth.NO)


def test_a_selection_of_those_ranked_can_be_counted() -> None:
    ranking = Ranking([Preference("local", LOCAL.rule, points=1)])
    screenings = list(screen_all(people(), attrs.evolve(EDITION, ranking=ranking)))
    first_two = rank(screenings)[:2]
    assert [one.applicant for one in first_two] == ["a", "d"]
    found = tally(screenings, among=first_two)
    assert found.total == 2
    assert [one.is_within for one in found.quotas] == [Truth.YES, Truth.UNKNOWN]
    with pytest.raises(InvalidValue, match="'among' must hold applicants who are among the screenings, got others: d"):
        tally(screenings[:2], among=first_two)
    assert tally(screenings, among=()).total == 0


def test_a_record_that_could_not_be_read_may_meet_every_quota() -> None:
    found = tally(screen_all([BROKEN], EDITION))
    assert found.undecided == 1
    assert [(one.met, one.unknown) for one in found.quotas] == [(0, 1), (0, 1)]


def test_places_that_are_not_stated_are_not_passed() -> None:
    found = tally(screen_all(people(), attrs.evolve(EDITION, capacity=None)))
    assert (found.over, found.over_possible) == (None, None)
    assert tally([]) == Tally()


def test_an_edition_that_was_read_again_is_the_same_edition() -> None:
    again = mw.documents.loads(mw.documents.dumps(EDITION), Edition)
    assert tally([screen(Applicant("a"), EDITION), screen(Applicant("b"), again)]).total == 2


def test_those_of_another_edition_and_what_is_no_screening_are_refused() -> None:
    one, other = screen(Applicant("a"), EDITION), screen(Applicant("b"), attrs.evolve(EDITION, capacity=3))
    with pytest.raises(InvalidValue, match="all must be of one edition"):
        tally([one, other])
    bad: Any = Applicant("a")
    with pytest.raises(InvalidValue, match="must be a Screening such as"):
        tally([bad])
    with pytest.raises(InvalidValue, match="must be a list such as"):
        tally([one], among=bad)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Quota("a", Speaks("fr")), "a quota must have a bound such as at_least=5"),
        (
            lambda: Quota("a", Speaks("fr"), at_least=3, at_most=2),
            "at_least: 'at_least' must not be more than 'at_most'",
        ),
        (lambda: Quota("a", Speaks("fr"), at_least=0), "'at_least' must be a whole number of 1 or more"),
        (lambda: Quota("a", Speaks("fr"), at_most=True), "'at_most' must be a whole number of 1 or more"),
        (lambda: attrs.evolve(EDITION, quotas=[LOCAL, LOCAL]), r"quotas\[1\].id: every id in 'quotas'"),
        (lambda: attrs.evolve(EDITION, capacity=1), r"quotas\[0\].at_least: .* must not be more than the capacity, 1"),
        (
            lambda: attrs.evolve(EDITION, quotas=[attrs.evolve(LOCAL, rule=Speaks("fr", "very good"))]),
            r"quotas\[0\].rule.level: ",
        ),
        (lambda: QuotaCount(LOCAL, -1), "whole number of 0 or more"),
        (lambda: QuotaCount("local", 1), "must be a Quota such as"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_quota_is_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        make()


def test_a_committee_reads_it_in_its_language() -> None:
    found = tally(screen_all(people(), EDITION))
    assert mw.words.tally(found, "en", edition=EDITION).split("\n") == [
        "Applications counted: 5",
        "  - eligible: 3",
        "  - not eligible: 1",
        "  - undecided: 1",
        "  - over the capacity of 2: 1, or 2 if all the undecided are eligible",
        "  - sector: local government (at least 2): 2, possibly up to 4. Within these bounds? Yes",
        "  - From Morocco (at most 1): 2, possibly up to 4. Within these bounds? No",
    ]
    assert "Dans ces bornes\N{NO-BREAK SPACE}? Non" in mw.words.tally(found, "fr", edition=EDITION)


@given(batches())
def test_it_is_printed_ready_to_be_pasted(batch: list[Screening]) -> None:
    found = tally(batch)
    names = {name: getattr(mw, name) for name in mw.__all__ if name[0].isupper()}
    assert eval(repr(found), names) == found
