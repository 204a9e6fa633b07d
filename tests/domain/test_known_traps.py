"""Known traps of the ground that we stand on: none of them can be reached through us."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pendulum
import pytest

from metroworkshops import (
    AllOf,
    Applicant,
    AppliedInTime,
    Call,
    City,
    Deadline,
    Edition,
    InvalidValue,
    LanguageSkill,
    Level,
    Limit,
    Not,
    Outcome,
    Speaks,
    Truth,
    When,
    Window,
    screen,
)


@pytest.mark.parametrize(("zone", "day"), [("Asia/Beirut", date(2025, 3, 30)), ("Africa/Cairo", date(2024, 4, 26))])
def test_trap_1_a_missing_midnight_is_not_the_day_before(zone: str, day: date) -> None:
    opens = Limit.on(day, zone=zone).begins_between()[0]
    assert opens.astimezone(ZoneInfo(zone)).date() == day
    assert opens.astimezone(ZoneInfo(zone)).hour == 1


def test_trap_1_a_repeated_hour_does_not_close_early() -> None:
    deadline = Deadline.on("2025-10-25", zone="Asia/Beirut")
    second_time = datetime(2025, 10, 25, 23, 30, tzinfo=ZoneInfo("Asia/Beirut"), fold=1)
    assert deadline.passed(second_time) is Truth.NO
    assert deadline.closes_at() == datetime(2025, 10, 25, 22, 0, tzinfo=UTC)


def test_trap_2_a_month_is_not_its_first_midnight_in_utc() -> None:
    assert pendulum.parse("2020-03") == pendulum.datetime(2020, 3, 1)  # the trap is there
    march = When.parse("2020-03")
    assert isinstance(march, Window)
    assert march.latest == date(2020, 3, 31)


def test_trap_6_the_text_of_an_error_is_a_sentence() -> None:
    with pytest.raises(InvalidValue) as caught:
        City("x", "X", country="IT", time_zone="CET")
    assert str(caught.value).startswith("'time_zone' must be an IANA time zone such as 'Europe/Paris', got 'CET'")


def test_trap_6_a_bare_string_is_no_list_of_letters() -> None:
    with pytest.raises(InvalidValue, match="must be a list"):
        Edition("workshops.example.org", "2020", sources="a page")


def test_trap_8_what_is_missing_neither_admits_nor_refuses() -> None:
    edition = Edition("workshops.example.org", "2020", eligibility=Not(Speaks("fr", "C1")))
    assert screen(Applicant("a"), edition).outcome is Outcome.UNDECIDED


def test_trap_8_a_level_is_not_compared_with_text() -> None:
    assert Speaks("fr", "C1").level is Level.C1
    with pytest.raises(InvalidValue):
        LanguageSkill("fr", 1)  # type: ignore[arg-type]


def test_trap_9_one_comparison_in_one_place() -> None:
    deadline = Deadline.on("2020-01-31", zone="Europe/Paris")
    closes = deadline.closes_at()
    edition = Edition("workshops.example.org", "2020", call=Call([deadline]), eligibility=AllOf(AppliedInTime()))
    assert edition.call is not None
    assert deadline.passed(closes) is Truth.YES
    assert edition.call.is_open(closes) is Truth.NO
    assert screen(Applicant("a", applied_at=closes), edition).outcome is Outcome.NOT_ELIGIBLE


@pytest.mark.parametrize("name", ["CET", "EST", "MET", "HST", "GMT", "Egypt", "Turkey", "Etc/UTC"])
def test_trap_11_a_name_without_a_place_is_no_zone(name: str) -> None:
    ZoneInfo(name)  # the trap is there
    with pytest.raises(InvalidValue, match="IANA time zone"):
        Deadline.on("2020-01-31", zone=name)
