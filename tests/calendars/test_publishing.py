"""Publications: identities for life, sequences that rise by one, nothing that was never decided."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    Call,
    ChangeKind,
    City,
    Days,
    Deadline,
    Edition,
    InvalidValue,
    Milestone,
    Part,
    Programme,
    Publication,
    PublishedPart,
    Session,
    State,
    When,
)
from metroworkshops.calendars import publish, uid
from metroworkshops.domain.publication import Subject
from metroworkshops.testing import deadlines, editions, programmes, sessions

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ID = "workshops.example.org"
BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
SESSION = Session("bologna-2020", "Bologna", when="2020-03", places=[BOLOGNA])
DEADLINE = Deadline.on("2020-01-31")
NEITHER: Any = SESSION
EDITION = Edition(ID, "2020", title="Workshops", sessions=[SESSION], call=Call([DEADLINE]))


def entry(publication: Publication, subject: str) -> mw.Entry:
    return next(one for one in publication.entries if one.subject.id == subject)


@given(editions())
def test_publishing_again_without_a_change_changes_nothing(edition: Edition) -> None:
    first = publish(edition, at=FIRST)
    again = publish(edition, previous=first, at=FIRST + 400 * DAY)
    assert again == first
    assert mw.documents.dumps(again) == mw.documents.dumps(first)
    assert again.changes == ()
    assert all(change.kind is ChangeKind.ADDED for change in first.changes)
    assert len(first.changes) == len(first.entries)


MATERIAL: list[tuple[dict[str, Any], ChangeKind]] = [
    ({"when": When.parse("2020-10")}, ChangeKind.DATES),
    ({"places": ()}, ChangeKind.PLACE),
    ({"mode": "online"}, ChangeKind.MODE),
    ({"state": "cancelled"}, ChangeKind.STATUS),
    ({"dates_confirmed": True}, ChangeKind.STATUS),
    ({"state": "held"}, ChangeKind.STATUS),
]
WORDING: list[dict[str, Any]] = [
    {"title": mw.Text("Bologna and around")},
    {"wording": "March"},
    {"sources": ["a letter"]},
    {"attendance": "optional"},
]


@pytest.mark.parametrize(("change", "kind"), MATERIAL)
def test_a_material_change_raises_the_sequence_by_exactly_one(change: dict[str, Any], kind: ChangeKind) -> None:
    first = publish(EDITION, at=FIRST)
    after = attrs.evolve(EDITION, sessions=[attrs.evolve(SESSION, **change)])
    second = publish(after, previous=first, at=FIRST + DAY)
    assert [one.kind for one in second.changes] == [kind]
    old, new = entry(first, SESSION.id), entry(second, SESSION.id)
    assert (new.uid, new.sequence, new.published) == (old.uid, old.sequence + 1, old.published)
    assert new.modified == FIRST + DAY
    assert entry(second, DEADLINE.id) == entry(first, DEADLINE.id)


def test_several_changes_at_once_raise_it_by_one() -> None:
    first = publish(EDITION, at=FIRST)
    both = SESSION.moved_to("2020-10-05/2020-10-09", places=[], announced=FIRST).moved_online(announced=FIRST)
    second = publish(EDITION.replacing(both), previous=first, at=FIRST + DAY)
    kinds = [change.kind for change in second.changes]
    assert kinds == [ChangeKind.DATES, ChangeKind.PLACE, ChangeKind.MODE, ChangeKind.STATUS]
    assert entry(second, SESSION.id).sequence == 1


@pytest.mark.parametrize("change", WORDING)
def test_wording_alone_raises_only_when_it_was_modified(change: dict[str, Any]) -> None:
    first = publish(EDITION, at=FIRST)
    after = attrs.evolve(EDITION, sessions=[attrs.evolve(SESSION, **change)])
    second = publish(after, previous=first, at=FIRST + DAY)
    assert [one.kind for one in second.changes] == [ChangeKind.WORDING]
    assert entry(second, SESSION.id).sequence == 0
    assert entry(second, SESSION.id).modified == FIRST + DAY


def test_a_new_title_of_the_edition_rewords_its_entries() -> None:
    first = publish(EDITION, at=FIRST)
    second = publish(attrs.evolve(EDITION, title="Ateliers"), previous=first, at=FIRST + DAY)
    assert {change.kind for change in second.changes} == {ChangeKind.WORDING}
    assert {one.sequence for one in second.entries} == {0}


def test_an_extended_deadline_is_a_change_of_dates() -> None:
    first = publish(EDITION, at=FIRST)
    longer = DEADLINE.extended_to("2020-02-14", announced=FIRST)
    second = publish(EDITION.replacing(longer), previous=first, at=FIRST + DAY)
    assert [change.kind for change in second.changes] == [ChangeKind.DATES]
    assert str(entry(second, "applications").dates) == "2020-02-14"


@given(editions(), st.randoms(use_true_random=False), st.text("abc", min_size=1))
def test_order_titles_and_neighbours_are_no_part_of_identity(edition: Edition, order: Any, title: str) -> None:
    sessions = [attrs.evolve(session, title=title) for session in edition.sessions]
    order.shuffle(sessions)
    other = attrs.evolve(edition, title=title, label=title, sessions=[Session("before-all-others", "New"), *sessions])
    ours = {one.uid for one in publish(edition, at=FIRST).entries}
    theirs = {one.uid for one in publish(other, at=FIRST).entries}
    assert ours < theirs


def test_identity_is_frozen() -> None:
    """These may never change: they are in people's phones."""
    assert uid(SESSION, programme=ID, edition="2020") == uid(SESSION, programme=ID, edition="2021")
    assert uid(SESSION, programme=ID, edition="2020") == "6a3a5de0-5128-5007-a3e3-43ca2751132f"
    assert uid(DEADLINE, programme=ID, edition="2020") == "120fd76b-da21-5f7e-81a8-43177c00c497"
    assert uid(DEADLINE, programme=ID, edition="2021") != uid(DEADLINE, programme=ID, edition="2020")


def test_what_vanished_stays_cancelled_for_its_time_and_comes_back_higher() -> None:
    first = publish(EDITION, at=FIRST)
    without = attrs.evolve(EDITION, sessions=[])
    second = publish(without, previous=first, at=FIRST + DAY)
    gone = entry(second, SESSION.id)
    assert (gone.withdrawn, gone.sequence, gone.dates) == (FIRST + DAY, 1, SESSION.when)
    assert [change.kind for change in second.changes] == [ChangeKind.WITHDRAWN]
    assert second.shows(gone)
    assert publish(without, previous=second, at=FIRST + 90 * DAY) == second
    over = publish(without, previous=second, at=FIRST + 91 * DAY)
    assert not over.shows(entry(over, SESSION.id))
    assert publish(without, previous=over, at=FIRST + 200 * DAY) == over
    back = publish(EDITION, previous=over, at=FIRST + 201 * DAY)
    assert [change.kind for change in back.changes] == [ChangeKind.REVIVED]
    assert (entry(back, SESSION.id).sequence, entry(back, SESSION.id).withdrawn) == (2, None)


def test_dates_that_are_taken_back_stay_where_subscribers_saw_them() -> None:
    first = publish(EDITION, at=FIRST)
    second = publish(EDITION.replacing(SESSION.postponed(announced=FIRST)), previous=first, at=FIRST + DAY)
    assert str(entry(second, SESSION.id).dates) == "2020-03"
    assert entry(second, SESSION.id).subject.state is State.POSTPONED  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("when", "shown"),
    [("XXXX", False), ("2020", False), ("2020-03/", False), ("2020-03/2020-05", True), ("2020-21", True)],
)
def test_a_window_too_long_or_open_is_left_out(when: str, shown: bool) -> None:
    publication = publish(attrs.evolve(EDITION, sessions=[attrs.evolve(SESSION, when=when)]), at=FIRST)
    assert publication.shows(entry(publication, SESSION.id)) is shown
    wide = publish(EDITION, at=FIRST, longest_window=30)
    assert not wide.shows(entry(wide, SESSION.id))


@given(programmes())
def test_a_shared_session_is_one_entry_of_all_its_editions(programme: Programme) -> None:
    publication = publish(programme, at=FIRST)
    sessions = [one for one in publication.entries if isinstance(one.subject, Session)]
    ids = {session.id for edition in programme.editions for session in edition.sessions}
    assert {one.subject.id for one in sessions} == ids
    assert len(sessions) == len(ids)
    for edition in programme.editions:
        view = publication.only(edition=edition.id)
        expected = {session.id for session in edition.sessions}
        assert {one.subject.id for one in view.entries if isinstance(one.subject, Session)} == expected
        assert set(view.entries) <= set(publication.entries)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"at": FIRST - DAY}, "must not be before the previous publication"),
        ({"at": datetime(2020, 5, 1)}, "must have a time zone"),
        ({"what": Edition("b.example", "2020")}, "must be a publication of 'b.example'"),
        ({"what": Edition(ID, "2021")}, "covers other editions too"),
        ({"what": BOLOGNA}, "must be a Session, an Edition or a Programme"),
        ({"what": SESSION}, "'programme' must be given for a session"),
        ({"what": SESSION, "programme": ID}, r"covers other editions too \(2020\)"),
        ({"programme": ID}, "must be given for a session alone"),
        ({"previous": EDITION}, "must be a Publication that publish"),
        ({"previous": publish(EDITION, at=FIRST).only(edition="2020")}, "not a view"),
        ({"keep_days": -1}, "whole number of days"),
        ({"longest_window": True}, "whole number of days"),
    ],
)
def test_what_makes_no_sense_is_refused(fields: dict[str, Any], message: str) -> None:
    given: dict[str, Any] = {"what": EDITION, "previous": publish(EDITION, at=FIRST), "at": FIRST + DAY} | fields
    with pytest.raises(InvalidValue, match=message):
        publish(given.pop("what"), **given)


OTHER = Edition(ID, "2021", title="The next", sessions=[SESSION, Session("tunis-2021", "Tunis", when="2021-03")])
BOTH = Programme(ID, "Workshops", editions=[EDITION, OTHER])


def test_an_edition_may_be_followed_by_its_programme_and_never_the_reverse() -> None:
    alone = publish(EDITION, at=FIRST)
    whole = publish(BOTH, previous=alone, at=FIRST + DAY)
    assert entry(whole, SESSION.id).uid == entry(alone, SESSION.id).uid
    assert entry(whole, SESSION.id).editions == ("2020", "2021")
    assert {change.kind for change in whole.changes} == {ChangeKind.ADDED, ChangeKind.WORDING}
    with pytest.raises(InvalidValue, match=r"covers other editions too \(2021\)"):
        publish(EDITION, previous=whole, at=FIRST + DAY)


def test_an_edition_that_left_the_programme_takes_its_entries_along_and_they_keep_its_name() -> None:
    whole = publish(BOTH, at=FIRST)
    without = attrs.evolve(BOTH, editions=[EDITION])
    second = publish(without, previous=whole, at=FIRST + DAY)
    kinds = {change.uid: change.kind for change in second.changes}
    assert kinds == {
        entry(whole, SESSION.id).uid: ChangeKind.WORDING,  # it is of one edition now
        entry(whole, "tunis-2021").uid: ChangeKind.WITHDRAWN,
    }
    assert second.edition("2021") == whole.edition("2021")
    assert publish(without, previous=second, at=FIRST + 2 * DAY) == second
    back = publish(BOTH, previous=second, at=FIRST + 3 * DAY)
    assert entry(back, "tunis-2021").sequence == 2
    assert back.editions == whole.editions


def test_an_entry_of_no_edition_of_the_publication_is_refused() -> None:
    whole = publish(BOTH, at=FIRST)
    with pytest.raises(InvalidValue, match=r"entries\[2\].editions.*2020.*got '2021'"):
        attrs.evolve(
            whole, editions=whole.editions[:1], entries=[*whole.entries[1:2], whole.entries[1], *whole.entries]
        )


def test_a_change_tells_what_was_told_before_what_is_told_now_and_in_which_editions() -> None:
    whole = publish(BOTH, at=FIRST)
    moved = SESSION.moved_to("2020-10", announced=FIRST)
    second = publish(BOTH.replacing(moved), previous=whole, at=FIRST + DAY)
    empty = attrs.evolve(BOTH, editions=[attrs.evolve(EDITION, sessions=[])])
    third = publish(empty, previous=second, at=FIRST + 2 * DAY)
    back = publish(BOTH, previous=third, at=FIRST + 3 * DAY)
    of_session = [
        [
            (one.kind, one.before, one.after, one.editions)
            for one in publication.changes
            if one.uid == whole.entries[0].uid
        ]
        for publication in (whole, second, third, back)
    ]
    both = ("2020", "2021")
    assert of_session == [
        [(ChangeKind.ADDED, None, SESSION, both)],
        [(ChangeKind.DATES, SESSION, moved, both)],
        [(ChangeKind.WITHDRAWN, moved, None, both)],
        [(ChangeKind.REVIVED, moved, SESSION, both)],
    ]


def test_a_view_keeps_every_number_of_the_whole() -> None:
    whole = publish(BOTH, at=FIRST)
    view = whole.only(edition="2021")
    assert view.view
    assert not whole.view
    assert [one.subject.id for one in view.entries] == [SESSION.id, "tunis-2021"]
    assert set(view.entries) <= set(whole.entries)
    assert mw.documents.loads(mw.documents.dumps(view)) == view


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({}, {"places": [attrs.evolve(BOLOGNA, name=mw.Text(en="Bologna", fr="Bologne"))]}, ChangeKind.WORDING),
        ({}, {"places": [attrs.evolve(BOLOGNA, coordinates=(44.4939, 11.3428))]}, ChangeKind.WORDING),
        ({}, {"places": [attrs.evolve(BOLOGNA, id="modena")]}, ChangeKind.PLACE),
        ({}, {"places": [mw.Area("bologna", "Bologna", country="IT")]}, ChangeKind.PLACE),
        ({}, {"time_zone": "Europe/Paris"}, ChangeKind.WORDING),
        ({"when": "2020-03-09T09:30"}, {"time_zone": "Europe/Paris"}, ChangeKind.DATES),
        ({"when": "2020-03-09T09:30"}, {"time_zone": "Europe/Rome"}, ChangeKind.WORDING),
        ({"when": "2020-03-09T09:30"}, {"when": "2020-03-09T09:45"}, ChangeKind.DATES),
        ({"when": "2020-03-09"}, {"when": "2020-03"}, ChangeKind.DATES),
    ],
)
def test_what_a_change_of_a_session_is(before: dict[str, Any], after: dict[str, Any], kind: ChangeKind) -> None:
    session = attrs.evolve(SESSION, **before)
    first = publish(attrs.evolve(EDITION, sessions=[session]), at=FIRST)
    then = attrs.evolve(EDITION, sessions=[attrs.evolve(session, **after)])
    second = publish(then, previous=first, at=FIRST + DAY)
    assert [change.kind for change in second.changes] == [kind]
    assert entry(second, SESSION.id).sequence == kind.is_material


@pytest.mark.parametrize(
    ("deadline", "kinds"),
    [
        (DEADLINE.read_in("Europe/Paris"), [ChangeKind.DATES]),
        (Deadline.on("2020-01-31", exclusive=True), [ChangeKind.DATES]),
        (Deadline.on("2020-01-31T17:00"), [ChangeKind.DATES]),
        (Deadline.on("2020-01-31", wording="end of January"), [ChangeKind.WORDING]),
        (Deadline.on("2020-01-31", opens="2019-12-01"), [ChangeKind.WORDING]),
        (Deadline.on("2020-01-31", grace_minutes=60), []),
    ],
)
def test_what_a_change_of_a_deadline_is(deadline: Deadline, kinds: list[ChangeKind]) -> None:
    """Grace is not announced: nobody is told of it, and the publication does not hold it."""
    first = publish(EDITION, at=FIRST)
    second = publish(attrs.evolve(EDITION, call=Call([deadline])), previous=first, at=FIRST + DAY)
    assert [change.kind for change in second.changes] == kinds
    assert "grace" not in mw.documents.dumps(second)


def test_new_forms_reword_the_deadline_alone_and_a_label_that_is_not_shown_nothing() -> None:
    first = publish(EDITION, at=FIRST)
    forms = attrs.evolve(EDITION, call=Call([DEADLINE], forms="https://example.org/form"))
    second = publish(forms, previous=first, at=FIRST + DAY)
    assert [(change.kind, change.uid) for change in second.changes] == [
        (ChangeKind.WORDING, entry(first, "applications").uid)
    ]
    relabelled = publish(attrs.evolve(EDITION, label="2020-2021"), previous=first, at=FIRST + DAY)
    assert relabelled.changes == ()
    assert relabelled.entries == first.entries


def test_an_edition_renamed_rewords_its_withdrawn_entries_while_they_are_shown() -> None:
    empty = attrs.evolve(EDITION, sessions=[])
    second = publish(empty, previous=publish(EDITION, at=FIRST), at=FIRST + DAY)
    renamed = attrs.evolve(empty, title="Ateliers")
    third = publish(renamed, previous=second, at=FIRST + 2 * DAY)
    assert (entry(third, SESSION.id).sequence, entry(third, SESSION.id).modified) == (1, FIRST + 2 * DAY)
    late = publish(renamed, previous=second, at=FIRST + 200 * DAY)
    assert entry(late, SESSION.id) == entry(second, SESSION.id)


def test_longer_windows_may_appear_later_and_nothing_has_changed() -> None:
    edition = attrs.evolve(EDITION, sessions=[attrs.evolve(SESSION, when="2020")])
    first = publish(edition, at=FIRST)
    assert not first.shows(entry(first, SESSION.id))
    second = publish(edition, previous=first, at=FIRST + DAY, longest_window=366)
    assert second.shows(entry(second, SESSION.id))
    assert second.changes == ()
    assert entry(second, SESSION.id).modified == FIRST + DAY
    assert publish(edition, previous=second, at=FIRST + 2 * DAY) == second


def test_what_was_never_shown_expires_without_a_word() -> None:
    edition = attrs.evolve(EDITION, sessions=[attrs.evolve(SESSION, when="XXXX")])
    empty = attrs.evolve(EDITION, sessions=[])
    second = publish(empty, previous=publish(edition, at=FIRST), at=FIRST + DAY)
    assert publish(empty, previous=second, at=FIRST + 400 * DAY) == second


def test_a_publication_continues_from_its_document() -> None:
    first = publish(BOTH, at=FIRST)
    kept = mw.documents.loads(mw.documents.dumps(first), Publication)
    after = BOTH.replacing(SESSION.moved_to("2020-10", announced=FIRST))
    assert publish(after, previous=kept, at=FIRST + DAY) == publish(after, previous=first, at=FIRST + DAY)


def material(subject: Subject) -> object:
    """Say what somebody who comes goes by: an oracle of our own, from the text of a subject and not from its fields."""
    if isinstance(subject, Deadline):
        limit = subject.current
        return str(limit.when), limit.zones, limit.fold, limit.exclusive
    if isinstance(subject, Milestone):
        return str(subject.when)
    zone = subject.zone if "T" in str(subject.when) else None
    places = [(type(place).__name__, place.id, place.country) for place in subject.places]
    flags = (subject.one_of_places, subject.dates_confirmed, subject.place_confirmed)
    parts: list[object] = []
    if isinstance(subject, Session):
        parts = [
            (part.id, str(part.when), "T" in str(part.when) and subject.zone_of(part), [one.id for one in part.places])
            for part in subject.parts
        ]
    return str(subject.when), zone, places, str(subject.mode), str(subject.status), flags, parts


def alive(session: Session, before: set[str]) -> set[str] | int:
    """Say which parts of a session have entries, or how many; *before* are those that had."""
    if session.parts:
        return {part.id for part in session.parts}
    if not isinstance(session.when, Days):
        return before
    return str(session.when).count(",") + 1 if "," in str(session.when) else 0


@st.composite
def histories(draw: st.DrawFn) -> list[Edition]:
    """Draw what an edition was at a few times: the same session as it was announced, with steps taken, or gone."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        kept = [draw(sessions(id=one)) for one in ("a", "b") if draw(st.integers(0, 3))]
        call = Call([draw(deadlines())]) if draw(st.booleans()) else None
        found.append(Edition(ID, "2020", title=draw(st.sampled_from(["A", "B"])), sessions=kept, call=call))
        if draw(st.booleans()):
            found.append(found[-1])
    return found


@given(histories())
def test_laws_of_any_history(history: list[Edition]) -> None:
    publication: Publication | None = None
    for number, edition in enumerate(history):
        at = FIRST + number * 40 * DAY
        following = publish(edition, previous=publication, at=at)
        assert publish(edition, previous=following, at=at + DAY / 2) == following
        old = {one.uid: one for one in publication.entries} if publication else {}
        new = {one.uid: one for one in following.entries}
        now = {s.id for s in edition.sessions} | {d.id for d in (edition.call.deadlines if edition.call else ())}
        for session in edition.sessions:
            had, has = (
                {
                    one.subject.id
                    for one in entries.values()
                    if isinstance(one.subject, PublishedPart)
                    and one.subject.session == session.id
                    and one.withdrawn is None
                }
                for entries in (old, new)
            )
            expected = alive(session, had)
            assert (len(has) if isinstance(expected, int) else has) == expected
        kinds: dict[str, set[ChangeKind]] = {}
        for change in following.changes:
            kinds.setdefault(change.uid, set()).add(change.kind)
        assert list(new)[: len(old)] == list(old)  # nothing is forgotten, and nothing moves
        for uid_, one in new.items():
            before = old.get(uid_)
            if not isinstance(one.subject, PublishedPart):
                assert (one.withdrawn is None) is (one.subject.id in now)
            if before is None:
                assert (one.sequence, one.published, one.modified) == (0, at, at)
                assert kinds[uid_] == {ChangeKind.ADDED}
                continue
            assert one.published == before.published
            assert (one.modified == at) is (uid_ in kinds)
            gone, was_gone = one.withdrawn is not None, before.withdrawn is not None
            raised = gone is not was_gone or (not gone and material(one.subject) != material(before.subject))
            assert one.sequence - before.sequence == raised
            assert raised is any(kind.is_material for kind in kinds.get(uid_, ()))
            if gone:
                assert (one.subject, one.dates) == (before.subject, before.dates)
            assert before.dates is None or one.dates is not None  # what was seen is never lost without a word
        publication = following


@given(
    st.lists(
        st.sampled_from(["move", "online", "postpone", "cancel", "drop", "restore", "retitle", "nothing"]), max_size=8
    )
)
def test_histories_keep_one_entry_for_each_identity_and_sequences_that_never_fall(steps: list[str]) -> None:
    edition, publication = EDITION, publish(EDITION, at=FIRST)
    for number, step in enumerate(steps, 1):
        at = FIRST + number * DAY
        session = next((s for s in edition.sessions if s.id == SESSION.id), None)
        try:
            if step == "drop":
                edition = attrs.evolve(edition, sessions=[])
            elif step == "restore" and session is None:
                edition = attrs.evolve(edition, sessions=[SESSION])
            elif step == "retitle" and session:
                edition = attrs.evolve(edition, sessions=[attrs.evolve(session, title=f"Title {number}")])
            elif session and step in ("move", "online", "postpone", "cancel"):
                if step == "move":
                    taken = session.moved_to(f"2021-{number:02}", announced=at)
                elif step == "online":
                    taken = session.moved_online(announced=at)
                elif step == "postpone":
                    taken = session.postponed(announced=at)
                else:
                    taken = session.cancelled(announced=at)
                edition = edition.replacing(taken)
        except InvalidValue:
            pass
        following = publish(edition, previous=publication, at=at)
        assert [one.uid for one in following.entries] == [one.uid for one in publication.entries]
        for old, new in zip(publication.entries, following.entries, strict=True):
            kinds = [change.kind for change in following.changes if change.uid == new.uid]
            assert new.sequence - old.sequence == any(kind.is_material for kind in kinds)
            assert (new.modified > old.modified) is bool(kinds)
            assert new.dates is not None
        publication = following


def test_a_deadline_whose_dates_are_taken_back_says_so_in_its_title() -> None:
    first = publish(EDITION, at=FIRST)
    longer = DEADLINE.extended_to("2020-02/2020-12", announced=FIRST)
    second = publish(EDITION.replacing(longer), previous=first, at=FIRST + DAY)
    taken_back = entry(second, "applications")
    assert taken_back.is_taken_back
    title = mw.words.entry_title(taken_back, second, "en")
    assert title == "New dates to be announced: Deadline for applications: Workshops"


def test_a_session_held_in_a_month_says_that_its_days_are_not_stated() -> None:
    held = SESSION.held(announced=FIRST)
    publication = publish(attrs.evolve(EDITION, sessions=[held]), at=FIRST)
    title = mw.words.entry_title(entry(publication, SESSION.id), publication, "fr")
    assert title.replace("\N{NO-BREAK SPACE}", " ") == "Bologna (a eu lieu ; jours non précisés)"


def test_hours_of_parts_are_told_in_their_own_zone_when_the_whole_loses_its_dates() -> None:
    timed = Session("s", "S", when="2020-07-09T09:30/2020-07-09T17:00", time_zone="Africa/Tunis")
    webinar = Part("1", when="2020-09-01T10:00/2020-09-01T11:00")
    # One of them has no last day yet, so that the whole has none to move to and stays where it was seen.
    in_parts = attrs.evolve(timed, when="XXXX", time_zone="Europe/Rome", parts=[webinar, Part("2", when="2020-10/")])
    first = publish(timed, at=datetime(2020, 1, 1, tzinfo=UTC), programme="a.example")
    then = publish(in_parts, previous=first, at=datetime(2020, 2, 1, tzinfo=UTC), programme="a.example")
    whole, part, _ = then.entries
    assert (whole.dates, part.dates) == (timed.when, webinar.when)
    assert isinstance(whole.subject, Session)
    assert whole.subject.zone == "Europe/Rome"
