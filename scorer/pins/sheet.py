"""A table of pins judged as a whole: what Pinterest would not take of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from scorer.core.display.printable import printable
from scorer.core.pin import Pin
from scorer.core.tables.columns import Fact, Role, plain_label
from scorer.core.units import counted
from scorer.pins.sheet_limits import SheetLimits
from scorer.pins.table import SHEET, Form

# Pinterest, creative specs: a carousel has two to five pictures.
_MOST_PAGES = 5
_BULK_CREATE = frozenset(("media url", "pinterest board"))
_DATE_FORM = "2026-08-01T10:00:00"

Remarks = tuple[tuple[str, ...], tuple[str, ...]]  # refusals and notices of a row


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a table of pins.

    Attributes:
        line: Its line number.
        cells: Labels as written.
        columns: Column index by what it holds.
        form: What its parts are called.
    """

    line: int
    cells: Sequence[str]
    columns: Mapping[Role, int]
    form: Form = SHEET

    def label(self, role: Fact) -> str:
        """Return what the table calls a role's column, "" where it has none."""
        index = self.columns.get(role)
        return "" if index is None else self.cells[index].strip()

    def cell(self, row: Sequence[str], role: Fact) -> str:
        """Return a row's cell for a role, "" where there is none."""
        index = self.columns.get(role, len(row))
        return row[index].strip() if index < len(row) else ""

    @property
    def is_bulk_create(self) -> bool:
        """Whether it is Pinterest's own sheet for creating pins."""
        return {plain_label(cell) for cell in self.cells} >= _BULK_CREATE


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a pin, or a carousel's pictures, all of one pin.

    Attributes:
        line: Line number; an item's, in a feed.
        cells: As written.
        pins: One, or one a picture of a carousel, the first first.
        problem: Why it has none, where it should.
    """

    line: int
    cells: Sequence[str]
    pins: tuple[Pin, ...]
    problem: str = ""


def remarks(
    header: Header, entries: Sequence[Entry], limits: SheetLimits
) -> list[Remarks]:
    """Return for each row why Pinterest would refuse it, and what else to know of it.

    In a sheet of another program, or of one's own, equal titles are a notice only.
    """
    titles: dict[str, int] = {}
    pictures: dict[str, int] = {}
    found: list[Remarks] = []
    needs_link = _needs_links(header, entries)
    for number, entry in enumerate(entries, start=1):
        refusals: list[str] = []
        notices: list[str] = []
        if beyond := _beyond(header, entry.cells):
            notices.append(beyond)
        if needs_link and not header.cell(entry.cells, Fact.LINK):
            notices.append("no link: a tap on the pin leads nowhere")
        if len(entry.pins) > _MOST_PAGES:
            refusals.append(
                f"a carousel has {_MOST_PAGES} pictures at most, not {len(entry.pins)}"
            )
        twin = _first(titles, header.cell(entry.cells, Fact.TITLE).casefold(), entry)
        same = f"the same title as {header.form.row} {twin}"
        if twin and header.is_bulk_create:
            refusals.append(f"{same}: Pinterest takes each title once per sheet")
        elif twin:
            notices.append(same)
        if seen := _first(pictures, _picture(entry), entry):
            notices.append(f"the same picture as {header.form.row} {seen}")
        if header.is_bulk_create:
            refusals += _refused(header, entry, number, limits)
        found.append((tuple(refusals), tuple(notices)))
    return found


def _beyond(header: Header, cells: Sequence[str]) -> str:
    """What to know of a row that goes on where its header ends: words are lost."""
    width = len(header.cells)
    if header.form is not SHEET or not any(cell.strip() for cell in cells[width:]):
        return ""
    lost = printable(" ".join(cells[width:]).strip(), longest=40)
    return (
        f"“{lost}” is beyond the header's {counted(width, 'column')} and is not read: "
        "put quotes around words with a comma in them"
    )


def _first(seen: dict[str, int], key: str, entry: Entry) -> int:
    """Line of the first row that says the same, 0 if this is the first."""
    line = seen.setdefault(key, entry.line) if key else entry.line
    return 0 if line == entry.line else line


def _picture(entry: Entry) -> str:
    return os.path.normpath(entry.pins[0].path) if entry.pins else ""


def _needs_links(header: Header, entries: Sequence[Entry]) -> bool:
    """Whether a row without a link is an oversight: most rows have one."""
    linked = sum(bool(header.cell(entry.cells, Fact.LINK)) for entry in entries)
    return Fact.LINK in header.columns and 2 * linked >= len(entries)


def _refused(
    header: Header, entry: Entry, number: int, limits: SheetLimits
) -> Iterator[str]:
    """Yield what Pinterest's own sheet does not allow."""
    if number > limits.rows:
        yield f"pin {number} of the sheet: Pinterest takes {limits.rows}, split it"
    if not header.cell(entry.cells, Fact.BOARD):
        yield "no board: Pinterest asks for one"
    written = header.cell(entry.cells, Fact.CREATED_AT)
    if not written:
        return
    shown = printable(written, longest=40)
    try:
        day = datetime.fromisoformat(written).date()
    except ValueError:
        yield f"“{shown}” is no date for Pinterest: write {_DATE_FORM}"
        return
    ahead = (day - (limits.today or datetime.now(UTC).date())).days
    if ahead > limits.days:
        yield (
            f"publish date {shown} is {ahead} days ahead: Pinterest takes {limits.days}"
        )
    if ahead < 0:
        yield f"publish date {shown} is in the past"
