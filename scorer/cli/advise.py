"""``scorer advise``: what to change first, and what if."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._completion import features, of_names
from scorer.cli._options import (
    estimator_for,
    find_pins,
    handle_errors,
    load_settings,
    model_option,
    paths_argument,
    score_pins,
    settings_options,
)
from scorer.cli._output import say, write

if TYPE_CHECKING:
    from scorer.core.pin import Pin
    from scorer.core.report import GuidelineResult, Report
    from scorer.core.settings import Settings
    from scorer.what_if.picture import Changed
    from scorer.what_if.requests import Request

_FATES = {
    "pass": "passes now",
    "fail": "fails now",
    "review": "is to be checked by eye now",
    "not-applicable": "does not apply any more",
    "error": "could not be judged any more",
}
# A smaller change of a verdict is within what redrawing a pin does to it.
_NOTICEABLE = 0.1
# Below, one problem less changes little: the scale ends at 0.
_LOW = 10.0
# Points that are shown as more than 0.0.
_SHOWN = 0.05
# File names end at 255 bytes.
_STEM_CHARS = 60


@click.command(name="advise")
@paths_argument
@model_option
@click.option(
    "--what-if",
    "changes",
    multiple=True,
    metavar="CHANGE",
    shell_complete=of_names(features),
    help="Change the pin so, measure it again, and say what that does.",
)
@click.option(
    "--pictures",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the pictures as they would be (PNG).",
)
@settings_options
@handle_errors
def command(
    paths: tuple[Path, ...],
    model: Path | None,
    changes: tuple[str, ...],
    pictures: Path | None,
    **flags: str | None,
) -> None:
    """Say what to change first, and what it may be worth.

    Points are of the guideline score, with that one thing fixed. What a model says is
    learned from your pins: a correlation, not a promise.

    A --what-if draws the change on the pin itself and measures the result like any
    other pin: larger words may run into something. It is a sketch of the next draft.
    The THING may be headline, text, fine print, or "words that stand there":

    \b
      THING 1.5x, THING 20 % smaller      contrast 4.5, THING contrast 7
      THING in #1a3c5e                    panel behind THING
      without THING                       margin 5 %
      crop 2:3                            lightness 50 (of the photo)
      title: ..., description: ...        fix GUIDELINE (as it advises)

    A measured number such as geometry.width_px=1000 is supposed, not drawn.

    \b
    Examples:
      scorer advise pin.png
      scorer advise pin.png --what-if "headline 1.5x" --what-if "crop 2:3"
      scorer advise pin.png --what-if "fix low-contrast-text" --pictures next/
      scorer advise pin.png --model models/mine --what-if color.lightness=60

    Exit status: 0 done, 2 could not run, a path is missing or what is asked fits none
    of the pins, 3 some files could not be read.
    """
    from scorer.core.display.printable import printable
    from scorer.pins import missing
    from scorer.what_if.requests import understood

    if pictures and not changes:
        raise click.UsageError("--pictures are of what --what-if asks for: give one")
    wanted = {text: understood(text) for text in changes}
    loaded = load_settings(flags)
    settings = loaded.settings
    with_estimate = estimator_for(model)
    pins = find_pins(paths, settings)
    unread, tried = False, 0
    reports = map(with_estimate, score_pins(pins, loaded))
    for number, (pin, report) in enumerate(zip(pins, reports, strict=True), start=1):
        say(printable(report.path))
        for line in _advice(report):
            say(f"  {printable(line)}")
        unread = unread or report.failure is not None
        if wanted and report.score:
            whose = f"{report.path}: " if len(pins) > 1 else ""
            steps = list(_steps(pin, loaded.of(pin.path), wanted, whose))
            _tell(steps, model)
            tried += len(steps) - 1
            if pictures:
                _draw(steps, pictures, f"{number:03d}-{pin.path.stem[:_STEM_CHARS]}")
    is_lacking = bool(missing(paths)) or (bool(wanted) and not tried and not unread)
    sys.exit(2 if is_lacking else 3 if unread else 0)


def _advice(report: Report) -> Iterator[str]:
    if report.failure:
        yield report.failure.line
    others = _buried(report)
    if not (report.failure or report.advice or others):
        from scorer.reports import nothing_found

        yield nothing_found(report)
    messages = {
        each.id: each.findings[0].message for each in report.results if each.findings
    }
    for each in report.advice:
        if each.guideline:
            why = messages.get(each.guideline, each.guideline)
            value = each.gain.guidelines
            gain = f"{value:+5.1f}" if value >= _SHOWN else "    –"
            yield f"{gain}  {each.change} ({each.guideline}: {why})"
        else:
            yield f"model  {each.change}"
    hint = "the score rises once several are fixed"
    if others:
        yield f" also  {', '.join(others)}: {hint}"
    elif any(
        each.guideline and each.gain.guidelines < _SHOWN for each in report.advice
    ):
        yield f"       {hint}"


def _buried(report: Report) -> list[str]:
    """Return the problems whose points do not show, because the score is at its end."""
    value = report.score.guidelines if report.score else None
    if value is None or value >= _LOW:
        return []
    advised = {each.guideline for each in report.advice}
    return [
        each.id for each in report.results if each.is_problem and each.id not in advised
    ]


def _steps(
    pin: Pin, settings: Settings, wanted: Mapping[str, Request], whose: str
) -> Iterator[tuple[str, Changed]]:
    """Yield the steps that this pin has a place for; what it has not is said."""
    from scorer.core.display.printable import printable
    from scorer.pipeline import begin
    from scorer.what_if.picture import steps

    for step in steps(pin, wanted, begin(settings)):
        if step.changed is None:
            said = f"{whose}{step.name}: {step.said}"
            say(f"  {printable(said)}", err=True)
        else:
            yield step.name, step.changed


def _draw(steps: list[tuple[str, Changed]], folder: Path, stem: str) -> None:
    """Write the picture of each step that has another one than the first."""
    import io

    from PIL import Image

    from scorer.core.errors import OutputError
    from scorer.core.storage.files import write_bytes

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise OutputError(
            f"{folder} cannot be made: {cause.strerror}", hint="choose another folder"
        ) from cause
    (_, first), *others = steps
    for number, (_, step) in enumerate(others, start=1):
        if step.creative.pixels is first.creative.pixels:
            continue
        buffer = io.BytesIO()
        Image.fromarray(step.creative.pixels).save(buffer, "PNG")
        write_bytes(folder / f"{stem}-{number}.png", buffer.getvalue())


def _tell(steps: list[tuple[str, Changed]], model: Path | None) -> None:
    """Print the score, and what a model says, of each step; then what changed."""
    from scorer.core.display.printable import printable
    from scorer.reports import steps_text

    if len(steps) == 1:
        return
    reports = [step.report for _, step in steps]
    rates = _rates(model, reports) if model else []
    names = [printable(name, longest=60) for name, _ in steps]
    write(steps_text(names, reports, rates), None)
    for name, (_, step) in zip(names[1:], steps[1:], strict=True):
        lines = list(_changes(reports[0], step))
        if lines:
            say(f"  {name}:")
        for line in lines:
            say(f"    {printable(line)}")
    if model:
        say("  Rates are what such pins did in your account: a correlation.")


def _rates(folder: Path, reports: list[Report]) -> list[tuple[str, ...]]:
    """Return what a model expects of each, and how surely it beats the first."""
    from scorer.account.comparison import win_probability
    from scorer.account.estimate import with_estimate
    from scorer.clickrate.model.store import load

    model = load(folder)
    cells: list[tuple[str, ...]] = []
    for report in reports:
        score = with_estimate(report, model).score
        rate = score.estimate.rate if score and score.estimate else float("nan")
        chance = 100 * win_probability(model, report, reports[0]) if cells else 0.0
        surely = f"{chance:.0f} %" if cells else ""
        cells.append((f"{100 * rate:.2f} %", surely))
    return cells


def _changes(before: Report, step: Changed) -> Iterator[str]:
    """Yield what is drawn otherwise, what passes and fails anew, and what is better."""
    if step.said:
        yield step.said
    old = {each.id: each for each in before.results}
    for each in step.report.results:
        was = old[each.id]
        if "fail" not in {each.outcome, was.outcome}:
            continue
        if each.outcome is not was.outcome:
            yield f"{each.id} {_FATES[each.outcome]}{_why(each)}"
        elif abs(rise := (each.score or 0.0) - (was.score or 0.0)) >= _NOTICEABLE:
            yield f"{each.id} still fails, by {'less' if rise > 0 else 'more'}"
    for name, readers in step.unread_features.items():
        yield f"no guideline judges the number {name}, so the score stays"
        if readers:
            verb = "judges" if len(readers) == 1 else "judge"
            yield (
                f"{', '.join(readers)} {verb} the picture itself: ask for that, such "
                "as “headline 1.5x” or “crop 2:3”"
            )


def _why(result: GuidelineResult) -> str:
    if result.findings and result.outcome.value in {"fail", "review"}:
        return f": {result.findings[0].message}"
    return f": {result.reason}" if result.reason else ""
