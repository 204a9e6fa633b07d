"""What people see: wrapped and lightly coloured in a terminal, plain text anywhere else."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console_of", "printable", "progress_shown", "say"]

_ITEM: Final = re.compile(r" *(?:- |\d+\. )?")
_UNSEEN: Final = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)), "\N{REPLACEMENT CHARACTER}")


def printable(text: str) -> str:
    r"""Put a sign in the place of every control character but the line break and the tab.

    Documents are written by others, and a terminal obeys what it is sent.

    >>> printable("Bologna\x1b[2J")
    'Bologna�[2J'
    """
    return text.translate(_UNSEEN)


def console_of(*, stderr: bool = False) -> Console | None:
    """Open the terminal that a stream leads to; None when it leads elsewhere.

    Whether there is colour is for rich to say: not with NO_COLOR, nor on a terminal without it.
    """
    stream = sys.stderr if stderr else sys.stdout
    if not stream.isatty():
        return None
    from rich.console import Console

    return Console(file=stream, highlight=False, markup=False, emoji=False)


def say(text: str, *, style: str = "", stderr: bool = False) -> None:
    """Say something, which may have several lines.

    In a terminal lines are wrapped between words, under what they continue, and headings are bold: lines at the margin
    that come first or after an empty one.

    Args:
        text: What to say.
        style: A style of rich for all of it, such as "green"; then nothing is a heading.
        stderr: Whether it goes to stderr.
    """
    text = printable(text)
    console = console_of(stderr=stderr)
    if console is None:
        click.echo(text, err=stderr)
        return
    from rich.text import Text

    before = ""
    for line in text.split("\n"):
        found = _ITEM.match(line)
        margin = found.group() if found else ""
        look = style or ("" if margin or before else "bold")
        wrapped = Text(line[len(margin) :], look).wrap(console, max(console.width - len(margin), 20))
        for number, piece in enumerate(wrapped):
            piece.rstrip()
            console.print(Text(margin if number == 0 else " " * len(margin)) + piece, soft_wrap=True)
        before = line


@contextmanager
def progress_shown(total: int | None) -> Iterator[Callable[[int], None] | None]:
    """Show on stderr how far long work is; give what is told how many are done. None, and nothing, without a terminal.

    Args:
        total: How many there are, or at most are. None: that is not known.
    """
    console = console_of(stderr=True)
    if console is None:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.update(task, completed=done)
