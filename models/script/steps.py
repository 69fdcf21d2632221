"""Fits what the recognizer's steps say of a line's script, on lines drawn for it.

    python models/script/steps.py FONTS ... [--lines 3300] [--cut 240]
        [--write models/script]

Lines are drawn as for ``fit.py``, and others cut out of drawn pictures by the detector.
Each is run through RapidOCR's recognizer, whose last layer before the characters is
what the network is given. With --write the network is kept; without it a fourth of the
typefaces is left out, and how many of their lines are told is printed.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from cut import cut_lines
from draw import NAMES, faces, lines, sign_faces
from fit import (
    Floats,
    Lines,
    descend,
    first_layers,
    kept_network,
    lines_as,
    network_of,
)
from numpy.typing import NDArray

from scorer.core.storage.packaged import sealed
from scorer.text.networks.models import recognizer
from scorer.text.recognition.recognizer import line_steps
from scorer.text.scripts.script import Network, shares_of
from scorer.text.scripts.step_scripts import FITTED

HINTS, ROUNDS = 64, 24
_RATE = 2e-3
# A line of so few steps is shown whole.
_LEAST_STEPS = 6
_HELD = 4


def drawn(folders: list[Path], count: int, pictures: int, seed: int) -> Lines[Floats]:
    """Return drawn lines, and those that the detector cuts out of pictures."""
    chosen = faces(folders)
    found = [
        (np.repeat(plane[:, :, None], 3, 2), script, family)
        for plane, script, family in lines(chosen, sign_faces(folders), count, seed)
    ]
    return lines_as(line_steps, [*found, *cut_lines(chosen, pictures, seed + 1)])


def fitted(data: Lines[Floats], rounds: int = ROUNDS, seed: int = 1) -> Network:
    """Return the network that tells the lines' scripts."""
    chance = np.random.default_rng(seed)
    stacked = np.concatenate(data.seen)
    standard = stacked.mean(0), stacked.std(0) + np.float32(0.05)
    layers = first_layers(stacked.shape[1], HINTS, chance)
    descend(layers, (data.seen, data.scripts, _part), standard, rounds, _RATE, chance)
    return network_of(layers, standard)


def _part(steps: Floats, chance: np.random.Generator) -> Floats:
    """Return the steps of a part of the line, every other time."""
    count = len(steps)
    if count < _LEAST_STEPS or chance.random() < 0.5:
        return steps
    kept = int(count * chance.uniform(0.5, 1.0))
    begin = int(chance.integers(0, count - kept + 1))
    return steps[begin : begin + kept]


def told(network: Network, steps: Sequence[Floats]) -> NDArray[np.intp]:
    """Return the number of the likeliest script of each line."""
    return np.array([np.argmax(shares_of(network, each)) for each in steps])


def main() -> None:
    """Draw, fit, and write or judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fonts", nargs="+", type=Path, help="folders with font files")
    parser.add_argument("--lines", type=int, default=3300)
    parser.add_argument("--cut", type=int, default=240, help="pictures to cut up")
    parser.add_argument("--seed", type=int, default=81)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    data = drawn(given.fonts, given.lines, given.cut, given.seed)
    if given.write:
        content = kept_network(fitted(data)) | {"recognizer": recognizer().mark}
        path = given.write / Path(FITTED).name
        path.write_text(sealed(content, indent=None), "utf-8")
        return
    names = [family or str(n) for n, family in enumerate(data.families)]
    is_held = np.array([zlib.crc32(name.encode()) % _HELD == 0 for name in names])
    held = data.only(is_held)
    right = told(fitted(data.only(~is_held)), held.seen) == held.scripts
    for number, name in enumerate(NAMES):
        own = right[held.scripts == number]
        if len(own):
            print(f"{name:11}{len(own):6} lines, {own.mean():.3f} told")


if __name__ == "__main__":
    main()
