"""``scorer features``: the measured numbers as a table."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import (
    friendly,
    jobs_option,
    loaded,
    output_option,
    paths_argument,
    progress,
    quiet_option,
    settings_options,
    workers,
    write,
)

if TYPE_CHECKING:
    from scorer.core.report import Report


@click.command(name="features")
@paths_argument
@output_option
@jobs_option
@quiet_option
@settings_options
@friendly
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    jobs: int,
    quiet: bool,
    **flags: str | None,
) -> None:
    r"""Print the measured numbers of pins as CSV, one row a pin.

    Column names end in their unit; a number that does not exist for a pin is blank.

    \b
    Examples:
      scorer features pins/ > features.csv
      scorer features pins/ -o features.csv --jobs 0
    """
    from scorer.batch import Job, run
    from scorer.pins import find

    settings = loaded(flags).settings
    pins = list(find(paths))
    unread: list[str] = []

    def rows() -> Iterator[str]:
        reports = run(pins, Job(settings), jobs=workers(jobs))
        yield from _table(progress(reports, len(pins), quiet=quiet), unread)

    write(rows(), output)
    for line in unread:
        click.echo(f"scorer: {line}", err=True)
    sys.exit(3 if unread else 0)


def _table(reports: Iterable[Report], unread: list[str]) -> Iterator[str]:
    from scorer.features import families
    from scorer.reports.csv import safe

    columns = [name for family in families().values() for name in family.measures()]
    yield _line(["path", "id", "sha256", "guidelines", *columns])
    for report in reports:
        if report.failure or report.score is None:
            unread.append(report.failure.message if report.failure else report.path)
            continue
        numbers = [report.features.get(column) for column in columns]
        cells = [safe(report.path), safe(report.pin.id), report.sha256]
        measured = ["" if each is None else repr(each.value) for each in numbers]
        yield _line([*cells, str(report.score.guidelines or ""), *measured])


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
