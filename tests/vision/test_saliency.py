"""Where the eye goes, and the focal region."""

import cv2
import numpy as np
import pytest

from scorer.core.units import Box
from scorer.vision.saliency import (
    behind_text,
    center_prior,
    focal_region,
    saliency,
    without_text,
)


def disk(x, y, radius=60):
    picture = np.full((600, 400, 3), 230, np.uint8)
    cv2.circle(picture, (x, y), radius, (200, 40, 30), cv2.FILLED)
    return picture


def peak(attention):
    row, column = np.unravel_index(attention.argmax(), attention.shape)
    return column / attention.shape[1], row / attention.shape[0]


@pytest.mark.parametrize(("x", "y"), [(200, 300), (130, 200), (270, 430)])
def test_a_disk_on_plain_ground_is_the_focal_point(x, y):
    attention = saliency(disk(x, y))
    left, top, width, height = cv2.boundingRect(focal_region(attention).view(np.uint8))

    across, down = peak(attention)
    assert across == pytest.approx(x / 400, abs=0.12)
    assert down == pytest.approx(y / 600, abs=0.12)
    middle = (left + width / 2) / 72, (top + height / 2) / 108
    assert middle == pytest.approx((x / 400, y / 600), abs=0.1)


def test_text_is_taken_out():
    picture = disk(200, 420)
    cv2.putText(picture, "SALE", (60, 150), cv2.FONT_HERSHEY_DUPLEX, 4, (0, 0, 0), 12)
    line = Box(50, 50, 310, 115)

    assert peak(saliency(picture, [line]))[1] == pytest.approx(0.7, abs=0.1)
    assert (without_text(picture, [line])[60:150, 60:340] == 230).all()


def test_a_face_draws_the_eye():
    picture = np.random.default_rng(2).integers(90, 160, (600, 400, 3), np.uint8)
    across, down = peak(saliency(picture, faces=[Box(240, 100, 80, 80)]))

    assert (across, down) == pytest.approx((0.7, 140 / 600), abs=0.12)


def test_mirrored_attention_is_the_mirror_of_attention():
    picture = disk(130, 200)
    mirrored = saliency(np.ascontiguousarray(picture[:, ::-1]))

    assert np.abs(mirrored[:, ::-1] - saliency(picture)).mean() < 0.02


def test_the_middle_is_preferred():
    prior = center_prior(21, 11)

    assert prior[10, 5] == 1.0
    assert prior[0, 0] < 0.2


@pytest.mark.parametrize("value", [0, 128, 255])
def test_on_plain_ground_the_middle_is_the_focal_point(value):
    attention = saliency(np.full((300, 200, 3), value, np.uint8))

    assert peak(attention) == pytest.approx((0.5, 0.5), abs=0.02)
    assert focal_region(attention).mean() > 0.2


def test_text_takes_the_attention_of_what_is_around_it():
    attention = saliency(disk(200, 300, radius=120), [Box(60, 290, 280, 30)])
    filled = behind_text(attention, (600, 400, 3), [Box(60, 290, 280, 30)])

    row = round(305 / 600 * attention.shape[0])
    assert filled.max() == pytest.approx(1.0)
    assert filled[row, 36] > 1.2 * attention[row, 36]
    assert np.array_equal(
        behind_text(attention, (600, 400, 3), []), attention / attention.max()
    )
