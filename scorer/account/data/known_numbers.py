"""What is known of a pin: not the words that nobody gave."""

from __future__ import annotations

from scorer.core.guideline import Outcome
from scorer.core.report import Report
from scorer.features import families


def known_numbers(report: Report) -> dict[str, float]:
    """Return a report's numbers, of a picture that came without words only its own.

    A draft whose title is yet to be written has none that is 0 characters long: a model
    takes what is not known as average.
    """
    numbers = report.numbers()
    if not _came_alone(report):
        return numbers
    worded = {name for name, family in families().items() if family.words}
    return {
        name: value
        for name, value in numbers.items()
        if name.partition(".")[0] not in worded
    }


def _came_alone(report: Report) -> bool:
    """Whether no words were given; a list may also say that there are none."""
    pin = report.pin
    if pin.title or pin.description or pin.link or pin.board:
        return False
    return not any(
        each.id == "missing-title" and each.outcome is Outcome.FAIL
        for each in report.results
    )
