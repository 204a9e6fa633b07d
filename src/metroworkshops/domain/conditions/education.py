"""The condition on education."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from metroworkshops.domain.condition import Asked, FactCondition, Verdict
from metroworkshops.domain.education import EducationLevel, as_education_level
from metroworkshops.domain.finding import Details, Whose
from metroworkshops.domain.truth import Truth

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant
    from metroworkshops.domain.edition import Edition

__all__ = ["HasEducation"]

NOT_GIVEN = Verdict(Truth.UNKNOWN, "education-not-given", Whose.APPLICANT)
MET = Verdict(Truth.YES, "education-met")
NOT_MET = Verdict(Truth.NO, "education-not-met")


@frozen(repr=False)
class HasEducation(FactCondition):
    """Completed a level of education, or a higher one.

    Args:
        level: The least level, included (ISCED 2011).
        standing: How it must be known.

    >>> HasEducation("master", standing="evidenced")
    HasEducation(level=EducationLevel.MASTER, standing=Standing.EVIDENCED)
    """

    KIND: ClassVar[str] = "has education"
    FACTS: ClassVar[tuple[str, ...]] = ("education",)

    level: EducationLevel = field(converter=as_education_level)

    def asked(self, edition: Edition) -> Asked:
        """Make the function that looks at the education."""
        enough = frozenset(one for one in EducationLevel if one.reaches(self.level))

        def ask(applicant: Applicant) -> Verdict:
            if applicant.education is None:
                return NOT_GIVEN
            return MET if applicant.education in enough else NOT_MET

        return self.firmly(ask, "education-standing")

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect the level."""
        return () if applicant.education is None else (("education", applicant.education),)

    def needed(self, edition: Edition) -> Details:
        """Tell the least level."""
        return (("education", self.level),)
