"""What is to be drawn on a pin for a request: typed fixes, from what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch
from math import inf, log

from scorer.core.errors import InputError
from scorer.core.family import Features
from scorer.core.fix import Color, Crop, Fix, Headline, Lift, Panel, Scale, Text
from scorer.core.guideline import Outcome
from scorer.core.report import Report
from scorer.core.units import Box
from scorer.features.photo_quality import PhotoQuality
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.crop import cropped
from scorer.fixes.headline import is_drawable
from scorer.fixes.place import moved_inside
from scorer.fixes.readable import readable
from scorer.guidelines.small_text import Limits
from scorer.text.blocks import by_block
from scorer.text.line.text_line import TextLine
from scorer.what_if.requests import (
    HEADLINE,
    PRINT,
    QUOTES,
    Advised,
    Contrast,
    CropTo,
    Lightness,
    Margin,
    OnPanel,
    Recolor,
    Resize,
    Without,
)

# Capitals below this are fine print.
_PRINT_DP = Limits().fine_print_dp


@singledispatch
def edits(request: object, features: Features, judged: Report) -> Iterator[Fix]:
    """Yield what is to be drawn for a request.

    Args:
        request: What is asked.
        features: What was measured of the pin.
        judged: Its report.

    Raises:
        InputError: The pin has nothing of what is meant, or it is so already.
    """
    raise TypeError(type(request), type(features), judged.path)


@edits.register
def _(request: Resize, features: Features, _: Report) -> Iterator[Fix]:
    for some in by_block(_lines(request.thing, features)):
        yield Scale(_boxes(some), request.factor)


@edits.register
def _(request: Contrast, features: Features, _: Report) -> Iterator[Fix]:
    lines = _lines(request.thing, features)
    faint = [line for line in lines if _contrast(line) < request.ratio]
    found = [
        fix
        for some in by_block(faint)
        if (fix := readable(some, min(some, key=_contrast), request.ratio))
    ]
    if not found:
        raise InputError(
            f"all of it has a contrast of {request.ratio:g}:1 or more, or none that "
            "could be measured"
        )
    yield from found


@edits.register
def _(request: Recolor, features: Features, _: Report) -> Iterator[Fix]:
    boxes = _boxes(_lines(request.thing, features))
    yield Color(boxes, request.color, request.color, request.color)


@edits.register
def _(request: OnPanel, features: Features, _: Report) -> Iterator[Fix]:
    yield Panel(_boxes(_lines(request.thing, features)), "", request.color)


@edits.register
def _(request: Without, features: Features, _: Report) -> Iterator[Fix]:
    yield Text(_boxes(_lines(request.thing, features)))


@edits.register
def _(request: Margin, features: Features, _: Report) -> Iterator[Fix]:
    text = features[TextOverlay]
    width, height = text.image_width_px, text.image_height_px
    moves = [
        moved_inside(line.box, request.share * width, width, height)
        for line in _overlay(features)
    ]
    moves = [move for move in moves if move.boxes != move.places]
    if not moves:
        least = f"{100 * request.share:g} %"
        raise InputError(f"all text is {least} or more away from the edges")
    yield from moves


@edits.register
def _(request: CropTo, features: Features, judged: Report) -> Iterator[Fix]:
    box = cropped(features, request.aspect_ratio)
    if box is None:
        raise InputError("every crop to that shape would cut through the words")
    if (box.width, box.height) == (judged.width_px, judged.height_px):
        raise InputError("it has that shape already")
    yield Crop(box, box.width, box.height)


@edits.register
def _(request: Lightness, features: Features, _: Report) -> Iterator[Fix]:
    lightness = features[PhotoQuality].photo_lightness
    if lightness is None:
        raise InputError("there is no photo on the pin")
    low, high = (min(0.99, max(0.01, x / 100)) for x in (lightness, request.value))
    yield Lift(0.0, 100.0, log(high) / log(low))


@edits.register
def _(request: Advised, _: Features, judged: Report) -> Iterator[Fix]:
    [result] = [each for each in judged.results if each.id == request.guideline]
    if result.outcome is not Outcome.FAIL:
        raise InputError(f"{request.guideline} has found no problem")
    found = [each.fix for each in result.findings if each.fix is not None]
    for each in found:
        if isinstance(each, Headline):
            _check_words(each)
    if not found:
        advice = result.findings[0].advice
        raise InputError(f"what would fix it cannot be drawn: {advice}")
    yield from found


def _check_words(fix: Headline) -> None:
    if not fix.text:
        raise InputError(
            "there are no words for a headline: give the pin a title of a few words"
        )
    if not is_drawable(fix.text):
        raise InputError("no typeface here has the letters of its title")


def _contrast(line: TextLine) -> float:
    return inf if line.contrast is None else line.contrast


def _boxes(lines: Sequence[TextLine]) -> tuple[Box, ...]:
    return tuple(line.box for line in lines)


def _overlay(features: Features) -> tuple[TextLine, ...]:
    text = features[TextOverlay]
    if text.unread:
        raise InputError(f"its text was not read: {text.unread}")
    if not text.overlay:
        raise InputError("there is no text on the pin")
    return text.overlay


def _lines(thing: str, features: Features) -> Sequence[TextLine]:
    """Return the lines that are meant.

    Raises:
        InputError: There are none.
    """
    lines, text = _overlay(features), features[TextOverlay]
    found: Sequence[TextLine] = lines
    if thing == HEADLINE:
        found = [line for line in lines if line.kind == "headline"]
    elif thing == PRINT:
        rest = [line for line in text.message if line.kind != "headline"]
        found = [x for x in rest if x.cap_height_px * text.dp_per_px < _PRINT_DP]
    elif thing[0] in QUOTES:
        found = _saying(_plain(thing), lines)
    if not found:
        raise InputError(f"there is no {thing} on the pin")
    return found


def _saying(wanted: str, lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the line with these words in it, or the lines that make them up."""
    read = [(line, _plain(line.text)) for line in lines]
    whole = [line for line, words in read if wanted and wanted in words]
    return whole or [line for line, words in read if words and words in wanted]


def _plain(words: str) -> str:
    return " ".join("".join(x if x.isalnum() else " " for x in words.lower()).split())
