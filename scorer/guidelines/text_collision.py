"""Text that runs into other text, a thing, a panel's edge or a busy picture.

## What it checks
Whether lines of overlay text lie over each other, touch a thing in the picture, stand
across the edge of a panel, or over a part of the picture that is full of shapes.

## Why it matters
Letters with something else between them are read slowly or not at all, and look like a
mistake.

## How it is measured
Two lines collide where they share a height between baseline and capitals. An edge runs
through a line where color changes along a straight cut between its letters. A busy
picture is the spread of color between and around the letters of a line, the lesser of
both, so that outlines, shadows and buttons do not count; it is weighed with the line's
size, as large words over a picture are seen first. Soft edges and a rim around the ink
are left out, and so are gradients and blurred photos. Letters that keep a contrast of
19:1 in their worst part are read over anything, and so are huge and heavy ones that
keep 4.5:1; names and logos are drawn with what is around them, and count as little.
Where the ground around a line is plain, a thing on it that has a sharp edge and goes on
beyond the line touches it if it is nearer than letters are to each other; counted is
along how much of the letters.
What may be drawn letters, or print on things in the photo as most of the pin's words
may be, is left for review. Words on two panels with a gutter between are two lines.

## How to fix it
Move the line to a plain part of the picture, or lay an even panel or a darker veil
behind it. Give lines that overlap room, and lines that touch a thing.

## Known limits
Of 268 pins rated by eye, 14 of 18 with colliding text are found, and one of
fourteen others is reported, many of them with decorated lettering. A thing that
touches words is found on plain ground only, not where the picture is full of shapes
or the words are small; nor is a panel that hides the subject. One word that is in no
dictionary may be a logo, and is left for review.

## Sources
WCAG 2.2, 1.4.3, asks for contrast with all that is behind a text. The limits are where
two raters of 268 pins began to see a collision.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorer.core.family import Features
from scorer.core.fix import Move, Panel
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Box, Quantity, Unit
from scorer.features.text_collisions import Collision, Obstacle, TextCollisions
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.place import apart, direction, off_subject
from scorer.guidelines._overlay import (
    AT_LIMIT,
    LOGO,
    MARGIN_SHARE,
    SLIGHT,
    UNSURE,
    WHOSE,
    around,
    has_known_word,
    is_message_sure,
    is_words,
    may_be_logo,
    quoted,
    without_overlay,
)
from scorer.guidelines._severity import graded, severity
from scorer.text.blocks import by_block
from scorer.text.line.text_line import TextLine

_SHOWN = 4
# From the limit to a fault in full: a quarter of the letters, a step from gray to white
# behind letters a twentieth of the pin's width high, and eight times the busy limit.
_FULL_DEPTH, _FULL_STEP, _FULL_SIZE, _FULL_BUSY = 0.25, 55.0, 0.05, 8.0
# Along the height of a capital.
_FULL_TOUCH = 1.0
# What touches letters is left by a move of a few of their heights, or not by a move.
_SHORT = 3.0
# The measure of a busy picture is sure within this factor: so far it moved for real
# pins that were saved again.
_BUSY_ERROR = 1.3
# Contrast of a line's worst part from which what is behind it gets in the way less and
# less, and not at all: memes in white with a black rim, labels on panels.
_CLEAR, _CLEAREST = 16.0, 19.0
# Titles as of a film: capitals twice as high as a headline needs, in strokes of bold
# 14 pt, with WCAG's enhanced contrast for large text in their worst part. Nobody has to
# look for such letters, whatever is behind them.
_HUGE_DP, _HEAVY_DP, _STRONG = (15.0, 20.0), (1.5, 2.0), (3.0, 4.5)
_RATED = "268 pins rated by eye"
_JUST_BUSY = "what is behind the words is only a little busy"


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    overlap_depth: float = limit(
        0.03,
        Unit.NONE,
        "Largest overlap of two lines that passes, in cap heights",
        source="error of the measured heights",
    )
    split_step: float = limit(
        20.0,
        Unit.NONE,
        "Largest color step through words that passes, CIELAB",
        source=_RATED,
    )
    busy_text: float = limit(
        0.22,
        Unit.NONE,
        "Most color spread behind a line, times its area, that passes",
        source=_RATED,
    )
    touch_length: float = limit(
        0.2,
        Unit.NONE,
        "Longest touch of a thing that passes, in cap heights",
        source="a corner or a tip; " + _RATED,
    )


def _check(features: Features, limits: Limits) -> Verdict:
    if absent := without_overlay(features[TextOverlay]):
        return absent
    text = features[TextOverlay]
    weighed = [
        (share * _severity(each, limits), each)
        for each in features[TextCollisions].collisions
        if each.amount > _least(each, limits) and (share := _hindered(each, text))
    ]
    worst = sorted(weighed, key=lambda pair: -pair[0])
    findings = [
        replace(
            _finding([each for _, each in some], text, limits),
            weight=sum(part for part, _ in some),
        )
        for some in _together(worst, text)[:_SHOWN]
    ]
    if not worst:
        return Verdict.judged((), score=1.0)
    lost, first = worst[0]
    if reason := _doubt(worst, text):
        return Verdict.review(findings, reason=reason)
    is_busy = first.obstacle is Obstacle.PICTURE
    return graded(
        findings,
        lost if lost > SLIGHT else 0.0,
        doubt=_JUST_BUSY if is_busy else AT_LIMIT,
    )


def _doubt(worst: Sequence[tuple[float, Collision]], text: TextOverlay) -> str:
    """Why what collides may be no text that was added; empty where it is."""
    if not is_message_sure(text):
        return WHOSE
    places = {each.region for _, each in worst if each.obstacle is not Obstacle.LINE}
    lines = [line for line in text.overlay if line.box in places]
    if lines and not any(is_words(line) for line in lines):
        return UNSURE
    kinds = {(line.block, line.kind) for line in lines}
    blocks = by_block([x for x in text.overlay if (x.block, x.kind) in kinds])
    return LOGO if blocks and all(map(may_be_logo, blocks)) else ""


def _least(collision: Collision, limits: Limits) -> float:
    """What passes of a collision of this kind."""
    if collision.obstacle is Obstacle.PICTURE:
        return limits.busy_text
    if collision.obstacle is Obstacle.LINE:
        return limits.overlap_depth
    if collision.obstacle is Obstacle.THING:
        return limits.touch_length
    return limits.split_step


def _hindered(collision: Collision, text: TextOverlay) -> float:
    """How far what is behind a line can get in its way, 0 to 1."""
    if collision.obstacle is not Obstacle.PICTURE:
        return 1.0
    line = next((x for x in text.overlay if x.box == collision.region), None)
    if line is None:
        return 1.0
    if line.kind == "brand":
        return 0.0
    contrast = line.contrast or 1.0
    return (1 - severity(contrast, _CLEAR, _CLEAREST)) * (1 - _boldness(line, text))


def _boldness(line: TextLine, text: TextOverlay) -> float:
    """How far a line is huge, heavy and clear in its worst part, 0 to 1.

    Letters that form no word are not read, however large they are.
    """
    if not has_known_word(line):
        return 0.0
    return (
        severity(line.cap_height_px * text.dp_per_px, *_HUGE_DP)
        * severity(line.stroke_px * text.dp_per_px, *_HEAVY_DP)
        * severity(line.contrast or 1.0, *_STRONG)
    )


def _severity(collision: Collision, limits: Limits) -> float:
    """0 as far as the measure's error may reach, 1 for a fault in full."""
    if collision.obstacle is Obstacle.PICTURE:
        over = collision.amount / max(limits.busy_text, 1e-9)
        return severity(math.log(over), math.log(_BUSY_ERROR), math.log(_FULL_BUSY))
    if collision.obstacle is Obstacle.LINE:
        return severity(collision.amount, limits.overlap_depth, _FULL_DEPTH)
    size = min(1.0, collision.size / _FULL_SIZE)
    if collision.obstacle is Obstacle.THING:
        return size * severity(collision.amount, limits.touch_length, _FULL_TOUCH)
    return size * severity(collision.amount, limits.split_step, _FULL_STEP)


def _finding(
    collisions: Sequence[Collision], text: TextOverlay, limits: Limits
) -> Finding:
    collision = collisions[0]
    words, measured = f"“{collision.text}”", Quantity(collision.amount)
    if collision.obstacle is Obstacle.LINE:
        fix = _apart(collision, text)
        distance = _distance(fix) if fix else collision.region.height
        return Finding(
            code="text-over-text",
            message=f"“{collision.other}” and {words} overlap",
            advice=f"move {words} at least {distance} px away from "
            f"“{collision.other}”, or make one of them smaller",
            measured=measured,
            limit=Quantity(limits.overlap_depth),
            region=collision.region,
            object=words,
            fix=fix,
        )
    if collision.obstacle is Obstacle.EDGE:
        return Finding(
            code="text-over-edge",
            message=f"an edge in the background runs through {words}",
            advice=f"move {words} to one side of the edge, or make the panel behind it "
            "large enough for all of it",
            measured=measured,
            limit=Quantity(limits.split_step),
            region=collision.region,
            object=words,
            fix=Panel((collision.region,)),
        )
    if collision.obstacle is Obstacle.THING:
        return _touching(collision, text, limits)
    return _over_picture(collisions, text, limits)


def _touching(collision: Collision, text: TextOverlay, limits: Limits) -> Finding:
    kinds = {(x.block, x.kind) for x in text.overlay if x.box == collision.region}
    block = [x for x in text.overlay if (x.block, x.kind) in kinds]
    words = quoted(block) if block else f"“{collision.text}”"
    fix = _off_thing(collision, block, text)
    where = f"{direction(fix)}, away from it" if fix else "to where nothing is near it"
    return Finding(
        code="text-touches-thing",
        message=f"something in the picture touches “{collision.text}”",
        advice=f"move {words} {where}, or take away what touches the letters",
        measured=Quantity(collision.amount),
        limit=Quantity(limits.touch_length),
        region=collision.region,
        object=f"“{collision.text}”",
        fix=fix,
    )


def _off_thing(
    collision: Collision, block: Sequence[TextLine], text: TextOverlay
) -> Move | None:
    """The move of lines off what one of them touches; None where it is no short one."""
    if not block or collision.thing is None:
        return None
    width, height = text.image_width_px, text.image_height_px
    boxes = [line.box for line in block]
    others = [line.box for line in text.lines if line not in block]
    margin = MARGIN_SHARE * width
    move = off_subject(boxes, collision.thing, margin, (width, height), others)
    if move is None or _distance(move) > _SHORT * collision.size * width:
        return None
    return move


def _over_picture(
    collisions: Sequence[Collision], text: TextOverlay, limits: Limits
) -> Finding:
    lines = _meant({each.region for each in collisions}, text)
    words = quoted(lines) if lines else f"“{collisions[0].text}”"
    boxes = tuple(line.box for line in lines) or (collisions[0].region,)
    return Finding(
        code="text-over-busy-picture",
        message=f"{words} is on a busy part of the picture",
        advice=f"put a plain panel or a shade behind {words}, or move it to a calm "
        "part of the picture",
        measured=Quantity(collisions[0].amount),
        limit=Quantity(limits.busy_text),
        region=around(lines) if lines else collisions[0].region,
        object=words,
        fix=Panel(boxes),
    )


def _meant(places: set[Box], text: TextOverlay) -> list[TextLine]:
    """Lines in these places, and the rest of their block where it is half of it."""
    met = [line for line in text.overlay if line.box in places]
    kinds = {(line.block, line.kind) for line in met}
    whole = [x for x in text.overlay if (x.block, x.kind) in kinds]
    return whole if 2 * len(met) >= len(whole) else met


def _together(
    worst: Sequence[tuple[float, Collision]], text: TextOverlay
) -> list[list[tuple[float, Collision]]]:
    """Lines of one block over a picture together, as one panel holds them."""
    blocks = {line.box: (line.block, line.kind) for line in text.overlay}
    found: dict[object, list[tuple[float, Collision]]] = {}
    for number, (lost, each) in enumerate(worst):
        block = blocks.get(each.region) if each.obstacle is Obstacle.PICTURE else None
        found.setdefault(number if block is None else block, []).append((lost, each))
    return list(found.values())


def _apart(collision: Collision, text: TextOverlay) -> Move | None:
    """The move that gives two lines room; None where they or the room are not found."""
    upper = _line_at(collision, collision.other, text)
    lower = _line_at(collision, collision.text, text)
    if upper is None or lower is None or upper is lower:
        return None
    others = [x.box for x in text.lines if x not in (upper, lower)]
    margin = MARGIN_SHARE * text.image_width_px
    return apart(upper.box, lower.box, margin, text.image_height_px, others)


def _distance(fix: Move) -> int:
    """How far lines go, so that there is room between them."""
    return abs(fix.places[0].top - fix.boxes[0].top)


def _line_at(collision: Collision, words: str, text: TextOverlay) -> TextLine | None:
    """The line of these words that reaches into the place of a collision."""
    return next(
        (
            line
            for line in text.lines
            if line.text == words and line.box.meets(collision.region)
        ),
        None,
    )


GUIDELINE = Guideline(
    id="text-collision",
    title="Nothing gets in the way of the text",
    failure_title="Something gets in the way of the text",
    part=Part.TEXT,
    impact=Impact.SERIOUS,
    needs=(TextOverlay, TextCollisions),
    limits=Limits(),
    check=_check,
    since="0.1",
)
