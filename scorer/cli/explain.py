"""``scorer explain``: a guideline's page."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from scorer.cli._completion import guidelines, of_names
from scorer.cli._options import handle_errors
from scorer.cli._output import write

if TYPE_CHECKING:
    from scorer.core.guideline import Guideline


@click.command(name="explain")
@click.argument("guideline", required=False, shell_complete=of_names(guidelines))
@handle_errors
def command(guideline: str | None) -> None:
    """Show a guideline's page and its limits, or list the guidelines.

    \b
    Examples:
      scorer explain
      scorer explain small-text
    """
    from rich.console import Console
    from rich.markdown import Markdown

    from scorer import guidelines as known

    console = Console(highlight=False)
    with console.capture() as shown:
        if guideline:
            one = known.guideline(guideline)
            console.print(Markdown(f"{known.page(one.id)}\n{_limits(one)}"))
        else:
            for each in known.guidelines().values():
                faint = "  (preview)" if each.preview else ""
                console.print(
                    f"[bold]{each.id:24}[/] {each.impact.word:9} {each.title}{faint}"
                )
    write([shown.get()], None)


def _limits(guideline: Guideline[Any]) -> str:
    """The limits as they are without settings, and where they are changed."""
    lines = [
        f"- `{field.name.replace('_', '-')} = {getattr(guideline.limits, field.name)}` "
        f"{field.metadata['limit'].summary}"
        for field in fields(guideline.limits)
    ]
    if not lines:
        return ""
    place = f"Change them in scorer.toml, below `[limits.{guideline.id}]`."
    return "\n".join(["## Limits", place, "", *lines])
