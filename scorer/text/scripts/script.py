"""Which script a line is in, told by its picture, also where no engine can read it.

A window of the size of a letter slides along the line. In each, strokes are counted by
direction and place; a small network turns the counts into hints, and the mean and the
strongest of each hint over all windows say which script it is.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from scorer.core.storage.packaged import impossible, packaged, record

Floats = NDArray[np.float32]

# A line is seen 32 px high: an eighth of it is about the stroke of a bold letter.
_HEIGHT_PX = 32
_CELL_PX = 4
_DIRECTIONS = 8
_ROWS = _HEIGHT_PX // _CELL_PX
# A window is as wide as the line is high, about one letter and a half.
_WINDOW, _STEP = 8, 2
_LONGEST_PX = 640
_QUANTILE = 0.95
FITTED = "script/model.json"


class Script(StrEnum):
    """The scripts that are told apart, and what is no text."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    GREEK = "greek"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    DEVANAGARI = "devanagari"
    THAI = "thai"
    KOREAN = "korean"
    CJK = "cjk"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Network:
    """Hints of a place along a line, and what they say of the line.

    Attributes:
        hints: Weights (inputs, H) and bias (H,) of the first layer.
        verdict: Weights (2 H, scripts) and bias (scripts,) of the second.
    """

    hints: tuple[Floats, Floats]
    verdict: tuple[Floats, Floats]


def script_shares(line: NDArray[np.uint8]) -> dict[Script, float]:
    """Return how likely each script is, of a line that holds text or none.

    Args:
        line: The line, upright, of shape (H, W) in shades of gray or (H, W, 3) in
            sRGB, with the margin that a detector leaves around the ink.

    Returns:
        Probability by script, 0..1; they sum to 1.
    """
    found = shares_of(network(), windows(stroke_cells(line)))
    return dict(zip(Script, found, strict=True))


def shares_of(known: Network, seen: Floats) -> tuple[float, ...]:
    """Return what a network says of a line.

    Args:
        known: The network.
        seen: Places along the line, (N, its inputs).

    Returns:
        Probability by script, 0..1, in the order of ``Script``; they sum to 1.
    """
    hints = np.maximum(0, seen @ known.hints[0] + known.hints[1])
    line = np.concatenate([hints.mean(0), hints.max(0)])
    scores = line @ known.verdict[0] + known.verdict[1]
    above = np.exp(scores - scores.max())
    return tuple((above / above.sum()).tolist())


def stroke_cells(line: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return how much of a line's edges runs in each direction, cell by cell.

    Light on dark and dark on light give the same.

    Args:
        line: Of shape (H, W) or (H, W, 3).

    Returns:
        Of shape (columns, 8 rows, 8 directions), 0..255.
    """
    gray = cv2.cvtColor(line, cv2.COLOR_RGB2GRAY) if line.ndim == 3 else line
    height, width = gray.shape
    wanted = round(_HEIGHT_PX * width / height / _CELL_PX) * _CELL_PX
    wanted = min(_LONGEST_PX, max(_WINDOW * _CELL_PX, wanted))
    way = cv2.INTER_AREA if height > _HEIGHT_PX else cv2.INTER_LINEAR
    small = cv2.resize(gray, (wanted, _HEIGHT_PX), interpolation=way)
    plane = small.astype(np.float32)
    across = cv2.Sobel(plane, cv2.CV_32F, 1, 0, ksize=3)
    down = cv2.Sobel(plane, cv2.CV_32F, 0, 1, ksize=3)
    strength, angle = cv2.cartToPolar(across, down)
    place = angle.ravel() * np.float32(_DIRECTIONS / np.pi)
    first = place.astype(np.intp)
    share = place - first
    rows, columns = np.indices(small.shape, np.intp) // _CELL_PX
    cell = ((columns * _ROWS + rows) * _DIRECTIONS).ravel()
    size = wanted // _CELL_PX * _ROWS * _DIRECTIONS
    strong = strength.ravel()
    counts = np.bincount(cell + first % _DIRECTIONS, strong * (1 - share), size)
    counts += np.bincount(cell + (first + 1) % _DIRECTIONS, strong * share, size)
    top = float(np.quantile(counts, _QUANTILE)) or 1.0
    shades = 160 * np.sqrt(counts / top)
    shaped = np.minimum(255, shades).reshape(-1, _ROWS, _DIRECTIONS)
    return np.asarray(shaped, np.uint8)


def windows(cells: NDArray[np.uint8]) -> Floats:
    """Return the windows of a line, of shape (N, 512), 0..1."""
    flat = cells.reshape(len(cells), -1)
    view = sliding_window_view(flat, _WINDOW, axis=0)[::_STEP]
    seen = view.reshape(len(view), -1).astype(np.float32)
    return seen / np.float32(255)


@cache
def network() -> Network:
    """Return the network that the package carries.

    Raises:
        ModelError: The file is missing, damaged or was changed.
    """
    return read_network(packaged(FITTED))


def read_network(content: Mapping[str, Any]) -> Network:
    """Return the network of windows that a fitted file's content describes.

    Raises:
        ModelError: A number in it cannot be, or the layers do not fit each other.
    """
    stored = record(StoredNetwork, content, FITTED)
    return layers_of(stored, _ROWS * _WINDOW * _DIRECTIONS, FITTED)


def layers_of(stored: StoredNetwork, inputs: int, name: str) -> Network:
    """Return a network as it is kept.

    Args:
        stored: As JSON holds it.
        inputs: How many numbers it is given of a place.
        name: Of its file, below ``models/``.

    Raises:
        ModelError: The layers do not fit each other.
    """
    hints = read_layer(stored.hints, inputs, name)
    return Network(hints, scripts_layer(stored.verdict, 2 * len(hints[1]), name))


@dataclass(frozen=True, slots=True)
class StoredLayer:
    """A layer as JSON holds it: a byte a weight, by column a scale and a bias."""

    weights: str
    scale: list[float]
    bias: list[float]


@dataclass(frozen=True, slots=True)
class StoredNetwork:
    """Both layers of a network as JSON holds them."""

    hints: StoredLayer
    verdict: StoredLayer


def read_layer(kept: StoredLayer, rows: int, name: str) -> tuple[Floats, Floats]:
    """Return weights (rows, columns) and bias (columns,) of a layer as it is kept.

    A weight is a signed byte times its column's scale.

    Args:
        kept: As JSON holds it.
        rows: How many inputs it must have.
        name: Of its file, below ``models/``.

    Raises:
        ModelError: Weights are no base64, or of another number.
    """
    try:
        steps = np.frombuffer(base64.b64decode(kept.weights), np.int8)
    except ValueError as cause:
        raise impossible(name, "weights are no base64") from cause
    if len(kept.bias) != len(kept.scale) or len(steps) != rows * len(kept.scale):
        raise impossible(name, "a layer has too many weights, or too few")
    scale, bias = np.array(kept.scale, np.float32), np.array(kept.bias, np.float32)
    return steps.reshape(rows, len(scale)) * scale, bias


def scripts_layer(kept: StoredLayer, rows: int, name: str) -> tuple[Floats, Floats]:
    """Return weights and bias of a layer that tells all scripts apart.

    Raises:
        ModelError: As ``read_layer``, or it tells others apart.
    """
    weights, bias = read_layer(kept, rows, name)
    if len(bias) != len(Script):
        raise impossible(name, f"it tells {len(bias)} scripts apart")
    return weights, bias
