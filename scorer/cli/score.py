"""``scorer score``: the report."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import (
    Twins,
    Unread,
    check_view,
    estimator_for,
    exit_status,
    find_pins,
    format_option,
    handle_errors,
    jobs_option,
    load_settings,
    model_option,
    output_option,
    paths_argument,
    say_passed_over,
    score_pins,
    settings_options,
    view_options,
    worker_count,
)
from scorer.cli._output import say, write
from scorer.cli._progress import progress
from scorer.cli._repository import from_repository
from scorer.cli._run import as_typed, given_options, no_option, run_of

if TYPE_CHECKING:
    from scorer.core.pin import Pin
    from scorer.core.report import Report
    from scorer.reports import View

_MOST_REMARKS = 10
# What a shell made of a pattern is not typed again.
_MOST_PATHS = 4


@click.command(name="score")
@paths_argument
@format_option
@model_option
@output_option
@jobs_option
@handle_errors
@view_options
@settings_options
def command(
    paths: tuple[Path, ...],
    name: str | None,
    model: Path | None,
    output: Path | None,
    jobs: int,
    view: View,
    **flags: str | None,
) -> None:
    """Score pins, and say what to change.

    The terminal gets a line for each pin, the worst last, and what they come to.

    PATHS are pictures, folders, s3://bucket/folder, a list of pins (CSV with
    path,title,description,link,board,id; a catalog feed; TSV, .xlsx, .xml), or - for a
    list of paths on standard input.

    \b
    Examples:
      scorer score drafts/
      scorer score drafts/ -o report.html
      scorer score drafts/ --top 5 --verbose
      scorer score drafts/ --model models/mine
      scorer score pin.png --format json | jq '.reports[0].score'
      find . -name '*.png' | scorer score -

    Exit status: 0 scored, 2 could not run or a path is missing, 3 some files could not
    be read.
    """
    from scorer import reports
    from scorer.core.installation import versions
    from scorer.core.report import Document

    chosen = name or (reports.format_for(output.name) if output else "terminal")
    form = reports.report_format(chosen)
    check_view(view, chosen)
    loaded = load_settings(flags)
    settings = loaded.settings
    pins = find_pins(paths, settings)
    unread, twins, steps = Unread(), Twins(), _NextSteps(paths)
    found = score_pins(
        pins, loaded, worker_count(jobs), picture_bytes=form.picture_bytes(len(pins))
    )
    counted = unread.noted(map(estimator_for(model), found))
    if chosen == "terminal":  # elsewhere a report that was kept goes on unread
        counted = twins.noted(steps.noted(counted))
    shown = progress(counted, len(pins), quiet=view.detail == "none")
    document = Document(shown, versions(), run_of(settings))
    if chosen == "terminal":
        looked = replace(view, next_steps=steps)
        write(reports.terminal_text(document, looked), output)
    else:
        document = replace(document, reports=from_repository(shown, chosen))
        write(reports.render(document, chosen), output)
        unread.say()
    if view.detail != "none":
        _say_remarks(pins)
        twins.say()
        say_passed_over(paths)
    sys.exit(exit_status(paths, has_unread=bool(unread.problems)))


def _say_remarks(pins: list[Pin]) -> None:
    """Say what the sheets that name the pins do not allow, and what else of them."""
    from scorer.core.display.printable import printable
    from scorer.core.units import counted

    remarks = dict.fromkeys(
        [line for pin in pins for line in pin.refusals]
        + [line for pin in pins for line in pin.notices]
    )
    for line in list(remarks)[:_MOST_REMARKS]:
        say(printable(line, longest=300), err=True)
    if len(remarks) > _MOST_REMARKS:
        more = counted(len(remarks) - _MOST_REMARKS, "remark")
        say(f"and {more} more, in the report of each pin", err=True)


class _NextSteps:
    """What to run next, by what was seen of the run."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths
        self._worst: tuple[float, str] | None = None
        self._pins, self._first = 0, ""
        self._problems: Counter[str] = Counter()

    def noted(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports."""
        from scorer.reports import problems

        for report in reports:
            value = report.score.guidelines if report.score else None
            if value is not None:
                this = (value, report.path)
                self._worst = min(self._worst or this, this)
            self._problems.update(each.id for each in problems(report))
            self._pins += 1
            self._first = report.advice[0].guideline if report.advice else ""
            yield report

    def __call__(self) -> list[tuple[str, str]]:
        """Return commands with what they are for."""
        from scorer.reports import most_common
        from scorer.scoring.bands import GOOD

        paths, options = [str(path) for path in self._paths], given_options()
        steps = []
        if self._worst and self._worst[0] < GOOD:
            advise = as_typed(["advise", no_option(self._worst[1]), *options])
            where = " on the worst pin" if self._pins > 1 else ""
            steps.append((advise, f"# what to change first{where}"))
        if self._worst and "-" not in paths:
            named = map(no_option, paths) if len(paths) <= _MOST_PATHS else ["…"]
            page = as_typed(["score", *named, *options, "-o", "report.html"])
            steps.append((page.replace("'…'", "…"), "# the same with pictures"))
        # Of a single pin what is told first; nothing is common there.
        first = self._first if self._pins == 1 else ""
        if name := first or next((x for x, _ in most_common(self._problems)), ""):
            steps.append((as_typed(["explain", name]), "# why, and how to fix it"))
        return steps
