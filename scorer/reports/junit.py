"""JUnit XML: a suite a pin, a case a guideline; with a gate, one for it, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from scorer.core.guideline import Outcome
from scorer.core.report import Document, GuidelineResult, Report, Stop
from scorer.reports._format import Format, messages, with_gate

# What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _render(document: Document) -> Iterator[str]:
    suites = ET.Element("testsuites", name="scorer")
    for report, stopped in with_gate(document):
        suites.append(_suite(report, stopped))
    for count in ("tests", "failures", "errors", "skipped"):
        total = sum(int(suite.get(count, 0)) for suite in suites)
        suites.set(count, str(total))
    ET.indent(suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield ET.tostring(suites, encoding="unicode") + "\n"


def _suite(report: Report, stopped: tuple[Stop, ...] | None) -> ET.Element:
    """A pin; one that meets the gate has no failures, whatever could be better."""
    suite = ET.Element("testsuite", name=_clean(report.path))
    if report.failure:
        case = _case(suite, report, "readable")
        _note(case, "error", report.failure.message, report.failure.hint)
    elif stopped is not None:
        case = _case(suite, report, "gate")
        if stopped:
            _note(case, "failure", stopped[0].message, "\n".join(messages(stopped)))
    is_met = stopped is not None and not stopped
    for result in report.results:
        _judged(_case(suite, report, result.id), result, is_met=is_met)
    suite.set("tests", str(len(suite)))
    for count, tag in (
        ("failures", "failure"),
        ("errors", "error"),
        ("skipped", "skipped"),
    ):
        suite.set(count, str(len(suite.findall(f"testcase/{tag}"))))
    return suite


def _case(suite: ET.Element, report: Report, name: str) -> ET.Element:
    return ET.SubElement(
        suite, "testcase", classname=_clean(report.path), name=name, time="0"
    )


def _judged(case: ET.Element, result: GuidelineResult, *, is_met: bool) -> None:
    if result.outcome is Outcome.PASS:
        return
    if result.is_problem:
        lines = [f"{each.message} → {each.advice}" for each in result.findings]
        message = f"{result.title} ({result.impact.word})"
        if is_met:
            ET.SubElement(case, "system-out").text = _clean(
                "\n".join([message, *lines])
            )
        else:
            _note(case, "failure", message, "\n".join(lines))
    elif result.outcome is Outcome.ERROR:
        _note(case, "error", result.reason)
    else:
        _note(case, "skipped", result.reason or "preview")


def _note(case: ET.Element, tag: str, message: str, text: str = "") -> None:
    note = ET.SubElement(case, tag, message=_clean(message))
    note.text = _clean(text) or None


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


FORMAT = Format(suffix=".xml", render=_render)
