"""``scorer mcp``: the tools, for agents."""

from __future__ import annotations

from pathlib import Path

import click

from scorer.cli._options import (
    handle_errors,
    model_option,
    settings_options,
)
from scorer.cli._output import say
from scorer.cli._workers import started


@click.command(name="mcp")
@click.argument(
    "folders", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option(
    "--http",
    is_flag=True,
    help="Answer at http://127.0.0.1:PORT/mcp, not on standard input and output.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8766,
    show_default=True,
    help="With --http; 0 takes any that is free.",
)
@model_option
@settings_options
@handle_errors
def command(
    folders: tuple[Path, ...],
    http: bool,
    port: int,
    model: Path | None,
    **flags: str | None,
) -> None:
    """Let agents score pins, by the Model Context Protocol.

    FOLDERS bound what is read: no file outside of them is opened, whatever an agent or
    a settings file says. Without them the roots that the agent's program declares
    bound it; without both, pictures are taken as data only. Settings are those of the
    folder of each picture, as in `scorer check`, else of the folder where it starts.

    \b
    Examples:
      scorer mcp pins/
      scorer mcp pins/ --model models/mine
      scorer mcp pins/ --http --port 8766
    """
    from scorer.core.errors import DependencyError
    from scorer.core.installation import how_to_add

    try:
        from scorer.mcp.desk import Desk
        from scorer.mcp.server import server
        from scorer.web import server as sockets
    except ImportError as cause:
        raise DependencyError(
            f"scorer mcp needs {cause.name}", hint=how_to_add("mcp")
        ) from cause

    loaded, workers = started(flags, model)
    named = tuple(folder.resolve() for folder in folders)
    made = server(Desk(loaded, workers, named, model=model))
    if not http:
        made.run("stdio")
        return
    socket = sockets.listening("127.0.0.1", port)
    say(f"http://127.0.0.1:{socket.getsockname()[1]}/mcp (Ctrl+C ends it)", err=True)
    largest = loaded.settings.max_file_bytes * 4 // 3 + 2**20
    sockets.serve(made.streamable_http_app(max_request_body_size=largest), socket)
