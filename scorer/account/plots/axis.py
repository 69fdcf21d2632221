"""Axes: from numbers to places, and the round numbers that are written beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of numbers laid over a range of pixels.

    Attributes:
        low: Number at the start.
        high: Number at the end, above ``low``.
        start: Pixel of the start.
        end: Pixel of the end; below ``start`` where the axis points up.
        is_log: Whether equal steps are equal factors; ``low`` is above 0 then.
    """

    low: float
    high: float
    start: float
    end: float
    is_log: bool = False

    def place(self, value: float) -> float:
        """Return the pixel of a number; what is outside stands at the end."""
        low, high, at = self.low, self.high, min(max(value, self.low), self.high)
        if self.is_log:
            low, high, at = math.log(low), math.log(high), math.log(at)
        return self.start + (at - low) / (high - low) * (self.end - self.start)

    def share(self, value: float) -> float:
        """Return the place of a number as percent of the way, 0..100."""
        way = (self.place(value) - self.start) / (self.end - self.start)
        return round(100 * way, 2)


def axis(
    values: Sequence[float], start: float, end: float, *, is_log: bool = False
) -> Axis:
    """Return the axis that holds all values, with some room where they are alike."""
    low, high = min(values), max(values)
    if not high > low:
        room = abs(low) / 2 or 1.0
        low, high = low - room, high + room
    if is_log:
        low = max(low, 1e-9)
        high = max(high, low * 1.01)
    return Axis(low, high, start, end, is_log)


def round_numbers(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Return round numbers within a range, evenly apart.

    Example:
        >>> round_numbers(-0.13, 0.42)
        (0.0, 0.2, 0.4)
    """
    span = high - low
    if not span > 0:
        return (low,)
    size = 10 ** math.floor(math.log10(span / most))
    step = next(
        size * factor
        for factor in (1, 2, 2.5, 5, 10, 20)
        if span / (size * factor) <= most
    )
    first = math.ceil(low / step - 1e-9)
    count = int((high - first * step) / step + 1e-9) + 1
    return tuple(round((first + each) * step, 10) + 0.0 for each in range(count))


def round_factors(low: float, high: float) -> tuple[float, ...]:
    """Return numbers that are round on a scale of factors: 1, 2, 5, 10, 20.

    Example:
        >>> round_factors(0.3, 4)
        (0.5, 1.0, 2.0)
    """
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    found: tuple[float, ...] = ()
    for digits in ((1, 2, 5), (1, 1.5, 2, 3, 4, 5, 7)):
        every = (
            round(digit * 10.0**power, 12)
            for power in range(first, last + 1)
            for digit in digits
        )
        found = tuple(each for each in every if low <= each <= high)
        if len(found) > 2:
            break
    return found


def round_changes(low: float, high: float) -> tuple[float, ...]:
    """Return log effects within a range that are round as changes in percent.

    Example:
        >>> [round(100 * math.expm1(each)) for each in round_changes(-0.6, 0.5)]
        [-25, 0, 25, 50]
    """
    first, last = (100 * math.expm1(each) for each in (low, high))
    numbers = round_numbers(first, last)
    return tuple(math.log1p(each / 100) for each in numbers if each > -100)
