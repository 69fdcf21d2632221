"""What the commands over an account's history share: exports, pictures, features."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from scorer.cli._options import jobs_option, worker_count
from scorer.cli._output import write
from scorer.core.errors import ScorerError

if TYPE_CHECKING:
    from scorer.account.data.gather import Request

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def history_options(function: F) -> F:
    """Add the exports and the flags that say what belongs to them."""
    for option in (
        click.argument("exports", nargs=-1, type=click.Path(path_type=Path)),
        click.option(
            "--pins",
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            help="Folder of the pins' pictures, a list of them beside; "
            "else they are looked for among the exports.",
        ),
        click.option(
            "--features",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="Stored features (CSV, JSONL, Parquet) in place of pictures.",
        ),
        click.option("--families", metavar="A,B", help="Use these families only."),
        click.option("--promoted", is_flag=True, help="Use promoted pins too."),
        click.option("--closeups", is_flag=True, help="Take closeups for pin clicks."),
        click.option(
            "--min-age-days",
            type=click.IntRange(min=0),
            default=3,
            show_default=True,
            help="Leave younger pins out.",
        ),
        jobs_option,
    ):
        function = option(function)
    return function


account_format_option = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("text", "json", "html")),
    default=None,
    help="Form of the answer; else by the ending of -o, else text.",
)
_ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".txt": "text",
    "": "text",
}


def account_form(form: str | None, output: Path | None) -> str:
    """Return the form that is asked for, by its name or the ending of a file.

    Raises:
        ScorerError: No form has that ending.
    """
    if form or output is None:
        return form or "text"
    found = _ENDINGS.get(output.suffix.lower())
    if found is None:
        raise ScorerError(
            f"no form of the answer ends like {output.name!r}",
            hint="say --format, or end the name with .html, .json or .txt",
        )
    return found


def write_answer(
    found: T,
    form: str,
    output: Path | None,
    *,
    page: Callable[[T], str],
    text: Callable[[T], str],
) -> None:
    """Write what was found in the form that ``account_form`` named.

    Args:
        found: A record.
        form: html, text or json.
        output: The file; standard output if None.
        page: Makes the page.
        text: Makes the text.
    """
    from scorer.core.storage.codec import to_json

    made = {"html": page, "text": text}.get(form)
    write([made(found) if made else f"{to_json(found, indent=2)}\n"], output)


def request_of(
    given: dict[str, object], *, fill_in: bool = False
) -> tuple[Request, dict[str, str | None]]:
    """Return the request, and the flags that are settings.

    Args:
        given: The command's remaining parameters.
        fill_in: Whether pins without a picture are listed in a file to be filled in.
    """
    from scorer.account.data.gather import Request
    from scorer.exports import Rules

    values = dict(given)
    exports = cast("tuple[Path, ...]", values.pop("exports"))
    if not exports:
        raise click.UsageError("give the exports: files or folders")
    families = cast("str | None", values.pop("families"))
    rules = Rules(
        promoted=bool(values.pop("promoted")),
        closeups=bool(values.pop("closeups")),
        min_age_days=cast("int", values.pop("min_age_days")),
    )
    request = Request(
        exports,
        cast("Path | None", values.pop("pins")),
        cast("Path | None", values.pop("features")),
        tuple(families.split(",")) if families else (),
        rules,
        worker_count(cast("int", values.pop("jobs"))),
        fill_in,
    )
    return request, cast("dict[str, str | None]", values)
