"""A stored model beside the guideline score, and held against figures."""

import json
import math
from xml.etree import ElementTree as ET

import pytest

from scorer.clickrate import store
from scorer.clickrate.fit import fit
from scorer.clickrate.target import Metric
from scorer.core.settings import Settings
from scorer.history import plots
from scorer.history.card import card
from scorer.history.checking import check, effects
from scorer.history.gathering import Request, gather, table_of, versions
from tests.history.account import METRICS, scorer, write_account


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("account")
    exports, features = write_account(folder)
    gathered = gather(Request([exports], features=features), Settings())
    table = table_of(gathered)
    model = fit(table, Metric.PIN_CLICK_RATE, versions=versions(table.names))
    written = card(model, METRICS, table, gathered)
    store.save(model, METRICS, folder / "model", card=written.markdown)
    return folder, model, table, written


def test_score_shows_an_estimate_beside_the_score(trained):
    folder = trained[0] / "model"
    pin = "fixtures/pins/good-coffee.jpg"

    plain = scorer("score", pin, "--ocr-engine", "none", "-f", "json")
    result = scorer(
        "score", pin, "--ocr-engine", "none", "-f", "json", "--model", folder
    )

    assert result.exit_code == 0, result.output
    score = json.loads(result.stdout)["reports"][0]["score"]
    without = json.loads(plain.stdout)["reports"][0]["score"]
    estimate = score["estimate"]
    assert score["guidelines"] == without["guidelines"]
    assert without["estimate"] is None
    assert estimate["low"] < estimate["rate"] < estimate["high"]
    total = sum(each["effect"] for each in estimate["contributions"])
    assert total == pytest.approx(math.log(estimate["rate"] / estimate["baseline"]))


def test_the_terminal_leads_with_the_relative_rate(trained):
    folder = trained[0] / "model"
    pin = "fixtures/pins/wide.jpg"

    shown = scorer("score", pin, "--ocr-engine", "none", "--model", folder).stdout

    assert "pin click rate x" in shown
    assert "of your average design" in shown
    assert "most by width of the image" in shown


def test_score_refuses_a_model_that_is_none(tmp_path):
    result = scorer("score", "fixtures/pins", "--model", tmp_path)

    assert result.exit_code == 2
    assert "cannot be read" in result.output


def test_the_known_rule_is_found_and_drawn(trained):
    _, model, table, written = trained

    first = effects(model, table)[0]
    found = check(model, table)

    assert first.feature == "geometry.width_px"
    assert first.points[-1][1] - first.points[0][1] > 0.5
    assert found.spearman > 0.5
    assert found.lift[-1] > 1.2
    assert found.lift[0] < 1
    assert len(found.calibration) == 10
    assert "geometry.width_px" in written.markdown
    assert "learnt from your pins" in written.markdown
    assert all(ET.fromstring(svg) is not None for svg in written.files.values())


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_evaluate_in_every_form(trained, form):
    folder = trained[0]
    result = scorer(
        "evaluate",
        folder / "pins.csv",
        "--features",
        folder / "features.csv",
        "--model",
        folder / "model",
        "--format",
        form,
    )

    assert result.exit_code == 0, result.output
    assert "learnt from your pins" in result.stdout
    assert "200 pins" in result.stdout
    if form == "json":
        assert len(json.loads(result.stdout)["check"]["lift"]) == 5
    if form == "html":
        assert result.stdout.count("<svg") >= 3
        assert "http" not in result.stdout.replace("http://www.w3.org", "")


def test_plots_are_whole_and_escaped():
    drawn = (
        plots.curve("<a> & b", [(0, 1), (1, 2)]),
        plots.against("x", [(0.1, 0.1)], x_label="<", y_label=">"),
        plots.bars("x", [0.0, 0.0], x_label="", y_label=""),
    )

    for svg in drawn:
        assert ET.fromstring(svg).tag.endswith("svg")
