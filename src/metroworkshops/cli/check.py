"""``metroworkshops check``: every fault of documents, with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from metroworkshops.documents import Limits
from metroworkshops.documents.document import kind_name
from metroworkshops.domain.errors import DocumentError, Fault
from metroworkshops.words.catalogue import catalogue_for

from .exits import ExitCode, cannot
from .options import FILE, Language, example, form_option, json_option, language_option
from .reading import name_of, one_from_stdin, read_document
from .terminal import say
from .writing import print_json

__all__ = ["check"]

# Whoever checks a document wants to mend all of it at once.
_EVERY: Final = Limits(faults=1_000_000)


@click.command(epilog=example("metroworkshops check edition.yaml publication.json"))
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="DOCUMENT...")
@form_option
@language_option
@json_option
def check(files: tuple[Path, ...], *, form: str | None, language: Language, as_json: bool) -> None:
    """Check documents, and tell every fault with its place.

    In YAML and TOML that is the line and the column too. The faults themselves are told in English, whatever the
    language. Exits with 1 if any document has a fault.
    """
    one_from_stdin(*files)
    checked: list[dict[str, Any]] = []
    unread: list[OSError] = []
    for file in files:
        kind: str | None = None
        faults: tuple[Fault, ...] = ()
        try:
            kind = kind_name(type(read_document(file, form=form, limits=_EVERY)))
        except DocumentError as e:
            faults = e.faults
        except OSError as e:
            unread.append(e)
            continue
        checked.append({"file": name_of(file), "kind": kind, "faults": [_record(fault) for fault in faults]})
        if not as_json:
            _tell(name_of(file), kind, faults, language)
    if as_json:
        print_json(checked)
    if unread:
        raise cannot("\n".join(f"{e.filename}: {e.strerror}" for e in unread))
    if any(one["faults"] for one in checked):
        click.get_current_context().exit(ExitCode.NO)


def _record(fault: Fault) -> dict[str, Any]:
    return {"path": fault.path, "message": fault.message, "line": fault.line, "column": fault.column}


def _tell(name: str, kind: str | None, faults: tuple[Fault, ...], language: Language) -> None:
    catalogue = catalogue_for(language)
    if not faults:
        say(catalogue.say("check-fine", file=name, kind=kind), style="green")
        return
    say(catalogue.say("check-faults", file=name, n=len(faults)), style="bold red")
    for fault in faults:
        say(f"  - {fault}", style="none")
