"""Rules: whatever bytes come are a rule or a `DocumentError`; a rule comes back the same, and decides on anybody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from harness import check, main
from json_mutator import mutated

from metroworkshops import (
    Applicant,
    Commitment,
    DocumentError,
    Edition,
    EligibilityRule,
    InvalidValue,
    LanguageSkill,
    Outcome,
    Screening,
    Statement,
    metropolitan_workshops,
    screen,
)
from metroworkshops.documents import dumps, loads
from metroworkshops.screening import screen_all

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


def try_one(data: bytes) -> None:
    """Read a rule, write it, and screen by it."""
    try:
        rule = loads(data, EligibilityRule)
    except DocumentError as e:
        check(e)
        return
    assert loads(dumps(rule), EligibilityRule) == rule
    try:
        edition = Edition(_EDITION.programme, "2020", sessions=_EDITION.sessions, call=_EDITION.call, eligibility=rule)
    except InvalidValue:  # it asks for a session or a deadline that is not there
        return
    together = list(screen_all(_APPLICANTS, edition))
    for applicant, one in zip(_APPLICANTS, together, strict=True):
        assert screen(applicant, edition) == one
        assert one.outcome in Outcome
        assert loads(dumps(one), Screening) == one


if __name__ == "__main__":
    main(try_one, mutated)
