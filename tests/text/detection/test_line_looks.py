"""What the detector's stages hold in and around lines."""

import numpy as np
import pytest

from scorer.core.errors import ModelError
from scorer.core.storage.packaged import packaged
from scorer.text.detection.line_looks import (
    FITTED,
    laid_odds,
    line_looks,
    read_looks,
)

SIZE = (320, 480)
CHANNELS = (96, 192, 384)


def box(left, top, right, bottom):
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], "f4")


def stage(channels=1, stride=8):
    return np.zeros((channels, SIZE[1] // stride, SIZE[0] // stride), np.float32)


def test_inside_and_around_are_told_apart():
    plane = stage()
    plane[0, 20:26, 8:32] = 1.0  # 64 to 256 across, 160 to 208 down
    (inside, around) = line_looks([plane], [box(64, 160, 256, 208)], SIZE)[0]

    assert inside > 0.9
    assert around < 0.1


def test_a_turned_line_is_followed():
    plane = stage()
    for n in range(20):
        plane[0, 20 + n, 10 + n] = 1.0
    turned = np.array([(85, 155), (245, 315), (235, 325), (75, 165)], "f4")
    level = box(75, 155, 245, 325)
    inside = line_looks([plane], [turned, level], SIZE)[:, 0]

    assert inside[0] > 3 * inside[1]


def test_around_a_line_that_fills_the_picture_is_what_is_in_it():
    plane = np.full_like(stage(), 2.0)

    assert line_looks([plane], [box(-9, -9, 400, 500)], SIZE)[0].tolist() == [2.0, 2.0]


def test_no_line_looks_like_nothing():
    plane = stage()

    assert line_looks([plane], [], SIZE).shape == (0, 2 * len(plane))


def test_odds_are_the_weighed_means_within_their_bound():
    dice = np.random.default_rng(1)
    stages = [
        dice.normal(size=stage(channels, stride).shape).astype(np.float32)
        for channels, stride in zip(CHANNELS, (8, 16, 32), strict=True)
    ]
    quads = [box(40, 40, 200, 80), box(10, 300, 310, 420)]
    fitted = read_looks(packaged(FITTED))
    rows = line_looks(stages, quads, SIZE)
    raw = rows @ np.array([*fitted.inside, *fitted.around]) + fitted.offset
    expected = np.clip(raw, -fitted.bound, fitted.bound)

    assert laid_odds(stages, quads, SIZE) == pytest.approx(expected, abs=0.02)


def test_another_network_says_nothing():
    quads = [box(40, 40, 200, 80)]

    assert laid_odds([], quads, SIZE) == [None]
    assert laid_odds([stage(7)], quads, SIZE) == [None]
    assert laid_odds([stage(7)], [], SIZE) == []


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("offset", float("nan"), "offset"),
        ("bound", 0.0, "bound"),
        ("inside", [1.0], "other channels"),
    ],
)
def test_numbers_that_cannot_be_are_refused(field, value, named):
    content = {**packaged(FITTED), field: value}

    with pytest.raises(ModelError, match=named):
        read_looks(content)
