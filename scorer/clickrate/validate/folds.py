"""Splits that do not flatter: whole designs, and forward in time as well."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from scorer.clickrate.arrays import Array, Codes, Index

Fold = tuple[Index, Index]


def whole_designs(designs: Codes, count: int, seed: int) -> Iterator[Fold]:
    """Yield rows to fit and rows to test; no design is in both.

    Args:
        designs: Design of each row, (n,).
        count: Number of folds.
        seed: Of the shuffle.
    """
    names, code = np.unique(designs, return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(names))
    fold = (order % count)[code.ravel()]
    for number in range(count):
        yield np.flatnonzero(fold != number), np.flatnonzero(fold == number)


def forward(
    days: Array, designs: Codes, count: int, first: float = 0.5
) -> Iterator[Fold]:
    """Yield older rows to fit and newer ones to test; no design is in both.

    Args:
        days: Day of each row, (n,); unknown days count as the oldest.
        designs: Design of each row, (n,).
        count: Number of folds.
        first: Share of the rows before the first test.
    """
    order = np.argsort(np.where(np.isfinite(days), days, -np.inf), kind="stable")
    edges = np.linspace(first * len(order), len(order), count + 1).astype(int)
    for start, end in pairwise(edges):
        test, older = order[start:end], order[:start]
        yield older[~np.isin(designs[older], designs[test])], test
