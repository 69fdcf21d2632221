"""Clutter measures against people's scores: ``clutter.py DIR SCORES [--fit]``.

DIR holds the pictures, SCORES is a CSV with the columns file and complexity_0_100.
Prints Pearson's r of each measure, the cross-validated r of a refit (10 folds, 20
times), and, where the public port ``visual-clutter`` is installed, rank correlation and
CPU time against it. ``--fit`` prints the coefficients for scorer/vision/complexity.py.
"""

import csv
import importlib.util
import sys
import time
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from scorer.vision.complexity import judged_clutter, predictors
from scorer.vision.congestion import authors_lab, congestion_of
from scorer.vision.edges import contours_of
from scorer.vision.entropy import entropy_of
from scorer.vision.resize import at_working_size

RIDGE = 5.0


def read(path):
    return at_working_size(np.asarray(Image.open(path).convert("RGB")))


def timed(function, argument):
    start = time.process_time()
    value = function(argument)
    return value, time.process_time() - start


def row(path):
    pixels = read(path)
    lab = authors_lab(pixels)
    contours = contours_of(pixels)
    found = predictors(pixels, contours)
    measures = {
        "edge density": float(contours.mean()),
        "feature congestion": float(congestion_of(lab).mean()),
        "subband entropy": entropy_of(lab),
        "clutter (stored fit)": judged_clutter(found),
    }
    return measures, found.values()


def fitted(x, y):
    mean, spread = x.mean(axis=0), x.std(axis=0)
    z = (x - mean) / spread
    penalty = RIDGE * np.eye(x.shape[1])
    slopes = np.linalg.solve(z.T @ z + penalty, z.T @ (y - y.mean())) / spread
    return slopes, y.mean() - slopes @ mean


def cross_validated(x, y, repeats=20, folds=10):
    correlations, errors = [], []
    for seed in range(repeats):
        order = np.random.default_rng(seed).permutation(len(y))
        predicted = np.zeros(len(y))
        for fold in range(folds):
            test = order[fold::folds]
            slopes, offset = fitted(np.delete(x, test, 0), np.delete(y, test))
            predicted[test] = x[test] @ slopes + offset
        correlations.append(np.corrcoef(predicted, y)[0, 1])
        errors.append(np.abs(predicted - y).mean())
    return np.mean(correlations), np.mean(errors)


def ranks(values):
    return np.argsort(np.argsort(values))


def _both(port, pixels):
    """Congestion and entropy: port, ours, and the CPU seconds of both."""
    reference = port(pixels)
    congestion = timed(type(reference).getClutter_FC, reference)
    entropy = timed(type(reference).getClutter_SE, reference)
    entropy_of(authors_lab(pixels))  # filters of this shape are kept from now on
    ours = timed(lambda given: congestion_of(authors_lab(given)).mean(), pixels)
    bits = timed(lambda given: entropy_of(authors_lab(given)), pixels)
    first = (congestion[0][0], ours[0], congestion[1], ours[1])
    return (*first, entropy[0], bits[0], entropy[1], bits[1])


def against_port(paths):
    from visual_clutter import Vlc

    table = np.array([_both(Vlc, read(path)) for path in paths])
    for name, at in (("feature congestion", 0), ("subband entropy", 4)):
        port, ours, port_s, ours_s = table[:, at : at + 4].T
        rho = np.corrcoef(ranks(port), ranks(ours))[0, 1]
        ratio = np.median(port_s / ours_s)
        print(f"{name}: Spearman to the port {rho:.4f}, {ratio:.0f} times faster")


def main():
    folder, scores = Path(sys.argv[1]), Path(sys.argv[2])
    cv2.setNumThreads(1)
    with scores.open(encoding="utf-8") as stream:
        table = list(csv.DictReader(stream))
    y = np.array([float(line["complexity_0_100"]) for line in table])
    paths = [folder / line["file"] for line in table]
    rows = [row(path) for path in paths]
    for name in rows[0][0]:
        values = [measures[name] for measures, _ in rows]
        print(f"{name}: r {np.corrcoef(values, y)[0, 1]:.3f} on {len(y)} pictures")
    x = np.array([found for _, found in rows])
    r, error = cross_validated(x, y)
    print(f"clutter, cross-validated refit: r {r:.3f}, mean error {error:.1f} points")
    if "--fit" in sys.argv:
        slopes, offset = fitted(x, y)
        print("INTERCEPT =", round(offset, 4))
        print("WEIGHTS =", tuple(round(float(value), 4) for value in slopes))
    if importlib.util.find_spec("visual_clutter"):
        against_port(paths[::5])


if __name__ == "__main__":
    main()
