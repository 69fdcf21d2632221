"""The Python API."""

import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

import scorer

LIGHT = scorer.Settings(ocr_engine="none", select=("wide-image",))


@pytest.fixture
def wide(tmp_path):
    path = tmp_path / "wide.png"
    Image.fromarray(np.zeros((60, 90, 3), np.uint8)).save(path)
    return path


@pytest.mark.parametrize("form", [str, lambda path: path, scorer.Pin])
def test_one_pin_in_every_form(wide, form):
    [report] = scorer.score(form(wide), settings=LIGHT)

    assert report.score.guidelines == 72.0
    assert report.results[0].id == "wide-image"


def test_several_pins_keep_their_order(wide):
    reports = scorer.score([wide, scorer.Pin(wide, title="B")], settings=LIGHT)

    assert [report.pin.title for report in reports] == ["", "B"]


def test_every_public_name_exists():
    for name in scorer.__all__:
        assert getattr(scorer, name)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="scroe"):
        _ = scorer.scroe


def test_importing_costs_nothing():
    code = "import sys, scorer; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert {"numpy", "cv2", "sklearn", "pydantic"}.isdisjoint(done.stdout.split())


def test_transformer_gives_numbers_under_their_names(wide, tmp_path):
    features = scorer.PinFeatures(settings=LIGHT)
    names = list(features.get_feature_names_out())
    table = features.fit_transform([wide, tmp_path / "missing.png"])

    assert table.shape == (2, len(names))
    assert table[0, names.index("geometry.width_px")] == 90
    assert np.isnan(table[1]).all()
