"""For people at a terminal: a line a pin, the worst last, and what it comes to."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.console import Console, RenderableType
from rich.text import Text

from scorer.core.display.wrapping import wrapped
from scorer.core.report import Document, Report
from scorer.core.units import counted
from scorer.reports._format import Format, worst_first
from scorer.reports._terminal.blocks import blocks
from scorer.reports._terminal.table import lines, what_rates_are
from scorer.reports._terminal.totals import totals
from scorer.reports._terminal.view import Detail, View, width

# A list so long leaves its totals few lines.
_MANY = 40


def rendered(document: Document, view: View) -> Iterator[str]:
    """Yield the text, line by line; the worst pin stands last, above the totals."""
    reports = worst_first([*map(_without_numbers, document.reports)])[::-1]
    console = Console(file=sys.stdout, width=width(), highlight=False)
    with console.capture() as capture:
        for each in _shown(reports, view, console):
            if isinstance(each, Text):
                console.print(each, no_wrap=True, overflow="ignore", crop=False)
            else:
                console.print(each)
    # Rich fills each cell of a table with blanks.
    yield from (line.rstrip() + "\n" for line in capture.get().splitlines())


def _render(document: Document) -> Iterator[str]:
    yield from rendered(document, View())


def _without_numbers(report: Report) -> Report:
    """Let go of what is not shown, so that thousands of pins can be sorted."""
    return replace(report, features={}, evidence={})


def _shown(
    reports: Sequence[Report], view: View, console: Console
) -> Iterator[RenderableType]:
    worst = _worst(reports, view.top) if view.top else reports
    is_list = False
    if view.detail is not Detail.NONE and len(worst) < len(reports):
        yield Text(_hidden(reports, worst), "dim")
    if _is_whole(reports, view):
        yield from blocks(worst, console)
    elif view.detail is not Detail.NONE:
        is_list = True
        yield from lines(worst, console.width)
        if known := what_rates_are(worst):
            yield from (Text(line, "dim") for line in wrapped(known, console.width))
        yield Text()
    is_short = is_list and len(worst) > _MANY
    yield from totals(reports, view.next_steps(), console.width, is_short=is_short)


def _worst(reports: Sequence[Report], top: int) -> Sequence[Report]:
    """The worst pins, and as many files that could not be read: they are no pins."""
    pins = [each for each in reports if not each.failure]
    unread = [each for each in reports if each.failure]
    return [*pins[-top:], *unread[-top:]]


def _hidden(reports: Sequence[Report], shown: Sequence[Report]) -> str:
    """Say how many pins, and files that could not be read, are not shown."""
    unread = sum(each.failure is not None for each in reports)
    unread -= sum(each.failure is not None for each in shown)
    better = len(reports) - len(shown) - unread
    kinds = ((better, "better pin"), (unread, "unreadable file"))
    said = [counted(number, kind) for number, kind in kinds if number]
    return f"{' and '.join(said)} not shown"


def _is_whole(reports: Sequence[Report], view: View) -> bool:
    """Whether everything is said of each pin: where asked, or where there is one."""
    if view.detail is Detail.AUTO:
        return len(reports) == 1
    return view.detail is Detail.BLOCKS


FORMAT = Format(suffix=".txt", render=_render, has_short_names=True)
