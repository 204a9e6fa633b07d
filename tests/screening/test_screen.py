"""Screening: every condition, every law, nothing turned from unknown into an answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from metroworkshops import (
    AllOf,
    AnyOf,
    Applicant,
    AppliedInTime,
    AttendsEverySession,
    Call,
    City,
    Commitment,
    Deadline,
    Edition,
    EligibilityRule,
    Extension,
    InvalidValue,
    LanguageSkill,
    LevelReading,
    Limit,
    Not,
    Outcome,
    Session,
    Speaks,
    Truth,
    Whose,
    screen,
)

ID = "workshops.example.org"
Y, N, U = Truth.YES, Truth.NO, Truth.UNKNOWN
AT = datetime(2020, 1, 20, tzinfo=UTC)
BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
MARCH = Session("march", "March", when="2020-03", places=[BOLOGNA])
JUNE = Session("june", "June", when="2020-06")


def asked(rule: EligibilityRule, applicant: Applicant, **fields: Any) -> tuple[Truth, str]:
    (finding,) = screen(applicant, Edition(ID, "2020", eligibility=rule, **fields)).findings
    return finding.truth, finding.reason


def skilled(*skills: LanguageSkill) -> Applicant:
    return Applicant("a", languages=skills)


@pytest.mark.parametrize(
    ("rule", "skills", "answer"),
    [
        (Speaks("fr", "C1"), [LanguageSkill("fr", "C1")], (Y, "language-met")),
        (Speaks("fr", "C1"), [LanguageSkill("fr", "C2")], (Y, "language-met")),
        (Speaks("fr", "C1"), [LanguageSkill("fr", "B2")], (N, "language-below")),
        (Speaks("fr", "C1"), [LanguageSkill("fr-MA", "C1")], (Y, "language-met")),
        (Speaks("fr-MA", "C1"), [LanguageSkill("fr", "C1")], (N, "language-not-listed")),
        (Speaks("fr", "C1"), [LanguageSkill("fr")], (U, "language-level-not-given")),
        (Speaks("fr"), [LanguageSkill("fr")], (Y, "language-met")),
        (Speaks("fr", "C1"), [LanguageSkill("ar", "C2")], (N, "language-not-listed")),
        (Speaks("fr", "C1"), [], (N, "language-not-listed")),
        (Speaks("fr", "C1", standing="evidenced"), [LanguageSkill("fr", "C2")], (U, "language-standing")),
        (Speaks("fr", "C1", standing="evidenced"), [LanguageSkill("fr", "A1")], (U, "language-standing")),
        (
            Speaks("fr", "C1", standing="evidenced"),
            [LanguageSkill("fr", "C1", standing="assessed")],
            (Y, "language-met"),
        ),
        (Speaks("fr", "C1"), [LanguageSkill("fr", "B1"), LanguageSkill("fr-FR", "C1")], (Y, "language-met")),
        (Speaks("fr", "C1"), [LanguageSkill("fr", "B1"), LanguageSkill("fr-FR")], (U, "language-level-not-given")),
    ],
)
def test_speaks(rule: Speaks, skills: list[LanguageSkill], answer: tuple[Truth, str]) -> None:
    assert asked(rule, skilled(*skills)) == answer


def test_an_applicant_without_any_language_given_is_asked_and_not_refused() -> None:
    assert asked(Speaks("fr", "C1"), Applicant("a")) == (U, "language-not-given")


TABLE = [LevelReading("excellent command", "C1")]


def test_words_have_the_level_that_the_edition_reads() -> None:
    table = TABLE
    rule = Speaks("fr", "excellent command")
    assert asked(rule, skilled(LanguageSkill("fr", "C1")), levels=table)[0] is Y
    assert asked(rule, skilled(LanguageSkill("fr", "B2")), levels=table)[0] is N


def promised(*commitments: Commitment) -> Applicant:
    return Applicant("a", commitments=commitments)


@pytest.mark.parametrize(
    ("sessions", "applicant", "answer"),
    [
        ([MARCH, JUNE], Applicant("a"), (U, "attendance-not-given")),
        ([MARCH, JUNE], promised(), (N, "attendance-not-promised")),
        ([MARCH, JUNE], promised(Commitment("march", "2020-03")), (N, "attendance-not-promised")),
        (
            [MARCH, JUNE],
            promised(Commitment("march", "2020-03"), Commitment("june", "2020-06")),
            (Y, "attendance-met"),
        ),
        (
            [MARCH, JUNE],
            promised(Commitment("march", "2020-03"), Commitment("june", "2020-06", attends=False)),
            (N, "attendance-not-promised"),
        ),
        ([MARCH], promised(Commitment("march", "2020")), (Y, "attendance-met")),
        ([MARCH], promised(Commitment("march", "2020-04")), (U, "attendance-session-changed")),
        ([MARCH], promised(Commitment("march", "2020-03", places=["bologna"])), (Y, "attendance-met")),
        ([MARCH], promised(Commitment("march", "2020-03", places=["nice"])), (U, "attendance-session-changed")),
        ([MARCH], promised(Commitment("march", "2020-03", mode="online")), (U, "attendance-session-changed")),
        ([], promised(), (U, "attendance-no-sessions")),
        ([], Applicant("a"), (U, "attendance-no-sessions")),
        (
            [attrs.evolve(MARCH, attendance="optional")],
            promised(),
            (U, "attendance-no-sessions"),
        ),
        ([MARCH.cancelled(announced=AT)], promised(), (U, "attendance-no-sessions")),
        ([MARCH.cancelled(announced=AT), JUNE], promised(Commitment("june", "2020-06")), (Y, "attendance-met")),
    ],
)
def test_attends_every_session(sessions: list[Session], applicant: Applicant, answer: tuple[Truth, str]) -> None:
    assert asked(AttendsEverySession(), applicant, sessions=sessions) == answer


def test_a_commitment_is_unknown_again_when_the_session_moved_unless_it_was_narrowed() -> None:
    applicant = promised(Commitment("march", "2020-03"))
    for after, answer in (
        (MARCH.moved_to("2020-10", announced=AT), U),
        (MARCH.moved_to("2020-03-09/2020-03-13", announced=AT), Y),
        (MARCH.postponed(announced=AT), U),
    ):
        assert asked(AttendsEverySession(), applicant, sessions=[after])[0] is answer


def test_more_sessions_to_come_leave_attendance_open() -> None:
    applicant = promised(Commitment("march", "2020-03"))
    assert asked(AttendsEverySession(), applicant, sessions=[MARCH], more_sessions=True) == (
        U,
        "attendance-more-sessions",
    )


PARIS = Deadline.on("2020-01-31", zone="Europe/Paris")


@pytest.mark.parametrize(
    ("call", "applied_at", "answer", "whose"),
    [
        (Call([PARIS]), datetime(2020, 1, 31, 22, 59, 59, tzinfo=UTC), (Y, "time-met"), None),
        (Call([PARIS]), datetime(2020, 1, 31, 23, tzinfo=UTC), (N, "time-late"), None),
        (Call([PARIS]), None, (U, "time-not-given"), Whose.APPLICANT),
        (
            Call([Deadline.on("2020-01-31")]),
            datetime(2020, 1, 31, 23, tzinfo=UTC),
            (U, "time-undetermined"),
            Whose.ORGANISER,
        ),
        (Call(), AT, (U, "time-no-deadline"), Whose.ORGANISER),
        (None, AT, (U, "time-no-deadline"), Whose.ORGANISER),
        (Call(rolling=True), None, (Y, "time-rolling"), None),
        (
            Call([PARIS, Deadline.on("2020-06-30", id="round-2")]),
            datetime(2020, 3, 1, tzinfo=UTC),
            (Y, "time-met"),
            None,
        ),
        (
            Call([attrs.evolve(PARIS, grace_minutes=60)]),
            datetime(2020, 1, 31, 23, 30, tzinfo=UTC),
            (Y, "time-met-grace"),
            None,
        ),
    ],
)
def test_applied_in_time(
    call: Call | None, applied_at: datetime | None, answer: tuple[Truth, str], whose: Whose | None
) -> None:
    edition = Edition(ID, "2020", call=call, eligibility=AppliedInTime())
    (finding,) = screen(Applicant("a", applied_at=applied_at), edition).findings
    assert ((finding.truth, finding.reason), finding.whose) == (answer, whose)


def test_a_named_round_is_the_only_one_that_counts() -> None:
    call = Call([PARIS, Deadline.on("2020-06-30", id="round-2")])
    applicant = Applicant("a", applied_at=datetime(2020, 3, 1, tzinfo=UTC))
    assert asked(AppliedInTime("applications"), applicant, call=call)[0] is N
    assert asked(AppliedInTime("round-2"), applicant, call=call)[0] is Y


def test_criteria_that_are_not_stated_decide_nothing() -> None:
    for rule in (None, AllOf(), AnyOf(), Not(AllOf())):
        screening = screen(Applicant("a"), Edition(ID, "2020", eligibility=rule))
        assert screening.outcome is Outcome.UNDECIDED
        (missing,) = screening.missing
        assert (missing.reason, missing.whose) == ("nothing-asked", Whose.ORGANISER)


def test_one_of_a_choice_is_enough() -> None:
    spring = [attrs.evolve(session, choice="spring") for session in (MARCH, JUNE)]
    edition = {"sessions": spring}
    assert asked(AttendsEverySession(), promised(Commitment("june", "2020-06")), **edition) == (Y, "attendance-met")
    assert asked(AttendsEverySession(), promised(), **edition) == (N, "attendance-not-promised")
    assert asked(AttendsEverySession(), promised(Commitment("june", "2019")), **edition)[0] is U


def test_an_extension_of_ones_own_is_in_time_and_said() -> None:
    late = datetime(2020, 2, 5, tzinfo=UTC)
    edition = Edition(ID, "2020", call=Call([PARIS]), eligibility=AppliedInTime())
    granted = Extension("applications", Limit.on("2020-02-07", zone="UTC"), granted_by="the officer", reason="a strike")
    (finding,) = screen(Applicant("a", applied_at=late, extensions=[granted]), edition).findings
    assert (finding.truth, finding.reason) == (Y, "time-met-extension")
    (other,) = screen(
        Applicant("a", applied_at=late, extensions=[attrs.evolve(granted, deadline="x")]), edition
    ).findings
    assert other.truth is N
    assert edition.call
    assert edition.call.deadlines[0].passed(late) is Y


def test_operators_flatten_and_leaves_keep_their_order() -> None:
    a, b, c = Speaks("fr"), AttendsEverySession(), AppliedInTime()
    assert a & b & c == AllOf(a, b, c) == a & (b & c)
    assert a | b | c == AnyOf(a, b, c)
    assert ~~a == a
    assert ((a | ~b) & c).leaves == (a, b, c)


def test_a_rule_that_is_neither_is_refused() -> None:
    @attrs.frozen(repr=False)
    class Neither(EligibilityRule):
        KIND = "neither"

        def combine(self, answers: Iterable[Truth]) -> Truth:
            return Truth.all_of([*answers, Y])

    with pytest.raises(InvalidValue) as caught:
        screen(Applicant("a"), Edition(ID, "2020", eligibility=Neither()))
    said = "a rule must be a condition or a combination such as Speaks('fr'), got Neither()"
    assert (caught.value.message, caught.value.value) == (said, Neither())
