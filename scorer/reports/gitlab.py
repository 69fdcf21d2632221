"""GitLab's Code Quality report: findings beside a merge request."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from scorer.core.guideline import Impact
from scorer.core.report import Document, GuidelineResult, Report, Stop
from scorer.reports._format import (
    Format,
    coded_findings,
    failures_first,
    why_stopped,
    with_gate,
)

_SEVERITIES = {
    Impact.CRITICAL: "critical",
    Impact.SERIOUS: "major",
    Impact.MODERATE: "minor",
    Impact.MINOR: "info",
}


def _render(document: Document) -> Iterator[str]:
    found = [
        each
        for report, stopped in with_gate(document)
        for each in _entries(report, stopped)
    ]
    yield json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _entries(
    report: Report, stopped: tuple[Stop, ...] | None
) -> Iterator[dict[str, Any]]:
    """Yield what there is of a pin: first that it does not meet the gate, and why."""
    if report.failure:
        failure = report.failure
        yield _entry(report, failure.code, failure.line, "critical")
    elif stopped:
        why = f"{why_stopped(stopped)}."
        yield _entry(report, "gate", why, "blocker", mark="gate")
    for result in failures_first(report):
        severity = _severity(result, stopped)
        for _, text in coded_findings(result):
            yield _entry(report, result.id, text, severity)


def _severity(result: GuidelineResult, stopped: tuple[Stop, ...] | None) -> str:
    """How bad a problem is; on a pin that meets the gate none is more than minor."""
    if not result.is_problem:
        return "info"
    severity = _SEVERITIES[result.impact]
    is_met = stopped is not None and not stopped
    return "minor" if is_met and severity in {"critical", "major"} else severity


def _entry(
    report: Report, name: str, text: str, severity: str, *, mark: str = ""
) -> dict[str, Any]:
    """Return one entry; a picture has no lines, so the first stands in."""
    known = "\0".join((report.path, name, mark or text))
    return {
        "description": text[:1].upper() + text[1:],
        "check_name": name,
        "fingerprint": hashlib.sha256(known.encode()).hexdigest(),
        "severity": severity,
        "location": {"path": report.path.removeprefix("./"), "lines": {"begin": 1}},
    }


# The name that GitLab's own examples have: gl-code-quality-report.json.
FORMAT = Format(
    suffix="code-quality-report.json", render=_render, names_repository=True
)
