"""Working sizes."""

import cv2
import numpy as np
import pytest

from scorer.vision.resize import at_working_size, cell_means


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


@pytest.mark.parametrize("cells", [(8, 8), (24, 36), (7, 50)])
def test_means_of_cells_are_those_of_a_resize_by_area(cells):
    plane = np.random.default_rng(0).integers(0, 2, (375, 250), np.uint8)
    resized = cv2.resize(plane.astype(np.float32), cells, interpolation=cv2.INTER_AREA)

    means = cell_means(cv2.integral(plane), *cells)

    assert means.shape == resized.shape
    assert np.abs(means - resized).max() < 1e-5
