"""What Pinterest takes in one sheet of pins; apart, as most runs read no sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Not official: what makers of such sheets say that Pinterest refused in 2026
# (pinbuddy.net and pinbulk.pages.dev, guides to the CSV upload); settings, therefore.
MOST_ROWS = 100
MOST_DAYS = 14


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """What Pinterest takes in one sheet for creating pins.

    Attributes:
        rows: Pins at most.
        days: How far ahead a publish date may lie.
        today: The day to count from; the computer's if None.
    """

    rows: int = MOST_ROWS
    days: int = MOST_DAYS
    today: date | None = None
