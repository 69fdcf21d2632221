"""``scorer login``: allow `scorer pull` to read, in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from scorer.cli._options import handle_errors
from scorer.cli._output import say
from scorer.core.errors import SettingsError


@click.command(name="login")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8085,
    show_default=True,
    help="Port of the app's redirect URI, http://localhost:PORT/.",
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the token is kept; by default beside your own settings.",
)
@handle_errors
def command(port: int, token_file: Path | None) -> None:
    """Let `scorer pull` read your Pinterest account.

    Opens Pinterest's page in the browser, where you allow it. Wants the id and the
    secret of your app in SCORER_PINTEREST_APP_ID and SCORER_PINTEREST_APP_SECRET. What
    Pinterest gives is kept in a file that only you can read, and renewed by itself
    while both variables are set.

    \b
    Examples:
      scorer login
      scorer login --port 8090
    """
    from scorer.pinterest import access, address
    from scorer.pinterest.login import login

    app = access.app()
    if app is None:
        raise SettingsError(
            f"{access.APP_ID} and {access.APP_SECRET} are not set",
            hint="they stand on the page of your app: docs/guide/pull.md",
        )
    path = token_file or access.token_file()
    login(
        app,
        address.address(),
        path,
        port=port,
        show=lambda page: say(f"allow scorer to read here: {page}", err=True),
    )
    say(f"the token is in {path}, which only you can read; now: scorer pull")
