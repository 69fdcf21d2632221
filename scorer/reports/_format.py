"""What every report format answers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from scorer.core.report import Document, GuidelineResult, Report
from scorer.scoring.advice import most_costly_first


@dataclass(frozen=True, slots=True)
class Format:
    """One way to show reports.

    Attributes:
        suffix: Ending of its files.
        render: Yields the text piece by piece, so that long runs need not be held.
        wants_thumbnails: Whether reports should carry a picture.
        is_exact: Whether control and bidi characters are kept, as JSON can hold them.
        has_short_names: Whether paths are told relative to the folder of all pins, as
            people want them; programs get them as they were named.
    """

    suffix: str
    render: Callable[[Document], Iterator[str]]
    wants_thumbnails: bool = False
    is_exact: bool = False
    has_short_names: bool = False

    def picture_bytes(self, count: int) -> int:
        """Return how long the picture in each of so many reports may be; 0: none."""
        if not self.wants_thumbnails:
            return 0
        from scorer.vision.thumbnail import picture_bytes

        return picture_bytes(count)


def failures_first(report: Report) -> tuple[GuidelineResult, ...]:
    """Return the results that a reader must see, the costliest first."""
    return most_costly_first(report.results)


def by_reason(
    results: Sequence[GuidelineResult],
) -> list[tuple[GuidelineResult, ...]]:
    """Return results in their order; those that share a reason stand together.

    Results with findings stand alone: what was found differs.
    """
    groups: dict[Hashable, list[GuidelineResult]] = {}
    for each in results:
        shared = (each.outcome, each.reason, each.preview)
        groups.setdefault(each.id if each.findings else shared, []).append(each)
    return [tuple(group) for group in groups.values()]


def worst_first(reports: list[Report]) -> list[Report]:
    """Return reports by rising score; unreadable files first."""

    def key(report: Report) -> float:
        if report.score is None:
            return -1.0
        return report.score.guidelines if report.score.guidelines is not None else 0.0

    return sorted(reports, key=key)
