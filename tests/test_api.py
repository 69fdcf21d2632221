"""The Python API."""

import subprocess
import sys

import numpy as np
import pytest
from PIL import Image
from sklearn.base import clone
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.utils import get_tags
from sklearn.utils.validation import check_is_fitted

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

    assert report.score.guidelines < 60
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


def test_transformer_is_cloned_with_what_it_was_given():
    twin = clone(scorer.PinFeatures(settings=LIGHT, jobs=2))

    assert twin.get_params() == {"settings": LIGHT, "jobs": 2}
    assert twin.set_params(jobs=3).jobs == 3


def test_transformer_stands_in_a_pipeline(wide):
    filled = SimpleImputer(keep_empty_features=True)
    pipeline = make_pipeline(scorer.PinFeatures(LIGHT), filled, Ridge())
    pipeline.fit([wide, wide], [1.0, 2.0])

    assert pipeline.predict([wide]) == pytest.approx([1.5])
    assert "geometry.width_px" in pipeline[:-1].get_feature_names_out()


def test_transformer_says_what_it_takes_and_that_nothing_is_fitted():
    tags = get_tags(scorer.PinFeatures())

    assert (tags.requires_fit, tags.input_tags.string) == (False, True)
    check_is_fitted(scorer.PinFeatures())


def test_no_pins_are_a_table_without_rows():
    features = scorer.PinFeatures(LIGHT)

    assert features.transform([]).shape == (0, len(features.get_feature_names_out()))
