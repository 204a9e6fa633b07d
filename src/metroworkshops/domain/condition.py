"""Conditions: rules that look at facts themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from .finding import Details, Finding, MemberFindings, Whose
from .level import Standing, as_standing
from .rule import EligibilityRule
from .truth import Truth

if TYPE_CHECKING:
    from .applicant import Applicant
    from .edition import Edition

__all__ = ["Asked", "Condition", "FactCondition", "PreparedCondition", "Verdict"]


@frozen(eq=False)
class Verdict:
    """What a condition concluded, without the evidence: one object for all applicants of whom it is true.

    Compared by identity, so that a row of verdicts is a cheap key.

    Attributes:
        truth: The answer.
        reason: The code of the finding.
        whose: Who can settle it; None when it is settled.
    """

    truth: Truth
    reason: str
    whose: Whose | None = None


Asked = Callable[["Applicant"], Verdict]
"""A condition, ready to be asked of many applicants."""


class Condition(EligibilityRule):
    """A rule that looks at facts itself: one leaf, one finding. The base for a host's own kinds."""

    __slots__ = ()

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        """Look at the facts of one applicant.

        Returns:
            A finding, settled or not. A fact that was not given makes it unknown, never no.
        """
        raise NotImplementedError


class PreparedCondition(Condition):
    """A condition that decides first, and collects its evidence when somebody reads it.

    What depends on the edition alone is worked out once, in `asked`; so a hundred thousand applicants are screened at
    the cost of the decisions.
    """

    __slots__ = ()

    FACTS: ClassVar[tuple[str, ...]]
    """The fields of `Applicant` that its kind looks at."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The fields of `Applicant` that it looks at, the one it is about first."""
        return self.FACTS

    def asked(self, edition: Edition) -> Asked:
        """Make the function that decides about one applicant."""
        raise NotImplementedError

    def needed(self, edition: Edition) -> Details:
        """Tell what is needed in an edition."""
        raise NotImplementedError

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect what was seen of an applicant, after the verdict on them."""
        raise NotImplementedError

    def standing_seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Standing | None:
        """Tell how the facts that were seen are known; None where that plays no part."""
        return None

    def cautions(self, applicant: Applicant, edition: Edition) -> tuple[str, ...]:
        """List what a reader should bear in mind; it changes no answer."""
        return ()

    def members(self, applicant: Applicant, edition: Edition) -> tuple[MemberFindings, ...]:
        """Collect what was found of each member of a team."""
        return ()

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        """Look at the facts of one applicant."""
        return self.found(applicant, edition, self.asked(edition)(applicant))

    def found(self, applicant: Applicant, edition: Edition, verdict: Verdict, needed: Details | None = None) -> Finding:
        """Make the finding of a verdict, with its evidence; *needed* is given where it is known from another."""
        return Finding(
            self,
            verdict.truth,
            reason=verdict.reason,
            seen=self.seen(applicant, edition, verdict),
            needed=self.needed(edition) if needed is None else needed,
            standing=self.standing_seen(applicant, edition, verdict),
            whose=verdict.whose,
            looked_at=self.facts,
            came_from=applicant.sources_of(self.facts),
            cautions=self.cautions(applicant, edition),
            members=self.members(applicant, edition),
        )


@frozen(repr=False)
class FactCondition(PreparedCondition):
    """A condition on one fact, which may have to be known firmly.

    Args:
        standing: How the fact must be known. One that is known less firmly leaves the answer unknown, never no.
    """

    standing: Standing = field(kw_only=True, default=Standing.DECLARED, converter=as_standing)

    def standing_seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Standing | None:
        """Tell how the fact is known; None when it was not given."""
        fact = self.facts[0]
        return None if getattr(applicant, fact) is None else applicant.standing_of(fact)

    def weak(self, reason: str) -> Verdict:
        """Make the verdict on a fact that is not known firmly enough."""
        whose = Whose.ORGANISER if self.standing is Standing.ASSESSED else Whose.APPLICANT
        return Verdict(Truth.UNKNOWN, reason, whose)

    def firmly(self, asked: Asked, reason: str) -> Asked:
        """Ask only where the fact is known firmly enough, or not given at all."""
        if self.standing is Standing.DECLARED:
            return asked
        fact, weak = self.facts[0], self.weak(reason)

        def ask(applicant: Applicant) -> Verdict:
            if getattr(applicant, fact) is None or applicant.standing_of(fact).reaches(self.standing):
                return asked(applicant)
            return weak

        return ask
