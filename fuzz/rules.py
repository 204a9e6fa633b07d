"""Rules: whatever bytes come are a rule or a `DocumentError`; a rule comes back the same, and decides on anybody.

An input is the document of a rule, or a list of one and of applicants', on whom it decides.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final, TypeVar

from harness import check, check_line, main
from json_mutator import mutated

from metroworkshops import (
    AllOf,
    AnyOf,
    Applicant,
    AtLeast,
    Commitment,
    Decision,
    DocumentError,
    Edition,
    EligibilityRule,
    InvalidValue,
    LanguageSkill,
    Not,
    Outcome,
    Screening,
    Statement,
    Truth,
    decide,
    explain_change,
    metropolitan_workshops,
    reproduce,
    screen,
)
from metroworkshops.documents import dumps, loads
from metroworkshops.domain.rule import Rule
from metroworkshops.screening import screen_all
from metroworkshops.words import explain, languages, rule

T = TypeVar("T")

_EDITION: Final = metropolitan_workshops().edition("2020")
_APPLICANTS: Final = (
    Applicant("nothing-said"),
    Applicant(
        "much-said",
        birth_date=date(1985, 2, 28),
        applied_at=datetime(2020, 1, 31, 12, tzinfo=UTC),
        languages=[LanguageSkill("fr", "C1"), LanguageSkill("it", "A2")],
        commitments=[Commitment(session.id, to=session.when) for session in _EDITION.sessions],
        statements=[Statement("letter")],
        roles=["urbaniste"],
        sectors=["public"],
        nationalities=["MA", "FR"],
        residence="MA",
        works_in_countries=["TN"],
        experience_years=5.5,
    ),
    Applicant("denied", languages=[], commitments=[], statements=[], roles=[], nationalities=[]),
)


_AT: Final = datetime(2020, 2, 5, tzinfo=UTC)
_LANGUAGES: Final = languages()
_OUTCOMES: Final = {1: Outcome.ELIGIBLE, 0: Outcome.UNDECIDED, -1: Outcome.NOT_ELIGIBLE}
_TRUTHS: Final = {Truth.YES: 1, Truth.UNKNOWN: 0, Truth.NO: -1}


def _loaded(text: str | bytes, kind: type[T]) -> T | None:
    try:
        value = loads(text, kind)
    except DocumentError as e:
        check(e)
        return None
    assert loads(dumps(value), kind) == value  # type: ignore[arg-type]
    return value


def _given(data: bytes) -> tuple[bytes | str, list[str]]:
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        return data, []
    if not isinstance(given, list) or not given:
        return data, []
    first, *others = map(json.dumps, given)
    return first, others


def _combined(value: Rule, answers: Iterator[int]) -> int:
    """Combine answers in Kleene's logic of three values, by numbers: no is -1, unknown 0 and yes 1."""
    if not isinstance(value, AllOf | AnyOf | AtLeast | Not) or not value.parts:
        return next(answers)
    found = [_combined(part, answers) for part in value.parts]
    if isinstance(value, Not):
        return -found[0]
    if isinstance(value, AtLeast):
        return sorted(found, reverse=True)[value.n - 1]
    return min(found) if isinstance(value, AllOf) else max(found)


def _check_said(text: str) -> None:
    for line in text.split("\n"):
        check_line(line)


def _check_outcome(one: Screening) -> None:
    answers = iter([_TRUTHS[finding.truth] for finding in one.findings])
    assert one.outcome is _OUTCOMES[_combined(one.rule, answers)]
    assert next(answers, None) is None


def _check_record(screening: Screening, applicant: Applicant, edition: Edition, language: str) -> None:
    assert loads(dumps(screening), Screening) == screening
    for reader in ("committee", "applicant"):
        _check_said(explain(screening, language, reader=reader))
    decision = decide(screening, at=_AT)
    assert loads(dumps(decision), Decision) == decision
    assert dumps(reproduce(decision, applicant, edition)) == dumps(decision)
    assert not explain_change(decision, screening).findings


def try_one(data: bytes) -> None:
    """Read a rule, write it, screen by it, and say what was found."""
    text, others = _given(data)
    value = _loaded(text, EligibilityRule)
    strangers = [one for one in (_loaded(other, Applicant) for other in others) if one is not None]
    if value is None:
        return
    try:
        edition = Edition(_EDITION.programme, "2020", sessions=_EDITION.sessions, call=_EDITION.call, eligibility=value)
    except InvalidValue as e:  # it asks for a session or a deadline that is not there
        check(e)
        return
    language = _LANGUAGES[len(data) % len(_LANGUAGES)]
    _check_said(rule(value, language, edition=edition))
    applicants = [*_APPLICANTS, *strangers]
    together = list(screen_all(applicants, edition))
    for applicant, one in zip(applicants, together, strict=True):
        assert screen(applicant, edition) == one
        _check_outcome(one)
    # The last stranger's, or one of ours: all of them would cost as much again for each.
    chosen = -1 if strangers else len(data) % len(applicants)
    _check_record(together[chosen], applicants[chosen], edition, language)


if __name__ == "__main__":
    main(try_one, mutated)
