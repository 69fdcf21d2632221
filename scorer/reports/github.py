"""GitHub workflow commands: annotations on a run."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.core.guideline import Impact, Outcome
from scorer.core.report import Document, GuidelineResult, Report
from scorer.reports._format import Format, failures_first, worst_first

# GitHub shows ten of each level a step and drops the rest without a word.
_SHOWN = 10
_LEVELS = {
    Impact.CRITICAL: "error",
    Impact.SERIOUS: "error",
    Impact.MODERATE: "warning",
    Impact.MINOR: "notice",
}


def _render(document: Document) -> Iterator[str]:
    # Of each level the worst pins first, and of each pin its costliest problem.
    found = [
        (-impact, place, impact, line)
        for report in worst_first(list(document.reports))
        for place, (impact, line) in enumerate(_notes(report))
    ]
    shown = dict.fromkeys(_LEVELS.values(), 0)
    for _, _, impact, line in sorted(found, key=lambda each: each[:2]):
        level = _LEVELS[impact]
        shown[level] += 1
        if shown[level] <= _SHOWN:
            yield f"::{level} {line}\n"
    hidden = sum(max(0, count - _SHOWN) for count in shown.values())
    if hidden:
        yield f"{hidden} more findings: see the step summary\n"


def _notes(report: Report) -> Iterator[tuple[Impact, str]]:
    if report.failure:
        yield (
            Impact.CRITICAL,
            _line(report.path, report.failure.code, report.failure.message),
        )
    for result in failures_first(report):
        impact = Impact.MINOR if _is_faint(result) else result.impact
        for finding in result.findings:
            text = f"{finding.message} → {finding.advice}"
            yield impact, _line(report.path, result.id, text)


def _is_faint(result: GuidelineResult) -> bool:
    return result.preview or result.outcome is not Outcome.FAIL


def _line(path: str, title: str, text: str) -> str:
    return f"file={_property(path)},line=1,title={_property(title)}::{_data(text)}"


def _data(text: str) -> str:
    """Return text as a workflow command's message carries it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format(suffix=".github", render=_render)
