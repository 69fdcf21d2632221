"""How alike designs are."""

from __future__ import annotations

import numpy as np

from scorer.clickrate.model.terms.kernel import similarity


def test_similarity_is_one_for_the_same_design_and_falls_with_distance():
    found = similarity(np.zeros((1, 2)), np.array([[0, 0], [0.5, 0], [2, 2]]))[0]
    assert found[0] == 1
    assert 1 > found[1] > found[2]
