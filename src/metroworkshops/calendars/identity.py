"""Identity of entries: a UID for life."""

from __future__ import annotations

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.identity import uuid_of
from metroworkshops.domain.session import Session

__all__ = ["uid"]


def uid(subject: Session | Deadline, *, programme: str, edition: str) -> str:
    """Give the UID of a session or a deadline (RFC 5545 section 3.8.4.7, RFC 7986 section 5.3).

    It is made of what never changes: the kind, the programme's id, the entity's id, and for a deadline the edition's
    id. Title, dates, place and position play no part; a session shared by two editions has one.

    >>> from metroworkshops import Session
    >>> uid(Session("bologna-2020", "Bologna"), programme="workshops.example.org", edition="2020")
    '6a3a5de0-5128-5007-a3e3-43ca2751132f'
    """
    kind = ("session", programme) if isinstance(subject, Session) else ("deadline", programme, edition)
    return str(uuid_of(*kind, subject.id))
