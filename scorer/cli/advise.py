"""``scorer advise``: what to change first, and what if."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
    from scorer.core.report import Report
    from scorer.core.settings import Settings
    from scorer.what_if import Supposed


@click.command(name="advise")
@paths_argument
@model_option
@click.option(
    "--what-if",
    "changes",
    multiple=True,
    metavar="FEATURE=VALUE",
    help="Score again as if this feature had this value.",
)
@settings_options
@handle_errors
def command(
    paths: tuple[Path, ...],
    model: Path | None,
    changes: tuple[str, ...],
    **flags: str | None,
) -> None:
    """Say what to change first, and what it may be worth.

    Points are of the guideline score, with that one thing fixed. What a model says is
    learned from your pins: a correlation, not a promise.

    \b
    Examples:
      scorer advise pin.png
      scorer advise pin.png --what-if geometry.height_px=1500
      scorer advise pin.png --model models/mine \
        --what-if photo_quality.photo_lightness=50 --what-if color.lightness=60
    """
    from scorer.core.display.printable import printable

    wanted = dict(_change(text) for text in changes)
    loaded = load_settings(flags)
    settings = loaded.settings
    with_estimate = estimator_for(model)
    pins = find_pins(paths, settings)
    unread = False
    reports = map(with_estimate, score_pins(pins, loaded))
    for pin, report in zip(pins, reports, strict=True):
        say(printable(report.path))
        for line in _advice(report):
            say(f"  {printable(line)}")
        unread = unread or report.failure is not None
        if wanted and report.score:
            _tell(list(_steps(pin, loaded.of(pin.path), wanted)), model)
    sys.exit(3 if unread else 0)


def _advice(report: Report) -> Iterator[str]:
    if report.failure:
        yield report.failure.message
    elif not report.advice:
        from scorer.reports import nothing_found

        yield nothing_found(report)
    messages = {
        each.id: each.findings[0].message for each in report.results if each.findings
    }
    for each in report.advice:
        if each.guideline:
            why = messages.get(each.guideline, each.guideline)
            gain = f"{each.gain.guidelines:+5.1f}"
            yield f"{gain}  {each.change} ({each.guideline}: {why})"
        else:
            yield f"model  {each.change}"


def _change(text: str) -> tuple[str, float]:
    """Return the feature and the number that a flag names."""
    from math import isfinite

    from scorer.core.errors import SettingsError

    name, _, value = text.partition("=")
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise SettingsError(
            f"--what-if {text!r} is not FEATURE=NUMBER",
            hint="such as geometry.height_px=1500",
        )
    return name.strip(), number


def _steps(
    pin: Pin, settings: Settings, changes: Mapping[str, float]
) -> Iterator[tuple[str, Supposed]]:
    """Yield the pin as it is, with each change alone, and with all of them."""
    from scorer.pipeline import begin, measure_pin
    from scorer.what_if import suppose

    run = begin(settings)
    measurement, guidelines = measure_pin(pin, run), run.guidelines
    yield "as it is", suppose(pin, measurement, guidelines, {})
    for name, value in changes.items():
        yield (
            f"{name} = {value:g}",
            suppose(pin, measurement, guidelines, {name: value}),
        )
    if len(changes) > 1:
        yield "all of them", suppose(pin, measurement, guidelines, changes)


def _tell(steps: list[tuple[str, Supposed]], model: Path | None) -> None:
    """Print the score, and what a model says, of each step; then what changed."""
    from scorer.reports import steps_text

    reports = [supposed.report for _, supposed in steps]
    rates = _rates(model, reports) if model else []
    write(steps_text([name for name, _ in steps], reports, rates), None)
    said = (line for _, each in steps[1:] for line in _changes(reports[0], each))
    for line in dict.fromkeys(said):
        say(f"  {line}")
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
        surely = f"{win_probability(model, report, reports[0]):.0%}" if cells else ""
        cells.append((f"{rate:.2%}", surely))
    return cells


def _changes(before: Report, supposed: Supposed) -> Iterator[str]:
    """Yield the verdicts that changed, and the numbers that no guideline reads."""
    old = {each.id: each for each in before.results}
    for each in supposed.report.results:
        was = old[each.id]
        if each.outcome is not was.outcome:
            yield f"{each.id}: {was.outcome} → {each.outcome}"
        elif each.score != was.score:
            yield f"{each.id}: {was.score or 0:.0%} → {each.score or 0:.0%} met"
    for name, readers in supposed.unread_features.items():
        behind = f"; {', '.join(readers)} judge what it was measured on, which stays"
        yield f"no guideline reads {name} itself{behind if readers else ''}"
