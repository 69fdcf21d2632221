"""What speaks for another script in a whole pin, in numbers that a model weighs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set

import numpy as np

from scorer.text.reading import Reading, area, aspect, length_and_height
from scorer.text.scripts.doubtful_line import (
    LONG,
    SURE,
    DoubtfulLine,
    has_odd_word,
    is_familiar,
    is_read_in,
    is_strange,
    share_of,
)
from scorer.text.scripts.script import Script

_MUCH = 0.5  # of the area of all other lines
# Another script, and Latin, where the recognizer's steps say nothing.
_UNSAID = (0.3, 0.5)
_LEAST = 0.003


def pin_evidence(
    doubtful: Sequence[DoubtfulLine], reading: Reading, wanted: Set[Script]
) -> list[float]:
    """Return what speaks for another script in a pin.

    Args:
        doubtful: The doubtful lines of the pin, one or more.
        reading: All that was read.
        wanted: The scripts that the engine may meet and not know; one or more.

    Returns:
        In the order of ``EVIDENCE``.
    """
    lines = [each.line for each in doubtful]
    weights = [each.weight for each in doubtful]
    areas = np.array([area(line.quad) for line in lines])
    long = np.array(weights) * [length_and_height(line.quad)[1] for line in lines]
    likely = [
        sum(each.likely[script] for script in wanted)
        * (not is_read_in(each, Script.CJK))
        for each in doubtful
    ]
    one_by_one = [_ahead([each], [1.0], wanted) for each in doubtful]
    others = _sure_area(doubtful, reading)
    return [
        min(1.0, math.log2(min(16.0, sum(weights))) / 4),
        math.tanh(_ahead(doubtful, weights, wanted) / 12),
        float(np.average(one_by_one, weights=weights)) / 6,
        min(1.0, others / areas.sum()),
        float(areas @ likely / (areas.sum() + others)),
        float(_is_much(doubtful, reading, wanted)),
        float(np.average([has_odd_word(line) for line in lines], weights=long)),
        *_by_networks(doubtful, weights, wanted),
    ]


def _ahead(
    doubtful: Sequence[DoubtfulLine], weights: Sequence[float], wanted: Set[Script]
) -> float:
    """Return how far the likeliest script of some lines is ahead of Latin.

    Of log likelihood; below 0 where Latin letters, or no text, are likelier.
    """
    likely = {
        script: sum(
            weight * math.log(max(_LEAST, each.likely[script]))
            for weight, each in zip(weights, doubtful, strict=True)
        )
        for script in (*wanted, Script.LATIN, Script.NONE)
    }
    best = max(likely[script] for script in wanted)
    return best - max(likely[Script.LATIN], likely[Script.NONE])


def _sure_area(doubtful: Sequence[DoubtfulLine], reading: Reading) -> float:
    """Return the area of surely read lines that are none of those looked at."""
    looked_at = {frozenset(each.line.quad) for each in doubtful}
    return sum(
        area(line.quad)
        for line in reading.lines
        if line.confidence >= SURE and frozenset(line.quad) not in looked_at
    )


def _is_much(
    doubtful: Sequence[DoubtfulLine], reading: Reading, wanted: Set[Script]
) -> bool:
    """Whether the strange lines are more than a stray one among all others.

    Others are lines surely read; where all strange ones are short, also those that
    look Latin, or like no text.
    """
    found = [each.line for each in doubtful if is_strange(each, wanted)]
    strange = {frozenset(line.quad): area(line.quad) for line in found}
    are_short = all(aspect(line.quad) < LONG for line in found)
    others = {
        frozenset(line.quad): area(line.quad)
        for line in (
            *(line for line in reading.lines if line.confidence >= SURE),
            *(each.line for each in doubtful if are_short and is_familiar(each)),
        )
        if frozenset(line.quad) not in strange
    }
    return sum(strange.values()) > _MUCH * sum(others.values())


def _by_networks(
    doubtful: Sequence[DoubtfulLine], weights: Sequence[float], wanted: Set[Script]
) -> list[float]:
    """Return what the recognizer and the picture say by themselves of the scripts."""
    rows = []
    for each in doubtful:
        steps = each.by_steps
        said = (_foreign(steps, wanted), steps[Script.LATIN]) if steps else _UNSAID
        latin, none = (each.shares[x] for x in (Script.LATIN, Script.NONE))
        rows.append((*said, _foreign(each.shares, wanted), latin, none))
    means: list[float] = np.average(rows, axis=0, weights=weights).tolist()
    return means


def _foreign(shares: Mapping[Script, float], wanted: Set[Script]) -> float:
    """Return how likely the likeliest other script is."""
    return max(share_of(script, shares) for script in wanted)
