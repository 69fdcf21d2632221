"""``scorer compare``: variants of one pin side by side."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import (
    handle_errors,
    load_settings,
    model_option,
    output_option,
    paths_argument,
    score_pins,
    settings_options,
)
from scorer.cli._output import write
from scorer.core.printable import printable

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from scorer.core.report import Report

_NAME_WIDTH = 28  # letters; longer names go on in the next line
_COLUMN_WIDTH = 19  # letters and the gap: most names of guidelines
_NUMBERS_SHOWN = 15


@click.command(name="compare")
@paths_argument
@model_option
@output_option
@settings_options
@handle_errors
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
    settings = load_settings(flags).settings
    from scorer.vision.thumbnail import picture_bytes

    pictured = picture_bytes(len(pins)) if output else 0
    reports = list(score_pins(pins, settings, picture_bytes=pictured))
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
    from scorer.account.comparison import win_probability
    from scorer.account.estimate import require_compatible, with_estimate
    from scorer.clickrate.model.store import load

    model = load(folder)
    require_compatible(model)
    first = reports[0]
    known = [with_estimate(report, model) for report in reports]
    return known, [win_probability(model, first, each) for each in known[1:]]


def _page(reports: list[Report], chances: list[float], output: Path) -> None:
    """Write the variants as a page, or in the other format that the ending asks for."""
    from scorer import reports as formats
    from scorer.core.printable import made_printable
    from scorer.core.report import Document
    from scorer.core.versions import versions
    from scorer.reports.html import comparison

    name = formats.format_for(output.name)
    if name == "html":
        shown = [made_printable(report) for report in reports]
        more = [1 - chance for chance in chances]
        pieces = comparison(shown, versions(), more)
    else:
        pieces = formats.render(Document(reports, versions()), name)
    write(pieces, output)


def _table(reports: list[Report], chances: list[float]) -> Iterator[str]:
    """Yield a column a variant where they fit side by side, else a line a variant."""
    from rich.console import Console

    console = Console(highlight=False)
    most = max(2, (console.width - _NAME_WIDTH) // _COLUMN_WIDTH)
    with console.capture() as capture:
        if len(reports) <= most:
            console.print(_table_of(reports, chances))
        else:
            for number, table in enumerate(_ranked(reports, chances)):
                if number:
                    console.print()
                console.print(table)
    # Rich fills each cell of a table with blanks.
    yield from (line.rstrip() + "\n" for line in capture.get().splitlines())


def _table_of(reports: list[Report], chances: list[float]) -> Table:
    """Return a table with a column a variant."""
    from rich.table import Table
    from rich.text import Text

    rows = [*_figures(reports, chances), ("", [])]
    rows += [
        ("to fix", [Text("\n".join(_to_fix(report))) for report in reports]),
        ("", []),
    ]
    rows += [
        (name, [Text(each) for each in cells]) for name, cells in _numbers(reports)
    ]
    longest = max(len(name) for name, _ in rows)
    table = Table(box=None, pad_edge=False)
    table.add_column(min_width=min(longest, _NAME_WIDTH), max_width=_NAME_WIDTH)
    for report in reports:
        head = Text(printable(Path(report.path).name))
        table.add_column(head, overflow="fold")
    for name, cells in rows:
        table.add_row(name, *cells)
    return table


def _ranked(reports: list[Report], chances: list[float]) -> Iterator[Table]:
    """Yield the variants a line each, best first; what to fix; what differs."""
    from rich.table import Table
    from rich.text import Text

    figures = list(_figures(reports, chances))
    table = Table(box=None, pad_edge=False)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("variant", overflow="fold", max_width=_NAME_WIDTH)
    for name, _ in figures:
        table.add_column(name, justify="right")
    for at in sorted(range(len(reports)), key=lambda each: _worth(reports[each])):
        shown = Text(printable(Path(reports[at].path).name))
        table.add_row(str(at + 1), shown, *(cells[at] for _, cells in figures))
    yield table
    yield _listed(("to fix", "variants"), _whose(map(_to_fix, reports)))
    heads = ("what differs most", "lowest", "variant", "highest", "variant")
    yield _listed(heads, _extremes(reports))


def _worth(report: Report) -> float:
    """Return what variants are sorted by: best first, without a score last."""
    value = report.score.guidelines if report.score else None
    return math.inf if value is None else -value


def _listed(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    """Return a table of words under heads."""
    from rich.table import Table
    from rich.text import Text

    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _whose(lists: Iterable[Iterable[str]]) -> list[tuple[str, str]]:
    """Return each line with the variants that have it, the most common first."""
    found: dict[str, list[str]] = {}
    for number, each in enumerate(lists, 1):
        for line in each:
            found.setdefault(line, []).append(str(number))
    ranked = sorted(found.items(), key=lambda item: -len(item[1]))
    return [(line, ", ".join(numbers)) for line, numbers in ranked]


def _extremes(reports: list[Report]) -> Iterator[tuple[str, ...]]:
    """Yield the features that differ most: lowest, whose, highest, whose."""
    from scorer.features import format_values, label

    for name in _differing(reports):
        values = {
            number: report.features[name].value
            for number, report in enumerate(reports, 1)
            if name in report.features
        }
        low, high = (end(values, key=values.__getitem__) for end in (min, max))
        ends = [(format_values(name, values[each]), str(each)) for each in (low, high)]
        yield label(name), *ends[0], *ends[1]


def _figures(
    reports: list[Report], chances: list[float]
) -> Iterator[tuple[str, list[Text]]]:
    """Yield the scores and estimates of all variants, by what they are called."""
    from rich.text import Text

    scores = [report.score for report in reports]
    values = [score.guidelines if score else None for score in scores]
    yield (
        "score",
        [Text(f"{each:.1f}" if each is not None else "–", "bold") for each in values],
    )
    for part in ("mobile", "text", "focus", "copy"):
        shares = [score.parts.get(part) if score else None for score in scores]
        blind = [score is not None and part in score.partial for score in scores]
        yield (
            part,
            [
                Text("not judged" if no else "–" if each is None else f"{each:.0f}")
                for no, each in zip(blind, shares, strict=True)
            ],
        )
    if any(score and score.estimate for score in scores):
        rates = [score.estimate if score else None for score in scores]
        yield "expected rate", [Text(f"{e.rate:.2%}" if e else "–") for e in rates]
    if chances:
        more = [Text("–"), *(Text(f"{1 - chance:.0%}") for chance in chances)]
        yield "clicked more than the first", more


def _to_fix(report: Report) -> list[str]:
    """Return the guidelines that a variant fails."""
    if report.failure:
        return [printable(report.failure.message)]
    failed = [each.id for each in report.results if each.outcome == "fail"]
    return failed or ["nothing"]


def _numbers(reports: list[Report]) -> Iterator[tuple[str, list[str]]]:
    """Yield the features that differ most, formatted for each variant."""
    from scorer.features import format_values, label

    for name in _differing(reports):
        found = [report.features.get(name) for report in reports]
        yield (
            label(name),
            [
                "–" if each is None else format_values(name, each.value)
                for each in found
            ],
        )


def _differing(reports: list[Report]) -> list[str]:
    """Return the features that differ most, by range over largest value."""
    names = dict.fromkeys(name for report in reports for name in report.features)
    ranges: dict[str, float] = {}
    for name in names:
        values = [r.features[name].value for r in reports if name in r.features]
        largest = max(map(abs, values))
        gap = max(values) - min(values) if len(values) == len(reports) else largest
        if gap:
            ranges[name] = gap / (largest or 1.0)
    return sorted(ranges, key=lambda each: -ranges[each])[:_NUMBERS_SHOWN]
