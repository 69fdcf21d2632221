"""``scorer diagnose``: where the account loses people."""

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


@click.command(name="diagnose")
@history_options
@account_format_option
@output_option
@settings_options
@handle_errors
def command(form: str | None, output: Path | None, **given: object) -> None:
    """Show pins scrolled past, almost famous, or hidden gems.

    Few pin clicks per impression: people scroll past the image. Many pin clicks, few
    outbound clicks: the hook or the call to action is weak. With --pins or --features
    it also says what sets these pins apart.

    \b
    Examples:
      scorer diagnose exports/
      scorer diagnose exports/ --pins pins/ -o funnel.html

    Exit status: 0 shown, 2 could not run.
    """
    from scorer.account.diagnosis.diagnose import diagnose
    from scorer.account.diagnosis.pages import as_page, as_text

    chosen = account_form(form, output)
    request, flags = request_of(given)
    loaded = load_settings(flags)
    with loaded.naming_file():
        found = diagnose(request, loaded.settings)
    write_answer(found, chosen, output, page=as_page, text=as_text)
