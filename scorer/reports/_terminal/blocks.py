"""Everything that is said of a pin, a block a pin."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from scorer.core.display.wrapping import cells
from scorer.core.guideline import Outcome
from scorer.core.report import Estimate, GuidelineResult, Report, Score
from scorer.features import label
from scorer.reports._format import beaten, by_reason, failures_first
from scorer.reports._ranking import finding_costs
from scorer.reports._terminal.marks import MARKS, color, points

_MOST_FINDINGS = 3
# Percent: a difference that is shown as none.
_ALIKE = 0.5


def blocks(reports: Sequence[Report], console: Console) -> Iterator[RenderableType]:
    """Yield the blocks, and what every pin is told once, at the end."""
    shared = _shared(reports)
    for report in reports:
        yield _headline(report, console.width)
        yield _body(report, shared)
    if shared:
        yield Text("for every pin", "bold")
        yield _table(_judged(shared))


def _headline(report: Report, width: int) -> Text:
    value = report.score.guidelines if report.score else None
    if report.score is None or value is None:
        return Text.assemble(("  –  ", "bold red"), (report.path, "bold"))
    parts = "  ".join(
        f"{name} {'not judged' if share is None else f'{share:.0f}'}"
        for name, share in report.score.parts.items()
    )
    parts += _finish(report.score)
    gap = "   " if cells(report.path) + cells(parts) + 10 <= width else "\n       "
    return Text.assemble(
        (f"{value:5.1f}", f"bold {color(value)}"),
        "  ",
        (report.path, "bold"),
        (f"{gap}{parts}", "dim"),
    )


def _finish(score: Score) -> str:
    """What the look of the whole pin adds or takes, where it is known."""
    return "" if not score.finish else f"  overall look {score.finish:+.0f}"


def _shared(reports: Sequence[Report]) -> list[GuidelineResult]:
    """Return the verdicts without findings that every pin has."""
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


def _body(report: Report, shared: Sequence[GuidelineResult]) -> Table:
    shown = {each.id for each in shared}
    rows = [*_remarks(report)]
    rows += _judged([each for each in failures_first(report) if each.id not in shown])
    return _table(rows)


def _table(rows: Iterable[tuple[Text, Text, Text]]) -> Table:
    # Gaps are columns: versions of rich count padding into a width differently.
    table = Table(box=None, show_header=False, padding=0)
    table.add_column(width=7, justify="right")
    table.add_column(width=2)
    table.add_column(width=4, justify="right")
    table.add_column(width=2)
    table.add_column(ratio=1)
    for mark, gain, said in rows:
        table.add_row(mark, "", gain, "", said)
    table.add_row()
    return table


def _remarks(report: Report) -> Iterator[tuple[Text, Text, Text]]:
    """Yield what is said of a pin besides verdicts, with its mark."""
    if report.failure:
        yield Text("!", "red"), Text(), Text(report.failure.line)
    for notice in report.notices:
        yield Text("i", "blue"), Text(), Text(notice)
    if report.score and report.score.estimate:
        for words in _expected(report.score.estimate):
            yield Text("≈", "blue"), Text(), Text(words)


def _judged(results: Sequence[GuidelineResult]) -> Iterator[tuple[Text, Text, Text]]:
    """Yield verdicts line by line, each with its mark and what it costs."""
    for group in by_reason(results):
        is_problem = group[0].outcome is Outcome.FAIL
        for cost, line in _lines(group):
            gain = Text(points(cost) if is_problem else "", "bold")
            yield Text(*MARKS[group[0].outcome]), gain, line


def _expected(estimate: Estimate) -> Iterator[str]:
    """What a model expects: the relative rate first, for the level predicts badly."""
    name = estimate.metric.replace("_", " ")
    against = 100 * (estimate.rate / estimate.baseline - 1)
    side = "above" if against >= 0 else "below"
    how = f"{abs(against):.0f} % {side}" if abs(against) >= _ALIKE else "as"
    yield (
        f"{name}: {how} your average design, better than "
        f"{beaten(estimate.percentile)} % of your pins: "
        f"{100 * estimate.rate:.2g} % ({100 * estimate.low:.2g} to "
        f"{100 * estimate.high:.2g} %)"
    )
    most = sorted(estimate.contributions, key=lambda each: -abs(each.effect))[:3]
    if most:
        yield "moved most by " + ", ".join(
            f"{label(each.feature)} {100 * math.expm1(each.effect):+.0f} %"
            for each in most
        )
    yield from estimate.notices


def _lines(group: tuple[GuidelineResult, ...]) -> Iterator[tuple[float, Text]]:
    """Yield what is said of each finding, with the points that are due to it."""
    result = group[0]
    names = ", ".join(each.id for each in group)
    faint = " (preview)" if result.preview else ""
    if not result.findings:
        words = Text.assemble((f"{names} ", "bold"), result.reason, (faint, "dim"))
        yield result.cost, words
        return
    impact = f"({result.impact.word}) " if result.outcome is Outcome.FAIL else ""
    costs = finding_costs(result)
    for number, finding in enumerate(result.findings[:_MOST_FINDINGS]):
        words = Text.assemble(
            (f"{names} ", "bold"),
            ("" if number else impact, "dim"),
            finding.message,
            (f" → {finding.advice}", "cyan"),
            (faint, "dim"),
        )
        yield costs[number], words
    rest = result.findings[_MOST_FINDINGS:]
    if rest:
        more = f"and {len(rest)} more of this kind: see the page (-o report.html)"
        words = Text.assemble((f"{names} ", "bold"), (more, "dim"))
        yield sum(costs[_MOST_FINDINGS:]), words
