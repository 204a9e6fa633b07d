"""Tables: whatever bytes come are refused with `DocumentError`, or are applicants and rows that could not be read.

The first line of an input says what the rest is, and may name one of `_MAPPINGS` after it: "text", a text file;
"cells", the rows of one, under the headers of the mapping; "typed", rows of a workbook under these headers, with a tab
between cells, each after a letter for its type; "sheet", the XML of a sheet, which is put into a workbook; "strings",
the same with the shared texts of the workbook before it, on one line; "zip", a workbook itself.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

from harness import check, check_line, main

from metroworkshops import (
    Applicant,
    Column,
    DocumentError,
    TableMapping,
    Unreadable,
    metropolitan_workshops,
    tables,
)
from metroworkshops.documents import dumps, loads

_EDITION: Final = metropolitan_workshops().edition("2020")
_FULL: Final = TableMapping(
    [
        Column("Id", "id"),
        Column("Nom", "name"),
        Column("Mail", "email"),
        Column("Naissance", "birth_date", form="dd/mm/yyyy"),
        Column("Déposé", "applied_at", form="dd/mm/yyyy hh:mm", time_zone="Europe/Paris"),
        Column("Envoyé", "experience_years", decimal=",", words={"dix": "10"}),
        Column("Fr", "language", of="fr", words={"courant": "C1", "non": "none"}),
        Column("It", "language", of="it", empty="not listed"),
        Column("Lettre", "statement", of="letter"),
        Column("Pays", "residence", words={"Maroc": "MA"}),
        Column("Nat", "nationalities", separator="|"),
        Column("Rôle", "roles", separator=","),
        Column("Diplôme", "education"),
        Column("Bologne", "commitment", of="bologna-2020"),
        Column("Aix", "commitment", of="aix-marseille-provence-2020", to="2020-10", empty="not listed"),
        Column("Secteur", "sectors", words={"mairie": "public"}),
        Column("Travaille", "works_in_countries", separator=", "),
    ],
    ignored=["Remarques"],
)
_MAPPINGS: Final = {
    "full": _FULL,
    "offset": TableMapping([Column("T", "applied_at", form="yyyy-mm-dd hh:mm AM +hh:mm")]),
    "short": TableMapping([Column("Id", "id"), Column("Naissance", "birth_date", form="yyyy-mm-dd")]),
}
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/s.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_DOCUMENT}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="s" Type="{_DOCUMENT}/worksheet" '
        f'Target="s.xml"/><Relationship Id="t" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>'
    ),
    # 14 is a day, 22 a day and its hour, 46 a span of time (ECMA-376 part 1, 18.8.30).
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/>'
        '<xf numFmtId="46"/></cellXfs></styleSheet>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets><sheet name="S" sheetId="1" r:id="s"/></sheets>'
        "</workbook>"
    ),
}


_CELLS: Final = {
    "n": "<c><v>{}</v></c>",
    "s": '<c t="inlineStr"><is><t>{}</t></is></c>',
    "b": '<c t="b"><v>{}</v></c>',
    "e": '<c t="e"><v>{}</v></c>',
    "i": '<c t="d"><v>{}</v></c>',
    "d": '<c s="1"><v>{}</v></c>',
    "t": '<c s="2"><v>{}</v></c>',
    "h": '<c s="3"><v>{}</v></c>',
    "f": "<c><f>{}</f></c>",
}
"""Cells by the letter before their text: a number, text, a truth, an error, a day in ISO 8601, a day, a time, a span of
time, and a formula without its result."""


def _workbook(sheet: bytes, strings: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in _PARTS.items():
            file.writestr(name, text)
        file.writestr("xl/sharedStrings.xml", strings)
        file.writestr("xl/s.xml", sheet)
    return out.getvalue()


def _headers(mapping: TableMapping) -> list[str]:
    return [*(column.header for column in mapping.columns), *mapping.ignored]


def _typed(rows: str, mapping: TableMapping) -> bytes:
    lines = ["\t".join(f"s{header}" for header in _headers(mapping)), *rows.split("\n")]
    written = "".join(
        "<row>" + "".join(_CELLS.get(cell[:1], "<c/>").format(escape(cell[1:])) for cell in line.split("\t")) + "</row>"
        for line in lines
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'.encode("utf-8", "replace")


def _table(kind: str, rest: bytes, mapping: TableMapping) -> bytes:
    nothing = f'<sst xmlns="{_MAIN}"/>'.encode()
    match kind:
        case "cells":
            return ";".join(_headers(mapping)).encode() + b"\n" + rest
        case "typed":
            return _workbook(_typed(rest.decode("utf-8", "replace"), mapping), nothing)
        case "sheet":
            return _workbook(rest, nothing)
        case "strings":
            strings, _, sheet = rest.partition(b"\n")
            return _workbook(sheet, strings)
        case _:
            return rest


def _check_results(found: Sequence[Applicant | Unreadable]) -> None:
    ids = [one.id for one in found if isinstance(one, Applicant)]
    assert len(set(ids)) == len(ids)
    for one in found:
        if isinstance(one, Applicant):
            assert loads(dumps(one)) == one
            continue
        assert one.faults
        for fault in one.faults:
            assert re.match("row [0-9]+", fault.path)
            assert len(fault.message) < 2_000
            check_line(str(fault))


def _check_cells(text: str, found: Sequence[Applicant | Unreadable]) -> None:
    """Compare with a reading that knows only the standard library, where it can make sense of all of the rows."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    except csv.Error:
        return
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(found) == len(rows)
    for row, one in zip(rows, found, strict=True):
        cells = dict(zip(_headers(_FULL), row, strict=False))
        name, born = (cells.get(header, "").strip() for header in ("Nom", "Naissance"))
        if isinstance(one, Applicant):
            assert one.name == (name or None)
            assert one.id == cells["Id"].strip()
            if born.isascii():
                day = datetime.strptime(born, "%d/%m/%Y").date() if born else None  # noqa: DTZ007
                assert one.birth_date == day
            continue
        said = " ".join(fault.message for fault in one.faults)
        for personal in (name, born, cells.get("Mail", "").strip()):
            if len(personal) > 15 and " ".join(row).count(personal) == 1:
                assert personal not in said, f"{personal!r} is personal, and said in {said!r}"


def try_one(data: bytes) -> None:
    """Read a table, and what is text twice."""
    first, _, rest = data.partition(b"\n")
    kind, _, named = first.decode("utf-8", "replace").partition(" ")
    mapping = _MAPPINGS.get(named, _FULL)
    table = _table(kind, rest, mapping)
    try:
        found = list(tables.read(table, mapping, _EDITION))
    except DocumentError as e:
        check(e)
        return
    _check_results(found)
    if kind in ("text", "cells"):
        assert list(tables.read(table, mapping, _EDITION)) == found
    if kind == "cells" and mapping is _FULL:
        try:
            text = rest.decode("utf-8")
        except UnicodeDecodeError:
            return
        _check_cells(text, found)


if __name__ == "__main__":
    warnings.simplefilter("error")
    main(try_one)
