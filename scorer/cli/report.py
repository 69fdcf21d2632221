"""``scorer report``: stored reports in another format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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

if TYPE_CHECKING:
    from scorer.core.errors import ScorerError
    from scorer.core.report import Report, Run
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
    stored = (
        (report, folder or file.parent) for file in files for report in _stored(file)
    )
    form = reports.report_format(chosen)
    check_view(view, chosen)
    found = (
        _pictured(list(stored), form)
        if form.wants_thumbnails
        else (r for r, _ in stored)
    )
    runs = {to_json(run): run for file in files if (run := _run_of(file))}
    run = next(iter(runs.values())) if len(runs) == 1 else Run()
    document = Document(found, versions(), run)
    if chosen == "terminal":
        write(reports.terminal_text(document, view), output)
    else:
        write(reports.render(document, chosen), output)


def _pictured(stored: list[tuple[Report, Path]], form: Format) -> Iterator[Report]:
    """Yield the reports with their pictures; says on stderr how many have none."""
    from scorer.cli._stored_pictures import with_picture

    size = form.picture_bytes(len(stored))
    bare = 0
    for report, folder in stored:
        shown = with_picture(report, folder, size)
        bare += not shown.thumbnail and not shown.failure
        yield shown
    if bare:
        folders = dict.fromkeys(str(folder) for _, folder in stored)
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


def _stored(file: Path) -> Iterator[Report]:
    """Yield the reports of one file.

    Raises:
        ScorerError: It holds none, or one that cannot be; names the field.
    """
    from pydantic import ValidationError

    from scorer.core.errors import ScorerError
    from scorer.core.report import SCHEMA_VERSION, Report, StoredDocument
    from scorer.core.storage.bounds import odd_number
    from scorer.core.storage.codec import from_json
    from scorer.core.storage.mistakes import first_mistake

    found = False
    try:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".jsonl":
            # Not splitlines: a title may hold what Unicode calls the end of a line.
            lines = filter(str.strip, text.split("\n"))
            reports: Iterable[Report] = (from_json(Report, line) for line in lines)
        else:
            document = from_json(StoredDocument, text)
            if document.schema_version != SCHEMA_VERSION:
                raise _unusable(
                    file,
                    f"schema_version is {document.schema_version}, this program reads "
                    f"{SCHEMA_VERSION}",
                )
            reports = document.reports
        for report in reports:
            if odd := odd_number(report):
                raise _unusable(file, odd)
            found = True
            yield report
    except ValidationError as cause:
        raise _unusable(file, first_mistake(cause)) from cause
    except (OSError, UnicodeDecodeError) as cause:
        raise _unusable(file, str(cause)) from cause
    if not found:
        raise ScorerError(f"{file} holds no reports", hint=_HINT)


def _unusable(file: Path, problem: str) -> ScorerError:
    from scorer.core.errors import ScorerError

    return ScorerError(f"{file} is not a stored report: {problem}", hint=_HINT)
