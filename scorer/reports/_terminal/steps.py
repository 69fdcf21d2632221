"""A pin as if some of its numbers were others: a line a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scorer.core.report import Report
from scorer.reports._terminal.view import width


def steps(
    names: Sequence[str], reports: Sequence[Report], rates: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Yield the lines of the table: what is supposed, score, and what a model says."""
    heads = ("rate", "better than now") if rates else ()
    table = Table("what if", "score", *heads, box=None, pad_edge=False)
    for number, (name, report) in enumerate(zip(names, reports, strict=True)):
        value = report.score.guidelines if report.score else None
        score = "–" if value is None else f"{value:.1f}"
        table.add_row(Text(name), score, *(rates[number] if rates else ()))
    console = Console(highlight=False, width=width())
    with console.capture() as capture:
        console.print(table)
    yield from (line.rstrip() + "\n" for line in capture.get().splitlines())
