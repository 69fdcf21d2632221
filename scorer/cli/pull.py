"""``scorer pull``: the account's own pins from Pinterest, to learn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import handle_errors, load_settings, quiet_option
from scorer.cli._output import say
from scorer.cli._progress import progress
from scorer.core.units import counted

if TYPE_CHECKING:
    from scorer.pinterest.answers import Pin
    from scorer.pinterest.pull import Outcome


@click.command(name="pull")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("account"),
    show_default=True,
    help="Folder to fill.",
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only pins published on this day or later.",
)
@click.option(
    "--boards",
    metavar="NAME",
    multiple=True,
    help="Only this board; repeat it for others.",
)
@click.option("--dry-run", is_flag=True, help="Only say what there is; write nothing.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File with the token that only you can read.",
)
@quiet_option
@handle_errors
def command(
    out: Path,
    since: datetime | None,
    boards: tuple[str, ...],
    dry_run: bool,
    token_file: Path | None,
    quiet: bool,
) -> None:
    """Fetch your own pins, their figures and pictures from Pinterest.

    The only command that talks to the network, and only to Pinterest: it reads, and
    changes nothing there. The token comes from SCORER_PINTEREST_TOKEN, from a file
    that only you can read (--token-file), or from `scorer login`.

    Stopped at any moment, the same command goes on where it was. Run it again next
    month: only new pictures are fetched. What an earlier pull brought stays in the
    folder, also where --boards or --since leave it out now.

    \b
    Examples:
      scorer pull -o account
      scorer pull -o account --since 2026-01-01 --boards "Meal prep"
      scorer train account/exports --pins account/pins --out models/mine
    """
    from scorer.pinterest import access, address
    from scorer.pinterest.client import Client
    from scorer.pinterest.pull import Choice, pull

    settings = load_settings({}).settings
    client = Client(
        access.access(token_file),
        address.address(),
        access.app(),
        tell=lambda sentence: None if quiet else say(sentence, err=True),
    )

    def shown(pins: Sequence[Pin], what: str) -> Iterable[Pin]:
        if pins and not quiet:
            say(f"{what} of {counted(len(pins), 'pin')} to fetch", err=True)
        return progress(pins, len(pins), quiet=quiet)

    wanted: date | None = since.date() if since else None
    try:
        outcome = pull(
            client, out, settings, Choice(wanted, boards), shown, dry_run=dry_run
        )
    finally:
        client.close()
    for line in _lines(outcome, out, dry_run=dry_run):
        say(line)


def _lines(outcome: Outcome, out: Path, *, dry_run: bool) -> Iterable[str]:
    if dry_run:
        yield f"{counted(outcome.pins, 'pin')}; nothing was written"
    else:
        yield (
            f"{counted(outcome.pins, 'pin')} in {out}: "
            f"{counted(outcome.pictures, 'new picture')}, "
            f"{outcome.had} that were there"
        )
    if outcome.kept:
        yield (
            f"{counted(outcome.kept, 'pin')} among them from earlier pulls, with "
            "figures of today; to have this choice alone, name another folder with -o"
        )
    for why, count in outcome.left_out.most_common():
        yield f"{count:,} not taken: {why}"
    if not dry_run and outcome.pins:
        yield f"next: scorer train {out}/exports --pins {out}/pins --out models/mine"
