"""Tallies: those who apply, counted against the places and the quotas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from attrs import field, frozen

from .counting import counted, optional_places
from .errors import InvalidValue, shown
from .quota import Quota
from .truth import Truth
from .value import HOLE, Invariant, Value, tuple_of

__all__ = ["QuotaCount", "Tally"]


def _quota(given: Quota) -> Quota:
    if not isinstance(given, Quota):
        raise InvalidValue(f"must be a Quota such as Quota('local', rule, at_least=5), got {shown(given)}", given)
    return given


def _count(given: int) -> int:
    return counted(given)


def _capacity(given: int | None) -> int | None:
    return optional_places(given, "capacity")


def _quotas(given: Iterable[QuotaCount]) -> tuple[QuotaCount, ...]:
    return tuple_of(QuotaCount, given, "QuotaCount(quota, 3, unknown=1)")


@frozen(repr=False)
class QuotaCount(Value):
    """How many of those counted meet the rule of a quota.

    Attributes:
        quota: The quota, with its bounds.
        met: How many meet the rule for certain.
        unknown: Of how many that is unknown; they may meet it.

    >>> from metroworkshops import WorksIn
    >>> QuotaCount(Quota("local", WorksIn("local government"), at_least=5), 3, unknown=2).is_within
    Truth.UNKNOWN
    """

    quota: Quota = field(converter=_quota)
    met: int = field(converter=_count)
    unknown: int = field(kw_only=True, default=0, converter=_count)

    @property
    def possible(self) -> int:
        """How many may meet the rule at most."""
        return self.met + self.unknown

    @property
    def is_within(self) -> Truth:
        """Whether the count is within the bounds, however what is unknown turns out; unknown when it depends."""
        least, most = self.quota.at_least, self.quota.at_most
        if (least is not None and self.possible < least) or (most is not None and self.met > most):
            return Truth.NO
        if (least is None or self.met >= least) and (most is None or self.possible <= most):
            return Truth.YES
        return Truth.UNKNOWN


def _counted_among(eligible: int, undecided: int, not_eligible: int, quotas: Sequence[Any]) -> Iterator[InvalidValue]:
    total = eligible + undecided + not_eligible
    for index, count in enumerate(quotas):
        if count is not HOLE and count.possible > total:
            yield InvalidValue(
                f"'met' and 'unknown' must not be more than the {total} who were counted, got {count.possible}",
                count.possible,
                f"quotas[{index}]",
            )


def _quotas_differ(quotas: Sequence[Any]) -> Iterator[InvalidValue]:
    seen: set[str] = set()
    for index, count in enumerate(quotas):
        if count is HOLE:
            continue
        if count.quota.id in seen:
            yield InvalidValue(
                f"each quota must be counted once, got {count.quota.id!r} again",
                count.quota.id,
                f"quotas[{index}].quota.id",
            )
        seen.add(count.quota.id)


@frozen(repr=False)
class Tally(Value):
    """Those who were counted, against the places and the quotas of their edition. It changes no outcome.

    Attributes:
        capacity: How many places there are; None when that is not stated.
        eligible: How many are eligible.
        undecided: How many are undecided.
        not_eligible: How many are not eligible.
        quotas: Each quota with its count, in the edition's order. All who were counted are in it, whatever their
            outcome.

    Raises:
        InvalidValue: A quota is counted twice, or more often than there are people.

    >>> Tally(capacity=25, eligible=27, undecided=4).over, Tally(capacity=25, eligible=27, undecided=4).over_possible
    (2, 6)
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("eligible", "undecided", "not_eligible", "quotas"), _counted_among),
        Invariant(("quotas",), _quotas_differ),
    )

    capacity: int | None = field(kw_only=True, default=None, converter=_capacity)
    eligible: int = field(kw_only=True, default=0, converter=_count)
    undecided: int = field(kw_only=True, default=0, converter=_count)
    not_eligible: int = field(kw_only=True, default=0, converter=_count)
    quotas: tuple[QuotaCount, ...] = field(kw_only=True, default=(), converter=_quotas)

    @property
    def total(self) -> int:
        """How many were counted."""
        return self.eligible + self.undecided + self.not_eligible

    @property
    def over(self) -> int | None:
        """How many of the eligible are more than there are places; None when the places are not stated."""
        return None if self.capacity is None else max(0, self.eligible - self.capacity)

    @property
    def over_possible(self) -> int | None:
        """How many are more than there are places if all of the undecided turn out to be eligible."""
        return None if self.capacity is None else max(0, self.eligible + self.undecided - self.capacity)
