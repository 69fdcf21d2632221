"""The fit of the title model, on tests drawn from a known rule."""

import csv
import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from scorer.titles.headline_store import headline_model

FOLDER = Path(__file__).parents[2] / "models" / "titles"
NOUNS = ("bread", "soup", "table", "garden", "lamp", "chair", "sofa", "salad", "curry")
COLUMNS = (
    "clickability_test_id",
    "headline",
    "eyecatcher_id",
    "impressions",
    "clicks",
    "problem_period",
)


@pytest.fixture(scope="module")
def fit():
    spec = importlib.util.spec_from_file_location("title_fit", FOLDER / "fit.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["title_fit"] = module
    spec.loader.exec_module(module)
    return module


def archive(fit, path, effect, tests=120):
    """Tests of two headlines, one of which has the word "secret" in it."""
    random = np.random.default_rng(3)
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for test in range(tests):
            one, other, level = *random.choice(NOUNS, 2), random.uniform(0.01, 0.03)
            for text, rate in (
                (f"The {one} and the {other}", level),
                (f"The secret {one} and the {other}", level * np.exp(effect)),
            ):
                clicks = random.binomial(8000, rate)
                table.writerow([test, text, "a", 8000, clicks, "False"])
        table.writerow(["bad", "Left out", "a", 8000, 8000, "True"])
    return fit.read(path)


def test_finds_a_rule_and_its_coefficients_give_the_same_order(fit, tmp_path):
    data = archive(fit, tmp_path / "a.csv", effect=0.4)
    recipe, listed = fit.load_recipe(FOLDER / "recipe.json")
    texts = fit.Texts(data.headline, recipe)

    assert fit.cross_validated(data, texts)["right winner"] > 0.9

    fit.write(tmp_path, fit.model(data, texts, listed))
    model = headline_model((tmp_path / "model.json").read_text("utf-8"))
    assert model.score("The secret lamp") > model.score("The lamp")


def test_no_rule_is_no_better_than_chance(fit, tmp_path):
    data = archive(fit, tmp_path / "a.csv", effect=0.0)
    recipe, _ = fit.load_recipe(FOLDER / "recipe.json")
    found = fit.cross_validated(data, fit.Texts(data.headline, recipe))

    assert found["right winner, all pairs"] == pytest.approx(0.5, abs=0.12)


def test_problem_period_is_left_out(fit, tmp_path):
    assert "Left out" not in archive(fit, tmp_path / "a.csv", effect=0.0).headline


def test_calibration_error_of_known_chances(fit):
    # Winners lead by log 3: stated 75 %, and they always win.
    assert fit.calibration_error(np.full(100, np.log(3.0))) == pytest.approx(0.25)
