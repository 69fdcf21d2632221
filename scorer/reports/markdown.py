"""Markdown: a step summary, a comment, a note to a colleague."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorer.core.report import Document, Report
from scorer.core.units import counted
from scorer.reports._format import Format, failures_first, worst_first

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def _render(document: Document) -> Iterator[str]:
    reports = worst_first(list(document.reports))
    yield f"## {counted(len(reports), 'pin')} scored\n\n"
    yield "| score | pin | what to change |\n|---:|---|---|\n"
    for report in reports:
        yield f"| {_score(report)} | {_text(report.path)} | {_changes(report)} |\n"


def _score(report: Report) -> str:
    if report.score is None or report.score.guidelines is None:
        return "–"
    value = f"{report.score.guidelines:.0f}"
    blind = ", ".join(report.score.partial)
    return f"{value} (partial: {blind} not judged)" if blind else value


def _changes(report: Report) -> str:
    if report.failure:
        return f"could not be read: {_text(report.failure.message)}"
    lines = [
        f"**{_text(result.id)}** {_text(finding.message)} → {_text(finding.advice)}"
        for result in failures_first(report)
        for finding in result.findings
    ]
    return "<br>".join(lines) or "nothing"


def _text(words: str) -> str:
    """Return words that Markdown shows as they are."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


FORMAT = Format(suffix=".md", render=_render, has_short_names=True)
