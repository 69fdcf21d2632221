"""How sharp the sharpest places of a picture are."""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Mask, Plane
from scorer.vision.quality.tiles import tile_means, tile_spreads
from scorer.vision.quantiles import percentile

# Tiles of the working picture, about a twentieth of its width.
_SIDE = 24
# The tiles with most contrast: where an edge is, if there is one.
_JUDGED, _LETTERS = 48, 16
_FEWEST = 6
# Gray levels: below it a tile is a plain one, and shows noise instead of edges.
_CONTRAST = 8.0
# Of the tiles judged, this share is sharper: a soft background does not matter.
_SHARPEST = 0.25
_REBLUR_PX = 2.0
_RIM = 6
_SAME_ENERGY = 1e-3
# Text that has its say in this share of a tile decides its contrast.
_TEXT_SHARE = 0.02
_MOSTLY_TEXT, _FEWEST_LETTERS = 0.5, 4
_UNIT_WIDTH_PX = 1000.0
# An edge drawn as sharp as pixels allow has about this standard deviation.
_PIXEL_SIGMA = 0.5


def detail_width(
    gray: cv2.typing.MatLike, working_gray: Plane, text: Mask
) -> float | None:
    """Return the width in pixels that suffices for all detail of a picture.

    A picture of 1000 px that is as soft as one of 250 px enlarged has 250. Judged at
    its sharpest places: an edge of standard deviation s loses gradient energy by the
    root of (s^2 + r^2) / s^2 when it is blurred once more by r, so both are known from
    the two energies. Places with text count only where there are no others.

    Args:
        gray: Shape (H, W), uint8.
        working_gray: The same picture at working size, float32, 0..255.
        text: Where text stands in the working picture.

    Returns:
        The width, or None where nothing has an edge.

    Source:
        Re-blurring: Zhuo, Sim 2011, doi:10.1016/j.patcog.2011.03.009, summed over
        places instead of single edges.
    """
    spreads = tile_spreads(working_gray, _SIDE)
    has_edge = spreads > _CONTRAST
    is_text = tile_means(text, _SIDE) > _TEXT_SHARE
    places = _places(spreads, has_edge & ~is_text)
    if len(places) < _FEWEST:
        places = _places(spreads, has_edge)
    return _width_at(places, gray, working_gray) if places else None


def lettering_width(
    gray: cv2.typing.MatLike, working_gray: Plane, text: Mask
) -> float | None:
    """Return the same of the text alone, or None where there is little of it."""
    spreads = tile_spreads(working_gray, _SIDE)
    is_text = tile_means(text, _SIDE) > _MOSTLY_TEXT
    places = _places(spreads, (spreads > _CONTRAST) & is_text)[:_LETTERS]
    enough = len(places) >= _FEWEST_LETTERS
    return _width_at(places, gray, working_gray) if enough else None


def _width_at(
    places: list[tuple[int, int]], gray: cv2.typing.MatLike, working_gray: Plane
) -> float:
    """The width that suffices for the detail of the sharpest of the places."""
    down = gray.shape[0] / working_gray.shape[0]
    across = gray.shape[1] / working_gray.shape[1]
    sigmas = [
        _edge_sigma(_tile(gray, row * down, column * across, down, across))
        for row, column in places
    ]
    sigma = percentile(np.array(sigmas, np.float32), _SHARPEST) / int(gray.shape[1])
    return float(min(_UNIT_WIDTH_PX, _PIXEL_SIGMA / sigma))


def _places(spreads: Plane, wanted: Mask) -> list[tuple[int, int]]:
    """Row and column of the wanted tiles with most contrast."""
    order = np.argsort(-np.where(wanted, spreads, -1.0), axis=None, kind="stable")
    count = min(_JUDGED, int(wanted.sum()))
    rows, columns = np.unravel_index(order[:count], spreads.shape)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _tile(
    gray: cv2.typing.MatLike, row: float, column: float, down: float, across: float
) -> Plane:
    """A tile with a rim, at full size."""
    top, left = int(row * _SIDE), int(column * _SIDE)
    bottom = round((row + down) * _SIDE) + _RIM
    right = round((column + across) * _SIDE) + _RIM
    tile = gray[max(0, top - _RIM) : bottom, max(0, left - _RIM) : right]
    return np.asarray(tile, np.float32)


def _edge_sigma(tile: Plane) -> float:
    """Standard deviation of the edges in a tile, in its pixels."""
    blurred = cv2.GaussianBlur(tile, (0, 0), _REBLUR_PX)
    ratio = _energy(tile) / max(_energy(np.asarray(blurred, np.float32)), _SAME_ENERGY)
    return _REBLUR_PX / float(np.sqrt(max(ratio * ratio - 1, _SAME_ENERGY)))


def _energy(tile: Plane) -> float:
    inner = tile[_RIM - 1 : 1 - _RIM, _RIM - 1 : 1 - _RIM]
    across = cv2.subtract(inner[:, 1:], inner[:, :-1])
    down = cv2.subtract(inner[1:], inner[:-1])
    return float(cv2.norm(across, cv2.NORM_L2SQR) + cv2.norm(down, cv2.NORM_L2SQR))
