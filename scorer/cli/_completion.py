"""What the shell completes: names, in a list the one behind the last comma."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

Completion = Callable[[click.Context, click.Parameter, str], list[str]]


def of_names(known: Callable[[], Iterable[str]]) -> Completion:
    """Return a completion of names that are looked up when the shell asks."""

    def complete(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
        before, comma, word = begun.rpartition(",")
        return [f"{before}{comma}{name}" for name in known() if name.startswith(word)]

    return complete


def formats() -> tuple[str, ...]:
    """Return the formats of reports."""
    from scorer.reports import format_names

    return tuple(format_names())


def guidelines() -> list[str]:
    """Return the ids of the guidelines; imports none of them."""
    from scorer import guidelines as folder
    from scorer.core.registry import names

    return [name.replace("_", "-") for name in names(folder)]


def engines() -> tuple[str, ...]:
    """Return what reads text."""
    from scorer.text.engines import engine_names

    return engine_names()


def gates() -> list[str]:
    """Return what `--fail-on` may say; a bound waits for its number."""
    from scorer.core.guideline import Impact, Part
    from scorer.scoring.gate import PRESETS

    bounds = (f"{name}:" for name in ("points", "score", *Part))
    return [*PRESETS, *(each.word for each in Impact), "never", *bounds]


def features() -> list[str]:
    """Return the features that `--what-if` may set; each waits for its number."""
    from scorer.features import measures

    return [f"{name}=" for name in measures()]
