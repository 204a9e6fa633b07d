"""The axis: where a day stands between the first and the last that are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, Self

from attrs import frozen

from metroworkshops.domain.edtf import month_end
from metroworkshops.words import Catalogue
from metroworkshops.words.months import short_month, year

from .dress import AXIS
from .lettering import pixels
from .marks import Mark

__all__ = ["Axis", "Tick"]

_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000)
_YEAR: Final = 12
_MOST_MONTHS: Final = 40
_DAYS_OF_A_MONTH: Final = 30.4
_LEAST_ROOM: Final = 20
_DAYS_BEYOND: Final = 45
"""How many days are drawn, at the least, where something goes on or comes from nobody knows where."""


@frozen
class Tick:
    """The first day of a month or a year on the axis.

    Attributes:
        at: Where it stands, from 0 to 1.
        label: Its name, if it is named.
        is_year: Whether it is the name of a year.
    """

    at: float
    label: str
    is_year: bool


@frozen
class Axis:
    """Whole months, from the first day to the last, both included; whole years when they are many."""

    first: date
    last: date

    @classmethod
    def over(cls, marks: Iterable[Mark]) -> Self | None:
        """Make it long enough for all that is drawn; None when nothing is."""
        days: list[date] = []
        for mark in marks:
            days += [day for day in (mark.first, mark.last) if day]
            if mark.first is None and mark.last is not None:
                days.append(_shifted(mark.last, -_DAYS_BEYOND))
            if mark.last is None and mark.first is not None:
                days.append(_shifted(mark.first, _DAYS_BEYOND))
        if not days:
            return None
        first, last = min(days), max(days)
        if (last.year - first.year) * 12 >= _MOST_MONTHS:
            return cls(date(first.year, 1, 1), date(last.year, 12, 31))
        return cls(first.replace(day=1), month_end(last.year, last.month))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def begins(self, day: date) -> float:
        """Where a day begins: 0 for the first."""
        return (day - self.first).days / self.days

    def ends(self, day: date) -> float:
        """Where a day ends: 1 for the last."""
        return ((day - self.first).days + 1) / self.days

    def extent(self, mark: Mark, least: float = 0) -> tuple[float, float]:
        """Where a mark begins and ends, as far as it is on the axis, and so wide at the least that it is seen."""
        start = 0.0 if mark.first is None else self.begins(mark.first)
        end = 1.0 if mark.last is None else self.ends(mark.last)
        middle = min(max((start + end) / 2, least / 2), 1 - least / 2)
        return min(start, middle - least / 2), max(end, middle + least / 2)

    def ticks(self, language: str | Catalogue, width: float) -> list[Tick]:
        """Name as many months or years as there is room for.

        Args:
            language: A BCP 47 tag, or a catalogue.
            width: How wide the axis is, in pixels.
        """
        step = next(step for step in _STEPS if self._has_room_for(step, language, width))
        return list(self._ticks(step, language))

    def _has_room_for(self, step: int, language: str | Catalogue, width: float) -> bool:
        """Tell whether names so many months apart stay apart. Those of the longest step do on any axis."""
        room = width * step * _DAYS_OF_A_MONTH / self.days
        named = (tick for tick in self._ticks(step, language) if step >= _YEAR or not tick.is_year)
        return room >= _LEAST_ROOM and all(pixels(tick.label, AXIS) + 6 <= room for tick in named)

    def _ticks(self, step: int, language: str | Catalogue) -> Iterator[Tick]:
        """Yield every so many months, and beside them the years, where they begin; or every so many years."""
        start = self.first.year * 12 + self.first.month - 1
        stop = self.last.year * 12 + self.last.month
        if step < _YEAR:
            for month in range(start + -start % step, stop, step):
                day = date(month // 12, month % 12 + 1, 1)
                yield Tick(self.begins(day), short_month(day, language), is_year=False)
            years = [start, *range(start + 12 - start % 12, stop, 12)]
        else:
            years = list(range(start + -start % step, stop, step))
        for month in years:
            day = date(month // 12, month % 12 + 1, 1)
            yield Tick(self.begins(day), year(day, language), is_year=True)


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max
