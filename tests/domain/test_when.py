"""What is known about the days, and no more."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metroworkshops import Days, InvalidDate, InvalidValue, Session, Truth, When, Window
from metroworkshops.domain.edtf import Form
from metroworkshops.domain.when import UNKNOWN, as_when
from metroworkshops.testing import days, whens, windows


@given(whens())
def test_text_goes_there_and_back(when: When) -> None:
    assert When.parse(str(when)) == when
    assert eval(repr(when), {"When": When}) == when


@given(days())
def test_days_say_exactly_which(when: Days) -> None:
    assert when.starts.earliest == when.starts.latest == when.first == next(iter(when))
    assert when.ends.earliest == when.ends.latest == when.last == list(when)[-1]
    assert list(when) == sorted(set(when))
    assert not when.is_approximate


@given(windows())
def test_windows_have_true_bounds(when: Window) -> None:
    assert not isinstance(when, Days)
    for bounds in (when.starts, when.ends):
        if bounds.earliest and bounds.latest:
            assert bounds.earliest <= bounds.latest
    if when.earliest and when.latest:
        assert when.earliest <= when.latest


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("2020-03-09", ("2020-03-09", "2020-03-09"), ("2020-03-09", "2020-03-09")),
        ("2020-03-09/2020-03-13", ("2020-03-09", "2020-03-09"), ("2020-03-13", "2020-03-13")),
        ("2020-02", ("2020-02-01", "2020-02-29"), ("2020-02-01", "2020-02-29")),
        ("2020-10/2020-11", ("2020-10-01", "2020-11-30"), ("2020-10-01", "2020-11-30")),
        ("2020", ("2020-01-01", "2020-12-31"), ("2020-01-01", "2020-12-31")),
        ("2019/2020", ("2019-01-01", "2020-12-31"), ("2019-01-01", "2020-12-31")),
        ("XXXX", (None, None), (None, None)),
        ("2024-21", ("2024-03-01", "2024-05-31"), ("2024-03-01", "2024-05-31")),
        ("2024-24", ("2024-12-01", "2025-02-28"), ("2024-12-01", "2025-02-28")),
        ("2024-28", ("2024-12-01", "2025-02-28"), ("2024-12-01", "2025-02-28")),
        ("2024-29", ("2024-09-01", "2024-11-30"), ("2024-09-01", "2024-11-30")),
        ("2024-30", ("2024-12-01", "2025-02-28"), ("2024-12-01", "2025-02-28")),
        ("2024-34", ("2024-04-01", "2024-06-30"), ("2024-04-01", "2024-06-30")),
        ("2024-41", ("2024-07-01", "2024-12-31"), ("2024-07-01", "2024-12-31")),
        ("2023-10/2024-25", ("2023-10-01", "2024-05-31"), ("2023-10-01", "2024-05-31")),
        ("[2020-03,2020-05]", ("2020-03-01", "2020-05-31"), ("2020-03-01", "2020-05-31")),
        ("{2022-02,2022-05}", ("2022-02-01", "2022-02-28"), ("2022-05-01", "2022-05-31")),
        ("2024-09-16/", ("2024-09-16", "2024-09-16"), ("2024-09-16", None)),
        ("2024-09-16/..", ("2024-09-16", "2024-09-16"), (None, None)),
        ("/2024-09-20", (None, "2024-09-20"), ("2024-09-20", "2024-09-20")),
        ("2024-01-21~/2024-01-31~", ("2024-01-21", "2024-01-31"), ("2024-01-21", "2024-01-31")),
        ("2020-03-09/2020-04", ("2020-03-09", "2020-04-30"), ("2020-03-09", "2020-04-30")),
        ("2024-09/", ("2024-09-01", "2024-09-30"), ("2024-09-01", None)),
        ("/2024-09", (None, "2024-09-30"), ("2024-09-01", "2024-09-30")),
        ("../2024-09", (None, None), ("2024-09-01", "2024-09-30")),
        ("9999-21", ("9999-03-01", "9999-05-31"), ("9999-03-01", "9999-05-31")),
    ],
)
def test_bounds(text: str, starts: tuple[str | None, ...], ends: tuple[str | None, ...]) -> None:
    when = When.parse(text)
    for found, expected in ((when.starts, starts), (when.ends, ends)):
        assert tuple(None if day is None else str(day) for day in (found.earliest, found.latest)) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2020-03-09", Days),
        ("2020-03-09~", Window),
        ("2020-03-09?", Window),
        ("2020-03-09/", Window),
        ("[2020-03-09,2020-03-10]", Window),
        ("{2020-03-09,2020-03-11}", Days),
        ("{2020-03-09,2020-03-11~}", Window),
        ("2023-05-04T14:30/2023-05-05T18:00", Days),
        ("2020-03-09/2020-04", Window),
        ("XXXX", Window),
    ],
)
def test_days_are_exact_without_any_doubt_and_all_else_is_a_window(text: str, kind: type[When]) -> None:
    assert type(When.parse(text)) is kind


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("31/01/2020", ["2020-01-31"]),
        ("03/04/2020", ["2020-04-03", "2020-03-04"]),
        ("01.02.2020", ["2020-02-01", "2020-01-02"]),
        ("31 January 2020", ["2020-01-31"]),
        ("January 31, 2020", ["2020-01-31"]),
        ("31st of January 2020", ["2020-01-31"]),
        ("1er février 2020", ["2020-02-01"]),
        ("Jan. 2020", ["2020-01"]),
        ("août 2020", ["2020-08"]),
        ("October - November 2020", ["2020-10/2020-11"]),
        ("octobre – novembre 2020", ["2020-10/2020-11"]),
        ("December 2020 to January 2021", ["2020-12/2021-01"]),
        ("9-13 March 2020", ["2020-03-09/2020-03-13"]),
        ("March 9–13, 2020", ["2020-03-09/2020-03-13"]),
        ("9 au 13 mars 2020", ["2020-03-09/2020-03-13"]),
        ("late January 2024", ["2024-01-21~/2024-01-31~"]),
        ("fin janvier 2024", ["2024-01-21~/2024-01-31~"]),
        ("mi-février 2024", ["2024-02-11~/2024-02-20~"]),
        ("summer 2024", ["2024-22"]),
        ("été 2024", ["2024-22"]),
        ("2020-Q3", ["2020-35"]),
        ("T3 2020", ["2020-35"]),
        ("first half of 2024", ["2024-40"]),
        ("second semestre 2024", ["2024-41"]),
        ("2020-01-31 17:00", ["2020-01-31T17:00"]),
        ("2020-01-31 17h", ["2020-01-31T17:00"]),
        ("Dec. 2020", ["2020-12"]),
        (" 31  December 2020.", ["2020-12-31"]),
        ("9-13 December 2020", ["2020-12-09/2020-12-13"]),
        ("late December 2024", ["2024-12-21~/2024-12-31~"]),
        ("03/04/2020 - 05/06/2020", ["2020-04-03/2020-06-05", "2020-04-03/2020-05-06"]),
        ("31 January" + " " * 46 + "2020", ["2020-01-31"]),
        ("31 January" + " " * 47 + "2020", []),
        ("à confirmer", ["XXXX"]),
        ("next spring", []),
        ("31/31/2020", []),
        ("soon", []),
    ],
)
def test_what_is_outside_names_the_nearest_form_and_is_never_read(written: str, candidates: list[str]) -> None:
    with pytest.raises(InvalidDate) as caught:
        When.parse(written)
    said = str(caught.value).partition(" (did you mean ")[2]
    assert said == (f"{' or '.join(map(repr, candidates))}?)" if candidates else "")
    for candidate in candidates:
        assert str(When.parse(candidate)) == candidate


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_with_forms_that_can_be_read(text: str) -> None:
    try:
        When.parse(text)
    except InvalidDate as e:
        for candidate in re.findall(r"'([^']*)'", str(e).partition(" (did you mean ")[2]):
            When.parse(candidate)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("2020-13", "no such month in '2020-13'"),
        ("2021-02-29", "2021-02 ends on 28"),
        ("0000", "no such year"),
        ("2020-42", "no such month"),
        ("next spring", "must be a date in EDTF such as"),
        ("March 2020", r"did you mean '2020-03'"),
        ("2020-3", r"did you mean '2020-03'"),
        ("2020/03/09", r"two ends.*did you mean '2020-03-09'"),
        ("2020.03.09", r"did you mean '2020-03-09'"),
        ("TBC", r"did you mean 'XXXX'"),
        ("", r"did you mean 'XXXX'"),
        ("2020-11/2020-10", "must end after it starts"),
        ("2023-05-04T14:30/2023-05-04T14:30", "must end after it starts"),
        ("2023-05-04T24:30", "no such clock time"),
        ("2020-03\n", "must be a date in EDTF"),
        (" 2020-03", "must be a date in EDTF"),
        ("٢٠٢٠-٠٣", "must be a date in EDTF"),
        ("2020-03-09T10:00Z", "must be a date in EDTF"),
        ("2020-03-09T10:00+01:00", "must be a date in EDTF"),
        ("{2020-03-09", "must be closed"),
        ("{}", "must be closed"),
        ("{2020-03,2020-03-09}", "apart from each other"),
        ("[2020-03,2020-03]", "given once"),
        ("{2020-03..2020-05}", "from day to day"),
        ("../..", "must be written 'XXXX'"),
        ("9999-24", "no such season"),
        ("-0044", "must be a date in EDTF"),
        ("Y12020", "must be a date in EDTF"),
        ("202X", "must be a date in EDTF"),
    ],
)
def test_what_is_outside_the_grammar_is_refused_and_nothing_is_guessed(bad: str, message: str) -> None:
    with pytest.raises(InvalidDate, match=message) as caught:
        When.parse(bad)
    assert caught.value.value == bad


def test_the_shortest_form_is_kept() -> None:
    assert str(When.parse("2020-03-09/2020-03-09")) == "2020-03-09"
    assert str(When.parse("{2020-03-11,2020-03-09}")) == "{2020-03-09,2020-03-11}"
    assert str(When.parse("2023-05-04T14:30:00")) == "2023-05-04T14:30"
    assert str(When.parse("[2020-03]")) == "2020-03"
    assert str(When.parse("[2020-03-09T10:00,2020-03-09]")) == "[2020-03-09,2020-03-09T10:00]"
    assert str(When.parse("{2020-03-11, 2020-03-09 }")) == "{2020-03-09,2020-03-11}"


def test_clock_times_are_kept_to_the_second() -> None:
    assert str(When.parse("2023-05-04T14:30:15")) == "2023-05-04T14:30:15"
    (stated,) = When.parse("2023-05-04T14:30:15").dates
    assert stated is not None
    assert stated.clock == time(14, 30, 15)


@pytest.mark.parametrize(
    ("text", "number"), [("2020-03", 3), ("2020-25", 25), ("2020-36", 36), ("2020", 0), ("2020-03-09", 0)]
)
def test_a_part_of_a_year_keeps_its_number(text: str, number: int) -> None:
    (stated,) = When.parse(text).dates
    assert stated is not None
    assert stated.number == number


def test_the_class_follows_from_the_text() -> None:
    with pytest.raises(InvalidDate, match=r"When\.parse"):
        Days("2020-03")
    with pytest.raises(InvalidDate, match=r"When\.parse"):
        Window("2020-03-09")
    with pytest.raises(InvalidDate, match=r"When\.parse"):
        When("2020-03")


def test_a_day_says_less_than_a_datetime() -> None:
    assert as_when(date(2020, 3, 9)) == When.parse("2020-03-09")
    with pytest.raises(InvalidValue):
        as_when(datetime(2020, 3, 9))
    with pytest.raises(InvalidValue):
        as_when(20200309)  # type: ignore[arg-type]


def test_clock_times_stay_with_their_days() -> None:
    when = When.parse("2023-05-04T14:30/2023-05-05T18:00")
    assert isinstance(when, Days)
    (span,) = when.spans
    assert (span.opens, span.closes) == (time(14, 30), time(18))
    hours = When.parse("{2022-02-03T10:00..2022-02-03T12:00,2022-02-03T14:00..2022-02-03T16:00}")
    assert isinstance(hours, Days)
    assert list(hours) == [date(2022, 2, 3)]
    assert len(hours.spans) == 2


def test_hours_that_follow_each_other_on_a_day_are_that_day() -> None:
    hours = When.parse("{2022-02-03T10:00..2022-02-03T12:00,2022-02-03T12:00..2022-02-03T14:00}")
    assert hours.completions == When.parse("2022-02-03").completions


def test_of_a_run_of_days_all_or_one_is_meant() -> None:
    every, one = When.parse("{2022-02-03..2022-02-04,2022-02-10}"), When.parse("[2022-02-03..2022-02-04]")
    assert every.contains(date(2022, 2, 4)) is Truth.YES
    assert one.contains(date(2022, 2, 4)) is Truth.UNKNOWN
    assert one.overlaps(one) is Truth.UNKNOWN
    ((run,),) = one.completions
    assert (run.least, run.most) == (1, 1)
    assert every.overlaps(one) is Truth.YES


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("2020-06-01T10:00/2020-06-01T12:00", "2020-06-01T12:00/2020-06-01T14:00", Truth.NO),
        ("2020-06-01T10:00/2020-06-01T12:00", "2020-06-01T11:59/2020-06-01T14:00", Truth.YES),
        ("2020-06-01/2020-06-02T12:00", "2020-06-02T12:00", Truth.NO),
        ("2020-06-01/2020-06-02T12:00", "2020-06-01", Truth.YES),
        ("2020-06-02T12:00", "2020-06-02T09:00/2020-06-02T12:00", Truth.NO),
        ("2020-06-02T12:00", "2020-06-02T23:00", Truth.YES),
        ("2020-06-02T12:00", "2020-06-03", Truth.NO),
        ("2020-06-02", "2020-06-02T23:59:59", Truth.YES),
        ("2020-06", "2020-06-02T12:00", Truth.UNKNOWN),
    ],
)
def test_hours_on_one_clock_clash_when_they_share_some_time(first: str, second: str, answer: Truth) -> None:
    a, b = When.parse(first), When.parse(second)
    assert a.clashes_with(b) is b.clashes_with(a) is answer


def test_one_of_several_turns_out_as_each_of_them_may() -> None:
    each = [When.parse(text).completions for text in ("2022-02", "2022-03-09")]
    assert When.parse("[2022-02,2022-03-09]").completions == (*each[0], *each[1])


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("2024-03", False),
        ("2024-21", True),
        ("2024-03~", True),
        ("2024-03?", True),
        ("2024-33", False),
        ("2024-33~", True),
        ("2024~", True),
        ("2024-03-09T10:00~", True),
        ("XXXX", False),
    ],
)
def test_a_convention_is_told(text: str, approximate: bool) -> None:
    assert When.parse(text).is_approximate is approximate


def test_parts_of_a_month() -> None:
    assert str(When.part_of_month("early", 2024, 2)) == "2024-02-01~/2024-02-10~"
    assert str(When.part_of_month("mid", 2024, 2)) == "2024-02-11~/2024-02-20~"
    assert str(When.part_of_month("late", 2024, 2)) == "2024-02-21~/2024-02-29~"
    for part, month in (("later", 2), ("late", 13)):
        with pytest.raises(InvalidDate):
            When.part_of_month(part, 2024, month)  # type: ignore[arg-type]


@given(st.lists(whens(), max_size=6))
def test_sorting_for_display_puts_the_unknown_last(given_whens: list[When]) -> None:
    ordered = sorted([*given_whens, UNKNOWN], key=lambda when: when.sort_key)
    assert ordered[-1].earliest is None
    firsts = [when.earliest for when in ordered if when.earliest]
    assert firsts == sorted(firsts)
    assert UNKNOWN.form is Form.UNKNOWN


@given(whens())
def test_a_statement_narrows_itself_and_nothing_known(when: When) -> None:
    assert when.narrows(when)
    assert when.narrows(UNKNOWN)
    assert not UNKNOWN.narrows(when) or not when.is_known


@pytest.mark.parametrize(
    ("new", "old", "answer"),
    [
        ("2020-10-05/2020-10-09", "2020-10/2020-11", True),
        ("{2022-02-03,2022-02-10}", "2022-02", True),
        ("2020-10", "2020-03", False),
        ("2020-03", "2020-03-09", False),
        ("2020-03-09T10:00", "2020-03-09", True),
        ("2020-03-09", "2020-03-09T10:00", False),
        ("2020-03-09T11:00", "2020-03-09T10:00", False),
        ("2020-03-09T10:00/2020-03-09T12:00", "2020-03-09T10:00", True),
        ("2024-09-16/2024-09-20", "2024-09-16/", True),
        ("2024-09-17/2024-09-20", "2024-09-16/", False),
        ("2020-03", "[2020-03,2020-04]", True),
        ("[2024-01-03..2024-01-06]", "[2024-01-03..2024-01-04,2024-01-05..2024-01-06]", True),
        ("[2024-01-03..2024-01-05]", "[2024-01-03,2024-01-04,2024-01-05]", True),
        ("[2024-01-03..2024-01-05]", "[2024-01-02..2024-01-06]", True),
        ("[2024-01-03..2024-01-06]", "[2024-01-03,2024-01-04,2024-01-06]", False),
        ("{2024-01-05,2024-02-05}", "{2024-01,2024-02}", True),
        ("{2024-01-05,2024-03-05}", "{2024-01,2024-02}", False),
    ],
)
def test_narrowing(new: str, old: str, answer: bool) -> None:
    assert When.parse(new).narrows(When.parse(old)) is answer


def test_a_session_reads_the_text_of_a_date() -> None:
    assert Session("s", "Bologna", when="2020-03").when == When.parse("2020-03")


def test_a_list_holds_as_many_dates_as_a_leap_year_has_days() -> None:
    days = [str(date(2020, 1, 1) + timedelta(days=one)) for one in range(367)]
    assert len(When.parse(f"[{','.join(days[:366])}]").dates) == 366
    text = f"[{','.join(days)}]"
    with pytest.raises(InvalidDate) as caught:
        When.parse(text)
    assert (caught.value.message, caught.value.value) == ("a list must hold at most 366 dates, got 367", text)
