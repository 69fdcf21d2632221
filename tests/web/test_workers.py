"""Uploads scored in a worker, here without one."""

import dataclasses
import io
from pathlib import Path

import pytest
from PIL import Image

from scorer.clickrate.model import store
from scorer.core.report import Words
from scorer.core.settings import Settings
from scorer.web.workers import Upload, score

DEMO = Path(__file__).parents[2] / "models" / "demo"
SETTINGS = Settings(ocr_engine="none")
SIMULATED = "from a model of a simulated account"


@pytest.fixture
def upload():
    buffer = io.BytesIO()
    Image.new("RGB", (90, 60), "red").save(buffer, "PNG")
    return Upload("a.png", buffer.getvalue(), Words(title="A title"))


def trained(folder, **changed):
    model = dataclasses.replace(store.load(DEMO), **changed)
    store.save(model, store.load_metrics(DEMO), folder)


def test_a_model_that_was_trained_again_is_asked(upload, tmp_path):
    trained(tmp_path / "mine", simulated=True)
    before = score(upload, SETTINGS, tmp_path / "mine")

    trained(tmp_path / "mine", simulated=False)
    after = score(upload, SETTINGS, tmp_path / "mine")

    assert SIMULATED in before.score.estimate.notices
    assert SIMULATED not in after.score.estimate.notices


def test_a_model_that_was_taken_away_costs_the_estimate_only(upload, tmp_path):
    made = score(upload, SETTINGS, tmp_path / "gone")

    assert made.score.guidelines is not None
    assert made.score.estimate is None
    assert any(each.startswith("no estimate: ") for each in made.notices)
