"""What if some numbers were others."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scorer.core.errors import SettingsError
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.guidelines import chosen
from scorer.pipeline import begin, measure_pin
from scorer.what_if.numbers import suppose

SETTINGS = Settings(ocr_engine="none", cache=False)


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    path = tmp_path_factory.mktemp("drafts") / "wide.png"
    Image.fromarray(np.full((600, 900, 3), 90, np.uint8)).save(path)
    return path


@pytest.fixture(scope="module")
def measurement(wide):
    return measure_pin(Pin(wide), begin(SETTINGS))


def supposed(measurement, changes, *names):
    guidelines = chosen(Settings(select=names))
    return suppose(Pin(Path("wide.png")), measurement, guidelines, changes)


def test_nothing_changed_is_the_same_report(measurement):
    as_it_is = supposed(measurement, {}, "wide-image").report

    assert as_it_is.results[0].outcome == "fail"
    assert as_it_is.features == measurement.features.quantities()


def test_verdict_score_and_number_follow_the_change(measurement):
    changed = supposed(measurement, {"geometry.aspect_ratio": 0.6667}, "wide-image")

    assert changed.report.results[0].outcome == "pass"
    assert changed.report.score.parts == {"mobile": 100.0}
    assert changed.report.features["geometry.aspect_ratio"].value == 0.6667
    assert changed.unread_features == {}


def test_another_height_makes_another_shape(measurement):
    width = measurement.features.values()["geometry.width_px"]
    height = {"geometry.height_px": 1.5 * width}
    changed = supposed(measurement, height, "wide-image")

    assert changed.report.results[0].outcome == "pass"
    assert changed.report.features["geometry.aspect_ratio"].value == (
        pytest.approx(2 / 3, rel=0.01)
    )


def test_whole_numbers_stay_whole(measurement):
    changed = supposed(measurement, {"geometry.width_px": 999.6}, "low-resolution")

    assert changed.report.features["geometry.width_px"].value == 1000


def test_number_that_no_guideline_reads_names_those_that_read_the_lines(measurement):
    name = "text_overlay.cap_height_max_dp"
    changed = supposed(measurement, {name: 14.0}, "small-text", "low-resolution")

    assert changed.unread_features == {name: ("small-text",)}


def test_unknown_feature_names_the_nearest(measurement):
    with pytest.raises(SettingsError) as caught:
        supposed(measurement, {"geometry.widht_px": 3.0}, "wide-image")

    assert "geometry.width_px" in caught.value.hint
