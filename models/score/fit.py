"""Fit the score to pins rated by eye.

    scorer score PINS -o reports.json
    python models/score/fit.py reports.json ratings.csv [--write models/score]
        [--left-out left_out.json] [--looks looks.npz]

``ratings.csv`` has the columns set, file, rating_a, rating_b; a report belongs to the
row whose ``set/file`` its path ends with. Fitted are the classes that each guideline's
fault takes (never negative, pulled towards its impact), the finish (ridge regression of
what remains on the text detector's last stage, held still under what must not matter)
and the scale. All figures are printed with makers left out whole; ``--left-out``
writes the reports with the scores that they get so, for
``benchmarks/score/agreement.py``.
``--looks`` keeps what was measured of the pictures between runs.

The pictures and ratings are not part of this repository.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from order import order
from PIL import Image
from scipy.stats import spearmanr
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import LeaveOneGroupOut

from scorer.core.guideline import Impact
from scorer.core.settings import Settings
from scorer.core.storage.packaged import sealed
from scorer.opening import open_image
from scorer.scoring.weights import CLASSES_OF_AN_IMPACT, Weights
from scorer.text.detection.detector import detect, statistics
from scorer.text.scale import at_text_size

Floats = NDArray[np.float64]

# Chosen on folds of whole makers; flat within a factor of two. The more the prior
# counts, the better other makers' pins are ordered, up to the prior alone.
PULL = 20.0  # rated pins that the prior of a share is worth
TASTE = 1.0  # variance of how raters like a maker at all, in that of single pins
ALPHA = 150.0  # ridge of the finish
STILL = 3.0  # how much a look must not move where nothing that matters changes
BOUND = 0.4  # classes that the finish adds or takes at most
CLIP = 4.0  # standard deviations, as the family clips
# The scale: a score of 50 stands where such shares of the broken pins lie below, 75
# where such shares of the excellent ones lie above, the mean over them as one pin more
# or less moves each; a straight line between.
BROKEN, EXCELLENT = 1.5, 4.0
SHARES_RIGHT = (0.75, 0.775, 0.8)
# Below 50 a class takes fewer points, so that bad pins are told from worse ones.
LOW_CLASSES = 1.5
LEAST_GAP = 0.2  # classes between two marks of the scale, lest it be a cliff


@dataclass(frozen=True)
class Rated:
    """Rated pins: one row each.

    Attributes:
        reports: As ``scorer score`` wrote them.
        maker: Who made each; pins of one maker look alike.
        rating: Mean of two ratings, 1 (must not be posted) to 5 (post as it is).
        ids: The guidelines that can take something, in order.
        severity: Shape (pins, guidelines), 0 (met or not judged) to 1.
        prior: What each takes before the data are seen, in classes.
        look: Shape (pins, channels).
        moved: Looks of the same pins where nothing changed that matters, by change.
    """

    reports: list[dict[str, Any]]
    maker: NDArray[np.str_]
    rating: Floats
    ids: tuple[str, ...]
    severity: Floats
    prior: Floats
    look: Floats
    moved: tuple[Floats, ...]


@dataclass(frozen=True)
class Finish:
    """A fitted look: center, sd and weights by channel, an offset."""

    center: Floats
    sd: Floats
    weights: Floats
    offset: float

    def __call__(self, look: Floats) -> Floats:
        """Return what looks add, in classes."""
        raw = self._away(look) @ self.weights + self.offset
        bounded: Floats = BOUND * np.tanh(raw / BOUND)
        return bounded

    def _away(self, look: Floats) -> Floats:
        away: Floats = np.clip((look - self.center) / self.sd, -CLIP, CLIP)
        return away


@dataclass(frozen=True)
class Fitted:
    """Everything that turns a rated pin's row into classes."""

    base: float
    shares: Floats
    finish: Finish

    def classes(self, severity: Floats, look: Floats) -> Floats:
        """Return the classes of pins."""
        value: Floats = self.base - severity @ self.shares + self.finish(look)
        return value


def read(reports: Path, ratings: Path, looks: Path | None) -> Rated:
    """Return the rated pins among the reports."""
    found = json.loads(reports.read_text("utf-8"))["reports"]
    by_path = {"/".join(Path(each["path"]).parts[-3:]): each for each in found}
    with ratings.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if f"{r['set']}/{r['file']}" in by_path]
    own = [by_path[f"{row['set']}/{row['file']}"] for row in rows]
    ids = tuple(r["id"] for r in own[0]["results"] if not r["preview"])
    impacts = {r["id"]: Impact.of(r["impact"]) for r in own[0]["results"]}
    each_look = _looks([Path(each["path"]) for each in own], looks)
    return Rated(
        own,
        np.array([row["file"].partition("/")[0] for row in rows]),
        np.array([(float(r["rating_a"]) + float(r["rating_b"])) / 2 for r in rows]),
        ids,
        np.array([_severities(each, ids) for each in own]),
        np.array([CLASSES_OF_AN_IMPACT * int(impacts[name]) for name in ids]),
        each_look[0],
        tuple(each_look[1:]),
    )


def _severities(report: dict[str, Any], ids: Sequence[str]) -> list[float]:
    scores = {each["id"]: each["score"] for each in report["results"]}
    return [0.0 if scores[name] is None else 1 - scores[name] for name in ids]


def _looks(paths: Sequence[Path], kept: Path | None) -> Floats:
    """Looks of pictures, shape (1 + changes, pictures, channels)."""
    if kept and kept.is_file():
        stored = np.load(kept)
        if list(stored["paths"]) == [str(path) for path in paths]:
            return np.asarray(stored["looks"], float)
    looks = np.array([_variants(path) for path in paths], float).transpose(1, 0, 2)
    if kept:
        np.savez_compressed(kept, looks=looks, paths=np.array([str(p) for p in paths]))
    return looks


def _variants(path: Path) -> list[Floats]:
    pixels = open_image(path, Settings()).pixels
    moved = np.ascontiguousarray(pixels[1:, 1:])
    pictures = (pixels, _coded(pixels, "JPEG", 92), moved, _coded(pixels, "WEBP", 90))
    seen = (at_text_size(each.astype(np.uint8)) for each in pictures)
    return [np.asarray(statistics(detect(each).stages[-1]), float) for each in seen]


def _coded(pixels: NDArray[np.uint8], form: str, quality: int) -> NDArray[np.uint8]:
    coded = io.BytesIO()
    Image.fromarray(pixels).save(coded, form, quality=quality)
    return np.asarray(Image.open(coded).convert("RGB"))


def fit(pins: Rated, own: NDArray[np.intp]) -> Fitted:
    """Return the weights fitted to some of the pins."""
    severity, rating = pins.severity[own], pins.rating[own]
    base, shares = _shares(severity, rating, pins.prior, pins.maker[own])
    left = rating - (base - severity @ shares)
    return Fitted(base, shares, _finish(pins, own, left))


def _shares(
    severity: Floats, rating: Floats, prior: Floats, maker: NDArray[np.str_]
) -> tuple[float, Floats]:
    """Non-negative least squares; the prior counts as so many further pins."""
    pins, faults = severity.shape
    seen = _less_taste(np.hstack([np.ones((pins, 1)), -severity]), maker)
    rating = _less_taste(rating[:, None], maker)[:, 0]
    # A prior pin shows one fault alone, as severe as that fault's own pins do.
    held = np.hstack([np.zeros((faults, 1)), np.eye(faults)]) * np.sqrt(PULL)
    solved = LinearRegression(positive=True, fit_intercept=False).fit(
        np.vstack([seen, held]), np.concatenate([rating, prior * np.sqrt(PULL)])
    )
    return float(solved.coef_[0]), np.asarray(solved.coef_[1:], float)


def _less_taste(rows: Floats, maker: NDArray[np.str_]) -> Floats:
    """Rows less a part of their maker's mean: pins of one maker are liked together.

    Generalized least squares with a random effect of the maker; the more pins a maker
    has, the more of what they share is the maker's.
    """
    less = rows.astype(float)
    for name in set(maker.tolist()):
        own = maker == name
        part = 1 - 1 / np.sqrt(1 + TASTE * own.sum())
        less[own] -= part * less[own].mean(0)
    return less


def _finish(pins: Rated, own: NDArray[np.intp], left: Floats) -> Finish:
    """Ridge regression of what faults leave; what must not matter moves it little."""
    look = pins.look[own]
    center, sd = look.mean(0), look.std(0) + 1e-9
    bare = Finish(center, sd, np.zeros(look.shape[1]), 0.0)
    away = bare._away(look)
    middle = away.mean(0)
    moves = [STILL * (bare._away(moved[own]) - away) for moved in pins.moved]
    maker = pins.maker[own]
    rows = np.vstack([_less_taste(away - middle, maker), *moves])
    wanted = _less_taste((left - left.mean())[:, None], maker)[:, 0]
    target = np.concatenate([wanted, np.zeros(len(rows) - len(left))])
    weights = Ridge(ALPHA, fit_intercept=False).fit(rows, target).coef_
    return Finish(center, sd, weights, float(left.mean() - middle @ weights))


def left_out(pins: Rated) -> tuple[Floats, Floats]:
    """Return the classes that each pin gets from other makers; without finish, too."""
    classes, bare = np.zeros(len(pins.rating)), np.zeros(len(pins.rating))
    for fitted, out in _folds(pins):
        classes[out] = fitted.classes(pins.severity[out], pins.look[out])
        bare[out] = fitted.base - pins.severity[out] @ fitted.shares
    return classes, bare


def left_out_shares(pins: Rated) -> Floats:
    """Return what each guideline takes by other makers, shape (pins, guidelines)."""
    shares = np.zeros(pins.severity.shape)
    for fitted, out in _folds(pins):
        shares[out] = fitted.shares
    return shares


def _folds(pins: Rated) -> Iterator[tuple[Fitted, NDArray[np.intp]]]:
    splits = LeaveOneGroupOut().split(pins.severity, pins.rating, pins.maker)
    for own, out in splits:
        yield fit(pins, own), out


def scale(classes: Floats, pins: Rated, base: float) -> list[list[float]]:
    """Return the knots of the scale: classes, rising, and points.

    Args:
        classes: Of the rated pins, each from a fit that did not see its maker.
        pins: The rated pins.
        base: Class of a pin without faults; with the best finish it has 100.
    """
    broken, excellent = pins.rating <= BROKEN, pins.rating >= EXCELLENT
    right = np.array(SHARES_RIGHT)
    fifty = float(np.quantile(classes[broken], right).mean())
    good = float(np.quantile(classes[excellent], 1 - right).mean())
    good = max(good, fifty + LEAST_GAP)
    top = max(base + BOUND, good + LEAST_GAP)
    return [[fifty - LOW_CLASSES, 0.0], [fifty, 50.0], [good, 75.0], [top, 100.0]]


def told(value: Floats, pins: Rated) -> str:
    """Return how well a value orders the pins, as a line of text."""
    found = order(value, pins.rating, pins.maker)
    return (
        f"all {found.whole:.3f}  within makers {found.within:.3f}  "
        f"pairs {found.pairs:.3f}"
    )


def write(fitted: Fitted, pins: Rated, knots: list[list[float]], folder: Path) -> None:
    """Write score.json and finish.json."""
    shares = dict(zip(pins.ids, (round(x, 3) for x in fitted.shares), strict=True))
    content = {"schema": 1, "base": round(fitted.base, 3), "shares": shares}
    content["scale"] = [[round(x, 3), y] for x, y in knots]
    (folder / "score.json").write_text(sealed(content), "utf-8")
    finish = fitted.finish
    numbers: dict[str, Any] = {
        name: [float(f"{x:.5g}") for x in getattr(finish, name)]
        for name in ("center", "sd", "weights")
    }
    numbers |= {"schema": 1, "offset": round(finish.offset, 5), "bound": BOUND}
    (folder / "finish.json").write_text(sealed(numbers, indent=None), "utf-8")


def write_left_out(
    pins: Rated, classes: Floats, knots: list[list[float]], path: Path
) -> None:
    """Write the reports with the scores and costs that other makers' weights give."""
    scored = Weights(0.0, {}, tuple((x, y) for x, y in knots))
    taken = left_out_shares(pins) * pins.severity
    reports = []
    for report, value, row in zip(pins.reports, classes, taken, strict=True):
        points = scored.points(float(value))
        costs = {
            name: round(scored.points(float(value + classes_taken)) - points, 1)
            for name, classes_taken in zip(pins.ids, row, strict=True)
        }
        results = [
            each | {"cost": costs.get(each["id"], 0.0)} for each in report["results"]
        ]
        score = report["score"] | {"guidelines": round(points, 1)}
        reports.append(report | {"score": score, "results": results})
    path.write_text(json.dumps({"reports": reports}), "utf-8")


def main() -> None:
    """Fit, print, and write where asked."""
    parser = argparse.ArgumentParser(description="Fit the score to rated pins.")
    parser.add_argument("reports", type=Path)
    parser.add_argument("ratings", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--left-out", type=Path)
    parser.add_argument("--looks", type=Path)
    given = parser.parse_args()
    pins = read(given.reports, given.ratings, given.looks)
    classes, bare = left_out(pins)
    print(f"{len(pins.rating)} pins of {len(set(pins.maker))} makers, each left out")
    print("faults alone      ", told(bare, pins))
    print("faults and finish ", told(classes, pins))
    fitted = fit(pins, np.arange(len(pins.rating)))
    print(f"base {fitted.base:.2f}")
    for name, share, prior, severity in sorted(
        zip(pins.ids, fitted.shares, pins.prior, pins.severity.T, strict=True),
        key=lambda row: -row[1],
    ):
        rho = spearmanr(severity, pins.rating)[0] if severity.any() else 0.0
        print(
            f"{name:24} takes {share:.2f} (prior {prior:.2f}); in "
            f"{np.mean(severity > 0):.0%} of the pins, rank correlation {rho:+.2f}"
        )
    knots = scale(classes, pins, fitted.base)
    print("scale", ", ".join(f"{x:.2f} is {y:g}" for x, y in knots))
    if given.left_out:
        write_left_out(pins, classes, knots, given.left_out)
    if given.write:
        write(fitted, pins, knots, given.write)


if __name__ == "__main__":
    main()
