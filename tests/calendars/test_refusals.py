"""What calendars refuse: the words that people read, the value that came, and its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import icalendar
import pytest

from metroworkshops import (
    Call,
    Deadline,
    Edition,
    InvalidValue,
    Milestone,
    Part,
    Programme,
    Session,
    When,
)
from metroworkshops.calendars import CalendarOptions, publish, to_calendar, to_ical, uid
from metroworkshops.calendars.events import component, told
from metroworkshops.calendars.lines import FoldingCalendar

AT, DAY = datetime(2020, 1, 1, tzinfo=UTC), timedelta(days=1)
WEEK = timedelta(days=7)
ID = "workshops.example.org"
BOLOGNA = Session("bologna-2020", "Bologna", when="2020-03")
TUNIS = Session("tunis-2020", "Tunis", when="2020-05")
EDITION = Edition(ID, "2020", sessions=[BOLOGNA, TUNIS], call=Call([Deadline.on("2020-01-31")]))
PROGRAMME = Programme(ID, "Workshops", editions=[EDITION, Edition(ID, "2021"), Edition(ID, "2022")])
WHOLE = publish(PROGRAMME, at=AT)
VIEW = WHOLE.only(edition="2020")
SESSIONS = publish(BOLOGNA, programme=ID, at=AT)
DATELESS = publish(attrs.evolve(EDITION, sessions=[attrs.evolve(BOLOGNA, when="XXXX")], call=None), at=AT)
OPEN = attrs.evolve(WHOLE.entries[0], dates=When.parse("2020-03/"))
PART, VISA = Part("webinar-1"), Milestone("visa", "Visa papers", when="2020-02-01")
BAD: Any = "all"
NUMBER: Any = 7


class _Raw(str):
    """A value of a host that is written as it stands."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        return self.encode()


BREAK = _Raw("a\nb")


def with_a_line_break() -> bytes:
    calendar, event = FoldingCalendar(), icalendar.Event()
    event["X-NOTE"] = BREAK
    calendar.add_component(event)
    return calendar.to_ical()


Refusal = tuple[Callable[[], object], str, object, str]
"""What is done, what is said, the value that came, and its place."""

REFUSALS: dict[str, Refusal] = {
    "publish nothing": (
        lambda: publish(BAD, at=AT),
        "what is published must be a Session, an Edition or a Programme, got 'all'",
        BAD,
        "",
    ),
    "publish a session of no programme": (
        lambda: publish(BOLOGNA, at=AT),
        (
            "'programme' must be given for a session, which does not say of which programme it is, such as "
            "'workshops.example.org'"
        ),
        None,
        "",
    ),
    "publish an edition of two programmes": (
        lambda: publish(EDITION, programme=ID, at=AT),
        "'programme' must be given for a session alone, got 'workshops.example.org'",
        ID,
        "",
    ),
    "publish after nothing": (
        lambda: publish(EDITION, previous=BAD, at=AT),
        "'previous' must be a Publication that publish() gave, got 'all'",
        BAD,
        "",
    ),
    "publish after a view": (
        lambda: publish(EDITION, previous=VIEW, at=AT),
        (
            "'previous' must be the whole publication, not a view that only(edition=...) gave: sequence numbers "
            "would part"
        ),
        VIEW,
        "",
    ),
    "publish after another programme": (
        lambda: publish(Edition("b.example", "2020"), previous=WHOLE, at=AT),
        "'previous' must be a publication of 'b.example', got one of 'workshops.example.org'",
        ID,
        "",
    ),
    "publish before": (
        lambda: publish(PROGRAMME, previous=WHOLE, at=AT - DAY),
        ("'at' must not be before the previous publication, 2020-01-01T00:00:00+00:00; got 2019-12-31T00:00:00+00:00"),
        AT - DAY,
        "",
    ),
    "publish an edition after its programme": (
        lambda: publish(EDITION, previous=WHOLE, at=AT),
        (
            "'previous' covers other editions too (2021, 2022), which would be withdrawn: publish the programme, "
            "and take its view with only(edition=...)"
        ),
        WHOLE,
        "",
    ),
    "publish a session after its programme": (
        lambda: publish(BOLOGNA, programme=ID, previous=WHOLE, at=AT),
        (
            "'previous' covers other editions too (2020, 2021, 2022), which would be withdrawn: publish the "
            "programme, and take its view with only(edition=...)"
        ),
        WHOLE,
        "",
    ),
    "publish a session after another": (
        lambda: publish(TUNIS, programme=ID, previous=SESSIONS, at=AT),
        (
            "'previous' covers other sessions too (bologna-2020), which would be withdrawn: publish the "
            "programme, and take its view with only(edition=...)"
        ),
        SESSIONS,
        "",
    ),
    "write an edition": (
        lambda: to_ical(BAD, language="en"),
        "must be a Publication: give the edition to publish() first, and write what that gives; got 'all'",
        BAD,
        "",
    ),
    "write nothing": (
        lambda: to_calendar(DATELESS, language="en"),
        (
            "a calendar must hold at least one entry with dates, such as a session in '2020-03'; Programme: "
            "workshops.example.org; Not shown, for want of dates: Bologna (dates to be announced)"
        ),
        DATELESS,
        "",
    ),
    "write what is not settled and left out": (
        lambda: to_ical(SESSIONS, language="en", options=CalendarOptions(tentative=False)),
        (
            "a calendar must hold at least one entry with dates, such as a session in '2020-03'; Programme: "
            "workshops.example.org; Not shown until it is confirmed: Bologna (March 2020)"
        ),
        SESSIONS,
        "",
    ),
    "write an entry without an end": (
        lambda: component(OPEN, told(OPEN, WHOLE, "en"), ID, CalendarOptions()),
        "an entry must have dates to be shown, got When.parse('2020-03/')",
        OPEN.dates,
        "",
    ),
    "write a line break": (
        with_a_line_break,
        "a property must be written without line breaks, got X-NOTE with b'a\\nb'",
        BREAK,
        "",
    ),
    "identify a part of no session": (
        lambda: uid(PART, programme=ID, edition="2020"),
        "'session' must be given: the id of that of the part",
        PART,
        "",
    ),
    "identify a milestone of no edition": (
        lambda: uid(VISA, programme=ID, session="bologna-2020"),
        "'edition' must be given: the id of that of the milestone",
        VISA,
        "",
    ),
    "identify a deadline of no edition": (
        lambda: uid(Deadline.on("2020-01-31"), programme=ID),
        "'edition' must be given: the id of that of the deadline",
        Deadline.on("2020-01-31"),
        "",
    ),
    "alarm alone": (
        lambda: CalendarOptions(session_alarms=BAD),
        "must be a list such as [timedelta(days=7)], got 'all'",
        BAD,
        "",
    ),
    "alarm of another kind": (
        lambda: CalendarOptions(deadline_alarms=[WEEK, BAD]),
        "[1]: must be a timedelta such as timedelta(days=7), got 'all'",
        BAD,
        "[1]",
    ),
    "alarm too early": (
        lambda: CalendarOptions(session_alarms=[WEEK, timedelta(days=366, minutes=1)]),
        (
            "[1]: an alarm must be more than 0 and at most 366 days ahead, in whole minutes, such as "
            "timedelta(days=7); got datetime.timedelta(days=366, seconds=60)"
        ),
        timedelta(days=366, minutes=1),
        "[1]",
    ),
    "alarm at no whole minute": (
        lambda: CalendarOptions(session_alarms=[timedelta(seconds=90)]),
        (
            "[0]: an alarm must be more than 0 and at most 366 days ahead, in whole minutes, such as "
            "timedelta(days=7); got datetime.timedelta(seconds=90)"
        ),
        timedelta(seconds=90),
        "[0]",
    ),
    "alarm at once": (
        lambda: CalendarOptions(session_alarms=[timedelta(0)]),
        (
            "[0]: an alarm must be more than 0 and at most 366 days ahead, in whole minutes, such as "
            "timedelta(days=7); got datetime.timedelta(0)"
        ),
        timedelta(0),
        "[0]",
    ),
    "alarm twice": (
        lambda: CalendarOptions(session_alarms=[WEEK, WEEK]),
        "each alarm must be given once, got [datetime.timedelta(days=7), datetime.timedelta(days=7)]",
        [WEEK, WEEK],
        "",
    ),
    "refresh too often": (
        lambda: CalendarOptions(refresh=timedelta(minutes=4)),
        (
            "'refresh' must be 5 minutes to 366 days, in whole minutes, such as timedelta(hours=12); got "
            "datetime.timedelta(seconds=240)"
        ),
        timedelta(minutes=4),
        "",
    ),
    "refresh too rarely": (
        lambda: CalendarOptions(refresh=timedelta(days=366, minutes=1)),
        (
            "'refresh' must be 5 minutes to 366 days, in whole minutes, such as timedelta(hours=12); got "
            "datetime.timedelta(days=366, seconds=60)"
        ),
        timedelta(days=366, minutes=1),
        "",
    ),
    "refresh at no whole minute": (
        lambda: CalendarOptions(refresh=timedelta(minutes=5, seconds=1)),
        (
            "'refresh' must be 5 minutes to 366 days, in whole minutes, such as timedelta(hours=12); got "
            "datetime.timedelta(seconds=301)"
        ),
        timedelta(minutes=5, seconds=1),
        "",
    ),
    "colour of no name": (
        lambda: CalendarOptions(colour="bleu"),
        ("'colour' must be the name of a colour in CSS 3 such as 'steelblue' (RFC 7986 section 5.9), got 'bleu'"),
        "bleu",
        "",
    ),
    "colour of no text": (
        lambda: CalendarOptions(colour=NUMBER),
        "'colour' must be the name of a colour in CSS 3 such as 'steelblue' (RFC 7986 section 5.9), got 7",
        NUMBER,
        "",
    ),
}


@pytest.mark.parametrize(("do", "said", "value", "where"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_refusal_says_what_must_hold_and_shows_what_came(
    do: Callable[[], object], said: str, value: object, where: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        do()
    assert (str(caught.value), caught.value.value, caught.value.where) == (said, value, where)
