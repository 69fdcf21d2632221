"""How far a run is: a bar, 37/100, pins a second, time left."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

# The first pins load the models and say nothing of the rest.
_FEWEST = 3


def progress(items: Iterable[T], total: int, *, quiet: bool) -> Iterator[T]:
    """Yield items, with a bar on stderr where a person watches."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("scoring"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(separator="/"),
        TextColumn("{task.fields[speed]}"),
    )
    with Progress(
        *columns, console=Console(stderr=True), transient=True, expand=False
    ) as bars:
        bar = bars.add_task("", total=total, speed="")
        for done, item in enumerate(items, start=1):
            seconds = bars.tasks[0].elapsed or 0.0
            bars.update(bar, advance=1, speed=speed(done, total, seconds))
            yield item


def speed(done: int, total: int, seconds: float) -> str:
    """Return how fast it goes and how long it takes, in words.

    Example:
        >>> speed(37, 100, 18.5), speed(3, 100, 90.0), speed(1, 100, 9.0)
        ('2.0 a second, about 32 s left', '2 a minute, about 48 min left', '')
    """
    if done < _FEWEST or seconds <= 0:
        return ""
    rate = done / seconds
    rated = f"{rate:.1f} a second" if rate >= 0.5 else f"{60 * rate:.0f} a minute"
    left = (total - done) / rate
    amount = f"{left:.0f} s" if left < 90 else f"{left / 60:.0f} min"
    return f"{rated}, about {amount} left"
