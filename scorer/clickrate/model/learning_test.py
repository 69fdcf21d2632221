"""What the tests of learning found, and the words that may be used."""

from __future__ import annotations

from dataclasses import dataclass

NOT_YET = (
    "not enough evidence in your data yet; estimates mostly follow the guideline score"
)
# Why what holds in all pins is no proof: no number of pins would help.
LACKS_DAYS = "too few have a day of publication"


@dataclass(frozen=True, slots=True)
class LearningTest:
    """Whether the learned part holds out of fold, and the words that may be used.

    Attributes:
        p: Of the permutation test over whole designs held out.
        level: ``learned``, ``past`` (held, but not in the newest pins), ``early`` or
            ``not-yet``.
        words: What may be said of it.
        forward_p: Of the test forward in time; None where it could not be made.
    """

    p: float = 1.0
    level: str = "not-yet"
    words: str = NOT_YET
    forward_p: float | None = None

    @property
    def has_evidence(self) -> bool:
        """Whether the data show anything, be it early or past."""
        return self.level != "not-yet"

    @property
    def lacks_days(self) -> bool:
        """Whether days of publication are all that is missing."""
        return self.words.endswith(LACKS_DAYS)
