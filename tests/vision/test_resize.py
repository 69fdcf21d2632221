"""Working sizes."""

import numpy as np
import pytest

from scorer.vision.resize import at_working_size


@pytest.mark.parametrize("size", [(1000, 1500), (500, 750), (240, 534), (2000, 700)])
def test_working_sizes_are_alike_and_fast(size):
    width, height = size
    rows, columns = at_working_size(np.zeros((height, width, 3), np.uint8)).shape[:2]

    assert rows * columns == pytest.approx(375_000, rel=0.06)
    assert columns / rows == pytest.approx(width / height, rel=0.06)
    for side in (rows, columns):
        for prime in (2, 3, 5):
            while side % prime == 0:
                side //= prime  # noqa: PLW2901 - factors are taken out one by one
        assert side == 1
