"""Contact sheets to look at: what the picture families saw, drawn over pins.

    python -m tools.look_picture PINS… [--into look] [--engine rapid]

Orange is the focal box, green are faces, blue are panels; the right half of a tile is
the clutter map. The line below names clutter, held share, covered share, ground.
"""

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.vision.sheets import write_sheets
from scorer.core.pin import Pin
from scorer.features import clutter, color, focal_point, layout
from scorer.pipeline import open_pin

_TILE = (330, 270)
_PICTURE = (160, 240)
_COLUMNS, _ROWS = 6, 5


def tile(path, settings):
    """One pin with its boxes, its clutter map beside it, its numbers below."""
    creative = open_pin(Pin(path), settings)
    busy, focus, colors, composed = (
        module.FAMILY.extract(creative)
        for module in (clutter, focal_point, color, layout)
    )
    picture = Image.fromarray(creative.pixels)
    picture.thumbnail(_PICTURE)
    heat = heated(picture, busy.map)
    factor = picture.width / creative.width_px
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(10)
    shapes = [("blue", box) for box in composed.panels if composed.is_collage]
    shapes += [("lime", box) for box in focus.faces] + [("orange", focus.focal_box)]
    for outline, box in shapes:
        left, top, width, height = (side * factor for side in box)
        draw.rectangle((left, top, left + width, top + height), None, outline, 2)
    whole = Image.new("RGB", _TILE, "white")
    whole.paste(picture, (0, 0))
    whole.paste(heat, (_PICTURE[0] + 2, 0))
    note = (
        f"{path.stem[:24]}\nclutter {busy.picture_clutter:.0f} held "
        f"{focus.held_share:.2f} covered {focus.covered_share:.2f} ground "
        f"L {colors.background_lightness:.0f} {colors.background_share:.0%}"
    )
    ImageDraw.Draw(whole).text((0, _PICTURE[1] + 2), note, fill="black", font=font)
    return whole


def heated(picture, rows):
    """The picture in gray, reddened where it is cluttered."""
    gray = np.asarray(picture.convert("L").convert("RGB"), np.float32)
    size = picture.size
    heat = cv2.resize(np.array(rows, np.float32), size, interpolation=cv2.INTER_CUBIC)
    share = np.clip(heat, 0, 1)[..., None]
    mixed = gray * (1 - 0.7 * share) + np.array([230, 60, 30]) * 0.7 * share
    return Image.fromarray(mixed.astype(np.uint8))


if __name__ == "__main__":
    write_sheets(tile, _TILE, _COLUMNS, _ROWS, __doc__.splitlines()[0])
