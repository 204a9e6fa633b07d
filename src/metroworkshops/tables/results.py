"""Results: screenings as a table that people open in a spreadsheet, and that no spreadsheet can run."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO
from unicodedata import category

from metroworkshops import words
from metroworkshops.documents.files import replacing
from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.finding import Whose
from metroworkshops.domain.rule import Rule, leaves_of
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.unreadable import Unreadable
from metroworkshops.words.catalogue import Catalogue, catalogue_for

from .pseudonyms import Pseudonyms

__all__ = ["harmless", "write_csv"]

# OWASP, "CSV Injection" (owasp.org/www-community/attacks/CSV_Injection, read 2026-11-24): no cell may begin with one of
# =, +, -, @, tab, carriage return and line feed. The other forms of the four signs (NFKC: full-width, small, raised)
# count too, for some spreadsheets read them as the plain ones.
_TRIGGERS: Final = "=+-@＝＋－＠﹦﹢﹣﹫⁼⁺₌₊﬩⩴⩵⩶"
_BREAKS: Final = "\t\r\n"
# The same page: separators and quotes can be used to start a new cell. Opened with another delimiter than it was
# written with, a cell falls apart at them.
_SEPARATORS: Final = f";,|{_BREAKS}"
_SUSPECT: Final = re.compile(rf"(?:\A|[{_SEPARATORS}])\W*?[{re.escape(_TRIGGERS)}]")
_DELIMITERS: Final = (";", ",", "\t")


def write_csv(
    target: str | os.PathLike[str] | TextIO,
    screenings: Iterable[Screening],
    language: str | Catalogue,
    *,
    delimiter: str = ";",
    pseudonyms: Pseudonyms | None = None,
) -> int:
    """Write screenings as a table for people: a row each, with every criterion and why.

    The columns are the id, the outcome, the answer to each criterion, the codes of the reasons, the explanation to the
    committee, and what is missing: for the applicant and for the organiser to say. Under pseudonyms the explanation is
    left out: it holds facts that may tell who somebody is; outcomes, answers, reasons and what is missing stay.

    A file is UTF-8 with a byte order mark, by which Excel knows it. Every cell stands in quotes, and none can be run as
    a formula, whichever delimiter the file is opened with: an apostrophe is put before what could be (OWASP, "CSV
    Injection"). Screenings are taken one by one, so that memory stays flat; the file takes the place of the old one
    when all are written.

    Args:
        target: A file that ends in .csv, or text that is open for writing (with ``newline=""``).
        screenings: What `screen_all` gives: all under the same criteria.
        language: A BCP 47 tag, or a catalogue.
        delimiter: What stands between cells: ";", which French Excel expects, "," or a tab.
        pseudonyms: Put in the place of ids.

    Returns:
        How many rows were written, without the headers.

    Raises:
        InvalidValue: The screenings are not all under the same criteria, or the delimiter or the name is another.
        NotFound: There are no messages in the language.
        OSError: It cannot be written; whatever is raised, the file that was there is as it was.

    >>> import io
    >>> from metroworkshops import Applicant, LanguageSkill, metropolitan_workshops, screen_all
    >>> edition = metropolitan_workshops().edition("2020")
    >>> text = io.StringIO()
    >>> write_csv(text, screen_all([Applicant("a-1", languages=[LanguageSkill("fr", "B1")])], edition), "en")
    1
    >>> print(text.getvalue().splitlines()[1][:25])
    "a-1";"not eligible";"No"
    """
    if delimiter not in _DELIMITERS:
        raise InvalidValue(f"'delimiter' must be ';', ',' or a tab, got {shown(delimiter)}", delimiter)
    catalogue = catalogue_for(language)
    with _opened(target) as text:
        writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        rows = 0
        for row in _rows(screenings, catalogue, pseudonyms):
            writer.writerow(map(harmless, row))
            rows += 1
    return rows - 1  # the headers


@contextmanager
def _opened(target: str | os.PathLike[str] | TextIO) -> Iterator[TextIO]:
    if not isinstance(target, str | os.PathLike):
        yield target
        return
    path = Path(target)
    if path.suffix.lower() != ".csv":
        raise InvalidValue(f"a table's file must end in .csv such as 'results.csv', got {shown(path.name)}", target)
    with replacing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            yield text
        finally:
            text.detach()  # which writes what is left


def _rows(
    screenings: Iterable[Screening], catalogue: Catalogue, pseudonyms: Pseudonyms | None
) -> Iterator[Sequence[str]]:
    rule: Rule | None = None
    leaves: tuple[Rule, ...] = ()
    for screening in screenings:
        if rule is None:
            rule, leaves = screening.rule, leaves_of(screening.rule)
            yield _headers(screening, leaves, catalogue, pseudonyms)
        elif screening.rule is not rule and screening.rule != rule:
            raise InvalidValue(
                f"screenings of one table must be under the same criteria, got others for {screening.applicant.id!r}",
                screening,
            )
        yield _row(screening, len(leaves), catalogue, pseudonyms)
    if rule is None:
        yield _frame([], catalogue, pseudonyms)


def _headers(
    screening: Screening, leaves: Sequence[Rule], catalogue: Catalogue, pseudonyms: Pseudonyms | None
) -> list[str]:
    found: list[str] = []
    for leaf in leaves:
        said = words.rule(leaf, catalogue, edition=screening.edition)
        again = found.count(said) + sum(one.startswith(f"{said} (") for one in found)
        found.append(f"{said} ({again + 1})" if said in found else said)
    return _frame(found, catalogue, pseudonyms)


def _frame(criteria: Sequence[str], catalogue: Catalogue, pseudonyms: Pseudonyms | None) -> list[str]:
    explanation = ("explanation",) if pseudonyms is None else ()
    ending = ("reasons", *explanation, "missing-applicant", "missing-organiser")
    return [
        *(catalogue.say(f"table-{name}") for name in ("id", "outcome")),
        *criteria,
        *(catalogue.say(f"table-{name}") for name in ending),
    ]


def _row(screening: Screening, leaves: int, catalogue: Catalogue, pseudonyms: Pseudonyms | None) -> list[str]:
    id_ = screening.applicant.id
    findings = screening.findings
    is_read = not isinstance(screening.applicant, Unreadable)
    answers = [finding.truth for finding in findings] if is_read else [Truth.UNKNOWN] * leaves
    missing: dict[Whose | None, list[str]] = {whose: [] for whose in Whose}
    for finding in screening.missing:
        said = words.rule(finding.rule, catalogue, edition=screening.edition)
        missing.setdefault(finding.whose, []).append(said if is_read else catalogue.say("table-record"))
    return [
        id_ if pseudonyms is None else pseudonyms.of(id_),
        words.outcome(screening.outcome, catalogue),
        *(words.truth(answer, catalogue) for answer in answers),
        "; ".join(finding.reason for finding in findings),
        *(() if pseudonyms is not None else (words.explain(screening, catalogue),)),
        *("; ".join(missing[whose]) for whose in (Whose.APPLICANT, Whose.ORGANISER)),
    ]


def harmless(cell: str) -> str:
    """Put apostrophes where a spreadsheet could begin to read a formula: before the cell, or within it.

    >>> harmless("=1+1"), harmless("a-1"), harmless("Amina,=1+1")
    ("'=1+1", 'a-1', "Amina,'=1+1")
    """
    cell = cell.replace("\0", "")
    if _SUSPECT.search(cell):
        cell = "".join(_guarded(cell))
    return f"'{cell}" if cell[:1] in tuple(_BREAKS) else cell


def _guarded(cell: str) -> Iterator[str]:
    begins = True
    for character in cell:
        if begins and character in _TRIGGERS:
            yield "'"
        yield character
        if character in _SEPARATORS:
            begins = True
        elif character != '"' and category(character)[0] not in "ZC":  # spaces and what is not seen begin nothing
            begins = False
