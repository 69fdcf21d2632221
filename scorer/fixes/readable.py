"""Words in a color, or on a panel, that makes them stand out."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.fix import Color, Panel
from scorer.text.line.text_line import TextLine
from scorer.vision.color.legible import contrast_of, legible_color

# CIELAB: behind text on a flat panel colors vary less than this.
_EVEN = 8.0


def readable(
    lines: Sequence[TextLine], worst: TextLine, contrast: float
) -> Color | Panel | None:
    """Return a panel where the ground is uneven and one can pass, else another ink.

    On a ground of middling lightness no ink may pass: then the ground is to change,
    and the ink as well where it is of middling lightness itself.

    Args:
        lines: All that are meant.
        worst: The faintest of them, whose colors are taken.
        contrast: WCAG contrast to reach.

    Returns:
        None where the colors of the letters and their ground are not known.
    """
    if not (worst.ink_color and worst.background_color):
        return None
    boxes = tuple(line.box for line in lines)
    ink, background = worst.ink_color, worst.background_color
    if not is_even(worst):
        panel = legible_color(background, ink, contrast)
        if contrast_of(panel, ink) >= contrast:
            return Panel(boxes, ink, panel)
    color = legible_color(ink, background, contrast)
    if contrast_of(color, background) >= contrast:
        return Color(boxes, ink, color, background)
    panel = legible_color(background, ink, contrast)
    if contrast_of(panel, ink) < contrast:
        ink = color
        panel = legible_color(background, ink, contrast)
    return Panel(boxes, ink, panel)


def is_even(line: TextLine) -> bool:
    """Return whether what is behind a line is of one color."""
    return line.background_spread <= _EVEN
