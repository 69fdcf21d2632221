"""How many pins it takes to see what the creative does."""

from __future__ import annotations

import numpy as np

# Pins for 80 % power of the learning test by share of the explainable variance that the
# creative holds, at a median of 500 impressions (simulated accounts).
_SHARES, _PINS = (0.1, 0.2, 0.3), (800.0, 450.0, 300.0)
# Factor by median impressions: fewer are needed where each pin says more.
_SEEN, _FACTOR = (100.0, 500.0, 3000.0), (2.0, 1.0, 0.67)


def pins_enough(share: float, median_impressions: float, pins: int) -> int | None:
    """Return the pins at which 8 of 10 such accounts would show learning.

    None where that cannot be told: below a share of a tenth the creative may hold
    nothing at all, and as many pins that have shown nothing speak for themselves.

    Args:
        share: Of the variance that the creative holds, taken as 0.3 at most.
        median_impressions: Of the account's pins.
        pins: That are there.

    Example:
        >>> pins_enough(0.2, 500, 100)
        450
        >>> pins_enough(0.05, 500, 100) is None
        True
    """
    if share < _SHARES[0]:
        return None
    needed = np.interp(share, _SHARES, _PINS)
    factor = np.interp(np.log(max(median_impressions, 1)), np.log(_SEEN), _FACTOR)
    enough = int(round(float(needed * factor), -1))
    return enough if enough > pins else None
