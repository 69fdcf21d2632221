"""Text that is cut off at the edge of the picture.

## What it checks
Whether any line runs into the edge of the image, or goes on beyond it.

## Why it matters
Words that are cut look broken and are often unreadable.

## How it is measured
The tight box of each overlay line's ink, against the image's edges. A line that ends
within a letter's gap of an edge counts, and so does one beside which the outermost
pixels show a sliver of the next letter; so does a row of strokes at the upper or lower
edge that has the spacing of letters on plain ground, half a fault, since how large it
is cannot be told. A cut headline is a fault in full, a smaller
line counts as far as it is large.

## How to fix it
Move the line inwards, make it smaller, or break it in two, so that it keeps clear of
the edge.

## Known limits
Giant figures that are cut on purpose are reported, too. Decorated letters that melt
into what is around them are left for a look. A sentence that ends early within the
picture is not found, nor text of which a panel hides a part.

## Sources
Pinterest, creative specs: text outside the safe zone may be covered or cut.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Box, Quantity, Unit
from scorer.features.text_edges import TextEdges
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.place import moved_inside
from scorer.guidelines._overlay import (
    MARGIN_SHARE,
    is_sure,
    judged_lines,
    quoted,
    without_overlay,
)
from scorer.text.line.text_line import TextLine
from scorer.wording.spelling.known_words import is_word, plain_letters

# A line counts in full from this share of the height of the largest letters.
_FULL_SIZE = 0.75
# How large a row is that cannot be read, nobody knows: half a fault.
_UNREAD_ROW = 0.5
# Share of the capitals by which lines of a block begin apart, and a sure reading.
_INSET, _READ, _LEAST_LETTERS = 0.2, 0.99, 4
_TURNED_DEG = 8.0
# Of 14 real lines that end at an edge, those that are cut have 0.7 and more.
_CUT_OUT_SURELY = 0.65


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    clipped_line_count: float = limit(
        0, Unit.COUNT, "Most clipped lines that pass", source="whole words are read"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text, rows = features[TextOverlay], features[TextEdges].cut_rows
    absent = without_overlay(text)
    if absent and not rows:
        return absent
    clipped = [line for line in text.overlay if line.is_clipped]
    count = len(clipped) + len(rows)
    if count <= limits.clipped_line_count:
        return Verdict.judged((), score=1.0)
    clipped.sort(key=lambda line: -line.cap_height_px)
    findings = [
        *(_finding(line, text, count, limits) for line in clipped),
        *(_row_finding(row, count, limits) for row in rows),
    ]
    if rows and not any(is_sure(line) for line in clipped):
        return Verdict.judged(findings, score=1 - _UNREAD_ROW)
    if not rows and all(_is_doubtful(line, text) for line in clipped):
        return Verdict.review(findings, reason="it may just touch the edge")
    largest = max(line.cap_height_px for line in text.overlay)
    size = clipped[0].cap_height_px / (_FULL_SIZE * largest)
    return judged_lines(findings, clipped, score=1 - size)


def _is_doubtful(line: TextLine, text: TextOverlay) -> bool:
    """Whether a line may only seem to be cut.

    Around a turned one there is room, and where ink and ground are not surely told
    apart, what reaches the edge may be the ground.
    """
    is_turned = abs(line.angle_deg) > _TURNED_DEG
    is_mixed = 0 < line.ink_quality < _CUT_OUT_SURELY
    return is_turned or is_mixed or _is_whole(line, text)


def _is_whole(line: TextLine, text: TextOverlay) -> bool:
    """Whether a line at the left edge begins with a word, further left than its block.

    A frame at the edge that is taken for a part of its first letter makes it so.
    """
    beside = [x.box.left for x in text.overlay if x.block == line.block and x != line]
    inset = _INSET * line.cap_height_px
    if not beside or line.box.left > inset or min(beside) < line.box.left + inset:
        return False
    first = plain_letters(line.text.split()[0]) if line.text.split() else ""
    return line.confidence >= _READ and len(first) >= _LEAST_LETTERS and is_word(first)


def _finding(line: TextLine, text: TextOverlay, count: int, limits: Limits) -> Finding:
    width, height = text.image_width_px, text.image_height_px
    return Finding(
        code="cut-off",
        message=f"“{line.text}” is cut off at the edge of the picture",
        advice=f"move “{line.text}” inwards, make it smaller, or break it in two",
        measured=Quantity(count, Unit.COUNT),
        limit=Quantity(limits.clipped_line_count, Unit.COUNT),
        region=line.box,
        object=quoted([line]),
        weight=line.cap_height_px,
        fix=moved_inside(line.box, MARGIN_SHARE * width, width, height),
    )


def _row_finding(row: Box, count: int, limits: Limits) -> Finding:
    edge = "top" if row.top == 0 else "bottom"
    return Finding(
        code="cut-row",
        message=f"a row of letters is cut off at the {edge} edge",
        advice=f"move the text at the {edge} edge inwards until all of it shows",
        measured=Quantity(count, Unit.COUNT),
        limit=Quantity(limits.clipped_line_count, Unit.COUNT),
        region=row,
        object=f"the text at the {edge} edge",
        weight=row.height,
    )


GUIDELINE = Guideline(
    id="clipped-text",
    title="No text is cut off",
    failure_title="Text is cut off at the edge",
    part=Part.TEXT,
    impact=Impact.CRITICAL,
    needs=(TextOverlay, TextEdges),
    limits=Limits(),
    check=_check,
    since="0.1",
)
