"""Identity of entries: a UID for life."""

from __future__ import annotations

import json
from typing import Final
from uuid import UUID, uuid5

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.session import Session

__all__ = ["NAMESPACE", "uid"]

NAMESPACE: Final = UUID("5c2f9d0e-6f0b-4f0a-9c55-0a1f6a3f2d71")
"""The namespace of our UIDs: drawn at random once, and never to change."""


def uid(subject: Session | Deadline, *, programme: str, edition: str) -> str:
    """Give the UID of a session or a deadline (RFC 5545 section 3.8.4.7, RFC 7986 section 5.3).

    It is made of what never changes: the kind, the programme's id, the entity's id, and for a deadline the edition's
    id. Title, dates, place and position play no part; a session shared by two editions has one.

    >>> from metroworkshops import Session
    >>> uid(Session("bologna-2020", "Bologna"), programme="workshops.example.org", edition="2020")
    '6a3a5de0-5128-5007-a3e3-43ca2751132f'
    """
    kind = ["session", programme] if isinstance(subject, Session) else ["deadline", programme, edition]
    # A JSON array keeps the parts apart, whatever characters they hold.
    return str(uuid5(NAMESPACE, json.dumps([*kind, subject.id], ensure_ascii=True)))
