"""A table for people: worst pins first, a line per finding, three per guideline."""

from __future__ import annotations

import math
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scorer.core.guideline import Outcome
from scorer.core.report import Document, Estimate, GuidelineResult, Report, Score
from scorer.core.units import counted
from scorer.features import label
from scorer.reports._format import Format, by_reason, failures_first, worst_first
from scorer.scoring.partial import reasons

_MARKS = {
    Outcome.FAIL: ("✗", "red"),
    Outcome.REVIEW: ("?", "yellow"),
    Outcome.ERROR: ("!", "magenta"),
}
_NARROWEST = 60
_MOST_FINDINGS = 3


def _render(document: Document) -> Iterator[str]:
    reports = worst_first([*map(_without_numbers, document.reports)])
    console = Console(
        file=sys.stdout,
        width=max(_NARROWEST, shutil.get_terminal_size((100, 24)).columns),
        highlight=False,
    )
    shared = _shared(reports)
    with console.capture() as capture:
        for report in reports:
            console.print(_headline(report))
            console.print(_body(report, shared))
        if shared:
            console.print(Text("in every pin", "bold"))
            console.print(_table(_judged(shared)))
        console.print(_summary(reports))
    # Rich fills each cell of a table with blanks.
    yield from (line.rstrip() + "\n" for line in capture.get().splitlines())


def _without_numbers(report: Report) -> Report:
    """Let go of what a table does not show, so that thousands of pins can be sorted."""
    return replace(report, features={}, evidence={})


def _headline(report: Report) -> Text:
    if report.score is None or report.score.guidelines is None:
        return Text.assemble(("  –  ", "bold red"), (report.path, "bold"))
    value = report.score.guidelines
    parts = "  ".join(
        f"{name} {'not judged' if share is None else f'{share:.0f}'}"
        for name, share in report.score.parts.items()
    )
    return Text.assemble(
        (f"{value:5.1f}", f"bold {_color(value)}"),
        "  ",
        (report.path, "bold"),
        (f"   {parts}{_finish(report.score)}", "dim"),
    )


def _finish(score: Score) -> str:
    """What the look of the whole pin adds or takes, where it is told."""
    return "" if not score.finish else f"  finish {score.finish:+.0f}"


def _shared(reports: list[Report]) -> list[GuidelineResult]:
    """Return the verdicts without findings that every pin has, to be told once."""
    seen = [
        {
            (each.id, each.outcome, each.reason): each
            for each in failures_first(report)
            if not each.findings
        }
        for report in reports
        if report.results
    ]
    if len(seen) < 2:
        return []
    return [x for key, x in seen[0].items() if all(key in each for each in seen[1:])]


def _body(report: Report, shared: list[GuidelineResult]) -> Table:
    shown = {each.id for each in shared}
    rows = [*_remarks(report)]
    rows += _judged([each for each in failures_first(report) if each.id not in shown])
    return _table(rows)


def _table(rows: Iterable[tuple[Text, Text]]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
    table.add_column(width=7, justify="right")
    table.add_column(ratio=1)
    for row in rows:
        table.add_row(*row)
    table.add_row("", "")
    return table


def _remarks(report: Report) -> Iterator[tuple[Text, Text]]:
    """Yield what is said of a pin besides verdicts, with its mark."""
    if report.failure:
        hint = f" – {report.failure.hint}" if report.failure.hint else ""
        yield Text("!", "red"), Text(report.failure.message + hint)
    for notice in report.notices:
        yield Text("i", "blue"), Text(notice)
    if report.score and report.score.estimate:
        for words in _expected(report.score.estimate):
            yield Text("≈", "blue"), Text(words)


def _judged(results: Sequence[GuidelineResult]) -> Iterator[tuple[Text, Text]]:
    """Yield verdicts line by line, each with its mark."""
    for group in by_reason(results):
        for line in _lines(group):
            yield Text(*_MARKS[group[0].outcome]), line


def _expected(estimate: Estimate) -> Iterator[str]:
    """What a model expects: the relative rate first, for the level predicts badly."""
    name = estimate.metric.replace("_", " ")
    yield (
        f"{name} x{estimate.rate / estimate.baseline:.2f} of your average design, "
        f"above {100 * estimate.percentile:.0f} % of yours: "
        f"{100 * estimate.rate:.2g} % ({100 * estimate.low:.2g} to "
        f"{100 * estimate.high:.2g} %)"
    )
    most = sorted(estimate.contributions, key=lambda each: -abs(each.effect))[:3]
    yield "most by " + ", ".join(
        f"{label(each.feature)} x{math.exp(each.effect):.2f}" for each in most
    )
    yield from estimate.notices


def _lines(group: tuple[GuidelineResult, ...]) -> Iterator[Text]:
    result = group[0]
    label = (", ".join(each.id for each in group) + " ", "bold")
    faint = " (preview)" if result.preview else ""
    if not result.findings:
        yield Text.assemble(label, result.reason, (faint, "dim"))
    for finding in result.findings[:_MOST_FINDINGS]:
        yield Text.assemble(
            label, finding.message, (f" → {finding.advice}", "cyan"), (faint, "dim")
        )
    more = len(result.findings) - _MOST_FINDINGS
    if more > 0:
        yield Text.assemble(label, (f"and {more} more like these", "dim"))


def _summary(reports: list[Report]) -> Text:
    scores = [
        report.score.guidelines
        for report in reports
        if report.score and report.score.guidelines is not None
    ]
    unread = sum(report.failure is not None for report in reports)
    words = f"{counted(len(scores), 'pin')} scored"
    if scores:
        words += f", mean {sum(scores) / len(scores):.1f}"
    if unread:
        words += f"; {counted(unread, 'file')} could not be read"
    return Text("\n".join([words, *_partial(reports)]), "bold")


def _partial(reports: list[Report]) -> Iterator[str]:
    """Yield why some scores are partial, each reason once."""
    found = Counter(
        f"{part} not judged: {why}"
        for report in reports
        for part, why in reasons(report).items()
    )
    for words, count in found.most_common():
        yield f"{counted(count, 'score')} partial, {words}"


def _color(value: float) -> str:
    return "green" if value >= 80 else "yellow" if value >= 60 else "red"


FORMAT = Format(suffix=".txt", render=_render)
