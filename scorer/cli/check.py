"""``scorer check``: the gate before posting."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import (
    find_pins,
    format_option,
    handle_errors,
    jobs_option,
    load_settings,
    output_option,
    paths_argument,
    score_pins,
    settings_options,
    worker_count,
)
from scorer.cli._output import say, write
from scorer.cli._progress import progress
from scorer.cli._run import run_of

if TYPE_CHECKING:
    from scorer.core.pin import Pin
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
@click.option("--baseline", metavar="FILE", help="Known failures to ignore.")
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
@handle_errors
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

    Exit status: 0 met, 1 not met, 2 could not run, 3 met, but some files or texts could
    not be read.
    """
    settings = load_settings(flags).settings
    gate = _gate(settings)
    form = _form(name, output)
    pins = find_pins(paths, settings)
    found = score_pins(
        pins,
        settings,
        worker_count(jobs),
        picture_bytes=_picture_bytes(form, len(pins)),
    )
    reports = list(progress(found, len(pins), quiet=quiet))
    if new_baseline:
        from scorer.scoring.gate import baseline_text

        write([baseline_text(reports)], new_baseline)
        say(_let_through(reports, new_baseline), err=True)
        sys.exit(0)
    if form:
        _render(reports, settings, form, output)
    answers = [
        _answer(pin, report, settings, gate)
        for pin, report in zip(pins, reports, strict=True)
    ]
    _say(answers, quiet=quiet, err=bool(form and not output))
    missed = any(answer.short for answer in answers)
    unread = any(answer.report.failure or answer.blind for answer in answers)
    sys.exit(1 if missed else 3 if unread else 0)


def _let_through(reports: list[Report], file: Path) -> str:
    """Return how much a new baseline lets through."""
    from scorer.core.units import counted
    from scorer.scoring.gate import problems

    found = [len(problems(report)) for report in reports]
    failing = counted(sum(map(bool, found)), "pin")
    return (
        f"{file} lets through {counted(sum(found), 'problem')} of {failing}, as long "
        "as their files stay the same"
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """What keeps a pin from being met, and what the gate could not look at."""

    report: Report
    short: tuple[str, ...]
    blind: tuple[str, ...]
    partial: tuple[str, ...]

    @property
    def mark(self) -> str:
        return "✗" if self.short else "?" if self.blind else "✓"


def _answer(pin: Pin, report: Report, settings: Settings, gate: Gate) -> _Answer:
    from dataclasses import replace

    from scorer.scoring.gate import blind_spots, shortfalls
    from scorer.scoring.gate import gate as gate_of
    from scorer.scoring.partial import reasons

    folder = settings.within(Path(report.path))
    by = replace(gate_of(folder), baseline=gate.baseline)
    blind = blind_spots(report, by, reads_text=folder.ocr_engine != "none")
    partial = tuple(
        f"{part} not judged: {why}" for part, why in reasons(report).items()
    )
    # Of a carousel the first picture counts; a row that Pinterest refuses always does.
    short = shortfalls(report, by) if pin.page == 1 else ()
    return _Answer(report, (*pin.refusals, *short), blind, () if blind else partial)


def _gate(settings: Settings) -> Gate:
    """Return the gate, with the baseline that the settings name."""
    from scorer.scoring.gate import gate, read_baseline

    old = read_baseline(Path(settings.baseline)) if settings.baseline else None
    return gate(settings, old)


def _form(name: str | None, output: Path | None) -> str:
    """Return the machine format that is asked for, or none."""
    from scorer import reports

    return name or (reports.format_for(output.name) if output else "")


def _picture_bytes(form: str, count: int) -> int:
    from scorer import reports

    return reports.report_format(form).picture_bytes(count) if form else 0


def _render(
    reports: list[Report], settings: Settings, form: str, output: Path | None
) -> None:
    from scorer.core.report import Document
    from scorer.core.versions import versions
    from scorer.reports import render

    document = Document(reports, versions(), run_of(settings))
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


def _say(answers: list[_Answer], *, quiet: bool, err: bool) -> None:
    """Print each pin's answer, and how many meet the gate."""
    from scorer.core.printable import printable
    from scorer.core.units import counted

    for answer in answers:
        report = answer.report
        if report.failure:
            say(f"! {printable(report.failure.message)}", err=True)
        elif answer.short or answer.blind or not quiet:
            say(f"{answer.mark} {printable(report.path)}", err=err)
        for line in answer.short + answer.blind:
            say(f"    {printable(line)}", err=err)
    if not quiet:
        met = sum(x.mark == "✓" and not x.report.failure for x in answers)
        say(f"gate met by {met} of {counted(len(answers), 'pin')}", err=err)
        for line in _common([x.report for x in answers if x.short]):
            say(line, err=err)
        partial = Counter(words for answer in answers for words in answer.partial)
        for words, count in partial.most_common():
            line = f"{counted(count, 'pin')} checked in part: {words}"
            say(printable(line), err=err)


def _common(missed: list[Report]) -> Iterator[str]:
    """Yield the problems that most pins below the gate have; of one it is plain."""
    from scorer.reports import common_problems

    if len(missed) > 1:
        yield from common_problems(missed)
