"""Screenings: all findings about one applicant, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from .finding import Finding
from .rule import EligibilityRule
from .truth import Truth
from .value import Named, Value, identifier, tuple_of

__all__ = ["Outcome", "Screening"]


class Outcome(Named):
    """What a screening comes to. `UNDECIDED` asks a person; it refuses nobody."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not eligible"
    UNDECIDED = "undecided"


def _findings(given: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple_of(Finding, given, "Finding(...)")


@frozen(repr=False)
class Screening(Value):
    """All findings about one applicant under the rules of one edition. Make one with `screen`.

    Attributes:
        applicant: The applicant's id, which should be a pseudonym.
        programme: The id of the programme.
        edition: The id of the edition.
        rule: The rules as they stood.
        findings: One for each leaf of the rules, in their order; all are examined, whatever the first ones say.
    """

    applicant: str = field(converter=identifier)
    edition: str = field(converter=identifier)
    programme: str = field(kw_only=True, converter=identifier)
    rule: EligibilityRule = field(kw_only=True)
    findings: tuple[Finding, ...] = field(kw_only=True, converter=_findings)

    @property
    def truth(self) -> Truth:
        """The answer of the rules as a whole."""
        return _evaluate(self.rule, iter(self.findings))[0]

    @property
    def outcome(self) -> Outcome:
        """What it comes to."""
        return {Truth.YES: Outcome.ELIGIBLE, Truth.NO: Outcome.NOT_ELIGIBLE, Truth.UNKNOWN: Outcome.UNDECIDED}[
            self.truth
        ]

    @property
    def missing(self) -> tuple[Finding, ...]:
        """The unknown findings that keep the outcome open, in the order of the rules; empty when it is settled.

        A finding under a combination that is settled without it is left out: it does not matter any more.
        """
        return _evaluate(self.rule, iter(self.findings))[1]


def _evaluate(rule: EligibilityRule, findings: Iterator[Finding]) -> tuple[Truth, tuple[Finding, ...]]:
    """Answer one rule from the findings of its leaves, and list those that keep it open."""
    if not rule.parts:
        finding = next(findings)
        return finding.truth, () if finding.truth.is_settled else (finding,)
    answers = [_evaluate(part, findings) for part in rule.parts]
    truth = rule.combine(answer for answer, _ in answers)
    return truth, () if truth.is_settled else tuple(f for _, missing in answers for f in missing)
