"""What a finding holds, for each condition: the answer and why, what was needed and seen, and who can settle it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from metroworkshops import (
    Applicant,
    AppliedInTime,
    Attends,
    AttendsEverySession,
    Call,
    Commitment,
    Condition,
    Deadline,
    Declares,
    Edition,
    EducationLevel,
    Evidence,
    Extension,
    Fault,
    Finding,
    FromCountry,
    Group,
    HasEducation,
    HasExperience,
    HasMembers,
    LanguageSkill,
    Level,
    LevelReading,
    Limit,
    MemberFindings,
    MembersMeet,
    OfAge,
    Session,
    Speaks,
    Standing,
    Statement,
    Text,
    Truth,
    Unreadable,
    When,
    Whose,
    WorksAs,
    WorksIn,
    screen,
    screen_all,
)

Y, N, U = Truth.YES, Truth.NO, Truth.UNKNOWN
AT = datetime(2020, 1, 20, 12, tzinfo=UTC)
LATE = datetime(2020, 2, 4, 12, tzinfo=UTC)
PARIS = Limit.on("2020-01-31", zone="Europe/Paris")
JANUARY = Limit.on("2020-01~", zone="UTC")
CALL = Call([Deadline("applications", PARIS)])
GRANTED = Extension("applications", Limit.on("2020-02-07", zone="UTC"), granted_by="the officer", reason="a strike")
MARCH = Session("march", "March", when="2020-03")
JUNE = Session("june", "June", when="2020-06")
GROUPS = [
    Group("Urban practitioners", ["urban planner", "architect"]),
    Group("Balkans", ["AL", "XK"], title="a country of the Balkans"),
]
LEVELS = [LevelReading("good command", "B2"), LevelReading("excellent command", "C1")]

Case = tuple[Condition, dict[str, Any], dict[str, Any], Truth, dict[str, Any]]
"""A rule, the facts of somebody, what the edition says, the answer, and the rest of the finding."""

CASES: list[Case] = [
    # Age
    (
        OfAge(at_least=18, under=40, on="deadline"),
        {"birth_date": "1990-06-15", "evidence": [Evidence("birth_date", standing="evidenced", source="passport")]},
        {"call": CALL},
        Y,
        {
            "reason": "age-met",
            "needed": (("at_least", 18), ("under", 40), ("on", "deadline"), ("day", When.parse("2020-01-31"))),
            "seen": (("age", 29),),
            "standing": Standing.EVIDENCED,
            "looked_at": ("birth_date", "applied_at"),
            "came_from": ("passport",),
        },
    ),
    (
        OfAge(over=18, at_most=40, on="2020-01-31"),
        {"birth_date": "2021-06-15"},
        {},
        U,
        {
            "reason": "age-contradiction",
            "needed": (("over", 18), ("at_most", 40), ("on", When.parse("2020-01-31"))),
            "standing": Standing.DECLARED,
            "whose": Whose.APPLICANT,
            "looked_at": ("birth_date", "applied_at"),
        },
    ),
    (
        OfAge(at_least=0, on="2020-01-31"),
        {"birth_date": "2020-01-31"},
        {},
        Y,
        {
            "reason": "age-met",
            "needed": (("at_least", 0), ("on", When.parse("2020-01-31"))),
            "seen": (("age", 0),),
            "standing": Standing.DECLARED,
            "looked_at": ("birth_date", "applied_at"),
        },
    ),
    (
        OfAge(under=40, on="2020-01-31"),
        {"birth_date": "1990-06-15", "applied_at": AT},
        {},
        Y,
        {
            "reason": "age-met",
            "needed": (("under", 40), ("on", When.parse("2020-01-31"))),
            "seen": (("age", 29),),
            "standing": Standing.DECLARED,
            "looked_at": ("birth_date", "applied_at"),
        },
    ),
    (
        OfAge(under=40, on="first session"),
        {"birth_date": "1980-03-15"},
        {"sessions": [MARCH, JUNE]},
        U,
        {
            "reason": "age-turns-within",
            "needed": (("under", 40), ("on", "first session"), ("day", When.parse("[2020-03-01..2020-03-31]"))),
            "seen": (("youngest", 39), ("oldest", 40)),
            "standing": Standing.DECLARED,
            "whose": Whose.ORGANISER,
            "looked_at": ("birth_date", "applied_at"),
        },
    ),
    (
        OfAge(under=40, on="deadline"),
        {},
        {"call": CALL},
        U,
        {
            "reason": "age-not-given",
            "needed": (("under", 40), ("on", "deadline"), ("day", When.parse("2020-01-31"))),
            "whose": Whose.APPLICANT,
            "looked_at": ("birth_date", "applied_at"),
        },
    ),
    (
        OfAge(under=40, on="submission"),
        {"birth_date": "1990-06-15", "applied_at": AT},
        {"call": CALL, "sessions": [MARCH]},
        Y,
        {
            "reason": "age-met",
            "needed": (("under", 40), ("on", "submission")),
            "seen": (("age", 29),),
            "standing": Standing.DECLARED,
            "looked_at": ("birth_date", "applied_at"),
        },
    ),
    (
        OfAge(under=40, on="submission"),
        {"birth_date": "1990-06-15"},
        {},
        U,
        {
            "reason": "age-no-submission",
            "needed": (("under", 40), ("on", "submission")),
            "standing": Standing.DECLARED,
            "whose": Whose.APPLICANT,
            "looked_at": ("birth_date", "applied_at"),
        },
    ),
    (
        OfAge(under=40, on="submission"),
        {"birth_date": "2020-01-21", "applied_at": AT},
        {},
        Y,
        {
            "reason": "age-met",
            "needed": (("under", 40), ("on", "submission")),
            "seen": (("age", 0),),
            "standing": Standing.DECLARED,
            "looked_at": ("birth_date", "applied_at"),
        },
    ),
    (
        OfAge(under=40, on="submission"),
        {"birth_date": "2020-01-22", "applied_at": AT},
        {},
        U,
        {
            "reason": "age-contradiction",
            "needed": (("under", 40), ("on", "submission")),
            "standing": Standing.DECLARED,
            "whose": Whose.APPLICANT,
            "looked_at": ("birth_date", "applied_at"),
            "cautions": ("born-after-applying",),
        },
    ),
    (
        OfAge(under=40, on="deadline", standing="evidenced"),
        {"birth_date": "1990-06-15"},
        {},
        U,
        {
            "reason": "age-standing",
            "needed": (("under", 40), ("on", "deadline")),
            "standing": Standing.DECLARED,
            "whose": Whose.APPLICANT,
            "looked_at": ("birth_date", "applied_at"),
        },
    ),
    # Experience, education, members
    (
        HasExperience(over=2, under=10.5),
        {"experience_years": 2.5},
        {},
        Y,
        {
            "reason": "experience-met",
            "needed": (("over", 2), ("under", 10.5)),
            "seen": (("years", 2.5),),
            "standing": Standing.DECLARED,
            "looked_at": ("experience_years",),
        },
    ),
    (
        HasExperience(at_least=3),
        {},
        {},
        U,
        {
            "reason": "experience-not-given",
            "needed": (("at_least", 3),),
            "whose": Whose.APPLICANT,
            "looked_at": ("experience_years",),
        },
    ),
    (
        HasExperience(at_least=3, standing="evidenced"),
        {"experience_years": 5},
        {},
        U,
        {
            "reason": "experience-standing",
            "needed": (("at_least", 3),),
            "seen": (("years", 5),),
            "standing": Standing.DECLARED,
            "whose": Whose.APPLICANT,
            "looked_at": ("experience_years",),
        },
    ),
    (
        HasEducation("master"),
        {"education": "doctoral"},
        {},
        Y,
        {
            "reason": "education-met",
            "needed": (("education", EducationLevel.MASTER),),
            "seen": (("education", EducationLevel.DOCTORAL),),
            "standing": Standing.DECLARED,
            "looked_at": ("education",),
        },
    ),
    (
        HasEducation("master"),
        {},
        {},
        U,
        {
            "reason": "education-not-given",
            "needed": (("education", EducationLevel.MASTER),),
            "whose": Whose.APPLICANT,
            "looked_at": ("education",),
        },
    ),
    (
        HasEducation("master", standing="assessed"),
        {"education": "bachelor"},
        {},
        U,
        {
            "reason": "education-standing",
            "needed": (("education", EducationLevel.MASTER),),
            "seen": (("education", EducationLevel.BACHELOR),),
            "standing": Standing.DECLARED,
            "whose": Whose.ORGANISER,
            "looked_at": ("education",),
        },
    ),
    (
        HasMembers(at_least=1, at_most=4),
        {"members": [Applicant("b")]},
        {},
        Y,
        {
            "reason": "members-met",
            "needed": (("at_least", 1), ("at_most", 4)),
            "seen": (("members", 1),),
            "standing": Standing.DECLARED,
            "looked_at": ("members",),
        },
    ),
    (
        HasMembers(at_least=1, at_most=4),
        {},
        {},
        U,
        {
            "reason": "members-not-given",
            "needed": (("at_least", 1), ("at_most", 4)),
            "whose": Whose.APPLICANT,
            "looked_at": ("members",),
        },
    ),
    (
        MembersMeet(Speaks("fr", "good command"), at_least=1),
        {"members": [Applicant("b", languages=[LanguageSkill("fr", "C1")]), Applicant("c")]},
        {"levels": LEVELS},
        Y,
        {
            "reason": "members-meet-met",
            "needed": (("at_least", 1),),
            "seen": (("meeting", 1), ("open", 1), ("members", 2)),
            "looked_at": ("members",),
            "members": (
                MemberFindings(
                    member="b",
                    truth=Y,
                    findings=(
                        Finding(
                            rule=Speaks(language="fr", level="good command"),
                            truth=Y,
                            reason="language-met",
                            seen=(("level", Level.C1),),
                            needed=(
                                ("language", "fr"),
                                ("level", Level.B2),
                                ("words", "good command"),
                                ("standing", Standing.DECLARED),
                            ),
                            standing=Standing.DECLARED,
                            looked_at=("languages",),
                        ),
                    ),
                ),
                MemberFindings(
                    member="c",
                    truth=U,
                    findings=(
                        Finding(
                            rule=Speaks(language="fr", level="good command"),
                            truth=U,
                            reason="language-not-given",
                            needed=(
                                ("language", "fr"),
                                ("level", Level.B2),
                                ("words", "good command"),
                                ("standing", Standing.DECLARED),
                            ),
                            whose=Whose.APPLICANT,
                            looked_at=("languages",),
                        ),
                    ),
                ),
            ),
        },
    ),
    (
        MembersMeet(Speaks("fr")),
        {},
        {},
        U,
        {"reason": "members-not-given", "whose": Whose.APPLICANT, "looked_at": ("members",)},
    ),
    # Terms and countries
    (
        WorksAs(["mayor", "urban practitioners"]),
        {"roles": ["clerk", "Architect"]},
        {"groups": GROUPS},
        Y,
        {
            "reason": "works-as-met",
            "needed": (("term", "mayor"), ("term", "urban practitioners")),
            "seen": (("terms", ("Architect",)),),
            "standing": Standing.DECLARED,
            "looked_at": ("roles",),
        },
    ),
    (
        WorksIn("parks"),
        {"sectors": ["roads"]},
        {},
        N,
        {
            "reason": "works-in-not-met",
            "needed": (("term", "parks"),),
            "seen": (("terms", ("roads",)),),
            "standing": Standing.DECLARED,
            "looked_at": ("sectors",),
        },
    ),
    (
        WorksIn("parks"),
        {},
        {},
        U,
        {
            "reason": "works-in-not-given",
            "needed": (("term", "parks"),),
            "whose": Whose.APPLICANT,
            "looked_at": ("sectors",),
        },
    ),
    (
        FromCountry(["IT", "balkans"], by="work"),
        {"works_in_countries": ["FR", "XK", "IT"]},
        {"groups": GROUPS},
        Y,
        {
            "reason": "work-met",
            "needed": (("country", "IT"), ("term", Text("a country of the Balkans"))),
            "seen": (("countries", ("XK", "IT")),),
            "standing": Standing.DECLARED,
            "looked_at": ("works_in_countries",),
        },
    ),
    (
        FromCountry("MA", by="residence"),
        {"residence": "MA"},
        {},
        Y,
        {
            "reason": "residence-met",
            "needed": (("country", "MA"),),
            "seen": (("countries", ("MA",)),),
            "standing": Standing.DECLARED,
            "looked_at": ("residence",),
        },
    ),
    (
        FromCountry("MA", by="residence"),
        {"residence": "FR"},
        {},
        N,
        {
            "reason": "residence-not-met",
            "needed": (("country", "MA"),),
            "seen": (("countries", ("FR",)),),
            "standing": Standing.DECLARED,
            "looked_at": ("residence",),
        },
    ),
    (
        FromCountry("MA", by="nationality"),
        {},
        {},
        U,
        {
            "reason": "nationality-not-given",
            "needed": (("country", "MA"),),
            "whose": Whose.APPLICANT,
            "looked_at": ("nationalities",),
        },
    ),
    # Statements
    (
        Declares("Travel document", standing="evidenced"),
        {"statements": [Statement("a letter"), Statement("travel  document", standing="assessed")]},
        {},
        Y,
        {
            "reason": "statement-met",
            "needed": (("statement", "Travel document"), ("standing", Standing.EVIDENCED)),
            "seen": (("holds", "yes"),),
            "standing": Standing.ASSESSED,
            "looked_at": ("statements",),
        },
    ),
    (
        Declares("travel document"),
        {"statements": [Statement("travel document", False)]},
        {},
        N,
        {
            "reason": "statement-denied",
            "needed": (("statement", "travel document"), ("standing", Standing.DECLARED)),
            "seen": (("holds", "no"),),
            "standing": Standing.DECLARED,
            "looked_at": ("statements",),
        },
    ),
    (
        Declares("travel document"),
        {"statements": []},
        {},
        N,
        {
            "reason": "statement-not-listed",
            "needed": (("statement", "travel document"), ("standing", Standing.DECLARED)),
            "looked_at": ("statements",),
        },
    ),
    (
        Declares("travel document", standing="evidenced"),
        {"statements": [Statement("travel document")]},
        {},
        U,
        {
            "reason": "statement-standing",
            "needed": (("statement", "travel document"), ("standing", Standing.EVIDENCED)),
            "seen": (("holds", "yes"),),
            "standing": Standing.DECLARED,
            "whose": Whose.APPLICANT,
            "looked_at": ("statements",),
        },
    ),
    (
        Declares("exception", standing="assessed"),
        {},
        {},
        U,
        {
            "reason": "statement-not-assessed",
            "needed": (("statement", "exception"), ("standing", Standing.ASSESSED)),
            "whose": Whose.ORGANISER,
            "looked_at": ("statements",),
        },
    ),
    # Languages
    (
        Speaks("fr", "good command"),
        {
            "languages": [
                LanguageSkill("fr", "B1"),
                LanguageSkill("fr-MA", "C1", standing="assessed"),
                LanguageSkill("ar", "C2"),
            ]
        },
        {"levels": LEVELS},
        Y,
        {
            "reason": "language-met",
            "needed": (
                ("language", "fr"),
                ("level", Level.B2),
                ("words", "good command"),
                ("standing", Standing.DECLARED),
            ),
            "seen": (("level", Level.C1),),
            "standing": Standing.ASSESSED,
            "looked_at": ("languages",),
        },
    ),
    (
        Speaks("fr", "B2"),
        {"languages": [LanguageSkill("fr", "A1"), LanguageSkill("fr-MA", "B1")]},
        {},
        N,
        {
            "reason": "language-below",
            "needed": (("language", "fr"), ("level", Level.B2), ("standing", Standing.DECLARED)),
            "seen": (("level", Level.B1),),
            "standing": Standing.DECLARED,
            "looked_at": ("languages",),
        },
    ),
    (
        Speaks("fr", "B2"),
        {"languages": [LanguageSkill("fr", "A1"), LanguageSkill("fr-MA")]},
        {},
        U,
        {
            "reason": "language-level-not-given",
            "needed": (("language", "fr"), ("level", Level.B2), ("standing", Standing.DECLARED)),
            "standing": Standing.DECLARED,
            "whose": Whose.APPLICANT,
            "looked_at": ("languages",),
        },
    ),
    (
        Speaks("fr", "B2", standing="evidenced"),
        {"languages": [LanguageSkill("fr", "A1", standing="evidenced"), LanguageSkill("fr-MA", "C1")]},
        {},
        U,
        {
            "reason": "language-standing",
            "needed": (("language", "fr"), ("level", Level.B2), ("standing", Standing.EVIDENCED)),
            "seen": (("level", Level.C1),),
            "standing": Standing.DECLARED,
            "whose": Whose.APPLICANT,
            "looked_at": ("languages",),
        },
    ),
    (
        Speaks("fr", "B2", standing="evidenced"),
        {"languages": [LanguageSkill("fr", "C2"), LanguageSkill("fr-MA", "B2", standing="evidenced")]},
        {},
        Y,
        {
            "reason": "language-met",
            "needed": (("language", "fr"), ("level", Level.B2), ("standing", Standing.EVIDENCED)),
            "seen": (("level", Level.B2),),
            "standing": Standing.EVIDENCED,
            "looked_at": ("languages",),
        },
    ),
    (
        Speaks("fr", "B2", standing="evidenced"),
        {"languages": [LanguageSkill("fr", "A1"), LanguageSkill("fr-MA", "B1", standing="evidenced")]},
        {},
        U,
        {
            "reason": "language-standing",
            "needed": (("language", "fr"), ("level", Level.B2), ("standing", Standing.EVIDENCED)),
            "seen": (("level", Level.A1),),
            "standing": Standing.DECLARED,
            "whose": Whose.APPLICANT,
            "looked_at": ("languages",),
        },
    ),
    (
        Speaks("fr"),
        {"languages": [LanguageSkill("fr")]},
        {},
        Y,
        {
            "reason": "language-met",
            "needed": (("language", "fr"), ("standing", Standing.DECLARED)),
            "standing": Standing.DECLARED,
            "looked_at": ("languages",),
        },
    ),
    (
        Speaks("fr"),
        {"languages": [LanguageSkill("fr"), LanguageSkill("fr-MA", "A1")]},
        {},
        Y,
        {
            "reason": "language-met",
            "needed": (("language", "fr"), ("standing", Standing.DECLARED)),
            "seen": (("level", Level.A1),),
            "standing": Standing.DECLARED,
            "looked_at": ("languages",),
        },
    ),
    (
        Speaks("fr"),
        {"languages": [LanguageSkill("ar", "C2")]},
        {},
        N,
        {
            "reason": "language-not-listed",
            "needed": (("language", "fr"), ("standing", Standing.DECLARED)),
            "looked_at": ("languages",),
        },
    ),
    (
        Speaks("fr"),
        {},
        {},
        U,
        {
            "reason": "language-not-given",
            "needed": (("language", "fr"), ("standing", Standing.DECLARED)),
            "whose": Whose.APPLICANT,
            "looked_at": ("languages",),
        },
    ),
    # Attendance
    (
        Attends(["march", "june"]),
        {"commitments": [Commitment("march", "2020-03")]},
        {"sessions": [MARCH, JUNE]},
        N,
        {
            "reason": "attendance-not-promised",
            "needed": (("sessions", (Text("March"),)), ("sessions", (Text("June"),))),
            "seen": (("sessions", (Text("June"),)),),
            "looked_at": ("commitments",),
        },
    ),
    (
        Attends(["march", "june"], at_least=1),
        {"commitments": [Commitment("march", "2020-03")]},
        {"sessions": [MARCH, JUNE]},
        Y,
        {
            "reason": "attendance-met",
            "needed": (("sessions", (Text("March"),)), ("sessions", (Text("June"),)), ("at_least", 1)),
            "looked_at": ("commitments",),
        },
    ),
    (
        Attends(["march", "june"], at_least=2),
        {"commitments": [Commitment("march", "2020-04"), Commitment("june", "2020-07")]},
        {"sessions": [MARCH, JUNE]},
        U,
        {
            "reason": "attendance-session-changed",
            "needed": (("sessions", (Text("March"),)), ("sessions", (Text("June"),))),
            "seen": (("sessions", (Text("March"),)), ("sessions", (Text("June"),))),
            "whose": Whose.APPLICANT,
            "looked_at": ("commitments",),
        },
    ),
    (
        Attends("march"),
        {},
        {"sessions": [MARCH]},
        U,
        {
            "reason": "attendance-not-given",
            "needed": (("sessions", (Text("March"),)),),
            "whose": Whose.APPLICANT,
            "looked_at": ("commitments",),
        },
    ),
    (
        AttendsEverySession(),
        {"commitments": [Commitment("march", "2020-03"), Commitment("june", "2020-06")]},
        {"sessions": [MARCH, JUNE], "more_sessions": True},
        U,
        {
            "reason": "attendance-more-sessions",
            "needed": (("sessions", (Text("March"),)), ("sessions", (Text("June"),))),
            "whose": Whose.ORGANISER,
            "looked_at": ("commitments",),
        },
    ),
    (
        AttendsEverySession(),
        {"commitments": []},
        {},
        U,
        {"reason": "attendance-no-sessions", "whose": Whose.ORGANISER, "looked_at": ("commitments",)},
    ),
    # In time
    (
        AppliedInTime(),
        {"applied_at": AT, "evidence": [Evidence("applied_at", source="server")]},
        {"call": CALL},
        Y,
        {
            "reason": "time-met",
            "needed": (("deadline", PARIS),),
            "seen": (("instant", AT),),
            "looked_at": ("applied_at", "extensions"),
            "came_from": ("server",),
        },
    ),
    (
        AppliedInTime("round"),
        {"applied_at": AT},
        {"call": Call([Deadline("round", JANUARY)])},
        U,
        {
            "reason": "time-undetermined",
            "needed": (("deadline", JANUARY),),
            "seen": (("instant", AT),),
            "whose": Whose.ORGANISER,
            "looked_at": ("applied_at", "extensions"),
            "cautions": ("approximate-dates",),
        },
    ),
    (
        AppliedInTime(),
        {"applied_at": LATE, "extensions": [Extension("other", "2020-02-08", granted_by="a colleague"), GRANTED]},
        {"call": CALL},
        Y,
        {
            "reason": "time-met-extension",
            "needed": (("deadline", PARIS),),
            "seen": (
                ("instant", LATE),
                ("until", GRANTED.until),
                ("granted_by", "the officer"),
                ("reason", Text("a strike")),
            ),
            "looked_at": ("applied_at", "extensions"),
        },
    ),
    (
        AppliedInTime(),
        {
            "applied_at": LATE,
            "extensions": [
                attrs.evolve(GRANTED, deadline="other"),
                attrs.evolve(GRANTED, until="2020-02-04", deadline="applications", reason=None),
            ],
        },
        {"call": CALL},
        U,
        {
            "reason": "time-undetermined",
            "needed": (("deadline", PARIS),),
            "seen": (("instant", LATE),),
            "whose": Whose.ORGANISER,
            "looked_at": ("applied_at", "extensions"),
        },
    ),
    (
        AppliedInTime(),
        {"applied_at": LATE, "extensions": [attrs.evolve(GRANTED, reason=None)]},
        {"call": CALL},
        Y,
        {
            "reason": "time-met-extension",
            "needed": (("deadline", PARIS),),
            "seen": (("instant", LATE), ("until", GRANTED.until), ("granted_by", "the officer")),
            "looked_at": ("applied_at", "extensions"),
        },
    ),
    (
        AppliedInTime(),
        {"applied_at": LATE},
        {"call": CALL},
        N,
        {
            "reason": "time-late",
            "needed": (("deadline", PARIS),),
            "seen": (("instant", LATE),),
            "looked_at": ("applied_at", "extensions"),
        },
    ),
    (
        AppliedInTime(),
        {"applied_at": AT},
        {"call": Call(rolling=True)},
        Y,
        {"reason": "time-rolling", "looked_at": ("applied_at", "extensions")},
    ),
    (
        AppliedInTime(),
        {"applied_at": AT},
        {},
        U,
        {"reason": "time-no-deadline", "whose": Whose.ORGANISER, "looked_at": ("applied_at", "extensions")},
    ),
    (
        AppliedInTime(),
        {},
        {"call": CALL},
        U,
        {
            "reason": "time-not-given",
            "needed": (("deadline", PARIS),),
            "whose": Whose.APPLICANT,
            "looked_at": ("applied_at", "extensions"),
        },
    ),
]


@pytest.mark.parametrize(("rule", "facts", "says", "answer", "rest"), CASES)
def test_a_finding_holds_all_that_an_answer_rests_on(
    rule: Condition, facts: dict[str, Any], says: dict[str, Any], answer: Truth, rest: dict[str, Any]
) -> None:
    edition = Edition("workshops.example.org", "2020", eligibility=rule, **says)
    applicant = Applicant("a", **facts)
    (finding,) = screen(applicant, edition).findings
    assert finding == rule.examine(applicant, edition) == Finding(rule, answer, **rest)


def test_each_of_a_cohort_is_judged_by_promises_of_their_own() -> None:
    edition = Edition("workshops.example.org", "2020", eligibility=Attends(["march", "june"]), sessions=[MARCH, JUNE])
    march, june = Commitment("march", "2020"), Commitment("june", "2020-06")
    promises = [[march, june], [march], [march, june], [Commitment("march", "2019"), june], [march], None]
    cohort = [Applicant(f"a-{number}", commitments=own) for number, own in enumerate(promises)]
    assert [one.truth for one in screen_all(cohort, edition)] == [Y, N, Y, U, N, U]


def test_a_record_that_could_not_be_read_is_one_finding_with_its_faults() -> None:
    edition = Edition("workshops.example.org", "2020", eligibility=Speaks("fr") & Declares("travel document"))
    broken = Unreadable("row-3", [Fault("row 3, column Niveau", "must be a level of language")])
    (screening,) = screen_all([broken], edition)
    told = ("row 3, column Niveau: must be a level of language",)
    assert screening.findings == (
        Finding(
            Speaks("fr") & Declares("travel document"),
            U,
            reason="record-broken",
            whose=Whose.ORGANISER,
            seen=[("faults", told)],
        ),
    )


def test_a_level_may_be_called_by_its_name() -> None:
    assert Speaks("fr", "C1") == Speaks("fr", Level.C1)
