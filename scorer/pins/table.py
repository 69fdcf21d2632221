"""Rows of a table of pins, whatever program wrote it."""

from __future__ import annotations

import csv
import errno
import io
from dataclasses import dataclass
from pathlib import Path

from scorer.core.display.printable import printable
from scorer.core.errors import InputError
from scorer.core.tables.columns import Fact, roles
from scorer.pins import feed, names, remote, workbook

Row = tuple[int, list[str]]  # line number and cells

_MOST_BYTES = 64 * 2**20
# Above a header there may be a title, or "sep=;" for Excel.
_HEADER_ROWS = 5


@dataclass(frozen=True, slots=True)
class Form:
    """What a table's parts are called, and where its header may be.

    Attributes:
        row: One row, before its number.
        column: One column.
        rows_above: Rows among which the header is.
        example: How to name the column of the pictures, and the others.
    """

    row: str = "line"
    column: str = "column"
    rows_above: int = _HEADER_ROWS
    example: str = (
        "name one of them path, and the others title, description, link, board, id"
    )


SHEET = Form()
FEED = Form("item", "field", 1, "give each item its g:image_link")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table that hold anything, each with its number."""

    rows: list[Row]
    form: Form = SHEET


def read(path: Path) -> Table:
    """Return the rows of a table of pins.

    Raises:
        InputError: Codes ``bad-manifest``, ``no-path-column``, ``too-large-file``,
            ``no-permission``, ``not-found``.
    """
    name = printable(path.name, longest=80)
    return parsed(_bytes(path, name), name)


def parsed(data: bytes, name: str) -> Table:
    """Return the rows of a table of pins, given its bytes and what to call it.

    Raises:
        InputError: As ``read``.
    """
    if data.startswith(workbook.OLD_MAGIC):
        raise InputError(
            f"{name} is an old or a protected Excel workbook",
            hint="save it as CSV UTF-8, or as .xlsx without a password",
            code="bad-manifest",
        )
    if names.is_picture_data(data):
        raise InputError(
            f"{name} is a picture, not a table",
            hint="name a table, or end the picture's name as a picture's",
            code="bad-manifest",
        )
    if data.startswith(workbook.MAGIC):
        return Table(_workbook_rows(data, name))
    if names.is_feed(name) or feed.is_xml(data):
        return Table(_feed_rows(data, name), FEED)
    return Table(_rows(_decoded(data), name))


def _feed_rows(data: bytes, name: str) -> list[Row]:
    try:
        return feed.rows(data)
    except feed.FeedError as cause:
        raise InputError(
            f"{name}: {printable(str(cause), longest=200)}",
            hint=cause.hint,
            code="bad-manifest" if cause.is_feed else "no-path-column",
        ) from cause


def _workbook_rows(data: bytes, name: str) -> list[Row]:
    """Rows of the worksheet that is a list of pins, else of the first that has any."""
    try:
        found = [rows for _, rows in workbook.sheets(data) if rows]
    except workbook.WorkbookError as cause:
        raise InputError(
            f"{name} {cause}", hint="save it as CSV UTF-8", code="bad-manifest"
        ) from cause
    return next((rows for rows in found if _is_list(rows)), found[0] if found else [])


def _is_list(rows: list[Row]) -> bool:
    return any(Fact.PATH in roles(cells) for _, cells in rows[:_HEADER_ROWS])


def _bytes(path: Path, name: str) -> bytes:
    try:
        data = _data(path)
    except OSError as cause:
        is_denied = cause.errno in (errno.EACCES, errno.EPERM)
        raise InputError(
            f"{name} cannot be read: {cause.strerror}",
            hint="check the path and its permissions",
            code="no-permission" if is_denied else "not-found",
        ) from cause
    if len(data) > _MOST_BYTES:
        raise InputError(
            f"{name} is larger than {_MOST_BYTES // 2**20} MiB",
            hint="split the table",
            code="too-large-file",
        )
    return data


def _data(path: Path) -> bytes:
    if remote.is_remote(path):
        return remote.read(path, _MOST_BYTES + 1)[0]
    with path.open("rb") as file:
        return file.read(_MOST_BYTES + 1)


def _decoded(data: bytes) -> str:
    """Return a table's text: by its byte order mark, as UTF-8, or as Excel's cp1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows(text: str, name: str) -> list[Row]:
    """Return the rows that hold anything, with their line numbers."""
    header, _, below = text.lstrip().partition("\n")
    above = 0
    if header.casefold().startswith("sep=") and len(header.strip()) == len("sep=;"):
        text, header, above = below, below.partition("\n")[0], 1
    delimiter = max(",;\t", key=header.count)
    # Strict: a table that breaks off within quotes has lost pins.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    begun = above + 1
    try:
        for row in reader:
            begun = above + reader.line_num + 1
            if any(cell.strip() for cell in row):
                rows.append((above + reader.line_num, row))
            if len(rows) > workbook.MOST_ROWS:
                raise InputError(
                    f"{name} has more than {workbook.MOST_ROWS:,} rows",
                    hint="split the table",
                    code="too-large-file",
                )
    except csv.Error as cause:
        raise _broken(name, begun, text, cause) from cause
    return rows


def _broken(name: str, line: int, text: str, cause: csv.Error) -> InputError:
    """Return the error for a row that begins on a line and cannot be taken apart."""
    if '"' not in text:
        what, hint = str(cause), "fix that line"
    else:
        what = "its quotation marks do not match"
        hint = 'write "" for a quotation mark within a cell, and one " at either end'
    return InputError(f"{name}: line {line}: {what}", hint=hint, code="bad-manifest")
