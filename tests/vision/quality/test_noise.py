"""Noise of a photo."""

import numpy as np
import pytest

from scorer.vision.quality.noise import noise_level
from tests.support.planes import half


@pytest.mark.parametrize("sigma", [2.0, 5.0, 10.0])
def test_noise_level_is_that_of_the_noise(scene, sigma):
    noise = np.random.default_rng(1).normal(0, sigma, (750, 500)).astype(np.float32)

    assert noise_level(half(scene)) < 0.3
    assert noise_level(half(scene) + noise) == pytest.approx(sigma, rel=0.25)


def test_noise_on_white_is_found_though_half_of_it_is_cut_off():
    noise = np.random.default_rng(1).normal(0, 8, (750, 500))

    white = np.clip(255 + noise, 0, 255).astype(np.float32)

    assert noise_level(white) == pytest.approx(8, rel=0.3)
