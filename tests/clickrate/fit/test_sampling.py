"""What the model does not know: averaged spreads, and what curves miss."""

from __future__ import annotations

import numpy as np
import pytest

from scorer.clickrate.fit.problem import ScaledInvChi2Prior
from scorer.clickrate.fit.sampling import System, average_over_variances


def test_a_known_variance_gives_the_gaussian_posterior():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(80, 5))
    z = x @ [0.5, 0, 0, -0.5, 0] + rng.normal(size=80)
    block, none = np.zeros(5, np.int64), np.full(5, -1)
    sure = {0: ScaledInvChi2Prior(0.3, 1e9)}
    system = System(x.T @ x, x.T @ z, np.zeros(5), np.ones(5), block, none, sure, 80)

    found = average_over_variances(system, {0: 0.09})

    expected = np.linalg.inv(x.T @ x + np.eye(5) / 0.09)
    assert found.variances[0] == pytest.approx(0.09, rel=0.01)
    assert found.covariance == pytest.approx(expected, rel=0.01, abs=1e-5)
    assert found.mean == pytest.approx(expected @ x.T @ z, rel=0.01, abs=1e-4)


def test_an_unknown_variance_widens_the_posterior():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(30, 8))
    z = rng.normal(size=30)
    ids = np.zeros(8, np.int64), np.arange(8)
    traces = [
        average_over_variances(
            System(x.T @ x, x.T @ z, np.zeros(8), np.ones(8), *ids, {0: prior}, 10**6),
            {0: 0.01},
        ).covariance.trace()
        for prior in (ScaledInvChi2Prior(0.1, 1e9), ScaledInvChi2Prior(0.1, 3.0))
    ]
    assert traces[1] > traces[0]
