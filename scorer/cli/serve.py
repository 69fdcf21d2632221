"""``scorer serve``: the local page."""

from __future__ import annotations

from pathlib import Path

import click

from scorer.cli._options import (
    estimating,
    friendly,
    loaded,
    model_option,
    settings_options,
)
from scorer.cli._output import say


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
@model_option
@settings_options
@friendly
def command(host: str, port: int, model: Path | None, **flags: str | None) -> None:
    """Show a page on this computer to drop pins on.

    Pins are read in memory by a process of their own; nothing is stored.

    \b
    Examples:
      scorer serve
      scorer serve --model models/mine
    """
    from scorer.core.errors import DependencyError

    try:
        import uvicorn

        from scorer.web._worker import Workers
        from scorer.web.app import application
    except ImportError as cause:
        raise DependencyError(
            f"the page needs {cause.name}", hint="pip install 'pin-scorer[web]'"
        ) from cause

    settings = loaded(flags).settings
    estimating(model)
    app = application(
        Workers(settings, model=model, seconds=settings.max_seconds),
        max_bytes=settings.max_file_bytes,
        hosts=("127.0.0.1", "localhost", host),
    )
    say(f"http://{host}:{port} (Ctrl+C ends it)", err=True)
    # uvicorn.run would take Ctrl+C for a success.
    uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning")).run()
