"""Identity: a UUID for life, made of what never changes."""

from __future__ import annotations

import json
from typing import Final
from uuid import UUID, uuid5

__all__ = ["NAMESPACE", "uuid_of"]

NAMESPACE: Final = UUID("5c2f9d0e-6f0b-4f0a-9c55-0a1f6a3f2d71")
"""The namespace of our identities: drawn at random once, and never to change."""


def uuid_of(*parts: str) -> UUID:
    """Give the UUID (RFC 9562, version 5) of a kind, the programme's id, and whatever tells the entity apart in it.

    Calendars and web pages make their identities of it alike, so that a session is the same thing in both.

    >>> str(uuid_of("session", "workshops.example.org", "bologna-2020"))
    '6a3a5de0-5128-5007-a3e3-43ca2751132f'
    """
    # A JSON array keeps the parts apart, whatever characters they hold.
    return uuid5(NAMESPACE, json.dumps(parts, ensure_ascii=True))
