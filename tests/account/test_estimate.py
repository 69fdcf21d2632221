"""A stored model beside the guideline score, and held against figures."""

import json
import math
import shutil

import pytest

from scorer.core.storage.checksums import checksum_of
from tests.support.account import scorer


def test_score_shows_an_estimate_beside_the_score(fitted):
    folder = fitted[0] / "model"
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


def test_the_terminal_leads_with_the_relative_rate(fitted):
    folder = fitted[0] / "model"
    pin = "fixtures/pins/wide.jpg"

    shown = scorer("score", pin, "--ocr-engine", "none", "--model", folder).stdout

    assert "pin click rate: " in shown
    assert "your average design" in shown
    assert "most by width of the image" in shown


def test_score_refuses_a_model_that_is_none(tmp_path):
    result = scorer("score", "fixtures/pins", "--model", tmp_path)

    assert result.exit_code == 2
    assert "cannot be read" in result.output


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("guideline_mean",), 1e14),
        (("guideline_sd",), 1e-280),
        (("center", 0), -1e14),
        (("curves", 0, "mean"), 1e14),
        (("curves", 0, "sd"), 1e-280),
        (("curves", 0, "usual", 0), 1e14),
        (("baseline",), -50.0),
        (("baseline",), 50.0),
        (("baseline_sd",), 50.0),
        (("variances", "pin"), 2500.0),
        (("ranks", 0), 50.0),
        (("coefficients", 0), 50.0),
    ],
)
@pytest.mark.parametrize("form", ["terminal", "html"])
def test_numbers_that_are_each_possible_make_an_estimate_or_a_sentence(
    fitted, tmp_path, place, value, form
):
    """Under a right checksum, and each within its own bounds."""
    shutil.copytree(fitted[0] / "model", tmp_path / "model")
    path = tmp_path / "model" / "model.json"
    document = json.loads(path.read_text())
    inner = document["model"]
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    document["sha256"] = checksum_of(document["model"])
    path.write_text(json.dumps(document))

    result = scorer(
        "score", "fixtures/pins/wide.jpg", "--ocr-engine", "none", "-f", form,
        "--model", tmp_path / "model",
    )  # fmt: skip

    assert result.exit_code in (0, 2), (result.output, result.exception)
    assert result.exit_code or "nan %" not in result.stdout
    if result.exit_code:
        assert "the model's estimate cannot be" in result.stderr
