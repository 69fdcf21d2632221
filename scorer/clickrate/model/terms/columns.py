"""The columns of all curves at once: what ``Curve.basis`` does, without a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Index, Mask
from scorer.clickrate.model.terms.basis import Curve


@dataclass(frozen=True, slots=True)
class StackedCurves:
    """Curves side by side; p of them, c with bends, m with an indicator of missing.

    Attributes:
        clip: Lower and upper clip, (2, p).
        scale: Mean and sd, (2, p).
        line: Position of each line among the columns, (p,).
        curved: Which curves have bends, (c,).
        starts: Knots of their splines, infinite where there are fewer, (c, k).
        bend: Splines to bends, 0 where there are fewer, (c, k, q).
        flat: What constant and line take off the bends, (c, 2, q).
        bends: Curve and bend of each bend column, then its position, (3, ...).
        with_missing: Which curves have an indicator of missing values, (m,).
        indicator: Position of each indicator, (m,).
        missing: Share without a value, and the sd of the indicator, (2, m).
        width: Number of columns.
    """

    clip: Array
    scale: Array
    line: Index
    curved: Index
    starts: Array
    bend: Array
    flat: Array
    bends: Index
    with_missing: Index
    indicator: Index
    missing: Array
    width: int

    def basis(self, values: Array) -> Array:
        """Return the columns, (n, width), of values (n, p), NaN allowed."""
        known = np.isfinite(values)
        low, high = self.clip
        mean, sd = self.scale
        clipped = np.clip(np.where(known, values, mean), low, high)
        line = (clipped - mean) / sd * known
        columns = np.zeros((len(values), self.width))
        columns[:, self.line] = line
        if len(self.curved):
            columns[:, self.bends[2]] = self._bent(clipped, line, known).T
        share, sd = self.missing
        columns[:, self.indicator] = (~known[:, self.with_missing] - share) / sd
        return columns

    def _bent(self, clipped: Array, line: Array, known: Mask) -> Array:
        """Return the bends, one after the other, (b, n): numpy adds whole rows fast."""
        low, high = self.clip[:, self.curved]
        here, flat = clipped[:, self.curved].T, line[:, self.curved].T
        over = np.maximum(here - self.starts.T[:, :, None], 0)
        over /= (high - low)[:, None]
        over *= over
        owner, number, _ = self.bends
        weight = self.bend[owner, :, number]
        level, slope = self.flat[owner, :, number].T
        bends = over[0][owner] * weight[:, :1]
        for knot in range(1, len(over)):
            bends += over[knot][owner] * weight[:, knot, None]
        bends -= level[:, None] + flat[owner] * slope[:, None]
        return np.asarray(bends * known[:, self.curved].T[owner])


def stack_curves(curves: Sequence[Curve]) -> StackedCurves:
    """Return curves made ready to give their columns together."""
    widths = [len(each.kinds) for each in curves]
    line = np.cumsum([0, *widths])[:-1].astype(np.intp)
    curved = [j for j, each in enumerate(curves) if each.bend]
    with_missing = [j for j, each in enumerate(curves) if each.missing]
    knots = max((len(curves[j].bend) for j in curved), default=0)
    most = max((len(curves[j].bend[0]) for j in curved), default=0)
    starts = np.full((len(curved), knots), np.inf)
    bend = np.zeros((len(curved), knots, most))
    flat = np.zeros((len(curved), 2, most))
    positions = []
    for row, j in enumerate(curved):
        each = curves[j]
        count = len(each.bend[0])
        starts[row, : len(each.bend)] = [each.low, *each.knots]
        bend[row, : len(each.bend), :count] = each.bend
        flat[row, :, :count] = each.line
        positions += [(row, q, line[j] + 1 + q) for q in range(count)]
    share = np.array([curves[j].missing for j in with_missing])
    return StackedCurves(
        clip=np.array([[c.low for c in curves], [c.high for c in curves]]),
        scale=np.array([[c.mean for c in curves], [c.sd for c in curves]]),
        line=line,
        curved=np.array(curved, dtype=np.intp),
        starts=starts,
        bend=bend,
        flat=flat,
        bends=np.array(positions, dtype=np.intp).reshape(-1, 3).T,
        with_missing=np.array(with_missing, dtype=np.intp),
        indicator=np.array(
            [line[j] + widths[j] - 1 for j in with_missing], dtype=np.intp
        ),
        missing=np.array([share, np.maximum(np.sqrt(share * (1 - share)), 0.1)]),
        width=sum(widths),
    )
