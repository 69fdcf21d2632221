"""How large the detector sees a pin."""

import numpy as np
import pytest

from scorer.text.detection import detector


@pytest.mark.parametrize(
    ("size", "wide"),
    [
        ((1500, 1000), 416),
        ((2500, 1000), 416),
        ((3000, 1000), 416),
        ((6000, 1000), 288),  # no more than twice the area
        ((1000, 1000), 512),
        ((100, 80), 160),  # no more than twice as large
    ],
)
def test_tall_pins_are_seen_as_wide_as_others(size, wide):
    pixels = np.zeros((*size, 3), np.uint8)
    seen = detector._batch(pixels, detector._scale(*size))

    assert seen.shape[3] == wide
    assert seen.shape[2] == pytest.approx(wide * size[0] / size[1], abs=32)
