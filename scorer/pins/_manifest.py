"""A table of pins with their words: our header, or any program's sheet of pins."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import unquote

from scorer.core.display.printable import printable
from scorer.core.errors import InputError
from scorer.core.pin import Pin
from scorer.core.tables import pin_ids
from scorer.core.tables.columns import (
    Count,
    Fact,
    Role,
    known_label,
    metrics_among,
    roles,
)
from scorer.core.units import counted
from scorer.pins import names, remote, sheet, table
from scorer.pins.feed import LONGEST_CELL_CHARS
from scorer.pins.sheet import Entry, Header
from scorer.pins.sheet_limits import SheetLimits
from scorer.pins.table import Row, Table

# What is read of a row.
READ = (
    Fact.PATH,
    Fact.COVER,
    Fact.TITLE,
    Fact.DESCRIPTION,
    Fact.LINK,
    Fact.BOARD,
    Fact.ID,
    Fact.PIN_URL,
    Fact.CREATED_AT,
)
_SHOWN_COLUMNS = 8
_SHOWN_PROBLEMS = 3
_FIRST_ROWS = 20  # an export has its title, filters and account above its pins
_LEFT_OUT = "names no picture and is left out"
# What parts several pictures in one cell.
_SEVERAL = re.compile(r"\s*[,;|\n]\s*")


class _NoPictureError(InputError):
    """A row that should name a picture does not: it may have to be made yet."""


def pins(path: Path, limits: SheetLimits | None = None) -> list[Pin]:
    """Return the pins of a manifest; relative paths start at its folder.

    Each is bound to that folder: a row that leads elsewhere is refused when the picture
    is to be opened. A picture's address, as sheets of schedulers have it, stands for
    the file of that name beside the manifest: nothing is fetched. A row without a
    picture, but with a pin id, stands for the file of that name; where there is none
    it is not filled in yet, and left out. What the table as a whole does not allow is
    told with the row; a row that names no picture, with the first pin of the others.

    Args:
        path: The table.
        limits: What Pinterest takes.

    Raises:
        InputError: Codes ``bad-manifest``, ``no-path-column``, ``empty-manifest``,
            ``too-large-file``, ``no-permission``, ``not-found``.
    """
    header, entries = read(path)
    name = printable(path.name, longest=80)
    remarks = sheet.remarks(header, entries, limits or SheetLimits())
    found = [
        replace(
            pin,
            refusals=tuple(_sentences(name, header, entry, refusals)),
            notices=tuple(_sentences(name, header, entry, notices)),
        )
        for entry, (refusals, notices) in zip(entries, remarks, strict=True)
        for pin in entry.pins
    ]
    return _with_problems(found, name, header, entries)


def _with_problems(
    found: list[Pin], name: str, header: Header, entries: Sequence[Entry]
) -> list[Pin]:
    """Tell rows without a picture, which have no pin of their own, with the first."""
    problems = [
        sentence
        for entry in entries
        if entry.problem
        for sentence in _sentences(name, header, entry, (entry.problem,))
    ]
    if not problems or not found:
        return found
    first, *others = found
    notices = (*first.notices, *problems[:_SHOWN_PROBLEMS])
    if len(problems) > _SHOWN_PROBLEMS:
        rows = counted(len(problems) - _SHOWN_PROBLEMS, f"more {header.form.row}")
        notices = (*notices, f"{name}: {rows} without a picture")
    return [replace(first, notices=notices), *others]


def _sentences(
    name: str, header: Header, entry: Entry, remarks: Sequence[str]
) -> Iterator[str]:
    return (f"{name}, {header.form.row} {entry.line}: {each}" for each in remarks)


def read(path: Path) -> tuple[Header, list[Entry]]:
    """Return a manifest's header and rows, each with its pins.

    Raises:
        InputError: As ``pins``.
    """
    name = printable(path.name, longest=80)
    found = table.read(path)
    if not found.rows:
        raise _refusal(name, "is empty", "write a header and a row a pin", "empty")
    if len(found.rows) == 1 and found.form is table.FEED:
        raise _refusal(name, "has no items", "write an item a pin", "empty")
    header, rows = _header(found, name)
    if not rows:
        problem = "has a header and no row below it"
        raise _refusal(name, problem, "write a row a pin", "empty")
    files = names.Folder(path.parent)
    unworded = _unworded(header, rows, name)
    word = header.form.row
    entries: list[Entry] = []
    lacking: list[_NoPictureError] = []
    for line, row in rows:
        try:
            mine = tuple(_pins(row, header, files, f"{name}: {word} {line}"))
            entries.append(Entry(line, row, mine))
        except _NoPictureError as error:
            lacking.append(error)
            entries.append(Entry(line, row, (), f"{_LEFT_OUT}: {error.hint}"))
    # Pinterest would refuse its own sheet for it.
    if lacking and (header.is_bulk_create or not any(each.pins for each in entries)):
        raise lacking[0]
    if Fact.PATH not in header.columns and not any(each.pins for each in entries):
        raise _no_pictures(header, name, found.rows)
    if unworded:
        entries = [_marked(each, unworded) for each in entries]
    return header, entries


def _header(found: Table, name: str) -> tuple[Header, list[Row]]:
    """The first row that names pictures, else the first of all; and those below."""
    rows, form = found.rows, found.form
    for index, (line, cells) in enumerate(rows[: form.rows_above]):
        known = roles(cells)
        if Fact.PATH in known and (len(known) > 1 or index == 0):
            return _checked(Header(line, cells, known, form), name), rows[index + 1 :]
    line, cells = rows[0]
    header = Header(line, cells, _read_of(cells), form)
    has_ids = not header.columns.keys().isdisjoint((Fact.ID, Fact.PIN_URL))
    if not has_ids:
        raise _no_pictures(header, name, rows)
    return _checked(header, name), rows[1:]


def _read_of(cells: Sequence[str]) -> dict[Role, int]:
    """Columns of what is read of a row."""
    return {role: index for role, index in roles(cells).items() if role in READ}


def _no_pictures(header: Header, name: str, rows: Sequence[Row]) -> InputError:
    word = header.form.column
    if _holds_figures(rows):
        return InputError(
            f"{name} holds figures of pins, and names no pictures",
            hint="scorer train and scorer diagnose read figures; to score pins, name "
            "their pictures or the folder of these",
            code="no-path-column",
        )
    return InputError(
        f"{name} has no {word} that names the pictures: its {word}s are "
        f"{_listed(header.cells) or 'none that is known'}",
        hint=header.form.example,
        code="no-path-column",
    )


def _holds_figures(rows: Sequence[Row]) -> bool:
    """Whether a table has a header of Pinterest's counts, within its first rows."""
    headers = (metrics_among(roles(cells)) for _, cells in rows[:_FIRST_ROWS])
    return any(Count.IMPRESSIONS in found for found in headers)


def _listed(cells: Sequence[str]) -> str:
    shown = [printable(cell.strip(), longest=40) for cell in cells if cell.strip()]
    more = ", …" if len(shown) > _SHOWN_COLUMNS else ""
    return ", ".join(shown[:_SHOWN_COLUMNS]) + more


def _checked(header: Header, name: str) -> Header:
    given = [cell.strip().lower() for cell in header.cells]
    twice = [alias for alias in given if alias and given.count(alias) > 1]
    if twice:
        problem = f"has the column {printable(twice[0], longest=40)} twice"
        raise _refusal(name, problem, "remove one of them")
    return header


def _unworded(header: Header, rows: Sequence[Row], name: str) -> str:
    """Why the titles are not known though a column seems to hold them, "" if none does.

    Such a column has an unknown name and sentences below it.
    """
    if Fact.TITLE in header.columns:
        return ""
    unknown = [
        index
        for index, cell in enumerate(header.cells)
        if cell.strip() and known_label(cell) is None
    ]
    for index in unknown:
        cells = [row[index].strip() for _, row in rows if index < len(row)]
        worded = sum(" " in cell or not cell.isascii() for cell in cells if cell)
        if 2 * worded > len(rows):
            label = printable(header.cells[index].strip(), longest=40)
            return (
                f"{name} has no column known to hold titles: if “{label}” is it, "
                "rename it title"
            )
    return ""


def _marked(entry: Entry, unworded: str) -> Entry:
    marked = (replace(pin, unworded=unworded) for pin in entry.pins)
    return replace(entry, pins=tuple(marked))


def _pins(
    row: Sequence[str], header: Header, files: names.Folder, where: str
) -> Iterator[Pin]:
    for index, cell in enumerate(row):
        if len(cell) > LONGEST_CELL_CHARS:
            label = printable("".join(header.cells[index : index + 1]), longest=40)
            problem = (
                f"{header.form.column} “{label or index + 1}” is longer than "
                f"{LONGEST_CELL_CHARS:,} characters"
            )
            raise _refusal(where, problem, "shorten it")
    identity = _identity(row, header)
    pictures = _pictures(row, header, files, identity, where)
    for page, path in enumerate(pictures, start=1):
        yield Pin(
            path,
            title=header.cell(row, Fact.TITLE),
            description=header.cell(row, Fact.DESCRIPTION),
            link=header.cell(row, Fact.LINK),
            board=header.cell(row, Fact.BOARD),
            id=identity,
            is_worded=Fact.TITLE in header.columns,
            page=page,
            pages=len(pictures),
            below=files.path,
        )


def _identity(row: Sequence[str], header: Header) -> str:
    """Pin id as given, or as the pin's address holds it."""
    found = pin_ids.id_in_url(header.cell(row, Fact.PIN_URL))
    given = header.cell(row, Fact.ID)
    with suppress(ValueError):  # rounded by a spreadsheet: no harm to a picture's score
        return found or pin_ids.pin_id(given)
    return given


def _pictures(
    row: Sequence[str],
    header: Header,
    files: names.Folder,
    identity: str,
    where: str,
) -> list[Path]:
    """The pictures that a row names; a video's cover in place of the video."""
    cell = header.cell(row, Fact.PATH)
    cover = header.cell(row, Fact.COVER)
    # Pinterest's own sheet may hold a time of the video there.
    if names.is_video(cell) and names.is_picture(names.address_path(cover)):
        return [_path(cover, files)]
    if cell:
        return [_path(each, files) for each in _several(cell, files.path)]
    if identity:
        return files.named(identity)
    # A table of figures that lies beside, or a list of published pins that `train`
    # wrote to be filled in: some of them may never be.
    if Fact.PATH not in header.columns or Fact.PIN_URL in header.columns:
        return []
    label = printable(header.label(Fact.PATH), longest=40)
    raise _NoPictureError(
        f"{where}: names no picture",
        hint=f"fill in “{label}”, or remove it",
        code="bad-manifest",
    )


def _several(cell: str, folder: Path) -> list[str]:
    """The pictures of a cell: one, unless each part names one."""
    parts = [part for part in _SEVERAL.split(cell) if part]
    if len(parts) < 2 or _exists(folder / cell):
        return [cell]
    named = all(names.is_picture(names.address_path(part)) for part in parts)
    return parts if named else [cell]


def _path(cell: str, files: names.Folder) -> Path:
    if cell.lower().startswith(("http://", "https://")):
        named = PurePosixPath(unquote(names.address_path(cell)))
        return _beside(named, files) or Path(cell)
    for place in (PureWindowsPath(cell), PurePosixPath(cell)):
        # A path of another computer, or of before the folder was moved.
        if place.is_absolute() and not _exists(files.path / cell):
            return _beside(place, files) or files.path / cell
    if remote.is_remote(Path(cell)):
        return Path(cell)
    if os.sep == "\\" or "\\" not in cell or _exists(files.path / cell):
        return files.meant(cell)
    return files.meant(cell.replace("\\", "/"))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long a name
        return False


def _beside(place: PurePath, files: names.Folder) -> Path | None:
    """Return the file beside the list that is named as a path or address ends."""
    try:
        found = files.meant(place.name)
        return found if place.name and found.is_file() else None
    except (ValueError, OSError):
        return None


def _refusal(name: str, problem: str, hint: str, kind: str = "bad") -> InputError:
    return InputError(f"{name}: {problem}", hint=hint, code=f"{kind}-manifest")
