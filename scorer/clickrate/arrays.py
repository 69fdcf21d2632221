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
