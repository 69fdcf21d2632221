"""Photo quality and composition of drawn pins, and what leaves their numbers alone."""

import dataclasses
import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.core.units import Box
from scorer.features import composition, photo_quality
from scorer.features._text_regions import lettering_mask, text_boxes
from scorer.text.lines import read_text
from scorer.text.reading import Reading, ReadLine, upright

TOLERANCES = {
    "detail_width_px": 150,
    "noise": 0.3,
    "blockiness": 0.15,
    "pixelation_share": 0.2,
    "echo": 0.03,
    "repetition": 0.03,
    "black_point": 1.5,
    "white_point": 1.5,
    "photo_lightness": 1.5,
    "picture_share": 0.04,
    "void_share": 0.04,
    "bars_share": 0.02,
}


def scene():
    """1000 x 1500 px: colored blobs down to 600 px, plain ground below."""
    dice = np.random.default_rng(8)
    picture = np.full((1500, 1000, 3), (236, 232, 224), np.uint8)
    for _ in range(220):
        center = int(dice.integers(0, 1000)), int(dice.integers(0, 560))
        axes = int(dice.integers(12, 70)), int(dice.integers(12, 40))
        tint = tuple(int(value) for value in dice.integers(10, 246, 3))
        cv2.ellipse(picture, center, axes, 30, 0, 360, tint, cv2.FILLED, cv2.LINE_AA)
    return picture


def creative(pixels):
    return Creative(Pin(Path("drawn.png")), pixels, Settings(ocr_engine="none"))


def measured(pixels):
    opened = creative(pixels)
    records = (photo_quality.FAMILY.extract(opened), composition.FAMILY.extract(opened))
    return {
        name: value
        for record in records
        for name, value in dataclasses.asdict(record).items()
    }


def recompressed(pixels):
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=92)
    return np.asarray(Image.open(buffer))


@pytest.mark.parametrize(
    "change",
    [
        lambda pixels: np.ascontiguousarray(pixels[:, ::-1]),
        lambda pixels: np.ascontiguousarray(pixels[1:, 1:]),
        lambda pixels: cv2.resize(pixels, None, fx=2, fy=2),
        recompressed,
    ],
    ids=["mirrored", "shifted", "double", "jpeg"],
)
def test_the_same_picture_has_the_same_numbers(change):
    before, after = measured(scene()), measured(change(scene()))

    for name, tolerance in TOLERANCES.items():
        assert after[name] == pytest.approx(before[name], abs=tolerance), name


def test_sound_picture_has_sound_numbers():
    found = measured(scene())

    assert found["detail_width_px"] > 900
    assert found["lettering_width_px"] is None
    assert found["noise"] < 0.3
    assert found["blockiness"] < 0.1
    assert found["echo"] < 0.15
    assert found["white_point"] > 90


def test_upper_part_is_picture_and_the_rest_a_void():
    found = measured(scene())

    assert found["picture_share"] == pytest.approx(0.4, abs=0.05)
    assert found["void_share"] == pytest.approx(0.58, abs=0.05)
    assert found["void"].top > 560


def test_bars_are_told_in_pixels_of_the_file():
    picture = np.zeros((1500, 1000, 3), np.uint8)
    picture[375:1125] = cv2.resize(scene()[:560], (1000, 750))

    found = composition.FAMILY.extract(creative(picture))

    assert found.bars_share == pytest.approx(0.5, abs=0.03)
    left, top, width, height = found.framed
    assert (left, width) == (0, 1000)
    assert top == pytest.approx(375, abs=16)
    assert height == pytest.approx(750, abs=32)


def test_words_are_no_picture():
    card = np.full((1500, 1000, 3), 235, np.uint8)
    cv2.putText(card, "15 IDEAS", (60, 420), 0, 6, (20, 20, 20), 24, cv2.LINE_AA)
    read = creative(card)
    line = ReadLine("15 IDEAS", upright(40, 260, 920, 190), 0.99)
    read._derived[read_text] = Reading((line,))
    read._derived[lettering_mask] = np.zeros((750, 500), bool)

    assert read.once(text_boxes) == (Box(40, 260, 920, 190),)
    assert composition.FAMILY.extract(read).picture_share == 0
    assert composition.FAMILY.extract(creative(card)).picture_share > 0.01


def test_plain_picture_has_no_photo():
    found = measured(np.full((1500, 1000, 3), 90, np.uint8))

    assert found["photo_lightness"] is None
    assert found["detail_width_px"] is None
    assert (found["picture_share"], found["void_share"]) == (0, 1)
