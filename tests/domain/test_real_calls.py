"""Calls as they were really written: how each is read, when it closes, and what people are told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

import metroworkshops as mw
from metroworkshops import (
    Call,
    CallState,
    Deadline,
    InvalidDate,
    InvalidValue,
    Limit,
    Truth,
    UndeterminedDeadline,
    words,
)

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def plain(text: str) -> str:
    """The sentence with ordinary spaces: CLDR sets narrow and unbreakable ones."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def in_words(deadline: Deadline) -> tuple[str, str]:
    return plain(words.deadline(deadline, "en")), plain(words.deadline(deadline, "fr"))


def counted_down(deadline: Deadline, at: datetime, zone: str) -> tuple[str, str]:
    return plain(words.countdown(deadline, at, "en", zone=zone)), plain(words.countdown(deadline, at, "fr", zone=zone))


def told(call: Call, at: datetime, zone: str) -> tuple[str, str]:
    return plain(words.call_at(call, at, "en", zone=zone)), plain(words.call_at(call, at, "fr", zone=zone))


# A day, an hour and a zone that are all stated: when it closes, and the limit in words.

STATED = {
    "Beirut, the evening before clocks skip midnight": (
        Deadline.on("2025-03-29", zone="Asia/Beirut"),
        utc(2025, 3, 29, 22),
        "March 29, 2025 (Beirut time)",
        "29 mars 2025 (heure locale : Beyrouth)",
    ),
    "Beirut, the day that begins at one in the morning": (
        Deadline.on("2025-03-30", zone="Asia/Beirut"),
        utc(2025, 3, 30, 21),
        "March 30, 2025 (Beirut time)",
        "30 mars 2025 (heure locale : Beyrouth)",
    ),
    "Beirut, the day whose last hour comes twice": (
        Deadline.on("2025-10-25", zone="Asia/Beirut"),
        utc(2025, 10, 25, 22),
        "October 25, 2025 (Beirut time)",
        "25 octobre 2025 (heure locale : Beyrouth)",
    ),
    "Beirut, the day after": (
        Deadline.on("2025-10-26", zone="Asia/Beirut"),
        utc(2025, 10, 26, 22),
        "October 26, 2025 (Beirut time)",
        "26 octobre 2025 (heure locale : Beyrouth)",
    ),
    "Cairo, the evening before clocks skip midnight": (
        Deadline.on("2024-04-25", zone="Africa/Cairo"),
        utc(2024, 4, 25, 22),
        "April 25, 2024 (Cairo time)",
        "25 avril 2024 (heure locale : Le Caire)",
    ),
    "Cairo, the day that begins at one in the morning": (
        Deadline.on("2024-04-26", zone="Africa/Cairo"),
        utc(2024, 4, 26, 21),
        "April 26, 2024 (Cairo time)",
        "26 avril 2024 (heure locale : Le Caire)",
    ),
    "Casablanca, the day before Ramadan": (
        Deadline.on("2027-02-06", zone="Africa/Casablanca"),
        utc(2027, 2, 6, 23),
        "February 6, 2027 (Casablanca time)",
        "6 février 2027 (heure locale : Casablanca)",
    ),
    "Casablanca, the day clocks go back for Ramadan": (
        Deadline.on("2027-02-07", zone="Africa/Casablanca"),
        utc(2027, 2, 8),
        "February 7, 2027 (Casablanca time)",
        "7 février 2027 (heure locale : Casablanca)",
    ),
    "Casablanca, in Ramadan": (
        Deadline.on("2027-02-28", zone="Africa/Casablanca"),
        utc(2027, 3, 1),
        "February 28, 2027 (Casablanca time)",
        "28 février 2027 (heure locale : Casablanca)",
    ),
    "Casablanca, the last day on winter time": (
        Deadline.on("2027-03-13", zone="Africa/Casablanca"),
        utc(2027, 3, 14),
        "March 13, 2027 (Casablanca time)",
        "13 mars 2027 (heure locale : Casablanca)",
    ),
    "Casablanca, the day clocks go forward again": (
        Deadline.on("2027-03-14", zone="Africa/Casablanca"),
        utc(2027, 3, 14, 23),
        "March 14, 2027 (Casablanca time)",
        "14 mars 2027 (heure locale : Casablanca)",
    ),
    "Apia, the day before the one that never was": (
        Deadline.on("2011-12-29", zone="Pacific/Apia"),
        utc(2011, 12, 30, 10),
        "December 29, 2011 (Apia time)",
        "29 décembre 2011 (heure locale : Apia)",
    ),
    "Apia, the day after the one that never was": (
        Deadline.on("2011-12-31", zone="Pacific/Apia"),
        utc(2011, 12, 31, 10),
        "December 31, 2011 (Apia time)",
        "31 décembre 2011 (heure locale : Apia)",
    ),
    "Anywhere on Earth": (
        Deadline.on("2024-05-15", zone="AoE"),
        utc(2024, 5, 16, 12),
        "May 15, 2024 (anywhere on Earth)",
        "15 mai 2024 (en tout lieu de la Terre)",
    ),
    "midnight as the day begins": (
        Deadline.at_midnight("2020-01-31", which="start", zone="Europe/Paris"),
        utc(2020, 1, 30, 23),
        "before January 31, 2020 (Paris time)",
        "avant le 31 janvier 2020 (heure locale : Paris)",
    ),
    "midnight as the day ends": (
        Deadline.at_midnight("2020-01-31", which="end", zone="Europe/Paris"),
        utc(2020, 1, 31, 23),
        "January 31, 2020 (Paris time)",
        "31 janvier 2020 (heure locale : Paris)",
    ),
    "24:00": (
        Deadline.on("2020-01-31T24:00", zone="Europe/Paris"),
        utc(2020, 1, 31, 23),
        "January 31, 2020 (Paris time)",
        "31 janvier 2020 (heure locale : Paris)",
    ),
    "23:59": (
        Deadline.on("2020-01-31T23:59", zone="Europe/Paris"),
        utc(2020, 1, 31, 23),
        "January 31, 2020 (Paris time)",
        "31 janvier 2020 (heure locale : Paris)",
    ),
    "23:59:59": (
        Deadline.on("2020-01-31T23:59:59", zone="Europe/Paris"),
        utc(2020, 1, 31, 23),
        "January 31, 2020 (Paris time)",
        "31 janvier 2020 (heure locale : Paris)",
    ),
}


@pytest.mark.parametrize(("deadline", "closes", "english", "french"), STATED.values(), ids=STATED)
def test_what_is_stated_closes_at_one_instant(deadline: Deadline, closes: datetime, english: str, french: str) -> None:
    assert deadline.closes_at() == closes
    assert deadline.closes_between() == (closes, closes)
    assert deadline.passed(closes - MINUTE) is Truth.NO
    assert deadline.passed(closes) is Truth.YES
    assert in_words(deadline) == (english, french)


# Covenant of Mayors, 2021: "31 March, 17:00 CET", when Brussels had been on CEST for three days.

COVENANT = "31 March, 17:00 CET"


def test_covenant_of_mayors_cet_is_refused_with_the_places_it_may_mean_and_what_clocks_show_there() -> None:
    with pytest.raises(InvalidValue) as caught:
        Deadline.on("2021-03-31T17:00", zone="CET", wording=COVENANT)
    assert str(caught.value) == (
        "'zone' must be an IANA time zone such as 'Europe/Paris', 'UTC', 'AoE' or an offset that the call states such "
        "as '+01:00', got 'CET' (did you mean 'Europe/Paris' or 'Europe/Rome' or 'Africa/Tunis' or 'Africa/Algiers'?); "
        "on 2021-03-31 clocks in Paris show CEST: name 'Europe/Paris', or give both offsets"
    )


def test_covenant_of_mayors_cet_in_winter_is_refused_without_a_warning_that_would_be_wrong() -> None:
    with pytest.raises(InvalidValue, match="did you mean 'Europe/Paris'") as caught:
        Deadline.on("2021-01-31T17:00", zone="CET")
    assert "clocks in" not in str(caught.value)


def test_covenant_of_mayors_both_offsets_leave_one_hour_of_doubt() -> None:
    both = Deadline.on("2021-03-31T17:00", zone=["+01:00", "+02:00"], wording=COVENANT)
    assert both.closes_between() == (utc(2021, 3, 31, 15), utc(2021, 3, 31, 16))
    assert [both.passed(utc(2021, 3, 31, hour, minute)) for hour, minute in ((14, 59), (15, 0), (15, 59), (16, 0))] == [
        Truth.NO,
        Truth.UNKNOWN,
        Truth.UNKNOWN,
        Truth.YES,
    ]
    assert Call([both]).state(utc(2021, 3, 31, 15, 30)) is CallState.UNDETERMINED
    with pytest.raises(UndeterminedDeadline, match=r"it may be read as \+01:00 or \+02:00"):
        both.closes_at()
    assert in_words(both) == (
        "March 31, 2021, 5:00 PM (UTC+01:00 or UTC+02:00)",
        "31 mars 2021, 17:00 (UTC+01:00 ou UTC+02:00)",
    )
    assert counted_down(both, utc(2021, 3, 31, 15, 30), "Europe/Brussels") == (
        (
            "Limit: March 31, 2021, 5:00 PM (UTC+01:00 or UTC+02:00). Whether it is past cannot be known. It closes "
            "between March 31, 2021, 5:00 PM Brussels and March 31, 2021, 6:00 PM Brussels."
        ),
        (
            "Limite : 31 mars 2021, 17:00 (UTC+01:00 ou UTC+02:00). On ne peut pas savoir si elle est passée. Clôture "
            "entre le 31 mars 2021, 17:00 Bruxelles et le 31 mars 2021, 18:00 Bruxelles."
        ),
    )


def test_covenant_of_mayors_read_in_brussels_closes_at_five_there() -> None:
    both = Deadline.on("2021-03-31T17:00", zone=["+01:00", "+02:00"], wording=COVENANT)
    read = both.read_in("Europe/Brussels", announced=utc(2021, 3, 30, 9), reason="asked by telephone")
    assert read.closes_at().isoformat() == "2021-03-31T17:00:00+02:00"
    assert read.closes_at() == utc(2021, 3, 31, 15)
    assert read.wording == COVENANT
    assert read.as_known(utc(2021, 3, 29)) == both
    assert counted_down(read, utc(2021, 3, 31, 14), "Africa/Tunis") == (
        "Limit: March 31, 2021, 5:00 PM (Brussels time). It closes at March 31, 2021, 4:00 PM Tunis. Left: 1 hour.",
        (
            "Limite : 31 mars 2021, 17:00 (heure locale : Bruxelles). Clôture : 31 mars 2021, 16:00 Tunis. "
            "Temps restant : 1 heure."
        ),
    )


# Lyon 2: one page that said both "jusqu'au 20/04" and "avant le 20/04".

LYON = "jusqu’au 20/04 ; avant le 20/04"
UNTIL = Deadline.on("2023-04-20", zone="Europe/Paris", wording=LYON)
BEFORE = Deadline.on("2023-04-20", zone="Europe/Paris", wording=LYON, exclusive=True)


def test_lyon_2_until_and_before_are_two_readings_one_day_apart() -> None:
    assert UNTIL.closes_at().isoformat() == "2023-04-21T00:00:00+02:00"
    assert BEFORE.closes_at().isoformat() == "2023-04-20T00:00:00+02:00"
    assert UNTIL != BEFORE
    assert UNTIL.wording == BEFORE.wording == LYON
    assert in_words(UNTIL) == ("April 20, 2023 (Paris time)", "20 avril 2023 (heure locale : Paris)")
    assert in_words(BEFORE) == ("before April 20, 2023 (Paris time)", "avant le 20 avril 2023 (heure locale : Paris)")


def test_lyon_2_a_limit_that_may_be_either_is_one_of_two_days() -> None:
    either = Deadline.on("[2023-04-19,2023-04-20]", zone="Europe/Paris", wording=LYON)
    assert either.closes_between() == (BEFORE.closes_at(), UNTIL.closes_at())
    assert either.passed(utc(2023, 4, 19, 21, 59)) is Truth.NO
    assert either.passed(utc(2023, 4, 20, 12)) is Truth.UNKNOWN
    assert either.passed(utc(2023, 4, 20, 22)) is Truth.YES
    assert either.wording == LYON
    assert counted_down(either, utc(2023, 4, 20, 12), "Europe/Paris") == (
        (
            "Limit: April 19, 2023 or April 20, 2023 (Paris time). Whether it is past cannot be known. It closes "
            "between April 20, 2023, 12:00 AM Paris and April 21, 2023, 12:00 AM Paris."
        ),
        (
            "Limite : 19 avril 2023 ou 20 avril 2023 (heure locale : Paris). On ne peut pas savoir si elle est passée. "
            "Clôture entre le 20 avril 2023, 00:00 Paris et le 21 avril 2023, 00:00 Paris."
        ),
    )


# A call that takes applications as they come, until a day that was put off: "updated deadline!".

ANNOUNCED = utc(2023, 6, 28, 9)
AT_FIRST = Deadline.on("2023-06-30", zone="Europe/Paris")
UPDATED = AT_FIRST.extended_to("2023-07-14", announced=ANNOUNCED, reason="updated deadline!")
ROLLING = Call([UPDATED], rolling=True)


def test_a_rolling_call_is_open_until_its_updated_deadline() -> None:
    closes = utc(2023, 7, 14, 22)
    assert [ROLLING.state(at) for at in (utc(2023, 1, 1), utc(2023, 7, 1), closes - MINUTE, closes)] == [
        CallState.OPEN,
        CallState.OPEN,
        CallState.OPEN,
        CallState.CLOSED,
    ]
    assert told(ROLLING, utc(2023, 7, 1), "Africa/Tunis") == (
        "The call is open. It closes at July 14, 2023, 11:00 PM Tunis.",
        "L’appel est ouvert. Clôture : 14 juillet 2023, 23:00 Tunis.",
    )
    assert told(ROLLING, closes, "Africa/Tunis") == ("The call is closed.", "L’appel est clos.")


def test_a_rolling_call_as_known_before_the_announcement_closes_on_its_first_day() -> None:
    assert UPDATED.as_known(ANNOUNCED - MINUTE) == AT_FIRST
    assert UPDATED.as_known(ANNOUNCED) == UPDATED
    known = Call([UPDATED.as_known(ANNOUNCED - MINUTE)], rolling=True)
    assert known.state(utc(2023, 6, 30, 21, 59)) is CallState.OPEN
    assert known.state(utc(2023, 6, 30, 22)) is CallState.CLOSED


def test_the_timeline_of_a_rolling_call_has_the_announcement() -> None:
    assert [(event.kind.value, event.earliest, event.latest) for event in ROLLING.timeline()] == [
        ("announced", ANNOUNCED, ANNOUNCED),
        ("closes", utc(2023, 7, 14, 22), utc(2023, 7, 14, 22)),
    ]


# Clocks that skip midnight, and clocks that go back over it.


def test_beirut_the_next_day_begins_when_the_day_before_a_missing_midnight_closes() -> None:
    begins = Limit.on("2025-03-30", zone="Asia/Beirut").begins_between()[0]
    assert begins == Deadline.on("2025-03-29", zone="Asia/Beirut").closes_at() == utc(2025, 3, 29, 22)
    assert begins.astimezone(ZoneInfo("Asia/Beirut")).isoformat() == "2025-03-30T01:00:00+03:00"
    assert counted_down(Deadline.on("2025-03-29", zone="Asia/Beirut"), utc(2025, 3, 29, 21, 30), "Asia/Beirut") == (
        "Limit: March 29, 2025 (Beirut time). It closes at March 30, 2025, 1:00 AM Beirut. Left: 30 minutes.",
        (
            "Limite : 29 mars 2025 (heure locale : Beyrouth). Clôture : 30 mars 2025, 01:00 Beyrouth. "
            "Temps restant : 30 minutes."
        ),
    )


def test_beirut_an_application_is_in_time_in_both_of_two_equal_hours() -> None:
    deadline = Deadline.on("2025-10-25", zone="Asia/Beirut")
    for fold in (0, 1):
        at = datetime(2025, 10, 25, 23, 59, tzinfo=ZoneInfo("Asia/Beirut"), fold=fold)
        assert deadline.passed(at) is Truth.NO
    assert counted_down(deadline, utc(2025, 10, 25, 20, 30), "Asia/Beirut") == (
        (
            "Limit: October 25, 2025 (Beirut time). It closes at October 26, 2025, 12:00 AM Beirut. "
            "Left: 1 hour, 30 minutes."
        ),
        (
            "Limite : 25 octobre 2025 (heure locale : Beyrouth). Clôture : 26 octobre 2025, 00:00 Beyrouth. "
            "Temps restant : 1 heure et 30 minutes."
        ),
    )


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Asia/Beirut", date(2025, 3, 30), 23),
        ("Asia/Beirut", date(2025, 10, 25), 25),
        ("Africa/Cairo", date(2024, 4, 26), 23),
        ("Africa/Casablanca", date(2027, 2, 7), 25),
        ("Africa/Casablanca", date(2027, 2, 8), 24),
        ("Africa/Casablanca", date(2027, 3, 14), 23),
    ],
)
def test_a_day_on_which_clocks_change_is_as_long_as_it_is(zone: str, day: date, hours: int) -> None:
    limit = Limit.on(day, zone=zone)
    assert limit.ends_between()[1] - limit.begins_between()[0] == hours * HOUR


# Apia went from 29 to 31 December 2011.


def test_apia_a_day_that_never_was_is_refused_in_words_a_person_understands() -> None:
    with pytest.raises(InvalidDate) as caught:
        Deadline.on("2011-12-30", zone="Pacific/Apia")
    assert str(caught.value) == "when: 2011-12-30 must be a day that Pacific/Apia has: clocks there skipped it"
    assert Limit.on("2011-12-31", zone="Pacific/Apia").begins_between()[0] == utc(2011, 12, 30, 10)


# The Metropolitan Workshops of 2020: "January 31, 2020", with no hour and no zone.


def test_the_metropolitan_workshops_of_2020_close_within_26_hours() -> None:
    call = mw.metropolitan_workshops().edition("2020").call
    assert call is not None
    (deadline,) = call.deadlines
    earliest, latest = deadline.closes_between()
    assert deadline.wording == "January 31, 2020"
    assert (earliest, latest) == (utc(2020, 1, 31, 10), utc(2020, 2, 1, 12))
    assert latest - earliest == 26 * HOUR
    assert [call.state(at) for at in (earliest - MINUTE, earliest, latest - MINUTE, latest)] == [
        CallState.OPEN,
        CallState.UNDETERMINED,
        CallState.UNDETERMINED,
        CallState.CLOSED,
    ]
    assert told(call, utc(2020, 1, 31, 23, 30), "Africa/Tunis") == (
        (
            "Whether the call is open cannot be known. The deadline is January 31, 2020 (time zone not stated): it is "
            "past in some places on Earth and not in others, and closes between January 31, 2020, 11:00 AM Tunis and "
            "February 1, 2020, 1:00 PM Tunis."
        ),
        (
            "On ne peut pas savoir si l’appel est ouvert. La date limite est la suivante : 31 janvier 2020 (fuseau "
            "horaire non précisé) ; elle est passée en certains lieux du globe et pas en d’autres. Clôture entre le "
            "31 janvier 2020, 11:00 Tunis et le 1er février 2020, 13:00 Tunis."
        ),
    )


def test_the_metropolitan_workshops_of_2020_read_in_marseille_close_at_one_instant() -> None:
    call = mw.metropolitan_workshops().edition("2020").call
    assert call is not None
    read = call.deadlines[0].read_in("Europe/Paris")
    assert read.closes_at().isoformat() == "2020-02-01T00:00:00+01:00"
    assert read.wording == "January 31, 2020"


# Anywhere on Earth, and midnight.


def test_anywhere_on_earth_is_shown_with_the_instant_on_the_clock_of_the_reader() -> None:
    deadline = Deadline.on("2024-05-15", zone="AoE")
    assert deadline.closes_at().isoformat() == "2024-05-16T00:00:00-12:00"
    assert counted_down(deadline, utc(2024, 5, 16, 11), "Europe/Paris") == (
        "Limit: May 15, 2024 (anywhere on Earth). It closes at May 16, 2024, 2:00 PM Paris. Left: 1 hour.",
        "Limite : 15 mai 2024 (en tout lieu de la Terre). Clôture : 16 mai 2024, 14:00 Paris. Temps restant : 1 heure.",
    )


def test_midnight_is_never_guessed() -> None:
    with pytest.raises(TypeError, match="which"):
        Deadline.at_midnight("2020-01-31")  # type: ignore[call-arg]
    start, end = (
        Deadline.at_midnight("2020-01-31", which=which, wording="January 31, midnight") for which in ("start", "end")
    )
    assert end.closes_between()[0] - start.closes_between()[0] == 24 * HOUR
    assert start.wording == end.wording == "January 31, midnight"


@pytest.mark.parametrize("end", ["24:00", "23:59", "23:59:59"])
def test_the_last_minute_of_the_day_is_the_whole_day_and_its_wording_is_kept(end: str) -> None:
    written = Deadline.on(f"2020-01-31T{end}", zone="Europe/Paris")
    assert written.limit == Deadline.on("2020-01-31", zone="Europe/Paris").limit
    assert written.wording == f"2020-01-31T{end}"
    assert written.passed(utc(2020, 1, 31, 22, 59) + timedelta(seconds=59)) is Truth.NO


# Two rounds that do not touch.

ROUNDS = Call(
    [
        Deadline.on("2024-02-15", id="winter", zone="Europe/Rome"),
        Deadline.on("2024-09-15", id="autumn", zone="Europe/Rome", opens="2024-07-01"),
    ],
    Limit.on("2024-01-08", zone="Europe/Rome"),
)


@pytest.mark.parametrize(
    ("at", "state", "is_open"),
    [
        (utc(2024, 1, 7, 22, 59), CallState.NOT_OPEN_YET, Truth.NO),
        (utc(2024, 1, 7, 23), CallState.OPEN, Truth.YES),
        (utc(2024, 2, 15, 22, 59), CallState.OPEN, Truth.YES),
        (utc(2024, 2, 15, 23), CallState.NOT_OPEN_YET, Truth.NO),
        (utc(2024, 6, 30, 21, 59), CallState.NOT_OPEN_YET, Truth.NO),
        (utc(2024, 6, 30, 22), CallState.OPEN, Truth.YES),
        (utc(2024, 9, 15, 22), CallState.CLOSED, Truth.NO),
    ],
)
def test_between_rounds_that_do_not_touch_a_call_is_not_open(at: datetime, state: CallState, is_open: Truth) -> None:
    assert ROUNDS.state(at) is state
    assert ROUNDS.is_open(at) is is_open


def test_rounds_in_words() -> None:
    assert told(ROUNDS, utc(2024, 3, 1), "Europe/Rome") == (
        "The call is not open yet. It opens at July 1, 2024, 12:00 AM Rome.",
        "L’appel n’est pas encore ouvert. Ouverture : 1er juillet 2024, 00:00 Rome.",
    )
    assert told(ROUNDS, utc(2024, 2, 1), "Europe/Rome") == (
        "The call is open. It closes at February 16, 2024, 12:00 AM Rome.",
        "L’appel est ouvert. Clôture : 16 février 2024, 00:00 Rome.",
    )
    assert told(ROUNDS, utc(2024, 7, 1), "Europe/Rome") == (
        "The call is open. It closes at September 16, 2024, 12:00 AM Rome.",
        "L’appel est ouvert. Clôture : 16 septembre 2024, 00:00 Rome.",
    )
    assert [(event.kind.value, event.deadline) for event in ROUNDS.timeline()] == [
        ("opens", None),
        ("closes", "winter"),
        ("opens", "autumn"),
        ("closes", "autumn"),
    ]


# "Deadline to be announced".

TO_BE_ANNOUNCED = "deadline to be announced"


def test_a_deadline_to_be_announced_is_neither_open_nor_closed() -> None:
    call = Call(wording=TO_BE_ANNOUNCED)
    at = utc(2024, 2, 1)
    assert (call.state(at), call.is_open(at)) == (CallState.NOT_ANNOUNCED, Truth.UNKNOWN)
    assert call.timeline() == ()
    assert told(call, at, "Europe/Paris") == (
        "No dates are announced for the call.",
        "Aucune date n’est annoncée pour l’appel.",
    )


def test_a_deadline_to_be_announced_for_a_call_that_opens_on_a_day() -> None:
    call = Call(opens=Limit.on("2024-01-15", zone="Europe/Paris"), wording=TO_BE_ANNOUNCED)
    assert call.state(utc(2024, 1, 14, 22, 59)) is CallState.NOT_OPEN_YET
    assert call.state(utc(2024, 1, 14, 23)) is CallState.UNDETERMINED
    assert told(call, utc(2024, 2, 1), "Europe/Paris") == (
        "Whether the call is open cannot be known. No deadline is announced.",
        "On ne peut pas savoir si l’appel est ouvert. Aucune date limite n’est annoncée.",
    )
