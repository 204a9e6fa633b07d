"""Limits: a day or an hour, and the zone it is read in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import ClassVar, Final, Self

from attrs import field, frozen

from .errors import InvalidDate, InvalidValue, shown
from .time_zone import day_begins, day_ends, hour_falls, zone_readings
from .truth import Truth
from .value import Invariant, Value, flag, instant
from .when import Days, When, as_when

__all__ = ["END_OF_DAY", "FIRST_ON_EARTH", "Limit", "as_limit", "fold_of", "limit_day", "optional_limit_day"]

# The first and the last places on Earth to end a day: UTC+14 (Kiribati) and UTC-12 (ships; AoE).
FIRST_ON_EARTH: Final = "+14:00"
LAST_ON_EARTH: Final = "-12:00"
END_OF_DAY: Final = ("T24:00", "T24:00:00", "T23:59", "T23:59:59")


def limit_day(given: When | str | date) -> When:
    """Take what a limit can be: a day, an hour, or a window that ends; the end of a day is the day."""
    if isinstance(given, str):
        for end in END_OF_DAY:
            given = given.removesuffix(end)
    when = as_when(given)
    if isinstance(when, Days) and (when.first != when.last or when.spans[0].closes):
        raise InvalidValue(
            f"a limit must be one day or one hour such as '2020-01-31' or '2020-01-31T17:00', got {when.edtf!r}", when
        )
    if when.earliest is None or when.latest is None:
        raise InvalidValue(
            f"a limit must be a day, an hour or a window that ends, such as '2020-01-31', got {when.edtf!r}", when
        )
    return when


def optional_limit_day(given: When | str | date | None) -> When | None:
    """Take a limit that may be missing."""
    return None if given is None else limit_day(given)


def _zones(given: str | Iterable[str] | None) -> tuple[str, ...]:
    return zone_readings(given)


def fold_of(given: int | None) -> int | None:
    """Check which of two equal hours is meant, if that is said."""
    if given is not None and (isinstance(given, bool) or given not in (0, 1)):
        raise InvalidValue(
            f"'fold' must be 0 for the first or 1 for the second of two equal hours, got {shown(given)}", given
        )
    return given


@lru_cache(maxsize=4096)
def _edges(when: When, zones: tuple[str, ...], fold: int | None, *, begins: bool) -> tuple[datetime, datetime]:
    """Find between which instants a limit begins, or between which it is over."""
    first_day, last_day = when.earliest or date.min, when.latest or date.max  # `limit_day` refuses open ends
    clock = when.spans[0].opens if isinstance(when, Days) else None
    edges = []
    for zone in zones or (FIRST_ON_EARTH, LAST_ON_EARTH):
        if clock is not None:
            edges.append(hour_falls(datetime.combine(first_day, clock), zone, fold))
        else:
            edge = day_begins if begins else day_ends
            edges += [edge(first_day, zone), edge(last_day, zone)]
    return min(edges), max(edges)


def _exclusive_is_of_a_day(when: When, exclusive: bool) -> Iterator[InvalidValue]:
    if exclusive and not (isinstance(when, Days) and not when.has_clock_times):
        yield InvalidValue(
            f"'exclusive' must be of a day such as '2020-04-20': an hour is a limit by itself, got {when.edtf!r}",
            when,
            "exclusive",
        )


def _is_readable(when: When, zones: tuple[str, ...], fold: int | None) -> Iterator[InvalidValue]:
    try:
        _edges(when, zones, fold, begins=False)
    except InvalidDate as e:
        yield InvalidDate(e.message, e.value, "when")
        return
    if fold is not None and not _is_ambiguous(when, zones):
        yield InvalidValue(
            f"'fold' must be left out unless the hour comes twice in its zone, got {fold} for {when.edtf!r}",
            fold,
            "fold",
        )


def _is_ambiguous(when: When, zones: tuple[str, ...]) -> bool:
    try:
        _edges(when, zones, None, begins=False)
    except InvalidDate:
        return True
    return False


@frozen(repr=False)
class Limit(Value):
    """A day or an hour, and the zone it is read in.

    Args:
        when: A day, a day and an hour, or a window ("end of January") on one of whose days the limit falls. Hours
            are local to the zone.
        zones: How it is read: one zone, several candidates, or none stated. See `Deadline.on`.
        fold: Which of two, 0 or 1, when clocks went back over that hour.
        exclusive: Whether the day itself is too late ("before 20 April"): then the limit is past when the day begins.

    Raises:
        InvalidValue: Several days, nothing known, a zone that is not one, or an hour that is exclusive.
        InvalidDate: The zone skipped that day or hour, or the hour comes twice there and *fold* is not given.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("when", "zones", "fold"), _is_readable),
        Invariant(("when", "exclusive"), _exclusive_is_of_a_day),
    )

    when: When = field(converter=limit_day)
    zones: tuple[str, ...] = field(default=(), converter=_zones)
    fold: int | None = field(kw_only=True, default=None, converter=fold_of)

    exclusive: bool = field(kw_only=True, default=False, converter=flag)

    @classmethod
    def on(
        cls,
        limit: When | str | date,
        *,
        zone: str | Iterable[str] | None = None,
        fold: int | None = None,
        exclusive: bool = False,
    ) -> Self:
        """Make one of a day or an hour, in a zone if one is stated.

        >>> Limit.on("2019-12-01", zone="Europe/Paris").begins_between()[0]
        datetime.datetime(2019, 11, 30, 23, 0, tzinfo=datetime.timezone.utc)
        """
        when = limit_day(limit)
        return cls(when, zone_readings(zone, on=when.latest), fold=fold, exclusive=exclusive)

    def begins_between(self) -> tuple[datetime, datetime]:
        """Between which instants it begins, in UTC; twice the same when there is no doubt."""
        return _edges(self.when, self.zones, self.fold, begins=True)

    def ends_between(self) -> tuple[datetime, datetime]:
        """Between which instants it is past for good, in UTC; twice the same when there is no doubt."""
        return self._ends

    @cached_property
    def _ends(self) -> tuple[datetime, datetime]:
        # Kept here: to look it up among the known edges would hash the limit for each applicant.
        return _edges(self.when, self.zones, self.fold, begins=self.exclusive)

    def begun(self, at: datetime) -> Truth:
        """Tell whether it has begun at an instant; the instant itself counts as begun."""
        return _reached(instant(at), self.begins_between())

    def passed(self, at: datetime) -> Truth:
        """Tell whether it is past at an instant; the closing instant itself counts as past."""
        return _reached(instant(at), self.ends_between())


def _reached(at: datetime, edges: tuple[datetime, datetime]) -> Truth:
    earliest, latest = edges
    if at >= latest:
        return Truth.YES
    return Truth.NO if at < earliest else Truth.UNKNOWN


def as_limit(given: Limit | When | str | date | None) -> Limit | None:
    """Take a limit that may be missing, or make it of a day or an hour whose zone is not stated."""
    return given if given is None or isinstance(given, Limit) else Limit.on(given)
