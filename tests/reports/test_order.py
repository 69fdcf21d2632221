"""What to change first is the same wherever it is told."""

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner
from PIL import Image

import scorer
from scorer.cli import main
from scorer.cli.watch import _line
from scorer.core.guideline import Outcome
from scorer.core.report import Document, StoredDocument
from scorer.core.settings import Settings
from scorer.core.storage.codec import from_json
from scorer.reports import render
from scorer.reports._format import failures_first
from scorer.reports._terminal.view import Detail, View

# Wide, small, dark, and titled badly: problems of several parts and impacts.
TITLE = "STUFF!!"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("drafts")
    picture = Image.radial_gradient("L").resize((500, 480)).convert("RGB")
    picture.save(made / "a.png")
    (made / "pins.csv").write_text(f"path,title\na.png,{TITLE}\n")
    return made


@pytest.fixture(scope="module")
def pin(folder):
    settings = Settings(ocr_engine="none", cache=False)
    (report,) = scorer.score(folder, settings=settings)
    return report


@pytest.fixture(scope="module")
def order(pin):
    """The guidelines of the advice, first to last."""
    found = [each.guideline for each in pin.advice]
    assert len(found) >= 3
    return found


def places(text, order):
    """Where each guideline of the advice is first named."""
    return [text.index(name) for name in order]


def test_advice_is_sorted_by_what_it_is_worth(pin):
    gains = [each.gain.guidelines for each in pin.advice]

    assert gains == sorted(gains, reverse=True)


def test_problems_come_in_the_order_of_advice(pin, order):
    failed = [x.id for x in failures_first(pin) if x.outcome is Outcome.FAIL]

    assert failed[: len(order)] == order


def test_terminal(pin, order):
    document = Document([pin])
    text = "".join(scorer.reports.terminal_text(document, View(Detail.BLOCKS)))

    assert places(text, order) == sorted(places(text, order))


def test_first_change_of_a_line(pin, monkeypatch):
    monkeypatch.setenv("COLUMNS", "250")
    text = "".join(scorer.reports.terminal_text(Document([pin]), View(Detail.LINES)))

    assert pin.advice[0].change in text


def test_watch(pin):
    assert _line(pin, None).endswith(pin.advice[0].change)


def test_advise(folder, order, monkeypatch):
    monkeypatch.setenv("SCORER_OCR_ENGINE", "none")
    text = CliRunner().invoke(main, ["advise", str(folder), "--no-cache"]).output

    assert places(text, order) == sorted(places(text, order))


def test_csv(pin, order):
    text = "".join(render(Document([pin]), "csv")).lstrip("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text))

    assert row["first_advice"] == pin.advice[0].change
    failed = [x.id for x in pin.results if x.outcome is Outcome.FAIL]
    assert row["findings"].split()[: len(order)] == order
    assert sorted(row["findings"].split()) == sorted(failed)
    left = [x.id for x in pin.results if x.outcome in {Outcome.REVIEW, Outcome.ERROR}]
    assert sorted(row["to_check"].split()) == sorted(left) != []


@pytest.mark.parametrize("form", ["markdown", "github"])
def test_lines(pin, order, form):
    text = "".join(render(Document([pin]), form)).replace("\\-", "-")

    assert all(name in text for name in order)
    if form == "markdown":
        assert places(text, order) == sorted(places(text, order))


def test_page(pin, order):
    text = "".join(render(Document([pin]), "html"))
    shown = dict.fromkeys(re.findall(r'data-why="([a-z-]+)"', text))

    assert [each for each in shown if each in order] == order


def test_stored(pin, order):
    text = "".join(render(Document([pin]), "json"))

    (stored,) = from_json(StoredDocument, text).reports
    assert [each.guideline for each in stored.advice] == order
    assert [each["guideline"] for each in json.loads(text)["reports"][0]["advice"]] == (
        order
    )
