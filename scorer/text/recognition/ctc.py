"""What the steps of a reading network say: runs of one class are one character.

Source:
    Graves et al. 2006, "Connectionist temporal classification", best path decoding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Recognized:
    """What a network read in a line.

    Attributes:
        text: The characters.
        confidence: Of them, 0..1.
        centers: Where each character's middle is along the line, 0..1.
        script_shares: Probability of each script, in the order of ``Script``, by what
            the network saw; empty where it does not say.
    """

    text: str
    confidence: float
    centers: tuple[float, ...] = ()
    script_shares: tuple[float, ...] = ()


def runs(best: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where each character begins and ends; class 0 is none.

    Args:
        best: The likeliest class of each step.

    Returns:
        The first step of each character, and the first one behind it.

    Example:
        >>> [found.tolist() for found in runs(np.array([0, 5, 5, 0, 5, 7]))]
        [[1, 4, 5], [3, 5, 6]]
    """
    begins = np.flatnonzero((best != 0) & (np.diff(best, prepend=0) != 0))
    changes = np.append(np.flatnonzero(np.diff(best)) + 1, len(best))
    return begins, changes[np.searchsorted(changes, begins, side="right")]
