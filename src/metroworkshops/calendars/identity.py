"""Identity of entries: a UID for life."""

from __future__ import annotations

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.identity import uuid_of
from metroworkshops.domain.milestone import Milestone
from metroworkshops.domain.part import Part
from metroworkshops.domain.published_part import PublishedPart
from metroworkshops.domain.session import Session

__all__ = ["session_uid", "uid"]


def uid(
    subject: Session | Part | PublishedPart | Deadline | Milestone,
    *,
    programme: str,
    edition: str | None = None,
    session: str | None = None,
) -> str:
    """Give the UID of an entry (RFC 5545 section 3.8.4.7, RFC 7986 section 5.3).

    It is made of what never changes: the kind, the programme's id, the entity's id; for a deadline or a milestone the
    edition's id too, for a part its session's. Title, dates, place and position play no part; a session shared by two
    editions has one.

    Args:
        subject: What the entry is of.
        programme: The id of the programme.
        edition: The id of the edition: for a deadline or a milestone.
        session: The id of the session: for a part, unless it was published and says so itself.

    Raises:
        InvalidValue: The edition of a deadline or a milestone is not given, or the session of a part.

    >>> from metroworkshops import Part, Session
    >>> uid(Session("bologna-2020", "Bologna"), programme="workshops.example.org")
    '6a3a5de0-5128-5007-a3e3-43ca2751132f'
    >>> uid(Part("webinar-1"), programme="workshops.example.org", session="bologna-2020")
    'ed535ce8-47ec-5014-b700-46821a351d0c'
    """
    if isinstance(subject, Session):
        return session_uid(subject.id, programme)
    kind, within, name = _within(subject, edition, session)
    if within is None:
        raise InvalidValue(f"{name!r} must be given: the id of that of the {kind}", subject)
    return str(uuid_of(kind, programme, within, subject.id))


def session_uid(session: str, programme: str) -> str:
    """Give the UID of a session by its id."""
    return str(uuid_of("session", programme, session))


def _within(
    subject: Part | PublishedPart | Deadline | Milestone, edition: str | None, session: str | None
) -> tuple[str, str | None, str]:
    """Give the kind of what has its id within something else, the id of that, and what to call it."""
    if isinstance(subject, Part | PublishedPart):
        return "part", session if isinstance(subject, Part) else subject.session, "session"
    return "milestone" if isinstance(subject, Milestone) else "deadline", edition, "edition"
