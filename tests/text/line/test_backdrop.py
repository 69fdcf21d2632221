"""What is behind the words of drawn lines."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.text.line.text_line import ReadStrip, measured_lines

TEXT, SIZE = "Easy pasta dinners", 60
WHITE, NAVY, RED = (255, 255, 255), (30, 40, 90), (200, 40, 60)


def behind(paint, ink=WHITE, size=SIZE, text=TEXT):
    """The line over what ``paint(draw, box)`` draws; ``box`` is around its ink."""
    font = ImageFont.load_default(size)
    left, top, right, bottom = (round(n) for n in font.getbbox(text))
    picture = Image.new("RGB", (right + 2 * size, bottom + 2 * size), NAVY)
    box = (size + left, size + top, size + right, size + bottom)
    paint(ImageDraw.Draw(picture), box)
    ImageDraw.Draw(picture).text((size, size), text, ink, font)
    pad = 0.2 * (bottom - top)
    x0, y0, x1, y1 = box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad
    quad = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], float)
    whole = font.getlength(text)
    ends = [font.getlength(text[:n]) / whole for n in range(len(text) + 1)]
    centers = tuple((a + b) / 2 for a, b in pairwise(ends))
    strip = ReadStrip(text, 0.99, quad, centers)
    (line,) = measured_lines(np.asarray(picture), strip)
    return line


def nothing(_, __):
    return None


def band(share):
    """Another color from a share of the ink's height down."""

    def paint(draw, box):
        edge = box[1] + share * (box[3] - box[1])
        draw.rectangle((0, edge, 10_000, 10_000), fill=RED)

    return paint


def label(reach):
    """A label that ends at a share of the ink's width."""

    def paint(draw, box):
        end = box[0] + reach * (box[2] - box[0])
        corners = (box[0] - 20, box[1] - 12, end, box[3] + 12)
        draw.rounded_rectangle(corners, 12, fill=RED)

    return paint


def test_plain_ground_shows_nothing():
    line = behind(nothing)

    assert (line.backdrop_spread, line.backdrop_edges, line.split_step) == (0, 0, 0)


def test_an_outline_is_not_behind_the_words():
    def outlined(draw, _):
        font = ImageFont.load_default(SIZE)
        draw.text((SIZE, SIZE), TEXT, RED, font, stroke_width=2, stroke_fill=RED)

    assert behind(outlined).backdrop_spread < 8


def test_a_pattern_shows_between_the_letters():
    font = ImageFont.load_default(SIZE)
    width = round(font.getbbox(TEXT)[2]) + 2 * SIZE
    tile = np.kron([[0, 1], [1, 0]], np.ones((20, 20)))

    def paint(draw, _):
        for top in range(0, 300, 20):
            for left in range(0, width, 20):
                if tile[top % 40, left % 40]:
                    draw.rectangle((left, top, left + 19, top + 19), fill=RED)

    line = behind(paint)
    assert line.backdrop_spread > 20
    assert line.backdrop_edges > 0.1
    assert line.split_step == 0


@pytest.mark.parametrize("share", [0.35, 0.5, 0.65])
def test_the_edge_of_a_band_runs_through_the_words(share):
    step = cv2.cvtColor(np.float32([[NAVY, RED]]) / 255, cv2.COLOR_RGB2LAB)
    distance = np.linalg.norm(step[0, 0] - step[0, 1])

    assert behind(band(share)).split_step == pytest.approx(distance, rel=0.1)


@pytest.mark.parametrize("share", [-0.3, 1.3])
def test_a_band_that_begins_beside_the_words_does_not_cut_them(share):
    assert behind(band(share)).split_step == 0


def test_words_that_run_out_of_their_label():
    # 0.62 of the width lies within "dinners".
    assert behind(label(0.78)).split_step > 40


@pytest.mark.parametrize("reach", [1.1, 1.5])
def test_words_within_their_label(reach):
    assert behind(label(reach)).split_step == 0


def test_a_highlight_that_ends_between_words_is_meant():
    font = ImageFont.load_default(SIZE)
    gap = (font.getlength("Easy") + font.getlength("Easy ")) / 2

    def paint(draw, box):
        draw.rectangle((box[0] - 10, 0, SIZE + gap, 10_000), fill=RED)

    assert behind(paint).split_step == 0


def test_a_gradient_is_no_edge():
    def paint(draw, box):
        height = box[3] - box[1] + 2 * SIZE
        for row in range(height):
            shade = round(160 * row / height)
            draw.line((0, row, 10_000, row), fill=(shade, shade, shade))

    line = behind(paint)
    assert line.split_step == 0
    assert line.backdrop_edges < 0.02


@pytest.mark.parametrize("size", [30, 60, 120])
def test_the_same_at_any_size(size):
    assert behind(band(0.5), size=size).split_step > 40
