"""Laws of what has been published: each entry, what it is of, and how a calendar shows it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given

from metroworkshops import Edition, NotFound, Publication, PublishedPart, Session, State
from metroworkshops.calendars import publish
from metroworkshops.testing import editions, publications

FIRST = datetime(2020, 1, 1, tzinfo=UTC)


@given(editions())
def test_an_entry_that_is_new_shows_what_its_subject_states(edition: Edition) -> None:
    publication = publish(edition, at=FIRST, milestones=True)
    for entry in publication.entries:
        assert not entry.is_taken_back
        assert entry.dates in (None, entry.stated)
        assert publication.shows(entry) == (entry.dates is not None)


@given(editions())
def test_a_session_in_parts_has_an_entry_for_each_on_the_clocks_of_the_session(edition: Edition) -> None:
    entries = publish(edition, at=FIRST).entries
    published = [one.subject for one in entries if isinstance(one.subject, PublishedPart)]
    for entry in entries:
        if isinstance(entry.subject, Session):
            session = entry.subject
            found = [one for one in published if one.session == session.id]
            assert entry.is_split or not found
            zones = {part.id: session.zone_of(part) for part in session.parts}
            assert all(one.zone == zones.get(one.id, session.zone) for one in found)
            if session.state is not State.POSTPONED:
                assert zones.keys() <= {one.id for one in found}
        else:
            assert not entry.is_split


@given(publications())
def test_each_edition_that_was_published_is_found_and_no_other(publication: Publication) -> None:
    for edition in publication.editions:
        assert publication.edition(edition.id) == edition
        assert publication.only(edition=edition.id).edition(edition.id) == edition
    named = {one for entry in publication.entries for one in entry.editions}
    assert named <= {edition.id for edition in publication.editions}
    with pytest.raises(NotFound) as missing:
        publication.edition("none of these")
    assert set(missing.value.known) == {edition.id for edition in publication.editions}
