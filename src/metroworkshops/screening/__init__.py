"""Screening: who meets the criteria, why not, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.finding import Finding, Whose
from metroworkshops.domain.rule import AllOf, Condition, EligibilityRule
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.truth import Truth

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant
    from metroworkshops.domain.edition import Edition

__all__ = ["screen"]


def screen(applicant: Applicant, edition: Edition) -> Screening:
    """Examine one applicant under the criteria of an edition.

    Every rule is evaluated and its finding kept, whatever the others say. A pure function: the clock is not read.

    Args:
        applicant: The facts that were given. What was not given is unknown, never no.
        edition: The edition, with its `Edition.eligibility`. Criteria that are not stated leave the outcome undecided.

    Raises:
        InvalidValue: A rule is neither a condition nor a combination.

    >>> from metroworkshops import Applicant, LanguageSkill, metropolitan_workshops
    >>> edition = metropolitan_workshops().edition("2020")
    >>> screen(Applicant("a-017", languages=[LanguageSkill("fr", "B1")]), edition).outcome
    Outcome.NOT_ELIGIBLE
    """
    rule = AllOf() if edition.eligibility is None else edition.eligibility
    return Screening(
        applicant.id,
        edition.id,
        programme=edition.programme,
        rule=rule,
        findings=tuple(_examine(leaf, applicant, edition) for leaf in rule.leaves),
    )


def _examine(leaf: EligibilityRule, applicant: Applicant, edition: Edition) -> Finding:
    if isinstance(leaf, Condition):
        return leaf.examine(applicant, edition)
    if leaf.combine(()) is Truth.UNKNOWN:
        return Finding(leaf, Truth.UNKNOWN, reason="nothing-asked", whose=Whose.ORGANISER)
    raise InvalidValue(f"a rule must be a condition or a combination such as Speaks('fr'), got {shown(leaf)}", leaf)
