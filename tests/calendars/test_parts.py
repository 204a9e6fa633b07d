"""Parts of sessions and separate days: an event each, related to the session, and never the same day told twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    ChangeKind,
    City,
    Edition,
    InvalidValue,
    Milestone,
    Offset,
    Part,
    Programme,
    Publication,
    PublishedPart,
    Session,
    Text,
)
from metroworkshops.calendars import publish, to_ical, uid

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ID = "workshops.example.org"
BOLOGNA = City("bologna", Text(en="Bologna", fr="Bologne"), country="IT", time_zone="Europe/Rome")
TUNIS = City("tunis", "Tunis", country="TN", time_zone="Africa/Tunis")
WEBINARS = [
    Part(f"webinar-{number}", Text(en=f"Webinar {number}", fr=f"Webinaire {number}"), when=when)
    for number, when in enumerate(
        ["2020-09-30T14:00/2020-09-30T16:00", "2020-10-07T14:00/2020-10-07T16:00", "2020-10-14T14:00/2020-10-14T16:00"],
        1,
    )
]
WHOLE = Session("bologna-2020", BOLOGNA.name, when="2020-03", places=[BOLOGNA])
SPLIT = attrs.evolve(WHOLE, when="2020-09-30/2020-10-14", mode="online", parts=WEBINARS, dates_confirmed=True)
APART = attrs.evolve(WHOLE, when="{2022-02-03,2022-02-10..2022-02-11}")


def told(*sessions: Session, previous: Publication | None = None, after: int = 0, **options: Any) -> Publication:
    edition = Edition(ID, "2020", title="Workshops", sessions=sessions)
    return publish(edition, previous=previous, at=FIRST + after * DAY, **options)


def parts(publication: Publication) -> dict[str, tuple[str, int, bool]]:
    """Say of each part which dates are shown, its sequence, and whether it is in the programme."""
    return {
        one.subject.id: (str(one.dates), one.sequence, one.withdrawn is None)
        for one in publication.entries
        if isinstance(one.subject, PublishedPart)
    }


def events(publication: Publication, language: str = "en") -> dict[str, Any]:
    found: Any = icalendar.Calendar.from_ical(to_ical(publication, language=language)).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


def part_uid(id: str) -> str:
    return uid(Part(id), programme=ID, session=WHOLE.id)


def test_one_workshop_becomes_webinars_and_keeps_its_own_event() -> None:
    first = told(WHOLE)
    second = told(SPLIT, previous=first, after=1)
    assert [(change.kind, change.part_of) for change in second.changes] == [
        (ChangeKind.DATES, None),
        (ChangeKind.MODE, None),
        (ChangeKind.STATUS, None),
        *[(ChangeKind.ADDED, WHOLE.id)] * 3,
    ]
    shown = events(second, "fr")
    whole = shown[uid(WHOLE, programme=ID)]
    assert whole["SUMMARY"].replace("\N{NO-BREAK SPACE}", " ") == "Bologne (3 parties) (lieu à confirmer)"
    assert (str(whole["TRANSP"]), whole["SEQUENCE"]) == ("TRANSPARENT", 1)
    assert (whole.decoded("DTSTART"), whole.decoded("DTEND")) == (
        datetime(2020, 9, 30).date(),
        datetime(2020, 10, 15).date(),
    )
    webinar = shown[part_uid("webinar-2")]
    assert webinar["SUMMARY"] == "Bologne – Webinaire 2 (lieu à confirmer)"
    assert webinar["RELATED-TO"] == whole["UID"]
    assert webinar.decoded("DTSTART") == datetime(2020, 10, 7, 12, tzinfo=UTC)
    assert len(shown) == 4


def test_a_part_that_moves_changes_its_own_event_and_the_session_that_tells_of_it_and_no_other() -> None:
    first = told(SPLIT)
    moved = attrs.evolve(WEBINARS[1], when="2020-10-08T14:00/2020-10-08T16:00")
    second = told(attrs.evolve(SPLIT, parts=[WEBINARS[0], moved, WEBINARS[2]]), previous=first, after=1)
    assert {(change.kind, change.part_of, (change.after or WHOLE).id) for change in second.changes} == {
        (ChangeKind.DATES, None, WHOLE.id),
        (ChangeKind.DATES, WHOLE.id, "webinar-2"),
    }
    before, after = events(first), events(second)
    unchanged = {one for one in before if before[one].to_ical() == after[one].to_ical()}
    assert unchanged == {part_uid("webinar-1"), part_uid("webinar-3")}


def test_a_part_that_was_dropped_is_cancelled_on_its_day_and_comes_back() -> None:
    first = told(SPLIT)
    without = attrs.evolve(SPLIT, parts=WEBINARS[:2])
    second = told(without, previous=first, after=1)
    gone = events(second)[part_uid("webinar-3")]
    assert (gone["STATUS"], gone["SUMMARY"]) == ("CANCELLED", "Withdrawn: Bologna – Webinar 3")
    assert part_uid("webinar-3") not in events(told(without, previous=second, after=200))
    third = told(SPLIT, previous=second, after=2)
    assert parts(third)["webinar-3"] == ("2020-10-14T14:00/2020-10-14T16:00", 2, True)


def test_a_part_that_was_dropped_does_not_wait_for_new_dates_with_the_others() -> None:
    second = told(attrs.evolve(SPLIT, parts=WEBINARS[:2]), previous=told(SPLIT), after=1)
    third = told(attrs.evolve(SPLIT, parts=()).postponed(announced=FIRST), previous=second, after=2)
    assert {part: there for part, (_, _, there) in parts(third).items()} == {
        "webinar-1": True,
        "webinar-2": True,
        "webinar-3": False,
    }


def test_what_the_session_is_told_of_its_parts_is_too() -> None:
    """Where it takes place, how people meet, and whether it does at all."""
    first = told(SPLIT)
    other = Part("tunis", when="2020-10-14", places=[TUNIS])
    for change, kind in (
        ({"mode": "hybrid"}, ChangeKind.MODE),
        ({"places": [TUNIS]}, ChangeKind.PLACE),
        ({"place_confirmed": True}, ChangeKind.STATUS),
        ({"title": Text("Bologna and around")}, ChangeKind.WORDING),
    ):
        second = told(attrs.evolve(SPLIT, **change), previous=first, after=1)
        changed = {one.uid: one.kind for one in second.changes if one.part_of}
        assert changed == dict.fromkeys(map(part_uid, ("webinar-1", "webinar-2", "webinar-3")), kind)
        assert {sequence for _, sequence, _ in parts(second).values()} == {int(kind.is_material)}
    session = attrs.evolve(SPLIT, parts=[other], mode="in person")
    abroad = events(told(session), "fr")[part_uid("tunis")]
    assert abroad["LOCATION"] == "Tunis, Tunisie"
    called_off = session.cancelled(announced=FIRST)
    assert {str(event["STATUS"]) for event in events(told(called_off)).values()} == {"CANCELLED"}


TAKEN_OVER = ("places", "one_of_places", "place_confirmed", "mode", "attendance", "choice", "state")


@pytest.mark.parametrize("session", [SPLIT, APART], ids=["webinars", "separate days"])
@pytest.mark.parametrize("kind", [{"attendance": "optional"}, {"choice": "autumn"}], ids=["optional", "a choice"])
def test_what_is_stated_of_the_session_alone_holds_for_its_parts(session: Session, kind: dict[str, Any]) -> None:
    cities = [BOLOGNA, attrs.evolve(BOLOGNA, id="ravenna", name="Ravenna")]
    stated = attrs.evolve(session, places=cities, one_of_places=True, mode="hybrid", **kind)
    publication = told(stated)
    for one in publication.entries[1:]:
        assert isinstance(one.subject, PublishedPart)
        assert one.editions == ("2020",)
        assert [getattr(one.subject, name) for name in TAKEN_OVER] == [getattr(stated, name) for name in TAKEN_OVER]
    # A part with places of its own is in all of them.
    here = attrs.evolve(stated, when="2020-09-30", parts=[Part("here", when="2020-09-30", places=[TUNIS])])
    part = told(here).entries[1].subject
    assert isinstance(part, PublishedPart)
    assert (part.places, part.one_of_places) == ((TUNIS,), False)


def test_parts_that_wait_for_new_dates_follow_what_is_stated_of_their_session() -> None:
    first = told(SPLIT)
    waiting = attrs.evolve(
        SPLIT,
        when="2022-04",
        parts=(),
        dates_confirmed=False,
        places=[BOLOGNA, TUNIS],
        one_of_places=True,
        mode="in person",
    )
    for session in (waiting, attrs.evolve(waiting, places=[TUNIS], one_of_places=False, place_confirmed=True)):
        publication = told(session, previous=first, after=1)
        for one in publication.entries[1:]:
            assert isinstance(one.subject, PublishedPart)
            assert [getattr(one.subject, name) for name in TAKEN_OVER] == [
                getattr(session, name) for name in TAKEN_OVER
            ]


def test_separate_days_are_an_event_each_under_ids_that_last() -> None:
    first = told(APART)
    assert parts(first) == {"day-1": ("2022-02-03", 0, True), "day-2": ("2022-02-10/2022-02-11", 0, True)}
    assert len(events(first)) == 3
    earlier = told(attrs.evolve(APART, when="{2022-01-20,2022-02-03,2022-02-10..2022-02-11}"), previous=first, after=1)
    assert parts(earlier) == {**parts(first), "day-3": ("2022-01-20", 0, True)}
    moved = told(attrs.evolve(APART, when="{2022-01-20,2022-02-05,2022-02-10..2022-02-11}"), previous=earlier, after=2)
    assert parts(moved) == {**parts(earlier), "day-1": ("2022-02-05", 1, True)}
    dropped = told(APART, previous=earlier, after=2)
    assert parts(dropped) == {**parts(first), "day-3": ("2022-01-20", 1, False)}
    again = told(attrs.evolve(APART, when="{2022-01-20,2022-02-03}"), previous=dropped, after=3)
    assert parts(again)["day-3"] == ("2022-01-20", 2, True)


def test_days_that_are_taken_back_wait_for_new_ones() -> None:
    first = told(APART)
    second = told(APART.postponed(announced=FIRST), previous=first, after=1)
    assert {str(event["SUMMARY"]).split(":")[0] for event in events(second).values()} == {"Postponed"}
    assert parts(second) == {"day-1": ("2022-02-03", 1, True), "day-2": ("2022-02-10/2022-02-11", 1, True)}
    new = APART.postponed(announced=FIRST).moved_to("{2022-03-03,2022-03-10}", announced=FIRST)
    third = told(new, previous=second, after=2)
    assert parts(third) == {"day-1": ("2022-03-03", 2, True), "day-2": ("2022-03-10", 2, True)}
    assert {str(event["STATUS"]) for event in events(third).values()} == {"TENTATIVE"}


def test_a_day_that_the_session_now_takes_as_a_whole_is_not_told_as_called_off() -> None:
    first = told(APART)
    second = told(attrs.evolve(APART, when="2022-02-03"), previous=first, after=1)
    shown = events(second)
    assert part_uid("day-1") not in shown
    assert shown[uid(WHOLE, programme=ID)]["SUMMARY"] == "Bologna (to be confirmed)"
    assert shown[part_uid("day-2")]["STATUS"] == "CANCELLED"
    assert not second.shows(next(one for one in second.entries if one.uid == part_uid("day-1")))


def test_a_part_on_separate_days_spans_them_and_blocks_no_time() -> None:
    session = attrs.evolve(SPLIT, parts=[Part("two", "Two", when="{2020-09-30T14:00..2020-09-30T16:00,2020-10-07}")])
    part = events(told(session))[part_uid("two")]
    assert (str(part.decoded("DTSTART")), str(part.decoded("DTEND"))) == ("2020-09-30", "2020-10-08")
    assert str(part["TRANSP"]) == "TRANSPARENT"
    assert str(part["SUMMARY"]).startswith("Bologna – Two (September 30, 2020")


def test_a_part_without_dates_is_named_and_not_shown() -> None:
    session = attrs.evolve(SPLIT, parts=[*WEBINARS, Part("closing", "Closing")])
    publication = told(session)
    assert part_uid("closing") not in events(publication)
    assert "Bologna – Closing (dates to be announced)" in mw.words.calendar_description(publication, "en")


@pytest.mark.parametrize(
    ("whole", "part", "joined"),
    [
        (Text("Bologna"), Text("Opening"), Text("Bologna – Opening")),
        (
            Text(en="Bologna", fr="Bologne"),
            Text("Opening"),
            Text({"en": "Bologna – Opening", "fr": "Bologne – Opening"}),
        ),
        (Text("Bologna"), Text(it="Apertura"), Text(it="Bologna – Apertura")),
        (
            Text({"fr": "Bologne", "en": "Bologna"}, original="fr"),
            Text(it="Apertura"),
            Text({"en": "Bologna – Apertura", "fr": "Bologne – Apertura", "it": "Bologne – Apertura"}, original="fr"),
        ),
        (
            Text({"und": "Bologna", "fr": "Bologne"}, original="und"),
            Text("Opening"),
            Text(fr="Bologne – Opening"),
        ),
    ],
)
def test_titles_are_joined_in_every_language_that_either_has(whole: Text, part: Text, joined: Text) -> None:
    session = Session("s", whole, when="2020-03", parts=[Part("p", part, when="2020-03-09")])
    titles = [one.subject.title for one in told(session).entries if isinstance(one.subject, PublishedPart)]
    assert titles == [joined]


@pytest.mark.parametrize("session", [SPLIT, APART], ids=["webinars", "separate days"])
def test_parts_that_wait_for_new_dates_follow_the_title_of_their_session(session: Session) -> None:
    first = told(session)
    waiting = attrs.evolve(session, when="2022-04", parts=())
    second = told(waiting, previous=first, after=1)
    titles = Text(en="Bologna by the sea", fr="Bologne-sur-mer")
    third = told(attrs.evolve(waiting, title=titles), previous=second, after=2)
    retitled = told(attrs.evolve(session, title=titles))

    def named(publication: Publication) -> dict[str, Text]:
        return {e.subject.id: e.subject.title for e in publication.entries if isinstance(e.subject, PublishedPart)}

    assert named(second) == named(first)
    assert named(third) == named(retitled)
    assert [one.kind for one in third.changes] == [ChangeKind.WORDING] * len(third.entries)


def test_parts_that_wait_keep_the_language_in_which_they_were_named() -> None:
    opening = Part("opening", Text({"en": "Opening", "fr": "Ouverture"}, original="fr"), when="2020-09-30")
    first = told(attrs.evolve(SPLIT, title="Bologna", parts=[opening]))
    waiting = attrs.evolve(SPLIT, title="Modena", when="2022-04", parts=())
    subject = told(waiting, previous=first, after=1).entries[1].subject
    assert isinstance(subject, PublishedPart)
    assert subject.title == Text({"en": "Modena – Opening", "fr": "Modena – Ouverture"}, original="fr")


def test_a_title_that_did_not_begin_with_that_of_its_session_is_left_as_it_was() -> None:
    waiting = attrs.evolve(SPLIT, when="2022-04", parts=())
    first = told(waiting, previous=told(SPLIT), after=1)
    first = attrs.evolve(
        first,
        entries=[
            attrs.evolve(one, subject=attrs.evolve(one.subject, title="Elsewhere"))
            if isinstance(one.subject, PublishedPart)
            else one
            for one in first.entries
        ],
    )
    second = told(attrs.evolve(waiting, title=Text("Bologna by the sea")), previous=first, after=2)
    assert {str(one.subject.title) for one in second.entries if isinstance(one.subject, PublishedPart)} == {"Elsewhere"}


DAYS = st.sets(st.integers(1, 28), min_size=2, max_size=5).map(
    lambda days: "{" + ",".join(f"2022-02-{day:02}" for day in sorted(days)) + "}"
)


@given(st.lists(DAYS, min_size=2, max_size=5))
def test_days_that_stay_keep_their_identity_whatever_the_others_do(history: list[str]) -> None:
    publication = told(attrs.evolve(APART, when=history[0]))
    for after, when in enumerate(history[1:], 1):
        before = {shown: part for part, (shown, _, there) in parts(publication).items() if there}
        publication = told(attrs.evolve(APART, when=when), previous=publication, after=after)
        now = {shown: part for part, (shown, _, there) in parts(publication).items() if there}
        assert set(now) == set(when.strip("{}").split(","))
        assert all(now[shown] == before[shown] for shown in now.keys() & before.keys())
        assert len(set(now.values())) == len(now)


def test_a_session_is_published_alone_and_then_with_all_the_others() -> None:
    alone = publish(SPLIT, programme=ID, at=FIRST)
    assert alone.editions == ()
    assert [one.editions for one in alone.entries] == [()] * 4
    assert "NAME:Bologne" in to_ical(alone, language="fr").decode().splitlines()
    assert publish(SPLIT, programme=ID, previous=alone, at=FIRST + DAY) == alone
    other = Session("tunis-2020", "Tunis", when="2020-05")
    programme = Programme(ID, "W", editions=[Edition(ID, "2020", sessions=[other, SPLIT])])
    whole = publish(programme, previous=alone, at=FIRST + DAY)
    assert [one.sequence for one in whole.entries] == [0] * 5
    assert [one.uid for one in whole.entries[:4]] == [one.uid for one in alone.entries]
    with pytest.raises(InvalidValue, match="covers other sessions too"):
        publish(other, programme=ID, previous=alone, at=FIRST + DAY)


VISA = Milestone("visa", Text(en="Visa papers", fr="Papiers du visa"), relative=Offset(-30))
CONFIRMATION = Milestone("confirmation", "Confirmation", when="2020-02-10")


def test_milestones_are_entries_on_request() -> None:
    exact = attrs.evolve(WHOLE, when="2020-03-09/2020-03-13")
    edition = Edition(ID, "2020", title="Workshops", sessions=[exact], milestones=[VISA, CONFIRMATION])
    first = publish(edition, at=FIRST)
    assert len(first.entries) == 1
    second = publish(edition, previous=first, at=FIRST + DAY, milestones=True)
    assert [change.kind for change in second.changes] == [ChangeKind.ADDED] * 2
    visa = events(second, "fr")[uid(VISA, programme=ID, edition="2020")]
    assert (visa["SUMMARY"], str(visa.decoded("DTSTART"))) == ("Papiers du visa (Workshops)", "2020-02-08")
    assert (visa["STATUS"], visa["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    # It follows the session that it is counted from.
    later = edition.replacing(exact.moved_to("2020-03-16/2020-03-20", announced=FIRST))
    third = publish(later, previous=second, at=FIRST + 2 * DAY)
    assert [(change.kind, (change.after or WHOLE).id) for change in third.changes] == [
        (ChangeKind.DATES, WHOLE.id),
        (ChangeKind.DATES, "visa"),
    ]
    # Nobody is told that it is called off when it is not asked for any more, and it goes on where it was.
    hidden = publish(edition, previous=third, at=FIRST + 3 * DAY, milestones=False)
    assert {change.kind for change in hidden.changes} == {ChangeKind.DATES}
    assert len(events(hidden)) == 1
    back = publish(edition, previous=hidden, at=FIRST + 4 * DAY, milestones=True)
    assert [one.sequence for one in back.entries] == [2, 2, 0]
    assert mw.documents.loads(mw.documents.dumps(back)) == back


def test_a_milestone_whose_day_is_not_known_yet_says_so() -> None:
    edition = Edition(ID, "2020", title="Workshops", sessions=[WHOLE], milestones=[VISA])
    shown = events(publish(edition, at=FIRST, milestones=True))[uid(VISA, programme=ID, edition="2020")]
    assert (shown["SUMMARY"], shown["STATUS"]) == ("Visa papers (Workshops) (day not known yet)", "TENTATIVE")


@pytest.mark.parametrize(
    ("subject", "message"),
    [(Part("p"), "'session' must be given"), (VISA, "'edition' must be given")],
)
def test_what_has_its_id_within_something_else_needs_the_id_of_that(subject: Part | Milestone, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        uid(subject, programme=ID)


def test_identity_of_parts_days_and_milestones_is_frozen() -> None:
    """These may never change: they are in people's phones."""
    assert part_uid("webinar-1") == "ed535ce8-47ec-5014-b700-46821a351d0c"
    assert uid(VISA, programme=ID, edition="2020") == "738cb5d5-da76-55ec-84db-82415667205f"
    assert uid(PublishedPart(WHOLE.id, "webinar-1", title="Any title"), programme=ID) == part_uid("webinar-1")
