"""Fit the built-in title model on the Upworthy Research Archive.

    python models/titles/fit.py upworthy_dev.csv.gz [--write models/titles]

Columns: clickability_test_id, headline, eyecatcher_id, impressions, clicks,
problem_period. Without --write only the cross-validated table is printed.

Data: Matias, Munger, Le Quere, Ebersole 2021, "The Upworthy Research Archive, a time
series of 32,487 experiments in U.S. media", Scientific Data 8, 195,
doi:10.1038/s41597-021-00934-7. The data are not part of this repository.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import itertools
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import lsqr

from scorer.core.storage.checksums import checksum_of
from scorer.titles.headline_model import BLOCKS, Recipe, grams, style
from scorer.wording import tokens

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

# Prior variance of what a block adds to a headline's log click rate, by block, in
# units of the noise variance; chosen by cross-validation, flat within a factor of two.
_VARIANCE = {"style": 0.02, "word": 0.02, "piece": 0.05, "cased_piece": 0.05}
_FEWEST = {"word": 3, "piece": 6, "cased_piece": 5}  # headlines an n-gram stands in
_SPREAD = 0.15  # sd of log rates within a test that words do not explain
_CLIP = 4.0  # standard deviations, as the model clips
_KEPT = 30_000  # n-grams written to the file
_Z = 1.96  # a pair is decisive if its two rates differ by so many standard errors


@dataclass(frozen=True)
class Archive:
    """Headlines shown in tests; one row per test, headline and picture."""

    headline: tuple[str, ...]
    test: Ints
    cell: Ints  # same test and same picture
    impressions: Floats
    clicks: Floats

    @property
    def log_rate(self) -> Floats:
        """Log click rate, with half a click added."""
        rate: Floats = np.log((self.clicks + 0.5) / (self.impressions + 1))
        return rate

    @property
    def weight(self) -> Floats:
        """One over sampling variance plus the variance that words do not explain."""
        weight: Floats = 1 / (1 / (self.clicks + 0.5) + _SPREAD**2)
        return weight


def read(path: Path) -> Archive:
    """Return the archive without the problem period; repeated arms are summed."""
    packed = path.read_bytes()
    plain = gzip.decompress(packed) if path.suffix == ".gz" else packed
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in csv.DictReader(io.StringIO(plain.decode("utf-8"), newline="")):
        if row.get("problem_period", "False") == "True":
            continue
        key = (row["clickability_test_id"], row["headline"], row["eyecatcher_id"])
        sums[key][0] += int(row["impressions"])
        sums[key][1] += int(row["clicks"])
    tests = _numbered([test for test, _, _ in sums])
    cells = _numbered([f"{test} {picture}" for test, _, picture in sums])
    counts = np.array(list(sums.values()), float)
    texts = tuple(tokens.straightened(headline) for _, headline, _ in sums)
    return Archive(texts, tests, cells, counts[:, 0], counts[:, 1])


def pairs(archive: Archive, z: float = 0.0) -> tuple[Ints, Ints]:
    """Return winners and losers: pairs of one test and picture, |z| above a limit."""
    found = [
        _ordered(archive, one, other)
        for rows in _groups(archive.cell)
        for one, other in itertools.combinations(rows, 2)
        if archive.headline[one] != archive.headline[other]
    ]
    kept = [(winner, loser) for winner, loser, away in found if away > z]
    both = np.array(kept, np.intp).reshape(-1, 2)
    return both[:, 0], both[:, 1]


@dataclass(frozen=True)
class Design:
    """Columns of the regression, for some of the headlines as vocabulary."""

    matrix: sparse.csr_matrix
    style: tuple[str, ...]
    mean: Floats
    deviation: Floats
    style_scale: float
    vocabulary: dict[str, dict[str, float]]  # n-gram to its scale, by block


class Texts:
    """N-grams and style numbers of distinct headlines, counted once."""

    def __init__(self, headlines: Sequence[str], recipe: Recipe) -> None:
        self.unique = sorted(set(headlines))
        place = {text: index for index, text in enumerate(self.unique)}
        self.row = np.array([place[text] for text in headlines], np.intp)
        counted = [style(text, recipe) for text in self.unique]
        self.names = tuple(counted[0])
        self.style = np.array([[each[n] for n in self.names] for each in counted])
        self.grams = {
            block: [grams(text, block) for text in self.unique] for block in BLOCKS
        }

    def design(self, known: NDArray[np.bool_]) -> Design:
        """Return the columns; scales and vocabulary come from the known rows only."""
        rows = np.unique(self.row[known])
        mean, deviation = self.style[rows].mean(0), self.style[rows].std(0)
        varies = np.where(deviation > 0, deviation, np.inf)
        away = np.clip((self.style - mean) / varies, -_CLIP, _CLIP)
        scale = math.sqrt(_VARIANCE["style"] / len(self.names))
        parts = [sparse.csr_matrix(scale * away)]
        vocabulary = {}
        for block in BLOCKS:
            part, vocabulary[block] = self._block(block, rows)
            parts.append(part)
        matrix = sparse.hstack(parts).tocsr()[self.row]
        return Design(matrix, self.names, mean, varies, scale, vocabulary)

    def _block(
        self, block: str, rows: Ints
    ) -> tuple[sparse.csr_matrix, dict[str, float]]:
        """N-grams weighed by rarity, divided by the root of how many a text has."""
        counts = Counter(gram for row in rows for gram in self.grams[block][row])
        kept = sorted(g for g, count in counts.items() if count >= _FEWEST[block])
        place = {gram: index for index, gram in enumerate(kept)}
        rarity = [math.log((len(rows) + 1) / (counts[g] + 1)) + 1 for g in kept]
        plain = _indicator(self.grams[block], place) @ sparse.diags(rarity)
        length = plain[rows].multiply(plain[rows]).sum() / len(rows)
        scale = math.sqrt(_VARIANCE[block] / length)
        scales = {gram: scale * r for gram, r in zip(kept, rarity, strict=True)}
        return (scale * plain).tocsr(), scales


def solve(archive: Archive, design: Design, known: NDArray[np.bool_]) -> Floats:
    """Return ridge coefficients of log rates centered within test and picture."""
    weight, cell = archive.weight[known], _numbered(archive.cell[known].tolist())
    rows = design.matrix[known]
    total = np.bincount(cell, weight)
    member = sparse.csr_matrix((np.ones(len(cell)), (cell, np.arange(len(cell)))))
    mean = sparse.diags(1 / total) @ (member @ (sparse.diags(weight) @ rows))
    root = np.sqrt(weight)
    centered = sparse.diags(root) @ (rows - member.T @ mean)
    rate = archive.log_rate[known]
    level = (np.bincount(cell, weight * rate) / total)[cell]
    solution: Floats = lsqr(
        centered, root * (rate - level), damp=1.0, iter_lim=80, atol=1e-4, btol=1e-4
    )[0]
    return solution


def out_of_fold(
    archive: Archive, texts: Texts, folds: int = 10, seed: int = 0
) -> Floats:
    """Return each row's score by a model that never saw its test."""
    order = np.random.default_rng(seed).permutation(archive.test.max() + 1)
    fold = (np.argsort(order) % folds)[archive.test]
    scores = np.zeros(len(archive.headline))
    for each in range(folds):
        known = fold != each
        design = texts.design(known)
        scores[~known] = design.matrix[~known] @ solve(archive, design, known)
    return scores


def slope(difference: Floats) -> float:
    """Return the factor from score to log odds that makes the winners likeliest.

    A prior of sd 10 keeps it finite where every winner leads.
    """
    factor = 1.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(factor * difference, -500, 500)))
        gradient = np.sum((1 - chance) * difference) - factor / 100
        factor += gradient / (np.sum(chance * (1 - chance) * difference**2) + 1 / 100)
    return float(factor)


def calibration_error(difference: Floats, bins: int = 10) -> float:
    """Return the expected calibration error of the stated chance of the first to win.

    Each pair is counted both ways round, so the order of the file does not matter.
    """
    chance = 1 / (1 + np.exp(-np.concatenate([difference, -difference])))
    won = np.repeat([1.0, 0.0], len(difference))
    place = np.minimum((chance * bins).astype(int), bins - 1)
    gaps = [
        abs(np.mean(won[place == each]) - np.mean(chance[place == each]))
        * np.mean(place == each)
        for each in np.unique(place)
    ]
    return float(sum(gaps))


def within_test_spearman(archive: Archive, scores: Floats) -> float:
    """Return the mean rank correlation of tests of three or more; NaN without any."""
    found = []
    for rows in _groups(archive.test):
        one, other = _ranks(scores[rows]), _ranks(archive.log_rate[rows])
        if len(rows) >= 3 and one.std() > 0 and other.std() > 0:
            found.append(np.corrcoef(one, other)[0, 1])
    return float(np.mean(found)) if found else math.nan


def figures(archive: Archive, scores: Floats) -> dict[str, float]:
    """Return what the table shows, of scores in log odds."""
    winner, loser = pairs(archive, _Z)
    every_winner, every_loser = pairs(archive)
    decisive = scores[winner] - scores[loser]
    every = scores[every_winner] - scores[every_loser]
    return {
        "decisive pairs": float(len(winner)),
        "right winner": _right(decisive),
        "within-test Spearman": within_test_spearman(archive, scores),
        "calibration error": calibration_error(decisive),
        "all pairs": float(len(every)),
        "right winner, all pairs": _right(every),
        "calibration error, all pairs": calibration_error(every),
    }


def cross_validated(archive: Archive, texts: Texts, seed: int = 0) -> dict[str, float]:
    """Return the figures out of fold; the slope of each half comes from the other."""
    scores = out_of_fold(archive, texts, seed=seed)
    winner, loser = pairs(archive, _Z)
    half = np.random.default_rng(seed + 1).permutation(archive.test.max() + 1) % 2
    scaled = np.zeros_like(scores)
    for side in (0, 1):
        other = half[archive.test[winner]] != side
        factor = slope((scores[winner] - scores[loser])[other])
        rows = half[archive.test] == side
        scaled[rows] = factor * scores[rows]
    return figures(archive, scaled)


def model(
    archive: Archive, texts: Texts, recipe: dict[str, object]
) -> dict[str, object]:
    """Return the model as data: everything that scoring needs."""
    known = np.ones(len(archive.headline), bool)
    design = texts.design(known)
    solution = solve(archive, design, known)
    width = len(design.style)
    winner, loser = pairs(archive, _Z)
    away = out_of_fold(archive, texts)
    terms = {
        name: [_short(m), _short(d), _short(design.style_scale * c)]
        for name, m, d, c in zip(
            design.style, design.mean, design.deviation, solution[:width], strict=True
        )
        if np.isfinite(d)
    }
    return {
        "schema": 1,
        "slope": round(slope(away[winner] - away[loser]), 3),
        "recipe": recipe,
        "style": terms,
        "blocks": _written(design, solution[width:], texts),
    }


def write(folder: Path, content: dict[str, object]) -> None:
    """Write model.json: one n-gram a line, with a checksum of the rest."""
    text = json.dumps(
        {"sha256": checksum_of(content), "model": content},
        sort_keys=True,
        ensure_ascii=False,
        indent=0,
    )
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")


def load_recipe(path: Path) -> tuple[Recipe, dict[str, object]]:
    """Return the recipe and the data that it was read from."""
    listed = json.loads(path.read_text("utf-8"))
    classes = {name: frozenset(words) for name, words in listed["classes"].items()}
    patterns = {name: re.compile(each) for name, each in listed["patterns"].items()}
    return Recipe(classes, patterns), listed


def main() -> None:
    """Print the cross-validated table; write the model where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    recipe, listed = load_recipe(Path(__file__).with_name("recipe.json"))
    archive = read(given.archive)
    texts = Texts(archive.headline, recipe)
    for name, value in cross_validated(archive, texts).items():
        print(f"{name:30} {value:.4g}")
    if given.write:
        write(given.write, model(archive, texts, listed))


def _written(
    design: Design, solution: Floats, texts: Texts
) -> dict[str, dict[str, float]]:
    """Coefficients by n-gram; those that move scores least are left out."""
    scaled = [
        (block, gram, scale)
        for block in BLOCKS
        for gram, scale in design.vocabulary[block].items()
    ]
    seen = Counter(g for block in BLOCKS for text in texts.grams[block] for g in text)
    worth = [
        -abs(c * scale) * math.sqrt(seen[gram])
        for (_, gram, scale), c in zip(scaled, solution, strict=True)
    ]
    blocks: dict[str, dict[str, float]] = {block: {} for block in BLOCKS}
    for index in np.argsort(worth, kind="stable")[:_KEPT]:
        block, gram, scale = scaled[index]
        blocks[block][gram] = _short(solution[index] * scale)
    return blocks


def _indicator(texts: Sequence[set[str]], place: dict[str, int]) -> sparse.csr_matrix:
    columns = [[place[g] for g in sorted(text) if g in place] for text in texts]
    ends = np.cumsum([0, *map(len, columns)])
    numbers = np.concatenate(
        [
            np.full(len(found), 1 / math.sqrt(max(len(text), 1)))
            for text, found in zip(texts, columns, strict=True)
        ]
    )
    flat = np.array([index for found in columns for index in found], np.intp)
    return sparse.csr_matrix((numbers, flat, ends), shape=(len(texts), len(place)))


def _ordered(archive: Archive, one: int, other: int) -> tuple[int, int, float]:
    """Winner, loser, and by how many standard errors of a pooled rate."""
    shown, clicked = archive.impressions, archive.clicks
    pooled = (clicked[one] + clicked[other]) / (shown[one] + shown[other])
    error = math.sqrt(pooled * (1 - pooled) * (1 / shown[one] + 1 / shown[other]))
    gap = clicked[one] / shown[one] - clicked[other] / shown[other]
    away = abs(gap) / error if error > 0 else 0.0
    return (one, other, away) if gap > 0 else (other, one, away)


def _groups(label: Ints) -> list[list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for index, each in enumerate(label.tolist()):
        found[each].append(index)
    return list(found.values())


def _numbered(labels: Sequence[object]) -> Ints:
    place: dict[object, int] = {}
    return np.array([place.setdefault(each, len(place)) for each in labels], np.intp)


def _ranks(values: Floats) -> Floats:
    """Ranks; equal values share their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    mean: Floats = (ends - (counts - 1) / 2)[inverse]
    return mean


def _right(difference: Floats) -> float:
    return float(np.mean(np.where(difference == 0, 0.5, difference > 0)))


def _short(number: float) -> float:
    return float(f"{number:.3g}")


if __name__ == "__main__":
    main()
