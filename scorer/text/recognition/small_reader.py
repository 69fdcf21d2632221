"""A small network of our own for easy lines; where it is not sure it says nothing.

A tenth of what RapidOCR's recognizer costs: 32 px high instead of 48, gray, Latin
letters only. ``models/reader`` says what it was fitted on, and fits it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scorer.core.errors import ModelError
from scorer.core.pin import Rgb
from scorer.core.storage.checksums import checksum
from scorer.core.storage.packaged import (
    impossible,
    packaged,
    packaged_bytes,
    record,
)
from scorer.text.networks.graph import Floats
from scorer.text.networks.models import Network, network
from scorer.text.recognition.ctc import Recognized, runs
from scorer.wording.spelling.known_words import is_word, plain_letters
from scorer.wording.spelling.misspellings import correction

FITTED = "reader/reader.json"
_WEIGHTS = "reader/reader.onnx"
_HEIGHT_PX = 32
_NARROWEST_PX, _LONGEST_PX = 16, 2048
# Of lower lines it is sure of less than asking costs.
_LEAST_PX = 16
# From which chance of a space the characters beside it are words of their own.
_SURE_SPACE = 0.9
# Added to the deviation of the pixels, so that grain on even ground stays small.
_CALM = 4.0
_STEP_PX = 2
# Shorter strings of letters are words in some language more often than not.
_LEAST_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile(r"[A-Za-z]+")

Chance = Annotated[float, Field(ge=0, le=1)]
Pixels = Annotated[float, Field(ge=-32, le=32)]


@dataclass(frozen=True, slots=True)
class Limits:
    """From which chance a text is believed.

    Attributes:
        known: One whose long words are all words of some language.
        unknown: Any other.
    """

    known: Chance
    unknown: Chance


@dataclass(frozen=True, slots=True)
class _Fit:
    """What belongs to the weights, whose checksum is named."""

    weights: str
    alphabet: Annotated[str, Field(min_length=1, max_length=2000)]
    unsafe: str
    late_px: dict[str, Pixels]
    limits: Limits
    word_limits: Limits


@dataclass(frozen=True, slots=True)
class SmallReader:
    """The network and what its classes mean; class 0 is no letter.

    Attributes:
        network: Lines (1, 1, 32, W) to chances (about W / 2, classes).
        alphabet: The letters, from class 1 on.
        unsafe: Those that it takes for others too often to be believed.
        late_px: By letter, how far behind its middle it is told; "" for any other.
        limits: From which chance a line is believed.
        word_limits: From which chance words of another line are.
    """

    network: Network
    alphabet: str
    unsafe: frozenset[str]
    late_px: Mapping[str, Pixels]
    limits: Limits
    word_limits: Limits


@cache
def small_reader() -> SmallReader:
    """Return the reader that travels with the package.

    Raises:
        ModelError: A file of it is missing, damaged or was changed.
        DependencyError: onnxruntime is not installed.
    """
    fit = record(_Fit, packaged(FITTED), FITTED)
    weights = packaged_bytes(_WEIGHTS)
    if checksum(weights) != fit.weights:
        raise ModelError(
            f"models/{_WEIGHTS} is not the file that models/{FITTED} belongs to",
            hint="install pin-scorer again",
        )
    if "" not in fit.late_px:
        raise impossible(FITTED, 'late_px: there is no ""')
    return SmallReader(
        network(weights),
        fit.alphabet,
        frozenset(fit.unsafe),
        fit.late_px,
        fit.limits,
        fit.word_limits,
    )


def spell(crop: Rgb) -> Spelled | None:
    """Return how the small reader spells one line, if the line is worth a look.

    Args:
        crop: The line, upright, of shape (H, W, 3).
    """
    line = _line(crop)
    if line is None:
        return None
    reader = small_reader()
    return Spelled(reader, reader.network(line), line.shape[3])


class Spelled:
    """The characters of a line as the small reader tells them, and how surely.

    Attributes:
        text: The characters.
    """

    def __init__(self, reader: SmallReader, chances: Floats, width_px: int) -> None:
        self._reader, self._chances, self._width_px = reader, chances, width_px
        best = chances.argmax(1)
        self._begins, self._ends = runs(best)
        self._classes = best[self._begins]
        self.text = "".join(reader.alphabet[int(i) - 1] for i in self._classes)
        self._chance_of: dict[tuple[int, int], float] = {}

    def words(self) -> list[slice]:
        """Return the characters between spaces that leave no doubt."""
        behind = [place + 1 for place in range(len(self.text)) if self._parts(place)]
        borders = zip([0, *behind], [*behind, len(self.text) + 1], strict=True)
        found = [slice(first, last - 1) for first, last in borders]
        return [word for word in found if self.text[word]]

    def is_sure(self, part: slice) -> bool:
        """Return whether some of its characters are surely as they are told."""
        text, reader = self.text[part], self._reader
        if not text.strip() or reader.unsafe & set(text):
            return False
        is_whole = part == slice(0, len(self.text))
        limits = reader.limits if is_whole else reader.word_limits
        least = limits.known if is_worded(text) else limits.unknown
        return self._chance(part) >= least and not _looks_misspelled(text)

    def span(self, part: slice) -> tuple[float, float]:
        """Return the middles of the spaces around a part, or the line's ends, 0..1."""
        return self._middle(part.start - 1), self._middle(part.stop)

    def answer(self, part: slice) -> Recognized:
        """Return a part's text, sureness 0..1 and character centers along the line."""
        text, late = self.text[part], self._reader.late_px
        middles = _STEP_PX * (self._begins[part] + self._ends[part]) / 2
        middles -= np.array([late.get(char, late[""]) for char in text])
        centers = np.clip(middles / self._width_px, 0, 1)
        sure = _sureness(self._chance(part), len(text))
        return Recognized(text, sure, tuple(centers.tolist()))

    def _parts(self, place: int) -> bool:
        steps = slice(self._begins[place], self._ends[place])
        is_sure = self._chances[steps, self._classes[place]].max() >= _SURE_SPACE
        return self.text[place] == " " and bool(is_sure)

    def _middle(self, place: int) -> float:
        if not 0 <= place < len(self.text):
            return float(place >= 0)
        middle = _STEP_PX * (self._begins[place] + self._ends[place]) / 2
        return min(1.0, float(middle / self._width_px))

    def _chance(self, part: slice) -> float:
        """Return the chance of a part: it decides, and is the answer's sureness."""
        place = part.start, part.stop
        if place not in self._chance_of:
            begin = self._ends[part.start - 1] if part.start else 0
            is_last = part.stop >= len(self.text)
            end = len(self._chances) if is_last else self._begins[part.stop]
            found = _chance(self._chances[begin:end], self._classes[part])
            self._chance_of[place] = found
        return self._chance_of[place]


def _looks_misspelled(text: str) -> bool:
    """Whether a letter more, less or changed would make a common word of one."""
    return any(map(correction, _ASCII_WORD.findall(text)))


def _sureness(chance: float, letters: int) -> float:
    """Return how sure it is of a letter, as the large recognizer would say it.

    On lines that both read, that one's mean is a third as far from 1.
    """
    return float(1 - (1 - chance ** (1 / letters)) / 3)


def _chance(chances: Floats, letters: NDArray[np.intp]) -> float:
    """Return the chance that these letters stand there, however they are spread.

    Args:
        chances: Of each class at each step, (steps, classes).
        letters: Their classes, in order.

    Source:
        Graves et al. 2006, "Connectionist temporal classification", forward pass.
    """
    states = np.zeros(2 * len(letters) + 1, np.intp)
    states[1::2] = letters
    # From one letter to the next without a step between them, unless they are twins.
    skips = np.zeros(len(states))
    skips[3::2] = letters[1:] != letters[:-1]
    at = chances[:, states].astype(np.float64)
    reached = np.zeros(len(states) + 2)  # two that nothing reaches stand before
    reached[2:4] = at[0, :2]
    for step in at[1:]:
        come = reached[2:] + reached[1:-1] + skips * reached[:-2]
        reached[2:] = come * step
    return float(reached[-2:].sum())


def is_worded(text: str) -> bool:
    """Return whether a text has long words, and each is one of some language.

    Words are known without their accents, so that one with accents proves nothing, and
    no word proves a number.

    Example:
        >>> is_worded("Easy dinners"), is_worded("Eosy dlnners"), is_worded("5 dinners")
        (True, False, False)
    """
    if any(not char.isascii() or char.isdigit() for char in text if char.isalnum()):
        return False
    found = [word for word in _WORD.findall(text) if len(word) >= _LEAST_LETTERS]
    return bool(found) and all(
        len(letters) >= _LEAST_LETTERS and is_word(letters)
        for letters in map(plain_letters, found)
    )


def _line(crop: Rgb) -> Floats | None:
    """Return a line as the network wants it, (1, 1, 32, W), if it is worth a look."""
    height, width = crop.shape[:2]
    wanted = max(_NARROWEST_PX, round(_HEIGHT_PX * width / height))
    if height < _LEAST_PX or wanted > _LONGEST_PX:
        return None
    gray = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    way = cv2.INTER_AREA if height > 1.5 * _HEIGHT_PX else cv2.INTER_LINEAR
    small = cv2.resize(gray, (wanted, _HEIGHT_PX), interpolation=way)
    line = small.astype(np.float32)
    line -= line.mean()
    line /= line.std() + _CALM
    return line[None, None]
