"""The model card: what it was trained on, what it is worth, what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scorer.account.data.gather import AccountData
from scorer.account.evaluation.summary import results, verdict
from scorer.account.evaluation.telling_words import TellingWord, telling_words
from scorer.account.insights import words
from scorer.account.insights.effects import Effect, main_effects
from scorer.account.insights.page import effect_plot
from scorer.account.insights.record import Insights
from scorer.account.plots import charts
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import clicks_of
from scorer.clickrate.model.metrics import Metrics
from scorer.clickrate.model.model import Model
from scorer.features import label

_LIMITS = """\
- It orders designs of this account; another account's pins are another matter.
- What it found goes together with clicks; it need not cause them. Post both variants.
- Outside the range of the account's own pins nothing holds; scoring warns there.
- The account's level moves: trust the relative score before the rate.
- What works can change, and the newest pins show it late: in simulated accounts where
  all of it once changed, a "yes" no longer held later in one of five.
- Learning is tested for this rate and these features. Who tries several finds one by
  chance: of five that hold nothing, one in eight times at least one.
"""


_MOST, _MOST_FILES = 8, 12
_ALIKE = "both are high or both are low"
_UNLIKE = "one is high and the other low"


@dataclass(frozen=True, slots=True)
class Card:
    """A card and what belongs to it.

    Attributes:
        markdown: The card.
        files: Pictures by name within the model folder.
    """

    markdown: str
    files: Mapping[str, bytes]


def card(
    model: Model, metrics: Metrics, table: Table, data: AccountData, found: Insights
) -> Card:
    """Return the card of a model.

    Args:
        model: What was fitted.
        metrics: Its examination.
        table: The rows it was trained on.
        data: Where they came from.
        found: What its history says.
    """
    shown = _shown(metrics, found)
    names = [f"effect-{number}.svg" for number in range(1, len(shown) + 1)]
    clicks = clicks_of(found.metric)
    lines = [
        _effect_line(each, name, clicks)
        for each, name in zip(shown, names, strict=True)
    ]
    parts = (
        f"# Click-rate model: {found.metric}\n",
        _data_section(table, data),
        "## Left out\n\n" + _left_out(data),
        _results(metrics),
        "## Effects found\n\n" + ("\n".join(lines) or "None that is likely.\n"),
        *_together(model, metrics),
        *_words(model, metrics, table),
        "## Limits\n\n" + _LIMITS,
    )
    files = {
        name: charts.as_file(effect_plot(each)).encode()
        for name, each in zip(names, shown, strict=True)
    }
    return Card("\n".join(parts), files)


def _shown(metrics: Metrics, found: Insights) -> tuple[Effect, ...]:
    """Return the likely effects; none where nothing was learned."""
    if not metrics.learning_test.has_evidence:
        return ()
    return main_effects(found.effects, _MOST)


def _together(model: Model, metrics: Metrics) -> tuple[str, ...]:
    """Return the section about pairs of features, if any do something together."""
    pairs = model.feature_pairs
    if pairs is None or not metrics.learning_test.has_evidence:
        return ()
    found = zip(pairs.effects, pairs.first, pairs.second, strict=True)
    lines = [
        f"- {label(model.names[one])}, and {label(model.names[other])}: more clicks "
        f"where {_ALIKE if effect > 0 else _UNLIKE}"
        for effect, one, other in sorted(found, key=lambda each: -abs(each[0]))[:_MOST]
    ]
    return ("## What goes together\n\n" + "\n".join(lines) + "\n",)


def _words(model: Model, metrics: Metrics, table: Table) -> tuple[str, ...]:
    """Return the section about words of titles, if anything was learned of them."""
    if not metrics.learning_test.has_evidence:
        return ()
    good, bad = telling_words(model, table.titles)
    lines = [
        f"- {kind}: {', '.join(map(_word, words))}"
        for kind, words in (("more clicks", good), ("fewer clicks", bad))
        if words
    ]
    return ("## Words of titles\n\n" + "\n".join(lines) + "\n",) if lines else ()


def _word(each: TellingWord) -> str:
    # A title is what somebody wrote: no markup of theirs.
    plain = "".join(c for c in each.word if c.isalnum() or c in "'-" or ord(c) > 127)
    return f"{plain} ({100 * np.expm1(each.effect):+.0f} % in {each.titles} titles)"


def _data_section(table: Table, data: AccountData) -> str:
    days = table.days[np.isfinite(table.days)]
    span = (
        f"published {date.fromordinal(int(days.min()))} to "
        f"{date.fromordinal(int(days.max()))}"
        if len(days)
        else "days of publication unknown"
    )
    kept = data.history.figures
    files = _files([*kept.files.items()] if kept else data.history.files)
    return (
        f"## Data\n\n{len(table)} pins of {table.design_count()} designs, {span}, "
        f"{int(table.impressions.sum()):,} impressions; figures up to "
        f"{data.history.as_of}.\nFrom: {files}.\n"
    )


def _files(given: Sequence[tuple[str, str]]) -> str:
    """Names and formats of files; of a year of months, how many there were of each."""
    if len(given) <= _MOST_FILES:
        return ", ".join(f"{name} ({kind})" for name, kind in given)
    kinds = Counter(kind for _, kind in given)
    return ", ".join(f"{count} × {kind}" for kind, count in kinds.most_common())


def _left_out(data: AccountData) -> str:
    lines = [f"- {e.count}: {e.reason}" for e in data.history.left_out]
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


def _effect_line(effect: Effect, picture: str, clicks: str) -> str:
    name = words.effect_title(effect)
    return (
        f"- {name} (`{effect.feature}`), {words.sureness(effect.probability)}: "
        f"{words.effect_sentence(effect, clicks)}\n\n  ![{name}]({picture})\n"
    )
