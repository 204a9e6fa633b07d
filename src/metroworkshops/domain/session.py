"""Sessions: one workshop each, from the first rough date to the day it was held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import accumulate, product
from operator import mul
from typing import Any, ClassVar, Final, Self

from attrs import evolve, field, frozen

from .city import City
from .completion import MOST_NEAR, Alternative, Run, can_keep_apart, hull, meet, overlaps
from .earlier import Earlier, Step
from .errors import InvalidDate, InvalidValue
from .length import Length, optional_length
from .occasion import Occasion
from .part import Part, as_parts
from .place import Place, as_places, shared_zone
from .state import Attendance, Mode, State, as_attendance, as_mode, as_state
from .text import Text, text
from .time_zone import hour_falls, optional_time_zone_name
from .truth import Truth
from .value import (
    HOLE,
    Invariant,
    announced_in_order,
    flag,
    identifier,
    optional_identifier,
    optional_readable,
    strings,
    tuple_of,
    unique_ids,
)
from .when import UNKNOWN, Days, When, as_when

__all__ = ["Session", "keep_apart"]


def _strings(given: Iterable[str]) -> tuple[str, ...]:
    return strings(given)


def _history(given: Iterable[Earlier]) -> tuple[Earlier, ...]:
    return tuple_of(Earlier, given, "Earlier('moved', announced)")


def _hours_can_be_read(
    when: When, places: Sequence[Any], time_zone: str | None, parts: Sequence[Any]
) -> Iterator[InvalidValue]:
    if time_zone is None and HOLE in places:
        return
    shared = time_zone or shared_zone(places)
    stated = [("when", when, shared)]
    stated += [
        (f"parts[{index}].when", part.when, shared_zone(part.places) or shared)
        for index, part in enumerate(parts)
        if part is not HOLE
    ]
    for where, days, zone in stated:
        if not isinstance(days, Days) or not days.has_clock_times:
            continue
        if zone is None:
            zones = sorted({place.time_zone for place in places if isinstance(place, City)})
            yield InvalidValue(
                "'time_zone' must be given, such as 'Europe/Rome', when clock times are given and the places do not "
                f"share one zone, got {days.edtf!r} with {zones or 'no zone'}",
                None,
                "time_zone",
            )
            return
        try:
            _instants(days, zone)
        except InvalidDate as e:
            yield InvalidDate(e.message, days, where)


def _confirmed_date_is_known(when: When, dates_confirmed: bool) -> Iterator[InvalidValue]:
    if dates_confirmed and not when.is_known:
        yield InvalidValue(
            "'dates_confirmed' must be False while nothing is known of the dates, got True with 'XXXX'",
            True,
            "dates_confirmed",
        )


def _confirmed_place_is_chosen(
    places: Sequence[Any], one_of_places: bool, place_confirmed: bool, mode: Mode
) -> Iterator[InvalidValue]:
    if one_of_places and len(places) < 2:
        yield InvalidValue(
            f"'one_of_places' must be False unless there are two places or more to choose from, got {len(places)}",
            True,
            "one_of_places",
        )
    if place_confirmed and mode is not Mode.ONLINE and (one_of_places or not places):
        yield InvalidValue(
            "'place_confirmed' must be False while a place is still to be chosen, got True with "
            + ("one of several places" if one_of_places else "no place"),
            True,
            "place_confirmed",
        )


def _postponed_has_no_date(when: When, state: State) -> Iterator[InvalidValue]:
    if state is State.POSTPONED and when.is_known:
        yield InvalidValue(
            "'when' must be 'XXXX' for a postponed session, which has no new date yet (with a new date it has moved); "
            f"got {when.edtf!r}",
            when,
            "when",
        )


def _parts_lie_within(when: When, state: State, parts: Sequence[Any]) -> Iterator[InvalidValue]:
    for index, part in enumerate(parts):
        if part is HOLE or not part.when.is_known:
            continue
        if state is State.POSTPONED:
            yield InvalidValue(
                f"a part of a postponed session must have no date yet, got {part.when.edtf!r}",
                part.when,
                f"parts[{index}].when",
            )
        elif when.is_known and when.contains(part.when) is Truth.NO:
            yield InvalidValue(
                f"a part must lie within the dates of its session, {when.edtf}; got {part.when.edtf!r}",
                part.when,
                f"parts[{index}].when",
            )


def _with_length(when: When, length: Length | None) -> tuple[Alternative, ...]:
    """Give the ways in which dates may turn out that last as long as is said."""
    if length is None or not when.is_known:
        return when.completions
    if length.throughout:
        first, last = when.earliest, when.latest
        return ((Run.exactly(first, last),),) if first and last else ()
    least = length.least or 1
    kept = [
        (drawn,)
        for runs in when.completions
        if len(runs) == 1 and (drawn := runs[0].lasting(least, length.most or least)).is_possible
    ]
    return tuple(kept)


def _length_fits(when: When, length: Length | None) -> Iterator[InvalidValue]:
    if not _with_length(when, length):
        yield InvalidValue(
            f"'length' must fit the dates, {when.edtf}: a run of so many days within them, or throughout dates that "
            f"have a first and a last day; got {length!r}",
            length,
            "length",
        )


def _choice_is_required(attendance: Attendance, choice: str | None) -> Iterator[InvalidValue]:
    if choice is not None and attendance is Attendance.OPTIONAL:
        yield InvalidValue(
            f"'choice' must be of required sessions, of which one is attended; got {choice!r} with an optional one",
            choice,
            "choice",
        )


@frozen(repr=False)
class Session(Occasion):
    """One workshop of an edition.

    Precision and confirmation are different things: exact days can be "to be confirmed". The verbs (`confirmed`,
    `moved_to`, `moved_online`, `postponed`, `cancelled`, `held`) make the next value and keep the old in `earlier`;
    `Edition.replacing` puts it back.

    Args:
        id: Unique in the programme, and the same for life. A session with the same id in two editions is one session.
        title: What it is called.
        when: What is known about the days; a text in EDTF is read.
        dates_confirmed: Whether the organiser has confirmed the dates.
        places: The places, all visited unless *one_of_places*.
        one_of_places: Whether one of the places is still to be chosen.
        place_confirmed: Whether the organiser has confirmed the place.
        mode: How people meet.
        attendance: Whether those who were admitted have to come.
        choice: The name of the choice it belongs to: of the sessions that share it, one has to be attended.
        length: How long it lasts, where the days are not known; a number is so many days.
        time_zone: The IANA zone of the clock times, needed when the places do not share one.
        wording: The dates and the place as the organiser wrote them.
        sources: Where that was read.
        earlier: What was announced before, oldest first. Append-only.
        state: What the organiser says of it.
        parts: The parts in which it takes place, all of them: one workshop can become six webinars.

    Raises:
        InvalidValue: A field is wrong, or two contradict each other: confirmed dates of which nothing is known, a
            confirmed place that is still to be chosen, a postponed session with a date, clock times without a zone or
            that their zone skipped, a part outside the dates.

    >>> session = Session(id="bologna-2020", title=Text(en="Bologna"), when="2020-03")
    >>> session.status
    Status.TENTATIVE
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        unique_ids("places"),
        unique_ids("parts"),
        Invariant(("when", "places", "time_zone", "parts"), _hours_can_be_read),
        Invariant(("when", "state", "parts"), _parts_lie_within),
        Invariant(("when", "dates_confirmed"), _confirmed_date_is_known),
        Invariant(("places", "one_of_places", "place_confirmed", "mode"), _confirmed_place_is_chosen),
        Invariant(("when", "state"), _postponed_has_no_date),
        Invariant(("when", "length"), _length_fits),
        Invariant(("attendance", "choice"), _choice_is_required),
        announced_in_order("earlier"),
    )

    id: str = field(converter=identifier)
    title: Text = field(converter=text)
    when: When = field(kw_only=True, default=UNKNOWN, converter=as_when)
    dates_confirmed: bool = field(kw_only=True, default=False, converter=flag)
    places: tuple[Place, ...] = field(kw_only=True, default=(), converter=as_places)
    one_of_places: bool = field(kw_only=True, default=False, converter=flag)
    place_confirmed: bool = field(kw_only=True, default=False, converter=flag)
    mode: Mode = field(kw_only=True, default=Mode.UNKNOWN, converter=as_mode)
    attendance: Attendance = field(kw_only=True, default=Attendance.REQUIRED, converter=as_attendance)
    choice: str | None = field(kw_only=True, default=None, converter=optional_identifier)
    length: Length | None = field(kw_only=True, default=None, converter=optional_length)
    time_zone: str | None = field(kw_only=True, default=None, converter=optional_time_zone_name)
    wording: str | None = field(kw_only=True, default=None, converter=optional_readable)
    sources: tuple[str, ...] = field(kw_only=True, default=(), converter=_strings)
    earlier: tuple[Earlier, ...] = field(kw_only=True, default=(), converter=_history)
    state: State = field(kw_only=True, default=State.PLANNED, converter=as_state)
    parts: tuple[Part, ...] = field(kw_only=True, default=(), converter=as_parts)

    def zone_of(self, part: Part) -> str | None:
        """The IANA zone of the clock times of a part: that of its own places, else that of the session."""
        return shared_zone(part.places) or self.zone

    @property
    def extent(self) -> When:
        """Its dates as a whole: as stated, or where nothing is stated, from the first day of its parts to their last.

        A part of which nothing is known yet is left out; where one has no first day or no last, nothing is known.

        >>> Session("s", "S", parts=[Part("a", when="2020-09-30"), Part("b", when="2020-11-04"), Part("c")]).extent
        When.parse('2020-09-30/2020-11-04')
        """
        known = [] if self.when.is_known else [part.when for part in self.parts if part.when.is_known]
        firsts = [first for when in known if (first := when.earliest) is not None]
        lasts = [last for when in known if (last := when.latest) is not None]
        if not known or len(firsts) < len(known) or len(lasts) < len(known):
            return self.when
        return When.parse(f"{min(firsts)}/{max(lasts)}")

    @property
    def is_as_worded(self) -> bool:
        """Whether nothing that its wording speaks of has changed since: a stale sentence would contradict the rest.

        >>> from datetime import UTC, datetime
        >>> march = Session("s", "Bologna", when="2020-03", wording="Bologna, March 2020")
        >>> march.is_as_worded, march.moved_to("2020-10", announced=datetime(2020, 3, 2, tzinfo=UTC)).is_as_worded
        (True, False)
        """
        now = (self.when, self.places, self.one_of_places, self.mode)
        return all((one.when, one.places, one.one_of_places, one.mode) == now for one in self.earlier)

    @property
    def completions(self) -> tuple[Alternative, ...]:
        """Every way in which its days may turn out, given its length; or its parts, which it then consists of."""
        if not self.parts:
            return _with_length(self.when, self.length)
        ways = _combined([part.when.completions for part in self.parts])
        return tuple(tuple(run for runs in chosen for run in runs) for chosen in ways)

    def clashes_with(self, other: Session) -> Truth:
        """Tell whether one person cannot attend both.

        Two sessions that share a day clash, unless both have clock times, each in its zone, that leave them apart. A
        cancelled session clashes with none, and one with parts takes place in its parts alone. Days are compared by
        their dates, wherever on Earth they are.

        Where parts may turn out in more than 256 ways, or more than six windows may meet each other, the answer may
        stay unknown although it could be settled; it is never settled wrongly.

        >>> march = Session("a", "A", when="2020-03", length=5)
        >>> march.clashes_with(Session("b", "B", when="2020-03-16"))
        Truth.UNKNOWN
        >>> march.clashes_with(Session("c", "C", when="2020-04"))
        Truth.NO
        """
        if State.CANCELLED in (self.state, other.state):
            return Truth.NO
        mine, theirs = _hours(self), _hours(other)
        if mine and theirs:
            return Truth.of(meet(mine, theirs))
        plain = not (self.length or self.parts or other.length or other.parts)
        if plain and self.zone == other.zone:
            return self.when.clashes_with(other.when)
        return overlaps(self.completions, other.completions)

    def confirmed(
        self, *, announced: datetime, reason: Text | str | None = None, dates: bool = True, place: bool = True
    ) -> Self:
        """Confirm the dates, the place, or both.

        Args:
            announced: When that was announced.
            reason: Why, if it was said.
            dates: Whether the dates are confirmed by this step.
            place: Whether the place is confirmed by this step.

        Raises:
            InvalidValue: Nothing is confirmed, there is nothing to confirm yet, or the session is not planned.
        """
        if not (dates or place):
            raise InvalidValue("confirming must be of the dates, the place, or both, got neither")
        self._refuse_unless(Step.CONFIRMED, State.PLANNED)
        return self._next(
            Step.CONFIRMED,
            announced,
            reason,
            dates_confirmed=dates or self.dates_confirmed,
            place_confirmed=place or self.place_confirmed,
        )

    def moved_to(
        self,
        when: When | str | date | None = None,
        *,
        announced: datetime,
        places: Iterable[Place] | None = None,
        mode: Mode | str | None = None,
        time_zone: str | None = None,
        parts: Iterable[Part] | None = None,
        reason: Text | str | None = None,
        dates_confirmed: bool = False,
        place_confirmed: bool | None = None,
    ) -> Self:
        """Give it other dates, another place, or both; a session that was postponed or cancelled is planned again.

        Args:
            when: The new dates; None leaves them (and whether they are confirmed) as they are.
            announced: When that was announced.
            places: The new places; None leaves them as they are.
            mode: How people now meet; None leaves it as it is.
            time_zone: The zone of its clock times. None: that of the new places, or as it is when it stays where it is.
            parts: The parts in which it now takes place. None: none, or as they are when the dates stay.
            reason: Why, if it was said.
            dates_confirmed: Whether the new dates are confirmed at once.
            place_confirmed: Whether the new place is confirmed at once. Default: as it was when the place stays, else
                not.

        Raises:
            InvalidValue: Nothing is moved, it was held already, or it would still have no date.
        """
        self._refuse_unless(Step.MOVED, State.PLANNED, State.POSTPONED, State.CANCELLED)
        if when is None and places is None and mode is None and parts is None:
            raise InvalidValue("a move must be to other dates such as '2020-10' or to another place, got neither")
        new: dict[str, Any] = {"state": State.PLANNED}
        if when is not None:
            new |= {**self._dated(when), "dates_confirmed": dates_confirmed, "parts": ()}
        elif self.state is State.POSTPONED:
            raise InvalidValue("a postponed session must be given a date, such as '2020-10', to be moved; got none")
        if places is not None:
            new |= {"places": as_places(places), "one_of_places": False, "place_confirmed": False, "time_zone": None}
        if mode is not None:
            new |= {"mode": as_mode(mode)}
            if self.mode is Mode.ONLINE and new["mode"] is not Mode.ONLINE:
                new["place_confirmed"] = False
        if time_zone is not None:
            new["time_zone"] = time_zone
        if parts is not None:
            new["parts"] = as_parts(parts)
        if place_confirmed is not None:
            new["place_confirmed"] = place_confirmed
        return self._next(Step.MOVED, announced, reason, **new)

    def moved_online(self, *, announced: datetime, reason: Text | str | None = None) -> Self:
        """Hold it online: the place it was planned for stays on record, and where people meet is settled.

        Raises:
            InvalidValue: It is not planned, or it is online already.
        """
        self._refuse_unless(Step.MOVED_ONLINE, State.PLANNED)
        if self.mode is Mode.ONLINE:
            message = f"a session must be in person, hybrid or unknown to move online, got {self.id!r}, which is online"
            raise InvalidValue(message, self.mode)
        return self._next(Step.MOVED_ONLINE, announced, reason, mode=Mode.ONLINE, place_confirmed=True)

    def postponed(self, *, announced: datetime, reason: Text | str | None = None) -> Self:
        """Take back its dates, with no new ones yet. To give new dates use `moved_to`.

        Raises:
            InvalidValue: It is not planned.
        """
        self._refuse_unless(Step.POSTPONED, State.PLANNED)
        dateless: dict[str, Any] = {"when": UNKNOWN, "dates_confirmed": False, "parts": ()}
        return self._next(Step.POSTPONED, announced, reason, state=State.POSTPONED, **dateless)

    def cancelled(self, *, announced: datetime, reason: Text | str | None = None) -> Self:
        """Call it off. Its dates stay on record.

        Raises:
            InvalidValue: It was cancelled or held already.
        """
        self._refuse_unless(Step.CANCELLED, State.PLANNED, State.POSTPONED)
        return self._next(Step.CANCELLED, announced, reason, state=State.CANCELLED)

    def held(
        self, when: When | str | date | None = None, *, announced: datetime, reason: Text | str | None = None
    ) -> Self:
        """Record that it took place.

        Args:
            when: The days on which it did; None leaves what was planned.
            announced: When that was recorded.
            reason: A remark, if there is one.

        Raises:
            InvalidValue: It is not planned.
        """
        self._refuse_unless(Step.HELD, State.PLANNED)
        new: dict[str, Any] = {}
        if when is not None:
            dates = as_when(when)
            fit = all(not part.when.is_known or dates.contains(part.when) is not Truth.NO for part in self.parts)
            new = {**self._dated(dates), "parts": self.parts if fit else ()}
        return self._next(Step.HELD, announced, reason, state=State.HELD, **new)

    def _dated(self, when: When | str | date) -> dict[str, Any]:
        dates = as_when(when)
        fits = bool(_with_length(dates, self.length))
        return {"when": dates, "length": self.length if fits else None}  # else the new dates say how long it lasts

    def _refuse_unless(self, step: Step, *states: State) -> None:
        if self.state not in states:
            allowed = " or ".join(state.value for state in states)
            raise InvalidValue(
                f"a session must be {allowed} to be {step.value}, got {self.id!r}, which is {self.state.value}",
                self.state,
            )

    def _next(self, step: Step, announced: datetime, reason: Text | str | None, **new: Any) -> Self:
        record = Earlier(step, announced, reason=reason, **{name: getattr(self, name) for name in _RECORDED})
        return evolve(self, earlier=(*self.earlier, record), **new)


def keep_apart(sessions: Sequence[Session]) -> Truth:
    """Tell whether one person can attend all of these sessions; of none the answer is yes.

    Where each may be at the same time as sixteen others, on average, the answer may stay unknown.
    """
    pairs: set[tuple[int, int]] = set()
    left = MOST_NEAR * len(sessions)
    for pair in _at_one_time(sessions):
        left -= 1
        if left < 0:
            return Truth.UNKNOWN
        clash = sessions[pair[0]].clashes_with(sessions[pair[1]])
        if clash is Truth.YES:
            return Truth.NO
        if clash is Truth.UNKNOWN:
            pairs.add(pair)
    if not pairs:
        return Truth.YES
    ways = _combined([session.completions for session in sessions])
    # Any two may have room, and all of them not: three weeks within one fortnight.
    return Truth.UNKNOWN if any(can_keep_apart(rows, pairs) for rows in ways) else Truth.NO


def _at_one_time(sessions: Sequence[Session]) -> Iterator[tuple[int, int]]:
    """Pair sessions, by position, whose days may meet; two clocks at one instant may be two days apart."""
    wholes = [(hull(session.completions)[0], index) for index, session in enumerate(sessions)]
    going: list[tuple[Run, int]] = []
    for one, index in sorted(wholes):
        going = [(other, at) for other, at in going if other.end_to + 2 >= one.start_from]
        yield from ((min(at, index), max(at, index)) for _, at in going)
        going.append((one, index))


def _combined(ways: Sequence[Sequence[Alternative]]) -> Iterable[tuple[Alternative, ...]]:
    """Combine the ways in which several things may turn out; too many are summed up, which leaves more room."""
    if any(number > _MOST_WAYS for number in accumulate(map(len, ways), mul)):
        ways = [(hull(alternatives),) for alternatives in ways]
    return product(*ways)


def _hours(session: Session) -> list[tuple[datetime, datetime]]:
    """List the hours of a session, or of its parts, as instants; nothing when not all of them have both clock times."""
    stated = [(part.when, session.zone_of(part)) for part in session.parts] or [(session.when, session.zone)]
    hours: list[tuple[datetime, datetime]] = []
    for when, zone in stated:
        if not isinstance(when, Days) or zone is None or not all(span.opens and span.closes for span in when.spans):
            return []
        instants = _instants(when, zone)
        hours += zip(instants[::2], instants[1::2], strict=True)
    return hours


def _instants(days: Days, zone: str) -> list[datetime]:
    """List the instants of the clock times of some days, the first of two where clocks went back.

    Raises:
        InvalidDate: The zone skipped one of them.
    """
    return [
        hour_falls(datetime.combine(day, clock), zone, 0)
        for span in days.spans
        for day, clock in ((span.first, span.opens), (span.last, span.closes))
        if clock
    ]


# How many ways to turn out are looked at one by one. Beyond, each part or session is taken for any days between its
# first and its last: a question may then stay open that could be settled, never the reverse.
_MOST_WAYS: Final = 256

_RECORDED: Final = (
    "when",
    "dates_confirmed",
    "places",
    "one_of_places",
    "place_confirmed",
    "mode",
    "state",
    "length",
    "time_zone",
    "parts",
)
