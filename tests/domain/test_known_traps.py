"""Known traps of the ground that we stand on: none of them can be reached through us."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pendulum
import pytest
from babel.localedata import locale_identifiers

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
    UndeterminedDeadline,
    When,
    Window,
    screen,
    words,
)

MISSING_MIDNIGHTS = [("Asia/Beirut", date(2025, 3, 30)), ("Africa/Cairo", date(2024, 4, 26))]
REPEATED_LAST_HOURS = [("Asia/Beirut", date(2025, 10, 25)), ("Africa/Cairo", date(2024, 10, 31))]
DAY = timedelta(days=1)


def midday(day: date, zone: str) -> pendulum.DateTime:
    return pendulum.datetime(day.year, day.month, day.day, 10, tz="UTC").in_timezone(zone)


@pytest.mark.parametrize(("zone", "day"), MISSING_MIDNIGHTS)
def test_trap_1_a_missing_midnight_is_not_the_day_before(zone: str, day: date) -> None:
    assert midday(day, zone).start_of("day").date() == day - DAY  # the trap is there
    opens = Limit.on(day, zone=zone).begins_between()[0]
    assert opens.astimezone(ZoneInfo(zone)).date() == day
    assert opens.astimezone(ZoneInfo(zone)).hour == 1


@pytest.mark.parametrize(("zone", "day"), MISSING_MIDNIGHTS)
def test_trap_1_a_day_closes_where_clocks_skip_midnight_and_not_an_hour_earlier(zone: str, day: date) -> None:
    closes = Deadline.on(day - DAY, zone=zone).closes_at()
    assert (closes.date(), closes.hour, closes.minute) == (day, 1, 0)
    assert (closes - pendulum.duration(seconds=1)).date() == day - DAY
    assert Deadline.on(day, zone=zone, exclusive=True).closes_at() == closes


@pytest.mark.parametrize(("zone", "day"), MISSING_MIDNIGHTS)
def test_trap_1_a_reminder_at_a_missing_midnight_is_not_on_the_day_before(zone: str, day: date) -> None:
    (reminder,) = Deadline.on(day + DAY, zone=zone).reminders([2])
    assert reminder.at.astimezone(ZoneInfo(zone)).date() == day


@pytest.mark.parametrize(("zone", "day"), MISSING_MIDNIGHTS)
def test_trap_1_a_call_that_opens_at_a_missing_midnight_is_not_open_the_day_before(zone: str, day: date) -> None:
    call = Call([Deadline.on(day + 30 * DAY, zone=zone)], Limit.on(day, zone=zone))
    last_minute = datetime(day.year, day.month, day.day, 0, 59, tzinfo=ZoneInfo(zone), fold=1) - timedelta(hours=1)
    assert call.is_open(last_minute) is Truth.NO
    assert call.is_open(datetime(day.year, day.month, day.day, 1, tzinfo=ZoneInfo(zone))) is Truth.YES


@pytest.mark.parametrize(("zone", "day"), REPEATED_LAST_HOURS)
def test_trap_1_a_repeated_hour_does_not_close_early(zone: str, day: date) -> None:
    closes = Deadline.on(day, zone=zone).closes_at()
    assert closes - midday(day, zone).end_of("day") > timedelta(hours=1)  # the trap is there
    for fold in (0, 1):
        last_minute = datetime(day.year, day.month, day.day, 23, 59, tzinfo=ZoneInfo(zone), fold=fold)
        assert Deadline.on(day, zone=zone).passed(last_minute) is Truth.NO
    assert closes == datetime(day.year, day.month, day.day, 22, tzinfo=UTC)
    assert (closes.date(), closes.hour) == (day + DAY, 0)


def test_trap_2_a_month_is_not_its_first_midnight_in_utc() -> None:
    assert pendulum.parse("2020-03") == pendulum.datetime(2020, 3, 1)  # the trap is there
    march = When.parse("2020-03")
    assert isinstance(march, Window)
    assert march.latest == date(2020, 3, 31)


def test_trap_2_a_limit_of_a_month_is_in_doubt_for_the_whole_month_and_longer() -> None:
    month = Deadline.on("2020-03")
    assert month.closes_between() == (datetime(2020, 3, 1, 10, tzinfo=UTC), datetime(2020, 4, 1, 12, tzinfo=UTC))
    with pytest.raises(UndeterminedDeadline):
        month.closes_at()


def test_trap_2_25_days_are_not_4_weeks() -> None:
    start = pendulum.datetime(2020, 1, 6, 23)
    assert start.add(days=25).diff_for_humans(start, absolute=True) == "4 weeks"  # the trap is there
    deadline = Deadline.on("2020-01-31", zone="Europe/Paris")
    assert deadline.remaining(start).least == timedelta(days=25)
    assert words.duration(timedelta(days=25), "en") == "25 days"
    assert words.countdown(deadline, start, "en", zone="UTC").endswith(" Left: 25 days.")
    assert words.countdown(deadline, start, "fr", zone="UTC").endswith(" 25\N{NO-BREAK SPACE}jours.")


def test_trap_2_what_is_left_is_told_in_arabic_though_pendulum_has_no_such_locale() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        pendulum.locale("ar")  # the trap is there
    assert words.duration(timedelta(hours=2), "ar") == "ساعتان"
    assert words.duration(timedelta(hours=3), "ar-TN") == "3 ساعات"
    assert words.duration(timedelta(minutes=11), "ar-LB") == "11 دقيقة"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "25 يومًا و3 ساعات"),
        ("ar-TN", "25 يومًا و3 ساعات"),
        ("es", "25 días y 3 horas"),
        ("it", "25 giorni e 3 ore"),
        ("sq", "25 ditë e 3 orë"),
        ("tr", "25 gün 3 saat"),
    ],
)
def test_trap_2_what_is_left_is_told_in_the_languages_of_the_mediterranean(language: str, said: str) -> None:
    assert words.duration(timedelta(days=25, hours=3), language) == said


def test_trap_2_what_is_left_is_told_in_every_language_of_cldr() -> None:
    for language in sorted({name.partition("_")[0] for name in locale_identifiers()}):
        for count in (0, 1, 2, 3, 11, 25):
            for left in (timedelta(days=count, hours=count), timedelta(hours=count, minutes=count)):
                said = words.duration(left, language)
                assert said.strip()
                assert "duration" not in said
                assert "{" not in said


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
