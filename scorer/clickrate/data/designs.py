"""Near-duplicates: which pins show the same design."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

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
    root = np.arange(len(ids))
    for i in range(1, len(ids)):
        distance = np.bitwise_count(bits[:i] ^ bits[i])
        near = (distance <= _SAME) | (
            (distance <= _SAME_WITH_LINK) & (link[:i] == link[i]) & (link[i] != "")
        )
        for other in np.unique(root[:i][near]):
            root[root == other] = min(other, root[i])
            root[i] = min(other, root[i])
    return {pin: ids[root[i]] for i, pin in enumerate(ids)}
