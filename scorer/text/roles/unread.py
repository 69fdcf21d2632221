"""Lines whose letters nobody can read: laid over the picture, or on things in it.

They are weighed as other lines are, but for what their words would tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scorer.core.pin import Rgb
from scorer.text.line.text_line import ReadStrip, measured_lines
from scorer.text.picture import picture
from scorer.text.reading import ReadLine, aspect
from scorer.text.roles.evidence import line_evidence, pin_evidence
from scorer.text.roles.model import built_in

# Stands for each letter: a word of them tells neither overlay nor scene.
_ANY = "a"
_FEWEST, _BY_HEIGHT = 2, 1.6  # letters in a line, by its length in its heights


def unread_odds(
    pixels: Rgb, lines: Sequence[ReadLine], file_width_px: int
) -> list[float]:
    """Return the log odds that lines are laid over the picture, whatever they say.

    Args:
        pixels: The pin, shape (H, W, 3), uint8, sRGB.
        lines: Where they are; one or more.
        file_width_px: Width of the file.

    Returns:
        As ``scorer.text.roles`` weighs them; a line that changes its style on the way
        has one for each of its parts.
    """
    parts = [
        replace(part, laid_odds=line.laid_odds)
        for line in lines
        for part in measured_lines(pixels, _without_words(line))
    ]
    look = picture(pixels, [part.box for part in parts], file_width_px)
    model = built_in()
    own = model.line(line_evidence(parts, look))
    odds: list[float] = model.pin(pin_evidence(parts, own, look)).tolist()
    return odds


def _without_words(line: ReadLine) -> ReadStrip:
    count = max(_FEWEST, round(_BY_HEIGHT * aspect(line.quad)))
    return ReadStrip(count * _ANY, 1.0, np.array(line.quad))
