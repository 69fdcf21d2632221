"""Variants of one pin in the terminal, side by side or a line each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scorer.core.display.printable import printable
from scorer.core.display.wrapping import cut_middle, wrapped
from scorer.core.report import Report
from scorer.features import format_values, label
from scorer.reports._format import failures_first
from scorer.reports._terminal.view import width
from scorer.scoring.bands import BANDS, band

_SHORTEST_NAME = 12
# Two variants side by side take so much.
_NARROWEST = 60
_NAME_WIDTH = 28  # letters; longer names go on in the next line
_COLUMN_WIDTH = 19  # letters and the gap: most names of guidelines
_NUMBERS_SHOWN = 15
# A pin that is saved again moves by as much.
_CLEAR = 3.0
# From these chances on one is to be posted rather, and surely: as on the page.
_RATHER, _SURELY = 0.6, 0.75
_LONGEST_NAME = 40


def comparison(reports: Sequence[Report], chances: Sequence[float]) -> Iterator[str]:
    """Yield a column a variant where they fit side by side, else a line a variant."""
    console = Console(highlight=False, width=max(_NARROWEST, width()))
    most = max(2, (console.width - _NAME_WIDTH) // _COLUMN_WIDTH)
    with console.capture() as capture:
        if len(reports) <= most:
            console.print(_table_of(reports, chances))
        else:
            for number, table in enumerate(_ranked(reports, chances)):
                if number:
                    console.print()
                console.print(table)
        for number, verdict in enumerate(_verdicts(reports, chances)):
            if not number:
                console.print()
            for line in wrapped(verdict, console.width):
                console.print(Text(line, "" if number else "bold"), soft_wrap=True)
    # Rich fills each cell of a table with blanks.
    yield from (line.rstrip() + "\n" for line in capture.get().splitlines())


def _verdicts(reports: Sequence[Report], chances: Sequence[float]) -> Iterator[str]:
    """Yield which variant to post, and where a model is asked what the scores say."""
    by_score = _verdict(reports)
    if chances:
        most = min(range(len(chances)), key=lambda at: chances[at])
        chance, best, second = 1 - chances[most], reports[most + 1], reports[0]
        if chance < 0.5:
            chance, best, second = 1 - chance, second, best
        if chance >= _RATHER:
            how = "Post" if chance >= _SURELY else "Rather post"
            yield (
                f"{how} {_named(best)}: {100 * chance:.0f} % likely to be clicked more "
                f"than {_named(second)}, as your own pins tell"
            )
            if by_score:
                yield f"By score alone: {by_score.removeprefix('Best: ')}"
            return
        yield "Your own pins cannot tell which will be clicked more"
    if by_score:
        yield by_score


def _named(report: Report) -> str:
    name = printable(Path(report.path).name)
    return cut_middle(name, _LONGEST_NAME)


def _verdict(reports: Sequence[Report]) -> str:
    """Which variant to post, in a sentence; empty where fewer than two have a score."""
    scored = [
        (each.score.guidelines, _named(each))
        for each in reports
        if each.score and each.score.guidelines is not None
    ]
    if len(scored) < 2:
        return ""
    (high, best), (second, other) = sorted(scored, reverse=True)[:2]
    if high - second < _CLEAR:
        return f"No clear winner: {best} {high:.0f}, {other} {second:.0f}"
    last = "" if round(high) >= BANDS[0].low else f" ({band(high).meaning})"
    return f"Best: {best}, {high:.0f} against {second:.0f} of {other}{last}"


def _table_of(reports: Sequence[Report], chances: Sequence[float]) -> Table:
    """Return a table with a column a variant."""
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


def _ranked(reports: Sequence[Report], chances: Sequence[float]) -> Iterator[Table]:
    """Yield the variants a line each, best first; what to fix; what differs."""
    figures = list(_figures(reports, chances))
    table = Table(box=None, pad_edge=False)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("variant", no_wrap=True)
    for name, _ in figures:
        table.add_column(name, justify="right")
    # What heads, numbers and gaps leave.
    taken = sum(
        max(map(len, [*name.split(), *(cell.plain for cell in cells)])) + 2
        for name, cells in figures
    )
    room = max(_SHORTEST_NAME, min(_NAME_WIDTH, width() - taken - len("10  ")))
    for at in sorted(range(len(reports)), key=lambda each: _worth(reports[each])):
        shown = Text(cut_middle(printable(Path(reports[at].path).name), room))
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


def _extremes(reports: Sequence[Report]) -> Iterator[tuple[str, ...]]:
    """Yield the features that differ most: lowest, whose, highest, whose."""
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
    reports: Sequence[Report], chances: Sequence[float]
) -> Iterator[tuple[str, list[Text]]]:
    """Yield the scores and estimates of all variants, by what they are called."""
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
        yield (
            "expected rate",
            [Text(f"{100 * e.rate:.2f} %" if e else "–") for e in rates],
        )
    if chances:
        more = [Text("–"), *(Text(f"{100 * (1 - chance):.0f} %") for chance in chances)]
        yield "clicked more than the first", more


def _to_fix(report: Report) -> list[str]:
    """Return the guidelines that a variant fails."""
    if report.failure:
        return [printable(report.failure.line)]
    failed = [each.id for each in failures_first(report) if each.outcome == "fail"]
    return failed or ["nothing"]


def _numbers(reports: Sequence[Report]) -> Iterator[tuple[str, list[str]]]:
    """Yield the features that differ most, formatted for each variant."""
    for name in _differing(reports):
        found = [report.features.get(name) for report in reports]
        yield (
            label(name),
            [
                "–" if each is None else format_values(name, each.value)
                for each in found
            ],
        )


def _differing(reports: Sequence[Report]) -> list[str]:
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
