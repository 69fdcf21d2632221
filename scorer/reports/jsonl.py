"""One report a line, as JSON: the stored form."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.core.display.printable import uncommanding
from scorer.core.report import Document
from scorer.core.report_json import report_json
from scorer.reports._format import Format


def _render(document: Document) -> Iterator[str]:
    for report in document.reports:
        yield uncommanding(report_json(report)) + "\n"


FORMAT = Format(suffix=".jsonl", render=_render, is_exact=True)
