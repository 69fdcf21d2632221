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
from scipy.linalg import eigh

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
    mean = plain.mean(axis=0)
    sizes, turn = _largest_axes(plain - mean)
    keep = sizes > max(_LEAST * sizes[0], 1e-9)
    axes = turn[keep].T
    both = (plain - mean) @ axes
    rows = [place.get(title, -1) for title in titles]
    columns = np.vstack([both, np.zeros(both.shape[1])])[rows]
    scale = math.sqrt(max(float((columns**2).sum(axis=1).mean()), 1e-12))
    return WordColumns(columns / scale, rarity, axes / scale, mean)


def _all_weighted(
    found: Sequence[Mapping[str, int]], rarity: Mapping[str, float]
) -> Array:
    """Return the weights of each title's known pieces, of length 1, (n, pieces)."""
    place = {piece: number for number, piece in enumerate(rarity)}
    weights = np.zeros((len(found), len(rarity)))
    for row, each in zip(weights, found, strict=True):
        known = [piece for piece in each if piece in place]
        row[[place[piece] for piece in known]] = [
            weight(each[piece], rarity[piece]) for piece in known
        ]
    length = np.sqrt((weights**2).sum(axis=1, keepdims=True))
    return np.asarray(weights / np.where(length > 0, length, 1.0))


def _largest_axes(centered: Array) -> tuple[Array, Array]:
    """Return the largest singular values and their axes, (r,) and (r, pieces).

    From the products of the shorter side: of thousands of titles the whole
    decomposition takes ten times as long as all else in training.
    """
    is_wide = centered.shape[0] < centered.shape[1]
    products = centered @ centered.T if is_wide else centered.T @ centered
    last = len(products) - 1
    first = max(0, last + 1 - _MOST_AXES)
    squares, vectors = eigh(products, subset_by_index=(first, last))
    sizes = np.sqrt(np.maximum(squares[::-1], 0))
    vectors = vectors[:, ::-1]
    if is_wide:
        vectors = centered.T @ vectors / np.where(sizes > 0, sizes, 1.0)
    return sizes, vectors.T
