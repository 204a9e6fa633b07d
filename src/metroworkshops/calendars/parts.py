"""Parts: the events of their own in which a session takes place, when it is not one run of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from attrs import evolve

from metroworkshops.domain.part import Part
from metroworkshops.domain.published_part import PublishedPart
from metroworkshops.domain.session import Session
from metroworkshops.domain.text import UNTAGGED, Text
from metroworkshops.domain.when import UNKNOWN, Days, When

__all__ = ["parts_of"]


def parts_of(
    session: Session, published: Sequence[PublishedPart], withdrawn: Sequence[PublishedPart], title: Text
) -> list[PublishedPart]:
    """Give the parts of a session as they are told now; nothing when it is one run of days, or a window.

    Separate days are parts too. They have no ids, so that each gets one when it is first published, "day-1", "day-2"
    and so on, and keeps it: the days that stay are told by their dates, those that moved follow in order. While a
    session that had parts has no days at all, they wait for new ones.

    Args:
        session: The session as a whole.
        published: Its parts as they were last published.
        withdrawn: Those of its parts that were withdrawn, as they were last published.
        title: The session's own title, as it was last published.
    """
    if session.parts:
        return [_of_part(session, part, part.title or Text(part.id)) for part in session.parts]
    if not isinstance(session.when, Days):
        return [_waiting(session, part, title) for part in published]
    runs = session.when.runs
    if len(runs) == 1:
        return []
    return [_of_part(session, part) for part in _days(runs, published, withdrawn)]


def _of_part(session: Session, part: Part, title: Text | None = None) -> PublishedPart:
    return PublishedPart(
        session.id,
        part.id,
        title=_title(session.title, title),
        when=part.when,
        dates_confirmed=session.dates_confirmed and part.when.is_known,
        places=part.places or session.places,
        one_of_places=session.one_of_places and not part.places,
        place_confirmed=session.place_confirmed,
        mode=session.mode,
        attendance=session.attendance,
        choice=session.choice,
        time_zone=session.zone_of(part),
        state=session.state,
    )


def _title(whole: Text, part: Text | None) -> Text:
    """Join the title of a session and that of its part, in every language that either has."""
    if part is None:
        return whole
    tags = dict.fromkeys([*whole.tags, *part.tags])
    # What is in no particular language serves for all, beside those that are.
    tags = {tag: None for tag in tags if tag != UNTAGGED} or tags
    original = next((one.original for one in (whole, part) if one.original in tags), None)
    return Text({tag: f"{whole.in_language(tag)} – {part.in_language(tag)}" for tag in tags}, original=original)


def _retitled(told: Text, before: Text, now: Text) -> Text:
    """Put the title that a session has now in the place of the one with which the title of its part begins."""
    if told == before:  # of a separate day
        return now
    starts = {tag: f"{before.in_language(tag)} – " for tag in told.tags}
    if before == now or not all(told.in_language(tag).startswith(start) for tag, start in starts.items()):
        return told
    own = {tag: told.in_language(tag).removeprefix(start) for tag, start in starts.items()}
    return _title(now, Text(own, original=told.original))


def _waiting(session: Session, part: PublishedPart, title: Text) -> PublishedPart:
    return evolve(
        part,
        title=_retitled(part.title, title, session.title),
        when=UNKNOWN,
        dates_confirmed=False,
        places=session.places,
        one_of_places=session.one_of_places,
        place_confirmed=session.place_confirmed,
        mode=session.mode,
        state=session.state,
    )


def _days(
    runs: Sequence[Days], published: Sequence[PublishedPart], withdrawn: Sequence[PublishedPart]
) -> Iterator[Part]:
    """Make each run of days a part under its id: that of the part that stands for it, else a new one."""
    taken: set[When] = set(runs)
    named: dict[When, str] = {}
    # What goes on comes before what was withdrawn: both may have been on the same day.
    for part in (*published, *withdrawn):
        if part.when in taken:
            named.setdefault(part.when, part.id)
    moved = iter([part.id for part in published if named.get(part.when) != part.id])
    ever = {part.id for part in (*published, *withdrawn)}
    new = (name for name in map("day-{}".format, count(1)) if name not in ever)
    for run in runs:
        yield Part(named.get(run) or next(moved, None) or next(new), when=run)
