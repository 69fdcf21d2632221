"""``scorer evaluate``: what a model is worth."""

from __future__ import annotations

from pathlib import Path

import click

from scorer.cli._history import (
    account_form,
    account_format_option,
    history_options,
    request_of,
    write_answer,
)
from scorer.cli._options import (
    handle_errors,
    load_settings,
    output_option,
    settings_options,
)


@click.command(name="evaluate")
@history_options
@click.option(
    "--model",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Model folder, as scorer train wrote it.",
)
@account_format_option
@output_option
@settings_options
@handle_errors
def command(
    model: Path, form: str | None, output: Path | None, **given: object
) -> None:
    """Evaluate a click-rate model on exports.

    Pins that the model was trained on are left out, unless there are no others. How
    the others lay in their intervals is kept in the model's folder: scores warn where
    the account has moved.

    \b
    Examples:
      scorer evaluate exports/ --pins pins/ --model models/mine
      scorer evaluate exports/ --features features.csv --model models/mine -o page.html

    Exit status: 0 evaluated, 2 could not run.
    """
    from scorer.account.evaluation.evaluate import as_page, as_text, evaluate
    from scorer.account.training.training_rows import load_if_any

    chosen = account_form(form, output)
    request, flags = request_of(given)
    loaded = load_settings(flags)
    with loaded.naming_file():
        found = evaluate(request, loaded.settings, model, load_if_any(model))
    write_answer(found, chosen, output, page=as_page, text=as_text)
