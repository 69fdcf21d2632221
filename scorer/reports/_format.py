"""What every report format answers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from scorer.core.report import Document, GuidelineResult, Report, Stop
from scorer.core.units import counted
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
        names_repository: Whether whoever reads it knows files by their paths from the
            top of a repository, wherever a command ran.
    """

    suffix: str
    render: Callable[[Document], Iterator[str]]
    wants_thumbnails: bool = False
    is_exact: bool = False
    has_short_names: bool = False
    names_repository: bool = False

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


def counts(reports: Sequence[Report]) -> str:
    """Return how many pins were scored, their average, and how many files were not."""
    scores = [
        each.score.guidelines
        for each in reports
        if each.score and each.score.guidelines is not None
    ]
    unread = sum(report.failure is not None for report in reports)
    words = f"{counted(len(scores), 'pin')} scored"
    if len(scores) > 1:
        words += f", average {sum(scores) / len(scores):.0f}"
    if unread:
        words += f"; {counted(unread, 'file')} could not be read"
    return words


def with_gate(
    document: Document,
) -> Iterator[tuple[Report, tuple[Stop, ...] | None]]:
    """Yield each report with what stops its pin at the gate; None without a gate."""
    if document.stopped is None:
        yield from ((each, None) for each in document.reports)
    else:
        yield from zip(document.reports, document.stopped, strict=True)


def messages(stopped: Sequence[Stop]) -> list[str]:
    """Return what stops a pin at the gate, as people are told."""
    return [each.message for each in stopped]


def bounds_missed(stopped: Sequence[Stop]) -> list[str]:
    """Return what stops a pin at the gate and is no problem that a guideline found.

    A score that is too low, what could not be judged, a row that Pinterest refuses.
    """
    return messages([each for each in stopped if not each.guideline])


def why_stopped(stopped: Sequence[Stop]) -> str:
    """Return why a pin does not meet the gate, beside the problems it is told with."""
    return "; ".join(bounds_missed(stopped) or messages(stopped))


def coded_findings(result: GuidelineResult) -> list[tuple[str, str]]:
    """Return (code, text) of each finding, or of the reason where there is none."""
    seen = [
        (each.code, f"{each.message}. How to fix it: {each.advice}.")
        for each in result.findings
    ]
    return seen or [(result.outcome.value, f"{result.reason}.")]


def gate_met(judged: Iterable[tuple[Report, Sequence[Stop] | None]]) -> str:
    """Return how many of the pins that could be read meet the gate."""
    answers = [not stopped for report, stopped in judged if not report.failure]
    return f"gate met by {sum(answers)} of {counted(len(answers), 'pin')}"


def beaten(percentile: float) -> int:
    """Return of how many of 100 designs a pin is expected to be better; never of all.

    Example:
        >>> beaten(0.997), beaten(0.71)
        (99, 71)
    """
    return min(99, round(100 * percentile))


def worst_first(reports: list[Report]) -> list[Report]:
    """Return reports by rising score; unreadable files first."""
    return sorted(reports, key=badness)


def badness(report: Report) -> float:
    """Return what reports are sorted by, the worst first."""
    if report.score is None:
        return -1.0
    return report.score.guidelines if report.score.guidelines is not None else 0.0
