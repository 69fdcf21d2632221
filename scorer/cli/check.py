"""``scorer check``: the gate before posting."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._completion import gates, of_names
from scorer.cli._options import (
    check_place,
    find_pins,
    format_option,
    handle_errors,
    jobs_option,
    load_settings,
    output_option,
    passed_over_line,
    paths_argument,
    score_pins,
    settings_options,
    worker_count,
)
from scorer.cli._output import say, write
from scorer.cli._progress import progress
from scorer.cli._repository import from_repository
from scorer.cli._run import run_of
from scorer.core.errors import ScorerError

if TYPE_CHECKING:
    from scorer.core.loaded_settings import Loaded
    from scorer.core.pin import Pin
    from scorer.core.report import Report, Stop
    from scorer.core.settings import Settings
    from scorer.scoring.gate import Gate

# GitHub's limit is 1 MiB a step.
_SUMMARY_BYTES = 1_000_000


@click.command(name="check")
@paths_argument
@click.option("--min-score", metavar="N", help="Lowest score that is met, 0 to 100.")
@click.option(
    "--fail-on",
    metavar="GATE",
    shell_complete=of_names(gates),
    help="strict, team or lenient; minor, moderate, serious or critical; never; or "
    "bounds: points:20,score:60,text:50.  [default: team]",
)
@click.option("--baseline", metavar="FILE", help="Known failures to ignore.")
@click.option(
    "--write-baseline",
    "new_baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Let everything that fails now through from here on.",
)
@click.option("--allow-empty", is_flag=True, help="Meet the gate without any picture.")
@click.option(
    "--strict-files",
    is_flag=True,
    help="A video, design file or nameless picture that is passed over is not met.",
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
    allow_empty: bool,
    strict_files: bool,
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
      scorer check drafts/ --fail-on strict --quiet
      scorer check drafts/ --fail-on points:20,text:50
      scorer check drafts/ --write-baseline old.json
      scorer check drafts/ --baseline old.json --format sarif -o pins.sarif

    A gate looks at points: of the whole score, of one fault, of a part. `team`, the
    default, stops what scores below 67 or loses 25 points by one fault.

    Exit status: 0 met, 1 not met, 2 could not run, a path is missing or no picture
    could be read, 3 met, but some files or texts could not be read.
    """
    from scorer.pins import missing, passed_over
    from scorer.pins.replaceable import check_baseline_replaceable

    if new_baseline and (name or output):
        raise click.UsageError("--write-baseline writes no report: run again for that")
    if new_baseline:
        check_baseline_replaceable(new_baseline)
        check_place(new_baseline)
    loaded = load_settings(flags)
    settings = loaded.settings
    gates = _Gates(loaded, with_baseline=not new_baseline)
    gates.of(Path("any"))  # what is wrong with the flags is said before the first pin
    form = _form(name, output)
    others = passed_over(paths)
    try:
        pins = find_pins(paths, settings)
    except ScorerError as error:
        if error.code != "no-pins" or not allow_empty or (others and strict_files):
            raise
        say("no picture to check", err=True)
        sys.exit(0)
    for pin in pins:
        gates.of(pin.path)  # and what is wrong with a settings file among them
    found = score_pins(
        pins,
        loaded,
        worker_count(jobs),
        picture_bytes=_picture_bytes(form, len(pins)),
    )
    reports = list(progress(found, len(pins), quiet=quiet))
    if new_baseline:
        _write_baseline(new_baseline, pins, reports, gates)
        sys.exit(2 if missing(paths) else 0)
    answers = [
        _answer(pin, report, loaded, gates)
        for pin, report in zip(pins, reports, strict=True)
    ]
    if form:
        _render(answers, settings, form, output)
    _say(answers, quiet=quiet, err=bool(form and not output))
    if others:
        mark = "✗ " if strict_files else ""
        say(f"{mark}{passed_over_line(others)}", err=bool(form and not output))
    sys.exit(
        _status(answers, lacks=bool(missing(paths)), stopped=strict_files and others)
    )


def _status(answers: list[_Answer], *, lacks: bool, stopped: object) -> int:
    """Return the exit status.

    Args:
        answers: Of all pins.
        lacks: Whether a path that was named is not there.
        stopped: Whether a file that was passed over is one too many.
    """
    is_read = any(answer.is_judged for answer in answers)
    if lacks or not is_read:
        return 2
    if stopped or any(answer.short for answer in answers):
        return 1
    unread = any(answer.report.failure or answer.blind for answer in answers)
    return 3 if unread else 0


def _write_baseline(
    file: Path, pins: Sequence[Pin], reports: Sequence[Report], gates: _Gates
) -> None:
    """Write what pins fail today, and say how much of it the gate would stop."""
    from scorer.core.storage.files import write_whole
    from scorer.scoring.gate import baseline_text, shortfalls

    write_whole(file, [baseline_text(reports)])
    _say_unread(reports)
    # Of a carousel the first picture counts at the gate.
    short = [
        report
        for pin, report in zip(pins, reports, strict=True)
        if pin.page == 1 and shortfalls(report, gates.of(pin.path))
    ]
    say(_let_through(short, file), err=True)


def _let_through(reports: list[Report], file: Path) -> str:
    """Return how much a new baseline lets through of pins that fall short."""
    from scorer.core.units import counted
    from scorer.scoring.gate import failing

    if not reports:
        return f"{file}: every pin meets the gate by itself today"
    count = counted(sum(len(failing(report)) for report in reports), "problem")
    return (
        f"{file} lets through {count} of {counted(len(reports), 'pin')}, as long as "
        "their files stay the same"
    )


def _say_unread(reports: Iterable[Report]) -> None:
    from scorer.core.display.printable import printable

    for report in reports:
        if report.failure:
            say(f"! {printable(report.problem)}", err=True)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What keeps a pin from being met, and what the gate could not look at."""

    report: Report
    short: tuple[Stop, ...]
    blind: tuple[Stop, ...]
    partial: tuple[str, ...]
    let_through: tuple[str, ...] = ()

    @property
    def is_judged(self) -> bool:
        score = self.report.score
        return score is not None and score.guidelines is not None

    @property
    def stopped(self) -> tuple[Stop, ...]:
        return self.short + self.blind

    @property
    def mark(self) -> str:
        return "✗" if self.short else "?" if self.blind else "✓"


def _answer(pin: Pin, report: Report, loaded: Loaded, gates: _Gates) -> _Answer:
    from scorer.scoring.gate import blind_spots, let_through, stops
    from scorer.scoring.partial import reasons

    own, by = loaded.of(pin.path), gates.of(pin.path)
    blind = blind_spots(report, by, reads_text=own.ocr_engine != "none")
    partial = tuple(
        f"{part} not judged: {why}" for part, why in reasons(report).items()
    )
    return _Answer(
        report,
        stops(pin, report, by),
        blind,
        () if blind else partial,
        let_through(report, by) if pin.page == 1 else (),
    )


class _Gates:
    """The gate of each pin: by the settings nearest to it, baselines read once.

    Args:
        loaded: The settings.
        with_baseline: Whether known failures are let through. A new baseline is
            written without a look at the one before, which may not be there yet.
    """

    def __init__(self, loaded: Loaded, *, with_baseline: bool) -> None:
        from functools import cache

        from scorer.scoring.gate import read_baseline

        self._loaded = loaded
        self._with_baseline = with_baseline
        self._read = cache(read_baseline)

    def of(self, path: Path) -> Gate:
        """Return the gate of a pin.

        Raises:
            SettingsError: The settings ask for no gate, or the baseline is none.
        """
        own = self._loaded.of(path)
        with self._loaded.naming_file(path):
            return self._gate(own)

    def _gate(self, own: Settings) -> Gate:
        from scorer.scoring.gate import gate

        has_baseline = self._with_baseline and bool(own.baseline)
        return gate(own, self._read(Path(own.baseline)) if has_baseline else None)


def _form(name: str | None, output: Path | None) -> str:
    """Return the machine format that is asked for, or none."""
    from scorer import reports

    return name or (reports.format_for(output.name) if output else "")


def _picture_bytes(form: str, count: int) -> int:
    from scorer import reports

    return reports.report_format(form).picture_bytes(count) if form else 0


def _render(
    answers: list[_Answer], settings: Settings, form: str, output: Path | None
) -> None:
    from scorer.core.installation import versions
    from scorer.core.report import Document
    from scorer.reports import render

    document = Document(
        [answer.report for answer in answers],
        versions(),
        run_of(settings),
        stopped=[answer.stopped for answer in answers],
    )
    seen = list(from_repository(document.reports, form))
    write(render(replace(document, reports=seen), form), output)
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
    from scorer.core.display.printable import printable

    for answer in answers:
        report = answer.report
        if report.failure:
            _say_unread([report])
        elif answer.stopped or not quiet:
            say(f"{answer.mark} {printable(report.path)}", err=err)
        for stop in answer.stopped:
            say(f"    {printable(stop.message)}", err=err)
    if not quiet:
        for line in _totals(answers):
            say(printable(line), err=err)


def _totals(answers: list[_Answer]) -> Iterator[str]:
    """Yield how many pins meet the gate, what stops the others, and what it let by."""
    from scorer.core.units import counted
    from scorer.reports import gate_met

    yield gate_met((each.report, each.stopped) for each in answers)
    yield from _common([x.report for x in answers if x.short])
    kept = [answer.let_through for answer in answers if answer.let_through]
    if kept:
        count = counted(sum(map(len, kept)), "known problem")
        yield f"the baseline let {count} of {counted(len(kept), 'pin')} through"
    unread = sum(answer.report.failure is not None for answer in answers)
    if unread:
        yield f"{counted(unread, 'file')} could not be read"
    partial = Counter(words for answer in answers for words in answer.partial)
    for words, number in partial.most_common():
        yield f"{counted(number, 'pin')} checked in part: {words}"


def _common(missed: list[Report]) -> Iterator[str]:
    """Yield the problems that most pins below the gate have; of one it is plain."""
    from scorer.reports import common_problems

    if len(missed) > 1:
        yield from common_problems(missed)
