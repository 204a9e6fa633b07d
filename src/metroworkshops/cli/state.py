"""``metroworkshops state``: is the call open?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

import metroworkshops as mw
from metroworkshops.words.catalogue import catalogue_for
from metroworkshops.words.overview import edition_title
from metroworkshops.words.phrases import dated, said

from .exits import ExitCode
from .options import (
    DOCUMENT,
    Language,
    at_option,
    chosen_edition_option,
    example,
    form_option,
    json_option,
    language_option,
    zone_checked,
    zone_option,
    zones_offered,
)
from .reading import edition_in, read_document
from .terminal import say
from .writing import print_json

__all__ = ["state"]

_EXITS: Final = {
    mw.CallState.OPEN: ExitCode.FINE,
    mw.CallState.NOT_OPEN_YET: ExitCode.NO,
    mw.CallState.CLOSED: ExitCode.NO,
    mw.CallState.UNDETERMINED: ExitCode.UNKNOWN,
    mw.CallState.NOT_ANNOUNCED: ExitCode.UNKNOWN,
}
_STYLES: Final = {ExitCode.FINE: "green", ExitCode.NO: "red", ExitCode.UNKNOWN: "yellow"}


@click.command(epilog=example("metroworkshops state edition.json --at 2020-01-31T23:30:00Z --zone Africa/Tunis"))
@DOCUMENT
@chosen_edition_option
@at_option
@zone_option
@click.option(
    "--read-in",
    metavar="ZONE",
    callback=zone_checked,
    shell_complete=zones_offered,
    help="Read the deadlines whose zone is not stated in this one. Only the organiser can say that it is right.",
)
@language_option
@form_option
@json_option
def state(
    document: Path,
    *,
    edition_id: str | None,
    at: datetime,
    zone: str,
    read_in: str | None,
    language: Language,
    form: str | None,
    as_json: bool,
) -> None:
    """Say whether a call is open, at an instant.

    Exits with 0 for open, 1 for not open, and 4 when it cannot be known or nothing is announced. A deadline without a
    time zone is past in some places on Earth before it is in others: in between, nobody can know, and both bounds are
    told.
    """
    edition = edition_in(read_document(document, form=form), document, edition_id)
    call = edition.call or mw.Call()
    if read_in is not None:
        for deadline in call.deadlines:
            if not deadline.current.zones:
                call = call.replacing(deadline.read_in(read_in))
    code = _EXITS[call.state(at)]
    if as_json:
        print_json(_record(edition, call, at))
    else:
        catalogue = catalogue_for(language)
        now, found = dated(mw.words.instant(at, language, zone)), mw.words.call_state(call.state(at), language)
        say(edition_title(edition, language))
        say(said("overview-state", language, instant=now, state=found), style=f"bold {_STYLES[code]}")
        say(mw.words.call_at(call, at, language, zone=zone), style="none")
        for deadline in call.deadlines:
            counted = mw.words.countdown(deadline, at, language, zone=zone)
            say(f"  - {catalogue.say('label-and-value', label=deadline.id, value=counted)}")
    click.get_current_context().exit(code)


def _record(edition: mw.Edition, call: mw.Call, at: datetime) -> dict[str, Any]:
    return {
        "programme": edition.programme,
        "edition": edition.id,
        "at": _instant(at),
        "state": call.state(at).value,
        "is_open": call.is_open(at).value,
        "deadlines": [_deadline(deadline, at) for deadline in call.deadlines],
    }


def _deadline(deadline: mw.Deadline, at: datetime) -> dict[str, Any]:
    earliest, latest = deadline.closes_between()
    return {
        "id": deadline.id,
        "limit": str(deadline.current.when),
        "zones": list(deadline.current.zones),
        "passed": deadline.passed(at).value,
        "closes_earliest": _instant(earliest),
        "closes_latest": _instant(latest),
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
