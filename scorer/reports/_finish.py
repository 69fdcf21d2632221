"""What is said of a pin that has no problem by name."""

from __future__ import annotations

from scorer.core.report import Report
from scorer.core.units import counted
from scorer.scoring.bands import BANDS


def nothing_found(report: Report) -> str:
    """Return what is said of a pin without a change to make.

    Where its score is low all the same, it is for the look of the whole, which is no
    problem by name.
    """
    points = look_takes(report)
    if not points:
        return "no problems found"
    return f"no single problem: the overall look takes {counted(points, 'point')}"


def look_takes(report: Report) -> int:
    """Return the points that the look takes of a pin that is not to be posted yet."""
    score = report.score
    if not score or score.guidelines is None or score.guidelines >= BANDS[0].low:
        return 0
    return max(0, round(-(score.finish or 0.0)))
