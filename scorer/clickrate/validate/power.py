"""How many pins it takes to see what the creative does."""

from __future__ import annotations

import numpy as np

# Pins for 80 % power of the learning test by share of the explainable variance that the
# creative holds, at a median of 500 impressions (simulated accounts).
_SHARES, _PINS = (0.1, 0.2, 0.3), (800.0, 450.0, 300.0)
# Factor by median impressions: fewer are needed where each pin says more.
_SEEN, _FACTOR = (100.0, 500.0, 3000.0), (2.0, 1.0, 0.67)


def pins_enough(share: float, median_impressions: float) -> int:
    """Return the pins at which 8 of 10 such accounts would show learning.

    Args:
        share: Of the variance that the creative holds; taken between 0.1 and 0.3.
        median_impressions: Of the account's pins.

    Example:
        >>> pins_enough(0.2, 500)
        450
    """
    pins = np.interp(share, _SHARES, _PINS)
    factor = np.interp(np.log(max(median_impressions, 1)), np.log(_SEEN), _FACTOR)
    return int(round(float(pins * factor), -1))
