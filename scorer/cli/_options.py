"""What the commands share: options, settings, output, errors."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scorer.cli._completion import engines, formats, guidelines, of_names
from scorer.cli._memory import check_memory
from scorer.cli._output import say, sentences
from scorer.core.errors import InputError, OutputError, ScorerError

if TYPE_CHECKING:
    from scorer.core.loaded_settings import Loaded
    from scorer.core.pin import Pin
    from scorer.core.report import Report
    from scorer.core.settings import Settings
    from scorer.reports import View

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

_NAMED = 5


class _PathOfPins(click.Path):
    """A path as it was typed; one that may not be read is a failed report."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, allow_dash=True, readable=False)

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - click's
        """Return the path; an empty one would be the current folder.

        Raises:
            click.BadParameter: It is empty, as of a variable that is not set.
        """
        if not str(value):
            self.fail("a path is empty: write . for the current folder", param, ctx)
        return super().convert(value, param, ctx)


paths_argument = click.argument("paths", nargs=-1, required=True, type=_PathOfPins())


def _replaceable(
    context: click.Context, _option: click.Parameter, output: Path | None
) -> Path | None:
    """Return the file to write, unless there is no place or it is what people made.

    That is said now, and not when hundreds of pins are scored; a shell that completes
    what is being typed is told nothing.
    """
    if output is not None and not context.resilient_parsing:
        from scorer.pins.replaceable import check_replaceable

        with sentences():
            check_replaceable(output)
            check_place(output)
    return output


format_option = click.option(
    "-f",
    "--format",
    "name",
    metavar="NAME",
    shell_complete=of_names(formats),
    help="Form of the report: terminal, html, json, jsonl, csv, sarif, junit, github, "
    "gitlab or markdown.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_replaceable,
    help="File to write; its ending chooses the format.",
)
jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    help="Processes at once; 0, the default, is one per core.",
)
model_option = click.option(
    "--model",
    type=click.Path(path_type=Path, file_okay=False),
    help="Click-rate model; its estimate is shown beside the score.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No progress.")


def view_options(function: F) -> F:
    """Add the flags that say how much the terminal shows, as one argument ``view``."""

    @functools.wraps(function)
    def viewed(*args: Any, top: int, verbose: bool, quiet: bool, **more: Any) -> Any:  # noqa: ANN401 - any command's
        from scorer.reports import Detail, View

        if verbose and quiet:
            raise click.UsageError("--verbose and --quiet exclude each other")
        detail = Detail.BLOCKS if verbose else Detail.NONE if quiet else Detail.AUTO
        return function(*args, view=View(detail, top or 0), **more)

    for option in (
        click.option(
            "-q", "--quiet", is_flag=True, help="Only the totals, and no progress."
        ),
        click.option(
            "-v", "--verbose", is_flag=True, help="Everything about each pin."
        ),
        click.option(
            "--top",
            metavar="N",
            type=click.IntRange(min=1),
            help="Only the N worst pins, in the terminal.",
        ),
    ):
        viewed = option(viewed)
    return viewed  # type: ignore[return-value] # functools.wraps keeps the signature


def check_view(view: View, form: str) -> None:
    """Refuse what only the terminal shows where another format is asked for.

    Raises:
        click.UsageError: Only the worst pins are asked for.
    """
    if view.top and form != "terminal":
        raise click.UsageError(f"--top is for the terminal: {form} has all pins")


def settings_options(function: F) -> F:
    """Add the flags that override settings."""
    for option in (
        click.option(
            "--select",
            metavar="A,B",
            shell_complete=of_names(guidelines),
            help="Judge by these guidelines only.",
        ),
        click.option(
            "--ignore",
            metavar="A,B",
            shell_complete=of_names(guidelines),
            help="Leave these guidelines out.",
        ),
    ):
        function = option(function)
    return measuring_options(function)


def measuring_options(function: F) -> F:
    """Add the flags that override settings of how pins are measured."""
    for option in (
        click.option(
            "--languages",
            metavar="A,B",
            help="Languages of the text: auto, or eng,deu.",
        ),
        click.option(
            "--ocr-engine",
            metavar="NAME",
            shell_complete=of_names(engines),
            help="What reads the text: rapid, tesseract or none.",
        ),
        click.option(
            "--cluster",
            metavar="WHERE",
            help="Measure on a Dask cluster: local, or a tls://… scheduler.",
        ),
        click.option(
            "--no-cache",
            "cache",
            flag_value="false",
            default=None,
            help="Measure everything anew.",
        ),
        click.option(
            "--debug",
            flag_value="true",
            default=None,
            help="Tell a mistake of this program with its traceback.",
        ),
    ):
        function = option(function)
    return function


def load_settings(flags: dict[str, str | None]) -> Loaded:
    """Return the effective settings for the current folder and these flags."""
    from scorer.core.loaded_settings import load

    lists = {"languages", "select", "ignore"}
    given = {
        key: tuple(text.split(",")) if key in lists and text is not None else text
        for key, text in flags.items()
    }
    return load(current_folder(), flags=given)


def current_folder() -> Path:
    """Return the folder that the command runs in.

    Raises:
        ScorerError: It was deleted.
    """
    try:
        return Path.cwd()
    except OSError as cause:
        raise ScorerError(
            "the current folder does not exist any more", hint="change to another"
        ) from cause


def handle_errors(function: F) -> F:
    """Turn expected errors into one sentence, a hint and an exit code."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any command's
        with sentences():
            check_memory()
            return function(*args, **kwargs)

    return wrapped  # type: ignore[return-value] # functools.wraps keeps the signature


def estimator_for(model: Path | None) -> Callable[[Report], Report]:
    """Return what gives a report a model's estimate; without a model, nothing does.

    Raises:
        ModelError: The model cannot be used.
    """
    if model is None:
        return lambda report: report
    from scorer.account.estimate import estimator

    return estimator(model)


def score_pins(
    pins: Iterable[Pin],
    settings: Loaded,
    jobs: int | None = None,
    *,
    picture_bytes: int = 0,
) -> Iterator[Report]:
    """Yield the pins' reports in their order, each by the settings nearest to it.

    Args:
        pins: What to score; held in memory, their reports are not.
        settings: Of the run, and where those of each pin are found.
        jobs: How many workers make the reports; None for this process.
        picture_bytes: How long the picture in each report may be; 0 for none.

    Raises:
        SettingsError: A settings file below the pins cannot be used.
    """
    from scorer.batch import Job, run
    from scorer.pipeline import settings_of
    from scorer.scoring.carousel import with_carousel_notices

    given = list(pins)
    owns = settings_of((pin.path for pin in given), settings)
    groups = groupby(zip(owns, given, strict=True), key=itemgetter(0))
    reports = (
        report
        for own, some in groups
        for report in run((pin for _, pin in some), Job(own, picture_bytes), jobs=jobs)
    )
    yield from with_carousel_notices(given, reports)


def check_place(output: Path) -> None:
    """Refuse a file in a folder that is not there, or in which none can be made.

    Raises:
        OutputError: It is so.
    """
    if not os.path.isdir(output.parent):  # noqa: PTH112 - raises nothing
        raise OutputError(
            f"{output} cannot be written: there is no folder {output.parent}",
            hint="make that folder, or choose another place",
        )
    if not os.access(output.parent, os.W_OK) and not _is_stream(output):
        raise OutputError(
            f"{output} cannot be written: no file may be made in its folder",
            hint="choose another place",
        )


def _is_stream(output: Path) -> bool:
    """Return whether a file is a pipe or device, which is written to as it is."""
    return os.path.exists(output) and not os.path.isfile(output)  # noqa: PTH110, PTH113 - raise nothing


def worker_count(jobs: int) -> int:
    """Return how many processes ``--jobs`` means."""
    return jobs or os.cpu_count() or 1


def find_pins(paths: Iterable[Path], settings: Settings | None = None) -> list[Pin]:
    """Return the pins of paths.

    Args:
        paths: As given.
        settings: What Pinterest takes in one sheet of pins; the defaults if None.

    Raises:
        ScorerError: There is none, or a manifest cannot be read.
    """
    from scorer.core.settings import Settings
    from scorer.pins import find
    from scorer.pins.sheet_limits import SheetLimits

    given = tuple(paths)
    own = settings or Settings()
    limits = SheetLimits(own.sheet_rows, own.sheet_days)
    try:
        pins = list(find(given, limits=limits))
    except InputError as error:  # a list, not a picture: nothing can be run
        raise ScorerError(error.message, hint=error.hint, code=error.code) from error
    if not pins:
        raise ScorerError(
            f"no picture below {', '.join(map(str, given))}",
            hint="name a folder with JPEG, PNG, WEBP, BMP, TIFF, GIF or AVIF files",
            code="no-pins",
        )
    return pins


def say_passed_over(paths: Iterable[Path]) -> None:
    """Say which files in folders may hold pins and were not opened."""
    from scorer.pins import passed_over

    if others := passed_over(paths):
        say(passed_over_line(others), err=True)


def passed_over_line(others: list[Path]) -> str:
    """Return the count and the first names of files that were not opened."""
    from scorer.core.display.printable import printable
    from scorer.core.units import counted

    names = ", ".join(printable(path.name, longest=60) for path in others[:_NAMED])
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    return f"{counted(len(others), 'file')} passed over, not opened: {names}{more}"


def exit_status(paths: Iterable[Path], *, has_unread: bool) -> int:
    """Return how a command on pins ends: 2 without a path, 3 with an unread file."""
    from scorer.pins import missing

    return 2 if missing(paths) else 3 if has_unread else 0


class Unread:
    """Notes the files that could not be read while reports go by."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def noted(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports."""
        for report in reports:
            if report.failure is not None:
                self.problems.append(report.problem)
            yield report

    def say(self) -> None:
        """Say why the first of them could not be read, and how many more there are."""
        from scorer.core.display.printable import printable
        from scorer.core.units import counted

        for line in self.problems[:_NAMED]:
            say(f"scorer: {printable(line)}", err=True)
        if len(self.problems) > _NAMED:
            more = counted(len(self.problems) - _NAMED, "more file")
            say(f"scorer: {more} could not be read", err=True)


class Twins:
    """Notes which files are the same as one before them, while reports go by."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._twins: dict[str, str] = {}

    def noted(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports."""
        for report in reports:
            if report.sha256:
                first = self._first.setdefault(report.sha256, report.path)
                if first != report.path:  # a list may name one file twice, and says so
                    self._twins[report.path] = first
            yield report

    def say(self) -> None:
        """Say which files hold the same picture as one before them."""
        from scorer.core.display.printable import printable
        from scorer.core.units import counted

        for path, first in list(self._twins.items())[:_NAMED]:
            say(printable(f"{path}: the same file as {first}"), err=True)
        if len(self._twins) > _NAMED:
            more = len(self._twins) - _NAMED
            files = counted(more, "more file")
            say(
                f"and {files} that {'lies' if more == 1 else 'lie'} there twice",
                err=True,
            )
