"""What changed since the training before, in sentences."""

from __future__ import annotations

import math

from scorer.account.insights.trainings import Training, Trainings
from scorer.clickrate.validate.came_true import CameTrue
from scorer.clickrate.validate.changes import Changed, Kind
from scorer.core.units import counted
from scorer.features import format_values, label

SHOWN = 8
_VERDICTS = {
    "learned": "learned what works",
    "past": "held in the past, not in the newest pins",
    "early": "first signs, no proof",
    "not-yet": "nothing learned yet",
}


def changed_lines(training: Training, before: Training | None) -> tuple[str, ...]:
    """Return what changed, a sentence a line.

    Args:
        training: The new one.
        before: The one before it, None if it is not known.
    """
    since = f" since the figures up to {before.as_of}" if before else ""
    came = (
        (
            "How the last estimates came true:",
            *(
                f"  {line}"
                for line in came_true_lines(training.came_true, training.clicks)
            ),
        )
        if training.came_true
        else ()
    )
    if not training.changes:
        return (_unchanged(training, before, since), *came)
    shown = training.changes[:SHOWN]
    rest = len(training.changes) - len(shown)
    return (
        f"What changed{since}:",
        *(f"  {change_line(each, training.clicks)}" for each in shown),
        *([f"  and {counted(rest, 'smaller change')}"] if rest else []),
        *came,
    )


def _unchanged(training: Training, before: Training | None, since: str) -> str:
    was = before.level if before else "not-yet"
    if training.level == was == "not-yet":
        return (
            "What changed: nothing. The old model had learned nothing and the new one "
            "has learned nothing yet, so there is nothing to compare"
        )
    return f"What changed{since}: no effect changed by more than a quarter"


def change_line(changed: Changed, clicks: str) -> str:
    """Return one change as a sentence."""
    ends = format_values(changed.feature, changed.start, changed.end, separator=" to ")
    step = f"{label(changed.feature)} (from {ends})"
    before, after = (
        f"{_more(effect)} {clicks}" for effect in (changed.before, changed.after)
    )
    return {
        Kind.NEW: f"new: {step} now goes with {after}",
        Kind.GONE: f"gone: {step} went with {before}; that is no longer clear",
        Kind.GREW: f"grew: {step} went with {before}, now with {after}",
        Kind.SHRANK: f"shrank: {step} went with {before}, now with {after}",
        Kind.TURNED: f"turned: {step} went with {before}, now with {after}",
    }[changed.kind]


def _more(effect: float) -> str:
    percent = round(100 * math.expm1(effect))
    return f"{abs(percent)} % {'more' if percent >= 0 else 'fewer'}"


def came_true_lines(found: CameTrue, clicks: str) -> tuple[str, ...]:
    """Return how the last estimates came true, a sentence a line."""
    expected, counted_clicks = round(found.expected), round(found.counted)
    inside = round(found.inside * found.pins)
    lines = [
        f"Of {counted(found.pins, 'pin')} new to it, the last model expected "
        f"{expected:,} {clicks}, and {counted_clicks:,} came",
        f"{inside} of {found.pins} pins ended within the range it gave; "
        f"{round(0.8 * found.pins)} would be as promised (8 of 10)",
    ]
    if len(found.groups) > 1 and found.groups[0].observed > 0:
        times = found.groups[-1].observed / found.groups[0].observed
        lines.append(
            f"The pins it liked best got {times:.1f} times as many {clicks} per "
            "impression as those it liked least"
        )
    return tuple(lines)


def history_lines(trainings: Trainings) -> tuple[str, ...]:
    """Return the trainings of a folder for the terminal, oldest first."""
    if not trainings.all:
        return ("No history: this model was trained before trainings were kept.",)
    return tuple(
        line
        for each in trainings.all
        for line in (heading(each), *(f"  {below}" for below in found_then(each)))
    )


def heading(training: Training) -> str:
    """Return when a training was, on how many pins, and whether it learned."""
    new = f", {training.added} of them new" if training.added else ""
    return (
        f"Figures up to {training.as_of}: {counted(training.pins, 'pin')}{new}; "
        f"{_VERDICTS.get(training.level, training.level)}"
    )


def found_then(training: Training) -> tuple[str, ...]:
    """Return what had changed at a training, a sentence each."""
    changes = (
        change_line(changed, training.clicks) for changed in training.changes[:SHOWN]
    )
    return (*changes, *_came(training))


def _came(training: Training) -> tuple[str, ...]:
    if training.came_true is None:
        return ()
    found = training.came_true
    return (
        f"the estimates of the training before: {round(found.expected):,} "
        f"{training.clicks} expected of {counted(found.pins, 'new pin')}, "
        f"{round(found.counted):,} came",
    )
