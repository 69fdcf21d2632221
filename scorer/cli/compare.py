"""``scorer compare``: variants of one pin side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import (
    examined,
    friendly,
    loaded,
    model_option,
    output_option,
    paths_argument,
    settings_options,
    write,
)

if TYPE_CHECKING:
    from scorer.core.report import Report

_NUMBERS_SHOWN = 15


@click.command(name="compare")
@paths_argument
@model_option
@output_option
@settings_options
@friendly
def command(
    paths: tuple[Path, ...],
    model: Path | None,
    output: Path | None,
    **flags: str | None,
) -> None:
    """Show variants of a pin side by side.

    With a model, also the probability that the first is clicked more than each other.
    The page that -o writes opens with them side by side.

    \b
    Examples:
      scorer compare a.png b.png
      scorer compare a.png b.png --model models/mine
      scorer compare a.png b.png c.png -o variants.html
    """
    from scorer.core.errors import InputError
    from scorer.pins import find

    pins = list(find(paths))
    if len(pins) < 2:
        raise InputError("there is only one pin", hint="name at least two variants")
    settings = loaded(flags).settings
    pictured = output is not None
    reports = list(examined(pins, settings, with_thumbnail=pictured))
    chances: list[float] = []
    if model:
        reports, chances = _estimated(reports, model)
    if output:
        _page(reports, chances, output)
    else:
        write(_table(reports, chances), None)
    sys.exit(3 if any(report.failure for report in reports) else 0)


def _estimated(reports: list[Report], folder: Path) -> tuple[list[Report], list[float]]:
    """Return the reports with estimates, and the chance of the first against each."""
    from scorer.clickrate.store import load
    from scorer.history.comparing import chance
    from scorer.history.estimating import estimated, fits

    model = load(folder)
    fits(model)
    first = reports[0]
    known = [estimated(report, model) for report in reports]
    return known, [chance(model, first, each) for each in known[1:]]


def _page(reports: list[Report], chances: list[float], output: Path) -> None:
    """Write the variants as a page, or in the other format that the ending asks for."""
    from scorer import reports as formats
    from scorer.core.printable import made_printable
    from scorer.core.report import Document
    from scorer.reports.html import comparison
    from scorer.versions import versions

    name = formats.format_for(output.name)
    if name == "html":
        printable = [made_printable(report) for report in reports]
        more = [1 - chance for chance in chances]
        pieces = comparison(printable, versions(), more)
    else:
        pieces = formats.render(Document(reports, versions()), name)
    write(pieces, output)


def _table(reports: list[Report], chances: list[float]) -> Iterator[str]:
    """Yield a table with a column a variant."""
    from rich.console import Console
    from rich.table import Table

    from scorer.core.printable import printable

    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for report in reports:
        table.add_column(printable(Path(report.path).name), overflow="fold")
    for name, cells in _rows(reports):
        table.add_row(name, *(printable(cell) for cell in cells))
    if chances:
        said = (f"{100 * chance:.0f} %" for chance in chances)
        table.add_row("first is clicked more", "", *said)
    console = Console(highlight=False)
    with console.capture() as capture:
        console.print(table)
    yield capture.get()


def _rows(reports: list[Report]) -> Iterator[tuple[str, list[str]]]:
    scores = [report.score for report in reports]
    yield "score", [f"{s.guidelines or 0:.1f}" if s else "–" for s in scores]
    for part in ("mobile", "text", "focus", "copy"):
        cells = [
            f"{s.parts[part]:.0f}" if s and part in s.parts else "–" for s in scores
        ]
        yield part, cells
    if any(s and s.estimate for s in scores):
        yield (
            "expected rate",
            [
                f"{100 * s.estimate.rate:.2f} %" if s and s.estimate else "–"
                for s in scores
            ],
        )
    yield "to mend", [_to_mend(report) for report in reports]
    yield from _numbers(reports)


def _to_mend(report: Report) -> str:
    if report.failure:
        return report.failure.message
    failed = [each.id for each in report.results if each.outcome.value == "fail"]
    return "\n".join(failed) or "nothing"


def _numbers(reports: list[Report]) -> Iterator[tuple[str, list[str]]]:
    """Yield the features that differ most, by their relative spread."""
    names = dict.fromkeys(name for report in reports for name in report.features)
    spread: dict[str, float] = {}
    for name in names:
        values = [r.features[name].value for r in reports if name in r.features]
        largest = max(map(abs, values))
        gap = max(values) - min(values) if len(values) == len(reports) else largest
        if gap:
            spread[name] = gap / (largest or 1.0)
    for name in sorted(spread, key=lambda each: -spread[each])[:_NUMBERS_SHOWN]:
        found = [report.features.get(name) for report in reports]
        yield name, [str(each) if each is not None else "–" for each in found]
