"""Clutter as people judge it: four plain predictors, weighted by a fit to crowds."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from scorer.core.pin import Creative, Mask, Rgb
from scorer.vision.color.palette import color_count, color_grid, colorfulness
from scorer.vision.edges import contours_of, halved
from scorer.vision.resize import cell_means, working

# Grids whose busy cells are counted; their mean saves choosing one.
_CELLS = (8, 12, 16, 24)
_BUSY = 0.05
_LEAST_SHARE = 0.002

# Ridge regression on 98 advertisements scored 0..100 by crowds (Savoias); made and
# graded, never on the same pictures, by benchmarks/vision/clutter.py --fit.
INTERCEPT = 11.6771
WEIGHTS = (47.4742, 7.8929, 5.9667, 3.809)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the predictors are counted on.

    Attributes:
        fine: Contours at working size, shape (H, W).
        coarse: Contours at half of it, shape (H // 2, W // 2).
        colors: The picture as ``palette.color_grid`` has it.
    """

    fine: Mask
    coarse: Mask
    colors: Rgb


@dataclass(frozen=True, slots=True)
class Predictors:
    """What the judgment is predicted from.

    Attributes:
        busy_share: Share of a grid's cells with more than 5 % coarse contour pixels,
            mean over grids of 8, 12, 16 and 24 cells a side.
        contour_log: Natural logarithm of the contour density + 0.002, mean over fine
            and coarse contours.
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


def sketch(creative: Creative) -> Sketch:
    """Return ``sketch_of`` the working picture."""
    return sketch_of(creative.once(working))


def sketch_of(pixels: Rgb) -> Sketch:
    """Return the sketch of a picture at working size, shape (H, W, 3), uint8."""
    return Sketch(contours_of(pixels), contours_of(halved(pixels)), color_grid(pixels))


def predictors(picture: Sketch, ignored: Mask | None = None) -> Predictors:
    """Return the predictors of a picture.

    Args:
        picture: Of H x W pixels.
        ignored: Shape (H, W): what counts as plain, such as text; None: nothing.
    """
    fine, coarse = picture.fine, picture.coarse
    if ignored is not None:
        fine = fine & ~ignored
        size = coarse.shape[::-1]
        coarse = coarse & (cv2.resize(ignored.astype(np.uint8), size) == 0)
    sums = cv2.integral(coarse.view(np.uint8))
    return Predictors(
        busy_share=float(np.mean([_busy_share(sums, cells) for cells in _CELLS])),
        contour_log=float(np.mean([_log_share(each) for each in (fine, coarse)])),
        color_count_log=float(np.log(color_count(picture.colors, ignored) + 1)),
        colorfulness_log=float(np.log(colorfulness(picture.colors, ignored) + 1)),
    )


def _busy_share(sums: cv2.typing.MatLike, cells: int) -> float:
    return float(np.mean(cell_means(sums, cells, cells) > _BUSY))


def _log_share(mask: Mask) -> float:
    return float(np.log(np.mean(mask) + _LEAST_SHARE))


def judged_clutter(found: Predictors) -> float:
    """Return the clutter that people would see, 0 (plain) to 100 (most cluttered)."""
    score = INTERCEPT + float(np.dot(WEIGHTS, found.values()))
    return min(100.0, max(0.0, score))
