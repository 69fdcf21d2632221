"""What two features do together, beyond what each of them does alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.core.storage.bounds import LogEffect

# The part of an estimate that stands for them.
FEATURE_PAIRS = "feature_pairs.effect"
# Standard deviations beyond which a feature counts no more in a product.
_MOST_DEVIATIONS = 2.5


@dataclass(frozen=True, slots=True)
class FeaturePairs:
    """Products of two standardized features each, and what they add.

    Attributes:
        first: Curve of the one feature of each pair, by number.
        second: Curve of the other.
        effects: What their product adds to the log rate.
        average: What all of them add to the average design.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]
    effects: tuple[LogEffect, ...]
    average: LogEffect

    def effect(self, lines: Array) -> Array:
        """Return what pairs add to the log rate, against the average design, (n,).

        Args:
            lines: Standardized features in the order of the curves, (n, p); 0 where
                there was nothing to measure.
        """
        products = bounded(lines[:, self.first]) * bounded(lines[:, self.second])
        return np.asarray(products @ np.array(self.effects) - self.average)


def bounded(lines: Array) -> Array:
    """Return standardized features as they enter products, of the same shape."""
    return np.clip(lines, -_MOST_DEVIATIONS, _MOST_DEVIATIONS)
