"""A pin changed as somebody asked, and measured again: the picture, or its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from scorer.core.display.closest import nearest
from scorer.core.errors import InputError, SettingsError
from scorer.core.family import Features, Measurement
from scorer.core.fix import Fix
from scorer.core.pin import Creative, Pin, Rgb
from scorer.core.report import Report
from scorer.core.units import Box
from scorer.features import extract
from scorer.features.finish import Finish
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.drawn import draw
from scorer.pipeline import Run, measure_pin, open_pin, report
from scorer.what_if.edits import edits
from scorer.what_if.numbers import suppose
from scorer.what_if.requests import Advised, Number, Request, Words


@dataclass(frozen=True, slots=True)
class Changed:
    """A pin as asked.

    Attributes:
        creative: Its words and pixels.
        measurement: What was measured of it.
        report: Judged and scored.
        said: What was drawn otherwise than asked; empty if nothing was.
        unread_features: For a changed number that no guideline reads, the guidelines
            that read what it was made from.
    """

    creative: Creative
    measurement: Measurement
    report: Report
    said: str = ""
    unread_features: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def as_it_is(pin: Pin, run: Run) -> Changed:
    """Return a pin opened and measured, as a start.

    Raises:
        InputError: The file cannot be opened as a picture; says why.
    """
    creative = open_pin(pin, run.settings)
    measurement = measure_pin(pin, run)
    return Changed(creative, measurement, report(pin, measurement, run.guidelines))


def changed(start: Changed, request: Request, run: Run) -> Changed:
    """Return a pin with one change more, measured again.

    Args:
        start: The pin, as it is or changed before.
        request: What is asked.
        run: Settings and guidelines.

    Raises:
        InputError: The pin has nothing of what is meant, or it is so already.
        SettingsError: There is no such feature or guideline.
    """
    if isinstance(request, Number):
        return _supposed(start, request, run)
    creative = start.creative
    if isinstance(request, Words):
        worded = replace(creative, pin=_worded(creative.pin, request))
        return _measured(worded, start, run)
    if isinstance(request, Advised):
        _check(request, start.report)
    pixels, said = creative.pixels, ""
    features = start.measurement.features
    wanted = tuple(edits(request, features, start.report))
    others = _others(wanted, features)
    for fix in wanted:
        made = draw(pixels, fix, scale=1 / creative.scale, others=others)
        pixels, said = made.pixels, said or made.said
    return _measured(_with_pixels(creative, pixels), start, run, said)


def changed_by_all(start: Changed, requests: Sequence[Request], run: Run) -> Changed:
    """Return a pin with several changes, each drawn on what the one before left.

    Numbers that are supposed come last, since whatever is drawn is measured.

    Args:
        start: The pin as it is.
        requests: What to change, in any order.
        run: Of the pin.

    Raises:
        InputError: After the others the pin has nothing of what one of them means.
    """
    for request in sorted(requests, key=lambda each: isinstance(each, Number)):
        start = changed(start, request, run)
    return start


@dataclass(frozen=True, slots=True)
class Step:
    """A pin with what somebody asked.

    Attributes:
        name: What was asked, in their words; ``as it is`` for the first.
        changed: The pin so; None where it has no place for that.
        said: What was drawn otherwise than asked, or why nothing was.
    """

    name: str
    changed: Changed | None
    said: str = ""


def steps(pin: Pin, asked: Mapping[str, Request], run: Run) -> Iterator[Step]:
    """Yield the pin as it is, with each change alone, and with all of them.

    Args:
        pin: The pin.
        asked: What is asked, by the words for it.
        run: Settings and guidelines.

    Raises:
        InputError: The file cannot be opened as a picture; says why.
        SettingsError: There is no such feature or guideline.
    """
    start = as_it_is(pin, run)
    yield Step("as it is", start)
    done = []
    for text, request in asked.items():
        step = _tried(text, start, [request], run)
        yield step
        if step.changed is not None:
            done.append(request)
    if len(done) > 1:
        yield _tried("all of them", start, done, run)


def _tried(name: str, start: Changed, requests: Sequence[Request], run: Run) -> Step:
    try:
        found = changed_by_all(start, requests, run)
    except InputError as error:
        return Step(name, None, error.message)
    return Step(name, found, found.said)


def _worded(pin: Pin, request: Words) -> Pin:
    if request.field == "title":
        return replace(pin, title=request.text, unworded="")
    return replace(pin, description=request.text, unworded="")


def _check(request: Advised, judged: Report) -> None:
    known = [each.id for each in judged.results]
    if request.guideline not in known:
        raise SettingsError(
            f"the pin was not judged by a guideline {request.guideline!r}",
            hint=nearest(request.guideline, known),
        )


def _with_pixels(creative: Creative, pixels: Rgb) -> Creative:
    """Return an opened pin with other pixels, of its size or cropped."""
    scale = creative.scale
    file = replace(
        creative.file,
        width_px=round(pixels.shape[1] * scale),
        height_px=round(pixels.shape[0] * scale),
    )
    return replace(creative, pixels=np.ascontiguousarray(pixels), file=file)


def _measured(creative: Creative, start: Changed, run: Run, said: str = "") -> Changed:
    """Return a changed pin measured, with the overall look of the pin as it was.

    The look is learned from finished pins, and what is drawn is a sketch of one: by a
    crop alone it moves a tenth of a class up or down.
    """
    features = extract(creative).keeping(Finish, start.measurement.features)
    measurement = Measurement(creative.file, features, "")
    made = report(creative.pin, measurement, run.guidelines)
    return Changed(creative, measurement, made, said)


def _supposed(start: Changed, request: Number, run: Run) -> Changed:
    change = {request.feature: request.value}
    found = suppose(start.creative.pin, start.measurement, run.guidelines, change)
    measurement = replace(start.measurement, features=found.features)
    return Changed(
        start.creative,
        measurement,
        found.report,
        unread_features=found.unread_features,
    )


def _others(fixes: Sequence[Fix], features: Features) -> list[Box]:
    """Return the lines that no fix means."""
    own = {box for fix in fixes for box in getattr(fix, "boxes", ())}
    return [line.box for line in features[TextOverlay].lines if line.box not in own]
