"""Eligibility rules as data, and how they combine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import field, frozen

from .errors import InvalidValue, shown
from .truth import Truth
from .value import Invariant, Value

if TYPE_CHECKING:
    from .applicant import Applicant
    from .edition import Edition
    from .finding import Finding

__all__ = ["AllOf", "AnyOf", "Condition", "EligibilityRule", "Not"]

DEEPEST: Final = 32
"""How many combinations may stand inside each other: nobody can read more, and every document can hold as many."""


class EligibilityRule(Value):
    """A condition as data: it prints, compares, serialises and explains itself.

    Combine with `&` (all of), `|` (any of) and `~` (not), which follow Kleene's logic. Because an answer may be
    unknown, ``a | ~a`` may be unknown too.
    """

    __slots__ = ()

    KIND: ClassVar[str]
    """The name of the kind in documents."""

    def __and__(self, other: EligibilityRule) -> AllOf:
        return AllOf(*_parts(self, AllOf), *_parts(other, AllOf))

    def __or__(self, other: EligibilityRule) -> AnyOf:
        return AnyOf(*_parts(self, AnyOf), *_parts(other, AnyOf))

    def __invert__(self) -> EligibilityRule:
        return Not(self)

    @property
    def parts(self) -> tuple[EligibilityRule, ...]:
        """The rules it is made of; none for a condition."""
        return ()

    def combine(self, answers: Iterable[Truth]) -> Truth:
        """Give the answer that follows from those of its parts, in order."""
        raise NotImplementedError(f"{type(self).__name__} is made of no parts")

    @property
    def leaves(self) -> tuple[EligibilityRule, ...]:
        """The conditions it comes down to, in order; a combination of nothing is one itself."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) or (self,)

    @property
    def depth(self) -> int:
        """How many combinations stand inside each other; 0 for a condition."""
        return 1 + max(part.depth for part in self.parts) if self.parts else 0

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        """Yield what makes it impossible to ask in an edition, such as words that its table does not read."""
        for part in self.parts:
            yield from part.problems(edition)


def _parts(rule: object, kind: type[AllOf | AnyOf]) -> tuple[EligibilityRule, ...]:
    checked = _rule(rule)
    return checked.parts if isinstance(checked, kind) and checked.parts else (checked,)


def _rule(given: object) -> EligibilityRule:
    if not isinstance(given, EligibilityRule):
        raise InvalidValue(f"must be an eligibility rule such as Speaks('fr', 'C1'), got {shown(given)}", given)
    return given


class Condition(EligibilityRule):
    """A rule that looks at facts itself: one leaf, one finding."""

    __slots__ = ()

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        """Look at the facts of one applicant.

        Returns:
            A finding, settled or not. A fact that was not given makes it unknown, never no.
        """
        raise NotImplementedError


def _rules(given: Iterable[EligibilityRule]) -> tuple[EligibilityRule, ...]:
    return tuple(map(_rule, given))


def _not_too_deep(given: EligibilityRule | tuple[EligibilityRule, ...]) -> Iterator[InvalidValue]:
    parts = given if isinstance(given, tuple) else (given,)
    if any(part.depth >= DEEPEST for part in parts):
        yield InvalidValue(f"rules must not be nested more than {DEEPEST} deep, got more")


@frozen(repr=False, init=False)
class AllOf(EligibilityRule):
    """All of these rules; of none, the answer is unknown.

    >>> from metroworkshops import AppliedInTime, Speaks
    >>> Speaks("fr", "C1") & AppliedInTime()
    AllOf(Speaks(language='fr', level=Level.C1), AppliedInTime())
    """

    KIND: ClassVar[str] = "all of"
    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("rules",), _not_too_deep),)

    rules: tuple[EligibilityRule, ...] = field(converter=_rules)

    if TYPE_CHECKING:

        def __attrs_init__(self, rules: Iterable[EligibilityRule]) -> None: ...

    def __init__(self, *rules: EligibilityRule) -> None:
        self.__attrs_init__(rules)

    @property
    def parts(self) -> tuple[EligibilityRule, ...]:
        """The rules it is made of."""
        return self.rules

    def combine(self, answers: Iterable[Truth]) -> Truth:
        """Yes when all are yes, no when one is no."""
        return Truth.all_of(answers)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.rules))})"


@frozen(repr=False, init=False)
class AnyOf(EligibilityRule):
    """Any of these rules; of none, the answer is unknown."""

    KIND: ClassVar[str] = "any of"
    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("rules",), _not_too_deep),)

    rules: tuple[EligibilityRule, ...] = field(converter=_rules)

    if TYPE_CHECKING:

        def __attrs_init__(self, rules: Iterable[EligibilityRule]) -> None: ...

    def __init__(self, *rules: EligibilityRule) -> None:
        self.__attrs_init__(rules)

    @property
    def parts(self) -> tuple[EligibilityRule, ...]:
        """The rules it is made of."""
        return self.rules

    def combine(self, answers: Iterable[Truth]) -> Truth:
        """Yes when one is yes, no when all are no."""
        return Truth.any_of(answers)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.rules))})"


@frozen(repr=False)
class Not(EligibilityRule):
    """The opposite of a rule; unknown when the rule is."""

    KIND: ClassVar[str] = "not"
    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("rule",), _not_too_deep),)

    rule: EligibilityRule = field(converter=_rule)

    @property
    def parts(self) -> tuple[EligibilityRule, ...]:
        """The one rule it is made of."""
        return (self.rule,)

    def combine(self, answers: Iterable[Truth]) -> Truth:
        """Turn the one answer round."""
        (answer,) = answers
        return ~answer

    def __invert__(self) -> EligibilityRule:
        return self.rule

    def __repr__(self) -> str:
        return f"Not({self.rule!r})"
