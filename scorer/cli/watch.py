"""``scorer watch``: each draft is scored when it is saved."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import (
    handle_errors,
    load_settings,
    output_option,
    settings_options,
)
from scorer.cli._output import say

if TYPE_CHECKING:
    from scorer.cli._settling import Settling, State
    from scorer.core.loaded_settings import Loaded
    from scorer.core.pin import Pin
    from scorer.core.report import Report

# A file that rests but cannot be read gets so many more looks before it is told.
_LOOKS = 5


@click.command(name="watch")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--settle",
    type=click.FloatRange(min=0.1),
    default=1.5,
    show_default=True,
    help="Seconds that a file must stand still.",
)
@click.option(
    "--every",
    type=click.FloatRange(min=0.05),
    default=0.5,
    show_default=True,
    help="Seconds between two looks at the folder.",
)
@output_option
@settings_options
@handle_errors
def command(
    folder: Path,
    settle: float,
    every: float,
    output: Path | None,
    **flags: str | None,
) -> None:
    """Score each draft in a folder when it is saved.

    The folder is looked at again and again, which also works where a cloud syncs it.
    A change in a list of pins (pins.csv) scores the pins again whose words changed, one
    in a settings file those whose settings did. With -o, the report is written anew
    after each.

    \b
    Examples:
      scorer watch drafts/
      scorer watch drafts/ -o report.html
    """
    from scorer import reports
    from scorer.cli._settling import Settling
    from scorer.pipeline import settings_of

    if output:
        reports.format_for(output.name)  # refused now, not after the first draft
    settings = load_settings(flags)
    settings_of([folder / "any"], settings)  # refused now, too
    run = _Watch(folder, settings, output, Settling(settle))
    say(f"watching {folder} (Ctrl+C ends it)", err=True)
    while True:
        run.look(time.monotonic())
        time.sleep(every)


class _Watch:
    """What was seen in the folder so far."""

    def __init__(
        self, folder: Path, settings: Loaded, output: Path | None, settling: Settling
    ) -> None:
        from scorer.cli._own_settings import OwnSettings

        self._folder = folder
        self._output = output
        self._settling = settling
        self._of = OwnSettings(settings)
        self._reports: dict[Path, Report] = {}
        self._scores: dict[Path, float] = {}
        self._looks: dict[Path, int] = {}
        self._pins: dict[Path, Pin] = {}
        self._problem = ""
        self._misses = 0
        self._was_there = True
        self._is_written = True

    def look(self, now: float) -> None:
        """Score what has come to rest since the last look."""
        if not self._is_there():
            return
        rested = self._settling.rested(self._files(), now)
        fresh = [path for path in rested if self._score(path, now)]
        gone = self._reports.keys() - self._settling.files
        for path in gone:
            del self._reports[path]
        if (fresh or gone or not self._is_written) and self._output:
            self._write(self._output)

    def _is_there(self) -> bool:
        """Return whether the folder is there; say it when it goes and comes back."""
        is_there = os.path.isdir(self._folder)  # noqa: PTH112 - raises nothing
        was_there, self._was_there = self._was_there, is_there
        if was_there != self._was_there:
            what = "is back" if self._was_there else "is not there: waiting for it"
            say(f"{self._folder} {what}", err=True)
        return self._was_there

    def _files(self) -> dict[Path, State]:
        from scorer.core.errors import InputError
        from scorer.pins import find

        found: dict[Path, State] = {}
        try:
            self._pins = {pin.path: pin for pin in find([self._folder])}
            self._problem = ""
        except InputError as error:  # a list that is being written: the last one holds
            self._tell(error.line)
        for problem in self._of.look(self._pins):
            _say_problem(problem)
        for path, pin in self._pins.items():
            own = self._of.settings.get(path)
            if own is None:  # its settings file is broken, which was told
                continue
            try:
                state = path.stat()
            except OSError:
                continue
            number = hash((pin, repr(own)))
            found[path] = (state.st_size, state.st_mtime_ns, number)
        return found

    def _tell(self, problem: str) -> None:
        """Say once what is wrong with a list of pins, when it has stayed so."""
        self._misses = self._misses + 1 if problem == self._problem else 1
        self._problem = problem
        if self._misses == _LOOKS:
            _say_problem(problem)

    def _score(self, path: Path, now: float) -> bool:
        """Score one draft; False if it is not whole yet."""
        from scorer.batch import Job, run
        from scorer.vision.thumbnail import picture_bytes

        own = self._of.settings[path]
        job = Job(own, picture_bytes(len(self._pins)) if self._output else 0)
        (report,) = run([self._pins[path]], job)
        looks = self._looks[path] = self._looks.get(path, 0) + 1
        if report.failure and looks < _LOOKS:
            self._settling.again(path, now)
            return False
        del self._looks[path]
        self._reports[path] = report
        say(_line(report, self._scores.get(path)))
        if report.score and report.score.guidelines is not None:
            self._scores[path] = report.score.guidelines
        return True

    def _write(self, output: Path) -> None:
        from scorer import reports
        from scorer.core.display.printable import printable
        from scorer.core.errors import OutputError
        from scorer.core.installation import versions
        from scorer.core.report import Document
        from scorer.core.storage.files import write_whole

        document = Document(self._reports.values(), versions())
        pieces = reports.render(document, reports.format_for(output.name))
        try:
            write_whole(output, pieces)
            self._is_written = True
        except OutputError as error:  # a disk that is full may be emptied
            if self._is_written:
                say(f"scorer: {printable(error.line)}", err=True)
            self._is_written = False


def _say_problem(problem: str) -> None:
    from scorer.core.display.printable import printable

    say(f"    –  {printable(problem)}")


def _line(report: Report, before: float | None) -> str:
    """Return what is said of one draft, and of what it scored before."""
    from scorer.core.display.printable import printable

    if report.failure:
        return f"    –  {printable(report.problem)}"
    value = report.score.guidelines if report.score else None
    shown = "    –" if value is None else f"{value:5.1f}"
    if value is not None and before is not None:
        is_same = f"{value:.1f}" == f"{before:.1f}"
        change = " (as before)" if is_same else f" ({before:.1f} before)"
    else:
        change = ""
    first = f"  → {printable(report.advice[0].change)}" if report.advice else ""
    return f"{shown}  {printable(report.path)}{change}{first}"
