"""Another shape for a pin: a crop, or where that would cut words, a new layout."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from scorer.core.family import Features
from scorer.core.fix import Crop, Layout
from scorer.core.units import Box
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.content import content
from scorer.text.line.text_line import TextLine

# Pinterest, creative best practices: 1000 x 1500 px.
_WIDTH_PX, _HEIGHT_PX = 1000, 1500
_ADVISED = f"{_WIDTH_PX} × {_HEIGHT_PX} px"
_TWO_TO_THREE = 2 / 3
# Shapes nearer to a wide and to a tall picture, which people and Pinterest take, too.
_FOUR_TO_FIVE, _NINE_TO_SIXTEEN = 4 / 5, 9 / 16
# A crop that keeps so much of the length of what is on the pin cuts into nothing.
_WHOLE = 0.96
# With less of its subject a picture shows something else.
_MOST_OF_IT = 0.85
# Narrower crops are soft in the feed: a column of 183 dp at three pixels each.
_LEAST_WIDTH_PX = 549
# Closer crops: room around what is kept, as a share of its longer side; smaller ones
# than the second, as shares of the pin's width, are of another picture, and larger ones
# than the third are no change.
_AIR, _CLOSEST, _HARDLY = 0.06, 0.4, 0.9
# Kept free beside words, share of the pin's width.
_EDGE_KEPT = 0.03
# Lines set anew: so many at most, together so wide and high, in shares of the pin, and
# the largest with such capitals. Rows are so full, and so high for their letters.
_MOST_LINES, _ACROSS, _DOWN, _EDGE = 6, 0.92, 0.5, 0.06
_CAP_DP = 9.0
_FILLED, _LEADING = 0.85, 1.25


def two_to_three(features: Features) -> tuple[str, Crop | Layout | None]:
    """Return the advice to make a picture 2:3, and the crop or layout that does it.

    A crop is advised only where it cuts through no text. Where 2:3 would cut into what
    is on the picture, it is the nearest shape that passes.

    Args:
        features: Geometry, and where they were measured text, focal point and clutter.
    """
    box, kept = cropped(features, _TWO_TO_THREE), content(features)
    picture = features[Geometry]
    is_wide = picture.width_px > _TWO_TO_THREE * picture.height_px
    shape, name = (_FOUR_TO_FIVE, "4:5") if is_wide else (_NINE_TO_SIXTEEN, "9:16")
    softer = cropped(features, shape)
    if softer is not None and (box is None or _cuts_less(softer, box, kept, is_wide)):
        advice, crop = _advised(softer, name, (_WIDTH_PX, round(_WIDTH_PX / shape)))
        why = ": 2:3 would cut into what is on it"
    elif box is not None:
        advice, crop = _advised(box, "2:3", (_WIDTH_PX, _HEIGHT_PX))
        why = ""
    else:
        why = "a crop would cut through the words"
        return f"lay it out anew at {_ADVISED}: {why}", _laid_out(features)
    if is_wide and (left := _kept_share(crop.box, features)) < _MOST_OF_IT:
        return _spared(advice, crop, left, features)
    return f"{advice}{why}", crop


def _spared(
    advice: str, crop: Crop, left: float, features: Features
) -> tuple[str, Crop | Layout | None]:
    """What to do with a wide picture where a crop leaves too little of the subject."""
    free = cropped(features, _TWO_TO_THREE, keeps_words=False)
    if free is not None and _kept_share(free, features) > left:
        why = "a crop that keeps the words would cut off what it shows"
        return f"lay it out anew at {_ADVISED}: {why}", _laid_out(features)
    lost = f"{100 * (1 - left):.0f} % of what it shows"
    return f"take an upright picture, or {advice}: that cuts off {lost}", crop


def _kept_share(crop: Box, features: Features) -> float:
    """How much of the subject's width and height a crop keeps, 0 to 1."""
    focus = features.get(FocalPoint)
    if focus is None:
        return 1.0
    subject = focus.subject_box
    seen = _within(
        Box(subject.left - crop.left, subject.top - crop.top, *subject[2:]),
        crop.width,
        crop.height,
    )
    return (seen.width * seen.height) / max(1, subject.width * subject.height)


def _cuts_less(softer: Box, box: Box, kept: Box | None, is_wide: bool) -> bool:
    """Whether the softer crop spares what 2:3 would cut; a landscape is cut by both."""
    if kept is None or _is_whole(kept, box):
        return False
    return _is_whole(kept, softer) or not is_wide


def _advised(box: Box, shape: str, size: tuple[int, int]) -> tuple[str, Crop]:
    if box.width < _LEAST_WIDTH_PX:
        width, height = size
        advice = f"crop the original to {shape} and export it at {width} × {height} px"
        return advice, Crop(box, *size)
    advice = f"crop it to {shape}, {box.width} × {box.height} px"
    return advice, Crop(box, box.width, box.height)


def _is_whole(kept: Box, box: Box) -> bool:
    """Whether a crop keeps nearly all of a place, across and down."""
    across = min(kept.left + kept.width, box.left + box.width)
    down = min(kept.top + kept.height, box.top + box.height)
    return (
        across - max(kept.left, box.left) >= _WHOLE * kept.width
        and down - max(kept.top, box.top) >= _WHOLE * kept.height
    )


def cropped(
    features: Features, aspect_ratio: float, *, keeps_words: bool = True
) -> Box | None:
    """Return the largest crop of a shape, as near to the subject as may be.

    Args:
        features: Geometry, and where they were measured text and focal point.
        aspect_ratio: Width / height of the crop.
        keeps_words: Whether it may cut through no text.

    Returns:
        None where each such crop cuts through text, or leaves it hardly an edge.
    """
    picture = features[Geometry]
    width, height = picture.width_px, picture.height_px
    kept = (
        max(1, min(width, round(height * aspect_ratio))),
        max(1, min(height, round(width / aspect_ratio))),
    )
    text, focus = features.get(TextOverlay), features.get(FocalPoint)
    has_words = text is not None and keeps_words
    lines = (*text.overlay, *text.unsure) if text and has_words else ()
    edge = round(_EDGE_KEPT * kept[0])
    words = [_within(_padded(line.box, edge), width, height) for line in lines]
    middle = _seen(focus, kept) if focus else Box(0, 0, width, height)
    return _crop(words, middle, (width, height), kept)


def _seen(focus: FocalPoint, kept: tuple[int, int]) -> Box:
    """The subject, with what may be faces where a crop of a size can hold both."""
    both = Box.around([focus.subject_box, *focus.faces])
    fits = both.width <= kept[0] and both.height <= kept[1]
    return both if fits else focus.subject_box


def closer(features: Features, kept: Box) -> Crop | None:
    """Return the smallest crop to 2:3 around a place and all words.

    Args:
        features: Geometry, and where it was measured text.
        kept: What is to be seen whole.

    Returns:
        None where that is hardly smaller than the pin, or leaves it.
    """
    picture, text = features[Geometry], features.get(TextOverlay)
    width, height = picture.width_px, picture.height_px
    words = [line.box for line in text.lines] if text else []
    edge, air = round(_EDGE_KEPT * width), round(_AIR * max(kept.width, kept.height))
    held = Box.around([_padded(kept, air), *(_padded(box, edge) for box in words)])
    left, top, wide, high = _within(held, width, height)
    across = max(wide, high * _TWO_TO_THREE, _CLOSEST * width)
    down = across / _TWO_TO_THREE
    if across > _HARDLY * width or down > height:
        return None
    box = Box(
        _clamped(left + (wide - across) / 2, width - across),
        _clamped(top + (high - down) / 2, height - down),
        round(across),
        round(down),
    )
    if box.width < _LEAST_WIDTH_PX:
        return Crop(box, _WIDTH_PX, _HEIGHT_PX)
    return Crop(box, box.width, box.height)


def _padded(box: Box, by: int) -> Box:
    left, top, width, height = box
    return Box(left - by, top - by, width + 2 * by, height + 2 * by)


def _within(box: Box, width: int, height: int) -> Box:
    """What of a box lies in a picture."""
    left, top = max(0, box.left), max(0, box.top)
    right = min(width, box.left + box.width)
    bottom = min(height, box.top + box.height)
    return Box(left, top, max(0, right - left), max(0, bottom - top))


def _clamped(start: float, last: float) -> int:
    return round(min(max(0.0, start), last))


def _crop(
    words: Sequence[Box], middle: Box, size: tuple[int, int], kept: tuple[int, int]
) -> Box | None:
    """The crop around the middle that holds all words; None where none does."""
    across = start(
        [(each.left, each.width) for each in words],
        (middle.left, middle.width),
        size[0],
        kept[0],
    )
    down = start(
        [(each.top, each.height) for each in words],
        (middle.top, middle.height),
        size[1],
        kept[1],
    )
    return None if across is None or down is None else Box(across, down, *kept)


def start(
    spans: Sequence[tuple[int, int]], middle: tuple[int, int], whole: int, kept: int
) -> int | None:
    """Return where a stretch begins that holds all spans, near to the middle.

    Args:
        spans: Start and length of what it has to hold, pixels.
        middle: Start and length of what is to be in its middle.
        whole: Length of what it is a part of.
        kept: Its own length.

    Returns:
        None where no stretch of that length holds them.
    """
    first = min((start for start, _ in spans), default=whole)
    last = max((start + length for start, length in spans), default=0)
    low, high = max(0, last - kept), min(whole - kept, first)
    if low > high:
        return None
    return min(high, max(low, round(middle[0] + (middle[1] - kept) / 2)))


def _laid_out(features: Features) -> Layout | None:
    """The subject at 2:3 with the words set anew, away from it, large enough to read.

    None where there are too many words for that: such a pin is made anew.
    """
    text, focus = features.get(TextOverlay), features.get(FocalPoint)
    box = cropped(features, _TWO_TO_THREE, keeps_words=False)
    if text is None or focus is None or box is None or text.unsure:
        return None
    lines = text.overlay
    if not 0 < len(lines) <= _MOST_LINES:
        return None
    largest = max(line.cap_height_px for line in lines)
    dp_per_px = text.dp_per_px * text.image_width_px / box.width
    factor = _CAP_DP / (largest * dp_per_px)
    tall = sum(_height(line, factor, _ACROSS * box.width) for line in lines)
    if tall > _DOWN * box.height:
        return None
    subject = focus.subject_box.top + focus.subject_box.height / 2 - box.top
    edge = _EDGE * box.height
    top = edge if subject > box.height / 2 else box.height - edge - tall
    boxes = tuple(line.box for line in lines)
    return Layout(box, boxes, factor, round(top), _WIDTH_PX, _HEIGHT_PX)


def _height(line: TextLine, factor: float, width: float) -> float:
    """Height of a line so many times as large, in as many rows as it needs."""
    rows = ceil(factor * line.box.width / (_FILLED * width))
    return rows * _LEADING * factor * line.box.height
