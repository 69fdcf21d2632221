"""Contact sheets to look at: boxes, cap heights and roles drawn over pins.

    python tests/benchmarks/look.py PINS… [--into look] [--engine rapid]

Red is overlay, blue is scene; the bar at the left of a box is the cap height. The note
has cap height in px, contrast, number and kind of the block, and what was read.
"""

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from scorer.core.errors import ScorerError
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.overlay import text_lines
from scorer.pipeline import open_pin

_TILE = (520, 780)
_COLUMNS, _ROWS = 3, 2
_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def tile(path, settings):
    """One pin with its lines drawn in."""
    creative = open_pin(Pin(path), settings)
    picture = Image.fromarray(creative.pixels)
    picture.thumbnail(_TILE)
    factor = picture.width / creative.width_px
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(10)
    for line in creative.once(text_lines):
        left, top, width, height = (side * factor for side in line.box)
        color = "red" if line.role == "overlay" else "blue"
        draw.rectangle((left, top, left + width, top + height), outline=color)
        base = line.baseline_px * factor
        bar = (left - 2, base - line.cap_height_px * factor, left - 2, base)
        draw.line(bar, fill="lime", width=2)
        note = f"{line.cap_height_px:.0f} {line.contrast or 0:.1f}"
        note += f" {line.block}{line.kind[:4]} {line.text[:14]}"
        place = (left, top - 11)
        draw.rectangle(draw.textbbox(place, note, font=font), "black")
        draw.text(place, note, fill="yellow", font=font)
    draw.rectangle(draw.textbbox((2, 2), path.name, font=font), "black")
    draw.text((2, 2), path.name, fill="white", font=font)
    return picture


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pins", type=Path, nargs="+")
    parser.add_argument("--into", type=Path, default=Path("look"))
    parser.add_argument("--engine", default="rapid")
    given = parser.parse_args()
    settings = Settings(ocr_engine=given.engine)
    files = sorted(
        path
        for root in given.pins
        for path in ([root] if root.is_file() else root.rglob("*"))
        if path.suffix.lower() in _SUFFIXES
    )
    given.into.mkdir(parents=True, exist_ok=True)
    size = _COLUMNS * _ROWS
    for first in range(0, len(files), size):
        sheet = Image.new("RGB", (_TILE[0] * _COLUMNS, _TILE[1] * _ROWS), "white")
        for place, path in enumerate(files[first : first + size]):
            row, column = divmod(place, _COLUMNS)
            try:
                sheet.paste(tile(path, settings), (column * _TILE[0], row * _TILE[1]))
            except ScorerError as error:
                print(f"{path}: {error.message}")
        target = given.into / f"{first // size + 1:02}.png"
        sheet.save(target)
        print(target)


if __name__ == "__main__":
    main()
