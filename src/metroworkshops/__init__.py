"""Training programmes that travel from city to city: model them, ask them, publish them, keep them.

Every name is loaded when it is first used, and so are the rooms (`documents`, `words`, `calendars`, `pictures`,
`screening`, `tables`, `testing`) and the heavy packages that they stand on: what a program does not touch is free.

>>> import metroworkshops as mw
>>> edition = mw.metropolitan_workshops().edition("2020")
>>> [str(session.when) for session in edition.sessions]
['2020-03', '2020-06', '2020-10/2020-11']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import calendars, documents, pictures, screening, tables, words
    from . import testing as testing  # not in __all__, for it needs Hypothesis
    from .data import metropolitan_workshops
    from .domain.amendment import Amendment, AmendmentKind
    from .domain.applicant import Applicant, Commitment, Evidence, Extension, LanguageSkill, Statement
    from .domain.area import Area
    from .domain.call import Call, CallState, Declaration
    from .domain.city import City
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
    from .domain.deadline import Deadline
    from .domain.decision import Decision, LimitUsed
    from .domain.decision_change import DecisionChange, FindingChange, FindingChangeKind
    from .domain.earlier import Earlier, Step
    from .domain.edition import Edition
    from .domain.education import EducationLevel
    from .domain.errors import (
        DocumentError,
        Fault,
        InvalidDate,
        InvalidValue,
        MetroworkshopsError,
        NotFound,
        UndeterminedDeadline,
    )
    from .domain.finding import Finding, MemberFindings, Whose
    from .domain.group import Group
    from .domain.length import Length
    from .domain.level import Level, LevelReading, Standing
    from .domain.limit import Limit
    from .domain.milestone import Edge, Milestone, Offset
    from .domain.part import Part
    from .domain.partner import Partner
    from .domain.preference import Preference
    from .domain.programme import Programme
    from .domain.publication import Change, ChangeKind, Entry, Publication, PublishedEdition
    from .domain.published_part import PublishedPart
    from .domain.quota import Quota
    from .domain.ranked import Ranked, RankedPart
    from .domain.ranking import Ranking
    from .domain.reminder import Remaining, Reminder
    from .domain.rule import AllOf, AnyOf, AtLeast, EligibilityRule, Not, SupportsExamine
    from .domain.score import Score
    from .domain.scored_criterion import ScoredCriterion
    from .domain.screening import Outcome, Screening
    from .domain.session import Session
    from .domain.state import Attendance, Mode, State, Status
    from .domain.summary import MissingCount, ReasonCount, RuleCounts, Summary
    from .domain.table_mapping import TableMapping
    from .domain.tally import QuotaCount, Tally
    from .domain.text import Text
    from .domain.timeline import CallEvent, CallEventKind
    from .domain.truth import Truth
    from .domain.unreadable import Unreadable
    from .domain.waiver import Waiver
    from .domain.when import Bounds, Days, Span, When, Window
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
    "PublishedPart",
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
    "pictures",
    "rank",
    "reproduce",
    "screen",
    "screen_all",
    "screening",
    "summarise",
    "tables",
    "tally",
    "words",
]

_ROOMS = frozenset({"calendars", "documents", "pictures", "screening", "tables", "testing", "words"})
# Where each name lives.
_NAMES = {
    "data": "metropolitan_workshops",
    "domain.amendment": "Amendment AmendmentKind",
    "domain.applicant": "Applicant Commitment Evidence Extension LanguageSkill Statement",
    "domain.area": "Area",
    "domain.call": "Call CallState Declaration",
    "domain.city": "City",
    "domain.column": "Column ColumnFact EmptyCell",
    "domain.condition": "Condition",
    "domain.conditions": (
        "AgeDay AppliedInTime Attends AttendsEverySession Declares FromCountry HasEducation HasExperience "
        "HasMembers MembersMeet OfAge Speaks WorksAs WorksIn"
    ),
    "domain.country_tie": "CountryTie",
    "domain.deadline": "Deadline",
    "domain.decision": "Decision LimitUsed",
    "domain.decision_change": "DecisionChange FindingChange FindingChangeKind",
    "domain.earlier": "Earlier Step",
    "domain.edition": "Edition",
    "domain.education": "EducationLevel",
    "domain.errors": "DocumentError Fault InvalidDate InvalidValue MetroworkshopsError NotFound UndeterminedDeadline",
    "domain.finding": "Finding MemberFindings Whose",
    "domain.group": "Group",
    "domain.length": "Length",
    "domain.level": "Level LevelReading Standing",
    "domain.limit": "Limit",
    "domain.milestone": "Edge Milestone Offset",
    "domain.part": "Part",
    "domain.partner": "Partner",
    "domain.preference": "Preference",
    "domain.programme": "Programme",
    "domain.publication": "Change ChangeKind Entry Publication PublishedEdition",
    "domain.published_part": "PublishedPart",
    "domain.quota": "Quota",
    "domain.ranked": "Ranked RankedPart",
    "domain.ranking": "Ranking",
    "domain.reminder": "Remaining Reminder",
    "domain.rule": "AllOf AnyOf AtLeast EligibilityRule Not SupportsExamine",
    "domain.score": "Score",
    "domain.scored_criterion": "ScoredCriterion",
    "domain.screening": "Outcome Screening",
    "domain.session": "Session",
    "domain.state": "Attendance Mode State Status",
    "domain.summary": "MissingCount ReasonCount RuleCounts Summary",
    "domain.table_mapping": "TableMapping",
    "domain.tally": "QuotaCount Tally",
    "domain.text": "Text",
    "domain.timeline": "CallEvent CallEventKind",
    "domain.truth": "Truth",
    "domain.unreadable": "Unreadable",
    "domain.waiver": "Waiver",
    "domain.when": "Bounds Days Span When Window",
    "screening": "decide explain_change rank reproduce screen screen_all summarise tally",
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return import_module(f".{name}", __name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    return found


def __dir__() -> list[str]:
    return [*globals(), *__all__]
