"""Identities: for life, whatever letters an id is written in."""

from __future__ import annotations

from metroworkshops.domain.identity import uuid_of


def test_an_identity_is_that_of_the_parts_as_json_in_ascii() -> None:
    """Worked out apart: the UUID, version 5, of ``["session", "workshops.example.org", "\\u00e9t\\u00e9"]``."""
    assert str(uuid_of("session", "workshops.example.org", "été")) == "28fde733-a7fc-54f1-a9fb-e7fb7ea58cfe"
    assert uuid_of("session", "a", "b") != uuid_of("session", "a, b")
