"""Lines as the engine reads them, and what their letters say about their script."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from draw import LATIN_CODES, NAMES, faces, lines, sign_faces
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from scorer.text.engines import rapid
from scorer.text.scripts.letters import BUCKETS, LetterModel, buckets, numbers
from scorer.text.scripts.script import Script, script_shares

Floats = NDArray[np.float64]

_RIDGE = 0.3
_MOST_WORDS = 6000
_WORDS_OF_EACH = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is seen and read.

    Attributes:
        shares: Probability of each script by its picture.
        script: Number of its own.
        group: Typeface or folder, left out whole.
        text: What was read.
        confidence: Of that, 0..1.
        aspect: Length by height.
        weight: In the fit.
        by_steps: Probability of each script by the recognizer's steps; empty where they
            do not say.
    """

    shares: dict[Script, float]
    script: int
    group: str
    text: str
    confidence: float
    aspect: float
    weight: float = 1.0
    by_steps: tuple[float, ...] = ()


def drawn_lines(folders: list[Path], count: int, seed: int) -> list[Line]:
    """Return drawn lines as the engine reads them.

    Args:
        folders: Typefaces that the network has not learned from.
        count: How many lines.
        seed: Of the dice.
    """
    found = []
    drawn = lines(faces(folders), sign_faces(folders), count, seed)
    for number, (plane, script, family) in enumerate(drawn):
        high, wide = plane.shape
        quad = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
        pixels = np.repeat(plane[:, :, None], 3, 2)
        read = rapid.line_of(pixels, quad, is_east_asian=False)
        group = family or f"no text {number}"
        shares, place = script_shares(plane), NAMES.index(script)
        found.append(
            Line(
                shares,
                place,
                group,
                read.text,
                read.confidence,
                wide / high,
                by_steps=read.script_shares,
            )
        )
    return found


def latin_words(pool: Sequence[Line], seed: int) -> list[Line]:
    """Return words of languages in Latin letters as if they were read surely.

    Args:
        pool: Lines in Latin letters; each gets what the networks saw in one of these.
        seed: Of the dice.
    """
    import wordfreq

    dice = random.Random(seed)
    found = []
    for code in LATIN_CODES:
        known = [
            word for word in wordfreq.top_n_list(code, _MOST_WORDS) if len(word) > 1
        ]
        for number in range(_WORDS_OF_EACH):
            text = " ".join(
                dice.choice(known) for _ in range(dice.choice((1, 1, 2, 3)))
            )
            text = dice.choice((str.upper, str.title, str))(text)
            sure = dice.choice((0.8, 0.9, 0.95, 0.97, 0.99, 1.0))
            wide = len(text) * dice.uniform(0.35, 0.6) + 0.3
            group, seen = f"words {code} {number % 7}", dice.choice(pool)
            found.append(
                Line(seen.shares, 0, group, text, sure, wide, 0.5, seen.by_steps)
            )
    return found


def inputs(some: Sequence[Line]) -> sparse.csr_matrix:
    """Return what the model weighs, a row a line."""
    rows = []
    for line in some:
        given = numbers(
            line.shares, line.text, line.confidence, line.aspect, line.by_steps
        )
        found = buckets(line.text)
        counts = np.bincount(found, minlength=BUCKETS) / max(1, len(found)) ** 0.5
        rows.append(sparse.csr_matrix(np.concatenate([given, counts])))
    return sparse.vstack(rows, format="csr")


def fitted(
    rows: sparse.csr_matrix, scripts: NDArray[np.intp], weight: Floats
) -> LetterModel:
    """Return the model that tells the scripts of such rows, under a ridge."""
    layer = LogisticRegression(C=1 / _RIDGE, tol=1e-3, max_iter=800)
    layer.fit(rows, scripts, sample_weight=weight)
    weights = np.zeros((rows.shape[1], len(NAMES)), np.float32)
    bias = np.full(len(NAMES), -20, np.float32)
    weights[:, layer.classes_] = layer.coef_.T
    bias[layer.classes_] = layer.intercept_
    return LetterModel(weights, bias)
