"""Lines that nobody can read: laid over the picture, or on things in it."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from scorer.text.reading import ReadLine, upright
from scorer.text.roles.unread import unread_odds

LINE = ReadLine("", upright(180, 150, 640, 120), 0.0)


def pixels(*, blur, grain):
    """Shapes that are no letters, as laid over a photo, or as seen through a lens."""
    noise = np.random.default_rng(3)
    canvas = Image.new("RGB", (1000, 600), (228, 220, 206))
    pen = ImageDraw.Draw(canvas)
    font = ImageFont.load_default(100)
    pen.text((500, 210), "XOTHINO", (30, 28, 32), font, anchor="mm")
    seen = np.array(canvas.filter(ImageFilter.GaussianBlur(blur)), np.float64)
    light = np.linspace(1.0, 0.6, 1000)[None, :, None] if grain else 1.0
    seen = seen * light + noise.normal(0, grain, seen.shape)
    return np.clip(seen, 0, 255).astype(np.uint8)


def test_what_is_sharp_and_even_is_laid_over():
    laid = max(unread_odds(pixels(blur=0, grain=0), [LINE], 1000))
    thing = max(unread_odds(pixels(blur=3, grain=9), [LINE], 1000))

    assert laid > 0
    assert thing < laid - 3


@pytest.mark.parametrize("text", ["", "Easy dinners", "@#!"])
def test_its_words_tell_nothing(text):
    seen = pixels(blur=0, grain=0)
    read = ReadLine(text, LINE.quad, 0.3)

    assert unread_odds(seen, [read], 1000) == unread_odds(seen, [LINE], 1000)
