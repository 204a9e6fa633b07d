"""Decisions: a screening as it was recorded, for as long as somebody may ask why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final, Self

from attrs import evolve, field, frozen

from .errors import InvalidValue, shown
from .finding import Finding
from .rule import Rule, as_rule, evaluated, leaves_of
from .screening import OUTCOME_OF, Outcome
from .truth import Truth
from .value import HOLE, LONGEST_ID, Invariant, Value, identifier, instant, member, optional_instant, tuple_of
from .waiver import Waiver

__all__ = ["Decision", "LimitUsed"]

_FINGERPRINT: Final = re.compile(r"f1-sha256:[0-9a-f]{64}", re.ASCII)


def _fingerprint(given: str) -> str:
    if not isinstance(given, str) or not _FINGERPRINT.fullmatch(given):
        raise InvalidValue(f"must be a fingerprint such as 'f1-sha256:' and 64 hex digits, got {shown(given)}", given)
    return given


def _optional_fingerprint(given: str | None) -> str | None:
    return None if given is None else _fingerprint(given)


def _outcome(given: Outcome | str) -> Outcome:
    return member(Outcome, given, "outcome")


def _findings(given: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple_of(Finding, given, "Finding(...)")


def _minutes(given: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= 527_040:
        raise InvalidValue(
            f"'grace_minutes' must be a whole number from 0 to 527040, a year, such as 60, got {shown(given)}", given
        )
    return given


@frozen(repr=False)
class LimitUsed(Value):
    """A limit as a decision used it.

    Attributes:
        deadline: The id of the deadline.
        earliest: The first instant at which it may have been past, in UTC.
        latest: The first at which it certainly was; the same where there was no doubt.
        grace_minutes: For how long after it applications were still taken.
    """

    deadline: str = field(converter=identifier)
    earliest: datetime = field(kw_only=True, converter=instant)
    latest: datetime = field(kw_only=True, converter=instant)
    grace_minutes: int = field(kw_only=True, default=0, converter=_minutes)


def _limits(given: Iterable[LimitUsed]) -> tuple[LimitUsed, ...]:
    return tuple_of(LimitUsed, given, "LimitUsed('applications', earliest=..., latest=...)")


def _waivers(given: Iterable[Waiver]) -> tuple[Waiver, ...]:
    return tuple_of(Waiver, given, "Waiver('why', by='selection committee', at=...)")


def _outcome_follows(rule: Rule, findings: Sequence[Any], outcome: Outcome) -> Iterator[InvalidValue]:
    if HOLE in findings:
        return
    leaves = leaves_of(rule)
    if not _is_unreadable(rule, findings) and [finding.rule for finding in findings] != list(leaves):
        yield InvalidValue(
            f"'findings' must be those of the conditions of the rule, {len(leaves)} in their order, got "
            f"{len(findings)} that are not",
            findings,
            "findings",
        )
        return
    follows = OUTCOME_OF[_evaluated(rule, findings)[0]]
    if outcome is not follows:
        yield InvalidValue(
            f"'outcome' must be what follows from the findings, {follows.value!r}; got {outcome.value!r}. An exception "
            "stands beside it, as a waiver",
            outcome,
            "outcome",
        )


def _is_unreadable(rule: Rule, findings: Sequence[Any]) -> bool:
    """Tell whether the record could not be read: the one finding is about the rule as a whole."""
    return len(findings) == 1 and findings[0].reason == "record-broken" and findings[0].rule == rule


def _evaluated(rule: Rule, findings: Sequence[Finding]) -> tuple[Truth, tuple[int, ...]]:
    if _is_unreadable(rule, findings):
        return Truth.UNKNOWN, (0,)
    return evaluated(rule, iter([finding.truth for finding in findings]))


def _waived_rules_are_there(rule: Rule, waivers: Sequence[Any]) -> Iterator[InvalidValue]:
    conditions = {rule, *leaves_of(rule)} if waivers else ()
    for index, waiver in enumerate(waivers):
        if waiver is not HOLE and waiver.rule is not None and waiver.rule not in conditions:
            yield InvalidValue(
                f"the rule that is waived must be one of the conditions, got {shown(waiver.rule)}",
                waiver.rule,
                f"waivers[{index}].rule",
            )


@frozen(repr=False)
class Decision(Value):
    """A screening as it was recorded: what came out, on what evidence, by which rules. Make one with `decide`.

    With the documents of the edition and of the applicant, `reproduce` gives it again, byte for byte.

    Attributes:
        applicant: The applicant's id.
        edition: The id of the edition.
        programme: The id of its programme.
        outcome: What the rules came to. Waivers do not change it.
        rule: The criteria as they stood.
        findings: One for each condition, in order; or the one about a record that could not be read.
        decided: When it was recorded.
        applied: When the application came in, as far as that was known.
        limits: The instants of the deadlines that were looked at.
        waivers: Exceptions that were made, with who, why and when.
        rules_fingerprint: The fingerprint of the criteria's document.
        edition_fingerprint: That of the edition's document.
        applicant_fingerprint: That of the applicant's; None for a record that could not be read, or under a pseudonym.

    Raises:
        InvalidValue: The findings are not those of the rule, or the outcome does not follow from them.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("rule", "findings", "outcome"), _outcome_follows),
        Invariant(("rule", "waivers"), _waived_rules_are_there),
    )

    applicant: str = field(converter=identifier)
    edition: str = field(converter=identifier)
    programme: str = field(kw_only=True, converter=identifier)
    outcome: Outcome = field(kw_only=True, converter=_outcome)
    rule: Rule = field(kw_only=True, converter=as_rule)
    findings: tuple[Finding, ...] = field(kw_only=True, converter=_findings)
    decided: datetime = field(kw_only=True, converter=instant)
    applied: datetime | None = field(kw_only=True, default=None, converter=optional_instant)
    limits: tuple[LimitUsed, ...] = field(kw_only=True, default=(), converter=_limits)
    waivers: tuple[Waiver, ...] = field(kw_only=True, default=(), converter=_waivers)
    rules_fingerprint: str = field(kw_only=True, converter=_fingerprint)
    edition_fingerprint: str = field(kw_only=True, converter=_fingerprint)
    applicant_fingerprint: str | None = field(kw_only=True, default=None, converter=_optional_fingerprint)

    @property
    def truth(self) -> Truth:
        """The answer of the rules as a whole."""
        return _evaluated(self.rule, self.findings)[0]

    @property
    def missing(self) -> tuple[Finding, ...]:
        """The unknown findings that keep the outcome open, in order; empty when it is settled."""
        return tuple(self.findings[index] for index in _evaluated(self.rule, self.findings)[1])

    def waived(self, *waivers: Waiver) -> Self:
        """Record exceptions beside the outcome, after those there are.

        Raises:
            InvalidValue: The rule that is waived is none of the conditions.
        """
        return evolve(self, waivers=(*self.waivers, *waivers))

    def under(self, pseudonym: str) -> Self:
        """Put a pseudonym in the place of the applicant's id, and leave out what leads back to them.

        That is where facts came from, the ids of a team's members, and the fingerprint of the applicant's document.
        Outcome, reasons and evidence stay, so that every count stays the same. Members are numbered after the
        pseudonym, which is cut short for it where the id would be longer than an id may be.
        """
        findings = tuple(_anonymous(finding, pseudonym) for finding in self.findings)
        return evolve(self, applicant=pseudonym, findings=findings, applicant_fingerprint=None)


def _anonymous(finding: Finding, pseudonym: str) -> Finding:
    members = tuple(
        evolve(one, member=_numbered(pseudonym, number), findings=tuple(_anonymous(f, pseudonym) for f in one.findings))
        for number, one in enumerate(finding.members, start=1)
    )
    seen = tuple((name, detail) for name, detail in finding.seen if name != "faults")
    return evolve(finding, members=members, came_from=(), seen=seen)


def _numbered(pseudonym: str, number: int) -> str:
    end = f"-{number}"
    return pseudonym[: LONGEST_ID - len(end)] + end
