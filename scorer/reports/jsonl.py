"""One report a line, as JSON: the stored form.

The first line names the run, too: command, settings, date and versions. With a gate
each says what keeps its pin from meeting it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from scorer.core.display.printable import uncommanding
from scorer.core.report import Document
from scorer.core.report_json import report_json
from scorer.core.storage.codec import to_data, to_json
from scorer.reports._format import Format, with_gate


def _render(document: Document) -> Iterator[str]:
    versions = json.dumps(dict(document.versions))
    run = f',"versions":{versions},"run":{to_json(document.run)}}}'
    for report, stopped in with_gate(document):
        gate = "" if stopped is None else f',"stopped":{json.dumps(to_data(stopped))}'
        line = f"{report_json(report)[:-1]}{gate}"
        yield uncommanding(line + (run or "}")) + "\n"
        run = ""


FORMAT = Format(suffix=".jsonl", render=_render, is_exact=True)
