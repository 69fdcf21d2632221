"""The one path, for one pin."""

import numpy as np
import pytest
from PIL import Image

from scorer.core.guideline import Outcome
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.features import families
from scorer.pipeline import begin, examine

BLIND = Settings(ocr_engine="none", cache=False)


@pytest.fixture
def wide_pin(tmp_path):
    path = tmp_path / "wide.png"
    rng = np.random.default_rng(7)
    pixels = rng.integers(0, 255, (400, 600, 3), np.uint8)
    Image.fromarray(pixels).save(path)
    return Pin(path, title="10 Cozy Bedroom Ideas for Small Spaces")


def test_report_is_complete(wide_pin):
    report = examine(wide_pin, begin(BLIND))

    measured = {name.partition(".")[0] for name in report.features}
    assert {"geometry", "title"} <= measured <= set(families())
    assert (report.width_px, report.height_px) == (600, 400)
    assert len(report.sha256) == 64
    assert report.score is not None
    assert report.score.guidelines is not None
    assert report.pin.title == wide_pin.title


def test_a_wide_pin_fails_for_being_wide(wide_pin):
    report = examine(wide_pin, begin(BLIND))

    outcomes = {each.id: each.outcome for each in report.results}
    assert outcomes["wide-image"] is Outcome.FAIL


def test_unreadable_file_is_a_failure_report(tmp_path):
    path = tmp_path / "words.png"
    path.write_text("these are words")

    report = examine(Pin(path), begin(BLIND))

    assert report.failure is not None
    assert report.failure.code
    assert path.name in report.failure.message
    assert report.score is None
