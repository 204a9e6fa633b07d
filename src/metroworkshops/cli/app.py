"""The command ``metroworkshops``, with the commands that it has."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Any, Final

import click

from .check import check
from .completion import completion
from .convert import convert
from .exits import errors_told
from .options import example
from .publish import changes, publish
from .schema import schema
from .screen import screen
from .show import show
from .state import state

__all__ = ["NAME", "app", "run"]

NAME: Final = "metroworkshops"


class _Commands(click.Group):
    """Commands whose errors are told in one place."""

    def invoke(self, ctx: click.Context) -> Any:
        with errors_told():
            return super().invoke(ctx)


_EPILOG: Final = """\b
Exit codes of every command:
  0    done; the answer is yes
  1    no: the call is not open, there are faults, or a value was refused
  2    called in a way that it does not have
  3    a file could not be read or written, or a package is not installed
  4    the answer cannot be known
  130  interrupted

"""


@click.group(
    NAME,
    cls=_Commands,
    epilog=_EPILOG + example("metroworkshops state edition.json --zone Africa/Tunis"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name=NAME, prog_name=NAME)
def app() -> None:
    """Training programmes that travel: look at them, ask them, screen who applies, publish calendars.

    A document is JSON, or YAML or TOML by the end of its name (extras "yaml" and "toml"); "-" is stdin or stdout.
    """


for _command in (show, check, state, screen, publish, changes, schema, convert, completion):
    app.add_command(_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the commands, and give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # where letters are few, none of ours is an error
    try:
        app.main(None if arguments is None else list(arguments), prog_name=NAME)
    except SystemExit as e:
        return e.code if isinstance(e.code, int) else 0
