"""What ranges of the score mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """A range of the score.

    Attributes:
        low: The lowest score of it, 0..100.
        name: Which scores, in words.
        meaning: What to do with such a pin.
    """

    low: float
    name: str
    meaning: str


# From here on a pin may be posted; below the second it should be made anew.
GOOD, FAIR = 85.0, 50.0

# docs/score.md says on which pins they were checked.
BANDS = (
    Band(GOOD, "85 and more", "post it"),
    Band(70.0, "70 to 85", "a small change would help"),
    Band(FAIR, "50 to 70", "change what is named first"),
    Band(35.0, "35 to 50", "make a new draft"),
    Band(0.0, "below 35", "do not post it"),
)


def band(score: float) -> Band:
    """Return the range that a score lies in, by the whole number that is shown of it.

    Example:
        >>> band(70.0).meaning, band(34.4).meaning
        ('a small change would help', 'do not post it')
    """
    shown = round(score)
    return next(each for each in BANDS if shown >= each.low)
