"""The condition on an age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from metroworkshops.domain.condition import Asked, Verdict
from metroworkshops.domain.errors import InvalidDate, InvalidValue, named, shown
from metroworkshops.domain.finding import Details, Whose
from metroworkshops.domain.state import State
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.value import Named, optional_identifier
from metroworkshops.domain.when import When, as_when

from .bounded import Bounded

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant
    from metroworkshops.domain.edition import Edition

__all__ = ["AgeDay", "OfAge"]

NOT_GIVEN = Verdict(Truth.UNKNOWN, "age-not-given", Whose.APPLICANT)
NO_SUBMISSION = Verdict(Truth.UNKNOWN, "age-no-submission", Whose.APPLICANT)
DAY_NOT_KNOWN = Verdict(Truth.UNKNOWN, "age-day-not-known", Whose.ORGANISER)
TURNS = Verdict(Truth.UNKNOWN, "age-turns-within", Whose.ORGANISER)
NOT_BORN = Verdict(Truth.UNKNOWN, "age-contradiction", Whose.APPLICANT)
MET = Verdict(Truth.YES, "age-met")
NOT_MET = Verdict(Truth.NO, "age-not-met")

_HALF_A_DAY = timedelta(hours=14)


class AgeDay(Named):
    """The day on which an age counts, when it is no date of its own."""

    DEADLINE = "deadline"
    SUBMISSION = "submission"
    FIRST_SESSION = "first session"


def _day(given: AgeDay | When | str | date) -> AgeDay | When:
    if isinstance(given, AgeDay):
        return given
    for one in AgeDay:
        if given == one.value:
            return one
    try:
        when = as_when(given)
    except InvalidValue:
        known = ", ".join(repr(one.value) for one in AgeDay)
        raise InvalidDate(
            f"'on' must be one of {known}, or a date such as '2020-01-01', got {shown(given)}", given
        ) from None
    if when.earliest is None or when.latest is None:
        raise InvalidDate(f"'on' must be a date that has bounds such as '2020-01-01', got {when.edtf!r}", given)
    return when


def _years(birth: date, on: date) -> int:
    """Count completed years. Who was born on 29 February completes one on 1 March where there is no such day."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


@frozen(repr=False)
class OfAge(Bounded):
    """Has an age, in completed years, on a stated day.

    "Under 40" is ``under=40``; "up to 40" is ``at_most=40``, and holds until the 41st birthday. When the day is only
    known to lie within a month, an age that turns within it is unknown.

    Args:
        at_least: The least age, included.
        over: The lower bound, not included.
        at_most: The most, included.
        under: The upper bound, not included.
        on: The deadline's day, the day of submission, the first day of the first session, or a date of its own.
        deadline: The id of the deadline, where *on* is the deadline's day. None: any of those there are.
        standing: How the birth date must be known.

    Raises:
        InvalidValue: No bound, two of one side, or bounds between which no age lies.

    >>> OfAge(at_least=18, under=40, on="deadline")
    OfAge(at_least=18, under=40, on=AgeDay.DEADLINE)
    """

    KIND: ClassVar[str] = "of age"
    FACTS: ClassVar[tuple[str, ...]] = ("birth_date", "applied_at")

    on: AgeDay | When = field(kw_only=True, converter=_day)
    deadline: str | None = field(kw_only=True, default=None, converter=optional_identifier)

    @property
    def quantity(self) -> object:
        """The age on a certain day."""
        return type(self), self.on, self.deadline

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

    def _fixed(self, edition: Edition) -> tuple[date, date] | None:
        """Between which days the day lies, both included, where it does not depend on the applicant."""
        if isinstance(self.on, When):
            whens = [self.on]
        elif self.on is AgeDay.DEADLINE:
            deadlines = edition.call.deadlines if edition.call else ()
            whens = [one.current.when for one in deadlines if self.deadline in (None, one.id)]
        else:
            starts = [one.when.starts for one in edition.sessions if one.state is not State.CANCELLED]
            firsts = [(one.earliest, one.latest) for one in starts]
            if not firsts or edition.more_sessions or any(None in pair for pair in firsts):
                return None
            return min(a for a, _ in firsts if a), min(b for _, b in firsts if b)
        if not whens:
            return None
        first, last = min(one.earliest or date.min for one in whens), max(one.latest or date.max for one in whens)
        return first, last

    def _days(self, applicant: Applicant, edition: Edition) -> tuple[date, date] | None:
        if self.on is not AgeDay.SUBMISSION:
            return self._fixed(edition)
        return None if applicant.applied_at is None else _dates_at(applicant.applied_at)

    def asked(self, edition: Edition) -> Asked:
        """Make the function that looks at a birth date; where the day is the same for all, each date is judged once."""

        def judged(birth: date, days: tuple[date, date] | None) -> Verdict:
            if days is None:
                return DAY_NOT_KNOWN
            first, last = days
            if birth > last:
                return NOT_BORN
            youngest, oldest = _years(birth, first), _years(birth, last)
            answer = self.holds_for(oldest)
            if youngest != oldest and any(self.holds_for(age) is not answer for age in range(youngest, oldest)):
                return TURNS
            return MET if answer else NOT_MET

        def at_submission(applicant: Applicant) -> Verdict:
            if applicant.birth_date is None:
                return NOT_GIVEN
            if applicant.applied_at is None:
                return NO_SUBMISSION
            return judged(applicant.birth_date, _dates_at(applicant.applied_at))

        if self.on is AgeDay.SUBMISSION:
            return self.firmly(at_submission, "age-standing")
        fixed = self._fixed(edition)
        verdicts: dict[date, Verdict] = {}

        def on_fixed_day(applicant: Applicant) -> Verdict:
            birth = applicant.birth_date
            if birth is None:
                return NOT_GIVEN
            verdict = verdicts.get(birth)
            if verdict is None:
                verdict = judged(birth, fixed)
                if len(verdicts) < 20_000:  # the days of 55 years, in 2 MiB; a hostile cohort has any number
                    verdicts[birth] = verdict
            return verdict

        return self.firmly(on_fixed_day, "age-standing")

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect the age, or between which ages it is; never the birth date."""
        days = self._days(applicant, edition)
        if applicant.birth_date is None or days is None or verdict is NOT_BORN:
            return ()
        youngest, oldest = (max(_years(applicant.birth_date, day), 0) for day in days)
        return (("age", oldest),) if youngest == oldest else (("youngest", youngest), ("oldest", oldest))

    def needed(self, edition: Edition) -> Details:
        """Tell the bounds, and the day as far as it is known."""
        days = self._fixed(edition) if self.on is not AgeDay.SUBMISSION else None
        on: Details = (("on", self.on if isinstance(self.on, When) else self.on.value),)
        if days is None or isinstance(self.on, When):
            return (*self.bounds(), *on)
        first, last = days
        return (*self.bounds(), *on, ("day", When.parse(f"[{first}..{last}]")))

    def cautions(self, applicant: Applicant, edition: Edition) -> tuple[str, ...]:
        """Say that somebody was born after they applied: whatever their age, one of the two is wrong."""
        birth, at = applicant.birth_date, applicant.applied_at
        return ("born-after-applying",) if birth and at and birth > _dates_at(at)[1] else ()


def _dates_at(at: datetime) -> tuple[date, date]:
    """Which dates it is at an instant, somewhere on Earth: the first and the last."""
    return (at - timedelta(hours=12)).date(), (at + _HALF_A_DAY).date()
