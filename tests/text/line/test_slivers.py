"""Letters that the edge of the image cuts off, drawn."""

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.text.line.slivers import _runs_on
from scorer.text.line.text_line import ReadStrip, measured_lines

SIZE, TOP = 60, 80
FONT = ImageFont.load_default(SIZE)


def read(pixels, text, left):
    """Measure a line whose ink begins at ``left``."""
    x0, y0, x1, y1 = FONT.getbbox(text)
    pad = 0.2 * (y1 - y0)
    right = min(pixels.shape[1], left + x1 - x0 + pad)
    corners = (max(0, left - pad), TOP + y0 - pad, right, TOP + y1 + pad)
    a, b, c, d = corners
    quad = np.array([(a, b), (c, b), (c, d), (a, d)], float)
    whole = FONT.getlength(text)
    ends = [FONT.getlength(text[:n]) / whole for n in range(len(text) + 1)]
    centers = tuple((first + last) / 2 for first, last in pairwise(ends))
    (line,) = measured_lines(pixels, ReadStrip(text, 0.99, quad, centers))
    return line


def pin(text, width, left=60, ink="white", paint=None):
    picture = Image.new("RGB", (width, 240), (30, 79, 75))
    if paint:
        paint(ImageDraw.Draw(picture))
    draw = ImageDraw.Draw(picture)
    draw.text((left - FONT.getbbox(text)[0], TOP), text, ink, FONT)
    return np.asarray(picture)


def ink_columns(text):
    """Columns that hold full ink of a text that begins at 60."""
    light = pin(text, 900).astype(int).sum(2)
    return np.flatnonzero(light.max(0) > 700)


def end_of(text):
    """Where the ink of a text that begins at 60 ends."""
    return int(ink_columns(text)[-1]) + 1


@pytest.mark.parametrize("margin", [30, 60, 200])
def test_whole_lines_are_not_cut(margin):
    text = "Stop writing"

    assert not read(pin(text, end_of(text) + margin), text, 60).is_clipped


@pytest.mark.parametrize("share", [0.3, 0.6])
def test_a_letter_cut_through_is_cut(share):
    whole, most = end_of("STALLED"), end_of("STALLE")
    width = round(most + share * (whole - most))

    assert read(pin("STALLED", width), "STALLE", 60).is_clipped


@pytest.mark.parametrize("sliver_px", [1, 2, 4])
def test_a_sliver_of_the_next_letter_is_seen(sliver_px):
    columns = ink_columns("STALLED")
    stem = int(columns[columns > end_of("STALLE")][0])

    assert read(pin("STALLED", stem + sliver_px), "STALLE", 60).is_clipped


def test_a_sliver_at_the_left():
    pixels = pin("STALLED", 500, left=60)
    cut = pixels[:, 60 + round(FONT.getlength("S")) - 4 :]
    assert read(np.ascontiguousarray(cut), "TALLED", 4).is_clipped


def test_a_line_that_ends_on_the_last_pixel_is_cut():
    text = "Small Busine"

    assert read(pin(text, end_of(text) + 1), text, 60).is_clipped


@pytest.mark.parametrize("color", ["white", "red"])
def test_a_frame_at_the_edge_is_no_letter(color):
    text = "Stop writing"
    width = end_of(text) + 18

    def frame(draw):
        draw.rectangle((0, 0, width - 1, 239), outline=color, width=3)

    assert not read(pin(text, width, paint=frame), text, 60).is_clipped


def test_faint_ink_is_not_told_from_noise():
    noise = np.random.default_rng(5).normal(0, 12, (240, 420, 3))
    text = "Stop writing"
    pixels = pin(text, end_of(text) + 20, ink=(80, 110, 105))
    noisy = np.clip(pixels + noise[:, : pixels.shape[1]], 0, 255).astype(np.uint8)

    assert not read(noisy, text, 60).is_clipped


def test_dark_letters_on_a_dark_picture_do_not_run_off_it():
    """Their ink and the dark around it are one; the line ends inside."""
    edge = np.full((240, 3), 20, np.uint8)
    dark, light = np.array([25.0, 10.0, 10.0]), np.array([250.0, 250.0, 250.0])

    assert _runs_on(edge, dark, (80, 140), 20)
    assert not _runs_on(edge, light, (80, 140), 20)
    assert not _runs_on(edge, dark, (0, 240), 20)  # nothing beside it is seen
