"""The model card: what it was trained on, what it is worth, what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from scorer.account.data.gather import AccountData
from scorer.account.evaluation.calibration import Effect, effects
from scorer.account.evaluation.summary import picture, results, verdict
from scorer.clickrate.data.table import Table
from scorer.clickrate.model.metrics import Metrics
from scorer.clickrate.model.model import Model
from scorer.features import format_values, label

_LIMITS = """\
- It orders designs of this account; another account's pins are another matter.
- What it found goes together with clicks; it need not cause them. Post both variants.
- Outside the range of the account's own pins nothing holds; scoring warns there.
- The account's level moves: trust the relative score before the rate.
- Learning is tested for this rate and these features. Who tries several finds one by
  chance: of five that hold nothing, one in eight times at least one.
"""


# An optimum is named where it lifts the rate by this over both ends, log rate.
_CLEARLY = 0.02


@dataclass(frozen=True, slots=True)
class Card:
    """A card and what belongs to it.

    Attributes:
        markdown: The card.
        files: Pictures by name within the model folder.
        lines: The figures in short, for the terminal.
    """

    markdown: str
    files: Mapping[str, bytes]
    lines: tuple[str, ...]


def card(model: Model, metrics: Metrics, table: Table, data: AccountData) -> Card:
    """Return the card of a model.

    Args:
        model: The model.
        metrics: Its examination.
        table: The rows it was trained on.
        data: Where they came from.
    """
    found = effects(model, table)
    names = [f"effect-{number}.svg" for number in range(1, len(found) + 1)]
    parts = (
        f"# Click-rate model: {model.metric}\n",
        _data_section(table, data),
        "## Left out\n\n" + _left_out(data),
        _results(metrics),
        "## Effects found\n\n" + "\n".join(map(_effect_line, found, names)),
        "## Limits\n\n" + _LIMITS,
    )
    files = {
        name: picture(each).encode() for name, each in zip(names, found, strict=True)
    }
    return Card("\n".join(parts), files, verdict(metrics))


def _data_section(table: Table, data: AccountData) -> str:
    days = table.days[np.isfinite(table.days)]
    span = (
        f"published {date.fromordinal(int(days.min()))} to "
        f"{date.fromordinal(int(days.max()))}"
        if len(days)
        else "days of publication unknown"
    )
    files = ", ".join(f"{name} ({kind})" for name, kind in data.history.files)
    return (
        f"## Data\n\n{len(table)} pins of {table.design_count()} designs, {span}, "
        f"{int(table.impressions.sum()):,} impressions; figures up to "
        f"{data.history.as_of}.\nFrom: {files}.\n"
    )


def _left_out(data: AccountData) -> str:
    lines = [f"- {e.count} x {e.reason}" for e in data.history.left_out]
    lines += [f"- {each}" for each in (*data.history.notes, *data.notices)]
    return "\n".join(lines or ["- nothing"]) + "\n"


def _results(metrics: Metrics) -> str:
    lines = "\n".join("| " + " | ".join(row) + " |" for row in results(metrics))
    words = "\n".join(f"- {line}" for line in verdict(metrics))
    return (
        "## Results\n\nOn pins held out by whole designs; topic and time removed.\n\n"
        "| predictor | protocol | Spearman | lift of the best fifth |\n"
        f"|---|---|---|---|\n{lines}\n\n{words}\n"
    )


def _effect_line(effect: Effect, picture: str) -> str:
    (first, start), (last, end) = effect.points[0], effect.points[-1]
    best, top = max(effect.points, key=lambda point: point[1])
    name = label(effect.feature)
    reach = f"from {format_values(effect.feature, first, last, separator=' to ')}"
    if top > max(start, end) + _CLEARLY:
        said = f"{reach} it is best near {format_values(effect.feature, best)}"
    else:
        said = f"{reach} the rate goes x{np.exp(end - start):.2f}"
    return f"- {name} (`{effect.feature}`): {said}\n\n  ![{name}]({picture})\n"
