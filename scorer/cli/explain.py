"""``scorer explain``: a guideline's page."""

from __future__ import annotations

import click

from scorer.cli._completion import guidelines, of_names
from scorer.cli._options import handle_errors
from scorer.cli._output import write


@click.command(name="explain")
@click.argument("guideline", required=False, shell_complete=of_names(guidelines))
@handle_errors
def command(guideline: str | None) -> None:
    """Show a guideline's page, or list the guidelines.

    \b
    Examples:
      scorer explain
      scorer explain small-text
    """
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.table import Table
    from rich.text import Text

    from scorer import guidelines as known

    console = Console(highlight=False)
    with console.capture() as shown:
        if guideline:
            console.print(Markdown(known.page(guideline) + _limits(guideline)))
        else:
            table = Table.grid(padding=(0, 1))
            for each in known.guidelines().values():
                faint = "  (preview)" if each.preview else ""
                table.add_row(
                    Text(each.id, "bold"), each.impact.word, f"{each.title}{faint}"
                )
            console.print(table)
    # Rich fills each cell of a table with blanks.
    write((f"{line.rstrip()}\n" for line in shown.get().splitlines()), None)


def _limits(name: str) -> str:
    """A guideline's limits and how to change one, Markdown; empty if it has none."""
    from scorer import guidelines as known

    found = known.limits_of(name)
    if not found:
        return ""
    rows = "\n".join(f"- `{each} = {value}`: {why}" for each, value, why, _ in found)
    table = f"[limits.{known.guideline(name).id}]"
    return (
        f"\n## Limits\nA line below `{table}` in scorer.toml changes one.\n\n{rows}\n"
    )
