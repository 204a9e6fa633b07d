"""Changes in words: the mail to participants, line by line, in English and French; and what holds in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    Call,
    City,
    Deadline,
    Edition,
    Milestone,
    Mode,
    Part,
    Publication,
    Session,
    Text,
    When,
    testing,
    words,
)
from metroworkshops.words.catalogue import catalogue_for

from .test_catalogue import third_catalogue
from .test_golden import check

NOW = datetime(2020, 3, 2, tzinfo=UTC)
BOLOGNA = City("bologna", Text(en="Bologna", fr="Bologne", ar="بولونيا"), country="IT", time_zone="Europe/Rome")
BEIRUT = City("beirut", Text(en="Beirut", fr="Beyrouth", ar="بيروت"), country="LB", time_zone="Asia/Beirut")
CAIRO = City(
    "cairo", Text(en="Cairo", fr="Le Caire", ar="القاهرة", it="Il Cairo"), country="EG", time_zone="Africa/Cairo"
)
TUNIS = City("tunis", "Tunis", country="TN", time_zone="Africa/Tunis")
Subject = Session | Deadline | Milestone


def edition(subjects: Sequence[Subject]) -> Edition:
    deadlines = [one for one in subjects if isinstance(one, Deadline)]
    return Edition(
        "workshops.example.org",
        "2020",
        sessions=[one for one in subjects if isinstance(one, Session)],
        call=Call(deadlines) if deadlines else None,
        milestones=[one for one in subjects if isinstance(one, Milestone)],
    )


def published(before: Sequence[Subject], after: Sequence[Subject]) -> Publication:
    first = mw.calendars.publish(edition(before), at=NOW, milestones=True)
    return mw.calendars.publish(edition(after), previous=first, at=NOW)


def plain(text: str) -> str:
    """The sentence with ordinary spaces: CLDR sets thin and unbreakable ones."""
    return re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]", " ", text)


def told(before: Subject | None, after: Subject | None) -> tuple[str, str]:
    publication = published([before] if before else [], [after] if after else [])
    return plain(words.changes(publication, "en")), plain(words.changes(publication, "fr"))


def workshop(when: str = "2020-03", *places: City, mode: Mode = Mode.UNKNOWN, **more: object) -> Session:
    session = Session(
        "bologna", Text(en="Bologna", fr="Bologne", ar="بولونيا"), when=when, places=places or [BOLOGNA], mode=mode
    )
    return evolve(session, **more)  # type: ignore[arg-type]


def table(cases: Mapping[str, tuple[Subject | None, Subject | None]]) -> str:
    """Write the lines of each case, in English and French, to be read one under the other."""
    blocks = []
    for case, (before, after) in cases.items():
        english, french = told(before, after)
        blocks.append(f"{case}\n  {english}\n  {french}")
    return "\n\n".join(blocks)


@pytest.mark.parametrize(
    ("before", "after", "english", "french"),
    [
        ("2020-03", "2020-10", "postponed from March to October 2020", "reportée de mars à octobre 2020"),
        ("2020-10", "2021-03", "postponed from October 2020 to March 2021", "reportée d’octobre 2020 à mars 2021"),
        (
            "2020-10",
            "2020-09",
            "brought forward from October 2020 to September 2020",
            "avancée d’octobre 2020 à septembre 2020",
        ),
        (
            "2020-03-01",
            "2020-10-05",
            "postponed from March 1 to October 5, 2020",
            "reportée du 1er mars au 5 octobre 2020",
        ),
        ("2019", "2020-03", "postponed from 2019 to March 2020", "reportée de 2019 à mars 2020"),
        (
            "2020-03-09/2020-03-13",
            "2020-10-05/2020-10-09",
            "postponed from March 9 – 13 to October 5 – 9, 2020",
            "reportée ; nouvelles dates : du 5 au 9 octobre 2020 (auparavant : du 9 au 13 mars)",
        ),
        (
            "2020-10/2020-11",
            "2021-03-09/2021-03-13",
            "postponed from October – November 2020 to March 9 – 13, 2021",
            "reportée ; nouvelles dates : du 9 au 13 mars 2021 (auparavant : octobre – novembre 2020)",
        ),
        (
            "2020-03",
            "2020-03-09/2020-03-13",
            "the days are now known: March 9 – 13, 2020 (announced: March 2020)",
            "les jours sont désormais fixés : du 9 au 13 mars 2020 (annoncé : mars 2020)",
        ),
        (
            "2020-03",
            "2020-03-09",
            "the day is now known: March 9, 2020 (announced: March 2020)",
            "le jour est désormais fixé : le 9 mars 2020 (annoncé : mars 2020)",
        ),
    ],
)
def test_dates_that_move_as_people_say_it(before: str, after: str, english: str, french: str) -> None:
    assert told(workshop(before), workshop(after)) == (f"Bologna: {english}", f"Bologne : {french}")


DATES = [
    ("2020-03", "2020-10"),
    ("2020-10", "2021-03"),
    ("2020-04", "2020-08"),
    ("2020-10", "2020-03"),
    ("2020-03-09", "2020-10-05"),
    ("2020-03-01", "2020-10-01"),
    ("2020-03-09/2020-03-13", "2020-10-05/2020-10-09"),
    ("2020-10/2020-11", "2021-03-09/2021-03-13"),
    ("2020-10/2020-11", "2021-03"),
    ("2020-03/2020-04", "2020-10/2020-11"),
    ("2019", "2020-03"),
    ("2019", "2020"),
    ("2019-12-28/2020-01-02", "2020-03-01/2020-03-05"),
    ("2020-03-01/2020-03-05", "2020-10"),
    ("2020-03", "2020-03-09/2020-03-13"),
    ("2020-03", "2020-03-09"),
    ("2020", "2020-03"),
    ("2020-21", "2020-23"),
    ("2020-03", "2020-03~"),
    ("2020-03~", "2020-03"),
    ("2020-03-09", "2020-03"),
    ("2020-03", "XXXX"),
    ("XXXX", "2020-03"),
    ("2020-03/2020-04", "2020-04/2020-05"),
    ("2022-02-03", "{2022-02-03,2022-02-10}"),
    ("2020-10", "{2020-09-30,2020-10-07,2020-11-04}"),
    ("{2022-02-03,2022-02-10}", "{2022-03-03,2022-03-10..2022-03-11}"),
    ("2023-05-04", "2023-05-04T14:30/2023-05-04T18:00"),
    ("2023-05-04T14:30/2023-05-04T18:00", "2023-05-04T16:00/2023-05-04T19:00"),
    ("2023-05-04T14:30", "2023-05-11T14:30"),
    ("2023-05-04T14:30", "2023-05-04"),
    ("2023-05", "2023-05-04T14:30/2023-05-05T18:00"),
    ("2024-01-21~/2024-01-31~", "2024-03"),
    ("[2020-03,2020-04]", "2020-04"),
    ("2024-09-16/", "2024-10-16/"),
]


def test_dates_that_move() -> None:
    check("changes-dates.txt", table({f"{a} to {b}": (workshop(a), workshop(b)) for a, b in DATES}))


MARCH = workshop("2020-03")
CONFIRMED = MARCH.confirmed(announced=NOW)
POSTPONED = MARCH.postponed(
    announced=NOW, reason=Text(en="borders closed", fr="frontières fermées", ar="إغلاق الحدود", it="frontiere chiuse")
)
ONLINE = workshop("2020-10").moved_online(announced=NOW)
DAYS = ["2020-09-30", "2020-10-07", "2020-10-14", "2020-10-21", "2020-10-28", "2020-11-04"]
WEBINARS = [Part(f"webinar-{number}", when=day) for number, day in enumerate(DAYS, 1)]
SPLIT = ONLINE.moved_to(f"{{{','.join(DAYS)}}}", parts=WEBINARS, announced=NOW)
OPENING = Part("a", Text(en="Opening", fr="Ouverture", ar="الافتتاح", it="Apertura"), when="2020-10-07", places=[TUNIS])
CLOSING = Part("b", Text(en="Closing", fr="Clôture", ar="الاختتام", it="Chiusura"), when="2020-10-14")
TITLED = ONLINE.moved_to("{2020-10-07,2020-10-14}", parts=[OPENING, CLOSING], announced=NOW)
LATER = evolve(CLOSING, when="2020-10-21")
MORNING = Part(
    "m", Text(en="Morning", fr="Matinée", ar="الفترة الصباحية", it="Mattina"), when="2023-05-04T09:00/2023-05-04T12:00"
)
AFTERNOON = Part(
    "a",
    Text(en="Afternoon", fr="Après-midi", ar="فترة ما بعد الظهر", it="Pomeriggio"),
    when="2023-05-04T14:00/2023-05-04T18:00",
    places=[CAIRO],
)

SESSIONS: dict[str, tuple[Session | None, Session | None]] = {
    "postponed, with a reason": (MARCH, POSTPONED),
    "given new dates": (POSTPONED, POSTPONED.moved_to("2020-10", announced=NOW)),
    "cancelled": (MARCH, MARCH.cancelled(announced=NOW, reason="lack of funds")),
    "cancelled before it had dates": (workshop("XXXX"), workshop("XXXX").cancelled(announced=NOW)),
    "planned again": (
        MARCH.cancelled(announced=NOW),
        MARCH.cancelled(announced=NOW).moved_to("2020-10", announced=NOW),
    ),
    "held": (MARCH, MARCH.held(announced=NOW)),
    "held on days that were not announced": (MARCH, MARCH.held("2020-03-09/2020-03-13", announced=NOW)),
    "held on days that nobody states": (workshop("XXXX"), workshop("XXXX").held(announced=NOW)),
    "dates and place confirmed": (MARCH, CONFIRMED),
    "dates confirmed": (MARCH, MARCH.confirmed(announced=NOW, place=False)),
    "place confirmed": (MARCH, MARCH.confirmed(announced=NOW, dates=False)),
    "days known and confirmed at once": (
        MARCH,
        MARCH.moved_to("2020-03-09/2020-03-13", announced=NOW, dates_confirmed=True),
    ),
    "moved after it was confirmed": (CONFIRMED, CONFIRMED.moved_to("2020-10", announced=NOW)),
    "elsewhere after it was confirmed": (CONFIRMED, CONFIRMED.moved_to(places=[TUNIS], announced=NOW)),
    "another city and another year": (
        workshop("2019", BEIRUT),
        workshop("2019", BEIRUT).moved_to("2020-03", places=[BOLOGNA], announced=NOW),
    ),
    "place given": (workshop(places=()), workshop("2020-03", CAIRO)),
    "another city": (workshop("2020-03", CAIRO), MARCH),
    "two cities": (workshop("2020-03", CAIRO), workshop("2020-03", BOLOGNA, TUNIS)),
    "a choice of cities": (workshop("2020-03", CAIRO), workshop("2020-03", BOLOGNA, TUNIS, one_of_places=True)),
    "a choice of cities given": (workshop(places=()), workshop("2020-03", BOLOGNA, TUNIS, one_of_places=True)),
    "one of them chosen": (workshop("2020-03", BOLOGNA, TUNIS, one_of_places=True), workshop("2020-03", TUNIS)),
    "place withdrawn": (MARCH, workshop(places=())),
    "online": (MARCH, MARCH.moved_online(announced=NOW)),
    "online, without a place": (workshop(places=()), workshop(places=(), mode=Mode.ONLINE)),
    "online as well": (workshop(mode=Mode.IN_PERSON), workshop(mode=Mode.HYBRID)),
    "in person only": (workshop(mode=Mode.HYBRID), workshop(mode=Mode.IN_PERSON)),
    "in person again": (workshop(mode=Mode.ONLINE), workshop(mode=Mode.IN_PERSON)),
    "hybrid after online": (workshop(mode=Mode.ONLINE), workshop(mode=Mode.HYBRID)),
    "not online any more": (workshop(mode=Mode.ONLINE), MARCH),
    "in person, as it turns out": (MARCH, workshop(mode=Mode.IN_PERSON)),
    "hybrid, as it turns out": (MARCH, workshop(mode=Mode.HYBRID)),
    "way of meeting withdrawn": (workshop(mode=Mode.IN_PERSON), MARCH),
    "online and in six webinars at once": (workshop("2020-10"), SPLIT),
    "in six webinars": (ONLINE, SPLIT),
    "in parts of which nothing is known": (ONLINE, evolve(ONLINE, parts=[Part("a"), Part("b")])),
    "in parts with titles and a place": (ONLINE, TITLED),
    "a part moved": (TITLED, TITLED.moved_to("{2020-10-07,2020-10-21}", parts=[OPENING, LATER], announced=NOW)),
    "a part elsewhere": (TITLED, TITLED.moved_to(parts=[evolve(OPENING, places=[CAIRO]), CLOSING], announced=NOW)),
    "a part where the others are": (
        TITLED,
        TITLED.moved_to(parts=[evolve(OPENING, places=()), CLOSING], announced=NOW),
    ),
    "a part added": (ONLINE.moved_to("2020-10-07", parts=[OPENING], announced=NOW), TITLED),
    "a part dropped": (SPLIT, SPLIT.moved_to(f"{{{','.join(DAYS[:5])}}}", parts=WEBINARS[:5], announced=NOW)),
    "in one piece again": (SPLIT, SPLIT.moved_to("2020-10-07", announced=NOW)),
    "clock times in another zone": (workshop("2023-05-04T14:30"), workshop("2023-05-04T14:30", CAIRO)),
    "parts in two zones": (
        workshop("2023-05-04"),
        workshop("2023-05-04T09:00/2023-05-04T18:00", parts=[MORNING, AFTERNOON]),
    ),
    "new": (None, MARCH),
    "new, in parts": (None, SPLIT),
    "new, at an hour": (None, workshop("2023-05-04T14:30")),
    "new, and held": (None, MARCH.held(announced=NOW)),
    "new, and postponed": (None, POSTPONED),
    "held, and its days corrected": (
        MARCH.held("2020-03-09", announced=NOW),
        MARCH.held("2020-03-10", announced=NOW),
    ),
    "elsewhere, and certainly so": (MARCH, MARCH.moved_to(places=[TUNIS], announced=NOW, place_confirmed=True)),
    "in one piece again, much later": (SPLIT, ONLINE.moved_to("2021-02", announced=NOW)),
    "parts at other hours": (
        workshop("2020-10-07", parts=[Part("a", when="2020-10-07T09:00"), Part("b", when="2020-10-07T14:00")]),
        workshop("2020-10-07", parts=[Part("a", when="2020-10-07T10:00"), Part("b", when="2020-10-07")]),
    ),
    "moved with a day that has a part": (
        workshop("2020-10-05/2020-10-09", parts=[Part("a", when="2020-10-07")]),
        workshop("2020-10-12/2020-10-16", parts=[Part("a", when="2020-10-14")]),
    ),
    "moved, and a day has a part": (MARCH, workshop("2020-10-05/2020-10-09", parts=[Part("a", when="2020-10-07")])),
    "gone": (MARCH, None),
    "gone, without dates": (workshop("XXXX"), None),
    "reworded": (MARCH, workshop(wording="in March")),
    "renamed": (
        MARCH,
        workshop(
            title=Text(
                en="Bologna and its ports",
                fr="Bologne et ses ports",
                ar="بولونيا وموانئها",
                it="Bologna e i suoi porti",
            )
        ),
    ),
    "online again in six webinars, after it was postponed": (
        POSTPONED,
        POSTPONED.moved_to(SPLIT.when, parts=WEBINARS, mode=Mode.ONLINE, announced=NOW),
    ),
    "in six webinars after it was cancelled": (
        MARCH.cancelled(announced=NOW),
        MARCH.cancelled(announced=NOW).moved_to(SPLIT.when, parts=WEBINARS, announced=NOW),
    ),
}


def test_what_happens_to_sessions() -> None:
    check("changes-sessions.txt", table(SESSIONS))


UNSTATED = Deadline.on("2020-01-31")
PARIS = UNSTATED.read_in("Europe/Paris")
HOUR = Deadline.on("2021-05-20T17:00", zone="Europe/Brussels")
MORE_TIME = Text(
    en="more time for cities", fr="plus de temps pour les villes", ar="مهلة أطول للمدن", it="più tempo per le città"
)


def visa(when: str) -> Milestone:
    return Milestone(
        "visa",
        Text(en="Visa papers", fr="Documents de visa", ar="وثائق التأشيرة", it="Documenti per il visto"),
        when=when,
    )


DUTIES: dict[str, tuple[Subject | None, Subject | None]] = {
    "new": (None, UNSTATED),
    "gone": (PARIS, None),
    "extended": (PARIS, PARIS.extended_to("2020-02-14", announced=NOW, reason=MORE_TIME)),
    "extended, no zone": (UNSTATED, UNSTATED.extended_to("2020-02-14", announced=NOW)),
    "extended from a month to a month": (
        Deadline.on("2020-01"),
        Deadline.on("2020-01").extended_to("2020-02", announced=NOW),
    ),
    "extended from about a month in one zone to about another in another": (
        Deadline.on("2020-01~", zone="Europe/Paris"),
        Deadline.on("2020-01~", zone="Europe/Paris").extended_to("2020-02~", zone="Asia/Beirut", announced=NOW),
    ),
    "extended from about a month to about another": (
        Deadline.on("2020-02~"),
        Deadline.on("2020-02~").extended_to("2020-03~", announced=NOW),
    ),
    "extended, and its zone stated": (UNSTATED, UNSTATED.extended_to("2020-02-14", zone="Europe/Paris", announced=NOW)),
    "extended over the turn of the year": (
        Deadline.on("2019-12-15", zone="AoE"),
        Deadline.on("2020-01-31", zone="AoE"),
    ),
    "extended to the first of a month": (Deadline.on("2020-01-15", zone="UTC"), Deadline.on("2020-02-01", zone="UTC")),
    "brought forward": (PARIS, PARIS.brought_forward_to("2020-01-15", announced=NOW)),
    "zone stated": (UNSTATED, PARIS),
    "zone not stated any more": (PARIS, UNSTATED),
    "another zone": (PARIS, Deadline.on("2020-01-31", zone="AoE")),
    "an hour": (HOUR, HOUR.extended_to("2021-06-03T17:00", announced=NOW)),
    "an hour of the same day": (HOUR, HOUR.extended_to("2021-05-20T19:00", announced=NOW)),
    "a month": (Deadline.on("2020-01"), Deadline.on("2020-02")),
    "before a day": (Deadline.on("2020-01-31", exclusive=True), UNSTATED),
    "the same instant in other words": (
        Deadline.on("2020-02-01", zone="UTC", exclusive=True),
        Deadline.on("2020-01-31", zone="UTC"),
    ),
    "a milestone moved": (visa("2020-02"), visa("2020-03")),
    "a milestone moved to a day": (visa("2020-02-01"), visa("2020-03-02")),
    "a milestone dated": (visa("XXXX"), visa("2020-03")),
    "a milestone without a date any more": (visa("2020-03"), visa("XXXX")),
    "a milestone refined": (visa("2020-03"), visa("2020-03-09")),
    "a milestone between other days": (visa("2020-02-01/2020-02-05"), visa("2020-03")),
    "a milestone, new": (None, visa("2020-03")),
    "a milestone, gone": (visa("2020-03"), None),
}


def test_what_happens_to_deadlines_and_other_dates() -> None:
    check("changes-deadlines.txt", table(DUTIES))


def test_a_publication_without_changes_says_so() -> None:
    publication = published([MARCH, PARIS], [MARCH, PARIS])
    assert [words.changes(publication, language) for language in ("en", "fr")] == [
        "Nothing changed.",
        "Aucun changement.",
    ]


def story() -> list[Session]:
    """The Bologna story, as its organisers told it: in each of these states it was published."""
    beirut = Session("third-2019", Text(en="Beirut", fr="Beyrouth", ar="بيروت"), when="2019", places=[BEIRUT])
    closed = Text(en="borders closed", fr="frontières fermées", ar="إغلاق الحدود", it="frontiere chiuse")
    moved = beirut.moved_to("2020-03", places=[BOLOGNA], announced=datetime(2019, 11, 4, tzinfo=UTC))
    bologna = evolve(moved, title=Text(en="Bologna", fr="Bologne", ar="بولونيا"))
    dated = bologna.moved_to("2020-03-09/2020-03-13", announced=datetime(2020, 1, 20, tzinfo=UTC), dates_confirmed=True)
    postponed = dated.postponed(announced=datetime(2020, 3, 2, tzinfo=UTC), reason=closed)
    webinars = postponed.moved_to(
        f"{{{','.join(DAYS)}}}",
        parts=WEBINARS,
        mode=Mode.ONLINE,
        announced=datetime(2020, 9, 1, tzinfo=UTC),
        reason=Text(en="nobody can travel", fr="impossible de voyager", ar="تعذّر السفر", it="impossibile viaggiare"),
    )
    held = webinars.held(announced=datetime(2020, 11, 5, tzinfo=UTC))
    return [beirut, bologna, dated, postponed, webinars, held]


def test_changes_of_a_host_that_tell_less_are_said_all_the_same() -> None:
    """`publish` tells what was there before and what is now; a host may know less."""
    empty = mw.calendars.publish(edition([]), at=NOW)

    def of(change: mw.Change) -> str:
        return plain(words.changes(evolve(empty, changes=(change,)), "en"))

    milestone = Milestone("visa", "Visa", when="2020-03")
    assert of(mw.Change(mw.ChangeKind.DATES, "u")) == plain(words.changes(empty, "en"))
    assert of(mw.Change(mw.ChangeKind.WITHDRAWN, "u", after=milestone)).startswith("Visa")
    assert of(mw.Change(mw.ChangeKind.DATES, "u", before=milestone, after=milestone)).startswith("Visa")


@pytest.mark.parametrize(("before", "after"), [((), (CAIRO,)), ((CAIRO,), (TUNIS,)), ((CAIRO,), ())])
def test_a_part_that_goes_elsewhere_names_what_is_known_of_where(before: Sequence[City], after: Sequence[City]) -> None:
    was = evolve(TITLED, parts=[OPENING, evolve(CLOSING, places=before)])
    english, french = told(was, evolve(was, parts=[OPENING, evolve(CLOSING, places=after)]))
    assert "Closing" in english
    assert "Clôture" in french
    for city in (*before, *after):
        assert city.name.in_language("en") in english
        assert city.name.in_language("fr") in french


def test_the_story_of_bologna_reads_as_it_was_told() -> None:
    states = story()
    steps = {f"step {number}": step for number, step in enumerate(pairwise([None, *states]), 1)}
    check("changes-bologna.txt", table(steps))


@pytest.mark.parametrize("language", ["ar", "it"])
@pytest.mark.parametrize("name", ["dates", "sessions", "deadlines", "bologna"])
def test_other_languages_tell_the_same_changes(name: str, language: str) -> None:
    cases: dict[str, Mapping[str, tuple[Subject | None, Subject | None]]] = {
        "dates": {f"{a} to {b}": (workshop(a), workshop(b)) for a, b in DATES},
        "sessions": SESSIONS,
        "deadlines": DUTIES,
        "bologna": {f"step {number}": step for number, step in enumerate(pairwise([None, *story()]), 1)},
    }
    said = []
    for case, (before, after) in cases[name].items():
        publication = published([before] if before else [], [after] if after else [])
        said.append(f"{case}\n  {words.changes(publication, language)}")
    check(f"changes-{name}.{language}.txt", "\n\n".join(said))


def test_steps_that_were_never_published_are_one_line_with_their_reasons() -> None:
    states = story()
    english, _ = told(states[2], states[4])
    assert english.startswith("Bologna: moved online (before: Bologna, Italy); now in 6 parts: September 30, October 7")
    assert english.endswith(
        "(before: March 9 – 13, 2020); dates to be confirmed — reason: borders closed; nobody can travel"
    )


# Laws


DEADLINES = [catalogue_for(language).say("change-deadline") for language in words.languages()]
TITLES = ("Bologna", "Visa papers", *DEADLINES)


@st.composite
def subjects(draw: st.DrawFn) -> list[Subject]:
    """Draw some of one session, one deadline and one milestone, which keep their titles."""
    session = evolve(draw(testing.sessions(id="s")), title="Bologna")
    deadline = draw(testing.deadlines())
    milestone = evolve(draw(testing.milestones()), id="m", title="Visa papers")
    return draw(st.lists(st.sampled_from((session, evolve(deadline, id="applications"), milestone)), unique_by=type))


@given(subjects(), subjects())
def test_each_thing_that_changed_has_one_line_in_every_language(before: list[Subject], after: list[Subject]) -> None:
    publication = published(before, after)
    for language in words.languages():
        said = words.changes(publication, language)
        concerned = {change.uid for change in publication.changes if change.part_of is None}
        lines = said.split("\n")
        assert len(lines) == max(len(concerned), 1)
        assert (said == words.changes(published([], []), language)) is not bool(concerned)
        for line in lines:
            # No date left a mark, and every title comes first; Arabic isolates those that may be in other letters.
            assert "\ufdd0" not in line
            assert line.removeprefix("\N{FIRST STRONG ISOLATE}").startswith(TITLES) or not concerned


@given(
    testing.editions(programme="workshops.example.org", id="2020"),
    testing.editions(programme="workshops.example.org", id="2020"),
)
def test_any_two_editions_can_follow_each_other(before: Edition, after: Edition) -> None:
    first = mw.calendars.publish(before, at=NOW, milestones=True)
    second = mw.calendars.publish(after, previous=first, at=NOW)
    for publication in (first, second):
        concerned = {change.uid for change in publication.changes if change.part_of is None}
        for language in words.languages():
            assert len(words.changes(publication, language).split("\n")) == max(len(concerned), 1)


STEPS = ("confirmed", "moved_online", "cancelled", "held")


@given(testing.days(clock_times=False) | testing.windows(), st.lists(st.sampled_from(STEPS), min_size=1, max_size=2))
def test_dates_that_stay_are_said_once_at_the_most(when: When, steps: list[str]) -> None:
    before = workshop(when.edtf)
    after = before
    for step in steps:
        try:
            after = getattr(after, step)(announced=NOW)
        except mw.InvalidValue:
            return  # it cannot be taken from there
    publication = published([before], [evolve(after, places=[TUNIS])])
    for language in words.languages():
        assert words.changes(publication, language).count(words.when(when, language)) <= 1


def months(year: int, month: int, more: int) -> str:
    last = year * 12 + month - 1 + more
    return f"{year}-{month:02}/{last // 12}-{last % 12 + 1:02}"


YEARS, MONTHS = st.integers(2018, 2021), st.integers(1, 12)
POINTS = st.one_of(
    YEARS.map(str),
    st.builds(months, YEARS, MONTHS, st.integers(0, 3)),
    st.dates(date(2018, 1, 1), date(2021, 12, 31)).map(str),
).map(When.parse)


@given(POINTS, POINTS)
def test_french_contracts_and_elides(before: When, after: When) -> None:
    for line in (told(workshop(before.edtf), workshop(after.edtf))[1], told(visa(before.edtf), visa(after.edtf))[1]):
        assert not re.search(r"\b[Dd]e [ao]|\b([Dd]e|à) \d\d? |\b1 [a-zéû]", line), line


@given(POINTS, POINTS)
def test_a_year_is_left_out_only_where_it_follows(before: When, after: When) -> None:
    """Each year that is meant is there; one that is there once is that of both dates."""
    for line in told(workshop(before.edtf), workshop(after.edtf)):
        years = {one.edtf[:4] for one in (before, after)} | {one.edtf.split("/")[-1][:4] for one in (before, after)}
        assert before == after or years <= set(re.findall(r"\d{4}", line)), line


def test_titles_and_names_are_never_contracted() -> None:
    """French makes "du" of "de" before a day, and leaves it in what people wrote."""
    before = workshop("2020-03", title=Text("Ateliers de 9 villes, de octobre à 12 ports"))
    line = told(before, evolve(before, when="2020-10", earlier=()))[1]
    assert line == "Ateliers de 9 villes, de octobre à 12 ports : reportée de mars à octobre 2020"


def test_regions_write_dates_as_cldr_does() -> None:
    line = words.changes(published([workshop("2020-03-09/2020-03-13")], [workshop("2020-10")]), "en-GB")
    assert plain(line) == "Bologna: postponed from 9 – 13 March to October 2020"


def test_a_year_that_a_language_says_first_is_not_left_out(tmp_path: Path) -> None:
    japanese = words.Catalogue.load(third_catalogue(tmp_path / "ja.po", "ja"))
    line = words.changes(published([MARCH], [workshop("2020-10")]), japanese)
    assert "2020年3月" in line
    assert "2020年10月" in line
    days = words.changes(published([workshop("2020-03-09/2020-03-13")], [workshop("2020-10-05/2020-10-09")]), japanese)
    assert days.count("2020年") == 2


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(mw.NotFound, match="no messages in 'de'"):
        words.changes(published([MARCH], [CONFIRMED]), "de")
