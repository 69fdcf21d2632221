"""Tables of pins with a header row: what all of them share, whoever made them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from scorer.exports import _cells
from scorer.exports._columns import Fact, Role, checked_roles, roles
from scorer.exports._reader import (
    LIFETIME,
    NO_FACTS,
    Counts,
    Facts,
    Metric,
    Observation,
    Period,
    Tally,
    refusal,
)
from scorer.exports._source import Source

T = TypeVar("T")

TOTAL_ROW = "row of totals"
NO_PIN = "row that names no pin"
NOT_READY = "figure that Pinterest marks as an estimate or not ready"
_NOT_READY_WORDS = ("processing", "estimate", "before_", "in_bad_tag_date")
_TOTALS = frozenset(
    ("total", "totals", "grand-total", "gesamt", "summe", "totale", "totaal", "celkem")
)
# In the order of the fields of Facts.
_FACTS = (
    Fact.TITLE,
    Fact.DESCRIPTION,
    Fact.LINK,
    Fact.BOARD,
    Fact.CREATED_AT,
    Fact.PATH,
    Fact.GROUP,
    Fact.MEDIA_TYPE,
)
_OTHER_FACTS = (Fact.PROMOTED, Fact.CONTENT_TYPE)
_CSV_HINTS: Mapping[Role, str] = {
    Fact.ID: (
        "download the export again and do not open it in a spreadsheet, "
        "or import the column as text"
    ),
    Fact.CREATED_AT: "write dates as 2026-07-20",
    Fact.DATE: "write dates as 2026-07-20",
    Fact.START: "write dates as 2026-07-20",
    Fact.END: "write dates as 2026-07-20",
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
    def count_columns(self) -> tuple[tuple[int, int, Metric], ...]:
        """Place among the counts, column and metric of each that the table has."""
        return tuple(
            (place, self.columns[metric], metric)
            for place, metric in enumerate(Metric)
            if metric in self.columns
        )

    @cached_property
    def text_columns(self) -> tuple[tuple[int, int], ...]:
        """Place among the facts and column of each word that the table has."""
        return tuple(
            (place, self.columns[role])
            for place, role in enumerate(_FACTS)
            if role in self.columns
        )

    @cached_property
    def says_more(self) -> bool:
        """Whether rows say anything besides counts and days."""
        return any(role in self.columns for role in (*_FACTS, *_OTHER_FACTS))

    @cached_property
    def says_days(self) -> bool:
        """Whether rows say which days they cover."""
        return not self.columns.keys().isdisjoint((Fact.START, Fact.END, Fact.DATE))

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
    """Return the first row of a file's head that is a header, None without one."""
    for row, cells in enumerate(source.head[:20], start=1):
        found = roles(cells)
        if len(found) >= 2:
            return Table(source, cells, row, checked_roles(source, row, cells))
    return None


def observations(
    table: Table, tally: Tally, identify: Callable[[Sequence[str], int], str]
) -> Iterator[Observation]:
    """Yield what each row below the header says.

    Args:
        table: The header and its columns.
        tally: Counts the rows that are not used.
        identify: Pin id of a row, "" if it names none.

    Raises:
        ExportError: If a row has another number of cells, or one cannot be read.
    """
    width = len(table.header)
    name = table.source.name
    status = table.columns.get(Fact.STATUS)
    for row, written in table.source.rows():
        if row <= table.row or not any(written):
            continue
        exact = len(written) == width
        cells = written if exact else _squared(table, row, written, width)
        identity = identify(cells, row)
        if not cells[0][:1].isdigit() and is_total(cells, identity):
            tally.leave_out(TOTAL_ROW, f"{name}, row {row}")
        elif not identity:
            tally.leave_out(NO_PIN, f"{name}, row {row}")
        elif status is not None and is_not_ready(cells[status]):
            tally.leave_out(NOT_READY, f"{name}, row {row}")
        else:
            yield Observation(
                identity,
                read_counts(table, cells, row),
                read_period(table, cells, row),
                read_facts(table, cells, row),
                f"{name}, row {row}",
            )


def is_total(cells: Sequence[str], identity: str = "") -> bool:
    """Return whether a row sums the others up."""
    if cells[0][:1].isdigit():
        return False
    first = next((cell for cell in cells if cell.strip()), identity)
    return first.strip().rstrip(":").casefold().replace(" ", "-") in _TOTALS


def is_not_ready(status: str) -> bool:
    """Return whether a data status says that a figure is not final."""
    return status.casefold().startswith(_NOT_READY_WORDS)


def _squared(table: Table, row: int, cells: list[str], width: int) -> list[str]:
    """The row at the header's width: blank cells too many are dropped."""
    if len(cells) == width:
        return cells
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    raise refusal(
        table.source,
        f"{len(cells)} cells where the header has {width}",
        hint="the file is cut off, or a cell with a delimiter is not quoted: "
        "download it again",
        row=row,
    )


def read_counts(table: Table, cells: Sequence[str], row: int) -> Counts:
    """Return the counts of a row.

    Raises:
        ExportError: If a count cannot be read.
    """
    # Digits alone, nearly all of a million rows, need no more than int.
    found: list[int | None] = [None] * len(Metric)
    for place, index, metric in table.count_columns:
        text = cells[index]
        if text.isdigit() and text.isascii() and len(text) < 13:
            found[place] = int(text)
        else:
            found[place] = _written_count(table, cells, row, metric)
    return Counts(*found)


def _written_count(
    table: Table, cells: Sequence[str], row: int, metric: Metric
) -> int | None:
    delimiter = table.source.delimiter
    return table.parsed(cells, row, metric, lambda cell: _cells.count(cell, delimiter))


def read_period(table: Table, cells: Sequence[str], row: int) -> Period:
    """Return the days that a row covers; a lifetime where it does not say."""
    if not table.says_days:
        return LIFETIME
    columns = table.columns
    if Fact.START in columns and Fact.END in columns:
        start, end = (
            _day(table, cells, row, Fact.START),
            _day(table, cells, row, Fact.END),
        )
        if start and end and end < start:
            raise refusal(
                table.source,
                f"the period ends on {end}, before it starts",
                hint="write dates as 2026-07-20",
                row=row,
                column=table.header[columns[Fact.END]],
            )
        return Period(start, end)
    if Fact.DATE in columns:
        day = _day(table, cells, row, Fact.DATE)
        return Period(day, day)
    return LIFETIME


def _day(table: Table, cells: Sequence[str], row: int, role: Fact) -> date | None:
    return table.parsed(cells, row, role, _cells.day_of)


def read_facts(table: Table, cells: Sequence[str], row: int) -> Facts:
    """Return what a row says about its pin besides counts."""
    if not table.says_more:
        return NO_FACTS
    found: list[Any] = [*NO_FACTS]
    for place, index in table.text_columns:
        found[place] = cells[index].strip()
    if Fact.CREATED_AT in table.columns:
        moment = table.parsed(cells, row, Fact.CREATED_AT, _cells.when)
        found[_FACTS.index(Fact.CREATED_AT)] = moment
    found[-1] = is_promoted(table, cells)
    return Facts(*found)


def is_promoted(table: Table, cells: Sequence[str]) -> bool:
    """Return whether a row says that paid traffic is in its figures."""
    kind = table.columns.get(Fact.CONTENT_TYPE)
    answer = table.columns.get(Fact.PROMOTED)
    if kind is not None and "paid" in cells[kind].casefold():
        return True
    return answer is not None and _cells.is_yes(cells[answer])
