"""Numbers of a pin that are supposed to be others: judged and scored again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from scorer.core.display.closest import nearest
from scorer.core.errors import SettingsError
from scorer.core.family import Features, Measurement, family_name
from scorer.core.guideline import Guideline
from scorer.core.pin import Pin
from scorer.core.report import Report
from scorer.guidelines import judge
from scorer.pipeline import report

_WIDTH, _HEIGHT = "geometry.width_px", "geometry.height_px"
_SHAPE = "geometry.aspect_ratio"

Guidelines = tuple[Guideline[Any], ...]


@dataclass(frozen=True, slots=True)
class Supposed:
    """A report as if some numbers were others.

    Attributes:
        report: With the new numbers, verdicts and score.
        features: With the new numbers.
        unread_features: For each changed number that no guideline reads, the
            guidelines that read what it was made from (lines, boxes), which stayed.
    """

    report: Report
    features: Features
    unread_features: Mapping[str, tuple[str, ...]]


def suppose(
    pin: Pin,
    measurement: Measurement,
    guidelines: Guidelines,
    changes: Mapping[str, float],
) -> Supposed:
    """Return the report of a pin as if some of its numbers were others.

    Args:
        pin: The pin.
        measurement: What was measured of it.
        guidelines: To judge by.
        changes: New numbers by full feature name.

    Raises:
        SettingsError: There is no such feature.
    """
    features = _changed(measurement.features, changes)
    readers = {each.id: _read(each, features) for each in guidelines}
    unread_features = {
        name: tuple(_evidence_readers(name, features, readers))
        for name in changes
        if not any(name in read for read in readers.values())
    }
    judged = report(
        pin, dataclasses.replace(measurement, features=features), guidelines
    )
    return Supposed(judged, features, unread_features)


def _changed(features: Features, changes: Mapping[str, float]) -> Features:
    known = features.values()
    changes = _with_shape(known, changes)
    for name in changes:
        if name not in known:
            hint = nearest(name, known)
            raise SettingsError(f"there is no feature {name!r}", hint=hint)
    records = {
        kind: dataclasses.replace(record, **_fields(kind, changes))  # type: ignore[type-var] # all are dataclasses
        for kind, record in features.records.items()
    }
    return Features(records)


def _with_shape(
    known: Mapping[str, float], changes: Mapping[str, float]
) -> Mapping[str, float]:
    """The changes, and the shape that another width or height makes."""
    sides = [_WIDTH, _HEIGHT]
    if _SHAPE in changes or not any(side in changes for side in sides):
        return changes
    width, height = (changes.get(side, known.get(side, 0.0)) for side in sides)
    return {**changes, _SHAPE: width / height} if width > 0 and height > 0 else changes


def _fields(kind: type[Any], changes: Mapping[str, float]) -> dict[str, float]:
    """Return the changes that concern one family, by field, in the field's type."""
    hints = get_type_hints(kind)
    found = {}
    for name, value in changes.items():
        family, _, field = name.partition(".")
        if family == family_name(kind):
            whole = hints[field] in (int, bool, int | None, bool | None)
            found[field] = round(value) if whole else value
    return found


class _RecordingProxy:
    """A record that keeps the names of the fields that are read."""

    def __init__(self, record: object, names: set[str]) -> None:
        self._record = record
        self._names = names

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field's
        self._names.add(f"{family_name(type(self._record))}.{name}")
        return getattr(self._record, name)


def _read(guideline: Guideline[Any], features: Features) -> set[str]:
    """Return the full names of the fields that a guideline reads of this pin."""
    names: set[str] = set()
    recording = {
        kind: _RecordingProxy(each, names) for kind, each in features.records.items()
    }
    judge(Features(recording), (guideline,))
    return names


def _evidence_readers(
    name: str, features: Features, readers: Mapping[str, set[str]]
) -> Iterator[str]:
    """Yield the guidelines that read the feature's family, but not as numbers."""
    family = name.partition(".")[0]
    measured = features.values().keys()
    for guideline, read in readers.items():
        if any(each.startswith(f"{family}.") for each in read - measured):
            yield guideline
