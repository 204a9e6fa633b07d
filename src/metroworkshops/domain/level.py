"""Levels of language, and how well a fact is known."""

from __future__ import annotations

from typing import Self

from attrs import field, frozen

from .errors import InvalidValue, shown
from .text import Text, optional_text
from .value import Named, Value, member, readable

__all__ = ["Level", "LevelReading", "Standing", "as_level", "as_standing", "optional_level", "optional_standing"]


class Level(Named):
    """A level of the Common European Framework of Reference for Languages (CEFR), A1 lowest, C2 highest.

    Source: Council of Europe, CEFR Companion Volume (2020).

    >>> Level.C1.reaches(Level.B2)
    True
    """

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    def reaches(self, other: Level) -> bool:
        """Tell whether it is the other level or a higher one."""
        order = list(Level)
        return order.index(self) >= order.index(other)


class Standing(Named):
    """How a fact is known: declared by the applicant, evidenced by a document, or assessed by someone who checked."""

    DECLARED = "declared"
    EVIDENCED = "evidenced"
    ASSESSED = "assessed"

    def reaches(self, other: Self) -> bool:
        """Tell whether it is the other standing or a firmer one."""
        order = list(Standing)
        return order.index(self) >= order.index(other)


def as_level(given: Level | str) -> Level:
    """Take a level, or find it by its name.

    Raises:
        InvalidValue: There is no such level.
    """
    if isinstance(given, Level):
        return given
    try:
        return Level(given)
    except ValueError:
        raise InvalidValue(f"'level' must be a CEFR level such as 'C1' (A1 to C2), got {shown(given)}", given) from None


def optional_level(given: Level | str | None) -> Level | None:
    """Take a level that may be missing."""
    return None if given is None else as_level(given)


def as_standing(given: Standing | str) -> Standing:
    """Take a standing, or find it by its name."""
    return member(Standing, given, "standing")


def optional_standing(given: Standing | str | None) -> Standing | None:
    """Take a standing that may be missing."""
    return None if given is None else as_standing(given)


@frozen(repr=False)
class LevelReading(Value):
    """How an edition reads words such as "excellent command": words have a level only by such a table.

    Attributes:
        words: The words of the call.
        level: The CEFR level that they are read as.
        note: Whose reading that is.

    >>> LevelReading("excellent command", "C1").level
    Level.C1
    """

    words: str = field(converter=readable)
    level: Level = field(converter=as_level)
    note: Text | None = field(kw_only=True, default=None, converter=optional_text)
