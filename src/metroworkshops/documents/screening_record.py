"""Screenings as documents have them: what was asked of whom, and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from attrs import field, frozen

from metroworkshops.domain.applicant import Applicant
from metroworkshops.domain.case import Answer, Case
from metroworkshops.domain.condition import Verdict
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.finding import Finding
from metroworkshops.domain.rule import AllOf, Rule, evaluated, leaves_of, problems_of
from metroworkshops.domain.screening import OUTCOME_OF, Outcome, Screening
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.unreadable import Unreadable
from metroworkshops.domain.value import HOLE, Invariant, Value

__all__ = ["ScreeningRecord"]


def _is_of_somebody(applicant: Applicant | None, unreadable: Unreadable | None) -> Iterator[InvalidValue]:
    if (applicant is None) is (unreadable is None):
        given = "neither" if applicant is None else "both"
        yield InvalidValue(f"must have one of the keys applicant, unreadable; got {given}")


def _asked(edition: Edition, rule: Rule | None) -> Rule:
    if rule is not None:
        return rule
    return AllOf() if edition.eligibility is None else edition.eligibility


def _rule_can_be_asked(edition: Edition, rule: Rule | None) -> Iterator[InvalidValue]:
    for problem in () if rule is None else problems_of(rule, edition):
        yield InvalidValue(problem.message, problem.value, f"rule.{problem.where}" if problem.where else "rule")


def _evaluated(rule: Rule, unreadable: Unreadable | None, findings: Sequence[Finding]) -> tuple[Truth, tuple[int, ...]]:
    if unreadable is not None:
        return Truth.UNKNOWN, (0,)
    return evaluated(rule, iter([finding.truth for finding in findings]))


def _findings_are_those(
    edition: Edition, rule: Rule | None, unreadable: Unreadable | None, findings: Sequence[Any]
) -> Iterator[InvalidValue]:
    asked = _asked(edition, rule)
    if unreadable is not None and HOLE not in findings:
        told = ("faults", tuple(map(str, unreadable.faults)))
        if findings != (Finding(asked, Truth.UNKNOWN, reason="record-broken", whose="organiser", seen=[told]),):
            yield InvalidValue(
                "'findings' must be the one that the record could not be read, with its faults; got others",
                findings,
                "findings",
            )
    if unreadable is not None:
        return
    leaves = leaves_of(asked)
    if len(findings) != len(leaves):
        yield InvalidValue(
            f"'findings' must be those of the conditions of the rule, {len(leaves)} in their order, got "
            f"{len(findings)}",
            findings,
            "findings",
        )
        return
    for index, (leaf, finding) in enumerate(zip(leaves, findings, strict=True)):
        if finding is not HOLE and finding.rule != leaf:
            yield InvalidValue(
                f"must be the condition that stands there in the rule, {leaf.KIND!r}; got {finding.rule.KIND!r}"
                + (" that differs" if finding.rule.KIND == leaf.KIND else ""),
                finding.rule,
                f"findings[{index}].rule",
            )


def _rest_follows(
    edition: Edition,
    rule: Rule | None,
    unreadable: Unreadable | None,
    findings: Sequence[Any],
    outcome: Outcome,
    missing: Sequence[Any],
) -> Iterator[InvalidValue]:
    if HOLE in findings or HOLE in missing or any(_findings_are_those(edition, rule, unreadable, findings)):
        return
    truth, open_ = _evaluated(_asked(edition, rule), unreadable, findings)
    follows = OUTCOME_OF[truth]
    if outcome is not follows:
        yield InvalidValue(
            f"'outcome' must be what follows from the findings, {follows.value!r}; got {outcome.value!r}",
            outcome,
            "outcome",
        )
    if missing != open_:
        yield InvalidValue(
            f"'missing' must be what follows from the findings, {list(open_)}; got {list(missing)}", missing, "missing"
        )


@frozen(repr=False)
class ScreeningRecord(Value):
    """All findings about one applicant under the rules of one edition, with all that they were found from.

    The findings are kept as they were found. Where time zones or this library know better by now, `screen` gives others
    of the same applicant and edition.

    Attributes:
        applicant: The applicant. A screening is of an applicant or of a record that could not be read.
        unreadable: The record that could not be read as an applicant.
        edition: The edition as it was then.
        rule: The rules that were asked. Default: the criteria of the edition.
        outcome: What the findings come to.
        findings: One for each condition of the rules, in order; or the one about a record that could not be read.
        missing: The positions in 'findings', from 0, of the unknown ones that keep the outcome open, in order.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("applicant", "unreadable"), _is_of_somebody),
        Invariant(("edition", "rule"), _rule_can_be_asked),
        Invariant(("edition", "rule", "unreadable", "findings"), _findings_are_those),
        Invariant(("edition", "rule", "unreadable", "findings", "outcome", "missing"), _rest_follows),
    )

    applicant: Applicant | None = field(kw_only=True, default=None)
    unreadable: Unreadable | None = field(kw_only=True, default=None)
    edition: Edition = field(kw_only=True)
    rule: Rule | None = field(kw_only=True, default=None)
    outcome: Outcome = field(kw_only=True)
    missing: tuple[int, ...] = field(kw_only=True, default=())
    findings: tuple[Finding, ...] = field(kw_only=True)

    @classmethod
    def of(cls, screening: Screening) -> ScreeningRecord:
        """Record a screening."""
        applicant, edition, rule = screening.applicant, screening.edition, screening.rule
        findings = screening.findings
        unreadable = applicant if isinstance(applicant, Unreadable) else None
        return cls(
            applicant=applicant if isinstance(applicant, Applicant) else None,
            unreadable=unreadable,
            edition=edition,
            rule=None if rule == _asked(edition, None) else rule,
            outcome=screening.outcome,
            missing=_evaluated(rule, unreadable, findings)[1],
            findings=findings,
        )

    @property
    def screening(self) -> Screening:
        """The screening, with the findings that are recorded here."""
        applicant = self.applicant or self.unreadable
        assert applicant is not None, "one of them is given"  # noqa: S101 - for type checkers
        row = tuple(Verdict(finding.truth, finding.reason, finding.whose) for finding in self.findings)
        truth, open_ = _evaluated(_asked(self.edition, self.rule), self.unreadable, self.findings)
        case = self.edition.case if self.rule is None else Case(self.edition, self.rule)
        return Screening(applicant, case, Answer(row, truth, self.outcome, open_), self.findings)
