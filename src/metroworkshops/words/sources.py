"""Sources in words: the rows and columns of tables from which facts came, or in which something is wrong."""

from __future__ import annotations

import re
from typing import Final

from .catalogue import Catalogue, catalogue_for

__all__ = ["fault", "source"]

# As `tables` writes them into evidence and faults, where they are kept as text.
_ROW: Final = re.compile(r"row ([0-9]+)(?:, (columns?) (.+?)(?: \(not the whole list: nothing in (.+)\))?)?")
_LINE: Final = re.compile(r"line ([0-9]+), (\$.*)")


def source(given: str, language: str | Catalogue) -> str:
    """Say where a fact came from: a place in a table in words, anything else as it was given.

    >>> source("row 2, columns Anglais, Italien", "fr")
    'ligne 2, colonnes Anglais, Italien'
    """
    catalogue = catalogue_for(language)
    if line := _LINE.fullmatch(given):
        return catalogue.say("source-line", line=line[1], path=line[2])
    row = _ROW.fullmatch(given)
    if row is None:
        return given
    number, several, columns, gaps = row.groups()
    if columns is None:
        return catalogue.say("source-row", row=number)
    # A header may have a comma in it, so that there may be fewer.
    count = 1 if several == "column" else columns.count(", ") + 1
    said = catalogue.say("source-columns", n=count, row=number, columns=columns)
    return said if gaps is None else catalogue.say("source-gaps", source=said, columns=gaps)


def fault(given: str, language: str | Catalogue) -> str:
    r"""Say a fault of a record: its place in words, and what must hold as it was found.

    >>> fault("row 3, column Niveau: must be a level such as 'B2', got 'bon'", "fr")
    "ligne 3, colonne Niveau\xa0: must be a level such as 'B2', got 'bon'"
    """
    place, colon, message = given.partition(": ")
    said = source(place, language)
    return catalogue_for(language).say("label-and-value", label=said, value=message) if colon else said
