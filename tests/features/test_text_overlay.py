"""The text overlay family, on a reading that is given."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.features.text_overlay import FAMILY
from scorer.text.lines import read_text
from scorer.text.reading import Reading, ReadLine, upright


def pin(*texts, scale=1, left=40):
    """A white pin with lines of black text, and what an engine would read."""
    picture = Image.new("RGB", (500 * scale, 750 * scale), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(50 * scale)
    read = []
    for n, text in enumerate(texts):
        at = (left * scale, (60 + 90 * n) * scale)
        draw.text(at, text, "black", font)
        a, b, c, d = draw.textbbox(at, text, font)
        pad = 8 * scale
        quad = upright(a - pad, b - pad, c - a + 2 * pad, d - b + 2 * pad)
        read.append(ReadLine(text, quad, 0.9))
    creative = Creative(Pin(Path()), np.array(picture), Settings())
    creative._derived[read_text] = Reading(tuple(read))
    return creative


def test_counts():
    text = FAMILY.extract(pin("Easy pasta", "IN 20 MINUTES"))

    assert (text.line_count, text.word_count, text.scene_line_count) == (2, 5, 0)
    assert text.clipped_line_count == 0


def test_sizes_on_a_phone():
    text = FAMILY.extract(pin("PASTA NIGHT"))

    assert text.cap_height_max_dp == pytest.approx(text.cap_height_max_px * 183 / 500)
    ratio = text.closeup_cap_height_min_dp / text.cap_height_min_dp
    assert ratio == pytest.approx(390 / 183)


def test_twice_the_size_is_the_same_pin():
    small = FAMILY.extract(pin("PASTA NIGHT", "easy dinners"))
    large = FAMILY.extract(pin("PASTA NIGHT", "easy dinners", scale=2))

    assert large.cap_height_max_dp == pytest.approx(small.cap_height_max_dp, rel=0.05)
    assert large.text_area_share == pytest.approx(small.text_area_share, rel=0.08)


def test_text_that_leaves_the_image_is_clipped():
    assert FAMILY.extract(pin("PASTA NIGHT", left=-15)).clipped_line_count == 1


def test_without_text_there_is_nothing_to_measure():
    text = FAMILY.extract(pin())

    assert (text.line_count, text.text_area_share) == (0, 0.0)
    assert text.cap_height_max_px is None
    assert text.contrast_min is None
