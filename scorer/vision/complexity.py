"""Clutter as people judge it: four plain predictors, weighted by a fit to crowds."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from scorer.core.pin import Mask, Rgb
from scorer.vision.edges import contours_of, halved
from scorer.vision.palette import color_count, colorfulness

_CELLS = 12
_BUSY = 0.05

# Ridge regression on 98 advertisements scored 0..100 by crowds (Savoias); made and
# graded, never on the same pictures, by tests/benchmarks/clutter.py --fit.
INTERCEPT = 11.1991
WEIGHTS = (46.3383, 7.5274, 6.2177, 3.9532)


@dataclass(frozen=True, slots=True)
class Predictors:
    """What the judgement is predicted from.

    Attributes:
        busy_share: Share of a 12 x 12 grid's cells with more than 5 % contour pixels,
            measured at half of the working size.
        contour_log: Natural logarithm of the contour density + 0.002.
        color_count_log: Of the number of clearly used colors + 1.
        colorfulness_log: Of the colorfulness + 1.
    """

    busy_share: float
    contour_log: float
    color_count_log: float
    colorfulness_log: float

    def values(self) -> tuple[float, float, float, float]:
        """Return the predictors in the order of ``WEIGHTS``."""
        return (
            self.busy_share,
            self.contour_log,
            self.color_count_log,
            self.colorfulness_log,
        )


def predictors(pixels: Rgb, contours: Mask, ignored: Mask | None = None) -> Predictors:
    """Return the predictors of a picture at working size.

    Args:
        pixels: Shape (H, W, 3), uint8.
        contours: Shape (H, W), of the same pixels.
        ignored: Shape (H, W): what counts as plain, such as text; None: nothing.
    """
    fine, half = contours, contours_of(halved(pixels))
    if ignored is not None:
        fine = fine & ~ignored
        size = half.shape[::-1]
        half = half & (cv2.resize(ignored.astype(np.uint8), size) == 0)
    cells = cv2.resize(
        half.astype(np.float32), (_CELLS, _CELLS), interpolation=cv2.INTER_AREA
    )
    return Predictors(
        busy_share=float(np.mean(cells > _BUSY)),
        contour_log=float(np.log(np.mean(fine) + 0.002)),
        color_count_log=float(np.log(color_count(pixels, ignored) + 1)),
        colorfulness_log=float(np.log(colorfulness(pixels, ignored) + 1)),
    )


def judged_clutter(found: Predictors) -> float:
    """Return the clutter that people would see, 0 (plain) to 100 (most cluttered)."""
    score = INTERCEPT + float(np.dot(WEIGHTS, found.values()))
    return min(100.0, max(0.0, score))
