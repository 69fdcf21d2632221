"""Pins with many marks close together, drawn, and what can be wrong with them."""

from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from tests.reports import _drawn
from tests.reports import _make as make

SIZE = (1000, 1500)
# Badges that are hidden, lie over each other, or cover a quarter of a line.
CHECK = (Path(__file__).parent / "check_marks.js").read_text(encoding="utf-8")


def picture(boxes):
    image = Image.new("RGB", SIZE, "#f2e9dc")
    draw = ImageDraw.Draw(image)
    for left, top, width, height in boxes:
        draw.rectangle((left, top, left + width, top + height), fill="#222222")
    return _drawn.encoded(image)


def marked(boxes, regions):
    """A report whose findings have these regions over lines in these boxes."""
    lines = [
        {"text": f"line {number}", "box": list(box), "cap_height_px": box[3]}
        for number, box in enumerate(boxes)
    ]
    found = [make.finding(f"finding {n}", region=box) for n, box in enumerate(regions)]
    results = [
        replace(make.result(f"own-{n}", findings=found[n : n + 2]), score=0.5)
        for n in range(0, len(found), 2)
    ]
    return make.report(
        results=results,
        evidence={"text_lines": lines},
        thumbnail=picture(boxes),
        title="",
    )
