"""Changes of a decision: why the same applicant comes out differently."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from .finding import Finding
from .screening import Outcome
from .value import Named, Value, flag, identifier, member, tuple_of

__all__ = ["DecisionChange", "FindingChange", "FindingChangeKind"]


class FindingChangeKind(Named):
    """Why one finding differs.

    In the order in which it is looked for: a criterion that came or went, a session or a limit that changed, a
    criterion that is read differently, a fact that was given since, a fact that was corrected, or anything else.
    """

    CRITERION_ADDED = "criterion added"
    CRITERION_REMOVED = "criterion removed"
    SESSION_CHANGED = "session changed"
    LIMIT_CHANGED = "limit changed"
    CRITERION_CHANGED = "criterion changed"
    FACT_GIVEN = "fact given"
    FACT_CORRECTED = "fact corrected"
    OTHER = "other"


def _kind(given: FindingChangeKind | str) -> FindingChangeKind:
    return member(FindingChangeKind, given, "kind")


def _outcome(given: Outcome | str) -> Outcome:
    return member(Outcome, given, "outcome")


@frozen(repr=False)
class FindingChange(Value):
    """One finding before and now.

    Attributes:
        kind: Why it differs.
        before: What was found; None for a criterion that was added.
        after: What is found now; None for a criterion that was removed.
    """

    kind: FindingChangeKind = field(converter=_kind)
    before: Finding | None = field(kw_only=True, default=None)
    after: Finding | None = field(kw_only=True, default=None)


def _findings(given: Iterable[FindingChange]) -> tuple[FindingChange, ...]:
    return tuple_of(FindingChange, given, "FindingChange('session changed')")


@frozen(repr=False)
class DecisionChange(Value):
    """What differs between a decision and what would be decided now. Make one with `explain_change`.

    Attributes:
        applicant: The applicant's id.
        before: The outcome that was recorded.
        after: The outcome now.
        rules_changed: Whether the criteria differ.
        edition_changed: Whether anything of the edition differs, criteria included.
        applicant_changed: Whether anything of the applicant differs; False too where that cannot be told, under a
            pseudonym.
        findings: The findings that differ, in the order of the criteria; those of criteria that were removed come last.
    """

    applicant: str = field(converter=identifier)
    before: Outcome = field(kw_only=True, converter=_outcome)
    after: Outcome = field(kw_only=True, converter=_outcome)
    rules_changed: bool = field(kw_only=True, converter=flag)
    edition_changed: bool = field(kw_only=True, converter=flag)
    applicant_changed: bool = field(kw_only=True, converter=flag)
    findings: tuple[FindingChange, ...] = field(kw_only=True, default=(), converter=_findings)

    @property
    def comes_out_differently(self) -> bool:
        """Whether the outcome is another one."""
        return self.before is not self.after
