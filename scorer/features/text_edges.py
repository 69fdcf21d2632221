"""Rows of letters at the edge of the picture that are cut too far to be read."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Family, evidence, measure
from scorer.core.pin import Creative
from scorer.core.units import Box, Unit
from scorer.text.lines import text_lines
from scorer.vision.edge_rows import cut_rows


@dataclass(frozen=True, slots=True)
class TextEdges:
    """What is left of text at the upper and lower edge.

    Attributes:
        cut_rows: Where, in pixels of the upright image.
    """

    cut_row_count: int = measure(
        Unit.COUNT,
        "Rows of strokes like letters that the upper or lower edge cuts off, unread",
        source="none on 268 real pins, each of drawn rows that half or less is seen of",
        label="rows of letters cut off unread",
    )
    cut_rows: tuple[Box, ...] = evidence("cut_text_rows")


def _extract(creative: Creative) -> TextEdges:
    lines = [line.box for line in creative.once(text_lines)]
    scale = creative.scale
    rows = [
        Box(*(round(length * scale) for length in row))
        for row in cut_rows(creative.pixels)
    ]
    unread = tuple(row for row in rows if not any(row.meets(line) for line in lines))
    return TextEdges(cut_row_count=len(unread), cut_rows=unread)


FAMILY = Family(
    record=TextEdges,
    extract=_extract,
    version=3,
    reads=("ocr_engine", "languages"),
)
