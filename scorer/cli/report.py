"""``scorer report``: stored reports in another format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import (
    check_view,
    format_option,
    handle_errors,
    output_option,
    view_options,
)
from scorer.cli._output import say, write
from scorer.cli._repository import from_repository

if TYPE_CHECKING:
    from scorer.core.errors import ScorerError
    from scorer.core.report import Report, Run, Stop
    from scorer.reports import Format, View

_HINT = "make one with `scorer score … -o run.jsonl`"


@click.command(name="report")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True)
)
@format_option
@output_option
@click.option(
    "--pictures",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Below it lie the pictures that HTML shows; else below the run's own folder.",
)
@handle_errors
@view_options
def command(
    files: tuple[Path, ...],
    name: str | None,
    output: Path | None,
    folder: Path | None,
    view: View,
) -> None:
    """Show stored reports in any format.

    A page shows the pictures where they lie as when they were scored, and says where
    one is gone or was changed. It names the run, where all reports are of one.

    \b
    Examples:
      scorer score drafts/ -o run.jsonl
      scorer report run.jsonl
      scorer report monday.jsonl tuesday.jsonl -o week.html
    """
    from scorer import reports
    from scorer.core.installation import versions
    from scorer.core.report import Document, Run
    from scorer.core.storage.codec import to_json

    chosen = name or (reports.format_for(output.name) if output else "terminal")
    stored, stopped = _with_gate(
        _Stored(report, stopped, folder or file.parent)
        for file in files
        for report, stopped in _stored(file)
    )
    form = reports.report_format(chosen)
    check_view(view, chosen)
    found = (
        _pictured(list(stored), form)
        if form.wants_thumbnails
        else (each.report for each in stored)
    )
    runs = {to_json(run): run for file in files if (run := _run_of(file))}
    run = next(iter(runs.values())) if len(runs) == 1 else Run()
    seen = from_repository(found, chosen)
    document = Document(seen, versions(), run, stopped)
    if chosen == "terminal":
        write(reports.terminal_text(document, view), output)
    else:
        write(reports.render(document, chosen), output)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A stored report, what stopped its pin if a gate was asked, and its folder."""

    report: Report
    stopped: tuple[Stop, ...] | None
    folder: Path


def _with_gate(
    stored: Iterator[_Stored],
) -> tuple[Iterable[_Stored], list[tuple[Stop, ...]] | None]:
    """Return what is stored, and what stopped each pin; None unless all were asked.

    Only reports of a gate are held: others may be more than memory has room for.
    """
    first = next(stored, None)
    if first is None or first.stopped is None:
        return chain(filter(None, [first]), stored), None
    held = [first, *stored]
    stopped = [each.stopped for each in held if each.stopped is not None]
    return held, stopped if len(stopped) == len(held) else None


def _pictured(stored: list[_Stored], form: Format) -> Iterator[Report]:
    """Yield the reports with their pictures; says on stderr how many have none."""
    from scorer.cli._stored_pictures import with_picture

    size = form.picture_bytes(len(stored))
    bare = 0
    for each in stored:
        shown = with_picture(each.report, each.folder, size)
        bare += not shown.thumbnail and not shown.failure
        yield shown
    if bare:
        folders = dict.fromkeys(str(each.folder) for each in stored)
        say(
            f"scorer: {bare} of {len(stored)} pins are shown without their picture: it "
            f"is not below {' or '.join(folders)}, or has changed; --pictures names "
            "the folder that the run was made in",
            err=True,
        )


def _run_of(file: Path) -> Run | None:
    """Return the run that a file's reports are of, where it is one and says so."""
    from pydantic import ValidationError

    from scorer.core.report import StoredRun
    from scorer.core.storage.codec import from_json

    if not file.is_file():
        return None  # a pipe is read once
    try:
        with file.open(encoding="utf-8") as stream:
            text = stream.readline() if file.suffix == ".jsonl" else stream.read()
        return from_json(StoredRun, text).run
    except (OSError, UnicodeDecodeError, ValidationError):
        return None  # what is wrong with it is said where its reports are read


def _stored(file: Path) -> Iterator[tuple[Report, tuple[Stop, ...] | None]]:
    """Yield the reports of one file, each with what stopped its pin at a gate.

    Raises:
        ScorerError: It holds none, or one that cannot be; names the field.
    """
    from pydantic import ValidationError

    from scorer.core.errors import ScorerError
    from scorer.core.report import (
        SCHEMA_VERSION,
        Report,
        StoredDocument,
        StoredGate,
    )
    from scorer.core.storage.bounds import odd_number
    from scorer.core.storage.codec import from_json
    from scorer.core.storage.mistakes import first_mistake

    found = False
    try:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".jsonl":
            # Not splitlines: a title may hold what Unicode calls the end of a line.
            lines = filter(str.strip, text.split("\n"))
            reports: Iterable[tuple[Report, tuple[Stop, ...] | None]] = (
                (from_json(Report, line), from_json(StoredGate, line).stopped)
                for line in lines
            )
        else:
            document = from_json(StoredDocument, text)
            if document.schema_version != SCHEMA_VERSION:
                raise _unusable(
                    file,
                    f"schema_version is {document.schema_version}, this program reads "
                    f"{SCHEMA_VERSION}",
                )
            gate = document.stopped
            if gate is not None and len(gate) != len(document.reports):
                raise _unusable(file, "stopped is not of as many pins as reports")
            reports = zip(document.reports, gate or repeat(None), strict=False)
        for report, stopped in reports:
            if odd := odd_number(report):
                raise _unusable(file, odd)
            found = True
            yield report, stopped
    except ValidationError as cause:
        raise _unusable(file, first_mistake(cause)) from cause
    except UnicodeDecodeError as cause:
        raise _unusable(file, "it is no text") from cause
    except OSError as cause:
        raise _unusable(file, cause.strerror or str(cause)) from cause
    if not found:
        raise ScorerError(f"{file} holds no reports", hint=_HINT)


def _unusable(file: Path, problem: str) -> ScorerError:
    from scorer.core.errors import ScorerError

    return ScorerError(f"{file} is not a stored report: {problem}", hint=_HINT)
