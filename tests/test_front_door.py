"""The front door is light, and everything that it promises is there."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import metroworkshops as mw

HEAVY = ("cattrs", "pendulum", "icalendar", "babel", "hypothesis", "dateutil", "gettext", "json")


def run(code: str) -> str:
    # What measures coverage loads more into each process that it finds.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment, text=True)  # noqa: S603
    return done.stdout.strip()


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = run("import metroworkshops, sys; print(' '.join(sys.modules))").split()
    assert [one for one in loaded if one.startswith("metroworkshops")] == ["metroworkshops"]
    assert "attr" not in loaded


def test_the_nouns_stand_on_attrs_alone() -> None:
    loaded = run("import metroworkshops as mw, sys; mw.Programme, mw.Publication; print(' '.join(sys.modules))").split()
    assert "attr" in loaded
    assert not {name for name in loaded if name.partition(".")[0] in HEAVY}


def test_building_an_edition_and_asking_it_loads_nothing_heavy_either() -> None:
    code = (
        "import sys; from datetime import UTC, datetime; import metroworkshops as mw;"
        "e = mw.Edition('a.example', '1', call=mw.Call([mw.Deadline.on('2020-01-31')]), eligibility=mw.Speaks('fr'));"
        "e.call.state(datetime(2020, 1, 1, tzinfo=UTC)); mw.screen(mw.Applicant('a'), e); print(' '.join(sys.modules))"
    )
    assert not {name for name in run(code).split() if name.partition(".")[0] in HEAVY}


def test_every_promised_name_is_there() -> None:
    for name in mw.__all__:
        assert getattr(mw, name) is not None
    assert set(mw.__all__) <= set(dir(mw))
    assert mw.__all__ == sorted(mw.__all__)


def test_looking_at_the_module_that_runs_the_command_runs_nothing() -> None:
    assert import_module("metroworkshops.__main__").main is import_module("metroworkshops.cli").main


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    assert not hasattr(mw, "Seminar")


PUBLIC = """
    AgeDay AllOf Amendment AmendmentKind AnyOf Applicant AppliedInTime Area AtLeast Attendance Attends
    AttendsEverySession Bounds Call CallEvent CallEventKind CallState Change ChangeKind City Column ColumnFact
    Commitment Condition CountryTie Days Deadline Decision DecisionChange Declaration Declares DocumentError Earlier
    Edge Edition EducationLevel EligibilityRule EmptyCell Entry Evidence Extension Fault Finding FindingChange
    FindingChangeKind FromCountry Group HasEducation HasExperience HasMembers InvalidDate InvalidValue LanguageSkill
    Length Level LevelReading Limit LimitUsed MemberFindings MembersMeet MetroworkshopsError Milestone MissingCount
    Mode Not NotFound OfAge Offset Outcome Part Partner Preference Programme Publication PublishedEdition
    PublishedPart Quota QuotaCount Ranked RankedPart Ranking ReasonCount Remaining Reminder RuleCounts Score
    ScoredCriterion Screening Session Span Speaks Standing State Statement Status Step Summary SupportsExamine
    TableMapping Tally Text Truth UndeterminedDeadline Unreadable Waiver When Whose Window WorksAs WorksIn calendars
    decide documents explain_change metropolitan_workshops pictures rank reproduce screen screen_all screening
    summarise tables tally words
""".split()


def test_no_public_name_appears_or_vanishes_unnoticed() -> None:
    assert mw.__all__ == PUBLIC


def test_every_promised_name_is_on_a_page_of_the_reference() -> None:
    pages = Path(__file__).parents[1] / "docs" / "reference"
    told = "\n".join(page.read_text(encoding="utf-8") for page in pages.glob("*.md"))
    modules = [import_module(name) for name in re.findall(r"^\.\. automodule:: (\S+)$", told, re.MULTILINE)]
    # A page of a module holds what its `__all__` promises.
    shown = {id(module) for module in modules} | {id(getattr(m, name)) for m in modules for name in m.__all__}
    assert [name for name in mw.__all__ if id(getattr(mw, name)) not in shown] == []


def test_type_checkers_are_told_of_every_name_where_it_is_found() -> None:
    """The names stand twice: for type checkers as imports, and at run time as a table."""
    tree = ast.parse(Path(mw.__file__).read_text(encoding="utf-8"))
    (told,) = [node for node in tree.body if isinstance(node, ast.If)]
    imported = {
        alias.name: node.module for node in told.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    rooms = {name for name, module in imported.items() if module is None}
    assert rooms == mw._ROOMS
    assert {name: module for name, module in imported.items() if module} == mw._HOMES
    assert rooms | mw._HOMES.keys() == {*mw.__all__, "testing"}  # which needs Hypothesis
