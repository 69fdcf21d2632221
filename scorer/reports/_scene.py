"""What a report draws over a picture: lines of text, findings, boxes and maps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from scorer.core.guideline import Finding
from scorer.core.report import Report
from scorer.core.units import Quantity, Unit
from scorer.guidelines.covered_corner import GUIDELINE as COVERED_CORNER
from scorer.reports._attention import Region, Rows, attention, uncovered
from scorer.reports._ranking import costliest_first

_TITLES = {
    "findings": "Findings",
    "text_lines": "Text size",
    "contrast": "Contrast",
    "saliency_map": "Attention estimate",
    "clutter_map": "Clutter",
    "focal_box": "Focal point",
    "subject_box": "Subject",
    "faces": "Faces",
    "panels": "Panels",
    "corner": "Covered corner",
}
_ON = {"findings", "text_lines"}
_SHADES = "0123456789abcdefghijklmnopqrstuvwxyz"
# Attention that is drawn as the hottest: so many times an even share of it.
_MOST_ATTENTION = 4.0
_WORDS_CHARS = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle to draw, in percent of the picture.

    Attributes:
        left: Of the rectangle.
        top: Of the rectangle.
        width: Of the rectangle.
        height: Of the rectangle.
        label: What it is called, or its number.
        hint: Told when it is pointed at.
        contrast: Of the letters in it, as ``3.2``; empty if it is not known.
    """

    left: float
    top: float
    width: float
    height: float
    label: str = ""
    hint: str = ""
    contrast: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one switch shows.

    Attributes:
        key: Name in the page's classes.
        title: Name on the switch.
        marks: Rectangles.
        grid: Rows of a map, one base-36 digit a cell from 0 (cold) to z (hot).
        regions: Parts of the pin with their shares of attention.
        shown: Whether it is on from the start.
    """

    key: str
    title: str
    marks: tuple[Mark, ...] = ()
    grid: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    shown: bool = False


def layers(report: Report) -> tuple[Layer, ...]:
    """Return what can be drawn over a report's picture; empty layers are left out."""
    if not report.width_px or not report.height_px:
        return ()
    found = [_findings(report), _corner(report)]
    for key, value in report.evidence.items():
        title = _TITLES.get(key, key.replace("_", " ").capitalize())
        rows = _rows(value)
        if rows and key == "saliency_map":
            seen = attention(report, rows)
            grid = _grid(seen.density, _MOST_ATTENTION)
            found.append(Layer(key, title, grid=grid, regions=seen.regions))
        elif rows:
            bare = uncovered(report, rows) if key == "clutter_map" else rows
            found.append(Layer(key, title, grid=_grid(bare, 1.0)))
        else:
            marks = tuple(_marks(report, value))
            found.append(Layer(key, title, marks, shown=key in _ON))
            if key == "text_lines":
                found.append(_contrast(found[-1]))
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


def _contrast(lines: Layer) -> Layer:
    """Return the layer that shows the lines by how their letters stand out.

    The page draws it from the lines; here it counts them only.
    """
    judged = tuple(mark for mark in lines.marks if mark.contrast)
    return Layer("contrast", _TITLES["contrast"], judged)


def _place(layer: Layer) -> int:
    """Return where a layer's switch stands; unknown ones come last."""
    known = list(_TITLES)
    return known.index(layer.key) if layer.key in known else len(known)


def _marks(report: Report, value: JsonValue) -> Iterator[Mark]:
    """Yield the boxes in a value: a box, a record with one, or a list of either."""
    if isinstance(value, Mapping):
        box = value.get("box")
        if _is_box(box):
            hint, contrast = _caption(report, value), _contrast_of(value)
            yield _mark(report, box, hint=hint, contrast=contrast)
    elif _is_box(value):
        yield _mark(report, value)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _marks(report, each)


def _mark(
    report: Report,
    box: Any,  # noqa: ANN401 - callers checked its shape
    label: str = "",
    hint: str = "",
    contrast: str = "",
) -> Mark:
    left, top, width, height = box
    return Mark(
        left=round(100 * left / report.width_px, 2),
        top=round(100 * top / report.height_px, 2),
        width=round(100 * width / report.width_px, 2),
        height=round(100 * height / report.height_px, 2),
        label=label,
        hint=hint,
        contrast=contrast,
    )


def _caption(report: Report, line: Mapping[str, JsonValue]) -> str:
    """Return what is told of a line: its height, its contrast, its words."""
    words = str(line.get("text") or "")
    if len(words) > _WORDS_CHARS:
        words = words[:_WORDS_CHARS].rstrip() + " …"
    contrast = _contrast_of(line)
    said = (
        _height(report, line),
        f"contrast {contrast}:1" if contrast else "",
        f"“{words}”" if words else "",
    )
    return " · ".join(filter(None, said))


def _contrast_of(line: Mapping[str, JsonValue]) -> str:
    """Return the contrast of a line's worst part; empty if it is not known."""
    value = line.get("contrast")
    return f"{value:.1f}" if isinstance(value, int | float) else ""


def _height(report: Report, line: Mapping[str, JsonValue]) -> str:
    """Return a line's cap height in the feed, or in the file if that is unknown."""
    value = line.get("cap_height_px")
    if not isinstance(value, int | float):
        return ""
    density = _dp_per_px(report)
    size = Quantity(value * density, Unit.DP) if density else Quantity(value, Unit.PX)
    return f"{size.value:.1f} {size.unit}"


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


def _rows(value: JsonValue) -> Rows:
    """Return a map's rows of numbers; empty if the value is no map."""
    rows = value.get("values") if isinstance(value, Mapping) else value
    if not isinstance(rows, Sequence) or isinstance(rows, str) or len(rows) < 5:
        return ()
    if not all(_is_row(row) and len(row) == len(rows[0]) for row in rows):  # type: ignore[arg-type] # _is_row is asked first
        return ()
    return [[float(cell) for cell in row] for row in rows]  # type: ignore[arg-type, union-attr] # _is_row


def _grid(rows: Rows, hottest: float) -> tuple[str, ...]:
    """Return a map's digits on a scale that is the same for every pin.

    Args:
        rows: The map.
        hottest: Drawn as the hottest, as is all above.
    """
    step = (len(_SHADES) - 1) / hottest
    last = len(_SHADES) - 1
    return tuple(
        "".join(_SHADES[min(last, max(0, round(cell * step)))] for cell in row)
        for row in rows
    )


def _is_row(value: object) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and len(value) >= 5
        and all(isinstance(cell, int | float) for cell in value)
    )
