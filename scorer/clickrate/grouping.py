"""Effects that the rows of one design share, taken out of a linear system."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows by design.

    Attributes:
        code: Design of each row, 0..count - 1, (n,).
        count: Number of designs.
        shared: Rows whose design has several rows, sorted by design.
        starts: Where in ``shared`` each such design begins.
        single: Whether a row is alone in its design, (n,).
    """

    code: Index
    count: int
    shared: Index
    starts: Index
    single: NDArray[np.bool_]


def grouped(designs: NDArray[np.int64]) -> Groups:
    """Return the rows by design."""
    _, code, sizes = np.unique(designs, return_inverse=True, return_counts=True)
    code = code.ravel()
    single = sizes[code] == 1
    many = np.flatnonzero(~single)
    shared = many[np.argsort(code[many], kind="stable")]
    change = np.diff(code[shared]) > 0
    starts = np.flatnonzero(np.r_[len(shared) > 0, change])
    return Groups(code, len(sizes), shared, starts, single)


def normal_equations(
    matrix: Array, weight: Array, response: Array, groups: Groups, spread: float
) -> tuple[Array, Array]:
    """Return X' V^-1 X and X' V^-1 z, V = diag(1 / weight) + spread in each design.

    Args:
        matrix: X, (n, P).
        weight: (n,).
        response: z, (n,).
        groups: The rows by design.
        spread: Variance of the design effects.
    """
    alone = np.where(groups.single, weight / (1 + spread * weight), weight)
    root = matrix * np.sqrt(alone)[:, None]
    left = root.T @ root  # numpy sees the symmetry and does half of the work
    right = matrix.T @ (alone * response)
    if len(groups.starts):
        rows = groups.shared
        sums = np.add.reduceat(matrix[rows] * weight[rows, None], groups.starts, axis=0)
        total = np.add.reduceat(weight[rows], groups.starts)
        pull = np.add.reduceat((weight * response)[rows], groups.starts)
        share = spread / (1 + spread * total)
        left -= (sums * share[:, None]).T @ sums
        right -= sums.T @ (share * pull)
    return np.asarray(left, np.float64), np.asarray(right, np.float64)


def design_effects(
    residual: Array, weight: Array, groups: Groups, spread: float
) -> tuple[Array, Array]:
    """Return posterior mean and variance of each design's effect, both (count,)."""
    total = np.bincount(groups.code, weight, groups.count)
    pull = np.bincount(groups.code, weight * residual, groups.count)
    variance = spread / (1 + spread * total)
    return np.asarray(variance * pull), np.asarray(variance)
