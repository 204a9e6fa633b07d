"""The options that commands share, each checked at the door."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

import metroworkshops as mw
from metroworkshops.domain.errors import InvalidValue, NotFound
from metroworkshops.domain.time_zone import zone_names, zone_readings

__all__ = [
    "DOCUMENT",
    "FILE",
    "Language",
    "at_option",
    "chosen_edition_option",
    "example",
    "form_option",
    "json_option",
    "language_option",
    "languages_option",
    "zone_checked",
    "zone_option",
    "zones_offered",
]

Language = Any
"""A language tag, or a catalogue that was read from a file."""

# What is not there or may not be read is a matter of the file, not of the usage: it has an exit code of its own.
FILE: Final = click.Path(path_type=Path, allow_dash=True, readable=False)
DOCUMENT: Final = click.argument("document", type=FILE)

_INSTANT: Final = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)


def example(text: str) -> str:
    """Put an example at the end of a command's help, with its line breaks."""
    return f"\b\nExample:\n  {text}"


def _instant(_: click.Context, __: click.Parameter, given: str | None) -> datetime:
    if given is None:
        # The one clock that is read. What a calendar can say ends at seconds.
        return datetime.now(UTC).replace(microsecond=0)
    try:
        if _INSTANT.fullmatch(given):
            return datetime.fromisoformat(given.upper()).astimezone(UTC)
    except (ValueError, OverflowError):  # no such day; or before the year 1 or after 9999 in UTC
        pass
    raise click.BadParameter(
        f"must be an instant with its offset from UTC (RFC 3339) such as '2020-01-31T23:30:00+01:00', got {given!r}"
    )


at_option: Final = click.option(
    "--at",
    metavar="INSTANT",
    callback=_instant,
    help="The instant to answer for, as RFC 3339 has it, with its offset: 2020-01-31T23:30:00+01:00.  [default: now]",
)


def zone_checked(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """Check a zone that may be missing."""
    try:
        return zone_readings(given)[0] if given is not None else None
    except InvalidValue as e:
        raise click.BadParameter(e.message) from None


def zones_offered(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the zones that begin so, for shells."""
    return [CompletionItem(name) for name in ("AoE", "UTC", *sorted(zone_names())) if name.startswith(incomplete)]


zone_option: Final = click.option(
    "--zone",
    metavar="ZONE",
    default="UTC",
    show_default=True,
    callback=zone_checked,
    shell_complete=zones_offered,
    help="Your time zone, such as Africa/Tunis: instants are shown on its clock.",
)


def _language(_: click.Context, __: click.Parameter, given: str) -> Language:
    return _known_language(given)


def _languages(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[Language, ...]:
    return tuple(map(_known_language, dict.fromkeys(given)))


def _known_language(given: str) -> Language:
    try:
        if given.endswith(".po"):
            return mw.words.Catalogue.load(given)
        mw.words.call_state(mw.CallState.OPEN, given)  # refuses what there are no messages in
    except (InvalidValue, NotFound) as e:
        raise click.BadParameter(str(e)) from None
    return given


def _languages_offered(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(tag) for tag in mw.words.languages() if tag.startswith(incomplete)]


language_option: Final = click.option(
    "--language",
    metavar="TAG",
    default="en",
    show_default=True,
    callback=_language,
    shell_complete=_languages_offered,
    help="The language of what is said: a tag such as fr or en-GB, or a catalogue of yours such as it.po.",
)
languages_option: Final = click.option(
    "--language",
    "languages",
    metavar="TAG",
    multiple=True,
    default=("en",),
    show_default=True,
    callback=_languages,
    shell_complete=_languages_offered,
    help="A language of the calendars: a tag such as fr or en-GB, or a catalogue of yours such as it.po. Give it again "
    "for each.",
)
json_option: Final = click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
form_option: Final = click.option(
    "--form",
    type=click.Choice(["json", "yaml", "toml"]),
    help="How the document is written.  [default: as its name ends; JSON from stdin]",
)
chosen_edition_option: Final = click.option(
    "--edition", "edition_id", metavar="ID", help="Which edition of a programme. Needed when it has several."
)
