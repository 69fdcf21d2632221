"""Positive definite systems, solved by their Cholesky factor."""

from __future__ import annotations

import numpy as np
from scipy.linalg import lapack

from scorer.clickrate.arrays import Array


def factor(matrix: Array, diagonal: Array) -> Array:
    """Return the lower factor of a symmetric matrix (P, P) plus a diagonal (P,)."""
    whole = matrix.copy()
    whole.flat[:: len(diagonal) + 1] += diagonal
    # LAPACK wants columns: the transpose of a symmetric matrix is one without a copy.
    return np.asarray(lapack.dpotrf(whole.T, lower=1, overwrite_a=1)[0])


def solve_factored(lower: Array, right: Array) -> Array:
    """Return the solution for one right side, (P,), or several, (P, m)."""
    return np.asarray(lapack.dpotrs(lower, right, lower=1)[0])


def half_solve(lower: Array, right: Array) -> Array:
    """Return L^-1 times the right side: its products are right' A^-1 right."""
    return np.asarray(lapack.dtrtrs(lower, right, lower=1)[0])


def draw_normal(lower: Array, noise: Array) -> Array:
    """Return standard normal numbers (P,) with the inverse as their covariance."""
    return np.asarray(lapack.dtrtrs(lower, noise, lower=1, trans=1)[0])


def inverse(lower: Array) -> Array:
    """Return the lower triangle of the inverse, (P, P); zero above."""
    return np.asarray(lapack.dpotri(lower, lower=1)[0])


def inverse_diagonal(lower: Array) -> Array:
    """Return the diagonal of the inverse, (P,)."""
    back = lapack.dtrtri(lower, lower=1)[0]
    return np.asarray(np.einsum("ij,ij->j", back, back))


def symmetric(lower: Array) -> Array:
    """Return the symmetric matrix of which a lower triangle is given."""
    return np.asarray(lower + np.tril(lower, -1).T)
