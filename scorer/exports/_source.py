"""A file of figures opened for reading: its encoding, delimiter, rows or JSON."""

from __future__ import annotations

import codecs
import csv
import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from charset_normalizer import from_bytes

from scorer.core.display.printable import printable
from scorer.core.errors import ExportError
from scorer.core.tables.columns import metrics_among, roles
from scorer.exports._records import table, unwrapped
from scorer.pins import workbook

Json = Any  # what json.loads gives; readers check its shape

DELIMITERS = ",;\t|"
_HEAD_BYTES = 1 << 16
_HEAD_ROWS = 60
_CHUNK_BYTES = 1 << 20
# A year of API pages for 100,000 pins is about 200 MB; a JSON document is held whole.
_MAX_JSON_BYTES = 1 << 30
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save it as CSV UTF-8"),
    (b"\x1f\x8b", "compressed", "unpack it first"),
    (b"BZh", "compressed", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "compressed", "unpack it first"),
    (b"Rar!\x1a\x07", "compressed", "unpack it first"),
    (b"%PDF", "a PDF", "export the figures as CSV"),
    (b"\x89PNG", "a picture", "give pictures with --pins"),
    (b"\xff\xd8\xff", "a picture", "give pictures with --pins"),
    (b"PAR1", "a Parquet file", "stored features are given with --features"),
)
_DOWNLOAD_AGAIN = "download the export again"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of figures.

    Attributes:
        path: Where it is.
        encoding: Python's name of its encoding.
        delimiter: Of its cells; "" for JSON.
        head: Its first rows, for readers to recognize it by; empty for JSON, unless
            that holds flat records: then their names are the header of a table.
        json: The parsed document, None for a table.
        sheet: Rows of a workbook's sheet, None for text.
    """

    path: Path
    encoding: str
    delimiter: str
    head: tuple[tuple[str, ...], ...]
    json: Json = None
    sheet: tuple[tuple[str, ...], ...] | None = None

    @property
    def name(self) -> str:
        """File name, as messages show it."""
        return self.path.name

    @property
    def is_json(self) -> bool:
        """Whether the file holds JSON rather than a table."""
        return not self.delimiter

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield row number, from 1 as a spreadsheet counts, and cells.

        Raises:
            ExportError: If the table breaks off or holds NUL characters.
        """
        if self.is_json:
            yield from enumerate(table(self.json), start=1)
            return
        if self.sheet is not None:
            yield from enumerate(map(list, self.sheet), start=1)
            return
        with self.path.open(encoding=self.encoding, newline="") as text:
            yield from _rows(text, self.delimiter, self.name)


def open_source(path: Path) -> Source:
    """Return the file opened: encoding and delimiter found, JSON parsed.

    Raises:
        ExportError: If it is empty, not text, or JSON that breaks off.
    """
    head = _first_bytes(path)
    if head.startswith(workbook.MAGIC):
        return _workbook(path)
    _refuse_foreign(path, head)
    encoding = _encoding(path, head)
    start = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    if not start:
        raise ExportError(f"{path.name} is empty", hint=_DOWNLOAD_AGAIN)
    if start[0] in "{[":
        document = unwrapped(_document(path, encoding))
        named = tuple(tuple(row) for row in islice(table(document), _HEAD_ROWS))
        return Source(path, encoding, "", named, document)
    if start[0] == "<":
        raise ExportError(
            f"{path.name} is a web page, not an export",
            hint="sign in to Pinterest and download the export again",
        )
    delimiter = _delimiter(start)
    with path.open(encoding=encoding, newline="") as text:
        rows = _rows(text, delimiter, path.name)
        first = tuple(
            tuple(cells) for _, (_, cells) in zip(range(_HEAD_ROWS), rows, strict=False)
        )
    return Source(path, encoding, delimiter, first)


def _workbook(path: Path) -> Source:
    """The worksheet of a workbook that holds pins, else the first that has rows."""
    try:
        found = [rows for _, rows in workbook.sheets(path.read_bytes()) if rows]
    except workbook.WorkbookError as cause:
        raise ExportError(
            f"{path.name} {cause}", hint="save it as CSV UTF-8"
        ) from cause
    if not found:
        raise ExportError(f"{path.name} is empty", hint=_DOWNLOAD_AGAIN)
    rows = next((each for each in found if _has_pins(each)), found[0])
    width = max(len(cells) for _, cells in rows)
    sheet: list[tuple[str, ...]] = []
    for number, cells in rows:
        sheet += [("",) * width] * (number - 1 - len(sheet))
        sheet.append((*cells, *[""] * (width - len(cells))))
    return Source(path, "", "\t", tuple(sheet[:_HEAD_ROWS]), sheet=tuple(sheet))


def _has_pins(rows: list[tuple[int, list[str]]]) -> bool:
    found = [roles(cells) for _, cells in rows[:_HEAD_ROWS]]
    return any(len(each) > 1 and metrics_among(each) for each in found)


def is_prose(path: Path) -> bool:
    """Return whether a text file is no table: none of its first lines is a header.

    Raises:
        ExportError: If it cannot be read.
    """
    head = _first_bytes(path)
    marks = DELIMITERS.encode()
    lines = head.replace(b"\0", b"").splitlines()[:_HEAD_ROWS]
    texts = (line.decode("utf-8", "ignore").lstrip("\ufeff") for line in lines)
    return not head.lstrip().startswith((b"{", b"[")) and not any(
        len(roles(re.split(f"[{re.escape(marks.decode())}]", text))) > 1
        for text in texts
    )


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except OSError as cause:
        raise ExportError(
            f"{path} cannot be read: {cause.strerror}", hint="check the path"
        ) from cause


def _refuse_foreign(path: Path, head: bytes) -> None:
    for magic, kind, hint in _FOREIGN:
        if head.startswith(magic):
            raise ExportError(f"{path.name} is {kind}, not an export", hint=hint)


def _encoding(path: Path, head: bytes) -> str:
    """Byte order mark, else strict UTF-8, else the likeliest legacy encoding."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return _checked(path, name)
    if b"\0" in head:
        return _checked(path, _utf16_without_mark(path, head))
    if _decodes(path, "utf-8"):
        return "utf-8"
    if _is_western(head) and _decodes(path, "cp1252"):
        return "cp1252"
    best = from_bytes(head, cp_exclusion=["utf_7"]).best()
    return _checked(path, best.encoding if best else "cp1252")


def _is_western(head: bytes) -> bool:
    """Whether most bytes above ASCII stand alone, as accents among letters do.

    A detector of encodings takes a few accents for Chinese; other scripts have runs.
    """
    runs = re.findall(rb"[\x80-\xff]+", head)
    return sum(len(run) for run in runs) < 1.5 * len(runs)


def _utf16_without_mark(path: Path, head: bytes) -> str:
    """UTF-16 has its zero bytes on one side only; anything else is not text."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) * 10 <= max(even, odd) and max(even, odd) * 5 > len(head):
        return "utf-16-le" if odd > even else "utf-16-be"
    row = head.count(b"\n", 0, head.index(b"\0")) + 1
    raise ExportError(
        f"{path.name}, row {row}: not text (it holds zero bytes)", hint=_DOWNLOAD_AGAIN
    )


def _checked(path: Path, encoding: str) -> str:
    if _decodes(path, encoding):
        return encoding
    raise ExportError(
        f"{path.name} is not {encoding} text to its end", hint=_DOWNLOAD_AGAIN
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _delimiter(start: str) -> str:
    """The character that splits most of the first lines, as "sep=" says if it does."""
    lines = start.splitlines()[:_HEAD_ROWS]
    if lines[0].casefold().startswith("sep=") and len(lines[0].strip()) == len("sep=;"):
        return lines[0].strip()[-1]
    return max(DELIMITERS, key=lambda mark: _split_cells(lines, mark))


def _split_cells(lines: list[str], delimiter: str) -> tuple[int, int]:
    """The most cells that two lines agree on, and the most of any line."""
    try:
        widths = sorted(len(row) for row in csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0, 0
    agreed = (width for width in widths if width > 1 < widths.count(width))
    return max(agreed, default=0), max(widths, default=0)


def _rows(text: TextIO, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, row in enumerate(
            csv.reader(text, delimiter=delimiter, strict=True), start=1
        ):
            if number == 1 and row:
                row[0] = row[0].lstrip("\ufeff")
                if row[0].casefold().startswith("sep="):
                    row.clear()
            yield number, row
    except csv.Error as cause:
        raise ExportError(
            f"{name}, row {number + 1}: the file is truncated ({cause})",
            hint=_DOWNLOAD_AGAIN,
        ) from cause


def _document(path: Path, encoding: str) -> Json:
    if path.stat().st_size > _MAX_JSON_BYTES:
        raise ExportError(
            f"{path.name} holds more than {_MAX_JSON_BYTES >> 20} MiB of JSON",
            hint="store it as several pages, or as one JSON object per line",
        )
    text = path.read_text(encoding=encoding).lstrip("\ufeff")
    try:
        return _json(text, path.name)
    except json.JSONDecodeError as cause:
        raise ExportError(
            f"{path.name}, line {cause.lineno}, column {cause.colno}: "
            f"not complete JSON ({cause.msg})",
            hint=_DOWNLOAD_AGAIN,
        ) from cause
    except RecursionError as cause:
        raise ExportError(
            f"{path.name}: JSON nested too deeply", hint=_DOWNLOAD_AGAIN
        ) from cause
    except ValueError as cause:  # of int, which bounds what it reads
        raise ExportError(
            f"{path.name}: a number of thousands of digits", hint=_DOWNLOAD_AGAIN
        ) from cause


def _json(text: str, name: str) -> Json:
    """One document; a list of them where each line is one."""
    unique = functools.partial(_unique, name)
    try:
        return json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError:
        try:
            lines = [
                json.loads(line, object_pairs_hook=unique)
                for line in text.splitlines()
                if line.strip()
            ]
        except (json.JSONDecodeError, RecursionError):
            lines = []
        if len(lines) < 2:
            raise
        return lines


def _unique(name: str, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """A JSON object; Python's own would keep the last of two equal names."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    keys = [key for key, _ in pairs]
    twice = next(key for key in keys if keys.count(key) > 1)
    raise ExportError(
        f'{name}: "{printable(twice, longest=40)}" appears twice in one object',
        hint=_DOWNLOAD_AGAIN,
    )
