"""A score of which a part was not judged says so in every format."""

import csv
import io
import json
from dataclasses import replace

import pytest

from scorer.core.guideline import Outcome, Part
from scorer.core.report import Document, Score, Words
from scorer.reports import render
from tests.reports import _make as make

REASON = "text_overlay: Tesseract has no data for tam"


def shown(name, *reports):
    return "".join(render(Document(reports), name))


@pytest.fixture
def partial():
    """A pin whose text was not read and whose words were not given."""
    text = replace(make.result(outcome=Outcome.ERROR), reason=REASON)
    copy = replace(
        make.result("missing-title", Outcome.REVIEW),
        part=Part.COPY,
        reason="no title came with the picture",
    )
    parts = {"mobile": 100.0, "text": None, "copy": None}
    score = Score(100.0, parts, partial=("text", "copy"))
    return make.report(results=(text, copy), score=score, pin=Words())


def test_the_table_says_which_part_and_why(partial):
    text = shown("terminal", partial)

    assert "mobile 100  text not judged  copy not judged" in text
    assert "* partial: text not judged: Tesseract has no data for tam (1 pin)" in text
    assert "copy not judged: title and description were not given" in text


def test_a_whole_score_is_not_called_partial():
    assert "partial" not in shown("terminal", make.report())
    assert "Partial" not in shown("html", make.report())


def test_the_page_says_which_part_and_why(partial):
    text = " ".join(shown("html", partial).split())

    assert "Partial score." in text
    assert "Text not judged: Tesseract has no data for tam." in text
    assert "Copy not judged: title and description were not given." in text
    assert "<span>Text</span>" in text
    assert "text, copy not judged" in text  # on the card


def test_the_row_has_no_number_for_it(partial):
    (row,) = csv.DictReader(io.StringIO(shown("csv", partial).lstrip("\ufeff")))

    assert (row["mobile"], row["text"], row["copy"]) == ("100.0", "", "")
    assert row["not_judged"] == "text copy"


def test_the_step_summary_says_which_part(partial):
    assert "| 100 (partial: text, copy not judged) |" in shown("markdown", partial)


def test_data_holds_null(partial):
    (report,) = json.loads(shown("json", partial))["reports"]

    assert report["score"]["parts"] == {"mobile": 100.0, "text": None, "copy": None}
    assert report["score"]["partial"] == ["text", "copy"]
