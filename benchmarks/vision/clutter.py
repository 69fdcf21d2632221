"""Clutter measures against people's scores: ``clutter.py DIR SCORES [--fit]``.

DIR holds the pictures, SCORES is a CSV with the columns file and complexity_0_100.
First table: Pearson's r of each measure with people, and of fits that never saw the
pictures that grade them (10 folds, 10 times): edge density alone, the four
predictors of scorer/vision/clutter/complexity.py, all candidates looked at, and four
of them chosen anew within every training fold. Second table: values and CPU time
against the public port ``visual-clutter``, if it is installed (``pip install --no-deps
visual-clutter``, then ``pip install pyrtools scikit-image``; its own pins are too old).
``--fit`` prints the coefficients for scorer/vision/clutter/complexity.py.
"""

import collections
import csv
import importlib.util
import sys
import time
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from scorer.vision.background import background, empty_share
from scorer.vision.clutter.complexity import judged_clutter, predictors, sketch_of
from scorer.vision.clutter.congestion import congestion_of
from scorer.vision.clutter.entropy import entropy_of
from scorer.vision.clutter.lab import clutter_lab
from scorer.vision.color.lab import lab_of
from scorer.vision.resize import at_working_size, cell_means

RIDGE = 5.0
MOST_CHOSEN = 4
REPEATS, FOLDS, INNER_FOLDS = 10, 10, 5
EVERY_NTH_FOR_THE_PORT = 4


def read(path):
    return at_working_size(np.asarray(Image.open(path).convert("RGB")))


def busy_share(contours, cells):
    sums = cv2.integral(contours.view(np.uint8))
    return float(np.mean(cell_means(sums, cells, cells) > 0.05))


def row(path):
    """Measures by name, the stored predictors, and all that could be chosen."""
    pixels = read(path)
    lab, picture = clutter_lab(pixels), sketch_of(pixels)
    found = predictors(picture)
    measures = {
        "edge density": float(picture.fine.mean()),
        "feature congestion": float(congestion_of(lab).mean()),
        "subband entropy": entropy_of(lab),
        "clutter, stored fit (has seen these)": judged_clutter(found),
    }
    small = lab_of(cv2.resize(pixels, (125, 188), interpolation=cv2.INTER_AREA))
    pool = {
        "color count": found.color_count_log,
        "colorfulness": found.colorfulness_log,
        **{f"busy {n} x {n}": busy_share(picture.coarse, n) for n in (8, 12, 16, 24)},
        "contours": float(np.log(picture.fine.mean() + 0.002)),
        "coarse contours": float(np.log(picture.coarse.mean() + 0.002)),
        "congestion": float(np.log(measures["feature congestion"])),
        "entropy": measures["subband entropy"],
        "empty share": empty_share(small),
        "background share": float(background(small).mask.mean()),
    }
    return measures, found.values(), pool


def fitted(x, y):
    """Slopes and offset of a ridge regression."""
    mean, spread = x.mean(axis=0), x.std(axis=0)
    z = (x - mean) / spread
    penalty = RIDGE * np.eye(x.shape[1])
    slopes = np.linalg.solve(z.T @ z + penalty, z.T @ (y - y.mean())) / spread
    return slopes, y.mean() - slopes @ mean


def predicted(x, y, folds, seed):
    """Predictions of each sample by a fit to the other folds."""
    order = np.random.default_rng(seed).permutation(len(y))
    values = np.zeros(len(y))
    for fold in range(folds):
        test = order[fold::folds]
        slopes, offset = fitted(np.delete(x, test, 0), np.delete(y, test))
        values[test] = x[test] @ slopes + offset
    return values


def chosen(x, y):
    """Columns that forward selection takes, seeing only these samples."""
    columns, least = [], np.inf
    while len(columns) < MOST_CHOSEN:
        errors = {
            each: np.sum(
                (predicted(x[:, [*columns, each]], y, INNER_FOLDS, 0) - y) ** 2
            )
            for each in range(x.shape[1])
            if each not in columns
        }
        best = min(errors, key=errors.get)
        if errors[best] >= least:
            break
        columns, least = [*columns, best], errors[best]
    return columns


def nested(x, y, seed, counts):
    order = np.random.default_rng(seed).permutation(len(y))
    values = np.zeros(len(y))
    for fold in range(FOLDS):
        test = order[fold::FOLDS]
        seen, known = np.delete(x, test, 0), np.delete(y, test)
        columns = chosen(seen, known)
        counts.update(columns)
        slopes, offset = fitted(seen[:, columns], known)
        values[test] = x[test][:, columns] @ slopes + offset
    return values


def graded(name, predictions, y):
    """One line: r and mean error over repeated cross-validations."""
    rs = [np.corrcoef(values, y)[0, 1] for values in predictions]
    errors = [np.abs(values - y).mean() for values in predictions]
    print(
        f"{name:<52} r {np.mean(rs):.3f} (sd {np.std(rs):.3f}), "
        f"mean error {np.mean(errors):.1f} of 100"
    )


def against_people(rows, y):
    names = list(rows[0][0])
    columns = np.array([[measures[name] for name in names] for measures, _, _ in rows])
    for name, values in zip(names, columns.T, strict=True):
        print(f"{name:<52} r {np.corrcoef(values, y)[0, 1]:.3f}")
    stored = np.array([found for _, found, _ in rows])
    pool = np.array([list(each.values()) for _, _, each in rows])
    seeds, counts = range(REPEATS), collections.Counter()
    edges = [predicted(columns[:, :1], y, FOLDS, seed) for seed in seeds]
    graded("edge density, cross-validated", edges, y)
    four = [predicted(stored, y, FOLDS, seed) for seed in seeds]
    graded("clutter, cross-validated (no predictor is chosen)", four, y)
    twelve = [predicted(pool, y, FOLDS, seed) for seed in seeds]
    graded(f"all {pool.shape[1]} candidates, cross-validated", twelve, y)
    anew = [nested(pool, y, seed, counts) for seed in seeds]
    graded("four candidates, chosen anew within each fold", anew, y)
    labels = list(rows[0][2])
    share = ", ".join(
        f"{labels[column]} {count / (REPEATS * FOLDS):.0%}"
        for column, count in counts.most_common(6)
    )
    print(f"  chosen in so many folds: {share}")
    return stored


def timed(function, argument):
    start = time.process_time()
    value = function(argument)
    return value, time.process_time() - start


def both(port, pixels):
    """Congestion and entropy: port, ours, and the CPU seconds of both."""
    reference, construction = timed(port, pixels)
    congestion = timed(type(reference).getClutter_FC, reference)
    entropy = timed(type(reference).getClutter_SE, reference)
    entropy_of(clutter_lab(pixels))  # filters of this shape are kept from now on
    ours = timed(lambda given: congestion_of(clutter_lab(given)).mean(), pixels)
    bits = timed(lambda given: entropy_of(clutter_lab(given)), pixels)
    first = (congestion[0][0], ours[0], construction + congestion[1], ours[1])
    return (*first, entropy[0], bits[0], construction + entropy[1], bits[1])


def ranks(values):
    return np.argsort(np.argsort(values))


def against_port(paths):
    if not importlib.util.find_spec("visual_clutter"):
        print("visual-clutter is not installed: values and times not compared")
        return
    from visual_clutter import Vlc

    table = np.array([both(Vlc, read(path)) for path in paths])
    for name, at in (("feature congestion", 0), ("subband entropy", 4)):
        port, ours, port_s, ours_s = table[:, at : at + 4].T
        rho = np.corrcoef(ranks(port), ranks(ours))[0, 1]
        print(
            f"{name:<20} Spearman to the port {rho:.4f}, median difference "
            f"{np.median(ours / port) - 1:+.1%}, {1000 * np.median(ours_s):.1f} ms, "
            f"{np.median(port_s / ours_s):.0f} times faster ({len(paths)} pictures)"
        )


def main():
    folder, scores = Path(sys.argv[1]), Path(sys.argv[2])
    cv2.setNumThreads(1)
    with scores.open(encoding="utf-8") as stream:
        table = list(csv.DictReader(stream))
    y = np.array([float(line["complexity_0_100"]) for line in table])
    paths = [folder / line["file"] for line in table]
    print(f"{len(y)} pictures")
    stored = against_people([row(path) for path in paths], y)
    if "--fit" in sys.argv:
        slopes, offset = fitted(stored, y)
        print("INTERCEPT =", round(offset, 4))
        print("WEIGHTS =", tuple(round(float(value), 4) for value in slopes))
    against_port(paths[::EVERY_NTH_FOR_THE_PORT])


if __name__ == "__main__":
    main()
