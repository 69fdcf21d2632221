"""``scorer train``: learn from the account's own history."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scorer.cli._history import history_options, request_of
from scorer.cli._options import handle_errors, load_settings, settings_options
from scorer.cli._output import say

_METRICS = ("pin_click_rate", "outbound_click_rate", "save_rate")


@click.command(name="train")
@history_options
@click.option(
    "--metric",
    type=click.Choice(_METRICS),
    help="Which rate to learn; each has its own model.  [default: pin_click_rate, or "
    "that of the model to update]",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of a new model; one that is there is kept beside it.",
)
@click.option(
    "--update",
    type=click.Path(path_type=Path, file_okay=False),
    help="Retrain this model: exports add to those before. It is kept if the new data "
    "look mis-joined.",
)
@click.option("--force", is_flag=True, help="With --update: replace it in any case.")
@click.option(
    "--rollback",
    type=click.Path(path_type=Path, file_okay=False),
    help="Restore the previous model.",
)
@settings_options
@handle_errors
def command(
    metric: str | None,
    out: Path | None,
    update: Path | None,
    force: bool,
    rollback: Path | None,
    **given: object,
) -> None:
    """Train or retrain a click-rate model on exports.

    EXPORTS are files or folders: Analytics overview CSV, API v5 JSON, Ads Manager CSV,
    or any table with pin_id (or path, or title), impressions and pin_clicks. Pins
    without a picture are listed in a pins.csv beside the pictures, to be filled in.

    \b
    Examples:
      scorer train exports/ --pins pins/ --out models/mine
      scorer train exports/ --features features.csv --out models/mine
      scorer train new.csv --pins pins/ --update models/mine
      scorer train --rollback models/mine
      scorer train titles.csv --families title --out models/titles-mine

    Exit status: 0 model replaced, 1 old model kept, 2 could not run.
    """
    from scorer.account.training import train as training
    from scorer.clickrate.data.target import Metric

    wanted = Metric(metric) if metric else None
    if sum(each is not None for each in (out, update, rollback)) > 1:
        raise click.UsageError("say one of --out, --update and --rollback")
    if force and update is None:
        raise click.UsageError("--force goes with --update")
    if rollback is not None:
        outcome = training.rollback(rollback)
    else:
        request, flags = request_of(given, fill_in=True)
        loaded = load_settings(flags)
        if update is not None:
            with loaded.naming_file():
                outcome = training.update(
                    request, loaded.settings, update, metric=wanted, force=force
                )
        elif out is not None:
            wanted = wanted or Metric(_METRICS[0])
            with loaded.naming_file():
                outcome = training.train(request, loaded.settings, wanted, out)
        else:
            raise click.UsageError(
                "say where the model goes: --out DIR or --update DIR"
            )
    for line in outcome.lines:
        say(line)
    sys.exit(0 if outcome.replaced else 1)
