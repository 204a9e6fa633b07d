"""What is refused of dates, lengths, limits and time zones: the exact words, and what the error keeps of what came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from metroworkshops import (
    City,
    Days,
    InvalidDate,
    InvalidValue,
    Length,
    Limit,
    Session,
    When,
    Window,
)

ODD: Any = 7
TRUE: Any = True
TEXT: Any = "5"
NO_PART: Any = "later"
HOUR: Any = datetime(2020, 1, 31, 17)
FORMS = "must be a date in EDTF such as '2020-03-09', '2020-03-09/2020-03-13', '2020-03', '2020-10/2020-11' or '2020'"
ZONE = (
    "'zone' must be an IANA time zone such as 'Europe/Paris', 'UTC', 'AoE' or an offset that the call states such as "
    "'+01:00', got "
)
PLACE_ZONE = "'time_zone' must be an IANA time zone such as 'Europe/Paris', got "


DATES: dict[str, str] = {
    "2020/03/09": (
        "an interval must have two ends such as '2020-10/2020-11', got '2020/03/09' (did you mean '2020-03-09'?)"
    ),
    "a/b/c": "an interval must have two ends such as '2020-10/2020-11', got 'a/b/c'",
    "../..": "nothing known must be written 'XXXX', got '../..'",
    "/": "nothing known must be written 'XXXX', got '/'",
    "2020-11/2020-10": "an interval must end after it starts such as '2020-10/2020-11', got '2020-11/2020-10'",
    "2020-03/2020-03-09": "an interval must end after it starts such as '2020-10/2020-11', got '2020-03/2020-03-09'",
    "2023-05-04T14:30/2023-05-04T12:00": (
        "an interval must end after it starts such as '2020-10/2020-11', got '2023-05-04T14:30/2023-05-04T12:00'"
    ),
    "2023-05-04T14:30/2023-05-04T14:30": (
        "an interval must end after it starts such as '2020-10/2020-11', got '2023-05-04T14:30/2023-05-04T14:30'"
    ),
    "{2020-03-09": (
        "a list must be closed and hold dates, such as '{2022-02-03,2022-02-10}' for both or "
        "'[2020-03,2020-04]' for one of them, got '{2020-03-09'"
    ),
    "{2020-03-09]": (
        "a list must be closed and hold dates, such as '{2022-02-03,2022-02-10}' for both or "
        "'[2020-03,2020-04]' for one of them, got '{2020-03-09]'"
    ),
    "[2020-03-09}": (
        "a list must be closed and hold dates, such as '{2022-02-03,2022-02-10}' for both or "
        "'[2020-03,2020-04]' for one of them, got '[2020-03-09}'"
    ),
    "{}": (
        "a list must be closed and hold dates, such as '{2022-02-03,2022-02-10}' for both or '[2020-03,2020-04]' "
        "for one of them, got '{}'"
    ),
    "[]": (
        "a list must be closed and hold dates, such as '{2022-02-03,2022-02-10}' for both or '[2020-03,2020-04]' "
        "for one of them, got '[]'"
    ),
    "[2020-03,2020-03]": "each date of a list must be given once, got '[2020-03,2020-03]'",
    "{2020-03,2020-03-09}": "the dates of a set must lie apart from each other, got '{2020-03,2020-03-09}'",
    "{2022-02-03T10:00..2022-02-03T12:00,2022-02-03T11:00..2022-02-03T16:00}": (
        "the dates of a set must lie apart "
        "from each other, got "
        "'{2022-02-03T10:00..2022-02-03T12:00,2022-02-03T11:00..2022-02-03T16:00}'"
    ),
    "{2020-03..2020-05}": (
        "a run in a list must go from day to day such as '2022-02-03..2022-02-05', got '{2020-03..2020-05}'"
    ),
    "[2020-03-09~..2020-03-13]": (
        "a run in a list must go from day to day such as '2022-02-03..2022-02-05', got '[2020-03-09~..2020-03-13]'"
    ),
    "[2020-03-09..2020-03-13~]": (
        "a run in a list must go from day to day such as '2022-02-03..2022-02-05', got '[2020-03-09..2020-03-13~]'"
    ),
    "{2020-03-13..2020-03-09}": (
        "an interval must end after it starts such as '2020-10/2020-11', got '{2020-03-13..2020-03-09}'"
    ),
    "31 January 2020": f"{FORMS}; nothing known is 'XXXX'; got '31 January 2020' (did you mean '2020-01-31'?)",
    "{2020-03-09,soon}": f"{FORMS}; nothing known is 'XXXX'; got '{{2020-03-09,soon}}'",
    "soon": f"{FORMS}; nothing known is 'XXXX'; got 'soon'",
    "{x}": f"{FORMS}; nothing known is 'XXXX'; got '{{x}}'",
    "{2022-02-03,\t2022-02-10}": f"{FORMS}; nothing known is 'XXXX'; got '{{2022-02-03,\\t2022-02-10}}'",
    "{2022-02-03X}": f"{FORMS}; nothing known is 'XXXX'; got '{{2022-02-03X}}'",
    "soon or later soon or later soon or later soon or later soon.": (
        f"{FORMS}; nothing known is 'XXXX'; got 'soon or later soon or later soon or later soon or later soon.'"
    ),
    "0000": "no such year in '0000': years go from '0001' to '9999'",
    "2020-13-01": "no such month in '2020-13-01': months go from '01' to '12'",
    "2020-00-01": "no such month in '2020-00-01': months go from '01' to '12'",
    "2020-00": (
        "no such month in '2020-00': months go from '01' to '12', seasons from '21' to '32', quarters from "
        "'33' to '36', halves are '40' and '41'"
    ),
    "2020-20": (
        "no such month in '2020-20': months go from '01' to '12', seasons from '21' to '32', quarters from "
        "'33' to '36', halves are '40' and '41'"
    ),
    "2020-37": (
        "no such month in '2020-37': months go from '01' to '12', seasons from '21' to '32', quarters from "
        "'33' to '36', halves are '40' and '41'"
    ),
    "2020-42": (
        "no such month in '2020-42': months go from '01' to '12', seasons from '21' to '32', quarters from "
        "'33' to '36', halves are '40' and '41'"
    ),
    "2021-02-29": "no such day in '2021-02-29': 2021-02 ends on 28",
    "0099-04-31": "no such day in '0099-04-31': 0099-04 ends on 30",
    "2020-03-09T24:30": "no such clock time in '2020-03-09T24:30': they go from '00:00' to '23:59'",
    "9999-24": "no such season in '9999-24': years go from '0001' to '9999'",
}


@pytest.mark.parametrize(("text", "message"), DATES.items())
def test_what_is_no_date_is_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        When.parse(text)
    assert (caught.value.message, caught.value.value, caught.value.where) == (message, text, "")


ZONES: list[tuple[str, str, str]] = [
    ("CET", "2020-01-31", " (did you mean 'Europe/Paris' or 'Europe/Rome' or 'Africa/Tunis' or 'Africa/Algiers'?)"),
    (
        "CET",
        "2020-06-30",
        (
            " (did you mean 'Europe/Paris' or 'Europe/Rome' or 'Africa/Tunis' or 'Africa/Algiers'?); on "
            "2020-06-30 clocks in Paris show CEST: name 'Europe/Paris', or give both offsets"
        ),
    ),
    (
        "CEST",
        "2020-01-31",
        (
            " (did you mean 'Europe/Paris' or 'Europe/Rome'?); on 2020-01-31 clocks in Paris show CET: name "
            "'Europe/Paris', or give both offsets"
        ),
    ),
    (
        "EST",
        "2020-06-30",
        (
            " (did you mean 'America/New_York' or 'America/Panama'?); on 2020-06-30 clocks in New York show "
            "EDT: name 'America/New_York', or give both offsets"
        ),
    ),
    ("GMT", "2020-01-31", " (did you mean 'UTC' or 'Europe/London' or 'Africa/Abidjan'?)"),
    (
        "CET",
        "2020-03-29",
        (
            " (did you mean 'Europe/Paris' or 'Europe/Rome' or 'Africa/Tunis' or 'Africa/Algiers'?); on "
            "2020-03-29 clocks in Paris show CEST: name 'Europe/Paris', or give both offsets"
        ),
    ),
    (
        "GMT",
        "2020-06-30",
        (
            " (did you mean 'UTC' or 'Europe/London' or 'Africa/Abidjan'?); on 2020-06-30 clocks in London "
            "show BST: name 'Europe/London', or give both offsets"
        ),
    ),
    (
        "CET",
        "2020-06",
        (
            " (did you mean 'Europe/Paris' or 'Europe/Rome' or 'Africa/Tunis' or 'Africa/Algiers'?); on "
            "2020-06-30 clocks in Paris show CEST: name 'Europe/Paris', or give both offsets"
        ),
    ),
    (
        "cet",
        "2020-06-30",
        (
            " (did you mean 'Europe/Paris' or 'Europe/Rome' or 'Africa/Tunis' or 'Africa/Algiers'?); on "
            "2020-06-30 clocks in Paris show CEST: name 'Europe/Paris', or give both offsets"
        ),
    ),
    ("+14:01", "2020-01-31", ""),
    ("-12:01", "2020-01-31", ""),
    ("+01:60", "2020-01-31", ""),
    ("Mars", "2020-01-31", ""),
]


@pytest.mark.parametrize(("zone", "limit", "hint"), ZONES)
def test_what_is_no_zone_is_refused_with_what_was_meant(zone: str, limit: str, hint: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Limit.on(limit, zone=zone)
    assert (caught.value.message, caught.value.value) == (f"{ZONE}{zone!r}{hint}", zone)


REFUSALS: dict[str, tuple[Callable[[], object], str, object, str]] = {
    # Forms of dates.
    "dates of no text": (lambda: Window(ODD), f"{FORMS}, as text; got 7", ODD, ""),
    "days that are a window": (
        lambda: Days("2020-03"),
        ("'2020-03' must be made with When.parse('2020-03'), which tells days from windows: this is Window, not Days"),
        "2020-03",
        "",
    ),
    "window that is days": (
        lambda: Window("2020-03-09"),
        (
            "'2020-03-09' must be made with When.parse('2020-03-09'), which tells days from windows: this is "
            "Days, not Window"
        ),
        "2020-03-09",
        "",
    ),
    "part of no month": (
        lambda: When.part_of_month(NO_PART, 2024, 1),
        "a part of a month must be 'early', 'mid' or 'late', got 'later'",
        "later",
        "",
    ),
    "part of month 0": (
        lambda: When.part_of_month("late", 2024, 0),
        "a month must be a year and a month such as 2024 and 1, got 2024 and 0",
        (2024, 0),
        "",
    ),
    "part of month 13": (
        lambda: When.part_of_month("late", 2024, 13),
        "a month must be a year and a month such as 2024 and 1, got 2024 and 13",
        (2024, 13),
        "",
    ),
    "part of a month of year 0": (
        lambda: When.part_of_month("late", 0, 1),
        "a month must be a year and a month such as 2024 and 1, got 0 and 1",
        (0, 1),
        "",
    ),
    "part of a month of year 10000": (
        lambda: When.part_of_month("late", 10000, 1),
        "a month must be a year and a month such as 2024 and 1, got 10000 and 1",
        (10000, 1),
        "",
    ),
    "when that is a datetime": (
        lambda: Session("s", "S", when=HOUR),
        (
            "'when' must be a date in EDTF such as '2020-03-09', '2020-03-09/2020-03-13', '2020-03', "
            "'2020-10/2020-11' or '2020', got datetime.datetime(2020, 1, 31, 17, 0)"
        ),
        HOUR,
        "",
    ),
    "when that is a number": (
        lambda: Session("s", "S", when=ODD),
        (
            "'when' must be a date in EDTF such as '2020-03-09', '2020-03-09/2020-03-13', '2020-03', "
            "'2020-10/2020-11' or '2020', got 7"
        ),
        ODD,
        "",
    ),
    # Lengths.
    "length of nothing": (
        lambda: Length(),
        "a length must be in days, such as least=3, or throughout, and not both; got None and False",
        None,
        "",
    ),
    "length of days and throughout": (
        lambda: Length(3, throughout=True),
        "a length must be in days, such as least=3, or throughout, and not both; got 3 and True",
        None,
        "",
    ),
    "length of a most alone": (
        lambda: Length(None, 5),
        "a length must be in days, such as least=3, or throughout, and not both; got None and False",
        None,
        "",
    ),
    "length of a most throughout": (
        lambda: Length(most=5, throughout=True),
        "a length must be in days, such as least=3, or throughout, and not both; got None and True",
        None,
        "",
    ),
    "length of 0 days": (
        lambda: Length(0),
        "a length must be a whole number of days from 1 to 3660 such as 5, got 0",
        0,
        "",
    ),
    "length of 3661 days": (
        lambda: Length(3661),
        "a length must be a whole number of days from 1 to 3660 such as 5, got 3661",
        3661,
        "",
    ),
    "length that is true": (
        lambda: Length(TRUE),
        "a length must be a whole number of days from 1 to 3660 such as 5, got True",
        TRUE,
        "",
    ),
    "length that is text": (
        lambda: Length(TEXT),
        "a length must be a whole number of days from 1 to 3660 such as 5, got '5'",
        "5",
        "",
    ),
    "length of a most that is less": (
        lambda: Length(3, 2),
        "'most' must not be less than 'least', 3; got 2",
        2,
        "most",
    ),
    # Limits.
    "limit of several days": (
        lambda: Limit.on("2020-01-31/2020-02-01"),
        ("a limit must be one day or one hour such as '2020-01-31' or '2020-01-31T17:00', got '2020-01-31/2020-02-01'"),
        When.parse("2020-01-31/2020-02-01"),
        "",
    ),
    "limit of two hours": (
        lambda: Limit.on("2020-01-31T10:00/2020-01-31T11:00"),
        (
            "a limit must be one day or one hour such as '2020-01-31' or '2020-01-31T17:00', got "
            "'2020-01-31T10:00/2020-01-31T11:00'"
        ),
        When.parse("2020-01-31T10:00/2020-01-31T11:00"),
        "",
    ),
    "limit of nothing known": (
        lambda: Limit.on("XXXX"),
        "a limit must be a day, an hour or a window that ends, such as '2020-01-31', got 'XXXX'",
        When.parse("XXXX"),
        "",
    ),
    "limit without an end": (
        lambda: Limit.on("2020-01-31/.."),
        ("a limit must be a day, an hour or a window that ends, such as '2020-01-31', got '2020-01-31/..'"),
        When.parse("2020-01-31/.."),
        "",
    ),
    "limit without a start": (
        lambda: Limit.on("/2020-01"),
        "a limit must be a day, an hour or a window that ends, such as '2020-01-31', got '/2020-01'",
        When.parse("/2020-01"),
        "",
    ),
    "fold of 2": (
        lambda: Limit.on("2020-10-25T02:30", zone="Europe/Paris", fold=2),
        "'fold' must be 0 for the first or 1 for the second of two equal hours, got 2",
        2,
        "",
    ),
    "fold that is true": (
        lambda: Limit.on("2020-10-25T02:30", zone="Europe/Paris", fold=TRUE),
        "'fold' must be 0 for the first or 1 for the second of two equal hours, got True",
        TRUE,
        "",
    ),
    "exclusive hour": (
        lambda: Limit.on("2020-01-31T17:00", exclusive=True),
        ("'exclusive' must be of a day such as '2020-04-20': an hour is a limit by itself, got '2020-01-31T17:00'"),
        When.parse("2020-01-31T17:00"),
        "exclusive",
    ),
    "exclusive month": (
        lambda: Limit.on("2020-01", exclusive=True),
        "'exclusive' must be of a day such as '2020-04-20': an hour is a limit by itself, got '2020-01'",
        When.parse("2020-01"),
        "exclusive",
    ),
    "fold of an hour that comes once": (
        lambda: Limit.on("2020-01-31T17:00", zone="Europe/Paris", fold=0),
        "'fold' must be left out unless the hour comes twice in its zone, got 0 for '2020-01-31T17:00'",
        0,
        "fold",
    ),
    "hour that comes twice": (
        lambda: Limit.on("2020-10-25T02:30", zone="Europe/Paris"),
        ("2020-10-25T02:30 comes twice in Europe/Paris: 'fold' must say which, 0 for the first or 1 for the second"),
        datetime(2020, 10, 25, 2, 30),
        "when",
    ),
    "hour that was skipped": (
        lambda: Limit.on("2020-03-29T02:30", zone="Europe/Paris"),
        "2020-03-29T02:30 must be an hour that Europe/Paris has: clocks there skipped it",
        datetime(2020, 3, 29, 2, 30),
        "when",
    ),
    "day that was skipped": (
        lambda: Limit.on("2011-12-30", zone="Pacific/Apia"),
        "2011-12-30 must be a day that Pacific/Apia has: clocks there skipped it",
        date(2011, 12, 30),
        "when",
    ),
    "day before zones": (
        lambda: Limit.on("0001-01-02", zone="Africa/Tunis"),
        "a day read in a zone must lie in the years 1 to 9999 such as 2020-01-31, got 0001-01-02",
        date(1, 1, 2),
        "when",
    ),
    "day after zones": (
        lambda: Limit.on("9999-12-30", zone="Africa/Tunis"),
        "a day read in a zone must lie in the years 1 to 9999 such as 2020-01-31, got 9999-12-30",
        date(9999, 12, 30),
        "when",
    ),
    "hour before zones": (
        lambda: Limit.on("0001-01-02T12:00", zone="Africa/Tunis"),
        "an hour read in a zone must lie in the years 1 to 9999, got 0001-01-02T12:00:00",
        datetime(1, 1, 2, 12, 0),
        "when",
    ),
    "hour after zones": (
        lambda: Limit.on("9999-12-30T12:00", zone="Africa/Tunis"),
        "an hour read in a zone must lie in the years 1 to 9999, got 9999-12-30T12:00:00",
        datetime(9999, 12, 30, 12, 0),
        "when",
    ),
    # Time zones.
    "zone of a place that is an abbreviation": (
        lambda: City("c", "C", country="IT", time_zone="CET"),
        (f"{PLACE_ZONE}'CET' (did you mean 'Europe/Paris' or 'Europe/Rome' or 'Africa/Tunis' or 'Africa/Algiers'?)"),
        "CET",
        "",
    ),
    "zone of a place in small letters": (
        lambda: City("c", "C", country="IT", time_zone="cet"),
        (f"{PLACE_ZONE}'cet' (did you mean 'Europe/Paris' or 'Europe/Rome' or 'Africa/Tunis' or 'Africa/Algiers'?)"),
        "cet",
        "",
    ),
    "zone of a place that is a city": (
        lambda: City("c", "C", country="US", time_zone="New York"),
        f"{PLACE_ZONE}'New York' (did you mean 'America/New_York'?)",
        "New York",
        "",
    ),
    "zone of a place in another area": (
        lambda: City("c", "C", country="IT", time_zone="Europe/Tunis"),
        f"{PLACE_ZONE}'Europe/Tunis' (did you mean 'Africa/Tunis'?)",
        "Europe/Tunis",
        "",
    ),
    "zone of a place with several namesakes": (
        lambda: City("c", "C", country="US", time_zone="Louisville"),
        (f"{PLACE_ZONE}'Louisville' (did you mean 'America/Kentucky/Louisville' or 'America/Louisville'?)"),
        "Louisville",
        "",
    ),
    "zone of a place that is unknown": (
        lambda: City("c", "C", country="IT", time_zone="Europe/Bologna"),
        f"{PLACE_ZONE}'Europe/Bologna'",
        "Europe/Bologna",
        "",
    ),
    "zone of a place that is UTC": (
        lambda: City("c", "C", country="IT", time_zone="UTC"),
        f"{PLACE_ZONE}'UTC'",
        "UTC",
        "",
    ),
    "zone of a place that is Etc": (
        lambda: City("c", "C", country="IT", time_zone="Etc/GMT-1"),
        f"{PLACE_ZONE}'Etc/GMT-1'",
        "Etc/GMT-1",
        "",
    ),
    "zone of a place that is no text": (lambda: City("c", "C", country="IT", time_zone=ODD), f"{PLACE_ZONE}7", ODD, ""),
    "zone without a day": (
        lambda: Limit("2020-06-30", ["CET"]),
        (f"{ZONE}'CET' (did you mean 'Europe/Paris' or 'Europe/Rome' or 'Africa/Tunis' or 'Africa/Algiers'?)"),
        "CET",
        "",
    ),
    "zone that is no text": (lambda: Limit.on("2020-01-31", zone=[ODD]), f"{ZONE}7", ODD, ""),
    "zone that is a number": (
        lambda: Limit.on("2020-01-31", zone=ODD),
        "'zone' must be a time zone such as 'Europe/Paris', or several, got 7",
        ODD,
        "",
    ),
    "zone twice": (
        lambda: Limit.on("2020-01-31", zone=["+01:00", "+01:00"]),
        "each zone must be given once such as ['+01:00', '+02:00'], got ['+01:00', '+01:00']",
        ["+01:00", "+01:00"],
        "",
    ),
}


@pytest.mark.parametrize(("make", "message", "value", "where"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_says_what_must_hold_and_keeps_what_came(
    make: Callable[[], object], message: str, value: object, where: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        make()
    assert (caught.value.message, caught.value.value, caught.value.where) == (message, value, where)
