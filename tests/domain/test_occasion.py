"""What a session and a published part of one share is declared alike."""

from __future__ import annotations

import attrs
import pytest

from metroworkshops import PublishedPart, Session

SHARED = [one.name for one in attrs.fields(PublishedPart) if one.name != "session"]


@pytest.mark.parametrize("name", SHARED)
def test_a_part_is_told_of_as_a_session_is(name: str) -> None:
    of_session, of_part = getattr(attrs.fields(Session), name), getattr(attrs.fields(PublishedPart), name)
    assert (of_part.type, of_part.converter, of_part.default) == (
        of_session.type,
        of_session.converter,
        of_session.default,
    )


def test_its_other_fields_are_of_a_whole_session_alone() -> None:
    left = [one.name for one in attrs.fields(Session) if one.name not in SHARED]
    assert left == ["length", "wording", "sources", "earlier", "parts"]
