"""The command line: what the library does, from a shell. It is a host like any other, and needs the extra ``cli``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, and give its exit code.

    Args:
        arguments: What stands after the name of the command. None: those that the process was started with.

    >>> main(["schema", "nothing"])
    2
    """
    missing = [name for name in ("click", "rich") if find_spec(name) is None]
    if missing:
        needed = f"the command line needs {' and '.join(missing)}: pip install metroworkshops[cli]"
        print(f"Error: {needed}", file=sys.stderr)
        return 3  # ExitCode.CANNOT, which stands in a module that needs click
    from .app import run

    return run(arguments)
