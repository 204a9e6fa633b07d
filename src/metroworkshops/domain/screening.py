"""Screenings: all findings of one applicant."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from .truth import Truth
from .value import Named, Value

if TYPE_CHECKING:
    from .applicant import Applicant
    from .case import Answer, Case, Row
    from .edition import Edition
    from .finding import Finding
    from .rule import Rule
    from .unreadable import Unreadable

__all__ = ["OUTCOME_OF", "Outcome", "Screening"]


class Outcome(Named):
    """What a screening comes to. `UNDECIDED` asks a person; it refuses nobody."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not eligible"
    UNDECIDED = "undecided"


OUTCOME_OF: Final = {Truth.YES: Outcome.ELIGIBLE, Truth.NO: Outcome.NOT_ELIGIBLE, Truth.UNKNOWN: Outcome.UNDECIDED}


class Screening(Value):
    """All findings about one applicant under the rules of one edition. Make one with `screen`.

    It keeps the verdicts, and collects the evidence when somebody reads it; as both are values, nothing is lost. One
    that was read from a document has the findings that were recorded there, and asks nothing again. Two of the same
    applicant, edition, rules and findings are equal.
    """

    # Frozen by its properties: one is made for each of a hundred thousand applicants, and a class that attrs freezes
    # takes more than twice as long to fill.
    __slots__ = ("__weakref__", "_answer", "_applicant", "_case", "_recorded")

    def __init__(
        self,
        applicant: Applicant | Unreadable,
        case: Case,
        answer: Answer,
        recorded: tuple[Finding, ...] | None = None,
    ) -> None:
        self._applicant = applicant
        self._case = case
        self._answer = answer
        self._recorded = recorded

    @property
    def applicant(self) -> Applicant | Unreadable:
        """The applicant; or a record that could not be read as one, of which that is the one finding."""
        return self._applicant

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self._case.edition

    @property
    def rule(self) -> Rule:
        """The rules as they stood."""
        return self._case.rule

    @property
    def truth(self) -> Truth:
        """The answer of the rules as a whole."""
        return self._answer.truth

    @property
    def outcome(self) -> Outcome:
        """What it comes to."""
        return self._answer.outcome

    @property
    def verdicts(self) -> Row:
        """What each leaf of the rules concluded, in their order, without the evidence.

        One object serves all applicants of whom the same is true, so that it is a cheap key to count by.
        """
        return self._answer.row

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes of the findings, in the order of the rules, without their evidence."""
        return tuple(verdict.reason for verdict in self._answer.row)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """One for each leaf of the rules, in their order; all are examined, whatever the first ones say."""
        return tuple(self._finding(index) for index in range(len(self._answer.row)))

    @property
    def missing(self) -> tuple[Finding, ...]:
        """The unknown findings that keep the outcome open, in the order of the rules; empty when it is settled.

        A finding under a combination that is settled without it is left out: it does not matter any more.
        """
        return tuple(map(self._finding, self._answer.open))

    def _finding(self, index: int) -> Finding:
        if self._recorded is not None:
            return self._recorded[index]
        return self._case.finding(index, self.applicant, self._answer.row[index])

    def __reduce__(self) -> tuple[Callable[..., Screening], tuple[Any, ...]]:
        if self._recorded is not None:
            return Screening, (self._applicant, self._case, self._answer, self._recorded)
        # Verdicts are told apart by identity, so that a copy asks again: the answers are the same.
        return _again, (self._case, self.applicant)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Screening):
            return NotImplemented
        if (self.applicant, self._case, self.reasons) != (other.applicant, other._case, other.reasons):
            return False
        # The evidence follows from these, where it is collected and not recorded.
        return (self._recorded is None and other._recorded is None) or self.findings == other.findings

    def __hash__(self) -> int:
        return hash((self.applicant, self._case))

    def __repr__(self) -> str:
        return f"<Screening of {self.applicant.id!r} in {self.edition.id!r}: {self.outcome}>"


def _again(case: Case, applicant: Applicant | Unreadable) -> Screening:
    return case.screen_anyhow(applicant)
