"""Counts: how they add up, and in which order they are kept."""

from __future__ import annotations

import pytest

from metroworkshops import InvalidValue, MissingCount, ReasonCount, RuleCounts, Speaks, Summary

ID = "workshops.example.org"
FRENCH = Speaks("fr")


def counted(eligible: int, not_eligible: int, undecided: int, unreadable: int = 0) -> Summary:
    reasons = [
        ReasonCount("unknown", "language-not-given", count=undecided - unreadable),
        ReasonCount("no", "language-not-listed", count=not_eligible),
        ReasonCount("yes", "language-met", count=eligible),
    ]
    return Summary(
        ID,
        "2020",
        rule=FRENCH,
        eligible=eligible,
        not_eligible=not_eligible,
        undecided=undecided,
        unreadable=unreadable,
        leaves=[RuleCounts(FRENCH, reasons)],
    )


def test_every_count_adds_up() -> None:
    assert counted(1, 2, 4, 1) + counted(8, 16, 32, 8) == counted(9, 18, 36, 9)
    assert counted(1, 2, 4).total == 7
    assert Summary() + counted(1, 2, 4) == counted(1, 2, 4) + Summary() == counted(1, 2, 4)


def test_reasons_are_kept_in_the_order_of_their_answers_and_of_their_codes() -> None:
    given = [ReasonCount(truth, reason, count=1) for truth in ("unknown", "no", "yes") for reason in "ba"]
    kept = [(str(one.truth), one.reason) for one in RuleCounts(FRENCH, given).reasons]
    assert kept == [("yes", "a"), ("yes", "b"), ("no", "a"), ("no", "b"), ("unknown", "a"), ("unknown", "b")]


def test_what_is_missing_is_kept_in_the_order_of_codes_and_of_whose_it_is() -> None:
    unknown = [ReasonCount("unknown", reason, count=3) for reason in "ab"]
    given = [MissingCount(reason, whose, count=1) for reason in "ba" for whose in ("organiser", "applicant")]
    kept = [(one.reason, str(one.whose)) for one in RuleCounts(FRENCH, unknown, missing=given).missing]
    assert kept == [("a", "applicant"), ("a", "organiser"), ("b", "applicant"), ("b", "organiser")]


def test_what_one_reason_keeps_open_is_no_more_than_it_is_unknown_of_all_together() -> None:
    unknown = [ReasonCount("unknown", "a", count=2)]
    both = [MissingCount("a", whose, count=1) for whose in ("organiser", "applicant")]
    assert RuleCounts(FRENCH, unknown, missing=both).missing == tuple(reversed(both))
    with pytest.raises(InvalidValue, match="'a' must not keep more open than the 1 of whom it is unknown, got 2"):
        RuleCounts(FRENCH, [ReasonCount("unknown", "a", count=1)], missing=both)
