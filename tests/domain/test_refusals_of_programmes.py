"""What is refused of programmes and their editions, and what is not found in them: the exact words, and what came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from metroworkshops import (
    City,
    Deadline,
    Declares,
    Edition,
    Group,
    InvalidValue,
    LevelReading,
    Milestone,
    NotFound,
    Offset,
    Part,
    Partner,
    Preference,
    Programme,
    Quota,
    Ranking,
    Session,
    Speaks,
    Text,
)

ODD: Any = 7
TRUE: Any = True
TEXT: Any = "abc"
SPEAKS: Any = Speaks("fr")
ID = "workshops.example.org"
AT, LATER = datetime(2020, 3, 2, tzinfo=UTC), datetime(2020, 9, 1, tzinfo=UTC)
BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
MODENA = attrs.evolve(BOLOGNA, name="Modena")
TUNIS = City("tunis", "Tunis", country="TN", time_zone="Africa/Tunis")
ONE = Session("one", "One")
SESSION = Session("s", "S", when="2020-03", places=[BOLOGNA])
HELD = SESSION.held(announced=AT)
NICE = City("nice", "Nice", country="FR", time_zone="Europe/Paris")
EDITION = Edition(ID, "2020", sessions=[SESSION, Session("other", "O", places=[NICE])])
PROGRAMME = Programme(ID, "W", editions=[EDITION, Edition(ID, "2021")])
OWNER = (
    "a programme's id must be a domain name in small letters or a URI that the organiser controls, such as "
    "'workshops.example.org', got "
)
RULE = "must be an eligibility rule such as Speaks('fr', 'C1'), got "


REFUSALS: dict[str, tuple[Callable[[], object], str, object, str]] = {
    # Editions.
    "programme that is no domain name": (
        lambda: Edition("Example.org", "2020"),
        f"{OWNER}'Example.org'",
        "Example.org",
        "",
    ),
    "programme of one word": (lambda: Edition("example", "2020"), f"{OWNER}'example'", "example", ""),
    "programme of 201 characters": (
        lambda: Edition("x:" + "y" * 199, "2020"),
        f"{OWNER}'x:yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'",
        "x:" + "y" * 199,
        "",
    ),
    "programme that is no text": (lambda: Edition(ODD, "2020"), f"{OWNER}7", ODD, ""),
    "call of another kind": (
        lambda: Edition(ID, "2020", call=ODD),
        "'call' must be a Call such as Call(deadlines=[...]), got 7",
        ODD,
        "",
    ),
    "criteria of another kind": (lambda: Edition(ID, "2020", eligibility=ODD), f"{RULE}7", ODD, ""),
    "ranking of another kind": (
        lambda: Edition(ID, "2020", ranking=ODD),
        "'ranking' must be a Ranking such as Ranking([Preference(...)]), got 7",
        ODD,
        "",
    ),
    "capacity of 0": (
        lambda: Edition(ID, "2020", capacity=0),
        "'capacity' must be a whole number of 1 or more such as 25, got 0",
        0,
        "",
    ),
    "capacity that is true": (
        lambda: Edition(ID, "2020", capacity=TRUE),
        "'capacity' must be a whole number of 1 or more such as 25, got True",
        TRUE,
        "",
    ),
    "capacity that is text": (
        lambda: Edition(ID, "2020", capacity=TEXT),
        "'capacity' must be a whole number of 1 or more such as 25, got 'abc'",
        TEXT,
        "",
    ),
    "capacity of too many": (
        lambda: Edition(ID, "2020", capacity=2**31),
        "'capacity' must be less than 2147483648 such as 25, got 2147483648",
        2**31,
        "",
    ),
    "words read twice": (
        lambda: Edition(ID, "2020", levels=[LevelReading("good", "C1"), LevelReading("good", "B2")]),
        "each words must be read once, got 'good' again",
        "good",
        "[1].words",
    ),
    "group twice": (
        lambda: Edition(ID, "2020", groups=[Group("UfM", ["MA"]), Group("ufm", ["TN"])]),
        "each group must be named once, got 'ufm' again",
        "ufm",
        "groups[1].name",
    ),
    "partner twice": (
        lambda: Edition(ID, "2020", partners=[Partner("p", "P"), Partner("p", "P")]),
        "every id in 'partners' must be given once, got 'p' again",
        "p",
        "partners[1].id",
    ),
    "session twice": (
        lambda: Edition(ID, "2020", sessions=[SESSION, SESSION]),
        "every id in 'sessions' must be given once, got 's' again",
        "s",
        "sessions[1].id",
    ),
    "milestone twice": (
        lambda: Edition(ID, "2020", milestones=[Milestone("m", "M"), Milestone("m", "M")]),
        "every id in 'milestones' must be given once, got 'm' again",
        "m",
        "milestones[1].id",
    ),
    "quota twice": (
        lambda: Edition(ID, "2020", quotas=[Quota("q", Speaks("fr"), at_least=1)] * 2),
        "every id in 'quotas' must be given once, got 'q' again",
        "q",
        "quotas[1].id",
    ),
    "place that differs": (
        lambda: Edition(ID, "2020", sessions=[SESSION, Session("t", "T", places=[TUNIS, MODENA])]),
        "the place 'bologna' must be the same wherever it is named, got one that differs",
        MODENA,
        "sessions[1].places[1]",
    ),
    "place of a part that differs": (
        lambda: Edition(ID, "2020", sessions=[SESSION, Session("t", "T", parts=[Part("p", places=[MODENA])])]),
        "the place 'bologna' must be the same wherever it is named, got one that differs",
        MODENA,
        "sessions[1].parts[0].places[0]",
    ),
    "place of the past that differs": (
        lambda: Edition(
            ID, "2020", sessions=[SESSION, Session("t", "T", places=[MODENA]).moved_to(places=[TUNIS], announced=AT)]
        ),
        "the place 'bologna' must be the same wherever it is named, got one that differs",
        MODENA,
        "sessions[1].earlier[0].places[0]",
    ),
    "place of a part of the past that differs": (
        lambda: Edition(
            ID,
            "2020",
            sessions=[SESSION, Session("t", "T", parts=[Part("p", places=[MODENA])]).moved_to("2020-05", announced=AT)],
        ),
        "the place 'bologna' must be the same wherever it is named, got one that differs",
        MODENA,
        "sessions[1].earlier[0].parts[0].places[0]",
    ),
    "quota of more than there are places": (
        lambda: Edition(
            ID, "2020", quotas=[Quota("p", Speaks("ar"), at_most=1), Quota("q", Speaks("fr"), at_least=26)], capacity=25
        ),
        "'at_least' must not be more than the capacity, 25; got 26",
        26,
        "quotas[1].at_least",
    ),
    "criteria with words that nobody reads": (
        lambda: Edition(ID, "2020", eligibility=Speaks("fr", "good")),
        (
            "'level' must be a CEFR level such as 'C1', or words that the edition's own 'levels' read as one "
            "(it reads none); got 'good'"
        ),
        "good",
        "eligibility.level",
    ),
    "preference with words that nobody reads": (
        lambda: Edition(ID, "2020", ranking=Ranking([Preference("p", Speaks("fr", "good"), points=1)])),
        (
            "'level' must be a CEFR level such as 'C1', or words that the edition's own 'levels' read as one "
            "(it reads none); got 'good'"
        ),
        "good",
        "ranking.preferences[0].rule.level",
    ),
    "quota with words that nobody reads": (
        lambda: Edition(ID, "2020", quotas=[Quota("q", ~Speaks("fr", "good"), at_least=1)]),
        (
            "'level' must be a CEFR level such as 'C1', or words that the edition's own 'levels' read as one "
            "(it reads none); got 'good'"
        ),
        "good",
        "quotas[0].rule.of.level",
    ),
    "criteria that nobody meets": (
        lambda: Edition(ID, "2020", eligibility=Declares("x") & ~Declares("x")),
        (
            "'eligibility' must be a rule that somebody can meet, got AllOf(Declares(name='x'), "
            "Not(Declares(name='x'))), which never holds"
        ),
        Declares("x") & ~Declares("x"),
        "eligibility",
    ),
    "milestone counted from no session": (
        lambda: Edition(
            ID,
            "2020",
            sessions=[SESSION, ONE],
            milestones=[Milestone("m", "M"), Milestone("n", "N", relative=Offset(1, "t"))],
        ),
        "a milestone must be counted from one of the sessions (s, one), got 't'",
        "t",
        "milestones[1].relative.session",
    ),
    "milestone counted where there are none": (
        lambda: Edition(ID, "2020", milestones=[Milestone("n", "N", relative=Offset(1, "t"))]),
        "a milestone must be counted from one of the sessions (none), got 't'",
        "t",
        "milestones[0].relative.session",
    ),
    "replacing by another kind": (
        lambda: EDITION.replacing(ODD),
        "must be a Session, a Deadline, a City or an Area, got 7",
        ODD,
        "",
    ),
    "replacing a history": (
        lambda: Edition(ID, "2020", sessions=[HELD]).replacing(SESSION),
        "'earlier' is append-only: it must begin with the 1 that session 's' has, got 0 others",
        SESSION,
        "",
    ),
    # Programmes.
    "audience that is text": (
        lambda: Programme(ID, "W", audience=TEXT),
        "'audience' must be a list such as ['urban practitioners'], got 'abc'",
        TEXT,
        "",
    ),
    "audience that is a number": (
        lambda: Programme(ID, "W", audience=ODD),
        "'audience' must be a list such as ['urban practitioners'], got 7",
        ODD,
        "",
    ),
    "editions of another kind": (
        lambda: Programme(ID, "W", editions=[SPEAKS]),
        "must be an Edition such as Edition(...), got Speaks(language='fr')",
        SPEAKS,
        "[0]",
    ),
    "edition of another programme": (
        lambda: Programme(ID, "W", editions=[EDITION, Edition("other.example.org", "2021")]),
        "an edition's programme must be 'workshops.example.org', got 'other.example.org'",
        "other.example.org",
        "editions[1].programme",
    ),
    "edition twice": (
        lambda: Programme(ID, "W", editions=[Edition(ID, "2020"), Edition(ID, "2020")]),
        "every id in 'editions' must be given once, got '2020' again",
        "2020",
        "editions[1].id",
    ),
    "session that differs in two editions": (
        lambda: Programme(ID, "W", editions=[EDITION, Edition(ID, "2021", sessions=[Session("t", "T"), HELD])]),
        "the session 's' must be equal in all its editions: it differs from that of edition '2020'",
        HELD,
        "editions[1].sessions[1]",
    ),
    "partner that differs in two editions": (
        lambda: Programme(
            ID,
            "W",
            editions=[
                Edition(ID, "1", partners=[Partner("p", "P")]),
                Edition(ID, "2", partners=[Partner("q", "Q"), Partner("p", "R")]),
            ],
        ),
        ("the partner 'p' must be the same organisation in all editions (its roles may differ), got one that differs"),
        Partner(id="p", name=Text("R")),
        "editions[1].partners[1]",
    ),
    "place that differs in two editions": (
        lambda: Programme(
            ID, "W", editions=[EDITION, Edition(ID, "2", sessions=[Session("t", "T", places=[TUNIS, MODENA])])]
        ),
        "the place 'bologna' must be the same wherever it is named, got one that differs",
        MODENA,
        "editions[1].sessions[0].places[1]",
    ),
}


@pytest.mark.parametrize(("make", "message", "value", "where"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_says_what_must_hold_and_keeps_what_came(
    make: Callable[[], object], message: str, value: object, where: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        make()
    assert (caught.value.message, caught.value.value, caught.value.where) == (message, value, where)


MISSING: dict[str, tuple[Callable[[], object], str, str, tuple[str, ...]]] = {
    "session not found": (
        lambda: EDITION.session("t"),
        "no session 't' in edition '2020'; there are: s, other",
        "t",
        ("s", "other"),
    ),
    "session not found where there is none": (
        lambda: Edition(ID, "2020").session("t"),
        "no session 't' in edition '2020'; there are: none",
        "t",
        (),
    ),
    "deadline not found without a call": (
        lambda: EDITION.replacing(Deadline.on("2020-01-31")),
        "no deadline 'applications' in edition '2020', which has no call",
        "applications",
        (),
    ),
    "place not found": (
        lambda: EDITION.replacing(TUNIS),
        "no place 'tunis' in edition '2020'; there are: bologna, nice",
        "tunis",
        ("bologna", "nice"),
    ),
    "place not found where there is none": (
        lambda: Edition(ID, "2020").replacing(TUNIS),
        "no place 'tunis' in edition '2020'; there are: none",
        "tunis",
        (),
    ),
    "edition not found": (
        lambda: PROGRAMME.edition("2022"),
        "no edition '2022' in programme 'workshops.example.org'; there are: 2020, 2021",
        "2022",
        ("2020", "2021"),
    ),
    "edition not found where there is none": (
        lambda: Programme(ID, "W").edition("2021"),
        "no edition '2021' in programme 'workshops.example.org'; there are: none",
        "2021",
        (),
    ),
    "edition not replaced": (
        lambda: PROGRAMME.replacing(Edition(ID, "2022")),
        "no edition '2022' in programme 'workshops.example.org'; there are: 2020, 2021",
        "2022",
        ("2020", "2021"),
    ),
    "place not found in a programme": (
        lambda: PROGRAMME.replacing(TUNIS),
        "no place 'tunis' in programme 'workshops.example.org'; there are: bologna, nice",
        "tunis",
        ("bologna", "nice"),
    ),
    "session not found in a programme": (
        lambda: PROGRAMME.replacing(Session("t", "T")),
        "no session 't'; there are: s, other",
        "t",
        ("s", "other"),
    ),
    "place not found in an empty programme": (
        lambda: Programme(ID, "W").replacing(TUNIS),
        "no place 'tunis' in programme 'workshops.example.org'; there are: none",
        "tunis",
        (),
    ),
    "session not found in an empty programme": (
        lambda: Programme(ID, "W").replacing(Session("t", "T")),
        "no session 't'; there are: none",
        "t",
        (),
    ),
}


@pytest.mark.parametrize(("find", "message", "value", "known"), MISSING.values(), ids=MISSING)
def test_what_is_not_there_is_told_with_what_is(
    find: Callable[[], object], message: str, value: str, known: tuple[str, ...]
) -> None:
    with pytest.raises(NotFound) as caught:
        find()
    assert (str(caught.value), caught.value.value, caught.value.known) == (message, value, known)
