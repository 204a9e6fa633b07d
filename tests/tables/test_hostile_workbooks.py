"""A workbook is a zip of XML: however much it unpacks to, reading it costs bounded time and memory."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from metroworkshops import Applicant, Column, DocumentError, TableMapping, Unreadable, tables
from metroworkshops.tables.workbooks import LARGEST, MOST_ROWS

MAPPING = TableMapping([Column("Id", "id"), Column("Pays", "residence")])
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEADERS = '<row r="1"><c t="inlineStr"><is><t>Id</t></is></c><c t="inlineStr"><is><t>Pays</t></is></c></row>'
ROW = "<row><c><v>1</v></c></row>"


def sheet(rows: str, before: str = "") -> str:
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{HEADERS}{rows}</sheetData></worksheet>'


def workbook(
    path: Path | io.BytesIO, rows: str = "", *, sheets: int = 1, before: str = "", strings: str = "", fill: int = 0
) -> None:
    """Write a workbook with one part of a sheet, named *sheets* times, which *fill* bytes of spaces make longer."""
    listed = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="s"/>' for n in range(sheets))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/strings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>',
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="s" Type="{DOCUMENT}/worksheet" Target="s.xml"/></Relationships>',
        )
        file.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{listed}</sheets></workbook>',
        )
        file.writestr("xl/strings.xml", f'{before}<sst xmlns="{MAIN}">{strings}</sst>')
        with file.open("xl/s.xml", "w", force_zip64=True) as part:
            head, tail = sheet(rows, before).split("</sheetData>")
            part.write(head.encode())
            for start in range(0, fill, 1 << 20):
                part.write(b" " * min(1 << 20, fill - start))
            part.write(f"</sheetData>{tail}".encode())


def made(rows: str = "", *, sheets: int = 1, before: str = "", strings: str = "") -> bytes:
    out = io.BytesIO()
    workbook(out, rows, sheets=sheets, before=before, strings=strings)
    return out.getvalue()


def laughs(deep: int) -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, deep))
    return f'<!DOCTYPE w [<!ENTITY a0 "ha">{entities}]>'


def test_a_workbook_like_these_is_read() -> None:
    assert list(tables.read(made(ROW), MAPPING)) == [Applicant("1")]


def cost(path: Path) -> tuple[str, float, float]:
    """Read a workbook in a process of its own: what was said last, seconds of the processor, mebibytes at the peak."""
    code = """
import json, resource, sys
from metroworkshops import Column, DocumentError, TableMapping, tables
import openpyxl
mapping = TableMapping([Column("Id", "id"), Column("Pays", "residence")])
before = resource.getrusage(resource.RUSAGE_SELF)
try:
    for row in tables.read(sys.argv[1], mapping):
        said = str(getattr(row, "faults", ""))
except DocumentError as e:
    said = str(e)
after = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([said, after.ru_utime - before.ru_utime, (after.ru_maxrss - before.ru_maxrss) / 1024]))
"""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, timeout=300
    )
    said, seconds, mebibytes = json.loads(done.stdout)
    return said, seconds, mebibytes


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    workbook(path, fill=LARGEST)
    assert path.stat().st_size < 200_000
    said, seconds, mebibytes = cost(path)
    assert f"must not be larger than {LARGEST} bytes when unpacked" in said
    assert "save the sheet as CSV" in said
    assert seconds < 2
    assert mebibytes < 20


@pytest.mark.slow
def test_a_megabyte_that_unpacks_to_a_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    workbook(path, fill=1024**3)
    assert 900_000 < path.stat().st_size < 1_200_000
    said, seconds, mebibytes = cost(path)
    assert "when unpacked" in said
    assert seconds < 2
    assert mebibytes < 20


@pytest.mark.slow
def test_as_many_elements_as_fit_cost_bounded_time_and_memory(tmp_path: Path) -> None:
    path = tmp_path / "dense.xlsx"
    workbook(path, "<row/>" * (LARGEST // 6 - 1_000))
    said, seconds, mebibytes = cost(path)
    assert f"at most {MOST_ROWS} rows" in said
    assert seconds < 180
    assert mebibytes < 3_000


def test_an_entry_that_lies_about_its_size_is_read_no_further() -> None:
    data = bytearray(made(ROW * 1_000))
    central = data.rindex(b"xl/s.xml") - 46
    data[central + 24 : central + 28] = (200).to_bytes(4, "little")
    with pytest.raises(DocumentError):
        list(tables.read(bytes(data), MAPPING))


def test_a_part_that_is_named_as_sheet_again_and_again_is_not_read_again_and_again() -> None:
    # Each would be gone through for its size: 20,000 times half a million bytes.
    bomb = made(" " * 500_000, sheets=20_000)
    assert len(bomb) < 300_000
    with pytest.raises(DocumentError, match="must have each of its parts as one sheet"):
        tables.read(bomb, TableMapping(MAPPING.columns, sheet="S1"))


def test_of_very_many_sheets_some_are_named() -> None:
    out = io.BytesIO()
    workbook(out, sheets=200)
    with pytest.raises(DocumentError, match="the mapping must state 'sheet'") as caught:
        tables.read(out.getvalue(), MAPPING)
    assert len(str(caught.value)) < 400


def ended(rows: str) -> Iterator[str]:
    *_, last = tables.read(made(rows), MAPPING)
    assert isinstance(last, Unreadable)
    return (fault.message for fault in last.faults)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>',
        pytest.param('<row><c r="ZZZ2"><v>1</v></c></row>' * 300, marks=pytest.mark.slow),
    ],
    ids=["a gap of two billion rows", "cells that stand before one far to the right"],
)
def test_what_is_left_out_is_not_gone_through_without_end(rows: str) -> None:
    (said,) = ended(ROW + rows)
    assert said.startswith("a sheet must have at most 1048576 rows and 5000000 cells, got more")
    assert "were not read" in said


@pytest.mark.parametrize(
    "row",
    [
        '<row r="x"/>',
        "<row><c><v>x</v></c></row>",
        '<row><c t="s"><v>7</v></c></row>',
        '<row><c r="1A"><v>1</v></c></row>',
    ],
)
def test_damage_is_told_at_its_row_and_what_stands_before_it_is_read(row: str) -> None:
    *before, last = tables.read(made(ROW + row), MAPPING)
    assert before == [Applicant("1")]
    assert isinstance(last, Unreadable)
    (fault,) = last.faults
    assert fault.path == "row 3"
    assert "must be a row that can be read" in fault.message


@pytest.mark.parametrize("deep", [3, 12])
def test_entities_of_xml_do_not_grow(deep: int) -> None:
    """Those of a sheet, and those of the shared texts: expat sees to it, or a stricter reader where there is one."""
    cell = f'<row><c t="inlineStr"><is><t>&a{deep - 1};</t></is></c></row>'
    try:
        found = list(tables.read(made(cell, before=laughs(deep)), MAPPING))
    except DocumentError:
        found = []
    for one in found:
        assert isinstance(one, Unreadable) or len(one.id) <= 200
    if deep == 12:
        assert not any(isinstance(one, Applicant) for one in found)


def test_no_file_outside_of_it_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a-secret")
    before = f'<!DOCTYPE w [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    try:
        found = list(tables.read(made('<row><c t="inlineStr"><is><t>&a;</t></is></c></row>', before=before), MAPPING))
    except DocumentError as e:
        found, told = [], str(e)
    else:
        told = ""
    assert "a-secret" not in repr(found) + told
