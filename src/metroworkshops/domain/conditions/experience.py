"""The condition on years of experience."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from metroworkshops.domain.condition import Asked, Verdict
from metroworkshops.domain.finding import Details, Whose
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.value import Invariant

from .bounded import A_NUMBER_FITS, ONE_RANGE, Bounded

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant
    from metroworkshops.domain.edition import Edition

__all__ = ["HasExperience"]

NOT_GIVEN = Verdict(Truth.UNKNOWN, "experience-not-given", Whose.APPLICANT)
MET = Verdict(Truth.YES, "experience-met")
NOT_MET = Verdict(Truth.NO, "experience-not-met")


@frozen(repr=False)
class HasExperience(Bounded):
    """Has so many years of experience.

    Args:
        at_least: The least number of years, included.
        over: The lower bound, not included.
        at_most: The most, included.
        under: The upper bound, not included.
        standing: How the experience must be known.

    Raises:
        InvalidValue: No bound, or two of one side.

    >>> HasExperience(at_least=3)
    HasExperience(at_least=3)
    """

    KIND: ClassVar[str] = "has experience"
    FACTS: ClassVar[tuple[str, ...]] = ("experience_years",)
    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (ONE_RANGE, A_NUMBER_FITS)
    WHOLE: ClassVar[bool] = False

    def asked(self, edition: Edition) -> Asked:
        """Make the function that looks at years of experience."""

        def ask(applicant: Applicant) -> Verdict:
            years = applicant.experience_years
            if years is None:
                return NOT_GIVEN
            return MET if self.holds_for(years) else NOT_MET

        return self.firmly(ask, "experience-standing")

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect the years."""
        return () if applicant.experience_years is None else (("years", applicant.experience_years),)

    def needed(self, edition: Edition) -> Details:
        """Tell the bounds."""
        return self.bounds()
