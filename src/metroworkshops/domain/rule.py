"""Eligibility rules as data, and how they combine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, Self, runtime_checkable

from attrs import field, frozen

from .errors import InvalidValue, shown
from .truth import Truth
from .value import HOLE, Invariant, Value

if TYPE_CHECKING:
    from .applicant import Applicant
    from .edition import Edition
    from .finding import Finding

__all__ = [
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Combination",
    "EligibilityRule",
    "Not",
    "Rule",
    "SupportsExamine",
    "as_rule",
    "evaluated",
    "leaves_of",
    "parts_of",
    "problems_of",
]

DEEPEST: Final = 32
"""How many combinations may stand inside each other: nobody can read more, and every document can hold as many."""


@runtime_checkable
class SupportsExamine(Protocol):
    """The shape of a host's own kind of condition: a frozen attrs class with a name and a way to examine.

    It needs no base class. Deriving from `Condition` gives it operators, a `repr` and checks besides.

    Attributes:
        KIND: The name of the kind in documents.
    """

    KIND: ClassVar[str]

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        """Look at the facts of one applicant; a fact that was not given makes the answer unknown, never no."""
        ...


class EligibilityRule(Value):
    """A condition as data: it prints, compares, serialises and explains itself.

    Combine with `&` (all of), `|` (any of) and `~` (not), which follow Kleene's logic. Because an answer may be
    unknown, ``a | ~a`` may be unknown too.
    """

    __slots__ = ()

    KIND: ClassVar[str]
    """The name of the kind in documents."""

    def __and__(self, other: Rule) -> AllOf:
        return AllOf(*_flat(self, AllOf), *_flat(other, AllOf))

    def __rand__(self, other: Rule) -> AllOf:
        return AllOf(*_flat(other, AllOf), *_flat(self, AllOf))

    def __or__(self, other: Rule) -> AnyOf:
        return AnyOf(*_flat(self, AnyOf), *_flat(other, AnyOf))

    def __ror__(self, other: Rule) -> AnyOf:
        return AnyOf(*_flat(other, AnyOf), *_flat(self, AnyOf))

    def __invert__(self) -> EligibilityRule:
        return Not(self)

    @property
    def parts(self) -> tuple[Rule, ...]:
        """The rules it is made of; none for a condition."""
        return ()

    def combine(self, answers: Iterable[Truth]) -> Truth:
        """Give the answer that follows from those of its parts, in order."""
        raise NotImplementedError(f"{type(self).__name__} is made of no parts")

    @property
    def leaves(self) -> tuple[Rule, ...]:
        """The conditions it comes down to, in order; a combination of nothing is one itself."""
        return tuple(leaf for part in self.parts for leaf in leaves_of(part)) or (self,)

    @property
    def depth(self) -> int:
        """How many combinations stand inside each other; 0 for a condition."""
        return 1 + max(map(_depth, self.parts)) if self.parts else 0

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        """Yield what makes it impossible to ask in an edition, such as words that its table does not read.

        The place in each is relative to the rule.
        """
        for index, part in enumerate(self.parts):
            yield from _placed(problems_of(part, edition), f"of[{index}]")


Rule = EligibilityRule | SupportsExamine
"""A rule of ours, or a host's own condition."""


def as_rule(given: object) -> Rule:
    """Check that something is a rule.

    Raises:
        InvalidValue: It is none.
    """
    if isinstance(given, type) or not isinstance(given, EligibilityRule | SupportsExamine):
        raise InvalidValue(f"must be an eligibility rule such as Speaks('fr', 'C1'), got {shown(given)}", given)
    if not isinstance(given, Combination | Not):  # whose parts were checked when they were made
        try:
            hash(given)
        except TypeError:
            message = "a rule must be a value: a frozen class whose fields are values too, such as tuples for lists"
            raise InvalidValue(f"{message}; got {shown(given)}, which cannot be hashed", given) from None
    return given


def parts_of(rule: Rule) -> tuple[Rule, ...]:
    """List the rules that a rule is made of; none for a condition."""
    return rule.parts if isinstance(rule, EligibilityRule) else ()


def leaves_of(rule: Rule) -> tuple[Rule, ...]:
    """List the conditions that a rule comes down to, in order."""
    return rule.leaves if isinstance(rule, EligibilityRule) else (rule,)


def problems_of(rule: Rule, edition: Edition) -> Iterator[InvalidValue]:
    """Yield what makes a rule impossible to ask in an edition."""
    if isinstance(rule, EligibilityRule):
        yield from rule.problems(edition)


def evaluated(rule: Rule, answers: Iterator[Truth], first: int = 0) -> tuple[Truth, tuple[int, ...]]:
    """Answer a rule from the answers of its leaves, in order, and list by position those that keep it open.

    A leaf under a combination that is settled without it does not keep it open any more.
    """
    if not isinstance(rule, EligibilityRule) or not rule.parts:
        answer = next(answers)
        return answer, () if answer.is_settled else (first,)
    found: list[Truth] = []
    open_: list[int] = []
    for part in rule.parts:
        answer, keeping = evaluated(part, answers, first)
        found.append(answer)
        open_ += keeping
        first += len(leaves_of(part))
    truth = rule.combine(found)
    return truth, () if truth.is_settled else tuple(open_)


def _placed(problems: Iterable[InvalidValue], place: str) -> Iterator[InvalidValue]:
    for problem in problems:
        yield InvalidValue(problem.message, problem.value, f"{place}.{problem.where}" if problem.where else place)


def _depth(rule: Rule) -> int:
    return rule.depth if isinstance(rule, EligibilityRule) else 0


def _flat(rule: object, kind: type[AllOf | AnyOf]) -> tuple[Rule, ...]:
    checked = as_rule(rule)
    return checked.of if isinstance(checked, kind) and checked.of else (checked,)


def _rules(given: Iterable[Rule]) -> tuple[Rule, ...]:
    rules = []
    for index, one in enumerate(given):
        try:
            rules.append(as_rule(one))
        except InvalidValue as e:
            raise InvalidValue(e.message, one, f"[{index}]") from None
    return tuple(rules)


def _not_too_deep(of: Rule | Sequence[Any]) -> Iterator[InvalidValue]:
    parts = of if isinstance(of, Sequence) else (of,)
    if any(_depth(part) >= DEEPEST for part in parts if part is not HOLE):
        yield InvalidValue(f"rules must not be nested more than {DEEPEST} deep, got more", None, "of")


@frozen(repr=False, init=False)
class Combination(EligibilityRule):
    """Several rules as one: the base of `AllOf`, `AnyOf` and `AtLeast`."""

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("of",), _not_too_deep),)

    of: tuple[Rule, ...] = field(default=(), converter=_rules)

    if TYPE_CHECKING:

        def __attrs_init__(self, *fields: Any) -> None: ...

    def __init__(self, *of: Rule) -> None:
        self.__attrs_init__(of)

    @classmethod
    def made(cls, of: Iterable[Rule] = ()) -> Self:
        """Make one of its fields."""
        return cls(*of)

    @property
    def parts(self) -> tuple[Rule, ...]:
        """The rules it is made of."""
        return self.of

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.of))})"


@frozen(repr=False, init=False)
class AllOf(Combination):
    """All of these rules; of none, the answer is unknown.

    >>> from metroworkshops import AppliedInTime, Speaks
    >>> Speaks("fr", "C1") & AppliedInTime()
    AllOf(Speaks(language='fr', level=Level.C1), AppliedInTime())
    """

    KIND: ClassVar[str] = "all of"

    def combine(self, answers: Iterable[Truth]) -> Truth:
        """Yes when all are yes, no when one is no."""
        return Truth.all_of(answers)


@frozen(repr=False, init=False)
class AnyOf(Combination):
    """Any of these rules; of none, the answer is unknown.

    >>> from metroworkshops import Speaks
    >>> Speaks("fr") | Speaks("ar")
    AnyOf(Speaks(language='fr'), Speaks(language='ar'))
    """

    KIND: ClassVar[str] = "any of"

    def combine(self, answers: Iterable[Truth]) -> Truth:
        """Yes when one is yes, no when all are no."""
        return Truth.any_of(answers)


def _count(given: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise InvalidValue(f"'n' must be a whole number of 1 or more such as 2, got {shown(given)}", given)
    return given


def _enough_parts(n: int, of: Sequence[Any]) -> Iterator[InvalidValue]:
    if n > len(of):
        yield InvalidValue(
            f"'n' must not be more than there are rules, {len(of)}: it could never hold; got {n}", n, "n"
        )


@frozen(repr=False, init=False)
class AtLeast(Combination):
    """At least so many of these rules.

    Args:
        n: How many, 1 or more, and no more than there are rules.
        of: The rules.

    Raises:
        InvalidValue: There are fewer rules than have to hold.

    >>> from metroworkshops import Speaks
    >>> AtLeast(2, Speaks("fr"), Speaks("ar"), Speaks("en"))
    AtLeast(2, Speaks(language='fr'), Speaks(language='ar'), Speaks(language='en'))
    """

    KIND: ClassVar[str] = "at least"
    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        *Combination.INVARIANTS,
        Invariant(("n", "of"), _enough_parts),
    )

    n: int = field(default=1, converter=_count)

    def __init__(self, n: int, *of: Rule) -> None:
        self.__attrs_init__(of, n)

    @classmethod
    def made(cls, of: Iterable[Rule] = (), n: int = 1) -> Self:
        """Make one of its fields."""
        return cls(n, *of)

    def combine(self, answers: Iterable[Truth]) -> Truth:
        """Yes when so many are yes, no when so many cannot be any more."""
        return Truth.at_least(self.n, answers)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, (self.n, *self.of)))})"


@frozen(repr=False)
class Not(EligibilityRule):
    """The opposite of a rule; unknown when the rule is. An exclusion is the opposite of what excludes.

    >>> from metroworkshops import Declares
    >>> ~Declares("took part before")
    Not(Declares(name='took part before'))
    """

    KIND: ClassVar[str] = "not"
    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("of",), _not_too_deep),)

    of: Rule = field(converter=as_rule)

    @property
    def parts(self) -> tuple[Rule, ...]:
        """The one rule it is made of."""
        return (self.of,)

    def combine(self, answers: Iterable[Truth]) -> Truth:
        """Turn the one answer round."""
        (answer,) = answers
        return ~answer

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        """Yield what makes it impossible to ask in an edition."""
        yield from _placed(problems_of(self.of, edition), "of")

    def __invert__(self) -> EligibilityRule:
        return self.of if isinstance(self.of, EligibilityRule) else Not(self)

    def __repr__(self) -> str:
        return f"Not({self.of!r})"
