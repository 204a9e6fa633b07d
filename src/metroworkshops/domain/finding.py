"""Findings: what one rule concluded, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import isfinite
from typing import Final

from attrs import field, frozen

from .education import EducationLevel
from .errors import InvalidValue, shown
from .level import Level, Standing, optional_standing
from .limit import Limit
from .rule import Rule, as_rule
from .text import Text
from .truth import Truth
from .value import Named, Value, identifier, member, readable, strings, tuple_of
from .when import When

__all__ = ["Detail", "Details", "Finding", "MemberFindings", "Whose"]

Detail = (
    str | int | float | datetime | Level | Standing | EducationLevel | Text | Limit | When | tuple[Text, ...]
    | tuple[str, ...]
)  # fmt: skip
"""A piece of evidence, ready to be put into words."""

_DETAILS: Final = (str, int, float, datetime, Level, Standing, EducationLevel, Text, Limit, When)

Details = tuple[tuple[str, Detail], ...]
"""Pieces of evidence by name."""


class Whose(Named):
    """Who can settle what is unknown."""

    APPLICANT = "applicant"
    ORGANISER = "organiser"


def _truth(given: Truth | str) -> Truth:
    return member(Truth, given, "truth")


def _whose(given: Whose | str | None) -> Whose | None:
    return None if given is None else member(Whose, given, "whose")


def _details(given: Iterable[tuple[str, Detail]]) -> Details:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidValue(f"must be a list of names and values such as [('level', 'C1')], got {shown(given)}", given)
    found = []
    for index, pair in enumerate(given):
        name, detail = pair if isinstance(pair, tuple) and len(pair) == 2 else (None, None)
        listed = tuple(detail) if isinstance(detail, list) else detail
        is_detail = not isinstance(listed, bool) and isinstance(listed, _DETAILS)
        if isinstance(listed, float):
            is_detail = isfinite(listed)  # documents have no other numbers
        elif isinstance(listed, tuple):
            is_detail = any(all(isinstance(one, kind) for one in listed) for kind in (str, Text))
        if not isinstance(name, str) or not is_detail:
            raise InvalidValue(
                f"must be a name and a piece of evidence such as ('level', Level.C1), got {shown(pair)}",
                pair,
                f"[{index}]",
            )
        found.append((name, listed))
    return tuple(found)


def _strings(given: Iterable[str]) -> tuple[str, ...]:
    return strings(given)


def _members(given: Iterable[MemberFindings]) -> tuple[MemberFindings, ...]:
    return tuple_of(MemberFindings, given, "MemberFindings('a-017', truth, findings=findings)")


def _findings(given: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple_of(Finding, given, "Finding(...)")


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
        came_from: Where these came from, as far as that is on record.
        cautions: Codes of what a reader should bear in mind, such as ``approximate-dates``; they change no answer.
        members: For a rule over the members of a team: what was found of each.
    """

    rule: Rule = field(converter=as_rule)
    truth: Truth = field(converter=_truth)
    reason: str = field(kw_only=True, converter=readable)
    seen: Details = field(kw_only=True, default=(), converter=_details)
    needed: Details = field(kw_only=True, default=(), converter=_details)
    standing: Standing | None = field(kw_only=True, default=None, converter=optional_standing)
    whose: Whose | None = field(kw_only=True, default=None, converter=_whose)
    looked_at: tuple[str, ...] = field(kw_only=True, default=(), converter=_strings)
    came_from: tuple[str, ...] = field(kw_only=True, default=(), converter=_strings)
    cautions: tuple[str, ...] = field(kw_only=True, default=(), converter=_strings)
    members: tuple[MemberFindings, ...] = field(kw_only=True, default=(), converter=_members)


@frozen(repr=False)
class MemberFindings(Value):
    """What was found of one member of a team under a rule.

    Attributes:
        member: The member's id.
        truth: The answer of the rule as a whole.
        findings: One for each leaf of the rule.
    """

    member: str = field(converter=identifier)
    truth: Truth = field(converter=_truth)
    findings: tuple[Finding, ...] = field(kw_only=True, converter=_findings)
