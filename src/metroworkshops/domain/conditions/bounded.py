"""What conditions on a number have in common: bounds, included or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from math import floor
from typing import ClassVar, Final

from attrs import field, frozen

from metroworkshops.domain.condition import FactCondition
from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.finding import Details
from metroworkshops.domain.value import Invariant

__all__ = ["Bounded"]


def bound(given: float | None) -> float | None:
    """Check a bound: a number of 0 or more."""
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1000:
        raise InvalidValue(f"a bound must be a number from 0 to 1000 such as 40, got {shown(given)}", given)
    return int(given) if given == int(given) else given


def _says_one_range(
    at_least: float | None, over: float | None, at_most: float | None, under: float | None
) -> Iterator[InvalidValue]:
    if at_least is over is at_most is under is None:
        yield InvalidValue("must have a bound such as at_least=18 or under=40, got none")
    if at_least is not None and over is not None:
        yield InvalidValue(
            f"must have one lower bound, 'at_least' (included) or 'over' (not included); got {at_least} and {over}",
            over,
            "over",
        )
    if at_most is not None and under is not None:
        yield InvalidValue(
            f"must have one upper bound, 'at_most' (included) or 'under' (not included); got {at_most} and {under}",
            under,
            "under",
        )


def within(
    number: float, at_least: float | None, over: float | None, at_most: float | None, under: float | None
) -> bool:
    """Tell whether a number lies within bounds."""
    return (
        (at_least is None or number >= at_least)
        and (over is None or number > over)
        and (at_most is None or number <= at_most)
        and (under is None or number < under)
    )


def candidates(bounds: Iterable[float], *, whole: bool) -> list[float]:
    """Give numbers of 0 or more at, between and above bounds: the answer changes nowhere else."""
    limits = sorted({0, *bounds})
    if whole:
        return sorted({floor(one) + more for one in limits for more in (0, 1)})
    return [*limits, *((low + high) / 2 for low, high in pairwise(limits)), limits[-1] + 1]


def _some_number_fits(*bounds: float | None, whole: bool) -> Iterator[InvalidValue]:
    tried = candidates([one for one in bounds if one is not None], whole=whole)
    if not any(within(point, *bounds) for point in tried):
        said = ", ".join(f"{name}={one}" for name, one in zip(NAMES, bounds, strict=True) if one is not None)
        yield InvalidValue(f"must have bounds between which a number lies: it could never hold; got {said}")


NAMES: Final = ("at_least", "over", "at_most", "under")
ONE_RANGE: Final = Invariant(NAMES, _says_one_range)
A_NUMBER_FITS: Final = Invariant(NAMES, partial(_some_number_fits, whole=False))
A_WHOLE_NUMBER_FITS: Final = Invariant(NAMES, partial(_some_number_fits, whole=True))


@frozen(repr=False)
class Bounded(FactCondition):
    """A condition on a number.

    Args:
        at_least: The least, included.
        over: The lower bound, not included.
        at_most: The most, included: "up to 40".
        under: The upper bound, not included: "under 40".
        standing: How the number must be known.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (ONE_RANGE, A_WHOLE_NUMBER_FITS)
    WHOLE: ClassVar[bool] = True
    """Whether the number is always whole."""

    at_least: float | None = field(kw_only=True, default=None, converter=bound)
    over: float | None = field(kw_only=True, default=None, converter=bound)
    at_most: float | None = field(kw_only=True, default=None, converter=bound)
    under: float | None = field(kw_only=True, default=None, converter=bound)

    def holds_for(self, number: float) -> bool:
        """Tell whether a number lies within the bounds."""
        return within(number, self.at_least, self.over, self.at_most, self.under)

    @property
    def quantity(self) -> object:
        """What is bounded: two conditions on the same quantity speak of the same number."""
        return type(self)

    @property
    def points(self) -> frozenset[float]:
        """The bounds that there are: the answer changes nowhere else."""
        return frozenset(one for one in (self.at_least, self.over, self.at_most, self.under) if one is not None)

    def bounds(self) -> Details:
        """List the bounds that there are."""
        named = (("at_least", self.at_least), ("over", self.over), ("at_most", self.at_most), ("under", self.under))
        return tuple((name, one) for name, one in named if one is not None)
