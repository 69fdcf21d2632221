"""``scorer serve``: the local page."""

from __future__ import annotations

import platform
import secrets
import threading
import webbrowser
from pathlib import Path

import click

from scorer.cli._options import (
    handle_errors,
    model_option,
    settings_options,
)
from scorer.cli._output import say
from scorer.cli._workers import started


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="0 takes any that is free.",
)
@click.option("--open", "browse", is_flag=True, help="Open the page in the browser.")
@model_option
@settings_options
@handle_errors
def command(
    host: str, port: int, browse: bool, model: Path | None, **flags: str | None
) -> None:
    """Show a page on this computer to drop pins on.

    Pins are read in memory by a process of their own; nothing is stored. A browser does
    not say where a dropped file lies: the settings are those of the folder where this
    starts, and the page names their file. Other
    computers reach the page only where --host names another address than this
    computer's own, and with the token in the address that is printed.

    \b
    Examples:
      scorer serve --open
      scorer serve --model models/mine
      scorer serve --host 0.0.0.0
    """
    from scorer.core.errors import DependencyError
    from scorer.core.installation import how_to_add

    try:
        from scorer.web import door, server
        from scorer.web.app import application
    except ImportError as cause:
        raise DependencyError(
            f"the page needs {cause.name}", hint=how_to_add("web")
        ) from cause

    loaded, workers = started(flags, model)
    socket = server.listening(host, port)
    token = "" if door.is_loopback(host) else secrets.token_urlsafe(24)
    app = application(
        workers,
        max_bytes=loaded.settings.max_file_bytes,
        hosts=(*door.LOOPBACK, host),
        token=token,
        model=model,
        loaded=loaded,
    )
    if token:
        say(
            "scorer: other computers reach this page: who has its address can use it, "
            "and who is on the way can read it",
            err=True,
        )
    shown = platform.node() if door.is_wildcard(host) else host
    where = door.address(shown, socket.getsockname()[1], token)
    say(f"{where} (Ctrl+C ends it)", err=True)
    if browse:
        # It listens already: the browser waits for the first answer.
        threading.Thread(target=webbrowser.open, args=(where,), daemon=True).start()
    server.serve(app, socket)
