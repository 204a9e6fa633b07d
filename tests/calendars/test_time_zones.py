"""Time zones: an independent reader agrees with ours on every day, and on every hour around each change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Timezone

from metroworkshops.calendars.time_zones import time_zone
from metroworkshops.domain.time_zone import zone_names

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ZONES = [
    "Europe/Rome", "Europe/Paris", "Europe/Lisbon", "Europe/Dublin", "Europe/Athens", "Europe/Istanbul",
    "Europe/Malta", "Africa/Tunis", "Africa/Algiers", "Africa/Dakar", "Africa/Casablanca", "Africa/El_Aaiun",
    "Africa/Cairo", "Asia/Beirut", "Asia/Gaza", "Asia/Jerusalem", "Atlantic/Azores", "America/Santiago",
    "America/New_York", "America/Nuuk", "Australia/Lord_Howe", "Asia/Kolkata",
]  # fmt: skip


def text(zone: Timezone) -> str:
    data: bytes = zone.to_ical()
    return data.decode()


def instants(zone: ZoneInfo, first: int, last: int) -> Iterator[datetime]:
    """List noon of each day, and each hour from the day before a change of clocks to the day after."""
    day, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    while day < end:
        offsets = {(day + number * DAY).astimezone(zone).utcoffset() for number in (-1, 0, 1, 2)}
        yield from (day + hour * HOUR for hour in (range(24) if len(offsets) > 1 else (12,)))
        day += DAY


def disagreements(name: str, first: int, last: int) -> list[datetime]:
    """Compare dateutil's reading of our VTIMEZONE with tzdata, in the years that it must be right."""
    wrapped = f"BEGIN:VCALENDAR\r\n{text(time_zone(name, first, last))}END:VCALENDAR\r\n"
    theirs: Any = tzical(StringIO(wrapped)).get()
    ours = ZoneInfo(name)
    # An hour that comes twice is asked for twice: `fold` tells them apart.
    locals_ = (at.astimezone(ours) for at in instants(ours, first, last))
    return [local for local in locals_ if local.replace(tzinfo=theirs).utcoffset() != local.utcoffset()]


@pytest.mark.parametrize("name", ZONES)
def test_an_independent_reader_agrees(name: str) -> None:
    assert disagreements(name, 2024, 2037) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(zone_names()))
def test_an_independent_reader_agrees_in_every_zone(name: str) -> None:
    assert disagreements(name, 2018, 2037) == []


def test_a_regular_zone_is_two_yearly_rules_that_start_at_the_local_time_before_the_change() -> None:
    found = text(time_zone("Europe/Berlin", 2020, 2020)).splitlines()
    assert (found.count("BEGIN:STANDARD"), found.count("BEGIN:DAYLIGHT")) == (1, 1)
    assert "DTSTART:20190331T020000" in found
    assert "DTSTART:20191027T030000" in found
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in found
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in found


def test_a_rule_counts_weekdays_from_the_end_of_the_month_only_where_the_law_does() -> None:
    """In 2026 the United States change their clocks on the first days that the law allows, 8 March and 1 November.

    Greenland does so on the eve of the last Sunday, which is not always the last Saturday.
    """
    found = text(time_zone("America/New_York", 2026, 2026)).splitlines()
    assert "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3" in found
    assert "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11" in found
    assert "RRULE" not in text(time_zone("America/Nuuk", 2029, 2029))
    assert disagreements("America/Nuuk", 2028, 2030) == []


def test_a_zone_without_changes_is_one_standard_from_1970() -> None:
    found = text(time_zone("Africa/Tunis", 2020, 2020)).splitlines()
    assert (found.count("BEGIN:STANDARD"), found.count("BEGIN:DAYLIGHT")) == (1, 0)
    assert "DTSTART:19700101T000000" in found


@pytest.mark.parametrize("name", ["Africa/Casablanca", "Africa/El_Aaiun", "Africa/Cairo", "Asia/Gaza"])
def test_an_irregular_zone_is_one_observance_for_each_change_from_the_year_before_to_the_year_after(name: str) -> None:
    found = text(time_zone(name, 2024, 2024)).splitlines()
    assert not any(line.startswith("RRULE") for line in found)
    years = {line.removeprefix("DTSTART:")[:4] for line in found if line.startswith("DTSTART")}
    assert years == {"1970", "2023", "2024", "2025"}


@pytest.mark.parametrize("name", ["Europe/Dublin", "Africa/Casablanca"])
def test_daylight_is_ahead_of_standard_where_the_law_has_it_the_other_way_round(name: str) -> None:
    for observance in time_zone(name, 2026, 2026).subcomponents:
        ahead: bool = observance.decoded("TZOFFSETTO") > observance.decoded("TZOFFSETFROM")
        assert (observance.name == "DAYLIGHT") is ahead


def test_defect_1_no_list_of_dates_and_no_comment() -> None:
    for name in ZONES:
        found = text(time_zone(name, 2018, 2037))
        assert "RDATE" not in found
        assert "COMMENT" not in found


def test_a_rule_that_changed_within_the_span_is_no_rule() -> None:
    """The United States moved both changes in 2007."""
    assert "RRULE" not in text(time_zone("America/New_York", 2006, 2007))
    assert disagreements("America/New_York", 2005, 2009) == []


def test_trap_3_moroccos_short_winter_time_is_not_dropped() -> None:
    found = text(time_zone("Africa/Casablanca", 2027, 2027))
    assert "20270207T030000" in found
    assert "20270314T020000" in found


@pytest.mark.parametrize(("first", "last"), [(1, 1), (1950, 1950), (9999, 9999)])
def test_years_far_away_are_no_failure(first: int, last: int) -> None:
    for name in ("Europe/Rome", "Africa/Tunis", "Pacific/Kiritimati"):
        assert text(time_zone(name, first, last)).startswith("BEGIN:VTIMEZONE")
    assert "DTSTART:19490101T000000" in text(time_zone("Africa/Tunis", 1950, 1950)).splitlines()
    # Years one and 10,000 have no year before and after, nor all instants in UTC.
    assert "DTSTART:00020101T000000" in text(time_zone("Africa/Tunis", 1, 1)).splitlines()
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in text(time_zone("Europe/Rome", 9999, 9999)).splitlines()


def test_a_change_after_the_years_asked_for_is_left_out() -> None:
    """São Tomé put its clocks on as 2018 began, and back as 2019 did; one year more than asked for is kept."""

    def onsets(last: int) -> list[str]:
        zone = text(time_zone("Africa/Sao_Tome", 2013, last))
        return [line for line in zone.splitlines() if line.startswith("DTSTART:20")]

    assert onsets(2017) == ["DTSTART:20180101T010000"]
    assert onsets(2018) == ["DTSTART:20180101T010000", "DTSTART:20190101T020000"]
