"""Measured numbers in scikit-learn."""

import numpy as np
import pytest
from PIL import Image
from sklearn.base import clone
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.exceptions import NotFittedError
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks, get_tags

import scorer

LIGHT = scorer.Settings(ocr_engine="none", select=("wide-image",))


@pytest.fixture
def pins(tmp_path):
    paths = [tmp_path / "dark.png", tmp_path / "light.png"]
    for path, shade in zip(paths, (0, 220), strict=True):
        Image.fromarray(np.full((60, 90, 3), shade, np.uint8)).save(path)
    return paths


def test_numbers_stand_under_their_names(pins, tmp_path):
    features = scorer.PinFeatures(settings=LIGHT).fit(pins)
    names = list(features.get_feature_names_out())
    with pytest.warns(UserWarning, match=r"1 pin of 2 .*missing.png does not exist"):
        table = features.transform([pins[0], tmp_path / "missing.png"])

    assert table.shape == (2, len(names))
    assert table[0, names.index("geometry.width_px")] == 90
    assert np.isnan(table[1]).all()


def test_columns_without_any_number_are_left_out(pins):
    features = scorer.PinFeatures(LIGHT)
    every = features.get_feature_names_out()
    table = features.fit_transform(pins)

    assert table.shape[1] == len(features.get_feature_names_out()) < len(every)
    assert np.isfinite(table).any(axis=0).all()
    assert "text_overlay.cap_height_max_dp" not in features.names_
    assert np.array_equal(table, features.transform(pins), equal_nan=True)


@pytest.mark.parametrize("given", ["a.png", b"a.png", scorer.Pin("a.png"), [7], [None]])
def test_what_is_no_list_of_paths_is_refused(given):
    with pytest.raises(TypeError, match="path"):
        scorer.PinFeatures(LIGHT).fit(given)


def test_before_fit_there_is_no_table(pins):
    with pytest.raises(NotFittedError):
        scorer.PinFeatures(LIGHT).transform(pins)


@pytest.mark.filterwarnings("ignore:.*could not be read")
def test_nothing_that_can_be_read_is_said(tmp_path):
    for given in ([], [tmp_path / "missing.png"]):
        with pytest.raises(ValueError, match="no pin"):
            scorer.PinFeatures(LIGHT).fit(given)


def test_it_is_cloned_with_what_it_was_given():
    twin = clone(scorer.PinFeatures(settings=LIGHT, jobs=2))

    assert twin.get_params() == {"settings": LIGHT, "jobs": 2}
    assert twin.set_params(jobs=3).jobs == 3


@pytest.mark.parametrize(
    "rest",
    [(SimpleImputer(), Ridge()), (HistGradientBoostingRegressor(),)],
)
def test_it_stands_in_a_pipeline(pins, rest):
    pipeline = make_pipeline(scorer.PinFeatures(LIGHT), *rest)
    pipeline.fit([*pins, *pins], [1.0, 2.0, 1.0, 2.0])

    assert np.isfinite(pipeline.predict(pins)).all()
    assert "geometry.width_px" in pipeline[:-1].get_feature_names_out()


def test_it_says_what_it_takes():
    tags = get_tags(scorer.PinFeatures())

    assert tags.input_tags.string
    assert not tags.input_tags.two_d_array


@pytest.mark.parametrize(
    "check",
    [
        estimator_checks.check_estimator_cloneable,
        estimator_checks.check_estimator_repr,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_parameters_default_constructible,
        estimator_checks.check_set_params,
        estimator_checks.check_valid_tag_types,
    ],
    ids=lambda check: check.__name__,
)
def test_scikit_learns_checks_that_need_no_numbers(check):
    check("PinFeatures", scorer.PinFeatures())
