"""Darkest and lightest tones."""

import numpy as np
import pytest

from scorer.vision.quality.tone import mean_lightness, tonal_range


def test_tones_leave_lone_pixels_out():
    lightness = np.full((10, 50), 40, np.float32)
    lightness[0, 0], lightness[0, 1] = 0, 100

    assert tonal_range(lightness) == (40, 40)
    assert mean_lightness(lightness, lightness < 0) is None
    assert mean_lightness(lightness, lightness > 30) == pytest.approx(40.1, abs=0.1)
