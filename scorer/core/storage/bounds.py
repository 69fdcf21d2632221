"""Numbers that were read, found by walking what holds them: finite, and of some size.

Bounds that a single number has stand at its field (``Share``, ``Percent`` …) and hold
where a record is read from JSON. Here is what holds for all of them, so that a new
field needs no line anywhere.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Annotated

from pydantic import Field

# Bytes of the largest disk and the seconds of all history are below; what is squared or
# divided by stays a number.
LARGEST = 1e15
SMALLEST = 1e-290

Share = Annotated[float, Field(ge=0, le=1)]
Percent = Annotated[float, Field(ge=0, le=100)]
Positive = Annotated[float, Field(gt=SMALLEST, le=LARGEST)]
# A factor of e^50 is beyond every rate there is.
LogEffect = Annotated[float, Field(ge=-50, le=50)]
LogVariance = Annotated[float, Field(ge=0, le=2500)]
LogCovariance = Annotated[float, Field(ge=-2500, le=2500)]
LogSd = Annotated[float, Field(ge=0, le=50)]


def odd_number(value: object) -> str:
    """Return the place and value of the first number that is none of use, or nothing.

    Args:
        value: A record, mapping, sequence or number, at any depth.

    Example:
        >>> odd_number({"a": [1.0, float("nan")]})
        'a.1 is nan'
        >>> odd_number({"a": [1.0, 0.0]})
        ''
    """
    found = _odd(value)
    return f"{found[0].lstrip('.')} is {found[1]:g}" if found else ""


def _is_sound(number: float) -> bool:
    size = abs(number)
    return size == 0 or (math.isfinite(size) and SMALLEST <= size <= LARGEST)


def _odd(value: object) -> tuple[str, float] | None:
    """The place and value of the first number that is not sound; None without one.

    Places are put together once one is found: of ten thousand numbers none is.
    """
    if isinstance(value, float | int):
        if isinstance(value, bool | Enum) or _is_sound(number := _as_float(value)):
            return None
        return "", number
    for key, each in _parts(value):
        if found := _odd(each):
            return f".{key}{found[0]}", found[1]
    return None


def _parts(value: object) -> Iterable[tuple[object, object]]:
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, tuple | list):
        return enumerate(value)
    if dataclasses.is_dataclass(value):
        names = (field.name for field in dataclasses.fields(value))
        return ((name, getattr(value, name)) for name in names)
    return ()


def _as_float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:  # a whole number of hundreds of digits
        return math.inf
