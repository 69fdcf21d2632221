"""The published JSON Schema."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from scorer import reports
from scorer.core.report import Score, StoredDocument
from scorer.core.storage.codec import json_schema
from tests.reports import _make as make

PUBLISHED = Path(__file__).parents[2] / "docs" / "report.schema.json"


def test_every_document_keeps_to_it():
    schema = json.loads(PUBLISHED.read_text())
    pin = make.report(score=Score(50.0, {"text": 50.0}, make.ESTIMATE))
    text = "".join(reports.render(make.document(pin, make.unread()), "json"))

    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(text))


def test_it_refuses_another_document():
    schema = json.loads(PUBLISHED.read_text())

    assert not Draft202012Validator(schema).is_valid({"reports": [{}]})


def test_it_is_the_one_of_the_code():
    assert json.loads(PUBLISHED.read_text()) == json_schema(StoredDocument)
