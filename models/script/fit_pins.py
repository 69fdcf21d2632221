"""Fits what tells a pin in another script: what its lines' letters say, and the whole.

    pip install wordfreq==3.1.1
    python models/script/fit_pins.py DRAWN [DRAWN ...] --latin FOLDER [FOLDER ...]
        [--fonts FONTS [FONTS ...]] [--lines 4000] [--cache FILE]
        [--write models/script]

DRAWN are folders of ``benchmarks/drawn/scripts.py``, and of ``marks.py``, whose
lettering is that of things; pins in FOLDERs are all in letters that the engine knows;
FONTS are typefaces that the network has not learned from, whose lines are drawn and
read: without them the letters stay as they are, and only pins are fitted. Pins that
known words settle are not asked. Prints how many of the others are told, and how many
wrongly, by models that saw neither the pin nor its folder, or tenth of a drawn set.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import cv2
import numpy as np
from fit import kept_layer
from letters import NAMES, Line, drawn_lines, fitted, inputs, latin_words
from numpy.typing import NDArray
from PIL import Image, ImageOps
from sklearn.linear_model import LogisticRegression

from scorer.core.pin import Rgb
from scorer.core.settings import Settings
from scorer.core.storage.packaged import sealed
from scorer.text.engines import engine
from scorer.text.reading import Reading, aspect
from scorer.text.roles.unread import unread_odds
from scorer.text.scale import at_text_size
from scorer.text.scripts import letters, pin_script
from scorer.text.scripts.doubtful_line import DoubtfulLine, look
from scorer.text.scripts.letters import LetterModel, with_letters
from scorer.text.scripts.pin_evidence import pin_evidence
from scorer.text.scripts.pin_model import EVIDENCE, FITTED, ON_A_THING
from scorer.text.scripts.script import Script

Floats = NDArray[np.float64]

_WANTED = frozenset(Script) - {Script.LATIN, Script.NONE}
_KNOWN = ("latin", "cjk")  # what the engine reads
_UNTOLD_WEIGHT = 0.3
_FOLDS = 10
_LETTER_FOLDS = 4
_RIDGE = 1.0
_FOREIGN_WEIGHT = 0.3  # a Latin pin told as foreign costs more than one missed
# Of all pins in known letters so many may be told, out of fold.
_MOST_TOLD = 2 / 708
_MARGIN = 0.02
_PICTURES = {".jpg", ".jpeg", ".png", ".webp"}
_LATIN, _NONE = NAMES.index("latin"), NAMES.index("none")
_SURE = 0.9
_READ_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """A pin that known words do not settle."""

    name: str
    group: str
    script: str
    seen: list[DoubtfulLine]
    reading: Reading
    on_a_thing: float

    @property
    def is_foreign(self) -> bool:
        """Whether it is in a script that the engine lacks."""
        return self.script not in _KNOWN


@dataclass(frozen=True, slots=True)
class Kept:
    """What is read once by one network: pins by path, and drawn lines."""

    pins: dict[str, Asked] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


def pictures(drawn: list[Path], latin: list[Path]) -> Iterator[tuple[Path, str, str]]:
    """Yield each picture, what is left out with it, and its script."""
    for folder in drawn:
        truth = json.loads((folder / "ground_truth.json").read_text("utf-8"))
        for pin in truth["pins"]:
            path = folder / pin["file"]
            tenth = int(hashlib.sha256(pin["file"].encode()).hexdigest(), 16) % 10
            group = pin.get("thing") or tenth
            yield path, f"{folder.name} {group}", pin.get("script", "latin")
    for folder in latin:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _PICTURES:
                yield path, str(path.parent), "latin"


def asked(path: Path, group: str, script: str) -> Asked:
    """Return a pin as it is looked at; nothing is seen where known words settle it."""
    with Image.open(path) as opened:
        whole = np.array(ImageOps.exif_transpose(opened).convert("RGB"))
    pixels = at_text_size(whole)
    reading = engine("rapid").read(pixels, Settings())
    doubted = pin_script.lines_to_look_at(reading, pixels)
    if pin_script.is_known(reading.lines, doubted):
        doubted = []
    seen = [look(pixels, line) for line in doubted]
    thing = on_a_thing(pixels, seen, whole.shape[1]) if seen else 0.0
    slim = [replace(each, strip=each.strip[:1, :1]) for each in seen]
    return Asked(path.name, group, script, slim, reading, thing)


def on_a_thing(pixels: Rgb, seen: Sequence[DoubtfulLine], file_width_px: int) -> float:
    """Return how surely the doubtful lines of a pin are on things, 0..1."""
    lines = [each.line for each in pin_script.strangest(seen, _WANTED)]
    return pin_script.on_a_thing(unread_odds(pixels, lines, file_width_px))


def lines_of(pins: Sequence[Asked], seed: int = 5) -> list[Line]:
    """Return the lines of pins that are looked at, and others that were surely read.

    A line of a pin in Latin letters that is not surely read is no text.
    """
    found = []
    for pin in pins:
        for each in pin.seen:
            line, place = each.line, NAMES.index(pin.script)
            if place == _LATIN and not (line.text and line.confidence >= _SURE):
                place = _NONE
            long = aspect(line.quad)
            read = line.text, line.confidence
            by_steps = line.script_shares
            found.append(
                Line(each.shares, place, pin.group, *read, long, by_steps=by_steps)
            )
    pool = [line for line in found if line.script == _LATIN]
    dice = random.Random(seed)
    for pin in pins:
        for line in pin.reading.lines if pin.script == "latin" else ():
            if len(line.text) > 2 and dice.random() < _READ_SHARE:
                shares, long = dice.choice(pool).shares, aspect(line.quad)
                read, by_steps = (line.text, line.confidence), line.script_shares
                found.append(
                    Line(shares, _LATIN, pin.group, *read, long, 0.5, by_steps)
                )
    return found + latin_words(pool, seed)


def untold(some: Sequence[Line]) -> list[Line]:
    """Return lines as they are where no recognizer's steps say anything of them."""
    return [replace(line, by_steps=(), weight=_UNTOLD_WEIGHT) for line in some]


def with_unseen_letters(pins: list[Asked], some: list[Line]) -> list[Asked]:
    """Return pins whose letters are judged by models that saw nothing of their group.

    Prints how often such models tell the script of a line.
    """
    rows = inputs(some)
    scripts = np.array([line.script for line in some])
    weight = np.array([line.weight for line in some])
    fold = np.array([_fold(line.group) for line in some])
    told = np.zeros((len(some), len(NAMES)))
    models = []
    for each in range(_LETTER_FOLDS):
        out = fold != each
        models.append(fitted(rows[out], scripts[out], weight[out]))
        told[~out] = rows[~out] @ models[-1].weights + models[-1].bias
    seen = np.array([list(line.shares.values()) for line in some])
    for n, name in enumerate(NAMES):
        mine = (scripts == n) & (weight == 1)
        by_picture, by_both = ((x[mine].argmax(1) == n).mean() for x in (seen, told))
        print(
            f"  {name:11}{mine.sum():6} lines, by the picture {by_picture:.3f}", end=""
        )
        print(f" and by the letters, too, {by_both:.3f}")
    return [
        replace(
            pin, seen=[_judged(each, models[_fold(pin.group)]) for each in pin.seen]
        )
        for pin in pins
    ]


def _fold(group: str) -> int:
    return zlib.crc32(group.encode()) % _LETTER_FOLDS


def _judged(seen: DoubtfulLine, model: LetterModel) -> DoubtfulLine:
    line, long = seen.line, aspect(seen.line.quad)
    read = line.text, line.confidence
    likely = with_letters(model, seen.shares, *read, long, line.script_shares)
    return replace(seen, likely=likely)


def weights_of(rows: Floats, truth: Floats) -> tuple[Floats, float]:
    """Return weights and bias of a logistic model under a ridge."""
    deviation = np.maximum(rows.std(0), 1e-3)
    columns = rows / deviation
    weight = np.where(truth == 1, _FOREIGN_WEIGHT, 1.0)
    layer = LogisticRegression(C=1 / _RIDGE, tol=1e-8, max_iter=1000)
    layer.fit(columns, truth, sample_weight=weight)
    return layer.coef_[0] / deviation, float(layer.intercept_[0])


def pin_weights(pins: list[Asked], latin: int) -> dict[str, object]:
    """Return the fitted weights of pins, and print how they do out of fold.

    Args:
        pins: Those to fit on.
        latin: How many pins in Latin letters there are, those not asked counted in.
    """
    evidence = [
        (*pin_evidence(x.seen, x.reading, _WANTED), -x.on_a_thing) for x in pins
    ]
    rows = np.array(evidence)
    truth = np.array([pin.is_foreign for pin in pins], float)
    groups = sorted({pin.group for pin in pins})
    order = np.random.default_rng(0).permutation(len(groups))
    fold = np.array([order[groups.index(pin.group)] % _FOLDS for pin in pins])
    odds = np.zeros(len(pins))
    for each in range(_FOLDS):
        weights, bias = weights_of(rows[fold != each], truth[fold != each])
        odds[fold == each] = rows[fold == each] @ weights + bias
    known = np.sort(odds[truth == 0])
    least = float(known[-1 - int(_MOST_TOLD * latin)]) + _MARGIN
    told = odds >= least
    print(f"{len(pins)} pins asked, {int(truth.sum())} in other scripts")
    print(f"from {least:.2f}: told {told[truth == 1].mean():.3f} of them, ", end="")
    print(f"{int(told[truth == 0].sum())} of {latin} others")
    for n in np.argsort(-odds):
        if told[n] != truth[n]:
            print(f"  wrong: {pins[n].group}/{pins[n].name} {odds[n]:.2f}")
    weights, bias = weights_of(rows, truth)
    named = zip((*EVIDENCE, ON_A_THING), weights, strict=True)
    return {
        "weights": {name: round(float(weight), 3) for name, weight in named},
        "bias": round(bias, 3),
        "least": round(least, 3),
    }


def main() -> None:
    """Read, fit, judge and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drawn", nargs="+", type=Path)
    parser.add_argument("--latin", nargs="+", type=Path, required=True)
    parser.add_argument("--fonts", nargs="+", type=Path, default=[])
    parser.add_argument("--lines", type=int, default=4000)
    parser.add_argument("--cache", type=Path, help="what was read, kept between runs")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    kept = Kept()
    if given.cache and given.cache.is_file():
        kept = pickle.loads(given.cache.read_bytes())
    if given.fonts and not kept.lines:
        kept.lines.extend(drawn_lines(given.fonts, given.lines, seed=2))
    for path, group, script in pictures(given.drawn, given.latin):
        if str(path) not in kept.pins:
            kept.pins[str(path)] = asked(path, group, script)
    if given.cache:
        given.cache.write_bytes(pickle.dumps(kept))
    every = list(kept.pins.values())
    some = kept.lines + untold(kept.lines) + lines_of(every)
    doubted = [pin for pin in every if pin.seen and pin.script != "cjk"]
    latin = sum(pin.script == "latin" for pin in every)
    if given.fonts:
        doubted = with_unseen_letters(doubted, some)
    content = pin_weights(doubted, latin)
    print(json.dumps(content, indent=1))
    if given.write:
        (given.write / Path(FITTED).name).write_text(sealed(content), "utf-8")
    if given.write and given.fonts:
        model = fitted(
            inputs(some),
            np.array([line.script for line in some]),
            np.array([line.weight for line in some]),
        )
        layer = {"letters": kept_layer(model.weights, model.bias)}
        text = sealed(layer, indent=None)
        (given.write / Path(letters.FITTED).name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
