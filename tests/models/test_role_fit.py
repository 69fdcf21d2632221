"""The fit of text roles, on lines drawn from a known rule."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from scorer.core.units import Box
from scorer.text.detection.line_looks import read_looks
from scorer.text.line.surface import Surface
from scorer.text.line.text_line import TextLine
from scorer.text.picture import Picture
from scorer.text.roles.evidence import LINE, PIN
from scorer.text.roles.model import role_model

FOLDER = Path(__file__).parents[2] / "models" / "roles"
SHARP = Surface((20.0, 0.0, 0.0), 1.2, 0.1, 0.05, 0.05, 0.1)


@pytest.fixture(scope="module")
def fit():
    spec = importlib.util.spec_from_file_location("role_fit", FOLDER / "fit.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["role_fit"] = module
    spec.loader.exec_module(module)
    return module


def drawn_pins(fit, count=60):
    """Half of the pins hold sharp lines laid over, half soft ones on things."""
    dice = np.random.default_rng(3)
    pins = []
    for number in range(count):
        is_laid = number % 2
        edge = dice.normal(1.2 if is_laid else 3.0, 0.2)
        surface = replace(SHARP, edge_px=float(max(0.9, edge)))
        lines = [
            TextLine(
                "Easy dinners",
                Box(100, 200 + 90 * n, 400, 40),
                40.0,
                9.0,
                0.97,
                contrast_typical=9.0,
                stroke_px=6.0,
                ink_quality=0.8,
                surface=surface,
            )
            for n in range(2)
        ]
        truth = np.full(2, is_laid)
        picture = Picture(1000, 1500, 2.0)
        maker = f"maker {number % 12}"
        looks = dice.normal(0, 1, (2, 8))
        looks[:, 2] += 2 * is_laid
        sample = fit.Sample(
            "set",
            f"{number}",
            maker,
            "",
            lines,
            looks,
            picture,
            truth,
            not is_laid,
            1.0,
        )
        pins.append(sample)
    return pins


def test_it_finds_the_rule_on_makers_that_it_has_not_seen(fit):
    pins = drawn_pins(fit)
    odds = fit.Table(pins).out_of_fold()
    right = [(o > 0) == (p.truth == 1) for p, o in zip(pins, odds, strict=True)]

    assert np.mean(np.concatenate(right)) > 0.95


def test_no_weight_is_negative_and_the_document_is_read_again(fit):
    table = fit.Table(drawn_pins(fit))
    fitted = table.model(np.arange(len(table.pins)))
    model = role_model(fit.document(fitted, -2.0, 0.5))

    assert min(*fitted.line.weights, *fitted.pin.weights) >= 0
    assert fitted.line.weights[LINE.index("sharpness")] > 0
    assert len(model.pin.weights) == len(PIN)


def test_what_the_stages_hold_counts_and_is_written_as_weights_of_channels(fit):
    pins = drawn_pins(fit)
    table = fit.Table(pins)
    model = table.model(np.arange(len(pins)))
    weights, offset = table.directions.undone(model.looks)
    stored = read_looks(fit.looks_document(weights, offset))
    written = np.array([*stored.inside, *stored.around])

    assert model.line.weights[LINE.index("laid_odds")] > 0
    assert int(np.argmax(weights)) == 2
    assert pins[1].looks @ written + stored.offset == pytest.approx(
        model.looks(table.looks[1]), abs=1e-3
    )


def test_truth_is_matched_by_place(fit):
    line = TextLine("Easy", Box(100, 100, 200, 40), 40.0, 9.0, 0.9)
    laid = {"lines": [{"box": [95, 95, 310, 145]}]}
    thing = {"lines": [], "things": [{"box": [90, 90, 310, 150]}]}
    unknown = {"lines": [], "lines_complete": False}

    assert fit._label(line, laid) == 1
    assert fit._label(line, thing) == fit._label(line, {"lines": []}) == 0
    assert fit._label(line, unknown) == -1
