"""The fitted weights of what speaks for another script in a whole pin.

``models/script/fit_pins.py`` fits them; ``pin_evidence`` gathers the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    "by the recognizer",
    "Latin by the recognizer",
    "by the picture",
    "Latin by the picture",
    "no text by the picture",
)
# What more is asked of a pin that all these would tell; it only speaks against.
ON_A_THING = "on a thing"


@dataclass(frozen=True, slots=True)
class PinModel:
    """A logistic model of a pin some of whose lines are doubtful.

    Attributes:
        weights: Of each of ``EVIDENCE``, and of ``ON_A_THING``, which is not below 0.
        bias: Log odds without any.
        least: Log odds from which the pin is taken for one in another script.
    """

    weights: dict[str, float]
    bias: float
    least: float

    def is_foreign(
        self, evidence: Sequence[float], on_a_thing: Callable[[], float]
    ) -> bool:
        """Return whether the evidence is enough.

        Args:
            evidence: In the order of ``EVIDENCE``.
            on_a_thing: How surely the doubtful lines are on things in the photo, 0..1;
                asked only where it decides.
        """
        named = zip(EVIDENCE, evidence, strict=True)
        odds = sum(self.weights[name] * x for name, x in named) + self.bias
        if odds < self.least:
            return False
        return odds - self.weights[ON_A_THING] * on_a_thing() >= self.least


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
    if set(found.weights) != {*EVIDENCE, ON_A_THING}:
        raise impossible(FITTED, "weights are not those of the evidence")
    if found.weights[ON_A_THING] < 0:
        raise impossible(FITTED, "lettering on things speaks for another script")
    return found
