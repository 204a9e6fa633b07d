"""Summaries: outcomes and reasons, counted over a batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Final

from attrs import field, frozen

from .counting import counted
from .errors import InvalidValue, shown
from .finding import Whose
from .rule import Rule, as_rule, leaves_of
from .truth import Truth
from .value import HOLE, Invariant, Value, member, optional_identifier, readable, tuple_of

__all__ = ["MissingCount", "ReasonCount", "RuleCounts", "Summary"]

_ANSWERS: Final = {answer: place for place, answer in enumerate(Truth)}


def _truth(given: Truth | str) -> Truth:
    return member(Truth, given, "truth")


def _whose(given: Whose | str | None) -> Whose | None:
    return None if given is None else member(Whose, given, "whose")


def _count(given: int) -> int:
    return counted(given)


@frozen(repr=False)
class ReasonCount(Value):
    """How often a rule came to one answer for one reason.

    Attributes:
        truth: The answer.
        reason: The code of the reason, as findings have it.
        count: How often.
    """

    truth: Truth = field(converter=_truth)
    reason: str = field(converter=readable)
    count: int = field(kw_only=True, converter=_count)


@frozen(repr=False)
class MissingCount(Value):
    """How often one reason under a rule keeps an outcome open.

    Attributes:
        reason: The code of the reason, as findings have it.
        whose: Who can settle it; None when the finding does not say.
        count: How many outcomes it keeps open, alone or with other things that are missing.
    """

    reason: str = field(converter=readable)
    whose: Whose | None = field(default=None, converter=_whose)
    count: int = field(kw_only=True, converter=_count)


def _reasons(given: Iterable[ReasonCount]) -> tuple[ReasonCount, ...]:
    reasons = tuple_of(ReasonCount, given, "ReasonCount('yes', 'language-met', count=12)")
    return tuple(sorted(reasons, key=lambda one: (_ANSWERS[one.truth], one.reason)))


def _missing(given: Iterable[MissingCount]) -> tuple[MissingCount, ...]:
    missing = tuple_of(MissingCount, given, "MissingCount('time-not-given', 'applicant', count=2)")
    return tuple(sorted(missing, key=lambda one: (one.reason, str(one.whose))))


def _counted_once(reasons: Sequence[Any], missing: Sequence[Any]) -> Iterator[InvalidValue]:
    for name, listed in (("reasons", reasons), ("missing", missing)):
        seen: set[tuple[object, object]] = set()
        for index, one in enumerate(listed):
            if one is HOLE:
                continue
            key = (one.truth if isinstance(one, ReasonCount) else one.whose, one.reason)
            if key in seen:
                yield InvalidValue(
                    f"each reason must be counted once, got {one.reason!r} again", one.reason, f"{name}[{index}]"
                )
            seen.add(key)


def _missing_is_unknown(reasons: Sequence[Any], missing: Sequence[Any]) -> Iterator[InvalidValue]:
    if HOLE in reasons or HOLE in missing:
        return
    unknown = {one.reason: one.count for one in reasons if one.truth is Truth.UNKNOWN}
    for reason in dict.fromkeys(one.reason for one in missing):
        open_ = sum(one.count for one in missing if one.reason == reason)
        if open_ > unknown.get(reason, 0):
            yield InvalidValue(
                f"{reason!r} must not keep more open than the {unknown.get(reason, 0)} of whom it is unknown, "
                f"got {open_}",
                open_,
                "missing",
            )


@frozen(repr=False)
class RuleCounts(Value):
    """What one leaf of the rules came to, over a batch.

    Attributes:
        rule: The condition.
        reasons: How often each answer was given for each reason; kept in the order yes, no, unknown, then of the codes.
        missing: How often each reason keeps an outcome open; kept in the order of the codes. An unknown answer that
            does not matter any more, because the outcome is settled without it, is not in it.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("reasons", "missing"), _counted_once),
        Invariant(("reasons", "missing"), _missing_is_unknown),
    )

    rule: Rule = field(converter=as_rule)
    reasons: tuple[ReasonCount, ...] = field(default=(), converter=_reasons)
    missing: tuple[MissingCount, ...] = field(kw_only=True, default=(), converter=_missing)

    def count(self, truth: Truth) -> int:
        """Tell how often the answer was this one."""
        return sum(one.count for one in self.reasons if one.truth is truth)

    def __add__(self, other: RuleCounts) -> RuleCounts:
        if not isinstance(other, RuleCounts):
            return NotImplemented
        if other.rule != self.rule:
            raise InvalidValue(f"must be counts of one rule, {shown(self.rule)}; got {shown(other.rule)}", other)
        reasons: Counter[tuple[Truth, str]] = Counter()
        missing: Counter[tuple[str, Whose | None]] = Counter()
        for counts in (self, other):
            reasons.update({(one.truth, one.reason): one.count for one in counts.reasons})
            missing.update({(one.reason, one.whose): one.count for one in counts.missing})
        return RuleCounts(
            self.rule,
            [ReasonCount(truth, reason, count=n) for (truth, reason), n in reasons.items()],
            missing=[MissingCount(reason, whose, count=n) for (reason, whose), n in missing.items()],
        )


def _optional_rule(given: Rule | None) -> Rule | None:
    return None if given is None else as_rule(given)


def _leaves(given: Iterable[RuleCounts]) -> tuple[RuleCounts, ...]:
    return tuple_of(RuleCounts, given, "RuleCounts(rule, [ReasonCount('yes', 'language-met', count=12)])")


def _has_its_leaves(rule: Rule | None, leaves: Sequence[Any]) -> Iterator[InvalidValue]:
    wanted = () if rule is None else leaves_of(rule)
    if len(leaves) != len(wanted):
        yield InvalidValue(
            f"'leaves' must have one for each leaf of the rule, {len(wanted)}; got {len(leaves)}", len(leaves), "leaves"
        )
        return
    for index, (leaf, counts) in enumerate(zip(wanted, leaves, strict=True)):
        if counts is not HOLE and counts.rule != leaf:
            yield InvalidValue(
                f"must be the counts of that leaf of the rule, {shown(leaf)}; got {shown(counts.rule)}",
                counts.rule,
                f"leaves[{index}].rule",
            )


def _adds_up(
    eligible: int, not_eligible: int, undecided: int, unreadable: int, leaves: Sequence[Any]
) -> Iterator[InvalidValue]:
    if unreadable > undecided:
        yield InvalidValue(
            f"'unreadable' must not be more than 'undecided', {undecided}, among which they are; got {unreadable}",
            unreadable,
            "unreadable",
        )
        return
    screened = eligible + not_eligible + undecided - unreadable
    for index, counts in enumerate(leaves):
        if counts is HOLE:
            continue
        found = sum(one.count for one in counts.reasons)
        if found != screened:
            yield InvalidValue(
                f"the counts of each leaf must add up to the {screened} who could be read, got {found}",
                found,
                f"leaves[{index}].reasons",
            )


def _names_its_edition(
    programme: str | None, edition: str | None, rule: Rule | None, *counts: int
) -> Iterator[InvalidValue]:
    missing = [name for name, one in (("programme", programme), ("edition", edition), ("rule", rule)) if one is None]
    if 0 < len(missing) < 3 or (missing and any(counts)):
        yield InvalidValue(
            "must name 'programme', 'edition' and 'rule', all of them or, for nobody, none; got it without "
            + " and ".join(missing)
        )


@frozen(repr=False)
class Summary(Value):
    """Outcomes and reasons, counted over a batch of screenings. Make one with `summarise`.

    Summaries of parts of a batch add up to that of the whole: ``first + second``, or ``sum(parts, Summary())``.
    Nothing in it names anybody.

    Attributes:
        programme: The id of the programme; None in the summary of nobody.
        edition: The id of the edition; None in the summary of nobody.
        rule: The rules that were asked; None in the summary of nobody.
        eligible: How many are eligible.
        not_eligible: How many are not.
        undecided: How many are undecided.
        unreadable: How many records could not be read; they are undecided, and in no other count.
        leaves: What each leaf of the rules came to, in their order. The counts of each add up to *total* less
            *unreadable*.

    Raises:
        InvalidValue: The counts do not add up.

    >>> from metroworkshops import Applicant, Edition, LanguageSkill, Speaks, screen_all, summarise
    >>> edition = Edition("workshops.example.org", "2020", eligibility=Speaks("fr"))
    >>> summary = summarise(screen_all([Applicant("a-1", languages=[LanguageSkill("fr")]), Applicant("a-2")], edition))
    >>> summary.total, summary.eligible, summary.undecided
    (2, 1, 1)
    >>> summary.leaves[0].missing
    (MissingCount(reason='language-not-given', whose=Whose.APPLICANT, count=1),)
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("programme", "edition", "rule", "eligible", "not_eligible", "undecided"), _names_its_edition),
        Invariant(("rule", "leaves"), _has_its_leaves),
        Invariant(("eligible", "not_eligible", "undecided", "unreadable", "leaves"), _adds_up),
    )

    programme: str | None = field(default=None, converter=optional_identifier)
    edition: str | None = field(default=None, converter=optional_identifier)
    rule: Rule | None = field(kw_only=True, default=None, converter=_optional_rule)
    eligible: int = field(kw_only=True, default=0, converter=_count)
    not_eligible: int = field(kw_only=True, default=0, converter=_count)
    undecided: int = field(kw_only=True, default=0, converter=_count)
    unreadable: int = field(kw_only=True, default=0, converter=_count)
    leaves: tuple[RuleCounts, ...] = field(kw_only=True, default=(), converter=_leaves)

    @property
    def total(self) -> int:
        """How many screenings there were."""
        return self.eligible + self.not_eligible + self.undecided

    def __add__(self, other: Summary) -> Summary:
        """Add the summary of another part of the batch.

        Raises:
            InvalidValue: It is of another edition, or of other rules.
        """
        if not isinstance(other, Summary):
            return NotImplemented
        if other.rule is None:
            return self
        if self.rule is None:
            return other
        if (self.programme, self.edition, self.rule) != (other.programme, other.edition, other.rule):
            raise InvalidValue(
                "only summaries of one edition under the same rules add up, such as those of two parts of a batch; "
                f"got {shown(self.edition)} under {shown(self.rule)} and {shown(other.edition)} under "
                f"{shown(other.rule)}",
                other,
            )
        return Summary(
            self.programme,
            self.edition,
            rule=self.rule,
            eligible=self.eligible + other.eligible,
            not_eligible=self.not_eligible + other.not_eligible,
            undecided=self.undecided + other.undecided,
            unreadable=self.unreadable + other.unreadable,
            leaves=[mine + theirs for mine, theirs in zip(self.leaves, other.leaves, strict=True)],
        )
