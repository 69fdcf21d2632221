"""``scorer insights``: what works on the account, with its own pins."""

from __future__ import annotations

from pathlib import Path

import click

from scorer.cli._history import account_form, account_format_option
from scorer.cli._options import handle_errors, output_option
from scorer.cli._output import write


@click.command(name="insights")
@click.argument("model", type=click.Path(path_type=Path))
@account_format_option
@click.option(
    "--history", is_flag=True, help="List the model's trainings and what changed."
)
@click.option(
    "--rule",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Of a made-up account: the rule behind it, to show beside what was found.",
)
@output_option
@handle_errors
def command(
    model: Path, form: str | None, history: bool, rule: Path | None, output: Path | None
) -> None:
    """Show what works on your account, with your own pins.

    MODEL is a folder that scorer train wrote; it keeps small pictures of the pins.

    \b
    Examples:
      scorer insights models/mine
      scorer insights models/mine -o insights.html
      scorer insights models/mine --history

    Exit status: 0 shown, 2 the folder cannot be used.
    """
    from scorer.account.insights import read

    chosen = account_form(form, output)
    if history:
        write((f"{line}\n" for line in read.history_of(model)), output)
        return
    shown = read.shown(model, rule, output.parent if output else None)
    write([read.FORMS[chosen](shown)], output)
