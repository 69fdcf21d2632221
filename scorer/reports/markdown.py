"""Markdown: a step summary, a comment, a note to a colleague."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorer.core.guideline import Outcome
from scorer.core.report import Document, GuidelineResult, Report, Stop
from scorer.reports._format import (
    Format,
    badness,
    bounds_missed,
    counts,
    failures_first,
    gate_met,
    with_gate,
)

# In a cell of a table; the rest costs least.
_MOST_SHOWN = 5
# Whether a pin meets the gate.
_MARKS = {True: "✓ ", False: "✗ "}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def _render(document: Document) -> Iterator[str]:
    judged = sorted(with_gate(document), key=lambda each: badness(each[0]))
    reports = [report for report, _ in judged]
    if document.stopped is not None:
        yield f"## {gate_met(judged).capitalize()}\n\n{counts(reports)}\n\n"
    else:
        yield f"## {counts(reports)}\n\n"
    is_estimated = any(each.score and each.score.estimate for each in reports)
    head, line = (" expected rate |", "---:|") if is_estimated else ("", "")
    yield f"| score |{head} pin | what to change |\n|---:|{line}---|---|\n"
    for report, stopped in judged:
        rate = f" {_rate(report)} |" if is_estimated else ""
        pin, changes = _text(report.path), _changes(report, stopped or ())
        mark = "" if stopped is None or report.failure else _MARKS[not stopped]
        score = _score(report, is_exact=stopped is not None)
        yield f"| {mark}{score} |{rate} {pin} | {changes} |\n"


def _score(report: Report, *, is_exact: bool) -> str:
    """Return the score; at a gate as exact as the gate takes it: 66.8 is below 67."""
    if report.score is None or report.score.guidelines is None:
        return "–"
    found = report.score.guidelines
    value = f"{found:g}" if is_exact else f"{found:.0f}"
    blind = ", ".join(report.score.partial)
    return f"{value} (partial: {blind} not judged)" if blind else value


def _rate(report: Report) -> str:
    """What a model expects, and its range."""
    found = report.score.estimate if report.score else None
    if not found:
        return "–"
    rate, low, high = (100 * each for each in (found.rate, found.low, found.high))
    return f"{rate:.2g} % ({low:.2g} to {high:.2g} %)"


def _changes(report: Report, stopped: tuple[Stop, ...]) -> str:
    if report.failure:
        return f"could not be read: {_text(report.failure.line)}"
    seen = [each for each in failures_first(report) if each.findings]
    lines = [_text(why) for why in bounds_missed(stopped)]
    lines += [_line(each) for each in seen[:_MOST_SHOWN]]
    if len(seen) > _MOST_SHOWN:
        lines.append(f"and {len(seen) - _MOST_SHOWN} more")
    return "<br>".join(lines) or "nothing"


def _line(result: GuidelineResult) -> str:
    first, *others = result.findings
    change = f"{_text(first.message)} → {_text(first.advice)}"
    more = f" (and {len(others)} more)" if others else ""
    unsure = "look at it: " if result.outcome is Outcome.REVIEW else ""
    return f"**{_text(result.id)}** {unsure}{change}{more}"


def _text(words: str) -> str:
    """Return words that Markdown shows as they are."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


FORMAT = Format(suffix=".md", render=_render, has_short_names=True)
