"""What the lines say, and where in them each character stands."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Rgb
from scorer.text.networks.graph import Floats
from scorer.text.networks.models import Alphabet, planes, recognizer
from scorer.text.recognition.ctc import Recognized, runs
from scorer.text.recognition.easy_words import Part, read_easily
from scorer.text.recognition.likely_words import doubted_words, likely_word
from scorer.text.recognition.small_reader import is_worded
from scorer.text.scripts.step_scripts import step_shares

_HEIGHT_PX = 48
_NARROWEST_PX = 32
# Below it the whole alphabet is asked, where a few characters were first.
_SURE = 0.9
# A step at which a character that is not East Asian scores higher is that character: of
# 1,173 steps of drawn Chinese and Japanese none, and of Latin lines five of six.
_SETTLED = 14.0


def recognize(crop: Rgb, *, is_east_asian: bool = False) -> Recognized:
    """Return text, confidence 0..1 and character centers 0..1 of one line.

    The small reader is asked first, the large one about the words that it doubts.

    Args:
        crop: The line, upright, of shape (H, W, 3).
        is_east_asian: Whether its characters may be any.
    """
    parts = [] if is_east_asian else read_easily(crop)
    answers = [_read_part(crop, part) for part in parts]
    if answers and min(answer.confidence for answer in answers) >= _SURE:
        return _joined(answers)
    return read_by_the_large(crop, is_east_asian=is_east_asian)


def read_by_the_large(crop: Rgb, *, is_east_asian: bool = False) -> Recognized:
    """Return what the large recognizer reads in a line.

    Lines go one by one: a batch saves nothing on one thread, and its padding costs as
    much as text and changes what is read.

    Args:
        crop: The line, upright, of shape (H, W, 3).
        is_east_asian: Whether its characters may be any; else those of East Asia are
            considered only where the others leave doubt.
    """
    steps = line_steps(crop)
    read = _read(steps, is_east_asian=is_east_asian)
    return replace(read, script_shares=step_shares(steps))


def line_steps(crop: Rgb) -> Floats:
    """Return what the large recognizer holds along a line, (about W / 8, 120).

    Args:
        crop: The line, upright, of shape (H, W, 3).
    """
    steps: Floats = recognizer().network(_batch(crop))[0]
    return steps


def _read(steps: Floats, *, is_east_asian: bool) -> Recognized:
    known = recognizer()
    if is_east_asian:
        scores = known.full.layer(steps)
        return _Path(known.full, scores.argmax(1), lambda rows: scores[rows]).answer()
    scores = known.narrow.layer(steps)
    best = scores.argmax(1)
    path = _Path(known.narrow, best, lambda rows: scores[rows])
    if path.confidence >= _SURE:
        return path.answer()
    unsettled = scores.max(1) < _SETTLED
    best = known.places[best]
    best[unsettled] = known.full.layer(steps[unsettled]).argmax(1)
    path = _Path(known.full, best, lambda rows: known.full.layer(steps[rows]))
    return path.answer()


def _read_part(crop: Rgb, part: Part) -> Recognized:
    """Return what a part of a line says, with centers along the line."""
    if part.is_believed:
        return part.answer
    width = crop.shape[1]
    left, right = (round(at * width) for at in part.span)
    found = read_by_the_large(crop[:, left:right])
    if _is_better_spaced(part.answer.text, found.text):
        return replace(part.answer, confidence=found.confidence)
    along = ((left + center * (right - left)) / width for center in found.centers)
    return replace(found, centers=tuple(along))


def _is_better_spaced(mine: str, others: str) -> bool:
    """Whether one of two texts of the same letters has words at least as likely."""
    if "".join(mine.split()) != "".join(others.split()):
        return False
    return is_worded(mine) or not is_worded(others)


def _joined(parts: list[Recognized]) -> Recognized:
    """Return the line of which parts were read, with a space between them."""
    read = [part for part in parts if part.text]
    text = " ".join(part.text for part in read)
    weights = sum(len(part.text) for part in read)
    sure = sum(part.confidence * len(part.text) for part in read) / max(1, weights)
    centers: list[float] = []
    for part in read:
        if centers:
            centers.append((centers[-1] + part.centers[0]) / 2)
        centers += part.centers
    return Recognized(text, sure, tuple(centers))


def _batch(crop: Rgb) -> Floats:
    height, width = crop.shape[:2]
    wanted = max(_NARROWEST_PX, math.ceil(_HEIGHT_PX * int(width) / int(height)))
    way = cv2.INTER_AREA if height > 1.5 * _HEIGHT_PX else cv2.INTER_LINEAR
    small = cv2.resize(crop, (wanted, _HEIGHT_PX), interpolation=way)
    return planes(small)


class _Path:
    """The likeliest character at each step of a line.

    Args:
        alphabet: The characters.
        best: The class of the highest score of each step.
        scores_at: Returns the scores of some steps.
    """

    def __init__(
        self,
        alphabet: Alphabet,
        best: NDArray[np.intp],
        scores_at: Callable[[NDArray[np.intp]], Floats],
    ) -> None:
        self._characters, self._best, self._scores_at = (
            alphabet.characters,
            best,
            scores_at,
        )
        self._begins, self._ends = runs(best)
        self._sure = _chances(scores_at(self._begins)).max(1)

    @property
    def confidence(self) -> float:
        """Mean probability of its characters."""
        return float(self._sure.mean()) if len(self._sure) else 0.0

    def answer(self) -> Recognized:
        """Return what it says, with common words where it leaves doubt."""
        text = "".join(self._characters[int(i)] for i in self._best[self._begins])
        centers = (self._begins + self._ends) / 2 / len(self._best)
        answer = Recognized(text, self.confidence, tuple(map(float, centers)))
        for place in reversed(doubted_words(text, self._sure)):
            chances = _chances(self._scores_at(self._steps(place)))
            answer = _respelled(answer, place, likely_word(chances, self._characters))
        return answer

    def _steps(self, place: slice) -> NDArray[np.intp]:
        """Return the steps of some characters, and those beside them that say none."""
        first = self._ends[place.start - 1] if place.start else 0
        is_last = place.stop >= len(self._begins)
        last = len(self._best) if is_last else self._begins[place.stop]
        return np.arange(first, last)


def _respelled(answer: Recognized, place: slice, word: str) -> Recognized:
    """Return a reading with another word at a place; the same if it is empty."""
    if not word:
        return answer
    text, centers = answer.text, answer.centers
    own = np.linspace(centers[place.start], centers[place.stop - 1], len(word))
    return replace(
        answer,
        text=text[: place.start] + word + text[place.stop :],
        centers=centers[: place.start] + tuple(own.tolist()) + centers[place.stop :],
    )


def _chances(scores: Floats) -> Floats:
    """Return the probability (softmax) of each class of each row."""
    above = np.exp(scores - scores.max(1, keepdims=True))
    chances: Floats = above / above.sum(1, keepdims=True)
    return chances
