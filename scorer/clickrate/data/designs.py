"""Near-duplicates: which rows show the same design."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from scorer.clickrate.arrays import Codes, Index

# Bits of 64 that may differ: a re-saved or slightly cropped picture differs in few;
# pins that also share their link may differ in more (a changed word or color).
_SAME, _SAME_WITH_LINK = 5, 12


def design_keys(
    hashes: Mapping[str, int], links: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return a design key per pin id: pins with near hashes share one.

    Args:
        hashes: 64-bit perceptual hash by pin id.
        links: Where each pin leads, by pin id; empty or missing is no link.

    Returns:
        For each pin the id of the first pin of its design.
    """
    ids = list(hashes)
    bits = np.array([hashes[i] & 0xFFFFFFFFFFFFFFFF for i in ids], dtype=np.uint64)
    link = np.array([(links or {}).get(i, "") for i in ids], dtype=object)
    alike = sharing(list(zip(bits.tolist(), link.tolist(), strict=True)))
    # Of pins with the same hash and link one is enough to find the others by.
    kept = np.setdiff1d(np.arange(len(ids)), alike[0])
    pairs = [alike, *_near(bits[kept], link[kept], kept)]
    code = joined(len(ids), pairs)
    _, first = np.unique(code, return_index=True)
    return {pin: ids[first[code[row]]] for row, pin in enumerate(ids)}


def _near(
    bits: NDArray[np.uint64], link: NDArray[np.object_], rows: Index
) -> Iterator[Index]:
    """Yield pairs of rows with near hashes, (2, m)."""
    for i in range(1, len(rows)):
        distance = np.bitwise_count(bits[:i] ^ bits[i])
        same_link = (link[:i] == link[i]) & (link[i] != "")
        near = (distance <= _SAME) | ((distance <= _SAME_WITH_LINK) & same_link)
        others = rows[:i][near]
        yield np.array([others, np.full(len(others), rows[i])])


def sharing(keys: Sequence[Hashable]) -> Index:
    """Return pairs of a later row and the first one with the same key, (2, m)."""
    first: dict[Hashable, int] = {}
    pairs = [(row, first.setdefault(key, row)) for row, key in enumerate(keys)]
    later = [pair for pair in pairs if pair[0] != pair[1]]
    return np.array(later, dtype=np.intp).reshape(-1, 2).T


def joined(count: int, pairs: Iterable[Index]) -> Codes:
    """Return a code of each row, (count,): rows that pairs connect share one.

    Args:
        count: Number of rows.
        pairs: Rows that belong together, each (2, m).
    """
    a, b = np.concatenate([np.zeros((2, 0), np.intp), *pairs], axis=1)
    edges = coo_array((np.ones(len(a)), (a, b)), shape=(count, count))
    _, code = connected_components(edges, directed=False)
    return np.asarray(code, np.int64)
