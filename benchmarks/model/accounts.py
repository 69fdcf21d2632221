"""Real accounts of titles: what is said at training time, and what came of it.

    python -m benchmarks.model.accounts DIR [--seeds N]

Each ``.csv`` in the folder is an account's export with titles. The oldest 70 % of its
pins are trained on as ``scorer train --families title`` does; the newest 30 %, without
titles that training saw, are what came later. Printed by account: the words at training
time with the tests' p; the rank correlation of the creative part with what boards and
days leave of the later rates, with a one-sided p of its own by permutation; a ridge and
boosted trees on the same features, a ridge on bare words, and the length of the title;
and the share of later pins with 30 clicks or more whose rate the 80 % interval holds.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from threadpoolctl import threadpool_limits

from benchmarks.model.competitors import METRIC, bayesian_ridge, boosted_trees, response
from scorer.account.data.gather import Request, gather, to_table
from scorer.account.evaluation.calibration import placement
from scorer.clickrate.data.table import Table
from scorer.clickrate.model.ranks import spearman
from scorer.clickrate.train import train
from scorer.clickrate.validate.evaluate import observed
from scorer.core.settings import Settings

_OLDER, _SHUFFLES, _CLICKS = 0.7, 2000, 30


@dataclass(frozen=True)
class Split:
    """An account's older pins, its later ones, their titles and what remains."""

    older: Table
    later: Table
    titles: dict[str, str]
    remains: np.ndarray


def read(path: Path) -> tuple[Table, dict[str, str]]:
    """Return an export's table with the features of titles, and the titles."""
    data = gather(Request(exports=[path], families=["title"]), Settings())
    return to_table(data), {pin.id: pin.title for pin in data.stats}


def split(table: Table, titles: dict[str, str]) -> Split:
    """Return the oldest 70 % and the newest 30 % without designs of the older."""
    table = table.with_known(METRIC)
    order = np.argsort(table.days, kind="stable")
    older, later = np.split(order, [int(_OLDER * len(order))])
    later = later[~np.isin(table.designs[later], table.designs[older])]
    remains = observed(table, METRIC).shrunk[later]
    return Split(table.take(older), table.take(later), titles, remains)


def words_ridge(parts: Split) -> np.ndarray:
    """Return what a ridge on bare words and their pieces says of the later titles."""
    older = [parts.titles[pin] for pin in parts.older.ids]
    later = [parts.titles[pin] for pin in parts.later.ids]
    reader = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True)
    seen = reader.fit_transform(older)
    z, weight = response(parts.older)
    ridge = Ridge(alpha=10.0).fit(seen, z, sample_weight=weight / weight.mean())
    return np.asarray(ridge.predict(reader.transform(later)))


def rivals(parts: Split) -> dict[str, np.ndarray]:
    """Return what other ways to learn say of the later pins."""
    older, later = parts.older, parts.later
    return {
        "ridge": bayesian_ridge(older, later),
        "trees": boosted_trees(older, later),
        "words": words_ridge(parts),
        "length": np.array([float(len(parts.titles[pin])) for pin in later.ids]),
    }


def chance(said: np.ndarray, truth: np.ndarray) -> float:
    """Return the share of shuffles that correlate as well, one-sided."""
    rng, found = np.random.default_rng(0), spearman(said, truth)
    null = [spearman(rng.permutation(said), truth) for _ in range(_SHUFFLES)]
    return float((1 + np.sum(np.array(null) >= found)) / (1 + _SHUFFLES))


def held(parts: Split, model) -> tuple[float, int]:
    """Return the share of well-counted later pins within their intervals."""
    later = parts.later
    values, where = later.as_seen_by(model), placement(model, later)
    said = model.predictions(values, later.guidelines, where)
    clicks = later.counts[METRIC]
    rate, well = clicks / later.impressions, clicks >= _CLICKS
    inside = (rate >= said.low) & (rate <= said.high)
    return float(inside[well].mean()) if well.any() else float("nan"), int(well.sum())


def report(path: Path) -> dict[str, float]:
    """Print one account; return its rank correlations by predictor."""
    parts = split(*read(path))
    model, metrics = train(parts.older, METRIC)
    later = parts.later
    said = {"model": model.creative(later.as_seen_by(model), later.guidelines)}
    said |= rivals(parts)
    found = {name: spearman(each, parts.remains) for name, each in said.items()}
    test, (share, pins) = metrics.learning_test, held(parts, model)
    figures = "  ".join(f"{name} {value:+.3f}" for name, value in found.items())
    print(f"{path.stem}: {len(parts.older)} older pins, {len(later)} later")
    print(f"  said: {test.words} (p = {test.p:.3f})")
    print(f"  later: {figures}  (p of ours {chance(said['model'], parts.remains):.3f})")
    print(f"  80 % interval held {share:.2f} of {pins} pins with {_CLICKS} clicks")
    return found


def main() -> None:
    """Print every account, then the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    with threadpool_limits(limits=1):
        found = [report(path) for path in sorted(given.folder.glob("*.csv"))]
    means = {name: np.mean([each[name] for each in found]) for name in found[0]}
    print("mean: " + "  ".join(f"{name} {value:+.3f}" for name, value in means.items()))


if __name__ == "__main__":
    main()
