"""Which piece of ink is which character."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scorer.text.ink.ink import Ink


class Glyph(NamedTuple):
    """A character, its ink in frame pixels, and its place among those with ink."""

    character: str
    left: float
    top: float
    right: float
    bottom: float
    place: int
    is_whole: bool = True  # whether no other character shares its ink


def glyphs(ink: Ink, text: str, centers: NDArray[np.float64]) -> list[Glyph]:
    """Return the characters whose ink can be told from their neighbors'.

    Where there are as many stacks of pieces as characters they match in order;
    else by place, and letters that touch share their piece column by column.

    Args:
        ink: Ink of the line.
        text: Its characters without spaces.
        centers: Their places, (n,), frame pixels from the left.
    """
    stacks = _stacks(ink.pieces)
    if len(stacks) == len(text):
        pairs = enumerate(zip(text, stacks, strict=True))
        return [Glyph(char, *stack, n) for n, (char, stack) in pairs]
    if len(centers) != len(text):
        return []
    found: list[Glyph] = []
    places = centers.tolist()
    for stack in stacks:
        first, last = stack[0] - 2, stack[2] + 2
        held = [n for n, place in enumerate(places) if first <= place <= last]
        if len(held) == 1:
            found.append(Glyph(text[held[0]], *stack, held[0]))
        elif held:
            found += _shared(ink, text, places, stack, held)
    return found


def _stacks(pieces: NDArray[np.int32]) -> list[tuple[float, float, float, float]]:
    """Merge pieces that stand over each other: i, j, accents."""
    stacks: list[list[float]] = []
    for left, top, right, bottom in sorted(pieces.tolist()):
        last = stacks[-1] if stacks else None
        if last:
            common = min(last[2], right) - max(last[0], left)
            if common > 0.5 * min(last[2] - last[0], right - left):
                last[1], last[3] = min(last[1], top), max(last[3], bottom)
                last[2] = max(last[2], right)
                continue
        stacks.append([left, top, right, bottom])
    return [(a, b, c, d) for a, b, c, d in stacks]


def _shared(
    ink: Ink,
    text: str,
    places: list[float],
    stack: tuple[float, float, float, float],
    held: list[int],
) -> list[Glyph]:
    """Cut a piece halfway between its characters; its middle 70 % is measured."""
    halves = [(places[i] + places[j]) / 2 for i, j in pairwise(held)]
    edges = [stack[0], *halves, stack[2]]
    found = []
    for i, left, right in zip(held, edges[:-1], edges[1:], strict=True):
        inset = 0.15 * (right - left)
        begin = max(0, int(left + inset))
        columns = ink.mask[:, begin : max(begin + 1, math.ceil(right - inset))]
        inked = np.asarray(columns.any(1))
        if inked.any():
            top = float(inked.argmax())
            bottom = float(len(inked) - inked[::-1].argmax())
            found.append(Glyph(text[i], left, top, right, bottom, i, False))
    return found
