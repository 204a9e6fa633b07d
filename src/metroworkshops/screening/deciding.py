"""Deciding: a screening put on record, reproduced, and compared with how it would come out now."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from metroworkshops.domain.applicant import Applicant
from metroworkshops.domain.case import Case
from metroworkshops.domain.conditions import AppliedInTime, MembersMeet
from metroworkshops.domain.decision import Decision, LimitUsed
from metroworkshops.domain.decision_change import DecisionChange, FindingChange, FindingChangeKind
from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.finding import Finding
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.rule import Rule, leaves_of
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.waiver import Waiver

from .screen import screen

if TYPE_CHECKING:
    from metroworkshops.domain.edition import Edition

__all__ = ["decide", "explain_change", "reproduce"]


def decide(screening: Screening, *, at: datetime, waivers: Iterable[Waiver] = ()) -> Decision:
    """Put a screening on record: its findings, the instants it used, and the fingerprints of what it was made of.

    Args:
        screening: What `screen` gave.
        at: When it is recorded, an aware datetime: the clock is not read.
        waivers: Exceptions that were made. They stand beside the outcome and never replace it.

    Raises:
        InvalidValue: *at* has no zone, or a rule that is waived is none of the conditions.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import Applicant, metropolitan_workshops, screen
    >>> screening = screen(Applicant("a-017", languages=[]), metropolitan_workshops().edition("2020"))
    >>> decision = decide(screening, at=datetime(2020, 2, 5, tzinfo=UTC))
    >>> decision.outcome, decision.rules_fingerprint[:10]
    (Outcome.NOT_ELIGIBLE, 'f1-sha256:')
    """
    from metroworkshops.documents import fingerprint  # not needed before a decision is put on record

    edition, applicant = screening.edition, screening.applicant
    is_read = isinstance(applicant, Applicant)
    same = screening.rule is edition.case.rule  # which it is but for what was recorded under other criteria
    used = (edition.case if same else Case(edition, screening.rule)).once(_used)
    return Decision(
        applicant.id,
        edition.id,
        programme=edition.programme,
        outcome=screening.outcome,
        rule=screening.rule,
        findings=screening.findings,
        decided=at,
        applied=applicant.applied_at if isinstance(applicant, Applicant) else None,
        limits=used.limits,
        waivers=waivers,
        rules_fingerprint=used.rules_fingerprint,
        edition_fingerprint=used.edition_fingerprint,
        applicant_fingerprint=fingerprint(applicant) if is_read else None,
    )


@frozen
class _Used:
    """What the decisions on all applicants under one case have in common."""

    limits: tuple[LimitUsed, ...]
    rules_fingerprint: str
    edition_fingerprint: str


def _used(case: Case) -> _Used:
    from metroworkshops.documents import fingerprint

    return _Used(tuple(_limits(case.rule, case.edition)), fingerprint(case.rule), fingerprint(case.edition))


def _limits(rule: Rule, edition: Edition) -> list[LimitUsed]:
    if edition.call is None or not _looks_at_limits(rule):
        return []
    found = []
    for deadline in edition.call.deadlines:
        earliest, latest = deadline.current.ends_between()
        found.append(LimitUsed(deadline.id, earliest=earliest, latest=latest, grace_minutes=deadline.grace_minutes))
    return found


def _looks_at_limits(rule: Rule) -> bool:
    return any(
        isinstance(leaf, AppliedInTime) or (isinstance(leaf, MembersMeet) and _looks_at_limits(leaf.of))
        for leaf in leaves_of(rule)
    )


def reproduce(decision: Decision, applicant: Applicant, edition: Edition) -> Decision:
    """Decide again by the documents of then: the result is equal, and its document the same byte for byte.

    Args:
        decision: What was recorded.
        applicant: The applicant as their document has it.
        edition: The edition as its document has it.

    Raises:
        InvalidValue: One of them is not what the decision was made of; the message names all that differ.
    """
    again = decide(screen(applicant, edition), at=decision.decided, waivers=decision.waivers)
    pairs = (
        ("edition", decision.edition_fingerprint, again.edition_fingerprint),
        ("rules", decision.rules_fingerprint, again.rules_fingerprint),
        ("applicant", decision.applicant_fingerprint, again.applicant_fingerprint),
    )
    differing = [name for name, recorded, now in pairs if recorded is not None and recorded != now]
    if differing:
        raise InvalidValue(
            f"the documents must be those that the decision on {decision.applicant!r} was made of, got others of: "
            f"{', '.join(differing)}. To see what that changes, use explain_change",
            differing,
        )
    return again if decision.applicant_fingerprint else again.under(decision.applicant)


def explain_change(decision: Decision, now: Decision | Screening) -> DecisionChange:
    """Tell why the same applicant comes out differently: under changed rules, changed sessions, or with other facts.

    Args:
        decision: What was recorded.
        now: What would be decided now, or was since: a screening or a decision of the same applicant.

    Raises:
        InvalidValue: It is of another applicant.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import Applicant, Commitment, LanguageSkill, metropolitan_workshops, screen
    >>> edition = metropolitan_workshops().edition("2020")
    >>> promises = [Commitment(session.id, to=session.when) for session in edition.sessions]
    >>> applicant = Applicant("a-017", languages=[LanguageSkill("fr", "C1")], commitments=promises)
    >>> before = decide(screen(applicant, edition), at=datetime(2020, 2, 5, tzinfo=UTC))
    >>> moved = edition.sessions[0].moved_to("2020-10", announced=datetime(2020, 3, 2, tzinfo=UTC))
    >>> change = explain_change(before, screen(applicant, edition.replacing(moved)))
    >>> [(one.kind, one.after.truth) for one in change.findings]
    [(FindingChangeKind.SESSION_CHANGED, Truth.UNKNOWN)]
    """
    after = now if isinstance(now, Decision) else decide(now, at=decision.decided)
    if after.applicant != decision.applicant:
        raise InvalidValue(
            f"must be of the same applicant, {decision.applicant!r}; got {after.applicant!r}", after.applicant
        )
    before_ids, after_ids = decision.applicant_fingerprint, after.applicant_fingerprint
    applicant_changed = None not in (before_ids, after_ids) and before_ids != after_ids
    return DecisionChange(
        decision.applicant,
        before=decision.outcome,
        after=after.outcome,
        rules_changed=decision.rules_fingerprint != after.rules_fingerprint,
        edition_changed=decision.edition_fingerprint != after.edition_fingerprint,
        applicant_changed=applicant_changed,
        findings=_differing(decision.findings, after.findings, applicant_changed=applicant_changed),
    )


def _differing(before: Iterable[Finding], after: Iterable[Finding], *, applicant_changed: bool) -> list[FindingChange]:
    """Pair the findings of equal conditions, in order, and keep the pairs that differ."""
    waiting: dict[Rule, deque[Finding]] = defaultdict(deque)
    for finding in before:
        waiting[finding.rule].append(finding)
    found = []
    for finding in after:
        old = waiting[finding.rule].popleft() if waiting[finding.rule] else None
        if old is None:
            found.append(FindingChange(FindingChangeKind.CRITERION_ADDED, after=finding))
        elif _substance(old) != _substance(finding):
            kind = _kind(old, finding, applicant_changed=applicant_changed)
            found.append(FindingChange(kind, before=old, after=finding))
    removed = [finding for left in waiting.values() for finding in left]
    return [*found, *(FindingChange(FindingChangeKind.CRITERION_REMOVED, before=finding) for finding in removed)]


def _substance(finding: Finding) -> object:
    """Give what a reader would call different: not where a fact came from."""
    return finding.truth, finding.reason, finding.seen, finding.needed, finding.standing, finding.whose


def _kind(before: Finding, after: Finding, *, applicant_changed: bool) -> FindingChangeKind:
    if after.reason == "attendance-session-changed" and before.reason != after.reason:
        return FindingChangeKind.SESSION_CHANGED
    if before.needed != after.needed:
        names = {name for name, _ in (*before.needed, *after.needed)}
        limits = any(isinstance(detail, Limit) for _, detail in (*before.needed, *after.needed))
        if limits:
            return FindingChangeKind.LIMIT_CHANGED
        return FindingChangeKind.SESSION_CHANGED if "sessions" in names else FindingChangeKind.CRITERION_CHANGED
    if applicant_changed:
        given = before.truth is Truth.UNKNOWN and not before.seen
        return FindingChangeKind.FACT_GIVEN if given else FindingChangeKind.FACT_CORRECTED
    return FindingChangeKind.OTHER
