"""Which words of a line the small reader is believed in, and which are doubted.

Most lines that it is not sure of hold one word that it cannot read among many that it
can: only that one is left to the large recognizer, which costs by the width of what it
sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from scorer.core.pin import Rgb
from scorer.text.recognition.ctc import Recognized
from scorer.text.recognition.small_reader import Spelled, spell

# A character alone is a star or a drawing as often as a letter.
_LEAST_CHARS = 2
# Fewer letters, seen alone, are read worse than beside others.
_LEAST_IN_DOUBT = 3
# They look alike: only the large recognizer tells them.
_BARS = frozenset("I1l|!")
# A line of which more is doubted is read whole: its words help one another.
_MOST_DOUBTED = 0.75


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a line that stand side by side.

    Attributes:
        span: Where they begin and end along the line, 0..1.
        answer: What the small reader says, with centers along the whole line.
        is_believed: Whether that counts.
    """

    span: tuple[float, float]
    answer: Recognized
    is_believed: bool


def read_easily(crop: Rgb) -> list[Part]:
    """Return the parts of one line from left to right; none if it is read whole.

    Args:
        crop: The line, upright, of shape (H, W, 3).
    """
    spelled = spell(crop)
    if spelled is None or len(spelled.text.strip()) < _LEAST_CHARS:
        return []
    whole = slice(0, len(spelled.text))
    if spelled.is_sure(whole):
        return [_part(spelled, whole, is_believed=True)]
    words = spelled.words()
    sure = [spelled.is_sure(word) for word in words]
    if _has_riddles([spelled.text[word] for word in words], sure):
        return []
    sure = _with_context(sure, spelled, words)
    parts = [
        _part(spelled, slice(run[0].start, run[-1].stop), is_believed=is_believed)
        for is_believed, run in _runs(words, sure)
    ]
    doubted = sum(p.span[1] - p.span[0] for p in parts if not p.is_believed)
    return parts if doubted <= _MOST_DOUBTED else []


def _part(spelled: Spelled, place: slice, *, is_believed: bool) -> Part:
    return Part(spelled.span(place), spelled.answer(place), is_believed)


def _runs(words: list[slice], sure: list[bool]) -> list[tuple[bool, list[slice]]]:
    pairs = groupby(zip(sure, words, strict=True), key=lambda pair: pair[0])
    return [(is_sure, [word for _, word in run]) for is_sure, run in pairs]


def _with_context(sure: list[bool], spelled: Spelled, words: list[slice]) -> list[bool]:
    """Return it with the shorter neighbor of what is too little to be read alone."""
    sure, first = list(sure), 0
    while first < len(words):
        if sure[first]:
            first += 1
            continue
        behind = next((n for n in range(first, len(words)) if sure[n]), len(words))
        if _is_enough(spelled.text[words[first].start : words[behind - 1].stop]):
            first = behind
            continue
        beside = [n for n in (first - 1, behind) if 0 <= n < len(words)]
        if not beside:
            break
        added = min(beside, key=lambda n: words[n].stop - words[n].start)
        sure[added] = False
        first = min(first, added)
    return sure


def _has_riddles(words: list[str], sure: list[bool]) -> bool:
    """Whether some character that stands alone may be a bullet, a dash or a bar."""
    pairs = zip(words, sure, strict=True)
    return any(word in _BARS or (len(word) == 1 and not ok) for word, ok in pairs)


def _is_enough(text: str) -> bool:
    return sum(char.isalnum() for char in text) >= _LEAST_IN_DOUBT
