"""A table of pins with their words: our header, or Pinterest's bulk-create sheet."""

from __future__ import annotations

import csv
import errno
import io
import os
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from scorer.core.errors import InputError
from scorer.core.pin import Pin
from scorer.core.printable import printable
from scorer.pins import remote

# As Pinterest's bulk-create sheet and people name them; compared in lower case.
_COLUMNS = {
    "path": ("path", "file", "filename", "file name", "image", "media url"),
    "title": ("title", "pin title"),
    "description": ("description", "pin description"),
    "link": ("link", "destination link", "url"),
    "board": ("board", "pinterest board"),
    "id": ("id", "pin id"),
}
_MOST_BYTES = 64 * 2**20
_LONGEST_CELL_CHARS = 100_000


def pins(path: Path) -> list[Pin]:
    """Return the pins of a manifest; relative paths start at its folder.

    Each is bound to that folder: a row that leads elsewhere is refused when the picture
    is to be opened. A picture's address, as bulk-create sheets have it, stands for the
    file of that name beside the manifest: nothing is fetched.

    Raises:
        InputError: Codes ``bad-manifest``, ``no-path-column``, ``empty-manifest``,
            ``too-large-file``, ``no-permission``, ``not-found``.
    """
    name = printable(path.name, longest=80)
    text = _text(path, name)
    rows = _rows(text, name)
    if not rows:
        raise _refusal(name, "is empty", "write a header and a row a pin", "empty")
    columns = _columns(rows[0][1], name)
    made = (_pin(row, columns, path.parent, line, name) for line, row in rows[1:])
    return list(made)


def _text(path: Path, name: str) -> str:
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
    return _decoded(data)


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


def _rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold anything, with their line numbers."""
    header = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    # Strict: a table that breaks off within quotes has lost pins.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num, row))  # noqa: PERF401 - line number
    except csv.Error as cause:
        raise _refusal(
            name, f"line {reader.line_num}: {cause}", "fix that line"
        ) from cause
    return rows


def _columns(header: list[str], name: str) -> dict[str, int]:
    given = [cell.strip().lower() for cell in header]
    found = {
        field: given.index(alias)
        for field, aliases in _COLUMNS.items()
        for alias in reversed(aliases)
        if alias in given
    }
    if "path" not in found:
        raise InputError(
            f"{name} has no column that names the pictures",
            hint="name one of its columns path; known are path, title, description, "
            "link, board, id",
            code="no-path-column",
        )
    twice = [alias for alias in given if alias and given.count(alias) > 1]
    if twice:
        problem = f"has the column {printable(twice[0], longest=40)} twice"
        raise _refusal(name, problem, "remove one of them")
    return found


def _pin(
    row: list[str], columns: dict[str, int], folder: Path, line: int, name: str
) -> Pin:
    cells = {
        field: row[index].strip() if index < len(row) else ""
        for field, index in columns.items()
    }
    if not cells["path"]:
        raise _refusal(name, f"line {line}: names no picture", "fill in or remove it")
    if any(len(cell) > _LONGEST_CELL_CHARS for cell in cells.values()):
        raise _refusal(
            name, f"line {line}: a cell is longer than 100,000 characters", "shorten it"
        )
    is_worded = "title" in columns
    path = _path(cells.pop("path"), folder)
    return Pin(path, is_worded=is_worded, below=folder, **cells)


def _path(cell: str, folder: Path) -> Path:
    if cell.lower().startswith(("http://", "https://")):
        return _local_file(cell, folder)
    if remote.is_remote(Path(cell)):
        return Path(cell)
    if os.sep == "\\" or "\\" not in cell or _exists(folder / cell):
        return folder / cell
    return folder / cell.replace("\\", "/")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # too long a name
        return False


def _local_file(address: str, folder: Path) -> Path:
    """Return the file that an address's last part names, or the address itself."""
    try:
        file = PurePosixPath(unquote(urlsplit(address).path)).name
        is_there = bool(file) and (folder / file).is_file()
    except (ValueError, OSError):
        return Path(address)
    return folder / file if is_there else Path(address)


def _refusal(name: str, problem: str, hint: str, kind: str = "bad") -> InputError:
    return InputError(f"{name}: {problem}", hint=hint, code=f"{kind}-manifest")
