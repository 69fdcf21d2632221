"""The main colors of a picture."""

import numpy as np
import pytest

from scorer.vision.color.palette import _merged, dominant_colors
from tests.support.planes import spotted


@pytest.mark.parametrize("seed", range(4))
def test_dominant_colors_are_means_of_cells(seed):
    points = spotted(seed).reshape(-1, 3)
    cells = np.floor(points / 10).astype(int)
    _, inverse, counts = np.unique(
        cells, axis=0, return_inverse=True, return_counts=True
    )
    means = [points[inverse.ravel() == n].mean(0) for n in range(len(counts))]

    expected = _merged(np.array(means, float), counts / counts.sum())

    found = dominant_colors(spotted(seed))
    assert [share for _, share in found] == [share for _, share in expected]
    for (color, _), (wanted, _) in zip(found, expected, strict=True):
        assert color == pytest.approx(wanted, abs=1e-3)
