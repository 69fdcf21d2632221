"""Positive definite systems, solved by their Cholesky factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from scipy.linalg import lapack

from scorer.clickrate.arrays import Array, SinglePrecision


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
    """Return L^-1 times the right side, (P, q): its products are right' A^-1 right."""
    return np.asarray(lapack.dtrtrs(lower, right, lower=1)[0])


def draw_normal(lower: Array, noise: Array) -> Array:
    """Return standard normal numbers (P,) with the inverse as their covariance."""
    return np.asarray(lapack.dtrtrs(lower, noise, lower=1, trans=1)[0])


def inverse(lower: Array) -> Array:
    """Return the lower triangle of the inverse, (P, P); zero above."""
    return np.asarray(lapack.dpotri(lower, lower=1)[0])


def solved(
    matrix: Array | SinglePrecision, diagonal: Array, right: Array
) -> tuple[Array, Array]:
    """Return the solution, and the diagonal of the inverse, both (P,).

    To the matrix's precision; where single precision does not do, to double.

    Args:
        matrix: Symmetric, (P, P).
        diagonal: What is added to its diagonal, (P,).
        right: (P,).
    """
    kind = "s" if matrix.dtype == np.float32 else "d"
    whole = matrix.copy()
    whole.flat[:: len(diagonal) + 1] += diagonal
    lower, failed = _routine(f"{kind}potrf")(whole.T, lower=1, overwrite_a=1)
    if failed and kind == "s":
        return solved(matrix.astype(np.float64), diagonal, right)
    solution = _routine(f"{kind}potrs")(lower, right, lower=1)[0]
    back = _routine(f"{kind}trtri")(lower, lower=1, overwrite_c=1)[0]
    squares = np.einsum("ij,ij->j", back, back)
    return np.asarray(solution, np.float64), np.asarray(squares, np.float64)


def _routine(name: str) -> Callable[..., Any]:
    return cast("Callable[..., Any]", getattr(lapack, name))


def symmetric(lower: Array) -> Array:
    """Return the symmetric matrix (P, P) of which a lower triangle is given."""
    return np.asarray(lower + np.tril(lower, -1).T)
