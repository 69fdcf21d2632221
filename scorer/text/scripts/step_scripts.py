"""Which script a line is in, by what the recognizer holds along it.

It was taught to read Latin and East Asian letters of every typeface, and what it holds
in a line tells other letters apart as well. ``models/script/steps.py`` learned how.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from scorer.core.storage.packaged import packaged, record
from scorer.text.networks.graph import Floats
from scorer.text.networks.models import recognizer
from scorer.text.scripts.script import Network, StoredNetwork, layers_of, shares_of

FITTED = "script/steps.json"
_INPUTS = 120
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class StepModel:
    """What the steps of one recognizer say of scripts.

    Attributes:
        mark: Which recognizer it was; those of another mean something else.
        network: Weighs its steps.
    """

    mark: str
    network: Network


def step_shares(steps: Floats) -> tuple[float, ...]:
    """Return how likely each script is, by the recognizer's steps along a line.

    Args:
        steps: Of shape (N, 120).

    Returns:
        Probability by script, 0..1, in the order of ``Script``; empty where the
        recognizer is none that was learned from.
    """
    known = step_model()
    if recognizer().mark != known.mark:
        return ()
    return tuple(round(share, _DIGITS) for share in shares_of(known.network, steps))


@cache
def step_model() -> StepModel:
    """Return the fitted model.

    Raises:
        ModelError: The file is missing, damaged or was changed.
    """
    return read_step_model(packaged(FITTED))


def read_step_model(content: Mapping[str, Any]) -> StepModel:
    """Return the model that a fitted file's content describes.

    Raises:
        ModelError: A number in it cannot be, or the layers do not fit each other.
    """
    stored = record(_Stored, content, FITTED)
    network = StoredNetwork(stored.hints, stored.verdict)
    return StepModel(stored.recognizer, layers_of(network, _INPUTS, FITTED))


@dataclass(frozen=True, slots=True)
class _Stored(StoredNetwork):
    recognizer: str
