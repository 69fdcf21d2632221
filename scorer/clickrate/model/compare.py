"""Which of two designs is more likely to be clicked."""

from __future__ import annotations

import math

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.model.model import Model

Side = tuple[Array, Array]
# Differences are less sure than the posterior by so many pins over those there are:
# with few pins what is believed beforehand counts. Between what simulated accounts of
# three kinds want, with hidden causes and interactions or without any.
_PINS = 7.0


def probability_better(model: Model, a: Side, b: Side) -> Array:
    """Return the probability that each design of A beats its partner of B, (n,).

    Args:
        model: The model.
        a: Features in the model's order, (n, p), and guideline scores, (n,).
        b: The same of the partners.

    Note:
        It compares the designs; the effects of single pins are left out.
    """
    difference = model.centered_columns(*a) - model.centered_columns(*b)
    widen = 1 + _PINS / max(model.span.pins, 1)
    sd = widen * model.difference_sd(difference)
    z = np.divide(
        difference @ model.posterior_mean, sd, out=np.zeros(len(sd)), where=sd > 0
    )
    return np.array([normal_cdf(value) for value in z])


def normal_cdf(z: float) -> float:
    """Return the standard normal distribution function, 0..1."""
    return 0.5 * (1 + math.erf(z / math.sqrt(2)))
