"""Curves: a feature as a line, bends and an indicator of "nothing to measure"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.core.storage.bounds import Positive, Share

KNOTS = 2
_CLIP, _USUAL = np.array([0.01, 0.99]), np.array([0.1, 0.5, 0.9])
_MIN_OTHERS = 3  # rows that must differ from the commonest value
_LEAST_SD = 1e-9  # of the largest value: what varies less was rounded
_MIN_MISSING = 3  # rows without a value before "missing" is a column


@dataclass(frozen=True, slots=True)
class Curve:
    """How one feature enters the model.

    The line is the feature, clipped to its 1st to 99th percentile and standardized.
    The bends are a quadratic spline on quantile knots from which constant and line are
    projected out. A row without a value is average in both, and indicated where
    training had at least three of them.

    Attributes:
        name: Full feature name.
        unit: Its unit.
        low: Lower clip, also the lower end of the support.
        high: Upper clip.
        usual: 10th, 50th and 90th percentile.
        mean: Of the clipped feature.
        sd: Of the clipped feature.
        missing: Share of rows without a value; 0 where there is no indicator.
        knots: Of the spline; empty for a line only.
        bend: Spline columns to bends, (len(knots) + 1, q).
        line: What constant and line take off the bends, (2, q).
    """

    name: str
    unit: str
    low: float
    high: float
    usual: tuple[float, float, float]
    mean: float
    sd: Positive
    missing: Share = 0.0
    knots: tuple[float, ...] = ()
    bend: tuple[tuple[float, ...], ...] = ()
    line: tuple[tuple[float, ...], ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return what each of the curve's columns is: line, bend or missing."""
        bends = len(self.bend[0]) if self.bend else 0
        return ("line", *["bend"] * bends, *(["missing"] if self.missing else []))

    def basis(self, values: Array) -> Array:
        """Return the curve's columns, (n, len(kinds)), of values (n,), NaN allowed."""
        known = np.isfinite(values)
        clipped = np.clip(np.where(known, values, self.mean), self.low, self.high)
        line = (clipped - self.mean) / self.sd * known
        parts = [line[:, None]]
        if self.bend:
            raw = _spline(clipped, self.knots, self.low, self.high)
            flat = np.column_stack([np.ones(len(values)), line])
            bends = raw @ np.array(self.bend) - flat @ np.array(self.line)
            parts.append(bends * known[:, None])
        if self.missing:
            sd = max(float(np.sqrt(self.missing * (1 - self.missing))), 0.1)
            parts.append(((~known - self.missing) / sd)[:, None])
        return np.column_stack(parts)


def curve(name: str, unit: str, values: Array) -> Curve | None:
    """Return how a feature enters the model; None if it hardly varies.

    Args:
        name: Full feature name.
        unit: Its unit.
        values: (n,), NaN where there is nothing to measure.
    """
    known = values[np.isfinite(values)]
    ordered = np.sort(known)
    for low, high in _ranges(ordered):
        clipped, in_order = np.clip(known, low, high), np.clip(ordered, low, high)
        starts = np.flatnonzero(np.diff(in_order, prepend=-np.inf))
        commonest = np.diff(starts, append=len(in_order)).max()
        varied = len(starts) > 1 and commonest <= len(known) - _MIN_OTHERS
        if varied and clipped.std() > _LEAST_SD * np.abs(clipped).max():
            break
    else:
        return None
    gaps = len(values) - len(known)
    usual = _quantiles(ordered, _USUAL)
    knots, bend, line = _bends(clipped, in_order, len(starts))
    return Curve(
        name=name,
        unit=unit,
        low=low,
        high=high,
        usual=(float(usual[0]), float(usual[1]), float(usual[2])),
        mean=float(clipped.mean()),
        sd=float(clipped.std()),
        missing=gaps / len(values) if gaps >= _MIN_MISSING else 0.0,
        knots=knots,
        bend=bend,
        line=line,
    )


def _ranges(known: Array) -> list[tuple[float, float]]:
    """Return the clips to try: the percentiles, then everything."""
    if len(known) < 2 * _MIN_OTHERS:
        return []
    low, high = _quantiles(known, _CLIP)
    return [(float(low), float(high)), (float(known[0]), float(known[-1]))]


def _quantiles(ordered: Array, shares: Array) -> Array:
    """Return quantiles of numbers in order; numpy's own would sort each time."""
    position = shares * (len(ordered) - 1)
    before = position.astype(np.intp)
    after = np.minimum(before + 1, len(ordered) - 1)
    step = ordered[after] - ordered[before]
    return np.asarray(ordered[before] + (position - before) * step)


Rows = tuple[tuple[float, ...], ...]


def _bends(
    clipped: Array, in_order: Array, levels: int
) -> tuple[tuple[float, ...], Rows, Rows]:
    """Return knots, and the two matrices that make orthogonal bends of the spline."""
    if levels < 4:
        return (), (), ()
    low, high = float(in_order[0]), float(in_order[-1])
    count = min(KNOTS, levels - 3)
    shares = (np.arange(count) + 1) / (count + 1)
    inner = np.unique(_quantiles(in_order, shares))
    knots = tuple(float(knot) for knot in inner if low < knot < high)
    raw = _spline(clipped, knots, low, high)
    standardized = (clipped - clipped.mean()) / clipped.std()
    flat = np.column_stack([np.ones(len(clipped)), standardized])
    projection = flat.T @ raw / len(flat)  # its columns are orthogonal, of length n
    _, sizes, axes = np.linalg.svd(raw - flat @ projection, full_matrices=False)
    keep = (sizes > 1e-2 * sizes[0]) & (sizes > 1e-6)
    if not keep.any():
        return (), (), ()
    bend = axes[keep].T * (np.sqrt(len(clipped)) / sizes[keep])
    return knots, _rows(bend), _rows(projection @ bend)


def _spline(clipped: Array, knots: Sequence[float], low: float, high: float) -> Array:
    """Return a quadratic spline without constant and line, (n, 1 + len(knots))."""
    starts = np.array([low, *knots])
    over = np.maximum(clipped[:, None] - starts, 0) / (high - low)
    return np.asarray(over**2)


def _rows(matrix: Array) -> Rows:
    return tuple(tuple(float(cell) for cell in row) for row in matrix)
