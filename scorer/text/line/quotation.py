"""Large quotation marks that stand alone: engines read them as 11, 66 or 99."""

from __future__ import annotations

import cv2
import numpy as np

from scorer.text.ink.ink import Ink

_READ_AS = frozenset({"11", "66", "99", "6", "9", "((", "))", "''", '""', ",,", "1)"})
_ALIKE = 1.3
# A 1 is a slender stroke, perhaps with a flag or a foot; a wedge is stouter, by its
# height, and wider at one end.
_STOUT, _TAPER = 0.24, 1.25
_FULL = 0.72  # a drop, by its convex hull; a 6 is hollow or open


def is_quotation_mark(text: str, ink: Ink) -> bool:
    """Return whether what was read as a figure is a quotation mark.

    Args:
        text: What the engine read as the whole line.
        ink: The ink of the line.
    """
    if text not in _READ_AS or len(ink.pieces) != len(text):
        return False
    sizes = ink.pieces[:, 2:] - ink.pieces[:, :2]
    if np.any(sizes.max(0) > _ALIKE * sizes.min(0)) or _has_holes(ink):
        return False
    shape = _is_drop if text[0] in "69" else _is_wedge
    return all(shape(ink, piece) for piece in ink.pieces)


def _has_holes(ink: Ink) -> bool:
    """Whether something is enclosed, as in the figures 6 and 9."""
    plane = ink.mask.view(np.uint8)
    _, tree = cv2.findContours(plane, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)[-2:]
    return bool((np.asarray(tree)[0, :, 3] >= 0).any())


def _is_drop(ink: Ink, piece: np.ndarray) -> bool:
    """Whether a piece fills most of the space within a thread drawn around it."""
    left, top, right, bottom = piece.tolist()
    spots = cv2.findNonZero(ink.mask[top:bottom, left:right].view(np.uint8))
    hull = cv2.contourArea(cv2.convexHull(np.asarray(spots)))
    return len(spots) > _FULL * max(hull, 1.0)


def _is_wedge(ink: Ink, piece: np.ndarray) -> bool:
    left, top, right, bottom = piece.tolist()
    rows = ink.mask[top:bottom, left:right].sum(1)
    third = max(1, len(rows) // 3)
    ends = sorted((float(rows[:third].mean()), float(rows[-third:].mean())))
    is_stout = float(np.percentile(rows, 10)) > _STOUT * len(rows)
    return is_stout and ends[1] > _TAPER * max(ends[0], 1.0)
