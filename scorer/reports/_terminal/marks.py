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
    """Return the color of a score, by the bands that it is read in."""
    return "green" if score >= GOOD else "yellow" if score >= FAIR else "red"


def points(gain: float) -> str:
    """Return what a change is worth, such as ``+14``; nothing where it is nothing."""
    return "" if gain < 0.05 else f"{gain:+.0f}" if gain >= 1 else f"{gain:+.1f}"
