"""``scorer report``: stored reports in another format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import format_option, friendly, output_option
from scorer.cli._output import write

if TYPE_CHECKING:
    from scorer.core.report import Report


@click.command(name="report")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True)
)
@format_option
@output_option
@friendly
def command(files: tuple[Path, ...], name: str | None, output: Path | None) -> None:
    """Show stored reports in any format.

    \b
    Examples:
      scorer score drafts/ -o run.jsonl
      scorer report run.jsonl
      scorer report monday.jsonl tuesday.jsonl -o week.html
    """
    from scorer import reports
    from scorer.core.report import Document
    from scorer.core.versions import versions

    chosen = name or (reports.format_for(output.name) if output else "terminal")
    stored = (report for file in files for report in _stored(file))
    write(reports.render(Document(stored, versions()), chosen), output)


def _stored(file: Path) -> Iterator[Report]:
    """Yield the reports of one file."""
    from pydantic import ValidationError

    from scorer.core.codec import from_json
    from scorer.core.errors import InputError
    from scorer.core.report import Report, StoredDocument

    try:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".jsonl":
            for line in text.splitlines():
                yield from_json(Report, line)
        else:
            yield from from_json(StoredDocument, text).reports
    except (OSError, UnicodeDecodeError, ValidationError) as cause:
        raise InputError(
            f"{file} is not a stored report",
            hint="make one with `scorer score … -o run.jsonl`",
        ) from cause
