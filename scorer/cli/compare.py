"""``scorer compare``: variants of one pin side by side."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import (
    Unread,
    exit_status,
    handle_errors,
    load_settings,
    model_option,
    output_option,
    paths_argument,
    score_pins,
    settings_options,
)
from scorer.cli._output import write

if TYPE_CHECKING:
    from scorer.core.report import Report


@click.command(name="compare")
@paths_argument
@model_option
@output_option
@settings_options
@handle_errors
def command(
    paths: tuple[Path, ...],
    model: Path | None,
    output: Path | None,
    **flags: str | None,
) -> None:
    """Show variants of a pin side by side.

    With a model, also the probability that the first is clicked more than each other.
    The page that -o writes opens with them side by side.

    \b
    Examples:
      scorer compare a.png b.png
      scorer compare a.png b.png --model models/mine
      scorer compare a.png b.png c.png -o variants.html

    Exit status: 0 compared, 2 could not run or a path is missing, 3 some files could
    not be read.
    """
    from scorer.core.errors import ScorerError
    from scorer.pins import find

    pins = list(find(paths))
    if len(pins) < 2:
        raise ScorerError("there is only one pin", hint="name at least two variants")
    loaded = load_settings(flags)
    from scorer.vision.thumbnail import picture_bytes

    pictured = picture_bytes(len(pins)) if output else 0
    unread = Unread()
    found = score_pins(pins, loaded, picture_bytes=pictured)
    reports = list(unread.noted(found))
    chances: list[float] = []
    if model:
        reports, chances = _estimated(reports, model)
    if output:
        _page(reports, chances, output)
        unread.say()
    else:
        from scorer.reports import comparison_text

        write(comparison_text(reports, chances), None)
    sys.exit(exit_status(paths, has_unread=bool(unread.problems)))


def _estimated(reports: list[Report], folder: Path) -> tuple[list[Report], list[float]]:
    """Return the reports with estimates, and the chance of the first against each."""
    from scorer.account.comparison import win_probability
    from scorer.account.estimate import require_compatible, with_estimate
    from scorer.clickrate.model.store import load

    model = load(folder)
    require_compatible(model)
    first = reports[0]
    known = [with_estimate(report, model) for report in reports]
    return known, [win_probability(model, first, each) for each in known[1:]]


def _page(reports: list[Report], chances: list[float], output: Path) -> None:
    """Write the variants as a page, or in the other format that the ending asks for."""
    from scorer import reports as formats
    from scorer.core.display.printable import made_printable
    from scorer.core.installation import versions
    from scorer.core.report import Document
    from scorer.reports.html import comparison

    name = formats.format_for(output.name)
    if name == "html":
        shown = [made_printable(report) for report in reports]
        more = [1 - chance for chance in chances]
        pieces = comparison(shown, versions(), more)
    else:
        pieces = formats.render(Document(reports, versions()), name)
    write(pieces, output)
