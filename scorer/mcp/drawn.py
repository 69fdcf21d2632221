"""Pictures of a report: the pin with its findings marked, and how a fix would look.

Both are drawn on the picture that the report carries; the pin's file is not opened.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from scorer.core.guideline import Finding
from scorer.core.pin import Rgb
from scorer.core.report import Report
from scorer.core.units import Box
from scorer.fixes.drawn import draw
from scorer.fixes.letters import Place
from scorer.reports import costliest_first
from scorer.vision.thumbnail import as_wide_as_fits

_MARK = (214, 40, 57)
# Programs of agents refuse answers above 1 MB, in which base64 takes a third more.
_ROOM = 600_000
_QUALITY = 85
_BETWEEN = 12  # px between as it is and as it should be
_AROUND = 0.6  # of its height: what is shown around what changed


def annotated(report: Report, most: int = 9) -> Rgb | None:
    """Return the pin with its findings outlined and numbered.

    Args:
        report: With a picture.
        most: Findings to mark; the costliest come first, as number 1.

    Returns:
        None where the report carries no picture.
    """
    pixels = picture(report)
    if pixels is None:
        return None
    scale = pixels.shape[1] / report.width_px
    sheet = Image.fromarray(pixels)
    draw = ImageDraw.Draw(sheet)
    height = max(14, pixels.shape[1] // 28)
    font = ImageFont.load_default(height)
    number = 0
    for result in costliest_first(report):
        for finding in result.findings:
            if finding.region is None or number == most:
                continue
            number += 1
            _outline(draw, _scaled(finding.region, scale), number, font, height)
    return np.asarray(sheet)


def mended(report: Report, finding: Finding) -> Rgb | None:
    """Return a finding's place as it is and, beside it, as it should be.

    Returns:
        None where the report carries no picture or the fix cannot be drawn.
    """
    pixels = picture(report)
    if pixels is None or finding.fix is None:
        return None
    scale = pixels.shape[1] / report.width_px
    made = draw(pixels, finding.fix, scale=scale, others=_other_lines(report, finding))
    if made.pixels.shape == pixels.shape:
        before, after = (_shown(each, made.changed) for each in (pixels, made.pixels))
    else:
        before, after = pixels, made.pixels
    height = max(before.shape[0], after.shape[0])
    width = before.shape[1] + _BETWEEN + after.shape[1]
    sheet = np.full((height, width, 3), 255, np.uint8)
    sheet[: before.shape[0], : before.shape[1]] = before
    sheet[: after.shape[0], before.shape[1] + _BETWEEN :] = after
    return sheet


def _other_lines(report: Report, finding: Finding) -> list[Box]:
    """Return the lines of a pin that a fix does not mean."""
    own = getattr(finding.fix, "boxes", ())
    found = report.evidence.get("text_lines")
    lines = found if isinstance(found, list) else []
    boxes = [line.get("box") for line in lines if isinstance(line, dict)]
    others = [Box(*box) for box in boxes if isinstance(box, list) and len(box) == 4]  # type: ignore[arg-type] # four numbers, as the schema has it
    return [box for box in others if box not in own]


def encoded(pictures: Sequence[Rgb], room: int = _ROOM) -> list[bytes]:
    """Return pictures as JPEG, each as wide as fits: an answer carries them all.

    Args:
        pictures: Pixels of each.
        room: Bytes that all of them may take.
    """
    share = room // max(1, len(pictures))
    return [
        as_wide_as_fits(Image.fromarray(pixels), _jpeg, share) for pixels in pictures
    ]


def _jpeg(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    return buffer.getvalue()


def picture(report: Report) -> Rgb | None:
    """Return the pin as its report carries it; None where it has no picture."""
    _, _, data = report.thumbnail.partition(",")
    if not data or not report.width_px:
        return None
    with Image.open(io.BytesIO(base64.b64decode(data)), formats=["WEBP"]) as stored:
        return np.array(stored.convert("RGB"))


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


def _shown(pixels: Rgb, changed: Place) -> Rgb:
    """Return the part around what changed."""
    high, wide = pixels.shape[:2]
    left, top, width, height = changed
    around = max(12.0, _AROUND * height)
    rows = slice(
        max(0, min(high - 1, round(top - around))), round(top + height + around)
    )
    columns = slice(
        max(0, min(wide - 1, round(left - around))), round(left + width + around)
    )
    return pixels[rows, columns]
