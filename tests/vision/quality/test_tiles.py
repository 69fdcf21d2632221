"""A picture in tiles, each for itself."""

import numpy as np

from scorer.vision.quality.tiles import tile_means, tile_spreads


def test_tiles_are_measured_each_for_itself():
    plane = np.zeros((4, 6), np.float32)
    plane[:2, 2:4] = [[0, 8], [0, 8]]

    assert tile_means(plane, 2).tolist() == [[0, 4, 0], [0, 0, 0]]
    assert tile_spreads(plane, 2).tolist() == [[0, 4, 0], [0, 0, 0]]
