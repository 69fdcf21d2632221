"""``scorer advise``: what to change first, and what if."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import friendly, loaded, paths_argument, settings_options

if TYPE_CHECKING:
    from scorer.core.report import Report


@click.command(name="advise")
@paths_argument
@click.option(
    "--model",
    type=click.Path(path_type=Path, file_okay=False),
    help="Click-rate model that the what-if asks.",
)
@click.option(
    "--what-if",
    "changes",
    multiple=True,
    metavar="FEATURE=VALUE",
    help="A number to change in thought; needs --model.",
)
@settings_options
@friendly
def command(
    paths: tuple[Path, ...],
    model: Path | None,
    changes: tuple[str, ...],
    **flags: str | None,
) -> None:
    """Say what to change first, and what it may be worth.

    Points are of the guideline score. A what-if is what the model learnt from your
    pins: a correlation, not a promise.

    \b
    Examples:
      scorer advise pin.png
      scorer advise pin.png --what-if text_overlay.cap_height_max_dp=14
    """
    from scorer.batch import Job, run
    from scorer.core.errors import SettingsError
    from scorer.core.printable import printable
    from scorer.pins import find

    wanted = dict(_change(text) for text in changes)
    if wanted and model is None:
        raise SettingsError("--what-if asks a model", hint="add --model DIR")
    estimated = _estimator(model)
    for report in map(estimated, run(find(paths), Job(loaded(flags).settings))):
        click.echo(printable(report.path))
        if report.failure:
            click.echo(f"  {printable(report.failure.message)}")
        for each in report.advice:
            gain = f"{each.gain.guidelines:+5.1f}" if each.guideline else "model"
            source = f"  ({each.guideline})" if each.guideline else ""
            click.echo(f"  {gain}  {printable(each.change)}{source}")
        if model and wanted and report.score:
            _what_if(report, model, wanted)


def _estimator(model: Path | None) -> Callable[[Report], Report]:
    """Return what adds a model's advice; without a model, nothing does."""
    if model is None:
        return lambda report: report
    from scorer.history.estimating import estimator

    return estimator(model)


def _change(text: str) -> tuple[str, float]:
    """Return the feature and the number that a flag names."""
    from scorer.core.errors import SettingsError

    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError as cause:
        raise SettingsError(
            f"--what-if {text!r} is not FEATURE=NUMBER",
            hint="such as text_overlay.cap_height_max_dp=14",
        ) from cause


def _what_if(report: Report, folder: Path, changes: Mapping[str, float]) -> None:
    """Print the estimate before, with each change alone, and with all of them."""
    from scorer.clickrate.store import load
    from scorer.history.comparing import chance, what_if
    from scorer.history.estimating import fits

    model = load(folder)
    fits(model)
    alone = [{name: value} for name, value in changes.items()]
    steps = [{}, *alone, *([dict(changes)] if len(alone) > 1 else [])]
    for step in steps:
        changed = what_if(model, report, step)
        estimate = changed.score.estimate if changed.score else None
        if estimate is None:
            continue
        said = ", ".join(f"{key} = {value:g}" for key, value in step.items())
        surely = f", better with {chance(model, changed, report):.0%}" if step else ""
        click.echo(f"  {said or 'as it is'}: {100 * estimate.rate:.2f} %{surely}")
        for notice in estimate.notices:
            click.echo(f"    {notice}")
