"""Ranking: points add up exactly, ties follow a stated order, and nobody is refused."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    Applicant,
    Condition,
    Declares,
    Edition,
    Fault,
    Finding,
    InvalidValue,
    LanguageSkill,
    Not,
    Preference,
    Ranked,
    Ranking,
    Score,
    ScoredCriterion,
    Screening,
    Speaks,
    Truth,
    Unreadable,
    WorksIn,
    rank,
    screen,
    screen_all,
)
from metroworkshops.domain.contradiction import can_hold
from metroworkshops.domain.rule import Rule
from metroworkshops.testing import applicants, editions, rankings, rules, scores

ID = "workshops.example.org"
# Each is a batch of several people.
few = settings(max_examples=settings().max_examples // 2)
Batch = tuple[list[Screening], tuple[Score, ...]]


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    ranking = draw(rankings())
    edition = Edition(ID, "2020", ranking=ranking, eligibility=draw(st.sampled_from((None, Speaks("fr")))))
    people = draw(st.lists(applicants(), max_size=4, unique_by=lambda one: one.id))
    # Several who gave the same facts, so that there are ties.
    twins = [attrs.evolve(one, id=f"{one.id[:150]}-twin") for one in people if draw(st.booleans())]
    everybody = list({one.id: one for one in (*people, *twins)}.values())
    return list(screen_all(everybody, edition)), draw(scores(ranking, everybody))


def ranking_of(batch: Batch) -> Ranking:
    ranking = batch[0][0].edition.ranking
    assert ranking is not None
    return ranking


def ids_of(ranking: Ranking) -> list[str]:
    return [*(one.id for one in ranking.preferences), *(one.id for one in ranking.criteria)]


def places(ranked: tuple[Ranked, ...]) -> dict[str, int]:
    return {one.applicant: one.rank for one in ranked}


@few
@given(batches(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_plays_no_part(batch: Batch, order: random.Random) -> None:
    screenings, given_scores = list(batch[0]), list(batch[1])
    order.shuffle(screenings)
    order.shuffle(given_scores)
    assert rank(screenings, given_scores) == rank(*batch)


@few
@given(batches())
def test_everybody_who_is_given_is_ranked_whatever_the_outcome(batch: Batch) -> None:
    ranked = rank(*batch)
    outcomes = {one.applicant.id: one.outcome for one in batch[0]}
    assert {one.applicant: one.outcome for one in ranked} == outcomes
    assert len(ranked) == len(batch[0])


@few
@given(batches())
def test_parts_add_up_to_the_total_and_to_what_is_possible(batch: Batch) -> None:
    for one in rank(*batch):
        assert one.total == sum(Fraction(part.points) for part in one.parts)
        assert one.possible == sum(Fraction(part.possible) for part in one.parts)
        ranking = ranking_of(batch)
        assert [part.id for part in one.parts] == ids_of(ranking)
        for part in one.parts:
            assert 0 <= part.points <= part.possible <= part.out_of
            assert (part.points == part.possible) is (part.truth is not Truth.UNKNOWN)


@few
@given(batches())
def test_equals_share_a_rank_and_the_next_stands_as_many_places_lower(batch: Batch) -> None:
    ranked = rank(*batch)
    for place, one in enumerate(ranked, start=1):
        better = sum(other.rank < one.rank for other in ranked)
        assert one.rank == better + 1 <= place
    totals = [one.total for one in ranked]
    assert totals == sorted(totals, reverse=True)


@few
@given(batches())
def test_who_gave_the_same_facts_and_has_no_scores_shares_a_rank(batch: Batch) -> None:
    at = places(rank(batch[0]))
    for screening in batch[0]:
        twin = f"{screening.applicant.id[:150]}-twin"
        if twin in at and attrs.evolve(screening.applicant, id=twin) in [one.applicant for one in batch[0]]:
            assert at[twin] == at[screening.applicant.id]


@few
@given(batches())
def test_other_ids_for_preferences_and_criteria_or_for_applicants_change_no_rank(batch: Batch) -> None:
    assume(batch[0])
    ranking, edition = ranking_of(batch), batch[0][0].edition
    at = places(rank(*batch))
    # Ids that sort the other way round.
    names = sorted([*ids_of(ranking), *at], reverse=True)
    new = {name: f"x-{place:03}" for place, name in enumerate(names)} | {"applied_at": "applied_at"}
    renamed = Ranking(
        [attrs.evolve(one, id=new[one.id]) for one in ranking.preferences],
        [attrs.evolve(one, id=new[one.id]) for one in ranking.criteria],
        ties=[new[tie] for tie in ranking.ties],
    )
    assume(len(new) == len(names) + 1)
    wider = attrs.evolve(edition, ranking=renamed)
    people = [attrs.evolve(one.applicant, id=new[one.applicant.id]) for one in batch[0]]
    given_scores = [attrs.evolve(one, applicant=new[one.applicant], criterion=new[one.criterion]) for one in batch[1]]
    assert places(rank(screen_all(people, wider), given_scores)) == {new[who]: place for who, place in at.items()}


@few
@given(batches())
def test_a_preference_that_nobody_meets_changes_no_order(batch: Batch) -> None:
    assume(batch[0])
    ranking, edition = ranking_of(batch), batch[0][0].edition
    unmet = Preference("nobody-meets-it", Declares("never stated", standing="assessed"), points=7)
    assume(unmet.id not in ids_of(ranking))
    wider = attrs.evolve(edition, ranking=attrs.evolve(ranking, preferences=[*ranking.preferences, unmet]))
    again = [screen(one.applicant, wider) for one in batch[0] if isinstance(one.applicant, Applicant)]
    assert places(rank(again, batch[1])) == places(rank(*batch))


@few
@given(batches())
def test_multiplying_all_points_and_weights_changes_no_order(batch: Batch) -> None:
    assume(batch[0])
    ranking, edition = ranking_of(batch), batch[0][0].edition

    def twice(number: float) -> float:
        return number * 2

    try:
        doubled = attrs.evolve(
            ranking,
            preferences=[attrs.evolve(one, points=twice(one.points)) for one in ranking.preferences],
            criteria=[attrs.evolve(one, weight=twice(one.weight)) for one in ranking.criteria],
        )
    except InvalidValue:
        assume(False)  # more than there may be
        raise
    again = [
        screen(one.applicant, attrs.evolve(edition, ranking=doubled))
        for one in batch[0]
        if isinstance(one.applicant, Applicant)
    ]
    assert places(rank(again, batch[1])) == places(rank(*batch))


@few
@given(batches(), st.integers(1, 3))
def test_giving_every_score_several_times_changes_nothing_but_their_number(batch: Batch, times: int) -> None:
    def told(ranked: tuple[Ranked, ...]) -> list[tuple[object, ...]]:
        return [(one.rank, one.applicant, one.total, one.possible) for one in ranked]

    assert told(rank(batch[0], batch[1] * times)) == told(rank(*batch))


@few
@given(batches())
def test_a_part_of_those_ranked_keeps_its_order(batch: Batch) -> None:
    whole = [one.applicant for one in rank(*batch)]
    some = batch[0][::2]
    ids = {one.applicant.id for one in some}
    among = rank(some, [score for score in batch[1] if score.applicant in ids])
    assert [one.applicant for one in among] == [who for who in whole if who in ids]


@given(editions(), rankings(), st.data())
def test_a_ranking_changes_no_outcome(edition: Edition, ranking: Ranking, data: st.DataObject) -> None:
    applicant = data.draw(applicants(edition=edition))
    with_it, without = attrs.evolve(edition, ranking=ranking), attrs.evolve(edition, ranking=None)
    assert screen(applicant, with_it).findings == screen(applicant, without).findings
    assert screen(applicant, with_it).outcome is screen(applicant, without).outcome


LOCAL = Preference("local", WorksIn("local government"), points=2, title="Works in local government")
MOTIVATION = ScoredCriterion("motivation", "Motivation", out_of=5, weight=2)
EDITION = Edition(ID, "2020", ranking=Ranking([LOCAL], [MOTIVATION], ties=["motivation", "applied_at"]))
FIRST, SECOND = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 2, tzinfo=UTC)


def ranked(*people: Applicant, given: tuple[Score, ...] = (), edition: Edition = EDITION) -> list[tuple[int, str]]:
    found = rank(screen_all(people, edition), given)
    return [(one.rank, one.applicant) for one in found]


def score(applicant: str, points: float, by: str = "first reader") -> Score:
    return Score(applicant, "motivation", points=points, by=by)


def test_scores_of_several_are_averaged_exactly() -> None:
    given = (score("a", 0.1), score("a", 0.1, "second reader"), score("a", 0.1, "third reader"))
    (one,) = rank([screen(Applicant("a"), EDITION)], given)
    assert one.total == Fraction(2, 10)
    (third,) = rank([screen(Applicant("a"), EDITION)], [score("a", 4), score("a", 3), score("a", 3)])
    assert third.total == Fraction(20, 3)
    assert [part.scores for part in third.parts] == [(), (score("a", 3), score("a", 3), score("a", 4))]
    # As floats, 0.1 + 0.2 is more than 0.3.
    assert ranked(
        Applicant("a"), Applicant("b"), given=(score("a", 0.1), score("a", 0.2), score("b", 0.3), score("b", 0))
    ) == [(1, "a"), (1, "b")]


def test_what_is_unknown_adds_nothing_and_stays_possible() -> None:
    (one,) = rank([screen(Applicant("a"), EDITION)])
    assert (one.total, one.possible) == (0, 12)
    assert [(part.id, part.points, part.possible, part.truth) for part in one.parts] == [
        ("local", 0, 2, Truth.UNKNOWN),
        ("motivation", 0, 10, Truth.UNKNOWN),
    ]
    (two,) = rank([screen(Applicant("a", sectors=["local government"]), EDITION)], [score("a", 4)])
    assert (two.total, two.possible) == (10, 10)
    assert [part.truth for part in two.parts] == [Truth.YES, None]


def test_ties_follow_the_stated_order_and_the_rest_is_shared() -> None:
    local = ["local government"]
    people = (
        Applicant("d", sectors=[], applied_at=FIRST),
        Applicant("c", sectors=[], applied_at=SECOND),
        Applicant("b", sectors=[], applied_at=SECOND),
        Applicant("a", sectors=[]),
        Applicant("e", sectors=local),
    )
    given = (*(score(who, 1) for who in "abcd"), score("e", 0))
    # All have two points; e has none for the motivation, which decides first.
    assert ranked(*people, given=given) == [(1, "d"), (2, "b"), (2, "c"), (4, "a"), (5, "e")]
    untied = attrs.evolve(EDITION, ranking=Ranking([LOCAL], [MOTIVATION]))
    assert ranked(*people, given=given, edition=untied) == [(1, who) for who in "abcde"]


def test_first_come_first_served_is_a_ranking_too() -> None:
    edition = attrs.evolve(EDITION, ranking=Ranking(ties=["applied_at"]))
    people = (Applicant("a"), Applicant("b", applied_at=SECOND), Applicant("c", applied_at=FIRST))
    assert ranked(*people, edition=edition) == [(1, "c"), (2, "b"), (3, "a")]


def test_a_record_that_could_not_be_read_is_ranked_and_not_lost() -> None:
    broken = Unreadable("row-17", [Fault("row 17", "must be an applicant, got nothing")])
    (one,) = rank(screen_all([broken], EDITION))
    assert (one.rank, one.applicant, one.total, one.possible) == (1, "row-17", 0, 12)


def test_a_rule_that_raises_an_error_leaves_its_points_open() -> None:
    @attrs.frozen(repr=False)
    class Fails(Condition):
        KIND: ClassVar[str] = "fails"

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            raise RuntimeError(applicant.id + edition.id)

    edition = attrs.evolve(EDITION, ranking=Ranking([Preference("x", Fails(), points=3)]))
    (one,) = rank([screen(Applicant("a"), edition)])
    assert (one.total, one.possible) == (0, 3)


def test_the_not_eligible_are_ranked_among_the_others_until_the_host_leaves_them_out() -> None:
    edition = attrs.evolve(EDITION, eligibility=Speaks("fr"))
    people = [
        Applicant("a", languages=[], sectors=["local government"]),
        Applicant("b", languages=[LanguageSkill("fr")], sectors=[]),
    ]
    screenings = list(screen_all(people, edition))
    assert [one.applicant for one in rank(screenings)] == ["a", "b"]
    eligible = [one for one in screenings if one.outcome is mw.Outcome.ELIGIBLE]
    assert [(one.rank, one.applicant) for one in rank(eligible)] == [(1, "b")]


def test_all_scores_that_are_wrong_are_told_at_once() -> None:
    wrong = [
        score("a", 5.5),
        Score("a", "project", points=1, by="x"),
        score("nobody", 1),
        score("a", 5),
    ]
    with pytest.raises(InvalidValue) as caught:
        rank([screen(Applicant("a"), EDITION)], wrong)
    assert {(problem.where, problem.value) for problem in caught.value.problems} == {
        ("scores[0].points", 5.5),
        ("scores[1].criterion", "project"),
        ("scores[2].applicant", "nobody"),
    }
    assert "must be from 0 to 5, got 5.5" in str(caught.value)
    assert "one of the criteria of the ranking ('motivation'), got 'project'" in str(caught.value)
    with pytest.raises(InvalidValue, match=r"scores\[0\].applicant: a score must be of one of the applicants"):
        rank([], [score("a", 1)])
    assert rank([]) == ()


def test_an_applicant_is_given_once_and_all_are_of_one_edition_that_ranks() -> None:
    one = screen(Applicant("a"), EDITION)
    with pytest.raises(InvalidValue, match=r"screenings\[1\]: each applicant must be given once, got 'a' again"):
        rank([one, one])
    with pytest.raises(InvalidValue, match="all must be of one edition"):
        rank([one, screen(Applicant("b"), attrs.evolve(EDITION, id="2021"))])
    with pytest.raises(InvalidValue, match="the edition must state how it ranks"):
        rank([screen(Applicant("a"), Edition(ID, "2020"))])
    bad: Any = "abc"
    with pytest.raises(InvalidValue, match="must be a list such as"):
        rank(bad)
    with pytest.raises(InvalidValue, match="must be a Screening such as"):
        rank([bad])


def test_an_edition_that_was_read_again_is_the_same_edition() -> None:
    again = mw.documents.loads(mw.documents.dumps(EDITION), Edition)
    assert len(rank([screen(Applicant("a"), EDITION), screen(Applicant("b"), again)])) == 2


@pytest.mark.parametrize(
    "points",
    [
        *(0, -1, 0.0000001, 0.1234567, 1_000_001, 10**400, float("nan"), float("inf"), True, "2", None),
        *(Decimal("NaN"), Decimal("0.0000001"), Decimal(10) ** 400, Fraction(1, 3), Fraction(10**400, 3)),
    ],
)
def test_points_are_positive_numbers_that_documents_keep(points: Any) -> None:
    with pytest.raises(InvalidValue, match="'points' must be"):
        Preference("a", Speaks("fr"), points=points)


@pytest.mark.parametrize(
    ("given", "kept"), [(2, 2), (2.0, 2), (0.1, 0.1), (Decimal("0.50"), 0.5), (Fraction(7, 2), 3.5), (1e-06, 1e-06)]
)
def test_points_are_kept_as_written(given: Any, kept: float) -> None:
    points = Preference("a", Speaks("fr"), points=given).points
    assert (points, type(points)) == (kept, type(kept))
    assert Score("a", "b", points=0, by="x").points == 0


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (Ranking, "must have something to rank by"),
        (lambda: Ranking([LOCAL, LOCAL]), r"preferences\[1\].id: every id among preferences and criteria"),
        (
            lambda: Ranking([LOCAL], [attrs.evolve(MOTIVATION, id="local")]),
            r"criteria\[0\].id: every id among preferences and criteria must be given once, got 'local' again",
        ),
        (lambda: Ranking([attrs.evolve(LOCAL, id="applied_at")]), "must not be 'applied_at'"),
        (lambda: Ranking([LOCAL], ties=["locol"]), r"ties\[0\]: .*\('local'\) or 'applied_at', got 'locol'"),
        (lambda: Ranking([LOCAL], ties=["local", "local"]), r"ties\[1\]: what breaks ties must be named once"),
        (lambda: Ranking("abc"), "must be a list such as"),  # type: ignore[arg-type]
        (lambda: attrs.evolve(EDITION, ranking="abc"), "'ranking' must be a Ranking such as"),  # type: ignore[arg-type]
        (lambda: ScoredCriterion("m", "M", out_of=0), "'out_of' must be more than 0"),
        (lambda: ScoredCriterion("m", "M", out_of=5, weight=-1), "'weight' must be a number from 0"),
        (lambda: Score("a", "b", points=-1, by="x"), "'points' must be a number from 0"),
        (lambda: Score("a", "b", points=1, by=""), "must be text"),
    ],
)
def test_what_does_not_rank_is_refused(make: Any, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        make()


def test_the_rules_of_preferences_are_checked_when_the_edition_is_made_but_need_not_hold() -> None:
    words = Preference("fr", Speaks("fr", "excellent command"), points=1)
    with pytest.raises(InvalidValue) as caught:
        Edition(ID, "2020", ranking=Ranking([LOCAL, words]))
    assert caught.value.where == "ranking.preferences[1].rule.level"
    with pytest.raises(InvalidValue) as nested:
        Edition(ID, "2020", ranking=Ranking([attrs.evolve(words, rule=Not(words.rule))]))
    assert nested.value.where == "ranking.preferences[0].rule.of.level"
    never = mw.OfAge(under=18, on="deadline") & mw.OfAge(over=40, on="deadline")
    assert Edition(ID, "2020", ranking=Ranking([attrs.evolve(words, rule=never)]))
    data = mw.documents.dumps(EDITION).replace('"local government"', '""')
    with pytest.raises(mw.DocumentError) as read:
        mw.documents.loads(data)
    assert [fault.path for fault in read.value.faults] == ["$.ranking.preferences[0].rule.of"]


def test_faults_of_rankings_in_documents_stand_at_their_places() -> None:
    data = mw.documents.dumps(EDITION).replace('"points": 2', '"points": 0').replace('"out_of": 5', '"out_of": "5"')
    with pytest.raises(mw.DocumentError) as caught:
        mw.documents.loads(data)
    assert [fault.path for fault in caught.value.faults] == [
        "$.ranking.preferences[0].points",
        "$.ranking.criteria[0].out_of",
    ]


@few
@given(batches())
def test_it_is_put_into_words_in_its_order(batch: Batch) -> None:
    assume(batch[0])
    edition, found = batch[0][0].edition, rank(*batch)
    for language in ("en", "fr"):
        lines = mw.words.ranking(found, language, edition=edition).split("\n")
        heads = [line for line in lines if not line.startswith("  - ")]
        assert len(heads) == len(found)
        assert len(lines) == len(found) + sum(len(one.parts) for one in found)
        for one, line in zip(found, heads, strict=True):
            assert line.startswith(f"{one.rank}. ")


def test_numbers_are_rounded_for_the_reader_alone() -> None:
    found = rank([screen(Applicant("a", sectors=[]), EDITION)], [score("a", 4), score("a", 3), score("a", 3, "other")])
    assert mw.words.ranking(found, "en", edition=EDITION).split("\n") == [
        "1. a — points: 6.67 (undecided)",
        "  - Works in local government: 0 of 2 (No)",
        "  - Motivation: 6.67 of 10 (first reader: 3, first reader: 4, other: 3)",
    ]


@given(rules().filter(can_hold), applicants())
def test_a_preference_gives_its_points_where_its_rule_is_met(rule: Rule, applicant: Applicant) -> None:
    edition = Edition(ID, "2020", eligibility=rule, ranking=Ranking([Preference("x", rule, points=2)]))
    screening = screen(applicant, edition)
    (part,) = rank([screening])[0].parts
    assert part.truth is screening.truth
    certain, possible = {Truth.YES: (2, 2), Truth.NO: (0, 0), Truth.UNKNOWN: (0, 2)}[screening.truth]
    assert (part.points, part.possible) == (certain, possible)
