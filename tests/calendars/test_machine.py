"""Random histories of a programme: what subscribers are told of it, held against a model that remembers by itself.

The model knows sessions, deadlines and milestones as plain facts, with dates whose days it made up itself. It asks the
library nothing: not for identities, nor for what changed, nor for what is shown.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import attrs
import icalendar
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

import metroworkshops as mw
from metroworkshops import (
    Call,
    City,
    Deadline,
    Edition,
    InvalidValue,
    Milestone,
    Offset,
    Part,
    Programme,
    Publication,
    Session,
)
from metroworkshops.calendars import publish, to_ical

ID = "workshops.example.org"
NAMESPACE = UUID("5c2f9d0e-6f0b-4f0a-9c55-0a1f6a3f2d71")
FIRST = datetime(2019, 12, 1, tzinfo=UTC)
DAY = timedelta(days=1)
KEEP_DAYS, LONGEST_WINDOW = 90, 92
ZONES = {"bologna": "Europe/Rome", "casablanca": "Africa/Casablanca", "dakar": "Africa/Dakar"}
EDITIONS = ("2020", "2021")
SESSIONS = ("a", "b", "both", "late")
PARTS = ("p1", "p2", "p3")

Key = tuple[str, ...]
T = TypeVar("T", bound=Callable[..., None])


@dataclass(frozen=True)
class Stated:
    """Dates as a text of EDTF, with the days that it means: those of each run, or the bounds of a window."""

    text: str
    runs: tuple[tuple[date, date], ...] = ()
    exact: bool = True
    has_clock: bool = False
    hours: tuple[time, time] | None = None
    starts: tuple[date, date] | None = None

    @property
    def is_shown(self) -> bool:
        return bool(self.runs) and (self.exact or (self.runs[-1][1] - self.runs[0][0]).days < LONGEST_WINDOW)

    @property
    def starts_between(self) -> tuple[date, date] | None:
        if self.starts is None and self.runs:
            first, last = self.runs[0]
            return (first, first) if self.exact else (first, last)
        return self.starts

    def days(self) -> list[date]:
        return [first + n * DAY for first, last in self.runs for n in range((last - first).days + 1)]


NOTHING = Stated("XXXX", exact=False)
YEAR = Stated("2020", ((date(2020, 1, 1), date(2020, 12, 31)),), exact=False)
NO_END = Stated("2020-03/", exact=False, starts=(date(2020, 3, 1), date(2020, 3, 31)))


def run_text(first: date, last: date, between: str = "/") -> str:
    return str(first) if first == last else f"{first}{between}{last}"


def on_days(*runs: tuple[date, date]) -> Stated:
    if len(runs) == 1:
        return Stated(run_text(*runs[0]), runs)
    return Stated("{" + ",".join(run_text(*run, "..") for run in runs) + "}", runs)


def on_day(day: date) -> Stated:
    return on_days((day, day))


def in_month(number: int) -> Stated:
    last = date(2020, number, calendar.monthrange(2020, number)[1])
    return Stated(f"2020-{number:02}", ((date(2020, number, 1), last),), exact=False)


def at_hours(day: date, hour: int, *, end: bool = True) -> Stated:
    opens, closes = time(hour), time(hour + 3)
    if not end:
        return Stated(f"{day}T{opens:%H:%M}", ((day, day),), has_clock=True)
    text = f"{day}T{opens:%H:%M}/{day}T{closes:%H:%M}"
    return Stated(text, ((day, day),), has_clock=True, hours=(opens, closes))


def runs_from(first: date, gaps: Sequence[tuple[int, int]]) -> Stated:
    """Make runs of days, each some days after the one before."""
    runs = []
    for gap, more in gaps:
        runs.append((first + gap * DAY, first + (gap + more) * DAY))
        first = runs[-1][1] + DAY
    return on_days(*runs)


# Few days, so that sessions and parts of them come back to days on which they were before.
DATES = st.integers(0, 8).map(lambda n: date(2020, 3, 27) + n * DAY)
GAPS = st.tuples(st.integers(0, 2), st.integers(0, 1))
HOURS = st.builds(at_hours, DATES, st.sampled_from((9, 14)), end=st.sampled_from((True, True, True, False)))
SEPARATE = st.builds(runs_from, DATES, st.lists(GAPS, min_size=2, max_size=4))
ONE_RUN = st.builds(lambda first, more: on_days((first, first + more * DAY)), DATES, st.integers(0, 6))
WINDOWS = st.sampled_from((in_month(3), in_month(4), YEAR, NO_END, NOTHING))
# Chosen by a number of its own, so that each form comes as often.
WHENS = st.integers(0, 3).flatmap(lambda n: (HOURS, SEPARATE, ONE_RUN, WINDOWS)[n])
PLACES = st.sampled_from((*ZONES, None))
TITLES = st.sampled_from(("One", "Two, three; four"))
NAMES = st.sampled_from(("A town", "A port"))
WHICH = st.integers(0, 3)


@dataclass(frozen=True)
class PartFacts:
    id: str
    title: str | None
    when: Stated
    place: str | None = None


@dataclass(frozen=True)
class SessionFacts:
    title: str
    when: Stated
    place: str | None
    visited: frozenset[str | None]
    dates_confirmed: bool = False
    place_confirmed: bool = False
    mode: str = "unknown"
    state: str = "planned"
    parts: tuple[PartFacts, ...] = ()
    steps: int = 0

    @property
    def needs_place(self) -> bool:
        return self.when.has_clock or any(part.when.has_clock and not part.place for part in self.parts)


@dataclass(frozen=True)
class DeadlineFacts:
    when: Stated
    zone: str | None = None
    exclusive: bool = False
    steps: int = 0


@dataclass(frozen=True)
class EditionFacts:
    title: str | None = None
    sessions: tuple[str, ...] = ()
    forms: str | None = None
    deadline: tuple[Deadline, DeadlineFacts] | None = None
    milestones: tuple[tuple[str, Stated | int], ...] = ()
    """The dates of each, or the days that it is from the first session."""


@dataclass(frozen=True)
class Told:
    """What there is to tell of an entry."""

    stated: Stated
    editions: tuple[str, ...]
    material: dict[str, object]
    title: Any = None
    words: object = None
    zone: str | None = None
    settled: bool = True
    called_off: bool = False
    split: bool = False

    @property
    def is_duty(self) -> bool:
        return set(self.material) == {"dates"}


@dataclass
class Known:
    """What subscribers know of an entry."""

    told: Told
    published: datetime
    modified: datetime
    sequence: int = 0
    withdrawn: datetime | None = None
    shown: tuple[Stated, str | None] | None = field(default=None)
    """The dates that they were last shown, and the zone of clock times."""

    @property
    def is_taken_back(self) -> bool:
        return self.shown is not None and self.shown[0] != self.told.stated

    @property
    def is_split(self) -> bool:
        return self.told.split or (self.shown is not None and len(self.shown[0].runs) > 1)

    @property
    def status(self) -> str:
        if self.withdrawn or self.is_taken_back or self.told.called_off:
            return "CANCELLED"
        return "CONFIRMED" if self.told.settled and self.told.stated.exact else "TENTATIVE"

    def extent(self) -> tuple[date, date]:
        """Say when it starts and when it ends, with the zone for clock times: the end of days is the day after."""
        assert self.shown is not None
        stated, zone = self.shown
        if stated.hours and zone and not self.is_split and not self.told.is_duty:
            day = stated.runs[0][0]
            start, end = (datetime.combine(day, clock, tzinfo=ZoneInfo(zone)) for clock in stated.hours)
            return start, end
        return stated.runs[0][0], stated.runs[-1][1] + DAY


def identity(key: Key) -> str:
    kind, *names = key
    return str(uuid5(NAMESPACE, json.dumps([kind, ID, *names])))


def lines_for_all(data: bytes) -> list[str]:
    """Read the lines of a file but for those in somebody's language (RFC 5545 section 3.1)."""
    words = ("SUMMARY:", "DESCRIPTION:", "LOCATION:", "NAME:", "X-WR-CALNAME:", "X-WR-CALDESC:")
    return [one for one in data.decode().replace("\r\n ", "").split("\r\n") if not one.startswith(words)]


THEN = st.sampled_from((None, None, 0, 1, 40, 120))
"""How many days after a step the programme is published; or not yet."""


GIVEN: dict[str, st.SearchStrategy[dict[str, Any]]] = {}
"""What is drawn for each of the steps that an organiser may take."""
STEPS: list[str] = []
"""Their names, each as often as its weight."""


def step(*, weight: int = 1, **given: st.SearchStrategy[Any]) -> Callable[[T], T]:
    """Note what an organiser may do, with what is drawn for it, and how often it comes among the others."""

    def noted(method: T) -> T:
        GIVEN[method.__name__] = st.fixed_dictionaries(given)
        STEPS.extend([method.__name__] * weight)
        return method

    return noted


def steps() -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    return st.sampled_from(STEPS).flatmap(lambda name: st.tuples(st.just(name), GIVEN[name]))


class Histories(RuleBasedStateMachine):
    """A programme of two editions that share a session, what its organiser does to it, and what is published."""

    def __init__(self) -> None:
        super().__init__()
        self.at = FIRST
        self.names = {one: one.title() for one in ZONES}
        self.sessions: dict[str, tuple[Session, SessionFacts]] = {}
        self.editions = {one: EditionFacts() for one in EDITIONS}
        self.present: tuple[str, ...] = EDITIONS
        self.milestones = False
        self.publication: Publication | None = None
        self.known: dict[Key, Known] = {}
        self.named: dict[str, tuple[str, str | None]] = {}

    @initialize(first=WHENS, second=WHENS, at_once=st.booleans())
    def begin(self, first: Stated, second: Stated, at_once: bool) -> None:
        self.new_session("a", first, "bologna")
        self.new_session("both", second, "casablanca")
        self.sets("2020", sessions=("a", "both"), milestones=(("letter", in_month(4)), ("visa", -30)))
        self.sets("2021", sessions=("both",))
        for one in EDITIONS:
            limit = DeadlineFacts(on_day(date(2020, 3, 31)))
            self.sets(one, deadline=(Deadline.on(limit.when.text), limit))
        if at_once:
            self.publish()

    @rule(step=st.deferred(steps), then=THEN)
    def take(self, step: tuple[str, dict[str, Any]], then: int | None) -> None:
        """Let the organiser do something, and publish the programme after some days or not yet."""
        name, drawn = step
        getattr(self, name)(**drawn)
        if then is not None:
            self.at += then * DAY
            self.publish()

    # What there is.

    def sets(self, edition: str, **facts: Any) -> None:
        self.editions[edition] = replace(self.editions[edition], **facts)

    def city(self, id: str) -> City:
        return City(id, self.names[id], country="IT", time_zone=ZONES[id])

    def places(self, id: str | None) -> list[City]:
        return [] if id is None else [self.city(id)]

    def new_session(self, id: str, when: Stated, place: str | None) -> None:
        if when.has_clock and place is None:
            place = "dakar"
        session = Session(id, "One", when=when.text, places=self.places(place))
        self.sessions[id] = session, SessionFacts("One", when, place, frozenset((place,)))

    def chosen(self, which: int) -> tuple[Session, SessionFacts]:
        """Choose a session that is in the programme or once was."""
        ids = list(self.sessions)
        return self.sessions[ids[which % len(ids)]]

    def takes(self, session: Session, facts: SessionFacts, **changed: Any) -> None:
        """Note a step that was taken with a session, and what it changes."""
        new = replace(facts, steps=facts.steps + 1, **changed)
        places = {new.place, *(part.place for part in new.parts)}
        self.sessions[session.id] = session, replace(new, visited=facts.visited | places)

    def part(self, facts: PartFacts) -> Part:
        return Part(facts.id, facts.title, when=facts.when.text, places=self.places(facts.place))

    def programme(self) -> Programme:
        return Programme(ID, "Workshops", editions=[self.edition(one) for one in self.present])

    def edition(self, id: str) -> Edition:
        facts = self.editions[id]
        milestones = [
            Milestone(one, "Papers", relative=Offset(when))
            if isinstance(when, int)
            else Milestone(one, "Papers", when=when.text)
            for one, when in facts.milestones
        ]
        return Edition(
            ID,
            id,
            title=facts.title,
            sessions=[self.sessions[one][0] for one in facts.sessions],
            call=Call([facts.deadline[0]] if facts.deadline else [], forms=facts.forms),
            milestones=milestones,
        )

    # What an organiser does.

    @step(id=st.sampled_from(SESSIONS), edition=st.sampled_from(EDITIONS), when=WHENS, place=PLACES)
    def announce(self, id: str, edition: str, when: Stated, place: str | None) -> None:
        """Announce a session, or restore one that was dropped, before all others."""
        if id not in self.sessions:
            self.new_session(id, when, place)
        listed = self.editions[edition].sessions
        if id not in listed:
            self.sets(edition, sessions=(id, *listed))

    @step(edition=st.sampled_from(EDITIONS), which=WHICH)
    def drop(self, edition: str, which: int) -> None:
        listed = list(self.editions[edition].sessions)
        if listed:
            del listed[which % len(listed)]
            self.sets(edition, sessions=tuple(listed))

    @step(edition=st.sampled_from(EDITIONS))
    def reorder(self, edition: str) -> None:
        facts = self.editions[edition]
        self.sets(edition, sessions=facts.sessions[::-1], milestones=facts.milestones[::-1])

    @step(weight=4, which=WHICH, when=WHENS, confirmed=st.booleans())
    def move(self, which: int, when: Stated, confirmed: bool) -> None:
        session, facts = self.chosen(which)
        if facts.state == "held" or (when.has_clock and facts.place is None):
            return
        confirmed = confirmed and when != NOTHING
        moved = session.moved_to(when.text, announced=self.at, dates_confirmed=confirmed)
        self.takes(moved, facts, when=when, dates_confirmed=confirmed, state="planned", parts=())

    @step(weight=3, which=WHICH, change=st.sampled_from(("add", "drop", "shift")), index=st.integers(0, 3))
    def change_separate_days(self, which: int, change: str, index: int) -> None:
        """Add a day before the others, leave one out, or move one and with it all that follow."""
        session, facts = self.chosen(which)
        if facts.state == "held" or len(facts.when.runs) < 2:
            return
        runs = list(facts.when.runs)
        index %= len(runs)
        if change == "add":
            before = runs[0][0] - 2 * DAY
            runs.insert(0, (before, before))
        elif change == "drop":
            del runs[index]
        else:
            runs[index:] = [(first + DAY, last + DAY) for first, last in runs[index:]]
        when = on_days(*runs)
        moved = session.moved_to(when.text, announced=self.at)
        self.takes(moved, facts, when=when, dates_confirmed=False, state="planned", parts=())

    @step(weight=3, which=WHICH, place=PLACES)
    def change_place(self, which: int, place: str | None) -> None:
        session, facts = self.chosen(which)
        if facts.state in ("held", "postponed") or (place is None and facts.needs_place):
            return
        moved = session.moved_to(places=self.places(place), announced=self.at)
        self.takes(moved, facts, place=place, place_confirmed=False, state="planned")

    @step(weight=2, which=WHICH, place=PLACES)
    def take_dates_back_and_change_place(self, which: int, place: str | None) -> None:
        session, facts = self.chosen(which)
        if facts.state == "held":
            return
        moved = session.moved_to("XXXX", places=self.places(place), announced=self.at)
        changed = {"when": NOTHING, "dates_confirmed": False, "parts": ()}
        self.takes(moved, facts, **changed, place=place, place_confirmed=False, state="planned")

    @step(which=WHICH)
    def change_mode(self, which: int) -> None:
        """Move it online, or back to where people meet."""
        session, facts = self.chosen(which)
        if facts.mode == "online" and facts.state in ("planned", "cancelled"):
            moved = session.moved_to(mode="in person", announced=self.at)
            self.takes(moved, facts, mode="in person", place_confirmed=False, state="planned")
        elif facts.mode != "online" and facts.state == "planned":
            self.takes(session.moved_online(announced=self.at), facts, mode="online", place_confirmed=True)

    @step(weight=2, which=WHICH, dates=st.booleans(), place=st.booleans())
    def confirm(self, which: int, dates: bool, place: bool) -> None:
        session, facts = self.chosen(which)
        dates = dates and facts.when != NOTHING
        place = place and (facts.place is not None or facts.mode == "online")
        if facts.state == "planned" and (dates or place):
            confirmed = session.confirmed(announced=self.at, dates=dates, place=place)
            self.takes(
                confirmed,
                facts,
                dates_confirmed=dates or facts.dates_confirmed,
                place_confirmed=place or facts.place_confirmed,
            )

    @step(which=WHICH)
    def postpone(self, which: int) -> None:
        session, facts = self.chosen(which)
        if facts.state == "planned":
            postponed = session.postponed(announced=self.at)
            self.takes(postponed, facts, when=NOTHING, dates_confirmed=False, parts=(), state="postponed")

    @step(which=WHICH)
    def cancel(self, which: int) -> None:
        session, facts = self.chosen(which)
        if facts.state in ("planned", "postponed"):
            self.takes(session.cancelled(announced=self.at), facts, state="cancelled")

    @step(which=WHICH)
    def hold(self, which: int) -> None:
        session, facts = self.chosen(which)
        if facts.state == "planned":
            self.takes(session.held(announced=self.at), facts, state="held")

    def takes_place_in(self, session: Session, facts: SessionFacts, parts: Sequence[PartFacts]) -> None:
        moved = session.moved_to(parts=[self.part(one) for one in parts], announced=self.at)
        self.takes(moved, facts, parts=tuple(parts), state="planned")

    def drawn_part(self, id: str, facts: SessionFacts, offset: int, form: str, place: str | None) -> PartFacts:
        """Make a part within the dates of its session."""
        title = "Part" if offset % 2 else None
        days = facts.when.days()
        day = days[offset % len(days)]
        if form == "apart" and day < days[-1]:
            return PartFacts(id, title, on_days((day, day), (days[-1], days[-1])), place)
        if form == "hours" and (place or facts.place):
            return PartFacts(id, title, at_hours(day, 10), place)
        return PartFacts(id, title, NOTHING if form == "unknown" else on_day(day), place)

    FORMS = st.sampled_from(("day", "day", "hours", "apart", "unknown"))
    OFFSETS = st.integers(0, 40)

    @step(
        weight=3,
        which=WHICH,
        drawn=st.lists(
            st.tuples(st.sampled_from(PARTS), OFFSETS, FORMS, PLACES),
            min_size=1,
            max_size=3,
            unique_by=lambda one: one[0],
        ),
    )
    def split(self, which: int, drawn: list[tuple[str, int, str, str | None]]) -> None:
        session, facts = self.chosen(which)
        if facts.state not in ("held", "postponed") and facts.when.runs:
            parts = [self.drawn_part(name, facts, offset, form, place) for name, offset, form, place in drawn]
            self.takes_place_in(session, facts, parts)

    @step(
        weight=3,
        which=WHICH,
        index=WHICH,
        change=st.sampled_from(("move", "drop", "reorder")),
        offset=OFFSETS,
        form=FORMS,
    )
    def change_parts(self, which: int, index: int, change: str, offset: int, form: str) -> None:
        session, facts = self.chosen(which)
        if facts.state == "held" or not facts.parts:
            return
        parts = list(facts.parts)
        index %= len(parts)
        if change == "move":
            moved = self.drawn_part(parts[index].id, facts, offset, form, parts[index].place)
            parts[index] = replace(moved, title=parts[index].title)
        elif change == "drop":
            del parts[index]
        else:
            parts.reverse()
        self.takes_place_in(session, facts, parts)

    @step(which=WHICH, title=TITLES)
    def retitle_session(self, which: int, title: str) -> None:
        session, facts = self.chosen(which)
        self.sessions[session.id] = attrs.evolve(session, title=title), replace(facts, title=title)

    @step(edition=st.sampled_from(EDITIONS), title=TITLES)
    def retitle_edition(self, edition: str, title: str) -> None:
        self.sets(edition, title=title)

    @step(city=st.sampled_from(tuple(ZONES)), name=NAMES)
    def rename_city(self, city: str, name: str) -> None:
        self.names[city] = name
        if any(city in facts.visited for _, facts in self.sessions.values()):
            known = Edition(ID, "all", sessions=[session for session, _ in self.sessions.values()])
            for session in known.replacing(self.city(city)).sessions:
                self.sessions[session.id] = session, self.sessions[session.id][1]

    @step(
        edition=st.sampled_from(EDITIONS),
        change=st.sampled_from(("extend", "bring forward", "read")),
        days=st.integers(2, 9),
        exclusive=st.booleans(),
    )
    def change_deadline(self, edition: str, change: str, days: int, exclusive: bool) -> None:
        stated = self.editions[edition].deadline
        if stated is None:
            return
        deadline, facts = stated
        facts = replace(facts, steps=facts.steps + 1)
        if change == "read":
            zone = "Europe/Paris" if days % 2 else "UTC"
            new = deadline.read_in(zone, announced=self.at), replace(facts, zone=zone)
        else:
            first, last = facts.when.runs[0]
            day = last + days * DAY if change == "extend" else first - days * DAY
            verb = deadline.extended_to if change == "extend" else deadline.brought_forward_to
            new = (
                verb(day, announced=self.at, exclusive=exclusive),
                replace(facts, when=on_day(day), exclusive=exclusive),
            )
        self.sets(edition, deadline=new)

    @step(edition=st.sampled_from(EDITIONS))
    def withdraw_deadline(self, edition: str) -> None:
        self.sets(edition, deadline=None)

    @step(edition=st.sampled_from(EDITIONS))
    def restate_deadline_late_in_january(self, edition: str) -> None:
        late = Stated("2020-01-21~/2020-01-31~", ((date(2020, 1, 21), date(2020, 1, 31)),), exact=False)
        self.sets(edition, deadline=(Deadline.on(late.text), DeadlineFacts(late)))

    @step(edition=st.sampled_from(EDITIONS), forms=st.sampled_from((None, "https://example.org/a")))
    def change_form(self, edition: str, forms: str | None) -> None:
        self.sets(edition, forms=forms)

    @step(
        edition=st.sampled_from(EDITIONS),
        drawn=st.lists(
            st.tuples(st.sampled_from(("letter", "visa")), st.one_of(WINDOWS, ONE_RUN, SEPARATE, st.just(-30))),
            max_size=2,
            unique_by=lambda one: one[0],
        ),
    )
    def state_milestones(self, edition: str, drawn: list[tuple[str, Stated | int]]) -> None:
        self.sets(edition, milestones=tuple(drawn))

    @step()
    def ask_for_milestones_or_no_more(self) -> None:
        self.milestones = not self.milestones

    @step(editions=st.sampled_from((("2020", "2021"), ("2021", "2020"), ("2021",), ("2020",))))
    def choose_editions(self, editions: tuple[str, ...]) -> None:
        self.present = editions

    @step()
    def nothing(self) -> None:
        """Let only time pass."""

    @step()
    def keep_as_document(self) -> None:
        if self.publication is not None:
            kept = mw.documents.loads(mw.documents.dumps(self.publication), Publication)
            assert kept == self.publication
            self.publication = kept

    # What the model expects to be told.

    def told(self) -> dict[Key, Told]:
        found: dict[Key, Told] = {}
        for edition in self.present:
            facts = self.editions[edition]
            for name in facts.sessions:
                editions = tuple(one for one in self.present if name in self.editions[one].sessions)
                session = self.sessions[name][1]
                found["session", name] = self.told_of_session(session, editions)
                found.update(self.told_of_parts(name, session, editions))
            if facts.deadline:
                limit = facts.deadline[1]
                material: dict[str, object] = {"dates": (limit.when, limit.zone, limit.exclusive)}
                key = ("deadline", edition, "applications")
                found[key] = Told(limit.when, (edition,), material, words=limit.steps)
            for one, when in facts.milestones if self.milestones else ():
                stated = self.counted_from_sessions(facts, when) if isinstance(when, int) else when
                found["milestone", edition, one] = Told(stated, (edition,), {"dates": stated})
        return found

    def counted_from_sessions(self, facts: EditionFacts, days: int) -> Stated:
        sessions = [self.sessions[one][1] for one in facts.sessions]
        starts = [one.when.starts_between for one in sessions if one.state != "cancelled"]
        known = [one for one in starts if one]
        if not known or None in starts:
            return NOTHING
        first, last = (min(bounds) + days * DAY for bounds in zip(*known, strict=True))
        if first == last:
            return on_day(first)
        return Stated(f"[{first}..{last}]", ((first, last),), exact=False)

    def told_of_session(self, facts: SessionFacts, editions: tuple[str, ...]) -> Told:
        zone = ZONES.get(facts.place or "")
        parts = {
            one.id: (one.when, one.when.has_clock and ZONES.get(one.place or facts.place or "")) for one in facts.parts
        }
        confirmed = facts.dates_confirmed, facts.place_confirmed
        material: dict[str, object] = {
            "dates": (facts.when, facts.when.has_clock and zone, parts),
            "place": (facts.place, {one.id: one.place for one in facts.parts if one.place}),
            "mode": facts.mode,
            "status": (facts.state, *confirmed),
        }
        names = [(one, self.names[one]) for one in ZONES if one in facts.visited]
        settled = facts.state == "held" or all(confirmed)
        called_off = facts.state in ("cancelled", "postponed")
        words = (facts.steps, names, [(one.id, one.title) for one in facts.parts])
        return Told(
            facts.when, editions, material, facts.title, words, zone, settled, called_off, split=bool(facts.parts)
        )

    def told_of_parts(self, id: str, facts: SessionFacts, editions: tuple[str, ...]) -> Iterator[tuple[Key, Told]]:
        before = {key[2]: one for key, one in self.known.items() if key[:2] == ("part", id)}
        if facts.parts:
            # One without a title of its own is told by its id; a separate day by its session's title alone.
            parts = [replace(part, title=part.title or part.id) for part in facts.parts]
        elif facts.when.exact:
            parts = self.separate_days(facts.when.runs, before)
        else:  # those there were wait for new dates
            waiting = ((one, known.told.title) for one, known in before.items() if not known.withdrawn)
            parts = [PartFacts(one, title[1], NOTHING) for one, title in waiting]
        for part in parts:
            place = part.place or facts.place
            zone = ZONES.get(place or "")
            confirmed = facts.dates_confirmed and part.when != NOTHING, facts.place_confirmed
            material: dict[str, object] = {
                "dates": (part.when, part.when.has_clock and zone),
                "place": place,
                "mode": facts.mode,
                "status": (facts.state, *confirmed),
            }
            settled = facts.state == "held" or all(confirmed)
            called_off = facts.state in ("cancelled", "postponed")
            title = facts.title, part.title
            yield (
                ("part", id, part.id),
                Told(part.when, editions, material, title, place and self.names[place], zone, settled, called_off),
            )

    def separate_days(self, runs: Sequence[tuple[date, date]], before: dict[str, Known]) -> list[PartFacts]:
        """Name separate days: who stays stays, who was there before comes back, who moved follows in order."""
        if len(runs) < 2:
            return []
        names: dict[Stated, str] = {}
        for goes_on in (True, False):
            for name, known in before.items():
                if (known.withdrawn is None) is goes_on:
                    names.setdefault(known.told.stated, name)
        wanted = [on_days(run) for run in runs]
        chosen = {names[one] for one in wanted if one in names}
        moved = [name for name, known in before.items() if not known.withdrawn and name not in chosen]
        fresh = [name for name in (f"day-{n}" for n in range(1, 100)) if name not in before]
        return [PartFacts(names.get(one) or (moved or fresh).pop(0), None, one) for one in wanted]

    # What is published.

    def publish(self) -> None:
        """Publish, and hold all that is told against the model."""
        what, previous = self.programme(), self.publication
        self.publication = publish(what, previous=previous, at=self.at, milestones=self.milestones)
        changes = self.expect()
        found = [(one.uid, one.kind.value, one.editions) for one in self.publication.changes]
        assert sorted(found) == sorted((identity(key), kind, editions) for key, kind, editions in changes)
        assert [one.uid for one in self.publication.entries] == [identity(key) for key in self.known]
        for entry, (key, known) in zip(self.publication.entries, self.known.items(), strict=True):
            expected = (known.sequence, known.published, known.modified, known.withdrawn, known.told.editions)
            assert (entry.sequence, entry.published, entry.modified, entry.withdrawn, entry.editions) == expected, key
            assert (entry.dates and str(entry.dates)) == (known.shown and known.shown[0].text), key
        self.check_file()
        self.check_views()
        self.check_that_time_alone_changes_nothing(what)

    def expect(self) -> list[tuple[Key, str, tuple[str, ...]]]:
        """Work out what subscribers know from now on, and what is new in it."""
        told = self.told()
        named = {one: (self.editions[one].title or one, self.editions[one].forms) for one in self.present}
        named = self.named | named
        before, self.named = self.named, named
        changes: list[tuple[Key, str, tuple[str, ...]]] = []
        gone: list[Key] = []
        for key, known in self.known.items():
            if key[0] == "milestone" and not self.milestones:
                continue
            new = told.pop(key, None)
            old = known.told
            kinds = []
            if new is None:
                if known.withdrawn:
                    gone.append(key)
                else:
                    known.withdrawn = self.at
                    kinds = ["withdrawn"]
            else:
                if known.withdrawn:
                    kinds = ["revived"]
                else:
                    kinds = [kind for kind, value in old.material.items() if new.material[kind] != value]
                if not kinds and (old != new or self.renamed(key, new.editions, before)):
                    kinds = ["wording"]
                known.told, known.withdrawn = new, None
                if new.stated.is_shown:
                    known.shown = new.stated, new.zone
            if kinds:
                known.modified = self.at
                known.sequence += kinds != ["wording"]
                editions = tuple(dict.fromkeys((*old.editions, *known.told.editions)))
                changes += [(key, kind, editions) for kind in kinds]
        for key in gone:
            if self.renamed(key, self.known[key].told.editions, before) and self.is_in_file(key):
                self.known[key].modified = self.at
                changes.append((key, "wording", self.known[key].told.editions))
        for key, new in told.items():
            shown = (new.stated, new.zone) if new.stated.is_shown else None
            self.known[key] = Known(new, self.at, self.at, shown=shown)
            changes.append((key, "added", new.editions))
        return changes

    def renamed(self, key: Key, editions: Sequence[str], before: dict[str, tuple[str, str | None]]) -> bool:
        """Say whether an entry names its editions otherwise; that of a deadline has the form too."""
        told = 2 if key[0] == "deadline" else 1
        return any(before[one][:told] != self.named[one][:told] for one in editions if one in before)

    def is_in_file(self, key: Key) -> bool:
        known = self.known[key]
        if known.shown is None or (key[0] == "milestone" and not self.milestones):
            return False
        if known.withdrawn is None:
            return True
        return self.at < known.withdrawn + KEEP_DAYS * DAY and not self.is_taken_in(key)

    def is_taken_in(self, key: Key) -> bool:
        """Say whether a part that is no more is on days on which its session now takes place as a whole."""
        if key[0] != "part":
            return False
        whole, part = self.known["session", key[1]], self.known[key]
        assert part.shown
        if whole.withdrawn or whole.shown is None or whole.is_split or whole.is_taken_back:
            return False
        return whole.shown[0].exact and set(part.shown[0].days()) <= set(whole.shown[0].days())

    def check_file(self) -> None:
        """Read the files as others do."""
        assert self.publication is not None
        expected = {identity(key): known for key, known in self.known.items() if self.is_in_file(key)}
        keys = {identity(key): key for key in self.known}
        if not expected:
            with pytest.raises(InvalidValue, match="at least one entry with dates"):
                to_ical(self.publication, language="en")
            return
        files = {one: to_ical(self.publication, language=one) for one in ("en", "fr")}
        assert lines_for_all(files["en"]) == lines_for_all(files["fr"])
        for data in files.values():
            events: list[Any] = icalendar.Calendar.from_ical(data).walk("VEVENT")
            assert len(events) == len({str(event["UID"]) for event in events}) == len(expected)
            for event in events:
                uid = str(event["UID"])
                known, key = expected[uid], keys[uid]
                assert not event.errors
                start, end = event["DTSTART"].dt, event["DTEND"].dt
                assert (start, end) == known.extent(), key
                assert start < end
                assert type(start) is type(end)
                if isinstance(start, datetime) and known.shown:
                    assert event["DTSTART"].params["TZID"] == event["DTEND"].params["TZID"] == known.shown[1]
                assert event["SEQUENCE"] == known.sequence
                assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == known.modified
                assert event["CREATED"].dt == known.published
                assert event["STATUS"] == known.status, key
                busy = known.status == "CONFIRMED" and not (known.told.is_duty or known.is_split)
                assert event["TRANSP"] == ("OPAQUE" if busy else "TRANSPARENT"), key
                if key[0] == "part":
                    whole = "session", key[1]
                    assert event["RELATED-TO"] == identity(whole)
                    # An entry of the whole is there too, unless its own dates were never such as can be shown.
                    assert identity(whole) in expected or not self.is_in_file(whole)
                else:
                    assert "RELATED-TO" not in event

    def check_views(self) -> None:
        """Hold what the view of an edition shows against what the whole does."""
        assert self.publication is not None
        for one in self.present:
            view = self.publication.only(edition=one)
            shown = {entry.uid for entry in view.entries if view.shows(entry)}
            inside = [key for key, known in self.known.items() if one in known.told.editions]
            assert shown == {identity(key) for key in inside if self.is_in_file(key)}

    def check_that_time_alone_changes_nothing(self, what: Programme) -> None:
        assert self.publication is not None
        ends = [
            known.withdrawn + KEEP_DAYS * DAY
            for key, known in self.known.items()
            if known.withdrawn and self.is_in_file(key)
        ]
        soon = min(ends) - timedelta(seconds=1) if ends else self.at + 4000 * DAY
        for later in (self.at, soon):
            again = publish(what, previous=self.publication, at=later)
            assert again == self.publication
            assert again.changes == ()
        assert mw.documents.dumps(again) == mw.documents.dumps(self.publication)
        if ends:
            over = publish(what, previous=self.publication, at=min(ends))
            assert (over.entries, over.changes) == (self.publication.entries, ())
            shown = {entry.uid for entry in over.entries if over.shows(entry)}
            assert shown < {entry.uid for entry in over.entries if self.publication.shows(entry)}


def history(first: Stated, second: Stated = NOTHING) -> Histories:
    """Begin a history that once went wrong."""
    found = Histories()
    found.begin(first, second, at_once=True)
    return found


def test_dates_that_are_taken_back_stay_on_the_clock_on_which_they_were_seen() -> None:
    found = history(at_hours(date(2020, 3, 27), 9))
    found.take_dates_back_and_change_place(0, "casablanca")
    found.publish()
    found.change_place(0, "dakar")
    found.publish()
    found.move(0, at_hours(date(2020, 4, 2), 9), confirmed=True)
    found.publish()


def test_parts_in_another_order_are_on_the_same_dates_in_the_same_places() -> None:
    found = history(in_month(3))
    found.split(0, [("p1", 3, "day", None), ("p2", 5, "hours", "dakar"), ("p3", 7, "day", "casablanca")])
    found.publish()
    found.change_parts(0, 0, "reorder", 0, "day")
    found.publish()


def test_a_part_that_its_session_takes_in_is_not_said_to_be_reworded() -> None:
    first, last = date(2020, 4, 1), date(2020, 4, 3)
    found = history(on_days((first, first), (last, last)))
    found.move(0, on_days((first, last)), confirmed=False)
    found.publish()
    found.retitle_edition("2020", "Another")
    found.publish()


def test_a_part_that_its_session_takes_in_is_shown_in_no_view() -> None:
    first, last = date(2020, 4, 1), date(2020, 4, 3)
    found = history(NOTHING, on_days((first, first), (last, last)))
    found.move(1, on_days((first, last)), confirmed=False)
    found.publish()
    found.drop("2020", 1)
    found.publish()
    assert found.publication is not None
    view = found.publication.only(edition="2020")
    assert all(found.publication.shows(entry) for entry in view.entries if view.shows(entry))


def test_random_histories_of_a_programme() -> None:
    run_state_machine_as_test(Histories, settings=settings(stateful_step_count=20))


@pytest.mark.slow
def test_many_long_histories_of_a_programme() -> None:
    run_state_machine_as_test(Histories, settings=settings(max_examples=200, stateful_step_count=50, derandomize=True))
