"""Colors and short words that lines and blocks share."""

from __future__ import annotations

from scorer.core.guideline import Outcome
from scorer.scoring.bands import FAIR, GOOD

MARKS = {
    Outcome.FAIL: ("✗", "red"),
    Outcome.REVIEW: ("?", "yellow"),
    Outcome.ERROR: ("!", "magenta"),
}


def color(score: float) -> str:
    """Return the color of a score, by the band of the whole number that is shown."""
    shown = round(score)
    return "green" if shown >= GOOD else "yellow" if shown >= FAIR else "red"


def points(gain: float) -> str:
    """Return what a change is worth, such as ``+14``; nothing where it is nothing."""
    return "" if gain < 0.05 else f"{gain:+.0f}" if gain >= 1 else f"{gain:+.1f}"
