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
    Deadline,
    Edition,
    InvalidValue,
    Programme,
    Publication,
    Session,
    State,
    When,
)
from metroworkshops.calendars import publish, uid
from metroworkshops.testing import editions, programmes

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
    ("again", "message"),
    [
        (lambda p: publish(EDITION, previous=p, at=FIRST - DAY), "must not be before the previous publication"),
        (lambda p: publish(EDITION, previous=p, at=datetime(2020, 5, 1)), "must have a time zone"),
        (lambda p: publish(Edition("b.example", "2020"), previous=p, at=FIRST), "must be a publication of 'b.example'"),
        (lambda p: publish(Edition(ID, "2021"), previous=p, at=FIRST), "covers other editions too"),
        (lambda _: publish(NEITHER, at=FIRST), "must be an Edition or a Programme"),
    ],
)
def test_what_makes_no_sense_is_refused(again: Any, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        again(publish(EDITION, at=FIRST))


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
