"""Which of two designs is more likely to be clicked."""

from __future__ import annotations

import math

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.model.model import Model

Side = tuple[Array, Array]
# Of few pins the sds of the posterior are themselves not known, and what is believed
# beforehand counts: Student's distribution, one degree of freedom for so many pins.
# Between what simulated accounts want whose guidelines are good and whose are not.
_PINS_PER_DF = 18.0
_NODES = 200  # of the integral below: exact to 1e-4 and, but far out, to 1e-9


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
    return student_cdf(z, max(model.span.pins, 1) / _PINS_PER_DF)


def student_cdf(z: Array, df: float) -> Array:
    """Return Student's distribution function, (n,), 0..1.

    Args:
        z: (n,).
        df: Degrees of freedom, above 0; need not be whole.

    Note:
        With z = tan(angle) * sqrt(df) its density is cos(angle) ** (df - 1), times a
        constant: smooth, within bounds, and integrated from 0.

    Example:
        >>> student_cdf(np.array([0.0, 1.0]), 1.0).round(3)
        array([0.5 , 0.75])
    """
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    reach = np.arctan(z / math.sqrt(df))
    density = np.cos(np.multiply.outer(reach / 2, nodes + 1)) ** (df - 1)
    constant = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2))
    inside = constant / math.sqrt(math.pi) * reach / 2 * (density @ weights)
    return np.asarray(0.5 + np.clip(inside, -0.5, 0.5), np.float64)


def normal_cdf(z: float) -> float:
    """Return the standard normal distribution function, 0..1."""
    return 0.5 * (1 + math.erf(z / math.sqrt(2)))
