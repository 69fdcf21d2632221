"""What a report draws over a picture: boxes and maps, by layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from scorer.core.report import Report
from scorer.core.units import Quantity, Unit

_TITLES = {
    "findings": "Findings",
    "text_lines": "Text lines",
    "focal_box": "Focal point",
    "faces": "Faces",
    "panels": "Panels",
}
_SHADES = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle to draw, in percent of the picture, and what to write on it."""

    left: float
    top: float
    width: float
    height: float
    label: str = ""
    hint: str = ""


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
    found = [_findings(report)]
    for key, value in report.evidence.items():
        title = _TITLES.get(key, key.replace("_", " ").capitalize())
        if rows := _grid(value):
            found.append(Layer(key, title, grid=rows))
        else:
            marks = tuple(_marks(report, value))
            found.append(Layer(key, title, marks, shown=key == "text_lines"))
    return tuple(layer for layer in found if layer.marks or layer.grid)


def numbered(report: Report) -> tuple[tuple[str, int, int], ...]:
    """Return (guideline, position of its finding, number drawn) of every region."""
    regions = (
        (result.id, position)
        for result in report.results
        for position, finding in enumerate(result.findings)
        if finding.region is not None
    )
    return tuple(
        (name, position, number)
        for number, (name, position) in enumerate(regions, start=1)
    )


def _findings(report: Report) -> Layer:
    regions = [
        (finding.region, finding.message)
        for result in report.results
        for finding in result.findings
        if finding.region is not None
    ]
    marks = (
        _mark(report, region, str(number), message)
        for number, (region, message) in enumerate(regions, start=1)
    )
    return Layer("findings", _TITLES["findings"], tuple(marks), shown=True)


def _marks(report: Report, value: JsonValue) -> Iterator[Mark]:
    """Yield the boxes in a value: a box, a record with one, or a list of either."""
    if isinstance(value, Mapping):
        box = value.get("box")
        if _is_box(box):
            yield _mark(
                report, box, _height(report, value), str(value.get("text") or "")
            )
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
