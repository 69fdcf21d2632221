"""How sharp the photo and the letters are."""

import cv2
import numpy as np
import pytest

from scorer.vision.quality.sharpness import detail_width, lettering_width
from tests.support.planes import half


def detail(gray, text=None):
    work = half(gray)
    return detail_width(
        gray, work, np.zeros(work.shape, bool) if text is None else text
    )


@pytest.mark.parametrize("sigma", [1.5, 2.0, 3.0, 5.0])
def test_detail_width_follows_the_blur(scene, sigma):
    blurred = cv2.GaussianBlur(scene, (0, 0), sigma)

    assert detail(blurred) == pytest.approx(500 / sigma, rel=0.15)


def test_sharp_picture_has_all_the_detail_that_counts(scene):
    assert detail(scene) == 1000


def test_soft_background_does_not_matter(scene):
    mixed = cv2.GaussianBlur(scene, (0, 0), 8)
    mixed[400:900, 300:700] = scene[400:900, 300:700]

    assert detail(mixed) > 600


def test_sharp_text_does_not_hide_a_blurred_photo(scene):
    blurred = cv2.GaussianBlur(scene, (0, 0), 5)
    cv2.putText(blurred, "SHARP", (100, 300), 0, 8, 255, 20, cv2.LINE_AA)
    text = np.zeros((750, 500), bool)
    text[30:180] = True

    assert detail(blurred, text) < 120
    assert detail(blurred) > 2 * detail(blurred, text)


def test_letters_are_judged_apart_from_the_photo(scene):
    work_text = np.zeros((750, 500), bool)
    work_text[30:180] = True
    blurred = cv2.GaussianBlur(scene, (0, 0), 5)
    cv2.putText(blurred, "SHARP", (100, 300), 0, 8, 255, 20, cv2.LINE_AA)
    soft = cv2.GaussianBlur(blurred, (0, 0), 2)

    def letters(gray):
        return lettering_width(gray, half(gray), work_text)

    assert letters(blurred) > 600
    assert letters(soft) == pytest.approx(250, rel=0.15)
    assert lettering_width(scene, half(scene), np.zeros((750, 500), bool)) is None


def test_plain_picture_has_no_edge():
    assert detail(np.full((1500, 1000), 90, np.uint8)) is None
