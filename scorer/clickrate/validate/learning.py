"""Has the model learned anything, and does it last? Two tests that gate the words.

Backward: whole designs held out of all pins. Forward: every window of pins predicted
from those before it only, each with a null of its own. What held in the past alone is
no claim, nor is what a handful of designs or one board carries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Index
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import MIN_PINS, Posterior, posterior, refit_on
from scorer.clickrate.model.learning_test import (
    LACKS_DAYS,
    NOT_YET,
    LearningTest,
)
from scorer.clickrate.validate.folds import Fold, forward, whole_designs
from scorer.clickrate.validate.permutation import Pairs, chances, pairs, weakening
from scorer.core.errors import ModelError

FOLDS = 5
_SURE, _EARLY = 0.05, 0.20
_REPEATS_ROWS = 3000  # repeat the folds on small tables until about so many rows
PROVABLE_PINS = 100
# Out of fold each pair of designs counts twice (each predicts the other), while
# shuffles hold the score fixed: on null accounts z has an sd of 1.3 to 1.5, a mean of
# -0.3 to -0.7. Widened by this, 3 to 7 % of 30 fall below p = .05.
_WIDEN = 1.2
# Forward: windows of the newer part of the pins, the last of which are the newest.
_WINDOWS, _FIRST, _NEWEST = 6, 0.4, 2
# Standard errors by which the newest may show less: of accounts whose effects last, one
# to four in a hundred show more.
_WEAKER = 2.7
_FEWEST = 10  # pins predicted forward before anything is said of them


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the tests found.

    Attributes:
        pins: Rows.
        p: Of the backward test.
        trimmed_p: The same without the designs that speak for it most.
        forward_p: Of the forward test; None where days are unknown or pins too few.
        newest_holds: Whether the newest windows speak for it too.
        weakening: How much less the newest pins show it, in standard errors.
        carrier: The one board that carries it, "" if none does.
        carrier_pins: Pins on that board.
        dated: Rows with a day of publication.
    """

    pins: int
    p: float
    trimmed_p: float = 1.0
    forward_p: float | None = None
    newest_holds: bool = False
    weakening: float = 0.0
    carrier: str = ""
    carrier_pins: int = 0
    dated: int = 0


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted to a table before it is tested.

    Attributes:
        full: Posterior of all rows.
        plain: The same without features.
        learned: ``out_of_fold`` of seed 0; None where that is not there.
    """

    full: Posterior
    plain: Posterior
    learned: Array | None = None


def learning(
    table: Table, metric: Metric, *, seed: int = 0, fitted: Fitted | None = None
) -> LearningTest:
    """Return whether what was learned holds on designs that were held out.

    The learned part of the score, without the guideline, is correlated out of fold with
    what boards, days and guideline leave unexplained; p by shuffling whole designs.

    Args:
        table: One row per pin.
        metric: Which rate.
        seed: Of folds and shuffles.
        fitted: What was fitted to the table, if it is there already.

    Raises:
        ModelError: Too few pins.
    """
    rows = table.with_known(metric)
    there = fitted or Fitted(
        posterior(rows, metric), posterior(rows, metric, features=False)
    )
    whole, plain = there.full, there.plain
    repeats = int(np.clip(_REPEATS_ROWS // len(rows), 1, 4))
    learned = np.zeros(len(rows))
    for number in range(seed, seed + repeats):
        known = there.learned if number == 0 else None
        part = out_of_fold(whole, rows, metric, number) if known is None else known
        learned += part / repeats
    everything = np.arange(len(rows))
    back = pairs(plain, rows, learned, everything, np.zeros_like(everything))
    found = chances(back, seed, _WIDEN)
    carrier = _carrier(back, seed)
    ahead = _ahead(whole, plain, rows, metric)
    newest = ahead.stratum >= _WINDOWS - _NEWEST if ahead else np.zeros(0, bool)
    return conclusion(
        Evidence(
            pins=len(rows),
            p=found.all,
            trimmed_p=found.trimmed,
            forward_p=chances(ahead, seed).all if ahead else None,
            newest_holds=bool(ahead and ahead.products[newest].sum() > 0),
            weakening=weakening(back),
            carrier="" if carrier is None else rows.topic_names[carrier],
            carrier_pins=int((rows.topics == carrier).sum()),
            dated=int(np.isfinite(rows.days).sum()),
        )
    )


def conclusion(found: Evidence) -> LearningTest:
    """Return the level of learning and the sentence that may be said of it."""
    level, words = _conclusion(found)
    return LearningTest(found.p, level, words, found.forward_p)


def _conclusion(found: Evidence) -> tuple[str, str]:
    pins = found.pins
    if found.p <= _SURE and found.trimmed_p <= _EARLY:
        return _lasting(found)
    if found.p <= _EARLY:
        return "early", f"early signs in your {pins} pins, not proof yet"
    if pins < PROVABLE_PINS:
        return "not-yet", f"{NOT_YET} (with {pins} pins proof is out of reach)"
    return "not-yet", NOT_YET


def _lasting(found: Evidence) -> tuple[str, str]:
    """Return level and words of what holds in all pins together."""
    pins, others = found.pins, found.pins - found.carrier_pins
    if found.forward_p is None:
        lacks_days = 2 * found.dated < pins
        why = LACKS_DAYS if lacks_days else "too few are newer than the others"
        return "early", (
            f"held in your {pins} pins; whether it lasts is not known: {why}"
        )
    is_weaker = found.weakening > _WEAKER or not found.newest_holds
    if found.forward_p > _EARLY or is_weaker:
        return "past", f"held in the past, not in your newest pins ({pins} pins)"
    if found.forward_p > _SURE:
        return "early", (
            f"held in your {pins} pins together; your newest pins do not prove it yet"
        )
    if found.carrier:
        return "early", (
            f"held on your {found.carrier_pins} pins of board {found.carrier!r} only: "
            f"your other {others} do not show it"
        )
    return "learned", f"learned from {pins} of your pins"


def out_of_fold(whole: Posterior, rows: Table, metric: Metric, seed: int) -> Array:
    """Return the learned part, without the guideline, of held-out designs, (n,)."""
    learned = np.zeros(len(rows))
    folds = whole_designs(rows.designs, FOLDS, seed)
    for test_rows, part in _predicted(whole, rows, metric, folds):
        learned[test_rows] = part
    return learned


def _predicted(
    whole: Posterior, rows: Table, metric: Metric, folds: Iterable[Fold]
) -> Iterator[tuple[Index, Array]]:
    """Yield the test rows of each fold, and the learned part of what they show."""
    for fit_rows, test_rows in folds:
        if not len(test_rows) or len(fit_rows) < MIN_PINS:
            continue  # fewer designs than folds
        try:
            fit = refit_on(whole, rows, metric, fit_rows)
        except ModelError:  # a small account's fold: nothing is learned from it
            continue
        part = fit.creative(whole.layout.take(test_rows), guideline=False)
        yield test_rows, part - part.mean()


def _ahead(
    whole: Posterior, plain: Posterior, rows: Table, metric: Metric
) -> Pairs | None:
    """Return newer windows predicted from older pins; None where there are too few."""
    if not np.isfinite(rows.days).any():
        return None
    learned, window = np.zeros(len(rows)), np.full(len(rows), -1)
    for number, fold in enumerate(forward(rows.days, rows.designs, _WINDOWS, _FIRST)):
        for test_rows, part in _predicted(whole, rows, metric, (fold,)):
            learned[test_rows], window[test_rows] = part, number
    window[~np.isfinite(rows.days)] = -1
    chosen = np.flatnonzero(window >= 0)
    if len(chosen) < _FEWEST:
        return None
    return pairs(plain, rows, learned[chosen], chosen, window[chosen])


def _carrier(compared: Pairs, seed: int) -> int | None:
    """Return the board without which the others, the most, show nothing."""
    by_board = np.bincount(compared.board, compared.products)
    top = int(np.argmax(by_board)) if len(by_board) else 0
    others = np.flatnonzero(compared.board != top)
    if 2 * len(others) < len(compared):
        return None
    return top if chances(compared.take(others), seed, _WIDEN).all > _EARLY else None
