"""Near-duplicates differ in few bits, other pictures in many."""

import cv2
import numpy as np
import pytest

from scorer.vision.perceptual_hash import perceptual_hash


def drawn(seed: int) -> np.ndarray:
    small = np.random.default_rng(seed).integers(0, 255, (9, 6, 3), np.uint8)
    return cv2.resize(small, (400, 600), interpolation=cv2.INTER_CUBIC)


def apart(first: np.ndarray, second: np.ndarray) -> int:
    return (perceptual_hash(first) ^ perceptual_hash(second)).bit_count()


@pytest.mark.parametrize("seed", range(5))
def test_edits_are_near_and_others_far(seed):
    picture = drawn(seed)
    smaller = cv2.resize(picture, (200, 300), interpolation=cv2.INTER_AREA)
    _, encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 40])
    saved = cv2.imdecode(encoded, cv2.IMREAD_COLOR)
    brighter = cv2.convertScaleAbs(picture, alpha=0.9, beta=15)

    assert max(apart(picture, each) for each in (smaller, saved, brighter)) <= 6
    assert apart(picture, drawn(seed + 100)) >= 16
