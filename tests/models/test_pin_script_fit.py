"""The weights of a pin's evidence are found from pins, and cover what is measured."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from scorer.core.errors import ModelError
from scorer.core.storage.packaged import packaged
from scorer.text.scripts.pin_model import EVIDENCE, FITTED, ON_A_THING, read_pin_model

FOLDER = Path(__file__).parents[2] / "models" / "script"


@pytest.fixture
def fit_pins(monkeypatch):
    monkeypatch.syspath_prepend(FOLDER)
    import fit_pins

    yield fit_pins
    for name in ("fit_pins", "fit", "draw", "letters"):
        sys.modules.pop(name, None)


def test_what_speaks_for_a_script_gets_weight_and_noise_little(fit_pins):
    chance = np.random.default_rng(5)
    truth = (np.arange(200) % 4 == 0).astype(float)
    rows = chance.normal(0, 1, (200, 3))
    rows[:, 1] += 3 * truth
    weights, bias = fit_pins.weights_of(rows, truth)

    assert weights[1] > 5 * max(abs(weights[0]), abs(weights[2]))
    assert ((rows @ weights + bias > 0) == truth).mean() > 0.9


def test_every_number_of_the_evidence_has_its_weight():
    assert set(packaged(FITTED)["weights"]) == {*EVIDENCE, ON_A_THING}


def test_weights_of_other_evidence_are_refused():
    content = packaged(FITTED)
    content["weights"]["luck"] = content["weights"].pop("length")

    with pytest.raises(ModelError, match=r"pins\.json"):
        read_pin_model(content)


def test_lettering_on_things_never_speaks_for_another_script():
    content = packaged(FITTED)
    content["weights"][ON_A_THING] = -0.1

    with pytest.raises(ModelError, match="on things speaks for"):
        read_pin_model(content)


def test_lettering_of_things_is_learned_as_known_letters(fit_pins, tmp_path):
    pins = [{"file": "0.jpg", "thing": "plate"}, {"file": "1.jpg", "script": "thai"}]
    (tmp_path / "ground_truth.json").write_text(json.dumps({"pins": pins}), "utf-8")
    (_, group, script), (_, _, other) = fit_pins.pictures([tmp_path], [])

    assert group == f"{tmp_path.name} plate"
    assert (script, other) == ("latin", "thai")
