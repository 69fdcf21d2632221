"""GitHub workflow commands: annotations on a run."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.core.guideline import Impact
from scorer.core.report import Document, Report, Stop
from scorer.core.units import counted
from scorer.reports._format import (
    Format,
    badness,
    bounds_missed,
    failures_first,
    messages,
    with_gate,
)

# GitHub shows ten of each level a step and drops the rest without a word.
_SHOWN = 10
_LEVELS = {
    Impact.CRITICAL: "error",
    Impact.SERIOUS: "error",
    Impact.MODERATE: "warning",
    Impact.MINOR: "notice",
}


def _render(document: Document) -> Iterator[str]:
    ranked = sorted(with_gate(document), key=lambda each: badness(each[0]))
    notes = [note for each in ranked if (note := _note(*each))]
    shown = dict.fromkeys(_LEVELS.values(), 0)
    for level, line in notes:
        shown[level] += 1
        if shown[level] <= _SHOWN:
            yield f"::{level} {line}\n"
    hidden = sum(max(0, count - _SHOWN) for count in shown.values())
    if hidden:
        yield f"{counted(hidden, 'more pin')}: see the step summary\n"


def _note(report: Report, stopped: tuple[Stop, ...] | None) -> tuple[str, str] | None:
    """One annotation a pin: its score, what costs most, and how much more there is.

    Where there is a gate, what does not meet it is an error, and nothing else is.
    """
    if report.failure:
        failure = report.failure
        return "error", _line(report.path, failure.code, failure.line)
    found = [
        (result.impact if result.is_problem else Impact.MINOR, result)
        for result in failures_first(report)
        if result.findings
    ]
    if not found:
        return (
            ("error", _line(report.path, "gate", "; ".join(messages(stopped))))
            if stopped
            else None
        )
    impact = max(each for each, _ in found)
    _, first = max(found, key=lambda each: (each[1].is_problem, each[1].cost))
    finding = first.findings[0]
    value = report.score.guidelines if report.score else None
    title = first.id if value is None else f"{value:g} of 100, {first.id}"
    others = [result.id for _, result in found if result is not first]
    more = f" (also: {', '.join(others)})" if others else ""
    said = f"{finding.message} → {finding.advice}{more}"
    return _level(impact, stopped), _line(
        report.path, title, "; ".join([*bounds_missed(stopped or ()), said])
    )


def _level(impact: Impact, stopped: tuple[Stop, ...] | None) -> str:
    level = _LEVELS[impact]
    if stopped is None:
        return level
    return "error" if stopped else "warning" if level == "error" else level


def _line(path: str, title: str, text: str) -> str:
    return f"file={_property(path)},line=1,title={_property(title)}::{_data(text)}"


def _data(text: str) -> str:
    """Return text as a workflow command's message carries it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format(suffix=".github", render=_render, names_repository=True)
