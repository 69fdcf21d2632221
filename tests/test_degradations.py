"""Pins made worse lose points, and what nobody sees moves none: without OCR.

More ways and real pins: benchmarks/score/degrade.py.
"""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scorer import Settings, score
from tests.support.degradations import NAMED, NEUTRAL, Scene, letterboxed, torn

PINS = Path(__file__).parents[1] / "fixtures" / "pins"
GOOD = ("good-cat", "good-coffee", "good-before-after")
WORSE = {**NAMED, "torn": torn, "letterboxed": letterboxed}
# A crop is another shape, seen where it cuts words: that takes OCR.
del WORSE["cut at the left"]
PICTURE_ONLY = Settings(ocr_engine="none", cache=False)


@pytest.fixture(scope="module")
def usual():
    reports = score([PINS / f"{name}.jpg" for name in GOOD], settings=PICTURE_ONLY)
    return {
        name: report.score.guidelines
        for name, report in zip(GOOD, reports, strict=True)
    }


def saved(name, change, folder, ending=".png", **options):
    """The file of a good pin changed."""
    with Image.open(PINS / f"{name}.jpg") as picture:
        pixels = change(Scene(np.asarray(picture.convert("RGB"))))
    path = folder / f"changed{ending}"
    Image.fromarray(pixels).save(path, **options)
    return path


@pytest.mark.parametrize(("index", "way"), list(enumerate(WORSE)))
def test_pin_made_worse_loses_points(index, way, usual, tmp_path):
    name = GOOD[index % len(GOOD)]

    [report] = score(saved(name, WORSE[way], tmp_path), settings=PICTURE_ONLY)

    assert report.score.guidelines <= usual[name] - 3


@pytest.mark.parametrize(("index", "way"), list(enumerate(NEUTRAL)))
def test_what_nobody_sees_moves_no_points(index, way, usual, tmp_path):
    name = GOOD[index % len(GOOD)]
    change, ending, options = NEUTRAL[way]
    path = saved(name, change, tmp_path, ending, **options)

    [report] = score(path, settings=PICTURE_ONLY)

    assert report.score.guidelines == pytest.approx(usual[name], abs=3)
