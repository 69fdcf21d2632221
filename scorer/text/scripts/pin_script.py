"""Which script that an engine lacks a pin's words are in, and which lines those are.

Lines that are doubted are looked at, unless known words outweigh them; together they
tell whether the pin is in another script, then in which.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence, Set

from scorer.core.pin import Rgb
from scorer.text.reading import Reading, ReadLine, area, length_and_height
from scorer.text.scripts.doubtful_line import (
    SIBLINGS,
    SURE,
    DoubtfulLine,
    is_in,
    is_read_in,
    is_starved,
    is_strange,
)
from scorer.text.scripts.letters import letters_of
from scorer.text.scripts.pin_evidence import pin_evidence
from scorer.text.scripts.pin_model import pin_model
from scorer.text.scripts.script import Script
from scorer.wording import tokens
from scorer.wording.spelling.known_words import is_word, plain_letters

# What is smaller, of the pin's height, and unread may be grain of the photo; what takes
# more of its area is the photo.
_LEAST_SHARE, _MOST_SHARE = 0.02, 0.4
_LARGEST = 3
# One of fifty strings is taken for a word by chance.
_FEWEST_WORDS, _LEAST_WORD = 2, 4
_MOST_DOUBTFUL = 0.5  # of the area of words that are known
# Log odds, as ``scorer.text.roles`` weighs them, below which lines are hardly laid over
# the picture, and how much less is surely on a thing.
_MAY_BE_LAID, _SURELY_ON_A_THING = -0.5, 3.6
_AS_LIKELY, _SIBLINGS_ALIKE = 5.0, 1.5  # of log likelihood, and so many times
_FLOOR, _LETTER_WEIGHT = 0.01, 3.0
# Which script it is, the recognizer tells better than whether it is another.
_STEPS_WEIGHT = 0.5
# Greek letters that Cyrillic ones look like.
_SHARED_CHARS = frozenset("ΓΔΛΠΦγδλπφ")


def lines_to_look_at(reading: Reading, pixels: Rgb) -> list[ReadLine]:
    """Return the lines to look at: those unread or unsure, and the largest.

    Args:
        reading: As the engine made it.
        pixels: The pin, shape (H, W, 3).
    """
    height, width = pixels.shape[:2]
    by_height = sorted(reading.lines, key=lambda x: -length_and_height(x.quad)[1])
    largest = by_height[:_LARGEST]
    return [
        line
        for line in (*reading.lines, *reading.doubted)
        if length_and_height(line.quad)[1] >= _LEAST_SHARE * height
        and area(line.quad) <= _MOST_SHARE * height * width
        and (line in largest or line.confidence < SURE or is_starved(line))
    ]


def is_known(lines: Sequence[ReadLine], doubted: Sequence[ReadLine]) -> bool:
    """Whether surely read words of known languages outweigh all that is doubted.

    Letters of another script that are read as Latin ones form no words: no picture
    needs to be looked at then.

    Args:
        lines: All that were read.
        doubted: Those to look at.
    """
    words: set[str] = set()
    missing = sum(area(line.quad) for line in doubted)
    found = 0.0
    looked_at = frozenset(doubted)
    for line in (*doubted, *(line for line in lines if line not in looked_at)):
        known = _known_words(line)
        if known:
            words |= known
            found += area(line.quad)
            missing -= area(line.quad) if line in looked_at else 0.0
        if len(words) >= _FEWEST_WORDS and missing <= _MOST_DOUBTFUL * found:
            return True
    return False


def pin_script(
    doubtful: Sequence[DoubtfulLine],
    reading: Reading,
    wanted: Set[Script],
    laid_odds: Callable[[Sequence[ReadLine]], Sequence[float]],
) -> Script | None:
    """Return the script that a pin's lines are in; None where they are known ones.

    Args:
        doubtful: The lines that were looked at.
        reading: All that was read.
        wanted: The scripts that the engine may meet and not know; one or more.
        laid_odds: Says of lines how likely each is laid over the picture, in log odds;
            asked only where it decides.
    """
    strange = strangest(doubtful, wanted)
    if not doubtful or not pin_model().is_foreign(
        pin_evidence(doubtful, reading, wanted),
        lambda: on_a_thing(laid_odds([each.line for each in strange])),
    ):
        return None
    return max(wanted, key=lambda script: _log_likelihood(strange, script))


def strangest(
    doubtful: Sequence[DoubtfulLine], wanted: Set[Script]
) -> Sequence[DoubtfulLine]:
    """Return the lines that are strange by themselves; all where none is."""
    return [each for each in doubtful if is_strange(each, wanted)] or doubtful


def on_a_thing(odds: Sequence[float]) -> float:
    """Return how surely lines are on things, 0..1, by their odds of being laid over.

    One that may be laid over is enough for 0: the pin has words of its own.
    """
    return min(1.0, max(0.0, _MAY_BE_LAID - max(odds)) / _SURELY_ON_A_THING)


def rival(
    doubtful: Sequence[DoubtfulLine], script: Script, wanted: Set[Script]
) -> Script | None:
    """Return the script that lines are about as likely in, if there is one.

    Siblings share letters, so that doubt between them is larger.
    """
    own = _log_likelihood(doubtful, script)
    behind = {
        other: (own - _log_likelihood(doubtful, other))
        / (_SIBLINGS_ALIKE if {script, other} == SIBLINGS else 1)
        for other in wanted - {script}
    }
    nearest = min(behind, key=lambda other: behind[other], default=None)
    return None if nearest is None or behind[nearest] > _AS_LIKELY else nearest


def lines_in(
    script: Script, doubtful: Sequence[DoubtfulLine], wanted: Set[Script]
) -> list[DoubtfulLine]:
    """Return the lines that are in a pin's script: at least those that told it."""
    found = [each for each in doubtful if is_in(script, each, wanted)]
    if found:
        return found
    return [x for x in strangest(doubtful, wanted) if not is_read_in(x, script)]


def _known_words(line: ReadLine) -> frozenset[str]:
    """Return the words of a line that languages have, where they are most of it."""
    if line.confidence < SURE:
        return frozenset()
    long = [plain_letters(word) for word in tokens.words(line.text)]
    long = [word for word in long if len(word) >= _LEAST_WORD]
    known = [word for word in long if is_word(word)]
    return frozenset(known if 2 * len(known) > len(long) else ())


def _log_likelihood(doubtful: Sequence[DoubtfulLine], script: Script) -> float:
    """Return the log likelihood of a script, longer lines weighing more."""
    return sum(
        each.weight
        * (_log(each.likely[script]) + _STEPS_WEIGHT * _log_by_steps(each, script))
        + _letter_weight(each.line, script)
        for each in doubtful
    )


def _log(share: float) -> float:
    return math.log(max(_FLOOR, share))


def _log_by_steps(doubtful: DoubtfulLine, script: Script) -> float:
    """Return what the recognizer says of a script; nothing where it does not say."""
    steps = doubtful.by_steps
    return _log(steps[script]) if steps else 0.0


def _letter_weight(line: ReadLine, script: Script) -> float:
    """Return what the letters that were read add: the engine knows some Greek ones."""
    if script is not Script.GREEK:
        return 0.0
    own = "".join(char for char in line.text if char not in _SHARED_CHARS)
    return _LETTER_WEIGHT * (letters_of(own, script) or -1)
