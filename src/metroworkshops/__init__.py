"""Training programmes that travel from city to city: model them, ask them, publish them, keep them.

The names of the domain are here at once. The rooms (`documents`, `words`, `calendars`, `screening`, `testing`) and
the heavy packages that they stand on are loaded on first touch.

>>> import metroworkshops as mw
>>> edition = mw.metropolitan_workshops().edition("2020")
>>> [str(session.when) for session in edition.sessions]
['2020-03', '2020-06', '2020-10/2020-11']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .domain.amendment import Amendment, AmendmentKind
from .domain.applicant import Applicant, Commitment, Extension, LanguageSkill
from .domain.area import Area
from .domain.call import Call, CallState, Declaration
from .domain.city import City
from .domain.conditions import AppliedInTime, AttendsEverySession, Speaks
from .domain.deadline import Deadline
from .domain.earlier import Earlier, Step
from .domain.edition import Edition
from .domain.errors import (
    DocumentError,
    Fault,
    InvalidDate,
    InvalidValue,
    MetroworkshopsError,
    NotFound,
    UndeterminedDeadline,
)
from .domain.finding import Finding, Whose
from .domain.length import Length
from .domain.level import Level, LevelReading, Standing
from .domain.limit import Limit
from .domain.milestone import Edge, Milestone, Offset
from .domain.part import Part
from .domain.partner import Partner
from .domain.programme import Programme
from .domain.publication import Change, ChangeKind, Entry, Publication, PublishedEdition
from .domain.reminder import Remaining, Reminder
from .domain.rule import AllOf, AnyOf, Condition, EligibilityRule, Not
from .domain.screening import Outcome, Screening
from .domain.session import Session
from .domain.state import Attendance, Mode, State, Status
from .domain.text import Text
from .domain.timeline import CallEvent, CallEventKind
from .domain.truth import Truth
from .domain.when import Bounds, Days, Span, When, Window

if TYPE_CHECKING:
    from . import calendars, documents, screening, testing, words
    from .data import metropolitan_workshops
    from .screening import screen

__all__ = [
    "AllOf",
    "Amendment",
    "AmendmentKind",
    "AnyOf",
    "Applicant",
    "AppliedInTime",
    "Area",
    "Attendance",
    "AttendsEverySession",
    "Bounds",
    "Call",
    "CallEvent",
    "CallEventKind",
    "CallState",
    "Change",
    "ChangeKind",
    "City",
    "Commitment",
    "Condition",
    "Days",
    "Deadline",
    "Declaration",
    "DocumentError",
    "Earlier",
    "Edge",
    "Edition",
    "EligibilityRule",
    "Entry",
    "Extension",
    "Fault",
    "Finding",
    "InvalidDate",
    "InvalidValue",
    "LanguageSkill",
    "Length",
    "Level",
    "LevelReading",
    "Limit",
    "MetroworkshopsError",
    "Milestone",
    "Mode",
    "Not",
    "NotFound",
    "Offset",
    "Outcome",
    "Part",
    "Partner",
    "Programme",
    "Publication",
    "PublishedEdition",
    "Remaining",
    "Reminder",
    "Screening",
    "Session",
    "Span",
    "Speaks",
    "Standing",
    "State",
    "Status",
    "Step",
    "Text",
    "Truth",
    "UndeterminedDeadline",
    "When",
    "Whose",
    "Window",
    "calendars",
    "documents",
    "metropolitan_workshops",
    "screen",
    "screening",
    "testing",
    "words",
]

_ROOMS = frozenset({"calendars", "documents", "screening", "testing", "words"})
_FROM = {"metropolitan_workshops": "data", "screen": "screening"}


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return import_module(f".{name}", __name__)
    if name in _FROM:
        return getattr(import_module(f".{_FROM[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
