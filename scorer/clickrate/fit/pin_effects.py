"""Effects of single pins, integrated out: what one count says of its log rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(7)
_NEWTON_STEPS = 6
_LOWEST, _HIGHEST = -30.0, 25.0  # log counts beyond which exp() is useless


@dataclass(frozen=True, slots=True)
class PinEffects:
    """Posterior of each pin's own effect: mode, mean and variance, all (n,)."""

    mode: Array
    mean: Array
    variance: Array

    def weight(self, variance: float) -> Array:
        """Return the curvature of the log likelihood in the pin's log rate, (n,).

        It is about 1 / (1 / expected + variance): it saturates, so that no viral pin
        dominates.

        Args:
            variance: Prior variance of the pin effects.
        """
        return np.maximum((1 - self.variance / variance) / variance, 1e-8)


def pin_effects(
    clicks: Array, log_expected: Array, variance: float, start: Array
) -> PinEffects:
    """Return the posterior of pin effects u: clicks ~ Poisson(exp(log_expected + u)).

    Args:
        clicks: (n,).
        log_expected: Log of the expected clicks without the pin's own effect, (n,).
        variance: Prior variance of the pin effects.
        start: Where to begin the search of the modes, (n,).

    Source:
        Adaptive Gauss-Hermite quadrature about the mode: Pinheiro and Bates 1995,
        doi:10.1080/10618600.1995.10474663.
    """
    mode = start
    for _ in range(_NEWTON_STEPS):
        expected = _exp(log_expected + mode)
        step = (clicks - expected - mode / variance) / (expected + 1 / variance)
        mode = mode + np.clip(step, -1.5, 1.5)
    width = 1 / np.sqrt(_exp(log_expected + mode) + 1 / variance)
    points = mode[:, None] + width[:, None] * _NODES
    log_density = clicks[:, None] * points - _exp(log_expected[:, None] + points)
    log_density += _NODES**2 / 2 - points**2 / (2 * variance)
    mass = np.exp(log_density - log_density.max(axis=1, keepdims=True)) * _WEIGHTS
    mass /= mass.sum(axis=1, keepdims=True)
    mean = (mass * points).sum(axis=1)
    posterior_variance = (mass * (points - mean[:, None]) ** 2).sum(axis=1)
    return PinEffects(mode, mean, posterior_variance)


def _exp(values: Array) -> Array:
    return np.asarray(np.exp(np.clip(values, _LOWEST, _HIGHEST)))
