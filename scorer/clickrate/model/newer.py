"""How figures newer than a model lay in its intervals, kept beside it."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.storage.bounds import Share

# Of intervals that should hold 80 %; by chance 20 pins hold fewer than this in 1 of 20.
_FEWEST, _TOO_FEW_HELD = 20, 0.65


@dataclass(frozen=True, slots=True)
class NewerFigures:
    """Pins that a model has not seen, counted after it was trained.

    Attributes:
        pins: Those of which enough clicks are expected.
        held: Share of them whose rate lies in its 80 % interval.
    """

    pins: int
    held: Share

    @property
    def leaves_intervals(self) -> bool:
        """Return whether far fewer rates lie in their intervals than should."""
        return self.pins >= _FEWEST and self.held < _TOO_FEW_HELD

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what an estimate has to say of it."""
        if not self.leaves_intervals:
            return ()
        return (
            f"of {self.pins} newer pins only {100 * self.held:.0f} % lay in their 80 % "
            "interval: the account has moved away from this model; train it again",
        )
