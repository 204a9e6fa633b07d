"""The conditions on attendance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from metroworkshops.domain.condition import Asked, PreparedCondition, Verdict
from metroworkshops.domain.errors import InvalidValue, named, shown
from metroworkshops.domain.finding import Detail, Details, Whose
from metroworkshops.domain.state import Attendance, State
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.value import Invariant, identifier

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant, Commitment
    from metroworkshops.domain.edition import Edition
    from metroworkshops.domain.session import Session

__all__ = ["Attends", "AttendsEverySession"]

NOT_GIVEN = Verdict(Truth.UNKNOWN, "attendance-not-given", Whose.APPLICANT)
NO_SESSIONS = Verdict(Truth.UNKNOWN, "attendance-no-sessions", Whose.ORGANISER)
NOT_PROMISED = Verdict(Truth.NO, "attendance-not-promised")
CHANGED = Verdict(Truth.UNKNOWN, "attendance-session-changed", Whose.APPLICANT)
CHANGED_DATELESS = Verdict(Truth.UNKNOWN, "attendance-session-changed", Whose.ORGANISER)
MORE_SESSIONS = Verdict(Truth.UNKNOWN, "attendance-more-sessions", Whose.ORGANISER)
MET = Verdict(Truth.YES, "attendance-met")

_Promise = Callable[["Commitment | None"], Truth]


def _promise_of(session: Session) -> _Promise:
    """Make the function that tells whether a commitment is to a session as it stands now."""
    places = {place.id for place in session.places}
    narrows: dict[str, Truth] = {session.when.edtf: Truth.YES}

    def promised(commitment: Commitment | None) -> Truth:
        if commitment is None or not commitment.attends:
            return Truth.NO
        if commitment.places is not None and set(commitment.places) != places:
            return Truth.UNKNOWN
        if commitment.mode is not None and commitment.mode is not session.mode:
            return Truth.UNKNOWN
        days = commitment.to.edtf
        known = narrows.get(days)
        if known is None:
            known = Truth.YES if session.when.narrows(commitment.to) else Truth.UNKNOWN
            if len(narrows) < 1000:  # a cohort promises a few dates; a hostile one any number
                narrows[days] = known
        return known

    return promised


def _can_be_attended(session: Session) -> bool:
    return session.state is not State.CANCELLED


def _groups(sessions: Iterable[Session]) -> list[list[Session]]:
    """Put the sessions of a choice together; one of no choice is a group of its own."""
    found: dict[str, list[Session]] = {}
    for session in sessions:
        # Ids have no spaces, so that a session is never taken for a choice.
        found.setdefault(session.choice or f" {session.id}", []).append(session)
    return list(found.values())


class _Attendance(PreparedCondition):
    """What the two have in common: so many groups of sessions, of each of which one has to be attended."""

    __slots__ = ()

    FACTS: ClassVar[tuple[str, ...]] = ("commitments",)

    def _wanted(self, edition: Edition) -> tuple[list[list[Session]], int]:
        """List the groups, and how many of them are needed."""
        raise NotImplementedError

    def _leaves_open(self, edition: Edition) -> bool:
        """Tell whether sessions that are still to be announced have to be attended too."""
        return False

    def asked(self, edition: Edition) -> Asked:
        """Make the function that looks at an applicant's commitments; the list, when given, is the whole list."""
        groups, needed = self._wanted(edition)
        if not groups:
            return lambda _: NO_SESSIONS
        promises = [[(session.id, _promise_of(session)) for session in group] for group in groups]
        met = MORE_SESSIONS if self._leaves_open(edition) else MET
        dateless = {session.id for group in groups for session in group if session.state is State.POSTPONED}
        everything = needed == len(groups)

        def judged(commitments: Iterable[Commitment]) -> Verdict:
            given = {one.session: one for one in commitments}
            yes = open_ = 0
            for group in promises:
                answer = Truth.NO
                for session, promised in group:
                    own = promised(given.get(session))
                    if own is Truth.YES:
                        answer = own
                        break
                    if own is Truth.UNKNOWN:
                        answer = own
                if answer is Truth.YES:
                    yes += 1
                elif answer is Truth.UNKNOWN:
                    open_ += 1
                elif everything:
                    return NOT_PROMISED
            if yes >= needed:
                return met
            if yes + open_ < needed:
                return NOT_PROMISED
            unsettled = [
                session
                for group in promises
                for session, promised in group
                if promised(given.get(session)) is Truth.UNKNOWN
            ]
            return CHANGED_DATELESS if dateless.issuperset(unsettled) else CHANGED

        verdicts: dict[object, Verdict] = {}

        def ask(applicant: Applicant) -> Verdict:
            given = applicant.commitments
            if given is None:
                return NOT_GIVEN
            # A cohort makes a few promises again and again. All that is looked at, in plain pieces, is a quicker key
            # than the commitments themselves.
            key = tuple([(one.session, one.to.edtf, one.places, one.mode, one.attends) for one in given])
            verdict = verdicts.get(key)
            if verdict is None:
                verdict = judged(given)
                if len(verdicts) < 1000:  # a hostile cohort makes any number
                    verdicts[key] = verdict
            return verdict

        return ask

    def needed(self, edition: Edition) -> Details:
        """Tell which sessions, those of a choice together, and how many of them when not all."""
        groups, needed = self._wanted(edition)
        titles = [("sessions", tuple(session.title for session in group)) for group in groups]
        return (*titles, *((("at_least", needed),) if needed < len(groups) else ()))

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect the sessions that keep it from being met, those of a choice together."""
        wanted = {NOT_PROMISED: Truth.NO, CHANGED: Truth.UNKNOWN, CHANGED_DATELESS: Truth.UNKNOWN}.get(verdict)
        if wanted is None:
            return ()
        given = {one.session: one for one in applicant.commitments or ()}
        titles: list[tuple[str, Detail]] = []
        for group in self._wanted(edition)[0]:
            answers = [_promise_of(session)(given.get(session.id)) for session in group]
            if Truth.any_of(answers) is wanted:
                kept = tuple(session.title for session, own in zip(group, answers, strict=True) if own is wanted)
                titles.append(("sessions", kept))
        return tuple(titles)


@frozen(repr=False)
class AttendsEverySession(_Attendance):
    """Commits to attend every required session that is not cancelled, and one of each choice.

    A commitment to a session that moved since is unknown again, unless the new days narrow the old and the place and
    the way of meeting are the same or were not part of the promise. With no session at all, or with more still to be
    announced, a yes is not possible: the answer stays unknown.

    >>> AttendsEverySession()
    AttendsEverySession()
    """

    KIND: ClassVar[str] = "attends every session"

    def _wanted(self, edition: Edition) -> tuple[list[list[Session]], int]:
        groups = _groups(
            session
            for session in edition.sessions
            if session.attendance is Attendance.REQUIRED and _can_be_attended(session)
        )
        return groups, len(groups)

    def _leaves_open(self, edition: Edition) -> bool:
        return edition.more_sessions


def _session_ids(given: str | Iterable[str]) -> tuple[str, ...]:
    ids = (given,) if isinstance(given, str) else tuple(given)
    seen: set[str] = set()
    for index, one in enumerate(ids):
        if identifier(one) in seen:
            raise InvalidValue(f"each session must be named once, got {one!r} again", one, f"[{index}]")
        seen.add(one)
    if not ids:
        raise InvalidValue("must name a session or more such as 'bologna-2020', got none", given)
    return ids


def _optional_count(given: int | None) -> int | None:
    if given is not None and (isinstance(given, bool) or not isinstance(given, int) or given < 1):
        raise InvalidValue(f"'at_least' must be a whole number of 1 or more such as 2, got {shown(given)}", given)
    return given


def _there_are_so_many(sessions: Sequence[str], at_least: int | None) -> Iterator[InvalidValue]:
    if at_least is not None and at_least > len(sessions):
        yield InvalidValue(
            f"'at_least' must not be more than the sessions named, {len(sessions)}: it could never hold; "
            f"got {at_least}",
            at_least,
            "at_least",
        )


@frozen(repr=False)
class Attends(_Attendance):
    """Commits to attend certain sessions: all of them, or at least so many.

    One that is cancelled cannot be attended and does not count; where all are, the answer is unknown. Commitments to
    sessions that moved are read as in `AttendsEverySession`.

    Args:
        sessions: The id of a session of the edition, or of several.
        at_least: How many of them, 1 or more. None: all that are not cancelled. 1: one of several alternatives.

    Raises:
        InvalidValue: No session, one named twice, or more needed than named.

    >>> Attends(["bologna-2020", "casablanca-2020"], at_least=1)
    Attends(sessions=('bologna-2020', 'casablanca-2020'), at_least=1)
    """

    KIND: ClassVar[str] = "attends"
    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("sessions", "at_least"), _there_are_so_many),)

    sessions: tuple[str, ...] = field(converter=_session_ids)
    at_least: int | None = field(kw_only=True, default=None, converter=_optional_count)

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        """Yield the sessions that the edition does not have."""
        known = {session.id: None for session in edition.sessions}
        for index, one in enumerate(self.sessions):
            if one not in known:
                yield InvalidValue(
                    f"must be one of the sessions of the edition ({named(map(repr, known)) or 'it has none'}), "
                    f"got {one!r}",
                    one,
                    f"sessions[{index}]",
                )

    def _wanted(self, edition: Edition) -> tuple[list[list[Session]], int]:
        known = {session.id: session for session in edition.sessions}
        groups = [[known[one]] for one in self.sessions if one in known and _can_be_attended(known[one])]
        return groups, len(groups) if self.at_least is None else min(self.at_least, len(groups))
