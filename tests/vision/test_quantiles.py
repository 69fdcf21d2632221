"""What numpy says, quicker."""

import numpy as np
import pytest

from scorer.vision.quantiles import median, percentile

DICE = np.random.default_rng(3)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 10, 101])
@pytest.mark.parametrize("kind", [np.uint8, np.float32, np.float64, np.int64])
def test_median(count, kind):
    values = DICE.integers(0, 200, (count, 3)).astype(kind)

    assert np.array_equal(median(values), np.median(values, axis=0))


@pytest.mark.parametrize("count", [1, 2, 3, 9, 10, 11, 500])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_percentile(count, share):
    values = DICE.random(count).astype(np.float32)

    expected = np.percentile(values, 100 * share)

    assert percentile(values, share) == pytest.approx(expected, rel=1e-5)
