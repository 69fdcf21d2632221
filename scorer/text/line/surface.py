"""What a line's pixels tell of how it came into the picture: printed or laid over.

Lettering laid over a picture is sharp, of one color, straight, and its panel is
smooth. Lettering on a thing has gone through a lens with the thing: it is as soft and
as grainy as the photo, lit from a side, and runs together or bends with its surface.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Mask, Rgb
from scorer.text.ink.frame import LineFrame
from scorer.text.ink.glyphs import Glyph
from scorer.text.ink.ink import Ink
from scorer.text.line.cap_height import CapHeight
from scorer.vision.quantiles import median

_POINTS = 80
_STEP_PX, _REACH_PX = 0.5, 4.0
_LEAST_STEP = 0.35  # of the usual step between ink and background: a real edge
_LUMA = np.array([0.299, 0.587, 0.114], np.float32) * (100 / 255)
_FEWEST_GLYPHS = 4
_FEWEST_PIXELS = 30
_DEEP_PX = 2.5  # within an edge: neither soft nor beside what compression left there

_STEPS = np.arange(-_REACH_PX, _REACH_PX + _STEP_PX / 2, _STEP_PX).astype(np.float32)
_AROUND = np.arange(
    -round(_REACH_PX / _STEP_PX / 2), round(_REACH_PX / _STEP_PX / 2) + 2
)
_NEIGHBORS = np.array([(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)])
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
    pixels: Rgb,
    frame: LineFrame,
    ink: Ink,
    found: list[Glyph],
    cap: CapHeight | None,
    depth: Floats,
) -> Surface:
    """Return how a line lies in the picture.

    Args:
        pixels: The pin, shape (H, W, 3), uint8, sRGB.
        frame: The line cut out of it.
        ink: Its ink.
        found: Its characters.
        cap: Their height, None where none tells it.
        depth: How far each pixel of the ink is from its edge, frame pixels.
    """
    full = _full_ink(depth, frame.zoom)
    solid = ink.mask if full is None else full
    spots = [_spots(mask) for mask in (_background(ink.mask, frame), solid)]
    light, places, color = _sampled(pixels, frame, np.concatenate(spots))
    count = len(spots[0])
    behind, inside = light[:count], light[count:]
    behind_grain = _grain(behind)
    convergence, bend = _distortion(found, cap) if cap else (0.0, 0.0)
    return Surface(
        ink_color=_lab(color[count:].mean(0)),
        edge_px=_edge_px(pixels, frame, ink.mask),
        ink_grain=behind_grain if full is None else _grain(inside),
        background_grain=behind_grain,
        ink_shading=_shading(inside, places[count:]),
        background_shading=_shading(behind, places[:count]),
        convergence=convergence,
        bend=bend,
    )


def _full_ink(away: Floats, zoom: float) -> Mask | None:
    """Ink whose neighbors in the picture are ink, too; None where strokes are thin."""
    inner = away > max(1.0, _DEEP_PX * zoom)
    enough = np.count_nonzero(inner) >= _FEWEST_PIXELS * max(1.0, zoom * zoom)
    return np.asarray(inner) if enough else None


def _background(mask: Mask, frame: LineFrame) -> Mask:
    reach = 2 * max(2, frame.line_height // 14) + 1
    inside = slice(frame.top, frame.bottom), slice(frame.left, frame.right)
    near = cv2.dilate(mask.view(np.uint8), np.ones((reach, reach), np.uint8))
    found = np.zeros_like(mask)
    np.equal(near[inside], 0, out=found[inside])
    return found


def _lab(color: Floats) -> tuple[float, float, float]:
    single = (color / 255).astype(np.float32).reshape(1, 1, 3)
    lab = cv2.cvtColor(single, cv2.COLOR_RGB2LAB)[0, 0]
    return float(lab[0]), float(lab[1]), float(lab[2])


def _spots(mask: Mask) -> NDArray[np.intp]:
    """Some pixels of a mask as (x, y), evenly from all of it."""
    flat = np.flatnonzero(mask)
    chosen = flat[:: max(1, len(flat) // _POINTS)]
    return np.array([chosen % mask.shape[1], chosen // mask.shape[1]]).T


def _sampled(
    pixels: Rgb, frame: LineFrame, spots: NDArray[np.intp]
) -> tuple[Floats, Floats, Floats]:
    """Lightness (n, 5) of pixels and their four neighbors, places (n, 2), colors."""
    turn, begin = frame.to_image[:, :2], frame.to_image[:, 2]
    places = (spots @ turn.T + begin).round().astype(np.intp)
    rows, columns = pixels.shape[:2]
    around = places[:, None] + _NEIGHBORS
    x = np.minimum(np.maximum(around[..., 0], 0), columns - 1)
    y = np.minimum(np.maximum(around[..., 1], 0), rows - 1)
    seen = pixels.reshape(-1, 3).take(y * columns + x, axis=0).astype(np.float32)
    light: Floats = seen @ _LUMA
    return light, places.astype(np.float32), seen[:, 0]


def _grain(light: Floats) -> float:
    if len(light) < 8:
        return 0.0
    return float(median(np.abs(light[:, 0] - light[:, 1:] @ _QUARTER)))


def _shading(light: Floats, places: Floats) -> float:
    if len(light) < 12:
        return 0.0
    x, y = (places - places.mean(0)).T.astype(np.float64)
    # A few pixels may be of other things: what is far from the median counts less.
    values = light[:, 0]
    middle = median(values)
    reach = max(2.0, 3 * median(np.abs(values - middle)))
    clipped = np.minimum(np.maximum(values, middle - reach), middle + reach)
    off = clipped.astype(np.float64)
    off -= off.mean()
    xx, xy, yy = float(x @ x), float(x @ y), float(y @ y)
    xv, yv = float(x @ off), float(y @ off)
    spread = max(xx * yy - xy * xy, 1e-9)
    right, down = (yy * xv - xy * yv) / spread, (xx * yv - xy * xv) / spread
    # What a plane explains of the variance, and what it leaves.
    explained = right * xv + down * yv
    left = max(0.0, float(off @ off) - explained)
    # Noise alone tilts a plane: two of its degrees of freedom by so much.
    by_chance = 2 * left / len(values) / (len(values) - 3)
    return math.sqrt(max(0.0, explained / len(values) - by_chance))


def _edge_px(pixels: Rgb, frame: LineFrame, mask: Mask) -> float:
    """Median over the outline: the step there by the steepest slope within it."""
    ink = mask.view(np.uint8)
    rim = ink - cv2.erode(ink, _SQUARE)
    spots = _spots(np.asarray(rim, np.bool_))
    if len(spots) < 12:
        return 1.0
    soft = cv2.boxFilter(ink, -1, (5, 5), normalize=False).ravel()  # 0 to 25
    x, y = spots.T
    last_row, columns = mask.shape[0] - 1, mask.shape[1]
    row = y * columns
    before, after = row + np.maximum(x - 1, 0), row + np.minimum(x + 1, columns - 1)
    above = np.maximum(y - 1, 0) * columns + x
    below = np.minimum(y + 1, last_row) * columns + x
    turn = frame.to_image[:, :2].astype(np.float32)
    falls = np.empty(spots.shape, np.float32)
    falls[:, 0] = soft.take(before).astype(np.float32) - soft.take(after)
    falls[:, 1] = soft.take(above).astype(np.float32) - soft.take(below)
    outward = falls @ turn.T
    length = np.sqrt(np.einsum("ij,ij->i", outward, outward))
    outward /= np.maximum(length, 1e-6)[:, None]
    places = spots.astype(np.float32) @ turn.T + frame.to_image[:, 2].astype(np.float32)
    along, down = (
        places[:, axis, None] + _STEPS * outward[:, axis, None] for axis in (0, 1)
    )
    edge = cv2.BORDER_REPLICATE
    seen = cv2.remap(pixels, along, down, cv2.INTER_LINEAR, borderMode=edge)
    light = np.asarray(seen, np.float32) @ _LUMA
    return _rise(light)


def _rise(light: Floats) -> float:
    """Pixels that the steps (n, k) take, by their steepest slopes."""
    slopes = np.abs(light[:, 1:] - light[:, :-1])
    best = slopes.argmax(1)
    begins = np.arange(0, light.size, light.shape[1])
    # The step counts within its reach: what lies further may be another stroke.
    around = np.minimum(np.maximum(best[:, None] + _AROUND, 0), light.shape[1] - 1)
    near = light.ravel().take(around + begins[:, None])
    steps = near.max(1) - near.min(1)
    kept = steps > _LEAST_STEP * median(steps)
    if not kept.any() or steps.max() <= 0:
        return 1.0
    steepest = slopes.max(1)[kept] / _STEP_PX
    return float(median(steps[kept] / np.maximum(steepest, 1e-3)))


def _distortion(found: list[Glyph], cap: CapHeight) -> tuple[float, float]:
    """Return convergence and bend of characters of one kind."""
    even = [glyph for glyph in found if glyph.character in _EVEN]
    for kind in (str.isupper, str.isdigit, str.islower):
        some = [glyph for glyph in even if kind(glyph.character)]
        if len(some) >= _FEWEST_GLYPHS:
            break
    else:
        return 0.0, 0.0
    places = [(g.left + g.right, g.bottom - g.top, g.bottom) for g in some]
    x, heights, feet = np.array(places, np.float64).T
    width = float(np.ptp(x)) / 2
    if width < 3 * cap.pixels:
        return 0.0, 0.0
    at = (x - x.mean()) / (2 * width)
    usual = float(median(heights))
    kept = np.abs(heights - usual) < 0.3 * usual
    if np.count_nonzero(kept) < _FEWEST_GLYPHS:
        return 0.0, 0.0
    at, heights, feet = at[kept], heights[kept], feet[kept]
    off = at - at.mean()
    slope = float(off @ heights) / max(float(off @ off), 1e-9)
    # The parabola of the feet, from chord to arc: a quarter of its curve by width.
    curve = np.array([np.ones_like(at), at, at * at])
    squares = curve @ curve.T + 1e-9 * np.eye(3)
    bent = float(np.linalg.solve(squares, curve @ feet)[2])
    sag = bent * float(np.ptp(at)) ** 2 / 4
    return abs(slope) / usual, abs(sag) / usual


_EVEN = frozenset("ABDEFHIKLMNPRTVWXYZ0123456789acemnorsuvwxz")
