"""Which of two pins that the page shows is likelier to be clicked, by the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from scorer.account.comparison import win_probability
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.store import load
from scorer.core.errors import InputError
from scorer.core.report import Report, Score
from scorer.core.storage.bounds import Percent, odd_number
from scorer.core.storage.codec import from_json
from scorer.core.units import Quantity

# Of one question: far more than a screen shows side by side.
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Side:
    """One pin as the page sends it back: its numbers and its score."""

    numbers: Mapping[str, float]
    score: Percent | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """The pins to compare, the first with each other."""

    sides: Annotated[tuple[Side, ...], Field(min_length=2, max_length=50)]


def chances(folder: Path, text: bytes) -> list[float]:
    """Return how likely each further pin is clicked more than the first, 0 to 1.

    Args:
        folder: Of the click-rate model.
        text: A question as JSON.

    Raises:
        InputError: It is none.
    """
    try:
        question = from_json(Question, text)
    except ValidationError as cause:
        raise InputError("not a comparison") from cause
    if odd := odd_number(question):
        raise InputError(f"not a comparison: {odd}")
    first, *others = map(_report, question.sides)
    return [1 - win_probability(_model(folder), first, each) for each in others]


@cache
def _model(folder: Path) -> Model:
    return load(folder)


def _report(side: Side) -> Report:
    features = {name: Quantity(value) for name, value in side.numbers.items()}
    return Report("", features=features, score=Score(side.score))
