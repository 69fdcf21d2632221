"""Quotation marks that were read as figures."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.text.line.text_line import ReadStrip, measured_lines


def read_as(text, draw):
    """The line that a picture gives, its middle read as some text."""
    picture = Image.new("RGB", (200, 160), (30, 80, 75))
    draw(ImageDraw.Draw(picture))
    quad = np.array([(50.0, 40.0), (150.0, 40.0), (150.0, 130.0), (50.0, 130.0)])
    centers = (0.3, 0.7) if len(text) == 2 else (0.5,)
    return measured_lines(np.array(picture), ReadStrip(text, 0.7, quad, centers))[0]


def wedges(pen):
    for x in (60, 105):
        pen.polygon([(x + 20, 55), (x + 36, 55), (x + 30, 105), (x, 105)], "white")


def drops(pen):
    for x in (60, 105):
        pen.ellipse((x, 80, x + 28, 108), "white")
        pen.polygon([(x, 92), (x + 26, 56), (x + 16, 90)], "white")


def figures(text):
    font = ImageFont.load_default(90)

    def draw(pen):
        pen.text((100, 85), text, "white", font, anchor="mm")

    return draw


@pytest.mark.parametrize(
    ("text", "draw"), [("11", wedges), ("66", drops), ("99", drops)]
)
def test_a_quotation_mark_is_no_figure(text, draw):
    assert read_as(text, draw).text == '""'


@pytest.mark.parametrize("text", ["11", "66", "99", "6", "9"])
def test_figures_stay(text):
    assert read_as(text, figures(text)).text == text
