"""Guidelines judged again as if one number of a finished report was another.

A report holds numbers, not what they were made from. A guideline that reads only
numbers is judged again. Of one that reads more, the number that its limit is about is
held against that limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_type_hints

from scorer.core.family import Features, family_name
from scorer.core.guideline import Guideline, Outcome
from scorer.core.report import Report
from scorer.features import families
from scorer.guidelines import (
    clipped_text,
    crowded_text,
    guidelines,
    hashtag_heavy,
    judge,
    long_title,
    low_contrast_text,
    missing_title,
    shouting,
    small_text,
    text_card,
    text_collision,
    tight_margin,
    visual_clutter,
    wordy_text,
)

# Numbers that stand for what a guideline sees in lines and boxes: the guideline, its
# limit, and whether the number must reach it (1) or stay below (-1).
_BOUNDS: Mapping[str, tuple[Guideline[Any], str, int]] = {
    "text_overlay.cap_height_max_dp": (small_text.GUIDELINE, "cap_height_dp", 1),
    "text_overlay.cap_height_min_dp": (small_text.GUIDELINE, "fine_print_dp", 1),
    "text_overlay.contrast_min": (low_contrast_text.GUIDELINE, "large_contrast", 1),
    "text_overlay.contrast_median": (low_contrast_text.GUIDELINE, "contrast", 1),
    "text_overlay.margin_min_share": (tight_margin.GUIDELINE, "margin_share", 1),
    "text_overlay.word_count": (wordy_text.GUIDELINE, "word_count", -1),
    "text_overlay.text_area_share": (crowded_text.GUIDELINE, "area_share", -1),
    "text_overlay.clipped_line_count": (
        clipped_text.GUIDELINE, "clipped_line_count", -1
    ),
    "text_collisions.overlap_depth": (text_collision.GUIDELINE, "overlap_depth", -1),
    "text_collisions.split_step": (text_collision.GUIDELINE, "split_step", -1),
    "text_collisions.busy_text": (text_collision.GUIDELINE, "busy_text", -1),
    "clutter.clutter": (visual_clutter.GUIDELINE, "clutter", -1),
    "composition.picture_share": (text_card.GUIDELINE, "picture_share", 1),
    "title.length_chars": (long_title.GUIDELINE, "length_chars", -1),
    "title.word_count": (missing_title.GUIDELINE, "word_count", 1),
    "title.capitals_share": (shouting.GUIDELINE, "capitals_share", -1),
    "title.exclamation_count": (shouting.GUIDELINE, "exclamation_count", -1),
    "title.hashtag_count": (hashtag_heavy.GUIDELINE, "title_hashtag_count", -1),
    "description.hashtag_count": (
        hashtag_heavy.GUIDELINE, "description_hashtag_count", -1
    ),
}  # fmt: skip


class _NotANumberError(Exception):
    """A guideline asked for what a report does not hold."""


class _Numbers:
    """A family's record of which only the report's numbers are known."""

    def __init__(self, kind: type[Any], numbers: Mapping[str, float]) -> None:
        self._kind, self._numbers = kind, numbers
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field's
        full = f"{family_name(self._kind)}.{name}"
        measured = families()[family_name(self._kind)].measures()
        if full not in measured:
            raise _NotANumberError(full)
        self.asked.add(full)
        if full not in self._numbers:
            return None
        value, hint = self._numbers[full], get_type_hints(self._kind)[name]
        if hint in (bool, bool | None):
            return bool(round(value))
        return round(value) if hint in (int, int | None) else value


def fails_then(report: Report, feature: str, value: float) -> tuple[str, ...]:
    """Return the guidelines, by id, that a report would fail if a number was another.

    Of those that it fails as it is, only what would take it further away.

    Args:
        report: The report.
        feature: Full feature name.
        value: The number that it would have.
    """
    judged = {each.id: each.outcome for each in report.results}
    numbers = {**report.numbers(), feature: value}
    again = tuple(
        name
        for name, each in guidelines().items()
        if judged.get(name) not in (None, Outcome.FAIL)
        and _outcome(each, numbers, feature) is Outcome.FAIL
    )
    return (*again, *_beyond(feature, report.numbers().get(feature, value), value))


def _beyond(feature: str, current: float, value: float) -> Iterator[str]:
    """Yield the guideline whose limit a value is beyond, further than the present."""
    if feature in _BOUNDS:
        guideline, field, sign = _BOUNDS[feature]
        limit = getattr(guideline.limits, field)
        if sign * (value - limit) < 0 and sign * (value - current) < 0:
            yield guideline.id


def _outcome(
    guideline: Guideline[Any], numbers: Mapping[str, float], feature: str
) -> Outcome | None:
    """Return a guideline's answer; None where it does not read the feature, or more."""
    records = {kind: _Numbers(kind, numbers) for kind in guideline.needs}
    try:
        (result,) = judge(Features(records), (guideline,))
    except (_NotANumberError, TypeError, ArithmeticError):
        return None
    asked = any(feature in each.asked for each in records.values())
    return result.outcome if asked else None
