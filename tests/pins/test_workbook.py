"""Excel workbooks as lists of pins and as exports."""

import zlib

import pytest

from scorer.core.errors import ExportError, InputError
from scorer.exports import read
from scorer.pins import find
from scorer.pins.workbook import WorkbookError, sheets
from tests.support.workbook import workbook

PIN = "880287606570384453"
DATES = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>'
)


def rows(data):
    return [cells for _, found in sheets(data) for _, cells in found]


def test_cells_of_every_kind():
    data = workbook(
        [
            ["Text & more", 12, 12.5, None, 0.1],
            [
                '<c t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>',
                '<c t="b"><v>1</v></c>',
                '<c t="str"><f>A1</f><v>made</v></c>',
                '<c s="1"><v>46204</v></c>',
                '<c s="2"><v>46204.5</v></c>',
            ],
        ],
        styles=DATES,
    )

    assert rows(data) == [
        ["Text & more", "12", "12.5", "", "0.1"],
        ["two runs", "true", "made", "2026-07-01", "2026-07-01T12:00:00"],
    ]


def test_a_list_of_pins(tmp_path):
    (tmp_path / "a.png").touch()
    notes = [["nothing", "here"]]
    (tmp_path / "pins.xlsx").write_bytes(
        workbook(notes, [["Bild", "Titel"], ["a.png", "5 Küchen"]])
    )

    for path in (tmp_path, tmp_path / "pins.xlsx", tmp_path / "a.png"):
        assert [(pin.path.name, pin.title) for pin in find([path])] == [
            ("a.png", "5 Küchen")
        ]


def test_an_export(tmp_path):
    table = [["My pins"], ["Pin ID", "Impressions", "Clicks"], [PIN, 5139, 130.0]]
    (tmp_path / "figures.xlsx").write_bytes(workbook([["readme"]], table))

    [pin] = read([tmp_path]).pins

    assert (pin.id, pin.impressions, pin.pin_clicks) == (PIN, 5139, 130)


def test_ids_that_excel_has_rounded_are_refused(tmp_path):
    table = [["Pin ID", "Impressions", "Clicks"]]
    table += [[f"<c><v>8.8028760657038{n}E+17</v></c>", 900, 20] for n in range(4)]
    path = tmp_path / "figures.xlsx"
    path.write_bytes(workbook(table))

    with pytest.raises(ExportError, match="rounded"):
        read([path])


def test_a_workbook_of_something_else_is_left_out(tmp_path):
    (tmp_path / "a.png").touch()
    (tmp_path / "budget.xlsx").write_bytes(workbook([["Month", "Money"], ["May", 5]]))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\3\4 and no more")
    (tmp_path / "figures.csv").write_text(f"Pin ID,Impressions,Clicks\n{PIN},900,20\n")

    assert [pin.path.name for pin in find([tmp_path])] == ["a.png"]
    (tmp_path / "broken.xlsx").unlink()
    history = read([tmp_path])
    assert len(history.pins) == 1
    assert "1 file without figures of pins left out: budget.xlsx" in history.notes


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
WIDE = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
BAD = {
    "no archive": b"PK\3\4 and no more",
    "no workbook": workbook(parts={"xl/workbook.xml": "<a"}),
    "entities": workbook([[1]], parts={"xl/worksheets/sheet1.xml": ENTITIES}),
    "hidden entities": workbook(
        [[1]], parts={"xl/worksheets/sheet1.xml": ENTITIES.encode("utf-16")}
    ),
    "a text that is not there": workbook([['<c t="s"><v>9</v></c>']]),
    "a row without a number": workbook([[1]], parts={
        "xl/worksheets/sheet1.xml": WIDE + '<row r="x"></row></worksheet>'
    }),
    "too many rows": workbook([[1]], parts={
        "xl/worksheets/sheet1.xml": WIDE + '<row r="2000000"/></worksheet>'
    }),
    "too many cells": workbook([[1]], parts={
        "xl/worksheets/sheet1.xml": WIDE
        + '<row><c r="ALL1"><v>1</v></c></row>' * 5000 + "</worksheet>"
    }),
    "too large": workbook([[1]], parts={"xl/sharedStrings.xml": " " * (65 * 2**20)}),
}  # fmt: skip


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_a_bad_workbook_is_refused_in_a_sentence(tmp_path, data):
    path = tmp_path / "pins.xlsx"
    path.write_bytes(data)

    with pytest.raises(WorkbookError):
        list(sheets(data))
    with pytest.raises(InputError, match=r"pins\.xlsx") as caught:
        list(find([path]))
    assert caught.value.hint
    with pytest.raises(ExportError, match=r"pins\.xlsx"):
        read([path])


def test_an_old_workbook_is_named(tmp_path):
    path = tmp_path / "pins.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))

    with pytest.raises(InputError, match="old or a protected"):
        list(find([path]))


def test_any_damage_is_an_answer(tmp_path):
    whole = workbook([["path", "title"], ["a.png", "A"]])
    for place in range(0, len(whole), 37):
        data = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        try:
            list(sheets(data))
        except WorkbookError:
            continue
        except zlib.error:
            pytest.fail(f"byte {place}")
