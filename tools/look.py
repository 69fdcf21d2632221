"""Contact sheets to look at: boxes, cap heights and roles drawn over pins.

    python -m tools.look PINS… [--into look] [--engine rapid]

Red is overlay, blue is scene; the bar at the left of a box is the cap height. The note
has cap height in px, contrast, number and kind of the block, and what was read.
"""

from PIL import Image, ImageDraw, ImageFont

from benchmarks.vision.sheets import write_sheets
from scorer.core.pin import Pin
from scorer.pipeline import open_pin
from scorer.text.lines import text_lines

_TILE = (520, 780)
_COLUMNS, _ROWS = 3, 2


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


if __name__ == "__main__":
    write_sheets(tile, _TILE, _COLUMNS, _ROWS, __doc__.splitlines()[0])
