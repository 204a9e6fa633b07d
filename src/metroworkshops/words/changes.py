"""Changes in words: what a mail to participants says of a new publication."""

from __future__ import annotations

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.publication import Change, ChangeKind, Publication
from metroworkshops.domain.session import Session

from .catalogue import Catalogue, catalogue_for
from .deadlines import deadline
from .lists import one_line
from .names import mode, status, text_in
from .parts import dates
from .places import place

__all__ = ["changes", "subject_title"]


def changes(publication: Publication, language: str | Catalogue) -> str:
    """Say what a publication changed from the one before: one line for each change.

    Raises:
        NotFound: There are no messages in the language.
    """
    lines = [one_line(_change(change, language)) for change in publication.changes]
    return "\n".join(lines) or catalogue_for(language).say("changes-none")


def subject_title(subject: Session | Deadline, language: str | Catalogue) -> str:
    """Name a session or a deadline."""
    if isinstance(subject, Session):
        return text_in(subject.title, language)
    if subject.id == "applications":
        return catalogue_for(language).say("change-deadline")
    return catalogue_for(language).say("change-deadline-named", id=subject.id)


def _change(change: Change, language: str | Catalogue) -> str:
    catalogue = catalogue_for(language)
    subject = change.after or change.before
    if subject is None:
        return catalogue.say("changes-none")
    title = subject_title(subject, language)
    if change.kind is ChangeKind.DATES and isinstance(subject, Deadline):
        code = "change-limit"
    else:
        code = f"change-{change.kind.value}"
    said = catalogue.say(
        code, title=title, now=_seen(change, change.after, language), before=_seen(change, change.before, language)
    )
    reason = _reason(change, language)
    return catalogue.say("change-reason", change=said, reason=reason) if reason else said


def _seen(change: Change, subject: Session | Deadline | None, language: str | Catalogue) -> str:
    """Put the side of a change into words: what it was before, or what it is now."""
    if subject is None:
        return ""
    if isinstance(subject, Deadline):
        return deadline(subject, language)
    if change.kind is ChangeKind.PLACE:
        return place(subject, language)
    if change.kind is ChangeKind.MODE:
        return mode(subject.mode, language)
    if change.kind is ChangeKind.STATUS:
        return status(subject, language)
    return dates(subject, language)


def _reason(change: Change, language: str | Catalogue) -> str | None:
    """Find the reason that was given with the last step, when that step is new."""
    before, after = change.before, change.after
    if change.kind is ChangeKind.WORDING or before is None or after is None:
        return None
    reason = None
    if isinstance(after, Session) and isinstance(before, Session):
        reason = after.earlier[-1].reason if len(after.earlier) > len(before.earlier) else None
    elif isinstance(after, Deadline) and isinstance(before, Deadline):
        reason = after.amendments[-1].reason if len(after.amendments) > len(before.amendments) else None
    return text_in(reason, language) if reason else None
