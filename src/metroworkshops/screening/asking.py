"""Asking: one more rule, of applicants who are screened already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from metroworkshops.domain.case import Case

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant
    from metroworkshops.domain.edition import Edition
    from metroworkshops.domain.rule import Rule
    from metroworkshops.domain.truth import Truth
    from metroworkshops.domain.unreadable import Unreadable

__all__ = ["asking"]


def asking(rule: Rule, edition: Edition) -> Callable[[Applicant | Unreadable], Truth]:
    """Make what asks a rule of an applicant; of a record that could not be read, the answer is unknown."""
    case = Case(edition, rule)

    def ask(applicant: Applicant | Unreadable) -> Truth:
        return case.screen_anyhow(applicant).truth

    return ask
