"""The criteria of real calls, over a cohort: every outcome comes, every reason comes, every explanation reads well."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any, ClassVar, Literal
from unicodedata import normalize

import attrs
import pytest

import metroworkshops as mw
from metroworkshops import (
    Applicant,
    AppliedInTime,
    AttendsEverySession,
    Commitment,
    DocumentError,
    Edition,
    EligibilityRule,
    Finding,
    MembersMeet,
    OfAge,
    Outcome,
    Screening,
    Session,
    screen_all,
    words,
)
from metroworkshops.documents.document import RULES
from metroworkshops.domain.rule import Rule, parts_of

from .cohort import cohort

Reader = Literal["applicant", "committee"]

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "editions").glob("*.json"))
READER: tuple[Reader, ...] = ("committee", "applicant")
READERS = tuple(product(("en", "fr"), READER))
MEMBER = "    "


@cache
def edition(name: str) -> Edition:
    if name == "2020":
        return mw.metropolitan_workshops().edition("2020")
    return mw.documents.load(HERE / "editions" / f"{name}.json", Edition)


EVERY_NAME = ("2020", *NAMES)


@cache
def screened(name: str) -> tuple[Screening, ...]:
    return tuple(screen_all(cohort(edition(name)), edition(name)))


def kinds(rule: Rule) -> Iterator[str]:
    yield rule.KIND
    for part in (rule.of,) if isinstance(rule, MembersMeet) else parts_of(rule):
        yield from kinds(part)


def criteria(name: str) -> EligibilityRule:
    rule = edition(name).eligibility
    assert isinstance(rule, EligibilityRule)
    return rule


def test_the_editions_use_every_kind_of_rule() -> None:
    assert len(NAMES) == 10
    assert {kind for name in EVERY_NAME for kind in kinds(criteria(name))} == {rule.KIND for rule in RULES}


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_is_written_as_it_is_read(name: str) -> None:
    assert mw.documents.loads(mw.documents.dumps(edition(name)), Edition) == edition(name)


@pytest.mark.parametrize(
    ("rule", "place", "told"),
    [
        ({"rule": "speeks", "language": "fr"}, "of[1].rule", 'must be one of "'),
        ({"rule": "speaks", "language": "fr", "level": "C3"}, "of[1].level", "got 'C3'"),
        ({"rule": "attends", "sessions": ["sfax", "tunis"]}, "of[1].sessions[1]", "got 'tunis'"),
        ({"rule": "applied in time", "deadline": "round-2"}, "of[1].deadline", "got 'round-2'"),
        ({"rule": "from country", "of": ["Europe"], "by": "work"}, "of[1].of[0]", "got 'Europe'"),
        ({"rule": "of age", "over": 40, "under": 18, "on": "deadline"}, "of[1]", "it could never hold"),
        ({"rule": "not", "of": {"rule": "speaks", "language": "fr", "level": "C3"}}, "of[1].of.level", "got 'C3'"),
        ({"rule": "of age", "over": 40, "on": "deadline"}, "", "must be a rule that somebody can meet"),
    ],
)
def test_criteria_that_cannot_be_asked_are_refused_with_their_place(
    rule: dict[str, Any], place: str, told: str
) -> None:
    data = json.loads((HERE / "editions" / "urban-transition-school.json").read_text(encoding="utf-8"))
    minor = {"rule": "of age", "under": 18, "on": "deadline"}
    data["eligibility"] = {"rule": "all of", "of": [minor, rule]}
    with pytest.raises(DocumentError) as refused:
        mw.documents.loads(json.dumps(data), Edition)
    (fault,) = refused.value.faults
    assert fault.path == f"$.eligibility.{place}".rstrip(".")
    assert told in fault.message


@pytest.mark.parametrize("name", EVERY_NAME)
def test_every_outcome_comes_and_nobody_is_lost(name: str) -> None:
    found = screened(name)
    assert [one.applicant.id for one in found][:2] == ["candidate-1", "candidate-2"]
    assert len({one.applicant.id for one in found}) == 1000
    outcomes = Counter(one.outcome for one in found)
    assert all(outcomes[outcome] >= 3 for outcome in Outcome), outcomes


# Reasons


def reasons(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        yield finding.reason
        for member in finding.members:
            yield from reasons(member.findings)


@attrs.frozen
class Fails:
    """A host's own kind that raises."""

    KIND: ClassVar[str] = "fails"

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        raise LookupError(applicant.id, edition.id)


def alone(rule: Rule | None, applicant: Applicant, **fields: Any) -> Screening:
    (screening,) = screen_all([applicant], Edition("workshops.example.org", "2020", eligibility=rule, **fields))
    return screening


MARCH = Session("march", "March", when="2020-03")
BORN = Applicant("candidate-0", birth_date="1990-06-30", applied_at=datetime(2020, 1, 1, tzinfo=UTC), commitments=[])

# What no edition with three outcomes can show of everybody: it keeps the criterion open whoever applies.
OPEN_FOR_EVERYBODY = {
    "nothing-asked": alone(None, BORN),
    "attendance-no-sessions": alone(AttendsEverySession(), BORN),
    "attendance-more-sessions": alone(
        AttendsEverySession(),
        attrs.evolve(BORN, commitments=[Commitment("march", "2020-03")]),
        sessions=[MARCH],
        more_sessions=True,
    ),
    "time-no-deadline": alone(AppliedInTime(), BORN),
    "age-day-not-known": alone(OfAge(under=35, on="first session"), BORN),
    "rule-failed": alone(Fails(), BORN),
}

REASONS = {
    *("language-met", "language-below", "language-standing", "language-level-not-given", "language-not-given"),
    *("language-not-listed", "attendance-met", "attendance-not-promised", "attendance-not-given"),
    *("attendance-session-changed", "attendance-no-sessions", "attendance-more-sessions"),
    *("time-met", "time-met-grace", "time-met-extension", "time-late", "time-undetermined", "time-not-given"),
    *("time-rolling", "time-no-deadline", "age-no-submission", "age-day-not-known", "age-turns-within"),
    *("age-contradiction", "members-meet-met", "members-meet-not-met", "members-meet-open", "members-meet-nobody"),
    *("statement-met", "statement-denied", "statement-standing", "statement-not-given", "statement-not-listed"),
    *("statement-not-assessed", "nothing-asked", "rule-failed", "record-broken"),
    *(
        f"{topic}-{ending}"
        for topic in (
            *("works-as", "works-in", "nationality", "residence", "work", "age", "experience", "education", "members"),
        )
        for ending in ("met", "not-met", "standing", "not-given")
    ),
}


def codes_in_the_sources() -> set[str]:
    """Every reason that the sources of the conditions name, as far as they write it out."""
    domain = Path(str(mw.__file__)).parent / "domain"
    texts = [path.read_text(encoding="utf-8") for path in (*(domain / "conditions").glob("*.py"), domain / "case.py")]
    return {code for text in texts for code in re.findall(r'Verdict\([^"]*"([a-z-]+)"', text)}


def test_the_list_of_reasons_is_whole() -> None:
    assert codes_in_the_sources() <= REASONS


def test_every_reason_comes() -> None:
    everybody = {reason for name in EVERY_NAME for one in screened(name) for reason in one.reasons}
    of_members = {reason for name in EVERY_NAME for one in telling(screened(name)) for reason in reasons(one.findings)}
    assert everybody | of_members == REASONS - set(OPEN_FOR_EVERYBODY)
    for reason, screening in OPEN_FOR_EVERYBODY.items():
        assert screening.reasons == (reason,)
        assert screening.outcome is Outcome.UNDECIDED


# Explanations

ANY_REASON = "|".join(sorted(REASONS, key=len, reverse=True))
CODE = re.compile(rf"\b[a-z]+_[a-z_]+\b|\b(?:{ANY_REASON})\b")
FIRST_WORD = {
    "en": re.compile(r"(Yes|No|Unknown) — \S"),
    "fr": re.compile(r"(Oui|Non|Indéterminé) — \S"),
}
UNREADABLE = {
    "a placeholder": re.compile(r"[{}]"),
    "a space too many": re.compile(r"\S\s{2,}|\s$"),
    "punctuation twice": re.compile(r"[,;:]\s*[,;:.]|\.\.|\(\s*\)|\[\s*\]|“\s*”|«\s*»"),
    "nothing after a colon": re.compile(r":\s*(?:$|[;,\])])"),
    "nothing of Python": re.compile(r"\bNone\b|\bTrue\b|\bFalse\b|<[A-Za-z]|\(\)|Standing\.|Truth\."),
    "a dash without words": re.compile(r"—\s*(?:$|\[)"),
}
SPACING = {
    "en": re.compile(r"\s[:;,]"),
    "fr": re.compile(r"[^\u00a0\d][:;]\s|[^\u00a0]»|«[^\u00a0]"),
}


def problems(screening: Screening, language: str, reader: Reader) -> list[str]:
    """List what keeps an explanation from being readable."""
    text = words.explain(screening, language, reader=reader)
    lines = text.split("\n")
    own = [line for line in lines if not line.startswith(MEMBER)]
    found = [f"{len(own)} lines for {len(screening.findings)} findings"] * (len(own) != len(screening.findings))
    for line in lines:
        told = line
        if line.startswith(MEMBER):
            told = re.sub(r"^ {4}\S+\u00a0?: ", "", line)
        if not FIRST_WORD[language].match(told):
            found.append(f"no answer first: {line}")
        found += [f"{name}: {line}" for name, pattern in UNREADABLE.items() if pattern.search(told)]
        if code := CODE.search(told):
            found.append(f"the code {code[0]!r}: {line}")
        # What is wrong with a record is told in the words of its reader.
        if isinstance(screening.applicant, Applicant) and SPACING[language].search(told):
            found.append(f"spacing: {line}")
    found += [f"personal: {secret!r} in {text}" for secret in secrets(screening) if secret in text]
    return found


def secrets(screening: Screening) -> Iterator[str]:
    """What no explanation tells: who it is, how to reach them, and when they were born. A team's members have ids."""
    if not isinstance(screening.applicant, Applicant):
        return
    for one in (screening.applicant, *(screening.applicant.members or ())):
        yield from filter(None, (one.name, one.email, one.email and one.email.partition("@")[2]))
        if one.birth_date is not None:
            yield from (one.birth_date.isoformat(), f"{one.birth_date:%B} {one.birth_date.day}, {one.birth_date.year}")
    if not screening.applicant.members:
        yield screening.applicant.id


def telling(found: Iterable[Screening]) -> Iterator[Screening]:
    """Take those of the cohort who show something new: a reason of a criterion that few have shown so far."""
    seen: Counter[tuple[int, str]] = Counter()
    for one in found:
        shown = set(enumerate(one.reasons))
        if any(seen[each] < 2 for each in shown):
            seen.update(shown)
            yield one


@pytest.mark.parametrize("name", EVERY_NAME)
def test_every_explanation_is_readable(name: str) -> None:
    """Whoever shows something new is explained in every way, and every twentieth of the cohort in one of them."""
    found = [
        problem
        for one in telling(screened(name))
        for language, reader in READERS
        for problem in problems(one, language, reader)
    ]
    for index, one in enumerate(screened(name)[::20]):
        found += problems(one, *READERS[index % len(READERS)])
    assert not found


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY_NAME)
def test_every_explanation_of_everybody_is_readable(name: str) -> None:
    assert not [
        problem for one in screened(name) for language, reader in READERS for problem in problems(one, language, reader)
    ]


@pytest.mark.parametrize(("language", "reader"), READERS)
def test_what_is_open_for_everybody_is_readable_too(language: str, reader: Reader) -> None:
    assert not [problem for one in OPEN_FOR_EVERYBODY.values() for problem in problems(one, language, reader)]


@pytest.mark.parametrize("name", EVERY_NAME)
def test_lines_stand_in_the_order_of_the_criteria(name: str) -> None:
    names = {"yes": "Yes", "no": "No", "unknown": "Unknown"}
    for one in telling(screened(name)):
        if not isinstance(one.applicant, Applicant):
            continue
        own = [line for line in words.explain(one, "en").split("\n") if not line.startswith(MEMBER)]
        for (line, following), finding in zip(pairwise([*own, ""]), one.findings, strict=True):
            # An exclusion is answered the other way round.
            either = {names[finding.truth.value], names[(~finding.truth).value]}
            assert line.split(" — ")[0] in either, (line, following)


# For the eye


def to_be_read(name: str) -> Iterator[Screening]:
    """Take one of each outcome that says the most: the one with the most different reasons, the first of equals."""
    for outcome in Outcome:
        those = [one for one in screened(name)[:300] if one.outcome is outcome and isinstance(one.applicant, Applicant)]
        if those:
            yield max(those, key=lambda one: len(set(one.reasons)))


@pytest.mark.parametrize("language", ["en", "fr", "it"])
def test_explanations_to_be_reviewed_by_eye(language: str) -> None:
    """To renew the file: UPDATE_GOLDEN=1 pytest, then read the difference as the committee and as the applicant."""
    blocks = []
    for name in EVERY_NAME:
        title = edition(name).title
        assert title is not None
        blocks.append(f"== {title.in_language(language)}")
        for one in to_be_read(name):
            blocks.append(f"-- {one.applicant.id}: {words.outcome(one.outcome, language)}")
            blocks += [f"[{reader}]\n{words.explain(one, language, reader=reader)}" for reader in READER]
    text = "\n\n".join(blocks) + "\n"
    path = HERE / "golden" / f"real-criteria.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
    assert normalize("NFC", text) == text
