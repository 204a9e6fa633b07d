"""``metroworkshops show``: a document in words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

import metroworkshops as mw
from metroworkshops.domain.value import Value

from .options import (
    DOCUMENT,
    Language,
    at_option,
    example,
    form_option,
    json_option,
    language_option,
    zone_option,
)
from .reading import edition_in, read_document
from .terminal import say
from .writing import print_bytes

__all__ = ["show"]


@click.command(epilog=example("metroworkshops show programme.json --edition 2020 --language fr"))
@DOCUMENT
@click.option("--edition", "edition_id", metavar="ID", help="Show this edition of a programme.")
@at_option
@zone_option
@language_option
@form_option
@json_option
def show(
    document: Path,
    *,
    edition_id: str | None,
    at: datetime,
    zone: str,
    language: Language,
    form: str | None,
    as_json: bool,
) -> None:
    """Show a document in words.

    An edition with the state of its call, a programme, a call, a deadline, a publication, a screening, a decision, a
    summary, an eligibility rule, dates. Other kinds, for which there are no words, are shown as JSON.
    """
    value: Value = read_document(document, form=form)
    if edition_id is not None:
        value = edition_in(value, document, edition_id)
    said = None if as_json else _in_words(value, language, at, zone)
    if said is None:
        print_bytes(mw.documents.dumps(value).encode())
    else:
        say(said)


def _in_words(value: Value, language: Language, at: datetime, zone: str) -> str | None:
    words = mw.words
    match value:
        case mw.Programme():
            return words.programme(value, language)
        case mw.Edition():
            return words.edition(value, language, at=at)
        case mw.Call():
            return words.call_at(value, at, language, zone=zone)
        case mw.Deadline():
            return words.countdown(value, at, language, zone=zone)
        case mw.Publication():
            titles = [f"  - {words.entry_title(entry, value, language)}" for entry in value.entries]
            return "\n".join([words.calendar_name(value, language), *titles])
        case mw.Decision() | mw.Screening():
            return words.explain(value, language)
        case mw.Summary():
            return words.summary(value, language)
        case mw.EligibilityRule():
            return words.rule(value, language)
        case mw.When():
            return words.when(value, language)
    return None
