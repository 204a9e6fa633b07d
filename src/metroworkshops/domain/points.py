"""Points: numbers that people write, kept and added exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .errors import InvalidValue, shown

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

__all__ = ["exact", "positive_points", "simplest", "some_points"]

_MOST: Final = 1_000_000
_PLACES: Final = 6


def exact(points: float) -> int | Fraction:
    """Give the number that somebody wrote, exactly: 0.1 is a tenth, and not the binary number next to it.

    >>> exact(0.1) * 3 == exact(0.3)
    True
    """
    if isinstance(points, int):
        return points
    from fractions import Fraction  # an edition is read without it

    return Fraction(str(points))


def simplest(number: int | Fraction) -> int | Fraction:
    """Give a whole number as what it is.

    >>> from fractions import Fraction
    >>> simplest(Fraction(4, 2)), simplest(Fraction(7, 2))
    (2, Fraction(7, 2))
    """
    return number.numerator if number.denominator == 1 else number


def some_points(given: float | Decimal | Fraction, name: str = "points") -> float:
    """Check a number of points: from 0 to 1,000,000, with six decimals at most, so that documents keep it as it is.

    Raises:
        InvalidValue: It is no such number.

    >>> from decimal import Decimal
    >>> some_points(Decimal("3.50")), some_points(4.0)
    (3.5, 4)
    """
    number = given if isinstance(given, int | float) else _from_exact(given)
    if isinstance(given, bool) or number is None or not 0 <= number <= _MOST:
        raise _refused(given, name)
    # A float is the decimal that it prints as; one with more decimals is not what it is when rounded.
    if round(number, _PLACES) != number:
        raise _refused(given, name)
    return int(number) if number == int(number) else number


def _from_exact(given: object) -> float | None:
    """Take a decimal or a fraction for the float that prints as it; None when it is neither, or no float does."""
    from decimal import Decimal
    from fractions import Fraction

    if not isinstance(given, Decimal | Fraction) or (isinstance(given, Decimal) and not given.is_finite()):
        return None
    if not 0 <= given <= _MOST:
        return None
    number = float(given)
    return number if Fraction(str(number)) == Fraction(given) else None


def positive_points(given: float | Decimal | Fraction, name: str) -> float:
    """Check a number of points that is more than 0.

    Raises:
        InvalidValue: It is no such number.
    """
    points = some_points(given, name)
    if points == 0:
        raise InvalidValue(f"{name!r} must be more than 0 such as 2, got {shown(given)}", given)
    return points


def _refused(given: object, name: str) -> InvalidValue:
    return InvalidValue(
        f"{name!r} must be a number from 0 to {_MOST:,} with at most {_PLACES} decimals such as 3.5, "
        f"got {shown(given)}",
        given,
    )
