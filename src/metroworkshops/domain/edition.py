"""Editions: one cohort's cycle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from attrs import Factory, evolve, field, frozen

from .area import Area
from .call import Call
from .city import City
from .deadline import Deadline
from .earlier import Earlier
from .errors import InvalidValue, NotFound, named, shown
from .group import Group, term_key
from .level import LevelReading
from .milestone import Edge, Milestone
from .part import Part
from .partner import Partner
from .place import Place
from .quota import Quota
from .ranking import Ranking
from .rule import Rule, as_rule, problems_of
from .session import Session, keep_apart
from .state import Attendance, State
from .text import Text, languages, optional_text
from .truth import Truth
from .value import HOLE, Invariant, Value, flag, identifier, optional_readable, readable, strings, tuple_of, unique_ids
from .when import UNKNOWN, Bounds, Days, When, Window, as_when

if TYPE_CHECKING:
    from .case import Case

__all__ = ["Edition", "programme_id"]

_DOMAIN_NAME: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+", re.ASCII)
_URI: Final = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]+", re.ASCII)

_MOST_CHOICES: Final = 256
"""How many ways to choose among sessions are looked at."""


def programme_id(given: str) -> str:
    """Check the id of a programme: a domain name or URI that its organiser controls, so that it is unique on Earth.

    Raises:
        InvalidValue: It is neither.

    >>> programme_id("workshops.example.org")
    'workshops.example.org'
    """
    if not isinstance(given, str) or len(given) > 200 or not (_DOMAIN_NAME.fullmatch(given) or _URI.fullmatch(given)):
        raise InvalidValue(
            "a programme's id must be a domain name in small letters or a URI that the organiser controls, such as "
            f"'workshops.example.org', got {shown(given)}",
            given,
        )
    return given


def _partners(given: Iterable[Partner]) -> tuple[Partner, ...]:
    return tuple_of(Partner, given, "Partner(...)")


def _sessions(given: Iterable[Session]) -> tuple[Session, ...]:
    return tuple_of(Session, given, "Session(...)")


def _call(given: Call | None) -> Call | None:
    if given is not None and not isinstance(given, Call):
        raise InvalidValue(f"'call' must be a Call such as Call(deadlines=[...]), got {shown(given)}", given)
    return given


def _eligibility(given: Rule | None) -> Rule | None:
    return None if given is None else as_rule(given)


def _groups(given: Iterable[Group]) -> tuple[Group, ...]:
    return tuple_of(Group, given, "Group('urban practitioners', ['urban planner', 'architect'])")


def _groups_differ(groups: Sequence[Any]) -> Iterator[InvalidValue]:
    seen: set[str] = set()
    for index, group in enumerate(groups):
        if group is HOLE:
            continue
        if term_key(group.name) in seen:
            place = f"groups[{index}].name"
            yield InvalidValue(f"each group must be named once, got {group.name!r} again", group.name, place)
        seen.add(term_key(group.name))


def _levels(given: Iterable[LevelReading]) -> tuple[LevelReading, ...]:
    readings = tuple_of(LevelReading, given, "LevelReading('excellent command', 'C1')")
    seen: set[str] = set()
    for index, reading in enumerate(readings):
        if reading.words in seen:
            raise InvalidValue(
                f"each words must be read once, got {reading.words!r} again", reading.words, f"[{index}].words"
            )
        seen.add(reading.words)
    return readings


def _capacity(given: int | None) -> int | None:
    if given is not None and (isinstance(given, bool) or not isinstance(given, int) or given < 1):
        raise InvalidValue(f"'capacity' must be a whole number of 1 or more such as 25, got {shown(given)}", given)
    if given is not None and given >= 2**31:
        raise InvalidValue(f"'capacity' must be less than {2**31} such as 25, got {shown(given)}", given)
    return given


def _milestones(given: Iterable[Milestone]) -> tuple[Milestone, ...]:
    return tuple_of(Milestone, given, "Milestone(...)")


def _ranking(given: Ranking | None) -> Ranking | None:
    if given is not None and not isinstance(given, Ranking):
        raise InvalidValue(f"'ranking' must be a Ranking such as Ranking([Preference(...)]), got {shown(given)}", given)
    return given


def _quotas(given: Iterable[Quota]) -> tuple[Quota, ...]:
    return tuple_of(Quota, given, "Quota('local', rule, at_least=5)")


def _languages(given: Iterable[str]) -> tuple[str, ...]:
    return languages(given)


def _sources(given: Iterable[str]) -> tuple[str, ...]:
    return strings(given)


def _whereabouts(session: Session) -> Iterator[tuple[str, Session | Earlier | Part]]:
    """Walk whatever of a session has places, with where it stands: the session, its parts, and what was before."""
    holders: list[tuple[str, Session | Earlier]] = [("", session)]
    holders += [(f"earlier[{index}].", earlier) for index, earlier in enumerate(session.earlier)]
    for where, holder in holders:
        yield where, holder
        for index, part in enumerate(holder.parts):
            yield f"{where}parts[{index}].", part


def _with_place(session: Session, new: Place) -> Session:
    """Name a place as it is called now, wherever a session names it."""

    def renamed(places: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(new if place.id == new.id else place for place in places)

    def parts(of: Session | Earlier) -> tuple[Part, ...]:
        return tuple(evolve(part, places=renamed(part.places)) for part in of.parts)

    earlier = tuple(evolve(one, places=renamed(one.places), parts=parts(one)) for one in session.earlier)
    return evolve(session, places=renamed(session.places), parts=parts(session), earlier=earlier)


def _edges(sessions: Iterable[Session]) -> dict[Edge, Bounds]:
    """Tell between which days the first of some sessions starts, and the last ends, but for those cancelled."""
    dates = [session.when for session in sessions if session.state is not State.CANCELLED]
    return {
        Edge.START: _outermost(min, [when.starts for when in dates]),
        Edge.END: _outermost(max, [when.ends for when in dates]),
    }


def _outermost(choose: Callable[[Iterable[date]], date], bounds: Sequence[Bounds]) -> Bounds:
    """Choose the first or the last of some bounds; nothing, where one of them is not known."""
    earliest = [one.earliest for one in bounds if one.earliest is not None]
    latest = [one.latest for one in bounds if one.latest is not None]
    return Bounds(
        choose(earliest) if bounds and len(earliest) == len(bounds) else None,
        choose(latest) if bounds and len(latest) == len(bounds) else None,
    )


def same_places(
    sessions: Sequence[Any], prefix: str = "sessions", known: dict[str, Any] | None = None
) -> Iterator[InvalidValue]:
    """Yield places that share an id and differ."""
    seen: dict[str, Any] = {} if known is None else known
    for index, session in enumerate(sessions):
        if session is HOLE:
            continue
        visited = [
            (f"{where}places[{i}]", place)
            for where, somewhere in _whereabouts(session)
            for i, place in enumerate(somewhere.places)
        ]
        for where, place in visited:
            if seen.setdefault(place.id, place) != place:
                yield InvalidValue(
                    f"the place {place.id!r} must be the same wherever it is named, got one that differs",
                    place,
                    f"{prefix}[{index}].{where}",
                )


def _problems_at(
    rules: Sequence[tuple[str, Rule]],
    levels: tuple[Any, ...],
    groups: tuple[Any, ...],
    call: Call | None,
    sessions: Sequence[Any],
) -> Iterator[InvalidValue]:
    """Yield what makes rules impossible to ask, each with where it stands."""
    if not rules or any(HOLE in listed for listed in (levels, groups, sessions)):
        return
    # The rules ask an edition for these alone; no other field matters here.
    try:
        asked = Edition(programme="example.org", id="asked", levels=levels, groups=groups, call=call, sessions=sessions)
    except InvalidValue:
        return  # they contradict each other, which is told by itself
    for place, rule in rules:
        for problem in problems_of(rule, asked):
            where = f"{place}.{problem.where}" if problem.where else place
            yield InvalidValue(problem.message, problem.value, where)


def _preferences_can_be_asked(
    ranking: Ranking | None,
    levels: tuple[Any, ...],
    groups: tuple[Any, ...],
    call: Call | None,
    sessions: Sequence[Any],
) -> Iterator[InvalidValue]:
    preferences = () if ranking is None else ranking.preferences
    rules = [(f"ranking.preferences[{index}].rule", one.rule) for index, one in enumerate(preferences)]
    yield from _problems_at(rules, levels, groups, call, sessions)


def _quotas_can_be_asked(
    quotas: Sequence[Any],
    levels: tuple[Any, ...],
    groups: tuple[Any, ...],
    call: Call | None,
    sessions: Sequence[Any],
) -> Iterator[InvalidValue]:
    rules = [(f"quotas[{index}].rule", one.rule) for index, one in enumerate(quotas) if one is not HOLE]
    yield from _problems_at(rules, levels, groups, call, sessions)


def _quotas_fit(quotas: Sequence[Any], capacity: int | None) -> Iterator[InvalidValue]:
    for index, quota in enumerate(quotas):
        if quota is HOLE or capacity is None or quota.at_least is None:
            continue
        if quota.at_least > capacity:
            yield InvalidValue(
                f"'at_least' must not be more than the capacity, {capacity}; got {quota.at_least}",
                quota.at_least,
                f"quotas[{index}].at_least",
            )


def _rules_can_be_asked(
    eligibility: Rule | None,
    levels: tuple[Any, ...],
    groups: tuple[Any, ...],
    call: Call | None,
    sessions: Sequence[Any],
) -> Iterator[InvalidValue]:
    if eligibility is None:
        return
    problems = list(_problems_at([("eligibility", eligibility)], levels, groups, call, sessions))
    yield from problems
    if not problems and not any(HOLE in listed for listed in (levels, groups, sessions)):
        from .contradiction import can_hold  # the conditions, which not every edition has

        if not can_hold(eligibility):
            yield InvalidValue(
                f"'eligibility' must be a rule that somebody can meet, got {shown(eligibility)}, which never holds",
                eligibility,
                "eligibility",
            )


def _milestones_have_their_sessions(milestones: Sequence[Any], sessions: Sequence[Any]) -> Iterator[InvalidValue]:
    if HOLE in sessions:
        return
    known = {session.id: None for session in sessions}
    for index, milestone in enumerate(milestones):
        offset = None if milestone is HOLE else milestone.relative
        if offset is not None and offset.session is not None and offset.session not in known:
            yield InvalidValue(
                f"a milestone must be counted from one of the sessions ({named(known) or 'none'}), "
                f"got {offset.session!r}",
                offset.session,
                f"milestones[{index}].relative.session",
            )


@frozen(repr=False)
class Edition(Value):
    """One cohort's cycle.

    Args:
        programme: The id of its programme, a domain name or URI that the organiser controls.
        id: Unique in the programme, and the same for life.
        title: What it is called.
        label: How people name it, such as "2020-2021". Default: the id. Never computed from dates.
        partners: The organisations behind it, with their roles in it.
        sessions: Its workshops, in the organiser's order. None at all is possible.
        more_sessions: Whether not all sessions are announced yet.
        call: The call for applications.
        eligibility: The criteria. None: not stated.
        levels: How the words of its criteria are read as levels of language.
        groups: Its own names for several roles, sectors or countries, which its criteria use.
        languages: The working languages, as BCP 47 tags.
        capacity: How many are admitted, 1 or more.
        ranking: What puts applicants in order: preferences, and scores that people give. None: not stated.
        quotas: How many of those admitted should meet a rule. Neither they nor the ranking nor the capacity say who
            is eligible.
        milestones: Its other dated duties.
        wording: What the organiser wrote of it.
        sources: Where that was read.

    Raises:
        InvalidValue: A duplicate id, a capacity below one, a rule that cannot be asked, criteria that nobody can ever
            meet, a quota of more than there are places, a bare string for a list.

    >>> edition = Edition(programme="workshops.example.org", id="2020", label="2020-2021")
    >>> edition.label
    '2020-2021'
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        unique_ids("partners"),
        unique_ids("sessions"),
        unique_ids("milestones"),
        unique_ids("quotas"),
        Invariant(("groups",), _groups_differ),
        Invariant(("sessions",), same_places),
        Invariant(("eligibility", "levels", "groups", "call", "sessions"), _rules_can_be_asked),
        Invariant(("ranking", "levels", "groups", "call", "sessions"), _preferences_can_be_asked),
        Invariant(("quotas", "levels", "groups", "call", "sessions"), _quotas_can_be_asked),
        Invariant(("quotas", "capacity"), _quotas_fit),
        Invariant(("milestones", "sessions"), _milestones_have_their_sessions),
    )

    programme: str = field(converter=programme_id)
    id: str = field(converter=identifier)
    title: Text | None = field(kw_only=True, default=None, converter=optional_text)
    label: str = field(kw_only=True, default=Factory(lambda self: self.id, takes_self=True), converter=readable)
    partners: tuple[Partner, ...] = field(kw_only=True, default=(), converter=_partners)
    sessions: tuple[Session, ...] = field(kw_only=True, default=(), converter=_sessions)
    more_sessions: bool = field(kw_only=True, default=False, converter=flag)
    call: Call | None = field(kw_only=True, default=None, converter=_call)
    eligibility: Rule | None = field(kw_only=True, default=None, converter=_eligibility)
    levels: tuple[LevelReading, ...] = field(kw_only=True, default=(), converter=_levels)
    groups: tuple[Group, ...] = field(kw_only=True, default=(), converter=_groups)
    languages: tuple[str, ...] = field(kw_only=True, default=(), converter=_languages)
    capacity: int | None = field(kw_only=True, default=None, converter=_capacity)
    ranking: Ranking | None = field(kw_only=True, default=None, converter=_ranking)
    quotas: tuple[Quota, ...] = field(kw_only=True, default=(), converter=_quotas)
    milestones: tuple[Milestone, ...] = field(kw_only=True, default=(), converter=_milestones)
    wording: str | None = field(kw_only=True, default=None, converter=optional_readable)
    sources: tuple[str, ...] = field(kw_only=True, default=(), converter=_sources)

    @cached_property
    def case(self) -> Case:
        """Its criteria, ready to be asked of many applicants."""
        from .case import Case  # not needed before somebody is screened

        return Case(self)

    def session(self, id: str) -> Session:
        """Find a session by its id.

        Raises:
            NotFound: There is none; the error names those there are.
        """
        found = self._sessions.get(id)
        if found is None:
            known = tuple(self._sessions)
            there = ", ".join(known) or "none"
            raise NotFound(f"no session {id!r} in edition {self.id!r}; there are: {there}", id, known)
        return found

    @cached_property
    def _sessions(self) -> dict[str, Session]:
        """The sessions by their ids: each milestone may be counted from one."""
        return {session.id: session for session in self.sessions}

    def when_of(self, milestone: Milestone) -> Days | Window:
        """Tell when a milestone is: its own date, or the one that follows from the session it is counted from.

        A session with days gives a day; one with a month gives a window of the days that it may be; one of which
        nothing is known gives nothing known.

        >>> from metroworkshops import Offset
        >>> march = Session("a", "A", when="2020-03")
        >>> edition = Edition(programme="workshops.example.org", id="2020", sessions=[march])
        >>> edition.when_of(Milestone("visa", "Visa papers", relative=Offset(-30)))
        When.parse('[2020-01-31..2020-03-01]')
        """
        if milestone.relative is None:
            return as_when(milestone.when)
        offset = milestone.relative
        edges = self._edges if offset.session is None else _edges((self.session(offset.session),))
        earliest, latest = edges[offset.edge].earliest, edges[offset.edge].latest
        if earliest is None or latest is None:
            return UNKNOWN
        shift = timedelta(days=offset.days)
        first, last = earliest + shift, latest + shift
        return When.parse(f"[{first}..{last}]")

    @cached_property
    def _edges(self) -> dict[Edge, Bounds]:
        """Between which days the first session starts and the last ends: each milestone may be counted from them."""
        return _edges(self.sessions)

    def can_attend_all(self) -> Truth:
        """Tell whether one person can attend every required session, and one of each choice; of none it is unknown.

        YES when they leave room for each other however they turn out, NO when they never do. Where sessions are to be
        chosen from, the answer may stay unknown although every way to turn out leaves some choice; so it may where
        there are more than 256 ways to choose, or sixteen others, on average, that each may be at the same time as.

        >>> march, june = Session("a", "A", when="2020-03"), Session("b", "B", when="2020-06")
        >>> Edition(programme="workshops.example.org", id="2020", sessions=[march, june]).can_attend_all()
        Truth.YES
        """
        required = [s for s in self.sessions if s.attendance is Attendance.REQUIRED and s.state is not State.CANCELLED]
        if not required:
            return Truth.UNKNOWN
        choices: dict[str, list[Session]] = {}
        for session in required:
            choices.setdefault(session.choice or f" {session.id}", []).append(session)
        answer = Truth.NO
        for number, chosen in enumerate(product(*choices.values())):
            answer |= keep_apart(chosen) if number < _MOST_CHOICES else Truth.UNKNOWN
            if answer is Truth.YES or number == _MOST_CHOICES:
                break
        return answer

    def replacing(self, new: Session | Deadline | Place) -> Self:
        """Put a session, a deadline or a place where the one with the same id was.

        A place is replaced wherever it is named, history included: it is the same place under a better name, not
        another. For another place use `Session.moved_to`.

        Raises:
            NotFound: There is none with that id.
            InvalidValue: It is none of these; or a session's history does not continue that of the one replaced, for
                nothing announced is lost.

        >>> from datetime import UTC, datetime
        >>> bologna = Session("bologna-2020", "Bologna", when="2020-03")
        >>> edition = Edition(programme="workshops.example.org", id="2020", sessions=[bologna])
        >>> moved = bologna.moved_to("2020-10", announced=datetime(2020, 3, 2, tzinfo=UTC))
        >>> str(edition.replacing(moved).session("bologna-2020").when)
        '2020-10'
        """
        if isinstance(new, Deadline):
            if self.call is None:
                raise NotFound(f"no deadline {new.id!r} in edition {self.id!r}, which has no call", new.id)
            return evolve(self, call=self.call.replacing(new))
        if isinstance(new, City | Area):
            known = {
                place.id: None for session in self.sessions for _, one in _whereabouts(session) for place in one.places
            }
            if new.id not in known:
                raise NotFound(
                    f"no place {new.id!r} in edition {self.id!r}; there are: {', '.join(known) or 'none'}",
                    new.id,
                    tuple(known),
                )
            return evolve(self, sessions=tuple(_with_place(session, new) for session in self.sessions))
        if not isinstance(new, Session):
            raise InvalidValue(f"must be a Session, a Deadline, a City or an Area, got {shown(new)}", new)
        old = self.session(new.id)
        if new.earlier[: len(old.earlier)] != old.earlier:
            raise InvalidValue(
                f"'earlier' is append-only: it must begin with the {len(old.earlier)} that session {old.id!r} has, "
                f"got {len(new.earlier)} others",
                new,
            )
        return evolve(self, sessions=tuple(new if session.id == new.id else session for session in self.sessions))
