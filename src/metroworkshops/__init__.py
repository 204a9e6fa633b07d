"""Training programmes that travel from city to city: model them, ask them, publish them, keep them.

The names of the domain are here at once. The rooms (`documents`, `words`, `calendars`, `screening`, `tables`,
`testing`) and the heavy packages that they stand on are loaded on first touch.

>>> import metroworkshops as mw
>>> edition = mw.metropolitan_workshops().edition("2020")
>>> [str(session.when) for session in edition.sessions]
['2020-03', '2020-06', '2020-10/2020-11']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .domain.amendment import Amendment, AmendmentKind
from .domain.area import Area
from .domain.call import Call, CallState, Declaration
from .domain.city import City
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
from .domain.group import Group
from .domain.length import Length
from .domain.level import Level, LevelReading, Standing
from .domain.limit import Limit
from .domain.milestone import Edge, Milestone, Offset
from .domain.part import Part
from .domain.partner import Partner
from .domain.programme import Programme
from .domain.publication import Change, ChangeKind, Entry, Publication, PublishedEdition
from .domain.reminder import Remaining, Reminder
from .domain.rule import AllOf, AnyOf, AtLeast, EligibilityRule, Not, SupportsExamine
from .domain.session import Session
from .domain.state import Attendance, Mode, State, Status
from .domain.text import Text
from .domain.timeline import CallEvent, CallEventKind
from .domain.truth import Truth
from .domain.when import Bounds, Days, Span, When, Window

if TYPE_CHECKING:
    from . import calendars, documents, screening, tables, testing, words
    from .data import metropolitan_workshops
    from .domain.applicant import Applicant, Commitment, Evidence, Extension, LanguageSkill, Statement
    from .domain.column import Column, ColumnFact, EmptyCell
    from .domain.condition import Condition
    from .domain.conditions import (
        AgeDay,
        AppliedInTime,
        Attends,
        AttendsEverySession,
        Declares,
        FromCountry,
        HasEducation,
        HasExperience,
        HasMembers,
        MembersMeet,
        OfAge,
        Speaks,
        WorksAs,
        WorksIn,
    )
    from .domain.country_tie import CountryTie
    from .domain.decision import Decision, LimitUsed
    from .domain.decision_change import DecisionChange, FindingChange, FindingChangeKind
    from .domain.education import EducationLevel
    from .domain.finding import Finding, MemberFindings, Whose
    from .domain.preference import Preference
    from .domain.quota import Quota
    from .domain.ranked import Ranked, RankedPart
    from .domain.ranking import Ranking
    from .domain.score import Score
    from .domain.scored_criterion import ScoredCriterion
    from .domain.screening import Outcome, Screening
    from .domain.summary import MissingCount, ReasonCount, RuleCounts, Summary
    from .domain.table_mapping import TableMapping
    from .domain.tally import QuotaCount, Tally
    from .domain.unreadable import Unreadable
    from .domain.waiver import Waiver
    from .screening import decide, explain_change, rank, reproduce, screen, screen_all, summarise, tally

__all__ = [
    "AgeDay",
    "AllOf",
    "Amendment",
    "AmendmentKind",
    "AnyOf",
    "Applicant",
    "AppliedInTime",
    "Area",
    "AtLeast",
    "Attendance",
    "Attends",
    "AttendsEverySession",
    "Bounds",
    "Call",
    "CallEvent",
    "CallEventKind",
    "CallState",
    "Change",
    "ChangeKind",
    "City",
    "Column",
    "ColumnFact",
    "Commitment",
    "Condition",
    "CountryTie",
    "Days",
    "Deadline",
    "Decision",
    "DecisionChange",
    "Declaration",
    "Declares",
    "DocumentError",
    "Earlier",
    "Edge",
    "Edition",
    "EducationLevel",
    "EligibilityRule",
    "EmptyCell",
    "Entry",
    "Evidence",
    "Extension",
    "Fault",
    "Finding",
    "FindingChange",
    "FindingChangeKind",
    "FromCountry",
    "Group",
    "HasEducation",
    "HasExperience",
    "HasMembers",
    "InvalidDate",
    "InvalidValue",
    "LanguageSkill",
    "Length",
    "Level",
    "LevelReading",
    "Limit",
    "LimitUsed",
    "MemberFindings",
    "MembersMeet",
    "MetroworkshopsError",
    "Milestone",
    "MissingCount",
    "Mode",
    "Not",
    "NotFound",
    "OfAge",
    "Offset",
    "Outcome",
    "Part",
    "Partner",
    "Preference",
    "Programme",
    "Publication",
    "PublishedEdition",
    "Quota",
    "QuotaCount",
    "Ranked",
    "RankedPart",
    "Ranking",
    "ReasonCount",
    "Remaining",
    "Reminder",
    "RuleCounts",
    "Score",
    "ScoredCriterion",
    "Screening",
    "Session",
    "Span",
    "Speaks",
    "Standing",
    "State",
    "Statement",
    "Status",
    "Step",
    "Summary",
    "SupportsExamine",
    "TableMapping",
    "Tally",
    "Text",
    "Truth",
    "UndeterminedDeadline",
    "Unreadable",
    "Waiver",
    "When",
    "Whose",
    "Window",
    "WorksAs",
    "WorksIn",
    "calendars",
    "decide",
    "documents",
    "explain_change",
    "metropolitan_workshops",
    "rank",
    "reproduce",
    "screen",
    "screen_all",
    "screening",
    "summarise",
    "tables",
    "tally",
    "testing",
    "words",
]

_ROOMS = frozenset({"calendars", "documents", "screening", "tables", "testing", "words"})
# What is needed once somebody applies: loaded when it is first named.
_FROM = {
    "metropolitan_workshops": "data",
    **dict.fromkeys(
        ("decide", "explain_change", "rank", "reproduce", "screen", "screen_all", "summarise", "tally"), "screening"
    ),
    **dict.fromkeys(
        ("Applicant", "Commitment", "Evidence", "Extension", "LanguageSkill", "Statement"), "domain.applicant"
    ),
    **dict.fromkeys(("Column", "ColumnFact", "EmptyCell"), "domain.column"),
    "Condition": "domain.condition",
    **dict.fromkeys(("Decision", "LimitUsed"), "domain.decision"),
    **dict.fromkeys(("DecisionChange", "FindingChange", "FindingChangeKind"), "domain.decision_change"),
    "Waiver": "domain.waiver",
    "CountryTie": "domain.country_tie",
    "EducationLevel": "domain.education",
    **dict.fromkeys(("Finding", "MemberFindings", "Whose"), "domain.finding"),
    **dict.fromkeys(("Outcome", "Screening"), "domain.screening"),
    "Preference": "domain.preference",
    "Quota": "domain.quota",
    "Ranking": "domain.ranking",
    "Score": "domain.score",
    "ScoredCriterion": "domain.scored_criterion",
    **dict.fromkeys(("Ranked", "RankedPart"), "domain.ranked"),
    **dict.fromkeys(("MissingCount", "ReasonCount", "RuleCounts", "Summary"), "domain.summary"),
    "TableMapping": "domain.table_mapping",
    **dict.fromkeys(("QuotaCount", "Tally"), "domain.tally"),
    "Unreadable": "domain.unreadable",
    **dict.fromkeys(
        (
            "AgeDay",
            "AppliedInTime",
            "Attends",
            "AttendsEverySession",
            "Declares",
            "FromCountry",
            "HasEducation",
            "HasExperience",
            "HasMembers",
            "MembersMeet",
            "OfAge",
            "Speaks",
            "WorksAs",
            "WorksIn",
        ),
        "domain.conditions",
    ),
}


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return import_module(f".{name}", __name__)
    if name in _FROM:
        return getattr(import_module(f".{_FROM[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
