"""What is likely of a pin by all that is known but its own clicks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from scorer.clickrate.fit.posterior import Posterior
from scorer.clickrate.funnel.funnel import Expected

# A pin that alone says what its board does is not taken out of it altogether.
_MOST_OWN = 0.95


def beforehand(found: Posterior, designs: NDArray[np.int64]) -> Expected:
    """Return mean and variance of each pin's log rate before its own clicks, (n,).

    Board, day, features and the other pins of its design say what is likely; what the
    pin itself has put into that is taken out again, or its clicks would count twice.

    Args:
        found: Posterior of the pins.
        designs: Codes of their designs, (n,).

    Source:
        Leaving one observation out of a Gaussian posterior: Rasmussen and Williams
        2006, Gaussian Processes for Machine Learning, equation 5.12.
    """
    solution, matrix = found.solution, found.layout.matrix
    weight, spread = solution.weight, solution.spreads["design"]
    _, code = np.unique(designs, return_inverse=True)
    rows = np.arange(len(code))
    sums = csr_array((weight, (code.ravel(), rows)))  # over the pins of each design
    share = spread / (1 + spread * sums.sum(axis=1))
    columns = matrix - (share[:, None] * (sums @ matrix))[code]
    doubt = ((columns @ solution.covariance) * columns).sum(axis=1) + share[code]
    line = matrix @ solution.mean
    middle = line + (share * (sums @ solution.residual))[code]
    own = np.minimum(weight * doubt, _MOST_OWN)
    without = (middle - own * (line + solution.residual)) / (1 - own)
    return Expected(without, doubt / (1 - own) + solution.spreads["pin"])
