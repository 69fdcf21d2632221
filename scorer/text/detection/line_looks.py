"""Whether a line looks laid over the picture to the inner stages of the detector.

Its network was taught to find text of every kind. What its stages hold in and around a
line tells the print on a package or a street sign from words that were laid over a
picture; ``models/roles/fit.py`` learned how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scorer.core.storage.packaged import impossible, packaged, record
from scorer.text.networks.graph import Floats

FITTED = "roles/looks.json"
# Around a line is what lies within its own height of it.
_REACH = 1.0
_ALONG, _ACROSS = 16, 4
_ALONG_AROUND, _ACROSS_AROUND = 24, 9


@dataclass(frozen=True, slots=True)
class Looks:
    """How much each channel of the stages speaks for a line that is laid over.

    Attributes:
        inside: Weights of the channels' means in the line, all stages one after
            another.
        around: Weights of their means around it, as many.
        offset: Log odds without any.
        bound: Log odds beyond which nothing more is learned.
    """

    schema: Literal[1]
    inside: list[float]
    around: list[float]
    offset: float
    bound: Annotated[float, Field(gt=0, le=10)]


def laid_odds(
    stages: Sequence[Floats], quads: Sequence[Floats], size: tuple[int, int]
) -> list[float | None]:
    """Return the log odds that each line is laid over the picture, by the stages.

    Args:
        stages: Of the detector, each of shape (channels, H / stride, W / stride).
        quads: Corners (4, 2) of each line in pixels.
        size: Width and height of the picture, px.

    Returns:
        A number for each line; None for all where the stages are none that were
        learned.
    """
    fitted = _looks()
    if sum(len(stage) for stage in stages) != len(fitted.inside) or not quads:
        return [None] * len(quads)
    places = _Places(quads, size)
    odds = np.full(len(quads), fitted.offset)
    first = 0
    for stage in stages:
        own = slice(first, first + len(stage))
        weights = np.array([fitted.inside[own], fitted.around[own]], np.float32)
        # Means of weighed channels are weighed means of channels, and cheaper.
        odds += np.add(*places.means(*np.tensordot(weights, stage, 1)))
        first += len(stage)
    bounded = np.clip(odds, -fitted.bound, fitted.bound).round(3)
    return [float(each) for each in bounded]


def line_looks(
    stages: Sequence[Floats], quads: Sequence[Floats], size: tuple[int, int]
) -> Floats:
    """Return what the stages hold at each line, to learn from.

    Returns:
        Shape (lines, 2 x channels of all stages): the means of all channels in the
        line, then those around it.
    """
    if not quads:
        return np.zeros((0, 2 * sum(map(len, stages))), np.float32)
    places = _Places(quads, size)
    pairs = [places.means(plane, plane) for stage in stages for plane in stage]
    inside, around = zip(*pairs, strict=True)
    return np.array([*inside, *around], np.float32).T


@cache
def _looks() -> Looks:
    return read_looks(packaged(FITTED))


def read_looks(content: Mapping[str, Any]) -> Looks:
    """Return the model that a fitted file's content describes.

    Raises:
        ModelError: A number in it cannot be, or both sides weigh other channels.
    """
    found = record(Looks, content, FITTED)
    if len(found.inside) != len(found.around):
        raise impossible(FITTED, "inside and around weigh other channels")
    return found


class _Places:
    """Where in and around lines a picture's planes are looked at."""

    def __init__(self, quads: Sequence[Floats], size: tuple[int, int]) -> None:
        corners = np.array(quads, np.float64).reshape(-1, 4, 2)
        self._size = size
        self._grids = []
        for along, across, reach in (
            (_ALONG, _ACROSS, 0.0),
            (_ALONG_AROUND, _ACROSS_AROUND, _REACH),
        ):
            points, counts = _grid(corners, along, across, reach)
            counts &= ((points >= 0) & (points < size)).all(2)
            shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)
            self._grids.append((points, shares))
        self._is_alone = ~self._grids[1][1].any(1)

    def means(self, inside: Floats, around: Floats) -> tuple[Floats, Floats]:
        """Return the means of one plane in each line, of another around it.

        What is around a line that fills the picture is what is in it.
        """
        within, beside = (
            self._mean(plane, *grid)
            for plane, grid in zip((inside, around), self._grids, strict=True)
        )
        if self._is_alone.any():
            own = self._mean(around, *self._grids[0])
            beside = np.where(self._is_alone, own, beside)
        return within, beside

    def _mean(
        self, plane: Floats, points: NDArray[np.float64], shares: NDArray[np.float64]
    ) -> Floats:
        height, width = plane.shape
        at = points * (width / self._size[0], height / self._size[1]) - 0.5
        x, y = np.moveaxis(at.astype(np.float32), 2, 0)
        border = cv2.BORDER_REPLICATE
        seen = cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=border)
        return np.asarray((seen * shares).sum(1), np.float32)


def _grid(
    corners: NDArray[np.float64], along: int, across: int, reach: float
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return points of each line (lines, points, 2), and which of them count.

    Without reach they are in it; with it around it, so many of its heights away.
    """
    first, right, down = corners[:, 0], corners[:, 1], corners[:, 3]
    length = np.linalg.norm(right - first, axis=1)
    height = np.linalg.norm(down - first, axis=1)
    beyond = reach * height / np.maximum(length, 1e-6)
    u = (np.arange(along) + 0.5) / along
    v = -reach + (1 + 2 * reach) * (np.arange(across) + 0.5) / across
    u = -beyond[:, None] + (1 + 2 * beyond[:, None]) * u
    u, v = np.repeat(u, across, 1), np.tile(v, along)[None].repeat(len(corners), 0)
    points = (
        first[:, None]
        + u[..., None] * (right - first)[:, None]
        + v[..., None] * (down - first)[:, None]
    )
    is_within = (u >= 0) & (u <= 1) & (v >= 0) & (v <= 1)
    return points, ~is_within if reach else is_within
