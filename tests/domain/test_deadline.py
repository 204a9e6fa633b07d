"""Deadlines: when they close, and how sure that is."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metroworkshops import (
    Amendment,
    AmendmentKind,
    Deadline,
    InvalidDate,
    InvalidValue,
    Limit,
    Truth,
    UndeterminedDeadline,
)
from metroworkshops.testing import deadlines, instants, limits

NOT_STATED = Deadline.on("2020-01-31", wording="January 31, 2020")
PARIS = NOT_STATED.read_in("Europe/Paris")
LONGER = PARIS.extended_to("2020-02-14", announced=datetime(2020, 1, 29, tzinfo=UTC))
SECOND = timedelta(seconds=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@given(deadlines(), instants())
def test_passed_is_half_open_and_never_goes_back(deadline: Deadline, at: datetime) -> None:
    earliest, latest = deadline.closes_between()
    assert earliest <= latest
    assert deadline.passed(earliest - SECOND) is Truth.NO
    assert deadline.passed(latest) is Truth.YES
    if earliest < latest:
        assert deadline.passed(earliest) is deadline.passed(latest - SECOND) is Truth.UNKNOWN
    order = [Truth.NO, Truth.UNKNOWN, Truth.YES]
    assert order.index(deadline.passed(at)) <= order.index(deadline.passed(at + timedelta(days=1)))


@given(limits())
def test_without_a_zone_the_doubt_is_26_hours_and_every_zone_lies_within(limit: Limit) -> None:
    stated = Limit(limit.when, (), exclusive=limit.exclusive)
    earliest, latest = stated.ends_between()
    first, last = limit.when.earliest, limit.when.latest
    assert first
    assert last
    assert latest - earliest == timedelta(hours=26) + (last - first)
    inner = limit.ends_between()
    assert earliest <= inner[0] <= inner[1] <= latest


def test_what_is_said_of_a_deadline_is_kept_and_the_rest_is_what_is_usual() -> None:
    assert Deadline.on("2020-01-31") == Deadline("applications", Limit.on("2020-01-31"))
    assert Deadline.on(
        "2025-10-26T02:30",
        zone="Europe/Paris",
        id="round-2",
        wording="half past two at night",
        sources=["the page"],
        fold=1,
        opens="2025-10-01",
        grace_minutes=30,
    ) == Deadline(
        "round-2",
        Limit.on("2025-10-26T02:30", zone="Europe/Paris", fold=1),
        wording="half past two at night",
        sources=["the page"],
        opens=Limit.on("2025-10-01", zone="Europe/Paris"),
        grace_minutes=30,
    )


def test_an_opening_may_have_a_zone_of_its_own_or_none() -> None:
    for opens in (Limit.on("2020-01-01", zone="Africa/Tunis"), Limit.on("2020-02-01")):
        # Where no zone is stated, 1 February may begin before 31 January is over in Paris.
        assert Deadline.on("2020-01-31", zone="Europe/Paris", opens=opens).opens == opens


def test_a_day_counts_whole() -> None:
    assert PARIS.closes_at() == utc(2020, 1, 31, 23)
    assert Deadline.on("2020-01-31", zone="AoE").closes_at().isoformat() == "2020-02-01T00:00:00-12:00"


@pytest.mark.parametrize("end", ["T24:00", "T23:59", "T23:59:59"])
def test_ways_to_write_the_end_of_the_day_are_read_so(end: str) -> None:
    written = Deadline.on(f"2020-01-31{end}", zone="Europe/Paris")
    assert written.closes_at() == PARIS.closes_at()
    assert written.wording == f"2020-01-31{end}"


def test_an_hour_is_a_limit_by_itself() -> None:
    brussels = Deadline.on("2021-05-20T17:00", zone="Europe/Brussels")
    assert brussels.passed(utc(2021, 5, 20, 14, 59, 59)) is Truth.NO
    assert brussels.passed(utc(2021, 5, 20, 15)) is Truth.YES
    anywhere = Deadline.on("2021-05-20T17:00")
    assert anywhere.closes_between() == (utc(2021, 5, 20, 3), utc(2021, 5, 21, 5))


def test_several_candidates_leave_the_doubt_between_them() -> None:
    deadline = Deadline.on("2020-03-31", zone=["+01:00", "+02:00"])
    assert deadline.closes_between() == (utc(2020, 3, 31, 22), utc(2020, 3, 31, 23))
    with pytest.raises(UndeterminedDeadline, match=r"\+01:00 or \+02:00"):
        deadline.closes_at()


def test_candidates_that_agree_leave_no_doubt() -> None:
    assert Deadline.on("2020-01-31", zone=["Europe/Paris", "Europe/Rome"]).closes_at() == PARIS.closes_at()


def test_a_window_is_past_when_its_last_day_is() -> None:
    deadline = Deadline.on("2020-01-21~/2020-01-31~", zone="Europe/Paris")
    assert deadline.passed(utc(2020, 1, 21, 22, 59)) is Truth.NO
    assert deadline.passed(utc(2020, 1, 25)) is Truth.UNKNOWN
    assert deadline.passed(utc(2020, 1, 31, 23)) is Truth.YES
    with pytest.raises(UndeterminedDeadline, match="window"):
        deadline.closes_at()


def test_before_a_day_excludes_the_day() -> None:
    # One page said both "jusqu'au 20/04" and "avant le 20/04" for one deadline: two readings, a day apart.
    until = Deadline.on("2023-04-20", zone="Europe/Paris")
    before = Deadline.on("2023-04-20", zone="Europe/Paris", exclusive=True)
    assert until.closes_at() - before.closes_at() == timedelta(days=1)
    with pytest.raises(InvalidValue, match="'exclusive' must be of a day"):
        Deadline.on("2023-04-20T17:00", exclusive=True)


def test_midnight_must_say_which() -> None:
    start = Deadline.at_midnight("2020-01-31", which="start", zone="Europe/Paris")
    end = Deadline.at_midnight("2020-01-31", which="end", zone="Europe/Paris")
    assert (end.closes_at() - start.closes_at(), end.closes_at()) == (timedelta(days=1), PARIS.closes_at())
    named: dict[str, Any] = {"id": "round-2", "wording": "midnight", "sources": ["the page"]}
    assert Deadline.at_midnight("2020-01-31", which="end", zone="UTC", **named) == Deadline.on(
        "2020-01-31", zone="UTC", **named
    )
    assert Deadline.at_midnight("2020-01-31", which="start") == Deadline.on("2020-01-31", exclusive=True)


def test_a_wrong_abbreviation_says_what_it_would_mean_on_that_day() -> None:
    # Covenant of Mayors wrote "31 March, 17:00 CET", when Brussels is on CEST.
    with pytest.raises(InvalidValue, match=r"clocks in Paris show CEST.*or give both offsets"):
        Deadline.on("2021-03-31T17:00", zone="CET")
    with pytest.raises(InvalidValue, match="on 2021-03-31 clocks in Paris show CEST"):
        Deadline.on("2021-03-31T17:00").read_in("CET")
    with pytest.raises(InvalidValue, match="on 2021-03-31 clocks in Paris show CEST"):
        Deadline.on("2021-02-28").extended_to("2021-03-31", announced=utc(2021, 2, 1), zone="CET")
    both = Deadline.on("2021-03-31T17:00", zone=["+01:00", "+02:00"])
    assert both.passed(utc(2021, 3, 31, 15, 30)) is Truth.UNKNOWN


def test_changes_append_and_are_known_from_their_announcement() -> None:
    longer = PARIS.extended_to("2020-02-14", announced=utc(2020, 1, 29), reason="more time for cities")
    shorter = longer.brought_forward_to("2020-02-10", announced=utc(2020, 2, 1))
    assert [a.kind for a in shorter.amendments] == [
        AmendmentKind.READ_IN_ZONE,
        AmendmentKind.EXTENDED,
        AmendmentKind.BROUGHT_FORWARD,
    ]
    assert shorter.as_known(utc(2020, 1, 28)) == PARIS
    assert shorter.as_known(utc(2020, 1, 29)) == longer
    assert shorter.as_known(utc(2020, 2, 1)) == shorter
    assert longer.closes_at().isoformat() == "2020-02-15T00:00:00+01:00"
    assert shorter.limit == NOT_STATED.limit


def test_a_change_keeps_all_that_was_said_of_it() -> None:
    said: dict[str, Any] = {"announced": utc(2020, 1, 29), "reason": "more time for cities"}
    assert NOT_STATED.read_in("Europe/Paris", **said).amendments == (
        Amendment("read in a zone", zones=["Europe/Paris"], **said),
    )
    assert PARIS.extended_to("2020-02-14", zone="Africa/Tunis", **said).amendments[1:] == (
        Amendment("extended", "2020-02-14", zones=["Africa/Tunis"], **said),
    )
    assert PARIS.brought_forward_to("2020-01-30", zone="Africa/Tunis", **said).amendments[1:] == (
        Amendment("brought forward", "2020-01-30", zones=["Africa/Tunis"], **said),
    )


def test_two_changes_may_be_announced_at_one_instant() -> None:
    again = LONGER.extended_to("2020-02-21", announced=LONGER.amendments[-1].announced or utc(2020))
    assert again.closes_at() == utc(2020, 2, 21, 23)


def test_a_round_that_was_put_off_as_a_whole_had_another_opening_before() -> None:
    put_off = attrs.evolve(
        Deadline.on("2020-01-31", zone="Europe/Paris").extended_to("2020-03-01", announced=utc(2020, 1, 20)),
        opens=Limit.on("2020-02-10", zone="Europe/Paris"),
    )
    assert put_off.as_known(utc(2020, 1, 20)) == put_off
    assert put_off.as_known(utc(2020, 1, 19)) == Deadline.on("2020-01-31", zone="Europe/Paris")


@given(deadlines(), instants(), instants())
def test_what_was_known_only_grows(deadline: Deadline, one: datetime, other: datetime) -> None:
    first, second = sorted((one, other))
    before, after = deadline.as_known(first), deadline.as_known(second)
    assert set(before.amendments) <= set(after.amendments)
    assert after.as_known(first) == before


def test_an_application_between_the_old_limit_and_a_later_extension_is_in_time() -> None:
    late = PARIS.extended_to("2020-02-14", announced=utc(2020, 2, 3))
    assert late.passed(utc(2020, 2, 2)) is Truth.NO


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.extended_to("2020-01-30", announced=utc(2020, 1, 29)),
        lambda d: d.extended_to("2020-01-31", announced=utc(2020, 1, 29)),
        lambda d: d.brought_forward_to("2020-02-14", announced=utc(2020, 1, 29)),
        lambda _: LONGER.extended_to("2020-02-20", announced=utc(2020, 1, 1)),
        lambda d: d.extended_to("2020-02-14", announced=datetime(2020, 1, 29)),
        lambda d: d.read_in("CET"),
    ],
)
def test_a_change_that_is_none_is_refused(change: Any) -> None:
    with pytest.raises(InvalidValue, match="got"):
        change(PARIS)


@pytest.mark.parametrize(
    ("deadline", "doubt", "between"),
    [
        (NOT_STATED, "no zone is stated", "2020-01-31T10:00:00+00:00 and 2020-02-01T12:00:00+00:00"),
        (
            Deadline.on("2020-03-31", zone=["+01:00", "+02:00"]),
            "it may be read as +01:00 or +02:00",
            "2020-03-31T22:00:00+00:00 and 2020-03-31T23:00:00+00:00",
        ),
        (
            Deadline.on("2020-01", zone="Europe/Paris"),
            "the limit is the window 2020-01",
            "2020-01-01T23:00:00+00:00 and 2020-01-31T23:00:00+00:00",
        ),
    ],
)
def test_a_doubt_about_the_closing_instant_is_named(deadline: Deadline, doubt: str, between: str) -> None:
    with pytest.raises(UndeterminedDeadline) as caught:
        deadline.closes_at()
    assert str(caught.value) == (
        f"a deadline must be one day or hour in one zone to have a closing instant; {doubt}: it closes between "
        f"{between}. Read it in a zone, such as read_in('Europe/Paris'), if the organiser names one"
    )


def test_the_error_carries_both_bounds_and_pickles() -> None:
    with pytest.raises(UndeterminedDeadline) as caught:
        NOT_STATED.closes_at()
    error = pickle.loads(pickle.dumps(caught.value))
    assert (error.earliest, error.latest) == NOT_STATED.closes_between()
    assert str(error) == str(caught.value)


def test_instants_handed_out_are_pendulums_on_the_clock_of_the_zone() -> None:
    closes = PARIS.closes_at()
    assert isinstance(closes, pendulum.DateTime)
    assert closes.timezone_name == "Europe/Paris"
    assert all(isinstance(edge, pendulum.DateTime) for edge in NOT_STATED.closes_between())


@pytest.mark.parametrize(
    "bad", ["XXXX", "2020-01-31/", "2020-01-30/2020-01-31", "{2020-01-30,2020-01-31}", "2020-13", "soon"]
)
def test_what_is_no_limit_is_refused(bad: str) -> None:
    with pytest.raises((InvalidValue, InvalidDate), match=r"such as|no such"):
        Deadline.on(bad)


def test_a_fold_is_refused_where_nothing_comes_twice() -> None:
    with pytest.raises(InvalidValue, match="comes twice"):
        Deadline.on("2020-01-31T17:00", zone="Europe/Paris", fold=1)
    twice = [Deadline.on("2025-10-25T23:30", zone="Asia/Beirut", fold=fold).closes_at() for fold in (0, 1)]
    assert twice[1] - twice[0] == timedelta(hours=1)


def test_a_reading_in_a_zone_keeps_what_else_the_limit_says() -> None:
    second = Deadline.on("2025-10-26T02:30").read_in("Europe/Paris", fold=1)
    assert second.closes_between() == (utc(2025, 10, 26, 1, 30),) * 2
    before = Deadline.on("2023-04-20", exclusive=True).read_in("Europe/Paris")
    assert before.closes_at() == utc(2023, 4, 19, 22)


def test_a_new_limit_says_for_itself_how_it_is_read() -> None:
    before = Deadline.on("2023-04-20", zone="Europe/Paris", exclusive=True)
    assert before.extended_to("2023-04-27", announced=utc(2023, 4, 1)).closes_at() == utc(2023, 4, 27, 22)
    assert before.brought_forward_to("2023-04-18", announced=utc(2023, 4, 1), exclusive=True).closes_at() == utc(
        2023, 4, 17, 22
    )
    twice = PARIS.extended_to("2025-10-26T02:30", announced=utc(2020, 1, 29), fold=1)
    assert twice.closes_between() == (utc(2025, 10, 26, 1, 30),) * 2
    late = Deadline.on("2025-12-01", zone="Europe/Paris")
    sooner = late.brought_forward_to("2025-10-26T02:30", announced=utc(2025, 9, 1), fold=1)
    assert sooner.closes_between() == twice.closes_between()


def test_grace_is_enforced_and_not_announced() -> None:
    kind = Deadline.on("2020-01-31", zone="Europe/Paris", grace_minutes=60)
    at = utc(2020, 1, 31, 23, 30)
    assert kind.passed(at) is Truth.YES
    assert kind.passed_for_good(at) is Truth.NO
    assert kind.closes_at() == PARIS.closes_at()


def test_what_remains_is_told_with_its_doubt() -> None:
    remaining = NOT_STATED.remaining(utc(2020, 1, 31, 4))
    assert (remaining.least, remaining.most) == (timedelta(hours=6), timedelta(hours=32))
    over = PARIS.remaining(utc(2020, 3, 1))
    assert over.least == over.most == timedelta(0)


def test_reminders_count_days_on_the_wall_clock() -> None:
    march = Deadline.on("2020-03-31", zone="Europe/Paris")
    assert [r.at for r in march.reminders([1, timedelta(weeks=2)])] == [utc(2020, 3, 17, 23), utc(2020, 3, 30, 22)]
    assert not NOT_STATED.reminders([1])[0].is_certain
    (second,) = Deadline.on("2025-10-26T02:30", zone="Europe/Paris", fold=1).reminders([1])
    assert second.at == utc(2025, 10, 25, 0, 30)
    # Of several zones, that counts in which it closes first: Paris, where summer has begun.
    doubt = Deadline.on("2020-03-31", zone=["Africa/Tunis", "Europe/Paris"])
    assert [(r.at, r.is_certain) for r in doubt.reminders([14])] == [(utc(2020, 3, 17, 23), False)]
    for bad in (timedelta(hours=5), -1, True, "1"):
        with pytest.raises(InvalidValue, match="whole number of days"):
            march.reminders([bad])  # type: ignore[list-item]


@given(deadlines(), st.lists(st.integers(0, 60), max_size=4))
def test_reminders_come_before_the_earliest_closing_in_order(deadline: Deadline, leads: list[int]) -> None:
    instants_ = [reminder.at for reminder in deadline.reminders(leads)]
    assert instants_ == sorted(instants_)
    assert all(at <= deadline.closes_between()[0] for at in instants_)


@pytest.mark.parametrize(
    "ask",
    [
        lambda d, at: d.passed(at),
        lambda d, at: d.as_known(at),
        lambda d, at: d.remaining(at),
        lambda d, at: d.passed_for_good(at),
        lambda d, at: d.limit.begun(at),
        lambda d, at: d.extended_to("2020-02-14", announced=at),
    ],
)
def test_a_datetime_without_a_zone_is_refused_everywhere(ask: Any) -> None:
    with pytest.raises(InvalidValue, match="must have a time zone"):
        ask(PARIS, datetime(2020, 1, 1))


def test_a_reading_from_the_start_must_be_one_of_each_limit_before() -> None:
    """Clocks in Beirut went from midnight to one that night: else what was known then could not be said."""
    deadline = Deadline.on("2025-03-30T00:30")
    announced = datetime(2025, 1, 15, tzinfo=UTC)
    longer = deadline.extended_to("2025-04-10", announced=announced)
    with pytest.raises(
        InvalidValue, match=r"holds from the start.*before 2025-01-15T.*must be an hour that Asia/Beirut"
    ):
        longer.read_in("Asia/Beirut")
    told = longer.read_in("Asia/Beirut", announced=announced)
    assert told.as_known(announced - SECOND) == deadline
    assert told.current.zones == ("Asia/Beirut",)
