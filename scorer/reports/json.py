"""One JSON document with every report."""

from __future__ import annotations

import json
from collections.abc import Iterator

from scorer.core.display.printable import uncommanding
from scorer.core.report import SCHEMA_VERSION, Document
from scorer.core.report_json import report_json
from scorer.core.storage.codec import to_data, to_json
from scorer.reports._format import Format


def _render(document: Document) -> Iterator[str]:
    versions = uncommanding(json.dumps(dict(document.versions)))
    run = uncommanding(to_json(document.run))
    yield f'{{"schema_version": {SCHEMA_VERSION}, "versions": {versions}, "run": {run},'
    yield ' "reports": ['
    for position, report in enumerate(document.reports):
        yield ("," if position else "") + "\n" + uncommanding(report_json(report))
    yield "\n]"
    if document.stopped is not None:  # in the order of the reports
        yield f', "stopped": {uncommanding(json.dumps(to_data(document.stopped)))}'
    yield "}\n"


FORMAT = Format(suffix=".json", render=_render, is_exact=True)
