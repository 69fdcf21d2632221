"""A carousel's pictures told of each other: one shape, and the first is the cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scorer.core.pin import Pin
from scorer.core.report import Report

# Shapes nearer than this are one: a row of pixels makes no difference.
_SAME_SHAPE = 0.01


def with_carousel_notices(
    pins: Iterable[Pin], reports: Iterable[Report]
) -> Iterator[Report]:
    """Yield the reports in their order, those of a carousel with notices of it.

    Args:
        pins: The pins, the pictures of a carousel one behind the other.
        reports: One for each pin.
    """
    held: list[tuple[Pin, Report]] = []
    for pin, report in zip(pins, reports, strict=True):
        if pin.page == 1:
            yield from _noticed(held)
            held = []
        held.append((pin, report))
    yield from _noticed(held)


def _noticed(held: Sequence[tuple[Pin, Report]]) -> Iterator[Report]:
    reports = [report for _, report in held]
    pages = [pin.page for pin, _ in held]
    if len(reports) < 2 or pages != [*range(1, len(reports) + 1)]:
        yield from reports
        return
    shapes = [
        report.width_px / report.height_px
        for report in reports
        if report.width_px and report.height_px
    ]
    sizes = ", ".join(
        dict.fromkeys(f"{report.width_px} × {report.height_px}" for report in reports)
    )
    differ = bool(shapes) and max(shapes) > (1 + _SAME_SHAPE) * min(shapes)
    for page, report in enumerate(reports, start=1):
        notices = [f"picture {page} of {len(reports)} of a carousel"]
        if page > 1:
            notices[0] += ": feeds show the first"
        if differ:
            notices.append(f"the pictures of the carousel differ in shape: {sizes} px")
        yield replace(report, notices=(*notices, *report.notices))
