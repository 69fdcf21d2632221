"""``scorer check``: the gate before posting."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import (
    examined,
    format_option,
    found_below,
    friendly,
    jobs_option,
    loaded,
    output_option,
    paths_argument,
    progress,
    settings_options,
    workers,
)
from scorer.cli._output import say, write

if TYPE_CHECKING:
    from scorer.core.report import Report
    from scorer.core.settings import Settings
    from scorer.scoring.gate import Gate

# GitHub's limit is 1 MiB a step.
_SUMMARY_BYTES = 1_000_000


@click.command(name="check")
@paths_argument
@click.option("--min-score", metavar="N", help="Lowest score that is met, 0 to 100.")
@click.option(
    "--fail-on",
    metavar="IMPACT",
    help="minor, moderate, serious, critical or never.  [default: serious]",
)
@click.option("--baseline", metavar="FILE", help="Old drafts that are let through.")
@click.option(
    "--write-baseline",
    "new_baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Let everything that fails now through from here on.",
)
@format_option
@output_option
@jobs_option
@click.option(
    "-q", "--quiet", is_flag=True, help="Print only pins that do not meet the gate."
)
@settings_options
@friendly
def command(
    paths: tuple[Path, ...],
    new_baseline: Path | None,
    name: str | None,
    output: Path | None,
    jobs: int,
    quiet: bool,
    **flags: str | None,
) -> None:
    """Stop pins that are not good enough, and say what to fix.

    \b
    Examples:
      scorer check drafts/ --min-score 70
      scorer check drafts/ --fail-on critical --quiet
      scorer check drafts/ --write-baseline old.json
      scorer check drafts/ --baseline old.json --format sarif -o pins.sarif

    Exit status: 0 met, 1 not met, 2 could not run, 3 met but some files unreadable.
    """
    settings = loaded(flags).settings
    gate = _gate(settings)
    form = _form(name, output)
    pins = found_below(paths)
    found = examined(pins, settings, workers(jobs), with_thumbnail=_has_pictures(form))
    reports = list(progress(found, len(pins), quiet=quiet))
    if new_baseline:
        from scorer.scoring.gate import baseline_text

        write([baseline_text(reports)], new_baseline)
        sys.exit(0)
    if form:
        _render(reports, form, output)
    missed = _say(reports, settings, gate, quiet=quiet, err=bool(form and not output))
    unread = any(report.failure for report in reports)
    sys.exit(1 if missed else 3 if unread else 0)


def _gate(settings: Settings) -> Gate:
    """Return the gate, with the baseline that the settings name."""
    from scorer.scoring.gate import gate, read_baseline

    old = read_baseline(Path(settings.baseline)) if settings.baseline else None
    return gate(settings, old)


def _form(name: str | None, output: Path | None) -> str:
    """Return the machine format that is asked for, or none."""
    from scorer import reports

    return name or (reports.format_for(output.name) if output else "")


def _has_pictures(form: str) -> bool:
    from scorer import reports

    return bool(form) and reports.report_format(form).wants_thumbnails


def _render(reports: list[Report], form: str, output: Path | None) -> None:
    from scorer.core.report import Document
    from scorer.core.versions import versions
    from scorer.reports import render

    document = Document(reports, versions())
    write(render(document, form), output)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary:
        try:
            with Path(summary).open("a", encoding="utf-8") as file:
                file.writelines(_fitting(render(document, "markdown")))
        except OSError as cause:  # the gate is what was asked for
            say(f"scorer: no step summary: {summary}: {cause.strerror}", err=True)


def _fitting(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces that fit; GitHub shows nothing of a larger summary."""
    left = _SUMMARY_BYTES
    for piece in pieces:
        left -= len(piece.encode())
        if left < 0:
            yield "\nMore pins than a summary holds.\n"
            return
        yield piece


def _say(
    reports: list[Report], settings: Settings, gate: Gate, *, quiet: bool, err: bool
) -> int:
    """Print each pin's answer; return how many do not meet the gate."""
    from dataclasses import replace

    from scorer.core.printable import printable
    from scorer.core.units import counted
    from scorer.scoring.gate import gate as gate_of
    from scorer.scoring.gate import shortfalls

    missed = 0
    for report in reports:
        own = gate_of(settings.within(Path(report.path)))
        short = shortfalls(report, replace(own, baseline=gate.baseline))
        missed += bool(short)
        if report.failure:
            say(f"! {printable(report.failure.message)}", err=True)
        elif short or not quiet:
            mark = "✗" if short else "✓"
            say(f"{mark} {printable(report.path)}", err=err)
        for line in short:
            say(f"    {printable(line)}", err=err)
    if not quiet:
        unread = sum(report.failure is not None for report in reports)
        met = len(reports) - missed - unread
        say(f"gate met by {met} of {counted(len(reports), 'pin')}", err=err)
    return missed
