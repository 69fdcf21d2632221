"""The axes of titles are those of a whole singular value decomposition."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from scorer.clickrate.fit import title_words
from scorer.clickrate.fit.title_words import word_columns


@pytest.mark.parametrize(
    "shape", [(60, 90), (90, 60), (5, 60), (60, 5), (200, 150), (150, 200)]
)
def test_axes_are_those_of_the_whole_decomposition(shape):
    matrix = np.random.default_rng(0).normal(size=shape)
    mean = matrix.mean(axis=0)
    _, sizes, axes = np.linalg.svd(matrix - mean, full_matrices=False)

    found, turn = title_words._largest_axes(csr_array(matrix), mean)

    count = min(40, *shape) - 1  # the mean takes one away
    assert len(found) <= 40
    assert found[:count] == pytest.approx(sizes[:count], rel=1e-6)
    alike = np.abs((turn[:count] * axes[:count]).sum(axis=1))
    assert alike == pytest.approx(1.0, abs=1e-6)


def test_titles_that_share_words_lie_near_each_other():
    titles = ["Cat toys", "Cat games", "Slow coffee", "Slow travel", "", "Cat toys"]

    columns = word_columns(titles).columns

    assert columns[0] == pytest.approx(columns[5])
    assert columns[4] == pytest.approx(0)
    assert columns[0] @ columns[1] > columns[0] @ columns[2]
    assert (columns**2).sum(axis=1).mean() == pytest.approx(1)
