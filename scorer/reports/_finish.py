"""What is said of a pin that has no problem by name."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.core.report import Report
from scorer.core.units import counted
from scorer.scoring.advice import most_costly_first
from scorer.scoring.bands import BANDS


def nothing_found(report: Report) -> str:
    """Return what is said of a pin without a change to make.

    Where its score is low all the same, it is for the look of the whole, which is no
    problem by name. A problem that takes no points is one all the same.
    """
    points = look_takes(report)
    if not points:
        free = next(_without_cost(report), "")
        return f"costs no points: {free}" if free else "no problems found"
    return f"no single problem: the overall look takes {counted(points, 'point')}"


def _without_cost(report: Report) -> Iterator[str]:
    """Yield what is advised on problems that take no points, worst first."""
    for each in most_costly_first(report.results):
        if each.is_problem:
            yield from (finding.advice for finding in each.findings[:1])


def look_takes(report: Report) -> int:
    """Return the points that the look takes of a pin that is not to be posted yet."""
    score = report.score
    if not score or score.guidelines is None or score.guidelines >= BANDS[0].low:
        return 0
    return max(0, round(-(score.finish or 0.0)))
