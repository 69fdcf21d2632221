"""A line a pin: score, parts, what to change first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from rich.text import Text

from scorer.core.display.wrapping import cells, cut, cut_middle, padded
from scorer.core.guideline import Outcome, Part
from scorer.core.report import Report
from scorer.reports._finish import look_takes, nothing_found
from scorer.reports._format import failures_first
from scorer.reports._terminal.marks import color, points

_SCORE = "score"
_RATE = "rate"
_PIN = "pin"
_CHANGE = "what to change first"
_GAP = "  "
# Of the room beside the numbers, names take two fifths at most.
_NAME_SHARE = 0.4
_SHORTEST_NAME = 12
# With less room what to change is no sentence, and parts are left out for it.
_SHORTEST_CHANGE = 24


def lines(reports: Sequence[Report], width: int) -> Iterator[Text]:
    """Yield a heading and a line for each report, none wider than ``width`` cells."""
    parts = [
        part.value
        for part in Part
        if any(
            each.score and each.score.parts.get(part) is not None for each in reports
        )
    ]
    rate = _rate_cells(reports)
    longest = max((cells(each.path) for each in reports), default=0)
    name, room = _widths(width, parts, rate, longest)
    if room < _SHORTEST_CHANGE:
        parts = []
        name, room = _widths(width, parts, rate, longest)
    heads = "".join(f" {part}" for part in parts)
    if rate:
        heads += f"{_GAP}{padded(_RATE, rate, right=True)}"
    last = cut(_CHANGE, room)
    heading = f"{_SCORE}{heads}{_GAP}{padded(_PIN, name)}{_GAP}{last}"
    yield Text(heading, "dim")
    for report in reports:
        yield _line(report, parts, (rate, name, room))


def _widths(
    width: int, parts: Sequence[str], rate: int, longest: int
) -> tuple[int, int]:
    """How wide the columns of names and of what to change are."""
    left = width - len(_SCORE) - 1 - sum(len(part) + 1 for part in parts) - len(_GAP)
    left -= rate + len(_GAP) if rate else 0
    name = max(_SHORTEST_NAME, min(longest, int(_NAME_SHARE * left)))
    return name, left - name - len(_GAP)


def what_rates_are(reports: Sequence[Report]) -> str:
    """Return what the column of rates holds, and what is to be known of all of them."""
    scores = [each.score for each in reports if each.score]
    estimates = [each.estimate for each in scores if each.estimate]
    if not estimates:
        return ""
    shared = [
        words
        for words in estimates[0].notices
        if all(words in each.notices for each in estimates)
    ]
    name = estimates[0].metric.replace("_", " ")
    return "; ".join([f"rate: the {name} to expect; --verbose has its range", *shared])


def expected_rate(report: Report) -> str:
    """Return the rate that a model expects in words; empty where none was asked."""
    estimate = report.score.estimate if report.score else None
    return f"{100 * estimate.rate:.2g} %" if estimate else ""


def _rate_cells(reports: Sequence[Report]) -> int:
    """How wide the column of rates is; 0 where no model was asked."""
    longest = max((cells(expected_rate(each)) for each in reports), default=0)
    return max(longest, len(_RATE)) if longest else 0


def _line(report: Report, parts: Sequence[str], widths: tuple[int, int, int]) -> Text:
    """A line of a pin; widths are those of rate, name and change."""
    rate, name, room = widths
    shown, style = _score(report)
    numbers = "".join(
        f" {padded(_number(_share(report, part)), len(part), right=True)}"
        for part in parts
    )
    expected = padded(expected_rate(report) or "–", rate, right=True)
    return Text.assemble(
        (padded(shown, len(_SCORE), right=True), f"bold {style}"),
        (numbers, "dim"),
        f"{_GAP}{expected}" if rate else "",
        _GAP,
        (padded(_name(report.path, name), name), "bold"),
        _GAP,
        _change(report, room),
    )


def _name(path: str, width: int) -> str:
    """A path, or where it is too long the name of the file."""
    return path if cells(path) <= width else cut_middle(PurePath(path).name, width)


def _score(report: Report) -> tuple[str, str]:
    """The score in words and its color; a star where a part was not judged."""
    value = report.score.guidelines if report.score else None
    if value is None:
        return "–", "red"
    star = "*" if report.score and report.score.partial else ""
    return f"{value:.0f}{star}", color(value)


def _share(report: Report, part: str) -> float | None:
    return report.score.parts.get(part) if report.score else None


def _number(share: float | None) -> str:
    return "–" if share is None else f"{share:.0f}"


def _change(report: Report, room: int) -> Text:
    if report.failure:
        return Text(cut(f"could not be read: {report.failure.message}", room), "red")
    if report.advice:
        first = report.advice[0]
        gain = points(first.gain.guidelines)
        text = f"{gain} {first.change}" if gain else first.change
        return Text(cut(text, room), "cyan")
    if look_takes(report):
        return Text(cut(nothing_found(report), room), "yellow")
    seen = [each for each in failures_first(report) if each.findings]
    doubts = [each for each in seen if each.outcome is Outcome.REVIEW]
    if doubts:
        text = f"check by eye: {doubts[0].findings[0].message}"
        return Text(cut(text, room), "yellow")
    return Text(cut(nothing_found(report), room), "green")
