"""What the page needs, kept in the model folder: findings and small pictures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scorer.account.data import small_pictures
from scorer.account.data.gather import AccountData, Request, summary_lines
from scorer.account.data.measure import pictures_of
from scorer.account.insights import record
from scorer.account.insights.record import Insights, Words, insights
from scorer.clickrate.data.table import Table
from scorer.clickrate.fit.posterior import Posterior
from scorer.clickrate.model.model import Model
from scorer.core.errors import InputError
from scorer.core.settings import Settings
from scorer.pipeline import open_pin
from scorer.vision.thumbnail import thumbnail


@dataclass(frozen=True, slots=True)
class Kept:
    """What a model folder holds of pins that new exports need not name again."""

    words: Mapping[str, Words] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def kept(folder: Path) -> Kept:
    """Return what a model folder holds of its pins; nothing of an older one.

    Raises:
        ModelError: What is there cannot be read.
    """
    if not (folder / record.FILE).is_file():
        return Kept()
    before = record.load(folder)
    words = {pin.id: Words(pin.title, pin.link) for pin in before.pins}
    return Kept(words, small_pictures.unpack(folder, frozenset(words)))


def findings(
    model: Model,
    table: Table,
    whole: Posterior,
    data: AccountData,
    before: Kept,
    pictured: Collection[str],
) -> Insights:
    """Return what an account's history says.

    Args:
        model: The model.
        table: The pins it was trained on.
        whole: Their posterior.
        data: The exports that were read now.
        before: Of pins that they do not name.
        pictured: Ids of the pins that have a picture.
    """
    words = {pin.id: Words(pin.title, pin.link) for pin in data.stats}
    there = frozenset(table.ids) & frozenset(pictured)
    return insights(
        model,
        table,
        whole,
        as_of=data.history.as_of,
        words={**before.words, **words},
        pictured=there,
        lines=(*summary_lines(data), *_without(len(table) - len(there))),
    )


def _without(missing: int) -> tuple[str, ...]:
    if not missing:
        return ()
    pins = "1 pin is" if missing == 1 else f"{missing:,} pins are"
    return (f"{pins} shown without a picture: give the folder of pictures with --pins",)


def thumbnails_of(
    data: AccountData, request: Request, settings: Settings
) -> dict[str, str]:
    """Return small pictures by pin id, of the pins whose pictures were given."""
    found = {key: row.thumbnail for key, row in data.rows.items() if row.thumbnail}
    if found or request.pins is None:
        return found
    # The numbers came from a table; the pictures beside it are for the page only.
    pins, _ = pictures_of(data.stats, [request.pins], settings)
    for pin in pins:
        try:
            found[pin.id] = thumbnail(open_pin(pin, settings))
        except InputError:  # the page has a notice of pins without a picture
            continue
    return found
