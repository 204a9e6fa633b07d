"""What a calendar says of its entries, in the reader's language.

Clients hide or ignore STATUS, so that titles say what is not settled.
"""

from __future__ import annotations

from metroworkshops.domain.deadline import Deadline
from metroworkshops.domain.publication import Entry, Publication, PublishedEdition
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

    Raises:
        NotFound: There are no messages in the language.
    """
    catalogue, subject = catalogue_for(language), entry.subject
    if isinstance(subject, Deadline):
        editions = _edition_names(entry, publication, language)
        if subject.id == "applications":
            title = catalogue.say("entry-deadline", edition=editions)
        else:
            title = catalogue.say("entry-deadline-named", id=subject.id, edition=editions)
        if entry.withdrawn:
            title = catalogue.say("entry-withdrawn", title=title)
        elif entry.is_taken_back:
            title = catalogue.say("entry-dateless", title=title)
        return one_line(title)
    title = text_in(subject.title, language)
    if isinstance(entry.dates, Days) and len(entry.dates.spans) > 1:
        title = catalogue.say("entry-separate-days", title=title, when=when(entry.dates, language))
    if entry.withdrawn:
        return one_line(catalogue.say("entry-withdrawn", title=title))
    if subject.state is State.CANCELLED:
        return one_line(catalogue.say("entry-cancelled", title=title))
    if subject.state is State.POSTPONED:
        return one_line(catalogue.say("entry-postponed", title=title))
    if entry.is_taken_back:
        return one_line(catalogue.say("entry-dateless", title=title))
    if subject.state is State.HELD and isinstance(subject.when, Window):
        title = catalogue.say("entry-held-window", title=title)
    if subject.state is State.PLANNED:
        dates = subject.dates_confirmed and not isinstance(subject.when, Window)
        if not dates and not subject.place_confirmed:
            code = "entry-dates-tentative" if isinstance(subject.when, Window) else "entry-tentative"
            title = catalogue.say(code, title=title)
        elif not dates:
            title = catalogue.say("entry-dates-tentative", title=title)
        elif not subject.place_confirmed:
            title = catalogue.say("entry-place-tentative", title=title)
    return one_line(title)


def entry_location(entry: Entry, language: str | Catalogue) -> str | None:
    """Give the place of an entry, on one line; None for a deadline."""
    return one_line(place(entry.subject, language)) if isinstance(entry.subject, Session) else None


def entry_description(entry: Entry, publication: Publication, language: str | Catalogue) -> str:
    """Describe an entry in plain text, one fact a line."""
    catalogue, subject = catalogue_for(language), entry.subject
    lines = [catalogue.say("entry-edition", editions=_edition_names(entry, publication, language))]
    if isinstance(subject, Deadline):
        lines.append(catalogue.say("entry-limit", limit=deadline(subject, language)))
        if said := doubt(subject, language):
            lines.append(said)
        if entry.withdrawn:
            lines.append(catalogue.say("entry-deadline-withdrawn"))
        lines += deadline_history(subject, language)
    else:
        lines.append(catalogue.say("entry-dates", when=dates(subject, language)))
        lines.append(catalogue.say("entry-place", place=place(subject, language)))
        if subject.mode is not Mode.UNKNOWN:
            lines.append(catalogue.say("entry-mode", mode=mode(subject.mode, language)))
        lines.append(catalogue.say("entry-status", status=status(subject, language)))
        if subject.attendance is Attendance.OPTIONAL:
            lines.append(catalogue.say("attendance-optional"))
        if subject.choice is not None:
            lines.append(catalogue.say("choice", choice=subject.choice))
        if subject.length is not None:
            lines.append(length(subject.length, language))
        lines += session_history(subject, language)
    if subject.wording:
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


def calendar_description(publication: Publication, language: str | Catalogue) -> str:
    """Describe a calendar; what could not be shown for want of dates is named."""
    catalogue = catalogue_for(language)
    left_out = [
        f"{subject_title(entry.subject, language)} ({_known(entry, language)})"
        for entry in publication.entries
        if entry.dates is None and entry.withdrawn is None
    ]
    lines = [catalogue.say("overview-programme", programme=publication.programme)]
    if left_out:
        lines.append(catalogue.say("calendar-left-out", entries=both(left_out, language)))
    return "\n".join(one_line(line) for line in lines)


def _known(entry: Entry, language: str | Catalogue) -> str:
    subject = entry.subject
    return deadline(subject, language) if isinstance(subject, Deadline) else when(subject.when, language)
