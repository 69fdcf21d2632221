"""Fits the network that tells scripts apart, on lines that it draws itself.

    python models/script/fit.py FONTS … --lines 30000 --cut 440 --write models/script
    python models/script/fit.py FONTS … --lines 30000 --folds 3

Most lines are ink with a margin; with ``--cut`` so many pictures are drawn as well, and
the network learns on from the lines as the detector cuts them out.

With ``--folds`` nothing is written: whole typefaces are left out, and the table of
what is taken for what is printed.
"""

from __future__ import annotations

import argparse
import base64
import random
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import cv2
import numpy as np
from cut import cut_lines
from draw import NAMES, faces, lines, sign_faces
from numpy.typing import NDArray

from scorer.core.storage.packaged import sealed
from scorer.text.scripts.script import Network, stroke_cells, windows

Floats = NDArray[np.float32]
Cells = NDArray[np.uint8]
Chance = np.random.Generator
T = TypeVar("T")

_HINTS = 256
_BATCH_LINES = 64
_RATE = 4e-3
# What is learned on from cut lines: in small steps, each line three times a round
# beside all others.
_CUT_RATE, _CUT_ROUNDS, _CUT_TIMES = 8e-4, 5, 3
_DECAY = 1e-4
_DROPPED = 0.3
# So much of the truth is dealt out over all scripts: faces never seen are told with
# doubt then, which the letters can settle.
_SMOOTHED = 0.05


@dataclass(frozen=True, slots=True)
class Lines(Generic[T]):
    """Lines as a network sees them.

    Attributes:
        seen: What it is given of each: strokes by direction, or a recognizer's steps.
        scripts: Number of the script of each.
        families: Typeface of each; empty for what is no text.
    """

    seen: list[T]
    scripts: NDArray[np.intp]
    families: list[str]

    def only(self, kept: NDArray[np.bool_]) -> Lines[T]:
        """Return some of the lines."""
        places = np.flatnonzero(kept)
        return Lines(
            [self.seen[i] for i in places],
            self.scripts[places],
            [self.families[i] for i in places],
        )


def lines_as(
    see: Callable[[NDArray[np.uint8]], T],
    found: Iterable[tuple[NDArray[np.uint8], str, str]],
) -> Lines[T]:
    """Return pictures of lines, their scripts and typefaces as a network sees them."""
    listed = list(found)
    return Lines(
        [see(picture) for picture, _, _ in listed],
        np.array([NAMES.index(script) for _, script, _ in listed]),
        [family for _, _, family in listed],
    )


def drawn(folders: list[Path], count: int, seed: int) -> Lines[Cells]:
    """Draw lines and return what the network sees of them."""
    made = lines(faces(folders), sign_faces(folders), count, seed)
    return lines_as(stroke_cells, made)


def cut(folders: list[Path], pictures: int, seed: int) -> Lines[Cells]:
    """Draw pictures and return what the network sees of the lines cut out of them."""
    return lines_as(stroke_cells, cut_lines(faces(folders), pictures, seed))


def _joined(parts: Sequence[Lines[Cells]]) -> Lines[Cells]:
    return Lines(
        [cells for part in parts for cells in part.seen],
        np.concatenate([part.scripts for part in parts]),
        [family for part in parts for family in part.families],
    )


def fit(data: Lines[Cells], rounds: int, seed: int = 1) -> Network:
    """Return the network that tells the lines' scripts, by gradient descent (Adam)."""
    chance = np.random.default_rng(seed)
    standard = _standard(data, chance)
    layers = first_layers(len(standard[0]), _HINTS, chance)
    descend(layers, (data.seen, data.scripts, _varied), standard, rounds, _RATE, chance)
    return network_of(layers, standard)


def go_on(network: Network, data: Lines[Cells], rounds: int, seed: int = 3) -> Network:
    """Return the network after it has learned on from other lines, in small steps."""
    chance = np.random.default_rng(seed)
    middle, spread = _standard(data, chance)
    weights, bias = network.hints
    layers = [weights * spread[:, None], bias + middle @ weights, *network.verdict]
    layers = [np.array(layer, np.float32) for layer in layers]
    given = data.seen, data.scripts, _varied
    descend(layers, given, (middle, spread), rounds, _CUT_RATE, chance)
    return network_of(layers, (middle, spread))


def first_layers(inputs: int, hints: int, chance: np.random.Generator) -> list[Floats]:
    """Return the layers of a network that has learned nothing yet."""
    values = [
        chance.normal(0, (2 / inputs) ** 0.5, (inputs, hints)),
        np.zeros(hints),
        chance.normal(0, (1 / hints) ** 0.5, (2 * hints, len(NAMES))),
        np.zeros(len(NAMES)),
    ]
    return [value.astype(np.float32) for value in values]


def network_of(layers: Sequence[Floats], standard: tuple[Floats, Floats]) -> Network:
    """Return the network of layers whose inputs were made mean 0 and deviation 1."""
    middle, spread = standard
    weights = layers[0] / spread[:, None]
    return Network((weights, layers[1] - middle @ weights), (layers[2], layers[3]))


def descend(
    layers: list[Floats],
    given: tuple[Sequence[T], NDArray[np.intp], Callable[[T, Chance], Floats]],
    standard: tuple[Floats, Floats],
    rounds: int,
    most: float,
    chance: Chance,
) -> None:
    """Change layers for rounds over the lines, by steps that fall from ``most``.

    Args:
        layers: Of the network, changed in place.
        given: The lines, the number of the script of each, and what the network is
            shown of one, (N, its inputs), a little different each time.
        standard: Mean and deviation of each input.
        rounds: How often each line is shown.
        most: The first step.
        chance: Of the dice.
    """
    lines, scripts, shown = given
    middle, spread = standard
    first = [np.zeros_like(each) for each in layers]
    second = [np.zeros_like(each) for each in layers]
    steps = rounds * (len(lines) // _BATCH_LINES)
    step = 0
    for _ in range(rounds):
        for batch in _batches(len(lines), chance):
            step += 1
            seen = [(shown(lines[i], chance) - middle) / spread for i in batch]
            slopes = _slopes(layers, seen, scripts[batch], chance)
            rate = most * 0.5 * (1 + np.cos(np.pi * min(1, step / steps)))
            for n, slope in enumerate(slopes):
                first[n] += 0.1 * (slope - first[n])
                second[n] += 0.001 * (slope * slope - second[n])
                whole = first[n] / (1 - 0.9**step)
                size = np.sqrt(second[n] / (1 - 0.999**step)) + 1e-8
                layers[n] -= rate * (whole / size + _DECAY * layers[n])


def scores(network: Network, data: Lines[Cells]) -> Floats:
    """Return the log probability of each script for each line."""
    found = []
    for cells in data.seen:
        hints = np.maximum(0, windows(cells) @ network.hints[0] + network.hints[1])
        line = np.concatenate([hints.mean(0), hints.max(0)])
        found.append(line @ network.verdict[0] + network.verdict[1])
    logits = np.array(found)
    logits -= logits.max(1, keepdims=True)
    return np.asarray(logits - np.log(np.exp(logits).sum(1, keepdims=True)), np.float32)


def write(network: Network, folder: Path) -> None:
    """Write the network with eight bits a weight."""
    content = kept_network(network)
    (folder / "model.json").write_text(sealed(content, indent=None), "utf-8")


def kept_network(network: Network) -> dict[str, object]:
    """Return a network as JSON holds it."""
    return {
        "hints": kept_layer(*network.hints),
        "verdict": kept_layer(*network.verdict),
    }


def kept_layer(weights: Floats, bias: Floats) -> dict[str, object]:
    """Return a layer as JSON holds it."""
    scale = np.abs(weights).max(0) / 127 + 1e-12
    steps = np.round(weights / scale).astype(np.int8)
    return {
        "weights": base64.b64encode(steps.tobytes()).decode(),
        "scale": [float(f"{value:.6g}") for value in scale],
        "bias": [float(f"{value:.6g}") for value in bias],
    }


def _standard(data: Lines[Cells], chance: np.random.Generator) -> tuple[Floats, Floats]:
    """Return mean and standard deviation of each value of a window."""
    some = chance.choice(len(data.seen), min(1000, len(data.seen)), replace=False)
    stacked = np.concatenate([windows(data.seen[i]) for i in some])
    return stacked.mean(0), stacked.std(0) + np.float32(0.05)


def _batches(count: int, chance: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    order = chance.permutation(count)
    for begin in range(0, count - _BATCH_LINES + 1, _BATCH_LINES):
        yield order[begin : begin + _BATCH_LINES]


def _varied(cells: Cells, chance: np.random.Generator) -> Floats:
    """Return every other window of a part of the line, a little stronger or weaker."""
    length = len(cells)
    kept = max(8, int(length * chance.uniform(0.5, 1.0)))
    begin = int(chance.integers(0, length - kept + 1))
    seen = windows(cells[begin : begin + kept])[::2]
    return np.minimum(1, seen * np.float32(chance.uniform(0.8, 1.2)))


def _slopes(
    layers: Sequence[Floats],
    seen: Sequence[Floats],
    scripts: NDArray[np.intp],
    chance: np.random.Generator,
) -> list[Floats]:
    """Return the slope of the mean cross entropy by each layer's values."""
    sizes = np.array([len(each) for each in seen], np.intp)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    own = np.repeat(np.arange(len(seen)), sizes)
    stacked = np.concatenate(seen)
    hints = np.maximum(0, stacked @ layers[0] + layers[1])
    lengths = sizes[:, None].astype(np.float32)
    means = np.add.reduceat(hints, starts) / lengths
    tops = np.maximum.reduceat(hints, starts)
    hidden = len(layers[1])
    kept = (chance.random((1, 2 * hidden)) >= _DROPPED) / (1 - _DROPPED)
    line = np.concatenate([means, tops], 1) * kept.astype(np.float32)
    logits = line @ layers[2] + layers[3]
    logits -= logits.max(1, keepdims=True)
    shares = np.exp(logits)
    shares /= shares.sum(1, keepdims=True)
    truth = np.full_like(shares, _SMOOTHED / shares.shape[1])
    truth[np.arange(len(seen)), scripts] += 1 - _SMOOTHED
    error = ((shares - truth) / len(seen)).astype(np.float32)
    back = (error @ layers[2].T) * kept.astype(np.float32)
    by_mean = (back[:, :hidden] / lengths)[own]
    by_top = back[:, hidden:][own] * (hints == tops[own])
    inner = ((by_mean + by_top) * (hints > 0)).astype(np.float32)
    return [stacked.T @ inner, inner.sum(0), line.T @ error, error.sum(0)]


def _fold(family: str, number: int, folds: int) -> int:
    """Return the fold of a typeface; what has none is dealt out line by line."""
    return (zlib.crc32(family.encode()) if family else number) % folds


def _judge(data: Lines[Cells], folds: int, rounds: int) -> None:
    """Print how often each script is told right in typefaces never seen."""
    fold = np.array([_fold(f, n, folds) for n, f in enumerate(data.families)])
    table = np.zeros((len(NAMES), len(NAMES)), int)
    sure = np.zeros(len(NAMES))
    for each in range(folds):
        held = data.only(fold == each)
        found = scores(fit(data.only(fold != each), rounds), held)
        np.add.at(table, (held.scripts, found.argmax(1)), 1)
        latin = np.exp(found[:, 0])
        for script in range(len(NAMES)):
            mine = held.scripts == script
            sure[script] += (latin[mine] < 0.02).sum()
    counts = table.sum(1)
    print(f"{'':11}{'lines':>6}{'right':>7}{'not Latin, sure':>17}  taken for")
    for n, name in enumerate(NAMES):
        if not counts[n]:
            continue
        others = sorted(range(len(NAMES)), key=lambda m: -table[n, m])
        told = ", ".join(
            f"{NAMES[m]} {table[n, m] / counts[n]:.1%}" for m in others if m != n
        )
        right = table[n, n] / counts[n]
        print(f"{name:11}{counts[n]:6}{right:7.1%}{sure[n] / counts[n]:17.1%}  {told}")


def main() -> None:
    """Draw, fit, and write or judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fonts", nargs="+", type=Path, help="folders with font files")
    parser.add_argument("--lines", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--cut", type=int, default=0, help="pictures to cut up")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    random.seed(given.seed)
    data = drawn(given.fonts, given.lines, given.seed)
    if given.folds:
        _judge(data, given.folds, given.rounds)
    if given.write:
        made = fit(data, given.rounds)
        if given.cut:
            more = cut(given.fonts, given.cut, given.seed)
            made = go_on(made, _joined([data, *[more] * _CUT_TIMES]), _CUT_ROUNDS)
        write(made, given.write)


if __name__ == "__main__":
    main()
