"""``scorer score``: the report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scorer.cli._options import (
    Tally,
    estimator_for,
    find_pins,
    format_option,
    handle_errors,
    jobs_option,
    load_settings,
    model_option,
    output_option,
    paths_argument,
    progress,
    quiet_option,
    score_pins,
    settings_options,
    worker_count,
)
from scorer.cli._output import write


@click.command(name="score")
@paths_argument
@format_option
@model_option
@output_option
@jobs_option
@quiet_option
@settings_options
@handle_errors
def command(
    paths: tuple[Path, ...],
    name: str | None,
    model: Path | None,
    output: Path | None,
    jobs: int,
    quiet: bool,
    **flags: str | None,
) -> None:
    """Measure and judge pins, and report.

    PATHS are pictures, folders, s3://bucket/folder, a manifest CSV
    (path,title,description,link,board,id), or - for a list on standard input.

    \b
    Examples:
      scorer score drafts/
      scorer score drafts/ -o report.html
      scorer score drafts/ --model models/mine
      scorer score pin.png --format json | jq '.reports[0].score'
      find . -name '*.png' | scorer score -

    Exit status: 0 scored, 2 could not run or a path is missing, 3 some files could not
    be read.
    """
    from scorer import reports
    from scorer.core.report import Document
    from scorer.core.versions import versions

    chosen = name or (reports.format_for(output.name) if output else "terminal")
    form = reports.report_format(chosen)
    settings = load_settings(flags).settings
    pins = find_pins(paths, settings)
    tally = Tally()
    found = score_pins(
        pins, settings, worker_count(jobs), picture_bytes=form.picture_bytes(len(pins))
    )
    reports_so_far = tally.count(map(estimator_for(model), found))
    shown = progress(reports_so_far, len(pins), quiet=quiet)
    write(reports.render(Document(shown, versions()), chosen), output)
    if others := passed_over(paths):
        say(f"{counted(len(others), 'file')} passed over: {listed(others)}", err=True)
    sys.exit(2 if missing(paths) else 3 if tally.unread else 0)
