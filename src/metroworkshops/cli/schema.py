"""``metroworkshops schema``: the JSON Schema of a kind of document."""

from __future__ import annotations

import click

import metroworkshops as mw
from metroworkshops.documents.document import KINDS

from .options import example, json_option
from .terminal import say
from .writing import print_json

__all__ = ["schema"]


@click.command(epilog=example("metroworkshops schema edition > edition.schema.json"))
@click.argument("kind", required=False, type=click.Choice(list(KINDS)), metavar="[KIND]")
@json_option
def schema(kind: str | None, *, as_json: bool) -> None:
    """Write the JSON Schema of a kind of document.

    By it, editors and other languages check documents (JSON Schema 2020-12). Without a KIND, list the kinds.
    """
    if kind is not None:
        print_json(mw.documents.json_schema(kind))
    elif as_json:
        print_json(list(KINDS))
    else:
        say("\n".join(KINDS), style="none")
