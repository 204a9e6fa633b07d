"""Our profile of EDTF, the Extended Date/Time Format: reading a statement about days, exactly.

Source: ISO 8601-2:2019; Library of Congress, EDTF specification (loc.gov/standards/datetime).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from typing import Final

from attrs import frozen

from .completion import ALWAYS, FIRST_OF_ALL, LAST_OF_ALL, Alternative, Run
from .errors import InvalidDate, shown
from .value import Named

__all__ = ["FORMS", "NOTHING_KNOWN", "Form", "StatedDate", "Statement", "Unit", "month_end", "read"]

FORMS: Final = "a date in EDTF such as '2020-03-09', '2020-03-09/2020-03-13', '2020-03', '2020-10/2020-11' or '2020'"
NOTHING_KNOWN: Final = "XXXX"

_MOST_DATES: Final = 366
"""How many dates a list may hold: every day of a year. A question about two lists may look at each pair of dates."""

_DATE: Final = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<part>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:T(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?)?)?"
    r"(?P<mark>[~?%]?)"
)


class Form(Named):
    """How a statement about days is built."""

    UNKNOWN = "unknown"
    DATE = "date"
    INTERVAL = "interval"
    SET = "set"
    ONE_OF = "one of"


class Unit(Named):
    """How precise a date is."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@frozen
class StatedDate:
    """One date as stated, or in a set a run of days.

    Attributes:
        text: The text of it.
        unit: How precise it is.
        first: The first day it may mean.
        last: The last day it may mean.
        clock: The local clock time on the first day, if stated.
        until: In a set, the local clock time at which a run ends, if stated.
        number: The EDTF number of a season, quarter or half; the number of a month; else 0.
        mark: ``~`` approximate, ``?`` uncertain, ``%`` both, or nothing.
    """

    text: str
    unit: Unit
    first: date
    last: date
    clock: time | None = None
    until: time | None = None
    number: int = 0
    mark: str = ""

    @property
    def is_plain_day(self) -> bool:
        """Whether it is a day, or a run of days, without any doubt."""
        return self.unit is Unit.DAY and not self.mark

    @property
    def is_approximate(self) -> bool:
        """Whether its bounds rest on a convention."""
        return bool(self.mark) or self.unit is Unit.SEASON


@frozen
class Statement:
    """A whole text as read."""

    text: str
    form: Form
    dates: tuple[StatedDate | None, ...]
    is_exact: bool
    completions: tuple[Alternative, ...]


@lru_cache(maxsize=4096)
def read(text: str) -> Statement:
    """Read a text in our profile of EDTF.

    Raises:
        InvalidDate: It is in none of the forms, or names a day or hour that does not exist.
    """
    if text == NOTHING_KNOWN:
        return Statement(text, Form.UNKNOWN, (), False, (ALWAYS,))
    if text[:1] in ("{", "["):
        return _read_list(text)
    parts = text.split("/")
    if len(parts) > 2:
        raise InvalidDate(
            f"an interval must have two ends such as '2020-10/2020-11', got {shown(text)}{_nearest(text)}", text
        )
    if len(parts) == 2:
        return _read_interval(text, parts[0], parts[1])
    return _single(_read_date(text, text))


def _single(stated: StatedDate) -> Statement:
    return Statement(stated.text, Form.DATE, (stated,), stated.is_plain_day, ((_run(stated),),))


def _run(stated: StatedDate) -> Run:
    return (Run.exactly if stated.is_plain_day else Run.within)(stated.first, stated.last)


def _one_day_of(stated: StatedDate) -> Run:
    return Run.within(stated.first, stated.last).lasting(1, 1)


def _read_interval(text: str, begin: str, end: str) -> Statement:
    first = None if begin in ("", "..") else _read_date(begin, text)
    last = None if end in ("", "..") else _read_date(end, text)
    if first is not None and last is not None:
        _check_order(first, last, text)
        if first.text == last.text:
            return _single(first)
        exact = first.is_plain_day and last.is_plain_day
        run = (Run.exactly if exact else Run.within)(first.first, last.last)
        return Statement(f"{first.text}/{last.text}", Form.INTERVAL, (first, last), exact, ((run,),))
    if first is not None:
        start = first.first.toordinal(), first.last.toordinal()
        run = Run(*start, LAST_OF_ALL, LAST_OF_ALL) if end else Run(*start, start[0], LAST_OF_ALL)
        return Statement(f"{first.text}/{end}", Form.INTERVAL, (first, None), False, ((run,),))
    return _ending(text, begin, last)


def _ending(text: str, begin: str, last: StatedDate | None) -> Statement:
    if last is None:
        raise InvalidDate(f"nothing known must be written {NOTHING_KNOWN!r}, got {shown(text)}", text)
    stop = last.first.toordinal(), last.last.toordinal()
    run = Run(FIRST_OF_ALL, FIRST_OF_ALL, *stop) if begin else Run(FIRST_OF_ALL, stop[1], *stop)
    return Statement(f"{begin}/{last.text}", Form.INTERVAL, (None, last), False, ((run,),))


def _check_order(first: StatedDate, last: StatedDate, text: str) -> None:
    backwards = last.first < first.first or last.last < first.last
    if not backwards and first.first == last.first and first.clock and last.clock:
        backwards = last.clock <= first.clock
    if backwards:
        raise InvalidDate(f"an interval must end after it starts such as '2020-10/2020-11', got {shown(text)}", text)


def _read_list(text: str) -> Statement:
    closing = {"{": "}", "[": "]"}[text[0]]
    if text[-1] != closing or len(text) < 3:
        raise InvalidDate(
            "a list must be closed and hold dates, such as '{2022-02-03,2022-02-10}' for both or '[2020-03,2020-04]' "
            f"for one of them, got {shown(text)}",
            text,
        )
    if text.count(",") >= _MOST_DATES:
        raise InvalidDate(f"a list must hold at most {_MOST_DATES} dates, got {text.count(',') + 1}", text)
    dates = sorted(
        (_read_element(part.strip(" "), text) for part in text[1:-1].split(",")),
        key=lambda stated: (stated.first, stated.clock or time.min, stated.last, stated.text),
    )
    if len({stated.text for stated in dates}) < len(dates):
        raise InvalidDate(f"each date of a list must be given once, got {shown(text)}", text)
    if text[0] == "[":
        if len(dates) == 1 and ".." not in dates[0].text:
            return _single(dates[0])
        alternatives = tuple((_one_day_of(stated) if ".." in stated.text else _run(stated),) for stated in dates)
        written = "[" + ",".join(stated.text for stated in dates) + "]"
        return Statement(written, Form.ONE_OF, tuple(dates), False, alternatives)
    for before, after in pairwise(dates):
        if after.first <= before.last and not _on_one_day(before, after):
            raise InvalidDate(f"the dates of a set must lie apart from each other, got {shown(text)}", text)
    if len(dates) == 1 and ".." not in dates[0].text:
        return _single(dates[0])
    exact = all(stated.is_plain_day for stated in dates)
    written = "{" + ",".join(stated.text for stated in dates) + "}"
    if len(dates) == 1:
        return read(dates[0].text.replace("..", "/"))
    return Statement(written, Form.SET, tuple(dates), exact, (_apart(dates),))


def _on_one_day(before: StatedDate, after: StatedDate) -> bool:
    """Tell whether two runs of hours on one day follow each other."""
    return bool(before.last == after.first and before.until and after.clock and before.until <= after.clock)


def _apart(dates: list[StatedDate]) -> Alternative:
    runs: list[Run] = []
    for stated in dates:
        run = _run(stated)
        if runs and run.start_from <= runs[-1].end_to:
            # Two runs of hours share a day: to the day they are one run.
            runs[-1] = Run(runs[-1].start_from, runs[-1].start_to, run.end_from, run.end_to)
        else:
            runs.append(run)
    return tuple(runs)


def _read_element(part: str, text: str) -> StatedDate:
    begin, separator, end = part.partition("..")
    if not separator:
        return _read_date(part, text)
    first, last = _read_date(begin, text), _read_date(end, text)
    if not (first.is_plain_day and last.is_plain_day):
        raise InvalidDate(
            f"a run in a list must go from day to day such as '2022-02-03..2022-02-05', got {shown(text)}", text
        )
    _check_order(first, last, text)
    if first.text == last.text:
        return first
    return StatedDate(f"{first.text}..{last.text}", Unit.DAY, first.first, last.last, first.clock, last.clock)


def _read_date(part: str, text: str) -> StatedDate:
    match = _DATE.fullmatch(part)
    if not match:
        raise InvalidDate(f"must be {FORMS}; nothing known is 'XXXX'; got {shown(text)}{_nearest(text)}", text)
    year, mark = int(match["year"]), match["mark"]
    if year == 0:
        raise InvalidDate(f"no such year in {shown(text)}: years go from '0001' to '9999'", text)
    if not match["part"]:
        return StatedDate(part, Unit.YEAR, date(year, 1, 1), date(year, 12, 31), mark=mark)
    number = int(match["part"])
    if not match["day"]:
        return _read_part_of_year(part, year, number, mark, text)
    if not 1 <= number <= 12:
        raise InvalidDate(f"no such month in {shown(text)}: months go from '01' to '12'", text)
    try:
        day = date(year, number, int(match["day"]))
    except ValueError:
        raise InvalidDate(
            f"no such day in {shown(text)}: {year:04}-{number:02} ends on {monthrange(year, number)[1]}", text
        ) from None
    if not match["clock"]:
        return StatedDate(part, Unit.DAY, day, day, mark=mark)
    hour, minute, second = (*map(int, match["clock"].split(":")), 0)[:3]
    try:
        clock = time(hour, minute, second)  # `time.fromisoformat` takes 24:00 for 00:00 from Python 3.14 on
    except ValueError:
        raise InvalidDate(f"no such clock time in {shown(text)}: they go from '00:00' to '23:59'", text) from None
    written = f"{day}T{clock.isoformat('seconds' if clock.second else 'minutes')}{mark}"
    return StatedDate(written, Unit.DAY, day, day, clock, mark=mark)


# EDTF level 2 (ISO 8601-2:2019 section 4.8): number to unit, first month, months. Seasons are meteorological; 21 to 24
# do not say which half of the Earth, and are read as northern.
_PARTS: Final = {
    **{
        number: (Unit.SEASON, first, 3)
        for numbers, first in (
            ((21, 25, 31), 3),
            ((22, 26, 32), 6),
            ((23, 27, 29), 9),
            ((24, 28, 30), 12),
        )
        for number in numbers
    },
    **{32 + quarter: (Unit.QUARTER, 3 * quarter - 2, 3) for quarter in range(1, 5)},
    40: (Unit.HALF, 1, 6),
    41: (Unit.HALF, 7, 6),
}


def _read_part_of_year(part: str, year: int, number: int, mark: str, text: str) -> StatedDate:
    if 1 <= number <= 12:
        return StatedDate(part, Unit.MONTH, date(year, number, 1), month_end(year, number), number=number, mark=mark)
    if number not in _PARTS:
        raise InvalidDate(
            f"no such month in {shown(text)}: months go from '01' to '12', seasons from '21' to '32', quarters from "
            "'33' to '36', halves are '40' and '41'",
            text,
        )
    unit, month, months = _PARTS[number]
    over, last_month = divmod(month + months - 2, 12)
    if year + over > 9999:
        raise InvalidDate(f"no such season in {shown(text)}: years go from '0001' to '9999'", text)
    return StatedDate(
        part, unit, date(year, month, 1), month_end(year + over, last_month + 1), number=number, mark=mark
    )


def month_end(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _nearest(text: str) -> str:
    from .nearest import nearest  # needed for a message alone

    return nearest(text)
