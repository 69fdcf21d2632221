"""One row a pin, safe to open in a spreadsheet.

``findings`` are the problems, ``to_check`` what a person has to look at; both begin
with what matters most.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from scorer.core.guideline import Outcome
from scorer.core.report import Document, Report
from scorer.reports._format import Format, failures_first, messages, with_gate

_COLUMNS = (
    "path",
    "title",
    "score",
    "mobile",
    "text",
    "focus",
    "copy",
    "finish",
    "not_judged",
    "estimate_metric",
    "estimate_rate",
    "estimate_low",
    "estimate_high",
    "findings",
    "to_check",
    "first_advice",
    "failure",
)


# The last is no formula: a line that begins so is a command in the log of a GitHub run.
_FORMULA = re.compile(r"""((?:^|[;\t\r\n|])[\s"]*)([=+\-@\t\r＝＋－＠]|::)""")


def safe(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    Inside a cell too, after a semicolon or tab: where decimals have a comma, a
    spreadsheet splits this file there.

    Source:
        OWASP, "CSV Injection": a leading quote before ``= + - @``, tab and CR.
    """
    text = "" if cell is None else str(cell)
    return _FORMULA.sub(r"\1'\2", text) if isinstance(cell, str) else text


def _render(document: Document) -> Iterator[str]:
    has_gate = document.stopped is not None
    yield "\ufeff" + _line((*_COLUMNS, *(("stopped",) if has_gate else ())))
    for report, stopped in with_gate(document):
        gate = () if stopped is None else ("; ".join(messages(stopped)),)
        yield _line((*_row(report), *gate))


def _line(cells: tuple[object, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([safe(cell) for cell in cells])
    return buffer.getvalue()


def _row(report: Report) -> tuple[object, ...]:
    cells = report.summary()
    seen = failures_first(report)
    failed = [each.id for each in seen if each.outcome is Outcome.FAIL]
    cells["findings"] = " ".join(failed)
    cells["to_check"] = " ".join(each.id for each in seen if each.id not in failed)
    return tuple(cells[name] for name in _COLUMNS)


FORMAT = Format(suffix=".csv", render=_render)
