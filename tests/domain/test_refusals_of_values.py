"""What is refused of ids, texts, lists, places and instants: the exact words, and what the error keeps of what came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from metroworkshops import (
    City,
    Edition,
    Evidence,
    Group,
    InvalidValue,
    LevelReading,
    Milestone,
    Offset,
    Partner,
    Session,
    Speaks,
    Text,
)

ODD: Any = 7
TRUE: Any = True
TEXT: Any = "abc"
NOTHING: Any = None
BYTES: Any = b"abc"
DAY: Any = date(2020, 3, 2)
SPEAKS: Any = Speaks("fr")
ID = "workshops.example.org"
AT, LATER = datetime(2020, 3, 2, tzinfo=UTC), datetime(2020, 9, 1, tzinfo=UTC)
NAIVE = datetime(2020, 3, 2)
EARLY = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
LATE = datetime(9999, 12, 31, 20, tzinfo=timezone(timedelta(hours=-12)))
BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
SESSION = Session("s", "S", when="2020-03", places=[BOLOGNA])
AN_ID = "an id must be 1 to 200 visible characters without spaces such as 'bologna-2020', got "


REFUSALS: dict[str, tuple[Callable[[], object], str, object, str]] = {
    # What all values share.
    "id that is empty": (lambda: Session("", "S"), f"{AN_ID}''", "", ""),
    "id with a space": (lambda: Session("a b", "S"), f"{AN_ID}'a b'", "a b", ""),
    "id with a line break": (lambda: Session("a\nb", "S"), f"{AN_ID}'a\\nb'", "a\nb", ""),
    "id of 201 characters": (
        lambda: Session("x" * 201, "S"),
        f"{AN_ID}'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'",
        "x" * 201,
        "",
    ),
    "id that is no text": (lambda: Session(ODD, "S"), f"{AN_ID}7", ODD, ""),
    "flag that is a number": (lambda: Session("s", "S", dates_confirmed=ODD), "must be True or False, got 7", ODD, ""),
    "flag that is nothing": (
        lambda: Session("s", "S", dates_confirmed=NOTHING),
        "must be True or False, got None",
        None,
        "",
    ),
    "member that is none": (
        lambda: Session("s", "S", mode="by post"),
        "'mode' must be one of 'in person', 'online', 'hybrid', 'unknown', got 'by post'",
        "by post",
        "",
    ),
    "attendance that is none": (
        lambda: Session("s", "S", attendance=ODD),
        "'attendance' must be one of 'required', 'optional', got 7",
        ODD,
        "",
    ),
    "state that is none": (
        lambda: Session("s", "S", state="lost"),
        "'state' must be one of 'planned', 'postponed', 'cancelled', 'held', got 'lost'",
        "lost",
        "",
    ),
    "list that is text": (
        lambda: Edition(ID, "2020", partners=TEXT),
        "must be a list such as [Partner(...)], got 'abc'",
        TEXT,
        "",
    ),
    "list that is bytes": (
        lambda: Edition(ID, "2020", sessions=BYTES),
        "must be a list such as [Session(...)], got b'abc'",
        BYTES,
        "",
    ),
    "list that is a number": (
        lambda: Edition(ID, "2020", milestones=ODD),
        "must be a list such as [Milestone(...)], got 7",
        ODD,
        "",
    ),
    "element of another kind": (
        lambda: Edition(ID, "2020", sessions=[SESSION, ODD]),
        "must be a Session such as Session(...), got 7",
        ODD,
        "[1]",
    ),
    "quotas of another kind": (
        lambda: Edition(ID, "2020", quotas=[SPEAKS]),
        "must be a Quota such as Quota('local', rule, at_least=5), got Speaks(language='fr')",
        SPEAKS,
        "[0]",
    ),
    "levels of another kind": (
        lambda: Edition(ID, "2020", levels=[SPEAKS]),
        ("must be a LevelReading such as LevelReading('excellent command', 'C1'), got Speaks(language='fr')"),
        SPEAKS,
        "[0]",
    ),
    "groups of another kind": (
        lambda: Edition(ID, "2020", groups=[SPEAKS]),
        (
            "must be a Group such as Group('urban practitioners', ['urban planner', 'architect']), got "
            "Speaks(language='fr')"
        ),
        SPEAKS,
        "[0]",
    ),
    "milestones of another kind": (
        lambda: Edition(ID, "2020", milestones=[SPEAKS]),
        "must be a Milestone such as Milestone(...), got Speaks(language='fr')",
        SPEAKS,
        "[0]",
    ),
    "partners of another kind": (
        lambda: Edition(ID, "2020", partners=[SPEAKS]),
        "must be a Partner such as Partner(...), got Speaks(language='fr')",
        SPEAKS,
        "[0]",
    ),
    "parts of another kind": (
        lambda: Session("s", "S", parts=[SPEAKS]),
        "must be a Part such as Part('webinar-1', when='2020-09-30'), got Speaks(language='fr')",
        SPEAKS,
        "[0]",
    ),
    "history of another kind": (
        lambda: Session("s", "S", earlier=[SPEAKS]),
        "must be an Earlier such as Earlier('moved', announced), got Speaks(language='fr')",
        SPEAKS,
        "[0]",
    ),
    "sources of another kind": (
        lambda: Session("s", "S", sources=["a", ODD]),
        "must be text such as '2020 call', got 7",
        ODD,
        "[1]",
    ),
    "sources of which one is empty": (
        lambda: Session("s", "S", sources=["a", ""]),
        "must be text that is not empty such as 'Bologna', got ''",
        "",
        "",
    ),
    "wording that is empty": (
        lambda: Session("s", "S", wording=" "),
        "must be text that is not empty such as 'Bologna', got ' '",
        " ",
        "",
    ),
    "wording that is no text": (
        lambda: Session("s", "S", wording=ODD),
        "must be text that is not empty such as 'Bologna', got 7",
        ODD,
        "",
    ),
    "wording that no file can hold": (
        lambda: Session("s", "S", wording="\ud800"),
        "must be text that is not empty such as 'Bologna', got '\\ud800'",
        "\ud800",
        "",
    ),
    "address of another kind": (
        lambda: Partner("p", "P", url="ftp://example.org"),
        "must be a web address such as 'https://example.org/call', got 'ftp://example.org'",
        "ftp://example.org",
        "",
    ),
    "address without a host": (
        lambda: Partner("p", "P", url="https:///"),
        "must be a web address such as 'https://example.org/call', got 'https:///'",
        "https:///",
        "",
    ),
    "address without a scheme": (
        lambda: Partner("p", "P", url="example.org"),
        "must be a web address such as 'https://example.org/call', got 'example.org'",
        "example.org",
        "",
    ),
    "address with a space": (
        lambda: Partner("p", "P", url="https://example.org/a b"),
        "must be a web address such as 'https://example.org/call', got 'https://example.org/a b'",
        "https://example.org/a b",
        "",
    ),
    "address with a line break": (
        lambda: Partner("p", "P", url="https://example.org/\n"),
        "must be a web address such as 'https://example.org/call', got 'https://example.org/\\n'",
        "https://example.org/\n",
        "",
    ),
    "address that is no text": (
        lambda: Partner("p", "P", url=ODD),
        "must be a web address such as 'https://example.org/call', got 7",
        ODD,
        "",
    ),
    "instant that is a day": (
        lambda: SESSION.cancelled(announced=DAY),
        ("must be an instant such as datetime(2020, 1, 31, 12, 0, tzinfo=UTC), got datetime.date(2020, 3, 2)"),
        DAY,
        "",
    ),
    "instant without a zone": (
        lambda: SESSION.cancelled(announced=NAIVE),
        (
            "must have a time zone such as datetime(2020, 1, 31, 12, 0, tzinfo=UTC): nothing is assumed for "
            "it; got datetime.datetime(2020, 3, 2, 0, 0)"
        ),
        NAIVE,
        "",
    ),
    "instant before the year 1": (
        lambda: SESSION.cancelled(announced=EARLY),
        (
            "must be an instant of the years 1 to 9999 in UTC, got datetime.datetime(1, 1, 1, 0, 0, "
            "tzinf...one(datetime.timedelta(seconds=50400)))"
        ),
        EARLY,
        "",
    ),
    "instant after the year 9999": (
        lambda: SESSION.cancelled(announced=LATE),
        (
            "must be an instant of the years 1 to 9999 in UTC, got datetime.datetime(9999, 12, 31, 20, "
            "0,...ime.timedelta(days=-1, seconds=43200)))"
        ),
        LATE,
        "",
    ),
    # Text.
    "text that is a number": (lambda: Session("s", ODD), "must be text such as Text(en='Bologna'), got 7", ODD, ""),
    "text of nothing": (
        lambda: Session("s", {}),
        "must hold text in one language or more such as Text(en='Bologna'), got nothing",
        {},
        "",
    ),
    "text in no tag": (
        lambda: Text(),
        "must hold text in one language or more such as Text(en='Bologna'), got nothing",
        None,
        "",
    ),
    "text in one language twice": (
        lambda: Text({"EN": "a"}, en="b"),
        "each language must be given once, got 'en' again",
        "en",
        "en",
    ),
    "text that is empty": (
        lambda: Text(fr="Bologne", en=" "),
        "must be text that is not empty such as 'Bologna', got ' '",
        " ",
        "en",
    ),
    "text in no such language": (
        lambda: Text(english="Bologna"),
        "must be a BCP 47 language tag such as 'fr' or 'ar-TN', got 'english'",
        "english",
        "",
    ),
    "text whose original is not there": (
        lambda: Text(fr="Bologne", en="Bologna", original="it"),
        "'original' must be one of the languages given such as 'fr', got 'it'",
        "it",
        "original",
    ),
    "text whose original is no tag": (
        lambda: Text(fr="Bologne", original="french"),
        "must be a BCP 47 language tag such as 'fr' or 'ar-TN', got 'french'",
        "french",
        "",
    ),
    "languages that are text": (
        lambda: Edition(ID, "2020", languages="fr"),
        "must be a list such as ['fr', 'ar'], got 'fr'",
        "fr",
        "",
    ),
    "languages that are a number": (
        lambda: Edition(ID, "2020", languages=ODD),
        "must be a list such as ['fr', 'ar'], got 7",
        ODD,
        "",
    ),
    "language twice": (
        lambda: Edition(ID, "2020", languages=["fr", "FR"]),
        "each language must be given once such as ['fr', 'ar'], got ['fr', 'fr']",
        ["fr", "FR"],
        "",
    ),
    "language that is none": (
        lambda: Edition(ID, "2020", languages=["fr", "french"]),
        "must be a BCP 47 language tag such as 'fr' or 'ar-TN', got 'french'",
        "french",
        "",
    ),
    # Groups, levels, partners.
    "term twice": (
        lambda: Group("g", ["urban planner", "Urban  planner"]),
        "each term must be given once, got 'Urban  planner' again",
        "Urban  planner",
        "[1]",
    ),
    "term that is empty": (
        lambda: Group("g", ["urban planner", ""]),
        "must be text that is not empty such as 'Bologna', got ''",
        "",
        "",
    ),
    "terms of another kind": (lambda: Group("g", ODD), "must be a list such as ['urban planner'], got 7", ODD, ""),
    "members of a group, none": (
        lambda: Group("g", []),
        "a group must have members such as ['MA', 'TN'], got none",
        [],
        "",
    ),
    "level that is none": (
        lambda: LevelReading("good", "C3"),
        "'level' must be a CEFR level such as 'C1' (A1 to C2), got 'C3'",
        "C3",
        "",
    ),
    "standing that is none": (
        lambda: Evidence("birth_date", standing="sworn"),
        "'standing' must be one of 'declared', 'evidenced', 'assessed', got 'sworn'",
        "sworn",
        "",
    ),
    # Milestones.
    "offset of too many days": (
        lambda: Offset(3661),
        ("'days' must be a whole number of days from -3660 to 3660, before when negative, such as -30; got 3661"),
        3661,
        "",
    ),
    "offset of too many days before": (
        lambda: Offset(-3661),
        ("'days' must be a whole number of days from -3660 to 3660, before when negative, such as -30; got -3661"),
        -3661,
        "",
    ),
    "offset that is true": (
        lambda: Offset(TRUE),
        ("'days' must be a whole number of days from -3660 to 3660, before when negative, such as -30; got True"),
        TRUE,
        "",
    ),
    "offset that is text": (
        lambda: Offset(TEXT),
        ("'days' must be a whole number of days from -3660 to 3660, before when negative, such as -30; got 'abc'"),
        TEXT,
        "",
    ),
    "offset from no edge": (
        lambda: Offset(1, edge="middle"),
        "'edge' must be one of 'start', 'end', got 'middle'",
        "middle",
        "",
    ),
    "offset from no session": (lambda: Offset(1, "a b"), f"{AN_ID}'a b'", "a b", ""),
    "relative of another kind": (
        lambda: Milestone("m", "M", relative=ODD),
        "'relative' must be an Offset such as Offset(-30), got 7",
        ODD,
        "",
    ),
    "milestone on a date and counted": (
        lambda: Milestone("m", "M", when="2020-03", relative=Offset(-30)),
        ("a milestone must be on a date or counted from a session, not both; got '2020-03' and Offset(days=-30)"),
        Offset(-30),
        "relative",
    ),
    # Places.
    "places that are text": (
        lambda: Session("s", "S", places=TEXT),
        "'places' must be a list such as [City(...)], got 'abc'",
        TEXT,
        "",
    ),
    "places that are bytes": (
        lambda: Session("s", "S", places=BYTES),
        "'places' must be a list such as [City(...)], got b'abc'",
        BYTES,
        "",
    ),
    "places that are a number": (
        lambda: Session("s", "S", places=ODD),
        "'places' must be a list such as [City(...)], got 7",
        ODD,
        "",
    ),
    "place of another kind": (
        lambda: Session("s", "S", places=[BOLOGNA, ODD]),
        "must be a City or an Area, got 7",
        ODD,
        "[1]",
    ),
    "place twice": (
        lambda: Session("s", "S", places=[BOLOGNA, BOLOGNA]),
        "every id in 'places' must be given once, got 'bologna' again",
        "bologna",
        "places[1].id",
    ),
}


@pytest.mark.parametrize(("make", "message", "value", "where"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_says_what_must_hold_and_keeps_what_came(
    make: Callable[[], object], message: str, value: object, where: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        make()
    assert (caught.value.message, caught.value.value, caught.value.where) == (message, value, where)
