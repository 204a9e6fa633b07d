"""Truth: yes, no, unknown."""

from __future__ import annotations

from collections.abc import Iterable

from .errors import InvalidValue
from .value import Named

__all__ = ["Truth"]


class Truth(Named):
    """An answer: yes, no, or unknown, with Kleene's strong three-valued logic.

    `&`, `|` and `~` keep what is settled whatever the unknown turns out to be; `a | ~a` is unknown when *a* is, for
    the logic looks at answers and not at the question behind them. Compare with ``is``: three answers are not two, so
    ``if truth:`` raises `TypeError`.

    Source: S. C. Kleene, Introduction to Metamathematics (1952), section 64.

    >>> Truth.NO & Truth.UNKNOWN, Truth.YES | Truth.UNKNOWN, ~Truth.UNKNOWN
    (Truth.NO, Truth.YES, Truth.UNKNOWN)
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __and__(self, other: Truth) -> Truth:
        if not isinstance(other, Truth):
            return NotImplemented
        if self is Truth.NO or other is Truth.NO:
            return Truth.NO
        return Truth.YES if self is other is Truth.YES else Truth.UNKNOWN

    def __or__(self, other: Truth) -> Truth:
        if not isinstance(other, Truth):
            return NotImplemented
        return ~(~self & ~other)

    def __invert__(self) -> Truth:
        if self is Truth.UNKNOWN:
            return self
        return Truth.NO if self is Truth.YES else Truth.YES

    def __bool__(self) -> bool:
        raise TypeError(f"three answers are not two: compare with 'is', such as 'answer is Truth.YES', got {self!r}")

    @property
    def is_settled(self) -> bool:
        """Whether the answer is yes or no."""
        return self is not Truth.UNKNOWN

    @staticmethod
    def of(answer: bool) -> Truth:
        """Make an answer of a plain yes or no."""
        return Truth.YES if answer else Truth.NO

    @staticmethod
    def all_of(answers: Iterable[Truth]) -> Truth:
        """Tell whether all are yes; of nothing the answer is unknown.

        >>> Truth.all_of([Truth.YES, Truth.YES]), Truth.all_of([])
        (Truth.YES, Truth.UNKNOWN)
        """
        given = list(answers)
        return Truth.at_least(len(given), given)

    @staticmethod
    def any_of(answers: Iterable[Truth]) -> Truth:
        """Tell whether one or more are yes; of nothing the answer is unknown."""
        return Truth.at_least(1, answers)

    @staticmethod
    def at_least(n: int, answers: Iterable[Truth]) -> Truth:
        """Tell whether *n* or more are yes; of nothing the answer is unknown.

        Args:
            n: How many, 0 or more.
            answers: The answers to count.

        Raises:
            InvalidValue: *n* is negative.

        >>> Truth.at_least(2, [Truth.YES, Truth.NO, Truth.UNKNOWN])
        Truth.UNKNOWN
        """
        if n < 0:
            raise InvalidValue(f"a number of answers must be 0 or more such as 2, got {n}", n)
        given = list(answers)
        if not given:
            return Truth.UNKNOWN
        yes = given.count(Truth.YES)
        if yes >= n:
            return Truth.YES
        return Truth.UNKNOWN if yes + given.count(Truth.UNKNOWN) >= n else Truth.NO
