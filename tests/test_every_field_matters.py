"""Changing any one stored field alone changes an answer or an output: nothing is stored in vain.

An answer is a screening, a state of the call or a refusal; an output is an overview, an explanation, a list of
changes or a calendar. The document of a value does not count: it would always differ.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

import attrs
import pytest

import metroworkshops as mw
from metroworkshops import (
    AllOf,
    Amendment,
    AnyOf,
    Applicant,
    AppliedInTime,
    Area,
    AtLeast,
    Attends,
    AttendsEverySession,
    Call,
    City,
    Commitment,
    Deadline,
    Declaration,
    Declares,
    Earlier,
    Edition,
    Evidence,
    Extension,
    FromCountry,
    Group,
    HasEducation,
    HasExperience,
    HasMembers,
    InvalidValue,
    LanguageSkill,
    Length,
    LevelReading,
    Limit,
    MembersMeet,
    Milestone,
    Not,
    OfAge,
    Offset,
    Part,
    Partner,
    Preference,
    Programme,
    Quota,
    Ranking,
    Score,
    ScoredCriterion,
    Session,
    Speaks,
    Statement,
    Text,
    WorksAs,
    WorksIn,
)
from metroworkshops.domain.rule import Combination

AT = datetime(2019, 12, 1, tzinfo=UTC)
LATER = datetime(2020, 3, 10, tzinfo=UTC)
INSTANTS = [
    datetime(2019, 9, 1, tzinfo=UTC),
    datetime(2019, 11, 1, tzinfo=UTC),
    datetime(2020, 1, 31, 23, 30, tzinfo=UTC),
    datetime(2020, 2, 14, 23, 30, tzinfo=UTC),
    datetime(2020, 10, 24, 23, 30, tzinfo=UTC),
    datetime(2020, 10, 25, 0, 45, tzinfo=UTC),
    datetime(2021, 1, 1, tzinfo=UTC),
]

CITY = City(
    "bologna", Text(en="Bologna", fr="Bologne"), country="IT", time_zone="Europe/Rome", coordinates=(44.5, 11.3)
)
AREA = Area("maghreb", Text(en="Maghreb"), country="MA")
PARTNER = Partner("afd", Text(en="Agency"), acronym="AFD", roles=["funder"], url="https://example.org/afd")
EARLIER = Earlier(
    "moved",
    datetime(2020, 3, 2, tzinfo=UTC),
    reason="borders closed",
    when="2020-03-09",
    dates_confirmed=False,
    places=[CITY, AREA],
    one_of_places=False,
    place_confirmed=False,
    mode="in person",
    state="planned",
    length=1,
    time_zone="Europe/Rome",
    parts=[Part("opening", when="2020-03-09")],
)
PART = Part("day-1", Text(en="Opening"), when="2020-10-05T09:00/2020-10-05T17:00")
SESSION = Session(
    "bologna-2020",
    Text(en="Bologna", fr="Bologne"),
    when="2020-10-05T09:00/2020-10-06T17:00",
    dates_confirmed=True,
    places=[CITY],
    mode="in person",
    time_zone="Europe/Rome",
    wording="early October",
    sources=["a letter"],
    earlier=[EARLIER],
    parts=[PART, Part("day-2", when="2020-10-06")],
)
LENGTH = Length(3, 5)
WIDE_SESSION = Session("wide", "Wide", when="2020-12", places=[CITY, AREA], length=LENGTH)
TIMED_SESSION = Session("timed", "Timed", when="2020-11-05T09:00/2020-11-05T12:00", places=[CITY])
AMENDMENT = Amendment(
    "extended", "2020-02-14", zones=["Europe/Paris"], announced=datetime(2020, 1, 29, tzinfo=UTC), reason="more time"
)
DEADLINE = Deadline(
    "applications",
    Limit.on("2020-01-31", zone="Europe/Paris"),
    wording="January 31",
    sources=["the page"],
    amendments=[AMENDMENT],
)
TWICE = Deadline.on("2020-10-25T02:30", zone="Europe/Rome", id="second", fold=0)
CALL = Call(
    [DEADLINE, TWICE],
    Limit.on("2019-10-01", zone="Europe/Paris"),
    declared=[Declaration("closed", datetime(2020, 12, 1, tzinfo=UTC), wording="we are full")],
    forms=Text(en="https://example.org/en", fr="https://example.org/fr"),
    wording="apply now",
    sources=["the call"],
)
READING = LevelReading("excellent", "C1", note=Text(en="our reading"))
SPEAKS = Speaks("fr", "excellent", standing="declared")
IN_TIME = AppliedInTime("applications")
ATTENDS = Attends(["bologna-2020", "wide"], at_least=1)
WORKS_AS = WorksAs("practitioners", standing="evidenced")
WORKS_IN = WorksIn("local government", standing="evidenced")
FROM = FromCountry("UfM", by="nationality", standing="evidenced")
AGED = OfAge(at_least=18, under=40, on="deadline", deadline="applications", standing="evidenced")
UP_TO = OfAge(over=17, at_most=60, on="submission")
EXPERIENCE = HasExperience(at_least=3, under=30, standing="evidenced")
SENIOR = HasExperience(over=2, at_most=40)
EDUCATION = HasEducation("bachelor", standing="evidenced")
DECLARES = Declares("letter", standing="evidenced")
TEAM = HasMembers(at_least=2, under=5, standing="evidenced")
CROWD = HasMembers(over=1, at_most=4)
MEET = MembersMeet(Speaks("fr"), at_least=1)
RULE = AllOf(
    SPEAKS,
    AttendsEverySession(),
    AnyOf(IN_TIME, Not(Speaks("it"))),
    *(FromCountry("FR", by="residence"), FromCountry(["TN", "LB"], by="work")),
    *(ATTENDS, WORKS_AS, WORKS_IN, FROM, AGED, UP_TO, EXPERIENCE, SENIOR, EDUCATION, DECLARES, TEAM, CROWD, MEET),
    AtLeast(1, Speaks("en"), Speaks("ar")),
)
PRACTITIONERS = Group("practitioners", ["urban planner"], title=Text(en="Urban practitioners"))
OFFSET = Offset(-30, "wide")
MILESTONE = Milestone("visa", Text(en="Visa papers"), when="2020-02", wording="in February", sources=["the guide"])
PREFERENCE = Preference("local", WorksIn("local government"), points=2, title=Text(en="Local government"))
SCORED = ScoredCriterion("motivation", Text(en="Motivation"), out_of=5, weight=2)
RANKING = Ranking([PREFERENCE, Preference("women", Declares("woman"), points=1)], [SCORED], ties=["women"])
QUOTA = Quota("moroccan", FromCountry("MA", by="nationality"), title=Text(en="From Morocco"), at_least=1, at_most=8)
SCORE = Score("a-017", "motivation", points=4, by="first reader")
EDITION = Edition(
    "workshops.example.org",
    "2020",
    title=Text(en="Workshops", fr="Ateliers"),
    label="2020-2021",
    partners=[PARTNER, Partner("cmi", "Center")],
    sessions=[SESSION, WIDE_SESSION, TIMED_SESSION],
    call=CALL,
    eligibility=RULE,
    levels=[READING],
    groups=[PRACTITIONERS, Group("UfM", ["MA", "TN"])],
    languages=["fr"],
    capacity=25,
    ranking=RANKING,
    quotas=[QUOTA],
    milestones=[MILESTONE, Milestone("letter", "Letter", relative=OFFSET)],
    wording="three sessions",
    sources=["the page"],
)
PROGRAMME = Programme(
    "workshops.example.org",
    Text(en="Workshops"),
    editions=[EDITION],
    audience=["urban planners"],
    wording="three a year",
    sources=["the page"],
)
EXTENSION = Extension("applications", Limit.on("2020-02-20", zone="UTC"), granted_by="the officer", reason="a strike")
SKILL = LanguageSkill("fr", "C1", standing="evidenced")
COMMITMENT = Commitment("bologna-2020", to=SESSION.when, places=["bologna"], mode="in person")
STATEMENT = Statement("letter", standing="evidenced")
EVIDENCE = Evidence("nationalities", standing="evidenced", source="passport")
EVIDENCED = ("birth_date", "roles", "sectors", "experience_years", "education", "members")
APPLICANT = Applicant(
    "a-017",
    "Amina B.",
    email="a@example.org",
    birth_date="1985-06-30",
    languages=[SKILL],
    commitments=[COMMITMENT, Commitment("wide", to="2020-12"), Commitment("timed", to=TIMED_SESSION.when)],
    applied_at=datetime(2020, 2, 16, 22, 30, tzinfo=UTC),
    extensions=[EXTENSION],
    roles=["Urban planner"],
    sectors=["local government"],
    nationalities=["MA"],
    residence="FR",
    works_in_countries=["TN"],
    experience_years=5,
    education="master",
    statements=[STATEMENT],
    members=[Applicant("m-1", languages=[SKILL]), Applicant("m-2")],
    evidence=[EVIDENCE, *(Evidence(fact, standing="evidenced") for fact in EVIDENCED)],
)

OTHER: dict[type[Any], dict[str, Any]] = {
    City: {
        "id": "modena",
        "name": Text(en="Modena"),
        "country": "SM",
        "time_zone": "Africa/Tunis",
        "coordinates": (44.6, 10.9),
    },
    Area: {"id": "bologna", "name": Text(en="Levant"), "country": "LB"},
    Partner: {
        "id": "cmi",
        "name": Text(en="Other"),
        "acronym": "X",
        "roles": ["host"],
        "url": "https://example.org/x",
    },
    Earlier: {
        "step": "moved online",
        "announced": datetime(2020, 3, 3, tzinfo=UTC),
        "reason": Text("a strike"),
        "when": "2020-04",
        "dates_confirmed": True,
        "places": [CITY],
        "one_of_places": True,
        "place_confirmed": True,
        "mode": "hybrid",
        "state": "cancelled",
        "length": 2,
        "time_zone": "Africa/Tunis",
        "parts": [],
    },
    Part: {
        "id": "part-1",
        "title": Text(en="Welcome"),
        "when": "2020-10-05T10:00/2020-10-05T17:00",
        "places": [AREA],
    },
    Session: {
        "id": "bologna-2021",
        "title": Text(en="Bologna and around"),
        "when": "2020-10-05T10:00/2020-10-06T17:00",
        "dates_confirmed": False,
        "places": [AREA],
        "one_of_places": True,
        "place_confirmed": True,
        "mode": "hybrid",
        "attendance": "optional",
        "choice": "spring",
        "length": 2,
        "time_zone": "Africa/Tunis",
        "wording": "October",
        "sources": ["a mail"],
        "earlier": [],
        "state": "held",
        "parts": [PART],
    },
    Limit: {"when": "2020-01-30", "zones": ["Africa/Casablanca"], "fold": 1, "exclusive": True},
    Amendment: {
        "kind": "brought forward",
        "when": "2020-02-15",
        "zones": ["Africa/Casablanca"],
        "fold": 1,
        "exclusive": True,
        "announced": datetime(2020, 1, 30, tzinfo=UTC),
        "reason": Text("holidays"),
    },
    Deadline: {
        "id": "round-1",
        "limit": Limit.on("2020-01-30", zone="Europe/Paris"),
        "wording": "30 January",
        "sources": ["a poster"],
        "amendments": [],
        "opens": "2019-12-01",
        "grace_minutes": 60,
    },
    Declaration: {
        "state": "open",
        "announced": datetime(2020, 10, 1, tzinfo=UTC),
        "wording": "closed early",
    },
    Call: {
        "deadlines": [DEADLINE],
        "opens": None,
        "rolling": True,
        "declared": [],
        "forms": Text(en="https://example.org/other", fr="https://example.org/fr"),
        "wording": "apply soon",
        "sources": ["a poster"],
    },
    LevelReading: {"words": "very good", "level": "C2", "note": Text(en="their reading")},
    Speaks: {"language": "ar", "level": "C2", "standing": "assessed"},
    AppliedInTime: {"deadline": None},
    AllOf: {"of": [SPEAKS]},
    AnyOf: {"of": [IN_TIME]},
    AtLeast: {"n": 2, "of": [Speaks("en")]},
    Not: {"of": Speaks("es")},
    Attends: {"sessions": ["wide"], "at_least": 2},
    WorksAs: {"of": ["mayor"], "standing": "assessed"},
    WorksIn: {"of": ["transport"], "standing": "assessed"},
    FromCountry: {"of": ["FR"], "by": "residence", "standing": "assessed"},
    OfAge: {
        "at_least": 20,
        "over": 20,
        "at_most": 50,
        "under": 30,
        "on": "submission",
        "deadline": None,
        "standing": "assessed",
    },
    HasExperience: {"at_least": 6, "over": 4, "at_most": 5, "under": 5, "standing": "assessed"},
    HasEducation: {"level": "doctoral", "standing": "assessed"},
    Declares: {"name": "visa", "standing": "assessed"},
    HasMembers: {"at_least": 3, "over": 2, "at_most": 2, "under": 4, "standing": "assessed"},
    MembersMeet: {"of": Speaks("ar"), "at_least": 2},
    Group: {"name": "practitioner", "members": ["mayor"], "title": Text(en="Practitioners")},
    Statement: {"name": "visa", "holds": False, "standing": "assessed"},
    Evidence: {"fact": "residence", "standing": "assessed", "source": "letter"},
    Milestone: {
        "id": "letter",
        "title": Text(en="Letter"),
        "when": "2020-04",
        "relative": Offset(-30),
        "wording": "in April",
        "sources": ["a poster"],
    },
    Edition: {
        "programme": "other.example.org",
        "id": "2021",
        "title": Text(en="Workshops again"),
        "label": "2020",
        "partners": [],
        "sessions": [SESSION, WIDE_SESSION],
        "more_sessions": True,
        "call": None,
        "eligibility": None,
        "levels": [attrs.evolve(READING, level="C2")],
        "groups": [attrs.evolve(PRACTITIONERS, members=["mayor"]), Group("UfM", ["MA", "TN"])],
        "languages": ["ar"],
        "capacity": 24,
        "ranking": None,
        "quotas": [],
        "milestones": [],
        "wording": "two sessions",
        "sources": ["a poster"],
    },
    Preference: {
        "id": "regional",
        "rule": WorksIn("transport"),
        "points": 3,
        "title": Text(en="Works for a city"),
    },
    ScoredCriterion: {"id": "project", "title": Text(en="Project"), "out_of": 10, "weight": 1},
    Ranking: {"preferences": [RANKING.preferences[1]], "criteria": [], "ties": ["applied_at"]},
    Score: {"applicant": "a-018", "criterion": "women", "points": 3, "by": "second reader"},
    Quota: {
        "id": "maghreb",
        "rule": FromCountry("TN", by="nationality"),
        "title": Text(en="Moroccans"),
        "at_least": 2,
        "at_most": 9,
    },
    Programme: {
        "id": "other.example.org",
        "title": Text(en="Other"),
        "editions": [],
        "audience": ["mayors"],
        "wording": "two a year",
        "sources": ["a poster"],
    },
    LanguageSkill: {"language": "it", "level": "B2", "standing": "declared"},
    Commitment: {"session": "wide-2", "to": "2020-11", "places": ["modena"], "mode": "online", "attends": False},
    Applicant: {
        "id": "a-018",
        "languages": None,
        "commitments": None,
        "applied_at": datetime(2020, 3, 1, tzinfo=UTC),
        "extensions": [],
        "birth_date": "1990-01-01",
        "roles": None,
        "sectors": None,
        "nationalities": None,
        "residence": "TN",
        "works_in_countries": ["FR"],
        "experience_years": 2,
        "education": None,
        "statements": None,
        "members": None,
        "evidence": [],
    },
    Extension: {
        "deadline": "second",
        "until": Limit.on("2020-04-01", zone="UTC"),
        "granted_by": "the director",
        "reason": Text("illness"),
    },
    Offset: {"days": -60, "session": None, "edge": "end"},
    Length: {"least": 4, "most": 6, "throughout": True},
}
"""For each class, another value for each of its fields."""

PERSONAL = {"name", "email"}
"""Of these no output may tell; that is a promise of its own."""


def ranked(screening: mw.Screening, score: Score) -> object:
    """Rank one applicant alone, or tell why that is refused."""
    try:
        return mw.rank([screening], [score])
    except InvalidValue as e:
        return str(e)


def outputs(programme: Programme, applicant: Applicant, score: Score = SCORE) -> list[object]:
    """Collect every answer and every output but the documents."""
    found: list[object] = [mw.words.programme(programme, "en")]
    publication = mw.calendars.publish(programme, at=AT)
    found += [mw.words.changes(publication, "en"), [entry.uid for entry in publication.entries]]
    for language in ("en", "fr"):
        if publication.entries:
            found.append(mw.calendars.to_ical(publication, language=language))
    for edition in programme.editions:
        found.append(mw.words.edition(edition, "en", at=LATER))
        screening = mw.screen(applicant, edition)
        found += [
            screening.applicant.id,
            screening.outcome,
            screening.findings,
            screening.missing,
            mw.words.explain(screening, "en"),
            ranked(screening, score),
            mw.tally([screening]),
        ]
        if edition.call:
            found += [edition.call.state(at) for at in INSTANTS]
            found += [deadline.closes_between() for deadline in edition.call.deadlines]
            found += [deadline.as_known(at).passed(at) for deadline in edition.call.deadlines for at in INSTANTS]
    return found


@cache
def unchanged() -> list[object]:
    return outputs(PROGRAMME, APPLICANT)


def replaced(value: Any, old: object, new: object) -> Any:
    """Build a value anew with every occurrence of one value inside replaced by another."""
    if value == old and type(value) is type(old):
        return new
    if isinstance(value, tuple):
        return tuple(replaced(element, old, new) for element in value)
    if isinstance(value, Combination):
        fields = {a.name: replaced(getattr(value, a.name), old, new) for a in attrs.fields(type(value))}
        return type(value).made(**fields)
    if attrs.has(type(value)) and not isinstance(value, Text | mw.When):
        changes = {
            attribute.alias: replaced(getattr(value, attribute.name), old, new)
            for attribute in attrs.fields(type(value))
        }
        return type(value)(**changes)
    return value


BASES: dict[type[Any], Any] = {
    type(value): value
    for value in (
        ATTENDS,
        WORKS_AS,
        WORKS_IN,
        FROM,
        AGED,
        EXPERIENCE,
        EDUCATION,
        DECLARES,
        TEAM,
        MEET,
        RULE.of[-1],
        PRACTITIONERS,
        STATEMENT,
        EVIDENCE,
        CITY,
        AREA,
        PARTNER,
        EARLIER,
        PART,
        SESSION,
        AMENDMENT,
        DEADLINE,
        CALL.declared[0],
        CALL,
        READING,
        SPEAKS,
        IN_TIME,
        RULE,
        RULE.of[2],
        Not(Speaks("it")),
        MILESTONE,
        PREFERENCE,
        SCORED,
        RANKING,
        SCORE,
        QUOTA,
        EDITION,
        PROGRAMME,
        SKILL,
        COMMITMENT,
        APPLICANT,
        EXTENSION,
        LENGTH,
        OFFSET,
    )
} | {Limit: DEADLINE.limit}


def base_for(kind: type[Any], name: str) -> Any:
    """Choose a value of which the field can be changed alone."""
    if (kind, name) == (Limit, "fold"):
        return TWICE.limit
    if (kind, name) == (Part, "id"):
        return SESSION.parts[1]  # which is named by it
    if (kind, name) == (Session, "one_of_places"):
        return WIDE_SESSION
    if name in ("over", "at_most") and kind is not Quota:
        return {OfAge: UP_TO, HasExperience: SENIOR, HasMembers: CROWD}[kind]
    return BASES[kind]


CASES = [(kind, name) for kind, others in OTHER.items() for name in others]


REFUSED = {
    "Area.id",  # the id of another place of the session
    "Partner.id",  # the id of another partner
    "Milestone.id",  # the id of another milestone
    "Milestone.relative",  # it has a date
    "Amendment.kind",  # an extension that is not later
    "Amendment.fold",  # an hour that does not come twice
    "Length.throughout",  # days are given
    "Deadline.id",  # a rule names it
    "Session.id",  # so it does here
    "LevelReading.words",  # a rule uses them
    "Edition.call",  # a rule names its deadline
    "Edition.programme",  # the programme around it is another
    "Programme.id",  # so are its editions'
}
"""Fields that cannot be changed alone, because another contradicts them: the refusal is the answer."""


@pytest.mark.parametrize(("kind", "name"), CASES, ids=[f"{kind.__name__}.{name}" for kind, name in CASES])
def test_a_field_changed_alone_changes_an_answer_or_an_output(kind: type[Any], name: str) -> None:
    old, other = base_for(kind, name), OTHER[kind][name]
    try:
        if issubclass(kind, Combination):
            new = kind.made(**{a.name: getattr(old, a.name) for a in attrs.fields(kind)} | {name: other})
        else:
            new = attrs.evolve(old, **{name: other})
        programme = replaced(PROGRAMME, old, new)
        applicant = replaced(APPLICANT, old, new)
        score = replaced(SCORE, old, new)
    except InvalidValue:
        assert f"{kind.__name__}.{name}" in REFUSED
        return
    assert f"{kind.__name__}.{name}" not in REFUSED
    assert outputs(programme, applicant, score) != unchanged()


def test_every_stored_field_is_among_the_cases() -> None:
    for kind, others in OTHER.items():
        names = {attribute.name for attribute in attrs.fields(kind)}
        assert names - (PERSONAL if kind is Applicant else set()) <= others.keys()


@pytest.mark.parametrize("name", sorted(PERSONAL))
def test_personal_data_changes_no_output(name: str) -> None:
    other: Any = {"name": "Bilal C.", "email": "b@example.org"}[name]
    assert outputs(PROGRAMME, attrs.evolve(APPLICANT, **{name: other})) == unchanged()
    for output in unchanged():
        assert "Amina" not in repr(output)


def test_a_birth_date_is_told_as_an_age_alone() -> None:
    told = repr(unchanged())
    assert "('age', 34)" in told
    assert "1985" not in told
