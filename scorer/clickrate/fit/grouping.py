"""Effects that the rows of one design share, taken out of a linear system."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from scorer.clickrate.arrays import Array, Codes, Index, Mask, SinglePrecision

_ROWS_AT_ONCE = 1024  # stay near the processor


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
    single: Mask


def group_rows(designs: Codes) -> Groups:
    """Return the rows by design, of which ``designs`` has a number a row, (n,)."""
    _, code, sizes = np.unique(designs, return_inverse=True, return_counts=True)
    code = code.ravel()
    single = sizes[code] == 1
    many = np.flatnonzero(~single)
    shared = many[np.argsort(code[many], kind="stable")]
    change = np.diff(code[shared]) > 0
    starts = np.flatnonzero(np.r_[len(shared) > 0, change])
    return Groups(code, len(sizes), shared, starts, single)


@dataclass(frozen=True, slots=True)
class Noise:
    """V = diag(1 / weight) + design variance within each design, ready to be inverted.

    Attributes:
        diagonal: Of V^-1, but for what rows of one design share, (n,).
        sums: Weighted sums over the rows of each shared design, sparse (d, n).
        share: What is taken off for each such design, (d,).
    """

    diagonal: Array
    sums: csr_array
    share: Array

    def apply_inverse(self, columns: Array) -> Array:
        """Return V^-1 times columns, (n,) or (n, P)."""
        wide = (-1, *[1] * (columns.ndim - 1))
        shared = self.share.reshape(wide) * (self.sums @ columns)
        own = self.diagonal.reshape(wide) * columns
        return np.asarray(own - self.sums.T @ shared, np.float64)

    def quadratic_form(self, columns: Array | SinglePrecision) -> Array:
        """Return X' V^-1 X, (P, P), of columns X, (n, P), to their precision."""
        exact = columns.dtype
        root = np.sqrt(self.diagonal)[:, None]
        shared = self.sums.astype(exact) @ columns
        shared *= np.sqrt(self.share)[:, None].astype(exact)
        # numpy uses the symmetry of such products and does half of the work.
        whole = -(shared.T @ shared)
        for start in range(0, len(columns), _ROWS_AT_ONCE):
            part = slice(start, start + _ROWS_AT_ONCE)
            some = columns[part] * root[part].astype(exact)
            whole += some.T @ some
        return np.asarray(whole, np.float64)


def noise(weight: Array, groups: Groups, variance: float) -> Noise:
    """Return the noise of rows with these weights, (n,), and a variance of designs."""
    rows = groups.shared
    ends = np.append(groups.starts, len(rows))
    return Noise(
        np.where(groups.single, weight / (1 + variance * weight), weight),
        csr_array((weight[rows], rows, ends), (len(ends) - 1, len(weight))),
        variance / (1 + variance * np.add.reduceat(weight[rows], groups.starts))
        if len(rows)
        else np.zeros(0),
    )


@dataclass(frozen=True, slots=True)
class Equations:
    """Rows z = X b + noise, and their normal equations.

    Attributes:
        matrix: X, (n, P).
        response: z, (n,).
        noise: Its variance, V.
        left: X' V^-1 X, (P, P).
        right: X' V^-1 z, (P,).
    """

    matrix: Array | SinglePrecision
    response: Array
    noise: Noise
    left: Array
    right: Array


def equations(
    matrix: Array | SinglePrecision, response: Array, noise: Noise
) -> Equations:
    """Return rows with their normal equations, to the precision of the matrix.

    Args:
        matrix: Columns of the rows, (n, P).
        response: What they are to explain, (n,).
        noise: Of the rows.
    """
    right = matrix.T @ noise.apply_inverse(response).astype(matrix.dtype)
    left = noise.quadratic_form(matrix)
    return Equations(matrix, response, noise, left, np.asarray(right, np.float64))


def design_effects(
    residual: Array, weight: Array, groups: Groups, prior_variance: float
) -> tuple[Array, Array]:
    """Return posterior mean and variance of each design's effect, both (count,).

    Args:
        residual: Of the rows, (n,).
        weight: Of the same, (n,): one by the variance of each alone.
        groups: The rows by design.
        prior_variance: Of the effects.
    """
    total = np.bincount(groups.code, weight, groups.count)
    weighted_sum = np.bincount(groups.code, weight * residual, groups.count)
    variance = prior_variance / (1 + prior_variance * total)
    return np.asarray(variance * weighted_sum), np.asarray(variance)
