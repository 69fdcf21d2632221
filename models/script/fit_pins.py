"""Fits what tells a pin in another script where no single line of it is sure.

    python models/script/fit_pins.py DRAWN [DRAWN ...] --latin FOLDER [FOLDER ...]
        [--cache FILE] [--write models/script]

DRAWN are folders of ``benchmarks/drawn/scripts.py``; pins in FOLDERs are all in letters
that the engine knows. Pins that known words settle, and those that a line settles by
itself, are not asked. Prints how many of the others are told, and how many wrongly, by
models that saw neither the pin nor its folder, or tenth of a drawn set.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps
from sklearn.linear_model import LogisticRegression

from scorer.core.settings import Settings
from scorer.core.storage.packaged import sealed
from scorer.text.engines import _foreign, engine
from scorer.text.engines._engine import Reading
from scorer.text.engines._pin_script import EVIDENCE, FITTED
from scorer.text.scale import at_text_size
from scorer.text.script import Script

Floats = NDArray[np.float64]

_WANTED = frozenset(Script) - {Script.LATIN, Script.NONE}
_KNOWN = ("latin", "cjk")  # what the engine reads
_FOLDS = 10
_RIDGE = 1.0
_FOREIGN_WEIGHT = 0.3  # a Latin pin told as foreign costs more than one missed
_MARGIN = 0.1  # above the Latin pin that is nearest to being told, out of fold
_PICTURES = {".jpg", ".jpeg", ".png", ".webp"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A pin that neither known words nor one line settles."""

    name: str
    group: str
    is_foreign: bool
    evidence: list[float]


def pictures(drawn: list[Path], latin: list[Path]) -> Iterator[tuple[Path, str, bool]]:
    """Yield each picture, what is left out with it, and whether it is foreign."""
    for folder in drawn:
        truth = json.loads((folder / "ground_truth.json").read_text("utf-8"))
        for pin in truth["pins"]:
            path = folder / pin["file"]
            tenth = int(hashlib.sha256(pin["file"].encode()).hexdigest(), 16) % 10
            if pin["script"] != "cjk":
                yield path, f"{folder.name} {tenth}", pin["script"] not in _KNOWN
    for folder in latin:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _PICTURES:
                yield path, path.parent.name, False


def asked(
    path: Path, group: str, kept: dict[str, Reading], *, is_foreign: bool
) -> Asked | None:
    """Return the evidence of a pin; None where it is settled without."""
    with Image.open(path) as opened:
        whole = np.array(ImageOps.exif_transpose(opened).convert("RGB"))
    pixels = at_text_size(whole)
    if str(path) not in kept:
        kept[str(path)] = engine("rapid").read(pixels, Settings())
    reading = kept[str(path)]
    doubted = _foreign.doubtful(reading, pixels)
    if not doubted or _foreign.is_known(reading.lines, doubted):
        return None
    seen = [_foreign.look(pixels, line) for line in doubted]
    if any(_foreign.is_strange(each, _WANTED) for each in seen):
        return None
    sure = _foreign.sure_area(seen, reading)
    return Asked(
        path.name, group, is_foreign, _foreign.pin_evidence(seen, sure, _WANTED)
    )


def fitted(rows: Floats, truth: Floats) -> tuple[Floats, float]:
    """Return weights and bias of a logistic model under a ridge."""
    deviation = np.maximum(rows.std(0), 1e-3)
    columns = rows / deviation
    weight = np.where(truth == 1, _FOREIGN_WEIGHT, 1.0)
    layer = LogisticRegression(C=1 / _RIDGE, tol=1e-8, max_iter=1000)
    layer.fit(columns, truth, sample_weight=weight)
    return layer.coef_[0] / deviation, float(layer.intercept_[0])


def main() -> None:
    """Read, fit, judge and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drawn", nargs="+", type=Path)
    parser.add_argument("--latin", nargs="+", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="readings, kept between runs")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    kept: dict[str, Reading] = {}
    if given.cache and given.cache.is_file():
        kept = pickle.loads(given.cache.read_bytes())
    every = list(pictures(given.drawn, given.latin))
    found = [asked(path, group, kept, is_foreign=x) for path, group, x in every]
    if given.cache:
        given.cache.write_bytes(pickle.dumps(kept))
    pins = [pin for pin in found if pin]
    rows = np.array([pin.evidence for pin in pins])
    truth = np.array([pin.is_foreign for pin in pins], float)
    groups = sorted({pin.group for pin in pins})
    order = np.random.default_rng(0).permutation(len(groups))
    fold = np.array([order[groups.index(pin.group)] % _FOLDS for pin in pins])
    odds = np.zeros(len(pins))
    for each in range(_FOLDS):
        weights, bias = fitted(rows[fold != each], truth[fold != each])
        odds[fold == each] = rows[fold == each] @ weights + bias
    known = odds[truth == 0]
    least = float(known.max()) + _MARGIN
    told = odds >= least
    print(f"{len(every)} pins, {len(pins)} asked, {int(truth.sum())} in other scripts")
    print(f"from {least:.2f}: told {told[truth == 1].mean():.3f} of them, ", end="")
    print(f"{int(told[truth == 0].sum())} of {len(known)} others")
    for n in np.argsort(-odds):
        if told[n] != truth[n]:
            print(f"  wrong: {pins[n].group}/{pins[n].name} {odds[n]:.2f}")
    weights, bias = fitted(rows, truth)
    named = zip(EVIDENCE, weights, strict=True)
    content = {
        "weights": {name: round(float(weight), 3) for name, weight in named},
        "bias": round(bias, 3),
        "least": round(least, 3),
    }
    print(json.dumps(content, indent=1))
    if given.write:
        (given.write / Path(FITTED).name).write_text(sealed(content), "utf-8")


if __name__ == "__main__":
    main()
