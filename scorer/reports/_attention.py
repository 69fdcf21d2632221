"""How much attention each place can expect: the picture and the text on it.

A calculation from what was measured, not checked against people's eyes, and the page
says so. The picture's part leaves text out; a line of text takes attention by the
surface of its letters and by how clearly they stand out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from scorer.core.report import Report

Rows = Sequence[Sequence[float]]

# Attention of letters of full contrast, where the strongest place of the picture is 1.
# Text takes attention by its surface: Pieters and Wedel 2004,
# doi:10.1509/jmkg.68.2.36.27794; the level is ours.
_TEXT_PEAK = 0.8
_FULL_CONTRAST = 7.0
# Of less attention nothing is said.
_LEAST_SHARE = 0.01
_KINDS = {
    "headline": "Headline",
    "call-to-action": "Call to action",
    "brand": "Brand",
    "url": "Address",
}
_OTHER_TEXT = "Other text"


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the pin with what it can expect.

    Attributes:
        name: As people call it.
        box: Of its largest part: left, top, width, height in shares of the picture.
        share: Of all attention, 0..1.
    """

    name: str
    box: tuple[float, float, float, float]
    share: float


@dataclass(frozen=True, slots=True)
class Attention:
    """Attention over the pin.

    Attributes:
        density: Rows of how many times an even share each place holds, 0 and up.
        regions: The texts and the subject, the most attention first.
    """

    density: tuple[tuple[float, ...], ...]
    regions: tuple[Region, ...]


def attention(report: Report, picture: Rows) -> Attention:
    """Return the attention over a pin.

    Args:
        report: With its lines of text and boxes.
        picture: Attention of the picture without its text, rows of 0..1.
    """
    rows, columns = len(picture), len(picture[0])
    levels = [list(row) for row in picture]
    lines = [each for each in _lines(report) if each["box"]]
    for line in lines:
        peak = _TEXT_PEAK * _clearness(line)
        for y, x, covered in _cells(_shares(report, line["box"]), rows, columns):
            levels[y][x] = max(levels[y][x], covered * peak)
    total = sum(map(sum, levels)) or 1.0
    even = total / (rows * columns)
    density = tuple(tuple(cell / even for cell in row) for row in levels)
    found = [_region(name, box, levels, total) for name, box in _named(report, lines)]
    ranked = sorted(
        (each for each in found if each.share >= _LEAST_SHARE),
        key=lambda each: -each.share,
    )
    return Attention(density, tuple(ranked))


def uncovered(report: Report, picture: Rows) -> list[list[float]]:
    """Return a map with the places under text at 0: text is judged by itself."""
    rows, columns = len(picture), len(picture[0])
    kept = [list(row) for row in picture]
    for line in _lines(report):
        for y, x, covered in _cells(_shares(report, line["box"]), rows, columns):
            kept[y][x] *= 1 - covered
    return kept


def _lines(report: Report) -> list[Mapping[str, JsonValue]]:
    found = report.evidence.get("text_lines")
    if not isinstance(found, Sequence) or isinstance(found, str):
        return []
    return [
        each for each in found if isinstance(each, Mapping) and _is_box(each.get("box"))
    ]


def _is_box(value: JsonValue) -> bool:
    return (
        isinstance(value, Sequence)
        and len(value) == 4
        and all(isinstance(side, int | float) for side in value)
    )


def _clearness(line: Mapping[str, JsonValue]) -> float:
    """How clearly a line stands out, 0..1, by its usual contrast."""
    contrast = line.get("contrast_typical") or line.get("contrast")
    if not isinstance(contrast, int | float):
        return 0.5
    return min(1.0, max(0.0, (contrast - 1) / (_FULL_CONTRAST - 1)))


def _shares(report: Report, box: JsonValue) -> tuple[float, float, float, float]:
    sides: Any = box  # four numbers: _is_box was asked
    left, top, width, height = sides
    across, down = report.width_px or 1, report.height_px or 1
    return left / across, top / down, width / across, height / down


def _cells(
    box: tuple[float, float, float, float], rows: int, columns: int
) -> list[tuple[int, int, float]]:
    """Return (row, column, share covered) of the cells that a box touches."""
    left, top, width, height = box
    across = _spans(left * columns, (left + width) * columns, columns)
    down = _spans(top * rows, (top + height) * rows, rows)
    return [(y, x, high * wide) for y, high in down for x, wide in across]


def _spans(first: float, last: float, count: int) -> list[tuple[int, float]]:
    """Return (cell, share covered) along one side."""
    cells = range(max(0, int(first)), min(count, int(last) + 1))
    found = [(each, min(last, each + 1) - max(first, each)) for each in cells]
    return [(each, share) for each, share in found if share > 0]


def _named(
    report: Report, lines: Sequence[Mapping[str, JsonValue]]
) -> list[tuple[str, list[tuple[float, float, float, float]]]]:
    """Return the regions by name: texts of a kind together, the subject, the faces."""
    texts: dict[str, list[tuple[float, float, float, float]]] = {}
    for line in lines:
        if line.get("role", "overlay") == "overlay":
            name = _KINDS.get(str(line.get("kind")), _OTHER_TEXT)
            texts.setdefault(name, []).append(_shares(report, line["box"]))
    subject = report.evidence.get("subject_box", report.evidence.get("focal_box"))
    faces = report.evidence.get("faces")
    found = list(texts.items())
    if _is_box(subject):
        found.append(("Subject", [_shares(report, subject)]))
    if isinstance(faces, Sequence) and faces and all(map(_is_box, faces)):
        found.append(("Faces", [_shares(report, each) for each in faces]))
    return found


def _region(
    name: str,
    boxes: list[tuple[float, float, float, float]],
    levels: Rows,
    total: float,
) -> Region:
    rows, columns = len(levels), len(levels[0])
    covered: dict[tuple[int, int], float] = {}
    for box in boxes:
        for y, x, share in _cells(box, rows, columns):
            covered[y, x] = min(1.0, covered.get((y, x), 0.0) + share)
    held = sum(levels[y][x] * share for (y, x), share in covered.items())
    largest = max(boxes, key=lambda box: box[2] * box[3])
    return Region(name, largest, min(1.0, held / total))
