"""What boards do by themselves: the same design on each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.clickrate.data.table import Table
from scorer.clickrate.fit.posterior import Posterior
from scorer.clickrate.fit.problem import TOPIC
from scorer.core.storage.bounds import LogEffect, LogSd


@dataclass(frozen=True, slots=True)
class Board:
    """One board against the average one.

    Attributes:
        name: Its name, "" where boards are unknown.
        pins: Its pins.
        effect: What the board does to a design, log rate.
        sd: Of that.
    """

    name: str
    pins: int
    effect: LogEffect
    sd: LogSd


def boards(table: Table, whole: Posterior) -> tuple[Board, ...]:
    """Return the boards, the one with the most clicks first; none where there is one.

    Args:
        table: The account's pins; the metric's count is known in each.
        whole: Their posterior.
    """
    codes, count = np.unique(table.topics, return_counts=True)
    if len(codes) < 2:
        return ()
    column = np.flatnonzero(whole.layout.block == TOPIC)
    share = count / count.sum()
    against = np.eye(len(codes)) - share  # of each board, less the average pin's
    effect = against @ whole.solution.mean[column]
    covariance = whole.solution.covariance[np.ix_(column, column)]
    sd = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", against, covariance, against), 0))
    found = [
        Board(table.topic_names[int(code)], int(pins), float(mean), float(width))
        for code, pins, mean, width in zip(codes, count, effect, sd, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: -each.effect))
