"""Any table with one pin a row: own sheets, connectors' exports, manifests.

Columns are found by name. A table without counts is a manifest: it adds titles,
pictures and dates to pins whose figures are elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from scorer.core.errors import ExportError
from scorer.core.tables import pin_ids
from scorer.core.tables.columns import Count, Fact, metrics_among, plain_label, roles
from scorer.exports import _dates
from scorer.exports._breakdown import Breakdown
from scorer.exports._header import Table, find_table
from scorer.exports._reader import (
    NO_PINS,
    UNKNOWN_COLUMNS,
    Observation,
    Reader,
    Tally,
    refusal,
)
from scorer.exports._source import Source
from scorer.exports._table import observations

_KEYS = (Fact.ID, Fact.PIN_URL, Fact.PATH, Fact.TITLE)
_TIMES = (Fact.DATE, Fact.WEEK, Fact.MONTH, Fact.START)
_FIRST_ROWS = 200  # in which ids that went through floats are looked for
_BULK_HEADER = frozenset(("media url", "pinterest board", "publish date"))


def _sniff(source: Source) -> float:
    if not source.is_json:
        return 0.2
    first = roles(source.head[0]) if source.head else {}
    # More than the API's reader claims of any JSON, less than others of their rows.
    return 0.6 if metrics_among(first) and any(key in first for key in _KEYS) else 0.0


def _read(source: Source, tally: Tally) -> Iterator[Observation]:
    table = find_table(source)
    if table is None:
        counts = any(metrics_among(roles(row)) for row in source.head)
        raise refusal(
            source,
            "no header row with columns that are known",
            hint="name the columns pin_id (or path, or title), impressions, pin_clicks",
            code="" if counts else NO_PINS,
        )
    _check(source, table)
    _remark(table, tally)
    seen: Counter[str] = Counter()
    rounded: list[int] = []
    breakdown = Breakdown(table)
    latest: Sequence[str] = ()

    def identify(cells: Sequence[str], row: int) -> str:
        nonlocal latest
        latest = cells
        return _identity(table, cells, row, seen)

    rows = observations(table, tally, identify)
    for total, observation in enumerate(rows, start=1):
        if pin_ids.lost_digits(observation.id) or (
            total <= _FIRST_ROWS and pin_ids.is_float(observation.id)
        ):
            rounded.append(total)
            if len(rounded) > 1 and 2 * len(rounded) > total:
                raise _rounded(source, table, observation)
        breakdown.see(latest, observation)
        yield observation
    breakdown.check()


def _remark(table: Table, tally: Tally) -> None:
    """Note how columns were read where another reading is thinkable."""
    name = table.source.name
    for metric in metrics_among(table.columns):
        label = table.header[table.columns[metric]]
        bare = {"click", "clicks"} if metric is Count.PIN_CLICKS else set()
        if plain_label(label) in bare or "(" in label:
            tally.note(f'{name}: "{label}" was read as {metric.replace("_", " ")}')
    known = set(table.columns.values())
    others = [cell for index, cell in enumerate(table.header) if index not in known]
    unknown = [cell.strip()[:40] for cell in others if cell.strip()]
    if unknown and not {Count.IMPRESSIONS, Count.PIN_CLICKS} <= table.columns.keys():
        more = ", …" if len(unknown) > 6 else ""
        tally.note(f"{name}: {UNKNOWN_COLUMNS}: {', '.join(unknown[:6])}{more}")
    if not table.columns.keys() & {Fact.ID, Fact.PIN_URL, Fact.PATH}:
        tally.note(f"{name}: no column of pin ids is known: rows are matched by title")
    if Count.IMPRESSIONS in table.columns and (days := _half_known_days(table)):
        tally.note(
            f'{name}: "{days}" alone does not say which days the figures are of: they '
            "are taken for the pins' whole lives. Write start_date and end_date"
        )


def _half_known_days(table: Table) -> str:
    """A column that speaks of days without saying from when to when, "" if none does.

    A first day without a last one, or both in one cell of a column that nobody knows.
    """
    there = table.columns.keys()
    if not there.isdisjoint((Fact.DATE, Fact.WEEK, Fact.MONTH)) or Fact.END in there:
        return ""
    if Fact.START in there:
        return table.header[table.columns[Fact.START]].strip()[:40]
    known = set(table.columns.values())
    first = next((row for row in table.source.head[table.row :] if any(row)), ())
    for index, cell in enumerate(first):
        if index not in known and index < len(table.header) and _is_range(cell):
            return table.header[index].strip()[:40]
    return ""


def _is_range(cell: str) -> bool:
    try:
        return _dates.range_in(cell) is not None
    except ValueError:  # two dates in an order that nobody can tell
        return True


def _check(source: Source, table: Table) -> None:
    """Refuse a table that has neither figures nor a pin to which it could add."""
    found = metrics_among(table.columns)
    labels = {plain_label(cell) for cell in table.header}
    if labels >= _BULK_HEADER:
        raise refusal(
            source,
            "is a sheet for creating pins: it has no figures",
            hint="score its pictures with scorer score; for training, export Analytics",
            code=NO_PINS,
        )
    if not any(key in table.columns for key in _KEYS):
        raise refusal(
            source,
            "no column says which pin a row is about",
            hint="add a column pin_id, path or title",
            row=table.row,
            code=NO_PINS if not found or _is_by_day(table) else "",
        )
    if found and Count.IMPRESSIONS not in found and len(table.columns) == len(found):
        raise refusal(
            source,
            "no column holds impressions",
            hint="a rate needs them: add the column or the export that has it",
            row=table.row,
        )


def _is_by_day(table: Table) -> bool:
    """Whether every row is another day, week or month: the account's own figures."""
    index = next(
        (table.columns[role] for role in _TIMES if role in table.columns), None
    )
    if index is None:
        return False
    below = [
        cells[index].strip()
        for cells in table.source.head[table.row :]
        if index < len(cells) and any(cells)
    ]
    return len(set(below)) == len(below)


def _identity(table: Table, cells: Sequence[str], row: int, seen: Counter[str]) -> str:
    """Pin id; else the id in its address, its picture's path, or its title."""
    found = pin_ids.id_in_url(table.cell(cells, Fact.PIN_URL))
    if not found and Fact.ID in table.columns:
        found = table.parsed(cells, row, Fact.ID, pin_ids.pin_id)
    if found:
        return found
    if path := table.cell(cells, Fact.PATH):
        return path
    if Fact.ID in table.columns or Fact.PATH in table.columns:
        return ""
    return _by_title(table, cells, seen)


def _by_title(table: Table, cells: Sequence[str], seen: Counter[str]) -> str:
    """Title, with a number from its second row on: one text may be tried twice."""
    title = table.cell(cells, Fact.TITLE)
    if not title:
        return ""
    key = f"{title} [{group}]" if (group := table.cell(cells, Fact.GROUP)) else title
    if Fact.DATE in table.columns or Fact.START in table.columns:
        return key
    seen[key] += 1
    return key if seen[key] == 1 else f"{key} #{seen[key]}"


def _rounded(source: Source, table: Table, observation: Observation) -> ExportError:
    column = table.columns.get(Fact.ID, 0)
    return refusal(
        source,
        f'a spreadsheet has rounded the pin ids (such as "{observation.id}")',
        hint="download the export again and do not open it in a spreadsheet, "
        "or import the column as text",
        row=observation.row,
        column=table.header[column],
    )


READER = Reader(title="table of pins", sniff=_sniff, read=_read)
