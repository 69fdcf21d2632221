"""An empty place filled: words set larger, or the picture cropped closer."""

from __future__ import annotations

from math import sqrt

from scorer.core.family import Features
from scorer.core.fix import Crop, Scale
from scorer.core.units import Box
from scorer.features.clutter import Clutter
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.crop import closer
from scorer.text.line.text_line import TextLine

# Words get so many times larger at least, or it is not worth while, and at most.
_LEAST, _MOST = 1.15, 1.8
# Wider than this share of the pin's width is a band across it, narrower a side.
_ACROSS = 0.8
# Share of full clutter from which a place of the map is more than ground.
_SOMETHING = 0.25


def words_filling(text: TextOverlay, void: Box) -> Scale | None:
    """Return the words beside an empty place, as large as fills most of it.

    Args:
        text: Whose message is set larger.
        void: The empty place.

    Returns:
        None where no words stand beside it, or they would hardly get larger.
    """
    lines = _beside(text, void)
    if not lines:
        return None
    top = min(line.box.top for line in lines)
    height = max(line.box.top + line.box.height for line in lines) - top
    width = max(line.box.width for line in lines)
    if void.width >= _ACROSS * text.image_width_px:
        # Rows get longer and more of them: both sides share what is gained.
        factor = sqrt(1 + void.height / max(1, height))
    else:
        factor = 1 + void.width / max(1, width)
    factor = round(min(_MOST, factor), 1)
    return Scale(tuple(line.box for line in lines), factor) if factor > _LEAST else None


def around_content(features: Features) -> Crop | None:
    """Return the crop to 2:3 around everything that is more than plain ground.

    Args:
        features: Geometry, and where they were measured clutter and focal point.
    """
    clutter, focus = features.get(Clutter), features.get(FocalPoint)
    if clutter is None or focus is None:
        return None
    boxes = [focus.subject_box, *_busy(clutter.map, features[Geometry])]
    left, top = min(x.left for x in boxes), min(x.top for x in boxes)
    right = max(x.left + x.width for x in boxes)
    bottom = max(x.top + x.height for x in boxes)
    return closer(features, Box(left, top, right - left, bottom - top))


def _beside(text: TextOverlay, void: Box) -> list[TextLine]:
    """The message above an empty place, or else below it; of a side, that along it."""
    end = void.top + void.height
    middles = [(x.box.top + x.box.height / 2, x) for x in text.message]
    if void.width < _ACROSS * text.image_width_px:
        along = [x for middle, x in middles if void.top <= middle <= end]
        return [x for x in along if not _is_apart(x.box, void)]
    above = [x for middle, x in middles if middle < void.top]
    below = [x for middle, x in middles if middle > end]
    return max(above, below, key=lambda lines: sum(x.box.height for x in lines))


def _is_apart(box: Box, void: Box) -> bool:
    """Whether a line goes on beyond the empty place, so that it has no room there."""
    return box.left < void.left and box.left + box.width > void.left + void.width


def _busy(shares: tuple[tuple[float, ...], ...], picture: Geometry) -> list[Box]:
    """The box of all places of a map that are more than ground; empty for none."""
    rows = [y for y, row in enumerate(shares) if max(row, default=0) >= _SOMETHING]
    columns = (
        [x for x in range(len(shares[0])) if max(y[x] for y in shares) >= _SOMETHING]
        if shares
        else []
    )
    if not rows or not columns:
        return []
    across = picture.width_px / len(shares[0])
    down = picture.height_px / len(shares)
    return [
        Box(
            round(columns[0] * across),
            round(rows[0] * down),
            round((columns[-1] + 1 - columns[0]) * across),
            round((rows[-1] + 1 - rows[0]) * down),
        )
    ]
