"""Random histories of a call's deadlines, held against instants that are found by walking the clocks of zones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache, partial
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from metroworkshops import (
    Applicant,
    AppliedInTime,
    Call,
    CallState,
    Deadline,
    Declaration,
    Edition,
    Extension,
    InvalidValue,
    Limit,
    Truth,
)

DAY, QUARTER, SECOND = timedelta(days=1), timedelta(minutes=15), timedelta(seconds=1)
NO_SUCH_HOUR = "must be an hour that|comes twice"
START = datetime(2025, 2, 1, tzinfo=UTC)
NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
RANK = [NO, UNKNOWN, YES]
Edges = tuple[datetime, datetime]

# Clocks change within the days that are drawn: over midnight in Beirut (30 March) and Cairo (25 April), at night in
# Paris (30 March) and Casablanca (6 April).
AREAS = ("Europe/Paris", "Asia/Beirut", "Africa/Cairo", "Africa/Casablanca")
ZONES = st.sampled_from((None, *((one,) for one in AREAS), ("AoE",), ("+01:00",), ("+01:00", "+02:00"), AREAS[:2]))
DATES = st.sampled_from([date(2025, 3, 29) + n * DAY for n in (0, 1, 2, 7, 8, 15, 25, 26, 27)])
CLOCKS = st.sampled_from((None, None, None, time(0, 30), time(2, 30), time(12), time(23, 15)))


def clock_of(zone: str) -> tzinfo:
    if zone in AREAS:
        return ZoneInfo(zone)
    return timezone(timedelta(hours={"AoE": -12, "+01:00": 1, "+02:00": 2, "+14:00": 14, "-12:00": -12}[zone]))


@lru_cache(maxsize=4096)
def walked(day: date, zone: str) -> tuple[tuple[datetime, time], ...]:
    """List the instants at which it is that day in a zone, a quarter of an hour apart, with what clocks there show."""
    noon, area = datetime.combine(day, time(12), tzinfo=UTC), clock_of(zone)
    found = [(at, at.astimezone(area)) for at in (noon + n * QUARTER for n in range(-4 * 30, 4 * 30))]
    return tuple((at, local.time()) for at, local in found if local.date() == day)


@dataclass(frozen=True)
class Stated:
    """A limit in plain words: a day, an hour of it, or some day up to another."""

    day: date
    last: date
    clock: time | None = None
    zones: tuple[str, ...] = ()
    exclusive: bool = False
    fold: int | None = None

    @property
    def text(self) -> str:
        if self.clock:
            return f"{self.day}T{self.clock:%H:%M}"
        return str(self.day) if self.day == self.last else f"{self.day}~/{self.last}~"

    @property
    def readings(self) -> Sequence[str]:
        return self.zones or ("+14:00", "-12:00")

    def falls(self, zone: str) -> list[datetime]:
        """List the instants at which clocks in a zone show its hour: none where they skip it, two where it is twice."""
        return [at for at, shown in walked(self.day, zone) if shown == self.clock]

    @property
    def is_readable(self) -> bool:
        return self.clock is None or all(len(self.falls(zone)) == 1 for zone in self.readings)

    def edges(self, *, begins: bool = False) -> Edges:
        """Find between which instants it is past, or between which it begins."""
        found: list[datetime] = []
        for zone in self.readings:
            if self.clock:
                found += self.falls(zone)
            elif self.exclusive or begins:
                found += [walked(day, zone)[0][0] for day in (self.day, self.last)]
            else:
                found += [walked(day, zone)[-1][0] + QUARTER for day in (self.day, self.last)]
        return min(found), max(found)


@dataclass(frozen=True)
class Step:
    """A later change: when it was announced (None: it holds from the start) and the fields of the limit it sets."""

    announced: datetime | None
    new: dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """A deadline in plain words, with all its changes."""

    first: Stated
    steps: tuple[Step, ...] = ()
    opens: Stated | None = None
    grace: int = 0

    def at(self, known: datetime | None = None) -> Stated:
        """Say which limit holds, by what was known at an instant, or by all that is known."""
        limit = self.first
        for step in self.steps:
            if known is None or step.announced is None or step.announced <= known:
                limit = replace(limit, **step.new)
        return limit


def ends_before(opens: Stated | None, limit: Stated) -> bool:
    """Say whether a limit is over before applications are taken."""
    return opens is not None and limit.edges()[1] <= opens.edges(begins=True)[0]


def reached(at: datetime, edges: Edges) -> Truth:
    return NO if at < edges[0] else YES if at >= edges[1] else UNKNOWN


def least(*answers: Truth) -> Truth:
    return min(answers, key=RANK.index)


def most(*answers: Truth) -> Truth:
    return max(answers, key=RANK.index)


def opposite(answer: Truth) -> Truth:
    return RANK[2 - RANK.index(answer)]


class DeadlineHistories(RuleBasedStateMachine):
    """A call with one round or two, what its organiser announces, and what was asked of it in the meantime."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.facts: dict[str, Facts] = {}
        self.words: list[tuple[CallState, datetime]] = []
        self.opens: Stated | None = None
        self.granted: Stated | None = None
        self.call = Call()
        self.seen: dict[str, dict[datetime, Deadline]] = {}
        """What each deadline was at the end of each instant at which something was announced."""

    @initialize(day=DATES, clock=CLOCKS, zones=ZONES, window=st.integers(-3, 9), opens=st.none() | st.integers(0, 40))
    def announce(
        self, day: date, clock: time | None, zones: tuple[str, ...] | None, window: int, opens: int | None
    ) -> None:
        last = day if clock or window % 3 else day + max(window, 0) * DAY
        first = Stated(day, last, clock, zones or (), exclusive=window < 0 and clock is None)
        if not first.is_readable:
            first = replace(first, clock=None)
        if opens is not None:
            opening = date(2025, 2, 10) + opens * DAY
            self.opens = Stated(opening, opening)
            self.call = attrs.evolve(self.call, opens=Limit.on(opening))
        self.add("1", Facts(first))

    def add(self, name: str, facts: Facts) -> None:
        first, opens = facts.first, facts.opens
        deadline = Deadline.on(
            first.text,
            zone=first.zones or None,
            id=name,
            exclusive=first.exclusive,
            opens=opens.text if opens else None,
        )
        self.call = attrs.evolve(self.call, deadlines=(*self.call.deadlines, deadline))
        self.facts[name] = facts
        self.seen[name] = {self.now: deadline}

    @rule(days=st.integers(20, 60), opening=st.none() | st.integers(1, 15))
    def add_a_second_round(self, days: int, opening: int | None) -> None:
        if "2" not in self.facts:
            day = self.facts["1"].at().last + days * DAY
            opens = None if opening is None else Stated(day - opening * DAY, day - opening * DAY)
            self.add("2", Facts(Stated(day, day), opens=opens))

    @rule(hours=st.sampled_from((0, 5, 24, 200)))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    def takes(self, name: str, new: Deadline, step: Step) -> None:
        """Note a change; what was before it is on record, and cannot come back in its place."""
        old = self.call.deadline(name)
        self.call = self.call.replacing(new)
        with pytest.raises(InvalidValue, match="append-only"):
            self.call.replacing(old)
        facts = self.facts[name]
        self.facts[name] = replace(facts, steps=(*facts.steps, step))
        if step.announced is None:
            # It holds from the start, also for what was looked at before.
            self.seen[name] = {}
        self.seen[name][self.now] = new

    @rule(
        name=st.sampled_from(("1", "2")),
        days=st.integers(-20, 20).filter(lambda n: abs(n) > 2),
        clock=CLOCKS,
        zones=ZONES,
        exclusive=st.booleans(),
    )
    def set_later_or_earlier(
        self, name: str, days: int, clock: time | None, zones: tuple[str, ...] | None, exclusive: bool
    ) -> None:
        if name not in self.facts:
            return
        facts, deadline = self.facts[name], self.call.deadline(name)
        before = facts.at()
        day = (before.last if days > 0 else before.day) + days * DAY
        given: dict[str, Any] = {"day": day, "last": day, "clock": clock, "exclusive": exclusive and clock is None}
        given |= {} if zones is None else {"zones": zones}
        after = replace(before, **given)
        verb, other = deadline.extended_to, deadline.brought_forward_to
        if days < 0:
            verb, other = other, verb
        options: dict[str, Any] = {"announced": self.now, "zone": zones, "exclusive": after.exclusive}
        if not after.is_readable:
            with pytest.raises(InvalidValue, match=NO_SUCH_HOUR):
                verb(after.text, **options)
            return
        opens = self.opens, facts.opens
        if any(one and after.edges()[1] <= one.edges(begins=True)[0] for one in opens):
            with pytest.raises(InvalidValue, match=r"before it closes|before the call opens"):
                self.call.replacing(verb(after.text, **options))
            return
        with pytest.raises(InvalidValue, match=r"must be (after|before)"):
            other(after.text, **options)
        if any(step.announced and step.announced > START for step in facts.steps):
            early: dict[str, Any] = options | {"announced": START}
            with pytest.raises(InvalidValue, match="order of announcement"):
                verb(after.text, **early)
        self.takes(name, verb(after.text, **options), Step(self.now, given))

    @rule(name=st.sampled_from(("1", "2")), zones=ZONES.filter(bool), from_the_start=st.booleans())
    def read_in(self, name: str, zones: tuple[str, ...], from_the_start: bool) -> None:
        if name not in self.facts:
            return
        facts, deadline = self.facts[name], self.call.deadline(name)
        announced = None if from_the_start else self.now
        if not replace(facts.at(), zones=zones).is_readable:
            with pytest.raises(InvalidValue, match=NO_SUCH_HOUR):
                deadline.read_in(zones, announced=announced)
            return
        step = Step(announced, {"zones": zones})
        read = replace(facts, steps=(*facts.steps, step))
        # A reading that holds from the start is one of the limits before, too.
        known = [one.announced for one in facts.steps if one.announced]
        before = [read.at(START - DAY), *(read.at(at - SECOND) for at in known), *map(read.at, known)]
        if not all(one.is_readable for one in before) or any(map(partial(ends_before, facts.opens), before)):
            with pytest.raises(InvalidValue, match=r"holds from the start|must open before it closes"):
                deadline.read_in(zones, announced=announced)
            return
        if not any(map(partial(ends_before, self.opens), before)):
            self.takes(name, deadline.read_in(zones, announced=announced), step)

    @rule(name=st.sampled_from(("1", "2")), minutes=st.sampled_from((0, 60, 3 * 24 * 60)))
    def allow_grace(self, name: str, minutes: int) -> None:
        """Grace is enforced from now on; it is not announced, and no part of what was known."""
        if name in self.facts:
            deadline = attrs.evolve(self.call.deadline(name), grace_minutes=minutes)
            self.call = self.call.replacing(deadline)
            self.facts[name] = replace(self.facts[name], grace=minutes)
            self.seen[name] = {at: attrs.evolve(one, grace_minutes=minutes) for at, one in self.seen[name].items()} | {
                self.now: deadline
            }

    @rule(state=st.sampled_from((CallState.OPEN, CallState.CLOSED)))
    def declare(self, state: CallState) -> None:
        self.words.append((state, self.now))
        self.call = attrs.evolve(self.call, declared=[*self.call.declared, Declaration(state, self.now)])

    @rule(days=st.integers(0, 20), zones=ZONES)
    def grant_more_time_to_one(self, days: int, zones: tuple[str, ...] | None) -> None:
        day = self.facts["1"].at().last + days * DAY
        self.granted = Stated(day, day, None, zones or ())

    # What the model expects to be answered.

    def instants(self) -> list[datetime]:
        """List the instants at which an answer may change, with a moment before and after each."""
        edges = [self.now, *(at for _, at in self.words)]
        for facts in self.facts.values():
            grace = timedelta(minutes=facts.grace)
            edges += [edge + more for edge in facts.at().edges() for more in (timedelta(0), grace)]
            edges += facts.opens.edges(begins=True) if facts.opens else ()
        edges += self.opens.edges(begins=True) if self.opens else ()
        edges += self.granted.edges() if self.granted else ()
        return sorted({at + moment for at in edges for moment in (-SECOND, timedelta(0), SECOND)})

    def word_at(self, at: datetime) -> CallState | None:
        return next((state for state, announced in reversed(self.words) if announced <= at), None)

    def opened(self, at: datetime) -> Truth:
        if self.opens is None or self.word_at(at) is CallState.OPEN:
            return YES
        return reached(at, self.opens.edges(begins=True))

    def is_open(self, at: datetime) -> Truth:
        if self.word_at(at) is CallState.CLOSED:
            return NO
        rounds = [
            least(
                opposite(reached(at, facts.at().edges())),
                YES if facts.opens is None else reached(at, facts.opens.edges(begins=True)),
            )
            for facts in self.facts.values()
        ]
        return least(self.opened(at), most(*rounds))

    def in_time(self, at: datetime, granted: Stated | None) -> Truth:
        """Say whether an application is in time, of somebody who may have been granted more for the first round."""
        answers = []
        for facts in self.facts.values():
            grace = timedelta(minutes=facts.grace)
            first, last = facts.at().edges()
            answers.append(opposite(reached(at, (first + grace, last + grace))))
        if granted:
            answers.append(opposite(reached(at, granted.edges())))
        return most(*answers)

    def ask(self) -> None:
        for name, facts in self.facts.items():
            self.ask_deadline(self.call.deadline(name), facts)
            for at, before in self.seen[name].items():
                # What was known then is known of then for ever.
                assert self.call.deadline(name).as_known(at) == before
        self.ask_call()
        self.ask_of_one_applicant()

    def teardown(self) -> None:
        if self.facts:
            self.ask()

    def ask_deadline(self, deadline: Deadline, facts: Facts) -> None:
        edges = facts.at().edges()
        assert deadline.current.ends_between() == edges
        assert deadline.limit.ends_between() == facts.first.edges()
        assert len(deadline.amendments) == len(facts.steps)
        grace = timedelta(minutes=facts.grace)
        answers = []
        for at in self.instants():
            answers.append(deadline.passed(at))
            assert answers[-1] is reached(at, edges)
            assert deadline.passed_for_good(at) is reached(at - grace, edges)
            remaining = deadline.remaining(at)
            assert (remaining.least, remaining.most) == tuple(max(edge - at, timedelta(0)) for edge in edges)
        assert answers == sorted(answers, key=RANK.index)
        for step in facts.steps:
            for at in (step.announced, step.announced - SECOND) if step.announced else (START - DAY,):
                known = deadline.as_known(at)
                assert known.current.ends_between() == facts.at(at).edges()
                assert known.as_known(at) == known

    def ask_call(self) -> None:
        over_since: datetime | None = None
        for at in self.instants():
            word = self.word_at(at)
            over = word is CallState.CLOSED or all(
                reached(at, facts.at().edges()) is YES for facts in self.facts.values()
            )
            expected = self.is_open(at)
            assert self.call.is_open(at) is expected
            state = self.call.state(at)
            if over:
                assert state is CallState.CLOSED
            else:
                named = {YES: CallState.OPEN, NO: CallState.NOT_OPEN_YET, UNKNOWN: CallState.UNDETERMINED}
                assert state is named[expected]
            # Once every round is over, no word of the organiser's opens the call again.
            if over and word is not CallState.CLOSED:
                over_since = over_since or at
            assert over_since is None or state is CallState.CLOSED

    def ask_of_one_applicant(self) -> None:
        edition = Edition("workshops.example.org", "2025", call=self.call, eligibility=AppliedInTime())
        limit = self.granted and Limit.on(self.granted.text, zone=self.granted.zones or None)
        extensions = [Extension("1", limit, granted_by="the programme officer")] if limit else []
        for at in self.instants():
            one, other = (
                Applicant(name, applied_at=at, extensions=given) for name, given in (("a", extensions), ("b", []))
            )
            assert edition.case.screen(one).findings[0].truth is self.in_time(at, self.granted)
            # What is granted to one changes nothing for the others, nor of the call.
            finding = edition.case.screen(other).findings[0]
            assert finding.truth is self.in_time(at, None)
            passed = least(*(reached(at, facts.at().edges()) for facts in self.facts.values()))
            if finding.truth is YES:
                assert finding.reason == ("time-met" if passed is NO else "time-met-grace")


def test_random_histories_of_deadlines() -> None:
    # They are short, and many are needed before a limit falls on the day on which its zone changes its clocks.
    many = 3 * settings().max_examples
    run_state_machine_as_test(DeadlineHistories, settings=settings(max_examples=many, stateful_step_count=12))


@pytest.mark.slow
def test_many_long_histories_of_deadlines() -> None:
    run_state_machine_as_test(
        DeadlineHistories, settings=settings(max_examples=1000, stateful_step_count=40, derandomize=True)
    )
