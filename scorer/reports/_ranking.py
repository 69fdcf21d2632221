"""What a reader should fix first, by what it costs the score."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

from scorer.core.guideline import Outcome
from scorer.core.report import GuidelineResult, Report
from scorer.reports._format import failures_first

T = TypeVar("T", str, tuple[str, str])


def costliest_first(report: Report) -> list[GuidelineResult]:
    """Return what a reader must see: failures by what they cost, then the rest."""
    return list(failures_first(report))


def gains(report: Report) -> dict[str, float]:
    """Return by how many points the score would rise if one failure was fixed."""
    return {
        each.id: each.cost for each in report.results if each.outcome is Outcome.FAIL
    }


def finding_costs(result: GuidelineResult) -> list[float]:
    """Return the points that are due to each finding; they add up to the result's.

    Reports from before findings had them say all of it with the first.
    """
    costs = [each.cost for each in result.findings]
    if costs and not any(costs):
        costs[0] = result.cost
    return costs


def problems(report: Report) -> list[GuidelineResult]:
    """Return what fails and counts, in the order of the report."""
    return [each for each in report.results if each.is_problem]


def most_common(counts: Counter[T]) -> list[tuple[T, int]]:
    """Return what was counted, the most frequent first; of equals the first by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
