"""``metroworkshops publish`` and ``changes``: calendars that stay right, and what a new publication would change."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import click
from attrs import evolve, frozen

import metroworkshops as mw
from metroworkshops.domain.errors import InvalidValue

from .exits import cannot, refused
from .options import (
    DOCUMENT,
    FILE,
    Language,
    at_option,
    example,
    form_option,
    json_option,
    language_option,
    languages_option,
)
from .reading import form_in, is_stdin, name_of, read_document
from .terminal import say
from .writing import print_bytes, print_json, put

__all__ = ["changes", "publish"]

_WHOLE: Final = "programme"
"""What the calendar of a whole programme is called."""

_publication_option = click.option(
    "--publication",
    "record",
    type=FILE,
    required=True,
    help="What was published so far: a document, which is read and replaced. Keep it: without it sequence "
    "numbers begin again, and calendars take the old for the newer.",
)
_create_option = click.option(
    "--create", is_flag=True, help="Begin a publication if there is none yet. Without it, a wrong name is refused."
)


@click.command(
    epilog=example(
        "metroworkshops publish programme.json --publication published.json --create \\\n"
        "    --folder calendars --language fr --language en"
    )
)
@DOCUMENT
@_publication_option
@_create_option
@click.option(
    "--folder",
    type=FILE,
    default=".",
    show_default=True,
    help="Where calendars go: ID.TAG.ics for each edition, and programme.TAG.ics for a programme. '-' is stdout, for a "
    "single one.",
)
@click.option(
    "--edition",
    "edition_ids",
    metavar="ID",
    multiple=True,
    help="Write the calendar of this edition alone. Give it again for each.  [default: all there are]",
)
@languages_option
@at_option
@click.option("--keep-days", type=int, metavar="DAYS", help="For how long a withdrawn entry is still shown.")
@click.option("--longest-window", type=int, metavar="DAYS", help="The longest window that is shown as an entry.")
@form_option
@json_option
def publish(
    document: Path,
    *,
    record: Path,
    create: bool,
    folder: Path,
    edition_ids: tuple[str, ...],
    languages: tuple[Language, ...],
    at: datetime,
    keep_days: int | None,
    longest_window: int | None,
    form: str | None,
    as_json: bool,
) -> None:
    """Publish calendars, against what was published before.

    An edition or a programme becomes calendars (.ics). Each file is replaced whole or not at all, and one that would
    not change is left as it is. The publication is written first, then the calendars: stopped half-way, run it again
    and the calendars come out the same, with the sequence numbers and the instants of the publication that was kept.
    What changed is told in the first language.
    """
    what, previous = _read(document, record, form=form, create=create)
    following = mw.calendars.publish(what, previous=previous, at=at, keep_days=keep_days, longest_window=longest_window)
    # All is made before anything is written, so that what is refused changes nothing.
    views = _views(following, edition_ids, whole=isinstance(what, mw.Programme))
    calendars = [_Calendar.of(name, view, language) for name, view in views for language in languages]
    to_stdout = is_stdin(folder)
    if to_stdout and len(calendars) != 1:
        raise click.UsageError("stdout takes one calendar: choose one '--edition' and one '--language'")
    if to_stdout and calendars[0].why_not:
        raise refused(calendars[0].why_not)
    text = mw.documents.dumps(following, form=form_in(record, None)).encode()
    if not to_stdout:
        folder.mkdir(parents=True, exist_ok=True)
    files = {str(record): following != previous and put(record, text)}
    for calendar in calendars:
        if to_stdout:
            print_bytes(calendar.data)
        elif calendar.data:
            path = folder / calendar.name
            files[str(path)] = put(path, calendar.data)
    left_out = {calendar.name: calendar.why_not for calendar in calendars if calendar.why_not}
    if as_json and not to_stdout:
        told = {name: "written" if written else "unchanged" for name, written in files.items()}
        print_json({"files": told, "left_out": left_out, "changes": _changes(following, languages[0])})
        return
    say(mw.words.changes(following, languages[0]), style="none", stderr=to_stdout)
    for name, written in files.items():
        say(f"{'written' if written else 'unchanged'}: {name}", style="dim", stderr=True)
    for name, why in left_out.items():
        say(f"left out: {name}: {why}", style="yellow", stderr=True)


@click.command(epilog=example("metroworkshops changes programme.json --publication published.json --language fr"))
@DOCUMENT
@_publication_option
@_create_option
@at_option
@language_option
@form_option
@json_option
def changes(
    document: Path,
    *,
    record: Path,
    create: bool,
    at: datetime,
    language: Language,
    form: str | None,
    as_json: bool,
) -> None:
    """Say what publishing would change, and write nothing."""
    what, previous = _read(document, record, form=form, create=create)
    following = mw.calendars.publish(what, previous=previous, at=at)
    if as_json:
        print_json(_changes(following, language))
    else:
        say(mw.words.changes(following, language), style="none")


def _read(
    document: Path, record: Path, *, form: str | None, create: bool
) -> tuple[mw.Edition | mw.Programme, mw.Publication | None]:
    """Read what is published, and what was."""
    if is_stdin(record):
        raise click.UsageError("'--publication' must be a file such as 'published.json', which is replaced, got '-'")
    what = read_document(document, form=form)
    if not isinstance(what, mw.Edition | mw.Programme):
        raise refused(f"{name_of(document)}: what is published must be an edition or a programme, got another document")
    try:
        return what, read_document(record, mw.Publication)
    except FileNotFoundError:
        if not create:
            raise cannot(
                f"{name_of(record)}: no such file, in which what was published so far is kept. Only if nothing was, "
                "begin with '--create'"
            ) from None
    return what, None


def _views(whole_: mw.Publication, edition_ids: tuple[str, ...], *, whole: bool) -> list[tuple[str, mw.Publication]]:
    """Name the publication as a whole, and the views of its editions."""
    known = [edition.id for edition in whole_.editions]
    unknown = [one for one in edition_ids if one not in known]
    if unknown:
        raise click.UsageError(f"there is no edition {unknown[0]!r}; there are: {', '.join(known)}")
    views = [(one, whole_.only(edition=one)) for one in dict.fromkeys(edition_ids or known)]
    if whole and not edition_ids:
        views.insert(0, (_WHOLE, whole_))
    names = [name.casefold() for name, _ in views]
    for name, _ in views:
        if names.count(name.casefold()) > 1:
            raise refused(f"every calendar must have a name of its own, got {name!r} twice: choose with '--edition'")
    return views


@frozen
class _Calendar:
    """A calendar to be written, or why it is not."""

    name: str
    data: bytes = b""
    why_not: str | None = None

    @classmethod
    def of(cls, name: str, view: mw.Publication, language: Language) -> _Calendar:
        # An id may hold a slash, which no name of a file can.
        named = f"{quote(name, safe='')}.{language if isinstance(language, str) else language.language}.ics"
        try:
            return cls(named, mw.calendars.to_ical(view, language=language))
        except InvalidValue as e:  # nothing in it has dates that a calendar can show
            return cls(named, why_not=e.message)


def _changes(publication: mw.Publication, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "kind": change.kind.value,
            "uid": change.uid,
            "editions": list(change.editions),
            "text": mw.words.changes(evolve(publication, changes=(change,)), language),
        }
        for change in publication.changes
    ]
