"""``metroworkshops convert``: the same document in another form."""

from __future__ import annotations

from pathlib import Path

import click

import metroworkshops as mw

from .options import FILE, example, form_option
from .reading import form_in, is_stdin, read_document
from .writing import print_bytes, put

__all__ = ["convert"]


@click.command(epilog=example("metroworkshops convert edition.yaml edition.json"))
@click.argument("source", type=FILE)
@click.argument("target", type=FILE, default="-")
@form_option
@click.option(
    "--to",
    type=click.Choice(["json", "yaml", "toml"]),
    help="How the new one is written.  [default: as its name ends; JSON to stdout]",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --to json.")
def convert(source: Path, target: Path, *, form: str | None, to: str | None, as_json: bool) -> None:
    """Write a document in another form: JSON, YAML or TOML. What it says is the same.

    The document is checked on the way. Comments are not kept. A TARGET that says the same already is left as it is.
    """
    if as_json and to not in (None, "json"):
        raise click.UsageError(f"'--json' and '--to {to}' exclude each other")
    value = read_document(source, form=form)
    data = mw.documents.dumps(value, form=form_in(target, "json" if as_json else to)).encode()
    if is_stdin(target):
        print_bytes(data)
    else:
        put(target, data)
