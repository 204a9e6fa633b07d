"""The condition on a declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from metroworkshops.domain.condition import Asked, FactCondition, Verdict
from metroworkshops.domain.finding import Details, Whose
from metroworkshops.domain.group import term_key
from metroworkshops.domain.level import Standing
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.value import readable

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant, Statement
    from metroworkshops.domain.edition import Edition

__all__ = ["Declares"]

NOT_GIVEN = Verdict(Truth.UNKNOWN, "statement-not-given", Whose.APPLICANT)
NOT_ASSESSED = Verdict(Truth.UNKNOWN, "statement-not-assessed", Whose.ORGANISER)
NOT_LISTED = Verdict(Truth.NO, "statement-not-listed")
DENIED = Verdict(Truth.NO, "statement-denied")
MET = Verdict(Truth.YES, "statement-met")


@frozen(repr=False)
class Declares(FactCondition):
    """States something: an employer's letter, a travel document, a membership, a prior course, a project held.

    What only somebody else can assess (``standing="assessed"``) is unknown until they did, whatever the applicant
    lists. So a discretionary exception is ``rule | Declares("exception", standing="assessed")``: it leaves undecided
    whom the rule would refuse. An exclusion is the opposite: ``~Declares("took part before")``.

    Args:
        name: What is stated; case and the width of spaces play no part.
        standing: How it must be known.

    >>> Declares("employer's letter", standing="evidenced")
    Declares(name="employer's letter", standing=Standing.EVIDENCED)
    """

    KIND: ClassVar[str] = "declares"
    FACTS: ClassVar[tuple[str, ...]] = ("statements",)

    name: str = field(converter=readable)

    def asked(self, edition: Edition) -> Asked:
        """Make the function that looks at an applicant's statements; the list, when given, is the whole list."""
        key = term_key(self.name)
        weak = self.weak("statement-standing")
        assessed = self.standing is Standing.ASSESSED
        firm = frozenset(one for one in Standing if one.reaches(self.standing))

        def ask(applicant: Applicant) -> Verdict:
            for one in applicant.statements or ():
                if one.name == self.name or term_key(one.name) == key:
                    if one.standing not in firm:
                        return weak
                    return MET if one.holds else DENIED
            if assessed:
                return NOT_ASSESSED
            return NOT_GIVEN if applicant.statements is None else NOT_LISTED

        return ask

    def _statement(self, applicant: Applicant) -> Statement | None:
        key = term_key(self.name)
        return next((one for one in applicant.statements or () if term_key(one.name) == key), None)

    def standing_seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Standing | None:
        """Tell how the statement is known; None when there is none."""
        statement = self._statement(applicant)
        return None if statement is None else statement.standing

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect whether it holds."""
        statement = self._statement(applicant)
        return () if statement is None else (("holds", "yes" if statement.holds else "no"),)

    def needed(self, edition: Edition) -> Details:
        """Tell what has to be stated, and how it must be known."""
        return (("statement", self.name), ("standing", self.standing))
