"""What a line's pixels tell of how it came into the picture: printed or laid over.

Lettering laid over a picture is sharp, of one color, straight, and its panel is
smooth. Lettering on a thing has gone through a lens with the thing: it is as soft and
as grainy as the photo, lit from a side, and runs together or bends with its surface.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Mask, Rgb
from scorer.text.line.cap_height import CapHeight
from scorer.text.line.frame import LineFrame
from scorer.text.line.glyphs import Glyph
from scorer.text.line.ink import Ink
from scorer.vision.quantiles import median

_POINTS = 80
_STEP_PX, _REACH_PX = 0.5, 4.0
_LEAST_STEP = 0.35  # of the usual step between ink and background: a real edge
_LUMA = np.array([0.299, 0.587, 0.114], np.float32) * (100 / 255)
_FEWEST_GLYPHS = 4
_FEWEST_PIXELS = 30
_DEEP_PX = 2.5  # within an edge: neither soft nor beside what compression left there

_QUARTER = np.full(4, 0.25, np.float32)
_SQUARE = np.ones((3, 3), np.uint8)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Surface:
    """How a line lies in the picture; lengths in pixels of the picture.

    Attributes:
        ink_color: Mean of its ink, CIELAB.
        edge_px: How far ink takes to become background, about 1 where it is sharp.
        ink_grain: Median difference of a pixel within the ink from its neighbors,
            lightness 0..100; that behind the line where strokes are too thin.
        background_grain: The same behind the line.
        ink_shading: How much lightness changes along and across the ink, standard
            deviation of the plane that fits it.
        background_shading: The same behind the line.
        convergence: By how much more its capitals stand at one end, share of their
            height; 0 where too few characters tell.
        bend: How far the middle of its baseline lies off the straight, share of the
            cap height.
    """

    ink_color: tuple[float, float, float]
    edge_px: float
    ink_grain: float
    background_grain: float
    ink_shading: float
    background_shading: float
    convergence: float = 0.0
    bend: float = 0.0


def surface(
    pixels: Rgb, frame: LineFrame, ink: Ink, found: list[Glyph], cap: CapHeight | None
) -> Surface:
    """Return how a line lies in the picture.

    Args:
        pixels: The pin, shape (H, W, 3), uint8, sRGB.
        frame: The line cut out of it.
        ink: Its ink.
        found: Its characters.
        cap: Their height, None where none tells it.
    """
    full = _full_ink(ink.mask, frame.zoom)
    background = _background(ink.mask, frame)
    behind = _sampled(pixels, frame, background)
    inside = _sampled(pixels, frame, ink.mask if full is None else full)
    behind_grain = _grain(behind[0])
    convergence, bend = _distortion(found, cap) if cap else (0.0, 0.0)
    return Surface(
        ink_color=_color(frame, ink.mask if full is None else full),
        edge_px=_edge_px(pixels, frame, ink.mask),
        ink_grain=behind_grain if full is None else _grain(inside[0]),
        background_grain=behind_grain,
        ink_shading=_shading(*inside),
        background_shading=_shading(*behind),
        convergence=convergence,
        bend=bend,
    )


def _full_ink(mask: Mask, zoom: float) -> Mask | None:
    """Ink whose neighbors in the picture are ink, too; None where strokes are thin."""
    away = cv2.distanceTransform(mask.view(np.uint8), cv2.DIST_L2, 3)
    inner = away > max(1.0, _DEEP_PX * zoom)
    enough = np.count_nonzero(inner) >= _FEWEST_PIXELS * max(1.0, zoom * zoom)
    return np.asarray(inner) if enough else None


def _background(mask: Mask, frame: LineFrame) -> Mask:
    reach = 2 * max(2, frame.line_height // 14) + 1
    near = cv2.dilate(mask.view(np.uint8), np.ones((reach, reach), np.uint8)) > 0
    inside = np.zeros_like(mask)
    inside[frame.top : frame.bottom, frame.left : frame.right] = True
    return np.asarray(~near & inside)


def _color(frame: LineFrame, full: Mask) -> tuple[float, float, float]:
    mean = np.array(cv2.mean(frame.pixels, full.view(np.uint8))[:3], np.float32) / 255
    lab = cv2.cvtColor(mean.reshape(1, 1, 3), cv2.COLOR_RGB2LAB)[0, 0]
    return float(lab[0]), float(lab[1]), float(lab[2])


def _spots(mask: Mask) -> NDArray[np.intp]:
    """Some pixels of a mask as (x, y), evenly from all of it."""
    flat = np.flatnonzero(mask)
    chosen = flat[:: max(1, len(flat) // _POINTS)]
    return np.column_stack([chosen % mask.shape[1], chosen // mask.shape[1]])


def _sampled(pixels: Rgb, frame: LineFrame, mask: Mask) -> tuple[Floats, Floats]:
    """Lightness (n, 5) of pixels and their four neighbors, and places (n, 2)."""
    spots = _spots(mask)
    places = (np.column_stack([spots, np.ones(len(spots))]) @ frame.to_image.T).round()
    x, y = places.astype(np.intp).T
    rows, columns = pixels.shape[:2]
    dx, dy = np.array([[0, 1, -1, 0, 0], [0, 0, 0, 1, -1]])
    xs = np.clip(x[:, None] + dx, 0, columns - 1)
    ys = np.clip(y[:, None] + dy, 0, rows - 1)
    light: Floats = pixels[ys, xs].astype(np.float32) @ _LUMA
    return light, places.astype(np.float32)


def _grain(light: Floats) -> float:
    if len(light) < 8:
        return 0.0
    return float(median(np.abs(light[:, 0] - light[:, 1:] @ _QUARTER)))


def _shading(light: Floats, places: Floats) -> float:
    if len(light) < 12:
        return 0.0
    around = np.column_stack([places - places.mean(0), np.ones(len(places))])
    # A few pixels may be of other things: what is far from the median counts less.
    values = light[:, 0]
    middle = median(values)
    reach = max(2.0, 3 * median(np.abs(values - middle)))
    values = np.clip(values, middle - reach, middle + reach).astype(np.float64)
    fit = _fitted(around.astype(np.float64), values)
    off = values - fit
    explained = fit - fit.mean()
    # Noise alone tilts a plane: two of its degrees of freedom by so much.
    by_chance = 2 * float(off @ off) / len(values) / (len(values) - 3)
    square = float(explained @ explained) / len(values)
    return float(np.sqrt(max(0.0, square - by_chance)))


def _fitted(columns: NDArray[np.float64], values: NDArray[Any]) -> NDArray[Any]:
    """Return what a least-squares fit of the columns says of the values."""
    fit: NDArray[Any] = columns @ _coefficients(columns, values)
    return fit


def _coefficients(columns: NDArray[np.float64], values: NDArray[Any]) -> NDArray[Any]:
    squares = columns.T @ columns + 1e-9 * np.eye(columns.shape[1])
    found: NDArray[Any] = np.linalg.solve(squares, columns.T @ values)
    return found


def _edge_px(pixels: Rgb, frame: LineFrame, mask: Mask) -> float:
    """Median over the outline: the step there by the steepest slope within it."""
    ink = mask.view(np.uint8)
    rim = ink - cv2.erode(ink, _SQUARE)
    spots = _spots(np.asarray(rim, np.bool_))
    if len(spots) < 12:
        return 1.0
    soft = np.pad(cv2.blur(ink * 255, (5, 5)).astype(np.float32), 1, mode="edge")
    x, y = spots.T + 1
    falls = (soft[y, x - 1] - soft[y, x + 1], soft[y - 1, x] - soft[y + 1, x])
    outward = np.column_stack(falls) @ frame.to_image[:, :2].T
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-6)
    places = np.column_stack([spots, np.ones(len(spots))]) @ frame.to_image.T
    steps = np.arange(-_REACH_PX, _REACH_PX + _STEP_PX / 2, _STEP_PX)
    path = (places[:, None] + steps[None, :, None] * outward[:, None]).astype(
        np.float32
    )
    nothing = np.empty(0, np.float32)  # path holds both coordinates
    edge = cv2.BORDER_REPLICATE
    seen = cv2.remap(pixels, path, nothing, cv2.INTER_LINEAR, borderMode=edge)
    light = np.asarray(seen, np.float32) @ _LUMA
    return _rise(light)


def _rise(light: Floats) -> float:
    """Pixels that the steps (n, k) take, by their steepest slopes."""
    slopes = np.abs(np.diff(light, axis=1)) / _STEP_PX
    best = slopes.argmax(1)
    rows = np.arange(len(light))
    # The step counts within its reach: what lies further may be another stroke.
    reach = round(_REACH_PX / _STEP_PX / 2)
    around = np.clip(
        best[:, None] + np.arange(-reach, reach + 2), 0, light.shape[1] - 1
    )
    steps = np.ptp(light[rows[:, None], around], axis=1)
    kept = steps > _LEAST_STEP * median(steps)
    if not kept.any() or steps.max() <= 0:
        return 1.0
    rises = steps[kept] / np.maximum(slopes[rows, best][kept], 1e-3)
    return float(median(rises))


def _distortion(found: list[Glyph], cap: CapHeight) -> tuple[float, float]:
    """Return convergence and bend of characters of one kind."""
    for kind in (str.isupper, str.isdigit, str.islower):
        some = [g for g in found if kind(g.character) and g.character in _EVEN]
        if len(some) >= _FEWEST_GLYPHS:
            break
    else:
        return 0.0, 0.0
    x = np.array([(g.left + g.right) / 2 for g in some])
    width = float(np.ptp(x))
    if width < 3 * cap.pixels:
        return 0.0, 0.0
    at = (x - x.mean()) / width
    heights = np.array([g.bottom - g.top for g in some])
    usual = float(np.median(heights))
    kept = np.abs(heights - usual) < 0.3 * usual
    if np.count_nonzero(kept) < _FEWEST_GLYPHS:
        return 0.0, 0.0
    feet = np.array([g.bottom for g in some])[kept]
    at, heights = at[kept], heights[kept]
    ends = np.array([at.min(), at.max(), (at.min() + at.max()) / 2])
    line, curve = (np.vander(at, n) for n in (2, 3))
    slope = _coefficients(line, heights)[0]
    off = np.vander(ends, 3) @ _coefficients(curve, feet)
    bend = off[2] - (off[0] + off[1]) / 2
    return float(abs(slope) / usual), float(abs(bend) / usual)


_EVEN = frozenset("ABDEFHIKLMNPRTVWXYZ0123456789acemnorsuvwxz")
