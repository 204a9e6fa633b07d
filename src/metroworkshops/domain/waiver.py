"""Waivers: an exception that somebody decided on, beside the computed outcome."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from .rule import Rule, as_rule
from .text import Text, text
from .value import Value, instant, readable

__all__ = ["Waiver"]


def _reason(given: Text | str | Mapping[str, str]) -> Text:
    return text(given)


def _optional_rule(given: Rule | None) -> Rule | None:
    return None if given is None else as_rule(given)


@frozen(repr=False)
class Waiver(Value):
    """An exception that somebody made for one applicant. It stands beside the computed outcome and never replaces it.

    Args:
        reason: Why.
        by: Who decided, by role: "selection committee".
        at: When.
        rule: The condition that was waived. None: the outcome as a whole.

    >>> from datetime import UTC, datetime
    >>> Waiver("speaks it at work", by="selection committee", at=datetime(2020, 2, 5, tzinfo=UTC)).by
    'selection committee'
    """

    reason: Text = field(converter=_reason)
    by: str = field(kw_only=True, converter=readable)
    at: datetime = field(kw_only=True, converter=instant)
    rule: Rule | None = field(kw_only=True, default=None, converter=_optional_rule)
