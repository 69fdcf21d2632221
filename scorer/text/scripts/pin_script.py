"""The fitted weights of what speaks for another script in a whole pin.

``models/script/fit_pins.py`` fits them; ``foreign_lines`` gathers the evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from scorer.core.storage.packaged import impossible, packaged, record

FITTED = "script/pins.json"
EVIDENCE = (
    "length",
    "together",
    "line by line",
    "other text",
    "share of all",
    "sure lines",
    "odd words",
    "few signs",
)


@dataclass(frozen=True, slots=True)
class PinModel:
    """A logistic model of a pin some of whose lines are doubtful.

    Attributes:
        weights: Of each of ``EVIDENCE``.
        bias: Log odds without any.
        least: Log odds from which the pin is taken for one in another script.
    """

    weights: dict[str, float]
    bias: float
    least: float

    def is_foreign(self, evidence: Sequence[float]) -> bool:
        """Return whether the evidence, in the order of ``EVIDENCE``, is enough."""
        named = zip(EVIDENCE, evidence, strict=True)
        return sum(self.weights[name] * x for name, x in named) + self.bias >= (
            self.least
        )


@cache
def pin_model() -> PinModel:
    """Return the fitted model.

    Raises:
        ModelError: The file is missing, damaged or was changed.
    """
    return read_pin_model(packaged(FITTED))


def read_pin_model(content: Mapping[str, Any]) -> PinModel:
    """Return the model that a fitted file's content describes.

    Raises:
        ModelError: A number in it cannot be, or it weighs other evidence.
    """
    found = record(PinModel, content, FITTED)
    if set(found.weights) != set(EVIDENCE):
        raise impossible(FITTED, "weights are not those of the evidence")
    return found
