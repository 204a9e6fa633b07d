"""``metroworkshops completion``: what a shell needs to complete commands."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from .options import example
from .writing import print_bytes

__all__ = ["completion"]

_SHELLS: Final[dict[str, type[ShellComplete]]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}

_FOLDER: Final = "~/.local/share/bash-completion/completions"


@click.command(epilog=example(f"metroworkshops completion bash > {_FOLDER}/metroworkshops"))
@click.argument("shell", type=click.Choice([*_SHELLS]))
def completion(shell: str) -> None:
    """Write the script by which a shell completes commands.

    It completes options, files, time zones and languages too.
    """
    root = click.get_current_context().find_root()
    name = root.info_name or ""
    print_bytes(_SHELLS[shell](root.command, {}, name, f"_{name.upper()}_COMPLETE").source().encode())
