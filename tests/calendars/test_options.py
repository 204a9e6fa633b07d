"""Options of a calendar: what a host may choose, and what stays as it is whatever is chosen."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import Call, City, Deadline, Edition, InvalidValue, Part, Publication, Session, Text
from metroworkshops.calendars import CalendarOptions, publish, to_calendar, to_ical, to_jcal
from metroworkshops.testing import editions

FIRST = datetime(2019, 12, 1, tzinfo=UTC)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
ROME = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome", coordinates=(44.4939, 11.3428))
WINDOW = Session("window", "Window", when="2020-03", places=[ROME])
TIMED = Session(
    "timed",
    "Timed",
    when="2020-06-08T10:00/2020-06-08T12:00",
    places=[ROME],
    dates_confirmed=True,
    place_confirmed=True,
)
CANCELLED = Session("cancelled", "Called off", when="2020-07-01").cancelled(announced=FIRST)
CALL = Call([Deadline.on("2020-01-31"), Deadline.on("2020-02/2020-03", id="late")], forms="https://example.org/form")
EDITION = Edition("workshops.example.org", "2020", title="Workshops", sessions=[WINDOW, TIMED, CANCELLED], call=CALL)
PUBLICATION = publish(EDITION, at=FIRST)


def written(publication: Publication = PUBLICATION, **options: Any) -> Any:
    return icalendar.Calendar.from_ical(to_ical(publication, language="en", options=CalendarOptions(**options)))


def titles(calendar: Any, kind: str = "VEVENT") -> list[str]:
    return [str(one["SUMMARY"]) for one in calendar.walk(kind)]


def test_what_is_not_settled_can_be_left_out_and_is_named() -> None:
    calendar = written(tentative=False)
    assert titles(calendar) == ["Timed", "Cancelled: Called off", "Deadline for applications: Workshops"]
    assert "Not shown until it is confirmed: Window (March 2020)" in str(calendar["DESCRIPTION"])
    only = publish(attrs.evolve(EDITION, sessions=[WINDOW], call=None), at=FIRST)
    with pytest.raises(InvalidValue, match=r"at least one entry with dates.*Not shown until it is confirmed: Window"):
        to_ical(only, language="en", options=CalendarOptions(tentative=False))


def test_deadlines_as_to_dos() -> None:
    calendar = written(deadlines="to-do")
    assert len(titles(calendar)) == 3
    first, late = calendar.walk("VTODO")
    assert (first.decoded("DUE"), "DTSTART" in first, str(first["STATUS"])) == (
        date(2020, 1, 31),  # the last day, included, where an event would have the day after
        False,
        "NEEDS-ACTION",
    )
    assert (late.decoded("DTSTART"), late.decoded("DUE")) == (date(2020, 2, 1), date(2020, 3, 31))
    assert str(first["URL"]) == "https://example.org/form"
    assert "TRANSP" not in first
    gone = publish(attrs.evolve(EDITION, call=None), previous=PUBLICATION, at=FIRST)
    assert {str(one["STATUS"]) for one in written(gone, deadlines="to-do").walk("VTODO")} == {"CANCELLED"}


def test_deadlines_left_out() -> None:
    assert titles(written(deadlines="nothing")) == ["Window (dates to be confirmed)", "Timed", "Cancelled: Called off"]


def test_reminders_are_for_what_has_a_day_and_takes_place() -> None:
    """A reminder a week before March would say that it begins on the first of March."""
    calendar = written(session_alarms=[HOUR, WEEK], deadline_alarms=[2 * WEEK])
    found = {
        str(one["SUMMARY"]): [alarm.decoded("TRIGGER") for alarm in one.walk("VALARM")]
        for one in calendar.walk("VEVENT")
    }
    assert {title: leads for title, leads in found.items() if leads} == {
        "Timed": [-WEEK, -HOUR],
        "Deadline for applications: Workshops": [-2 * WEEK],
    }
    alarms = calendar.walk("VALARM")
    assert len({str(alarm["UID"]) for alarm in alarms}) == 3
    assert {str(alarm["ACTION"]) for alarm in alarms} == {"DISPLAY"}
    assert [str(alarm["DESCRIPTION"]) for alarm in alarms][:1] == ["Timed"]
    assert not written().walk("VALARM")


def test_reminders_of_a_session_in_parts_are_those_of_its_parts() -> None:
    split = attrs.evolve(TIMED, when="2020-06-08/2020-06-09", parts=[Part("a", when="2020-06-08")])
    calendar = written(publish(attrs.evolve(EDITION, sessions=[split], call=None), at=FIRST), session_alarms=[WEEK])
    assert [len(one.walk("VALARM")) for one in calendar.walk("VEVENT")] == [0, 1]


def test_the_face_of_a_calendar() -> None:
    calendar = written(
        name=Text(en="Our workshops", fr="Nos ateliers"),
        colour="SteelBlue",
        refresh=timedelta(hours=36),
        source="https://métropole.example/2020.ics",
        page="https://example.org/about us".replace(" ", "-"),
    )
    assert str(calendar["NAME"]) == str(calendar["X-WR-CALNAME"]) == "Our workshops"
    assert str(calendar["COLOR"]) == "steelblue"
    data = calendar.to_ical().decode().splitlines()
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1DT12H" in data
    assert "X-PUBLISHED-TTL:P1DT12H" in data
    assert "SOURCE;VALUE=URI:https://xn--mtropole-b1a.example/2020.ics" in data
    assert "URL:https://example.org/about-us" in data
    quiet = written(refresh=None)
    assert not {"REFRESH-INTERVAL", "X-PUBLISHED-TTL", "COLOR", "SOURCE", "URL"} & set(quiet)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"tentative": "no"}, "must be True or False"),
        ({"deadlines": "todo"}, "'deadlines' must be one of 'event', 'to-do', 'nothing'"),
        ({"session_alarms": [timedelta(0)]}, "more than 0 and at most 366 days ahead"),
        ({"session_alarms": [-WEEK]}, "more than 0"),
        ({"deadline_alarms": [timedelta(days=367)]}, "at most 366 days"),
        ({"deadline_alarms": [timedelta(seconds=90)]}, "in whole minutes"),
        ({"session_alarms": [WEEK, WEEK]}, "each alarm must be given once"),
        ({"session_alarms": WEEK}, "must be a list"),
        ({"session_alarms": [7]}, "must be a timedelta such as"),
        ({"colour": "#4682b4"}, "the name of a colour in CSS 3 such as 'steelblue'"),
        ({"colour": "bleu"}, "the name of a colour in CSS 3"),
        ({"refresh": timedelta(seconds=1)}, "5 minutes to 366 days"),
        ({"refresh": 12}, "5 minutes to 366 days"),
        ({"source": "webcal://example.org/a.ics"}, "must be a web address"),
        ({"page": "example.org"}, "must be a web address"),
        ({"name": " "}, "text that is not empty"),
    ],
)
def test_options_out_of_bounds_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        CalendarOptions(**options)


def test_bounds_of_options_are_included() -> None:
    minute, longest = timedelta(minutes=1), timedelta(days=366)
    assert CalendarOptions(session_alarms=[minute, longest]).session_alarms == (longest, minute)
    for refresh in (timedelta(minutes=5), timedelta(minutes=7), longest):
        assert CalendarOptions(refresh=refresh).refresh == refresh


def test_identity_of_reminders_is_frozen() -> None:
    """These may never change: by them people's phones know which reminder was dismissed."""
    alarms = written(session_alarms=[HOUR, WEEK]).walk("VALARM")
    assert {alarm.decoded("TRIGGER"): str(alarm["UID"]) for alarm in alarms} == {
        -WEEK: "c2f72763-e5a4-50d8-a451-22797127d25e",
        -HOUR: "77086d12-f1c1-5f26-94eb-95afe7088c8e",
    }


OPTIONS = st.builds(
    CalendarOptions,
    tentative=st.booleans(),
    deadlines=st.sampled_from(["event", "to-do", "nothing"]),
    session_alarms=st.sets(st.sampled_from([HOUR, WEEK]), max_size=2),
    deadline_alarms=st.sets(st.sampled_from([WEEK]), max_size=1),
    colour=st.none() | st.sampled_from(["teal", "red"]),
    refresh=st.none() | st.just(timedelta(minutes=30)),
)


@given(editions(), OPTIONS)
def test_options_change_no_identity_and_no_fact(edition: Edition, options: CalendarOptions) -> None:
    publication = publish(edition, at=FIRST, milestones=True)
    try:
        plain = to_calendar(publication, language="fr")
        chosen = to_calendar(publication, language="fr", options=options)
    except InvalidValue:
        return
    facts = ("SEQUENCE", "DTSTAMP", "SUMMARY", "DESCRIPTION", "LOCATION")

    def said(calendar: Any) -> dict[str, list[str]]:
        return {
            str(one["UID"]): [str(one.get(name)) for name in facts] for one in calendar.subcomponents if "UID" in one
        }

    assert said(chosen).items() <= said(plain).items()
    assert {str(one["UID"]) for one in chosen.walk("VALARM")}.isdisjoint(said(chosen))


@given(editions(), OPTIONS)
def test_jcal_says_what_the_file_says(edition: Edition, options: CalendarOptions) -> None:
    """The conversion of RFC 7265 section 3: types by name, values unescaped, zones as parameters."""
    publication = publish(edition, at=FIRST)
    try:
        calendar = to_calendar(publication, language="fr", options=options)
    except InvalidValue:
        return
    data = to_jcal(publication, language="fr", options=options)
    assert json.loads(json.dumps(data)) == data
    _same(data, calendar)


def _same(data: list[Any], component: Any) -> None:
    name, properties, inner = data
    assert name == component.name.lower()
    found = {key: (parameters, kind, values) for key, parameters, kind, *values in properties}
    assert len(found) == len(properties)
    assert set(found) == {key.lower() for key in component}
    for key, (parameters, kind, values) in found.items():
        given = component[key.upper()]
        if kind == "text":
            assert values == [str(given)]
        elif kind in ("date", "date-time"):
            (value,) = values
            local = given.dt.replace(tzinfo=None) if kind == "date-time" else given.dt
            zone = parameters.get("tzid")
            assert value == local.isoformat() + ("Z" if kind == "date-time" and not zone and given.dt.tzinfo else "")
            assert (zone or "UTC") == str(getattr(given.dt, "tzinfo", None) or "UTC")
        else:
            assert kind in ("duration", "integer", "uri", "float", "utc-offset", "recur")
    for one, theirs in zip(inner, component.subcomponents, strict=True):
        _same(one, theirs)


def test_a_zone_that_shares_its_clocks_with_utc_keeps_its_name_in_jcal() -> None:
    session = attrs.evolve(TIMED, places=[], place_confirmed=False, time_zone="Africa/Dakar")
    data = to_jcal(publish(attrs.evolve(EDITION, sessions=[session], call=None), at=FIRST), language="en")
    (event,) = [one for one in data[2] if one[0] == "vevent"]
    assert ["dtstart", {"tzid": "Africa/Dakar"}, "date-time", "2020-06-08T10:00:00"] in event[1]


def test_rules_of_zones_are_written_in_jcal_as_in_the_file() -> None:
    (zone,) = [one for one in to_jcal(PUBLICATION, language="en")[2] if one[0] == "vtimezone"]
    rules = [values for _, properties, _ in zone[2] for key, _, _, values in properties if key == "rrule"]
    assert rules == [
        {"freq": "YEARLY", "bymonth": [10], "byday": ["-1SU"]},
        {"freq": "YEARLY", "bymonth": [3], "byday": ["-1SU"]},
    ]


def test_the_calendar_of_2020_without_options_is_that_of_the_defaults() -> None:
    publication = publish(mw.metropolitan_workshops().edition("2020"), at=FIRST)
    assert to_ical(publication, language="fr") == to_ical(publication, language="fr", options=CalendarOptions())
