"""Features and statistics joined by pin: what a model is fitted to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scorer.clickrate.arrays import Array, Codes, Mask
from scorer.clickrate.data.target import Metric, count
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.terms.title_words import TITLE_WORDS
from scorer.core.errors import ModelError
from scorer.exports import PinStats

_TITLE_FAMILY = "title."


@dataclass(frozen=True, slots=True)
class Table:
    """One row per pin.

    Attributes:
        names: Feature names, sorted.
        units: Unit of each feature.
        values: Features, (n, p); NaN where there is nothing to measure.
        guidelines: Guideline scores, 0..100; NaN where there is none.
        counts: Clicks or saves by metric, (n,); NaN where unknown.
        impressions: (n,), at least 1.
        topics: Codes of the boards, (n,).
        topic_names: Boards by code.
        days: Day of publication as a day number, (n,); NaN where unknown.
        designs: Codes of the designs: rows of one design share a picture, (n,).
        ids: Pin ids.
        titles: Titles, "" where there is none; empty where none are known.
    """

    names: tuple[str, ...]
    units: tuple[str, ...]
    values: Array
    guidelines: Array
    counts: Mapping[Metric, Array]
    impressions: Array
    topics: Codes
    topic_names: tuple[str, ...]
    days: Array
    designs: Codes
    ids: tuple[str, ...]
    titles: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def has_title_features(self) -> bool:
        """Whether anything was measured of titles."""
        return any(name.startswith(_TITLE_FAMILY) for name in self.names)

    @property
    def titles_only(self) -> bool:
        """Whether nothing but titles was measured."""
        return all(name.startswith(_TITLE_FAMILY) for name in self.names)

    def take(self, rows: Codes | Mask) -> Table:
        """Return the rows named by index (m,) or mask (n,), in that order."""
        where = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return replace(
            self,
            values=self.values[where],
            guidelines=self.guidelines[where],
            counts={metric: array[where] for metric, array in self.counts.items()},
            impressions=self.impressions[where],
            topics=self.topics[where],
            days=self.days[where],
            designs=self.designs[where],
            ids=tuple(self.ids[row] for row in where),
            titles=tuple(self.titles[row] for row in where) if self.titles else (),
        )

    def with_known(self, metric: Metric) -> Table:
        """Return the rows for which a metric's count is known."""
        return self.take(np.isfinite(self.counts[metric]))

    def in_order(self, names: Sequence[str]) -> Array:
        """Return the features of these names, (n, len(names)), NaN where absent."""
        where = {name: j for j, name in enumerate(self.names)}
        values = np.full((len(self), len(names)), np.nan)
        for j, name in enumerate(names):
            if name in where:
                values[:, j] = self.values[:, where[name]]
        return values

    def as_seen_by(self, model: Model) -> Array:
        """Return the features that a model reads, (n, len(model.names))."""
        values = self.in_order(model.names)
        if TITLE_WORDS in model.names and self.titles:
            effects = [model.words_effect(title) for title in self.titles]
            values[:, model.names.index(TITLE_WORDS)] = effects
        return values

    def without_guidelines(self) -> Table:
        """Return the rows as if no guideline had judged them."""
        return replace(self, guidelines=np.full(len(self), np.nan))

    def design_count(self) -> int:
        """Return how many different designs there are."""
        return len(np.unique(self.designs))


def build(
    features: Mapping[str, Mapping[str, float | None]],
    units: Mapping[str, str],
    guidelines: Mapping[str, float | None],
    stats: Iterable[PinStats],
    *,
    designs: Mapping[str, str] | None = None,
) -> Table:
    """Join features and statistics by pin id.

    A pin's design is its ``group``, else its entry in ``designs``, else the pins with
    the very same features. Its topic is its board.

    Args:
        features: Numbers by pin id and full feature name; None where not measurable.
        units: Unit by full feature name.
        guidelines: Guideline score by pin id, 0..100 or None.
        stats: One row per pin.
        designs: Any key per pin id that near-duplicates share.

    Raises:
        ModelError: No row of the statistics has features and impressions.
    """
    rows = [row for row in stats if row.id in features and row.impressions > 0]
    if not rows:
        raise ModelError(
            "no pin of the exports has a measured picture",
            hint="check that file names hold the pin ids, or give a manifest",
        )
    names = tuple(sorted({name for row in rows for name in features[row.id]}))
    values = _matrix([features[row.id] for row in rows], names)
    topics, topic_names = _codes([row.board for row in rows])
    codes, _ = _codes(_design_keys(rows, values, designs or {}))
    return Table(
        names=names,
        units=tuple(units.get(name, "") for name in names),
        values=values,
        guidelines=np.array([_number(guidelines.get(row.id)) for row in rows]),
        counts={m: np.array([count(row, m) for row in rows]) for m in Metric},
        impressions=np.array([float(row.impressions) for row in rows]),
        topics=topics,
        topic_names=topic_names,
        days=np.array([_day(row) for row in rows]),
        designs=codes,
        ids=tuple(row.id for row in rows),
        titles=tuple(row.title for row in rows),
    )


def _matrix(
    features: Sequence[Mapping[str, float | None]], names: tuple[str, ...]
) -> Array:
    cells = [[row.get(name) for name in names] for row in features]
    # None becomes NaN.
    values = np.array(cells, dtype=np.float64).reshape(len(features), len(names))
    values[~np.isfinite(values)] = np.nan
    return values


def _number(value: float | None) -> float:
    if value is None or not math.isfinite(value):
        return math.nan
    return float(value)


def _day(row: PinStats) -> float:
    return math.nan if row.created_at is None else float(row.created_at.toordinal())


def _codes(keys: Sequence[str]) -> tuple[Codes, tuple[str, ...]]:
    names, codes = np.unique(
        np.array(keys, dtype=object).astype(str), return_inverse=True
    )
    return codes.astype(np.int64).ravel(), tuple(str(name) for name in names)


def fingerprint(row: Array) -> str:
    """Return what rows (p,) with the very same features share, to nine digits."""
    return (np.round(row, 9) + 0.0).tobytes().hex()  # -0 is 0


def _design_keys(
    rows: Sequence[PinStats], values: Array, designs: Mapping[str, str]
) -> list[str]:
    prints = map(fingerprint, values)
    return [
        f"g:{row.group}"
        if row.group
        else f"d:{designs[row.id]}"
        if row.id in designs
        else f"f:{print_ if values.shape[1] else row.id}"
        for row, print_ in zip(rows, prints, strict=True)
    ]
