"""Levels of education."""

from __future__ import annotations

from .value import Named, member

__all__ = ["EducationLevel", "as_education_level", "optional_education_level"]


class EducationLevel(Named):
    """The highest programme that somebody completed, by the International Standard Classification of Education.

    In order, the lowest first. Source: UNESCO Institute for Statistics, ISCED 2011, levels 1 to 8.

    >>> EducationLevel.MASTER.reaches(EducationLevel.BACHELOR)
    True
    """

    PRIMARY = "primary"
    LOWER_SECONDARY = "lower secondary"
    UPPER_SECONDARY = "upper secondary"
    POST_SECONDARY = "post-secondary non-tertiary"
    SHORT_CYCLE = "short-cycle tertiary"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORAL = "doctoral"

    def reaches(self, other: EducationLevel) -> bool:
        """Tell whether it is the other level or a higher one."""
        order = list(EducationLevel)
        return order.index(self) >= order.index(other)

    @property
    def isced(self) -> int:
        """The number of the level in ISCED 2011, 1 to 8."""
        return list(EducationLevel).index(self) + 1


def as_education_level(given: EducationLevel | str) -> EducationLevel:
    """Take a level, or find it by its name."""
    return member(EducationLevel, given, "education")


def optional_education_level(given: EducationLevel | str | None) -> EducationLevel | None:
    """Take a level that may be missing."""
    return None if given is None else as_education_level(given)
