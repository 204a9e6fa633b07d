"""Deadlines: a limit as stated, how it is read, and every later change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from attrs import evolve, field, frozen

from .amendment import Amendment, AmendmentKind
from .errors import InvalidValue, UndeterminedDeadline, shown
from .limit import END_OF_DAY, FIRST_ON_EARTH, Limit, as_limit, limit_day
from .reminder import Remaining, Reminder, lead_days
from .text import Text
from .time_zone import tz, wall_clock, zone_readings
from .truth import Truth
from .value import HOLE, Invariant, Value, identifier, instant, optional_readable, strings, tuple_of
from .when import Days, When

if TYPE_CHECKING:
    from pendulum import DateTime

__all__ = ["Deadline"]


def _limit(given: Limit) -> Limit:
    if not isinstance(given, Limit):
        raise InvalidValue(f"'limit' must be a Limit such as Limit.on('2020-01-31'), got {shown(given)}", given)
    return given


def _amendments(given: Iterable[Amendment]) -> tuple[Amendment, ...]:
    return tuple_of(Amendment, given, "Amendment('extended', '2020-02-14')")


def _sources(given: Iterable[str]) -> tuple[str, ...]:
    return strings(given)


def _amendments_in_order(limit: Limit, amendments: Sequence[Any]) -> Iterator[InvalidValue]:
    announced: datetime | None = None
    current = limit
    for index, amendment in enumerate(amendments):
        if amendment is HOLE:
            return
        place = f"amendments[{index}]"
        if amendment.announced is not None:
            if announced is not None and amendment.announced < announced:
                yield InvalidValue(
                    f"'amendments' must be in the order of announcement, got {amendment.announced.isoformat()} after "
                    f"{announced.isoformat()}",
                    amendment.announced,
                    f"{place}.announced",
                )
            announced = amendment.announced
        try:
            following = amendment.applied_to(current)
        except InvalidValue as e:
            yield InvalidValue(e.message, e.value, place)
            return
        if amendment.kind is not AmendmentKind.READ_IN_ZONE:
            extends = amendment.kind is AmendmentKind.EXTENDED
            before, after = current.ends_between(), following.ends_between()
            if not (after > before if extends else after < before):
                direction = "after" if extends else "before"
                yield InvalidValue(
                    f"a deadline that is {amendment.kind.value} must be {direction} {current.when.edtf}, "
                    f"got {following.when.edtf!r}",
                    following.when,
                    f"{place}.when",
                )
        current = following


def _grace(given: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= 60 * 24 * 366:
        raise InvalidValue(
            f"'grace_minutes' must be a whole number from 0 to 527040, a year, such as 60, got {shown(given)}", given
        )
    return given


def _round_opens_before_it_closes(
    limit: Limit, amendments: Sequence[Any], opens: Limit | None
) -> Iterator[InvalidValue]:
    if opens is None or HOLE in amendments:
        return
    for amendment in amendments:
        limit = amendment.applied_to(limit)
    if limit.ends_between()[1] <= opens.begins_between()[0]:
        yield InvalidValue(
            f"a round must open before it closes on {limit.when.edtf}, got {opens.when.edtf!r}", opens, "opens"
        )


def _was_so_from_the_start(limit: Limit, amendments: Sequence[Any], opens: Limit | None) -> Iterator[InvalidValue]:
    """A reading that was never announced holds for every limit that was: `as_known` gives each of them in it."""
    if HOLE in amendments:
        return
    instants = sorted({one.announced for one in amendments if one.announced is not None})
    unannounced = [index for index, one in enumerate(amendments) if one.announced is None]
    for moment in instants if unannounced else ():
        known = [one for one in amendments if one.announced is None or one.announced < moment]
        problems = [*_amendments_in_order(limit, known)]
        problems = problems or [*_round_opens_before_it_closes(limit, known, opens)]
        if problems:
            yield InvalidValue(
                "a reading without the instant of its announcement holds from the start, and must do so for the limit "
                f"before {moment.isoformat()} too: {problems[0].message}",
                problems[0].value,
                f"amendments[{unannounced[-1]}]",
            )
            return


@frozen(repr=False)
class Deadline(Value):
    """A limit as stated, how it is read, and every later change. Make one with `on`.

    A day counts whole: it has passed at the first instant after which the zone's date is past that day for good. An
    hour has passed at that instant. Where no zone is stated, the day is not past while it is the day somewhere on
    Earth, and the answer is unknown for 26 hours.

    Args:
        id: Unique in the edition, and the same for life.
        limit: The limit as first stated.
        wording: The limit as the organiser wrote it.
        sources: Where that was read.
        amendments: Every later change, oldest first. Append-only.
        opens: When this round opens, where the call has several; a day counts from its first instant.
        grace_minutes: For how long after the limit applications are still taken without saying so. `passed`,
            `closes_at` and the state of the call keep to the announced limit; screening uses the enforced one.

    Raises:
        InvalidValue: Amendments out of order, an extension that is not later, a round that opens after it closes.

    >>> from datetime import UTC, datetime
    >>> deadline = Deadline.on("2020-01-31", wording="January 31, 2020")
    >>> deadline.passed(datetime(2020, 1, 31, 23, 30, tzinfo=UTC))
    Truth.UNKNOWN
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("limit", "amendments"), _amendments_in_order),
        Invariant(("limit", "amendments", "opens"), _round_opens_before_it_closes),
        Invariant(("limit", "amendments", "opens"), _was_so_from_the_start),
    )

    id: str = field(converter=identifier)
    limit: Limit = field(converter=_limit)
    wording: str | None = field(kw_only=True, default=None, converter=optional_readable)
    sources: tuple[str, ...] = field(kw_only=True, default=(), converter=_sources)
    amendments: tuple[Amendment, ...] = field(kw_only=True, default=(), converter=_amendments)
    opens: Limit | None = field(kw_only=True, default=None, converter=as_limit)
    grace_minutes: int = field(kw_only=True, default=0, converter=_grace)

    @classmethod
    def on(
        cls,
        limit: When | str | date,
        *,
        zone: str | Iterable[str] | None = None,
        id: str = "applications",
        wording: str | None = None,
        sources: Iterable[str] = (),
        fold: int | None = None,
        exclusive: bool = False,
        opens: Limit | When | str | date | None = None,
        grace_minutes: int = 0,
    ) -> Self:
        """Make one of a day or an hour.

        Args:
            limit: ``2020-01-31``, ``2021-05-20T17:00``, or a window on one of whose days the limit falls. 23:59,
                23:59:59 and 24:00 are ways to write the end of the day and are read so.
            zone: An Area/Location name that tzdata lists, ``UTC``, ``AoE`` (Anywhere on Earth, UTC-12), an offset
                that the call states (``+01:00``), or several of these between which the doubt is. None: not stated.
            id: Unique in the edition.
            wording: The limit as the organiser wrote it. Default: *limit* itself when it writes the end of a day.
            sources: Where that was read.
            fold: Which of two, 0 or 1, when clocks went back over that hour.
            exclusive: Whether the day itself is too late ("before 20 April"). Refused with an hour.
            opens: When this round opens; a day is read in the zone of the limit.
            grace_minutes: For how long applications are still taken after it.

        Raises:
            InvalidDate: The text is in none of the forms; or the zone skipped that day or hour.
            InvalidValue: The zone is an abbreviation (CET) or unknown.

        >>> Deadline.on("2021-05-20T17:00", zone="Europe/Brussels").closes_at().isoformat()
        '2021-05-20T17:00:00+02:00'
        """
        if wording is None and isinstance(limit, str) and limit.endswith(END_OF_DAY):
            wording = limit
        return cls(
            id,
            Limit.on(limit, zone=zone, fold=fold, exclusive=exclusive),
            wording=wording,
            sources=_sources(sources),
            opens=opens if opens is None or isinstance(opens, Limit) else Limit.on(opens, zone=zone),
            grace_minutes=grace_minutes,
        )

    @classmethod
    def at_midnight(
        cls,
        day: When | str | date,
        *,
        which: Literal["start", "end"],
        zone: str | Iterable[str] | None = None,
        id: str = "applications",
        wording: str | None = None,
        sources: Iterable[str] = (),
    ) -> Self:
        """Make one of "midnight" on a day: the caller says whether the day has then just begun or just ended.

        Raises:
            InvalidValue: *which* is neither, or *day* is not one day.

        >>> Deadline.at_midnight("2020-01-31", which="end", zone="Europe/Paris").closes_at().isoformat()
        '2020-02-01T00:00:00+01:00'
        """
        if which not in ("start", "end"):
            raise InvalidValue(f"'which' must say which midnight is meant, 'start' or 'end', got {shown(which)}", which)
        when = limit_day(day)
        if not isinstance(when, Days) or when.has_clock_times:
            raise InvalidValue(f"midnight must be that of one day such as '2020-01-31', got {when.edtf!r}", day)
        return cls.on(when, zone=zone, id=id, wording=wording, sources=sources, exclusive=which == "start")

    @cached_property
    def current(self) -> Limit:
        """The limit with all that is known now: the one first stated, with every amendment."""
        limit = self.limit
        for amendment in self.amendments:
            limit = amendment.applied_to(limit)
        return limit

    @property
    def is_as_worded(self) -> bool:
        """Whether the limit is still the one that its wording speaks of; a zone in which it is read changes nothing."""
        return all(one.kind is AmendmentKind.READ_IN_ZONE for one in self.amendments)

    def as_known(self, at: datetime) -> Self:
        """Give the deadline as it was known at an instant: without what was announced later."""
        moment = instant(at)
        known = tuple(a for a in self.amendments if a.announced is None or a.announced <= moment)
        # An opening that comes when the limit of then is over was announced with a later limit.
        was_over = any(_round_opens_before_it_closes(self.limit, known, self.opens))
        return evolve(self, amendments=known, opens=None if was_over else self.opens)

    def passed(self, at: datetime) -> Truth:
        """Tell whether the limit is past at an instant, by all that is known now.

        Args:
            at: An aware datetime, in any zone. The closing instant itself counts as past.

        Raises:
            InvalidValue: *at* has no zone.
        """
        return self.current.passed(at)

    def passed_for_good(self, at: datetime) -> Truth:
        """Tell whether even the grace is over at an instant: the limit that screening enforces."""
        return self.current.passed(instant(at) - timedelta(minutes=self.grace_minutes))

    def remaining(self, at: datetime) -> Remaining:
        """Tell how long it is until it closes, at the least and at the most; zero once it is past."""
        moment = instant(at)
        least, most = (max(edge - moment, timedelta(0)) for edge in self.current.ends_between())
        return Remaining(least, most)

    def reminders(self, leads: Iterable[int | timedelta]) -> tuple[Reminder, ...]:
        """Plan reminders some days before the limit, the earliest first.

        Days are those of the wall clock in the limit's zone, not 24 hours each: a week before midnight is midnight,
        also across a change of clocks. Where the zone is not settled they count from the earliest closing instant, so
        that nobody is reminded too late.

        Args:
            leads: How many days before, as whole days or timedeltas of whole days.

        Raises:
            InvalidValue: A lead that is not whole days, or negative.

        >>> deadline = Deadline.on("2020-03-31", zone="Europe/Paris")
        >>> [str(reminder.at) for reminder in deadline.reminders([timedelta(weeks=2), 3])]
        ['2020-03-17 23:00:00+00:00', '2020-03-28 23:00:00+00:00']
        """
        earliest, latest = self.current.ends_between()
        zones = self.current.zones or (FIRST_ON_EARTH,)
        # The zone that closes first: its wall clock is the one that counts.
        limit = self.current
        zone = min(zones, key=lambda one: evolve(limit, zones=(one,)).ends_between())
        local = earliest.astimezone(tz(zone)).replace(tzinfo=None)
        return tuple(
            Reminder(days, wall_clock(local - timedelta(days=days), zone), is_certain=earliest == latest)
            for days in sorted({lead_days(lead) for lead in leads}, reverse=True)
        )

    def closes_between(self) -> tuple[DateTime, DateTime]:
        """Give the first instant at which the limit may be past and the first at which it certainly is, in UTC.

        They are equal when there is no doubt.
        """
        earliest, latest = self.current.ends_between()
        import pendulum  # it needs a database of time zones, and says less of it than we do

        return pendulum.instance(earliest), pendulum.instance(latest)

    def closes_at(self) -> DateTime:
        """Give the first instant that is too late, on the clock of the deadline's zone.

        Raises:
            UndeterminedDeadline: No zone is stated, the limit is a window, or the candidates differ; the error
                carries both bounds.

        >>> Deadline.on("2020-01-31", zone="Europe/Paris").closes_at().isoformat()
        '2020-02-01T00:00:00+01:00'
        """
        limit = self.current
        earliest, latest = self.closes_between()
        import pendulum

        if earliest != latest or not limit.zones:
            doubt = "no zone is stated" if not limit.zones else f"it may be read as {' or '.join(limit.zones)}"
            if limit.when.earliest != limit.when.latest:
                doubt = f"the limit is the window {limit.when.edtf}"
            raise UndeterminedDeadline(
                f"a deadline must be one day or hour in one zone to have a closing instant; {doubt}: it closes "
                f"between {earliest.isoformat()} and {latest.isoformat()}. Read it in a zone, such as "
                "read_in('Europe/Paris'), if the organiser names one",
                earliest,
                latest,
            )
        zone = limit.zones[0]
        offset = tz(zone).utcoffset(None)
        if offset is not None:
            return earliest.in_timezone(pendulum.timezone(int(offset.total_seconds())))
        return earliest.in_timezone(zone)

    def read_in(
        self,
        zone: str | Iterable[str],
        *,
        announced: datetime | None = None,
        reason: Text | str | None = None,
        fold: int | None = None,
    ) -> Self:
        """Read it in a zone that the call did not state.

        Args:
            zone: As in `on`.
            announced: When that was announced; None when it holds from the start.
            reason: Why, if it was said.
            fold: Which of two equal hours is meant there.

        Raises:
            InvalidValue: It is no zone, or the limit does not exist in it. A reading that holds from the start must be
                one of every limit that was announced before.
        """
        zones = zone_readings(zone, on=self.current.when.latest)
        return self._amended(
            Amendment(AmendmentKind.READ_IN_ZONE, zones=zones, fold=fold, announced=announced, reason=reason)
        )

    def extended_to(
        self,
        limit: When | str | date,
        *,
        announced: datetime,
        reason: Text | str | None = None,
        zone: str | Iterable[str] | None = None,
        fold: int | None = None,
        exclusive: bool = False,
    ) -> Self:
        """Set a later limit, in the same zone unless another is given.

        An application between the old limit and the announcement is in time: `passed` uses all that is known.

        Raises:
            InvalidValue: The new limit is not later, or *announced* is before an earlier announcement.
        """
        return self._set(AmendmentKind.EXTENDED, limit, announced, reason, zone, fold, exclusive)

    def brought_forward_to(
        self,
        limit: When | str | date,
        *,
        announced: datetime,
        reason: Text | str | None = None,
        zone: str | Iterable[str] | None = None,
        fold: int | None = None,
        exclusive: bool = False,
    ) -> Self:
        """Set an earlier limit, in the same zone unless another is given.

        Raises:
            InvalidValue: The new limit is not earlier, or *announced* is before an earlier announcement.
        """
        return self._set(AmendmentKind.BROUGHT_FORWARD, limit, announced, reason, zone, fold, exclusive)

    def _set(
        self,
        kind: AmendmentKind,
        limit: When | str | date,
        announced: datetime,
        reason: Text | str | None,
        zone: str | Iterable[str] | None,
        fold: int | None,
        exclusive: bool,
    ) -> Self:
        when = limit_day(limit)
        return self._amended(
            Amendment(
                kind,
                when,
                zones=None if zone is None else zone_readings(zone, on=when.latest),
                fold=fold,
                exclusive=exclusive,
                announced=instant(announced),
                reason=reason,
            )
        )

    def _amended(self, amendment: Amendment) -> Self:
        return evolve(self, amendments=(*self.amendments, amendment))
