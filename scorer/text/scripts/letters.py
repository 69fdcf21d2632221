"""What the letters that an engine read say about the script that a line is in.

An engine that knows only Latin letters reads others as those that look like them, and
what comes out is no language: "Рецепти" becomes "Peuenmu", "חדש" "UTN". Together with
the picture of the line that tells more than either. ``models/script/fit_pins.py``
fits it.
"""

from __future__ import annotations

import math
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from scorer.core.storage.packaged import packaged, record
from scorer.text.scripts.script import Floats, Script, StoredLayer, scripts_layer
from scorer.wording import tokens
from scorer.wording.spelling.known_words import is_word, plain_letters

FITTED = "script/letters.json"
# Runs of letters share so many weights.
BUCKETS = 1024
# What the picture says counts no more than so much, whatever it is sure of.
_LEAST_SHARE = 1e-3
_SURE, _VERY_SURE = 0.9, 0.97
_LONGEST_RUN = 3
_LEAST_WORD = 4
_MOST_CHARS = 3.0  # by the height of a line
# A sign of another script, of all of which few are read.
_KINDS = {"CJK": "字", "HIRAGANA": "か", "KATAKANA": "か", "FULLWIDTH": "か"}
# How Unicode's names of a script's letters begin, where not with the script's own.
_NAMES = {
    Script.CJK: ("CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "HALFWIDTH"),
    Script.KOREAN: ("HANGUL",),
}
_NUMBERS = 11
_UNTOLD = (1 / len(Script),) * len(Script)


@dataclass(frozen=True, slots=True)
class LetterModel:
    """Which script picture and letters of a line speak for.

    Attributes:
        weights: Of ``numbers`` and of each bucket, of shape (N, scripts).
        bias: Of shape (scripts,).
    """

    weights: Floats
    bias: Floats


def with_letters(
    model: LetterModel,
    shares: Mapping[Script, float],
    text: str,
    confidence: float,
    aspect: float,
    by_steps: Sequence[float] = (),
) -> dict[Script, float]:
    """Return how likely each script is by the picture of a line and by its reading.

    Args:
        model: What weighs them, such as ``letter_model()``.
        shares: Probability of each script by the picture.
        text: What was read; empty for nothing.
        confidence: Of the reading, 0..1.
        aspect: Length of the line by its height.
        by_steps: Probability of each script by the recognizer's steps; empty where
            they do not say.

    Returns:
        Probability by script, 0..1; they sum to 1.
    """
    found = numbers(shares, text, confidence, aspect, by_steps)
    given = np.array(found, np.float32)
    scores = given @ model.weights[: len(given)] + model.bias
    runs = buckets(text)
    if runs:
        scores += model.weights[len(given) :][runs].sum(0) / math.sqrt(len(runs))
    above = np.exp(scores - scores.max())
    return dict(zip(Script, (above / above.sum()).tolist(), strict=True))


def numbers(
    shares: Mapping[Script, float],
    text: str,
    confidence: float,
    aspect: float,
    by_steps: Sequence[float] = (),
) -> list[float]:
    """Return what picture and reading say, apart from the letters themselves."""
    long = [plain_letters(word) for word in tokens.words(text)]
    long = [word for word in long if len(word) >= _LEAST_WORD]
    known = sum(map(is_word, long))
    chars = sum(not char.isspace() for char in text)
    return [
        *(math.log(max(_LEAST_SHARE, shares[script])) for script in Script),
        *(math.log(max(_LEAST_SHARE, share)) for share in by_steps or _UNTOLD),
        float(not by_steps),
        confidence,
        float(confidence >= _SURE),
        float(confidence >= _VERY_SURE),
        float(not text),
        min(_MOST_CHARS, chars / max(0.5, aspect)),
        float(known > 0 and confidence >= _SURE),
        known / max(1, len(long)),
        sum(len(word) for word in long if len(word) > _LEAST_WORD and is_word(word))
        / max(1, chars),
        float(bool(long) and not known),
        min(1.0, aspect / 10),
    ]


def buckets(text: str) -> list[int]:
    """Return the bucket of each run of one to three letters, and of their forms."""
    return [zlib.crc32(run.encode()) % BUCKETS for run in _runs(text)]


def letters_of(text: str, script: Script) -> int:
    """Return how many characters of a text are letters of a script."""
    own = _NAMES.get(script, (script.value.upper(),))
    return sum(unicodedata.name(char, "").startswith(own) for char in text)


def _runs(text: str) -> Iterator[str]:
    for word in text.split():
        chars = [part for char in word for part in _parts(char)]
        forms = ["\0" + _form(char) for char in chars]
        for row in (["^", *chars, "$"], ["^", *forms, "$"]):
            for size in range(1, _LONGEST_RUN + 1):
                for begin in range(len(row) - size + 1):
                    yield "".join(row[begin : begin + size])


def _parts(char: str) -> str:
    """Return a letter and its accent, or what kind of sign it is."""
    if char.isascii():
        return char
    if unicodedata.combining(char):
        return "~"
    kind = unicodedata.name(char, "").split(" ")[0]
    if kind in _KINDS:
        return _KINDS[kind]
    bare = unicodedata.normalize("NFKD", char)
    return bare[0] + "~" * (len(bare) > 1)


def _form(char: str) -> str:
    if not char.isascii():
        return "x"
    if char.isdigit():
        return "1"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return char


@cache
def letter_model() -> LetterModel:
    """Return the fitted model.

    Raises:
        ModelError: The file is missing, damaged or was changed.
    """
    return read_letter_model(packaged(FITTED))


def read_letter_model(content: Mapping[str, Any]) -> LetterModel:
    """Return the model that a fitted file's content describes.

    Raises:
        ModelError: A number in it cannot be, or it weighs other evidence.
    """
    stored = record(_Stored, content, FITTED)
    rows = 2 * len(Script) + _NUMBERS + BUCKETS
    return LetterModel(*scripts_layer(stored.letters, rows, FITTED))


@dataclass(frozen=True, slots=True)
class _Stored:
    letters: StoredLayer
