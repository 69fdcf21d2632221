"""Which of two designs is more likely to be clicked."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import stdtr

from scorer.clickrate.arrays import Array
from scorer.clickrate.model.model import Model

Side = tuple[Array, Array]
# Of few pins the sds of the posterior are themselves not known, and what is believed
# beforehand counts: Student's distribution, one degree of freedom for so many pins.
# Between what simulated accounts want whose guidelines are good and whose are not.
_PINS_PER_DF = 18.0


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
    sd = model.difference_sd(difference)
    z = np.divide(
        difference @ model.posterior_mean, sd, out=np.zeros(len(sd)), where=sd > 0
    )
    return np.asarray(stdtr(max(model.span.pins, 1) / _PINS_PER_DF, z), np.float64)


def normal_cdf(z: float) -> float:
    """Return the standard normal distribution function, 0..1."""
    return 0.5 * (1 + math.erf(z / math.sqrt(2)))
