"""What a calendar says of its entries, in the reader's language.

Clients hide or ignore STATUS, so that titles say what is not settled.
"""

from __future__ import annotations

from collections.abc import Sequence

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.milestone import Milestone
from metroworkshops.domain.publication import Entry, Publication, PublishedEdition
from metroworkshops.domain.published_part import PublishedPart
from metroworkshops.domain.session import Session
from metroworkshops.domain.state import Attendance, Mode, State
from metroworkshops.domain.when import Days, Window

from .catalogue import Catalogue, catalogue_for
from .changes import subject_title
from .dates import when
from .deadlines import deadline, doubt
from .history import deadline_history, session_history
from .lists import both, one_line
from .names import length, mode, status, text_in
from .parts import dates
from .places import place

__all__ = ["calendar_description", "calendar_name", "entry_description", "entry_location", "entry_title"]


def _edition_name(value: PublishedEdition, language: str | Catalogue) -> str:
    return text_in(value.title, language) if value.title else one_line(value.label)


def _edition_names(entry: Entry, publication: Publication, language: str | Catalogue) -> str:
    return both([_edition_name(publication.edition(one), language) for one in entry.editions], language)


def entry_title(entry: Entry, publication: Publication, language: str | Catalogue) -> str:
    """Give the title of an entry, on one line; it says what is not settled.

    A part of a session has the session's title before its own.

    Raises:
        NotFound: There are no messages in the language.
    """
    subject = entry.subject
    if isinstance(subject, Deadline | Milestone):
        title = _duty_title(entry, subject, publication, language)
    else:
        title = _session_title(entry, subject, language)
    return one_line(title)


def _duty_title(
    entry: Entry, subject: Deadline | Milestone, publication: Publication, language: str | Catalogue
) -> str:
    catalogue = catalogue_for(language)
    editions = _edition_names(entry, publication, language)
    if isinstance(subject, Milestone):
        title = catalogue.say("entry-milestone", title=text_in(subject.title, language), edition=editions)
    elif subject.id == "applications":
        title = catalogue.say("entry-deadline", edition=editions)
    else:
        title = catalogue.say("entry-deadline-named", id=subject.id, edition=editions)
    if entry.withdrawn:
        return catalogue.say("entry-withdrawn", title=title)
    if entry.is_taken_back:
        return catalogue.say("entry-dateless", title=title)
    if isinstance(subject, Milestone) and isinstance(entry.dates, Window):
        return catalogue.say("entry-day-tentative", title=title)
    return title


def _session_title(entry: Entry, subject: Session | PublishedPart, language: str | Catalogue) -> str:
    catalogue = catalogue_for(language)
    title = text_in(subject.title, language)
    if isinstance(subject, Session) and subject.parts:
        title = catalogue.say("entry-parts", n=len(subject.parts), title=title)
    elif isinstance(entry.dates, Days) and len(entry.dates.spans) > 1:
        title = catalogue.say("entry-separate-days", title=title, when=when(entry.dates, language))
    if entry.withdrawn:
        return catalogue.say("entry-withdrawn", title=title)
    if subject.state is State.CANCELLED:
        return catalogue.say("entry-cancelled", title=title)
    if subject.state is State.POSTPONED:
        return catalogue.say("entry-postponed", title=title)
    if entry.is_taken_back:
        return catalogue.say("entry-dateless", title=title)
    if subject.state is State.HELD:
        return catalogue.say("entry-held-window", title=title) if isinstance(subject.when, Window) else title
    dates_settled = subject.dates_confirmed and not isinstance(subject.when, Window)
    if dates_settled and subject.place_confirmed:
        return title
    if dates_settled:
        return catalogue.say("entry-place-tentative", title=title)
    if subject.place_confirmed or isinstance(subject.when, Window):
        return catalogue.say("entry-dates-tentative", title=title)
    return catalogue.say("entry-tentative", title=title)


def entry_location(entry: Entry, language: str | Catalogue) -> str | None:
    """Give the place of an entry, on one line; None for a deadline or a milestone."""
    return None if isinstance(entry.subject, Deadline | Milestone) else one_line(place(entry.subject, language))


def entry_description(entry: Entry, publication: Publication, language: str | Catalogue) -> str:
    """Describe an entry in plain text, one fact a line."""
    catalogue, subject = catalogue_for(language), entry.subject
    lines = []
    if entry.editions:
        lines.append(catalogue.say("entry-edition", editions=_edition_names(entry, publication, language)))
    if isinstance(subject, Milestone):
        lines.append(catalogue.say("entry-dates", when=when(subject.when, language)))
    elif isinstance(subject, Deadline):
        lines.append(catalogue.say("entry-limit", limit=deadline(subject, language)))
        if said := doubt(subject, language):
            lines.append(said)
        if entry.withdrawn:
            lines.append(catalogue.say("entry-deadline-withdrawn"))
        lines += deadline_history(subject, language)
    else:
        said = dates(subject, language) if isinstance(subject, Session) else when(subject.when, language)
        lines.append(catalogue.say("entry-dates", when=said))
        lines.append(catalogue.say("entry-place", place=place(subject, language)))
        if subject.mode is not Mode.UNKNOWN:
            lines.append(catalogue.say("entry-mode", mode=mode(subject.mode, language)))
        lines.append(catalogue.say("entry-status", status=status(subject, language)))
        if subject.attendance is Attendance.OPTIONAL:
            lines.append(catalogue.say("attendance-optional"))
        if subject.choice is not None:
            lines.append(catalogue.say("choice", choice=subject.choice))
        if isinstance(subject, Session):
            if subject.length is not None:
                lines.append(length(subject.length, language))
            lines += session_history(subject, language)
    if not isinstance(subject, PublishedPart):
        if subject.wording and (isinstance(subject, Milestone) or subject.is_as_worded):
            lines.append(catalogue.say("overview-wording", wording=subject.wording))
        lines += [catalogue.say("overview-source", source=source) for source in subject.sources]
    lines = [one_line(line) for line in lines]
    if isinstance(subject, Deadline):
        forms = (publication.edition(one).forms for one in entry.editions)
        lines += [text_in(form, language) for form in forms if form is not None]
    return "\n".join(lines)


def calendar_name(publication: Publication, language: str | Catalogue) -> str:
    """Name a calendar: the title of the programme or edition that it shows."""
    if publication.title is not None:
        return text_in(publication.title, language)
    return both([_edition_name(one, language) for one in publication.editions], language) or publication.programme


def calendar_description(publication: Publication, language: str | Catalogue, *, hidden: Sequence[Entry] = ()) -> str:
    """Describe a calendar; what it does not show is named.

    Args:
        publication: What it shows.
        language: A BCP 47 tag, or a catalogue of messages.
        hidden: The entries that are left out until they are settled. Those without dates are named anyway.
    """
    catalogue = catalogue_for(language)
    dateless = [
        entry
        for entry in publication.entries
        if entry.dates is None
        and entry.withdrawn is None
        and (publication.milestones or not isinstance(entry.subject, Milestone))
    ]
    lines = [catalogue.say("overview-programme", programme=publication.programme)]
    for code, entries in (("calendar-left-out", dateless), ("calendar-tentative-left-out", hidden)):
        if entries:
            named = [f"{subject_title(one.subject, language)} ({_known(one, language)})" for one in entries]
            lines.append(catalogue.say(code, entries=both(named, language)))
    return "\n".join(one_line(line) for line in lines)


def _known(entry: Entry, language: str | Catalogue) -> str:
    subject = entry.subject
    return deadline(subject, language) if isinstance(subject, Deadline) else when(subject.when, language)
