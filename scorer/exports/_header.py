"""The header of a table of pins, and what its columns hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from scorer.core.tables import pin_ids
from scorer.core.tables.columns import Count, Fact, Role, roles
from scorer.exports import _dates
from scorer.exports._columns import checked_roles
from scorer.exports._reader import (
    Counts,
    Facts,
    refusal,
)
from scorer.exports._source import Source

T = TypeVar("T")

_TEXTS = (
    Fact.TITLE,
    Fact.DESCRIPTION,
    Fact.LINK,
    Fact.BOARD,
    Fact.PATH,
    Fact.GROUP,
    Fact.MEDIA_TYPE,
)
_FACTS = (*_TEXTS, Fact.CREATED_AT, Fact.PROMOTED, Fact.CONTENT_TYPE)
_DATED = (Fact.CREATED_AT, Fact.DATE, Fact.START, Fact.END)
_DAYS = (Fact.START, Fact.END, Fact.DATE, Fact.MONTH, Fact.WEEK)
_FIRST_ROWS = 5  # that must hold addresses of pins where no label says so
_CSV_HINTS: Mapping[Role, str] = {
    Fact.ID: (
        "download the export again and do not open it in a spreadsheet, "
        "or import the column as text"
    ),
    Fact.CREATED_AT: "write dates as 2026-07-20",
    Fact.DATE: "write dates as 2026-07-20",
    Fact.START: "write dates as 2026-07-20",
    Fact.END: "write dates as 2026-07-20",
    Fact.MONTH: "write months as 2026-07",
    Fact.WEEK: "write weeks as 2026-W30, or their first days as 2026-07-20",
}
_NUMBER_HINT = "correct the cell: a whole number without separators, or blank"


@dataclass(frozen=True)
class Table:
    """A header row and what its columns hold.

    Attributes:
        source: The file.
        header: Labels as written.
        row: Row number of the header.
        columns: Column index by what it holds.
    """

    source: Source
    header: Sequence[str]
    row: int
    columns: Mapping[Role, int]

    @cached_property
    def count_columns(self) -> tuple[tuple[int, int, Count], ...]:
        """Field of ``Counts`` by number, column and count of each in the table."""
        return tuple(
            (Counts._fields.index(count.value), self.columns[count], count)
            for count in Count
            if count in self.columns
        )

    @cached_property
    def text_columns(self) -> tuple[tuple[int, int], ...]:
        """Field of ``Facts`` by number and column of each text in the table."""
        return tuple(
            (Facts._fields.index(role.value), self.columns[role])
            for role in _TEXTS
            if role in self.columns
        )

    @cached_property
    def says_more(self) -> bool:
        """Whether rows say anything besides counts and days."""
        return any(role in self.columns for role in _FACTS)

    @cached_property
    def says_days(self) -> bool:
        """Whether rows say which days they cover."""
        return not self.columns.keys().isdisjoint(_DAYS)

    @cached_property
    def day_first(self) -> Mapping[Role, bool | None]:
        """Order of dates such as 2/7/2026 by column; None where no row tells.

        Raises:
            ExportError: If rows of a column differ.
        """
        return {role: self._order(role) for role in _DATED if role in self.columns}

    def _order(self, role: Role) -> bool | None:
        index = self.columns[role]
        below = (
            cells[index]
            for row, cells in self.source.rows()
            if row > self.row and index < len(cells)
        )
        try:
            return _dates.order(below)
        except ValueError as cause:
            raise refusal(
                self.source,
                str(cause),
                hint=_CSV_HINTS.get(role, _NUMBER_HINT),
                column=self.header[index],
            ) from cause

    def moment(self, cells: Sequence[str], row: int, role: Role) -> datetime | None:
        """Return a cell as a moment, its order told by the whole column.

        Raises:
            ExportError: If the cell cannot be read.
        """
        known = None
        if _dates.has_order(cells[self.columns[role]]):
            known = self.day_first[role]
        return self.parsed(cells, row, role, lambda cell: _dates.when(cell, known))

    def cell(self, cells: Sequence[str], role: Role) -> str:
        """Return a row's cell for a role, "" where the table has no such column."""
        index = self.columns.get(role)
        return "" if index is None else cells[index].strip()

    def parsed(
        self, cells: Sequence[str], row: int, role: Role, parse: Callable[[str], T]
    ) -> T:
        """Return a cell parsed, or refuse with file, row and column.

        Raises:
            ExportError: If the cell cannot be read.
        """
        index = self.columns[role]
        try:
            return parse(cells[index])
        except ValueError as cause:
            raise refusal(
                self.source,
                str(cause),
                hint=_CSV_HINTS.get(role, _NUMBER_HINT),
                row=row,
                column=self.header[index],
            ) from cause


def find_table(source: Source) -> Table | None:
    """Return the first row of a file's head that is a header, None without one.

    Where no label names pins, a column whose cells are pins' addresses does.
    """
    for row, cells in enumerate(source.head[:20], start=1):
        if len(roles(cells)) >= 2:
            found = checked_roles(source, row, cells)
            if Fact.ID not in found and Fact.PIN_URL not in found:
                found = _with_addresses(source, row, found)
            return Table(source, cells, row, found)
    return None


def _with_addresses(
    source: Source, header: int, found: Mapping[Role, int]
) -> dict[Role, int]:
    below = [cells for cells in source.head[header:] if any(cells)]
    width = min(map(len, below), default=0)
    holds = [
        index
        for index in range(width)
        if all(pin_ids.id_in_url(cells[index]) for cells in below[:_FIRST_ROWS])
    ]
    if not holds:
        return dict(found)
    others = {role: index for role, index in found.items() if index != holds[0]}
    return {**others, Fact.PIN_URL: holds[0]}
