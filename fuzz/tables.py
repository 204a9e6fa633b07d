"""Tables: whatever bytes come are refused with `DocumentError`, or are applicants and rows that could not be read.

The first line of an input says what the rest is: "text", a text file; "sheet", the XML of a sheet, which is put into a
workbook; "strings", the same with the shared texts of the workbook before it, on one line; "zip", a workbook itself.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import Final

from harness import check, main

from metroworkshops import Applicant, Column, DocumentError, TableMapping, Unreadable, tables

_MAPPING: Final = TableMapping(
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
    ],
    ignored=["Remarques"],
)
_OTHER: Final = TableMapping([Column("T", "applied_at", form="yyyy-mm-dd hh:mm AM +hh:mm")])
_SHORT: Final = TableMapping([Column("Id", "id"), Column("Naissance", "birth_date", form="yyyy-mm-dd")])
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/s.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_DOCUMENT}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="s" Type="{_DOCUMENT}/worksheet" '
        'Target="s.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets><sheet name="S" sheetId="1" r:id="s"/></sheets>'
        "</workbook>"
    ),
}


def _workbook(sheet: bytes, strings: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in _PARTS.items():
            file.writestr(name, text)
        file.writestr("xl/sharedStrings.xml", strings)
        file.writestr("xl/s.xml", sheet)
    return out.getvalue()


def _table(data: bytes) -> bytes:
    first, _, rest = data.partition(b"\n")
    if first == b"sheet":
        return _workbook(rest, f'<sst xmlns="{_MAIN}"/>'.encode())
    if first == b"strings":
        strings, _, sheet = rest.partition(b"\n")
        return _workbook(sheet, strings)
    return rest


def try_one(data: bytes) -> None:
    """Read a table under three mappings, each twice."""
    table = _table(data)
    for mapping in (_MAPPING, _OTHER, _SHORT):
        try:
            found = list(tables.read(table, mapping))
        except DocumentError as e:
            check(e)
            continue
        assert list(tables.read(table, mapping)) == found
        ids = [one.id for one in found if isinstance(one, Applicant)]
        assert len(set(ids)) == len(ids)
        for one in found:
            if isinstance(one, Unreadable):
                assert one.faults
                assert all(len(fault.message) < 2_000 for fault in one.faults)


if __name__ == "__main__":
    warnings.simplefilter("error")
    main(try_one)
