"""The look of the whole pin, as a model learned it from pins rated by eye."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.storage.packaged import impossible, packaged, record
from scorer.core.units import Unit
from scorer.text.lines import read_text

# Beyond this many standard deviations a channel says no more.
_MOST_SD = 4.0
_FITTED = "score/finish.json"


@dataclass(frozen=True, slots=True)
class Finish:
    """How finished the pin looks as a whole; None where the engine has no such look."""

    classes: float | None = measure(
        Unit.NONE,
        "What the look of the whole pin adds to the class that an eye gives it, 1 to "
        "5; bounded",
        label="overall look of the pin",
        scale="in classes of a rating by eye",
        source="models/score/card.md",
        changeable=False,
    )


@dataclass(frozen=True, slots=True)
class _Weights:
    center: NDArray[np.float64]
    sd: NDArray[np.float64]
    weights: NDArray[np.float64]
    offset: float
    bound: float


def finish_of(look: NDArray[np.float64]) -> float | None:
    """Return what a look adds, in classes; None where it is none that was learned.

    Args:
        look: Statistics of the text detector's last stage, shape (1152,).
    """
    fitted = _weights()
    if look.shape != fitted.weights.shape:
        return None
    away = np.clip((look - fitted.center) / fitted.sd, -_MOST_SD, _MOST_SD)
    raw = float(away @ fitted.weights) + fitted.offset
    return fitted.bound * float(np.tanh(raw / fitted.bound))


@cache
def _weights() -> _Weights:
    return read_finish(packaged(_FITTED))


@dataclass(frozen=True, slots=True)
class _Stored:
    schema: Literal[1]
    center: list[float]
    sd: list[Annotated[float, Field(gt=0)]]
    weights: list[float]
    offset: float
    bound: Annotated[float, Field(gt=0, le=4)]


def read_finish(content: Mapping[str, Any]) -> _Weights:
    """Return the model that a fitted file's content describes.

    Raises:
        ModelError: A number in it cannot be, or the lists differ in length.
    """
    stored = record(_Stored, content, _FITTED)
    if len({len(stored.center), len(stored.sd), len(stored.weights)}) != 1:
        raise impossible(_FITTED, "center, sd and weights differ in length")
    center, sd, weights = map(np.array, (stored.center, stored.sd, stored.weights))
    return _Weights(center, sd, weights, stored.offset, stored.bound)


def _extract(creative: Creative) -> Finish:
    look = np.array(creative.once(read_text).look)
    return Finish(finish_of(look) if look.size else None)


FAMILY = Family(
    record=Finish,
    extract=_extract,
    version=1,
    reads=("ocr_engine", "languages"),
    fitted=(_FITTED,),
)
