"""What arrays are called here; shapes are in the docstrings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SinglePrecision = NDArray[np.float32]
# Of boards, designs, blocks, features.
Codes = NDArray[np.int64]
# Rows or columns by number.
Index = NDArray[np.intp]
Mask = NDArray[np.bool_]


def combined(columns: Array | SinglePrecision, weights: Array) -> Array:
    """Return columns (n, P) times weights (P,), to the precision of the columns."""
    return np.asarray(columns @ weights.astype(columns.dtype), np.float64)
