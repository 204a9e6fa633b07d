"""Strategies for dates and instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import cast

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from metroworkshops.domain.when import Days, When, Window

__all__ = ["days", "instants", "whens", "windows"]

_FIRST, _LAST = date(2018, 1, 1), date(2031, 12, 31)


def instants() -> SearchStrategy[datetime]:
    """Draw an instant in UTC, in the years 2018 to 2031."""
    return _instants()


@cache
def _instants() -> SearchStrategy[datetime]:
    return st.datetimes(datetime(2018, 1, 1), datetime(2031, 12, 31), timezones=st.just(UTC)).map(  # noqa: DTZ001
        lambda at: at.replace(microsecond=0)
    )


def _days() -> SearchStrategy[date]:
    return st.dates(_FIRST, _LAST)


def _later(first: date, more: int) -> date:
    return first + timedelta(days=more)


def days(*, clock_times: bool = True) -> SearchStrategy[Days]:
    """Draw exact days: one, a range, separate ones, and with clock times unless these are not wanted."""
    return _exact(clock_times)


@cache
def _exact(clock_times: bool) -> SearchStrategy[Days]:
    length = st.integers(1, 12)
    forms = [
        _days().map(str),
        st.builds(lambda first, more: f"{first}/{_later(first, more)}", _days(), length),
        st.builds(
            lambda first, a, b: f"{{{first},{_later(first, a)},{_later(first, a + b)}}}", _days(), length, length
        ),
        st.builds(
            lambda first, a, b: f"{{{first}..{_later(first, a)},{_later(first, a + 1 + b)}}}", _days(), length, length
        ),
    ]
    if clock_times:
        forms += [
            st.builds(lambda day, hour: f"{day}T{hour:02}:00", _days(), st.integers(6, 20)),
            st.builds(
                lambda first, more, hour: f"{first}T{hour:02}:30/{_later(first, more)}T{hour + 3:02}:00",
                _days(),
                st.integers(0, 4),
                st.integers(6, 20),
            ),
        ]
    return st.one_of(forms).map(_as_days)


def _as_days(text: str) -> Days:
    return cast("Days", When.parse(text))


def windows() -> SearchStrategy[Window]:
    """Draw a window: months, seasons, quarters, halves, years, alternatives, parts of months, open ends, nothing."""
    return _windows()


@cache
def _windows() -> SearchStrategy[Window]:
    year, month = st.integers(2018, 2030), st.integers(1, 12)

    def months(year: int, month: int, more: int) -> str:
        last = year * 12 + month - 1 + more
        return f"{year}-{month:02}/{last // 12}-{last % 12 + 1:02}"

    forms = [
        st.builds(lambda y, m: f"{y}-{m:02}", year, month),
        st.builds(months, year, month, st.integers(1, 5)),
        year.map(str),
        st.just("XXXX"),
        st.builds(lambda y, n: f"{y}/{y + n}", year, st.integers(1, 3)),
        st.builds(lambda y, n: f"{y}-{n}", year, st.integers(21, 32)),
        st.builds(lambda y, n: f"{y}-{n}", year, st.integers(33, 36)),
        st.builds(lambda y, n: f"{y}-{n}", year, st.integers(40, 41)),
        st.builds(lambda y, m, mark: f"{y}-{m:02}{mark}", year, month, st.sampled_from("~?%")),
        st.builds(
            lambda p, y, m: str(When.part_of_month(p, y, m)), st.sampled_from(("early", "mid", "late")), year, month
        ),
        st.builds(lambda y, m: f"[{y}-{m:02},{y + 1}-{m:02}]", year, month),
        st.builds(lambda day, end: f"{day}/{end}", _days(), st.sampled_from(("", ".."))),
        st.builds(lambda day, start: f"{start}/{day}", _days(), st.sampled_from(("", ".."))),
        st.builds(lambda y, m: f"{y}-{m:02}/{y + 1}-25", year, month),
    ]
    return st.one_of(forms).map(_as_window)


def _as_window(text: str) -> Window:
    return cast("Window", When.parse(text))


def whens() -> SearchStrategy[When]:
    """Draw what may be known about days."""
    return _whens()


@cache
def _whens() -> SearchStrategy[When]:
    return st.one_of(windows(), days())
