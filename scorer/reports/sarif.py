"""SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from scorer.core.guideline import Impact
from scorer.core.report import Document, GuidelineResult, Report, Stop
from scorer.guidelines import guidelines
from scorer.reports._format import (
    Format,
    coded_findings,
    failures_first,
    why_stopped,
    with_gate,
)

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Impact.CRITICAL: "error",
    Impact.SERIOUS: "error",
    Impact.MODERATE: "warning",
    Impact.MINOR: "note",
}
# Each pin that does not meet the gate is an error by it, whatever was found in it.
_GATE = {
    "id": "gate",
    "shortDescription": {"text": "The pin does not meet the gate."},
    "fullDescription": {"text": "The pin does not meet the gate of `scorer check`."},
    "help": {"text": "Run `scorer check --help` for what a gate looks at."},
    "defaultConfiguration": {"level": "error"},
}


def _render(document: Document) -> Iterator[str]:
    judged = list(with_gate(document))
    reports = [report for report, _ in judged]
    rules = {each.id: each for report in reports for each in failures_first(report)}
    names = sorted(rules)
    stops = [(report, stopped) for report, stopped in judged if stopped]
    driver = {
        "name": "scorer",
        "version": document.versions.get("scorer", "0"),
        "rules": [_rule(rules[name]) for name in names] + [_GATE] * bool(stops),
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(reports)],
        "results": [
            _result(report, each, names.index(each.id), message, stopped)
            for report, stopped in judged
            for each in failures_first(report)
            for message in coded_findings(each)
        ]
        + [_stop(report, stopped, len(names)) for report, stopped in stops],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, indent=1, ensure_ascii=False) + "\n"


def _rule(result: GuidelineResult) -> dict[str, Any]:
    known = guidelines().get(result.id)
    # A result that is left for review is called by what is to be reached.
    words = {"text": f"{known.failure_title if known else result.title}."}
    return {
        "id": result.id,
        "shortDescription": words,
        "fullDescription": words,
        "help": {"text": f"Run `scorer explain {result.id}` for the whole page."},
        "defaultConfiguration": {"level": _LEVELS[result.impact]},
    }


def _invocation(reports: list[Report]) -> dict[str, Any]:
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "descriptor": {"id": report.failure.code},
                "message": {"text": report.failure.line},
                "locations": [_location(report.path)],
            }
            for report in reports
            if report.failure
        ],
    }


def _level(result: GuidelineResult, stopped: tuple[Stop, ...] | None) -> str:
    """How bad a problem is; nothing is an error on a pin that meets the gate."""
    level = _LEVELS[result.impact]
    is_met = stopped is not None and not stopped
    return "warning" if is_met and level == "error" else level


def _result(
    report: Report,
    result: GuidelineResult,
    rule: int,
    message: tuple[str, str],
    stopped: tuple[Stop, ...] | None,
) -> dict[str, Any]:
    code, text = message
    failed = result.outcome.value == "fail"
    mark = hashlib.sha256("\0".join((report.path, result.id, text)).encode())
    return {
        "ruleId": result.id,
        "ruleIndex": rule,
        "kind": "fail" if failed else "review",
        "level": _level(result, stopped) if failed else "none",
        "message": {"text": text[:1].upper() + text[1:]},
        "locations": [_location(report.path)],
        "partialFingerprints": {"finding/v1": mark.hexdigest()},
        "properties": {"code": code, "preview": result.preview},
    }


def _stop(report: Report, stopped: tuple[Stop, ...], rule: int) -> dict[str, Any]:
    """What keeps a pin from meeting the gate; its problems are results of their own."""
    text = f"{why_stopped(stopped)}."
    mark = hashlib.sha256(f"{report.path}\0gate".encode())
    return {
        "ruleId": "gate",
        "ruleIndex": rule,
        "kind": "fail",
        "level": "error",
        "message": {"text": text[:1].upper() + text[1:]},
        "locations": [_location(report.path)],
        "partialFingerprints": {"finding/v1": mark.hexdigest()},
    }


def _location(path: str) -> dict[str, Any]:
    """Return the place of a file; a picture has no lines, so the first stands in."""
    pure = PurePath(path)
    uri = pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": {"startLine": 1},
        }
    }


FORMAT = Format(suffix=".sarif", render=_render, names_repository=True)
