"""Words of titles as columns: what a title is made of, in any script.

Pieces of one to four characters within words, as whole words would leave languages with
endings, hashtags and scripts without spaces poor. Rare pieces count more than common
ones, every title counts as much, and few axes stand for all pieces: a Gaussian process
over titles that share pieces, whose variance is learned as any block's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator, svds

from scorer.clickrate.arrays import Array
from scorer.clickrate.model.terms.title_words import pieces, weight

_FEWEST = 2  # titles that a piece stands in
_MOST_PIECES, _MOST_AXES = 4000, 40
_LEAST = 1e-6  # of the largest axis


@dataclass(frozen=True, slots=True)
class WordColumns:
    """Titles as columns.

    Attributes:
        columns: (n, r); the squares of a row sum to 1 on average.
        rarity: Weight of each known piece.
        axes: From a title's weights to its columns, (pieces, r).
        mean: Mean weights of the titles, (pieces,).
    """

    columns: Array
    rarity: Mapping[str, float]
    axes: Array
    mean: Array


def word_columns(titles: Sequence[str]) -> WordColumns | None:
    """Return columns of titles; None where too few share a piece.

    Args:
        titles: One a row; "" where there is none.
    """
    distinct = sorted({title for title in titles if title})
    found = [pieces(title) for title in distinct]
    counts = Counter(piece for each in found for piece in each)
    common = [item for item in counts.most_common(_MOST_PIECES) if item[1] >= _FEWEST]
    common = [item for item in common if item[1] < len(distinct)]
    if len(common) < 2:
        return None
    rarity = {
        piece: math.log((1 + len(distinct)) / (1 + count)) + 1
        for piece, count in sorted(common)
    }
    place = {title: row for row, title in enumerate(distinct)}
    plain = _all_weighted(found, rarity)
    mean = np.asarray(plain.mean(axis=0)).ravel()
    sizes, turn = _largest_axes(plain, mean)
    keep = sizes > max(_LEAST * sizes[0], 1e-9)
    axes = turn[keep].T
    both = plain @ axes - mean @ axes
    rows = [place.get(title, -1) for title in titles]
    columns = np.vstack([both, np.zeros(both.shape[1])])[rows]
    scale = math.sqrt(max(float((columns**2).sum(axis=1).mean()), 1e-12))
    return WordColumns(columns / scale, rarity, axes / scale, mean)


def _all_weighted(
    found: Sequence[Mapping[str, int]], rarity: Mapping[str, float]
) -> csr_array:
    """Return the weights of each title's known pieces, of length 1, (n, pieces)."""
    place = {piece: number for number, piece in enumerate(rarity)}
    rarities = list(rarity.values())
    numbers: list[float] = []
    columns: list[int] = []
    ends = [0]
    for each in found:
        known = [(place[piece], n) for piece, n in each.items() if piece in place]
        weights = [weight(count, rarities[at]) for at, count in known]
        length = math.sqrt(sum(w * w for w in weights))
        numbers += [w / length for w in weights]
        columns += [at for at, _ in known]
        ends.append(len(columns))
    shape = (len(found), len(rarity))
    return csr_array((np.array(numbers), np.array(columns), np.array(ends)), shape)


def _largest_axes(plain: csr_array, mean: Array) -> tuple[Array, Array]:
    """Return the largest singular values and axes of rows less their mean.

    Few of them, from products alone: of thousands of titles the whole decomposition
    takes longer than all else in training.

    Returns:
        Values (r,) and axes (r, pieces), the largest first.
    """
    least = min(plain.shape)
    if least <= 2 * _MOST_AXES:
        _, sizes, axes = np.linalg.svd(plain.toarray() - mean, full_matrices=False)
        return sizes[:_MOST_AXES], axes[:_MOST_AXES]
    centered = LinearOperator(
        plain.shape,
        matvec=lambda x: plain @ x.ravel() - mean @ x.ravel(),
        rmatvec=lambda x: plain.T @ x.ravel() - mean * x.sum(),
        dtype=np.float64,
    )
    start = np.random.default_rng(0).normal(size=least)
    _, sizes, axes = svds(centered, k=_MOST_AXES, v0=start)
    order = np.argsort(-sizes, kind="stable")
    return sizes[order], axes[order]
