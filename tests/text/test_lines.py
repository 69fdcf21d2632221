"""Which read lines are the overlay's words."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from scorer.core.pin import Creative, Pin
from scorer.text.lines import overlay_words, read_text
from scorer.text.reading import Reading, ReadLine, upright


def test_message_lines_are_joined_and_the_address_left_out():
    picture = Image.new("RGB", (500, 750), "white")
    draw = ImageDraw.Draw(picture)
    read = []
    for text, size, top in (
        ("Easy pasta", 60, 60),
        ("in 20 minutes", 60, 160),
        ("www.example.com", 24, 700),
    ):
        font = ImageFont.load_default(size)
        draw.text((40, top), text, "black", font)
        left, upper, right, lower = draw.textbbox((40, top), text, font)
        quad = upright(left - 4, upper - 4, right - left + 8, lower - upper + 8)
        read.append(ReadLine(text, quad, 0.95))
    creative = Creative(Pin(Path()), np.array(picture))
    creative._derived[read_text] = Reading(tuple(read))

    assert overlay_words(creative) == "Easy pasta in 20 minutes"
