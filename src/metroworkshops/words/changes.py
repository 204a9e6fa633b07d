"""Changes in words: what a mail to participants says of a new publication."""

from __future__ import annotations

from collections.abc import Sequence

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.milestone import Milestone
from metroworkshops.domain.publication import Change, ChangeKind, Publication, Subject
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import State
from metroworkshops.domain.text import Text
from metroworkshops.domain.when import When

from .catalogue import Catalogue, catalogue_for
from .deadlines import limit
from .lists import one_line
from .moves import announced, session_moved
from .names import text_in
from .phrases import Shape, clock_times, dated, from_to, in_a_sentence, said, shape, together

__all__ = ["changes", "subject_title"]


def changes(publication: Publication, language: str | Catalogue) -> str:
    r"""Say what a publication changed from the one before, as a mail to participants would: one line for each thing.

    All that changed of a session stands on its line, its parts included. Nothing personal is in it: titles and
    reasons are those that the organiser gave, in the reader's language.

    Raises:
        NotFound: There are no messages in the language.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import calendars, metropolitan_workshops
    >>> edition, at = metropolitan_workshops().edition("2020"), datetime(2020, 3, 2, tzinfo=UTC)
    >>> first = calendars.publish(edition, at=at)
    >>> moved = edition.replacing(edition.session("bologna-2020").moved_to("2020-10", announced=at))
    >>> second = calendars.publish(moved, previous=first, at=at)
    >>> changes(second, "en"), changes(second, "fr")
    ('Bologna: postponed from March to October 2020', 'Bologne\xa0: reportée de mars à octobre 2020')
    """
    by_subject: dict[str, list[Change]] = {}
    for change in publication.changes:
        if change.part_of is None:  # a session's own changes tell of its parts
            by_subject.setdefault(change.uid, []).append(change)
    lines = [one_line(_line(found, language)) for found in by_subject.values()]
    return "\n".join(lines) or catalogue_for(language).say("changes-none")


def subject_title(subject: Subject, language: str | Catalogue) -> str:
    """Name what an entry is of: a session, a deadline or a milestone."""
    if not isinstance(subject, Deadline):
        return text_in(subject.title, language)
    if subject.id == "applications":
        return catalogue_for(language).say("change-deadline")
    return catalogue_for(language).say("change-deadline-named", id=subject.id)


def _line(found: Sequence[Change], language: str | Catalogue) -> str:
    before, after = found[0].before, found[0].after
    subject = after or before
    if subject is None:  # Not made by publish
        return said("changes-none", language)
    clauses = _clauses({change.kind for change in found}, before, after, language)
    clauses += _renamed(before, after, language)
    clauses = clauses or [said("change-wording", language)]
    title = subject_title(subject, language)
    line = said("change-line", language, title=title, change=together(clauses, language))
    reasons = [text_in(reason, language) for reason in _reasons(before, after)]
    return said("change-reason", language, change=line, reason=together(reasons, language)) if reasons else line


def _clauses(
    kinds: set[ChangeKind], before: Subject | None, after: Subject | None, language: str | Catalogue
) -> list[str]:
    if ChangeKind.WITHDRAWN in kinds:
        return [_withdrawn(before, language)]
    if after is None or kinds == {ChangeKind.WORDING}:
        return []
    if before is None or kinds & {ChangeKind.ADDED, ChangeKind.REVIVED}:
        return [_announced(after, language, again=ChangeKind.REVIVED in kinds)]
    if isinstance(before, Session) and isinstance(after, Session):
        return session_moved(before, after, language)
    if isinstance(before, Deadline) and isinstance(after, Deadline):
        return [_limit_moved(before.current, after.current, language)]
    if isinstance(before, Milestone) and isinstance(after, Milestone) and before.when != after.when:
        return [_milestone_moved(before.when, after.when, language)]
    return []


def _announced(subject: Subject, language: str | Catalogue, *, again: bool) -> str:
    if isinstance(subject, Session):
        return announced(subject, language, again=again)
    code = "change-date-revived" if again else "change-date-added"
    return said(code, language, now=_date_of(subject, language))


def _date_of(subject: Subject, language: str | Catalogue) -> str:
    if isinstance(subject, Deadline):
        return limit(subject.current, language)
    return in_a_sentence(subject.when, language)


def _withdrawn(before: Subject | None, language: str | Catalogue) -> str:
    if isinstance(before, Session):
        if not before.when.is_known:
            return said("change-withdrawn", language)
        return said("change-withdrawn-before", language, before=in_a_sentence(before.when, language))
    if before is None:
        return said("change-date-withdrawn", language)
    return said("change-date-withdrawn-before", language, before=_date_of(before, language))


def _renamed(before: Subject | None, after: Subject | None, language: str | Catalogue) -> list[str]:
    if before is None or after is None:
        return []
    was, now = subject_title(before, language), subject_title(after, language)
    return [said("change-title", language, before=was)] if was != now else []


def _milestone_moved(before: When, after: When, language: str | Catalogue) -> str:
    if not before.is_known:
        return said("change-milestone-first", language, now=in_a_sentence(after, language))
    if not after.is_known:
        return said("change-milestone-unknown", language, before=in_a_sentence(before, language))
    if shape(before) is shape(after) is Shape.POINT and not after.narrows(before):
        was, now = from_to(before, after, language)
        return said("change-milestone-moved", language, before=was, now=now)
    code = "change-milestone-refined" if after.narrows(before) else "change-milestone"
    return said(code, language, before=in_a_sentence(before, language), now=in_a_sentence(after, language))


def _limit_moved(before: Limit, after: Limit, language: str | Catalogue) -> str:
    now = limit(after, language)
    if (before.when, before.exclusive) == (after.when, after.exclusive):
        if before.zones and after.zones:
            return said("change-limit-zone", language, now=now)
        if after.zones:
            return said("change-limit-zone-stated", language, now=now)
        return said("change-limit-zone-withdrawn", language, now=_without_zone(after, language))
    was, then = before.ends_between(), after.ends_between()
    code = f"change-limit-{'moved' if was == then else 'later' if then > was else 'earlier'}"
    shapes = {shape(before.when), shape(after.when)}
    if was == then or before.exclusive or after.exclusive or shapes != {Shape.POINT}:
        return said(f"{code}-other", language, now=now, before=_limit_before(before, after, language))
    if before.zones == after.zones:
        short, _ = from_to(before.when, after.when, language)
        return said(code, language, before=short, now=dated(now))
    return said(code, language, before=dated(limit(before, language)), now=dated(now))


def _limit_before(before: Limit, after: Limit, language: str | Catalogue) -> str:
    """Put what a limit was into words; the zone that both share is said with what it is now."""
    if before.zones != after.zones:
        return dated(limit(before, language))
    hour = clock_times(before.when, language)
    same_day = before.when.earliest == after.when.earliest and clock_times(after.when, language) is not None
    return hour if hour and same_day else _without_zone(before, language)


def _without_zone(value: Limit, language: str | Catalogue) -> str:
    words = in_a_sentence(value.when, language)
    return catalogue_for(language).say("limit-exclusive", limit=words) if value.exclusive else words


def _reasons(before: Subject | None, after: Subject | None) -> list[Text]:
    """Find the reasons given with the steps that are new; of a session called off or held, with the last alone."""
    if isinstance(after, Session) and isinstance(before, Session):
        steps = after.earlier[len(before.earlier) :]
        if after.state is not State.PLANNED:
            steps = steps[-1:]
        given = [step.reason for step in steps]
    elif isinstance(after, Deadline) and isinstance(before, Deadline):
        given = [amendment.reason for amendment in after.amendments[len(before.amendments) :]]
    else:
        return []
    return list(dict.fromkeys(reason for reason in given if reason is not None))
