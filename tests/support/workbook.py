"""Excel workbooks for tests, written as Excel writes them."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(*sheets, styles="", parts=None):
    """Return the bytes of a workbook; cells are texts, numbers or raw XML of a cell."""
    texts: list[str] = []
    pages = [_sheet(rows, texts) for rows in sheets]
    numbers = range(1, 1 + len(pages))
    named = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="r{n}" Type="x" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    content = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}">'
        f"<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
        **{f"xl/worksheets/sheet{n}.xml": page for n, page in enumerate(pages, 1)},
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _sheet(rows, texts):
    lines = []
    for number, cells in enumerate(rows, 1):
        row = "".join(
            _cell(cell, f"{chr(65 + i)}{number}", texts) for i, cell in enumerate(cells)
        )
        lines.append(f'<row r="{number}">{row}</row>')
    data = "".join(lines)
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'


def _cell(cell, place, texts):
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith("<c"):
        return cell.replace("<c", f'<c r="{place}"', 1)
    if isinstance(cell, str):
        texts.append(cell)
        return f'<c r="{place}" t="s"><v>{len(texts) - 1}</v></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'
