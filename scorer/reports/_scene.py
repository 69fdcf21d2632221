"""What a report draws over a picture: boxes and maps, by layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from scorer.core.guideline import Finding
from scorer.core.report import Report
from scorer.core.units import Quantity, Unit
from scorer.guidelines.covered_corner import GUIDELINE as COVERED_CORNER
from scorer.reports._labels import Mark, placed
from scorer.reports._ranking import costliest_first

_TITLES = {
    "findings": "Findings",
    "text_lines": "Text size",
    "focal_box": "Focal point",
    "faces": "Faces",
    "panels": "Panels",
    "clutter_map": "Clutter",
    "saliency_map": "Where eyes go",
    "corner": "Covered corner",
}
_SHADES = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Layer:
    """What one switch shows.

    Attributes:
        key: Name in the page's classes.
        title: Name on the switch.
        marks: Rectangles.
        grid: Rows of a map, one base-36 digit a cell from 0 (cold) to z (hot).
        shown: Whether it is on from the start.
    """

    key: str
    title: str
    marks: tuple[Mark, ...] = ()
    grid: tuple[str, ...] = ()
    shown: bool = False


def layers(report: Report) -> tuple[Layer, ...]:
    """Return what can be drawn over a report's picture; empty layers are left out."""
    if not report.width_px or not report.height_px:
        return ()
    shape = report.height_px / report.width_px
    found = [_findings(report)]
    for key, value in report.evidence.items():
        title = _TITLES.get(key, key.replace("_", " ").capitalize())
        if rows := _grid(value):
            found.append(Layer(key, title, grid=rows))
        else:
            marks = placed(tuple(_marks(report, value)), shape)
            found.append(Layer(key, title, marks, shown=key == "text_lines"))
    found.append(_corner(report))
    drawn = [layer for layer in found if layer.marks or layer.grid]
    return tuple(sorted(drawn, key=_place))


def numbered(report: Report) -> tuple[tuple[str, int, Finding], ...]:
    """Return (guideline, position of its finding, finding) of every region to draw.

    In the order of the report, so that the first is number 1.
    """
    return tuple(
        (result.id, position, finding)
        for result in costliest_first(report)
        for position, finding in enumerate(result.findings)
        if finding.region is not None
    )


def _findings(report: Report) -> Layer:
    marks = (
        _mark(report, finding.region, str(number), finding.message)
        for number, (_, _, finding) in enumerate(numbered(report), start=1)
    )
    return Layer("findings", _TITLES["findings"], tuple(marks), shown=True)


def _corner(report: Report) -> Layer:
    """Return the corner over which the app lays its icons."""
    side = COVERED_CORNER.limits.corner_share
    height = side * report.width_px / report.height_px
    box = (1 - side, 1 - height, side, height)
    left, top, width, tall = (round(100 * each, 2) for each in box)
    return Layer("corner", _TITLES["corner"], (Mark(left, top, width, tall),))


def _place(layer: Layer) -> int:
    """Return where a layer's switch stands; unknown ones come last."""
    known = list(_TITLES)
    return known.index(layer.key) if layer.key in known else len(known)


def _marks(report: Report, value: JsonValue) -> Iterator[Mark]:
    """Yield the boxes in a value: a box, a record with one, or a list of either."""
    if isinstance(value, Mapping):
        box = value.get("box")
        if _is_box(box):
            height = _height(report, value)
            text = " ".join(filter(None, (height, str(value.get("text") or ""))))
            yield _mark(report, box, height, text)
    elif _is_box(value):
        yield _mark(report, value)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _marks(report, each)


def _mark(report: Report, box: Any, label: str = "", hint: str = "") -> Mark:  # noqa: ANN401 - callers checked its shape
    left, top, width, height = box
    return Mark(
        left=round(100 * left / report.width_px, 2),
        top=round(100 * top / report.height_px, 2),
        width=round(100 * width / report.width_px, 2),
        height=round(100 * height / report.height_px, 2),
        label=label,
        hint=hint,
    )


def _height(report: Report, line: Mapping[str, JsonValue]) -> str:
    """Return a line's cap height in the feed, or in the file if that is unknown."""
    value = line.get("cap_height_px")
    if not isinstance(value, int | float):
        return ""
    density = _dp_per_px(report)
    return str(
        Quantity(value * density, Unit.DP) if density else Quantity(value, Unit.PX)
    )


def _dp_per_px(report: Report) -> float:
    """Return the density behind features with both units, or 0."""
    for name, in_px in report.features.items():
        in_dp = report.features.get(name.removesuffix("_px") + "_dp")
        if name.endswith("_px") and in_dp is not None and in_px.value:
            return in_dp.value / in_px.value
    return 0.0


def _is_box(value: object) -> bool:
    return (
        isinstance(value, Sequence)
        and len(value) == 4
        and all(isinstance(side, int | float) for side in value)
    )


def _grid(value: JsonValue) -> tuple[str, ...]:
    """Return a map's rows, scaled to its own range; empty if the value is no map."""
    rows = value.get("values") if isinstance(value, Mapping) else value
    if not isinstance(rows, Sequence) or isinstance(rows, str) or len(rows) < 5:
        return ()
    if not all(_is_row(row) and len(row) == len(rows[0]) for row in rows):  # type: ignore[arg-type] # _is_row is asked first
        return ()
    cells = [[float(cell) for cell in row] for row in rows]  # type: ignore[arg-type, union-attr] # _is_row
    low, high = min(map(min, cells)), max(map(max, cells))
    step = (len(_SHADES) - 1) / ((high - low) or 1.0)
    return tuple(
        "".join(_SHADES[round((cell - low) * step)] for cell in row) for row in cells
    )


def _is_row(value: object) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and len(value) >= 5
        and all(isinstance(cell, int | float) for cell in value)
    )
