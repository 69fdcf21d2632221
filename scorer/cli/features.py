"""``scorer features``: the measured numbers as a table."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import (
    exit_status,
    find_pins,
    handle_errors,
    jobs_option,
    load_settings,
    measuring_options,
    output_option,
    paths_argument,
    quiet_option,
    score_pins,
    worker_count,
)
from scorer.cli._output import say, write
from scorer.cli._progress import progress
from scorer.core.display.printable import printable

if TYPE_CHECKING:
    from scorer.core.report import Report


@click.command(name="features")
@paths_argument
@output_option
@jobs_option
@quiet_option
@measuring_options
@handle_errors
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    jobs: int,
    quiet: bool,
    **flags: str | None,
) -> None:
    """Print what was measured of pins, as CSV or Parquet.

    Column names end in their unit; a number that does not exist for a pin is blank.

    \b
    Examples:
      scorer features pins/ > features.csv
      scorer features pins/ -o features.parquet

    Exit status: 0 done, 2 could not run or a path is missing, 3 some files could not
    be read.
    """
    from scorer.cli._parquet import write_parquet

    _check_ending(output)
    loaded = load_settings(flags)
    pins = find_pins(paths, loaded.settings)
    unread: list[str] = []
    reports = score_pins(pins, loaded, worker_count(jobs))
    rows = _rows(progress(reports, len(pins), quiet=quiet), unread)
    if output is not None and output.suffix.lower() == ".parquet":
        write_parquet(output, _TEXTS, _numbers(), rows)
    else:
        write(_csv(rows), output)
    for line in unread:
        say(f"scorer: {line}", err=True)
    sys.exit(exit_status(paths, has_unread=bool(unread)))


def _check_ending(output: Path | None) -> None:
    """Refuse a file that its ending would make a lie.

    Raises:
        ScorerError: It is a spreadsheet's.
    """
    from scorer.core.errors import ScorerError

    if output is not None and output.suffix.lower() in (".xlsx", ".xls", ".ods"):
        raise ScorerError(
            f"{output}: features are written as CSV or Parquet",
            hint="name it .csv: spreadsheets open that",
        )


_TEXTS = ("path", "id", "sha256")


def _numbers() -> tuple[str, ...]:
    from scorer.features import families

    measured = (name for family in families().values() for name in family.measures())
    return ("guidelines", *measured)


def _rows(
    reports: Iterable[Report], unread: list[str]
) -> Iterator[dict[str, str | float | None]]:
    for report in reports:
        if report.failure or report.score is None:
            unread.append(report.problem or report.path)
            continue
        numbers = {name: each.value for name, each in report.features.items()}
        yield {
            "path": report.path,
            "id": report.pin.id,
            "sha256": report.sha256,
            "guidelines": report.score.guidelines,
            **numbers,
        }


def _csv(rows: Iterable[Mapping[str, str | float | None]]) -> Iterator[str]:
    from scorer.reports.csv import safe

    numbers = _numbers()
    yield _line([*_TEXTS, *numbers])
    for row in rows:
        texts = [safe(printable(str(row[name]))) for name in _TEXTS]
        values = [row.get(name) for name in numbers]
        yield _line([*texts, *("" if each is None else repr(each) for each in values)])


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
