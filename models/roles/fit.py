"""Fit the model that tells text laid over a picture from text on things in it.

    python models/roles/fit.py NAME TRUTH.json PINS_DIR [NAME TRUTH.json PINS_DIR ...]
        [--cache FILE] [--write models/roles]

Truth is in the format of ``benchmarks/drawn/overlays.py``: lines laid over the picture;
what else is read in a pin whose lines are complete stands on things. Pins that were
labeled by eye may list boxes of ``things`` and of lines that are ``ignored``. NAME may
end in a weight, as in ``drawn:0.3``: such sets teach, but the thresholds are chosen on
those that count in full. Without --write only the table is printed.

The model has three parts, all logistic: what the detector's stages hold in and around
each line, any weights under a strong ridge; that with the evidence of the line itself,
no weight below zero; and that among the other lines of its pin, none below zero either.
Each part is fitted on what those before it say of makers that they have not seen.
Makers (a file's first folder; of drawn pins their thing and photo) are left out whole.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps
from scipy.optimize import minimize
from scipy.special import expit

from scorer.core.pin import Creative, Pin, Rgb
from scorer.core.settings import Settings
from scorer.core.storage.packaged import sealed
from scorer.text.detection.detector import detect
from scorer.text.detection.line_looks import line_looks
from scorer.text.line.text_line import TextLine
from scorer.text.lines import lines_of, read_text
from scorer.text.picture import Picture, picture
from scorer.text.reading import Reading
from scorer.text.roles.evidence import (
    LINE,
    PIN,
    joined,
    line_evidence,
    pin_evidence,
)
from scorer.text.scale import text_pixels

Floats = NDArray[np.float64]

_RIDGE = 3.0  # towards the mean weight of a standardized column; flat within threes
_LOOKS_RIDGE = 100.0
_DIRECTIONS = 256  # of the looks' standardized channels, those in which lines differ
_BOUND = 4.0
_FOLDS = 10
_OVERLAY_FALSE = 0.03  # pins without overlay that may get one, out of fold
_JOINS_WITHIN = 2.0  # 1 to 3 are as good; 0 loses last lines of paragraphs
_SCENE_FALSE = 0.008  # overlay lines that may be called scene, out of fold


@dataclass
class Sample:
    """One pin: lines, and which are laid over it (1), on things (0), unknown (-1)."""

    name: str
    file: str
    maker: str
    thing: str
    lines: list[TextLine]
    looks: Floats
    picture: Picture
    truth: NDArray[np.int64]
    is_bare: bool
    weight: float


def samples(
    name: str, truth: Path, folder: Path, cache: dict[str, Any]
) -> list[Sample]:
    """Return the pins of a set of truth, read and measured."""
    name, _, weight = name.partition(":")
    found = []
    for pin in json.loads(truth.read_text(encoding="utf-8"))["pins"]:
        path = Path(pin.get("path") or folder / pin["file"])
        if not path.is_file():
            continue
        pixels, reading, looks, size = _read(path, cache)
        # Measured lines carry the number of the line that they were read in.
        numbered = [replace(x, laid_odds=float(n)) for n, x in enumerate(reading.lines)]
        lines = lines_of(pixels, replace(reading, lines=tuple(numbered)))
        rows = [int(line.laid_odds or 0) for line in lines]
        file_px = round(size * pixels.shape[1])
        look = picture(pixels, [line.box for line in lines], file_px)
        marks = np.array([_label(line, pin, size) for line in lines], np.int64)
        maker = pin["file"].split("/")[0] if "/" in pin["file"] else ""
        if not maker:
            maker = f"{name} {pin.get('thing', '')} {_digit(pin['file'])}"
        found.append(
            Sample(
                name,
                pin["file"],
                maker,
                pin.get("thing", ""),
                [replace(line, laid_odds=None) for line in lines],
                looks[rows],
                look,
                marks,
                not pin["lines"] and not pin.get("ignored"),
                float(weight or 1),
            )
        )
    return found


def _digit(file: str) -> int:
    return int(hashlib.sha256(file.encode()).hexdigest(), 16) % 4


def _read(path: Path, cache: dict[str, Any]) -> tuple[Rgb, Reading, Floats, float]:
    """Return the pin as text is measured, its reading, looks, and file pixels a px."""
    with Image.open(path) as opened:
        pixels = np.array(ImageOps.exif_transpose(opened).convert("RGB"))
    creative = Creative(Pin(path), pixels, Settings())
    seen = creative.once(text_pixels)
    size = pixels.shape[1] / seen.shape[1]
    key = str(path)
    if key not in cache:
        reading = creative.once(read_text).enlarged(1 / size)
        quads = [np.array(line.quad, np.float32) for line in reading.lines]
        stages = detect(seen).stages
        looks = line_looks(stages, quads, (seen.shape[1], seen.shape[0]))
        cache[key] = reading, looks
    reading, looks = cache[key]
    return seen, reading, looks, size


def _label(line: TextLine, pin: dict[str, Any], size: float = 1.0) -> int:
    box = line.box
    right, bottom = box.left + box.width, box.top + box.height
    own = tuple(size * n for n in (box.left, box.top, right, bottom))
    shares = {
        mark: max((_covered(own, each["box"]) for each in pin.get(key, ())), default=0)
        for mark, key in ((1, "lines"), (0, "things"), (-1, "ignored"))
    }
    best = max(shares, key=lambda mark: shares[mark])
    if shares[best] >= 0.4:
        return best
    return 0 if pin.get("lines_complete", True) else -1


def _covered(own: Sequence[float], other: Sequence[float]) -> float:
    """Common area by the smaller of both."""
    width = min(own[2], other[2]) - max(own[0], other[0])
    height = min(own[3], other[3]) - max(own[1], other[1])
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (own, other)]
    return max(0, width) * max(0, height) / max(1e-9, min(areas))


@dataclass(frozen=True)
class Layer:
    """One logistic layer: weights of its evidence, and what it starts from."""

    weights: Floats
    bias: float

    def __call__(self, rows: Floats) -> Floats:
        """Return the log odds of being laid over the picture."""
        odds: Floats = rows @ self.weights + self.bias
        return odds


Fit = Callable[[Floats, Floats, Floats], Layer]


def fitted(rows: Floats, truth: Floats, weight: Floats) -> Layer:
    """Return the likeliest layer with no weight below zero, under a ridge."""
    deviation = np.maximum(rows.std(0), 1e-3)
    layer = likeliest(rows / deviation, truth, weight, _RIDGE, least=0.0)
    return Layer(layer.weights / deviation, layer.bias)


def look_layer(rows: Floats, truth: Floats, weight: Floats) -> Layer:
    """Return the part that weighs looks: any weights, under a strong ridge.

    Directions keep their lengths: those in which lines differ little are shrunk more.
    """
    return likeliest(rows, truth, weight, _LOOKS_RIDGE, least=None)


def likeliest(
    rows: Floats, truth: Floats, weight: Floats, ridge: float, *, least: float | None
) -> Layer:
    """Return the likeliest layer under a ridge, with no weight below ``least``."""
    count = rows.shape[1]

    def loss(given: Floats) -> tuple[float, Floats]:
        weights, bias = given[:-1], given[-1]
        odds = rows @ weights + bias
        away = weight * (expit(odds) - truth)
        value = float(np.sum(weight * (np.logaddexp(0, odds) - truth * odds)))
        value += 0.5 * ridge * float(weights @ weights)
        slope = rows.T @ away + ridge * weights
        return value, np.append(slope, away.sum())

    bounds = [(least, None)] * count + [(None, None)]
    best = minimize(loss, np.zeros(count + 1), jac=True, bounds=bounds).x
    return Layer(best[:-1], float(best[-1]))


def with_looks(evidence: Floats, odds: Floats) -> Floats:
    """Return the evidence of lines with what their looks say."""
    found = evidence.copy()
    found[:, LINE.index("laid_odds")] = np.clip(odds, -_BOUND, _BOUND)
    return found


@dataclass(frozen=True)
class Model:
    """All three parts; the first says what the stages hold, in some directions."""

    looks: Layer
    line: Layer
    pin: Layer


class Directions:
    """The directions in which the looks of lines differ most.

    Beside the means in a line and around it, how both differ counts as a channel, too:
    a ridge on weights then spares what is the same on both sides.
    """

    def __init__(self, looks: Floats) -> None:
        half = looks.shape[1] // 2
        both = np.eye(2 * half)
        self._differing = np.hstack([both, both[:, :half] - both[:, half:]])
        shown = looks @ self._differing
        self._center, self._deviation = shown.mean(0), shown.std(0) + 1e-3
        away = (shown - self._center) / self._deviation
        _, vectors = np.linalg.eigh(away.T @ away)
        self._vectors = vectors[:, ::-1][:, :_DIRECTIONS]

    def __call__(self, looks: Floats) -> Floats:
        """Return looks (lines, channels) in these directions (lines, directions)."""
        shown = looks @ self._differing
        found: Floats = ((shown - self._center) / self._deviation) @ self._vectors
        return found

    def undone(self, layer: Layer) -> tuple[Floats, float]:
        """Return a layer of directions as weights of the channels, and its offset."""
        weights = self._vectors @ layer.weights / self._deviation
        return self._differing @ weights, layer.bias - float(self._center @ weights)


class Table:
    """The evidence of all lines, and which pin each belongs to."""

    def __init__(self, pins: Sequence[Sample]) -> None:
        self.pins = pins
        self.evidence = [line_evidence(pin.lines, pin.picture) for pin in pins]
        self.directions = Directions(np.concatenate([pin.looks for pin in pins]))
        self.looks = [self.directions(pin.looks) for pin in pins]
        makers = sorted({pin.maker for pin in pins})
        order = np.random.default_rng(0).permutation(len(makers))
        fold = {maker: order[n] % _FOLDS for n, maker in enumerate(makers)}
        self.fold = np.array([fold[pin.maker] for pin in pins])

    def _stacked(
        self, rows: Sequence[Floats], chosen: NDArray[np.intp]
    ) -> tuple[Floats, Floats, Floats]:
        known = [self.pins[i].truth >= 0 for i in chosen]
        pairs = list(zip(chosen, known, strict=True))
        stacked = np.concatenate([rows[i][k] for i, k in pairs])
        truth = np.concatenate([self.pins[i].truth[k] for i, k in pairs]).astype(float)
        weight = np.concatenate(
            [
                np.full(k.sum(), self.pins[i].weight / max(1, k.sum()) ** 0.5)
                for i, k in pairs
            ]
        )
        # Both sides count alike.
        for side in (0.0, 1.0):
            weight[truth == side] *= 0.5 * weight.sum() / weight[truth == side].sum()
        return stacked, truth, weight * len(chosen) / weight.sum()

    def crossed(
        self, rows: Sequence[Floats], pins: NDArray[np.intp], part: Fit
    ) -> list[Floats]:
        """Return what a part says of pins whose makers it has not seen."""
        found: list[Floats] = [np.zeros(0)] * len(self.pins)
        for fold in range(_FOLDS):
            layer = part(*self._stacked(rows, pins[self.fold[pins] != fold]))
            for i in np.flatnonzero(self.fold == fold):
                found[i] = layer(rows[i])
        return found

    def model(self, pins: NDArray[np.intp]) -> Model:
        """Return all parts, fitted on some pins."""
        seen = self.crossed(self.looks, pins, look_layer)
        own = [
            with_looks(rows, odds)
            for rows, odds in zip(self.evidence, seen, strict=True)
        ]
        inner = self.crossed(own, pins, fitted)
        among = [
            pin_evidence(pin.lines, odds, pin.picture)
            for pin, odds in zip(self.pins, inner, strict=True)
        ]
        return Model(
            look_layer(*self._stacked(self.looks, pins)),
            fitted(*self._stacked(own, pins)),
            fitted(*self._stacked(among, pins)),
        )

    def odds(self, model: Model, i: int) -> Floats:
        """Return the log odds of a pin's lines."""
        pin = self.pins[i]
        own = with_looks(self.evidence[i], model.looks(self.looks[i]))
        return model.pin(pin_evidence(pin.lines, model.line(own), pin.picture))

    def out_of_fold(self) -> list[Floats]:
        """Return the odds by models that saw neither the pin nor its maker."""
        everyone = np.arange(len(self.pins))
        found: list[Floats] = [np.zeros(0)] * len(self.pins)
        for fold in range(_FOLDS):
            model = self.model(everyone[self.fold != fold])
            for i in np.flatnonzero(self.fold == fold):
                found[i] = self.odds(model, int(i))
        return found


def thresholds(pins: Sequence[Sample], odds: Sequence[Floats]) -> tuple[float, float]:
    """Return the odds below which a line is scene, and from which it is overlay."""
    bare = [
        odd.max()
        for pin, odd in zip(pins, odds, strict=True)
        if pin.is_bare and len(odd)
    ]
    count = sum(pin.is_bare for pin in pins)
    allowed = int(_OVERLAY_FALSE * count)
    # Halfway between the last pin that may get one and the first that may not.
    ordered = sorted(bare, reverse=True)
    high = float(np.mean(ordered[allowed - 1 : allowed + 1])) if ordered else 0.0
    laid = np.concatenate(
        [o[p.truth == 1] for p, o in zip(pins, odds, strict=True) if p.weight == 1]
    )
    low = float(np.quantile(laid, _SCENE_FALSE))
    return min(low, float(high) - 0.5), float(high)


def settled(pin: Sample, odds: Floats, high: float) -> Floats:
    """Return the odds, those of lines that go with an overlay line raised to it."""
    is_overlay = odds >= high
    near = (odds >= high - _JOINS_WITHIN) & ~is_overlay
    gains = near & joined(pin.lines, is_overlay, pin.picture.width)
    return np.where(gains, high, odds)


def print_table(
    pins: Sequence[Sample], odds: Sequence[Floats], low: float, high: float
) -> None:
    """Print how lines and pins come out, by set and thing."""
    print(f"unsure from {low:.2f}, overlay from {high:.2f}")
    print(f"{'':28}{'lines':>7}{'overlay':>9}{'unsure':>9}{'scene':>9}")
    groups = sorted({(pin.name, pin.thing) for pin in pins})
    for name, thing in groups:
        own = [i for i, p in enumerate(pins) if (p.name, p.thing) == (name, thing)]
        for mark, role in ((1, "overlay"), (0, "scene")):
            some = np.concatenate([odds[i][pins[i].truth == mark] for i in own])
            if not len(some):
                continue
            shares = (
                np.mean(some >= high),
                np.mean((some >= low) & (some < high)),
                np.mean(some < low),
            )
            cells = "".join(f"{share:9.3f}" for share in shares)
            print(f"{name + ' ' + thing + ' ' + role:28}{len(some):7}{cells}")
        bare = [i for i in own if pins[i].is_bare]
        if bare:
            got = [bool((odds[i] >= high).any()) for i in bare]
            print(f"  pins without overlay {len(bare)}, get one {np.mean(got):.3f}")
        laid = [i for i in own if (pins[i].truth == 1).any()]
        if laid:
            lost = [_loses_headline(pins[i], odds[i], high) for i in laid]
            print(f"  pins with overlay {len(laid)}, headline lost {np.mean(lost):.3f}")


def _loses_headline(pin: Sample, odds: Floats, high: float) -> bool:
    laid = np.flatnonzero(pin.truth == 1)
    largest = max(laid, key=lambda n: pin.lines[n].cap_height_px)
    return bool(odds[largest] < high)


def document(model: Model, low: float, high: float) -> dict[str, Any]:
    """Return the parts that weigh evidence as data."""
    parts = {
        key: {
            "weights": dict(
                zip(names, (round(float(w), 4) for w in layer.weights), strict=True)
            ),
            "bias": round(layer.bias, 4),
        }
        for key, names, layer in (("line", LINE, model.line), ("pin", PIN, model.pin))
    }
    return {
        "schema": 1,
        **parts,
        "unsure_from": round(low, 3),
        "overlay_from": round(high, 3),
        "joins_within": _JOINS_WITHIN,
    }


def looks_document(weights: Floats, offset: float) -> dict[str, Any]:
    """Return the part that weighs looks as data."""
    inside, around = np.split(np.round(weights, 5), 2)
    return {
        "schema": 1,
        "inside": inside.tolist(),
        "around": around.tolist(),
        "offset": round(offset, 4),
        "bound": _BOUND,
    }


def main() -> None:
    """Read the sets, print the table out of fold, write the model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", help="NAME TRUTH.json PINS_DIR, repeated")
    parser.add_argument("--cache", type=Path, help="readings, kept between runs")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    cache: dict[str, Any] = {}
    if given.cache and given.cache.is_file():
        cache = pickle.loads(given.cache.read_bytes())
    triples = zip(*(iter(given.sets),) * 3, strict=True)
    pins = [
        pin
        for name, truth, folder in triples
        for pin in samples(name, Path(truth), Path(folder), cache)
    ]
    if given.cache:
        given.cache.write_bytes(pickle.dumps(cache))
    table = Table(pins)
    odds = table.out_of_fold()
    low, high = thresholds(
        [pin for pin in pins if pin.weight == 1],
        [odd for pin, odd in zip(pins, odds, strict=True) if pin.weight == 1],
    )
    odds = [settled(pin, odd, high) for pin, odd in zip(pins, odds, strict=True)]
    print_table(pins, odds, low, high)
    if given.misses:
        for pin, odd in zip(pins, odds, strict=True):
            for line, mark, value in zip(pin.lines, pin.truth, odd, strict=True):
                wrong = (mark == 0 and value >= high) or (mark == 1 and value < low)
                if wrong and pin.weight == 1:
                    print(pin.name, pin.file, mark, round(value, 1), line.text)
    model = table.model(np.arange(len(pins)))
    done = document(model, low, high)
    print(json.dumps(done, indent=1))
    if given.write:
        looks = looks_document(*table.directions.undone(model.looks))
        for name, content in (("roles.json", done), ("looks.json", looks)):
            (given.write / name).write_text(sealed(content), encoding="utf-8")


if __name__ == "__main__":
    main()
