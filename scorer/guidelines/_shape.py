"""What the guidelines on a pin's shape advise: a crop, or a new layout."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.family import Features
from scorer.core.fix import Crop
from scorer.core.units import Box
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.features.text_overlay import TextOverlay

# Pinterest, creative best practices: 1000 x 1500 px.
_ADVISED = "1000 × 1500 px"
# Narrower crops are soft in the feed: a column of 183 dp at three pixels each.
_LEAST_WIDTH_PX = 549


def two_to_three(features: Features) -> tuple[str, Crop | None]:
    """Return the advice to make a picture 2:3, and the crop that does it.

    A crop is advised only where it cuts through no text and leaves enough pixels.

    Args:
        features: Geometry, and where they were measured text and focal point.
    """
    picture = features[Geometry]
    width, height = picture.width_px, picture.height_px
    kept = (min(width, round(height / 1.5)), min(height, round(width * 1.5)))
    text, focus = features.get(TextOverlay), features.get(FocalPoint)
    words = [line.box for line in (*text.overlay, *text.unsure)] if text else []
    middle = focus.subject_box if focus else Box(0, 0, width, height)
    box = _crop(words, middle, (width, height), kept)
    if box is None:
        why = "a crop would cut through the words"
        return f"lay it out anew at {_ADVISED}: {why}", None
    if box.width < _LEAST_WIDTH_PX:
        return f"crop the original to 2:3 and export it at {_ADVISED}", None
    advice = f"crop it to 2:3, {box.width} × {box.height} px"
    return advice, Crop(box, box.width, box.height)


def _crop(
    words: Sequence[Box], middle: Box, size: tuple[int, int], kept: tuple[int, int]
) -> Box | None:
    """The crop around the middle that holds all words; None where none does."""
    across = _start(
        [(each.left, each.width) for each in words],
        (middle.left, middle.width),
        size[0],
        kept[0],
    )
    down = _start(
        [(each.top, each.height) for each in words],
        (middle.top, middle.height),
        size[1],
        kept[1],
    )
    return None if across is None or down is None else Box(across, down, *kept)


def _start(
    spans: Sequence[tuple[int, int]], middle: tuple[int, int], whole: int, kept: int
) -> int | None:
    """Where a stretch begins that holds all spans, as near to the middle as may be."""
    first = min((start for start, _ in spans), default=whole)
    last = max((start + length for start, length in spans), default=0)
    low, high = max(0, last - kept), min(whole - kept, first)
    if low > high:
        return None
    return min(high, max(low, round(middle[0] + (middle[1] - kept) / 2)))
