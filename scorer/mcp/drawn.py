"""Pictures of a report: the pin with its findings marked, and how a fix would look.

Both are drawn on the picture that the report carries; the pin's file is not opened.
"""

from __future__ import annotations

import base64
import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from scorer.core.fix import Color, Crop, Fix, Lift, Move, Panel, Scale, Text
from scorer.core.guideline import Finding
from scorer.core.report import Report
from scorer.core.units import Box
from scorer.reports._ranking import costliest_first

Pixels = NDArray[np.uint8]

_MARK = (214, 40, 57)
_BETWEEN = 12  # px between as it is and as it should be
_AROUND = 0.6  # of a line's height: what is shown around it


def annotated(report: Report, most: int = 9) -> bytes | None:
    """Return the pin with its findings outlined and numbered, as PNG.

    Args:
        report: With a picture.
        most: Findings to mark; the costliest come first, as number 1.

    Returns:
        None where the report carries no picture.
    """
    pixels = _picture(report)
    if pixels is None:
        return None
    scale = pixels.shape[1] / report.width_px
    picture = Image.fromarray(pixels)
    draw = ImageDraw.Draw(picture)
    height = max(14, pixels.shape[1] // 28)
    font = ImageFont.load_default(height)
    number = 0
    for result in costliest_first(report):
        for finding in result.findings:
            if finding.region is None or number == most:
                continue
            number += 1
            _outline(draw, _scaled(finding.region, scale), number, font, height)
    return _png(np.asarray(picture))


def mended(report: Report, finding: Finding) -> bytes | None:
    """Return a finding's place as it is and, beside it, as it should be, as PNG.

    Returns:
        None where the report carries no picture or the fix cannot be drawn.
    """
    pixels = _picture(report)
    if pixels is None or finding.fix is None:
        return None
    scale = pixels.shape[1] / report.width_px
    before, after = _pair(pixels, finding.fix, scale)
    height = max(before.shape[0], after.shape[0])
    width = before.shape[1] + _BETWEEN + after.shape[1]
    sheet = np.full((height, width, 3), 255, np.uint8)
    sheet[: before.shape[0], : before.shape[1]] = before
    sheet[: after.shape[0], before.shape[1] + _BETWEEN :] = after
    return _png(sheet)


def _picture(report: Report) -> Pixels | None:
    _, _, data = report.thumbnail.partition(",")
    if not data or not report.width_px:
        return None
    with Image.open(io.BytesIO(base64.b64decode(data)), formats=["WEBP"]) as picture:
        return np.array(picture.convert("RGB"))


def _png(pixels: Pixels) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def _scaled(box: Box, scale: float) -> tuple[int, int, int, int]:
    left, top = round(box.left * scale), round(box.top * scale)
    right = round((box.left + box.width) * scale)
    bottom = round((box.top + box.height) * scale)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _outline(
    draw: ImageDraw.ImageDraw,
    place: tuple[int, int, int, int],
    number: int,
    font: ImageFont.ImageFont | ImageFont.FreeTypeFont,
    height: int,
) -> None:
    """Draw a frame outside of a place, and its number at the corner."""
    left, top, right, bottom = place
    frame = (left - 6, top - 6, right + 6, bottom + 6)
    draw.rectangle(frame, outline=_MARK, width=3)
    x, y = max(0, frame[0] - 2), max(0, frame[1] - height - 4)
    draw.rectangle((x, y, x + height + 4, y + height + 4), fill=_MARK)
    middle = (x + height / 2 + 2, y + height / 2 + 2)
    draw.text(middle, str(number), fill="white", font=font, anchor="mm")


def _pair(pixels: Pixels, fix: Fix, scale: float) -> tuple[Pixels, Pixels]:
    """Return what a fix concerns, before and after."""
    if isinstance(fix, Crop):
        return pixels, _inside(pixels, _scaled(fix.box, scale))
    if isinstance(fix, Lift):
        return pixels, _lifted(pixels, fix)
    places = [_scaled(box, scale) for box in fix.boxes]
    if isinstance(fix, Scale):
        around = _around(pixels, places, fix.factor)
        after = _enlarged(pixels, places, fix.factor)
    elif isinstance(fix, Move):
        goals = [_scaled(box, scale) for box in fix.places]
        around = _around(pixels, [*places, *goals])
        after = _moved(pixels, places, goals)
    else:
        around = _around(pixels, places)
        after = _inked(pixels, places, fix)
    return _inside(pixels, around), _inside(after, around)


def _inked(
    pixels: Pixels, places: list[tuple[int, int, int, int]], fix: Color | Panel | Text
) -> Pixels:
    """Return pixels with lines in another color, on a panel, or taken out."""
    if isinstance(fix, Text):
        return _without(pixels, places)
    after = pixels.copy()
    for place in places:
        if isinstance(fix, Panel):
            _paneled(after, pixels, place, fix)
        else:
            line = _inside(pixels, place)
            cover = _cover(line, _rgb(fix.ink), _rgb(fix.background))
            _mix(after, place, cover, _rgb(fix.color))
    return after


def _inside(pixels: Pixels, place: tuple[int, int, int, int]) -> Pixels:
    left, top, right, bottom = place
    height, width = pixels.shape[:2]
    top, left = min(max(0, top), height - 1), min(max(0, left), width - 1)
    return pixels[top : max(top + 1, bottom), left : max(left + 1, right)]


def _around(
    pixels: Pixels, places: list[tuple[int, int, int, int]], factor: float = 1.0
) -> tuple[int, int, int, int]:
    """Return the place around lines, with the room that they take when enlarged."""
    height, width = pixels.shape[:2]
    left, top = (min(each[k] for each in places) for k in (0, 1))
    right, bottom = (max(each[k] for each in places) for k in (2, 3))
    margin = max(12.0, _AROUND * max(each[3] - each[1] for each in places))
    more_x = margin + (factor - 1) * (right - left) / 2
    more_y = margin + (factor - 1) * (bottom - top) / 2
    return (
        max(0, round(left - more_x)),
        max(0, round(top - more_y)),
        min(width, round(right + more_x)),
        min(height, round(bottom + more_y)),
    )


def _without(pixels: Pixels, places: list[tuple[int, int, int, int]]) -> Pixels:
    """Return pixels with what stands in places painted over by what is around them."""
    mask = np.zeros(pixels.shape[:2], np.uint8)
    for left, top, right, bottom in places:
        mask[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2] = 255
    return np.asarray(cv2.inpaint(pixels, mask, 5, cv2.INPAINT_TELEA), np.uint8)


def _enlarged(
    pixels: Pixels, places: list[tuple[int, int, int, int]], factor: float
) -> Pixels:
    """Return pixels with lines set larger, spread from their common middle."""
    left, top = (min(each[k] for each in places) for k in (0, 1))
    right, bottom = (max(each[k] for each in places) for k in (2, 3))
    middle = ((left + right) / 2, (top + bottom) / 2)
    goals = []
    for place in places:
        x = middle[0] + factor * ((place[0] + place[2]) / 2 - middle[0])
        y = middle[1] + factor * ((place[1] + place[3]) / 2 - middle[1])
        half_x = factor * (place[2] - place[0]) / 2
        half_y = factor * (place[3] - place[1]) / 2
        goals.append(
            (round(x - half_x), round(y - half_y), round(x + half_x), round(y + half_y))
        )
    return _moved(pixels, places, goals)


def _moved(
    pixels: Pixels,
    places: list[tuple[int, int, int, int]],
    goals: list[tuple[int, int, int, int]],
) -> Pixels:
    """Return pixels with the contents of places at their goals, as large as these."""
    cut = [_inside(pixels, place).copy() for place in places]
    after = _without(pixels, places)
    height, width = after.shape[:2]
    for content, (left, top, right, bottom) in zip(cut, goals, strict=True):
        size = (max(1, right - left), max(1, bottom - top))
        drawn = cv2.resize(content, size, interpolation=cv2.INTER_CUBIC)
        x, y = max(0, left), max(0, top)
        w, h = min(width, left + size[0]) - x, min(height, top + size[1]) - y
        if w > 0 and h > 0:
            after[y : y + h, x : x + w] = drawn[y - top :, x - left :][:h, :w]
    return after


def _rgb(color: str) -> NDArray[np.float64]:
    return np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)], float)


def _cover(
    pixels: Pixels, ink: NDArray[np.float64], background: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how much of each pixel is ink, 0 to 1, of shape (H, W)."""
    way = ink - background
    return np.clip((pixels - background) @ way / max(1.0, float(way @ way)), 0, 1)


def _mix(
    pixels: Pixels,
    place: tuple[int, int, int, int],
    cover: NDArray[np.float64],
    color: NDArray[np.float64],
) -> None:
    """Lay a color over a place, where and as much as it is covered."""
    target = _inside(pixels, place)
    mixed = target + cover[..., None] * (color - target)
    target[:] = np.clip(np.rint(mixed), 0, 255).astype(np.uint8)


def _paneled(
    after: Pixels, pixels: Pixels, place: tuple[int, int, int, int], fix: Panel
) -> None:
    """Lay a panel behind a line, and its letters on it."""
    line = _inside(pixels, place)
    edge = np.concatenate([line[0], line[-1], line[:, 0], line[:, -1]])
    behind = np.median(edge, axis=0)
    away = np.linalg.norm(line - behind, axis=2)
    cover = np.clip(away / max(1.0, float(np.quantile(away, 0.95))), 0, 1)
    pad = max(4, (place[3] - place[1]) // 4)
    wide = (place[0] - pad, place[1] - pad, place[2] + pad, place[3] + pad)
    _inside(after, wide)[:] = _rgb(fix.color).astype(np.uint8)
    _mix(after, place, cover, _rgb(fix.ink))


def _lifted(pixels: Pixels, fix: Lift) -> Pixels:
    lab = cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    span = max(1e-6, fix.white - fix.black)
    lab[..., 0] = 100 * np.clip((lab[..., 0] - fix.black) / span, 0, 1) ** fix.gamma
    rgb = cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)
    return np.clip(np.rint(255 * rgb), 0, 255).astype(np.uint8)
