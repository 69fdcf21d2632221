"""A kept report is the report, and its text is read only when it must be."""

import dataclasses
import json
import pickle
from pathlib import Path

import pytest

from scorer.core.report import Report
from scorer.core.report_json import KeptReport, report_json
from scorer.core.storage.codec import from_json, to_json

GOLDEN = Path(__file__).parents[2] / "fixtures" / "golden" / "report.json"
TEXTS = [json.dumps(each) for each in json.loads(GOLDEN.read_text())]


@pytest.fixture(params=TEXTS[:3], ids=["first", "second", "third"])
def text(request):
    return to_json(from_json(Report, request.param))


def test_every_field_is_there(text):
    assert KeptReport.of(text) == from_json(Report, text)
    assert from_json(Report, text) == KeptReport.of(text)
    assert KeptReport.of(text) != dataclasses.replace(KeptReport.of(text), path="b")


def test_the_text_is_given_as_it_is():
    kept = KeptReport.of("not read")

    assert report_json(kept) == "not read"
    assert kept.failure is None


def test_what_it_becomes_is_a_plain_report(text):
    other = dataclasses.replace(KeptReport.of(text), path="elsewhere.png")

    assert type(other) is Report
    assert json.loads(report_json(other)) == {**json.loads(text), "path": other.path}


def test_another_process_gets_the_text(text):
    sent = pickle.loads(pickle.dumps(KeptReport.of(text)))

    assert report_json(sent) == text
    assert sent == KeptReport.of(text)


def test_a_field_that_no_report_has(text):
    with pytest.raises(AttributeError):
        _ = KeptReport.of(text).no_such_field
