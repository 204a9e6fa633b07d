"""The counts of a screening: a table in a terminal, lines of text anywhere else."""

from __future__ import annotations

import metroworkshops as mw
from metroworkshops.words.numbers import number

from .options import Language
from .terminal import console_of, printable, say

__all__ = ["tell_counts"]


def tell_counts(summary: mw.Summary, language: Language, edition: mw.Edition, *, stderr: bool = False) -> None:
    """Say how many are eligible, what each criterion came to, and what keeps outcomes open. Nobody is named."""
    said = mw.words.summary(summary, language, edition=edition)
    console = console_of(stderr=stderr)
    if console is None or not summary.leaves:
        say(said, stderr=stderr)
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    # The words of a summary are blocks: outcomes, a block for each criterion, what keeps outcomes open.
    blocks = said.split("\n\n")
    say(blocks[0], stderr=stderr)
    table = Table(box=SIMPLE_HEAD)
    table.add_column("")
    for truth, style in zip(mw.Truth, ("green", "red", "yellow"), strict=True):
        table.add_column(printable(mw.words.truth(truth, language)), justify="right", style=style)
    for leaf in summary.leaves:
        counts = {truth: sum(one.count for one in leaf.reasons if one.truth is truth) for truth in mw.Truth}
        table.add_row(
            printable(mw.words.rule(leaf.rule, language, edition=edition)),
            *(number(count, language) for count in counts.values()),
        )
    console.print(table)
    if any(leaf.missing for leaf in summary.leaves):
        say(blocks[-1], stderr=stderr)
