"""The conditions that calls for applications set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from .errors import InvalidValue, shown
from .finding import Detail, Finding, Whose
from .level import Level, LevelReading, Standing, as_standing
from .rule import Condition
from .session import Session
from .state import Attendance, State
from .text import language_tag, lookup_order
from .truth import Truth
from .value import identifier, readable

if TYPE_CHECKING:
    from .applicant import Applicant, Commitment
    from .edition import Edition

__all__ = ["AppliedInTime", "AttendsEverySession", "Speaks"]


def _level_or_words(given: Level | str | None) -> Level | str | None:
    if given is None or isinstance(given, Level):
        return given
    words = readable(given)
    try:
        return Level(words)
    except ValueError:
        return words


@frozen(repr=False)
class Speaks(Condition):
    """Speaks a language, at a level or better.

    Args:
        language: A BCP 47 tag; a skill in a regional form of it counts ("fr-MA" for "fr").
        level: A CEFR level, or words of the call that the edition's own table reads as one ("excellent command").
            None: any level.
        standing: How the skill must be known. A skill that is known less firmly leaves the answer unknown, never no.

    Raises:
        InvalidValue: A malformed language tag.

    >>> Speaks("fr", "C1")
    Speaks(language='fr', level=Level.C1)
    """

    KIND: ClassVar[str] = "speaks"

    language: str = field(converter=language_tag)
    level: Level | str | None = field(default=None, converter=_level_or_words)
    standing: Standing = field(kw_only=True, default=Standing.DECLARED, converter=as_standing)

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        """Yield the words that the edition's table does not read as a level."""
        if isinstance(self.level, str) and _reading(self.level, edition) is None:
            known = [reading.words for reading in edition.levels]
            yield InvalidValue(
                "'level' must be a CEFR level such as 'C1', or words that the edition's own 'levels' read as one "
                f"({', '.join(map(repr, known)) or 'it reads none'}); got {shown(self.level)}",
                self.level,
            )

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        """Look at the applicant's languages; the list, when given, is the whole list."""
        level, reading = self.level, None
        if isinstance(level, str):
            reading = _reading(level, edition)
            level = reading.level if reading else None
        needed: list[tuple[str, Detail]] = [("language", self.language)]
        if level is not None:
            needed.append(("level", level))
        if reading is not None:
            needed.append(("words", reading.words))
        needed.append(("standing", self.standing))

        def found(
            truth: Truth, reason: str, skill_level: Level | None = None, standing: Standing | None = None
        ) -> Finding:
            seen: tuple[tuple[str, Detail], ...] = () if skill_level is None else (("level", skill_level),)
            return Finding(
                self,
                truth,
                reason=reason,
                seen=seen,
                needed=tuple(needed),
                standing=standing,
                whose=None if truth.is_settled else Whose.APPLICANT,
                looked_at=("languages",),
            )

        if applicant.languages is None:
            return found(Truth.UNKNOWN, "language-not-given")
        skills = [skill for skill in applicant.languages if self.language in lookup_order(skill.language)]
        if not skills:
            return found(Truth.NO, "language-not-listed")
        answers = []
        for skill in skills:
            if not skill.standing.reaches(self.standing):
                answers.append(found(Truth.UNKNOWN, "language-standing", skill.level, skill.standing))
            elif level is None:
                answers.append(found(Truth.YES, "language-met", skill.level, skill.standing))
            elif skill.level is None:
                answers.append(found(Truth.UNKNOWN, "language-level-not-given", None, skill.standing))
            elif skill.level.reaches(level):
                answers.append(found(Truth.YES, "language-met", skill.level, skill.standing))
            else:
                answers.append(found(Truth.NO, "language-below", skill.level, skill.standing))
        # The same language may be listed in two forms: the better answer counts, then the better level.
        return max(answers, key=_rank)


def _rank(finding: Finding) -> tuple[int, int]:
    order = (Truth.NO, Truth.UNKNOWN, Truth.YES)
    level = dict(finding.seen).get("level")
    return order.index(finding.truth), list(Level).index(level) if isinstance(level, Level) else -1


def _reading(words: str, edition: Edition) -> LevelReading | None:
    return next((reading for reading in edition.levels if reading.words == words), None)


@frozen(repr=False)
class AttendsEverySession(Condition):
    """Commits to attend every required session that is not cancelled, and one of each choice.

    A commitment to a session that moved since is unknown again, unless the new days narrow the old and the place and
    the way of meeting are the same or were not part of the promise. With no session at all, or with more still to be
    announced, a yes is not possible: the answer stays unknown.
    """

    KIND: ClassVar[str] = "attends every session"

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        """Look at the applicant's commitments; the list, when given, is the whole list."""
        required = [
            session
            for session in edition.sessions
            if session.attendance is Attendance.REQUIRED and session.state is not State.CANCELLED
        ]
        commitments = None if applicant.commitments is None else {c.session: c for c in applicant.commitments}
        answers = [
            (session, Truth.UNKNOWN if commitments is None else _promised(session, commitments.get(session.id)))
            for session in required
        ]
        groups: dict[str, list[tuple[Session, Truth]]] = {}
        for session, answer in answers:
            # A session of no choice is a group of its own; ids have no spaces.
            groups.setdefault(session.choice or f" {session.id}", []).append((session, answer))
        settled = [(group, Truth.any_of(answer for _, answer in group)) for group in groups.values()]
        truth = Truth.all_of(answer for _, answer in settled)
        refused = tuple(session.title for group, answer in settled if answer is Truth.NO for session, _ in group)
        moved = tuple(
            session.title
            for group, answer in settled
            if answer is Truth.UNKNOWN
            for session, own in group
            if own is Truth.UNKNOWN
        )
        seen: tuple[tuple[str, Detail], ...] = ()
        whose: Whose | None = Whose.APPLICANT
        if truth is Truth.NO:
            reason, seen, whose = "attendance-not-promised", (("sessions", refused),), None
        elif not required:
            reason, whose = "attendance-no-sessions", Whose.ORGANISER
        elif commitments is None:
            reason = "attendance-not-given"
        elif moved:
            reason, seen = "attendance-session-changed", (("sessions", moved),)
            dateless = all(s.state is State.POSTPONED for s, a in answers if a is Truth.UNKNOWN)
            whose = Whose.ORGANISER if dateless else Whose.APPLICANT
        elif edition.more_sessions:
            truth, reason, whose = Truth.UNKNOWN, "attendance-more-sessions", Whose.ORGANISER
        else:
            reason, whose = "attendance-met", None
        return Finding(
            self,
            truth,
            reason=reason,
            seen=seen,
            needed=(("sessions", tuple(session.title for session in required)),),
            whose=whose,
            looked_at=("commitments",),
        )


def _promised(session: Session, commitment: Commitment | None) -> Truth:
    if commitment is None or not commitment.attends:
        return Truth.NO
    same_place = commitment.places is None or set(commitment.places) == {place.id for place in session.places}
    same_mode = commitment.mode is None or commitment.mode is session.mode
    return Truth.YES if same_place and same_mode and session.when.narrows(commitment.to) else Truth.UNKNOWN


def _optional_identifier(given: str | None) -> str | None:
    return None if given is None else identifier(given)


@frozen(repr=False)
class AppliedInTime(Condition):
    """Applied before the deadline, in any round or in a named one.

    The limit is the one that is known now: an application between the old limit and a later extension is in time. It is
    the enforced one too: where only its grace, or an extension granted to this applicant alone, makes an application in
    time, the finding says so.

    Args:
        deadline: The id of the deadline. None: any.
    """

    KIND: ClassVar[str] = "applied in time"

    deadline: str | None = field(default=None, converter=_optional_identifier)

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        """Yield a deadline that the edition's call does not have."""
        known = [deadline.id for deadline in edition.call.deadlines] if edition.call else []
        if self.deadline is not None and self.deadline not in known:
            yield InvalidValue(
                f"'deadline' must be one of the call's ({', '.join(map(repr, known)) or 'it has none'}), "
                f"got {self.deadline!r}",
                self.deadline,
            )

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        """Look at when the application came in."""
        call = edition.call
        deadlines = [d for d in (call.deadlines if call else ()) if self.deadline in (None, d.id)]
        needed: tuple[tuple[str, Detail], ...] = tuple(("deadline", deadline.current) for deadline in deadlines)
        seen: tuple[tuple[str, Detail], ...] = ()
        whose: Whose | None
        if call is not None and call.rolling and not call.deadlines:
            truth, reason, whose = Truth.YES, "time-rolling", None
        elif not deadlines:
            truth, reason, whose = Truth.UNKNOWN, "time-no-deadline", Whose.ORGANISER
        elif applicant.applied_at is None:
            truth, reason, whose = Truth.UNKNOWN, "time-not-given", Whose.APPLICANT
        else:
            at = applicant.applied_at
            seen = (("instant", at),)
            ids = {deadline.id for deadline in deadlines}
            granted_here = [one for one in applicant.extensions if one.deadline in ids]
            announced = Truth.any_of(~deadline.passed(at) for deadline in deadlines)
            enforced = Truth.any_of(~deadline.passed_for_good(at) for deadline in deadlines)
            truth = Truth.any_of([enforced, *(~one.until.passed(at) for one in granted_here)])
            reason = {Truth.YES: "time-met", Truth.NO: "time-late", Truth.UNKNOWN: "time-undetermined"}[truth]
            if truth is Truth.YES and announced is not Truth.YES:
                reason = "time-met-grace" if enforced is Truth.YES else "time-met-extension"
            if reason == "time-met-extension":
                granted = next(one for one in granted_here if one.until.passed(at) is Truth.NO)
                seen += (("until", granted.until), ("granted_by", granted.granted_by))
                seen += (("reason", granted.reason),) if granted.reason else ()
            whose = None if truth.is_settled else Whose.ORGANISER
        return Finding(
            self,
            truth,
            reason=reason,
            seen=seen,
            needed=needed,
            whose=whose,
            looked_at=("applied_at", "extensions"),
        )
