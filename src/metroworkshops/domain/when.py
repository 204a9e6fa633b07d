"""When: what is known about the days of something, and no more than that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final, Literal

from attrs import field, frozen

from . import completion
from .completion import Alternative
from .edtf import FORMS, NOTHING_KNOWN, Form, StatedDate, Statement, month_end, read
from .errors import InvalidDate, InvalidValue, shown
from .truth import Truth
from .value import Value

__all__ = ["UNKNOWN", "Bounds", "Days", "Span", "When", "Window", "as_when", "optional_when"]


@frozen(repr=False)
class Bounds(Value):
    """Between which days something lies, both included.

    Attributes:
        earliest: The first possible day; None when there is none.
        latest: The last possible day; None when there is none.
    """

    earliest: date | None
    latest: date | None


@frozen(repr=False)
class Span(Value):
    """An unbroken run of days, both included, with the clock times at its ends where they are stated.

    Attributes:
        first: The first day.
        last: The last day.
        opens: The local clock time at which the first day starts; None when not stated.
        closes: The local clock time at which the last day ends; None when not stated.
    """

    first: date
    last: date
    opens: time | None = field(default=None, kw_only=True)
    closes: time | None = field(default=None, kw_only=True)


def _edtf(given: str) -> str:
    if not isinstance(given, str):
        raise InvalidDate(f"must be {FORMS}, as text; got {shown(given)}", given)
    return read(given).text


@frozen(repr=False)
class When(Value):
    """What is known about the days: `Days` when exactly, else a `Window` that they lie in.

    Two meanings, two types: "somewhere in March" is not "from 1 to 31 March". Make one with `parse`. The text is a
    profile of EDTF, the Extended Date/Time Format of ISO 8601-2:2019 (loc.gov/standards/datetime); the reference
    lists every form with its level. An interval whose ends are not both plain days says only that the days lie within
    it; but a known start or end beside one that is not known stays exact.

    Order, overlap and membership are asked of every completion: YES when all say yes, NO when none does.

    Attributes:
        edtf: The text, in its shortest form.

    >>> When.parse("2020-10/2020-11")
    When.parse('2020-10/2020-11')
    """

    edtf: str = field(converter=_edtf)

    def __attrs_post_init__(self) -> None:
        wanted = Days if self._statement.is_exact else Window
        if type(self) is not wanted:
            raise InvalidDate(
                f"{self.edtf!r} must be made with When.parse({self.edtf!r}), which tells days from windows: this is "
                f"{wanted.__name__}, not {type(self).__name__}",
                self.edtf,
            )

    @staticmethod
    def parse(text: str) -> Days | Window:
        """Read a date in our profile of EDTF.

        Args:
            text: Exactly one of the forms; nothing around it.

        Raises:
            InvalidDate: It is in none of the forms, or names a day or hour that does not exist. The nearest form is
                named where there is one; nothing is guessed.

        >>> When.parse("2020-03").earliest
        datetime.date(2020, 3, 1)
        >>> When.parse("March 2020")
        Traceback (most recent call last):
        ...
        metroworkshops.domain.errors.InvalidDate: must be a date in EDTF such as '2020-03-09', \
'2020-03-09/2020-03-13', '2020-03', '2020-10/2020-11' or '2020'; nothing known is 'XXXX'; got 'March 2020' \
(did you mean '2020-03'?)
        """
        edtf = _edtf(text)
        return Days(edtf) if read(edtf).is_exact else Window(edtf)

    @staticmethod
    def part_of_month(part: Literal["early", "mid", "late"], year: int, month: int) -> Window:
        """Make "early", "mid" or "late" in a month: days 1 to 10, 11 to 20, 21 to the end, marked approximate.

        Raises:
            InvalidDate: There is no such part, or no such month.

        >>> When.part_of_month("late", 2024, 1)
        When.parse('2024-01-21~/2024-01-31~')
        """
        if part not in ("early", "mid", "late"):
            raise InvalidDate(f"a part of a month must be 'early', 'mid' or 'late', got {shown(part)}", part)
        if not 1 <= month <= 12 or not 1 <= year <= 9999:
            raise InvalidDate(
                f"a month must be a year and a month such as 2024 and 1, got {year} and {month}", (year, month)
            )
        first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, month_end(year, month).day)}[part]
        return Window(f"{date(year, month, first)}~/{date(year, month, last)}~")

    def __str__(self) -> str:
        return self.edtf

    def __repr__(self) -> str:
        return f"When.parse({self.edtf!r})"

    @property
    def _statement(self) -> Statement:
        return read(self.edtf)

    @property
    def form(self) -> Form:
        """How the statement is built: nothing known, one date, an interval, a set of dates, or one of several."""
        return self._statement.form

    @property
    def dates(self) -> tuple[StatedDate | None, ...]:
        """The dates as stated, in order; in an interval None stands for an end that is not known or not there."""
        return self._statement.dates

    @property
    def completions(self) -> tuple[Alternative, ...]:
        """Every way in which it may turn out."""
        return self._statement.completions

    @property
    def starts(self) -> Bounds:
        """Between which days it starts, both included.

        >>> When.parse("2024-09-16/").starts.latest
        datetime.date(2024, 9, 16)
        """
        return Bounds(
            _day(min(runs[0].start_from for runs in self.completions)),
            _day(max(runs[0].start_to for runs in self.completions)),
        )

    @property
    def ends(self) -> Bounds:
        """Between which days it ends, both included; never, when it has no end."""
        return Bounds(
            _day(min(runs[-1].end_from for runs in self.completions)),
            _day(max(runs[-1].end_to for runs in self.completions)),
        )

    @property
    def earliest(self) -> date | None:
        """The first day it can fall on; None when there is none."""
        return self.starts.earliest

    @property
    def latest(self) -> date | None:
        """The last day it can fall on; None when there is none."""
        return self.ends.latest

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known."""
        return self.form is not Form.UNKNOWN

    @property
    def is_approximate(self) -> bool:
        """Whether the bounds rest on a convention: a season, or a date marked ``~``, ``?`` or ``%``.

        Answers take the statement as written; this is the caution that goes with them.
        """
        return any(stated.is_approximate for stated in self.dates if stated is not None)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """A key for display: by the first possible day, then the last; what is not known comes last."""
        return self.earliest or date.max, self.latest or date.max, self.edtf

    def before(self, other: When) -> Truth:
        """Tell whether it is over, to the day, before the other starts.

        >>> When.parse("2020-03").before(When.parse("2020-06")), When.parse("2020-03").before(When.parse("2020"))
        (Truth.YES, Truth.UNKNOWN)
        """
        return completion.before(self.completions, other.completions)

    def after(self, other: When) -> Truth:
        """Tell whether it starts, to the day, after the other is over."""
        return other.before(self)

    def overlaps(self, other: When) -> Truth:
        """Tell whether the two share a day. Clock times play no part: see `clashes_with`.

        Where more than six windows of the two may meet, the answer may stay unknown although it could be settled.
        """
        return completion.overlaps(self.completions, other.completions)

    def contains(self, other: When | date) -> Truth:
        """Tell whether every day of the other is one of its days.

        Args:
            other: A day, or a statement about days.

        >>> When.parse("{2022-02-03,2022-02-10}").contains(When.parse("2022-02-05"))
        Truth.NO
        """
        return completion.contains(self.completions, as_when(other).completions)

    def clashes_with(self, other: When) -> Truth:
        """Tell whether the two are at the same time, both on the same clock.

        Two that share a day clash, unless both have clock times on it that leave them apart. For sessions in two time
        zones ask `Session.clashes_with`.
        """
        if isinstance(self, Days) and isinstance(other, Days):
            return Truth.of(completion.meet([_hours(one) for one in self.spans], [_hours(one) for one in other.spans]))
        return self.overlaps(other)

    def narrows(self, other: When) -> bool:
        """Tell whether this says the same as the other or more, and does not contradict it.

        >>> When.parse("2020-10-05/2020-10-09").narrows(When.parse("2020-10/2020-11"))
        True
        >>> When.parse("2020-10").narrows(When.parse("2020-03"))
        False
        """
        if not completion.narrows(self.completions, other.completions):
            return False
        if not (isinstance(other, Days) and other.has_clock_times):
            return True
        # The same days: no clock time of the other may be changed or left out.
        return (
            isinstance(self, Days)
            and len(self.spans) == len(other.spans)
            and all(
                (a.first, a.last) == (b.first, b.last) and b.opens in (None, a.opens) and b.closes in (None, a.closes)
                for a, b in zip(self.spans, other.spans, strict=True)
            )
        )


def _hours(span: Span) -> tuple[datetime, datetime]:
    """Give from when to when a run of days goes on the clock; of a day that only opens or closes, what it may take."""
    return datetime.combine(span.first, span.opens or time.min), datetime.combine(span.last, span.closes or time.max)


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


@frozen(repr=False)
class Days(When):
    """Exactly these days, with local clock times where they are stated.

    >>> [str(day) for day in When.parse("{2022-02-03,2022-02-10}")]
    ['2022-02-03', '2022-02-10']
    """

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The unbroken runs of days as stated, in order."""
        stated = [one for one in self.dates if one is not None]
        if self.form is Form.INTERVAL:
            return (Span(stated[0].first, stated[-1].last, opens=stated[0].clock, closes=stated[-1].clock),)
        return tuple(Span(one.first, one.last, opens=one.clock, closes=one.until) for one in stated)

    @property
    def runs(self) -> tuple[Days, ...]:
        """The unbroken runs of days, each as days of its own, in order.

        >>> [str(run) for run in Days("{2022-02-03,2022-02-10..2022-02-11}").runs]
        ['2022-02-03', '2022-02-10/2022-02-11']
        """
        if self.form is not Form.SET:
            return (self,)
        return tuple(Days(one.text.replace("..", "/")) for one in self.dates if one is not None)

    @property
    def first(self) -> date:
        """The first day."""
        return self.spans[0].first

    @property
    def last(self) -> date:
        """The last day, included."""
        return self.spans[-1].last

    @property
    def has_clock_times(self) -> bool:
        """Whether a clock time is stated."""
        return any(span.opens or span.closes for span in self.spans)

    def __iter__(self) -> Iterator[date]:
        """Walk the days, in order, each once."""
        last = date.min
        for span in self.spans:
            for offset in range((span.last - span.first).days + 1):
                day = span.first + timedelta(days=offset)
                if day > last:  # two runs of hours may lie on one day
                    yield day
                    last = day


@frozen(repr=False)
class Window(When):
    """Somewhere within: a month, some months, a season, a year, one of several; or nothing known at all."""


UNKNOWN: Final = When.parse(NOTHING_KNOWN)
"""Nothing is known about the days."""


def as_when(given: When | str | date) -> Days | Window:
    """Take a `When`, or make it of its text or of a day.

    Raises:
        InvalidDate: The text is in none of the forms.
        InvalidValue: It is something else, such as a datetime, which says more than a day.
    """
    if isinstance(given, Days | Window):
        return given
    if isinstance(given, str):
        return When.parse(given)
    if isinstance(given, date) and not isinstance(given, datetime):
        return When.parse(given.isoformat())
    raise InvalidValue(f"'when' must be {FORMS}, got {shown(given)}", given)


def optional_when(given: When | str | date | None) -> Days | Window | None:
    """Take a `When` that may be missing."""
    return None if given is None else as_when(given)
