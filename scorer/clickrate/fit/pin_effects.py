"""What one pin's count says of its log rate, its own luck taken into account."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(7)
_NEWTON_STEPS = 6
_LOWEST, _HIGHEST = -30.0, 25.0  # log counts beyond which exp() is useless


@dataclass(frozen=True, slots=True)
class Luck:
    """Posterior of each pin's own effect: mode, mean and variance, all (n,)."""

    mode: Array
    mean: Array
    variance: Array

    def weight(self, spread: float) -> Array:
        """Return the curvature of the log likelihood in the pin's log rate, (n,).

        It is about 1 / (1 / expected + spread): it saturates, so no viral pin rules.
        """
        return np.maximum((1 - self.variance / spread) / spread, 1e-8)


def luck(clicks: Array, log_expected: Array, spread: float, start: Array) -> Luck:
    """Return the posterior of pin effects u: clicks ~ Poisson(exp(log_expected + u)).

    Args:
        clicks: (n,).
        log_expected: Log of the expected clicks without the pin's own effect, (n,).
        spread: Variance of the pin effects.
        start: Where to begin the search of the modes, (n,).

    Source:
        Adaptive Gauss-Hermite quadrature about the mode: Pinheiro and Bates 1995,
        doi:10.1080/10618600.1995.10474663.
    """
    mode = start
    for _ in range(_NEWTON_STEPS):
        expected = _exp(log_expected + mode)
        step = (clicks - expected - mode / spread) / (expected + 1 / spread)
        mode = mode + np.clip(step, -1.5, 1.5)
    width = 1 / np.sqrt(_exp(log_expected + mode) + 1 / spread)
    points = mode[:, None] + width[:, None] * _NODES
    height = clicks[:, None] * points - _exp(log_expected[:, None] + points)
    height += _NODES**2 / 2 - points**2 / (2 * spread)
    mass = np.exp(height - height.max(axis=1, keepdims=True)) * _WEIGHTS
    mass /= mass.sum(axis=1, keepdims=True)
    mean = (mass * points).sum(axis=1)
    variance = (mass * (points - mean[:, None]) ** 2).sum(axis=1)
    return Luck(mode, mean, variance)


def _exp(values: Array) -> Array:
    return np.asarray(np.exp(np.clip(values, _LOWEST, _HIGHEST)))
