"""What is expected of a pin from everything but its own clicks."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from scorer.clickrate.arrays import Codes
from scorer.clickrate.fit.posterior import Posterior
from scorer.clickrate.funnel.funnel import Expected

# The only pin of a board is not taken out of it altogether.
_MOST_OWN = 0.95


def leave_one_out(whole: Posterior, designs: Codes) -> Expected:
    """Return mean and variance of each pin's log rate before its own clicks, (n,).

    Board, day, features and the other pins of its design give an expectation. What the
    pin itself contributed to it is taken out again, or its clicks would count twice.

    Args:
        whole: Posterior of the pins.
        designs: Codes of their designs, (n,).

    Source:
        Leaving one observation out of a Gaussian posterior: Rasmussen and Williams
        2006, Gaussian Processes for Machine Learning, equation 5.12.
    """
    solution, matrix = whole.solution, whole.layout.matrix
    weight, prior = solution.weight, solution.variances["design"]
    _, code = np.unique(designs, return_inverse=True)
    rows = np.arange(len(code))
    sums = csr_array((weight, (code.ravel(), rows)))  # over the pins of each design
    share = prior / (1 + prior * sums.sum(axis=1))
    columns = matrix - (share[:, None] * (sums @ matrix))[code]
    variance = ((columns @ solution.covariance) * columns).sum(axis=1) + share[code]
    line = whole.log_rate(whole.layout)
    fitted = line + (share * (sums @ solution.residual))[code]
    own = np.minimum(weight * variance, _MOST_OWN)
    without = (fitted - own * (line + solution.residual)) / (1 - own)
    return Expected(without, variance / (1 - own) + solution.variances["pin"])
