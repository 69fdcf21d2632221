"""Rows of letters that the upper or lower edge cuts off, drawn."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.vision.edge_rows import cut_rows

TEXT, GREEN = "for busy weeknights at home", (30, 79, 75)


def pin(paint, size=(1000, 1500), ground=GREEN):
    picture = Image.new("RGB", size, ground)
    paint(ImageDraw.Draw(picture))
    return np.asarray(picture)


def cut(share, edge, scale=1):
    """A line of which a share is cut off."""
    font = ImageFont.load_default(60 * scale)
    _, top, _, bottom = font.getbbox(TEXT)
    high = bottom - top
    y = 1500 * scale - (1 - share) * high if edge == "lower" else -share * high
    where = (80 * scale, y - top)
    size = (1000 * scale, 1500 * scale)
    return pin(lambda draw: draw.text(where, TEXT, "white", font), size)


@pytest.mark.parametrize("edge", ["upper", "lower"])
@pytest.mark.parametrize("share", [0.5, 0.6, 0.7])
@pytest.mark.parametrize("scale", [1, 2])
def test_half_a_row_of_letters_at_the_edge(share, edge, scale):
    (row,) = cut_rows(cut(share, edge, scale))

    assert row.top == (0 if edge == "upper" else 1465 * scale)
    assert row.left == pytest.approx(85 * scale, abs=6 * scale)
    assert row.width == pytest.approx(760 * scale, abs=30 * scale)


def test_a_whole_line_near_the_edge_is_not_cut():
    font = ImageFont.load_default(60)

    assert cut_rows(pin(lambda draw: draw.text((80, 6), TEXT, "white", font))) == []


def test_an_ornament_of_equal_strokes_is_no_text():
    def checks(draw):
        for left in range(0, 1000, 24):
            draw.rectangle((left, 0, left + 11, 20), fill="white")

    assert cut_rows(pin(checks)) == []


def test_a_frame_and_a_band_are_no_text():
    frame = pin(
        lambda draw: draw.rectangle((0, 0, 999, 1499), outline="white", width=9)
    )
    band = pin(lambda draw: draw.rectangle((100, 0, 700, 60), fill="white"))

    assert cut_rows(frame) == cut_rows(band) == []


def test_a_busy_picture_is_no_text():
    noise = np.random.default_rng(3).integers(0, 255, (1500, 1000, 3), np.uint8)

    assert cut_rows(noise) == []
    assert cut_rows(np.zeros((20, 100, 3), np.uint8)) == []
