"""Publications: the view of one edition, and what is not in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from metroworkshops import Edition, NotFound, Programme, Publication, Session
from metroworkshops.calendars import publish

AT = datetime(2020, 1, 1, tzinfo=UTC)
ID = "workshops.example.org"
OURS, THEIRS, SHARED = (Session(name, name, when="2020-03") for name in ("ours", "theirs", "shared"))
WHOLE = publish(
    Programme(
        ID,
        "W",
        editions=[
            Edition(ID, "1", sessions=[OURS, SHARED]),
            Edition(ID, "2", sessions=[SHARED]),
            Edition(ID, "3", sessions=[THEIRS]),
        ],
    ),
    at=AT,
)


def test_a_view_holds_the_entries_and_the_changes_of_its_edition_and_names_whoever_shares_them() -> None:
    view = WHOLE.only(edition="1")
    assert {entry.subject.id for entry in view.entries} == {"ours", "shared"}
    assert {change.uid for change in view.changes} == {entry.uid for entry in view.entries}
    assert [edition.id for edition in view.editions] == ["1", "2"]
    assert (view.view, WHOLE.view) == (True, False)


def test_the_view_of_an_edition_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound) as caught:
        WHOLE.only(edition="4")
    assert str(caught.value) == "no edition '4' in this publication; there are: 1, 2, 3"
    assert Publication(ID, AT).editions == ()
