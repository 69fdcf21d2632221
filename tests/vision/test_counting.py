"""Colors counted in arrays, as sorting them would count."""

import numpy as np
import pytest

from scorer.vision.background import _main_color, background
from scorer.vision.color.palette import _merged, dominant_colors


def spotted(seed):
    """Lab planes of a few colors, some of them below zero."""
    dice = np.random.default_rng(seed)
    colors = dice.uniform((0, -90, -90), (100, 90, 90), (6, 3)).astype(np.float32)
    chosen = np.repeat(np.repeat(dice.integers(0, 6, (30, 20)), 4, 0), 4, 1)
    return colors[chosen] + dice.normal(0, 2, (120, 80, 3)).astype(np.float32)


@pytest.mark.parametrize("seed", range(4))
def test_main_color_is_of_the_fullest_cell(seed):
    points = spotted(seed).reshape(-1, 3)
    cells = np.floor(points / 8).astype(int)
    values, counts = np.unique(cells, axis=0, return_counts=True)
    fullest = (cells == values[counts.argmax()]).all(1)

    assert np.array_equal(_main_color(points), np.median(points[fullest], axis=0))


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


def test_ground_is_what_reaches_the_edge():
    lab = np.full((40, 40, 3), (90, 0, 0), np.float32)
    lab[10:30, 10:30] = (40, 50, 0)
    lab[15:25, 15:25] = (90, 0, 0)  # of the ground's color, but enclosed

    mask = background(lab).mask

    assert mask.sum() == 40 * 40 - 20 * 20
    assert not mask[20, 20]
