"""A pin with too many small things in it.

## What it checks
Whether few lines are too small to read where the pin is busy as a whole.

## Why it matters
A cluttered image gets no tap: at the size of a phone the eye finds nothing to hold on
to.

## How it is measured
`clutter.clutter`: the clutter that people would see, 0 to 100, from how much of the pin
is busy, its contours, and its colors. Fitted to the judgements of crowds on 98
advertisements. Counted beside it: lines of text, on things in the photo as well, whose
capitals are too small for a phone's feed. Both have to be many: foliage, cloth and a
plate of food are busy, but one thing.

## How to fix it
Leave out what is too small to read, and show fewer things: take out labels, badges and
small pictures, and keep one of each.

## Known limits
A photo full of things without words is not found: people like busy photos of food and
streets as often as calm ones. A dense list over a plain ground is left to other
guidelines.

## Sources
Savoias data set (Saraee et al. 2018, arXiv:1810.01771) for the judgements; Rosenholtz,
Li, Nakano 2007, doi:10.1167/7.2.17 for clutter. The limits are those beyond which
people called pins "cluttered" when 268 were judged by eye.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.clutter import Clutter
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import quoted, shortened, shorter, words_of
from scorer.guidelines._severity import graded, severity
from scorer.text.blocks import by_block
from scorer.text.line.text_line import TextLine

# Below it a line is no longer read in the feed, as `small-text` has it.
_SMALL_DP = 7.7
_ERROR = 5.0
# With more words than this it is the text that clutters.
_MANY_WORDS = 40
_SOURCE = "268 real pins judged by eye"


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    clutter: float = limit(
        55.0, Unit.NONE, "Most clutter that always passes, 0..100", source=_SOURCE
    )
    full_clutter: float = limit(
        70.0, Unit.NONE, "Clutter of a fault in full", source=_SOURCE
    )
    small_lines: float = limit(
        7, Unit.COUNT, "Most lines too small to read that always pass", source=_SOURCE
    )
    full_small_lines: float = limit(
        20, Unit.COUNT, "Lines too small to read of a fault in full", source=_SOURCE
    )


def _check(features: Features, limits: Limits) -> Verdict:
    clutter, text = features[Clutter].clutter, features[TextOverlay]
    small = sum(_is_small(line, text) for line in text.lines)
    if clutter <= limits.clutter - _ERROR or small <= limits.small_lines:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="cluttered",
        message=f"the pin is cluttered: {small} lines too small to read, and clutter "
        f"{clutter:.0f} of 100",
        advice=_advice(text),
        measured=Quantity(clutter),
        limit=Quantity(limits.clutter),
        object="the whole pin",
        fix=shortened(text) if _is_wordy(text) else None,
    )
    lost = min(
        severity(clutter, limits.clutter, limits.full_clutter),
        severity(small, limits.small_lines, limits.full_small_lines),
    )
    return graded((finding,), lost, doubt="the pin is not very busy")


def _is_small(line: TextLine, text: TextOverlay) -> bool:
    """A single letter or digit is mostly a scrap that was read as one."""
    is_low = line.cap_height_px * text.dp_per_px < _SMALL_DP
    return is_low and sum(char.isalnum() for char in line.text) > 1


def _advice(text: TextOverlay) -> str:
    lines = [line for line in text.lines if _is_small(line, text)]
    if _is_wordy(text):
        return shorter(text)
    if 2 * sum(line.role != "overlay" for line in lines) > len(lines):
        doubtful = words_of(line for line in lines if line.role == "unsure")
        if doubtful > words_of(line for line in lines if line.role == "scene"):
            return "leave out what is too small to read, or show fewer things, larger"
        return (
            "take a calmer photo, or crop it closer to one thing: what is written on "
            "the things in it is too small to read"
        )
    own = [line for line in text.message if _is_small(line, text)]
    if not own:
        return "show fewer things: take out labels, badges and small pictures"
    most = max(by_block(own), key=words_of)
    return (
        f"leave out small print such as {quoted(most)}, or set it larger, and show "
        "fewer things"
    )


def _is_wordy(text: TextOverlay) -> bool:
    """Whether it is the message that clutters, more than what stands on things."""
    lines = [line for line in text.lines if _is_small(line, text)]
    own = words_of(line for line in text.message if _is_small(line, text))
    return words_of(text.message) > _MANY_WORDS and 2 * own >= words_of(lines)


GUIDELINE = Guideline(
    id="visual-clutter",
    title="The pin is not cluttered",
    failure_title="The pin is cluttered",
    part=Part.FOCUS,
    impact=Impact.SERIOUS,
    needs=(Clutter, TextOverlay),
    limits=Limits(),
    check=_check,
    since="0.1",
)
