"""The fitted weights of the evidence for roles: data, with a card beside it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorer.core.errors import ModelError
from scorer.core.storage.bounds import odd_number
from scorer.core.storage.packaged import impossible, packaged
from scorer.text.roles.evidence import LINE, PIN

_SCHEMA = 1
FITTED = "roles/roles.json"
_HINT = "fit it again with models/roles/fit.py, or install pin-scorer again"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layer:
    """One logistic layer: weights of its evidence, and what it starts from."""

    weights: tuple[float, ...]
    bias: float

    def __call__(self, rows: Floats) -> Floats:
        """Return the log odds of being laid over the picture, shape (lines,)."""
        odds: Floats = rows @ np.array(self.weights) + self.bias
        return odds


@dataclass(frozen=True, slots=True)
class RoleModel:
    """What tells overlay from text on things.

    Attributes:
        line: Weighs a line's own evidence.
        pin: Weighs that, and what the other lines of the pin say.
        unsure_from: Log odds below which a line is on a thing.
        overlay_from: Log odds from which it is overlay.
        joins_within: By how much less one is that is set like another overlay line.
    """

    line: Layer
    pin: Layer
    unsure_from: float
    overlay_from: float
    joins_within: float


@functools.cache
def built_in() -> RoleModel:
    """Return the model that ships with the package.

    Raises:
        ModelError: The file is missing, damaged or of another schema.
    """
    return role_model(packaged(FITTED))


def role_model(content: Mapping[str, Any]) -> RoleModel:
    """Return the model that a fitted file's content describes.

    Raises:
        ModelError: It is of another schema, or lacks a weight.
    """
    try:
        is_known = content["schema"] == _SCHEMA
        model = RoleModel(
            _layer(content["line"], LINE),
            _layer(content["pin"], PIN),
            float(content["unsure_from"]),
            float(content["overlay_from"]),
            float(content["joins_within"]),
        )
    except (ValueError, KeyError, TypeError) as cause:
        raise ModelError(f"models/{FITTED} is not readable", hint=_HINT) from cause
    if odd := odd_number(content):
        raise impossible(FITTED, odd)
    if not is_known:
        raise ModelError(f"models/{FITTED} has another schema", hint=_HINT)
    return model


def _layer(content: dict[str, Any], names: Sequence[str]) -> Layer:
    weights = tuple(float(content["weights"][name]) for name in names)
    if min(weights) < 0:
        raise ValueError("a weight is below zero")
    return Layer(weights, float(content["bias"]))
