"""What is refused of points, rankings and ranks: the exact words, the place, and what came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from metroworkshops import (
    AllOf,
    Column,
    InvalidValue,
    Preference,
    Ranked,
    RankedPart,
    Ranking,
    Score,
    ScoredCriterion,
    Speaks,
    Truth,
)

ODD: Any = 7
TRUE: Any = True
TEXT: Any = "abc"
HALF: Any = 0.5
AT, LATER = datetime(2020, 3, 2, tzinfo=UTC), datetime(2020, 9, 1, tzinfo=UTC)
FRENCH, ARABIC = Speaks("fr"), Speaks("ar")
DEEP: Any = FRENCH
for _ in range(32):
    DEEP = AllOf(DEEP)
LOCAL = Preference("local", FRENCH, points=2)
MOTIVATION = ScoredCriterion("motivation", "Motivation", out_of=5)
SCORE = Score("a-1", "motivation", points=3, by="first reader")
PART = RankedPart("local", 2, possible=2, out_of=2, truth="yes")
SCORED = RankedPart("motivation", 3, possible=3, out_of=5, scores=[SCORE])
NAME, TWICE = Column("Nom", "name"), Column("Name", "name")
POINTS = "must be a number from 0 to 1,000,000 with at most 6 decimals such as 3.5, got "


REFUSALS: dict[str, tuple[Callable[[], object], str, object, str]] = {
    # Points.
    "points below 0": (lambda: Score("a-1", "motivation", points=-1, by="reader"), f"'points' {POINTS}-1", -1, ""),
    "points above a million": (
        lambda: Score("a-1", "motivation", points=1_000_000.000001, by="reader"),
        f"'points' {POINTS}1000000.000001",
        1000000.000001,
        "",
    ),
    "points of seven decimals": (
        lambda: Score("a-1", "motivation", points=0.1234567, by="reader"),
        f"'points' {POINTS}0.1234567",
        0.1234567,
        "",
    ),
    "points that are true": (
        lambda: Score("a-1", "motivation", points=TRUE, by="reader"),
        f"'points' {POINTS}True",
        TRUE,
        "",
    ),
    "points that are text": (
        lambda: Score("a-1", "motivation", points=TEXT, by="reader"),
        f"'points' {POINTS}'abc'",
        TEXT,
        "",
    ),
    "points that are no number": (
        lambda: Score("a-1", "motivation", points=Decimal("Infinity"), by="reader"),
        f"'points' {POINTS}Decimal('Infinity')",
        Decimal("Infinity"),
        "",
    ),
    "points of more decimals than a float": (
        lambda: Score("a-1", "motivation", points=Decimal("0.1000000000000000000001"), by="reader"),
        f"'points' {POINTS}Decimal('0.1000000000000000000001')",
        Decimal("0.1000000000000000000001"),
        "",
    ),
    "points that no decimal is": (
        lambda: Score("a-1", "motivation", points=Fraction(1, 3), by="reader"),
        f"'points' {POINTS}Fraction(1, 3)",
        Fraction(1, 3),
        "",
    ),
    "points of a decimal above a million": (
        lambda: Score("a-1", "motivation", points=Decimal(1_000_001), by="reader"),
        f"'points' {POINTS}Decimal('1000001')",
        Decimal("1000001"),
        "",
    ),
    "points of a decimal below 0": (
        lambda: Score("a-1", "motivation", points=Decimal(-1), by="reader"),
        f"'points' {POINTS}Decimal('-1')",
        Decimal("-1"),
        "",
    ),
    "points of a preference, none": (
        lambda: Preference("p", FRENCH, points=0),
        "'points' must be more than 0 such as 2, got 0",
        0,
        "",
    ),
    "criterion out of none": (
        lambda: ScoredCriterion("c", "C", out_of=0),
        "'out_of' must be more than 0 such as 2, got 0",
        0,
        "",
    ),
    "criterion out of text": (lambda: ScoredCriterion("c", "C", out_of=TEXT), f"'out_of' {POINTS}'abc'", TEXT, ""),
    "weight of none": (
        lambda: ScoredCriterion("c", "C", out_of=5, weight=0),
        "'weight' must be more than 0 such as 2, got 0",
        0,
        "",
    ),
    "weight below 0": (lambda: ScoredCriterion("c", "C", out_of=5, weight=-1), f"'weight' {POINTS}-1", -1, ""),
    # Rankings.
    "ranking by nothing": (
        lambda: Ranking(),
        "must have something to rank by such as preferences=[Preference(...)], got nothing",
        None,
        "",
    ),
    "preferences of another kind": (
        lambda: Ranking([ODD]),
        "must be a Preference such as Preference('local', rule, points=2), got 7",
        ODD,
        "[0]",
    ),
    "criteria of another kind": (
        lambda: Ranking(criteria=[ODD]),
        "must be a ScoredCriterion such as ScoredCriterion('motivation', 'Motivation', out_of=5), got 7",
        ODD,
        "[0]",
    ),
    "preference that is called as the time": (
        lambda: Ranking([LOCAL, Preference("applied_at", FRENCH, points=1)]),
        "an id must not be 'applied_at', which names the time of the application; got it",
        "applied_at",
        "preferences[1].id",
    ),
    "criterion that is called as a preference": (
        lambda: Ranking([LOCAL], [ScoredCriterion("x", "X", out_of=1), ScoredCriterion("local", "L", out_of=1)]),
        "every id among preferences and criteria must be given once, got 'local' again",
        "local",
        "criteria[1].id",
    ),
    "tie by nothing known": (
        lambda: Ranking([LOCAL], [MOTIVATION], ties=["local", "age"]),
        (
            "what breaks ties must be the id of a preference or criterion ('local', 'motivation') or "
            "'applied_at', got 'age'"
        ),
        "age",
        "ties[1]",
    ),
    "tie by nothing there is": (
        lambda: Ranking(ties=["age"]),
        "what breaks ties must be the id of a preference or criterion (none) or 'applied_at', got 'age'",
        "age",
        "ties[0]",
    ),
    "tie named twice": (
        lambda: Ranking([LOCAL], ties=["local", "applied_at", "local"]),
        "what breaks ties must be named once, got 'local' again",
        "local",
        "ties[2]",
    ),
    "tie of another kind": (
        lambda: Ranking([LOCAL], ties=[ODD]),
        "must be text such as '2020 call', got 7",
        ODD,
        "[0]",
    ),
    # Ranks.
    "rank of 0": (
        lambda: Ranked(0, "a-1", outcome="eligible", total=0, possible=0),
        "'rank' must be a whole number of 1 or more such as 1, got 0",
        0,
        "",
    ),
    "rank that is true": (
        lambda: Ranked(TRUE, "a-1", outcome="eligible", total=0, possible=0),
        "'rank' must be a whole number of 1 or more such as 1, got True",
        TRUE,
        "",
    ),
    "rank that is text": (
        lambda: Ranked(TEXT, "a-1", outcome="eligible", total=0, possible=0),
        "'rank' must be a whole number of 1 or more such as 1, got 'abc'",
        TEXT,
        "",
    ),
    "outcome that is none": (
        lambda: Ranked(1, "a-1", outcome="lost", total=0, possible=0),
        "'outcome' must be one of 'eligible', 'not eligible', 'undecided', got 'lost'",
        "lost",
        "",
    ),
    "total that is not exact": (
        lambda: Ranked(1, "a-1", outcome="eligible", total=0.5, possible=0),
        "must be an exact number such as 3 or Fraction(7, 2), got 0.5",
        HALF,
        "",
    ),
    "total that is true": (
        lambda: Ranked(1, "a-1", outcome="eligible", total=TRUE, possible=0),
        "must be an exact number such as 3 or Fraction(7, 2), got True",
        TRUE,
        "",
    ),
    "total that does not add up": (
        lambda: Ranked(1, "a-1", outcome="eligible", total=1, possible=2, parts=[PART]),
        "'total' must be the sum of the parts, 2; got 1",
        1,
        "total",
    ),
    "possible that does not add up": (
        lambda: Ranked(1, "a-1", outcome="eligible", total=2, possible=3, parts=[PART]),
        "'possible' must be the sum of the parts, 2; got 3",
        3,
        "possible",
    ),
    "parts of a rank of another kind": (
        lambda: Ranked(1, "a-1", outcome="eligible", total=0, possible=0, parts=[ODD]),
        "must be a RankedPart such as RankedPart('local', 2, ...), got 7",
        ODD,
        "[0]",
    ),
    "part of a rank twice": (
        lambda: Ranked(1, "a-1", outcome="eligible", total=4, possible=4, parts=[PART, PART]),
        "every id in 'parts' must be given once, got 'local' again",
        "local",
        "parts[1].id",
    ),
    "score of somebody else": (
        lambda: Ranked(1, "a-2", outcome="eligible", total=5, possible=5, parts=[PART, SCORED]),
        "the scores must be those of 'a-2', got one of 'a-1'",
        "a-1",
        "parts[1].scores[0].applicant",
    ),
    "part out of less than 0": (
        lambda: RankedPart("p", 0, possible=0, out_of=-1, truth="no"),
        "'out_of' must be a number of 0 or more, got -1",
        -1,
        "out_of",
    ),
    "part of more than there are": (
        lambda: RankedPart("motivation", 6, possible=6, out_of=5, scores=[SCORE]),
        "'points' must be from 0 to 5, got 6",
        6,
        "points",
    ),
    "part of less than 0": (
        lambda: RankedPart("motivation", -1, possible=-1, out_of=5, scores=[SCORE]),
        "'points' must be from 0 to 5, got -1",
        -1,
        "points",
    ),
    "part of fewer points than its answer": (
        lambda: RankedPart("p", 1, possible=2, out_of=2, truth="yes"),
        "'points' must be what follows from the answer 'yes', 2; got 1",
        1,
        "points",
    ),
    "part of more points than its answer": (
        lambda: RankedPart("p", 1, possible=0, out_of=2, truth="no"),
        "'points' must be what follows from the answer 'no', 0; got 1",
        1,
        "points",
    ),
    "part of more points than are known": (
        lambda: RankedPart("p", 1, possible=2, out_of=2, truth="unknown"),
        "'points' must be what follows from the answer 'unknown', 0; got 1",
        1,
        "points",
    ),
    "part of less than is possible": (
        lambda: RankedPart("p", 0, possible=1, out_of=2, truth="unknown"),
        "'possible' must be what follows from the points and the answer, 2; got 1",
        1,
        "possible",
    ),
    "part that is met and possible no more": (
        lambda: RankedPart("p", 2, possible=1, out_of=2, truth="yes"),
        "'possible' must be what follows from the points and the answer, 2; got 1",
        1,
        "possible",
    ),
    "part that is not met and possible": (
        lambda: RankedPart("p", 0, possible=1, out_of=2, truth="no"),
        "'possible' must be what follows from the points and the answer, 0; got 1",
        1,
        "possible",
    ),
    "part that is scored and possible": (
        lambda: RankedPart("motivation", 3, possible=5, out_of=5, scores=[SCORE]),
        "'possible' must be what follows from the points and the answer, 3; got 5",
        5,
        "possible",
    ),
    "part with scores and an answer": (
        lambda: RankedPart("motivation", 5, possible=5, out_of=5, truth="yes", scores=[SCORE]),
        "'truth' must be left out where there are scores, and only there; got 'yes' and scores",
        Truth.YES,
        "truth",
    ),
    "part with neither": (
        lambda: RankedPart("p", 1, possible=1, out_of=2),
        "'truth' must be left out where there are scores, and only there; got neither",
        None,
        "truth",
    ),
    "part with an answer that is none": (
        lambda: RankedPart("p", 0, possible=0, out_of=2, truth="maybe"),
        "'truth' must be one of 'yes', 'no', 'unknown', got 'maybe'",
        "maybe",
        "",
    ),
    "part with scores of another kind": (
        lambda: RankedPart("p", 1, possible=1, out_of=2, scores=[ODD]),
        "must be a Score such as Score('a-017', 'motivation', points=4, by='first reader'), got 7",
        ODD,
        "[0]",
    ),
    "part with a score for something else": (
        lambda: RankedPart("local", 3, possible=3, out_of=5, scores=[SCORE]),
        "the scores must be for 'local', got one for 'motivation'",
        "motivation",
        "scores[0].criterion",
    ),
}


@pytest.mark.parametrize(("make", "message", "value", "where"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_says_what_must_hold_and_keeps_what_came(
    make: Callable[[], object], message: str, value: object, where: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        make()
    assert (caught.value.message, caught.value.value, caught.value.where) == (message, value, where)
