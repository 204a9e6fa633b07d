"""Cases: the rules of an edition, ready to be asked of many applicants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import Factory, field, frozen

from .condition import Asked, PreparedCondition, Verdict
from .errors import InvalidValue, shown
from .finding import Details, Finding, Whose
from .rule import AllOf, Combination, Rule, SupportsExamine, evaluated, leaves_of
from .screening import OUTCOME_OF, Outcome, Screening
from .truth import Truth
from .unreadable import Unreadable

if TYPE_CHECKING:
    from .applicant import Applicant
    from .edition import Edition

__all__ = ["Answer", "Case", "Row"]

T = TypeVar("T")

Row = tuple[Verdict, ...]
"""The verdicts of the leaves of a rule, in their order."""

NOTHING_ASKED: Final = Verdict(Truth.UNKNOWN, "nothing-asked", Whose.ORGANISER)
FAILED: Final = Verdict(Truth.UNKNOWN, "rule-failed", Whose.ORGANISER)
"""A rule, most often a host's own, that raised an error on the facts of an applicant."""
BROKEN: Final = Verdict(Truth.UNKNOWN, "record-broken", Whose.ORGANISER)
"""The one verdict on a record that could not be read."""


@frozen(eq=False)
class Answer:
    """What follows from a row of verdicts: one object for all applicants who have that row.

    Attributes:
        row: The verdicts.
        truth: The answer of the rules as a whole.
        outcome: What it comes to.
        open: Which leaves keep it open, by position; none when it is settled.
    """

    row: Row
    truth: Truth
    outcome: Outcome
    open: tuple[int, ...]


class _Answers(dict[Row, Answer]):
    """What follows from rows of verdicts: worked out at first sight, then looked up without calling a function."""

    __slots__ = ("_rule",)

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def __missing__(self, row: Row) -> Answer:
        truth, open_ = evaluated(self._rule, iter([verdict.truth for verdict in row]))
        # A host's kind may give any number of different verdicts; the memory for them stays small.
        if len(self) >= 4096:
            self.clear()
        answer = self[row] = Answer(row, truth, OUTCOME_OF[truth], open_)
        return answer


@frozen
class Case:
    """A rule in an edition, ready to be asked of many applicants: what depends on the edition is worked out once.

    Two of the same edition and rule are equal.

    Args:
        edition: The edition.
        rule: The rule. Default: the criteria of the edition; where none are stated, the answer is unknown.

    Raises:
        InvalidValue: A rule is neither a condition nor a combination.
    """

    edition: Edition
    rule: Rule = field(default=Factory(lambda self: _criteria(self.edition), takes_self=True))
    leaves: tuple[Rule, ...] = field(
        init=False, eq=False, repr=False, default=Factory(lambda self: leaves_of(self.rule), takes_self=True)
    )
    asked: tuple[Asked, ...] = field(
        init=False,
        eq=False,
        repr=False,
        default=Factory(lambda self: tuple(_asked_of(leaf, self.edition) for leaf in self.leaves), takes_self=True),
    )
    _answers: _Answers = field(
        init=False, eq=False, repr=False, default=Factory(lambda self: _Answers(self.rule), takes_self=True)
    )

    _kept: dict[Callable[[Case], Any], Any] = field(init=False, eq=False, repr=False, factory=dict)

    def once(self, work: Callable[[Case], T]) -> T:
        """Give what a function makes of the case, made the first time and kept: for what all its screenings share.

        It is kept by the function, so that one of a module is to be given. Two threads may both make it the first time;
        it follows from values, and either will do.
        """
        if work not in self._kept:
            self._kept[work] = work(self)
        kept: T = self._kept[work]
        return kept

    def __reduce__(self) -> tuple[type[Case], tuple[Edition, Rule]]:
        return type(self), (self.edition, self.rule)

    def screen(self, applicant: Applicant) -> Screening:
        """Ask every condition about one applicant."""
        return Screening(applicant, self, self._answers[tuple([ask(applicant) for ask in self.asked])])

    def screen_each(self, applicants: Sequence[Applicant]) -> list[Screening]:
        """Ask every condition about several applicants, condition by condition, which is quicker."""
        rows = zip(*[map(ask, applicants) for ask in self.asked], strict=True)
        return [Screening(one, self, self._answers[row]) for one, row in zip(applicants, rows, strict=True)]

    def screen_anyhow(self, applicant: Applicant | Unreadable) -> Screening:
        """Ask every condition about one applicant, and lose nobody.

        A condition that raises an error is a finding of its own; a record that could not be read is the one finding.
        """
        if isinstance(applicant, Unreadable):
            return Screening(applicant, self, _BROKEN_ANSWER)
        row = []
        for ask in self.asked:
            try:
                row.append(ask(applicant))
            except Exception:  # whatever a host's rule raises
                row.append(FAILED)
        return Screening(applicant, self, self._answers[tuple(row)])

    @cached_property
    def _needed(self) -> tuple[Details, ...]:
        """What each leaf needs, which is the same for all applicants."""
        return tuple(leaf.needed(self.edition) if isinstance(leaf, PreparedCondition) else () for leaf in self.leaves)

    def finding(self, index: int, applicant: Applicant | Unreadable, verdict: Verdict) -> Finding:
        """Make the finding of one leaf, with its evidence."""
        if isinstance(applicant, Unreadable):
            faults = tuple(map(str, applicant.faults))
            return Finding(
                self.rule, verdict.truth, reason=verdict.reason, whose=verdict.whose, seen=(("faults", faults),)
            )
        leaf = self.leaves[index]
        if verdict is FAILED or verdict is NOTHING_ASKED:
            return Finding(leaf, verdict.truth, reason=verdict.reason, whose=verdict.whose)
        if isinstance(leaf, PreparedCondition):
            return leaf.found(applicant, self.edition, verdict, self._needed[index])
        return _examining(leaf).examine(applicant, self.edition)


_BROKEN_ANSWER: Final = Answer((BROKEN,), Truth.UNKNOWN, Outcome.UNDECIDED, (0,))


def _criteria(edition: Edition) -> Rule:
    return AllOf() if edition.eligibility is None else edition.eligibility


def _examining(leaf: Rule) -> SupportsExamine:
    if not isinstance(leaf, SupportsExamine):
        raise InvalidValue(f"a rule must be a condition or a combination such as Speaks('fr'), got {shown(leaf)}", leaf)
    return leaf


def _asked_of(leaf: Rule, edition: Edition) -> Asked:
    if isinstance(leaf, PreparedCondition):
        return leaf.asked(edition)
    if isinstance(leaf, Combination) and leaf.combine(()) is Truth.UNKNOWN:
        return lambda _: NOTHING_ASKED
    examining = _examining(leaf)
    verdicts: dict[tuple[Truth, str, Whose | None], Verdict] = {}

    def ask(applicant: Applicant) -> Verdict:
        found = examining.examine(applicant, edition)
        key = found.truth, found.reason, found.whose
        known = verdicts.get(key)
        if known is None:
            if len(verdicts) >= 4096:
                verdicts.clear()
            known = verdicts[key] = Verdict(*key)
        return known

    return ask
