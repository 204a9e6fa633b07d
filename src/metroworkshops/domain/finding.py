"""Findings: what one rule concluded, and on what evidence."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from .level import Level, Standing
from .limit import Limit
from .rule import EligibilityRule
from .text import Text
from .truth import Truth
from .value import Named, Value

__all__ = ["Detail", "Finding", "Whose"]

Detail = str | datetime | Level | Standing | Text | Limit | tuple[Text, ...]
"""A piece of evidence, ready to be put into words."""


class Whose(Named):
    """Who can settle what is unknown."""

    APPLICANT = "applicant"
    ORGANISER = "organiser"


@frozen(repr=False)
class Finding(Value):
    """What one condition concluded about one applicant.

    Attributes:
        rule: The condition.
        truth: Its answer.
        reason: A code that says why, such as ``language-below``; the sentence is drawn from it.
        seen: What was seen: names and values.
        needed: What was needed: names and values.
        standing: How what was seen is known; None where that plays no part.
        whose: Who can settle it; None when it is settled.
        looked_at: The facts of the applicant that were looked at.
    """

    rule: EligibilityRule
    truth: Truth
    reason: str = field(kw_only=True)
    seen: tuple[tuple[str, Detail], ...] = field(kw_only=True, default=())
    needed: tuple[tuple[str, Detail], ...] = field(kw_only=True, default=())
    standing: Standing | None = field(kw_only=True, default=None)
    whose: Whose | None = field(kw_only=True, default=None)
    looked_at: tuple[str, ...] = field(kw_only=True, default=())
