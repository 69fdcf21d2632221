"""Text overlay: what stands in the pin, how large, how readable, how much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np

from scorer.core.family import Family, evidence, measure
from scorer.core.pin import Creative
from scorer.core.units import Unit
from scorer.text.kinds import NOT_MESSAGE
from scorer.text.line.text_line import TextLine
from scorer.text.lines import read_text, text_lines
from scorer.wording.tokens import is_unspaced_script

_WCAG = "WCAG 2.2, 1.4.3"
# Cells across and down in which the room that text takes is counted.
_GRID = 400


def _number(
    unit: Unit,
    summary: str,
    source: str = "measured on the ink",
    **more: Any,  # noqa: ANN401 - as measure takes them
) -> Any:  # noqa: ANN401 - a dataclass field
    return measure(unit, summary, source=source, **more)


@dataclass(frozen=True, slots=True)
class TextOverlay:
    """The pin's overlay text; numbers count overlay lines only, not scene text."""

    line_count: int = _number(
        Unit.COUNT, "Lines of overlay text", label="lines of overlay text"
    )
    word_count: int = _number(
        Unit.COUNT, "Words of overlay text", label="words of overlay text"
    )
    block_count: int = _number(
        Unit.COUNT, "Blocks of overlay text", label="blocks of overlay text"
    )
    scene_line_count: int = _number(
        Unit.COUNT,
        "Lines on things in the photo",
        changeable=False,
        label="lines of text on things in the photo",
    )
    text_area_share: float = _number(
        Unit.SHARE,
        "Boxes of the lines' ink, share of the image",
        label="text area",
    )
    block_area_share: float = _number(
        Unit.SHARE,
        "Boxes around the lines with half a capital of room, share of the image",
        label="share of the picture that text takes",
    )
    cap_height_max_px: float | None = _number(
        Unit.PX,
        "Cap height of the largest line",
        label="height of the largest capitals in the file",
    )
    cap_height_min_px: float | None = _number(
        Unit.PX,
        "Cap height of the smallest message line (no URL, no brand)",
        label="height of the smallest capitals in the file",
    )
    cap_height_max_dp: float | None = _number(
        Unit.DP,
        "The largest line's cap height in a phone's feed",
        label="height of the largest capitals on a phone",
    )
    cap_height_min_dp: float | None = _number(
        Unit.DP,
        "The smallest message line's cap height in a phone's feed",
        label="height of the smallest capitals on a phone",
    )
    closeup_cap_height_min_dp: float | None = _number(
        Unit.DP,
        "The same when the pin is tapped and fills the phone",
        label="height of the smallest capitals when tapped",
    )
    contrast_min: float | None = _number(
        Unit.RATIO,
        "Contrast of the worst part of any line",
        _WCAG,
        label="lowest contrast of the text",
    )
    contrast_median: float | None = _number(
        Unit.RATIO,
        "Median line's contrast, each by its worst part",
        _WCAG,
        label="usual contrast of the text",
    )
    readable_share: float | None = _number(
        Unit.SHARE,
        "Parts of the lines with a contrast of 3 or more",
        _WCAG,
        label="share of the text with enough contrast",
    )
    leading_ratio: float | None = _number(
        Unit.NONE,
        "Baseline to baseline / cap height, median within blocks",
        label="line spacing",
        scale="in cap heights",
    )
    stroke_ratio: float | None = _number(
        Unit.NONE,
        "Stroke width / cap height, median line",
        label="thickness of the letters",
        scale="in cap heights",
    )
    typeface_count: int = _number(
        Unit.COUNT,
        "Groups of lines alike in case and weight: right for 58 % of drawn pins, at "
        "most one off for 95 %",
        label="typefaces",
    )
    margin_min_share: float | None = _number(
        Unit.SHARE,
        "Smallest distance of ink to an edge, share of the width",
        label="smallest margin around the text",
        scale="of the width",
    )
    clipped_line_count: int = _number(
        Unit.COUNT, "Lines that run off the image", label="lines that run off the image"
    )
    angle_max_deg: float | None = _number(
        Unit.DEG, "Largest turn of a line", label="tilt of the most tilted line"
    )
    confidence_min: float | None = _number(
        Unit.NONE,
        "Least sure reading, 0..1",
        "the OCR engine",
        changeable=False,
        label="how well the hardest line could be read",
        scale="0 to 1",
    )
    lines: tuple[TextLine, ...] = evidence("text_lines")
    dp_per_px: float = 0.183
    image_width_px: int = 1000
    image_height_px: int = 1500
    unread: str = ""

    @property
    def overlay(self) -> tuple[TextLine, ...]:
        """Lines that are overlay, in reading order."""
        return tuple(line for line in self.lines if line.role == "overlay")

    @property
    def message(self) -> tuple[TextLine, ...]:
        """Overlay lines without names, addresses, coupons, hashtags and ornament."""
        return tuple(line for line in self.overlay if line.kind not in NOT_MESSAGE)

    @property
    def unsure(self) -> tuple[TextLine, ...]:
        """Lines of which nobody can tell whether they are overlay."""
        return tuple(line for line in self.lines if line.role == "unsure")


@lru_cache(maxsize=1024)
def word_count(text: str) -> int:
    """Return the number of words; bullets, arrows and separators are none.

    In scripts that set no spaces two characters count as a word, as most words of
    Chinese have two.

    Example:
        >>> word_count("• Easy dinners → 20 min"), word_count("簡単夕食")
        (4, 2)
    """
    if is_unspaced_script(text):
        return (1 + sum(char.isalnum() for char in text)) // 2
    return sum(any(char.isalnum() for char in word) for word in text.split())


def _extract(creative: Creative) -> TextOverlay:
    lines = creative.once(text_lines)
    overlay = [line for line in lines if line.role == "overlay"]
    return TextOverlay(
        line_count=len(overlay),
        word_count=sum(word_count(line.text) for line in overlay),
        block_count=len({line.block for line in overlay}),
        scene_line_count=sum(line.role == "scene" for line in lines),
        typeface_count=len({_face(line) for line in overlay}),
        clipped_line_count=sum(line.is_clipped for line in overlay),
        **_sizes(overlay, creative),
        **_contrasts(overlay),
        **_layout(overlay, creative),
        lines=lines,
        dp_per_px=creative.dp_per_px,
        image_width_px=creative.width_px,
        image_height_px=creative.height_px,
        unread=creative.once(read_text).unread,
    )


def _sizes(overlay: Sequence[TextLine], creative: Creative) -> dict[str, Any]:
    caps = [line.cap_height_px for line in overlay]
    own = [line.cap_height_px for line in overlay if line.kind not in NOT_MESSAGE]
    largest, smallest = _of(max, caps), _of(min, own or caps)
    closeup = creative.settings.closeup_width_dp / creative.width_px
    return {
        "cap_height_max_px": largest,
        "cap_height_min_px": smallest,
        "cap_height_max_dp": _times(largest, creative.dp_per_px),
        "cap_height_min_dp": _times(smallest, creative.dp_per_px),
        "closeup_cap_height_min_dp": _times(smallest, closeup),
    }


def _contrasts(overlay: Sequence[TextLine]) -> dict[str, Any]:
    worst = [line.contrast for line in overlay if line.contrast is not None]
    readable = [
        line.readable_share for line in overlay if line.readable_share is not None
    ]
    return {
        "contrast_min": _of(min, worst),
        "contrast_median": _of(median, worst),
        "readable_share": _of(np.mean, readable),
        "confidence_min": _of(min, [line.confidence for line in overlay]),
    }


def _layout(overlay: Sequence[TextLine], creative: Creative) -> dict[str, Any]:
    width, height = creative.width_px, creative.height_px
    margins = [
        min(b.left, b.top, width - b.left - b.width, height - b.top - b.height) / width
        for b in (line.box for line in overlay)
    ]
    turns = [abs(line.angle_deg) for line in overlay]
    strokes = [line.stroke_px / line.cap_height_px for line in overlay]
    ink = sum(line.box.width * line.box.height for line in overlay)
    return {
        "text_area_share": min(1.0, ink / (width * height)),
        "block_area_share": _taken(overlay, width, height),
        "margin_min_share": _of(lambda values: max(0.0, min(values)), margins),
        "angle_max_deg": _of(max, turns),
        "stroke_ratio": _of(median, strokes),
        "leading_ratio": _of(median, _leadings(overlay)),
    }


def _leadings(overlay: Sequence[TextLine]) -> list[float]:
    pairs = pairwise(overlay)
    return [
        (b.baseline_px - a.baseline_px) / max(a.cap_height_px, b.cap_height_px)
        for a, b in pairs
        if a.block == b.block and b.baseline_px > a.baseline_px + 0.5 * a.cap_height_px
    ]


def _taken(lines: Sequence[TextLine], width: int, height: int) -> float:
    """Share of the image within half a capital's height of a line's box."""
    across, down = _GRID / width, _GRID / height
    taken = np.zeros((_GRID, _GRID), np.bool_)
    for line in lines:
        room = 0.5 * line.cap_height_px
        left, top, wide, high = line.box
        rows = slice(
            max(0, round((top - room) * down)), round((top + high + room) * down)
        )
        columns = slice(
            max(0, round((left - room) * across)), round((left + wide + room) * across)
        )
        taken[rows, columns] = True
    return float(taken.mean())


def _face(line: TextLine) -> tuple[bool, int]:
    """Case, and weight in steps of 6 % of the cap height."""
    return line.text.isupper(), round(line.stroke_px / line.cap_height_px / 0.06)


def _of(choose: Callable[[Any], Any], values: Sequence[float]) -> float | None:
    return float(choose(values)) if values else None


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


FAMILY = Family(
    record=TextOverlay,
    extract=_extract,
    version=9,
    reads=("ocr_engine", "languages", "feed_width_dp", "closeup_width_dp"),
)
