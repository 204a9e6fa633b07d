"""The condition on the time of an application."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from metroworkshops.domain.condition import Asked, PreparedCondition, Verdict
from metroworkshops.domain.errors import InvalidValue, named
from metroworkshops.domain.finding import Details, Whose
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.value import optional_identifier

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant, Extension
    from metroworkshops.domain.deadline import Deadline
    from metroworkshops.domain.edition import Edition

__all__ = ["AppliedInTime"]

ROLLING = Verdict(Truth.YES, "time-rolling")
NO_DEADLINE = Verdict(Truth.UNKNOWN, "time-no-deadline", Whose.ORGANISER)
NOT_GIVEN = Verdict(Truth.UNKNOWN, "time-not-given", Whose.APPLICANT)
MET = Verdict(Truth.YES, "time-met")
BY_GRACE = Verdict(Truth.YES, "time-met-grace")
BY_EXTENSION = Verdict(Truth.YES, "time-met-extension")
LATE = Verdict(Truth.NO, "time-late")
UNDETERMINED = Verdict(Truth.UNKNOWN, "time-undetermined", Whose.ORGANISER)


@frozen(repr=False)
class AppliedInTime(PreparedCondition):
    """Applied before the deadline, in any round or in a named one.

    The limit is the one that is known now: an application between the old limit and a later extension is in time. It is
    the enforced one too: where only its grace, or an extension granted to this applicant alone, makes an application in
    time, the finding says so.

    Args:
        deadline: The id of the deadline. None: any.

    >>> AppliedInTime("round-2")
    AppliedInTime(deadline='round-2')
    """

    KIND: ClassVar[str] = "applied in time"
    FACTS: ClassVar[tuple[str, ...]] = ("applied_at", "extensions")

    deadline: str | None = field(default=None, converter=optional_identifier)

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        """Yield a deadline that the edition's call does not have."""
        known = [deadline.id for deadline in edition.call.deadlines] if edition.call else []
        if self.deadline is not None and self.deadline not in known:
            yield InvalidValue(
                f"'deadline' must be one of the call's ({named(map(repr, known)) or 'it has none'}), "
                f"got {self.deadline!r}",
                self.deadline,
                "deadline",
            )

    def _deadlines(self, edition: Edition) -> list[Deadline]:
        return [d for d in (edition.call.deadlines if edition.call else ()) if self.deadline in (None, d.id)]

    def asked(self, edition: Edition) -> Asked:
        """Make the function that looks at when an application came in; the instants are worked out once."""
        deadlines = self._deadlines(edition)
        if not deadlines:
            rolling = edition.call is not None and edition.call.rolling and not edition.call.deadlines
            return lambda _: ROLLING if rolling else NO_DEADLINE
        announced = _outer([one.current.ends_between() for one in deadlines])
        enforced = _outer([_with_grace(one) for one in deadlines])
        surely_in_time = announced[0]
        ids = {one.id for one in deadlines}

        def ask(applicant: Applicant) -> Verdict:
            at = applicant.applied_at
            if at is None:
                return NOT_GIVEN
            if at < surely_in_time:
                return MET
            if at < enforced[0]:
                return BY_GRACE
            extensions = [one for one in applicant.extensions if one.deadline in ids]
            answers = [one.until.passed(at) for one in extensions]
            if Truth.NO in answers:
                return BY_EXTENSION
            return LATE if at >= enforced[1] and Truth.UNKNOWN not in answers else UNDETERMINED

        return ask

    def needed(self, edition: Edition) -> Details:
        """Tell the limits that were announced."""
        return tuple(("deadline", deadline.current) for deadline in self._deadlines(edition))

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect when the application came in, and the extension that makes it in time."""
        at = applicant.applied_at
        if at is None or verdict in (ROLLING, NO_DEADLINE):
            return ()
        seen: Details = (("instant", at),)
        if verdict is BY_EXTENSION:
            granted = self._granted(applicant, edition, at)
            seen += (("until", granted.until), ("granted_by", granted.granted_by))
            seen += (("reason", granted.reason),) if granted.reason else ()
        return seen

    def _granted(self, applicant: Applicant, edition: Edition, at: datetime) -> Extension:
        ids = {deadline.id for deadline in self._deadlines(edition)}
        return next(one for one in applicant.extensions if one.deadline in ids and one.until.passed(at) is Truth.NO)

    def cautions(self, applicant: Applicant, edition: Edition) -> tuple[str, ...]:
        """Say where the limit rests on an approximate date."""
        rough = any(deadline.current.when.is_approximate for deadline in self._deadlines(edition))
        return ("approximate-dates",) if rough else ()


def _with_grace(deadline: Deadline) -> tuple[datetime, datetime]:
    grace = timedelta(minutes=deadline.grace_minutes)
    earliest, latest = deadline.current.ends_between()
    return earliest + grace, latest + grace


def _outer(limits: list[tuple[datetime, datetime]]) -> tuple[datetime, datetime]:
    """Between which instants the last of several limits is past: one that is met is enough."""
    return max(earliest for earliest, _ in limits), max(latest for _, latest in limits)
