"""How bad a fault is, growing from nothing at the limit."""

from __future__ import annotations


def severity(value: float, limit: float, full: float) -> float:
    """Return 0 at the limit and on its good side, 1 at ``full`` and beyond.

    Args:
        value: What was measured.
        limit: Where the fault begins.
        full: Where it is a fault in full, on either side of the limit.

    Example:
        >>> severity(20.0, 10.0, 30.0), severity(9.0, 10.0, 5.0), severity(3, 2, 2)
        (0.5, 0.2, 1.0)
    """
    if full == limit:
        return float(value != limit)
    return min(1.0, max(0.0, (value - limit) / (full - limit)))
