"""Rows of an Excel workbook (.xlsx), without a spreadsheet library.

A workbook is a zip archive of XML. What it holds may come from a stranger: sizes are
bounded before anything is unpacked, and XML with declarations of its own is refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

MAGIC = b"PK\x03\x04"
OLD_MAGIC = b"\xd0\xcf\x11\xe0"

_MOST_BYTES = 64 * 2**20  # of one part, unpacked
MOST_ROWS = 1_000_000  # of any list of pins
_MOST_COLUMNS = 1_000
_MOST_CELLS = 4_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# Forms of numbers that Excel shows as days and times, ECMA-376 part 1, 18.8.30.
_BUILT_IN_DATES = frozenset(
    (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
)
_DATE_FORM = re.compile(r"[ymdhs]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
_COLUMN = re.compile(r"([A-Z]{1,3})\d+")


class WorkbookError(ValueError):
    """A workbook cannot be read; says why, lower case."""


def sheets(data: bytes) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Yield each worksheet's name and rows: row number and cells as text.

    Numbers are written as the file holds them, dates as ISO. Blank rows are left out.

    Raises:
        WorkbookError: If it is no workbook, is encrypted, damaged or too large.
    """
    from xml.etree import ElementTree as ET

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _sheets(archive)
    except WorkbookError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        LookupError,
        ValueError,
        ET.ParseError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OverflowError,
        OSError,
    ) as cause:
        raise WorkbookError("is no Excel workbook, or a damaged one") from cause


def _sheets(
    archive: zipfile.ZipFile,
) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    book = _part(archive, "xl/workbook.xml")
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in _part(archive, "xl/_rels/workbook.xml.rels").iter(
            f"{_PACKAGE}Relationship"
        )
    }
    texts = _texts(archive)
    dates = _date_styles(archive)
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        name = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
        if target.startswith("/"):
            name = target.lstrip("/")
        if sheet.get("state", "visible") == "visible" and name in archive.namelist():
            yield sheet.get("name", ""), list(_rows(_part(archive, name), texts, dates))


def _part(archive: zipfile.ZipFile, name: str) -> ET.Element:
    with archive.open(name) as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise WorkbookError(f"holds more than {_MOST_BYTES // 2**20} MiB in one sheet")
    # Excel writes UTF-8; in another encoding declarations would go unseen.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data:
        raise WorkbookError("holds XML that no spreadsheet writes")
    from xml.etree import ElementTree as ET

    return ET.fromstring(data)  # noqa: S314 - bounded, and without declarations


def _texts(archive: zipfile.ZipFile) -> list[str]:
    """The texts that cells refer to by number."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = _part(archive, "xl/sharedStrings.xml")
    return [_text(item) for item in root.iter(f"{_MAIN}si")]


def _text(item: ET.Element) -> str:
    """Runs of text put together, without the readings that Japanese cells carry."""
    phonetic = {id(t) for run in item.iter(f"{_MAIN}rPh") for t in run.iter()}
    return "".join(
        each.text or "" for each in item.iter(f"{_MAIN}t") if id(each) not in phonetic
    )


def _date_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Numbers of the cell styles that show a day."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    root = _part(archive, "xl/styles.xml")
    own = {
        int(each.get("numFmtId", 0))
        for each in root.iter(f"{_MAIN}numFmt")
        if _DATE_FORM.search(_QUOTED.sub("", each.get("formatCode", "")))
    }
    cells = root.find(f"{_MAIN}cellXfs")
    return frozenset(
        number
        for number, each in enumerate(cells if cells is not None else ())
        if int(each.get("numFmtId", 0)) in own | _BUILT_IN_DATES
    )


def _rows(
    root: ET.Element, texts: list[str], dates: frozenset[int]
) -> Iterator[tuple[int, list[str]]]:
    last = held = 0
    for row in root.iter(f"{_MAIN}row"):
        last = int(row.get("r", last + 1))
        if last > MOST_ROWS:
            raise WorkbookError(f"has more than {MOST_ROWS:,} rows")
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            index = _index(cell.get("r", ""), len(cells))
            if index >= _MOST_COLUMNS:
                break
            cells += [""] * (index + 1 - len(cells))
            cells[index] = _value(cell, texts, dates)
        held += len(cells)
        if held > _MOST_CELLS:
            raise WorkbookError(f"has more than {_MOST_CELLS:,} cells")
        if any(each.strip() for each in cells):
            yield last, cells


def _index(reference: str, following: int) -> int:
    """Column of a cell such as "AB12", from 0."""
    found = _COLUMN.match(reference)
    if not found:
        return following
    index = 0
    for letter in found[1]:
        index = 26 * index + ord(letter) - ord("A") + 1
    return index - 1


def _value(cell: ET.Element, texts: list[str], dates: frozenset[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    written = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        try:
            return texts[int(written)]
        except (ValueError, IndexError) as cause:
            raise WorkbookError("is damaged: a cell's text is missing") from cause
    if kind == "b":
        return "true" if written == "1" else "false"
    if kind == "n" and written and int(cell.get("s", 0)) in dates:
        return _day(written)
    return written if kind in {"str", "e"} else _number(written)


def _day(written: str) -> str:
    try:
        moment = _DAY_ZERO + timedelta(days=float(written))
    except (ValueError, OverflowError):
        return written
    rounded = moment.replace(microsecond=0)
    is_day = not (rounded.hour or rounded.minute or rounded.second)
    return rounded.date().isoformat() if is_day else rounded.isoformat()


def _number(written: str) -> str:
    """A number as a person writes it: whole where it is, no exponent if short."""
    try:
        value = float(written)
    except ValueError:
        return written
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return written
