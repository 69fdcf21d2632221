"""Text that is too small to read on a phone.

## What it checks
Whether the headline can be read in a phone's feed, and how many words of the rest are
fine print there.

## Why it matters
Four of five people see the pin on a phone, in a column about 183 dp wide. A headline
that cannot be read there does not stop the scroll; paragraphs of fine print look like
work.

## How it is measured
Cap height is measured on the ink of each line, from the baseline to the tops of flat
capitals or lining figures; where a line has none, from ascenders or the x-height. It
is scaled to the width of a feed column, setting `feed-width-dp`. The headline is
judged by how far it is below its limit, the rest by its words in capitals below 5
dp; a dozen of them pass. Names, addresses, coupons, hashtags and text on things in the
photo may be as small as they like. Within 5 % of the limit the answer is review: so
much the measure errs. A few tiny words alone are no headline: `missing-headline` judges
them, the more the fewer they are.

## How to fix it
Enlarge the headline; move the fine print to the description, or cut it. Larger words
are shown where they have room: not off their label, and not into the picture.

## Known limits
The width of the feed column is arithmetic, not published. Faces of unusual design
have larger small letters than their capitals suggest. Infographics are meant to be
tapped, and count as fine print all the same.

## Sources
Apple Human Interface Guidelines, Typography: 11 pt is the smallest text; capitals are
about 0.7 of that. Capitals of 5 dp, at the 36 cm at which a phone is held (Bababekova
et al. 2011, Optometry and Vision Science 88), show small letters 5 minutes of arc high:
what normal sight just tells apart. The number of words is from
the ratings of 268 pins, see the page on the score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from scorer.core.family import Features
from scorer.core.fix import Scale, Text
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit, counted
from scorer.features.text_overlay import TextOverlay, word_count
from scorer.guidelines._overlay import (
    WHOSE,
    around,
    headline,
    is_headline_sure,
    is_sure,
    judged_lines,
    quoted,
    shorter,
    shortness,
    without_message,
    words_of,
)
from scorer.guidelines._severity import severity
from scorer.text.blocks import by_block
from scorer.text.line.text_line import TextLine

# The median error of a cap height, measured on 264 lines of real pins.
_ERROR = 0.05
# Shares of the limits: a headline of 6.4 pt, and print two thirds as large as is told
# apart, are lost.
_LOST_HEADLINE, _LOST_PRINT = 4.5 / 7.7, 2 / 3
# So many words of fine print more than pass are a page.
_PAGE_WORDS = 40
_MANY_WORDS = 36
# A headline takes so much of the pin's width and height at most, in lines so far apart.
_ROOM_ACROSS, _ROOM_DOWN, _LEADING = 0.9, 0.4, 2.0
_FEWEST_WORDS = 3
# Lines whose capitals differ by less are enlarged alike.
_ALIKE = 1.2


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    cap_height_dp: float = limit(
        7.7,
        Unit.DP,
        "Smallest cap height of a headline that passes",
        source="0.7 em of 11 pt, Apple Human Interface Guidelines",
    )
    fine_print_dp: float = limit(
        5.0,
        Unit.DP,
        "Capitals below this are fine print",
        source="small letters of 5 minutes of arc at 36 cm: normal visual acuity",
    )
    fine_print_words: float = limit(
        12,
        Unit.COUNT,
        "Most words of fine print that pass",
        source="eye ratings of 268 pins of 30 makers",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_message(text):
        return absent
    head = headline(text)
    rest = [line for line in text.message if line not in head and is_sure(line)]
    print_dp = limits.fine_print_dp * (1 - _ERROR)
    fine = [line for line in rest if _cap_dp(line, text) < print_dp]
    length = 1 - shortness(text.message)
    in_head = length * _lost_headline(head, text, limits)
    in_print = _lost(fine, text, limits)
    is_judged = length and (in_head or not in_print)
    findings = _small_headlines(head, text, limits) if is_judged else []
    if in_print:
        # Words of the headline against words of fine print, as far as each is lost.
        weight = in_print * words_of(head) / max(length, 1e-9)
        findings.append(replace(_fine_print(fine, text, limits), weight=weight or 1.0))
    if in_head and not is_headline_sure(text):
        return Verdict.review(findings, reason=WHOSE)
    left = (1 - in_head) * (1 - in_print)
    return judged_lines(findings, (*head, *fine), score=left)


def _lost_headline(
    head: Sequence[TextLine], text: TextOverlay, limits: Limits
) -> float:
    """How much of the headline is lost, 0 to 1, each line by its words."""
    if not words_of(head):
        return 0.0
    return _lost_words(head, text, limits) / words_of(head)


def _lost_words(head: Sequence[TextLine], text: TextOverlay, limits: Limits) -> float:
    least = limits.cap_height_dp * (1 - _ERROR)
    full = least * _LOST_HEADLINE
    return sum(
        word_count(x.text) * severity(_cap_dp(x, text), least, full) for x in head
    )


def _lost(fine: Sequence[TextLine], text: TextOverlay, limits: Limits) -> float:
    """How much fine print there is, 0 (as much as passes) to 1 (a page)."""
    least = limits.fine_print_dp * (1 - _ERROR)
    full = least * _LOST_PRINT
    words = sum(
        word_count(x.text) * severity(_cap_dp(x, text), least, full) for x in fine
    )
    most = limits.fine_print_words
    return severity(words, most, most + _PAGE_WORDS)


def _cap_dp(line: TextLine, text: TextOverlay) -> float:
    return line.cap_height_px * text.dp_per_px


def _small_headlines(
    head: Sequence[TextLine], text: TextOverlay, limits: Limits
) -> list[Finding]:
    small = [line for line in head if _cap_dp(line, text) < limits.cap_height_dp]
    found = by_block(small)
    found.sort(key=words_of, reverse=True)
    return [_small_headline(lines, text, limits) for lines in found]


def _small_headline(
    lines: Sequence[TextLine], text: TextOverlay, limits: Limits
) -> Finding:
    smallest = min(lines, key=lambda line: line.cap_height_px)
    measured = Quantity(_cap_dp(smallest, text), Unit.DP)
    factor = limits.cap_height_dp / measured.value
    height = factor * smallest.cap_height_px
    room, least = _room(lines, height, text), Quantity(limits.cap_height_dp, Unit.DP)
    larger = _larger(lines, height)
    shorter = (
        f"cut {quoted(lines)} to about {room} words, capitals {height:.0f} px high"
    )
    return Finding(
        code="below-minimum",
        message=f"{quoted(lines)} is too small to read on a phone: capitals "
        f"{measured} high, {least} needed",
        advice=larger if words_of(lines) <= room else shorter,
        measured=measured,
        limit=least,
        region=around(lines),
        object=quoted(lines),
        weight=_lost_words(lines, text, limits),
        fix=Scale(tuple(line.box for line in lines), factor),
    )


def _room(lines: Sequence[TextLine], height_px: float, text: TextOverlay) -> int:
    """How many of these words find room as a headline with capitals so high."""
    width = sum(x.box.width * height_px / x.cap_height_px for x in lines)
    across = _ROOM_ACROSS * text.image_width_px * words_of(lines) / max(1.0, width)
    rows = _ROOM_DOWN * text.image_height_px / (_LEADING * height_px)
    return max(_FEWEST_WORDS, round(across * rows))


def _fine_print(fine: Sequence[TextLine], text: TextOverlay, limits: Limits) -> Finding:
    count, total = words_of(fine), words_of(text.message)
    largest = max(by_block(fine), key=words_of)
    height = limits.fine_print_dp / text.dp_per_px
    boxes = tuple(line.box for line in (fine if total > _MANY_WORDS else largest))
    fix: Scale | Text
    if total > _MANY_WORDS:
        advice, fix = shorter(text), Text(boxes)
    else:
        advice = f"{_larger(largest, height)}, or move it to the description"
        fix = Scale(boxes, height / min(line.cap_height_px for line in largest))
    return Finding(
        code="fine-print",
        message=f"{counted(len(fine), 'line')} with {counted(count, 'word')} "
        f"{'is' if len(fine) == 1 else 'are'} too small to read on a phone"
        f"{'' if len(fine) == 1 else '; the most words'}: {quoted(largest)}",
        advice=advice,
        measured=Quantity(count, Unit.COUNT),
        limit=Quantity(limits.fine_print_words, Unit.COUNT),
        region=around(fine),
        object=quoted(largest),
        fix=fix,
    )


def _larger(lines: Sequence[TextLine], height_px: float) -> str:
    """The advice to set all capitals of lines so high."""
    sizes = [line.cap_height_px for line in lines]
    up_to = "up to " if max(sizes) > _ALIKE * min(sizes) else ""
    factor = _times(height_px / min(sizes))
    return f"make {quoted(lines)} {up_to}{factor} larger: capitals {height_px:.0f} px"


def _times(factor: float) -> str:
    return f"{factor:.1f}×" if factor >= 1.1 else f"{ceil(100 * factor - 100)} %"


GUIDELINE = Guideline(
    id="small-text",
    title="Text can be read on a phone",
    failure_title="Text is too small to read on a phone",
    part=Part.TEXT,
    impact=Impact.SERIOUS,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
